// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Takes comma-separated text apart into records, strictly and in one pass; in which encoding it is
// and what the cells mean is not found out here.

#include "atena-csv-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "atena-error.h"
#include "atena-text.h"

#define READ_SIZE  (64 * 1024)
#define RECORD_MAX (1024 * 1024)

/* Characters of a column name in a message. */
#define SHOWN_MAX 40

typedef enum
{
  RECORD_START,
  CELL_START,
  IN_PLAIN,
  IN_QUOTED,
  AFTER_QUOTE, /* in a quoted cell: at its end, or between the halves of a doubled quote */
  RECORD_END,
} Place;

struct _AtenaCsvReader
{
  GObject parent;

  GInputStream *stream;
  char *name;
  char *encoding;
  char delimiter;
  AtenaFields *fields;
  GError *failure;
  GError *stream_failure; /* what follows the octets read last */

  /* The record is taken apart where it was read, before @end. */
  char *data;
  char *record; /* its first octet */
  char *cell;   /* the first octet of the cell */
  char *out;    /* the end of the cell: behind @in by the quotes left out */
  char *in;     /* the next octet to look at */
  char *end;

  Place place;
  gboolean started;
  gboolean after_cr;
  guint row;
  GArray *cells;
};

static void
table_iface_init (AtenaTableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaCsvReader,
                               atena_csv_reader,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_TABLE, table_iface_init))

static gboolean
fail (AtenaCsvReader *self, const char *what, GError **error)
{
  guint column = self->cells->len;
  g_autofree char *name = NULL;

  if (self->fields != NULL && column < atena_fields_get_size (self->fields))
    name = atena_text_shorten (atena_fields_get_names (self->fields)[column], SHOWN_MAX);
  if (name != NULL && !atena_text_is_blank (name))
    g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("%s, row %u, column %u (%s): %s"),
                 self->name, self->row, column + 1, name, what);
  else
    g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("%s, row %u, column %u: %s"),
                 self->name, self->row, column + 1, what);
  return FALSE;
}

static gboolean
fail_encoding (AtenaCsvReader *self, GError **error)
{
  g_autofree char *what = NULL;

  if (g_str_equal (self->encoding, "UTF-8"))
    return fail (self, _ ("The text is not UTF-8. In Excel, save the list as “CSV UTF-8”"), error);
  what = g_strdup_printf (_ ("The text is not in the encoding %s. In Excel, save the list as “CSV "
                             "UTF-8”"),
                          self->encoding);
  return fail (self, what, error);
}

static gboolean
fail_length (AtenaCsvReader *self, GError **error)
{
  return fail (self, _ ("The row is longer than 1 MiB. A quotation mark may be missing"), error);
}

/* A NUL octet is text here, unlike in g_utf8_validate_len(). */
static gboolean
is_utf8 (const char *text, const char *end)
{
  while (!g_utf8_validate_len (text, end - text, &text))
    {
      if (*text != '\0')
        return FALSE;
      text++;
    }
  return TRUE;
}

static gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

static void
mark_record (AtenaCsvReader *self)
{
  self->record = self->in;
  self->cell = self->in;
  self->out = self->in;
}

/* Passes over an empty line, which has a row number but is no record. */
static void
start_record (AtenaCsvReader *self)
{
  char c = *self->in;
  gboolean in_crlf = self->after_cr && c == '\n';

  self->after_cr = c == '\r';
  if (!in_crlf)
    self->row++;
  if (is_line_end (c))
    self->in++;
  else
    self->place = CELL_START;
  mark_record (self);
}

static void
start_cell (AtenaCsvReader *self)
{
  self->place = IN_PLAIN;
  if (*self->in == '"')
    {
      self->place = IN_QUOTED;
      self->in++;
    }
  self->cell = self->in;
  self->out = self->in;
}

/* Ends the cell at the delimiter or line end that @in points at. */
static gboolean
end_cell (AtenaCsvReader *self, GError **error)
{
  AtenaCell cell = { self->cell, self->out - self->cell };
  char last = *self->in;

  if (self->in - self->record > RECORD_MAX)
    return fail_length (self, error);
  if (!is_utf8 (self->cell, self->out))
    return fail_encoding (self, error);
  *self->out = '\0';
  g_array_append_val (self->cells, cell);
  self->in++;
  self->after_cr = last == '\r';
  self->place = last == self->delimiter ? CELL_START : RECORD_END;
  return TRUE;
}

static gboolean
scan_plain (AtenaCsvReader *self, GError **error)
{
  const char delimiter = self->delimiter;
  char *p = self->in;

  while (p < self->end && *p != delimiter && *p != '\n' && *p != '\r' && *p != '"')
    p++;
  self->in = p;
  self->out = p;
  if (p == self->end)
    return TRUE;
  if (*p == '"')
    return fail (self,
                 _ ("A quotation mark stands in the middle of a cell that does not begin with one"),
                 error);
  return end_cell (self, error);
}

