// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Speaks SMTP transactions over one connection; which letter goes next, and how many connections
// there are, the transport decides.

#include "atena-smtp-session-private.h"

#include <string.h>

#include "atena-smtp-connection-private.h"
#include "atena-smtp-reply.h"

#define LEAVE_TIMEOUT_SECONDS 2

/* What is waited for while a letter is under way. */
typedef enum
{
  STEP_MAIL,
  STEP_RCPT,
  STEP_DATA,
  STEP_MARK, /* 354 has come, the mark is not on the disk yet */
  STEP_BODY, /* the message is being handed over */
  STEP_DOT,  /* all of it has been handed over */
  STEP_RESET,
} Step;

struct _AtenaSmtpSession
{
  AtenaSmtpConnection *connection;
  char *secret;
  guint timeout; /* seconds */
  gint64 begin;
  AtenaSmtpSessionState state;
  Step step;
  AtenaClaim *claim;
  AtenaSmtpParser *replies;
  GString *output;
  gsize sent; /* octets of output */
  gint64 deadline;
  gint64 last_deadline;
  guint64 n_settled;
  char *loss;
};

static void
set_deadline (AtenaSmtpSession *self, gint64 now, guint seconds)
{
  self->deadline = MIN (now + (gint64) seconds * G_USEC_PER_SEC, self->last_deadline);
}

AtenaSmtpSession *
atena_smtp_session_new (const AtenaSmtpAccount *account, char *secret, CURLM *multi)
{
  AtenaSmtpSession *self = g_new0 (AtenaSmtpSession, 1);

  self->secret = secret;
  self->connection = atena_smtp_connection_new (account, secret, multi);
  self->timeout = account->timeout;
  self->replies = atena_smtp_parser_new ();
  self->output = g_string_new (NULL);
  self->begin = g_get_monotonic_time ();
  self->last_deadline = G_MAXINT64;
  set_deadline (self, self->begin, self->timeout);
  return self;
}

void
atena_smtp_session_free (AtenaSmtpSession *self)
{
  g_assert (self->claim == NULL);

  atena_smtp_connection_free (self->connection);
  atena_smtp_secret_free (self->secret);
  atena_smtp_parser_free (self->replies);
  g_string_free (self->output, TRUE);
  g_free (self->loss);
  g_free (self);
}

gboolean
atena_smtp_session_finish_connect (AtenaSmtpSession *self, CURLcode result, GError **error)
{
  gboolean ok = atena_smtp_connection_finish (self->connection, result, error);

  self->state = ok ? ATENA_SMTP_IDLE : ATENA_SMTP_CLOSED;
  self->deadline = G_MAXINT64;
  return ok;
}

