// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Turns options into an account and a transport, and remembers them for resuming.

#include "atena-cli-account.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "atena-cli-output.h"
#include "atena-cli-password.h"
#include "atena-error.h"
#include "atena-smtp-transport.h"

void
atena_cli_account_clear (AtenaCliAccount *self)
{
  g_free (self->url);
  g_free (self->user);
  g_free (self->password_file);
  g_free (self->auth);
  g_free (self->ca_file);
  g_free (self->proxy);
  g_free (self->rate);
}

GOptionEntry *
atena_cli_account_make_entries (AtenaCliAccount *self)
{
  const GOptionEntry entries[] = {
    { "smtp", 0, 0, G_OPTION_ARG_FILENAME, &self->url,
      N_ ("mail server: smtp://host:port or smtps://host:port"), N_ ("URL") },
    { "user", 0, 0, G_OPTION_ARG_FILENAME, &self->user, N_ ("user name at the mail server"),
      N_ ("NAME") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &self->password_file,
      N_ ("file with the password, readable by you alone, or - for standard input"), N_ ("FILE") },
    { "auth", 0, 0, G_OPTION_ARG_FILENAME, &self->auth,
      N_ ("how to sign in: plain, login, cram-md5, or xoauth2 or oauthbearer with a token in place "
          "of the password"),
      N_ ("METHOD") },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &self->ca_file,
      N_ ("certificates to trust besides those of the system"), N_ ("FILE") },
    { "proxy", 0, 0, G_OPTION_ARG_FILENAME, &self->proxy,
      N_ ("proxy on the way to the mail server, such as socks5h://host:port or http://host:port"),
      N_ ("URL") },
    { "insecure", 0, 0, G_OPTION_ARG_NONE, &self->insecure,
      N_ ("send without encryption and without signing in"), NULL },
    { "rate", 0, 0, G_OPTION_ARG_FILENAME, &self->rate,
      N_ ("letters a minute, an hour or a day, such as 10/min or 10/min,90/hour,360/day"),
      N_ ("N/min") },
    { "connections", 0, 0, G_OPTION_ARG_INT, &self->connections,
      N_ ("connections at a time, 1 to 32"), N_ ("N") },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &self->timeout,
      N_ ("how long to wait for an answer of the server"), N_ ("SECONDS") },
    G_OPTION_ENTRY_NULL,
  };

  return g_memdup2 (entries, sizeof entries);
}

static void
make_absolute (char **path)
{
  if (*path != NULL && !g_str_equal (*path, ATENA_CLI_STANDARD_INPUT))
    {
      char *absolute = g_canonicalize_filename (*path, NULL);

      g_free (*path);
      *path = absolute;
    }
}

gboolean
atena_cli_account_check (AtenaCliAccount *self, GError **error)
{
  g_autoptr (AtenaSmtpAccount) account = NULL;

  if (self->url == NULL)
    return atena_cli_fail (error, _ ("Please say with --smtp which mail server is to be used"));
  account = atena_smtp_account_new (self->url, error);
  if (account == NULL)
    return FALSE;
  if (self->user != NULL && !g_utf8_validate (self->user, -1, NULL))
    return atena_cli_fail (error, _ ("The user name is not UTF-8"));
  if (self->insecure && account->implicit_tls)
    return atena_cli_fail (error, _ ("--insecure and smtps:// contradict each other"));
  if (self->insecure && self->user != NULL)
    return atena_cli_fail (
      error, _ ("With --insecure nobody can sign in: the password could be read by others"));
  if ((self->user != NULL) != (self->password_file != NULL))
    return atena_cli_fail (error, _ ("--user and --password-file belong together"));
  if (self->auth != NULL && atena_smtp_auth_from_name (self->auth) == 0)
    return atena_cli_fail (
      error, _ ("--auth takes one of plain, login, cram-md5, xoauth2 and oauthbearer"));
  if (self->auth != NULL && self->user == NULL)
    return atena_cli_fail (error, _ ("--auth needs --user and --password-file"));
  if (self->proxy != NULL && strchr (self->proxy, '@') != NULL)
    return atena_cli_fail (
      error, _ ("Please write no user name or password into the address of the proxy"));
  if (!atena_smtp_account_set_proxy (account, self->proxy, error))
    return FALSE;
  if (self->connections < 0 || self->connections > ATENA_SMTP_MAX_CONNECTIONS)
    return atena_cli_fail (error, _ ("--connections takes a number from 1 to 32"));
  if (self->timeout < 0)
    return atena_cli_fail (error, _ ("--timeout takes a number of seconds"));

  make_absolute (&self->password_file);
  make_absolute (&self->ca_file);
  if (self->ca_file != NULL && g_access (self->ca_file, R_OK) != 0)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("The file %s cannot be read: %s"),
                   self->ca_file, g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

static void
add_text (JsonObject *object, const char *key, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, key, value);
}

