// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The transfer encodings of mail, in the few forms that letters need; GMime's encoder does not keep
// dots and "From " away from the start of a line.

#include "atena-encoding-private.h"

#include <string.h>

/* RFC 2045 6.7 and 6.8, RFC 5322 2.1.1. */
#define QUOTED_LINE_MAX    75 /* and the "=" of a soft line break */
#define BASE64_LINE_OCTETS 57
#define LINE_MAX_LENGTH    998

/* The end of the line at @line, without its line break; @ret_next is the start of the next one,
 * NULL when there is none. */
static const char *
find_line_end (const char *line, const char *end, const char **ret_next)
{
  const char *feed = memchr (line, '\n', end - line);

  *ret_next = feed != NULL ? feed + 1 : NULL;
  if (feed == NULL)
    return end;
  return feed > line && feed[-1] == '\r' ? feed - 1 : feed;
}

void
atena_encoding_append_lines (GString *out, const char *text, gsize length, const char *newline)
{
  const char *end = text + length;
  const char *next;

  for (const char *line = text; line != NULL; line = next)
    {
      const char *line_end = find_line_end (line, end, &next);

      g_string_append_len (out, line, line_end - line);
      if (next != NULL)
        g_string_append (out, newline);
    }
}

/* Octets at @text, up to @length, that stand for themselves in quoted-printable. */
static gsize
plain_run (const char *text, gsize length)
{
  gsize run = 0;

  while (run < length &&
         ((text[run] >= ' ' && text[run] <= '~' && text[run] != '=') || text[run] == '\t'))
    run++;
  return run;
}

/* SMTP doubles a dot at the start of a line and mailbox files put a mark before "From ": some do
 * not take it away again. */
static gboolean
changes_on_the_way (const char *line, const char *end)
{
  return *line == '.' || (end - line >= 5 && memcmp (line, "From ", 5) == 0);
}

static void
append_quoted_line (GString *out, const char *line, const char *end, const char *newline)
{
  gsize room = QUOTED_LINE_MAX;

  for (const char *p = line; p < end;)
    {
      gboolean at_start = room == QUOTED_LINE_MAX;
      gsize run =
        at_start && changes_on_the_way (p, end) ? 0 : plain_run (p, MIN ((gsize) (end - p), room));

      /* White space at the end of a line gets lost. */
      if (run > 0 && p + run == end && (end[-1] == ' ' || end[-1] == '\t'))
        run--;
      if (run > 0)
        {
          g_string_append_len (out, p, run);
          p += run;
          room -= run;
        }
      else if (room < 3)
        {
          g_string_append_c (out, '=');
          g_string_append (out, newline);
          room = QUOTED_LINE_MAX;
        }
      else
        {
          static const char digits[] = "0123456789ABCDEF";
          char quoted[3] = { '=', digits[(guchar) *p >> 4], digits[*p & 0xf] };

          g_string_append_len (out, quoted, sizeof quoted);
          p++;
          room -= sizeof quoted;
        }
    }
}

void
atena_encoding_append_quoted (GString *out, const char *text, gsize length, const char *newline)
{
  const char *end = text + length;
  const char *next;

  for (const char *line = text; line != NULL; line = next)
    {
      append_quoted_line (out, line, find_line_end (line, end, &next), newline);
      if (next != NULL)
        g_string_append (out, newline);
    }
}

void
atena_encoding_append_base64 (GString *out, const char *octets, gsize length, const char *newline)
{
  for (gsize at = 0; at < length; at += BASE64_LINE_OCTETS)
    {
      /* Room for a whole line and what g_base64_encode_step() asks for beyond. */
      char line[(BASE64_LINE_OCTETS / 3 + 1) * 4 + 4];
      int state = 0;
      int save = 0;
      gsize written =
        g_base64_encode_step ((const guchar *) octets + at, MIN (length - at, BASE64_LINE_OCTETS),
                              FALSE, line, &state, &save);

      written += g_base64_encode_close (FALSE, line + written, &state, &save);
      if (at > 0)
        g_string_append (out, newline);
      g_string_append_len (out, line, written);
    }
}

void
atena_encoding_append_base64_text (GString *out,
                                   const char *text,
                                   gsize length,
                                   const char *newline)
{
  g_autoptr (GString) canonical = g_string_sized_new (length + length / 32);

  atena_encoding_append_lines (canonical, text, length, "\r\n");
  atena_encoding_append_base64 (out, canonical->str, canonical->len, newline);
}

gboolean
atena_encoding_is_7bit (const char *octets, gsize length)
{
  const char *end = octets + length;
  const char *next;

  for (const char *line = octets; line != NULL; line = next)
    {
      const char *line_end = find_line_end (line, end, &next);

      if (line_end - line > LINE_MAX_LENGTH)
        return FALSE;
      for (const char *p = line; p < line_end; p++)
        if ((*p < ' ' && *p != '\t') || *p > '~')
          return FALSE;
    }
  return TRUE;
}

gboolean
atena_encoding_prefers_base64 (const char *text)
{
  gsize n_ascii = 0;
  gsize n_other = 0;

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isprint (*p) || *p == '\n')
      n_ascii++;
    else
      n_other++;
  return n_ascii + 3 * n_other > (n_ascii + n_other) * 4 / 3;
}
