// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#define ATENA_TYPE_RENAME_DIALOG (atena_rename_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AtenaRenameDialog, atena_rename_dialog, ATENA, RENAME_DIALOG, GtkDialog)

/* Where somebody enters what a saved list is called and what its people were told it is for.
 * Responses: GTK_RESPONSE_OK when neither is blank, GTK_RESPONSE_CANCEL, also by Escape. */
GtkWidget *
atena_rename_dialog_new (GtkWindow *parent, const char *name, const char *purpose);

const char *
atena_rename_dialog_get_name (AtenaRenameDialog *self);
const char *
atena_rename_dialog_get_purpose (AtenaRenameDialog *self);

/* Why these cannot be kept. */
void
atena_rename_dialog_show_problem (AtenaRenameDialog *self, const char *problem);
