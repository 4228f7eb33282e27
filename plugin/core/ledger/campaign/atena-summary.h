// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-campaign.h"

/* A campaign at a glance, for lists; its letter is not compiled. */
typedef struct
{
  gint64 id;
  AtenaCampaignKind kind;
  AtenaCampaignState state; /* that of a sender that died is paused */
  char *reason;             /* why it is paused, for a person, or "" */
  char *account;            /* as in AtenaCampaignSpec */
  char *settings;           /* as in AtenaCampaignSpec */
  char *sender;             /* address of who writes, "" for the draft's From */
  char *sender_name;
  char *subject;  /* of the draft */
  gint64 created; /* microseconds since 1970 */
  AtenaCounts counts;
  guint64 undecided; /* uncertain rows about which nobody has decided anything yet */
} AtenaSummary;

void
atena_summary_free (AtenaSummary *self);

/* @campaign: number of the campaign. ATENA_ERROR_INVALID when there is none. */
AtenaSummary *
atena_ledger_read_summary (AtenaLedger *self, gint64 campaign, GError **error);

/**
 * atena_ledger_list_campaigns:
 * @states: the states wanted, as a mask of 1 << AtenaCampaignState; 0 for all
 * @with_tests: whether ATENA_CAMPAIGN_TEST is wanted, too
 *
 * Returns: (element-type AtenaSummary): the newest first
 */
GPtrArray *
atena_ledger_list_campaigns (AtenaLedger *self, guint states, gboolean with_tests, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaSummary, atena_summary_free)
