// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/**
 * atena_csv_guess_encoding:
 * @fd: of a file in which one can seek; the position in it stays
 * @ret_encoding: (out): for iconv; NULL when the file is text in none of them
 *
 * Reads the whole file, as what is no UTF-8 may stand at its end, and keeps nothing of it. In this
 * order: a byte order mark (UTF-8, UTF-16), UTF-8, CP932 (what Excel writes in Japan: Shift JIS
 * with ① and 髙), EUC-JP.
 */
gboolean
atena_csv_guess_encoding (int fd, const char **ret_encoding, GError **error);

/* What stands between the cells in the first lines of a list: the one of ',', ';' and '\t' that the
 * most lines have the same number of, outside quotation marks; ',' when there is none. */
char
atena_csv_guess_delimiter (const char *text, gsize length);
