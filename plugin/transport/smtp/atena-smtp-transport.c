// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Keeps as many SMTP sessions as are useful busy with letters until there are none left, or until
// going on would be wrong. What is said in a session, the session knows.

#include "atena-smtp-transport.h"

#include <curl/curl.h>
#include <glib/gi18n-lib.h>

#include "atena-error.h"
#include "atena-smtp-secrets.h"
#include "atena-smtp-session-private.h"

/* After so many lost connections without one definite answer between them, the server is taken as
 * gone. */
#define MAX_LOSSES 3

/* A connection that would be idle for longer is closed: servers do not like to be kept waiting. */
#define MAX_IDLE (30 * G_USEC_PER_SEC)

/* How long letters under way may take when sending has been stopped. */
#define STOP_PATIENCE (30 * G_USEC_PER_SEC)

/* The loop turns at least this often, for progress. */
#define TICK G_USEC_PER_SEC

struct _AtenaSmtpTransport
{
  GObject parent_instance;

  AtenaSmtpAccount *account;
  guint connections;
};

static void
atena_smtp_transport_iface_init (AtenaTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaSmtpTransport,
                               atena_smtp_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_TRANSPORT,
                                                      atena_smtp_transport_iface_init))

/* One call of run(). */
typedef struct
{
  const AtenaSmtpAccount *account;
  AtenaFeed *feed;
  GCancellable *cancellable;
  CURLM *multi;
  GPtrArray *sessions;
  guint most;        /* sessions at a time; falls when the server wants fewer */
  gboolean welcome;  /* a session has been connected before */
  gboolean accepted; /* and another since the last loss */
  guint losses;      /* in a row */
  gint64 last_loss;  /* monotonic */
  guint64 n_settled; /* by sessions already gone */
  guint64 n_at_loss; /* definite answers when the last loss was counted */
  gint64 not_before; /* no new connection earlier, monotonic */
  gboolean hurried;
  GError *failure; /* why nothing more is claimed */

  GError *refusal;   /* in which words user and secret were refused last; NULL once accepted */
  gint64 refused_at; /* monotonic */
  gboolean refused_briefly; /* the refusal says that it is not for ever (4yz) */
  char *refused_secret;

  AtenaFeedState state; /* the feed's, as of this turn */
  gint64 wait;
} Run;

static void
on_wake (gpointer data)
{
  curl_multi_wakeup (data);
}

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  curl_multi_wakeup (data);
}

static void
poll_feed (Run *run)
{
  run->wait = 0;
  run->state = atena_feed_poll (run->feed, &run->wait);
  if (run->failure != NULL)
    run->state = ATENA_FEED_DONE;
}

static guint
count_state (const Run *run, AtenaSmtpSessionState state)
{
  guint n = 0;

  for (guint i = 0; i < run->sessions->len; i++)
    n += atena_smtp_session_get_state (run->sessions->pdata[i]) == state;
  return n;
}

static guint64
count_settled (const Run *run)
{
  guint64 n = run->n_settled;

  for (guint i = 0; i < run->sessions->len; i++)
    n += atena_smtp_session_get_n_settled (run->sessions->pdata[i]);
  return n;
}

/* The first connection goes alone, at the start and after a loss: a wrong password is tried once,
 * not once a connection. After a refusal those that are at work go on without another. */
static gboolean
wants_session (const Run *run, gint64 now)
{
  guint connecting = count_state (run, ATENA_SMTP_CONNECTING);
  guint ready = count_state (run, ATENA_SMTP_IDLE) + connecting;

  return run->state == ATENA_FEED_READY && now >= run->not_before &&
         run->sessions->len < (run->refusal == NULL ? run->most : 1) &&
         (run->accepted || connecting == 0) && ready < atena_feed_get_unclaimed (run->feed);
}

/* Nothing more is claimed; the words are those for the person. */
static void
take_failure (Run *run, GError *failure)
{
  run->state = ATENA_FEED_DONE;
  if (run->failure == NULL)
    run->failure = g_error_new_literal (ATENA_ERROR, ATENA_ERROR_ACCOUNT, failure->message);
  g_error_free (failure);
}

