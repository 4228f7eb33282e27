// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The tables of a ledger and how an older ledger becomes a newer one; not what is done with them.

#include "atena-schema-private.h"

#include <glib/gi18n-lib.h>

#include "atena-error.h"
#include "atena-sql-private.h"

/* "aten", so that no other SQLite file is taken for a ledger. */
#define APPLICATION_ID 0x6174656e

/* PRAGMA user_version counts the entries that have been run. Entries are never changed once
 * released. Times are microseconds since 1970 in UTC, but for row.date, which is seconds like the
 * header that it becomes. Nothing here holds a password. */
static const char *const migrations[] = {
  /* The lists of values are spelt out, since SQLite builds a table for each IN (…) of a CHECK at
   * each change of a row.
   *
   * campaign.settings is whatever the host needs to reach the account again; account says whose
   * limits count. A limit of 0 is none. row.digest tells two letters to one address apart (one
   * digest, one letter). row.attempts is the number of the newest attempt. */
  "CREATE TABLE campaign ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  kind TEXT NOT NULL CHECK (kind = 'merge' OR kind = 'test'),"
  "  state TEXT NOT NULL CHECK (state = 'draft' OR state = 'ready' OR state = 'running'"
  "    OR state = 'paused' OR state = 'finished'),"
  "  reason TEXT NOT NULL DEFAULT '',"
  "  draft BLOB NOT NULL,"
  "  draft_name TEXT NOT NULL,"
  "  fields TEXT NOT NULL CHECK (json_valid (fields)),"
  "  sender TEXT NOT NULL,"
  "  sender_name TEXT NOT NULL,"
  "  account TEXT NOT NULL,"
  "  settings TEXT NOT NULL,"
  "  seed TEXT NOT NULL,"
  "  zone TEXT NOT NULL,"
  "  per_minute INTEGER NOT NULL,"
  "  per_hour INTEGER NOT NULL,"
  "  created INTEGER NOT NULL"
  ") STRICT;"
  "CREATE TABLE row ("
  "  id INTEGER PRIMARY KEY,"
  "  campaign INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,"
  "  number INTEGER NOT NULL,"
  "  address TEXT NOT NULL,"
  "  key TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  fields TEXT NOT NULL,"
  "  role TEXT NOT NULL DEFAULT 'letter' CHECK (role = 'letter' OR role = 'copy'"
  "    OR role = 'none'),"
  "  state TEXT NOT NULL CHECK (state = 'pending' OR state = 'claimed' OR state = 'sent'"
  "    OR state = 'deferred' OR state = 'rejected' OR state = 'uncertain'"
  "    OR state = 'excluded'),"
  "  reason TEXT NOT NULL DEFAULT '',"
  "  detail TEXT NOT NULL DEFAULT '',"
  "  digest TEXT NOT NULL DEFAULT '',"
  "  message_id TEXT NOT NULL,"
  "  date INTEGER NOT NULL DEFAULT 0,"
  "  attempts INTEGER NOT NULL DEFAULT 0,"
  "  copy_state TEXT NOT NULL DEFAULT 'none' CHECK (copy_state = 'none'"
  "    OR copy_state = 'wanted' OR copy_state = 'stored' OR copy_state = 'failed'),"
  "  UNIQUE (campaign, number)"
  ") STRICT;"
  "CREATE INDEX row_key ON row (campaign, key);"
  "CREATE TABLE attempt ("
  "  row INTEGER NOT NULL REFERENCES row ON DELETE CASCADE,"
  "  number INTEGER NOT NULL,"
  "  started INTEGER NOT NULL,"
  "  settled INTEGER,"
  "  outcome TEXT CHECK (outcome = 'sent' OR outcome = 'deferred' OR outcome = 'rejected'"
  "    OR outcome = 'uncertain' OR outcome = 'returned'),"
  "  code INTEGER NOT NULL DEFAULT 0,"
  "  enhanced TEXT NOT NULL DEFAULT '',"
  "  reply TEXT NOT NULL DEFAULT '',"
  "  PRIMARY KEY (row, number)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX attempt_started ON attempt (started);",
  /* campaign.copy_state is that of the one copy of a campaign; row.copy_state of a letter's own.
   * The index spares a way past the draft, which stands before the account and may be long. */
  "ALTER TABLE campaign ADD COLUMN per_day INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE campaign ADD COLUMN copy_state TEXT NOT NULL DEFAULT 'none' CHECK (copy_state ="
  "  'none' OR copy_state = 'wanted' OR copy_state = 'stored' OR copy_state = 'failed');"
  "CREATE INDEX campaign_account ON campaign (account, kind);",
  /* What a person decided about an uncertain row, and when; kept when the row goes again. */
  "ALTER TABLE row ADD COLUMN decision TEXT NOT NULL DEFAULT '' CHECK (decision = ''"
  "  OR decision = 'hold' OR decision = 'sent' OR decision = 'again');"
  "ALTER TABLE row ADD COLUMN decided INTEGER NOT NULL DEFAULT 0;",
  /* Where several people stand in one row of the sheet; NULL when row.number is that of the sheet.
   */
  "ALTER TABLE row ADD COLUMN sheet_row INTEGER;",
  /* Files that go to single people: where they are, and of each row which, with their digests, as
   * atena_enclosures_to_record() makes it. The files themselves stay where they are. */
  "ALTER TABLE campaign ADD COLUMN enclosure_folder TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE row ADD COLUMN enclosures TEXT NOT NULL DEFAULT '';",
  /* Lists that are kept, and what was looked at before a start. list.replaces is the list of which
   * this one is a newer version that nobody has confirmed yet. looked.finding is the identity of a
   * finding about shifted rows. */
  "CREATE TABLE list ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  name TEXT NOT NULL,"
  "  purpose TEXT NOT NULL,"
  "  origin TEXT NOT NULL,"
  "  columns TEXT NOT NULL,"
  "  fields TEXT NOT NULL CHECK (json_valid (fields)),"
  "  saved INTEGER NOT NULL,"
  "  replaces INTEGER REFERENCES list ON DELETE CASCADE"
  ") STRICT;"
  "CREATE UNIQUE INDEX list_name ON list (name) WHERE replaces IS NULL;"
  "CREATE TABLE list_row ("
  "  list INTEGER NOT NULL REFERENCES list ON DELETE CASCADE,"
  "  number INTEGER NOT NULL,"
  "  address TEXT NOT NULL,"
  "  key TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  fields TEXT NOT NULL,"
  "  reason TEXT NOT NULL,"
  "  detail TEXT NOT NULL,"
  "  sheet_row INTEGER,"
  "  ticked INTEGER NOT NULL DEFAULT 1 CHECK (ticked = 0 OR ticked = 1),"
  "  PRIMARY KEY (list, number)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX list_row_key ON list_row (list, key);"
  "CREATE TABLE looked ("
  "  campaign INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,"
  "  finding TEXT NOT NULL,"
  "  time INTEGER NOT NULL,"
  "  PRIMARY KEY (campaign, finding)"
  ") STRICT, WITHOUT ROWID;",
  /* How a list was read, as atena_table_format_to_json() makes it. */
  "ALTER TABLE list ADD COLUMN format TEXT NOT NULL DEFAULT '';",
};

