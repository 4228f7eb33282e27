// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Questions about text and foldings of it that several parts of Atena must answer alike; nothing
// here knows what the text is for.

#include "atena-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer words are no slip of the keyboard, and comparing them takes the product of their lengths.
 */
#define NEAREST_MAX 64

gboolean
atena_text_is_control (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029;
}

/* Whether a control character stands at @p: no other octets than these begin one. */
static gboolean
has_control_at (const char *p)
{
  guchar octet = (guchar) *p;

  return (octet < 0x80 || octet == 0xc2 || octet == 0xe2) &&
         atena_text_is_control (octet < 0x80 ? octet : g_utf8_get_char (p));
}

/* The end of what stands at @p, be it control characters or not, of the same kind. */
static const char *
find_run_end (const char *p, gboolean control)
{
  while (*p != '\0' && has_control_at (p) == control)
    p = g_utf8_next_char (p);
  return p;
}

char *
atena_text_fold_line (const char *text)
{
  const char *end = find_run_end (text, FALSE);
  GString *line;

  if (*end == '\0')
    return g_strndup (text, end - text);

  line = g_string_sized_new (strlen (text));
  while (*end != '\0')
    {
      g_string_append_len (line, text, end - text);
      g_string_append_c (line, ' ');
      text = find_run_end (end, TRUE);
      end = find_run_end (text, FALSE);
    }
  g_string_append_len (line, text, end - text);
  return g_string_free (line, FALSE);
}

char *
atena_text_shorten (const char *text, guint max)
{
  g_autofree char *line = atena_text_fold_line (text);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (line, -1) <= (glong) max)
    return g_steal_pointer (&line);
  start = g_utf8_substring (line, 0, max);
  return g_strconcat (start, "…", NULL);
}

char *
atena_text_enumerate (const char *const *names, guint max)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    if (!atena_text_is_blank (names[i]))
      {
        /* Translators: between words of a list. */
        g_string_append (list, list->len > 0 ? _ (", ") : "");
        /* Translators: a name in quotation marks. */
        g_string_append_printf (list, _ ("“%s”"), names[i]);
      }
  return atena_text_shorten (list->str, max);
}

char *
atena_text_fold_width (const char *text)
{
  GString *folded;

  if (g_str_is_ascii (text))
    return g_strdup (text);

  folded = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xff01 - '!';
      else if (c == 0x3000)
        c = ' ';
      g_string_append_unichar (folded, c);
    }
  return g_string_free (folded, FALSE);
}

/* NBSP and others could belong to what they surround. */
static gboolean
is_space (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return c == ' ' || c == 0x3000;
}

char *
atena_text_trim (const char *text)
{
  const char *start = text;
  const char *end = text + strlen (text);

  while (is_space (start))
    start = g_utf8_next_char (start);
  while (end > start && is_space (g_utf8_prev_char (end)))
    end = g_utf8_prev_char (end);
  return g_strndup (start, end - start);
}

char *
atena_text_trim_line (const char *text)
{
  g_autofree char *line = NULL;

  if (*find_run_end (text, FALSE) == '\0')
    return atena_text_trim (text);

  line = atena_text_fold_line (text);
  return atena_text_trim (line);
}

char *
atena_text_compose (const char *text)
{
  g_autoptr (GString) composed = g_string_sized_new (strlen (text));
  gsize last = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar whole;

      if (composed->len > 0 &&
          g_unichar_compose (g_utf8_get_char (composed->str + last), c, &whole))
        {
          g_string_truncate (composed, last);
          c = whole;
        }
      last = composed->len;
      g_string_append_unichar (composed, c);
    }
  return g_string_free (g_steal_pointer (&composed), FALSE);
}

gboolean
atena_text_is_blank (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return *text == '\0';
}

char *
atena_text_field_key (const char *name)
{
  g_autofree char *plain = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_strstrip (g_utf8_casefold (plain, -1));
}

/* Levenshtein's distance, one row of the table at a time. */
static guint
edit_distance (const gunichar *a, glong a_length, const gunichar *b, glong b_length)
{
  guint row[NEAREST_MAX + 1];

  for (glong j = 0; j <= b_length; j++)
    row[j] = j;
  for (glong i = 1; i <= a_length; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (glong j = 1; j <= b_length; j++)
        {
          guint replaced = diagonal + (a[i - 1] != b[j - 1]);

          diagonal = row[j];
          row[j] = MIN (replaced, MIN (row[j], row[j - 1]) + 1);
        }
    }
  return row[b_length];
}

const char *
atena_text_nearest (const char *word, const char *const *candidates)
{
  g_autofree char *word_key = atena_text_field_key (word);
  glong length = 0;
  g_autofree gunichar *wanted = g_utf8_to_ucs4_fast (word_key, -1, &length);
  const char *nearest = NULL;
  guint best = G_MAXUINT;

  if (length > NEAREST_MAX)
    return NULL;
  for (guint i = 0; candidates[i] != NULL; i++)
    {
      g_autofree char *key = atena_text_field_key (candidates[i]);
      glong key_length = 0;
      g_autofree gunichar *found = g_utf8_to_ucs4_fast (key, -1, &key_length);
      guint distance;

      if (key_length == 0 || key_length > NEAREST_MAX)
        continue;
      distance = edit_distance (wanted, length, found, key_length);
      if (distance * 2 > MAX (length, key_length) || distance >= best)
        continue;
      best = distance;
      nearest = candidates[i];
    }
  return nearest;
}

const char *
atena_text_get_meant_charset (const char *charset)
{
  static const char *const names[] = { "SHIFT_JIS", "SHIFT-JIS", "X-SJIS", "SJIS", "MS_KANJI" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (charset, names[i]) == 0)
      return "CP932";
  return charset;
}
