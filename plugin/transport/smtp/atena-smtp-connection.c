// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Lets libcurl make one connection to a submission server, encrypted and signed in as the account
// asks, and carries octets over it afterwards; what they say is the session's business.

#include "atena-smtp-connection-private.h"

#include <glib/gi18n-lib.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "atena-error.h"
#include "atena-smtp-reply.h"
#include "atena-text.h"

/* Tells the server nothing of this machine's name (RFC 5321 4.1.1.1). */
#define EHLO_NAME "localhost.localdomain"

#define TCP_TIMEOUT_SECONDS 60

/* RFC 4954 4. */
#define SIGNED_IN  235
#define CHALLENGED 334

struct _AtenaSmtpConnection
{
  const AtenaSmtpAccount *account;
  CURLM *multi;
  CURL *easy;
  char curl_error[CURL_ERROR_SIZE];

  AtenaSmtpParser *dialog;
  char *last_words; /* of the last reply */
  guint last_code;
  guint refusal;
  gboolean offers_starttls;
  gboolean offers_size;
  gboolean offers_utf8;
  gboolean secured;
  gboolean downgraded; /* STARTTLS was offered and then refused */
  gboolean strayed;    /* the host is not on this machine after all */
};

static gboolean
has_line (const char *text, const char *keyword)
{
  gsize length = strlen (keyword);

  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      if (g_ascii_strncasecmp (line, keyword, length) == 0 && !g_ascii_isalnum (line[length]))
        return TRUE;
    }

  return FALSE;
}

/* The last 250 before AUTH answers EHLO (RFC 5321 4.1.1.1); after STARTTLS it is asked again, and
 * only the second answer counts (RFC 3207 4.2). */
static void
note_reply (AtenaSmtpConnection *self, const AtenaSmtpReply *reply)
{
  gboolean answers_starttls = self->offers_starttls && !self->secured && !self->account->insecure;

  if (answers_starttls)
    {
      self->secured = reply->code == 220;
      self->downgraded = !self->secured;
    }
  else if (reply->code == 250)
    {
      self->offers_starttls = has_line (reply->text, "STARTTLS");
      self->offers_size = has_line (reply->text, "SIZE");
      self->offers_utf8 = has_line (reply->text, "SMTPUTF8");
    }

  self->last_code = reply->code;
  g_free (self->last_words);
  self->last_words = atena_smtp_reply_dup_words (reply);
}

/* Sees each line that the server says to libcurl. Returning less than was given ends the
 * connection: a server, or somebody between, that offers STARTTLS and then refuses it gets no
 * password in clear text, on this machine neither, where libcurl itself would go on without TLS. */
static size_t
on_header (char *data, size_t size, size_t n, void *user_data)
{
  AtenaSmtpConnection *self = user_data;
  AtenaSmtpParse parse = ATENA_SMTP_PARSE_REPLY;

  atena_smtp_parser_push (self->dialog, data, size * n);
  while (parse == ATENA_SMTP_PARSE_REPLY)
    {
      g_auto (AtenaSmtpReply) reply = { 0 };

      parse = atena_smtp_parser_next (self->dialog, &reply);
      if (parse == ATENA_SMTP_PARSE_REPLY)
        note_reply (self, &reply);
    }

  return self->downgraded ? 0 : size * n;
}

static gboolean
is_loopback_address (const struct sockaddr *address)
{
  if (address->sa_family == AF_INET)
    {
      struct sockaddr_in in;

      memcpy (&in, address, sizeof in);
      return (ntohl (in.sin_addr.s_addr) >> 24) == IN_LOOPBACKNET;
    }
  if (address->sa_family == AF_INET6)
    {
      struct sockaddr_in6 in6;

      memcpy (&in6, address, sizeof in6);
      return IN6_IS_ADDR_LOOPBACK (&in6.sin6_addr);
    }

  return FALSE;
}

/* The peer's address decides, before anything is said: a name may point to another machine. A host
 * that is not on this one by its name is reached with TLS alone, whatever a proxy makes of it. */
