// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Says how to reach a submission server; reaching it is the session's business.

#include "atena-smtp-account.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "atena-error.h"

/* RFC 6409 and RFC 8314. */
#define SUBMISSION_PORT  587
#define SUBMISSIONS_PORT 465

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
  self->timeout = ATENA_SMTP_TIMEOUT;
  return self;
}

void
atena_smtp_account_free (AtenaSmtpAccount *self)
{
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
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
  copy->password = g_strdup (self->password);
  copy->ca_file = g_strdup (self->ca_file);
  return copy;
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
