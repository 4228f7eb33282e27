// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-saved-lists-private.h"

/* Shows who would be new, gone or changed in the list called @name. Responses: GTK_RESPONSE_OK when
 * the newer version is to take its place, GTK_RESPONSE_CANCEL, also by Escape. */
GtkWidget *
atena_list_changes_new (GtkWindow *parent, const char *name, const AtenaListNews *news);
