// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib-object.h>

#include "atena-fields.h"
#include "atena-mailbox.h"

#define ATENA_TYPE_RECIPIENT (atena_recipient_get_type ())

/* What a row of a list is for. */
typedef enum
{
  ATENA_ROLE_LETTER, /* somebody to whom the letter is written */
  ATENA_ROLE_COPY,   /* somebody who gets one copy a campaign, to know what was sent */
} AtenaRole;

/* One row of a list: a mailbox plus the values of the list's fields, and, once it stands in a
 * ledger, the Message-ID and date of its letter. Immutable, reference counted. */
typedef struct _AtenaRecipient AtenaRecipient;

GType
atena_recipient_get_type (void);

/**
 * atena_recipient_new:
 * @number: what tells the recipients of a list apart: ascending, from 1; also the row, unless
 *   atena_recipient_place() says otherwise
 * @mailbox: (nullable): the mailbox; NULL when the address is no good
 * @address: the address cell on one line, for showing: also when @mailbox is NULL
 * @reason: why this row gets no letter: always when @mailbox is NULL, else mostly
 *   ATENA_REASON_NONE
 * @values: (array zero-terminated=1): one value a field, in the order of the list's AtenaFields;
 *   UTF-8 without NUL
 */
AtenaRecipient *
atena_recipient_new (guint number,
                     AtenaMailbox *mailbox,
                     const char *address,
                     AtenaReason reason,
                     const char *const *values);

/**
 * atena_recipient_stamp:
 * @message_id: without angle brackets
 * @date: seconds since 1970
 *
 * Returns: (transfer full): a recipient that differs in these two alone
 */
AtenaRecipient *
atena_recipient_stamp (AtenaRecipient *self, const char *message_id, gint64 date);

/* A recipient that differs in its role alone, which is ATENA_ROLE_LETTER unless said. Owned by the
 * caller. */
AtenaRecipient *
atena_recipient_assign (AtenaRecipient *self, AtenaRole role);

/* A recipient that differs in its row alone: the one that a spreadsheet shows, where several
 * recipients may stand in one row. Owned by the caller. */
AtenaRecipient *
atena_recipient_place (AtenaRecipient *self, guint row);

/* A recipient that gets no letter for @reason; @detail is what belongs to it (atena-reason.h), or
 * NULL. Owned by the caller. */
AtenaRecipient *
atena_recipient_exclude (AtenaRecipient *self, AtenaReason reason, const char *detail);

AtenaRecipient *
atena_recipient_ref (AtenaRecipient *self);
void
atena_recipient_unref (AtenaRecipient *self);

guint
atena_recipient_get_number (AtenaRecipient *self);
guint
atena_recipient_get_row (AtenaRecipient *self);
AtenaMailbox *
atena_recipient_get_mailbox (AtenaRecipient *self);
const char *
atena_recipient_get_address (AtenaRecipient *self);
AtenaReason
atena_recipient_get_reason (AtenaRecipient *self);

/* What belongs to the reason, or NULL. */
const char *
atena_recipient_get_detail (AtenaRecipient *self);
const char *const *
atena_recipient_get_values (AtenaRecipient *self);
const char *
atena_recipient_get_message_id (AtenaRecipient *self);
gint64
atena_recipient_get_date (AtenaRecipient *self);
AtenaRole
atena_recipient_get_role (AtenaRecipient *self);

/* Who it is: the display name of the mailbox, or, where the address is no good, the value of the
 * column "name" among @fields, which are those of the list; "" for nobody known. */
const char *
atena_recipient_find_name (AtenaRecipient *self, AtenaFields *fields);

/**
 * atena_recipient_add_examples:
 * @examples: (inout): one value a field; NULL before the first recipient
 *
 * Fills what is blank in @examples, with the values of somebody who gets a letter.
 *
 * Returns: whether anything is blank still
 */
gboolean
atena_recipient_add_examples (AtenaRecipient *self, GStrv *examples);

/* The value of column @index, "" beyond the last one. */
const char *
atena_recipient_get_value (AtenaRecipient *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaRecipient, atena_recipient_unref)
