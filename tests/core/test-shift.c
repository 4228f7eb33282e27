// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-shift.h"

#include <string.h>

static const char *const family[] = { "田中", "佐藤", "鈴木", "高橋", "伊藤",
                                      "渡辺", "山本", "中村", "小林", "加藤" };

/* Names of @pattern: "." is the same name as before, "x" another one, "?" none. */
static AtenaShiftFinding *
find_names (const char *pattern)
{
  g_autoptr (AtenaShift) shift = atena_shift_new (ATENA_SHIFT_EARLIER);

  for (guint i = 0; pattern[i] != '\0'; i++)
    {
      g_autofree char *address = g_strdup_printf ("p%u@example.jp", i);
      const char *before = family[i % 10];
      const char *now = pattern[i] == '.' ? before : pattern[i] == 'x' ? family[(i + 1) % 10] : "";

      atena_shift_add (shift, i + 2, address, before, now);
    }
  return atena_shift_finish (shift);
}

static void
test_names (void)
{
  static const struct
  {
    const char *pattern;
    guint count;
    guint first;
    gboolean holds;
  } cases[] = {
    { "", 0, 0, FALSE },
    { "..........", 0, 0, FALSE },
    { "x", 1, 2, FALSE },
    { "xx", 2, 2, FALSE },
    { "??x?", 1, 4, FALSE },
    /* Three of fifteen are a fifth, three of sixteen are not. */
    { ".x..x.....x....", 3, 3, TRUE },
    { ".x..x.....x.....", 3, 3, FALSE },
    /* Three in a row, whatever cannot be compared between them. */
    { "..........................xxx..", 3, 28, TRUE },
    { "..........................x?x?x", 3, 28, TRUE },
    { "..........................xx.x.", 3, 28, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaShiftFinding) finding = find_names (cases[i].pattern);

      g_test_message ("%s", cases[i].pattern);
      g_assert_true ((finding == NULL) == (cases[i].count == 0));
      if (finding == NULL)
        continue;
      g_assert_cmpuint (finding->count, ==, cases[i].count);
      g_assert_cmpuint (finding->first, ==, cases[i].first);
      g_assert_true (finding->holds == cases[i].holds);
      g_assert_false (finding->accepted);
    }
}

static void
test_examples (void)
{
  g_autoptr (AtenaShiftFinding) finding = find_names (".xxxxxxx");
  AtenaShiftExample *example;
  g_autofree char *sentence = atena_shift_finding_describe (finding);

  g_assert_cmpuint (finding->compared, ==, 8);
  g_assert_cmpuint (finding->examples->len, ==, 5);
  example = finding->examples->pdata[0];
  g_assert_cmpuint (example->number, ==, 3);
  g_assert_cmpstr (example->address, ==, "p1@example.jp");
  g_assert_cmpstr (example->before, ==, "佐藤");
  g_assert_cmpstr (example->now, ==, "鈴木");
  g_assert_cmpstr (sentence, ==,
                   "Last time it was “佐藤”, now it is “鈴木” (7 rows, the first is row 3)");
}

static void
test_identity (void)
{
  static const char *const patterns[] = { "..xxx", ".xxx.", "..xxxx" };
  g_autoptr (AtenaShiftFinding) finding = find_names (patterns[0]);
  g_autoptr (AtenaShiftFinding) again = find_names ("..xxx..");

  g_assert_cmpuint (strlen (finding->id), ==, 32);
  g_assert_cmpstr (finding->id, ==, again->id);
  for (guint i = 1; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (AtenaShiftFinding) other = find_names (patterns[i]);

      g_assert_cmpstr (finding->id, !=, other->id);
    }
}

static const char *const readings[] = { "タナカ タロウ",   "サトウ ハナコ", "スズキ ジロウ",
                                        "タカハシ ケン",   "イトウ ミカ",   "ワタナベ ショウ",
                                        "ヤマモト リョウ", "ナカムラ アヤ", "コバヤシ ユウ",
                                        "カトウ マリ" };
static const char *const locals[] = { "tanaka.taro", "hanako-sato", "suzuki2",  "k-takahashi",
                                      "mika",        "watanabe",    "yamamoto", "nakamura",
                                      "y.kobayashi", "katoh" };

/* A list of @n rows in which addresses moved by @move rows from row @from on. Every @strange-th
 * address says nothing. */
static AtenaShiftFinding *
find_readings (guint n, guint from, int move, guint strange)
{
  g_autoptr (AtenaShift) shift = atena_shift_new (ATENA_SHIFT_READING);

  for (guint i = 0; i < n; i++)
    {
      guint person = (guint) ((int) i + 10 + (i + 2 >= from ? move : 0)) % 10;
      g_autofree char *address =
        g_strdup_printf ("%s@example.jp", (i + 1) % strange == 0 ? "info" : locals[person]);

      atena_shift_add (shift, i + 2, address, readings[i % 10], NULL);
    }
  return atena_shift_finish (shift);
}

static void
test_readings (void)
{
  static const struct
  {
    guint n;
    guint from;
    int move;
    guint strange;
    guint count;
    guint first;
  } cases[] = {
    { 40, 2, 0, 100, 0, 0 },
    { 40, 12, -1, 100, 30, 12 },
    /* The last has no row below. */
    { 40, 12, 1, 100, 29, 12 },
    { 200, 150, -1, 3, 35, 150 },
    /* Two rows away is not looked for, nor are four rows enough. */
    { 40, 12, 2, 100, 0, 0 },
    { 40, 38, -1, 100, 0, 0 },
    { 40, 37, -1, 100, 5, 37 },
    { 0, 2, 0, 100, 0, 0 },
    { 1, 2, 0, 100, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaShiftFinding) finding =
        find_readings (cases[i].n, cases[i].from, cases[i].move, cases[i].strange);

      g_test_message ("case %u", i);
      g_assert_true ((finding == NULL) == (cases[i].count == 0));
      if (finding == NULL)
        continue;
      g_assert_cmpuint (finding->count, ==, cases[i].count);
      g_assert_cmpuint (finding->first, ==, cases[i].first);
      g_assert_true (finding->holds);
    }
}

