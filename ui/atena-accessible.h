// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

/* Gives every control under @root its GtkBuilder name as accessible id, by which tests and
 * assistive programs find it whatever the language. */
void
atena_accessible_name_controls (GtkWidget *root);
