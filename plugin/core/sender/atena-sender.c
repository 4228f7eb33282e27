// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Takes a campaign from ready to finished or paused: lock, recovery, feed, transport, state. It
// knows neither servers nor windows.

#include "atena-sender.h"

#include <inttypes.h>
#include <glib/gi18n-lib.h>

#include "atena-error.h"
#include "atena-feed-private.h"
#include "atena-lock.h"

struct _AtenaSender
{
  GObject parent_instance;

  AtenaCampaign *campaign;
  AtenaTransport *transport;
  AtenaClock clock;
  AtenaProgressFunc progress;
  gpointer progress_data;
  gint64 interval;
  guint64 limit;

  AtenaFeed *feed;
  gint64 last_progress;
};

G_DEFINE_FINAL_TYPE (AtenaSender, atena_sender, G_TYPE_OBJECT)

AtenaSender *
atena_sender_new (AtenaCampaign *campaign, AtenaTransport *transport, AtenaClock clock)
{
  AtenaSender *self = g_object_new (ATENA_TYPE_SENDER, NULL);

  self->campaign = g_object_ref (campaign);
  self->transport = g_object_ref (transport);
  self->clock = clock != NULL ? clock : g_get_real_time;
  return self;
}

void
atena_sender_set_progress (AtenaSender *self,
                           AtenaProgressFunc func,
                           gpointer data,
                           gint64 interval)
{
  g_return_if_fail (ATENA_IS_SENDER (self));

  self->progress = func;
  self->progress_data = data;
  self->interval = interval;
}

void
atena_sender_set_limit (AtenaSender *self, guint64 letters)
{
  g_return_if_fail (ATENA_IS_SENDER (self));

  self->limit = letters;
}

static void
report_progress (AtenaSender *self)
{
  AtenaProgress progress = {
    .counts = *atena_feed_get_counts (self->feed),
    .now = self->clock (),
    .finish = atena_feed_estimate_finish (self->feed),
  };

  self->last_progress = g_get_monotonic_time ();
  self->progress (&progress, self->progress_data);
}

static void
on_feed_progress (gpointer data)
{
  AtenaSender *self = data;

  if (self->progress != NULL && g_get_monotonic_time () >= self->last_progress + self->interval)
    report_progress (self);
}

static gboolean
fail_limited (GError **error)
{
  g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_LIMIT,
                       _ ("As many letters as were to go at a time have been sent; the others wait"
                          " until you go on"));
  return FALSE;
}

static gboolean
run_feed (AtenaSender *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) transport_error = NULL;
  gboolean ok;
  gboolean left;
  gboolean limited;

  self->feed = atena_feed_new (self->campaign, self->clock, cancellable, error);
  if (self->feed == NULL)
    return FALSE;

  atena_feed_set_limit (self->feed, self->limit);
  self->limit = 0;
  atena_feed_set_progress (self->feed, on_feed_progress, self);
  ok = atena_transport_run (self->transport, self->feed, cancellable, &transport_error);
  limited = atena_feed_is_limited (self->feed);
  left = limited || atena_feed_get_unclaimed (self->feed) > 0;
  if (self->progress != NULL)
    report_progress (self);

  /* What the ledger or the server said about the account goes before a connection that broke with
   * it. */
  if (!atena_feed_close (g_steal_pointer (&self->feed), error))
    return FALSE;
  if (!ok)
    {
      g_propagate_error (error, g_steal_pointer (&transport_error));
      return FALSE;
    }
  if (left && g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return !limited || fail_limited (error);
}

static gboolean
begin (AtenaSender *self, GError **error)
{
  AtenaCampaignState state;

  if (!atena_campaign_read_state (self->campaign, &state, error))
    return FALSE;
  if (state == ATENA_CAMPAIGN_DRAFT)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ ("Campaign %" PRId64 " has not been confirmed"),
                   atena_campaign_get_id (self->campaign));
      return FALSE;
    }

  return atena_campaign_recover (self->campaign, self->clock (), error) &&
         atena_campaign_set_state (self->campaign, ATENA_CAMPAIGN_RUNNING, "", error);
}

/* Whoever paused it needs no reason. */
static const char *
describe_pause (const GError *reason)
{
  return g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? "" : reason->message;
}

gboolean
atena_sender_run (AtenaSender *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (AtenaLock) lock = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (ATENA_IS_SENDER (self), FALSE);

  lock = atena_lock_acquire (atena_campaign_get_ledger (self->campaign),
                             atena_campaign_get_id (self->campaign), error);
  if (lock == NULL || !begin (self, error))
    return FALSE;

  if (run_feed (self, cancellable, &reason))
    return atena_campaign_set_state (self->campaign, ATENA_CAMPAIGN_FINISHED, "", error);

  /* A ledger that cannot be written says "running" for ever, which reads as paused once this
   * process is gone. */
  atena_campaign_set_state (self->campaign, ATENA_CAMPAIGN_PAUSED, describe_pause (reason), NULL);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static void
atena_sender_finalize (GObject *object)
{
  AtenaSender *self = ATENA_SENDER (object);

  g_clear_object (&self->campaign);
  g_clear_object (&self->transport);

  G_OBJECT_CLASS (atena_sender_parent_class)->finalize (object);
}

static void
atena_sender_class_init (AtenaSenderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_sender_finalize;
}

static void
atena_sender_init (AtenaSender *self)
{
}
