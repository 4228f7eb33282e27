// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What workbooks of every kind have: the list of their sheets.

#include "atena-book-private.h"

static void
clear_sheet (AtenaSheet *sheet)
{
  g_free (sheet->name);
  g_free (sheet->part);
}

void
atena_book_init (AtenaBook *self, const AtenaBookClass *klass)
{
  self->klass = klass;
  self->sheets = g_array_new (FALSE, FALSE, sizeof (AtenaSheet));
  g_array_set_clear_func (self->sheets, (GDestroyNotify) clear_sheet);
}

void
atena_book_add_sheet (AtenaBook *self, const char *name, const char *part, gboolean hidden)
{
  AtenaSheet sheet = { g_strdup (name), g_strdup (part), hidden };

  g_array_append_val (self->sheets, sheet);
}

void
atena_book_free (AtenaBook *self)
{
  g_array_unref (self->sheets);
  self->klass->free (self);
}