static void
scan_quoted (AtenaCsvReader *self)
{
  char *quote = memchr (self->in, '"', self->end - self->in);
  gsize length = (quote != NULL ? quote : self->end) - self->in;

  if (self->out != self->in)
    memmove (self->out, self->in, length);
  self->out += length;
  self->in += length;
  if (quote == NULL)
    return;
  self->in++;
  self->place = AFTER_QUOTE;
}

static gboolean
scan_after_quote (AtenaCsvReader *self, GError **error)
{
  if (*self->in == self->delimiter || is_line_end (*self->in))
    return end_cell (self, error);
  if (*self->in != '"')
    return fail (self, _ ("There is text after the closing quotation mark"), error);
  *self->out++ = *self->in++;
  self->place = IN_QUOTED;
  return TRUE;
}

/* Reads on until the record ends or nothing is left of what was read from the stream. */
static gboolean
scan (AtenaCsvReader *self, GError **error)
{
  gboolean good = TRUE;

  while (good && self->in < self->end && self->place != RECORD_END)
    switch (self->place)
      {
      case RECORD_START:
        start_record (self);
        break;
      case CELL_START:
        start_cell (self);
        break;
      case IN_PLAIN:
        good = scan_plain (self, error);
        break;
      case IN_QUOTED:
        scan_quoted (self);
        break;
      case AFTER_QUOTE:
        good = scan_after_quote (self, error);
        break;
      case RECORD_END:
        g_assert_not_reached ();
      }
  return good;
}

/* Moves the record begun to the start of a buffer that has room for READ_SIZE octets more. */
static void
make_room (AtenaCsvReader *self)
{
  gsize length = self->end - self->record;
  char *data = g_malloc (length + READ_SIZE);

  if (length > 0)
    memcpy (data, self->record, length);
  for (guint i = 0; i < self->cells->len; i++)
    {
      AtenaCell *cell = &g_array_index (self->cells, AtenaCell, i);

      cell->text = data + (cell->text - self->record);
    }
  self->cell = data + (self->cell - self->record);
  self->out = data + (self->out - self->record);
  self->in = data + (self->in - self->record);
  self->end = data + length;
  self->record = data;
  g_free (self->data);
  self->data = data;
}

static gboolean
starts_with (AtenaCsvReader *self, const char *mark)
{
  gsize length = strlen (mark);

  return (gsize) (self->end - self->in) >= length && memcmp (self->in, mark, length) == 0;
}

/* Looks at the first octets: passes over a byte order mark, refuses UTF-16 with and without one. */
static gboolean
start_stream (AtenaCsvReader *self, GError **error)
{
  gsize length = self->end - self->in;

  self->started = TRUE;
  if (starts_with (self, "\xef\xbb\xbf"))
    {
      self->in += 3;
      return TRUE;
    }
  if (!starts_with (self, "\xff\xfe") && !starts_with (self, "\xfe\xff") &&
      memchr (self->in, '\0', MIN (length, 2)) == NULL)
    return TRUE;
  self->row = 1;
  return fail_encoding (self, error);
}

/* Nothing more comes: what stands there is the last record, with or without a line end. */
static gboolean
end_stream (AtenaCsvReader *self, GError **error)
{
  if (self->place == IN_QUOTED)
    return fail (self, _ ("The quotation mark at the start of the cell is never closed"), error);
  *self->end++ = '\n';
  return scan (self, error);
}

