// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* Puts octets onto the end of a message in a form that every mail server carries unchanged (RFC
 * 2045 6). Each line break written is @newline; line breaks read are LF or CRLF. */

/* As they are; only line breaks change. */
void
atena_encoding_append_lines (GString *out, const char *text, gsize length, const char *newline);

/* Quoted-printable, in which no line begins with a dot or "From ". Line breaks stay line breaks, so
 * this is for text. */
void
atena_encoding_append_quoted (GString *out, const char *text, gsize length, const char *newline);

/* Base64 in lines, the last of which has no line break. */
void
atena_encoding_append_base64 (GString *out, const char *octets, gsize length, const char *newline);

/* Base64 of @text with CRLF for its line breaks, as RFC 2045 6.8 wants it for text. */
void
atena_encoding_append_base64_text (GString *out,
                                   const char *text,
                                   gsize length,
                                   const char *newline);

/* Whether @octets can travel as they are: ASCII, no control characters but tabs and line breaks,
 * and no line over 998 octets (RFC 5322 2.1.1, RFC 2045 2.7). */
gboolean
atena_encoding_is_7bit (const char *octets, gsize length);

/* Whether base64 makes @text shorter than quoted-printable, roughly. */
gboolean
atena_encoding_prefers_base64 (const char *text);
