// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-person.h"

#include <string.h>

static void
test_names (void)
{
  static const struct
  {
    const char *one;
    const char *other;
    AtenaPerson person;
  } cases[] = {
    { "田中", "田中", ATENA_PERSON_SAME },
    { "田中", "佐藤", ATENA_PERSON_OTHER },
    { "田中 太郎", "田中　太郎様", ATENA_PERSON_SAME },
    { "田中太郎", "田中 太郎 先生", ATENA_PERSON_SAME },
    { "田中", "田中太郎", ATENA_PERSON_SAME },
    { "田中太郎", "田中", ATENA_PERSON_SAME },
    { "田中", "田中 太郎", ATENA_PERSON_SAME },
    { "太郎 田中", "田中 太郎", ATENA_PERSON_SAME },
    { "株式会社甲 田中", "田中", ATENA_PERSON_SAME },
    { "田中", "田中山 太郎", ATENA_PERSON_OTHER },
    { "太郎", "田中太郎", ATENA_PERSON_OTHER },
    { "田中 花子", "佐藤 花子", ATENA_PERSON_OTHER },
    { "田中 太郎", "田中 次郎", ATENA_PERSON_OTHER },
    { "㈱甲", "(株)甲", ATENA_PERSON_SAME },
    { "Taro TANAKA", "tanaka taro", ATENA_PERSON_SAME },
    { "Taro Tanaka", "Taro Sato", ATENA_PERSON_OTHER },
    { "Taro Tanaka", "田中 太郎", ATENA_PERSON_UNKNOWN },
    { "タナカ", "田中", ATENA_PERSON_UNKNOWN },
    { "たなか", "さとう", ATENA_PERSON_OTHER },
    { "", "田中", ATENA_PERSON_UNKNOWN },
    { "田中", "　", ATENA_PERSON_UNKNOWN },
    { "様", "田中", ATENA_PERSON_UNKNOWN },
    { "taro@example.jp", "Taro", ATENA_PERSON_UNKNOWN },
    { "Taro", "sato@example.jp", ATENA_PERSON_UNKNOWN },
    { "123", "456", ATENA_PERSON_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s, %s", cases[i].one, cases[i].other);
      g_assert_cmpint (atena_person_compare_names (cases[i].one, cases[i].other), ==,
                       cases[i].person);
    }
}

static void
test_roman (void)
{
  static const struct
  {
    const char *name;
    const char *roman;
  } cases[] = {
    { "タナカ タロウ", "tanaka taro" },
    { "ﾀﾅｶ　ﾀﾛｳ", "tanaka taro" },
    { "さとう ゆうこ", "sato yuko" },
    { "オオノ ショウヘイ", "ono syohei" },
    { "ハットリ キョーコ", "hatori kyoko" },
    { "ホンマ ジュンイチ", "honma zyuniti" },
    { "ガルシア・ヴァレリー", "garusia vuareri" },
    { "Fujii Jun", "huzi zyun" },
    { "O’Neil", "oneir" },
    { "田中", "" },
    { "タナカ太郎", "" },
    { "タナカ(1)", "" },
    { "", "" },
    { "ャ", "a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *roman = atena_person_romanize (cases[i].name);

      g_assert_cmpstr (roman, ==, cases[i].roman);
    }
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *name;
    const char *address;
    gboolean fits;
  } cases[] = {
    { "タナカ タロウ", "tanaka.taro@example.jp", TRUE },
    { "タナカ タロウ", "taro-tanaka@example.jp", TRUE },
    { "タナカ タロウ", "TANAKA2@example.jp", TRUE },
    { "タナカ タロウ", "taro_1985@example.jp", TRUE },
    { "サトウ タロウ", "t-sato@example.jp", TRUE },
    { "サトウ タロウ", "tsatoh@example.jp", TRUE },
    { "サトウ タロウ", "satout@example.jp", TRUE },
    { "タナカ タロウ", "tanakataro@example.jp", TRUE },
    { "タナカ タロウ", "tarotanaka@example.jp", TRUE },
    { "タナカタロウ", "tanaka@example.jp", TRUE },
    { "タナカタロウ", "taro@example.jp", TRUE },
    { "フジイ ジュン", "fujii@example.jp", TRUE },
    { "フジイ ジュン", "huzii@example.jp", TRUE },
    { "オオタ ケン", "ohta@example.jp", TRUE },
    { "ホンマ シンジ", "shinji.homma@example.jp", TRUE },
    { "マツモト チヅル", "chiduru@example.jp", TRUE },
    { "マッチ ミカ", "matchi@example.jp", TRUE },
    { "タナカ タロウ", "sato@example.jp", FALSE },
    { "タナカ タロウ", "info@tanaka.jp", FALSE },
    { "アベ ケン", "watanabe@example.jp", FALSE },
    { "タナカ タロウ", "xtanaka@example.jp", FALSE },
    { "イイ ジ", "i@example.jp", FALSE },
    { "タナカタロウ", "tan@example.jp", FALSE },
    { "", "a@example.jp", FALSE },
    { "タナカ", "tanaka", FALSE },
    { "タナカ", "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *roman = atena_person_romanize (cases[i].name);

      g_test_message ("%s, %s", cases[i].name, cases[i].address);
      g_assert_true (atena_person_has_address (roman, cases[i].address) == cases[i].fits);
    }
}

static void
test_long (void)
{
  g_autofree char *name = g_strnfill (65, 'a');
  g_autofree char *roman = atena_person_romanize (name);
  g_autofree char *address = g_strconcat (name, ".tanaka@example.jp", NULL);

  g_assert_cmpstr (roman, ==, "");
  g_assert_false (atena_person_has_address ("tanaka", address));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/person/knows-one-name-from-another", test_names);
  g_test_add_func ("/person/writes-kana-in-latin-letters", test_roman);
  g_test_add_func ("/person/finds-names-in-addresses", test_addresses);
  g_test_add_func ("/person/leaves-alone-what-is-too-long-for-a-name", test_long);
  return g_test_run ();
}
