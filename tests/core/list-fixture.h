// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-list.h"
#include "atena-table.h"
#include "campaign-fixture.h"

/* A source of @table: rows apart by LF and cells by "|"; the first row names the fields, of which
 * `email` is the address and `name` the display name. The first person is row 2. A row
 * that begins with "^" stands in the row of the sheet that is above it. */
AtenaRecipientSource *
list_fixture_source (const char *table);

/* A list @name of @table in @ledger. */
AtenaList *
list_fixture_create (AtenaLedger *ledger, const char *name, const char *table);

/* The recipients of @source, each as "row address name [values] reason detail" with blank parts
 * left out, apart by LF. */
char *
list_fixture_describe (AtenaRecipientSource *source);

/* The same of the ticked rows of @list. */
char *
list_fixture_describe_list (AtenaList *list);

/* Each row of @table as its number and cells, such as "1[a][b]". NULL on error. */
char *
list_fixture_dump (AtenaTable *table, GError **error);
