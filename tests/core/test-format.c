// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>

#include "atena-format.h"

typedef struct
{
  const char *value;
  const char *written; /* NULL: not of that kind */
} Written;

static void
check (const char *name, const Written *cases, guint n_cases)
{
  const AtenaFormat *format = atena_format_find (name);

  g_assert_nonnull (format);
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *written = atena_format_apply (format, cases[i].value, FALSE);

      g_test_message ("%s", cases[i].value);
      g_assert_cmpstr (written, ==, cases[i].written);
    }
}

static void
test_dates (void)
{
  static const Written cases[] = {
    { "2026/11/24", "2026-11-24" },
    { "2026/1/5", "2026-01-05" },
    { "2026-11-24", "2026-11-24" },
    { "2026.11.24", "2026-11-24" },
    { "20261124", "2026-11-24" },
    { "2026年11月24日", "2026-11-24" },
    { "2026年 1月 5日", "2026-01-05" },
    { "　２０２６／１１／２４ ", "2026-11-24" },
    { "2024/2/29", "2024-02-29" },
    { "1868/10/23", "1868-10-23" },
    /* Eras. */
    { "令和8年11月24日", "2026-11-24" },
    { "令和元年5月1日", "2019-05-01" },
    { "平成31年4月30日", "2019-04-30" },
    { "昭和64年1月7日", "1989-01-07" },
    { "平成1年1月8日", "1989-01-08" },
    { "昭和元年12月25日", "1926-12-25" },
    { "大正15年12月24日", "1926-12-24" },
    { "大正元年7月30日", "1912-07-30" },
    { "R8.11.24", "2026-11-24" },
    { "r08/11/24", "2026-11-24" },
    { "H31.4.30", "2019-04-30" },
    { "S64-1-7", "1989-01-07" },
    { "T15.1.1", "1926-01-01" },
    { "Ｒ８．１１．２４", "2026-11-24" },
    /* What is behind the date. */
    { "2026/11/24 0:00:00", "2026-11-24" },
    { "2026/11/24 9:30", "2026-11-24" },
    { "2026-11-24T09:30:00.000", "2026-11-24" },
    { "2026年11月24日 18:30", "2026-11-24" },
    { "20261124 18:30", "2026-11-24" },
    { "2026年11月24日(火)", "2026-11-24" },
    { "2026/11/24（火曜日） 9:30", "2026-11-24" },
    { "2026/11/24(火曜)", "2026-11-24" },
  };

  check ("date iso", cases, G_N_ELEMENTS (cases));
}

static void
test_no_dates (void)
{
  static const Written cases[] = {
    { "", NULL },
    { "未定", NULL },
    { "11/24/2026", NULL },
    { "24/11/2026", NULL },
    { "26/11/24", NULL },
    { "11/24", NULL },
    { "2026/11", NULL },
    { "2026/11/", NULL },
    { "2026/11/24/1", NULL },
    { "2026/11-24", NULL },
    { "2026/2/29", NULL },
    { "2026/13/1", NULL },
    { "2026/0/1", NULL },
    { "2026/1/0", NULL },
    { "2026/1/32", NULL },
    { "2026/268/1", NULL },
    { "2026/1/257", NULL },
    { "0000/1/1", NULL },
    { "12026/1/1", NULL },
    { "2026年11月24", NULL },
    { "2026年11月24日ごろ", NULL },
    { "2026112", NULL },
    { "202611241", NULL },
    { "46350", NULL },
    { "Nov 24, 2026", NULL },
    { "2026/11/24(水)", NULL },
    { "2026/11/24(火", NULL },
    { "2026/11/24 24:00", NULL },
    { "2026/11/24 9:60", NULL },
    { "2026/11/24 9:00:60", NULL },
    { "2026/11/24 9", NULL },
    { "2026-11-24T09:30:00Z", NULL },
    /* An era counts from its first day to its last. */
    { "令和元年4月30日", NULL },
    { "平成31年5月1日", NULL },
    { "昭和64年1月8日", NULL },
    { "大正15年12月25日", NULL },
    { "大正元年7月29日", NULL },
    { "令和0年1月1日", NULL },
    { "令和年1月1日", NULL },
    { "明治45年1月1日", NULL },
    { "R108.1.1", NULL },
    { "M45.1.1", NULL },
    { "令和R8年1月1日", NULL },
  };

  check ("date iso", cases, G_N_ELEMENTS (cases));
}

