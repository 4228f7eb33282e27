// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-ledger.h"
#include "atena-letter.h"
#include "atena-pace.h"
#include "atena-recipient-source.h"
#include "atena-row.h"

#define ATENA_TYPE_CAMPAIGN (atena_campaign_get_type ())
G_DECLARE_FINAL_TYPE (AtenaCampaign, atena_campaign, ATENA, CAMPAIGN, GObject)

typedef enum
{
  ATENA_CAMPAIGN_DRAFT, /* being looked at; cannot be sent */
  ATENA_CAMPAIGN_READY, /* confirmed by a person */
  ATENA_CAMPAIGN_RUNNING,
  ATENA_CAMPAIGN_PAUSED,   /* some letters are still to be sent */
  ATENA_CAMPAIGN_FINISHED, /* every letter was tried */
} AtenaCampaignState;

/* "draft", "ready", "running", "paused" or "finished". */
const char *
atena_campaign_state_to_string (AtenaCampaignState state);

typedef enum
{
  ATENA_CAMPAIGN_MERGE,
  ATENA_CAMPAIGN_TEST, /* to the writer's own address: tries the letter, counts as no campaign */
} AtenaCampaignKind;

/* Which copies the host keeps in its folder Sent. */
typedef enum
{
  ATENA_KEEP_NONE, /* also where the server keeps its own */
  ATENA_KEEP_ONE,  /* one for the campaign, with the placeholders as they were typed */
  ATENA_KEEP_EACH, /* every letter */
} AtenaKeep;

/* What a campaign is made from. Nothing in it is a secret. */
typedef struct
{
  AtenaCampaignKind kind;
  AtenaDraft *draft;
  AtenaMailbox *from;   /* who writes, or NULL for the draft's From */
  const char *account;  /* whose limits count: the same text for the same account */
  const char *settings; /* what the host needs to reach the account again; kept, never read here */
  AtenaPaceLimits limits;
  const char *seed;      /* random, unforeseeable: boundaries and Message-IDs come from it */
  const char *zone;      /* for Date headers, as g_time_zone_new_identifier() takes it */
  gint64 now;            /* microseconds since 1970 */
  gboolean same_address; /* whether several different letters may go to one address */

  /* For attachments per person, or NULL: the field that names the files of a row as
   * atena_enclosure_folder_open() takes them, and the folder that they are in. */
  const char *enclosure_field;
  const char *enclosure_folder;
  gboolean same_enclosure; /* whether one file may go to several people */
} AtenaCampaignSpec;

/**
 * atena_campaign_create:
 *
 * Streams the recipients of @source into @ledger as a campaign in state draft: all of them, or on
 * error nothing. Rows that cannot get a letter are kept as excluded with their reason, first and
 * last: the reason they came with; a blank field without default; a file that cannot go; the same
 * address as an earlier row that does get one (somebody who gets a letter still gets a copy, too);
 * a file that another row has, too, which leaves out both: nobody knows whose it is.
 *
 * @error: ATENA_ERROR_INVALID from source or letter, ATENA_ERROR_LEDGER, G_IO_ERROR_CANCELLED
 */
AtenaCampaign *
atena_campaign_create (AtenaLedger *ledger,
                       const AtenaCampaignSpec *spec,
                       AtenaRecipientSource *source,
                       GCancellable *cancellable,
                       GError **error);

/* @id: number of the campaign, or 0 for the newest. ATENA_ERROR_INVALID when there is none. */
AtenaCampaign *
atena_campaign_load (AtenaLedger *ledger, gint64 id, GError **error);

/**
 * atena_campaign_render:
 * @letter: the campaign's, or the same compiled in another way
 * @row: a row of it that gets a letter
 * @recipient: its recipient, stamped
 * @error: ATENA_ERROR_INVALID when a file that goes with it is not what it was when the campaign
 * was created: never another file
 *
 * The letter of one row, with its enclosures.
 */
GBytes *
atena_campaign_render (AtenaCampaign *self,
                       AtenaLetter *letter,
                       const AtenaRow *row,
                       AtenaRecipient *recipient,
                       GError **error);

