// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-campaign.h"
#include "atena-dispatch.h"
#include "atena-error.h"
#include "atena-lock.h"
#include "atena-resolution.h"
#include "ui-fixture.h"

#include <signal.h>
#include <sys/resource.h>
#include <glib/gstdio.h>

typedef struct
{
  AtenaDispatch *dispatch;
  AtenaDispatchState state;
} Wanted;

static gboolean
is_in_state (gpointer data)
{
  Wanted *wanted = data;

  return atena_dispatch_get_state (wanted->dispatch) == wanted->state;
}

static void
wait_for (AtenaDispatch *dispatch, AtenaDispatchState state)
{
  Wanted wanted = { dispatch, state };

  ui_wait (is_in_state, &wanted);
}

static gboolean
has_sent (gpointer data)
{
  FakeHost *host = data;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&host->mutex);

  return host->permits == 0;
}

/* Lets @n more letters go and waits until they are gone. */
static void
let_go (FakeHost *host, guint n)
{
  fake_host_permit (host, n);
  ui_wait (has_sent, host);
}

static AtenaDispatch *
begin (UiFixture *self, guint n, guint countdown)
{
  AtenaDispatch *dispatch =
    atena_dispatch_new (ATENA_HOST (self->host), self->ledger,
                        ui_fixture_make_campaign (self, n, ATENA_KEEP_EACH), countdown);

  atena_dispatch_start (dispatch);
  return dispatch;
}

/* "sent excluded …" as the ledger has it. */
static guint64
count_rows (UiFixture *self, gint64 id, AtenaRowState state)
{
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  g_autoptr (AtenaCampaign) campaign = atena_campaign_load (ledger, id, NULL);
  AtenaCounts counts;

  g_assert_true (atena_campaign_count (campaign, &counts, NULL));
  return counts.rows[state];
}

static void
test_all (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = begin (self, 3, 0);

  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_cmpuint (fake_host_count (self->host), ==, 3);
  g_assert_cmpuint (self->host->n_copies, ==, 3);
  g_assert_null (atena_dispatch_get_error (dispatch));
  g_assert_cmpuint (atena_dispatch_get_progress (dispatch)->counts.rows[ATENA_ROW_SENT], ==, 3);
}

static void
test_no_folder (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = NULL;

  self->host->copies_fail = TRUE;
  dispatch = begin (self, 3, 0);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_null (atena_dispatch_get_error (dispatch));
  g_assert_cmpuint (fake_host_count (self->host), ==, 3);
  g_assert_cmpuint (self->host->n_copies, ==, 0);
}

/* Whoever started it may forget it. */
static void
test_unwatched (UiFixture *self, gconstpointer data)
{
  AtenaDispatch *dispatch = begin (self, 3, 1);

  g_object_add_weak_pointer (G_OBJECT (dispatch), (gpointer *) &dispatch);
  g_object_unref (dispatch);
  g_assert_nonnull (dispatch);
  while (dispatch != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fake_host_count (self->host), ==, 3);
}

static void
test_countdown (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = begin (self, 3, 2);

  g_assert_cmpuint (atena_dispatch_get_state (dispatch), ==, ATENA_DISPATCH_COUNTDOWN);
  g_assert_cmpuint (atena_dispatch_get_countdown (dispatch), ==, 2);
  wait_for (dispatch, ATENA_DISPATCH_CONNECTING);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_cmpuint (fake_host_count (self->host), ==, 3);
}

static void
test_stop_in_countdown (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = begin (self, 3, 1);

  atena_dispatch_stop (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_STOPPED);
  /* Longer than the countdown was. */
  for (guint i = 0; i < 15; i++)
    {
      g_usleep (100000);
      ui_settle ();
    }
  atena_dispatch_resume (dispatch);
  ui_settle ();
  g_assert_cmpuint (atena_dispatch_get_state (dispatch), ==, ATENA_DISPATCH_STOPPED);
  g_assert_cmpuint (self->host->n_transports, ==, 0);
  g_assert_cmpuint (count_rows (self, atena_dispatch_get_campaign (dispatch), ATENA_ROW_EXCLUDED),
                    ==, 3);
}

