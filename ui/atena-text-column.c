// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// How columns of texts look whose number or names are known only when the program runs.

#include "atena-text-column-private.h"

GtkTreeViewColumn *
atena_text_column_new (const char *title, int column, int width)
{
  GtkCellRenderer *cell = gtk_cell_renderer_text_new ();
  GtkTreeViewColumn *self =
    gtk_tree_view_column_new_with_attributes (title, cell, "text", column, NULL);

  g_object_set (cell, "ellipsize", PANGO_ELLIPSIZE_END, "single-paragraph-mode", TRUE, NULL);
  gtk_tree_view_column_set_sizing (self, GTK_TREE_VIEW_COLUMN_FIXED);
  gtk_tree_view_column_set_fixed_width (self, width);
  gtk_tree_view_column_set_resizable (self, TRUE);
  return self;
}
