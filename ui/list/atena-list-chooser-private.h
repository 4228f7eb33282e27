// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

/* The dialog of files, with filters for those that can be lists; not shown yet. Owned by the
 * caller, who destroys it after its response. */
GtkFileChooserNative *
atena_list_chooser_new (GtkWindow *parent);
