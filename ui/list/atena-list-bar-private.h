// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-host.h"

#define ATENA_TYPE_LIST_BAR (atena_list_bar_get_type ())
G_DECLARE_FINAL_TYPE (AtenaListBar, atena_list_bar, ATENA, LIST_BAR, GtkBox)

/* Which list goes with the message, a way to another, and its fields. It emits "chosen" with an
 * AtenaListChoice, or NULL for none, borrowed, and does not change what it shows by itself;
 * "inserted" with the placeholder of a field (string). */

/* @contacts: (nullable) */
void
atena_list_bar_set_up (AtenaListBar *self,
                       AtenaHost *host,
                       AtenaContacts *contacts,
                       const char *ledger);

/* @list: (nullable), copied */
void
atena_list_bar_set_list (AtenaListBar *self, const AtenaListChoice *list);

/* What the menu of fields offers, as atena_field_menu_new() takes it. */
void
atena_list_bar_set_fields (AtenaListBar *self,
                           const char *const *names,
                           const char *const *examples);

/* Opens the dialog. */
void
atena_list_bar_choose (AtenaListBar *self);
