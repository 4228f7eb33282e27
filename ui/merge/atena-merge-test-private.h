// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-dispatch.h"
#include "atena-merge-store-private.h"
#include "atena-worker.h"

#define ATENA_TYPE_MERGE_TEST (atena_merge_test_get_type ())
G_DECLARE_FINAL_TYPE (AtenaMergeTest, atena_merge_test, ATENA, MERGE_TEST, GObject)

/* Sends one letter of a merge to the person who writes. It emits "ended" with whether it was sent
 * (gboolean) and a sentence about it (string). */

/* @worker: the one whose thread @store belongs to */
AtenaMergeTest *
atena_merge_test_new (AtenaHost *host, AtenaMergeStore *store, AtenaWorker *worker);

/* With the values of @recipient. Not while one is running. */
void
atena_merge_test_start (AtenaMergeTest *self, AtenaRecipient *recipient);

gboolean
atena_merge_test_is_running (AtenaMergeTest *self);

/* For good: nothing is told any more. */
void
atena_merge_test_stop (AtenaMergeTest *self);
