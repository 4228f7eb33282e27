// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Items in the menus and tool bars of Evolution. What they do is the business of their actions.

#include "atena-menus.h"

void
atena_menus_add (GtkUIManager *manager, const char *ui)
{
  g_autoptr (GError) error = NULL;

  if (gtk_ui_manager_add_ui_from_string (manager, ui, -1, &error) == 0)
    g_warning ("%s", error->message);
}

GtkWidget *
atena_menus_name (GtkUIManager *manager, const char *path, const char *id)
{
  GtkWidget *item = gtk_ui_manager_get_widget (manager, path);

  if (item != NULL)
    atk_object_set_accessible_id (gtk_widget_get_accessible (item), id);
  return item;
}