char *
atena_cli_account_dup_settings (const AtenaCliAccount *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  gboolean standard_input = g_strcmp0 (self->password_file, ATENA_CLI_STANDARD_INPUT) == 0;

  add_text (object, "url", self->url);
  add_text (object, "user", self->user);
  add_text (object, "password-file", standard_input ? NULL : self->password_file);
  add_text (object, "auth", self->auth);
  add_text (object, "ca-file", self->ca_file);
  add_text (object, "proxy", self->proxy);
  add_text (object, "rate", self->rate);
  json_object_set_boolean_member (object, "insecure", self->insecure);
  json_object_set_int_member (object, "connections", self->connections);
  json_object_set_int_member (object, "timeout", self->timeout);
  json_node_take_object (node, object);

  return json_to_string (node, FALSE);
}

static void
take_text (JsonObject *object, const char *key, char **value)
{
  if (*value == NULL)
    *value = g_strdup (json_object_get_string_member_with_default (object, key, NULL));
}

static void
take_number (JsonObject *object, const char *key, int *value)
{
  if (*value == 0)
    *value = (int) json_object_get_int_member_with_default (object, key, 0);
}

void
atena_cli_account_add_settings (AtenaCliAccount *self, const char *settings)
{
  g_autoptr (JsonNode) node = json_from_string (settings, NULL);
  JsonObject *object;
  gboolean signs_in;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  /* --insecure now and a user then, or the reverse, is a change of mind and not a contradiction. */
  object = json_node_get_object (node);
  signs_in = self->user != NULL || self->password_file != NULL;
  if (!self->insecure)
    {
      take_text (object, "user", &self->user);
      take_text (object, "password-file", &self->password_file);
      take_text (object, "auth", &self->auth);
    }
  if (!signs_in)
    self->insecure |= json_object_get_boolean_member_with_default (object, "insecure", FALSE);
  take_text (object, "url", &self->url);
  take_text (object, "ca-file", &self->ca_file);
  take_text (object, "proxy", &self->proxy);
  take_text (object, "rate", &self->rate);
  take_number (object, "connections", &self->connections);
  take_number (object, "timeout", &self->timeout);
}

char *
atena_cli_account_dup_key (const AtenaCliAccount *self)
{
  g_autoptr (AtenaSmtpAccount) account = atena_smtp_account_new (self->url, NULL);

  account->user = g_strdup (self->user);
  return atena_smtp_account_dup_key (account);
}

static gboolean
parse_rate (const char *rate, AtenaPaceLimits *limits)
{
  g_auto (GStrv) parts = g_strsplit (rate, ",", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (parts[i], "/", 2);
      guint64 number;

      if (g_strv_length (sides) != 2 ||
          !g_ascii_string_to_unsigned (sides[0], 10, 1, 1000000, &number, NULL))
        return FALSE;
      if (g_str_equal (sides[1], "min"))
        limits->per_minute = (guint) number;
      else if (g_str_equal (sides[1], "hour"))
        limits->per_hour = (guint) number;
      else if (g_str_equal (sides[1], "day"))
        limits->per_day = (guint) number;
      else
        return FALSE;
    }

  return atena_pace_is_limited (limits);
}

gboolean
atena_cli_account_get_limits (const AtenaCliAccount *self,
                              AtenaPaceLimits *ret_limits,
                              GError **error)
{
  g_autoptr (AtenaSmtpAccount) account = atena_smtp_account_new (self->url, error);
  AtenaPaceLimits limits = { 0 };

  if (account == NULL)
    return FALSE;
  if (self->rate != NULL && !parse_rate (self->rate, &limits))
    {
      g_set_error (
        error, ATENA_ERROR, ATENA_ERROR_INVALID,
        _ ("“%s” is no pace; --rate takes for instance 10/min, 90/hour or 10/min,90/hour,360/day"),
        self->rate);
      return FALSE;
    }
  if (self->rate == NULL && !atena_smtp_account_is_loopback (account))
    limits = atena_pace_careful ();

  *ret_limits = limits;
  return TRUE;
}

/* Standard input and pipes can be read once only. A file is read anew for each connection, since
 * whoever keeps a token fresh may have written another; and once at the start, so that what is
 * wrong with it is told before anything is kept. */
static AtenaSmtpSecrets *
open_secrets (const char *path, GError **error)
{
  char *secret = atena_cli_password_read (path, error);

  if (secret == NULL)
    return NULL;
  if (g_str_equal (path, ATENA_CLI_STANDARD_INPUT) || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return atena_smtp_password_new (secret);

  atena_smtp_secret_free (secret);
  return atena_cli_password_new (path);
}

AtenaTransport *
atena_cli_account_make_transport (const AtenaCliAccount *self, GError **error)
{
  g_autoptr (AtenaSmtpAccount) account = atena_smtp_account_new (self->url, error);

  if (account == NULL)
    return NULL;

  account->user = g_strdup (self->user);
  account->ca_file = g_strdup (self->ca_file);
  account->insecure = self->insecure;
  if (self->auth != NULL)
    account->auth = atena_smtp_auth_from_name (self->auth);
  if (!atena_smtp_account_set_proxy (account, self->proxy, error))
    return NULL;
  if (self->timeout > 0)
    account->timeout = (guint) self->timeout;
  if (self->password_file != NULL)
    {
      account->secrets = open_secrets (self->password_file, error);
      if (account->secrets == NULL)
        return NULL;
    }

  return ATENA_TRANSPORT (
    atena_smtp_transport_new (g_steal_pointer (&account), (guint) MAX (1, self->connections)));
}
