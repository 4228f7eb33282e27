// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-table.h"

/* How many cells there are up to the last that is not blank. */
guint
atena_cells_get_extent (const AtenaCell *cells, guint n_cells);

/* How many cells are not blank. */
guint
atena_cells_count_filled (const AtenaCell *cells, guint n_cells);

/* The text of @width cells, without NUL; "" for those beyond the last. Owned by the caller. */
GStrv
atena_cells_dup_values (const AtenaCell *cells, guint n_cells, guint width);
