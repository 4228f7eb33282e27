// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <curl/curl.h>

#include "atena-smtp-account.h"

/* One connection made by libcurl with CURLOPT_CONNECT_ONLY: name, TCP, TLS or STARTTLS, EHLO and
 * AUTH. After that it only carries octets, without ever blocking. */
typedef struct _AtenaSmtpConnection AtenaSmtpConnection;

typedef enum
{
  ATENA_SMTP_FLOWS,
  ATENA_SMTP_BLOCKS, /* try again when the socket is ready */
  ATENA_SMTP_BROKEN, /* closed by the server, or lost */
} AtenaSmtpFlow;

/* Starts to connect, driven by curl_multi_perform(); @account and @multi outlive the connection.
 * @secret: (nullable): what the user signs in with. */
AtenaSmtpConnection *
atena_smtp_connection_new (const AtenaSmtpAccount *account, const char *secret, CURLM *multi);

/* Closes it at once. */
void
atena_smtp_connection_free (AtenaSmtpConnection *self);

/* For curl_multi_info_read(). */
CURL *
atena_smtp_connection_get_handle (const AtenaSmtpConnection *self);

/* What libcurl's @result means. FALSE with ATENA_ERROR_ACCOUNT and the server's words when nothing
 * can be sent over it. */
gboolean
atena_smtp_connection_finish (AtenaSmtpConnection *self, CURLcode result, GError **error);

/* The code with which the server refused user or secret: 4yz or 5yz, or 334 with the reason why a
 * token is wrong. 250 when it offers no way to sign in that the account allows, 0 when it is
 * neither. */
guint
atena_smtp_connection_get_refusal (const AtenaSmtpConnection *self);

/* Whether EHLO offered SIZE (RFC 1870). */
gboolean
atena_smtp_connection_offers_size (const AtenaSmtpConnection *self);

/* Whether EHLO offered SMTPUTF8 (RFC 6531). */
gboolean
atena_smtp_connection_offers_utf8 (const AtenaSmtpConnection *self);

curl_socket_t
atena_smtp_connection_get_fd (const AtenaSmtpConnection *self);

/* After ATENA_SMTP_BLOCKS the same @data must be offered again. */
AtenaSmtpFlow
atena_smtp_connection_send (AtenaSmtpConnection *self,
                            const char *data,
                            gsize length,
                            gsize *ret_sent);

/* Until it blocks: what TLS has already decrypted, poll() does not see. */
AtenaSmtpFlow
atena_smtp_connection_receive (AtenaSmtpConnection *self,
                               char *data,
                               gsize size,
                               gsize *ret_received);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaSmtpConnection, atena_smtp_connection_free)
