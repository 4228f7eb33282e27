// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-fields.h"

#define ATENA_TYPE_TABLE (atena_table_get_type ())
G_DECLARE_INTERFACE (AtenaTable, atena_table, ATENA, TABLE, GObject)

/* A cell of the current row: UTF-8, as a person sees it in the program that made the list. @text is
 * terminated but may hold NUL octets before @length. */
typedef struct
{
  const char *text;
  gsize length;
} AtenaCell;

/* Rows of cells, read one after another: a list as the file has it, before anybody knows what its
 * columns mean. Needs no memory for the rows already read. */
struct _AtenaTableInterface
{
  GTypeInterface parent;

  gboolean (*read) (AtenaTable *self,
                    const AtenaCell **ret_cells,
                    guint *ret_n_cells,
                    GError **error);
  guint (*get_row) (AtenaTable *self);
  const char *(*get_name) (AtenaTable *self);
  void (*set_fields) (AtenaTable *self, AtenaFields *fields);
};

/**
 * atena_table_read:
 * @ret_cells: (out) (array length=ret_n_cells): valid until the next call
 * @ret_n_cells: (out): 0 at the end of the table
 * @error: ATENA_ERROR_INVALID naming table, row and column, or an error of reading the file; it
 *   comes again at each later call
 *
 * Reads one row. Rows without any cell are passed over.
 */
gboolean
atena_table_read (AtenaTable *self,
                  const AtenaCell **ret_cells,
                  guint *ret_n_cells,
                  GError **error);

/* Number of the row read last as a spreadsheet shows it, the first being 1: rows passed over are
 * counted. */
guint
atena_table_get_row (AtenaTable *self);

/* What errors call the table, such as its file name. Borrowed. */
const char *
atena_table_get_name (AtenaTable *self);

/* Lets later errors call a column by its name in @fields, too. */
void
atena_table_set_fields (AtenaTable *self, AtenaFields *fields);
