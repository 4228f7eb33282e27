// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-draft.h"
#include "atena-enclosure.h"
#include "atena-fields.h"
#include "atena-recipient.h"

#define ATENA_TYPE_LETTER (atena_letter_get_type ())
G_DECLARE_FINAL_TYPE (AtenaLetter, atena_letter, ATENA, LETTER, GObject)

typedef enum
{
  ATENA_NEWLINE_CRLF, /* for SMTP and for files */
  ATENA_NEWLINE_LF,   /* for hosts that convert themselves */
} AtenaNewline;

/**
 * atena_letter_new:
 * @draft: the message to merge
 * @fields: what its placeholders may name
 * @from: (nullable): who writes; NULL takes the draft's From
 * @seed: random text that makes the part boundaries of this campaign unforeseeable: with a known
 * one, a value could end its part early
 * @zone: for the Date header
 * @newline: how lines end
 * @error: ATENA_ERROR_INVALID from the templates
 *
 * Compiles @draft: Subject and the text/plain and text/html parts that are no attachments are
 * templates, everything else is encoded once, here. Only these headers reach a letter: From, To,
 * Subject, Date, Message-ID, Reply-To, Organization, Priority, X-Priority, X-MSMail-Priority,
 * Importance, Disposition-Notification-To, In-Reply-To, References and the MIME headers. Safe to
 * use from several threads.
 */
AtenaLetter *
atena_letter_new (AtenaDraft *draft,
                  AtenaFields *fields,
                  AtenaMailbox *from,
                  const char *seed,
                  GTimeZone *zone,
                  AtenaNewline newline,
                  GError **error);

/* Who writes: the envelope sender and the From header. */
AtenaMailbox *
atena_letter_get_from (AtenaLetter *self);

/* The fields given at compile time. */
AtenaFields *
atena_letter_get_fields (AtenaLetter *self);

/**
 * atena_letter_find_problem:
 * @ret_field: (out) (optional): the name of the field, borrowed
 *
 * Returns: why @recipient gets no letter (atena_template_find_problem()); ATENA_REASON_NONE when it
 *   can be rendered
 */
AtenaReason
atena_letter_find_problem (AtenaLetter *self, AtenaRecipient *recipient, const char **ret_field);

/* What tells two letters to one address apart: equal for two recipients whose letters have the same
 * subject and the same texts. The name in To does not count. Owned by the caller. */
char *
atena_letter_digest (AtenaLetter *self, AtenaRecipient *recipient);

/* The subject as @recipient gets it, on one line; unless stamped, as if today. Owned by the caller.
 */
char *
atena_letter_dup_subject (AtenaLetter *self, AtenaRecipient *recipient);

/* The text as @recipient gets it, for showing: the plain text, or where there is none what the HTML
 * says without its tags; line ends LF; unless stamped, as if today. Owned by the caller. */
char *
atena_letter_dup_text (AtenaLetter *self, AtenaRecipient *recipient);

/* About how many octets a letter has: those of @recipient's, without rendering it. */
gsize
atena_letter_estimate_size (AtenaLetter *self, AtenaRecipient *recipient);

/**
 * atena_letter_render:
 * @recipient: stamped (atena_recipient_stamp()), with a mailbox, and without a problem
 *
 * One message (RFC 5322), pure ASCII but for an international address in To, no line over 998
 * octets, ending with a line break; the same octets each time. To holds @recipient alone.
 */
GBytes *
atena_letter_render (AtenaLetter *self, AtenaRecipient *recipient);

/* The same with @enclosures, (element-type AtenaEnclosure), as attachments behind those of the
 * draft.
 */
GBytes *
atena_letter_render_with (AtenaLetter *self, AtenaRecipient *recipient, GPtrArray *enclosures);
