// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Shows a number of a workbook as its format says; which cell has which format is not known here.

#include "atena-number-format-private.h"

#include <math.h>
#include <string.h>

/* Beyond these Excel shows an exponent where it has the room. */
#define PLAIN_MAX 1e21
#define PLAIN_MIN 1e-9

/* Beyond this there is no day: 31 December 9999. */
#define DAY_MAX 2958466.0

/* Places of a number whose format has more are of no use to anybody. */
#define DECIMALS_MAX 30

#define SECONDS_OF_DAY 86400

typedef struct
{
  gboolean day;
  gboolean time;
  gboolean seconds;
  gboolean elapsed;
} Parts;

const char *
atena_number_format_get_builtin (guint id)
{
  static const char *const numbers[] = { NULL, "0", "0.00", "#,##0", "#,##0.00" };

  if (id < G_N_ELEMENTS (numbers))
    return numbers[id];
  if (id == 9)
    return "0%";
  if (id == 10)
    return "0.00%";
  if (id == 22)
    return "yyyy/m/d h:mm";
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 34 && id <= 36) ||
      (id >= 50 && id <= 58))
    return "yyyy/m/d";
  if (id == 18 || id == 20 || id == 32)
    return "h:mm";
  if (id == 19 || id == 21 || id == 33 || id == 45 || id == 47)
    return "h:mm:ss";
  if (id == 46)
    return "[h]:mm:ss";
  if (id == 37 || id == 38)
    return "#,##0";
  return id == 39 || id == 40 ? "#,##0.00" : NULL;
}

/* Passes over what is shown as it stands, or only sets a colour, at @p. The literal text is given
 * back as @ret_text; NULL when a part of the format itself stands there. */
static const char *
skip_literal (const char *p, const char *end, const char **ret_text, gsize *ret_length)
{
  *ret_text = NULL;
  *ret_length = 0;
  if (*p == '"')
    {
      const char *close = memchr (p + 1, '"', end - p - 1);

      *ret_text = p + 1;
      *ret_length = (close != NULL ? close : end) - (p + 1);
      return close != NULL ? close + 1 : end;
    }
  if (*p == '[' && (p + 1 == end || strchr ("hHmMsS", p[1]) == NULL))
    {
      const char *close = memchr (p, ']', end - p);

      return close != NULL ? close + 1 : end;
    }
  if (*p != '\\' && *p != '_' && *p != '*')
    return p;
  if (p + 1 >= end)
    return end;
  if (*p == '\\')
    {
      *ret_text = p + 1;
      *ret_length = MIN (g_utf8_next_char (p + 1), end) - (p + 1);
    }
  return MIN (g_utf8_next_char (p + 1), end);
}

static Parts
find_parts (const char *code, const char *end)
{
  Parts parts = { 0 };
  const char *p = code;
  const char *text = NULL;
  gsize length = 0;

  while (p < end)
    {
      const char *next = skip_literal (p, end, &text, &length);

      if (next != p)
        {
          p = next;
          continue;
        }
      switch (g_ascii_tolower (*p))
        {
        case 'g':
          if (end - p >= 7 && g_ascii_strncasecmp (p, "general", 7) == 0)
            return (Parts){ 0 };
          break;
        case 'a':
          parts.day |= end - p >= 3 && g_ascii_strncasecmp (p, "aaa", 3) == 0;
          break;
        case 'y':
        case 'd':
        case 'e':
          parts.day |= g_ascii_tolower (*p) != 'e' || p + 1 == end || (p[1] != '+' && p[1] != '-');
          break;
        case 's':
          parts.seconds = TRUE;
          parts.time = TRUE;
          break;
        case 'h':
          parts.time = TRUE;
          break;
        case '[':
          parts.elapsed = TRUE;
          parts.time = TRUE;
          break;
        default:
          break;
        }
      p++;
    }
  /* Months alone, as in "m月". */
  if (!parts.day && !parts.time && memchr (code, 'm', end - code) != NULL &&
      memchr (code, '0', end - code) == NULL && memchr (code, '"', end - code) == NULL)
    parts.day = TRUE;
  return parts;
}

static void
append_general (GString *text, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  double size = fabs (value);

  g_ascii_formatd (digits, sizeof digits, "%.15g", value);
  if (strchr (digits, 'e') == NULL)
    g_string_append (text, digits);
  else if (size >= 1 && size < PLAIN_MAX)
    {
      g_ascii_formatd (digits, sizeof digits, "%.0f", g_ascii_strtod (digits, NULL));
      g_string_append (text, digits);
    }
  else if (size < 1 && size >= PLAIN_MIN)
    {
      gsize end;

      g_ascii_formatd (digits, sizeof digits, "%.20f", value);
      for (end = strlen (digits); digits[end - 1] == '0'; end--)
        ;
      g_string_append_len (text, digits, end);
    }
  else
    {
      g_autofree char *upper = g_ascii_strup (digits, -1);

      g_string_append (text, upper);
    }
}

