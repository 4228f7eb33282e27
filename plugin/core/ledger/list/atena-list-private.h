// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-list.h"
#include "atena-sql-private.h"

gint64
atena_list_get_id (AtenaList *self);

/* A statement on the ledger of @self in which ?1 is the number of the list. */
sqlite3_stmt *
atena_list_prepare (AtenaList *self, const char *sql, GError **error);

/* What atena_list_read_recipient() reads. */
#define ATENA_LIST_COLUMNS "number, address, name, fields, reason, detail, sheet_row"

/* The recipient in ATENA_LIST_COLUMNS, which begin at @column of the current row of @select. */
AtenaRecipient *
atena_list_read_recipient (sqlite3_stmt *select, int column, GError **error);

/* Puts the people of @source into the list of this number, which is new, within a transaction that
 * the caller takes back when this fails. */
gboolean
atena_list_import (sqlite3 *db,
                   gint64 list,
                   AtenaRecipientSource *source,
                   GCancellable *cancellable,
                   GError **error);
