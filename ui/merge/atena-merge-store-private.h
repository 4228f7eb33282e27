// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-campaign.h"
#include "atena-order.h"
#include "atena-shift-check.h"

#define ATENA_TYPE_MERGE_STORE (atena_merge_store_get_type ())
G_DECLARE_FINAL_TYPE (AtenaMergeStore, atena_merge_store, ATENA, MERGE_STORE, GObject)

/* The campaign of an order while somebody looks at it. But for new() and what is fixed once it is
 * open, everything blocks and belongs to one thread. */

/* @order: (transfer full) */
AtenaMergeStore *
atena_merge_store_new (AtenaOrder *order);

/* Borrowed; but for its list, which choose_list() changes, nobody changes it. */
const AtenaOrder *
atena_merge_store_get_order (AtenaMergeStore *self);

/* Makes the campaign. */
gboolean
atena_merge_store_open (AtenaMergeStore *self, GCancellable *cancellable, GError **error);

/* Makes the campaign anew, with @list (nullable), which is copied; on error the former one stays.
 */
gboolean
atena_merge_store_choose_list (AtenaMergeStore *self,
                               const AtenaListChoice *list,
                               GCancellable *cancellable,
                               GError **error);

/* Fixed once it is open, until another list is chosen: */
gint64
atena_merge_store_get_id (AtenaMergeStore *self);
AtenaLetter *
atena_merge_store_get_letter (AtenaMergeStore *self);
/* When the account began letters in the last day (gint64), for the pace. */
GArray *
atena_merge_store_get_history (AtenaMergeStore *self);

/* The numbers of the message's people whom its list has not, ascending (guint); NULL when they have
 * no list. */
GArray *
atena_merge_store_get_missing (AtenaMergeStore *self);

/* Whether the order's contacts fill in fields of the letters. */
gboolean
atena_merge_store_is_filled (AtenaMergeStore *self);

/* The field of the letter that names the files of a person, or -1. */
int
atena_merge_store_find_enclosures (AtenaMergeStore *self);

/* Also beside what the address books know; (element-type AtenaShiftFinding). */
GPtrArray *
atena_merge_store_find_shifts (AtenaMergeStore *self, GCancellable *cancellable, GError **error);
gboolean
atena_merge_store_accept_shift (AtenaMergeStore *self,
                                const AtenaShiftFinding *finding,
                                GError **error);

/* The next @limit rows. Owned by the caller. (element-type AtenaRow) */
GPtrArray *
atena_merge_store_read_rows (AtenaMergeStore *self, guint after, guint limit, GError **error);
/* As atena_campaign_find_rows(). */
GArray *
atena_merge_store_find_people (AtenaMergeStore *self,
                               const char *word,
                               GCancellable *cancellable,
                               GError **error);
gboolean
atena_merge_store_set_ticked (AtenaMergeStore *self, guint number, gboolean ticked, GError **error);

/* A campaign of its own, ready, with @recipient's letter to the person who writes. Returns its
 * number, or 0 with an error. */
gint64
atena_merge_store_create_test (AtenaMergeStore *self, AtenaRecipient *recipient, GError **error);
/* How the letter of that campaign fared. Owned by the caller. */
AtenaRow *
atena_merge_store_read_test (AtenaMergeStore *self, gint64 test, GError **error);

/* Which copies will be kept of so many letters with so many octets in all. */
AtenaKeep
atena_merge_store_choose_keep (AtenaMergeStore *self, guint64 letters, guint64 bytes);
/* A person said yes. */
gboolean
atena_merge_store_confirm (AtenaMergeStore *self, AtenaKeep keep, GError **error);
/* Nothing of it stays, also when it was confirmed just now. */
gboolean
atena_merge_store_discard (AtenaMergeStore *self, GError **error);
