// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// A content line of a vCard taken apart and decoded, in versions 2.1, 3.0 (RFC 2426) and 4.0 (RFC
// 6350); what the properties say of somebody is not known here.

#include "atena-vcard-line-private.h"

#include <string.h>

#include "atena-text.h"

#define MAX_PIECES 64

/* Octets of a parameter; longer ones say nothing that is asked for here. */
#define MAX_PARAMETER 256

/* The end of what begins at @p: the next of @stops outside quotation marks, or @end. */
static const char *
find_stop (const char *p, const char *end, const char *stops)
{
  gboolean in_quotes = FALSE;

  for (; p < end; p++)
    {
      if (*p == '"')
        in_quotes = !in_quotes;
      else if (!in_quotes && *p != '\0' && strchr (stops, *p) != NULL)
        return p;
    }
  return end;
}

static guint
parse_preference (const char *text)
{
  guint64 number = ATENA_VCARD_NO_PREFERENCE;

  g_ascii_string_to_unsigned (text, 10, 1, 100, &number, NULL);
  return (guint) number;
}

/* One of the values of TYPE and ENCODING; vCard 2.1 writes them without the name. */
static void
apply_word (AtenaVcardLine *self, const char *word)
{
  if (g_ascii_strcasecmp (word, "PREF") == 0)
    self->preference = 1;
  else if (g_ascii_strcasecmp (word, "QUOTED-PRINTABLE") == 0)
    self->quoted_printable = TRUE;
  else if (g_ascii_strcasecmp (word, "BASE64") == 0 || g_ascii_strcasecmp (word, "B") == 0)
    self->base64 = TRUE;
  else if (g_ascii_strcasecmp (word, "X-IRMC-N") == 0)
    self->phonetic = TRUE;
}

static void
apply_words (AtenaVcardLine *self, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, ",", MAX_PIECES);

  for (guint i = 0; list[i] != NULL; i++)
    apply_word (self, g_strstrip (list[i]));
}

static void
apply_parameter (AtenaVcardLine *self, const char *start, const char *end)
{
  g_autofree char *text = g_strndup (start, MIN (end - start, MAX_PARAMETER));
  char *value = strchr (text, '=');

  g_strdelimit (text, "\"", ' ');
  if (value == NULL)
    {
      apply_words (self, text);
      return;
    }
  *value++ = '\0';
  g_strstrip (text);
  g_strstrip (value);
  if (g_ascii_strcasecmp (text, "CHARSET") == 0)
    {
      g_free (self->charset);
      self->charset = g_strdup (value);
    }
  else if (g_ascii_strcasecmp (text, "PREF") == 0)
    self->preference = parse_preference (value);
  else if (g_ascii_strcasecmp (text, "TYPE") == 0 || g_ascii_strcasecmp (text, "ENCODING") == 0)
    apply_words (self, value);
}

/* A group, as in "item1.EMAIL", says which lines belong together. */
static char *
dup_name (const char *start, const char *end)
{
  const char *dot = memchr (start, '.', (gsize) (end - start));
  const char *name = dot != NULL ? dot + 1 : start;
  g_autofree char *text = g_strndup (name, MIN (end - name, MAX_PARAMETER));

  return g_ascii_strup (g_strstrip (text), -1);
}

gboolean
atena_vcard_line_parse (AtenaVcardLine *self, const char *text, gsize length)
{
  const char *end = text + length;
  const char *colon = find_stop (text, end, ":");
  const char *p = find_stop (text, colon, ";");

  *self = (AtenaVcardLine){ .preference = ATENA_VCARD_NO_PREFERENCE };
  if (colon == end)
    return FALSE;
  self->name = dup_name (text, p);
  while (p < colon)
    {
      const char *next = find_stop (p + 1, colon, ";");

      apply_parameter (self, p + 1, next);
      p = next;
    }
  self->value = colon + 1;
  self->length = (gsize) (end - self->value);
  return TRUE;
}

void
atena_vcard_line_clear (AtenaVcardLine *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->charset, g_free);
}

/* RFC 2045 6.7; what is no code stays as it is. */
static GString *
decode_quoted (const char *p, const char *end)
{
  GString *text = g_string_sized_new ((gsize) (end - p));

  while (p < end)
    {
      if (*p == '=' && end - p > 2 && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        {
          int octet = g_ascii_xdigit_value (p[1]) << 4 | g_ascii_xdigit_value (p[2]);

          g_string_append_c (text, (char) octet);
          p += 3;
        }
      else
        g_string_append_c (text, *p++);
    }
  return text;
}

static void
drop_nul (GString *text)
{
  gsize length = 0;

  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] != '\0')
      text->str[length++] = text->str[i];
  g_string_truncate (text, length);
}

static char *
convert (const GString *text, const char *charset)
{
  return g_convert (text->str, (gssize) text->len, "UTF-8", charset, NULL, NULL, NULL);
}

char *
atena_vcard_line_dup_text (const AtenaVcardLine *self)
{
  const char *end = self->value + self->length;
  g_autoptr (GString) text = self->quoted_printable
                               ? decode_quoted (self->value, end)
                               : g_string_new_len (self->value, (gssize) self->length);
  g_autofree char *converted = NULL;

  drop_nul (text);
  if (self->charset != NULL)
    converted = convert (text, atena_text_get_meant_charset (self->charset));
  /* Its octets are hardly ever UTF-8 by chance; so UTF-8 comes before what else is usual. */
  if (converted == NULL && g_utf8_validate_len (text->str, text->len, NULL))
    converted = g_strdup (text->str);
  if (converted == NULL && self->charset == NULL)
    converted = convert (text, "CP932");
  return g_steal_pointer (&converted);
}

static void
append_escaped (GString *piece, char c, gboolean is_old)
{
  if (!is_old && (c == 'n' || c == 'N'))
    g_string_append_c (piece, '\n');
  else if (strchr (";,:\\", c) != NULL)
    g_string_append_c (piece, c);
  else
    {
      g_string_append_c (piece, '\\');
      g_string_append_c (piece, c);
    }
}

GStrv
atena_vcard_split (const char *text, char delimiter, gboolean is_old)
{
  g_autoptr (GString) piece = g_string_new (NULL);
  GPtrArray *pieces = g_ptr_array_new ();

  for (const char *p = text;; p++)
    if (*p == '\0' || (delimiter != '\0' && *p == delimiter))
      {
        g_ptr_array_add (pieces, g_strstrip (g_strdup (piece->str)));
        g_string_truncate (piece, 0);
        if (*p == '\0' || pieces->len == MAX_PIECES)
          break;
      }
    else if (*p == '\\' && p[1] != '\0')
      append_escaped (piece, *++p, is_old);
    else
      g_string_append_c (piece, *p);
  g_ptr_array_add (pieces, NULL);
  return (GStrv) g_ptr_array_free (pieces, FALSE);
}
