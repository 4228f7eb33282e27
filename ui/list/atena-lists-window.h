// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-contacts.h"
#include "atena-host.h"

#define ATENA_TYPE_LISTS_WINDOW (atena_lists_window_get_type ())
G_DECLARE_FINAL_TYPE (AtenaListsWindow, atena_lists_window, ATENA, LISTS_WINDOW, GtkWindow)

/**
 * atena_lists_window_new:
 * @contacts: (nullable): the address books
 * @ledger: path of the ledger
 *
 * Shows the saved lists of a ledger: adds, renames, refreshes and erases them, and ticks their
 * people. Emits "write" with an AtenaListChoice when somebody wants to write to the people of one.
 */
GtkWidget *
atena_lists_window_new (AtenaHost *host, AtenaContacts *contacts, const char *ledger);
