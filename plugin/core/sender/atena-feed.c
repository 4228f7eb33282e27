// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Hands out a campaign's letters one by one, at its pace, each to one taker, and gets marks and
// outcomes to the journal. How letters travel, and when a campaign starts or ends, others know.

#include "atena-feed-private.h"

#include "atena-error.h"
#include "atena-journal-private.h"

/* How many rows are read ahead at a time. */
#define PAGE 256

struct _AtenaClaim
{
  AtenaRow *row;
  guint64 ticket;
  const char *sender; /* the letter's */
  GBytes *message;
};

struct _AtenaFeed
{
  AtenaCampaign *campaign;
  AtenaClock clock;
  GCancellable *cancellable;
  AtenaJournal *journal;
  AtenaCounts counts;
  GArray *history; /* gint64: what counts for the pace */
  GQueue rows;     /* read ahead, and returned ones, first */
  GBytes *message; /* the letter of the first of these, once it is rendered */
  guint last_read; /* number of the last row read */
  guint64 unread;  /* pending and deferred rows beyond it */
  guint64 limit;   /* how many letters may be begun, 0 for all */
  guint64 begun;   /* and not returned */
  GError *failure; /* why nothing more is offered */

  void (*progress) (gpointer data);
  gpointer progress_data;
};

static void
notify_progress (AtenaFeed *self)
{
  if (self->progress != NULL)
    self->progress (self->progress_data);
}

/* What was begun lately; nothing when that cannot hold up a letter. */
static GArray *
read_history (AtenaCampaign *campaign, gint64 now, GError **error)
{
  if (!atena_pace_is_limited (atena_campaign_get_limits (campaign)))
    return g_array_new (FALSE, FALSE, sizeof (gint64));

  return atena_ledger_read_history (atena_campaign_get_ledger (campaign),
                                    atena_campaign_get_account (campaign), now - ATENA_PACE_MEMORY,
                                    error);
}

AtenaFeed *
atena_feed_new (AtenaCampaign *campaign,
                AtenaClock clock,
                GCancellable *cancellable,
                GError **error)
{
  AtenaFeed *self = g_new0 (AtenaFeed, 1);

  self->campaign = g_object_ref (campaign);
  self->clock = clock;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->history = read_history (campaign, clock (), error);
  if (self->history != NULL && atena_campaign_count (campaign, &self->counts, error))
    self->journal = atena_journal_start (atena_campaign_get_ledger (campaign), error);
  if (self->journal == NULL)
    {
      atena_feed_close (self, NULL);
      return NULL;
    }

  self->unread = self->counts.rows[ATENA_ROW_PENDING] + self->counts.rows[ATENA_ROW_DEFERRED];
  return self;
}