AtenaLedger *
atena_campaign_get_ledger (AtenaCampaign *self);
gint64
atena_campaign_get_id (AtenaCampaign *self);
AtenaLetter *
atena_campaign_get_letter (AtenaCampaign *self);
const char *
atena_campaign_get_account (AtenaCampaign *self);
const char *
atena_campaign_get_settings (AtenaCampaign *self);
const AtenaPaceLimits *
atena_campaign_get_limits (AtenaCampaign *self);

/* The account may be reached in another way or pace from now on. ATENA_ERROR_BUSY while somebody
 * sends the campaign. */
gboolean
atena_campaign_set_account (AtenaCampaign *self,
                            const char *account,
                            const char *settings,
                            const AtenaPaceLimits *limits,
                            GError **error);

/* Takes a row out of a campaign in state draft, or back in. ATENA_ERROR_INVALID for a row that is
 * left out for another reason, and once the campaign is confirmed. Rows that were left out because
 * this one goes to the same address stay left out. */
gboolean
atena_campaign_set_ticked (AtenaCampaign *self, guint number, gboolean ticked, GError **error);

/* ATENA_KEEP_EACH up to 50 letters and 50 MB in all, else ATENA_KEEP_ONE. */
AtenaKeep
atena_campaign_choose_keep (guint64 letters, guint64 bytes);

/* For a campaign in state draft; a new one keeps none. Rows in the role copy and test campaigns
 * never do. */
gboolean
atena_campaign_set_keep (AtenaCampaign *self, AtenaKeep keep, GError **error);

/* Gives up a campaign in state draft: nothing of it stays in the ledger. */
gboolean
atena_campaign_discard (AtenaCampaign *self, GError **error);

/* Ends a campaign that is ready or paused: letters still to be sent are left out
 * (ATENA_REASON_STOPPED) and it is finished. ATENA_ERROR_BUSY while somebody sends it. */
gboolean
atena_campaign_stop (AtenaCampaign *self, GError **error);

/* As stored, but for one that was running when its sender died: that is paused. */
gboolean
atena_campaign_read_state (AtenaCampaign *self, AtenaCampaignState *ret_state, GError **error);

/* @reason: why it is paused, for a person, or "". */
gboolean
atena_campaign_set_state (AtenaCampaign *self,
                          AtenaCampaignState state,
                          const char *reason,
                          GError **error);

/* How many rows are in each state; those claimed by a sender that died count as uncertain. */
typedef struct
{
  guint64 rows[ATENA_N_ROW_STATES];
  guint64 copies; /* of all these, rows in the role copy */
} AtenaCounts;

guint64
atena_counts_get_total (const AtenaCounts *self);
gboolean
atena_campaign_count (AtenaCampaign *self, AtenaCounts *ret_counts, GError **error);

/* What goes with the letters that are not left out. */
typedef struct
{
  guint64 letters; /* that have a file */
  guint64 files;
  guint64 bytes;   /* before encoding */
  guint64 largest; /* of one letter */
} AtenaEnclosureCounts;

gboolean
atena_campaign_count_enclosures (AtenaCampaign *self,
                                 AtenaEnclosureCounts *ret_counts,
                                 GError **error);

/**
 * atena_campaign_read_rows:
 * @states: the states wanted, as a mask of 1 << AtenaRowState; 0 for all
 * @after: only rows with a greater number; 0 from the start
 * @limit: how many at most
 *
 * Returns: (element-type AtenaRow): in the order of their numbers; those claimed by a sender that
 * died read as uncertain
 */
GPtrArray *
atena_campaign_read_rows (
  AtenaCampaign *self, guint states, guint after, guint limit, GError **error);

/* When letters of @account were begun since @since, over all its campaigns, ascending (gint64,
 * microseconds since 1970). */
GArray *
atena_ledger_read_history (AtenaLedger *self, const char *account, gint64 since, GError **error);

/* Whether @account has sent any letter of a merge campaign other than @campaign. */
gboolean
atena_ledger_read_experience (AtenaLedger *self,
                              const char *account,
                              gint64 campaign,
                              gboolean *ret_experienced,
                              GError **error);

/* Settles what a sender that died had under way: uncertain, since nobody knows. For the next
 * sender, which holds the lock of the campaign. */
gboolean
atena_campaign_recover (AtenaCampaign *self, gint64 now, GError **error);
