// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>
#include <string.h>

#include "atena-text.h"

typedef struct
{
  const char *text;
  const char *expected;
} Pair;

static void
check_pairs (const Pair *pairs, guint n_pairs, char *(*fold) (const char *) )
{
  for (guint i = 0; i < n_pairs; i++)
    {
      g_autofree char *folded = fold (pairs[i].text);

      g_assert_cmpstr (folded, ==, pairs[i].expected);
    }
}

static void
test_control (void)
{
  static const gunichar controls[] = { 0,    '\t', '\n', '\r', 0x1b,   0x1f,
                                       0x7f, 0x80, 0x85, 0x9f, 0x2028, 0x2029 };
  static const gunichar others[] = { ' ', '~', 0xa0, 0x200b, 0x2027, 0x202a, 0x3000, 0xfeff };

  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    g_assert_true (atena_text_is_control (controls[i]));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (atena_text_is_control (others[i]));
}

static void
test_fold_line (void)
{
  static const Pair pairs[] = {
    { "", "" },
    { "山田　太郎 様", "山田　太郎 様" },
    { "Taro\r\nBcc: evil@example.jp", "Taro Bcc: evil@example.jp" },
    { "a\tb\x1b\x7f\n\nc", "a b c" },
    { "a\xc2\x85"
      "b\u2028\u2029c",
      "a b c" },
    { "a \n b", "a   b" },
    { "\n", " " },
  };

  check_pairs (pairs, G_N_ELEMENTS (pairs), atena_text_fold_line);
}

static void
test_fold_every_control (void)
{
  for (gunichar c = 1; c <= 0x10ffff; c++)
    {
      char text[16] = "a";
      g_autofree char *line = NULL;

      if (!g_unichar_validate (c))
        continue;
      strcpy (text + 1 + g_unichar_to_utf8 (c, text + 1), "b");
      line = atena_text_fold_line (text);
      g_assert_cmpstr (line, ==, atena_text_is_control (c) ? "a b" : text);
    }
}

static void
test_trim_line (void)
{
  static const Pair pairs[] = {
    { "", "" },
    { " 山田\u3000", "山田" },
    { "\n山田\r\n", "山田" },
    { "a\tb ", "a b" },
  };

  check_pairs (pairs, G_N_ELEMENTS (pairs), atena_text_trim_line);
}

