// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-list-reading-private.h"

#define ATENA_TYPE_LIST_TABLE (atena_list_table_get_type ())
G_DECLARE_FINAL_TYPE (AtenaListTable, atena_list_table, ATENA, LIST_TABLE, GtkGrid)

/* The first rows of a list, and above them what its columns mean. Emits "changed" when somebody
 * has set a role in the columns of what is shown. */

/* @reading: (nullable) */
void
atena_list_table_set_reading (AtenaListTable *self, AtenaListReading *reading);
