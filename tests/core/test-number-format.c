// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-number-format-private.h"

typedef struct
{
  const char *code;
  double value;
  const char *expected;
} Case;

static void
assert_shown (const Case *cases, guint n, gboolean from_1904)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      atena_number_format_append (text, cases[i].code, cases[i].value, from_1904);
      g_assert_cmpstr (text->str, ==, cases[i].expected);
    }
}

static void
test_general (void)
{
  static const Case cases[] = {
    { NULL, 0, "0" },
    { NULL, 7, "7" },
    { NULL, -1.5, "-1.5" },
    { NULL, 0.1 + 0.2, "0.3" },
    { NULL, 123456789012345, "123456789012345" },
    { NULL, 1e20, "100000000000000000000" },
    { NULL, 1.5e21, "1.5E+21" },
    { NULL, 0.00001, "0.00001" },
    { NULL, 1e-10, "1E-10" },
    { "General", 12, "12" },
    { "@", 12, "12" },
    { "# ?/?", 0.5, "0.5" },
    { "0.00E+00", 1200, "1200" },
  };

  assert_shown (cases, G_N_ELEMENTS (cases), FALSE);
}

static void
test_numbers (void)
{
  static const Case cases[] = {
    { "0", 2.5001, "3" },
    { "00000", 7, "00007" },
    { "00000", -7, "-00007" },
    { "000-0000", 1234567, "123-4567" },
    { "000-0000", 600001, "060-0001" },
    { "#,##0", 1234567, "1,234,567" },
    { "#,##0", 0, "0" },
    { "#,##0.00", 1234.5, "1,234.50" },
    { "#,##0;[Red]-#,##0", -1234, "-1,234" },
    { "0;\"△\"0", -3, "△3" },
    { "0;-0;\"なし\"", 0, "0" },
    { "0.##", 1.5, "1.5" },
    { "0%", 0.25, "25%" },
    { "0.0%", 0.255, "25.5%" },
    { "\"¥\"#,##0", 1200, "¥1,200" },
    { "0\"円\"", 1200, "1200円" },
    { "\\No0", 5, "No5" },
    { "[<=999]000;[<=9999]000-00;000-0000", 123, "123" },
    { "[<=999]000;[<=9999]000-00;000-0000", 1234567, "123-4567" },
    { "#", 0, "" },
  };

  assert_shown (cases, G_N_ELEMENTS (cases), FALSE);
}

static void
test_days (void)
{
  static const Case cases[] = {
    { "yyyy/m/d", 46350, "2026/11/24" },
    { "[$-411]ggge\"年\"m\"月\"d\"日\"", 46350, "2026/11/24" },
    { "yyyy/m/d", 46350.75, "2026/11/24" },
    { "yyyy/m/d h:mm", 46350.75, "2026/11/24 18:00" },
    { "h:mm", 0.5, "12:00" },
    { "[h]:mm", 1.5, "36:00" },
    { "yyyy/m/d", 1, "1900/01/01" },
    { "yyyy/m/d", 59, "1900/02/28" },
    { "yyyy/m/d", 60, "1900/02/29" },
    { "yyyy/m/d", 61, "1900/03/01" },
    { "yyyy/m/d", 2958465, "9999/12/31" },
    { "yyyy/m/d", 2958466, "2958466" },
    { "yyyy/m/d", -1, "-1" },
  };
  static const Case from_1904[] = {
    { "yyyy/m/d", 0, "1904/01/01" },
    { "yyyy/m/d", 44888, "2026/11/24" },
    { "yyyy/m/d", 2957004, "2957004" },
  };

  assert_shown (cases, G_N_ELEMENTS (cases), FALSE);
  assert_shown (from_1904, G_N_ELEMENTS (from_1904), TRUE);
}

static void
test_builtin (void)
{
  static const guint days[] = { 14, 17, 22, 27, 31, 34, 36, 50, 58 };
  static const guint none[] = { 0, 11, 12, 48, 49, 59, 163 };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      atena_number_format_append (text, atena_number_format_get_builtin (days[i]), 46350, FALSE);
      g_assert_true (g_str_has_prefix (text->str, "2026/11/24"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_null (atena_number_format_get_builtin (none[i]));
  g_assert_cmpstr (atena_number_format_get_builtin (9), ==, "0%");
  g_assert_cmpstr (atena_number_format_get_builtin (20), ==, "h:mm");
  g_assert_cmpstr (atena_number_format_get_builtin (45), ==, "h:mm:ss");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/number-format/shows-no-needless-exponent", test_general);
  g_test_add_func ("/number-format/shows-numbers-as-excel", test_numbers);
  g_test_add_func ("/number-format/shows-days-as-in-japan", test_days);
  g_test_add_func ("/number-format/knows-formats-by-number", test_builtin);
  return g_test_run ();
}
