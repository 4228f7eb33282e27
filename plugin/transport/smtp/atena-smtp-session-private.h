// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <curl/curl.h>

#include "atena-feed.h"
#include "atena-smtp-account.h"

/* One connection to a submission server, over which letters go one after another (RFC 5321 3.3),
 * each in a transaction of its own with one recipient. Never blocks. */
typedef struct _AtenaSmtpSession AtenaSmtpSession;

typedef enum
{
  ATENA_SMTP_CONNECTING,
  ATENA_SMTP_IDLE,
  ATENA_SMTP_BUSY,    /* a letter is under way */
  ATENA_SMTP_LEAVING, /* QUIT has been said */
  ATENA_SMTP_CLOSED,
} AtenaSmtpSessionState;

/* Starts to connect; @account and @multi outlive the session.
 * @secret: (transfer full) (nullable): what the user signs in with. */
AtenaSmtpSession *
atena_smtp_session_new (const AtenaSmtpAccount *account, char *secret, CURLM *multi);

/* Closes the connection at once; no letter is under way. */
void
atena_smtp_session_free (AtenaSmtpSession *self);

AtenaSmtpSessionState
atena_smtp_session_get_state (const AtenaSmtpSession *self);

/* When it started to connect: microseconds, monotonic. */
gint64
atena_smtp_session_get_begin (const AtenaSmtpSession *self);

/* For curl_multi_info_read(). */
CURL *
atena_smtp_session_get_handle (const AtenaSmtpSession *self);

/* What libcurl says when it is done connecting. On failure @error is ATENA_ERROR_ACCOUNT with the
 * server's words, and the session is closed. */
gboolean
atena_smtp_session_finish_connect (AtenaSmtpSession *self, CURLcode result, GError **error);

/* As atena_smtp_connection_get_refusal(). */
guint
atena_smtp_session_get_refusal (const AtenaSmtpSession *self);

/* What the user signs in with, or NULL. */
const char *
atena_smtp_session_get_secret (const AtenaSmtpSession *self);

/* Whether the server can write to whom @claim is for: an address outside ASCII takes SMTPUTF8. */
gboolean
atena_smtp_session_can_send (const AtenaSmtpSession *self, const AtenaClaim *claim);

/* Begins @claim, which can be sent; the session is idle. */
void
atena_smtp_session_send (AtenaSmtpSession *self, AtenaClaim *claim);

/* Says QUIT; the session is idle. */
void
atena_smtp_session_leave (AtenaSmtpSession *self);

/* Does what can be done without waiting, and settles the letter with @feed when its fate is known.
 * A lost connection or an answer that does not come in time closes the session; @now in
 * microseconds, monotonic. */
void
atena_smtp_session_step (AtenaSmtpSession *self, AtenaFeed *feed, gint64 now);

/* No answer is waited for after @deadline. */
void
atena_smtp_session_hurry (AtenaSmtpSession *self, gint64 deadline);

/* What to poll for; FALSE while libcurl does the polling. */
gboolean
atena_smtp_session_get_poll (AtenaSmtpSession *self, struct curl_waitfd *ret_poll);

/* When to step although nothing happened. */
gint64
atena_smtp_session_get_deadline (const AtenaSmtpSession *self);

/* How many letters have had a definite answer. */
guint64
atena_smtp_session_get_n_settled (const AtenaSmtpSession *self);

/* Why the connection was lost, in a person's words; NULL when it ended as it should. */
const char *
atena_smtp_session_get_loss (const AtenaSmtpSession *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaSmtpSession, atena_smtp_session_free)
