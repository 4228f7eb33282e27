// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-dispatch.h"

#define ATENA_TYPE_PROGRESS_WINDOW (atena_progress_window_get_type ())
G_DECLARE_FINAL_TYPE (AtenaProgressWindow, atena_progress_window, ATENA, PROGRESS_WINDOW, GtkWindow)

/* Shows @dispatch. Closing it hides it and stops nothing; it comes back by itself when there is
 * something to say: finished, paused because of an error, asking whether to go on. It goes for good
 * when it is closed after the end. Not shown yet. */
GtkWidget *
atena_progress_window_new (AtenaDispatch *dispatch);
