// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-ledger.h"
#include "atena-sql-private.h"

/* The connection of the thread that opened the ledger. */
sqlite3 *
atena_ledger_get_db (AtenaLedger *self);

/* Another connection, for another thread; durable: a commit returns when it is on the disk. */
sqlite3 *
atena_ledger_connect (AtenaLedger *self, GError **error);
