// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What the dialogs of this folder have in common.

#include "atena-dialog-private.h"

static void
on_response (GtkDialog *dialog, int response, gpointer data)
{
  if (response != GTK_RESPONSE_DELETE_EVENT && response != GTK_RESPONSE_HELP)
    return;

  g_signal_stop_emission_by_name (dialog, "response");
  if (response == GTK_RESPONSE_DELETE_EVENT)
    gtk_dialog_response (dialog, GTK_RESPONSE_CANCEL);
}

void
atena_dialog_cancel_on_close (GtkDialog *dialog)
{
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), NULL);
}

void
atena_dialog_add_button (GtkDialog *dialog, const char *label, int response, const char *id)
{
  GtkWidget *button = gtk_dialog_add_button (dialog, label, response);

  atk_object_set_accessible_id (gtk_widget_get_accessible (button), id);
}