static void
say (AtenaSmtpSession *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
say (AtenaSmtpSession *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_vprintf (self->output, format, arguments);
  va_end (arguments);
  g_string_append (self->output, "\r\n");
  self->sent = 0;
}

static void
expect (AtenaSmtpSession *self, Step step, guint seconds, gint64 now)
{
  self->step = step;
  set_deadline (self, now, seconds);
}

static gboolean
needs_utf8 (const AtenaClaim *claim)
{
  return !g_str_is_ascii (atena_claim_get_recipient (claim));
}

gboolean
atena_smtp_session_can_send (const AtenaSmtpSession *self, const AtenaClaim *claim)
{
  return !needs_utf8 (claim) || atena_smtp_connection_offers_utf8 (self->connection);
}

void
atena_smtp_session_send (AtenaSmtpSession *self, AtenaClaim *claim)
{
  gsize size = g_bytes_get_size (atena_claim_get_message (claim));
  g_autofree char *size_parameter = atena_smtp_connection_offers_size (self->connection)
                                      ? g_strdup_printf (" SIZE=%" G_GSIZE_FORMAT, size)
                                      : g_strdup ("");

  g_assert (self->state == ATENA_SMTP_IDLE && self->claim == NULL);
  g_assert (atena_smtp_session_can_send (self, claim));

  self->claim = claim;
  self->state = ATENA_SMTP_BUSY;
  say (self, "MAIL FROM:<%s>%s%s", atena_claim_get_sender (claim), size_parameter,
       needs_utf8 (claim) ? " SMTPUTF8" : "");
  expect (self, STEP_MAIL, self->timeout, g_get_monotonic_time ());
}

void
atena_smtp_session_leave (AtenaSmtpSession *self)
{
  g_assert (self->state == ATENA_SMTP_IDLE);

  self->state = ATENA_SMTP_LEAVING;
  say (self, "QUIT");
  set_deadline (self, g_get_monotonic_time (), LEAVE_TIMEOUT_SECONDS);
}

static void
settle (AtenaSmtpSession *self, AtenaFeed *feed, AtenaOutcome *outcome)
{
  atena_feed_settle (feed, g_steal_pointer (&self->claim), outcome);
}

/* What is handed over completely may have arrived; anything less cannot have. */
static void
lose (AtenaSmtpSession *self, AtenaFeed *feed, const char *reason)
{
  gboolean handed_over = self->step == STEP_DOT && self->claim != NULL;

  if (self->state == ATENA_SMTP_BUSY)
    self->loss = g_strdup (reason);
  self->state = ATENA_SMTP_CLOSED;
  if (self->claim != NULL)
    settle (self, feed,
            atena_outcome_new (handed_over ? ATENA_OUTCOME_UNCERTAIN : ATENA_OUTCOME_RETURNED, 0,
                               "", reason));
}

static void
become_idle (AtenaSmtpSession *self)
{
  self->state = ATENA_SMTP_IDLE;
  self->deadline = G_MAXINT64;
}

/* The message with its leading dots doubled and the lone dot behind it (RFC 5321 4.5.2). Letters
 * have CRLF line ends, end with one, and begin with a header, not with a dot. */
static void
put_message (AtenaSmtpSession *self, GBytes *message)
{
  gsize size;
  const char *data = g_bytes_get_data (message, &size);
  const char *end = data + size;
  const char *line = data;

  g_string_truncate (self->output, 0);
  self->sent = 0;
  for (const char *dot; (dot = memmem (line, (gsize) (end - line), "\r\n.", 3)) != NULL;
       line = dot + 2)
    {
      g_string_append_len (self->output, line, dot + 2 - line);
      g_string_append_c (self->output, '.');
    }
  g_string_append_len (self->output, line, end - line);
  g_string_append (self->output, ".\r\n");
}

/* The body goes only once the ledger has it on the disk that it goes. */
static void
try_body (AtenaSmtpSession *self, AtenaFeed *feed, gint64 now)
{
  switch (atena_feed_check (feed, self->claim))
    {
    case ATENA_MARK_PENDING:
      break;
    case ATENA_MARK_DURABLE:
      put_message (self, atena_claim_get_message (self->claim));
      expect (self, STEP_BODY, self->timeout, now);
      break;
    case ATENA_MARK_FAILED:
      lose (self, feed, "the ledger cannot be written");
      break;
    }
}

/* A transaction that ends before the dot leaves the server waiting for its rest. */
static void
refuse (AtenaSmtpSession *self,
        AtenaFeed *feed,
        const AtenaSmtpReply *reply,
        AtenaSmtpPhase phase,
        gint64 now)
{
  AtenaOutcome *outcome = atena_smtp_reply_judge (reply, phase);
  gboolean closing = reply->code == 421 || self->step == STEP_BODY;

  if (closing)
    self->loss = g_strdup (outcome->reply);
  else
    self->n_settled++;
  settle (self, feed, outcome);

  if (closing)
    self->state = ATENA_SMTP_CLOSED;
  else if (phase == ATENA_SMTP_PHASE_DOT)
    become_idle (self);
  else
    {
      say (self, "RSET");
      expect (self, STEP_RESET, self->timeout, now);
    }
}

static void
go_on (AtenaSmtpSession *self, AtenaFeed *feed, gint64 now)
{
  switch (self->step)
    {
    case STEP_MAIL:
      say (self, "RCPT TO:<%s>", atena_claim_get_recipient (self->claim));
      expect (self, STEP_RCPT, self->timeout, now);
      break;
    case STEP_RCPT:
      say (self, "DATA");
      expect (self, STEP_DATA, self->timeout, now);
      break;
    case STEP_DATA:
      expect (self, STEP_MARK, self->timeout, now);
      try_body (self, feed, now);
      break;
    case STEP_RESET:
      become_idle (self);
      break;
    case STEP_MARK:
    case STEP_BODY:
    case STEP_DOT:
      g_assert_not_reached ();
    }
}

static AtenaSmtpPhase
phase_of (Step step)
{
  switch (step)
    {
    case STEP_MAIL:
      return ATENA_SMTP_PHASE_MAIL;
    case STEP_RCPT:
      return ATENA_SMTP_PHASE_RCPT;
    case STEP_DATA:
    case STEP_MARK:
      return ATENA_SMTP_PHASE_DATA;
    default:
      return ATENA_SMTP_PHASE_DOT;
    }
}

/* RFC 5321 4.3.2: which first digit lets the transaction go on, which ends it. Anything else is a
 * server that has lost its way, and the connection with it. */
static void
take_reply (AtenaSmtpSession *self, AtenaFeed *feed, const AtenaSmtpReply *reply, gint64 now)
{
  guint class = reply->code / 100;
  gboolean expected = self->step == STEP_DATA ? reply->code == 354 : class == 2;
  gboolean refused = class == 4 || class == 5;

  if (self->state != ATENA_SMTP_BUSY)
    self->state = ATENA_SMTP_CLOSED;
  else if (self->step == STEP_RESET && !expected)
    lose (self, feed, "the server did not answer RSET as it should");
  else if (refused || (self->step == STEP_DOT && expected))
    refuse (self, feed, reply, phase_of (self->step), now);
  else if (expected && self->step != STEP_MARK && self->step != STEP_BODY)
    go_on (self, feed, now);
  else
    lose (self, feed, "the server gave an answer that does not fit");
}

static void
take_replies (AtenaSmtpSession *self, AtenaFeed *feed, gint64 now)
{
  while (self->state != ATENA_SMTP_CLOSED)
    {
      g_auto (AtenaSmtpReply) reply = { 0 };
      AtenaSmtpParse parse = atena_smtp_parser_next (self->replies, &reply);

      if (parse == ATENA_SMTP_PARSE_MORE)
        return;
      if (parse == ATENA_SMTP_PARSE_MALFORMED)
        lose (self, feed, "the server gave an answer that is no SMTP reply");
      else
        take_reply (self, feed, &reply, now);
    }
}

static void
receive (AtenaSmtpSession *self, AtenaFeed *feed, gint64 now)
{
  while (self->state != ATENA_SMTP_CLOSED)
    {
      char data[4096];
      gsize length = 0;
      AtenaSmtpFlow flow =
        atena_smtp_connection_receive (self->connection, data, sizeof data, &length);

      if (flow == ATENA_SMTP_BLOCKS)
        return;
      if (flow == ATENA_SMTP_BROKEN)
        {
          lose (self, feed, "the connection was lost");
          return;
        }

      atena_smtp_parser_push (self->replies, data, length);
      take_replies (self, feed, now);
    }
}

static void
transmit (AtenaSmtpSession *self, AtenaFeed *feed, gint64 now)
{
  while (self->state != ATENA_SMTP_CLOSED && self->sent < self->output->len)
    {
      gsize length = 0;
      AtenaSmtpFlow flow =
        atena_smtp_connection_send (self->connection, self->output->str + self->sent,
                                    self->output->len - self->sent, &length);

      if (flow == ATENA_SMTP_BLOCKS)
        return;
      if (flow == ATENA_SMTP_BROKEN)
        {
          lose (self, feed, "the connection was lost");
          return;
        }

      self->sent += length;
      if (self->step == STEP_BODY && self->sent < self->output->len)
        expect (self, STEP_BODY, self->timeout, now);
      else if (self->step == STEP_BODY)
        expect (self, STEP_DOT, 2 * self->timeout, now);
    }
}

void
atena_smtp_session_step (AtenaSmtpSession *self, AtenaFeed *feed, gint64 now)
{
  gsize before;

  if (self->state == ATENA_SMTP_CONNECTING || self->state == ATENA_SMTP_CLOSED)
    return;

  if (self->state == ATENA_SMTP_BUSY && self->step == STEP_MARK)
    try_body (self, feed, now);

  /* A reply may bring the next command, and the next command a reply. */
  do
    {
      transmit (self, feed, now);
      before = self->sent;
      receive (self, feed, now);
    }
  while (self->state != ATENA_SMTP_CLOSED && self->sent != before);

  if (self->state != ATENA_SMTP_CLOSED && now >= self->deadline)
    lose (self, feed, "the server did not answer in time");
}

void
atena_smtp_session_hurry (AtenaSmtpSession *self, gint64 deadline)
{
  self->last_deadline = deadline;
  if (self->state == ATENA_SMTP_BUSY)
    self->deadline = MIN (self->deadline, deadline);
}

gboolean
atena_smtp_session_get_poll (AtenaSmtpSession *self, struct curl_waitfd *ret_poll)
{
  curl_socket_t fd = atena_smtp_connection_get_fd (self->connection);

  if (self->state == ATENA_SMTP_CONNECTING || self->state == ATENA_SMTP_CLOSED ||
      fd == CURL_SOCKET_BAD)
    return FALSE;

  ret_poll->fd = fd;
  ret_poll->events = CURL_WAIT_POLLIN;
  if (self->sent < self->output->len)
    ret_poll->events |= CURL_WAIT_POLLOUT;
  return TRUE;
}

AtenaSmtpSessionState
atena_smtp_session_get_state (const AtenaSmtpSession *self)
{
  return self->state;
}

gint64
atena_smtp_session_get_begin (const AtenaSmtpSession *self)
{
  return self->begin;
}

CURL *
atena_smtp_session_get_handle (const AtenaSmtpSession *self)
{
  return atena_smtp_connection_get_handle (self->connection);
}

gint64
atena_smtp_session_get_deadline (const AtenaSmtpSession *self)
{
  return self->deadline;
}

guint
atena_smtp_session_get_refusal (const AtenaSmtpSession *self)
{
  return atena_smtp_connection_get_refusal (self->connection);
}

const char *
atena_smtp_session_get_secret (const AtenaSmtpSession *self)
{
  return self->secret;
}

guint64
atena_smtp_session_get_n_settled (const AtenaSmtpSession *self)
{
  return self->n_settled;
}

const char *
atena_smtp_session_get_loss (const AtenaSmtpSession *self)
{
  return self->loss;
}