static void
test_styles (void)
{
  static const struct
  {
    const char *format;
    const char *value;
    const char *written;
    const char *japanese;
  } cases[] = {
    { "date", "2026/11/24", "2026-11-24", "2026年11月24日" },
    { "date 年月日", "2026/11/24", "2026年11月24日", "2026年11月24日" },
    { "date 年月日(曜)", "2026/11/24", "2026年11月24日(火)", "2026年11月24日(火)" },
    { "date 年月日(曜)", "2026/11/29", "2026年11月29日(日)", "2026年11月29日(日)" },
    { "date 年月日(曜)", "2026/11/23", "2026年11月23日(月)", "2026年11月23日(月)" },
    { "date 月日", "2026/01/05", "1月5日", "1月5日" },
    { "date 月日(曜)", "2026/01/05", "1月5日(月)", "1月5日(月)" },
    { "date 令和", "2026/11/24", "令和8年11月24日", "令和8年11月24日" },
    { "date 令和", "2019/5/1", "令和元年5月1日", "令和元年5月1日" },
    { "date 令和", "2019/4/30", "平成31年4月30日", "平成31年4月30日" },
    { "date 令和", "1989/1/7", "昭和64年1月7日", "昭和64年1月7日" },
    { "date 令和", "1912/7/30", "大正元年7月30日", "大正元年7月30日" },
    { "date 令和", "1912/7/29", NULL, NULL },
    { "date iso", "2026/1/5", "2026-01-05", "2026-01-05" },
    { "upper", "abc Ｄé", "ABC ＤÉ", "ABC ＤÉ" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const AtenaFormat *format = atena_format_find (cases[i].format);
      g_autofree char *written = atena_format_apply (format, cases[i].value, FALSE);
      g_autofree char *japanese = atena_format_apply (format, cases[i].value, TRUE);

      g_test_message ("%s", cases[i].format);
      g_assert_cmpstr (written, ==, cases[i].written);
      g_assert_cmpstr (japanese, ==, cases[i].japanese);
    }
}

static void
test_numbers (void)
{
  static const Written cases[] = {
    { "0", "0" },
    { "7", "7" },
    { "123", "123" },
    { "1234", "1,234" },
    { "1234567", "1,234,567" },
    { "123456", "123,456" },
    { "1,234,567", "1,234,567" },
    { "-1234", "-1,234" },
    { "−1234", "-1,234" },
    { "　－１，２３４．５０ ", "-1,234.50" },
    { "0.5", "0.5" },
    { "1234.5678", "1,234.5678" },
    { "12345678901234567890123", "12,345,678,901,234,567,890,123" },
    { "", NULL },
    { "-", NULL },
    { "abc", NULL },
    { "1234円", NULL },
    { "¥1234", NULL },
    { "+1", NULL },
    { "007", NULL },
    { "00", NULL },
    { "0,123", NULL },
    { "1,23", NULL },
    { "1,2345", NULL },
    { "1234,567", NULL },
    { "1234,56", NULL },
    { "1,,234", NULL },
    { ",123", NULL },
    { "1,", NULL },
    { "1.", NULL },
    { ".5", NULL },
    { "1.2.3", NULL },
    { "1.234,5", NULL },
    { "1E+05", NULL },
    { "1 234", NULL },
  };

  check ("number", cases, G_N_ELEMENTS (cases));
}

static void
test_names (void)
{
  static const struct
  {
    const char *typed;
    const char *name; /* NULL: no format */
  } cases[] = {
    { "date", "date" },
    { " Ｄａｔｅ ", "date" },
    { "date　令和", "date 令和" },
    { "date令和", "date 令和" },
    { "date 年月日（曜）", "date 年月日(曜)" },
    { "NUMBER", "number" },
    { "dat", NULL },
    { "date 昭和", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const AtenaFormat *format = atena_format_find (cases[i].typed);

      g_assert_cmpstr (format != NULL ? format->name : NULL, ==, cases[i].name);
    }
}

static void
test_list (void)
{
  guint n = 0;
  const AtenaFormat *formats = atena_format_list (&n);

  g_assert_cmpuint (n, ==, 9);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (atena_format_find (formats[i].name) == &formats[i]);
      g_assert_cmpstr (formats[i].label, !=, "");
      g_assert_cmpint (atena_format_is_date (&formats[i]), ==,
                       g_str_has_prefix (formats[i].name, "date"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/reads-dates-as-they-are-typed", test_dates);
  g_test_add_func ("/format/guesses-no-date", test_no_dates);
  g_test_add_func ("/format/writes-dates-as-asked", test_styles);
  g_test_add_func ("/format/groups-digits-and-guesses-no-number", test_numbers);
  g_test_add_func ("/format/is-found-by-name", test_names);
  g_test_add_func ("/format/lists-all-for-a-menu", test_list);
  return g_test_run ();
}
