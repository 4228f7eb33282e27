// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

#include "atena-table.h"

/* Limits of a workbook: those of Excel, and what a record of a text file may have. */
#define ATENA_SHEET_COLUMNS 16384
#define ATENA_SHEET_ROWS    1048576
#define ATENA_SHEET_OCTETS  (1024 * 1024)

/* The cells of one row, put in wherever they belong. */
typedef struct _AtenaSheetRow AtenaSheetRow;

AtenaSheetRow *
atena_sheet_row_new (void);
void
atena_sheet_row_free (AtenaSheetRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaSheetRow, atena_sheet_row_free)

/* Begins row @number, the first being 1, without any cell. */
void
atena_sheet_row_begin (AtenaSheetRow *self, guint number);

/* The same cells once more, in row @number. */
void
atena_sheet_row_renumber (AtenaSheetRow *self, guint number);
guint
atena_sheet_row_get_number (AtenaSheetRow *self);

/* Puts a copy of @text, made valid UTF-8, into @column, the first being 0, and the @n - 1 behind
 * it. FALSE when a limit is reached. Nothing is put anywhere when there is no text. */
gboolean
atena_sheet_row_put (AtenaSheetRow *self, guint column, guint n, const char *text, gsize length);

/* The cells up to the last one with text; valid until the next row begins. */
const AtenaCell *
atena_sheet_row_get_cells (AtenaSheetRow *self, guint *ret_n_cells);
