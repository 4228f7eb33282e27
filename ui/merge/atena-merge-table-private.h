// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-merge-list-private.h"
#include "atena-merge-store-private.h"
#include "atena-worker.h"

#define ATENA_TYPE_MERGE_TABLE (atena_merge_table_get_type ())
G_DECLARE_FINAL_TYPE (AtenaMergeTable, atena_merge_table, ATENA, MERGE_TABLE, GtkBox)

/* Everybody in a campaign, with a tick each, and ways to find somebody: by a word, or those whom
 * the list of the message has not. It emits "changed" when more people are there or shown, or other
 * ones get a letter, "loaded" when all are there, "selected" with the position of the person whose
 * letter is to be shown (int), and "failed" when the ledger did not do its part (const GError *).
 * While it is insensitive nobody's tick changes. */

/* Reads everybody of @store's campaign, in place of those before. @worker: the one whose thread
 * @store belongs to */
void
atena_merge_table_load (AtenaMergeTable *self,
                        AtenaMergeStore *store,
                        AtenaWorker *worker,
                        GCancellable *cancellable);

/* Borrowed, and another one after the next load. */
AtenaMergeList *
atena_merge_table_get_list (AtenaMergeTable *self);

/* Whether all are there. */
gboolean
atena_merge_table_is_loaded (AtenaMergeTable *self);

/* Selects the person at @position, and ends a search that does not find them; nobody when that is
 * negative. */
void
atena_merge_table_go_to (AtenaMergeTable *self, int position);

/* Asks for a word. */
void
atena_merge_table_search (AtenaMergeTable *self);

/* Shows everybody again. Returns FALSE when everybody was shown. */
gboolean
atena_merge_table_end_search (AtenaMergeTable *self);
