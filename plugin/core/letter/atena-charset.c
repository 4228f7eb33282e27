// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Turns text of other character sets into UTF-8, or says that it cannot: a question mark in place
// of a character would go out to everybody. GMime's decoders put such marks.

#include "atena-charset-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "atena-error.h"

/* The character sets to try, in this order, for the names that mail gives. */
static const struct
{
  const char *label;
  const char *names[5];
} labels[] = {
  { "", { "UTF-8" } },
  { "us-ascii", { "UTF-8" } },
  { "ascii", { "UTF-8" } },
  /* What is called Shift_JIS comes from Windows, with ① and ～ as Windows has them. */
  { "shift_jis", { "CP932" } },
  { "shift-jis", { "CP932" } },
  { "sjis", { "CP932" } },
  { "x-sjis", { "CP932" } },
  { "ms_kanji", { "CP932" } },
  { "windows-31j", { "CP932" } },
  { "iso-2022-jp", { "ISO-2022-JP", "CP50221", "ISO-2022-JP-MS", "ISO-2022-JP-3" } },
  { "euc-jp", { "EUC-JP", "CP51932", "EUC-JP-MS" } },
};

/* Iconv takes more from a name than a name, such as "//IGNORE". */
static gboolean
is_name (const char *charset)
{
  return strspn (charset, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "._:+-") == strlen (charset);
}

static char *
convert (const char *octets, gsize length, const char *name, gboolean *ret_known)
{
  gsize written = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_convert (octets, length, "UTF-8", name, NULL, &written, &error);

  if (!g_error_matches (error, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION))
    *ret_known = TRUE;
  if (text == NULL || !g_utf8_validate_len (text, written, NULL))
    return NULL;
  /* Glibc hands on an escape sequence that it does not know, and what follows it. */
  if (g_str_has_prefix (name, "ISO-2022-") && strchr (text, '\x1b') != NULL)
    return NULL;
  return g_steal_pointer (&text);
}

char *
atena_charset_decode (const char *octets, gsize length, const char *charset, GError **error)
{
  const char *single[] = { charset, NULL };
  const char *const *names = single;
  g_autofree char *shown = NULL;
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (charset == NULL || g_ascii_strcasecmp (charset, labels[i].label) == 0)
      {
        names = labels[i].names;
        break;
      }
  for (guint i = 0; names[i] != NULL && is_name (names[i]); i++)
    {
      g_autofree char *text = convert (octets, length, names[i], &known);

      if (text != NULL)
        return g_steal_pointer (&text);
    }
  shown = g_utf8_make_valid (names == single ? charset : names[0], -1);
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               known ? _ ("There is text that is not in the character set “%s” as it should be")
                     : _ ("The character set “%s” is not known here"),
               shown);
  return NULL;
}

/* The Q encoding (RFC 2047 4.2). */
static void
append_q (GString *out, const char *payload)
{
  for (const char *p = payload; *p != '\0'; p++)
    {
      if (*p == '=' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        {
          g_string_append_c (out, g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2]));
          p += 2;
        }
      else
        g_string_append_c (out, *p == '_' ? ' ' : *p);
    }
}

static void
append_payload (GString *out, const char *encoding, const char *payload)
{
  gsize length = 0;
  g_autofree guchar *octets = NULL;

  if (g_ascii_strcasecmp (encoding, "q") == 0)
    {
      append_q (out, payload);
      return;
    }
  octets = g_base64_decode (payload, &length);
  g_string_append_len (out, (const char *) octets, length);
}

/* Encoded words that follow each other in one character set. Some programs cut a character in two,
 * so they are put together before they are decoded. */
typedef struct
{
  GString *octets;
  char *charset;
} Run;

static gboolean
end_run (Run *run, GString *out, GError **error)
{
  g_autofree char *charset = g_steal_pointer (&run->charset);
  g_autofree char *text = NULL;

  if (charset == NULL)
    return TRUE;
  text = atena_charset_decode (run->octets->str, run->octets->len, charset, error);
  if (text == NULL)
    return FALSE;
  g_string_append (out, text);
  g_string_truncate (run->octets, 0);
  return TRUE;
}

/* White space between encoded words does not count (RFC 2047 6.2), other text does. */
static gboolean
read_between (Run *run, const char *text, gsize length, gboolean last, GString *out, GError **error)
{
  gboolean joint = run->charset != NULL && !last && strspn (text, " \t") >= length;

  if (joint)
    return TRUE;
  if (!end_run (run, out, error))
    return FALSE;
  g_string_append_len (out, text, length);
  return TRUE;
}

static gboolean
read_word (Run *run, GMatchInfo *match, GString *out, GError **error)
{
  g_autofree char *charset = g_match_info_fetch (match, 1);
  g_autofree char *encoding = g_match_info_fetch (match, 2);
  g_autofree char *payload = g_match_info_fetch (match, 3);

  if (run->charset != NULL && g_ascii_strcasecmp (run->charset, charset) != 0 &&
      !end_run (run, out, error))
    return FALSE;
  g_free (run->charset);
  run->charset = g_steal_pointer (&charset);
  append_payload (run->octets, encoding, payload);
  return TRUE;
}

char *
atena_charset_decode_words (const char *text, GError **error)
{
  g_autoptr (GRegex) word =
    g_regex_new ("=\\?([^?*\\s]+)(?:\\*[^?\\s]*)?\\?([BbQq])\\?([^?\\s]*)\\?=", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) octets = g_string_new (NULL);
  Run run = { .octets = octets };
  gboolean ok = TRUE;
  int at = 0;

  g_regex_match (word, text, 0, &match);
  while (ok && g_match_info_matches (match))
    {
      int start = 0;
      int end = 0;

      g_match_info_fetch_pos (match, 0, &start, &end);
      ok = read_between (&run, text + at, start - at, FALSE, out, error) &&
           read_word (&run, match, out, error);
      at = end;
      g_match_info_next (match, NULL);
    }
  ok = ok && read_between (&run, text + at, strlen (text + at), TRUE, out, error);
  g_free (run.charset);
  return ok ? g_strdup (out->str) : NULL;
}
