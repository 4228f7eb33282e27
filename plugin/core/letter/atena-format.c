// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Dates and numbers as people type them into lists, and as a letter writes them; where a letter has
// a value is up to AtenaTemplate.

#include "atena-format.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "atena-text.h"

typedef enum
{
  STYLE_DATE, /* by the language of the letter */
  STYLE_KANJI,
  STYLE_KANJI_WEEKDAY,
  STYLE_DAY,
  STYLE_DAY_WEEKDAY,
  STYLE_ERA,
  STYLE_ISO,
  STYLE_NUMBER,
  STYLE_UPPER,
} Style;

static const AtenaFormat formats[] = {
  [STYLE_DATE] = { "date", N_ ("Date, as the language of the letter has it") },
  [STYLE_KANJI] = { "date 年月日", N_ ("Date: 2026年11月24日") },
  [STYLE_KANJI_WEEKDAY] = { "date 年月日(曜)", N_ ("Date: 2026年11月24日(火)") },
  [STYLE_DAY] = { "date 月日", N_ ("Date: 11月24日") },
  [STYLE_DAY_WEEKDAY] = { "date 月日(曜)", N_ ("Date: 11月24日(火)") },
  [STYLE_ERA] = { "date 令和", N_ ("Date: 令和8年11月24日") },
  [STYLE_ISO] = { "date iso", N_ ("Date: 2026-11-24") },
  [STYLE_NUMBER] = { "number", N_ ("Number: 1,234,567") },
  [STYLE_UPPER] = { "upper", N_ ("Capital letters: ABC") },
};

/* The eras since Japan counts days as everybody does, with their first days, latest first. */
static const struct
{
  const char *name;
  char letter;
  guint16 year;
  guint8 month;
  guint8 day;
} eras[] = {
  { "令和", 'R', 2019, 5, 1 },
  { "平成", 'H', 1989, 1, 8 },
  { "昭和", 'S', 1926, 12, 25 },
  { "大正", 'T', 1912, 7, 30 },
};

static const char *const weekdays[] = { "月", "火", "水", "木", "金", "土", "日" };

const AtenaFormat *
atena_format_list (guint *ret_n_formats)
{
  *ret_n_formats = G_N_ELEMENTS (formats);
  return formats;
}

static char *
strip_space (const char *text)
{
  GString *stripped = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (stripped, g_utf8_get_char (p));
  return g_string_free (stripped, FALSE);
}

static char *
dup_key (const char *name)
{
  g_autofree char *folded = atena_text_field_key (name);

  return strip_space (folded);
}

const AtenaFormat *
atena_format_find (const char *name)
{
  g_autofree char *wanted = dup_key (name);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *key = dup_key (formats[i].name);

      if (g_str_equal (key, wanted))
        return &formats[i];
    }
  return NULL;
}

gboolean
atena_format_is_date (const AtenaFormat *self)
{
  return self - formats < STYLE_NUMBER;
}

/* Reads a number of up to @max_digits digits; G_MAXUINT when there is none or it is longer. */
static guint
read_digits (const char **at, guint max_digits)
{
  guint number = 0;
  guint n = 0;

  for (; g_ascii_isdigit (**at) && n < max_digits; (*at)++, n++)
    number = number * 10 + (guint) g_ascii_digit_value (**at);
  return n > 0 && !g_ascii_isdigit (**at) ? number : G_MAXUINT;
}

static gboolean
skip (const char **at, const char *sign)
{
  if (!g_str_has_prefix (*at, sign))
    return FALSE;
  *at += strlen (sign);
  return TRUE;
}

/* The index of the era that @date falls into; G_N_ELEMENTS (eras) before the first. */
static guint
find_era (const GDate *date)
{
  guint i = 0;

  for (; i < G_N_ELEMENTS (eras); i++)
    {
      g_autoptr (GDate) first =
        g_date_new_dmy (eras[i].day, (GDateMonth) eras[i].month, eras[i].year);

      if (g_date_compare (date, first) >= 0)
        break;
    }
  return i;
}

/* Reads what says which year it is; *@ret_era is G_N_ELEMENTS (eras) for one of our own count. */
static guint
read_year (const char **at, guint *ret_era)
{
  const char *start = *at;
  guint year;
  guint era = 0;

  while (era < G_N_ELEMENTS (eras) && !skip (at, eras[era].name) &&
         g_ascii_toupper (**at) != eras[era].letter)
    era++;
  *ret_era = era;
  if (era == G_N_ELEMENTS (eras))
    {
      year = read_digits (at, 4);
      return *at - start == 4 ? year : G_MAXUINT;
    }
  if (*at == start)
    (*at)++;
  year = skip (at, "元") ? 1 : read_digits (at, 2);
  return year != 0 && year != G_MAXUINT ? eras[era].year + year - 1 : G_MAXUINT;
}

/* The day of the week in brackets, when there is one: it must be the right one. */
static gboolean
read_weekday (const char **at, const GDate *date)
{
  if (!skip (at, "("))
    return TRUE;
  return skip (at, weekdays[g_date_get_weekday (date) - G_DATE_MONDAY]) &&
         (skip (at, "曜日") || skip (at, "曜") || TRUE) && skip (at, ")");
}

/* A time of day, when there is one, up to the end: hours and minutes, seconds and what is behind
 * their point. */
static gboolean
read_time (const char *at)
{
  if (*at == '\0')
    return TRUE;
  skip (&at, "T");
  if (read_digits (&at, 2) > 23 || !skip (&at, ":") || read_digits (&at, 2) > 59)
    return FALSE;
  if (skip (&at, ":") && read_digits (&at, 2) > 59)
    return FALSE;
  if (skip (&at, "."))
    at += strspn (at, G_CSET_DIGITS);
  return *at == '\0';
}

