// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>

#include "atena-salutation.h"

typedef struct
{
  AtenaSalutation parts;
  const char *expected;
} Case;

static void
assert_block (const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *block = atena_salutation_dup_block (&cases[i].parts);

      g_assert_cmpstr (block, ==, cases[i].expected);
    }
}

static void
test_person (void)
{
  static const Case cases[] = {
    { { .name = "山田 太郎" }, "山田 太郎様" },
    { { .name = "山田　太郎", .honorific = " " }, "山田　太郎様" },
    { { .name = " 山田\n太郎　" }, "山田 太郎様" },
    { { .name = "佐藤", .honorific = "先生" }, "佐藤先生" },
    { { .name = "Smith", .honorific = "Dr" }, "Dr Smith" },
    { { .name = "㈱山田", .honorific = "御中" }, "㈱山田 御中" },
    { { .name = "3年1組保護者", .honorific = "各位" }, "3年1組保護者 各位" },
  };

  assert_block (cases, G_N_ELEMENTS (cases));
}

static void
test_once (void)
{
  static const char *const names[] = { "山田様",   "山田さま",   "㈱山田 御中", "佐藤先生",
                                       "山田殿",   "保護者各位", "山田さん",    "山田社長",
                                       "山田会長", "山田専務",   "山田常務",    "山田部長",
                                       "山田課長", "山田係長",   "山田教授",    "山田院長",
                                       "山田校長", "山田園長" };
  static const char *const honorifics[] = { NULL, "様", "先生", "御中" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < G_N_ELEMENTS (honorifics); j++)
      {
        AtenaSalutation parts = { .name = names[i], .honorific = honorifics[j] };
        g_autofree char *block = atena_salutation_dup_block (&parts);

        g_assert_cmpstr (block, ==, names[i]);
      }
}

static void
test_block (void)
{
  static const Case cases[] = {
    { { "株式会社高砂", "営業部", "部長", "山田 太郎", NULL },
      "株式会社高砂\n営業部\n部長 山田 太郎様" },
    { { "株式会社高砂", "", NULL, "山田", "殿" }, "株式会社高砂\n山田殿" },
    { { " ", "営業部", NULL, "山田", NULL }, "営業部\n山田様" },
    { { NULL, NULL, "課長", "佐藤課長", NULL }, "佐藤課長" },
    { { "株式会社高砂　御中", NULL, NULL, "山田", NULL }, "株式会社高砂\n山田様" },
  };

  assert_block (cases, G_N_ELEMENTS (cases));
}

static void
test_organisation (void)
{
  static const Case cases[] = {
    { { .company = "株式会社高砂" }, "株式会社高砂 御中" },
    { { .company = "株式会社高砂", .honorific = "様" }, "株式会社高砂 御中" },
    { { .company = "株式会社高砂", .title = "部長" }, "株式会社高砂 御中" },
    { { .company = "株式会社高砂御中" }, "株式会社高砂 御中" },
    { { .company = "高砂会", .honorific = "各位" }, "高砂会 各位" },
    { { .company = "株式会社高砂", .unit = "営業部" }, "株式会社高砂\n営業部\nご担当者様" },
    { { .unit = "営業部", .honorific = "様" }, "営業部\nご担当者様" },
    { { .company = "株式会社高砂", .unit = "営業部", .honorific = "御中" },
      "株式会社高砂\n営業部 御中" },
  };

  assert_block (cases, G_N_ELEMENTS (cases));
}

static void
test_nobody (void)
{
  static const Case cases[] = {
    { { NULL }, "" },
    { { "", "　", "部長", "\u00a0", "様" }, "" },
    { { .name = "a@b.jp" }, "" },
    { { .company = "高砂", .name = "a@b.jp" }, "高砂 御中" },
  };

  assert_block (cases, G_N_ELEMENTS (cases));
}

static void
test_plain (void)
{
  static const Case cases[] = {
    { { .name = " Jane\nSmith" }, "Jane Smith" },
    { { .name = "Jane Smith", .honorific = "Ms" }, "Ms Jane Smith" },
    { { .company = "Acme", .name = "山田 太郎", .honorific = "様" }, "山田 太郎" },
    { { .company = "Acme" }, "Acme" },
    { { .company = "Acme", .name = "a@b.jp", .honorific = "Ms" }, "Acme" },
    { { .honorific = "Ms" }, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = atena_salutation_dup_plain (&cases[i].parts);

      g_assert_cmpstr (plain, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/salutation/honours-a-person", test_person);
  g_test_add_func ("/salutation/honours-nobody-twice", test_once);
  g_test_add_func ("/salutation/puts-company-and-name-on-lines", test_block);
  g_test_add_func ("/salutation/addresses-an-organisation", test_organisation);
  g_test_add_func ("/salutation/is-empty-for-nobody", test_nobody);
  g_test_add_func ("/salutation/guesses-nothing-in-other-languages", test_plain);
  return g_test_run ();
}
