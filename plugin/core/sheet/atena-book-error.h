// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* What may be wrong with a file that should be a list. Each sets ATENA_ERROR_INVALID, which calls
 * the file @name, and returns FALSE. */

/* It is @kind, translated, such as "a picture". */
gboolean
atena_book_fail_kind (const char *name, const char *kind, GError **error);

/* Nobody knows what it is. */
gboolean
atena_book_fail_content (const char *name, GError **error);
gboolean
atena_book_fail_damage (const char *name, GError **error);
gboolean
atena_book_fail_password (const char *name, GError **error);
