// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Names controls for tests and assistive programs. It does not say what they read out.

#include "atena-accessible.h"

static void
name_control (GtkWidget *widget, gpointer data)
{
  const char *name = gtk_buildable_get_name (GTK_BUILDABLE (widget));

  /* GtkBuilder calls what has no id ___object_N___. */
  if (name != NULL && !g_str_has_prefix (name, "___"))
    atk_object_set_accessible_id (gtk_widget_get_accessible (widget), name);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), name_control, NULL);
}

void
atena_accessible_name_controls (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  name_control (root, NULL);
}
