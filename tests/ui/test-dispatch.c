// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-addressee-source.h"
#include "atena-campaign.h"
#include "atena-dispatch.h"
#include "atena-error.h"
#include "ui-fixture.h"

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

static gint64
make_campaign (UiFixture *self, guint n, AtenaKeep keep)
{
  g_autoptr (AtenaOrder) order = ui_fixture_order (self, n, "Dear {{name}}", NULL);
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  g_autoptr (AtenaAddresseeSource) source =
    atena_addressee_source_new (order->addressees, (const char *const *) order->own_addresses);
  AtenaCampaignSpec spec = {
    .draft = order->draft,
    .from = order->from,
    .account = order->account,
    .settings = "{}",
    .seed = "seed",
    .zone = "+09:00",
    .now = 1000000,
  };
  g_autoptr (AtenaCampaign) campaign =
    atena_campaign_create (ledger, &spec, ATENA_RECIPIENT_SOURCE (source), NULL, NULL);

  g_assert_nonnull (campaign);
  g_assert_true (atena_campaign_set_keep (campaign, keep, NULL));
  g_assert_true (atena_campaign_set_state (campaign, ATENA_CAMPAIGN_READY, "", NULL));
  return atena_campaign_get_id (campaign);
}

static AtenaDispatch *
begin (UiFixture *self, guint n, guint countdown)
{
  AtenaDispatch *dispatch =
    atena_dispatch_new (ATENA_HOST (self->host), self->ledger,
                        make_campaign (self, n, ATENA_KEEP_EACH), countdown);

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

  return g_test_run ();
}
