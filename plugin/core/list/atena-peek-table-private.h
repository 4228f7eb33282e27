// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-table.h"

#define ATENA_TYPE_PEEK_TABLE (atena_peek_table_get_type ())
G_DECLARE_FINAL_TYPE (AtenaPeekTable, atena_peek_table, ATENA, PEEK_TABLE, GObject)

/* How far one can look ahead: rows, and octets of all of them. */
#define ATENA_PEEK_ROWS   100
#define ATENA_PEEK_OCTETS (1024 * 1024)

/* The rows of @table, which nobody else reads. */
AtenaPeekTable *
atena_peek_table_new (AtenaTable *table);

/**
 * atena_peek_table_look:
 * @ahead: 0 for the row that atena_table_read() yields next, 1 for the one after it, …
 * @ret_cells: (out) (array length=ret_n_cells): valid until that row is read
 * @ret_n_cells: (out): 0 at the end of the table, and where one cannot look so far ahead
 *
 * Looks at a row without reading it; the number of the row is that of the row read last.
 */
gboolean
atena_peek_table_look (AtenaPeekTable *self,
                       guint ahead,
                       const AtenaCell **ret_cells,
                       guint *ret_n_cells,
                       GError **error);