static void
append_day (GString *text, int serial, gboolean from_1904)
{
  GDate date;

  /* Excel believes that 1900 was a leap year. */
  if (!from_1904 && serial == 60)
    {
      g_string_append (text, "1900/02/29");
      return;
    }
  g_date_clear (&date, 1);
  if (from_1904)
    g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1904);
  else
    g_date_set_dmy (&date, serial < 60 ? 31 : 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (&date, serial);
  g_string_append_printf (text, "%04u/%02u/%02u", g_date_get_year (&date),
                          (guint) g_date_get_month (&date), g_date_get_day (&date));
}

static void
append_date (GString *text, const Parts *parts, double value, gboolean from_1904)
{
  double unit = parts->seconds ? 1 : 60;
  gint64 seconds = parts->time ? (gint64) (round (value * SECONDS_OF_DAY / unit) * unit)
                               : (gint64) floor (value) * SECONDS_OF_DAY;
  int day = (int) (seconds / SECONDS_OF_DAY);
  int hour = (int) (seconds % SECONDS_OF_DAY / 3600) + (parts->elapsed ? day * 24 : 0);

  if (parts->day)
    append_day (text, day, from_1904);
  if (parts->day && parts->time)
    g_string_append_c (text, ' ');
  if (parts->time)
    g_string_append_printf (text, "%d:%02d", hour, (int) (seconds % 3600 / 60));
  if (parts->seconds)
    g_string_append_printf (text, ":%02d", (int) (seconds % 60));
}

/* The section of @code that is for @value; @ret_bare says that the sign is not to be shown. */
static const char *
choose_section (const char *code, double value, const char **ret_end, gboolean *ret_bare)
{
  const char *starts[4] = { code };
  const char *ends[4];
  guint n = 1;
  gboolean quoted = FALSE;
  const char *p;
  guint chosen = 0;

  for (p = code; *p != '\0' && n < 4; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        quoted = !quoted;
      else if (*p == ';' && !quoted)
        {
          ends[n - 1] = p;
          starts[n++] = p + 1;
        }
    }
  ends[n - 1] = starts[n - 1] + strcspn (starts[n - 1], ";");
  *ret_bare = FALSE;
  if (strstr (code, "[<") != NULL || strstr (code, "[>") != NULL || strstr (code, "[=") != NULL)
    {
      for (chosen = 0; chosen + 1 < n; chosen++)
        {
          const char *s = starts[chosen];
          gboolean or_equal = s[0] == '[' && s[1] != '\0' && s[2] == '=';
          double limit = s[0] == '[' && s[1] != '\0' ? g_ascii_strtod (s + 2 + or_equal, NULL) : 0;

          if ((g_str_has_prefix (s, "[<") && (value < limit || (or_equal && value == limit))) ||
              (g_str_has_prefix (s, "[>") && (value > limit || (or_equal && value == limit))) ||
              (g_str_has_prefix (s, "[=") && value == limit))
            break;
        }
    }
  else if (value < 0 && n > 1)
    {
      chosen = 1;
      *ret_bare = TRUE;
    }
  else if (value == 0 && n > 2)
    chosen = 2;
  *ret_end = ends[chosen];
  return starts[chosen];
}

/* What a format of a number holds. */
typedef struct
{
  const char *first; /* its first digit and what is behind the last one */
  const char *last;
  guint whole;    /* digits before the point */
  guint zeros;    /* from which on they are shown as 0 */
  guint decimals; /* behind it */
  guint required; /* of them shown as 0 */
  gboolean grouped;
  guint percent;
} Digits;

static Digits
find_digits (const char *code, const char *end)
{
  Digits digits = { 0 };
  gboolean fraction = FALSE;
  const char *text = NULL;
  gsize length = 0;
  const char *next;

  for (const char *p = code; p<end; p = next> p ? next : p + 1)
    {
      next = skip_literal (p, end, &text, &length);
      if (next != p)
        continue;
      digits.percent += *p == '%';
      if (*p == '.')
        {
          fraction = TRUE;
          digits.first = digits.first != NULL ? digits.first : p;
          digits.last = p + 1;
        }
      digits.grouped |= *p == ',' && digits.first != NULL && !fraction;
      if (*p != '0' && *p != '#' && *p != '?')
        continue;
      digits.first = digits.first != NULL ? digits.first : p;
      digits.last = p + 1;
      if (fraction)
        {
          digits.decimals++;
          digits.required = *p == '0' ? digits.decimals : digits.required;
        }
      else
        {
          digits.whole++;
          digits.zeros = *p == '0' || digits.zeros > 0 ? digits.zeros + 1 : 0;
        }
    }
  return digits;
}

