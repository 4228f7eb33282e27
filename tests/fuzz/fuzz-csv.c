// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Whatever a list holds, its cells are UTF-8, and written out again they are read as the same; its
// people come in order, each with as many values as there are fields. A first octet of 0 to 23
// says in which encoding and with which delimiter it is read.

#include <gio/gio.h>
#include <string.h>

#include "atena-csv-reader.h"
#include "atena-list-source.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* How a list is read; zeroed is as it comes. */
typedef struct
{
  const char *encoding;
  char delimiter;
} Options;

/* A control character for options, which is then no part of the list, is taken off; most lists
 * begin with none, and are read as they come. */
static Options
take_options (const guint8 **data, gsize *size)
{
  static const char *const encodings[] = { NULL,          "UTF-8",    "CP932",
                                           "ISO-2022-JP", "UTF-16LE", "EUC-JP" };
  static const char delimiters[] = { '\0', ',', ';', '\t' };
  guint8 octet = *size > 0 ? **data : G_MAXUINT8;

  if (octet >= G_N_ELEMENTS (encodings) * G_N_ELEMENTS (delimiters))
    return (Options){ 0 };
  (*data)++;
  (*size)--;
  return (Options){ encodings[octet / G_N_ELEMENTS (delimiters)],
                    delimiters[octet % G_N_ELEMENTS (delimiters)] };
}

static AtenaTable *
make_reader (gconstpointer data, gsize size, Options options)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, size, NULL);
  AtenaTable *table = atena_csv_reader_new (stream, "list.csv");
  AtenaCsvReader *reader = ATENA_CSV_READER (table);

  if (options.delimiter != '\0')
    atena_csv_reader_set_delimiter (reader, options.delimiter);
  if (options.encoding != NULL)
    g_assert_true (atena_csv_reader_set_encoding (reader, options.encoding, NULL));
  return table;
}

static void
append_cell (GString *text, const AtenaCell *cell)
{
  g_string_append_c (text, '"');
  for (gsize i = 0; i < cell->length; i++)
    {
      if (cell->text[i] == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, cell->text[i]);
    }
  g_string_append_c (text, '"');
}

/* The records of a list with every cell in quotes, after a byte order mark; @ret_whole is whether
 * it could be read to its end. */
static GString *
rewrite (AtenaTable *reader, gboolean *ret_whole)
{
  GString *text = g_string_new ("\xef\xbb\xbf");
  const AtenaCell *cells = NULL;
  guint n_cells = 0;
  guint row = 0;

  while ((*ret_whole = atena_table_read (reader, &cells, &n_cells, NULL)) && n_cells > 0)
    {
      g_assert_cmpuint (atena_table_get_row (reader), >, row);
      row = atena_table_get_row (reader);
      for (guint i = 0; i < n_cells; i++)
        {
          g_autofree char *valid = g_utf8_make_valid (cells[i].text, -1);

          g_assert_cmpstr (valid, ==, cells[i].text);
          g_assert_cmpint (cells[i].text[cells[i].length], ==, '\0');
          append_cell (text, &cells[i]);
          g_string_append (text, i + 1 < n_cells ? "," : "\r\n");
        }
    }
  return text;
}

static void
read_people (gconstpointer data, gsize size, Options options, gboolean first_only)
{
  g_autoptr (AtenaTable) reader = make_reader (data, size, options);
  g_autoptr (AtenaListSource) list = atena_list_source_new (reader, NULL);
  AtenaRecipientSource *source = ATENA_RECIPIENT_SOURCE (list);
  g_autoptr (AtenaRecipient) recipient = NULL;
  guint number = 0;
  guint n_fields;

  if (list == NULL)
    return;
  atena_columns_set_first_only (atena_list_source_get_columns (list), first_only);
  n_fields = atena_fields_get_size (atena_recipient_source_get_fields (source));
  while (atena_recipient_source_next (source, &recipient, NULL) && recipient != NULL)
    {
      const char *const *values = atena_recipient_get_values (recipient);

      g_assert_cmpuint (atena_recipient_get_number (recipient), >, number);
      number = atena_recipient_get_number (recipient);
      g_assert_cmpuint (g_strv_length ((char **) values), ==, n_fields);
      for (guint i = 0; i < n_fields; i++)
        g_assert_true (g_utf8_validate (values[i], -1, NULL));
      g_clear_pointer (&recipient, atena_recipient_unref);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gboolean whole = FALSE;
  Options options = take_options (&data, &size);
  g_autoptr (AtenaTable) reader = make_reader (data, size, options);
  g_autoptr (GString) once = rewrite (reader, &whole);
  g_autoptr (AtenaTable) again = make_reader (once->str, once->len, (Options){ 0 });
  g_autoptr (GString) twice = rewrite (again, &whole);

  g_assert_true (whole);
  g_assert_cmpmem (once->str, once->len, twice->str, twice->len);
  read_people (data, size, options, FALSE);
  read_people (data, size, options, TRUE);
  return 0;
}
