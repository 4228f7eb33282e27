// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The seam through which rows of cells come in; each kind of file has an implementation of its own.

#include "atena-table.h"

G_DEFINE_INTERFACE (AtenaTable, atena_table, G_TYPE_OBJECT)

static void
atena_table_default_init (AtenaTableInterface *iface)
{
}

gboolean
atena_table_read (AtenaTable *self, const AtenaCell **ret_cells, guint *ret_n_cells, GError **error)
{
  g_return_val_if_fail (ATENA_IS_TABLE (self), FALSE);

  return ATENA_TABLE_GET_IFACE (self)->read (self, ret_cells, ret_n_cells, error);
}

guint
atena_table_get_row (AtenaTable *self)
{
  g_return_val_if_fail (ATENA_IS_TABLE (self), 0);

  return ATENA_TABLE_GET_IFACE (self)->get_row (self);
}

const char *
atena_table_get_name (AtenaTable *self)
{
  g_return_val_if_fail (ATENA_IS_TABLE (self), NULL);

  return ATENA_TABLE_GET_IFACE (self)->get_name (self);
}

void
atena_table_set_fields (AtenaTable *self, AtenaFields *fields)
{
  g_return_if_fail (ATENA_IS_TABLE (self));

  ATENA_TABLE_GET_IFACE (self)->set_fields (self, fields);
}
