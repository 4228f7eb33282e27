// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Finds out how a text file is written, its encoding and what stands between its cells; it takes no
// row apart.

#include "atena-csv-guess-private.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

#define READ_SIZE (64 * 1024)

/* No character has more octets. */
#define CHARACTER_MAX 4

/* Lines that are looked at. */
#define LINES_MAX 50

/* A count of delimiters above which all lines are alike. */
#define COUNT_MAX 255

#define NO_ICONV ((GIConv) -1)

static const char delimiters[] = { ',', ';', '\t' };

/* How many of the octets are whole characters of UTF-8. */
static gsize
accept_utf8 (const char *data, gsize length)
{
  const char *end = data;

  /* A NUL octet is text here, unlike in g_utf8_validate_len(). */
  while (!g_utf8_validate_len (end, data + length - end, &end) && *end == '\0' &&
         end < data + length)
    end++;
  return end - data;
}

/* Likewise of what @iconv reads. */
static gsize
accept_iconv (GIConv iconv, char *data, gsize length)
{
  char scratch[READ_SIZE];
  char *in = data;
  gsize left = length;
  gsize result;

  do
    {
      char *out = scratch;
      gsize room = sizeof scratch;

      result = g_iconv (iconv, &in, &left, &out, &room);
    }
  while (result == (gsize) -1 && errno == E2BIG);
  return in - data;
}

/* Whether the whole file is text for @iconv, or is UTF-8. */
static gboolean
fits (int fd, GIConv iconv, gboolean *ret_fits, GError **error)
{
  char data[READ_SIZE + CHARACTER_MAX];
  gsize left = 0;
  off_t offset = 0;
  gssize length;

  do
    {
      gsize accepted;

      length = pread (fd, data + left, READ_SIZE, offset);
      if (length < 0)
        {
          g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno),
                               g_strerror (errno));
          return FALSE;
        }
      offset += length;
      left += length;
      accepted = iconv != NO_ICONV ? accept_iconv (iconv, data, left) : accept_utf8 (data, left);
      left -= accepted;
      *ret_fits = length > 0 ? left < CHARACTER_MAX : left == 0;
      if (*ret_fits)
        memmove (data, data + accepted, left);
    }
  while (*ret_fits && length > 0);
  return TRUE;
}

static const char *
find_mark (int fd)
{
  guint8 mark[3] = { 0 };

  if (pread (fd, mark, sizeof mark, 0) < 2)
    return NULL;
  if (mark[0] == 0xef && mark[1] == 0xbb && mark[2] == 0xbf)
    return "UTF-8";
  if (mark[0] == 0xff && mark[1] == 0xfe)
    return "UTF-16LE";
  return mark[0] == 0xfe && mark[1] == 0xff ? "UTF-16BE" : NULL;
}

gboolean
atena_csv_guess_encoding (int fd, const char **ret_encoding, GError **error)
{
  static const char *const encodings[] = { "UTF-8", "CP932", "EUC-JP" };
  gboolean found = FALSE;

  *ret_encoding = find_mark (fd);
  for (guint i = 0; *ret_encoding == NULL && i < G_N_ELEMENTS (encodings); i++)
    {
      GIConv iconv = i > 0 ? g_iconv_open ("UTF-8", encodings[i]) : NO_ICONV;
      gboolean good = (i > 0 && iconv == NO_ICONV) || fits (fd, iconv, &found, error);

      if (iconv != NO_ICONV)
        g_iconv_close (iconv);
      if (!good)
        return FALSE;
      if (found)
        *ret_encoding = encodings[i];
    }
  return TRUE;
}

/* How many lines have how many of each delimiter. */
typedef struct
{
  guint lines[G_N_ELEMENTS (delimiters)][COUNT_MAX + 1];
} Counts;

static void
count_lines (const char *text, gsize length, Counts *counts)
{
  guint n[G_N_ELEMENTS (delimiters)] = { 0 };
  gboolean quoted = FALSE;
  guint n_lines = 0;

  for (gsize i = 0; i < length && n_lines < LINES_MAX; i++)
    {
      if (text[i] == '"')
        quoted = !quoted;
      if (quoted)
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (delimiters); k++)
        n[k] += text[i] == delimiters[k];
      if (text[i] != '\n' && text[i] != '\r' && i + 1 < length)
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (delimiters); k++)
        counts->lines[k][MIN (n[k], COUNT_MAX)]++;
      memset (n, 0, sizeof n);
      n_lines++;
    }
}

char
atena_csv_guess_delimiter (const char *text, gsize length)
{
  g_autofree Counts *counts = g_new0 (Counts, 1);
  char best = ',';
  guint best_lines = 0;
  guint best_n = 0;

  count_lines (text, length, counts);
  for (guint k = 0; k < G_N_ELEMENTS (delimiters); k++)
    for (guint n = 1; n <= COUNT_MAX; n++)
      {
        guint lines = counts->lines[k][n];

        if (lines > best_lines || (lines == best_lines && lines > 0 && n > best_n))
          {
            best = delimiters[k];
            best_lines = lines;
            best_n = n;
          }
      }
  return best;
}
