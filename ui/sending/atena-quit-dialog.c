// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Asks what is to become of a campaign under way when its host is about to quit; doing it is the
// host's part.

#include "atena-quit-dialog.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "atena-dialog-private.h"

GtkWidget *
atena_quit_dialog_new (GtkWindow *parent, guint64 left)
{
  GtkWidget *dialog =
    gtk_message_dialog_new (parent, GTK_DIALOG_MODAL, GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE, "%s",
                            _ ("Letters are still being sent"));

  gtk_window_set_title (GTK_WINDOW (dialog), C_ ("window", "Send Separately"));
  gtk_message_dialog_format_secondary_text (
    GTK_MESSAGE_DIALOG (dialog),
    g_dngettext (GETTEXT_PACKAGE,
                 "%" PRIu64 " letter is left. This program can close by itself once it is sent, or "
                 "pause now and go on the next time it is started.",
                 "%" PRIu64 " letters are left. This program can close by itself once all are "
                 "sent, or pause now and go on the next time it is started.",
                 left),
    left);
  atena_dialog_add_button (GTK_DIALOG (dialog), _ ("_Do Not Quit"), GTK_RESPONSE_CANCEL, "cancel");
  atena_dialog_add_button (GTK_DIALOG (dialog), _ ("_Pause and Quit"), ATENA_RESPONSE_PAUSE,
                           "pause");
  atena_dialog_add_button (GTK_DIALOG (dialog), _ ("Quit When All Are _Sent"), ATENA_RESPONSE_WAIT,
                           "wait");
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), ATENA_RESPONSE_WAIT);
  gtk_widget_grab_focus (
    gtk_dialog_get_widget_for_response (GTK_DIALOG (dialog), ATENA_RESPONSE_WAIT));
  atena_dialog_cancel_on_close (GTK_DIALOG (dialog));
  return dialog;
}
