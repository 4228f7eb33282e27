// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-host.h"

#define ATENA_TYPE_LIST_DIALOG (atena_list_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AtenaListDialog, atena_list_dialog, ATENA, LIST_DIALOG, GtkDialog)

/**
 * atena_list_dialog_new:
 * @contacts: (nullable): the address books
 * @ledger: path of the ledger
 * @choice: (nullable): what was chosen so far; copied
 * @parent: (nullable)
 *
 * Where somebody chooses a list and says what is in it. Responses: GTK_RESPONSE_OK when it is to be
 * used, and is saved if that was asked for; GTK_RESPONSE_CANCEL, also by Escape.
 */
GtkWidget *
atena_list_dialog_new (AtenaHost *host,
                       AtenaContacts *contacts,
                       const char *ledger,
                       const AtenaListChoice *choice,
                       GtkWindow *parent);

/* What the list is wanted for. */
typedef enum
{
  ATENA_LIST_AIM_USE,     /* for a message; kept if somebody wants that */
  ATENA_LIST_AIM_KEEP,    /* to be kept */
  ATENA_LIST_AIM_COMPARE, /* to be compared with a saved list; it is not kept here */
} AtenaListAim;

/* Other than ATENA_LIST_AIM_USE; before the dialog is shown. Saved lists are not offered then. */
void
atena_list_dialog_set_aim (AtenaListDialog *self, AtenaListAim aim);

/* Fetches the list at @address, an https address, as if somebody had asked for it. */
void
atena_list_dialog_fetch (AtenaListDialog *self, const char *address);

/* (transfer full) (nullable): what is chosen now, complete with columns. */
AtenaListChoice *
atena_list_dialog_dup_choice (AtenaListDialog *self);
