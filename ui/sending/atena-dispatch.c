// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Takes a confirmed campaign through countdown, sending, copies and pauses, and says where it is.
// It shows nothing and decides nothing about single letters.

#include "atena-dispatch.h"

#include <glib/gi18n-lib.h>

#include "atena-error.h"
#include "atena-inhibitor.h"
#include "atena-lock.h"
#include "atena-worker.h"

/* How often it is asked whether there is a network, should nobody tell; in seconds. */
#define LINE_INTERVAL 5

#define PROGRESS_INTERVAL (G_USEC_PER_SEC / 5)
#define SPEED_MEMORY      G_TIME_SPAN_MINUTE

typedef struct
{
  gint64 time;
  guint64 tried;
} Sample;

struct _AtenaDispatch
{
  GObject parent_instance;

  AtenaHost *host;
  char *ledger;
  gint64 campaign;
  AtenaWorker *worker;

  AtenaDispatchState state;
  guint countdown;
  guint timer;
  GCancellable *cancellable; /* of the sending under way */
  gboolean begun;
  gboolean passed;         /* the person went on after the checkpoint */
  gboolean ending;         /* stop was asked for */
  gboolean again;          /* to go on was asked for while a pause still takes place */
  gboolean looked;         /* the ledger was read at least once, or could not be */
  gboolean waits_for_look; /* a run begins when it was */
  gboolean left_over;
  gboolean forced;           /* the next run begins whether there seems to be a network or not */
  gboolean online;           /* when the run under way began */
  AtenaInhibitor *inhibitor; /* while something is being sent */
  AtenaSummary *summary;

  AtenaProgress progress;
  GArray *samples; /* of Sample, of the sending under way */
  GError *error;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtenaDispatch, atena_dispatch, G_TYPE_OBJECT)

/* One job on the thread. It keeps the dispatch alive; all of it is released on the main thread. */
typedef struct
{
  AtenaDispatch *dispatch;
  AtenaHost *host;
  char *ledger;
  gint64 number;
  gboolean passed;
  AtenaCounts counts;
  AtenaSummary *summary;
} Run;

static Run *
run_new (AtenaDispatch *self)
{
  Run *run = g_new0 (Run, 1);

  run->dispatch = g_object_ref (self);
  run->host = g_object_ref (self->host);
  run->ledger = g_strdup (self->ledger);
  run->number = self->campaign;
  run->passed = self->passed;
  return run;
}

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->dispatch);
  g_object_unref (run->host);
  g_free (run->ledger);
  g_clear_pointer (&run->summary, atena_summary_free);
  g_free (run);
}

static AtenaCampaign *
load_campaign (Run *run, GError **error)
{
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (run->ledger, ATENA_LEDGER_WRITE, error);

  return ledger != NULL ? atena_campaign_load (ledger, run->number, error) : NULL;
}

static guint64
count_tried (const AtenaCounts *counts)
{
  return counts->rows[ATENA_ROW_SENT] + counts->rows[ATENA_ROW_DEFERRED] +
         counts->rows[ATENA_ROW_REJECTED] + counts->rows[ATENA_ROW_UNCERTAIN];
}

static gboolean
is_busy (AtenaDispatch *self)
{
  return self->state == ATENA_DISPATCH_CONNECTING || self->state == ATENA_DISPATCH_SENDING ||
         self->state == ATENA_DISPATCH_STOPPING || self->state == ATENA_DISPATCH_COPYING;
}