/* One statement, so that what it reads is of one moment: another process may be making the tables.
 */
static gboolean
read_version (sqlite3 *db, gint64 *ret_version, GError **error)
{
  g_autoptr (sqlite3_stmt) select =
    atena_sql_prepare (db,
                       "SELECT application_id, user_version, (SELECT count (*) FROM sqlite_schema)"
                       " FROM pragma_application_id, pragma_user_version",
                       error);
  gboolean row;
  gint64 id;

  if (select == NULL || !atena_sql_step (select, &row, error))
    return FALSE;

  id = sqlite3_column_int64 (select, 0);
  *ret_version = sqlite3_column_int64 (select, 1);
  if (id != APPLICATION_ID && (sqlite3_column_int64 (select, 2) > 0 || id != 0))
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_LEDGER, _ ("%s: This is no ledger of Atena"),
                   sqlite3_db_filename (db, "main"));
      return FALSE;
    }

  if (*ret_version > (gint64) G_N_ELEMENTS (migrations))
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_LEDGER,
                   _ ("%s: This ledger was made by a newer version of Atena; please update Atena"),
                   sqlite3_db_filename (db, "main"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
run_migrations (sqlite3 *db, gint64 version, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                            APPLICATION_ID, (int) G_N_ELEMENTS (migrations));

  for (gsize i = (gsize) version; i < G_N_ELEMENTS (migrations); i++)
    if (!atena_sql_exec (db, migrations[i], error))
      return FALSE;

  return atena_sql_exec (db, stamp, error);
}

gboolean
atena_schema_migrate (sqlite3 *db, GError **error)
{
  gint64 version;

  if (!read_version (db, &version, error))
    return FALSE;
  if (version == (gint64) G_N_ELEMENTS (migrations))
    return TRUE;
  if (!atena_sql_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;

  /* Another process may have migrated while this one waited for the lock. */
  if (read_version (db, &version, error) && run_migrations (db, version, error) &&
      atena_sql_exec (db, "COMMIT", error))
    return TRUE;

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

gboolean
atena_schema_check (sqlite3 *db, GError **error)
{
  gint64 version;

  if (!read_version (db, &version, error))
    return FALSE;
  if (version == (gint64) G_N_ELEMENTS (migrations))
    return TRUE;

  g_set_error (
    error, ATENA_ERROR, ATENA_ERROR_LEDGER,
    _ ("%s: This ledger is of an older version; it is brought up to date at the next sending"),
    sqlite3_db_filename (db, "main"));
  return FALSE;
}
