// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <composer/e-msg-composer.h>

/* Finds the addresses that stand in the message that @composer answers: those people see each other
 * anyway. Asks the folder's index only; main thread, does not block. */
void
atena_composer_origin_read (EMsgComposer *composer,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/* (transfer full) (nullable): NULL when nothing is answered or it cannot be found. */
GStrv
atena_composer_origin_read_finish (EMsgComposer *composer, GAsyncResult *result);
