// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Sends a feed's letters through Evolution's own transport of an account, one at a time; what its
// errors mean for a letter, the outcome knows.

#include "atena-camel-transport.h"

#include <glib/gi18n-lib.h>

#include "atena-camel-message.h"
#include "atena-camel-outcome.h"
#include "atena-error.h"
#include "atena-reason.h"

/* So many letters in a row that are lost or uncertain: something is wrong with the server. */
#define MAX_LOSSES 3

/* A connection is not kept for a wait that is longer (microseconds): servers hang up. */
#define MAX_IDLE (20 * G_TIME_SPAN_SECOND)

struct _AtenaCamelTransport
{
  GObject parent_instance;

  EMailSession *session;
  CamelService *service;
  gboolean has_copies;

  /* Of one run. */
  AtenaFeed *feed;
  guint losses;
  gboolean is_own; /* the connection */

  GMutex lock;
  GCond changed;
  gboolean has_news;
};

static void
atena_camel_transport_transport_init (AtenaTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaCamelTransport,
                               atena_camel_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_TRANSPORT,
                                                      atena_camel_transport_transport_init))

/* From the journal's thread, or from one that cancels. */
static void
on_news (gpointer data)
{
  AtenaCamelTransport *self = data;

  g_mutex_lock (&self->lock);
  self->has_news = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  on_news (data);
}

/* Until on_news(), or for @microseconds. */
static void
wait_for_news (AtenaCamelTransport *self, gint64 microseconds)
{
  gint64 end = g_get_monotonic_time () + microseconds;

  g_mutex_lock (&self->lock);
  while (!self->has_news && g_cond_wait_until (&self->changed, &self->lock, end))
    ;
  self->has_news = FALSE;
  g_mutex_unlock (&self->lock);
}

static gboolean
is_connected (AtenaCamelTransport *self)
{
  return camel_service_get_connection_status (self->service) == CAMEL_SERVICE_CONNECTED;
}

static gboolean
connect_service (AtenaCamelTransport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (is_connected (self))
    return TRUE;
  if (camel_service_connect_sync (self->service, cancellable, &reason))
    {
      self->is_own = TRUE;
      return TRUE;
    }

  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error (error, ATENA_ERROR, ATENA_ERROR_ACCOUNT, "%s: %s",
                 _ ("Evolution cannot sign in at the mail server"),
                 reason != NULL ? reason->message
                                : _ ("The connection to the mail server was lost"));
  return FALSE;
}

static CamelInternetAddress *
make_address (const char *path)
{
  CamelInternetAddress *address = camel_internet_address_new ();

  camel_internet_address_add (address, NULL, path);
  return address;
}

/* Camel keeps a local part without the quotes that it needs, and writes quotes around those that it
 * is given (camel-internet-address.c, cia_encode_addrspec). It does not know SMTPUTF8. */
static gboolean
can_write_to (const char *path)
{
  g_autofree char *written = camel_internet_address_encode_address (NULL, NULL, path);

  return g_str_is_ascii (path) && g_str_equal (written, path);
}

static AtenaOutcome *
refuse_address (void)
{
  g_autofree char *words = atena_reason_describe (ATENA_REASON_UNSUPPORTED_ADDRESS, NULL);

  return atena_outcome_new (ATENA_OUTCOME_REJECTED, 0, "", words);
}

/* Not to be cancelled, which would make the letter uncertain: Camel has its own time limits. */
static AtenaOutcome *
send_message (AtenaCamelTransport *self, AtenaClaim *claim)
{
  g_autoptr (CamelInternetAddress) from = make_address (atena_claim_get_sender (claim));
  g_autoptr (CamelInternetAddress) to = make_address (atena_claim_get_recipient (claim));
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaCamelMessage) message =
    atena_camel_message_new (atena_claim_get_message (claim), &error);
  gboolean is_saved = FALSE;

  if (message == NULL)
    return atena_outcome_new (ATENA_OUTCOME_REJECTED, 0, "", error->message);
  if (camel_transport_send_to_sync (CAMEL_TRANSPORT (self->service), CAMEL_MIME_MESSAGE (message),
                                    CAMEL_ADDRESS (from), CAMEL_ADDRESS (to), &is_saved, NULL,
                                    &error))
    {
      self->has_copies = self->has_copies || is_saved;
      return atena_outcome_new (ATENA_OUTCOME_SENT, 0, "", "");
    }

  return atena_camel_outcome_new (camel_service_get_provider (self->service)->protocol,
                                  atena_camel_message_is_written (message), is_connected (self),
                                  error);
}