gboolean
atena_feed_close (AtenaFeed *self, GError **error)
{
  GError *journal_failure = NULL;

  if (self->journal != NULL && !atena_journal_stop (self->journal, &journal_failure))
    {
      g_clear_error (&self->failure);
      self->failure = journal_failure;
    }

  g_queue_clear_full (&self->rows, (GDestroyNotify) atena_row_free);
  g_clear_pointer (&self->message, g_bytes_unref);
  g_clear_pointer (&self->history, g_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->campaign);

  g_autoptr (GError) failure = g_steal_pointer (&self->failure);
  g_free (self);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

void
atena_feed_set_limit (AtenaFeed *self, guint64 letters)
{
  self->limit = letters;
}

gboolean
atena_feed_is_limited (AtenaFeed *self)
{
  return self->limit > 0 && self->begun >= self->limit && self->rows.length + self->unread > 0;
}

void
atena_feed_set_progress (AtenaFeed *self, void (*progress) (gpointer data), gpointer data)
{
  self->progress = progress;
  self->progress_data = data;
}

const AtenaCounts *
atena_feed_get_counts (AtenaFeed *self)
{
  return &self->counts;
}

gint64
atena_feed_estimate_finish (AtenaFeed *self)
{
  return atena_pace_finish (atena_campaign_get_limits (self->campaign),
                            (gconstpointer) self->history->data, self->history->len,
                            atena_feed_get_unclaimed (self), self->clock ());
}

/* Keeps the queue from running dry. */
static gboolean
read_ahead (AtenaFeed *self)
{
  g_autoptr (GPtrArray) page = NULL;

  if (self->rows.length > 0 || self->unread == 0 || self->failure != NULL)
    return self->rows.length > 0;

  page =
    atena_campaign_read_rows (self->campaign, 1u << ATENA_ROW_PENDING | 1u << ATENA_ROW_DEFERRED,
                              self->last_read, PAGE, &self->failure);
  self->unread -= page != NULL ? MIN (page->len, self->unread) : 0;
  if (page == NULL || page->len == 0)
    return FALSE;

  for (guint i = 0; i < page->len; i++)
    g_queue_push_tail (&self->rows, page->pdata[i]);
  g_ptr_array_set_free_func (page, NULL);
  self->last_read =
    atena_recipient_get_number (((AtenaRow *) g_queue_peek_tail (&self->rows))->recipient);
  return TRUE;
}

static void
stamp (AtenaRow *row, gint64 now)
{
  AtenaRecipient *recipient = row->recipient;
  gint64 date = atena_recipient_get_date (recipient);

  /* A second attempt is the same message: the same date, the same Message-ID. */
  row->recipient = atena_recipient_stamp (recipient, atena_recipient_get_message_id (recipient),
                                          date != 0 ? date : now / G_USEC_PER_SEC);
  atena_recipient_unref (recipient);
}

/* For a letter that cannot be what was checked: nothing of it goes, and a person may see to it and
 * go on. */
static void
put_off (AtenaFeed *self, AtenaRow *row, const char *words, gint64 now)
{
  row->attempts++;
  self->counts.rows[row->state]--;
  self->counts.rows[ATENA_ROW_DEFERRED]++;
  atena_journal_mark (self->journal, row->id, row->attempts,
                      atena_recipient_get_date (row->recipient), now);
  atena_journal_settle (self->journal, row->id, row->attempts,
                        atena_outcome_new (ATENA_OUTCOME_DEFERRED, 0, "", words), now);
  atena_row_free (row);
  notify_progress (self);
}

/* Renders the letter that goes next. */
static gboolean
prepare (AtenaFeed *self, gint64 now)
{
  AtenaLetter *letter = atena_campaign_get_letter (self->campaign);

  while (self->message == NULL && read_ahead (self))
    {
      AtenaRow *row = g_queue_peek_head (&self->rows);
      g_autoptr (GError) error = NULL;

      stamp (row, now);
      self->message = atena_campaign_render (self->campaign, letter, row, row->recipient, &error);
      if (self->message == NULL)
        put_off (self, g_queue_pop_head (&self->rows), error->message, now);
    }
  return self->message != NULL;
}

AtenaFeedState
atena_feed_poll (AtenaFeed *self, gint64 *ret_wait)
{
  gint64 now = self->clock ();
  gint64 next;

  notify_progress (self);
  if (self->failure != NULL || g_cancellable_is_cancelled (self->cancellable) ||
      atena_feed_is_limited (self) || !read_ahead (self))
    return ATENA_FEED_DONE;

  next = atena_pace_next (atena_campaign_get_limits (self->campaign),
                          (gconstpointer) self->history->data, self->history->len, now);
  if (next <= now)
    return prepare (self, now) ? ATENA_FEED_READY : ATENA_FEED_DONE;

  *ret_wait = next - now;
  return ATENA_FEED_WAIT;
}

guint64
atena_feed_get_unclaimed (AtenaFeed *self)
{
  guint64 unclaimed = self->rows.length + self->unread;

  return self->limit > 0 ? MIN (unclaimed, self->limit - self->begun) : unclaimed;
}

/* Only the newest times can still matter, as many as the largest limit. */
static void
remember (AtenaFeed *self, gint64 now)
{
  const AtenaPaceLimits *limits = atena_campaign_get_limits (self->campaign);
  guint most = MAX (MAX (limits->per_minute, limits->per_hour), limits->per_day);

  if (most == 0)
    return;

  g_array_append_val (self->history, now);
  if (self->history->len > 2 * most)
    g_array_remove_range (self->history, 0, self->history->len - most);
}

AtenaClaim *
atena_feed_claim (AtenaFeed *self)
{
  gint64 now = self->clock ();
  AtenaLetter *letter = atena_campaign_get_letter (self->campaign);
  AtenaClaim *claim = g_new0 (AtenaClaim, 1);
  AtenaRow *row = g_queue_pop_head (&self->rows);

  g_assert (self->message != NULL);
  self->begun++;
  remember (self, now);
  self->counts.rows[row->state]--;
  self->counts.rows[ATENA_ROW_CLAIMED]++;
  row->state = ATENA_ROW_CLAIMED;
  row->attempts++;

  claim->row = row;
  claim->ticket = atena_journal_mark (self->journal, row->id, row->attempts,
                                      atena_recipient_get_date (row->recipient), now);
  claim->sender = atena_mailbox_get_path (atena_letter_get_from (letter));
  claim->message = g_steal_pointer (&self->message);
  return claim;
}

AtenaMark
atena_feed_check (AtenaFeed *self, AtenaClaim *claim)
{
  AtenaMark mark = atena_journal_check (self->journal, claim->ticket);

  /* The journal says why when it stops; until then nothing more is offered. */
  if (mark == ATENA_MARK_FAILED && self->failure == NULL)
    self->failure = g_error_new_literal (ATENA_ERROR, ATENA_ERROR_LEDGER, "");
  return mark;
}

static AtenaRowState
state_after (AtenaOutcomeKind kind)
{
  static const AtenaRowState states[] = {
    [ATENA_OUTCOME_SENT] = ATENA_ROW_SENT,         [ATENA_OUTCOME_DEFERRED] = ATENA_ROW_DEFERRED,
    [ATENA_OUTCOME_REJECTED] = ATENA_ROW_REJECTED, [ATENA_OUTCOME_UNCERTAIN] = ATENA_ROW_UNCERTAIN,
    [ATENA_OUTCOME_RETURNED] = ATENA_ROW_PENDING,
  };

  return states[kind];
}

static void
claim_free (AtenaClaim *claim)
{
  g_clear_pointer (&claim->row, atena_row_free);
  g_bytes_unref (claim->message);
  g_free (claim);
}

void
atena_feed_settle (AtenaFeed *self, AtenaClaim *claim, AtenaOutcome *outcome)
{
  AtenaRow *row = claim->row;

  row->state = state_after (outcome->kind);
  self->counts.rows[ATENA_ROW_CLAIMED]--;
  self->counts.rows[row->state]++;
  if (outcome->hold && self->failure == NULL)
    self->failure = g_error_new_literal (ATENA_ERROR, ATENA_ERROR_ACCOUNT, outcome->reply);
  if (outcome->kind == ATENA_OUTCOME_RETURNED)
    {
      self->begun--;
      g_queue_push_nth (&self->rows, g_steal_pointer (&claim->row), self->message != NULL ? 1 : 0);
    }

  atena_journal_settle (self->journal, row->id, row->attempts, outcome, self->clock ());
  claim_free (claim);
  notify_progress (self);
}

void
atena_feed_set_wake (AtenaFeed *self, void (*wake) (gpointer data), gpointer data)
{
  atena_journal_set_wake (self->journal, wake, data);
}

const char *
atena_claim_get_sender (const AtenaClaim *self)
{
  return self->sender;
}

const char *
atena_claim_get_recipient (const AtenaClaim *self)
{
  return atena_mailbox_get_path (atena_recipient_get_mailbox (self->row->recipient));
}

GBytes *
atena_claim_get_message (const AtenaClaim *self)
{
  return self->message;
}
