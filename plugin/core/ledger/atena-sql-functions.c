// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Teaches SQLite how this house compares text; which rows are asked for is not known here.

#include "atena-sql-private.h"

#include <string.h>

#include "atena-text.h"

/* What an SQL function is given, "" for what is no good text. */
static const char *
get_text (sqlite3_value *value)
{
  const char *text = (const char *) sqlite3_value_text (value);

  return text != NULL && g_utf8_validate (text, -1, NULL) ? text : "";
}

/* atena_has (TEXT, KEY): whether KEY stands in TEXT, width and case aside. */
static void
sql_has (sqlite3_context *context, int n, sqlite3_value **values)
{
  g_autofree char *key = atena_text_field_key (get_text (values[0]));

  sqlite3_result_int (context, strstr (key, get_text (values[1])) != NULL);
}

static void
sql_is_blank (sqlite3_context *context, int n, sqlite3_value **values)
{
  sqlite3_result_int (context, atena_text_is_blank (get_text (values[0])));
}

/* atena_sort_key (TEXT): octets that sort as a person would, numbers by their value. */
static void
sql_sort_key (sqlite3_context *context, int n, sqlite3_value **values)
{
  g_autofree char *key = atena_text_field_key (get_text (values[0]));

  sqlite3_result_text (context, g_utf8_collate_key_for_filename (key, -1), -1, g_free);
}

void
atena_sql_add_functions (sqlite3 *db)
{
  int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

  sqlite3_create_function (db, "atena_has", 2, flags, NULL, sql_has, NULL, NULL);
  sqlite3_create_function (db, "atena_is_blank", 1, flags, NULL, sql_is_blank, NULL, NULL);
  sqlite3_create_function (db, "atena_sort_key", 1, flags, NULL, sql_sort_key, NULL, NULL);
}
