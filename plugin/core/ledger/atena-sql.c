// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Calls SQLite and turns its failures into GErrors; knows nothing of what is stored.

#include "atena-sql-private.h"

#include <glib/gi18n-lib.h>

#include "atena-error.h"

static const char *
explain (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return _ ("The disk is full");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return _ ("The file may only be read, not written");
    case SQLITE_CANTOPEN:
      return _ ("The file cannot be opened");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return _ ("The file is damaged or is no ledger of Atena");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return _ ("Another program keeps the file locked");
    case SQLITE_IOERR:
      return _ ("The file cannot be read or written");
    default:
      return _ ("The database reports a failure");
    }
}

gboolean
atena_sql_fail (sqlite3 *db, GError **error)
{
  const char *path = sqlite3_db_filename (db, "main");
  g_autofree char *shown = path != NULL && *path != '\0' ? g_filename_display_name (path) : NULL;

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_LEDGER, "%s: %s (%s)",
               shown != NULL ? shown : _ ("temporary ledger"), explain (sqlite3_errcode (db)),
               sqlite3_errmsg (db));
  return FALSE;
}

gboolean
atena_sql_exec (sqlite3 *db, const char *sql, GError **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || atena_sql_fail (db, error);
}

sqlite3_stmt *
atena_sql_prepare (sqlite3 *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    atena_sql_fail (db, error);

  return statement;
}

gboolean
atena_sql_step (sqlite3_stmt *statement, gboolean *ret_row, GError **error)
{
  int result = sqlite3_step (statement);

  if (result != SQLITE_ROW && result != SQLITE_DONE)
    return atena_sql_fail (sqlite3_db_handle (statement), error);

  *ret_row = result == SQLITE_ROW;
  return TRUE;
}

gboolean
atena_sql_run (sqlite3_stmt *statement, GError **error)
{
  gboolean row = TRUE;
  gboolean ok = TRUE;

  while (ok && row)
    ok = atena_sql_step (statement, &row, error);

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return ok;
}

gboolean
atena_sql_read_int (sqlite3 *db, const char *sql, gint64 *ret_value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = atena_sql_prepare (db, sql, error);
  gboolean row = FALSE;

  if (statement == NULL || !atena_sql_step (statement, &row, error))
    return FALSE;

  *ret_value = row ? sqlite3_column_int64 (statement, 0) : 0;
  return TRUE;
}

void
atena_sql_bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text != NULL ? text : "", -1, SQLITE_STATIC);
}

const char *
atena_sql_column_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? text : "";
}