static curl_socket_t
on_open_socket (void *user_data, curlsocktype purpose, struct curl_sockaddr *address)
{
  AtenaSmtpConnection *self = user_data;

  if (atena_smtp_account_is_loopback (self->account) && !is_loopback_address (&address->addr))
    {
      self->strayed = TRUE;
      return CURL_SOCKET_BAD;
    }

  return socket (address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static int
on_close_socket (void *user_data, curl_socket_t fd)
{
  return close (fd);
}

static long
choose_tls (const AtenaSmtpAccount *account)
{
  if (account->insecure)
    return CURLUSESSL_NONE;

  return atena_smtp_account_is_loopback (account) && !account->require_tls ? CURLUSESSL_TRY
                                                                           : CURLUSESSL_ALL;
}

/* libcurl takes the first that it knows of those that the server offers; without this it would take
 * others, too. */
static void
set_up_auth (AtenaSmtpConnection *self, const char *secret)
{
  g_autofree char *names = atena_smtp_auth_dup_names (self->account->auth, ";AUTH=");
  g_autofree char *options = g_strconcat ("AUTH=", names, NULL);
  gboolean is_token = (self->account->auth & ATENA_SMTP_AUTH_TOKEN) != 0;

  if (self->account->user == NULL)
    return;

  curl_easy_setopt (self->easy, CURLOPT_USERNAME, self->account->user);
  curl_easy_setopt (self->easy, is_token ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD, secret);
  curl_easy_setopt (self->easy, CURLOPT_LOGIN_OPTIONS, options);
}

/* Without an account's own there is no proxy: not from the environment either, which cannot take
 * hosts away from the account's proxy. On this machine a proxy would hide the peer's address. */
static void
set_up_proxy (AtenaSmtpConnection *self)
{
  gboolean is_used =
    self->account->proxy != NULL && !atena_smtp_account_is_loopback (self->account);

  curl_easy_setopt (self->easy, CURLOPT_PROXY, is_used ? self->account->proxy : "");
  curl_easy_setopt (self->easy, CURLOPT_NOPROXY, "");
  curl_easy_setopt (self->easy, CURLOPT_HTTPPROXYTUNNEL, 1L);
  /* What an HTTP proxy says is no SMTP. */
  curl_easy_setopt (self->easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

static void
set_up_tls (AtenaSmtpConnection *self)
{
  curl_easy_setopt (self->easy, CURLOPT_USE_SSL, choose_tls (self->account));
  curl_easy_setopt (self->easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (self->easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (self->easy, CURLOPT_SSL_VERIFYHOST, 2L);
  /* Takes the place of the system's file only: the system's folder of certificates stays. */
  if (self->account->ca_file != NULL)
    curl_easy_setopt (self->easy, CURLOPT_CAINFO, self->account->ca_file);
}

static void
set_up_connection (AtenaSmtpConnection *self)
{
  g_autofree char *base = atena_smtp_account_dup_url (self->account);
  g_autofree char *url = g_strconcat (base, "/" EHLO_NAME, NULL);

  curl_easy_setopt (self->easy, CURLOPT_URL, url);
  curl_easy_setopt (self->easy, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt (self->easy, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt (self->easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (self->easy, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt (self->easy, CURLOPT_CONNECTTIMEOUT, (long) TCP_TIMEOUT_SECONDS);
  curl_easy_setopt (self->easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long) self->account->timeout);
  curl_easy_setopt (self->easy, CURLOPT_ERRORBUFFER, self->curl_error);
  curl_easy_setopt (self->easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt (self->easy, CURLOPT_HEADERDATA, self);
  curl_easy_setopt (self->easy, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
  curl_easy_setopt (self->easy, CURLOPT_OPENSOCKETDATA, self);
  curl_easy_setopt (self->easy, CURLOPT_CLOSESOCKETFUNCTION, on_close_socket);
}

AtenaSmtpConnection *
atena_smtp_connection_new (const AtenaSmtpAccount *account, const char *secret, CURLM *multi)
{
  AtenaSmtpConnection *self = g_new0 (AtenaSmtpConnection, 1);

  self->account = account;
  self->multi = multi;
  self->dialog = atena_smtp_parser_new ();
  self->secured = account->implicit_tls;

  self->easy = curl_easy_init ();
  set_up_connection (self);
  set_up_tls (self);
  set_up_proxy (self);
  set_up_auth (self, secret);
  curl_multi_add_handle (multi, self->easy);
  return self;
}

void
atena_smtp_connection_free (AtenaSmtpConnection *self)
{
  curl_multi_remove_handle (self->multi, self->easy);
  curl_easy_cleanup (self->easy);
  atena_smtp_parser_free (self->dialog);
  g_free (self->last_words);
  g_free (self);
}

CURL *
atena_smtp_connection_get_handle (const AtenaSmtpConnection *self)
{
  return self->easy;
}

static const char *
explain_refusal (AtenaSmtpConnection *self)
{
  if (self->refusal / 100 == 2)
    return _ ("The server %s does not offer the way to sign in that this account uses");
  if ((self->account->auth & ATENA_SMTP_AUTH_TOKEN) != 0)
    return _ ("The server %s does not accept the access token of this account");

  return _ ("The server %s does not accept the user name or password");
}

static const char *
explain_failure (AtenaSmtpConnection *self, CURLcode result)
{
  if (self->strayed)
    return _ ("The server %s is not on this computer after all, although its name says so");
  if (self->downgraded)
    return _ ("The server %s offers an encrypted connection and then refuses it");
  if (self->refusal != 0)
    return explain_refusal (self);

  switch (result)
    {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
      return _ ("The certificate of the server %s cannot be trusted");
    case CURLE_SSL_CACERT_BADFILE:
      return _ ("The certificates for the server %s cannot be read");
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CONNECT_ERROR:
      return _ ("No encrypted connection to the server %s is possible");
    case CURLE_COULDNT_RESOLVE_HOST:
      return _ ("The server %s cannot be found");
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
      return _ ("The server %s cannot be reached through the proxy");
    case CURLE_OPERATION_TIMEDOUT:
      return _ ("The server %s does not answer");
    default:
      return _ ("No connection to the server %s is possible");
    }
}

/* What the server said against it, "" when that was not all. With XOAUTH2 it is a last challenge of
 * JSON, which is to be answered before the words come (RFC 7628 3.2.3); libcurl leaves instead. */
static char *
dup_objection (const AtenaSmtpConnection *self)
{
  const char *words = self->last_words != NULL ? self->last_words : "2";
  g_autofree char *text = NULL;
  g_autofree guchar *json = NULL;
  gsize length;

  if (*words == '4' || *words == '5')
    return g_strdup (words);
  if (self->refusal != CHALLENGED)
    return g_strdup ("");

  json = g_base64_decode (words + strlen ("334"), &length);
  text = g_utf8_make_valid ((const char *) json, (gssize) length);
  return g_strstrip (atena_text_fold_line (text));
}

static gboolean
fail (AtenaSmtpConnection *self, CURLcode result, GError **error)
{
  g_autoptr (GString) message = g_string_new (explain_failure (self, result));
  g_autofree char *url = atena_smtp_account_dup_url (self->account);
  g_autofree char *objection = dup_objection (self);
  const char *curl_words =
    *self->curl_error != '\0' ? self->curl_error : curl_easy_strerror (result);

  g_string_replace (message, "%s", url, 1);
  if (!self->strayed)
    g_string_append_printf (message, ": %s", curl_words);
  if (*objection != '\0')
    g_string_append_printf (message, " (%s)", objection);

  g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_ACCOUNT, message->str);
  return FALSE;
}

gboolean
atena_smtp_connection_finish (AtenaSmtpConnection *self, CURLcode result, GError **error)
{
  /* 421 says that the connection closes, and nothing of user or secret. */
  if (result == CURLE_LOGIN_DENIED && self->last_code != 421)
    self->refusal = self->last_code;
  if (result != CURLE_OK)
    return fail (self, result, error);

  /* Where no AUTH is offered, libcurl goes on without. */
  if (self->account->user != NULL && self->last_code != SIGNED_IN)
    {
      g_autofree char *url = atena_smtp_account_dup_url (self->account);

      g_set_error (error, ATENA_ERROR, ATENA_ERROR_ACCOUNT,
                   _ ("The server %s offers no way to sign in, although a user name was given"),
                   url);
      return FALSE;
    }

  return TRUE;
}

guint
atena_smtp_connection_get_refusal (const AtenaSmtpConnection *self)
{
  return self->refusal;
}

gboolean
atena_smtp_connection_offers_size (const AtenaSmtpConnection *self)
{
  return self->offers_size;
}

gboolean
atena_smtp_connection_offers_utf8 (const AtenaSmtpConnection *self)
{
  return self->offers_utf8;
}

curl_socket_t
atena_smtp_connection_get_fd (const AtenaSmtpConnection *self)
{
  curl_socket_t fd = CURL_SOCKET_BAD;

  curl_easy_getinfo (self->easy, CURLINFO_ACTIVESOCKET, &fd);
  return fd;
}

AtenaSmtpFlow
atena_smtp_connection_send (AtenaSmtpConnection *self,
                            const char *data,
                            gsize length,
                            gsize *ret_sent)
{
  CURLcode result = curl_easy_send (self->easy, data, length, ret_sent);

  if (result == CURLE_OK)
    return ATENA_SMTP_FLOWS;
  return result == CURLE_AGAIN ? ATENA_SMTP_BLOCKS : ATENA_SMTP_BROKEN;
}

AtenaSmtpFlow
atena_smtp_connection_receive (AtenaSmtpConnection *self,
                               char *data,
                               gsize size,
                               gsize *ret_received)
{
  CURLcode result = curl_easy_recv (self->easy, data, size, ret_received);

  if (result == CURLE_OK && *ret_received > 0)
    return ATENA_SMTP_FLOWS;
  return result == CURLE_AGAIN ? ATENA_SMTP_BLOCKS : ATENA_SMTP_BROKEN;
}
