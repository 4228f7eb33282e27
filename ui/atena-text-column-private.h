// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

/* A column of a table that shows the texts in @column of its model, a line each, cut where they do
 * not fit. (transfer floating) */
GtkTreeViewColumn *
atena_text_column_new (const char *title, int column, int width);

/* From now on each row of @view has the text in @column of its model for a tooltip. GTK's own
 * tooltips of rows are markup, which a list or a server could write. */
void
atena_text_column_set_tooltips (GtkTreeView *view, int column);
