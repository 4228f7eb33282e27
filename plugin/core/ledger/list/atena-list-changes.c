// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Says who is new, gone or changed in a newer version of a saved list; changes nothing.

#include "atena-list-private.h"

#include <glib/gi18n-lib.h>

/* SQLITE_MAX_FUNCTION_ARG is 127 or less. */
#define CHUNK 50

const char *
atena_list_change_kind_describe (AtenaListChangeKind kind)
{
  switch (kind)
    {
    case ATENA_LIST_NEW:
      return _ ("new");
    case ATENA_LIST_GONE:
      return _ ("gone");
    case ATENA_LIST_CHANGED:
      return _ ("changed");
    }
  g_assert_not_reached ();
}

void
atena_list_change_free (AtenaListChange *self)
{
  g_clear_pointer (&self->before, atena_recipient_unref);
  g_clear_pointer (&self->now, atena_recipient_unref);
  g_free (self);
}

/* What the row called @row says in the fields that both lists have, in the order of @order, as a
 * JSON array. With the same fields in both it is what the ledger keeps. */
static char *
make_projection (const char *row, AtenaFields *self, AtenaFields *other, AtenaFields *order)
{
  const char *const *names = atena_fields_get_names (order);
  g_autoptr (GString) sql = g_string_new ("json_array (json_array (''");
  guint n = 0;

  if (g_strv_equal (atena_fields_get_names (self), atena_fields_get_names (other)))
    return g_strconcat (row, ".fields", NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      int column = atena_fields_find (self, names[i]);

      if (column < 0 || atena_fields_find (other, names[i]) < 0)
        continue;
      if (++n % CHUNK == 0)
        g_string_append (sql, "), json_array (''");
      g_string_append_printf (sql, ", json_extract (%s.fields, '$[%d]')", row, column);
    }
  g_string_append (sql, "))");
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* A query with the columns kind, before and now: the first row of an address in both. In ?1 is the
 * list, in ?2 its newer version. */
static char *
make_changes (AtenaList *self, AtenaList *version)
{
  AtenaFields *before = atena_list_get_fields (self);
  AtenaFields *now = atena_list_get_fields (version);
  g_autofree char *before_says = make_projection ("b", before, now, before);
  g_autofree char *now_says = make_projection ("n", now, before, before);

  return g_strdup_printf (
    "WITH pair AS (SELECT min (b.number) AS before, (SELECT min (n.number) FROM list_row AS n"
    "   WHERE n.list = ?2 AND n.key = b.key) AS now"
    "  FROM list_row AS b WHERE b.list = ?1 AND b.key <> '' GROUP BY b.key),"
    " change AS (SELECT 0 AS kind, NULL AS before, min (n.number) AS now FROM list_row AS n"
    "  WHERE n.list = ?2 AND n.key <> '' AND NOT EXISTS"
    "   (SELECT 1 FROM list_row AS b WHERE b.list = ?1 AND b.key = n.key) GROUP BY n.key"
    " UNION ALL SELECT 1, before, NULL FROM pair WHERE now IS NULL"
    " UNION ALL SELECT 2, before, now FROM pair"
    "  JOIN list_row AS b ON b.list = ?1 AND b.number = before"
    "  JOIN list_row AS n ON n.list = ?2 AND n.number = now"
    "  WHERE b.name <> n.name OR %s <> %s) ",
    before_says, now_says);
}

static sqlite3_stmt *
prepare_changes (AtenaList *self, AtenaList *version, const char *select, GError **error)
{
  g_autofree char *changes = make_changes (self, version);
  g_autofree char *sql = g_strconcat (changes, select, NULL);
  sqlite3_stmt *statement = atena_list_prepare (self, sql, error);

  if (statement != NULL)
    sqlite3_bind_int64 (statement, 2, atena_list_get_id (version));
  return statement;
}

static gboolean
read_side (sqlite3_stmt *select, int column, AtenaRecipient **ret_recipient, GError **error)
{
  if (sqlite3_column_type (select, column) == SQLITE_NULL)
    return TRUE;

  *ret_recipient = atena_list_read_recipient (select, column, error);
  return *ret_recipient != NULL;
}

GPtrArray *
atena_list_compare (AtenaList *self, AtenaList *version, guint offset, guint limit, GError **error)
{
  g_autoptr (GPtrArray) changes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atena_list_change_free);
  g_autoptr (sqlite3_stmt) select = prepare_changes (
    self, version,
    "SELECT kind, b.number, b.address, b.name, b.fields, b.reason, b.detail, b.sheet_row,"
    " n.number, n.address, n.name, n.fields, n.reason, n.detail, n.sheet_row"
    " FROM change"
    " LEFT JOIN list_row AS b ON b.list = ?1 AND b.number = before"
    " LEFT JOIN list_row AS n ON n.list = ?2 AND n.number = now"
    " ORDER BY kind, coalesce (now, before) LIMIT ?4 OFFSET ?3",
    error);
  gboolean more = TRUE;

  if (select == NULL)
    return NULL;

  sqlite3_bind_int64 (select, 3, offset);
  sqlite3_bind_int64 (select, 4, limit);
  while (atena_sql_step (select, &more, error) && more)
    {
      AtenaListChange *change = g_new0 (AtenaListChange, 1);

      g_ptr_array_add (changes, change);
      change->kind = (AtenaListChangeKind) sqlite3_column_int (select, 0);
      if (!read_side (select, 1, &change->before, error) ||
          !read_side (select, 8, &change->now, error))
        return NULL;
    }

  return more ? NULL : g_steal_pointer (&changes);
}

gboolean
atena_list_count_changes (AtenaList *self,
                          AtenaList *version,
                          guint64 ret_counts[ATENA_N_LIST_CHANGE_KINDS],
                          GError **error)
{
  g_autoptr (sqlite3_stmt) select =
    prepare_changes (self, version,
                     "SELECT count (*) FILTER (WHERE kind = 0), count (*) FILTER (WHERE kind = 1),"
                     " count (*) FILTER (WHERE kind = 2) FROM change",
                     error);
  gboolean row;

  if (select == NULL || !atena_sql_step (select, &row, error))
    return FALSE;

  for (int i = 0; i < ATENA_N_LIST_CHANGE_KINDS; i++)
    ret_counts[i] = (guint64) sqlite3_column_int64 (select, i);
  return TRUE;
}
