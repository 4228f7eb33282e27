// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

#include "atena-table.h"

#define ATENA_TYPE_CSV_READER (atena_csv_reader_get_type ())
G_DECLARE_FINAL_TYPE (AtenaCsvReader, atena_csv_reader, ATENA, CSV_READER, GObject)

/**
 * atena_csv_reader_new:
 * @stream: UTF-8, with or without a byte order mark
 * @name: what errors call the stream, such as its file name
 *
 * A table of records as RFC 4180 defines them: cells apart by commas, records by CRLF or LF (or
 * CR), cells in double quotes may hold all of these, and a doubled quote stands for one. Errors: a
 * quote that never closes, text after a closing quote, a quote inside an unquoted cell, octets that
 * are not UTF-8, a record of more than 1 MiB. An empty line is no record.
 */
AtenaTable *
atena_csv_reader_new (GInputStream *stream, const char *name);
