// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Says how to reach a submission server; reaching it is the session's business.

#include "atena-smtp-account.h"

#include <glib/gi18n-lib.h>

#include "atena-error.h"

/* RFC 6409 and RFC 8314. */
#define SUBMISSION_PORT  587
#define SUBMISSIONS_PORT 465

static const struct
{
  AtenaSmtpAuth auth;
  const char *name;
} auth_names[] = {
  { ATENA_SMTP_AUTH_PLAIN, "PLAIN" },
  { ATENA_SMTP_AUTH_LOGIN, "LOGIN" },
  { ATENA_SMTP_AUTH_CRAM_MD5, "CRAM-MD5" },
  { ATENA_SMTP_AUTH_XOAUTH2, "XOAUTH2" },
  { ATENA_SMTP_AUTH_OAUTHBEARER, "OAUTHBEARER" },
};

static gboolean
is_plain_url (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *path = g_uri_get_path (uri);

  return (g_str_equal (scheme, "smtp") || g_str_equal (scheme, "smtps")) &&
         g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         (*path == '\0' || g_str_equal (path, "/")) && g_uri_get_query (uri) == NULL &&
         g_uri_get_fragment (uri) == NULL && g_uri_get_port (uri) != 0;
}

AtenaSmtpAccount *
atena_smtp_account_new (const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NON_DNS, NULL);
  AtenaSmtpAccount *self;

  if (uri != NULL && g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error_literal (
        error, ATENA_ERROR, ATENA_ERROR_INVALID,
        _ ("Please write no user name or password into the address of the server"));
      return NULL;
    }
  if (uri == NULL || !is_plain_url (uri))
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ (
                     "“%s” is no server address; it should look like smtp://mail.example.jp:587 or "
                     "smtps://mail.example.jp:465"),
                   url);
      return NULL;
    }

  self = g_new0 (AtenaSmtpAccount, 1);
  self->host = g_strdup (g_uri_get_host (uri));
  self->implicit_tls = g_str_equal (g_uri_get_scheme (uri), "smtps");
  self->port = self->implicit_tls ? SUBMISSIONS_PORT : SUBMISSION_PORT;
  if (g_uri_get_port (uri) > 0)
    self->port = (guint) g_uri_get_port (uri);
  self->auth = ATENA_SMTP_AUTH_PASSWORD;
  self->timeout = ATENA_SMTP_TIMEOUT;
  return self;
}

void
atena_smtp_account_free (AtenaSmtpAccount *self)
{
  g_clear_object (&self->secrets);
  /* It may hold a password. */
  atena_smtp_secret_free (self->proxy);
  g_free (self->user);
  g_free (self->ca_file);
  g_free (self->host);
  g_free (self);
}

AtenaSmtpAccount *
atena_smtp_account_copy (const AtenaSmtpAccount *self)
{
  AtenaSmtpAccount *copy = g_memdup2 (self, sizeof *self);

  copy->host = g_strdup (self->host);
  copy->user = g_strdup (self->user);
  copy->secrets = self->secrets != NULL ? g_object_ref (self->secrets) : NULL;
  copy->proxy = g_strdup (self->proxy);
  copy->ca_file = g_strdup (self->ca_file);
  return copy;
}

AtenaSmtpAuth
atena_smtp_auth_from_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (auth_names); i++)
    if (g_ascii_strcasecmp (name, auth_names[i].name) == 0)
      return auth_names[i].auth;

  return 0;
}

char *
atena_smtp_auth_dup_names (AtenaSmtpAuth auth, const char *separator)
{
  const char *names[G_N_ELEMENTS (auth_names) + 1] = { NULL };
  gsize n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (auth_names); i++)
    if ((auth & auth_names[i].auth) != 0)
      names[n++] = auth_names[i].name;

  return g_strjoinv (separator, (char **) names);
}

static gboolean
is_proxy_url (const char *url)
{
  static const char *const schemes[] = { "socks4", "socks4a", "socks5", "socks5h", "http", NULL };
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD, NULL);

  return uri != NULL && g_strv_contains (schemes, g_uri_get_scheme (uri)) &&
         g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         g_uri_get_port (uri) > 0 &&
         (*g_uri_get_path (uri) == '\0' || g_str_equal (g_uri_get_path (uri), "/")) &&
         g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL;
}

gboolean
atena_smtp_account_set_proxy (AtenaSmtpAccount *self, const char *url, GError **error)
{
  if (url != NULL && !is_proxy_url (url))
    {
      g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                           _ ("The address of the proxy is not written correctly; it should look "
                              "like socks5h://proxy.example.jp:1080 or "
                              "http://proxy.example.jp:8080"));
      return FALSE;
    }

  atena_smtp_secret_free (self->proxy);
  self->proxy = g_strdup (url);
  return TRUE;
}

char *
atena_smtp_account_dup_key (const AtenaSmtpAccount *self)
{
  g_autofree char *host = g_ascii_strdown (self->host, -1);

  return g_strdup_printf ("%s@%s:%u", self->user != NULL ? self->user : "", host, self->port);
}

char *
atena_smtp_account_dup_url (const AtenaSmtpAccount *self)
{
  return g_uri_join (G_URI_FLAGS_NONE, self->implicit_tls ? "smtps" : "smtp", NULL, self->host,
                     (int) self->port, "", NULL, NULL);
}

gboolean
atena_smtp_account_is_loopback (const AtenaSmtpAccount *self)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (self->host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (self->host, "localhost") == 0;
}
