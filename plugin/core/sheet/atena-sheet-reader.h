// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-table.h"

#define ATENA_TYPE_SHEET_READER (atena_sheet_reader_get_type ())
G_DECLARE_FINAL_TYPE (AtenaSheetReader, atena_sheet_reader, ATENA, SHEET_READER, GObject)

/**
 * atena_sheet_reader_new:
 * @fd: of a workbook (.xlsx, .ods, .xls), in which one can seek; becomes the reader's on success
 * @name: what errors call it
 * @sheet: (nullable): its name; NULL for the first visible sheet that has cells
 * @error: ATENA_ERROR_INVALID (no workbook, damaged, with a password, too large, no such sheet)
 *
 * A table of what the cells show: numbers and days as their formats say (see
 * atena_number_format_append()), what a formula yielded last. Cells that are merged have the value
 * in their first one. Not for files of two threads.
 */
AtenaTable *
atena_sheet_reader_new (int fd, const char *name, const char *sheet, GError **error);

/* Whether @head, which a file begins with, is that of something a workbook may be in: a zip archive
 * or a container of the older Office programs. */
gboolean
atena_sheet_reader_knows (const char *head, gsize length);

/* The names of the visible sheets; (transfer full). */
char **
atena_sheet_reader_dup_sheets (AtenaSheetReader *self);

/* The name of the sheet that is read; NULL when the workbook has none with cells. */
const char *
atena_sheet_reader_get_sheet (AtenaSheetReader *self);
