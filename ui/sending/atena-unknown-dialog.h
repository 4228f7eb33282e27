// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#define ATENA_TYPE_UNKNOWN_DIALOG (atena_unknown_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AtenaUnknownDialog, atena_unknown_dialog, ATENA, UNKNOWN_DIALOG, GtkDialog)

/**
 * atena_unknown_dialog_new:
 * @parent: (nullable)
 * @ledger: path of the ledger
 * @campaign: number of the campaign, which nobody sends
 *
 * Asks a person what became of each letter of which nobody knows whether it went. It reads them
 * first and shows itself then; with none to ask about it is cancelled at once. Responses:
 * GTK_RESPONSE_APPLY once the answers are in the ledger, GTK_RESPONSE_CANCEL to decide later (also
 * by Escape).
 */
GtkWidget *
atena_unknown_dialog_new (GtkWindow *parent, const char *ledger, gint64 campaign);

/* How many letters are to be sent again. */
guint
atena_unknown_dialog_get_again (AtenaUnknownDialog *self);
