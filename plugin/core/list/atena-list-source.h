// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-columns.h"
#include "atena-recipient-source.h"
#include "atena-table.h"

#define ATENA_TYPE_LIST_SOURCE (atena_list_source_get_type ())
G_DECLARE_FINAL_TYPE (AtenaListSource, atena_list_source, ATENA, LIST_SOURCE, GObject)

/**
 * atena_list_source_new:
 * @table: the list, which nobody else reads
 * @error: ATENA_ERROR_INVALID (nothing in it, two columns of one name, too many columns) or an
 * error of reading it
 *
 * The people of a list with or without a header. Lines of title above the header are passed over,
 * as are blank rows; a shorter row has blanks at its end, and a row with a filled cell beyond the
 * last column is an error. NUL in a value is dropped.
 *
 * Every column is a field. These fields are made from what the columns mean, unless a column has
 * their name: `email` (the address), `name` (the whole name, else the family name and the given
 * name, else the name in the address cell), `宛名` (atena_salutation_dup_block()) and `salutation`
 * (atena_salutation_dup_plain()).
 */
AtenaListSource *
atena_list_source_new (AtenaTable *table, GError **error);

/* The table as it was given, for asking what it is. Borrowed. */
AtenaTable *
atena_list_source_get_table (AtenaListSource *self);

/* What the columns mean: a guess that may be changed until the first recipient. Borrowed. */
AtenaColumns *
atena_list_source_get_columns (AtenaListSource *self);

/* (element-type GStrv): the first rows below the header, a value a column, for showing what the
 * columns mean. Borrowed. */
GPtrArray *
atena_list_source_get_samples (AtenaListSource *self);

/* Whether there is a column of addresses; ATENA_ERROR_INVALID with the columns that there are.
 * Asked before the first recipient, too. */
gboolean
atena_list_source_check (AtenaListSource *self, GError **error);