static void
set_state (AtenaDispatch *self, AtenaDispatchState state)
{
  self->state = state;
  if (!is_busy (self))
    g_clear_pointer (&self->inhibitor, atena_inhibitor_free);
  else if (self->inhibitor == NULL)
    self->inhibitor = atena_inhibitor_new (_ ("Letters are being sent separately"));
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_offline (AtenaDispatch *self)
{
  return self->summary != NULL && !atena_host_is_online (self->host, self->summary->account);
}

static void
take_error (AtenaDispatch *self, const GError *error)
{
  g_clear_error (&self->error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->error = g_error_copy (error);
}

/* ATENA_ERROR_BUSY while somebody sends the campaign. */
static gboolean
check_free (AtenaLedger *ledger, gint64 campaign, GError **error)
{
  g_autoptr (AtenaLock) lock = atena_lock_acquire (ledger, campaign, error);

  return lock != NULL;
}

static gboolean
look (gpointer data, GCancellable *cancellable, GError **error)
{
  Run *run = data;
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (run->ledger, ATENA_LEDGER_WRITE, error);

  if (ledger != NULL)
    run->summary = atena_ledger_read_summary (ledger, run->number, error);
  return run->summary != NULL && check_free (ledger, run->number, error);
}

/* Where it stands while nothing is being sent, as the ledger has it now. */
static AtenaDispatchState
find_rest (AtenaDispatch *self)
{
  if (self->state == ATENA_DISPATCH_PAUSED && self->error == NULL &&
      self->summary->state == ATENA_CAMPAIGN_FINISHED)
    return ATENA_DISPATCH_FINISHED;
  if ((self->state == ATENA_DISPATCH_FINISHED || self->state == ATENA_DISPATCH_STOPPED) &&
      self->summary->state == ATENA_CAMPAIGN_PAUSED)
    return ATENA_DISPATCH_PAUSED;
  return self->state;
}

static void
launch (AtenaDispatch *self);

static void
on_looked (GObject *owner, gpointer data, const GError *error)
{
  AtenaDispatch *self = ATENA_DISPATCH (owner);
  Run *run = data;

  self->looked = TRUE;
  if (run->summary != NULL)
    {
      g_clear_pointer (&self->summary, atena_summary_free);
      self->summary = g_steal_pointer (&run->summary);
    }
  if (self->waits_for_look)
    {
      self->progress.counts = self->summary != NULL ? self->summary->counts : self->progress.counts;
      launch (self);
      return;
    }
  if (is_busy (self))
    return;

  if (self->summary != NULL)
    self->progress.counts = self->summary->counts;
  if (self->state == ATENA_DISPATCH_PAUSED &&
      (error != NULL || g_error_matches (self->error, ATENA_ERROR, ATENA_ERROR_BUSY)))
    take_error (self, error);
  set_state (self, self->summary != NULL ? find_rest (self) : self->state);
}

static void
begin_look (AtenaDispatch *self)
{
  atena_worker_run (self->worker, G_OBJECT (self), look, run_new (self), run_free, NULL, on_looked);
}

static gboolean
end_campaign (gpointer data, GCancellable *cancellable, GError **error)
{
  Run *run = data;
  g_autoptr (AtenaCampaign) campaign = load_campaign (run, error);

  return campaign != NULL && atena_campaign_stop (campaign, error) &&
         atena_campaign_count (campaign, &run->counts, error);
}

static void
on_ended (GObject *owner, gpointer data, const GError *error)
{
  AtenaDispatch *self = ATENA_DISPATCH (owner);
  Run *run = data;

  self->ending = FALSE;
  take_error (self, error);
  if (error == NULL)
    self->progress.counts = run->counts;
  set_state (self, error == NULL ? ATENA_DISPATCH_STOPPED : ATENA_DISPATCH_PAUSED);
}

static void
begin_end (AtenaDispatch *self)
{
  self->ending = TRUE;
  self->again = FALSE;
  self->left_over = FALSE;
  atena_worker_run (self->worker, G_OBJECT (self), end_campaign, run_new (self), run_free, NULL,
                    on_ended);
  set_state (self, ATENA_DISPATCH_STOPPING);
}

static void
on_sending (GObject *owner, gpointer data)
{
  AtenaDispatch *self = ATENA_DISPATCH (owner);

  if (self->state == ATENA_DISPATCH_CONNECTING)
    set_state (self, ATENA_DISPATCH_SENDING);
}

static void
on_copying (GObject *owner, gpointer data)
{
  set_state (ATENA_DISPATCH (owner), ATENA_DISPATCH_COPYING);
}

static void
add_sample (AtenaDispatch *self)
{
  Sample sample = { self->progress.now, count_tried (&self->progress.counts) };

  g_array_append_val (self->samples, sample);
  while (g_array_index (self->samples, Sample, 0).time < sample.time - SPEED_MEMORY)
    g_array_remove_index (self->samples, 0);
}

static void
on_told_progress (GObject *owner, gpointer data)
{
  AtenaDispatch *self = ATENA_DISPATCH (owner);

  self->progress = *(AtenaProgress *) data;
  add_sample (self);
  set_state (self, self->state);
}

static void
on_progress (const AtenaProgress *progress, gpointer data)
{
  Run *run = data;

  atena_worker_tell (G_OBJECT (run->dispatch), on_told_progress,
                     g_memdup2 (progress, sizeof *progress));
}

/* How many letters this run may begin, 0 for all. */
static gboolean
find_limit (Run *run, AtenaCampaign *campaign, guint64 *ret_limit, GError **error)
{
  gboolean experienced = FALSE;
  guint64 tried;

  if (!atena_campaign_count (campaign, &run->counts, error) ||
      !atena_ledger_read_experience (atena_campaign_get_ledger (campaign),
                                     atena_campaign_get_account (campaign), run->number,
                                     &experienced, error))
    return FALSE;

  tried = count_tried (&run->counts);
  if (run->passed || experienced || tried >= ATENA_DISPATCH_CHECKPOINT_LETTERS)
    *ret_limit = 0;
  else
    *ret_limit = ATENA_DISPATCH_CHECKPOINT_LETTERS - tried;
  return TRUE;
}

/* What a host cannot store is noted in the ledger and changes nothing about the letters. Without a
 * network it could store none; they are still wanted later. */
static void
store_copies (Run *run, AtenaCampaign *campaign)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaCopies) copies = NULL;

  if (!atena_host_is_online (run->host, atena_campaign_get_account (campaign)))
    return;

  atena_worker_tell (G_OBJECT (run->dispatch), on_copying, NULL);
  copies = atena_host_open_copies (run->host, NULL, &error);
  if (copies != NULL && !atena_copies_run (copies, campaign, NULL, &error))
    g_info ("copies: %s", error->message);
  else if (error != NULL)
    g_info ("folder for copies: %s", error->message);
}

