// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

/* @ui: a description as GtkUIManager reads it, of items whose actions are there already */
void
atena_menus_add (GtkUIManager *manager, const char *ui);

/* Lets tests and assistive programs find the item at @path by @id; returns it, or NULL where there
 * is none. */
GtkWidget *
atena_menus_name (GtkUIManager *manager, const char *path, const char *id);
