// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// How columns of texts look, and their tooltips.

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

static gboolean
on_query_tooltip (
  GtkTreeView *view, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip, gpointer data)
{
  GtkTreeModel *model = NULL;
  g_autoptr (GtkTreePath) path = NULL;
  g_autofree char *text = NULL;
  GtkTreeIter iter;

  if (!gtk_tree_view_get_tooltip_context (view, &x, &y, by_keyboard, &model, &path, &iter))
    return FALSE;
  gtk_tree_model_get (model, &iter, GPOINTER_TO_INT (data), &text, -1);
  if (text == NULL || *text == '\0')
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  gtk_tree_view_set_tooltip_row (view, tooltip, path);
  return TRUE;
}

void
atena_text_column_set_tooltips (GtkTreeView *view, int column)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (view), TRUE);
  g_signal_connect (view, "query-tooltip", G_CALLBACK (on_query_tooltip), GINT_TO_POINTER (column));
}