static gboolean
send_letters (gpointer data, GCancellable *cancellable, GError **error)
{
  Run *run = data;
  g_autoptr (AtenaCampaign) campaign = load_campaign (run, error);
  g_autoptr (AtenaTransport) transport = NULL;
  g_autoptr (AtenaSender) sender = NULL;
  guint64 limit = 0;
  gboolean ok;

  if (campaign == NULL || g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !check_free (atena_campaign_get_ledger (campaign), run->number, error) ||
      !find_limit (run, campaign, &limit, error))
    return FALSE;
  transport = atena_host_open_transport (run->host, cancellable, error);
  if (transport == NULL)
    return FALSE;

  atena_worker_tell (G_OBJECT (run->dispatch), on_sending, NULL);
  sender = atena_sender_new (campaign, transport, NULL);
  atena_sender_set_progress (sender, on_progress, run, PROGRESS_INTERVAL);
  atena_sender_set_limit (sender, limit);
  ok = atena_sender_run (sender, cancellable, error);
  store_copies (run, campaign);

  return ok;
}

static void
begin_run (AtenaDispatch *self);

static gboolean
on_line_interval (gpointer data)
{
  AtenaDispatch *self = data;

  if (is_offline (self))
    return G_SOURCE_CONTINUE;

  self->timer = 0;
  begin_run (self);
  return G_SOURCE_REMOVE;
}

/* Keeps it alive, too. */
static void
wait_for_line (AtenaDispatch *self)
{
  g_clear_object (&self->cancellable);
  self->timer = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, LINE_INTERVAL, on_line_interval,
                                            g_object_ref (self), g_object_unref);
  set_state (self, ATENA_DISPATCH_WAITING);
}

/* Whether a missing network explains @error. */
static gboolean
is_for_line (AtenaDispatch *self, const GError *error)
{
  return (error->domain != ATENA_ERROR || error->code == ATENA_ERROR_ACCOUNT) &&
         !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && is_offline (self);
}

static void
on_sent (GObject *owner, gpointer data, const GError *error)
{
  AtenaDispatch *self = ATENA_DISPATCH (owner);

  g_clear_object (&self->cancellable);
  if (error == NULL)
    set_state (self, ATENA_DISPATCH_FINISHED);
  else if (self->ending)
    begin_end (self);
  else if (g_error_matches (error, ATENA_ERROR, ATENA_ERROR_LIMIT))
    set_state (self, ATENA_DISPATCH_CHECKPOINT);
  else if (self->again)
    begin_run (self);
  else if (is_for_line (self, error))
    wait_for_line (self);
  else
    {
      take_error (self, error);
      set_state (self, ATENA_DISPATCH_PAUSED);
    }
}

static void
launch (AtenaDispatch *self)
{
  gboolean forced = self->forced;

  self->waits_for_look = FALSE;
  self->forced = FALSE;
  self->online = !is_offline (self);
  if (!self->online && !forced && !g_cancellable_is_cancelled (self->cancellable))
    wait_for_line (self);
  else
    atena_worker_run (self->worker, G_OBJECT (self), send_letters, run_new (self), run_free,
                      self->cancellable, on_sent);
}

static void
begin_run (AtenaDispatch *self)
{
  self->again = FALSE;
  self->left_over = FALSE;
  self->cancellable = g_cancellable_new ();
  g_clear_error (&self->error);
  g_array_set_size (self->samples, 0);
  self->waits_for_look = TRUE;
  set_state (self, ATENA_DISPATCH_CONNECTING);
  if (self->looked)
    launch (self);
}