static gboolean
fail_stream (AtenaCsvReader *self, GError **error)
{
  if (g_error_matches (self->stream_failure, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) ||
      g_error_matches (self->stream_failure, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    {
      self->row += self->place == RECORD_START;
      return fail_encoding (self, error);
    }
  g_propagate_prefixed_error (error, g_steal_pointer (&self->stream_failure),
                              _ ("%s cannot be read: "), self->name);
  return FALSE;
}

static gboolean
fill (AtenaCsvReader *self, gsize *ret_length, GError **error)
{
  if (self->end - self->record > RECORD_MAX)
    return fail_length (self, error);
  make_room (self);
  *ret_length = 0;
  if (self->stream_failure == NULL)
    g_input_stream_read_all (self->stream, self->end, READ_SIZE, ret_length, NULL,
                             &self->stream_failure);
  if (self->stream_failure != NULL && *ret_length == 0)
    return fail_stream (self, error);
  self->end += *ret_length;
  return self->started || start_stream (self, error);
}

static gboolean
read_record (AtenaCsvReader *self, GError **error)
{
  gsize length = 1;

  g_array_set_size (self->cells, 0);
  self->place = RECORD_START;
  mark_record (self);
  while (length > 0)
    {
      if (!scan (self, error))
        return FALSE;
      if (self->place == RECORD_END)
        return TRUE;
      if (!fill (self, &length, error))
        return FALSE;
    }
  return self->place == RECORD_START || end_stream (self, error);
}

static gboolean
csv_reader_read (AtenaTable *table, const AtenaCell **ret_cells, guint *ret_n_cells, GError **error)
{
  AtenaCsvReader *self = ATENA_CSV_READER (table);

  if (self->failure != NULL || !read_record (self, &self->failure))
    {
      g_propagate_error (error, g_error_copy (self->failure));
      return FALSE;
    }
  *ret_cells = (gconstpointer) self->cells->data;
  *ret_n_cells = self->cells->len;
  return TRUE;
}

static guint
csv_reader_get_row (AtenaTable *table)
{
  return ATENA_CSV_READER (table)->row;
}

static const char *
csv_reader_get_name (AtenaTable *table)
{
  return ATENA_CSV_READER (table)->name;
}

static void
csv_reader_set_fields (AtenaTable *table, AtenaFields *fields)
{
  AtenaCsvReader *self = ATENA_CSV_READER (table);

  g_clear_pointer (&self->fields, atena_fields_unref);
  self->fields = atena_fields_ref (fields);
}

AtenaTable *
atena_csv_reader_new (GInputStream *stream, const char *name)
{
  AtenaCsvReader *self = g_object_new (ATENA_TYPE_CSV_READER, NULL);

  self->stream = g_object_ref (stream);
  self->name = atena_text_fold_line (name);
  return ATENA_TABLE (self);
}

gboolean
atena_csv_reader_takes_delimiter (char delimiter)
{
  return delimiter == '\t' || (g_ascii_ispunct (delimiter) && delimiter != '"');
}

void
atena_csv_reader_set_delimiter (AtenaCsvReader *self, char delimiter)
{
  g_return_if_fail (ATENA_IS_CSV_READER (self));
  g_return_if_fail (atena_csv_reader_takes_delimiter (delimiter));

  self->delimiter = delimiter;
}

char
atena_csv_reader_get_delimiter (AtenaCsvReader *self)
{
  g_return_val_if_fail (ATENA_IS_CSV_READER (self), '\0');

  return self->delimiter;
}

gboolean
atena_csv_reader_set_encoding (AtenaCsvReader *self, const char *encoding, GError **error)
{
  g_autoptr (GCharsetConverter) converter = NULL;
  GInputStream *stream;

  g_return_val_if_fail (ATENA_IS_CSV_READER (self), FALSE);
  g_return_val_if_fail (!self->started, FALSE);

  g_free (self->encoding);
  self->encoding = g_ascii_strup (atena_text_get_meant_charset (encoding), -1);
  if (g_str_equal (self->encoding, "UTF-8"))
    return TRUE;
  /* Behind a slash, iconv would be told to leave out what it cannot read. */
  if (strchr (self->encoding, '/') == NULL)
    converter = g_charset_converter_new ("UTF-8", self->encoding, NULL);
  if (converter == NULL)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ ("%s: There is no encoding with the name %s. Lists are in UTF-8, CP932 (the "
                      "Shift_JIS of Windows), EUC-JP, ISO-2022-JP or UTF-16"),
                   self->name, self->encoding);
      return FALSE;
    }
  stream = g_converter_input_stream_new (self->stream, G_CONVERTER (converter));
  g_object_unref (self->stream);
  self->stream = stream;
  return TRUE;
}

const char *
atena_csv_reader_get_encoding (AtenaCsvReader *self)
{
  g_return_val_if_fail (ATENA_IS_CSV_READER (self), NULL);

  return self->encoding;
}

static void
atena_csv_reader_finalize (GObject *object)
{
  AtenaCsvReader *self = ATENA_CSV_READER (object);

  g_clear_object (&self->stream);
  g_clear_pointer (&self->fields, atena_fields_unref);
  g_clear_error (&self->failure);
  g_clear_error (&self->stream_failure);
  g_clear_pointer (&self->cells, g_array_unref);
  g_free (self->name);
  g_free (self->encoding);
  g_free (self->data);
  G_OBJECT_CLASS (atena_csv_reader_parent_class)->finalize (object);
}

static void
table_iface_init (AtenaTableInterface *iface)
{
  iface->read = csv_reader_read;
  iface->get_row = csv_reader_get_row;
  iface->get_name = csv_reader_get_name;
  iface->set_fields = csv_reader_set_fields;
}

static void
atena_csv_reader_class_init (AtenaCsvReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_csv_reader_finalize;
}

static void
atena_csv_reader_init (AtenaCsvReader *self)
{
  self->cells = g_array_new (FALSE, FALSE, sizeof (AtenaCell));
  self->encoding = g_strdup ("UTF-8");
  self->delimiter = ',';
}
