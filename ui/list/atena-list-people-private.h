// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-saved-lists-private.h"
#include "atena-worker.h"

#define ATENA_TYPE_LIST_PEOPLE (atena_list_people_get_type ())
G_DECLARE_FINAL_TYPE (AtenaListPeople, atena_list_people, ATENA, LIST_PEOPLE, GtkBox)

/* The people of a saved list: found, filtered, sorted and chosen. Emits "ticked" when somebody was
 * chosen or left out, and "failed" with a GError when the ledger cannot be read or written. */

/* Where the lists are and who asks them; once. */
void
atena_list_people_set_lists (AtenaListPeople *self, AtenaSavedLists *lists, AtenaWorker *worker);

/* Shows the people of @list, which is copied; what was asked of the same list before stays so. */
void
atena_list_people_show (AtenaListPeople *self, const AtenaSavedList *list);

/* Puts the cursor where somebody enters what to find. */
void
atena_list_people_search (AtenaListPeople *self);
/* Whether there was anything to find; there is not any more. */
gboolean
atena_list_people_end_search (AtenaListPeople *self);
