// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-merge-store-private.h"
#include "atena-worker.h"

#include <gtk/gtk.h>

#define ATENA_TYPE_SHIFT_BAR (atena_shift_bar_get_type ())
G_DECLARE_FINAL_TYPE (AtenaShiftBar, atena_shift_bar, ATENA, SHIFT_BAR, GtkInfoBar)

/* A word about rows of a list that slipped, and a way to say that they did not. It emits "changed"
 * when the next two may say something else. */

/* Whether rows were looked at, to their end. */
gboolean
atena_shift_bar_has_looked (AtenaShiftBar *self);
/* Whether a start has to wait until somebody looked at what was found. */
gboolean
atena_shift_bar_holds (AtenaShiftBar *self);

/* Forgets what was found. */
void
atena_shift_bar_clear (AtenaShiftBar *self);
/* Looks at the rows of the campaign. @worker: the one whose thread @store belongs to */
void
atena_shift_bar_look (AtenaShiftBar *self,
                      AtenaMergeStore *store,
                      AtenaWorker *worker,
                      GCancellable *cancellable);