/* A password that is tried too often locks an account: one that was refused for good is not tried
 * again. FALSE when there is nothing to sign in with. */
static gboolean
ask_secret (Run *run, char **ret_secret)
{
  gboolean again = run->refusal != NULL;
  GError *failure = NULL;
  char *secret = NULL;

  if (run->account->user != NULL)
    secret =
      atena_smtp_secrets_get_secret (run->account->secrets, again, run->cancellable, &failure);

  if (failure == NULL && again && !run->refused_briefly &&
      g_strcmp0 (secret, run->refused_secret) == 0)
    failure = g_error_copy (run->refusal);
  if (failure == NULL)
    {
      *ret_secret = secret;
      return TRUE;
    }

  atena_smtp_secret_free (secret);
  if (g_cancellable_is_cancelled (run->cancellable))
    {
      run->state = ATENA_FEED_DONE;
      g_error_free (failure);
    }
  else
    take_failure (run, failure);
  return FALSE;
}

static void
open_sessions (Run *run, gint64 now)
{
  char *secret;

  while (wants_session (run, now) && ask_secret (run, &secret))
    g_ptr_array_add (run->sessions, atena_smtp_session_new (run->account, secret, run->multi));
}

/* A loss is counted against the server only if it answered nothing since the one before.
 * Connections that go down together are one loss. */
static void
count_loss (Run *run, const AtenaSmtpSession *session, const char *words, gint64 now)
{
  guint64 settled = count_settled (run);
  g_autofree char *url = atena_smtp_account_dup_url (run->account);

  if (run->losses > 0 && atena_smtp_session_get_begin (session) < run->last_loss)
    return;

  run->accepted = FALSE;
  run->last_loss = now;
  run->losses = settled > run->n_at_loss ? 1 : run->losses + 1;
  run->n_at_loss = settled;
  run->not_before = now + (run->losses - 1) * G_USEC_PER_SEC;
  if (run->losses >= MAX_LOSSES)
    take_failure (run,
                  g_error_new (ATENA_ERROR, ATENA_ERROR_ACCOUNT,
                               _ ("The connection to the server %s was lost %u times in a row: %s"),
                               url, run->losses, words));
}

static void
forget_refusal (Run *run)
{
  g_clear_error (&run->refusal);
  g_clear_pointer (&run->refused_secret, atena_smtp_secret_free);
}

/* A token may have expired, or a server be short of something: whoever keeps the secrets is asked
 * once more. Connections that were begun before a refusal say nothing new. */
static void
take_refusal (Run *run, const AtenaSmtpSession *session, GError *failure, gint64 now)
{
  if (run->refusal != NULL && atena_smtp_session_get_begin (session) < run->refused_at)
    g_error_free (failure);
  else if (run->refusal != NULL)
    take_failure (run, failure);
  else
    {
      run->refusal = failure;
      run->refused_secret = g_strdup (atena_smtp_session_get_secret (session));
      run->refused_at = now;
      run->refused_briefly = atena_smtp_session_get_refusal (session) / 100 == 4;
      if (run->refused_briefly)
        run->not_before = now + G_USEC_PER_SEC;
    }
}

/* A server that refuses one connection more while it serves others only wants fewer. One that was
 * there a moment ago may be restarting. */
static void
take_connect_failure (Run *run, const AtenaSmtpSession *session, GError *failure, gint64 now)
{
  guint alive = count_state (run, ATENA_SMTP_IDLE) + count_state (run, ATENA_SMTP_BUSY);

  if (atena_smtp_session_get_refusal (session) != 0)
    take_refusal (run, session, failure, now);
  else if (!run->welcome)
    take_failure (run, failure);
  else if (alive > 0)
    {
      run->most = alive;
      g_error_free (failure);
    }
  else
    {
      count_loss (run, session, failure->message, now);
      g_error_free (failure);
    }
}

