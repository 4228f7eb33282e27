// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-columns.h"

/* The options that say what the columns of a list mean. Zeroed is none given. */
typedef struct
{
  char **roles;    /* each "ROLE=COLUMN" */
  char *addresses; /* "first" or NULL */
} AtenaCliColumns;

void
atena_cli_columns_clear (AtenaCliColumns *self);

/* Makes @columns mean what the options say: a role that is given is taken from every other column.
 * ATENA_ERROR_INVALID. */
gboolean
atena_cli_columns_apply (const AtenaCliColumns *self, AtenaColumns *columns, GError **error);

/* The roles (1 << AtenaColumnRole) that the options give to columns. */
guint
atena_cli_columns_get_chosen (const AtenaCliColumns *self);

/* Says what the columns mean. */
void
atena_cli_columns_print (AtenaColumns *columns);