/* Eight digits as three numbers with slashes between them, what is behind them as it is. */
static char *
split_digits (const char *text)
{
  if (strspn (text, G_CSET_DIGITS) != 8)
    return g_strdup (text);
  return g_strdup_printf ("%.4s/%.2s/%.2s%s", text, text + 4, text + 6, text + 8);
}

/* @value without white space but for one mark where a time of day may begin. */
static char *
normalize_date (const char *value)
{
  g_autofree char *folded = atena_text_fold_width (value);
  char *trimmed = g_strstrip (folded);
  char *colon = strchr (trimmed, ':');
  char *gap = colon != NULL ? g_utf8_strrchr (trimmed, colon - trimmed, ' ') : NULL;
  g_autofree char *stripped = NULL;

  if (gap != NULL)
    *gap = 'T';
  stripped = strip_space (trimmed);
  return split_digits (stripped);
}

static gboolean
read_date (const char *value, GDate *ret_date)
{
  static const char *const separators[][3] = {
    { "年", "月", "日" }, { "/", "/", "" }, { "-", "-", "" }, { ".", ".", "" }
  };
  g_autofree char *text = normalize_date (value);
  const char *at = text;
  guint era;
  guint year = read_year (&at, &era);
  guint month;
  guint day;
  guint i = 0;

  while (i < G_N_ELEMENTS (separators) && !skip (&at, separators[i][0]))
    i++;
  if (i == G_N_ELEMENTS (separators))
    return FALSE;
  month = read_digits (&at, 2);
  if (!skip (&at, separators[i][1]))
    return FALSE;
  day = read_digits (&at, 2);
  if (!skip (&at, separators[i][2]) || year > 9999 || month > 12 || day > 31 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (ret_date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  if (era < G_N_ELEMENTS (eras) && find_era (ret_date) != era)
    return FALSE;
  return read_weekday (&at, ret_date) && read_time (at);
}

/* NULL before the first era that there is. */
static char *
write_era (const GDate *date)
{
  guint era = find_era (date);
  g_autofree char *year = NULL;

  if (era == G_N_ELEMENTS (eras))
    return NULL;
  year = g_date_get_year (date) == eras[era].year
           ? g_strdup ("元")
           : g_strdup_printf ("%d", g_date_get_year (date) - eras[era].year + 1);
  return g_strdup_printf ("%s%s年%d月%d日", eras[era].name, year, g_date_get_month (date),
                          g_date_get_day (date));
}

char *
atena_format_apply_date (const AtenaFormat *self, const GDate *date, gboolean japanese)
{
  const char *weekday = weekdays[g_date_get_weekday (date) - G_DATE_MONDAY];
  int year = g_date_get_year (date);
  int month = g_date_get_month (date);
  int day = g_date_get_day (date);
  Style style = (Style) (self - formats);

  if (style == STYLE_DATE)
    style = japanese ? STYLE_KANJI : STYLE_ISO;
  switch (style)
    {
    case STYLE_KANJI:
      return g_strdup_printf ("%d年%d月%d日", year, month, day);
    case STYLE_KANJI_WEEKDAY:
      return g_strdup_printf ("%d年%d月%d日(%s)", year, month, day, weekday);
    case STYLE_DAY:
      return g_strdup_printf ("%d月%d日", month, day);
    case STYLE_DAY_WEEKDAY:
      return g_strdup_printf ("%d月%d日(%s)", month, day, weekday);
    case STYLE_ERA:
      return write_era (date);
    case STYLE_ISO:
      return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
    default:
      g_return_val_if_reached (NULL);
    }
}

/* The digits in front of the point at @text; 0 when there are none, they begin with a zero that
 * means nothing, as a code does, or their commas are not at each third digit. */
static gsize
count_integer (const char *text)
{
  gsize length = strspn (text, G_CSET_DIGITS ",");
  const char *comma = memchr (text, ',', length);
  gsize first = comma != NULL ? (gsize) (comma - text) : length;

  if (first == 0 || (text[0] == '0' && length > 1) || (comma != NULL && first > 3))
    return 0;
  for (gsize i = first; i < length; i += 4)
    if (text[i] != ',' || length - i < 4 || strspn (text + i + 1, G_CSET_DIGITS) != 3)
      return 0;
  return length;
}

static void
append_grouped (GString *out, const char *text, gsize length)
{
  gsize n_left = 0;

  for (gsize i = 0; i < length; i++)
    n_left += text[i] != ',';
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == ',')
        continue;
      g_string_append_c (out, text[i]);
      if (--n_left > 0 && n_left % 3 == 0)
        g_string_append_c (out, ',');
    }
}

static char *
write_number (const char *value)
{
  g_autofree char *folded = atena_text_fold_width (value);
  const char *at = g_strstrip (folded);
  g_autoptr (GString) out = g_string_new (NULL);
  gsize length;

  if (skip (&at, "-") || skip (&at, "−"))
    g_string_append_c (out, '-');
  length = count_integer (at);
  append_grouped (out, at, length);
  at += length;
  if (*at == '.' && g_ascii_isdigit (at[1]))
    {
      gsize n = 1 + strspn (at + 1, G_CSET_DIGITS);

      g_string_append_len (out, at, n);
      at += n;
    }
  return length > 0 && *at == '\0' ? g_strdup (out->str) : NULL;
}

char *
atena_format_apply (const AtenaFormat *self, const char *value, gboolean japanese)
{
  GDate date;

  switch ((Style) (self - formats))
    {
    case STYLE_NUMBER:
      return write_number (value);
    case STYLE_UPPER:
      return g_utf8_strup (value, -1);
    default:
      g_date_clear (&date, 1);
      return read_date (value, &date) ? atena_format_apply_date (self, &date, japanese) : NULL;
    }
}
