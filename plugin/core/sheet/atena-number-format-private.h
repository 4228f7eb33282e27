// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* The number format that Excel knows by @id alone, NULL for none; static. Those of Japan for the
 * ids that every language has its own of. */
const char *
atena_number_format_get_builtin (guint id);

/**
 * atena_number_format_append:
 * @code: (nullable): a format such as "#,##0" or "yyyy/m/d"; NULL for the general one
 * @from_1904: whether days are counted from 1904 on
 *
 * Appends @value as a person sees it. Departures: the general format shows 15 digits and no
 * exponent where Excel's line of input shows none, whatever the width of the column. A day is
 * always 2026/11/24, a time 14:03 or 14:03:05, whatever the order, the era or the names of months
 * in @code; colours and fill characters go; a fraction is shown as decimals.
 */
void
atena_number_format_append (GString *text, const char *code, double value, gboolean from_1904);