/* Does @func with the timer out of the way; the timer may hold the last reference. */
static void
end_timer (AtenaDispatch *self, void (*func) (AtenaDispatch *self))
{
  guint timer = self->timer;

  self->timer = 0;
  func (self);
  if (timer != 0)
    g_source_remove (timer);
}

/* What was begun without a network is left alone. */
static void
on_line_changed (AtenaDispatch *self)
{
  gboolean sending =
    self->state == ATENA_DISPATCH_CONNECTING || self->state == ATENA_DISPATCH_SENDING;

  if (self->state == ATENA_DISPATCH_WAITING && !is_offline (self))
    end_timer (self, begin_run);
  else if (sending && !self->waits_for_look && self->online && is_offline (self))
    {
      self->again = TRUE;
      g_cancellable_cancel (self->cancellable);
      set_state (self, ATENA_DISPATCH_STOPPING);
    }
}

static gboolean
on_second (gpointer data)
{
  AtenaDispatch *self = data;

  self->countdown--;
  if (self->countdown > 0)
    {
      set_state (self, ATENA_DISPATCH_COUNTDOWN);
      return G_SOURCE_CONTINUE;
    }

  self->timer = 0;
  begin_run (self);
  return G_SOURCE_REMOVE;
}

AtenaDispatch *
atena_dispatch_new (AtenaHost *host, const char *ledger, gint64 campaign, guint countdown)
{
  AtenaDispatch *self = g_object_new (ATENA_TYPE_DISPATCH, NULL);

  self->host = g_object_ref (host);
  self->ledger = g_strdup (ledger);
  self->campaign = campaign;
  self->countdown = countdown;
  g_signal_connect_object (host, "online-changed", G_CALLBACK (on_line_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (on_line_changed), self, G_CONNECT_SWAPPED);
  return self;
}

AtenaDispatch *
atena_dispatch_new_paused (AtenaHost *host, const char *ledger, gint64 campaign)
{
  AtenaDispatch *self = atena_dispatch_new (host, ledger, campaign, 0);

  self->begun = TRUE;
  self->left_over = TRUE;
  self->state = ATENA_DISPATCH_PAUSED;
  begin_look (self);
  return self;
}

void
atena_dispatch_start (AtenaDispatch *self)
{
  g_return_if_fail (ATENA_IS_DISPATCH (self));

  if (self->begun || self->state != ATENA_DISPATCH_COUNTDOWN)
    return;

  self->begun = TRUE;
  begin_look (self);
  if (self->countdown == 0)
    begin_run (self);
  else
    self->timer = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, 1, on_second, g_object_ref (self),
                                              g_object_unref);
}

static void
rest (AtenaDispatch *self)
{
  set_state (self, ATENA_DISPATCH_PAUSED);
}

void
atena_dispatch_pause (AtenaDispatch *self)
{
  g_return_if_fail (ATENA_IS_DISPATCH (self));

  self->again = FALSE;
  if (self->state == ATENA_DISPATCH_COUNTDOWN || self->state == ATENA_DISPATCH_WAITING)
    end_timer (self, rest);
  else if (self->state == ATENA_DISPATCH_CONNECTING || self->state == ATENA_DISPATCH_SENDING)
    {
      g_cancellable_cancel (self->cancellable);
      set_state (self, ATENA_DISPATCH_STOPPING);
    }
}

void
atena_dispatch_resume (AtenaDispatch *self)
{
  g_return_if_fail (ATENA_IS_DISPATCH (self));

  if (self->state == ATENA_DISPATCH_STOPPING || self->state == ATENA_DISPATCH_COPYING)
    self->again = TRUE;
  else if (self->state == ATENA_DISPATCH_PAUSED || self->state == ATENA_DISPATCH_CHECKPOINT)
    {
      self->passed = self->passed || self->state == ATENA_DISPATCH_CHECKPOINT;
      begin_run (self);
    }
  else if (self->state == ATENA_DISPATCH_WAITING)
    {
      self->forced = TRUE;
      end_timer (self, begin_run);
    }
}

void
atena_dispatch_resend (AtenaDispatch *self)
{
  g_return_if_fail (ATENA_IS_DISPATCH (self));

  if (self->state == ATENA_DISPATCH_PAUSED || self->state == ATENA_DISPATCH_CHECKPOINT ||
      self->state == ATENA_DISPATCH_STOPPED || self->state == ATENA_DISPATCH_FINISHED)
    begin_run (self);
}

void
atena_dispatch_look (AtenaDispatch *self)
{
  g_return_if_fail (ATENA_IS_DISPATCH (self));

  if (!is_busy (self))
    begin_look (self);
}

