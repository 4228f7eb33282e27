// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Says why a message cannot become individual letters just like that. Whether it can is found out
// elsewhere.

#include "atena-obstacle-dialog.h"

#include <glib/gi18n-lib.h>

#include "atena-dialog-private.h"
#include "atena-guard-dialog.h"
#include "atena-help.h"

typedef struct
{
  const char *primary;
  const char *secondary;
} Words;

static const Words words[] = {
  [ATENA_OBSTACLE_SIGNING] = {
    N_ ("Individual letters cannot be signed"),
    N_ ("You asked for a signature. Each letter would have to be signed by itself, which this "
        "program cannot do. You can go back, or send the letters without a signature."),
  },
  [ATENA_OBSTACLE_ENCRYPTION] = {
    N_ ("Individual letters cannot be encrypted"),
    N_ ("You asked for encryption. Nothing is sent unencrypted in its place. To send separately, "
        "go back and take encryption off."),
  },
  [ATENA_OBSTACLE_ACCOUNT] = {
    N_ ("This account cannot send messages"),
    N_ ("It is set up for receiving only. Please choose another account as the sender."),
  },
  [ATENA_OBSTACLE_LOADING] = {
    N_ ("An attachment is still being loaded"),
    N_ ("Please wait until all attachments are there, then try again."),
  },
  [ATENA_OBSTACLE_OTHER] = { N_ ("This message cannot be sent separately"), NULL },
};

static void
add_help (GtkDialog *dialog)
{
  atena_dialog_add_button (dialog, _ ("_Help"), GTK_RESPONSE_HELP, "help");
  atena_help_attach (GTK_WINDOW (dialog),
                     gtk_dialog_get_widget_for_response (dialog, GTK_RESPONSE_HELP), "trouble");
}

GtkWidget *
atena_obstacle_dialog_new (GtkWindow *parent, AtenaObstacle obstacle, const char *message)
{
  const Words *said = &words[obstacle];
  GtkWidget *dialog;

  g_return_val_if_fail ((guint) obstacle < G_N_ELEMENTS (words), NULL);

  dialog = gtk_message_dialog_new (parent, GTK_DIALOG_MODAL, GTK_MESSAGE_WARNING, GTK_BUTTONS_NONE,
                                   "%s", _ (said->primary));
  gtk_window_set_title (GTK_WINDOW (dialog), C_ ("window", "Send Separately"));
  if (message != NULL || said->secondary != NULL)
    gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s",
                                              message != NULL ? message : _ (said->secondary));

  add_help (GTK_DIALOG (dialog));
  if (obstacle == ATENA_OBSTACLE_SIGNING)
    atena_dialog_add_button (GTK_DIALOG (dialog), _ ("Send Without Signature…"),
                             ATENA_RESPONSE_SEPARATELY, "send-separately");
  atena_dialog_add_button (GTK_DIALOG (dialog), _ ("Back to Editing"), GTK_RESPONSE_CANCEL,
                           "back-to-editing");
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  gtk_widget_grab_focus (
    gtk_dialog_get_widget_for_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL));
  atena_dialog_cancel_on_close (GTK_DIALOG (dialog));
  return dialog;
}
