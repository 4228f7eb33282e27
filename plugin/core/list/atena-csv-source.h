// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-recipient-source.h"

#define ATENA_TYPE_CSV_SOURCE (atena_csv_source_get_type ())
G_DECLARE_FINAL_TYPE (AtenaCsvSource, atena_csv_source, ATENA, CSV_SOURCE, GObject)

/**
 * atena_csv_source_new:
 * @path: file name of a list: a header row, a column "email", and optionally a column "name" with
 *   display names, which go before those in address cells; every column is a field
 * @error: ATENA_ERROR_INVALID (empty file, no column "email", two columns of one name, what
 *   atena_table_read() refuses) or the error of opening @path, with the file name in it
 *
 * Recipients come in the order of the file. A row whose cells are all blank is passed over; one
 * with more or fewer cells than the header is an error that says how many there are and should be.
 * NUL in a value is dropped.
 */
AtenaCsvSource *
atena_csv_source_new (const char *path, GError **error);
