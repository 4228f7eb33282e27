// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>

#include "atena-domain.h"

static void
test_within (void)
{
  static const struct
  {
    const char *domain;
    const char *parent;
    gboolean within;
  } cases[] = {
    { "example.co.jp", "example.co.jp", TRUE },
    { "Mail.Example.co.jp", "eXample.CO.jp", TRUE },
    { "a.b.example.co.jp", "example.co.jp", TRUE },
    { "myexample.co.jp", "example.co.jp", FALSE },
    { "example.co.jp", "mail.example.co.jp", FALSE },
    { "example.co.jp", "example.com", FALSE },
    { "example.co.jp", "", FALSE },
    { "", "example.co.jp", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (atena_domain_is_within (cases[i].domain, cases[i].parent), ==,
                     cases[i].within);
}

static void
test_free_mail (void)
{
  static const char *const domains[] = {
    "gmail.com",        "Gmail.COM",       "docomo.ne.jp",  "ezweb.ne.jp",      "i.softbank.jp",
    "d.vodafone.ne.jp", "yahoo.co.jp",     "yahoo.co.uk",   "yahoo.com.tw",     "yahoo.fr",
    "aaa.ocn.ne.jp",    "xx.so-net.ne.jp", "a.plala.or.jp", "kk.biglobe.ne.jp", "proton.me",
    "gmx.de",           "gmx.net",         "yandex.com",    "hotmail.co.jp",    "outlook.com.br",
    "icloud.com",       "nifty.com",       "a.home.ne.jp",
  };
  static const char *const others[] = {
    "example.co.jp",
    "softbank.jp",
    "ne.jp",
    "mygmail.com",
    "gmail.co",
    "gmx.example.com",
    "yahoo.co.example",
    "live.example",
    "yahoo",
    "yahoo.12",
    "yahoo-com",
    "corp.yahoo-inc.com",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      g_test_message ("%s", domains[i]);
      g_assert_true (atena_domain_is_free_mail (domains[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_test_message ("%s", others[i]);
      g_assert_false (atena_domain_is_free_mail (others[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/lies-within-its-parents", test_within);
  g_test_add_func ("/domain/is-known-to-be-shared-by-strangers", test_free_mail);
  return g_test_run ();
}
