// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Keeps lists of people in a ledger: makes, loads, replaces and erases them. Which of their rows
// are wanted, and how two versions differ, is found out elsewhere.

#include "atena-list-private.h"

#include <glib/gi18n-lib.h>

#include "atena-error.h"
#include "atena-ledger-private.h"
#include "atena-strings-private.h"
#include "atena-text.h"

/* Characters of a list's name in a message. */
#define SHOWN_MAX 60

#define LIST_COLUMNS "id, name, purpose, origin, columns, fields, saved, format"

struct _AtenaList
{
  GObject parent_instance;

  AtenaLedger *ledger;
  gint64 id;
  char *name;
  char *purpose;
  char *origin;
  char *columns;
  AtenaFields *fields;
  gint64 saved;
  char *format;
};

G_DEFINE_FINAL_TYPE (AtenaList, atena_list, G_TYPE_OBJECT)

static sqlite3 *
get_db (AtenaList *self)
{
  return atena_ledger_get_db (self->ledger);
}

sqlite3_stmt *
atena_list_prepare (AtenaList *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = atena_sql_prepare (get_db (self), sql, error);

  if (statement != NULL)
    sqlite3_bind_int64 (statement, 1, self->id);
  return statement;
}

static AtenaList *
list_new (AtenaLedger *ledger, const char *name, const char *purpose, const AtenaListSpec *spec)
{
  AtenaList *self = g_object_new (ATENA_TYPE_LIST, NULL);

  self->ledger = g_object_ref (ledger);
  self->name = g_strdup (name);
  self->purpose = g_strdup (purpose);
  self->origin = g_strdup (spec->origin);
  self->columns = g_strdup (spec->columns);
  self->saved = spec->now;
  self->format = g_strdup (spec->format != NULL ? spec->format : "");
  return self;
}

static gboolean
insert_list (AtenaList *self, gint64 replaces, GError **error)
{
  g_autofree char *names = atena_strings_to_json (atena_fields_get_names (self->fields));
  g_autoptr (sqlite3_stmt) insert =
    atena_sql_prepare (get_db (self),
                       "INSERT INTO list (name, purpose, origin, columns, fields, saved, replaces,"
                       " format) VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif (?7, 0), ?8)",
                       error);

  if (insert == NULL)
    return FALSE;

  atena_sql_bind_text (insert, 1, self->name);
  atena_sql_bind_text (insert, 2, self->purpose);
  atena_sql_bind_text (insert, 3, self->origin);
  atena_sql_bind_text (insert, 4, self->columns);
  atena_sql_bind_text (insert, 5, names);
  sqlite3_bind_int64 (insert, 6, self->saved);
  sqlite3_bind_int64 (insert, 7, replaces);
  atena_sql_bind_text (insert, 8, self->format);
  if (!atena_sql_run (insert, error))
    return FALSE;

  self->id = sqlite3_last_insert_rowid (get_db (self));
  return TRUE;
}

static gboolean
check_spec (AtenaLedger *ledger, const char *name, const char *purpose, GError **error)
{
  gboolean temporary = *atena_ledger_get_path (ledger) == '\0';

  if (atena_text_is_blank (name))
    g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                         _ ("Please give the list a name"));
  else if (!temporary && atena_text_is_blank (purpose))
    g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                         _ ("Please say what the people in the list were told it is for"));
  else
    return TRUE;

  return FALSE;
}

/* @ret_statement: as the one that finds the list of @name, after its first step. */
static gboolean
find_list (AtenaLedger *ledger,
           const char *name,
           sqlite3_stmt **ret_select,
           gboolean *ret_found,
           GError **error)
{
  g_autoptr (sqlite3_stmt) select =
    atena_sql_prepare (atena_ledger_get_db (ledger),
                       "SELECT " LIST_COLUMNS " FROM list WHERE name = ?1 AND replaces IS NULL",
                       error);

  if (select == NULL)
    return FALSE;

  sqlite3_bind_text (select, 1, name, -1, SQLITE_TRANSIENT);
  if (!atena_sql_step (select, ret_found, error))
    return FALSE;

  *ret_select = g_steal_pointer (&select);
  return TRUE;
}

