// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

#include "atena-mailbox.h"

/* Writes header fields (RFC 5322 2.2) as pure ASCII, but for an international address (RFC
 * 6532 3.2), onto the end of @out, each with its line break, LF: no value can end the field early,
 * whatever it holds. Lines stay within 78 columns wherever the value can be folded at all, and
 * never pass 998 octets. */

/* Unstructured @text, on one line first (atena_text_fold_line()). Encoded words in UTF-8 and base64
 * (RFC 2047), split between characters, where it is not plain printable ASCII or could be taken for
 * an encoded word. */
void
atena_header_append_text (GString *out, const char *name, const char *text);

/* One or more mailboxes (RFC 5322 3.4) without groups. */
void
atena_header_append_mailboxes (GString *out,
                               const char *name,
                               AtenaMailbox *const *mailboxes,
                               guint n_mailboxes);

/* Message identifiers without angle brackets, as in Message-ID, In-Reply-To and References; those
 * that are not printable ASCII without spaces and brackets are left out. */
void
atena_header_append_ids (GString *out, const char *name, const char *const *ids);

/* @date in seconds since 1970, in @zone (RFC 5322 3.3); month and day names never follow the
 * locale. */
void
atena_header_append_date (GString *out, const char *name, gint64 date, GTimeZone *zone);