static AtenaOutcome *
send_claimed (AtenaCamelTransport *self, AtenaClaim *claim)
{
  AtenaMark mark;

  if (!can_write_to (atena_claim_get_recipient (claim)))
    return refuse_address ();

  while ((mark = atena_feed_check (self->feed, claim)) == ATENA_MARK_PENDING)
    wait_for_news (self, G_TIME_SPAN_SECOND);
  if (mark == ATENA_MARK_FAILED)
    return atena_outcome_new (ATENA_OUTCOME_RETURNED, 0, "", "the ledger cannot be written");
  return send_message (self, claim);
}

static gboolean
check_losses (AtenaCamelTransport *self, const AtenaOutcome *outcome, GError **error)
{
  gboolean is_loss = outcome->kind == ATENA_OUTCOME_UNCERTAIN ||
                     (outcome->kind == ATENA_OUTCOME_RETURNED && !outcome->hold);

  self->losses = is_loss ? self->losses + 1 : 0;
  if (self->losses < MAX_LOSSES)
    return TRUE;

  g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_ACCOUNT, outcome->reply);
  return FALSE;
}

static gboolean
send_letter (AtenaCamelTransport *self, GError **error)
{
  AtenaClaim *claim = atena_feed_claim (self->feed);
  AtenaOutcome *outcome = send_claimed (self, claim);
  gboolean ok = check_losses (self, outcome, error);

  atena_feed_settle (self->feed, claim, outcome);
  return ok;
}

/* While the service is ours. */
static void
leave_server (AtenaCamelTransport *self)
{
  gint64 wait = 0;
  AtenaFeedState state = atena_feed_poll (self->feed, &wait);
  gboolean goes_on = state == ATENA_FEED_READY || (state == ATENA_FEED_WAIT && wait <= MAX_IDLE);

  if (goes_on || !self->is_own)
    return;

  camel_service_disconnect_sync (self->service, TRUE, NULL, NULL);
  self->is_own = FALSE;
}

/* Ordinary mail of this account waits for one letter at most. Nothing is claimed before there is a
 * connection, so that a server that cannot be reached leaves every letter as it is. */
static gboolean
take_turn (AtenaCamelTransport *self, GCancellable *cancellable, GError **error)
{
  gboolean ok;

  if (!e_mail_session_mark_service_used_sync (self->session, self->service, cancellable))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Sending was cancelled"));
      return FALSE;
    }

  ok = connect_service (self, cancellable, error) && send_letter (self, error);
  leave_server (self);
  e_mail_session_unmark_service_used (self->session, self->service);
  return ok;
}

static gboolean
send_feed (AtenaCamelTransport *self, GCancellable *cancellable, GError **error)
{
  AtenaFeedState state;
  gint64 wait = 0;

  while ((state = atena_feed_poll (self->feed, &wait)) != ATENA_FEED_DONE)
    {
      if (state == ATENA_FEED_WAIT)
        wait_for_news (self, wait);
      else if (!take_turn (self, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
atena_camel_transport_run (AtenaTransport *transport,
                           AtenaFeed *feed,
                           GCancellable *cancellable,
                           GError **error)
{
  AtenaCamelTransport *self = ATENA_CAMEL_TRANSPORT (transport);
  gulong handler = 0;
  gboolean ok;

  self->feed = feed;
  self->losses = 0;
  atena_feed_set_wake (feed, on_news, self);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), self, NULL);

  ok = send_feed (self, cancellable, error);

  g_cancellable_disconnect (cancellable, handler);
  atena_feed_set_wake (feed, NULL, NULL);
  self->feed = NULL;
  return ok;
}

static void
atena_camel_transport_transport_init (AtenaTransportInterface *iface)
{
  iface->run = atena_camel_transport_run;
}

AtenaTransport *
atena_camel_transport_new (EMailSession *session, const char *transport_uid, GError **error)
{
  g_autoptr (CamelService) service =
    camel_session_ref_service (CAMEL_SESSION (session), transport_uid);
  AtenaCamelTransport *self;

  if (!CAMEL_IS_TRANSPORT (service))
    {
      g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_ACCOUNT,
                           _ ("This account no longer exists in Evolution"));
      return NULL;
    }

  self = g_object_new (ATENA_TYPE_CAMEL_TRANSPORT, NULL);
  self->session = g_object_ref (session);
  self->service = g_steal_pointer (&service);
  return ATENA_TRANSPORT (self);
}

gboolean
atena_camel_transport_has_copies (AtenaCamelTransport *self)
{
  g_return_val_if_fail (ATENA_IS_CAMEL_TRANSPORT (self), FALSE);

  return self->has_copies;
}

static void
atena_camel_transport_finalize (GObject *object)
{
  AtenaCamelTransport *self = ATENA_CAMEL_TRANSPORT (object);

  g_clear_object (&self->service);
  g_clear_object (&self->session);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);

  G_OBJECT_CLASS (atena_camel_transport_parent_class)->finalize (object);
}

static void
atena_camel_transport_class_init (AtenaCamelTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_camel_transport_finalize;
}

static void
atena_camel_transport_init (AtenaCamelTransport *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
}
