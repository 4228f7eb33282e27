// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/**
 * atena_charset_decode:
 * @octets: text in @charset
 * @charset: (nullable): its name as mail calls it; NULL, "" and US-ASCII stand for UTF-8
 * @error: ATENA_ERROR_INVALID when the character set is not known here, or @octets do not follow it
 *   or hold a NUL
 *
 * Returns: (transfer full): UTF-8
 */
char *
atena_charset_decode (const char *octets, gsize length, const char *charset, GError **error);

/**
 * atena_charset_decode_words:
 * @text: UTF-8, as an unfolded header has it
 * @error: as in atena_charset_decode()
 *
 * Returns: (transfer full): @text with its encoded words (RFC 2047 and RFC 2231 5) decoded
 */
char *
atena_charset_decode_words (const char *text, GError **error);
