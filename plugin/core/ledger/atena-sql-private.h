// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>
#include <sqlite3.h>

/* SQLite with GError: every failure is ATENA_ERROR_LEDGER in words for a person. Reading a row that
 * UPDATE … RETURNING yields is not a commit: run statements to the end before trusting them. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/* Sets @error from the last failure on @db. Always FALSE. */
gboolean
atena_sql_fail (sqlite3 *db, GError **error);

/* Adds to @db: atena_has (TEXT, KEY), where KEY is an atena_text_field_key(); atena_is_blank (TEXT);
 * atena_sort_key (TEXT). */
void
atena_sql_add_functions (sqlite3 *db);

gboolean
atena_sql_exec (sqlite3 *db, const char *sql, GError **error);
sqlite3_stmt *
atena_sql_prepare (sqlite3 *db, const char *sql, GError **error);

/* One step; @ret_row says whether there is a row to read. */
gboolean
atena_sql_step (sqlite3_stmt *statement, gboolean *ret_row, GError **error);

/* Runs @statement to its end and readies it, with its bindings cleared, for the next time. */
gboolean
atena_sql_run (sqlite3_stmt *statement, GError **error);

/* The first column of the first row that @sql yields. */
gboolean
atena_sql_read_int (sqlite3 *db, const char *sql, gint64 *ret_value, GError **error);

/* Bind text that outlives the statement's next step; NULL binds "". */
void
atena_sql_bind_text (sqlite3_stmt *statement, int index, const char *text);

/* A text column, "" for NULL. Valid until the next step. */
const char *
atena_sql_column_text (sqlite3_stmt *statement, int column);
