// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// A table in which one can look a bounded way ahead; what is seen there is judged elsewhere.

#include "atena-peek-table-private.h"

#include <string.h>

/* A row that was looked at. */
typedef struct
{
  guint number;
  guint n_cells;
  AtenaCell *cells;
  char *text; /* of all cells, each terminated */
} Row;

struct _AtenaPeekTable
{
  GObject parent;

  AtenaTable *table;
  GQueue ahead; /* of Row */
  gsize octets; /* in @ahead */
  Row *current; /* NULL when the row at hand is the table's */
};

static void
table_iface_init (AtenaTableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaPeekTable,
                               atena_peek_table,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_TABLE, table_iface_init))

static gsize
count_octets (const AtenaCell *cells, guint n_cells)
{
  gsize octets = 0;

  for (guint i = 0; i < n_cells; i++)
    octets += cells[i].length + 1;
  return octets;
}

static Row *
row_new (guint number, const AtenaCell *cells, guint n_cells)
{
  Row *self = g_new0 (Row, 1);
  char *end;

  self->number = number;
  self->n_cells = n_cells;
  self->cells = g_new0 (AtenaCell, n_cells);
  self->text = g_malloc (count_octets (cells, n_cells));
  end = self->text;
  for (guint i = 0; i < n_cells; i++)
    {
      memcpy (end, cells[i].text, cells[i].length + 1);
      self->cells[i] = (AtenaCell){ end, cells[i].length };
      end += cells[i].length + 1;
    }
  return self;
}

static void
row_free (Row *self)
{
  g_free (self->cells);
  g_free (self->text);
  g_free (self);
}

gboolean
atena_peek_table_look (AtenaPeekTable *self,
                       guint ahead,
                       const AtenaCell **ret_cells,
                       guint *ret_n_cells,
                       GError **error)
{
  Row *row;

  g_return_val_if_fail (ATENA_IS_PEEK_TABLE (self), FALSE);

  *ret_n_cells = 0;
  while (self->ahead.length <= ahead && self->ahead.length < ATENA_PEEK_ROWS &&
         self->octets < ATENA_PEEK_OCTETS)
    {
      const AtenaCell *cells = NULL;
      guint n_cells = 0;

      if (!atena_table_read (self->table, &cells, &n_cells, error))
        return FALSE;
      if (n_cells == 0)
        return TRUE;
      self->octets += count_octets (cells, n_cells);
      g_queue_push_tail (&self->ahead, row_new (atena_table_get_row (self->table), cells, n_cells));
    }
  row = g_queue_peek_nth (&self->ahead, ahead);
  if (row == NULL)
    return TRUE;
  *ret_cells = row->cells;
  *ret_n_cells = row->n_cells;
  return TRUE;
}

static gboolean
peek_table_read (AtenaTable *table, const AtenaCell **ret_cells, guint *ret_n_cells, GError **error)
{
  AtenaPeekTable *self = ATENA_PEEK_TABLE (table);

  g_clear_pointer (&self->current, row_free);
  self->current = g_queue_pop_head (&self->ahead);
  if (self->current == NULL)
    return atena_table_read (self->table, ret_cells, ret_n_cells, error);
  self->octets -= count_octets (self->current->cells, self->current->n_cells);
  *ret_cells = self->current->cells;
  *ret_n_cells = self->current->n_cells;
  return TRUE;
}

static guint
peek_table_get_row (AtenaTable *table)
{
  AtenaPeekTable *self = ATENA_PEEK_TABLE (table);

  if (self->current != NULL)
    return self->current->number;
  return self->ahead.length == 0 ? atena_table_get_row (self->table) : 0;
}

static const char *
peek_table_get_name (AtenaTable *table)
{
  return atena_table_get_name (ATENA_PEEK_TABLE (table)->table);
}

static void
peek_table_set_fields (AtenaTable *table, AtenaFields *fields)
{
  atena_table_set_fields (ATENA_PEEK_TABLE (table)->table, fields);
}

AtenaPeekTable *
atena_peek_table_new (AtenaTable *table)
{
  AtenaPeekTable *self = g_object_new (ATENA_TYPE_PEEK_TABLE, NULL);

  self->table = g_object_ref (table);
  return self;
}

static void
atena_peek_table_finalize (GObject *object)
{
  AtenaPeekTable *self = ATENA_PEEK_TABLE (object);

  g_clear_object (&self->table);
  g_queue_clear_full (&self->ahead, (GDestroyNotify) row_free);
  g_clear_pointer (&self->current, row_free);
  G_OBJECT_CLASS (atena_peek_table_parent_class)->finalize (object);
}

static void
table_iface_init (AtenaTableInterface *iface)
{
  iface->read = peek_table_read;
  iface->get_row = peek_table_get_row;
  iface->get_name = peek_table_get_name;
  iface->set_fields = peek_table_set_fields;
}

static void
atena_peek_table_class_init (AtenaPeekTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_peek_table_finalize;
}

static void
atena_peek_table_init (AtenaPeekTable *self)
{
  g_queue_init (&self->ahead);
}
