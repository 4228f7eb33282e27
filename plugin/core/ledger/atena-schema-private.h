// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>
#include <sqlite3.h>

/* Brings @db to the schema of this version, in one transaction. A file of a newer version, or one
 * that another program made, is refused and not touched: ATENA_ERROR_LEDGER. */
gboolean
atena_schema_migrate (sqlite3 *db, GError **error);

/* Whether @db has exactly the schema of this version; same errors. */
gboolean
atena_schema_check (sqlite3 *db, GError **error);
