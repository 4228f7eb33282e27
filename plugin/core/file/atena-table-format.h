// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-table-file.h"

/* Where a table came from, and what somebody said of how it is read: what is needed to read it the
 * same way again. What was found out is not in it, as it is found out again. Everything is owned
 * and NULL or zero where nothing was said. */
typedef struct
{
  char *kind; /* one of the following */
  char *encoding;
  char delimiter;
  char *sheet;
} AtenaTableFormat;

#define ATENA_TABLE_KIND_FILE     "file" /* also what was fetched from an https address */
#define ATENA_TABLE_KIND_TEXT     "text" /* pasted */
#define ATENA_TABLE_KIND_CATEGORY "category"
#define ATENA_TABLE_KIND_GROUP    "group" /* a contact list */

/* What @options say, and @kind where it is not NULL, goes before what @self says. */
void
atena_table_format_take (AtenaTableFormat *self,
                         const char *kind,
                         const AtenaTableOptions *options);

/* What @self says where @options say nothing; strings stay owned by @self. */
void
atena_table_format_fill (const AtenaTableFormat *self, AtenaTableOptions *options);

/* Owned by the caller. */
char *
atena_table_format_to_json (const AtenaTableFormat *self);

/**
 * atena_table_format_from_json:
 * @json: from atena_table_format_to_json(), or "" where nothing was kept
 * @error: ATENA_ERROR_INVALID when it is neither
 */
AtenaTableFormat *
atena_table_format_from_json (const char *json, GError **error);

void
atena_table_format_free (AtenaTableFormat *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaTableFormat, atena_table_format_free)
