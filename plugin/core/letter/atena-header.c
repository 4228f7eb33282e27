// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Writes header fields that hold what was given and nothing else; which fields a letter has is not
// decided here.

#include "atena-header.h"

#include <string.h>

#include "atena-text.h"

/* RFC 5322 2.1.1, RFC 2047 2. */
#define LINE_MAX_LENGTH      78
#define WORD_LINE_MAX_LENGTH 76
#define WORD_START           "=?UTF-8?B?"
#define WORD_END             "?="
#define WORD_MAX_LENGTH      75

/* A longer name would make a line that is hard to fold. */
#define QUOTED_NAME_MAX_LENGTH 60

/* An identifier cannot be folded, and angle brackets and a space come to it. */
#define ID_MAX_LENGTH 900

static gsize
column_of (const GString *out)
{
  const char *line_start = strrchr (out->str, '\n');

  return line_start != NULL ? out->len - (line_start + 1 - out->str) : out->len;
}

/* Whether readers will show @text, put into a header as it is, unchanged. */
static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (*p < ' ' || *p > '~')
      return FALSE;
  return strstr (text, "=?") == NULL && strstr (text, "  ") == NULL && text[0] != ' ' &&
         !g_str_has_suffix (text, " ");
}

#define ZERO_WIDTH_JOINER 0x200d

/* Whether readers show @c as one with the character @before it: marks, variation selectors among
 * them, what a joiner joins, and skin tones (UAX 29, GB9 and GB11). */
static gboolean
is_joined (gunichar before, gunichar c)
{
  return g_unichar_ismark (c) || c == ZERO_WIDTH_JOINER || before == ZERO_WIDTH_JOINER ||
         (c >= 0x1f3fb && c <= 0x1f3ff);
}

/* Octets of @text that go into one encoded word with room for @room: whole characters, and what is
 * joined together unless that is more than fits. At least one character. */
static gsize
word_length (const char *text, gsize room)
{
  const char *fitting = text;
  const char *end = g_utf8_next_char (text);

  for (const char *p = end; (gsize) (p - text) <= room; p = g_utf8_next_char (p))
    {
      end = p;
      if (!is_joined (g_utf8_get_char (g_utf8_prev_char (p)), g_utf8_get_char (p)))
        fitting = p;
      if (*p == '\0')
        break;
    }
  return (fitting > text ? fitting : end) - text;
}

/* Octets that an encoded word of @length characters can hold. */
static gsize
word_room (gsize length)
{
  gsize overhead = strlen (WORD_START WORD_END);

  return length > overhead ? (length - overhead) / 4 * 3 : 0;
}

/* Encoded words after a space, each but the first on a line of its own; the first joins the line
 * begun if a good part of it fits there. */
static void
append_words (GString *out, const char *text)
{
  gsize column = column_of (out) + 1;
  gsize room = column < WORD_LINE_MAX_LENGTH ? word_room (WORD_LINE_MAX_LENGTH - column) : 0;

  if (room < MIN (strlen (text), 12))
    {
      g_string_append_c (out, '\n');
      room = word_room (WORD_MAX_LENGTH);
    }
  for (const char *p = text; *p != '\0';)
    {
      gsize length = word_length (p, room);
      g_autofree char *encoded = g_base64_encode ((const guchar *) p, length);

      if (p > text)
        g_string_append_c (out, '\n');
      g_string_append_printf (out, " " WORD_START "%s" WORD_END, encoded);
      p += length;
      room = word_room (WORD_MAX_LENGTH);
    }
}

void
atena_header_append_text (GString *out, const char *name, const char *text)
{
  g_autofree char *line = atena_text_fold_line (text);

  g_string_append_printf (out, "%s:", name);
  if (!is_plain (line) || column_of (out) + 1 + strlen (line) > LINE_MAX_LENGTH)
    append_words (out, line);
  else if (*line != '\0')
    g_string_append_printf (out, " %s", line);
  g_string_append_c (out, '\n');
}

/* Puts @token, which cannot be folded, after a space, on a new line if this one would get too
 * long. */
static void
append_token (GString *out, const char *token)
{
  if (column_of (out) + 1 + strlen (token) > LINE_MAX_LENGTH)
    g_string_append_c (out, '\n');
  g_string_append_printf (out, " %s", token);
}

/* RFC 5322 3.2.3 and 3.2.4. */
static char *
quote_name (const char *name)
{
  GString *quoted;
  const char *p = name;

  while (g_ascii_isalnum (*p) || (*p != '\0' && strchr ("!#$%&'*+-/=?^_`{|}~ ", *p) != NULL))
    p++;
  if (*p == '\0')
    return g_strdup (name);

  quoted = g_string_new ("\"");
  for (p = name; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *p);
    }
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}

static void
append_mailbox (GString *out, AtenaMailbox *mailbox, gboolean last)
{
  g_autofree char *name = atena_text_fold_line (atena_mailbox_get_name (mailbox));
  const char *path = atena_mailbox_get_path (mailbox);
  const char *separator = last ? "" : ",";
  g_autofree char *token = *name != '\0' ? g_strdup_printf ("<%s>%s", path, separator)
                                         : g_strdup_printf ("%s%s", path, separator);

  if (is_plain (name) && strlen (name) <= QUOTED_NAME_MAX_LENGTH)
    {
      g_autofree char *quoted = quote_name (name);

      if (*quoted != '\0')
        append_token (out, quoted);
    }
  else
    append_words (out, name);
  append_token (out, token);
}

void
atena_header_append_mailboxes (GString *out,
                               const char *name,
                               AtenaMailbox *const *mailboxes,
                               guint n_mailboxes)
{
  g_string_append_printf (out, "%s:", name);
  for (guint i = 0; i < n_mailboxes; i++)
    append_mailbox (out, mailboxes[i], i + 1 == n_mailboxes);
  g_string_append_c (out, '\n');
}

static gboolean
is_id (const char *id)
{
  gsize length = 0;

  for (; id[length] != '\0'; length++)
    if (id[length] <= ' ' || id[length] > '~' || id[length] == '<' || id[length] == '>')
      return FALSE;
  return length > 0 && length <= ID_MAX_LENGTH;
}

void
atena_header_append_ids (GString *out, const char *name, const char *const *ids)
{
  gboolean begun = FALSE;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *token = g_strdup_printf ("<%s>", ids[i]);

      if (!is_id (ids[i]))
        continue;
      if (!begun)
        g_string_append_printf (out, "%s:", name);
      begun = TRUE;
      append_token (out, token);
    }
  if (begun)
    g_string_append_c (out, '\n');
}

void
atena_header_append_date (GString *out, const char *name, gint64 date, GTimeZone *zone)
{
  static const char days[] = "MonTueWedThuFriSatSun";
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (date);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  gint64 offset;

  g_return_if_fail (local != NULL);

  offset = g_date_time_get_utc_offset (local) / G_TIME_SPAN_MINUTE;
  g_string_append_printf (out, "%s: %.3s, %d %.3s %04d %02d:%02d:%02d %c%02d%02d\n", name,
                          days + 3 * (g_date_time_get_day_of_week (local) - 1),
                          g_date_time_get_day_of_month (local),
                          months + 3 * (g_date_time_get_month (local) - 1),
                          g_date_time_get_year (local), g_date_time_get_hour (local),
                          g_date_time_get_minute (local), g_date_time_get_second (local),
                          offset < 0 ? '-' : '+', (int) ABS (offset) / 60, (int) ABS (offset) % 60);
}
