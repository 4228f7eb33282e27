// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* All text here is valid UTF-8; results are owned by the caller. */

/* Whether @c is a control character or a line break: C0, DEL, C1, U+2028 and U+2029. */
gboolean
atena_text_is_control (gunichar c);

/* @text on one line: each run of control characters and line breaks becomes one space. What goes
 * into a header, a report or a terminal passes through here. */
char *
atena_text_fold_line (const char *text);

/* @text on one line for a message, cut to @max characters with an ellipsis after them. */
char *
atena_text_shorten (const char *text, guint max);

/* Names as a message enumerates them, in quotation marks of the person's language, cut likewise;
 * blank ones are left out. */
char *
atena_text_enumerate (const char *const *names, guint max);

/* Full-width forms U+FF01 to U+FF5E as ASCII and U+3000 as a space, the rest untouched. Not NFKC:
 * NFKC turns foo① into foo1, which is somebody else. */
char *
atena_text_fold_width (const char *text);

/* @text without the spaces around it, be they U+0020 or U+3000. */
char *
atena_text_trim (const char *text);

/* What is left of @text on one line: atena_text_fold_line(), then atena_text_trim(). */
char *
atena_text_trim_line (const char *text);

/* Letters and the marks behind them as one character where there is one, such as か and its voiced
 * sound mark; the rest untouched. Not NFC: NFC turns the ideograph of a name into another. */
char *
atena_text_compose (const char *text);

/* Whether @text holds nothing but white space, U+3000 among it. */
gboolean
atena_text_is_blank (const char *text);

/* The form under which two field names are the same: NFKC, case folded, trimmed. */
char *
atena_text_field_key (const char *name);

/* The character set that is meant by @charset, for iconv. What is called Shift_JIS has the
 * characters of Windows in it, such as ① and 髙. Borrowed; @charset itself where nothing else is
 * meant. */
const char *
atena_text_get_meant_charset (const char *charset);

/* The member of @candidates with the smallest edit distance to @word, or NULL if none is near
 * enough to be meant (more than half of the longer of the two differs). Borrowed. */
const char *
atena_text_nearest (const char *word, const char *const *candidates);