static void
test_shorten (void)
{
  static const Pair pairs[] = {
    { "", "" }, { "山田太郎", "山田太郎" }, { "山田太郎様", "山田太郎…" }, { "a\r\nb", "a b" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *shortened = atena_text_shorten (pairs[i].text, 4);

      g_assert_cmpstr (shortened, ==, pairs[i].expected);
    }
}

static void
test_fold_width (void)
{
  static const Pair pairs[] = {
    { "", "" },
    { "！ｆｏｏ＠ｅｘａｍｐｌｅ．ｊｐ～", "!foo@example.jp~" },
    { "ＡＺａｚ０９", "AZaz09" },
    { "山田　太郎", "山田 太郎" },
    { "foo①", "foo①" },
    { "㈱ｱｲｳ。、…ª", "㈱ｱｲｳ。、…ª" },
    { "\uff00\uff5f", "\uff00\uff5f" },
    { "\u00a0\u3001", "\u00a0\u3001" },
  };

  check_pairs (pairs, G_N_ELEMENTS (pairs), atena_text_fold_width);
}

static void
test_blank (void)
{
  static const char *const blank[] = { "", " ", " \t\r\n", "　", "\u00a0\u2003" };
  static const char *const others[] = { "a", " a", "　。", "\u200b", "\ufeff" };

  for (guint i = 0; i < G_N_ELEMENTS (blank); i++)
    g_assert_true (atena_text_is_blank (blank[i]));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (atena_text_is_blank (others[i]));
}

static void
test_field_key (void)
{
  static const Pair pairs[] = {
    { "email", "email" },    { "Ｅ－ＭＡＩＬ", "e-mail" }, { "　会社名 ", "会社名" },
    { "ﾌﾘｶﾞﾅ", "フリガナ" }, { "カ\u3099", "ガ" },         { "STRASSE", "strasse" },
    { "Straße", "strasse" }, { "氏 名", "氏 名" },         { "　", "" },
  };

  check_pairs (pairs, G_N_ELEMENTS (pairs), atena_text_field_key);
}

static void
test_field_key_twice (void)
{
  static const char *const names[] = { "\u0345\u0301", "ǰ\u0331", "㈱İ", "ΐ", "ﬃ①" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *once = atena_text_field_key (names[i]);
      g_autofree char *twice = atena_text_field_key (once);

      g_assert_cmpstr (twice, ==, once);
    }
}

static void
test_nearest (void)
{
  static const char *const names[] = {
    "会社名", "氏名", "", "email", "phone", "Postal Code", NULL
  };
  static const Pair pairs[] = {
    { "会社", "会社名" },
    { "emial", "email" },
    { "Ｅｍａｉｌ", "email" },
    { "emails", "email" },
    { "postalcode", "Postal Code" },
    { "指名", "氏名" },
    { "em", NULL },
    { "住所", NULL },
    { "zip", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpstr (atena_text_nearest (pairs[i].text, names), ==, pairs[i].expected);
}

static void
test_nearest_first (void)
{
  static const char *const names[] = { "tel1", "tel2", "tel", NULL };

  g_assert_cmpstr (atena_text_nearest ("tel3", names), ==, "tel1");
  g_assert_cmpstr (atena_text_nearest ("tell", names), ==, "tel1");
  g_assert_cmpstr (atena_text_nearest ("te", names), ==, "tel");
}

static void
test_nearest_long (void)
{
  g_autofree char *limit = g_strnfill (64, 'a');
  g_autofree char *longer = g_strnfill (65, 'a');
  const char *const names[] = { longer, limit, NULL };
  const char *const longer_names[] = { longer, NULL };

  g_assert_true (atena_text_nearest (limit, names) == limit);
  g_assert_null (atena_text_nearest (longer, names));
  g_assert_null (atena_text_nearest (limit, longer_names));
}

static void
test_trim (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { " 　 ", "" },
    { " 山田　太郎　", "山田　太郎" },
    { "a b", "a b" },
    { "\u00a0a\t", "\u00a0a\t" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *trimmed = atena_text_trim (cases[i][0]);

      g_assert_cmpstr (trimmed, ==, cases[i][1]);
    }
}

static void
test_compose (void)
{
  static const struct
  {
    const char *text;
    const char *composed;
  } cases[] = {
    { "", "" },
    { "か\u3099は\u309ae\u0301", "がぱé" },
    { "a\u0302\u0301", "ấ" },
    { "\u3099か", "\u3099か" },
    { "\u1100\u1161\u11a8", "각" },
    { "\ufa19 髙﨑①ｶﾞ\u212a", "\ufa19 髙﨑①ｶﾞ\u212a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *composed = atena_text_compose (cases[i].text);

      g_assert_cmpstr (composed, ==, cases[i].composed);
    }
}

static void
test_charset (void)
{
  g_assert_cmpstr (atena_text_get_meant_charset ("Shift_JIS"), ==, "CP932");
  g_assert_cmpstr (atena_text_get_meant_charset ("sjis"), ==, "CP932");
  g_assert_cmpstr (atena_text_get_meant_charset ("EUC-JP"), ==, "EUC-JP");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/knows-control-characters-and-line-breaks", test_control);
  g_test_add_func ("/text/puts-everything-on-one-line", test_fold_line);
  g_test_add_func ("/text/folds-control-characters-and-nothing-else", test_fold_every_control);
  g_test_add_func ("/text/leaves-nothing-around-a-line", test_trim_line);
  g_test_add_func ("/text/shortens-what-is-too-long-for-a-message", test_shorten);
  g_test_add_func ("/text/folds-full-width-ascii-and-nothing-else", test_fold_width);
  g_test_add_func ("/text/takes-the-ideographic-space-for-blank", test_blank);
  g_test_add_func ("/text/trims-both-kinds-of-spaces", test_trim);
  g_test_add_func ("/text/compares-field-names-loosely", test_field_key);
  g_test_add_func ("/text/keys-are-their-own-keys", test_field_key_twice);
  g_test_add_func ("/text/finds-the-name-that-was-meant", test_nearest);
  g_test_add_func ("/text/prefers-the-first-of-equals", test_nearest_first);
  g_test_add_func ("/text/passes-over-names-too-long-to-mistype", test_nearest_long);
  g_test_add_func ("/text/composes-letters-and-marks-alone", test_compose);
  g_test_add_func ("/text/takes-shift-jis-for-that-of-windows", test_charset);
  return g_test_run ();
}
