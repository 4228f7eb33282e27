// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

#include "atena-table.h"

#define ATENA_TYPE_CSV_READER (atena_csv_reader_get_type ())
G_DECLARE_FINAL_TYPE (AtenaCsvReader, atena_csv_reader, ATENA, CSV_READER, GObject)

/**
 * atena_csv_reader_new:
 * @stream: the text
 * @name: what errors call the stream, such as its file name
 *
 * A table of records as RFC 4180 defines them: cells apart by commas, records by CRLF or LF (or
 * CR), cells in double quotes may hold all of these, and a doubled quote stands for one. Errors: a
 * quote that never closes, text after a closing quote, a quote inside an unquoted cell, octets that
 * are no text in the encoding, a record of more than 1 MiB. An empty line is no record.
 */
AtenaTable *
atena_csv_reader_new (GInputStream *stream, const char *name);

/* Whether cells may be apart by @delimiter: a tab, or a sign of ASCII other than the quotation
 * mark. */
gboolean
atena_csv_reader_takes_delimiter (char delimiter);

/* What stands between the cells; ',' is the default. To be set before the first row is read. */
void
atena_csv_reader_set_delimiter (AtenaCsvReader *self, char delimiter);
char
atena_csv_reader_get_delimiter (AtenaCsvReader *self);

/**
 * atena_csv_reader_set_encoding:
 * @encoding: a name that iconv knows, such as "CP932", which Shift_JIS is taken for; "UTF-8" is the
 *   default
 * @error: ATENA_ERROR_INVALID when iconv does not know it
 *
 * To be set once, before the first row is read. A byte order mark is passed over.
 */
gboolean
atena_csv_reader_set_encoding (AtenaCsvReader *self, const char *encoding, GError **error);
const char *
atena_csv_reader_get_encoding (AtenaCsvReader *self);
