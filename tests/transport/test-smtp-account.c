// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-smtp-account.h"

#include "atena-error.h"

typedef struct
{
  const char *url;
  const char *host; /* NULL: refused */
  guint port;
  gboolean implicit_tls;
  gboolean loopback;
  const char *back;
} Case;

static const Case cases[] = {
  { "smtp://mail.example.jp", "mail.example.jp", 587, FALSE, FALSE, "smtp://mail.example.jp:587" },
  { "smtps://mail.example.jp", "mail.example.jp", 465, TRUE, FALSE, "smtps://mail.example.jp:465" },
  { "smtp://mail.example.jp:25/", "mail.example.jp", 25, FALSE, FALSE,
    "smtp://mail.example.jp:25" },
  { "smtp://localhost:2525", "localhost", 2525, FALSE, TRUE, "smtp://localhost:2525" },
  { "smtp://LOCALHOST", "LOCALHOST", 587, FALSE, TRUE, "smtp://LOCALHOST:587" },
  { "smtp://127.0.0.1", "127.0.0.1", 587, FALSE, TRUE, "smtp://127.0.0.1:587" },
  { "smtp://127.9.9.9", "127.9.9.9", 587, FALSE, TRUE, "smtp://127.9.9.9:587" },
  { "smtp://[::1]:99", "::1", 99, FALSE, TRUE, "smtp://[::1]:99" },
  { "smtp://[::ffff:192.0.2.1]", "::ffff:192.0.2.1", 587, FALSE, FALSE,
    "smtp://[::ffff:192.0.2.1]:587" },
  { "smtp://localhost.example.jp", "localhost.example.jp", 587, FALSE, FALSE,
    "smtp://localhost.example.jp:587" },
  { "smtp://128.0.0.1", "128.0.0.1", 587, FALSE, FALSE, "smtp://128.0.0.1:587" },
  { "mail.example.jp", NULL, 0, FALSE, FALSE, NULL },
  { "http://mail.example.jp", NULL, 0, FALSE, FALSE, NULL },
  { "smtp://", NULL, 0, FALSE, FALSE, NULL },
  { "smtp://:25", NULL, 0, FALSE, FALSE, NULL },
  { "smtp://mail.example.jp:0", NULL, 0, FALSE, FALSE, NULL },
  { "smtp://mail.example.jp:99999", NULL, 0, FALSE, FALSE, NULL },
  { "smtp://mail.example.jp/path", NULL, 0, FALSE, FALSE, NULL },
  { "smtp://mail.example.jp?x", NULL, 0, FALSE, FALSE, NULL },
  { "smtp://mail.example.jp#x", NULL, 0, FALSE, FALSE, NULL },
  { "smtp://user@mail.example.jp", NULL, 0, FALSE, FALSE, NULL },
  { "smtp://user:secret@mail.example.jp", NULL, 0, FALSE, FALSE, NULL },
};

static void
test_urls (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtenaSmtpAccount) account = atena_smtp_account_new (cases[i].url, &error);
      g_autofree char *back = NULL;

      g_test_message ("%s", cases[i].url);
      if (cases[i].host == NULL)
        {
          g_assert_null (account);
          g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
          continue;
        }

      g_assert_no_error (error);
      g_assert_cmpstr (account->host, ==, cases[i].host);
      g_assert_cmpuint (account->port, ==, cases[i].port);
      g_assert_cmpint (account->implicit_tls, ==, cases[i].implicit_tls);
      g_assert_cmpint (atena_smtp_account_is_loopback (account), ==, cases[i].loopback);
      back = atena_smtp_account_dup_url (account);
      g_assert_cmpstr (back, ==, cases[i].back);
    }
}

/* The message of a refused URL must not carry the password on to a terminal or a log. */
static void
test_no_password_in_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (atena_smtp_account_new ("smtp://user:hunter2@mail.example.jp", &error));
  g_assert_null (g_strstr_len (error->message, -1, "hunter2"));
}

static void
test_copy (void)
{
  g_autoptr (AtenaSmtpAccount) account = atena_smtp_account_new ("smtps://Mail.Example.jp", NULL);
  g_autoptr (AtenaSmtpAccount) copy = NULL;
  g_autofree char *anonymous = atena_smtp_account_dup_key (account);
  g_autofree char *key = NULL;

  account->user = g_strdup ("hanako");
  account->password = g_strdup ("secret");
  account->ca_file = g_strdup ("/ca.pem");
  copy = atena_smtp_account_copy (account);
  key = atena_smtp_account_dup_key (copy);

  g_assert_cmpstr (anonymous, ==, "@mail.example.jp:465");
  g_assert_cmpstr (key, ==, "hanako@mail.example.jp:465");
  g_assert_cmpstr (copy->password, ==, "secret");
  g_assert_cmpstr (copy->ca_file, ==, "/ca.pem");
  g_assert_true (copy->password != account->password);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/smtp-account/reads-urls", test_urls);
  g_test_add_func ("/smtp-account/a-copy-is-the-same-account", test_copy);
  g_test_add_func ("/smtp-account/a-refusal-keeps-the-password-to-itself",
                   test_no_password_in_error);

  return g_test_run ();
}
