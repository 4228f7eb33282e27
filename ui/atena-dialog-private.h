// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

/* From now on Escape and the window's close button are GTK_RESPONSE_CANCEL, too, and
 * asking for help is no answer. */
void
atena_dialog_cancel_on_close (GtkDialog *dialog);

/* @id: accessible id */
void
atena_dialog_add_button (GtkDialog *dialog, const char *label, int response, const char *id);