static void
append_literals (GString *text, const char *p, const char *end)
{
  const char *literal = NULL;
  gsize length = 0;

  while (p < end)
    {
      const char *next = skip_literal (p, end, &literal, &length);

      if (next != p)
        {
          if (literal != NULL)
            g_string_append_len (text, literal, (gssize) length);
          p = next;
          continue;
        }
      next = MIN (g_utf8_next_char (p), end);
      if (strchr (",#?0.@", *p) == NULL)
        g_string_append_len (text, p, next - p);
      p = next;
    }
}

/* The whole number @number in the digits of the format, with what stands between them. */
static void
append_whole (GString *text, const Digits *digits, const char *number)
{
  gsize length = strlen (number);
  guint shown = MAX ((guint) length, MIN (digits->zeros, DECIMALS_MAX));
  const char *literal = NULL;
  gsize literal_length = 0;
  guint place = digits->whole;
  const char *p = digits->first;

  for (guint i = shown; i > place; i--)
    {
      g_string_append_c (text, i > length ? '0' : number[length - i]);
      if (digits->grouped && i % 3 == 1 && i > 1)
        g_string_append_c (text, ',');
    }
  while (p < digits->last && *p != '.')
    {
      const char *next = skip_literal (p, digits->last, &literal, &literal_length);

      if (next != p)
        {
          if (literal != NULL && place < shown)
            g_string_append_len (text, literal, (gssize) literal_length);
          p = next;
          continue;
        }
      if (*p == '0' || *p == '#' || *p == '?')
        {
          if (place <= shown)
            {
              g_string_append_c (text, place > length ? '0' : number[length - place]);
              if (digits->grouped && place % 3 == 1 && place > 1)
                g_string_append_c (text, ',');
            }
          place--;
        }
      else if (*p != ',' && place < shown)
        g_string_append_c (text, *p);
      p++;
    }
}

static void
append_number (GString *text, const char *code, const char *end, double value, gboolean bare)
{
  Digits digits = find_digits (code, end);
  char number[G_ASCII_DTOSTR_BUF_SIZE + 320];
  char format[16];
  char *point;
  guint decimals = MIN (digits.decimals, DECIMALS_MAX);
  gsize keep;

  for (guint i = 0; i < MIN (digits.percent, 3); i++)
    value *= 100;
  g_snprintf (format, sizeof format, "%%.%uf", decimals);
  g_ascii_formatd (number, sizeof number, format, fabs (value));
  if (value < 0 && !bare && strspn (number, "0.") < strlen (number))
    g_string_append_c (text, '-');
  append_literals (text, code, digits.first);
  point = strchr (number, '.');
  if (point != NULL)
    *point = '\0';
  append_whole (text, &digits, g_str_equal (number, "0") && digits.zeros == 0 ? "" : number);
  keep = decimals;
  while (point != NULL && keep > digits.required && point[keep] == '0')
    keep--;
  if (point != NULL && keep > 0)
    {
      g_string_append_c (text, '.');
      g_string_append_len (text, point + 1, (gssize) keep);
    }
  append_literals (text, digits.last, end);
}

static gboolean
is_general (const char *code, const char *end)
{
  return code == end || memchr (code, '/', end - code) != NULL ||
         g_ascii_strncasecmp (code, "general", MIN (7, end - code)) == 0 ||
         g_strstr_len (code, end - code, "E+") != NULL ||
         g_strstr_len (code, end - code, "E-") != NULL || *code == '@';
}

void
atena_number_format_append (GString *text, const char *code, double value, gboolean from_1904)
{
  const char *end = NULL;
  gboolean bare = FALSE;
  Parts parts;

  if (code == NULL || !isfinite (value))
    {
      append_general (text, value);
      return;
    }
  code = choose_section (code, value, &end, &bare);
  parts = find_parts (code, end);
  if (parts.day || parts.time)
    {
      if (value >= 0 && value < DAY_MAX - (from_1904 ? 1462 : 0))
        append_date (text, &parts, value, from_1904);
      else
        append_general (text, value);
    }
  else if (is_general (code, end) || find_digits (code, end).first == NULL ||
           fabs (value) >= PLAIN_MAX)
    append_general (text, value);
  else
    append_number (text, code, end, value, bare);
}
