// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-host.h"

#define ATENA_TYPE_LIST_FETCH (atena_list_fetch_get_type ())
G_DECLARE_FINAL_TYPE (AtenaListFetch, atena_list_fetch, ATENA, LIST_FETCH, GtkBox)

/* Where somebody enters the https address of a list and gets it by the host. Emits "changed" when
 * fetching begins, and with a list or an error when it ends; stopping ends it with neither. */
GtkWidget *
atena_list_fetch_new (AtenaHost *host);

/* (transfer full) (nullable): the list that was fetched last */
AtenaListChoice *
atena_list_fetch_dup_choice (AtenaListFetch *self);

/* (transfer none) (nullable): why there is none */
const GError *
atena_list_fetch_get_error (AtenaListFetch *self);

/* Shows @choice, which was fetched before. */
void
atena_list_fetch_set_choice (AtenaListFetch *self, const AtenaListChoice *choice);

/* Fetches the list at @address, as if somebody had entered it. */
void
atena_list_fetch_begin (AtenaListFetch *self, const char *address);
