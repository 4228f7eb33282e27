// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-peek-table-private.h"

/* As many columns as a list may have. */
#define ATENA_LIST_COLUMNS_MAX 1024

/**
 * atena_list_header_read:
 * @error: ATENA_ERROR_INVALID (nothing in the table, too many columns) or an error of reading it
 *
 * Reads @table up to its first person. Its header is the first row with two filled cells or more,
 * better one that names a column of addresses, unless an address stands in it or above it; in a
 * list of one column it is the row above the first address. Other rows before it are titles.
 *
 * Returns: (transfer full): the columns as the header calls them, "" for one that it calls nothing;
 *   A, B, C … for a list without a header
 */
GStrv
atena_list_header_read (AtenaPeekTable *table, GError **error);
