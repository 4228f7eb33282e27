// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Builds classes from the .ui files of this folder. GTK's own macro wants ids without hyphens.

#include "atena-template-private.h"

void
atena_template_load (GtkWidgetClass *klass,
                     const char *name,
                     const AtenaTemplateChild *children,
                     gsize n_children)
{
  g_autofree char *path = g_strconcat ("/atena/ui/", name, NULL);

  gtk_widget_class_set_template_from_resource (klass, path);
  for (gsize i = 0; i < n_children; i++)
    gtk_widget_class_bind_template_child_full (klass, children[i].id, FALSE, children[i].offset);
}
