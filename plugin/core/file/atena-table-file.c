// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Chooses who reads a list by what is in its file; it reads no row itself.

#include "atena-table-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "atena-book-error.h"
#include "atena-csv-guess-private.h"
#include "atena-csv-reader.h"
#include "atena-error.h"
#include "atena-sheet-reader.h"
#include "atena-text.h"
#include "atena-vcard-reader.h"

/* How much of a file the delimiter is found out from. */
#define HEAD_SIZE (64 * 1024)

/* The start of a file that is no list. */
typedef struct
{
  const char *mark;
  const char *kind;
} Stranger;

static const Stranger strangers[] = {
  { "%PDF", N_ ("a PDF document") },  { "{\\rtf", N_ ("a text document") },
  { "\x89PNG", N_ ("a picture") },    { "\xff\xd8\xff", N_ ("a picture") },
  { "<!DOCTYPE", N_ ("a web page") }, { "<html", N_ ("a web page") },
  { "<?xml", N_ ("an XML file") },
};

static gboolean
fail_errno (const char *name, int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("%s cannot be opened: %s"), name,
               g_strerror (code));
  return FALSE;
}

static gboolean
check_kind (const char *head, gsize length, const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      gsize mark = strlen (strangers[i].mark);

      if (length >= mark && g_ascii_strncasecmp (head, strangers[i].mark, mark) == 0)
        return atena_book_fail_kind (name, _ (strangers[i].kind), error);
    }
  return TRUE;
}

/* The encoding of @fd, which is somebody's choice or found out. */
static gboolean
choose_encoding (int fd,
                 const char *name,
                 const AtenaTableOptions *options,
                 const char **ret_encoding,
                 GError **error)
{
  *ret_encoding = options->encoding;
  if (*ret_encoding != NULL)
    return TRUE;
  if (!atena_csv_guess_encoding (fd, ret_encoding, error))
    {
      g_prefix_error (error, _ ("%s cannot be read: "), name);
      return FALSE;
    }
  return *ret_encoding != NULL || atena_book_fail_content (name, error);
}

static char
guess_delimiter (const char *head, gsize length, const char *encoding)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (head, length, NULL);
  g_autoptr (GCharsetConverter) converter = g_charset_converter_new ("UTF-8", encoding, NULL);
  g_autoptr (GInputStream) decoded = NULL;
  g_autofree char *text = g_malloc (HEAD_SIZE);
  gsize text_length = 0;

  if (converter == NULL)
    return ',';
  decoded = g_converter_input_stream_new (stream, G_CONVERTER (converter));
  /* The head may end inside a character; what stands before is enough. */
  g_input_stream_read_all (decoded, text, HEAD_SIZE, &text_length, NULL, NULL);
  return atena_csv_guess_delimiter (text, text_length);
}

static AtenaTable *
open_text (int fd,
           const char *head,
           gssize length,
           const char *name,
           const AtenaTableOptions *options,
           GError **error)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (fd, FALSE);
  g_autoptr (AtenaTable) table = atena_csv_reader_new (stream, name);
  const char *encoding = options->encoding != NULL ? options->encoding : "UTF-8";
  char delimiter = options->delimiter != '\0' ? options->delimiter : ',';

  if (length > 0)
    {
      if (!check_kind (head, (gsize) length, name, error) ||
          !choose_encoding (fd, name, options, &encoding, error))
        return NULL;
      if (options->delimiter == '\0')
        delimiter = guess_delimiter (head, (gsize) length, encoding);
    }
  if (!atena_csv_reader_set_encoding (ATENA_CSV_READER (table), encoding, error))
    return NULL;
  atena_csv_reader_set_delimiter (ATENA_CSV_READER (table), delimiter);
  g_unix_input_stream_set_close_fd (G_UNIX_INPUT_STREAM (stream), TRUE);
  return g_steal_pointer (&table);
}

static AtenaTable *
open_cards (int fd, const char *name)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (fd, TRUE);

  return atena_vcard_reader_new (stream, name);
}

static AtenaTable *
open_content (int fd, const char *name, const AtenaTableOptions *options, GError **error)
{
  g_autofree char *head = g_malloc (HEAD_SIZE);
  gssize length = pread (fd, head, HEAD_SIZE, 0);

  if (length > 0 && atena_sheet_reader_knows (head, (gsize) length))
    return atena_sheet_reader_new (fd, name, options->sheet, error);
  if (length > 0 && atena_vcard_reader_knows (head, (gsize) length))
    return open_cards (fd, name);
  return open_text (fd, head, length, name, options, error);
}

AtenaTable *
atena_table_open (const char *path, const AtenaTableOptions *options, GError **error)
{
  static const AtenaTableOptions nothing = { 0 };
  const AtenaTableOptions *given = options != NULL ? options : &nothing;
  g_autofree char *display_name =
    given->name != NULL ? g_strdup (given->name) : g_filename_display_name (path);
  g_autofree char *name = atena_text_fold_line (display_name);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  AtenaTable *table;

  if (fd < 0)
    {
      fail_errno (name, errno, error);
      return NULL;
    }
  table = open_content (fd, name, given, error);
  if (table == NULL)
    close (fd);
  return table;
}

AtenaTable *
atena_table_open_text (const char *text, const char *name, const AtenaTableOptions *options)
{
  gsize length = strlen (text);
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (g_strdup (text), (gssize) length, g_free);
  AtenaTable *table;
  char delimiter;

  if (atena_vcard_reader_knows (text, length))
    return atena_vcard_reader_new (stream, name);
  table = atena_csv_reader_new (stream, name);
  delimiter = options != NULL && options->delimiter != '\0'
                ? options->delimiter
                : atena_csv_guess_delimiter (text, length);

  atena_csv_reader_set_delimiter (ATENA_CSV_READER (table), delimiter);
  return table;
}

AtenaListSource *
atena_list_source_open (const char *path, const AtenaTableOptions *options, GError **error)
{
  g_autoptr (AtenaTable) table = atena_table_open (path, options, error);

  return table != NULL ? atena_list_source_new (table, error) : NULL;
}
