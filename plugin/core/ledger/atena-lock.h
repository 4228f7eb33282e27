// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-ledger.h"

/* The right to send one campaign. Held until freed or until the process dies, however it dies. */
typedef struct _AtenaLock AtenaLock;

/**
 * atena_lock_acquire:
 * @campaign: number of the campaign
 * @error: ATENA_ERROR_BUSY when another process, or another place in this one, holds it;
 *   ATENA_ERROR_LEDGER when the lock file cannot be used
 */
AtenaLock *
atena_lock_acquire (AtenaLedger *ledger, gint64 campaign, GError **error);
void
atena_lock_free (AtenaLock *self);

/* Whether somebody sends @campaign now. */
gboolean
atena_lock_is_held (AtenaLedger *ledger, gint64 campaign);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaLock, atena_lock_free)
