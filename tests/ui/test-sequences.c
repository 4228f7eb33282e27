// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Orders and accidents at random: whatever happens, nobody is sent twice and nobody is lost.

#include "atena-dispatch.h"
#include "atena-error.h"
#include "ui-fixture.h"

#define N_SEQUENCES 200
#define N_PEOPLE    6
#define MAX_STEPS   14

typedef enum
{
  STEP_PAUSE,
  STEP_RESUME,
  STEP_STOP,
  STEP_ALLOW,   /* the server takes one or two letters more */
  STEP_OFFLINE, /* and online */
  STEP_DOOR,    /* signing in is refused, or works again */
  STEP_LINE,    /* the connection breaks, or holds again */
  STEP_LEAVE,   /* at rest, another process takes over */
  STEP_LOOK,
  STEP_TURN, /* the main loop runs for a moment */
  N_STEPS,
} Step;

static gboolean
is_at_rest (gpointer data)
{
  AtenaDispatchState state = atena_dispatch_get_state (data);

  return state == ATENA_DISPATCH_PAUSED || state == ATENA_DISPATCH_CHECKPOINT ||
         state == ATENA_DISPATCH_STOPPED || state == ATENA_DISPATCH_FINISHED;
}

static gboolean
has_ended (gpointer data)
{
  AtenaDispatchState state = atena_dispatch_get_state (data);

  return state == ATENA_DISPATCH_STOPPED || state == ATENA_DISPATCH_FINISHED;
}

static void
turn (guint n)
{
  for (guint i = 0; i < n; i++)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static void
change_server (FakeHost *host, Step step, GRand *rand)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&host->mutex);

  if (step == STEP_ALLOW)
    host->permits += (guint) g_rand_int_range (rand, 1, 3);
  else if (step == STEP_DOOR)
    host->closed_door = !host->closed_door;
  else
    host->fail_after = host->fail_after > 0 ? 0 : host->recipients->len + 1;
  g_cond_broadcast (&host->changed);
}

static void
take_over (UiFixture *self, AtenaDispatch **dispatch)
{
  gint64 campaign = atena_dispatch_get_campaign (*dispatch);

  if (!is_at_rest (*dispatch) || has_ended (*dispatch))
    return;
  g_object_unref (*dispatch);
  *dispatch = atena_dispatch_new_paused (ATENA_HOST (self->host), self->ledger, campaign);
}

static void
do_step (UiFixture *self, AtenaDispatch **dispatch, Step step, GRand *rand)
{
  switch (step)
    {
    case STEP_PAUSE:
      atena_dispatch_pause (*dispatch);
      break;
    case STEP_RESUME:
      atena_dispatch_resume (*dispatch);
      break;
    case STEP_STOP:
      /* Seldom, or every sequence would end early. */
      if (g_rand_int_range (rand, 0, 4) == 0)
        atena_dispatch_stop (*dispatch);
      break;
    case STEP_OFFLINE:
      fake_host_set_offline (self->host, !self->host->offline);
      break;
    case STEP_LEAVE:
      take_over (self, dispatch);
      break;
    case STEP_LOOK:
      atena_dispatch_look (*dispatch);
      break;
    case STEP_TURN:
      turn ((guint) g_rand_int_range (rand, 1, 30));
      break;
    default:
      change_server (self->host, step, rand);
      break;
    }
}

/* Everything works again, and somebody goes on until the end. */
static void
finish (UiFixture *self, AtenaDispatch *dispatch)
{
  g_mutex_lock (&self->host->mutex);
  self->host->closed_door = FALSE;
  self->host->fail_after = 0;
  g_mutex_unlock (&self->host->mutex);
  fake_host_permit (self->host, G_MAXUINT);
  fake_host_set_offline (self->host, FALSE);
  for (guint i = 0; i < 5 && !has_ended (dispatch); i++)
    {
      ui_wait (is_at_rest, dispatch);
      atena_dispatch_resume (dispatch);
      ui_wait (is_at_rest, dispatch);
    }
  g_assert_true (has_ended (dispatch));
}

static void
assert_once (FakeHost *host)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < host->recipients->len; i++)
    g_assert_true (g_hash_table_add (seen, host->recipients->pdata[i]));
}

/* Each row says what the server knows. */
static void
assert_accounted (UiFixture *self, gint64 id, gboolean stopped)
{
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  g_autoptr (AtenaCampaign) campaign = atena_campaign_load (ledger, id, NULL);
  g_autoptr (GPtrArray) rows = atena_campaign_read_rows (campaign, 0, 0, 100, NULL);
  AtenaCampaignState state;

  g_assert_cmpuint (rows->len, ==, N_PEOPLE);
  for (guint i = 0; i < rows->len; i++)
    {
      AtenaRow *row = rows->pdata[i];
      const char *address = atena_recipient_get_address (row->recipient);
      gboolean sent =
        g_ptr_array_find_with_equal_func (self->host->recipients, address, g_str_equal, NULL);

      g_assert_cmpint (row->state, ==, sent ? ATENA_ROW_SENT : ATENA_ROW_EXCLUDED);
      g_assert_true (sent || stopped);
    }
  g_assert_true (atena_campaign_read_state (campaign, &state, NULL));
  g_assert_cmpint (state, ==, ATENA_CAMPAIGN_FINISHED);
}

static void
run_sequence (UiFixture *self, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  gint64 id = ui_fixture_make_campaign (self, N_PEOPLE, ATENA_KEEP_NONE);
  AtenaDispatch *dispatch = atena_dispatch_new (ATENA_HOST (self->host), self->ledger, id, 0);
  guint n = (guint) g_rand_int_range (rand, 3, MAX_STEPS + 1);

  g_test_message ("seed %u", seed);
  fake_host_permit (self->host, 0);
  g_ptr_array_set_size (self->host->recipients, 0);
  g_ptr_array_set_size (self->host->messages, 0);
  atena_dispatch_start (dispatch);
  for (guint i = 0; i < n; i++)
    {
      do_step (self, &dispatch, (Step) g_rand_int_range (rand, 0, N_STEPS), rand);
      turn ((guint) g_rand_int_range (rand, 0, 12));
    }
  finish (self, dispatch);

  assert_once (self->host);
  assert_accounted (self, id, atena_dispatch_get_state (dispatch) == ATENA_DISPATCH_STOPPED);
  g_object_unref (dispatch);
}

/* One ledger for all of them, as in a person's life. */
static void
test_sequences (UiFixture *self, gconstpointer data)
{
  for (guint32 seed = 1; seed <= N_SEQUENCES; seed++)
    run_sequence (self, seed);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);

  g_test_add ("/sequences/send-to-everybody-at-most-once", UiFixture, NULL, ui_fixture_set_up,
              test_sequences, ui_fixture_tear_down);

  return g_test_run ();
}