static void
test_pause_in_countdown (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = begin (self, 3, 1);

  atena_dispatch_pause (dispatch);
  g_assert_cmpuint (atena_dispatch_get_state (dispatch), ==, ATENA_DISPATCH_PAUSED);
  g_usleep (1100000);
  ui_settle ();
  g_assert_cmpuint (self->host->n_transports, ==, 0);
  atena_dispatch_resume (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_cmpuint (fake_host_count (self->host), ==, 3);
}

static void
test_pause (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = NULL;

  fake_host_permit (self->host, 2);
  dispatch = begin (self, 5, 0);
  ui_wait (has_sent, self->host);
  atena_dispatch_pause (dispatch);
  g_assert_cmpuint (atena_dispatch_get_state (dispatch), ==, ATENA_DISPATCH_STOPPING);
  wait_for (dispatch, ATENA_DISPATCH_PAUSED);
  g_assert_null (atena_dispatch_get_error (dispatch));
  g_assert_cmpuint (fake_host_count (self->host), ==, 2);
  g_assert_cmpuint (self->host->n_copies, ==, 2);

  fake_host_permit (self->host, G_MAXUINT);
  atena_dispatch_resume (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_cmpuint (fake_host_count (self->host), ==, 5);
  g_assert_cmpuint (self->host->n_copies, ==, 5);
}

/* p pause, r resume, s stop, all while the server waits; what comes of it. */
static const struct
{
  const char *name;
  const char *steps;
  AtenaDispatchState state;
  guint sent;
} orders[] = {
  { "pause", "p", ATENA_DISPATCH_PAUSED, 2 },
  { "pause-twice", "pp", ATENA_DISPATCH_PAUSED, 2 },
  { "pause-resume", "pr", ATENA_DISPATCH_FINISHED, 5 },
  { "pause-resume-pause", "prp", ATENA_DISPATCH_PAUSED, 2 },
  { "resume-first", "rp", ATENA_DISPATCH_PAUSED, 2 },
  { "stop", "s", ATENA_DISPATCH_STOPPED, 2 },
  { "pause-stop", "ps", ATENA_DISPATCH_STOPPED, 2 },
  { "stop-resume", "sr", ATENA_DISPATCH_STOPPED, 2 },
  { "stop-pause-resume-stop", "sprs", ATENA_DISPATCH_STOPPED, 2 },
  { "pause-resume-stop", "prs", ATENA_DISPATCH_STOPPED, 2 },
};

static void
test_order (UiFixture *self, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (AtenaDispatch) dispatch = NULL;

  fake_host_permit (self->host, 2);
  dispatch = begin (self, 5, 0);
  ui_wait (has_sent, self->host);
  for (const char *step = orders[i].steps; *step != '\0'; step++)
    {
      if (*step == 'p')
        atena_dispatch_pause (dispatch);
      else if (*step == 'r')
        atena_dispatch_resume (dispatch);
      else
        atena_dispatch_stop (dispatch);
    }
  if (orders[i].state == ATENA_DISPATCH_FINISHED)
    fake_host_permit (self->host, G_MAXUINT);
  wait_for (dispatch, orders[i].state);
  g_assert_cmpuint (fake_host_count (self->host), ==, orders[i].sent);
  if (orders[i].state == ATENA_DISPATCH_STOPPED)
    g_assert_cmpuint (count_rows (self, atena_dispatch_get_campaign (dispatch), ATENA_ROW_EXCLUDED),
                      ==, 3);
}

static void
test_checkpoint (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = NULL;
  g_autoptr (AtenaDispatch) second = NULL;

  /* Also with a pause on the way. */
  fake_host_permit (self->host, 20);
  dispatch = begin (self, 70, 0);
  ui_wait (has_sent, self->host);
  atena_dispatch_pause (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_PAUSED);
  fake_host_permit (self->host, G_MAXUINT);
  atena_dispatch_resume (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_CHECKPOINT);
  g_assert_cmpuint (fake_host_count (self->host), ==, 50);
  g_assert_null (atena_dispatch_get_error (dispatch));
  atena_dispatch_resume (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_cmpuint (fake_host_count (self->host), ==, 70);

  second = begin (self, 60, 0);
  wait_for (second, ATENA_DISPATCH_FINISHED);
  g_assert_cmpuint (fake_host_count (self->host), ==, 130);
}

static void
test_stop_at_checkpoint (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = begin (self, 51, 0);

  wait_for (dispatch, ATENA_DISPATCH_CHECKPOINT);
  atena_dispatch_stop (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_STOPPED);
  g_assert_cmpuint (fake_host_count (self->host), ==, 50);
}

static void
test_broken_line (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = NULL;

  self->host->fail_after = 2;
  dispatch = begin (self, 5, 0);
  wait_for (dispatch, ATENA_DISPATCH_PAUSED);
  g_assert_error (atena_dispatch_get_error (dispatch), ATENA_ERROR, ATENA_ERROR_ACCOUNT);
  g_assert_cmpuint (fake_host_count (self->host), ==, 2);

  self->host->fail_after = 0;
  atena_dispatch_resume (dispatch);
  g_assert_null (atena_dispatch_get_error (dispatch));
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_cmpuint (fake_host_count (self->host), ==, 5);
}

static void
test_closed_door (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = NULL;

  self->host->closed_door = TRUE;
  dispatch = begin (self, 5, 0);
  wait_for (dispatch, ATENA_DISPATCH_PAUSED);
  g_assert_cmpstr (atena_dispatch_get_error (dispatch)->message, ==, "The password is wrong");
  atena_dispatch_stop (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_STOPPED);
  g_assert_null (atena_dispatch_get_error (dispatch));
}

/* What an earlier process left: some sent, one unknown, some not. */
static gint64
leave (UiFixture *self)
{
  g_autoptr (AtenaDispatch) earlier = NULL;

  self->host->lose_last = 2;
  fake_host_permit (self->host, 3);
  earlier = begin (self, 5, 0);
  ui_wait (has_sent, self->host);
  atena_dispatch_pause (earlier);
  wait_for (earlier, ATENA_DISPATCH_PAUSED);
  self->host->lose_last = 0;
  fake_host_permit (self->host, G_MAXUINT);
  return atena_dispatch_get_campaign (earlier);
}

static AtenaDispatch *
leave_over (UiFixture *self)
{
  return atena_dispatch_new_paused (ATENA_HOST (self->host), self->ledger, leave (self));
}

static gboolean
has_looked (gpointer data)
{
  return atena_dispatch_get_summary (data) != NULL;
}

static void
test_left_over (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = leave_over (self);
  const AtenaCounts *counts = &atena_dispatch_get_progress (dispatch)->counts;

  g_assert_cmpuint (atena_dispatch_get_state (dispatch), ==, ATENA_DISPATCH_PAUSED);
  atena_dispatch_start (dispatch);
  ui_wait (has_looked, dispatch);
  g_assert_cmpuint (atena_dispatch_get_state (dispatch), ==, ATENA_DISPATCH_PAUSED);
  g_assert_true (atena_dispatch_is_left_over (dispatch));
  g_assert_null (atena_dispatch_get_error (dispatch));
  g_assert_cmpuint (counts->rows[ATENA_ROW_SENT], ==, 2);
  g_assert_cmpuint (counts->rows[ATENA_ROW_UNCERTAIN], ==, 1);
  g_assert_cmpuint (counts->rows[ATENA_ROW_PENDING], ==, 2);
  g_assert_cmpuint (self->host->n_transports, ==, 1);

  atena_dispatch_resume (dispatch);
  g_assert_false (atena_dispatch_is_left_over (dispatch));
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_cmpuint (fake_host_count (self->host), ==, 5);
  g_assert_cmpuint (count_rows (self, atena_dispatch_get_campaign (dispatch), ATENA_ROW_UNCERTAIN),
                    ==, 1);
}

/* Also before it knows how things stand. */
static void
test_stop_left_over (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = leave_over (self);

  atena_dispatch_stop (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_STOPPED);
  g_assert_cmpuint (fake_host_count (self->host), ==, 3);
}

static void
test_resume_at_once (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = leave_over (self);

  atena_dispatch_resume (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_cmpuint (fake_host_count (self->host), ==, 5);
}

static gboolean
has_error (gpointer data)
{
  return atena_dispatch_get_error (data) != NULL;
}

static gboolean
has_no_error (gpointer data)
{
  return !has_error (data);
}

static void
assert_busy (AtenaDispatch *dispatch)
{
  g_assert_cmpuint (atena_dispatch_get_state (dispatch), ==, ATENA_DISPATCH_PAUSED);
  g_assert_error (atena_dispatch_get_error (dispatch), ATENA_ERROR, ATENA_ERROR_BUSY);
}

static void
test_elsewhere (UiFixture *self, gconstpointer data)
{
  gint64 id = leave (self);
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  AtenaLock *lock = atena_lock_acquire (ledger, id, NULL);
  g_autoptr (AtenaDispatch) dispatch =
    atena_dispatch_new_paused (ATENA_HOST (self->host), self->ledger, id);

  ui_wait (has_error, dispatch);
  assert_busy (dispatch);
  g_assert_cmpuint (atena_dispatch_get_progress (dispatch)->counts.rows[ATENA_ROW_SENT], ==, 2);
  /* Nobody is asked for a password in vain. */
  atena_dispatch_resume (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_PAUSED);
  assert_busy (dispatch);
  g_assert_cmpuint (self->host->n_transports, ==, 1);
  atena_dispatch_stop (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_PAUSED);
  assert_busy (dispatch);

  atena_lock_free (lock);
  atena_dispatch_look (dispatch);
  ui_wait (has_no_error, dispatch);
  g_assert_cmpuint (atena_dispatch_get_state (dispatch), ==, ATENA_DISPATCH_PAUSED);
}

static void
test_finished_elsewhere (UiFixture *self, gconstpointer data)
{
  gint64 id = leave (self);
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  g_autoptr (AtenaCampaign) campaign = atena_campaign_load (ledger, id, NULL);
  AtenaLock *lock = atena_lock_acquire (ledger, id, NULL);
  g_autoptr (AtenaDispatch) dispatch =
    atena_dispatch_new_paused (ATENA_HOST (self->host), self->ledger, id);

  ui_wait (has_error, dispatch);
  atena_campaign_set_state (campaign, ATENA_CAMPAIGN_FINISHED, "", NULL);
  atena_lock_free (lock);
  atena_dispatch_look (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_null (atena_dispatch_get_error (dispatch));
}

/* Row 3 of the addressees is the second of five, and the one that is unknown. */
static void
decide (UiFixture *self, gint64 id, AtenaDecision decision)
{
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  g_autoptr (AtenaCampaign) campaign = atena_campaign_load (ledger, id, NULL);
  g_autoptr (GPtrArray) rows =
    atena_campaign_read_rows (campaign, 1 << ATENA_ROW_UNCERTAIN, 0, 1, NULL);
  AtenaRow *row = rows->pdata[0];
  AtenaResolution resolution = { atena_recipient_get_number (row->recipient), decision };

  g_assert_true (atena_campaign_resolve (campaign, &resolution, 1, 1, NULL));
}

static void
test_resend (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = leave_over (self);

  atena_dispatch_resume (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  decide (self, atena_dispatch_get_campaign (dispatch), ATENA_DECISION_AGAIN);
  atena_dispatch_resend (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_CONNECTING);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_cmpuint (fake_host_count (self->host), ==, 6);
  g_assert_cmpstr (self->host->recipients->pdata[5], ==, self->host->recipients->pdata[1]);
  g_assert_cmpuint (atena_dispatch_get_progress (dispatch)->counts.rows[ATENA_ROW_SENT], ==, 5);
}

/* What is to be sent again waits where it was finished. */
static void
test_look (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = leave_over (self);

  atena_dispatch_resume (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  decide (self, atena_dispatch_get_campaign (dispatch), ATENA_DECISION_AGAIN);
  atena_dispatch_look (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_PAUSED);
  g_assert_cmpuint (atena_dispatch_get_progress (dispatch)->counts.rows[ATENA_ROW_PENDING], ==, 1);
  g_assert_cmpuint (fake_host_count (self->host), ==, 5);
}

static void
test_offline_before (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = NULL;

  fake_host_set_offline (self->host, TRUE);
  dispatch = begin (self, 3, 0);
  wait_for (dispatch, ATENA_DISPATCH_WAITING);
  g_assert_null (atena_dispatch_get_error (dispatch));
  fake_host_set_offline (self->host, FALSE);
  g_assert_cmpuint (atena_dispatch_get_state (dispatch), ==, ATENA_DISPATCH_CONNECTING);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_cmpuint (self->host->n_transports, ==, 1);
  g_assert_cmpuint (fake_host_count (self->host), ==, 3);
}

static void
test_offline_while (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = NULL;

  fake_host_permit (self->host, 2);
  dispatch = begin (self, 5, 0);
  ui_wait (has_sent, self->host);
  wait_for (dispatch, ATENA_DISPATCH_SENDING);
  fake_host_set_offline (self->host, TRUE);
  wait_for (dispatch, ATENA_DISPATCH_WAITING);
  /* Copies wait, too, instead of failing. */
  g_assert_cmpuint (self->host->n_copies, ==, 0);
  fake_host_permit (self->host, G_MAXUINT);
  fake_host_set_offline (self->host, FALSE);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_cmpuint (fake_host_count (self->host), ==, 5);
  g_assert_cmpuint (self->host->n_copies, ==, 5);
}

/* The connection breaks before anybody says that the network is gone, and nobody says when it is
 * back. */
static void
test_offline_untold (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = NULL;

  fake_host_permit (self->host, 2);
  dispatch = begin (self, 5, 0);
  ui_wait (has_sent, self->host);
  g_mutex_lock (&self->host->mutex);
  self->host->offline = TRUE;
  g_mutex_unlock (&self->host->mutex);
  wait_for (dispatch, ATENA_DISPATCH_WAITING);
  fake_host_permit (self->host, G_MAXUINT);
  g_mutex_lock (&self->host->mutex);
  self->host->offline = FALSE;
  g_mutex_unlock (&self->host->mutex);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_cmpuint (fake_host_count (self->host), ==, 5);
}

/* p pause, r resume, s stop, + online again, all while it waits for a network. */
static const struct
{
  const char *name;
  const char *steps;
  AtenaDispatchState state;
  guint sent;
} waits[] = {
  { "pause", "p", ATENA_DISPATCH_PAUSED, 0 },
  { "pause-stays-when-online", "p+", ATENA_DISPATCH_PAUSED, 0 },
  { "stop", "s", ATENA_DISPATCH_STOPPED, 0 },
  { "stop-stays-when-online", "s+", ATENA_DISPATCH_STOPPED, 0 },
  { "pause-resume", "pr", ATENA_DISPATCH_WAITING, 0 },
  { "try-in-vain", "r", ATENA_DISPATCH_WAITING, 0 },
  { "try-and-reach-it", "r+", ATENA_DISPATCH_FINISHED, 3 },
  { "try-and-pause", "rp", ATENA_DISPATCH_PAUSED, 0 },
  { "online", "+", ATENA_DISPATCH_FINISHED, 3 },
};

static gboolean
is_at_rest (gpointer data)
{
  AtenaDispatchState state = atena_dispatch_get_state (data);

  return state != ATENA_DISPATCH_CONNECTING && state != ATENA_DISPATCH_SENDING &&
         state != ATENA_DISPATCH_STOPPING && state != ATENA_DISPATCH_COPYING;
}

static void
test_wait (UiFixture *self, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (AtenaDispatch) dispatch = NULL;

  fake_host_set_offline (self->host, TRUE);
  dispatch = begin (self, 3, 0);
  wait_for (dispatch, ATENA_DISPATCH_WAITING);
  for (const char *step = waits[i].steps; *step != '\0'; step++)
    {
      if (*step == 'p')
        atena_dispatch_pause (dispatch);
      else if (*step == 'r')
        atena_dispatch_resume (dispatch);
      else if (*step == 's')
        atena_dispatch_stop (dispatch);
      else
        fake_host_set_offline (self->host, FALSE);
    }
  if (waits[i].state == ATENA_DISPATCH_FINISHED)
    wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  ui_wait (is_at_rest, dispatch);
  g_assert_cmpuint (atena_dispatch_get_state (dispatch), ==, waits[i].state);
  g_assert_cmpuint (fake_host_count (self->host), ==, waits[i].sent);
  atena_dispatch_stop (dispatch);
  ui_wait (is_at_rest, dispatch);
}

/* A way to the server of which the desktop knows nothing, such as a network without a way out. */
static void
test_wrong_about_line (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = NULL;

  self->host->seems_offline = TRUE;
  fake_host_permit (self->host, 2);
  dispatch = begin (self, 5, 0);
  wait_for (dispatch, ATENA_DISPATCH_WAITING);
  g_assert_cmpuint (self->host->n_transports, ==, 0);
  atena_dispatch_resume (dispatch);
  ui_wait (has_sent, self->host);
  wait_for (dispatch, ATENA_DISPATCH_SENDING);
  g_signal_emit_by_name (self->host, "online-changed");
  g_assert_cmpuint (atena_dispatch_get_state (dispatch), ==, ATENA_DISPATCH_SENDING);
  fake_host_permit (self->host, G_MAXUINT);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_cmpuint (self->host->n_transports, ==, 1);
  g_assert_cmpuint (fake_host_count (self->host), ==, 5);
}

/* Whoever started it may forget it, also while it waits. */
static void
test_wait_unwatched (UiFixture *self, gconstpointer data)
{
  AtenaDispatch *dispatch = NULL;

  fake_host_set_offline (self->host, TRUE);
  dispatch = begin (self, 3, 0);
  wait_for (dispatch, ATENA_DISPATCH_WAITING);
  g_object_add_weak_pointer (G_OBJECT (dispatch), (gpointer *) &dispatch);
  g_object_unref (dispatch);
  g_assert_nonnull (dispatch);
  fake_host_set_offline (self->host, FALSE);
  while (dispatch != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fake_host_count (self->host), ==, 3);
}

/* A password that was changed, an account that is gone: the line breaks, and then the door is
 * closed until somebody sees to it. */
static void
test_changed_password (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = NULL;

  self->host->fail_after = 2;
  dispatch = begin (self, 5, 0);
  wait_for (dispatch, ATENA_DISPATCH_PAUSED);
  self->host->fail_after = 0;
  self->host->closed_door = TRUE;
  atena_dispatch_resume (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_PAUSED);
  g_assert_cmpstr (atena_dispatch_get_error (dispatch)->message, ==, "The password is wrong");
  self->host->closed_door = FALSE;
  atena_dispatch_resume (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_assert_cmpuint (fake_host_count (self->host), ==, 5);
}

/* Files cannot grow beyond what the log of the ledger has now. */
static void
fill_disk (UiFixture *self, struct rlimit *old)
{
  g_autofree char *log = g_strconcat (self->ledger, "-wal", NULL);
  struct rlimit full;
  GStatBuf info;

  g_assert_cmpint (g_stat (log, &info), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, old), ==, 0);
  full = (struct rlimit){ (rlim_t) info.st_size, old->rlim_max };
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
}

static void
test_full_disk (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = NULL;
  struct rlimit old;
  gint64 id;
  guint64 sent;

  fake_host_permit (self->host, 2);
  dispatch = begin (self, 5, 0);
  id = atena_dispatch_get_campaign (dispatch);
  ui_wait (has_sent, self->host);
  /* Outcomes follow their letters by a moment. */
  while (count_rows (self, id, ATENA_ROW_SENT) < 2)
    g_usleep (1000);
  fill_disk (self, &old);
  fake_host_permit (self->host, G_MAXUINT);
  wait_for (dispatch, ATENA_DISPATCH_PAUSED);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_error (atena_dispatch_get_error (dispatch), ATENA_ERROR, ATENA_ERROR_LEDGER);
  g_assert_cmpuint (fake_host_count (self->host), ==, 2);

  atena_dispatch_resume (dispatch);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  sent = count_rows (self, id, ATENA_ROW_SENT);
  g_assert_cmpuint (sent, ==, 5);
  g_assert_cmpuint (fake_host_count (self->host), ==, 5);
}

static void
count_up (guint *n)
{
  (*n)++;
}

static void
test_progress (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch = NULL;
  gint64 begun = g_get_monotonic_time ();
  guint n = 0;

  fake_host_permit (self->host, 0);
  dispatch = begin (self, 40, 0);
  g_signal_connect_swapped (dispatch, "changed", G_CALLBACK (count_up), &n);
  for (guint i = 0; i < 13; i++)
    {
      let_go (self->host, 3);
      g_usleep (100000);
      ui_settle ();
    }
  g_assert_cmpfloat (atena_dispatch_get_speed (dispatch), >, 100);
  g_assert_cmpuint (atena_dispatch_get_progress (dispatch)->counts.rows[ATENA_ROW_SENT], >, 30);
  /* Five times a second, and the few changes of state. */
  g_assert_cmpuint (n, <, 6 + (g_get_monotonic_time () - begun) * 5 / G_USEC_PER_SEC);
  fake_host_permit (self->host, G_MAXUINT);
  wait_for (dispatch, ATENA_DISPATCH_FINISHED);
  g_signal_handlers_disconnect_by_data (dispatch, &n);
}

static void
add (const char *name, gpointer data, void (*func) (UiFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/dispatch/", name, NULL);

  g_test_add (path, UiFixture, data, ui_fixture_set_up, func, ui_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);

  add ("sends-all-and-keeps-copies", NULL, test_all);
  add ("finishes-without-a-folder-for-copies", NULL, test_no_folder);
  add ("lives-without-anybody-watching", NULL, test_unwatched);
  add ("counts-down", NULL, test_countdown);
  add ("sends-nothing-when-stopped-in-the-countdown", NULL, test_stop_in_countdown);
  add ("can-pause-in-the-countdown", NULL, test_pause_in_countdown);
  add ("goes-on-after-a-pause", NULL, test_pause);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *name = g_strconcat ("takes-orders-in-any-order/", orders[i].name, NULL);

      add (name, GUINT_TO_POINTER (i), test_order);
    }
  add ("asks-after-fifty-letters-of-a-new-account", NULL, test_checkpoint);
  add ("can-stop-at-the-checkpoint", NULL, test_stop_at_checkpoint);
  add ("goes-on-after-a-broken-line", NULL, test_broken_line);
  add ("says-why-it-cannot-sign-in", NULL, test_closed_door);
  add ("tells-its-progress-now-and-then", NULL, test_progress);
  add ("waits-for-a-word-about-what-was-left", NULL, test_left_over);
  add ("can-stop-what-was-left", NULL, test_stop_left_over);
  add ("goes-on-with-what-was-left-at-once", NULL, test_resume_at_once);
  add ("leaves-alone-what-another-program-sends", NULL, test_elsewhere);
  add ("sees-that-another-program-finished", NULL, test_finished_elsewhere);
  add ("sends-again-what-a-person-says", NULL, test_resend);
  add ("sends-nothing-by-looking", NULL, test_look);
  add ("waits-for-a-network", NULL, test_offline_before);
  add ("waits-while-the-network-is-gone", NULL, test_offline_while);
  add ("waits-for-a-network-nobody-tells-of", NULL, test_offline_untold);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autofree char *name = g_strconcat ("takes-orders-while-it-waits/", waits[i].name, NULL);

      add (name, GUINT_TO_POINTER (i), test_wait);
    }
  add ("can-be-told-to-try-without-a-network", NULL, test_wrong_about_line);
  add ("waits-without-anybody-watching", NULL, test_wait_unwatched);
  add ("goes-on-with-a-new-password", NULL, test_changed_password);
  add ("goes-on-when-the-disk-has-room-again", NULL, test_full_disk);

  return g_test_run ();
}
