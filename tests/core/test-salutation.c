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

static void
test_doubled (void)
{
  static const struct
  {
    const char *text;
    const char *doubled;
  } cases[] = {
    { "山田様様", "様様" },
    { "高砂商店\n佐藤先生様\n", "先生様" },
    { "保護者各位様", "各位様" },
    { "高砂商店御中様", "御中様" },
    { "山田さん様", "さん様" },
    { "お客様様", "様様" },
    { "皆様各位", "様各位" },
    { "山田部長様", "部長様" },
    { "山田社長　さま", "社長さま" },
    { "山田様 　様", "様様" },
    { "山田様\n様々な様子、佐藤様様です", "様様" },
    { "", NULL },
    { "様", NULL },
    { "山田様\n佐藤様", NULL },
    { "課長 佐藤様、お客様各位、部長各位", NULL },
    { "皆様様々な", NULL },
    { "先生様子を見て、先生様式で、先生様相、先生様態", NULL },
    { "高砂商店 御中\n様", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *doubled = atena_salutation_find_doubled (cases[i].text);

      g_assert_cmpstr (doubled, ==, cases[i].doubled);
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
  g_test_add_func ("/salutation/sees-two-honorifics-for-one-name", test_doubled);
  return g_test_run ();
}
