// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

/* A widget of a template and the member that points to it. */
typedef struct
{
  const char *id;
  gssize offset;
} AtenaTemplateChild;

/* Takes the template of @klass from the .ui file called @name of this folder. @children: (array
 * length=n_children) */
void
atena_template_load (GtkWidgetClass *klass,
                     const char *name,
                     const AtenaTemplateChild *children,
                     gsize n_children);
