// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Finds, counts, sorts and ticks the rows of a saved list, and yields those that are ticked.

#include "atena-list-private.h"

#include <glib/gi18n-lib.h>

#include "atena-error.h"
#include "atena-ledger-private.h"
#include "atena-text.h"

/* Rows that a source reads at a time: no statement stays open meanwhile, which would keep the log
 * from being emptied. */
#define PAGE 500

/* The parameters of a query, after ?1 for the list. */
enum
{
  PARAMETER_TEXT = 2,
  PARAMETER_AFTER,
  PARAMETER_OFFSET,
  PARAMETER_LIMIT,
  PARAMETER_TICKED,
};

void
atena_list_row_free (AtenaListRow *self)
{
  atena_recipient_unref (self->recipient);
  g_free (self->name);
  g_free (self);
}

/* @ret_column: -1 without a name. */
static gboolean
find_column (AtenaList *self, const char *field, int *ret_column, GError **error)
{
  int column = field != NULL ? atena_fields_find (atena_list_get_fields (self), field) : -1;

  if (field != NULL && column < 0)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("The list has no column “%s”"),
                   field);
      return FALSE;
    }

  *ret_column = column;
  return TRUE;
}

/* SQL of our own constants and of numbers alone; what a person typed is bound. */
static void
append_conditions (GString *sql, const AtenaListQuery *query, int column)
{
  if (query->text != NULL && *query->text != '\0' && column >= 0)
    g_string_append_printf (sql, " AND atena_has (json_extract (fields, '$[%d]'), ?2)", column);
  else if (query->text != NULL && *query->text != '\0')
    g_string_append (sql, " AND (atena_has (address, ?2) OR atena_has (name, ?2) OR EXISTS"
                          "  (SELECT 1 FROM json_each (fields) WHERE atena_has (value, ?2)))");

  if (query->blank && column >= 0)
    g_string_append_printf (sql, " AND atena_is_blank (json_extract (fields, '$[%d]'))", column);
  else if (query->blank)
    g_string_append (sql,
                     " AND EXISTS (SELECT 1 FROM json_each (fields) WHERE atena_is_blank (value))");

  if (query->unusable)
    g_string_append (sql, " AND reason <> ''");
  if (query->ticks != ATENA_LIST_ALL)
    g_string_append_printf (sql, " AND ticked = %d", query->ticks == ATENA_LIST_TICKED);
}

static void
append_order (GString *sql, const AtenaListQuery *query, int column)
{
  const char *direction = query->descending ? "DESC" : "ASC";

  g_string_append (sql, " ORDER BY ");
  switch (query->order)
    {
    case ATENA_LIST_BY_ROW:
      break;
    case ATENA_LIST_BY_ADDRESS:
      g_string_append_printf (sql, "atena_sort_key (address) %s, ", direction);
      break;
    case ATENA_LIST_BY_NAME:
      g_string_append_printf (sql, "atena_sort_key (name) %s, ", direction);
      break;
    case ATENA_LIST_BY_FIELD:
      g_string_append_printf (sql, "atena_sort_key (json_extract (fields, '$[%d]')) %s, ", column,
                              direction);
      break;
    }
  g_string_append_printf (sql, "number %s", direction);
}

/* @start: what stands before WHERE; @order: whether the order of @query counts; @tail: what
 * follows.
 */
static sqlite3_stmt *
prepare_query (AtenaList *self,
               const AtenaListQuery *query,
               const char *start,
               gboolean order,
               const char *tail,
               GError **error)
{
  g_autoptr (GString) sql = g_string_new (start);
  sqlite3_stmt *statement;
  int column;
  int order_column;

  if (!find_column (self, query->field, &column, error) ||
      !find_column (self, query->order == ATENA_LIST_BY_FIELD ? query->order_field : NULL,
                    &order_column, error))
    return NULL;

  g_string_append (sql, " WHERE list = ?1");
  append_conditions (sql, query, column);
  if (order)
    append_order (sql, query, order_column);
  g_string_append (sql, tail);

  statement = atena_list_prepare (self, sql->str, error);
  if (statement != NULL && query->text != NULL)
    {
      g_autofree char *key = atena_text_field_key (query->text);

      sqlite3_bind_text (statement, PARAMETER_TEXT, key, -1, SQLITE_TRANSIENT);
    }
  return statement;
}

static AtenaListRow *
read_row (sqlite3_stmt *select, GError **error)
{
  AtenaRecipient *recipient = atena_list_read_recipient (select, 1, error);
  AtenaListRow *self;

  if (recipient == NULL)
    return NULL;

  self = g_new0 (AtenaListRow, 1);
  self->recipient = recipient;
  self->name = g_strdup (atena_sql_column_text (select, 3));
  self->ticked = sqlite3_column_int (select, 0);
  return self;
}

static GPtrArray *
read_all (sqlite3_stmt *select, GError **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atena_list_row_free);
  gboolean more = TRUE;

  while (atena_sql_step (select, &more, error) && more)
    {
      AtenaListRow *row = read_row (select, error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }

  return more ? NULL : g_steal_pointer (&rows);
}

GPtrArray *
atena_list_read_rows (
  AtenaList *self, const AtenaListQuery *query, guint offset, guint limit, GError **error)
{
  g_autoptr (sqlite3_stmt) select =
    prepare_query (self, query, "SELECT ticked, " ATENA_LIST_COLUMNS " FROM list_row", TRUE,
                   " LIMIT ?5 OFFSET ?4", error);

  if (select == NULL)
    return NULL;

  sqlite3_bind_int64 (select, PARAMETER_OFFSET, offset);
  sqlite3_bind_int64 (select, PARAMETER_LIMIT, limit);
  return read_all (select, error);
}

