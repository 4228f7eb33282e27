// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/**
 * atena_placeholders_compare:
 * @plain: a text as an editor gives it; line ends LF or CRLF
 * @html: the same text, formatted
 * @name: what errors call the message
 * @error: ATENA_ERROR_INVALID when one of them has a placeholder that can be none, whatever fields
 *   there are (from atena_template_new()), or one that the other lacks
 *
 * Sections, comments and delimiters count, too, and in which sections a placeholder stands. What
 * placeholders name counts, and their defaults but for white space. Those in attributes of
 * @html may stand in @plain or not: some editors write out where a link goes.
 *
 * Returns: whether every reader of a letter will find the same values
 */
gboolean
atena_placeholders_compare (const char *plain, const char *html, const char *name, GError **error);