static void
test_reading_example (void)
{
  g_autoptr (AtenaShiftFinding) finding = find_readings (20, 7, -1, 100);
  AtenaShiftExample *example = finding->examples->pdata[0];
  g_autofree char *sentence = atena_shift_finding_describe (finding);

  g_assert_cmpuint (example->number, ==, 7);
  g_assert_cmpstr (example->address, ==, "mika@example.jp");
  g_assert_cmpstr (example->before, ==, "イトウ ミカ");
  g_assert_cmpstr (example->now, ==, "ワタナベ ショウ");
  g_assert_nonnull (
    strstr (sentence, "“イトウ ミカ” fits, “ワタナベ ショウ” stands there (15 rows"));
}

/* Relatives and namesakes beside each other fit each other without a shift. */
static void
test_families (void)
{
  static const char *const given[] = { "タロウ", "ハナコ" };
  static const char *const addresses[] = { "hanako@example.jp", "taro@example.jp" };
  g_autoptr (AtenaShift) namesakes = atena_shift_new (ATENA_SHIFT_READING);
  g_autoptr (AtenaShift) swapped = atena_shift_new (ATENA_SHIFT_READING);

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *reading = g_strdup_printf ("タナカ %s", given[i % 2]);

      atena_shift_add (namesakes, i, "tanaka@example.jp", reading, NULL);
      /* Couples whose addresses were swapped on purpose. */
      atena_shift_add (swapped, i, addresses[i % 2], reading, NULL);
    }
  g_assert_null (atena_shift_finish (namesakes));
  g_assert_null (atena_shift_finish (swapped));
}

static void
test_files (void)
{
  static const struct
  {
    const char *format; /* of file names, with a number */
    int move;
    guint count;
  } cases[] = {
    { "請求書_%u.pdf", 0, 0 },      { "請求書_%u.pdf", -1, 29 }, { "請求書_%u.pdf", 1, 29 },
    { "請求書_1%u.pdf", -1, 0 },    { "料金表.pdf", -1, 0 },     { "", -1, 0 },
    { "PDF/%u／案内.PDF", -1, 29 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaShift) shift = atena_shift_new (ATENA_SHIFT_FILES);
      g_autoptr (AtenaShiftFinding) finding = NULL;

      for (guint n = 0; n < 30; n++)
        {
          g_autofree char *number = g_strdup_printf ("%u", 1000 + n + (guint) cases[i].move);
          g_auto (GStrv) parts = g_strsplit (cases[i].format, "%u", 2);
          g_autofree char *file = g_strjoinv (number, parts);
          g_autofree char *key = g_strdup_printf ("%s\n%u", family[n % 10], 1000 + n);

          atena_shift_add (shift, n + 2, "a@example.jp", key, file);
        }
      finding = atena_shift_finish (shift);
      g_test_message ("case %u", i);
      g_assert_cmpuint (finding != NULL ? finding->count : 0, ==, cases[i].count);
    }
}

static void
test_file_names (void)
{
  g_autoptr (AtenaShift) shift = atena_shift_new (ATENA_SHIFT_FILES);
  g_autoptr (AtenaShiftFinding) finding = NULL;
  g_autofree char *sentence = NULL;

  for (guint n = 0; n < 10; n++)
    {
      g_autofree char *file = g_strdup_printf ("%s様.pdf", family[(n + 9) % 10]);
      g_autofree char *name = g_strdup_printf ("%s 太郎", family[n]);

      atena_shift_add (shift, n + 2, "a@example.jp", name, file);
    }
  finding = atena_shift_finish (shift);
  g_assert_nonnull (finding);
  g_assert_cmpuint (finding->first, ==, 3);
  sentence = atena_shift_finding_describe (finding);
  g_assert_nonnull (strstr (sentence, "that of “田中 太郎” is “田中様.pdf” (9 rows"));
}

static void
test_known (void)
{
  g_autoptr (AtenaShift) shift = atena_shift_new (ATENA_SHIFT_KNOWN);
  g_autoptr (AtenaShiftFinding) finding = NULL;
  g_autofree char *sentence = NULL;

  atena_shift_add (shift, 7, "a@example.jp", "田中", "佐藤");
  finding = atena_shift_finish (shift);
  sentence = atena_shift_finding_describe (finding);
  g_assert_cmpstr (sentence, ==,
                   "In the address book it is “田中”, in the list “佐藤” (1 row: row 7)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shift/holds-for-many-other-names-or-a-run", test_names);
  g_test_add_func ("/shift/shows-the-first-differences", test_examples);
  g_test_add_func ("/shift/is-known-again-only-unchanged", test_identity);
  g_test_add_func ("/shift/finds-addresses-that-slipped", test_readings);
  g_test_add_func ("/shift/says-whose-address-it-is", test_reading_example);
  g_test_add_func ("/shift/takes-no-family-for-a-shift", test_families);
  g_test_add_func ("/shift/finds-attachments-that-slipped", test_files);
  g_test_add_func ("/shift/finds-names-in-file-names", test_file_names);
  g_test_add_func ("/shift/asks-the-address-book", test_known);
  return g_test_run ();
}