gboolean
atena_list_count (AtenaList *self, const AtenaListQuery *query, guint64 *ret_rows, GError **error)
{
  g_autoptr (sqlite3_stmt) select =
    prepare_query (self, query, "SELECT count (*) FROM list_row", FALSE, "", error);
  gboolean row;

  if (select == NULL || !atena_sql_step (select, &row, error))
    return FALSE;

  *ret_rows = (guint64) sqlite3_column_int64 (select, 0);
  return TRUE;
}

gboolean
atena_list_tally (AtenaList *self, AtenaListTally *ret_tally, GError **error)
{
  g_autoptr (sqlite3_stmt) select =
    atena_list_prepare (self,
                        "SELECT count (*), count (*) FILTER (WHERE ticked),"
                        " count (*) FILTER (WHERE reason <> '') FROM list_row WHERE list = ?1",
                        error);
  gboolean row;

  if (select == NULL || !atena_sql_step (select, &row, error))
    return FALSE;

  ret_tally->people = (guint64) sqlite3_column_int64 (select, 0);
  ret_tally->ticked = (guint64) sqlite3_column_int64 (select, 1);
  ret_tally->unusable = (guint64) sqlite3_column_int64 (select, 2);
  return TRUE;
}

gboolean
atena_list_set_ticked (AtenaList *self, guint number, gboolean ticked, GError **error)
{
  g_autoptr (sqlite3_stmt) update =
    atena_list_prepare (self, "UPDATE list_row SET ticked = ?3 WHERE list = ?1 AND number = ?2",
                        error);

  if (update == NULL)
    return FALSE;

  sqlite3_bind_int64 (update, 2, number);
  sqlite3_bind_int (update, 3, ticked != FALSE);
  return atena_sql_run (update, error);
}

gboolean
atena_list_set_all_ticked (AtenaList *self,
                           const AtenaListQuery *query,
                           gboolean ticked,
                           GError **error)
{
  g_autoptr (sqlite3_stmt) update =
    prepare_query (self, query, "UPDATE list_row SET ticked = ?6", FALSE, "", error);

  if (update == NULL)
    return FALSE;

  sqlite3_bind_int (update, PARAMETER_TICKED, ticked != FALSE);
  return atena_sql_run (update, error);
}

/* The ticked rows of a saved list, one page after another. */
#define ATENA_TYPE_LIST_ROWS (atena_list_rows_get_type ())
G_DECLARE_FINAL_TYPE (AtenaListRows, atena_list_rows, ATENA, LIST_ROWS, GObject)

struct _AtenaListRows
{
  GObject parent_instance;

  AtenaList *list;
  sqlite3_stmt *select;
  GPtrArray *page;
  guint next;  /* in the page */
  guint after; /* the number of the row yielded last */
};

static void
recipient_source_init (AtenaRecipientSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaListRows,
                               atena_list_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_RECIPIENT_SOURCE,
                                                      recipient_source_init))

static AtenaFields *
list_rows_get_fields (AtenaRecipientSource *source)
{
  return atena_list_get_fields (ATENA_LIST_ROWS (source)->list);
}

static gboolean
turn_page (AtenaListRows *self, GError **error)
{
  g_clear_pointer (&self->page, g_ptr_array_unref);
  self->next = 0;
  sqlite3_bind_int64 (self->select, PARAMETER_AFTER, self->after);
  self->page = read_all (self->select, error);
  sqlite3_reset (self->select);
  return self->page != NULL;
}

static gboolean
list_rows_next (AtenaRecipientSource *source, AtenaRecipient **ret_recipient, GError **error)
{
  AtenaListRows *self = ATENA_LIST_ROWS (source);
  AtenaListRow *row;

  *ret_recipient = NULL;
  if ((self->page == NULL || self->next == self->page->len) && !turn_page (self, error))
    return FALSE;
  if (self->page->len == 0)
    return TRUE;

  row = self->page->pdata[self->next++];
  self->after = atena_recipient_get_number (row->recipient);
  *ret_recipient = atena_recipient_ref (row->recipient);
  return TRUE;
}

static void
recipient_source_init (AtenaRecipientSourceInterface *iface)
{
  iface->get_fields = list_rows_get_fields;
  iface->next = list_rows_next;
}

static void
atena_list_rows_finalize (GObject *object)
{
  AtenaListRows *self = ATENA_LIST_ROWS (object);

  g_clear_pointer (&self->select, sqlite3_finalize);
  g_clear_pointer (&self->page, g_ptr_array_unref);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (atena_list_rows_parent_class)->finalize (object);
}

static void
atena_list_rows_class_init (AtenaListRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_list_rows_finalize;
}

static void
atena_list_rows_init (AtenaListRows *self)
{
}

AtenaRecipientSource *
atena_list_open_source (AtenaList *self, const AtenaListQuery *query, GError **error)
{
  g_autoptr (AtenaListRows) rows = g_object_new (ATENA_TYPE_LIST_ROWS, NULL);
  AtenaListQuery ticked = query != NULL ? *query : (AtenaListQuery){ 0 };

  ticked.ticks = ATENA_LIST_TICKED;
  rows->list = g_object_ref (self);
  rows->select =
    prepare_query (self, &ticked, "SELECT ticked, " ATENA_LIST_COLUMNS " FROM list_row", FALSE,
                   " AND number > ?3 ORDER BY number LIMIT " G_STRINGIFY (PAGE), error);

  return rows->select != NULL ? ATENA_RECIPIENT_SOURCE (g_steal_pointer (&rows)) : NULL;
}
