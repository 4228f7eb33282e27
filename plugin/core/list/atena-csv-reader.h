// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

#include "atena-fields.h"

#define ATENA_TYPE_CSV_READER (atena_csv_reader_get_type ())
G_DECLARE_FINAL_TYPE (AtenaCsvReader, atena_csv_reader, ATENA, CSV_READER, GObject)

/* A cell of the current record; @text is terminated but may hold NUL octets before @length. */
typedef struct
{
  const char *text;
  gsize length;
} AtenaCsvCell;

/**
 * atena_csv_reader_new:
 * @stream: UTF-8, with or without a byte order mark
 * @name: what errors call the stream, such as its file name
 */
AtenaCsvReader *
atena_csv_reader_new (GInputStream *stream, const char *name);

/**
 * atena_csv_reader_read:
 * @ret_cells: (out) (array length=ret_n_cells): valid until the next call
 * @ret_n_cells: (out): 0 at the end of the stream
 * @error: ATENA_ERROR_INVALID naming stream, row and column, or an error of the stream
 *
 * Reads one record as RFC 4180 defines it: cells apart by commas, records by CRLF or LF (or CR),
 * cells in double quotes may hold all of these, and a doubled quote stands for one. Errors: a quote
 * that never closes, text after a closing quote, a quote inside an unquoted cell, octets that are
 * not UTF-8, a record of more than 1 MiB. An empty line is no record.
 */
gboolean
atena_csv_reader_read (AtenaCsvReader *self,
                       const AtenaCsvCell **ret_cells,
                       guint *ret_n_cells,
                       GError **error);

/* Number of the record read last, the first being 1: what a spreadsheet shows as the row, so empty
 * lines are counted. */
guint
atena_csv_reader_get_row (AtenaCsvReader *self);

/* Lets later errors call a column by its name in @fields, too. */
void
atena_csv_reader_set_fields (AtenaCsvReader *self, AtenaFields *fields);