static gboolean
check_free (AtenaLedger *ledger, const char *name, GError **error)
{
  g_autoptr (sqlite3_stmt) select = NULL;
  g_autofree char *shown = atena_text_shorten (name, SHOWN_MAX);
  gboolean found;

  if (!find_list (ledger, name, &select, &found, error))
    return FALSE;
  if (!found)
    return TRUE;

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("There already is a list “%s”; please refresh it or choose another name"), shown);
  return FALSE;
}

AtenaList *
atena_list_create (AtenaLedger *ledger,
                   const AtenaListSpec *spec,
                   AtenaRecipientSource *source,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *name = g_strstrip (atena_text_fold_line (spec->name));
  g_autoptr (AtenaList) self = list_new (ledger, name, spec->purpose, spec);
  sqlite3 *db = atena_ledger_get_db (ledger);

  self->fields = atena_fields_ref (atena_recipient_source_get_fields (source));
  if (!check_spec (ledger, name, spec->purpose, error) ||
      !atena_sql_exec (db, "BEGIN IMMEDIATE", error))
    return NULL;

  if (check_free (ledger, name, error) && insert_list (self, 0, error) &&
      atena_list_import (db, self->id, source, cancellable, error) &&
      atena_sql_exec (db, "COMMIT", error))
    return g_steal_pointer (&self);

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return NULL;
}

static AtenaList *
read_list (AtenaLedger *ledger, sqlite3_stmt *select, GError **error)
{
  AtenaListSpec spec = {
    .origin = atena_sql_column_text (select, 3),
    .columns = atena_sql_column_text (select, 4),
    .now = sqlite3_column_int64 (select, 6),
    .format = atena_sql_column_text (select, 7),
  };
  g_autoptr (AtenaList) self =
    list_new (ledger, atena_sql_column_text (select, 1), atena_sql_column_text (select, 2), &spec);
  g_auto (GStrv) names = atena_strings_from_json (atena_sql_column_text (select, 5), error);

  if (names == NULL)
    return NULL;

  self->id = sqlite3_column_int64 (select, 0);
  self->fields = atena_fields_new ((const char *const *) names, error);
  return self->fields != NULL ? g_steal_pointer (&self) : NULL;
}

static void
set_missing (GError **error, const char *name)
{
  g_autofree char *shown = atena_text_shorten (name, SHOWN_MAX);

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("There is no list “%s”"), shown);
}

AtenaList *
atena_list_load (AtenaLedger *ledger, const char *name, GError **error)
{
  g_autoptr (sqlite3_stmt) select = NULL;
  gboolean found;

  if (!find_list (ledger, name, &select, &found, error))
    return NULL;
  if (found)
    return read_list (ledger, select, error);

  set_missing (error, name);
  return NULL;
}

GPtrArray *
atena_ledger_read_lists (AtenaLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (sqlite3_stmt) select =
    atena_sql_prepare (atena_ledger_get_db (ledger),
                       "SELECT " LIST_COLUMNS " FROM list WHERE replaces IS NULL ORDER BY name",
                       error);
  gboolean row = TRUE;

  if (select == NULL)
    return NULL;

  while (atena_sql_step (select, &row, error) && row)
    {
      AtenaList *list = read_list (ledger, select, error);

      if (list == NULL)
        return NULL;
      g_ptr_array_add (lists, list);
    }

  return row ? NULL : g_steal_pointer (&lists);
}

/* A version that waits to be adopted is called the same. */
static gboolean
write_words (AtenaList *self, const char *name, const char *purpose, GError **error)
{
  g_autoptr (sqlite3_stmt) update =
    atena_list_prepare (self,
                        "UPDATE list SET name = ?2, purpose = ?3 WHERE id = ?1 OR replaces = ?1",
                        error);

  if (update == NULL)
    return FALSE;

  atena_sql_bind_text (update, 2, name);
  atena_sql_bind_text (update, 3, purpose);
  if (!atena_sql_run (update, error))
    return FALSE;
  if (sqlite3_changes (get_db (self)) > 0)
    return TRUE;

  set_missing (error, self->name);
  return FALSE;
}

