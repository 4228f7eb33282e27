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
test_auth_names (void)
{
  g_autofree char *password = atena_smtp_auth_dup_names (ATENA_SMTP_AUTH_PASSWORD, ";AUTH=");
  g_autofree char *all = atena_smtp_auth_dup_names (
    ATENA_SMTP_AUTH_PASSWORD | ATENA_SMTP_AUTH_CRAM_MD5 | ATENA_SMTP_AUTH_TOKEN, " ");
  g_auto (GStrv) names = g_strsplit (all, " ", -1);
  AtenaSmtpAuth seen = 0;

  g_assert_cmpstr (password, ==, "PLAIN;AUTH=LOGIN");
  g_assert_cmpstr (all, ==, "PLAIN LOGIN CRAM-MD5 XOAUTH2 OAUTHBEARER");
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *lower = g_ascii_strdown (names[i], -1);
      AtenaSmtpAuth auth = atena_smtp_auth_from_name (names[i]);

      g_assert_cmpint (auth, !=, 0);
      g_assert_cmpint (auth, ==, atena_smtp_auth_from_name (lower));
      g_assert_cmpint (seen & auth, ==, 0);
      seen |= auth;
    }
  g_assert_cmpint (atena_smtp_auth_from_name (""), ==, 0);
  g_assert_cmpint (atena_smtp_auth_from_name ("NTLM"), ==, 0);
  g_assert_cmpint (atena_smtp_auth_from_name ("POPB4SMTP"), ==, 0);
  g_assert_cmpint (atena_smtp_auth_from_name ("PLAIN LOGIN"), ==, 0);
}

/* Nobody who was not told gets a token, and nobody sends one who has a password. */
static void
test_auth_default (void)
{
  g_autoptr (AtenaSmtpAccount) account = atena_smtp_account_new ("smtp://mail.example.jp", NULL);

  g_assert_cmpint (account->auth, ==, ATENA_SMTP_AUTH_PASSWORD);
  g_assert_cmpint (ATENA_SMTP_AUTH_PASSWORD & ATENA_SMTP_AUTH_TOKEN, ==, 0);
}

static const struct
{
  const char *url;
  gboolean ok;
} proxy_cases[] = {
  { "socks4://192.0.2.1:1080", TRUE },
  { "socks4a://proxy.example.jp:1080", TRUE },
  { "socks5://proxy.example.jp:1080", TRUE },
  { "socks5h://proxy.example.jp:1080", TRUE },
  { "socks5h://[::1]:1080", TRUE },
  { "http://proxy.example.jp:8080", TRUE },
  { "http://proxy.example.jp:8080/", TRUE },
  { "http://taro:s%40cret@proxy.example.jp:8080", TRUE },
  { "socks://proxy.example.jp:1080", FALSE },
  { "https://proxy.example.jp:8080", FALSE },
  { "direct://", FALSE },
  { "smtp://proxy.example.jp:25", FALSE },
  { "proxy.example.jp:1080", FALSE },
  { "socks5h://proxy.example.jp", FALSE },
  { "socks5h://proxy.example.jp:0", FALSE },
  { "socks5h://:1080", FALSE },
  { "http://proxy.example.jp:8080/path", FALSE },
  { "http://proxy.example.jp:8080?x", FALSE },
  { "http://proxy.example.jp:8080#x", FALSE },
  { "", FALSE },
};

static void
test_proxies (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (proxy_cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtenaSmtpAccount) account =
        atena_smtp_account_new ("smtp://mail.example.jp", NULL);

      g_test_message ("%s", proxy_cases[i].url);
      g_assert_cmpint (atena_smtp_account_set_proxy (account, proxy_cases[i].url, &error), ==,
                       proxy_cases[i].ok);
      g_assert_cmpstr (account->proxy, ==, proxy_cases[i].ok ? proxy_cases[i].url : NULL);
      if (!proxy_cases[i].ok)
        g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
    }
}

static void
test_password_in_proxy (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaSmtpAccount) account = atena_smtp_account_new ("smtp://mail.example.jp", NULL);

  g_assert_true (atena_smtp_account_set_proxy (account, "http://192.0.2.1:8080", NULL));
  g_assert_false (atena_smtp_account_set_proxy (account, "ftp://taro:hunter2@x:1", &error));
  g_assert_null (g_strstr_len (error->message, -1, "hunter2"));
  g_assert_cmpstr (account->proxy, ==, "http://192.0.2.1:8080");
  g_assert_true (atena_smtp_account_set_proxy (account, NULL, NULL));
  g_assert_null (account->proxy);
}

/* The same again: that is how the transport sees that there is no other. */
static void
test_password (void)
{
  g_autoptr (AtenaSmtpSecrets) secrets = atena_smtp_password_new (g_strdup ("secret"));
  char *first = atena_smtp_secrets_get_secret (secrets, FALSE, NULL, NULL);
  char *second = atena_smtp_secrets_get_secret (secrets, TRUE, NULL, NULL);

  g_assert_cmpstr (first, ==, "secret");
  g_assert_cmpstr (second, ==, "secret");
  g_assert_true (first != second);
  atena_smtp_secret_free (first);
  atena_smtp_secret_free (second);
  atena_smtp_secret_free (NULL);
}

static void
test_copy (void)
{
  g_autoptr (AtenaSmtpAccount) account = atena_smtp_account_new ("smtps://Mail.Example.jp", NULL);
  g_autoptr (AtenaSmtpAccount) copy = NULL;
  g_autofree char *anonymous = atena_smtp_account_dup_key (account);
  g_autofree char *key = NULL;

  account->user = g_strdup ("hanako");
  account->secrets = atena_smtp_password_new (g_strdup ("secret"));
  account->auth = ATENA_SMTP_AUTH_CRAM_MD5;
  g_assert_true (atena_smtp_account_set_proxy (account, "socks5h://127.0.0.1:1080", NULL));
  account->ca_file = g_strdup ("/ca.pem");
  copy = atena_smtp_account_copy (account);
  key = atena_smtp_account_dup_key (copy);

  g_assert_cmpstr (anonymous, ==, "@mail.example.jp:465");
  g_assert_cmpstr (key, ==, "hanako@mail.example.jp:465");
  g_assert_true (copy->secrets == account->secrets);
  g_assert_cmpint (copy->auth, ==, ATENA_SMTP_AUTH_CRAM_MD5);
  g_assert_cmpstr (copy->proxy, ==, "socks5h://127.0.0.1:1080");
  g_assert_true (copy->proxy != account->proxy);
  g_assert_cmpstr (copy->ca_file, ==, "/ca.pem");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/smtp-account/reads-urls", test_urls);
  g_test_add_func ("/smtp-account/a-copy-is-the-same-account", test_copy);
  g_test_add_func ("/smtp-account/a-refusal-keeps-the-password-to-itself",
                   test_no_password_in_error);

  g_test_add_func ("/smtp-account/knows-ways-to-sign-in-by-name", test_auth_names);
  g_test_add_func ("/smtp-account/gives-the-password-unless-told-otherwise", test_auth_default);
  g_test_add_func ("/smtp-account/takes-proxies-that-can-be-spoken-to", test_proxies);
  g_test_add_func ("/smtp-account/a-refused-proxy-keeps-its-password-to-itself",
                   test_password_in_proxy);
  g_test_add_func ("/smtp-secrets/a-password-stays-the-same", test_password);

  return g_test_run ();
}