void
atena_dispatch_stop (AtenaDispatch *self)
{
  g_return_if_fail (ATENA_IS_DISPATCH (self));

  switch (self->state)
    {
    case ATENA_DISPATCH_COUNTDOWN:
    case ATENA_DISPATCH_WAITING:
    case ATENA_DISPATCH_PAUSED:
    case ATENA_DISPATCH_CHECKPOINT:
      end_timer (self, begin_end);
      break;
    case ATENA_DISPATCH_CONNECTING:
    case ATENA_DISPATCH_SENDING:
      self->ending = TRUE;
      g_cancellable_cancel (self->cancellable);
      set_state (self, ATENA_DISPATCH_STOPPING);
      break;
    case ATENA_DISPATCH_STOPPING:
    case ATENA_DISPATCH_COPYING:
      self->ending = TRUE;
      break;
    case ATENA_DISPATCH_STOPPED:
    case ATENA_DISPATCH_FINISHED:
      break;
    }
}

AtenaDispatchState
atena_dispatch_get_state (AtenaDispatch *self)
{
  g_return_val_if_fail (ATENA_IS_DISPATCH (self), ATENA_DISPATCH_FINISHED);

  return self->state;
}

gboolean
atena_dispatch_is_under_way (AtenaDispatch *self)
{
  g_return_val_if_fail (ATENA_IS_DISPATCH (self), FALSE);

  switch (self->state)
    {
    case ATENA_DISPATCH_PAUSED:
    case ATENA_DISPATCH_CHECKPOINT:
    case ATENA_DISPATCH_STOPPED:
    case ATENA_DISPATCH_FINISHED:
      return FALSE;
    default:
      return TRUE;
    }
}

const AtenaProgress *
atena_dispatch_get_progress (AtenaDispatch *self)
{
  g_return_val_if_fail (ATENA_IS_DISPATCH (self), NULL);

  return &self->progress;
}

const AtenaSummary *
atena_dispatch_get_summary (AtenaDispatch *self)
{
  g_return_val_if_fail (ATENA_IS_DISPATCH (self), NULL);

  return self->summary;
}

gboolean
atena_dispatch_is_left_over (AtenaDispatch *self)
{
  g_return_val_if_fail (ATENA_IS_DISPATCH (self), FALSE);

  return self->left_over;
}

double
atena_dispatch_get_speed (AtenaDispatch *self)
{
  const Sample *first;
  const Sample *last;

  g_return_val_if_fail (ATENA_IS_DISPATCH (self), 0);

  if (self->samples->len < 2)
    return 0;

  first = &g_array_index (self->samples, Sample, 0);
  last = &g_array_index (self->samples, Sample, self->samples->len - 1);
  if (last->time < first->time + G_USEC_PER_SEC || last->tried <= first->tried)
    return 0;
  return (double) (last->tried - first->tried) * G_TIME_SPAN_MINUTE /
         (double) (last->time - first->time);
}

guint
atena_dispatch_get_countdown (AtenaDispatch *self)
{
  g_return_val_if_fail (ATENA_IS_DISPATCH (self), 0);

  return self->countdown;
}

const GError *
atena_dispatch_get_error (AtenaDispatch *self)
{
  g_return_val_if_fail (ATENA_IS_DISPATCH (self), NULL);

  return self->error;
}

const char *
atena_dispatch_get_ledger (AtenaDispatch *self)
{
  g_return_val_if_fail (ATENA_IS_DISPATCH (self), NULL);

  return self->ledger;
}

gint64
atena_dispatch_get_campaign (AtenaDispatch *self)
{
  g_return_val_if_fail (ATENA_IS_DISPATCH (self), 0);

  return self->campaign;
}

static void
atena_dispatch_finalize (GObject *object)
{
  AtenaDispatch *self = ATENA_DISPATCH (object);

  g_clear_object (&self->host);
  g_clear_object (&self->worker);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->ledger, g_free);
  g_clear_pointer (&self->samples, g_array_unref);
  g_clear_pointer (&self->summary, atena_summary_free);
  g_clear_pointer (&self->inhibitor, atena_inhibitor_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (atena_dispatch_parent_class)->finalize (object);
}

static void
atena_dispatch_class_init (AtenaDispatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_dispatch_finalize;

  /**
   * AtenaDispatch::changed:
   *
   * Anything that the getters say may have changed.
   */
  signals[CHANGED] = g_signal_new ("changed", ATENA_TYPE_DISPATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
atena_dispatch_init (AtenaDispatch *self)
{
  self->worker = atena_worker_new ();
  self->samples = g_array_new (FALSE, FALSE, sizeof (Sample));
}