gboolean
atena_list_rename (AtenaList *self, const char *name, const char *purpose, GError **error)
{
  g_autofree char *folded = g_strstrip (atena_text_fold_line (name));
  g_autofree char *told = NULL; /* until now; @purpose may be it */
  sqlite3 *db = NULL;

  g_return_val_if_fail (ATENA_IS_LIST (self), FALSE);

  db = get_db (self);
  if (!check_spec (self->ledger, folded, purpose, error) ||
      !atena_sql_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if ((!g_str_equal (folded, self->name) && !check_free (self->ledger, folded, error)) ||
      !write_words (self, folded, purpose, error) || !atena_sql_exec (db, "COMMIT", error))
    {
      sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
      return FALSE;
    }

  g_free (self->name);
  self->name = g_steal_pointer (&folded);
  told = g_steal_pointer (&self->purpose);
  self->purpose = g_strdup (purpose);
  return TRUE;
}

/* Runs statements in which ?1 is this list and ?2 is @other. */
static gboolean
run_statements (
  AtenaList *self, const char *const *statements, gsize n, gint64 other, GError **error)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (sqlite3_stmt) statement = atena_list_prepare (self, statements[i], error);

      if (statement == NULL)
        return FALSE;
      if (sqlite3_bind_parameter_count (statement) > 1)
        sqlite3_bind_int64 (statement, 2, other);
      if (!atena_sql_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

/* The log still holds what was deleted. If somebody else is reading, it is emptied when the last
 * one closes the ledger. */
static void
empty_log (AtenaList *self)
{
  atena_sql_exec (get_db (self), "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
}

gboolean
atena_list_remove (AtenaList *self, GError **error)
{
  static const char *const statements[] = { "DELETE FROM list WHERE id = ?1" };

  g_return_val_if_fail (ATENA_IS_LIST (self), FALSE);

  if (!run_statements (self, statements, G_N_ELEMENTS (statements), 0, error))
    return FALSE;
  empty_log (self);
  return TRUE;
}

AtenaList *
atena_list_create_version (AtenaList *self,
                           const AtenaListSpec *spec,
                           AtenaRecipientSource *source,
                           GCancellable *cancellable,
                           GError **error)
{
  static const char *const statements[] = { "DELETE FROM list WHERE replaces = ?1" };
  g_autoptr (AtenaList) version = list_new (self->ledger, self->name, self->purpose, spec);
  sqlite3 *db = get_db (self);

  version->fields = atena_fields_ref (atena_recipient_source_get_fields (source));
  if (!atena_sql_exec (db, "BEGIN IMMEDIATE", error))
    return NULL;

  if (run_statements (self, statements, G_N_ELEMENTS (statements), 0, error) &&
      insert_list (version, self->id, error) &&
      atena_list_import (db, version->id, source, cancellable, error) &&
      atena_sql_exec (db, "COMMIT", error))
    return g_steal_pointer (&version);

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return NULL;
}

static gboolean
check_version (AtenaList *self, AtenaList *version, GError **error)
{
  g_autoptr (sqlite3_stmt) select =
    atena_list_prepare (self, "SELECT 1 FROM list WHERE replaces = ?1 AND id = ?2", error);
  g_autofree char *shown = atena_text_shorten (self->name, SHOWN_MAX);
  gboolean row;

  if (select == NULL)
    return FALSE;
  sqlite3_bind_int64 (select, 2, version->id);
  if (!atena_sql_step (select, &row, error))
    return FALSE;
  if (row)
    return TRUE;

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("The list “%s” was refreshed or removed meanwhile; please refresh it again"),
               shown);
  return FALSE;
}

static void
take_over (AtenaList *self, AtenaList *version)
{
  self->id = version->id;
  g_free (self->origin);
  self->origin = g_strdup (version->origin);
  g_free (self->columns);
  self->columns = g_strdup (version->columns);
  self->saved = version->saved;
  g_free (self->format);
  self->format = g_strdup (version->format);
  atena_fields_unref (self->fields);
  self->fields = atena_fields_ref (version->fields);
}

gboolean
atena_list_adopt (AtenaList *self, AtenaList *version, GError **error)
{
  static const char *const statements[] = {
    "UPDATE list_row SET ticked = 0 WHERE list = ?2 AND key IN"
    " (SELECT key FROM list_row WHERE list = ?1 AND key <> '' GROUP BY key"
    "  HAVING max (ticked) = 0)",
    /* Replacing nothing but itself, it does not go with the old one. */
    "UPDATE list SET replaces = id WHERE id = ?2",
    "DELETE FROM list WHERE id = ?1",
    "UPDATE list SET replaces = NULL WHERE id = ?2",
  };
  sqlite3 *db = get_db (self);

  if (!atena_sql_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!check_version (self, version, error) ||
      !run_statements (self, statements, G_N_ELEMENTS (statements), version->id, error) ||
      !atena_sql_exec (db, "COMMIT", error))
    {
      sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
      return FALSE;
    }

  take_over (self, version);
  empty_log (self);
  return TRUE;
}

AtenaRecipient *
atena_list_read_recipient (sqlite3_stmt *select, int column, GError **error)
{
  const char *address = atena_sql_column_text (select, column + 1);
  AtenaReason bad = ATENA_REASON_NONE;
  AtenaReason reason = atena_reason_from_string (atena_sql_column_text (select, column + 4));
  const char *detail = atena_sql_column_text (select, column + 5);
  g_autoptr (AtenaMailbox) mailbox =
    atena_mailbox_parse (address, -1, atena_sql_column_text (select, column + 2), &bad);
  g_auto (GStrv) values =
    atena_strings_from_json (atena_sql_column_text (select, column + 3), error);
  g_autoptr (AtenaRecipient) recipient = NULL;
  g_autoptr (AtenaRecipient) placed = NULL;

  if (values == NULL)
    return NULL;

  recipient = atena_recipient_new ((guint) sqlite3_column_int64 (select, column), mailbox, address,
                                   mailbox == NULL && reason == ATENA_REASON_NONE ? bad : reason,
                                   (const char *const *) values);
  if (sqlite3_column_type (select, column + 6) != SQLITE_NULL)
    placed = atena_recipient_place (recipient, (guint) sqlite3_column_int64 (select, column + 6));
  else
    placed = g_steal_pointer (&recipient);
  if (*detail == '\0')
    return g_steal_pointer (&placed);
  return atena_recipient_exclude (placed, reason, detail);
}

gint64
atena_list_get_id (AtenaList *self)
{
  return self->id;
}

AtenaLedger *
atena_list_get_ledger (AtenaList *self)
{
  g_return_val_if_fail (ATENA_IS_LIST (self), NULL);

  return self->ledger;
}

const char *
atena_list_get_name (AtenaList *self)
{
  g_return_val_if_fail (ATENA_IS_LIST (self), NULL);

  return self->name;
}

const char *
atena_list_get_purpose (AtenaList *self)
{
  g_return_val_if_fail (ATENA_IS_LIST (self), NULL);

  return self->purpose;
}

const char *
atena_list_get_origin (AtenaList *self)
{
  g_return_val_if_fail (ATENA_IS_LIST (self), NULL);

  return self->origin;
}

const char *
atena_list_get_columns (AtenaList *self)
{
  g_return_val_if_fail (ATENA_IS_LIST (self), NULL);

  return self->columns;
}

const char *
atena_list_get_format (AtenaList *self)
{
  g_return_val_if_fail (ATENA_IS_LIST (self), NULL);

  return self->format;
}

AtenaFields *
atena_list_get_fields (AtenaList *self)
{
  g_return_val_if_fail (ATENA_IS_LIST (self), NULL);

  return self->fields;
}

AtenaColumns *
atena_list_read_columns (AtenaList *self, GError **error)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new ();
  g_autoptr (AtenaColumns) columns = NULL;

  g_return_val_if_fail (ATENA_IS_LIST (self), NULL);

  columns = atena_columns_guess (atena_fields_get_names (self->fields), samples);
  return atena_columns_apply_json (columns, self->columns, error) ? g_steal_pointer (&columns)
                                                                  : NULL;
}

gint64
atena_list_get_saved (AtenaList *self)
{
  g_return_val_if_fail (ATENA_IS_LIST (self), 0);

  return self->saved;
}

static void
atena_list_finalize (GObject *object)
{
  AtenaList *self = ATENA_LIST (object);

  g_clear_object (&self->ledger);
  g_free (self->name);
  g_free (self->purpose);
  g_free (self->origin);
  g_free (self->columns);
  g_free (self->format);
  g_clear_pointer (&self->fields, atena_fields_unref);
  G_OBJECT_CLASS (atena_list_parent_class)->finalize (object);
}

static void
atena_list_class_init (AtenaListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_list_finalize;
}

static void
atena_list_init (AtenaList *self)
{
}
