// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib-object.h>

#include "atena-reason.h"

#define ATENA_TYPE_MAILBOX (atena_mailbox_get_type ())

/* One address with a display name. Immutable, reference counted. */
typedef struct _AtenaMailbox AtenaMailbox;

GType
atena_mailbox_get_type (void);

/**
 * atena_mailbox_parse:
 * @text: one mailbox as a person typed it: an addr-spec, `<addr-spec>`, or `Name <addr-spec>`
 *   (RFC 5322 3.4); need not be terminated
 * @length: octets in @text, or -1
 * @name: (nullable): display name; NULL takes the one in @text, if any
 * @ret_reason: (out): why there is no mailbox; untouched on success
 *
 * Strict: exactly one address, RFC 5321 limits (64 octets of local part, 254 in all), a domain with
 * a dot (or "localhost"), no comments, no address literals. Full-width ASCII and the ideographic
 * space are folded and surrounding spaces trimmed, nothing else is corrected. Dotted local parts
 * (`foo..bar`, `.foo`, `foo.`), which docomo and au once handed out, are accepted for their
 * domains. Letters and digits of other scripts in a local part are accepted (RFC 6531), any other
 * non-ASCII there is refused; what NFKC would turn into something else is refused too. @text that
 * is not UTF-8 is ATENA_REASON_BAD_ADDRESS.
 *
 * Returns: (transfer full) (nullable): the mailbox
 */
AtenaMailbox *
atena_mailbox_parse (const char *text, gssize length, const char *name, AtenaReason *ret_reason);

AtenaMailbox *
atena_mailbox_ref (AtenaMailbox *self);
void
atena_mailbox_unref (AtenaMailbox *self);

/* The display name on one line, "" when there is none. */
const char *
atena_mailbox_get_name (AtenaMailbox *self);

/* The addr-spec as typed, folded and trimmed: for showing to people. */
const char *
atena_mailbox_get_address (AtenaMailbox *self);

/* The addr-spec for the wire: ASCII only, unless it is international; local part quoted where RFC
 * 5322 needs it, domain in A-labels. For RCPT TO and address headers. */
const char *
atena_mailbox_get_path (AtenaMailbox *self);

/* What makes two mailboxes the same: local part without quoting plus domain in A-labels, both
 * ASCII lower-cased. */
const char *
atena_mailbox_get_key (AtenaMailbox *self);

/* Whether the local part breaks RFC 5321 unless quoted, as old docomo and au addresses do. */
gboolean
atena_mailbox_is_dotted (AtenaMailbox *self);

/* Whether the local part is not ASCII: only a server with SMTPUTF8 (RFC 6531) can write to it. Who
 * writes, and who is to be answered, may not be. */
gboolean
atena_mailbox_is_international (AtenaMailbox *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaMailbox, atena_mailbox_unref)
