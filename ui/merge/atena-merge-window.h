// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-dispatch.h"
#include "atena-order.h"

#define ATENA_TYPE_MERGE_WINDOW (atena_merge_window_get_type ())
G_DECLARE_FINAL_TYPE (AtenaMergeWindow, atena_merge_window, ATENA, MERGE_WINDOW, GtkWindow)

/**
 * atena_merge_window_new:
 * @order: (transfer full)
 * @parent: (nullable)
 *
 * Where a person looks at everybody and at every letter before anything is sent. Emits "started"
 * (AtenaDispatch *) when the sending begins, and closes. Closed in any other way, also by
 * gtk_widget_destroy(), it leaves nothing in the ledger. Tells @host about both. Not shown yet.
 */
GtkWidget *
atena_merge_window_new (AtenaHost *host, AtenaOrder *order, GtkWindow *parent);