static void
finish_connect (Run *run, AtenaSmtpSession *session, CURLcode result, gint64 now)
{
  GError *failure = NULL;

  if (atena_smtp_session_finish_connect (session, result, &failure))
    {
      run->welcome = run->accepted = TRUE;
      forget_refusal (run);
    }
  else
    take_connect_failure (run, session, failure, now);
}

static AtenaSmtpSession *
find_session (const Run *run, const CURL *handle)
{
  for (guint i = 0; i < run->sessions->len; i++)
    if (atena_smtp_session_get_handle (run->sessions->pdata[i]) == handle)
      return run->sessions->pdata[i];

  return NULL;
}

static void
drive_connects (Run *run, gint64 now)
{
  CURLMsg *message;
  int running;

  curl_multi_perform (run->multi, &running);
  while ((message = curl_multi_info_read (run->multi, &running)) != NULL)
    if (message->msg == CURLMSG_DONE)
      finish_connect (run, find_session (run, message->easy_handle), message->data.result, now);

  for (guint i = 0; i < run->sessions->len; i++)
    {
      AtenaSmtpSession *session = run->sessions->pdata[i];

      if (atena_smtp_session_get_state (session) == ATENA_SMTP_CONNECTING &&
          now >= atena_smtp_session_get_deadline (session))
        finish_connect (run, session, CURLE_OPERATION_TIMEDOUT, now);
    }
}

/* The server gets nothing to see of a letter that it could not deliver. */
static void
refuse (Run *run, AtenaClaim *claim)
{
  const char *words =
    _ ("The mail server cannot write to an email address with letters before the @ "
       "that are not English");

  atena_feed_settle (run->feed, claim, atena_outcome_new (ATENA_OUTCOME_REJECTED, 0, "", words));
}

/* The feed is asked anew for each letter: the answer to the one before may have ended everything.
 */
static void
employ (Run *run, AtenaSmtpSession *session)
{
  AtenaClaim *claim = NULL;

  for (poll_feed (run); claim == NULL && run->state == ATENA_FEED_READY; poll_feed (run))
    {
      claim = atena_feed_claim (run->feed);
      if (!atena_smtp_session_can_send (session, claim))
        refuse (run, g_steal_pointer (&claim));
    }
  if (claim != NULL)
    atena_smtp_session_send (session, claim);
  else if (run->state == ATENA_FEED_DONE || run->wait > MAX_IDLE)
    atena_smtp_session_leave (session);
}

static void
bury (Run *run, guint index, gint64 now)
{
  AtenaSmtpSession *session = run->sessions->pdata[index];

  if (atena_smtp_session_get_loss (session) != NULL)
    count_loss (run, session, atena_smtp_session_get_loss (session), now);
  run->n_settled += atena_smtp_session_get_n_settled (session);
  g_ptr_array_remove_index_fast (run->sessions, index);
}

static void
drive_sessions (Run *run, gint64 now)
{
  for (guint i = run->sessions->len; i-- > 0;)
    {
      AtenaSmtpSession *session = run->sessions->pdata[i];

      atena_smtp_session_step (session, run->feed, now);
      if (atena_smtp_session_get_state (session) == ATENA_SMTP_IDLE)
        {
          employ (run, session);
          atena_smtp_session_step (session, run->feed, now);
        }
      if (atena_smtp_session_get_state (session) == ATENA_SMTP_CLOSED)
        bury (run, i, now);
    }
}

/* Stopped: whoever is not busy goes at once, the others soon. */
static void
hurry (Run *run, gint64 now)
{
  if (run->hurried || !g_cancellable_is_cancelled (run->cancellable))
    return;

  run->hurried = TRUE;
  for (guint i = run->sessions->len; i-- > 0;)
    {
      atena_smtp_session_hurry (run->sessions->pdata[i], now + STOP_PATIENCE);
      if (atena_smtp_session_get_state (run->sessions->pdata[i]) == ATENA_SMTP_CONNECTING)
        g_ptr_array_remove_index_fast (run->sessions, i);
    }
}

