// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib-object.h>

#define ATENA_TYPE_COLUMNS (atena_columns_get_type ())
G_DECLARE_FINAL_TYPE (AtenaColumns, atena_columns, ATENA, COLUMNS, GObject)

/* What a column of a list says of somebody. */
typedef enum
{
  ATENA_COLUMN_NONE, /* nothing that is needed to address a letter: a field only */
  ATENA_COLUMN_ADDRESS,
  ATENA_COLUMN_NAME, /* the whole name */
  ATENA_COLUMN_FAMILY_NAME,
  ATENA_COLUMN_GIVEN_NAME,
  ATENA_COLUMN_COMPANY,
  ATENA_COLUMN_UNIT,  /* department */
  ATENA_COLUMN_TITLE, /* position in the company */
  ATENA_COLUMN_PHONETIC,
  ATENA_COLUMN_HONORIFIC,
  ATENA_COLUMN_ATTACHMENT, /* a file for this person alone */
} AtenaColumnRole;

#define ATENA_N_COLUMN_ROLES (ATENA_COLUMN_ATTACHMENT + 1)

/* The stable name in options and JSON, such as "family-name"; "none" for ATENA_COLUMN_NONE. */
const char *
atena_column_role_to_string (AtenaColumnRole role);

/* The inverse. FALSE for anything unknown. */
gboolean
atena_column_role_from_string (const char *name, AtenaColumnRole *ret_role);

/**
 * atena_columns_guess:
 * @names: (array zero-terminated=1): the columns of a list as its header calls them; "" for none
 * @samples: (element-type GStrv): some of its rows, one value a column
 *
 * Pure. What the columns mean as far as names and samples tell, in Japanese and English. Each role
 * goes to one column and those numbered alike (メール1 and メール2, 父メール and 母メール). A
 * column is taken for one of addresses when its name says so and its cells do not gainsay it; or,
 * where no name says so, the first one whose cells mostly hold addresses.
 */
AtenaColumns *
atena_columns_guess (const char *const *names, GPtrArray *samples);

guint
atena_columns_get_size (AtenaColumns *self);

/* NULL-terminated, as given. */
const char *const *
atena_columns_get_names (AtenaColumns *self);

/* The column with this name, whatever its width and case; -1 for none. */
int
atena_columns_find_name (AtenaColumns *self, const char *name);

/* The names on one line for a message, as many as can be read. Owned by the caller. */
char *
atena_columns_describe_names (AtenaColumns *self);

AtenaColumnRole
atena_columns_get_role (AtenaColumns *self, guint column);
void
atena_columns_set_role (AtenaColumns *self, guint column, AtenaColumnRole role);

/* Whether a row with several addresses gets one letter, to the first that can be written to, rather
 * than one each. */
gboolean
atena_columns_get_first_only (AtenaColumns *self);
void
atena_columns_set_first_only (AtenaColumns *self, gboolean first_only);

/* How many columns hold addresses: as many people a row may have. */
guint
atena_columns_count_people (AtenaColumns *self);

/**
 * atena_columns_find:
 * @person: from 0; the first address column is that of person 0
 *
 * The column that has @role for @person: the one numbered like the person's address column, else
 * one without a number; with a single address column any. -1 when there is none.
 */
int
atena_columns_find (AtenaColumns *self, AtenaColumnRole role, guint person);

/**
 * atena_columns_find_attachment:
 * @ret_name: (out) (nullable): the one column of files for single people, borrowed; NULL for none
 * @error: ATENA_ERROR_INVALID when there are several, which could give somebody the file of another
 */
gboolean
atena_columns_find_attachment (AtenaColumns *self, const char **ret_name, GError **error);

/**
 * atena_columns_to_json:
 *
 * Returns: (transfer full): what the columns mean, by their names, for a list that is read again
 */
char *
atena_columns_to_json (AtenaColumns *self);

/**
 * atena_columns_apply_json:
 * @json: from atena_columns_to_json(), of this or of another list
 * @error: ATENA_ERROR_INVALID when @json is none, and nothing has changed
 *
 * Columns that @json names mean what it says, the others nothing.
 */
gboolean
atena_columns_apply_json (AtenaColumns *self, const char *json, GError **error);