static gint64
next_turn (const Run *run, gint64 now)
{
  gint64 next = now + TICK;
  gboolean over =
    run->sessions->len == 0 && (run->state == ATENA_FEED_DONE || run->failure != NULL);

  if (over || wants_session (run, now) ||
      (run->state == ATENA_FEED_READY && count_state (run, ATENA_SMTP_IDLE) > 0))
    return now;
  if (run->state == ATENA_FEED_WAIT)
    next = MIN (next, now + run->wait);
  if (run->not_before > now)
    next = MIN (next, run->not_before);
  for (guint i = 0; i < run->sessions->len; i++)
    next = MIN (next, atena_smtp_session_get_deadline (run->sessions->pdata[i]));

  return MAX (next, now);
}

static void
wait_for_news (Run *run, gint64 now)
{
  struct curl_waitfd fds[ATENA_SMTP_MAX_CONNECTIONS] = { 0 };
  unsigned int n = 0;
  gint64 wait = next_turn (run, now) - now;

  for (guint i = 0; i < run->sessions->len; i++)
    n += atena_smtp_session_get_poll (run->sessions->pdata[i], &fds[n]);

  curl_multi_poll (run->multi, fds, n, (int) ((wait + 999) / 1000), NULL);
}

static void
run_loop (Run *run)
{
  gint64 now = g_get_monotonic_time ();

  poll_feed (run);
  while (run->sessions->len > 0 || run->state != ATENA_FEED_DONE)
    {
      open_sessions (run, now);
      drive_connects (run, now);
      drive_sessions (run, now);
      wait_for_news (run, now);
      now = g_get_monotonic_time ();
      hurry (run, now);
      poll_feed (run);
    }
}

static gboolean
atena_smtp_transport_run (AtenaTransport *transport,
                          AtenaFeed *feed,
                          GCancellable *cancellable,
                          GError **error)
{
  AtenaSmtpTransport *self = ATENA_SMTP_TRANSPORT (transport);
  Run run = {
    .account = self->account, .feed = feed, .cancellable = cancellable, .most = self->connections
  };
  gulong handler = 0;

  run.multi = curl_multi_init ();
  run.sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) atena_smtp_session_free);
  /* A cache smaller than the sessions would close the oldest of them. */
  curl_multi_setopt (run.multi, CURLMOPT_MAXCONNECTS, 4L * ATENA_SMTP_MAX_CONNECTIONS);
  atena_feed_set_wake (feed, on_wake, run.multi);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), run.multi, NULL);

  run_loop (&run);

  g_cancellable_disconnect (cancellable, handler);
  atena_feed_set_wake (feed, NULL, NULL);
  g_ptr_array_unref (run.sessions);
  curl_multi_cleanup (run.multi);
  forget_refusal (&run);

  if (run.failure == NULL)
    return TRUE;
  g_propagate_error (error, run.failure);
  return FALSE;
}

static void
atena_smtp_transport_iface_init (AtenaTransportInterface *iface)
{
  iface->run = atena_smtp_transport_run;
}

AtenaSmtpTransport *
atena_smtp_transport_new (AtenaSmtpAccount *account, guint connections)
{
  AtenaSmtpTransport *self = g_object_new (ATENA_TYPE_SMTP_TRANSPORT, NULL);

  self->account = account;
  self->connections = CLAMP (connections, 1, ATENA_SMTP_MAX_CONNECTIONS);
  return self;
}

static void
atena_smtp_transport_finalize (GObject *object)
{
  AtenaSmtpTransport *self = ATENA_SMTP_TRANSPORT (object);

  g_clear_pointer (&self->account, atena_smtp_account_free);

  G_OBJECT_CLASS (atena_smtp_transport_parent_class)->finalize (object);
}

static void
atena_smtp_transport_class_init (AtenaSmtpTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_smtp_transport_finalize;

  curl_global_init (CURL_GLOBAL_DEFAULT);
}

static void
atena_smtp_transport_init (AtenaSmtpTransport *self)
{
}
