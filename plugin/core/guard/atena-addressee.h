// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib-object.h>

#include "atena-mailbox.h"

/* The header field in which somebody stands while a message is being written (RFC 5322 3.6.3). */
typedef enum
{
  ATENA_FIELD_TO,
  ATENA_FIELD_CC,
  ATENA_FIELD_BCC,
} AtenaField;

/* One person in To, Cc or Bcc of a message that is being written. */
typedef struct
{
  AtenaField field;
  gboolean automatic;    /* put there by the identity's settings, not by the person who writes */
  char *text;            /* as typed, on one line */
  AtenaMailbox *mailbox; /* NULL when @text holds no address that can be written to */
  AtenaReason reason;    /* why there is none */
} AtenaAddressee;

void
atena_addressee_free (AtenaAddressee *self);

/**
 * atena_addressees_add:
 * @addressees: (element-type AtenaAddressee): a list that frees its members
 * @text: what stands in the field, as typed: one or more mailboxes apart by commas (also ; ； 、 ，
 *   tabs and line breaks) outside quotes, angle brackets and comments; groups (RFC 5322 3.4) count
 *   as their members; need not be valid UTF-8
 *
 * Adds everybody in @text, also those whose address cannot be written to. Blank pieces are nobody.
 * 、 and its like are part of a name when an address in angle brackets follows it. Comments (RFC
 * 5322 3.2.2) are left out of names. `foo.. <bar@docomo.ne.jp>` is BAD_ADDRESS: that is what Camel
 * makes of foo..bar@docomo.ne.jp when it opens a message, and bar is somebody else.
 */
void
atena_addressees_add (GPtrArray *addressees,
                      AtenaField field,
                      gboolean automatic,
                      const char *text);

/**
 * atena_addressee_dup_stranger:
 *
 * Mail programs built on Camel (Evolution) read `foo..bar@docomo.ne.jp` as a name followed by the
 * address `bar@docomo.ne.jp`, which is another person's. Only the text is looked at, so that it
 * works also where there is no mailbox.
 *
 * Returns: (transfer full) (nullable): the address to which such a program would send what is meant
 *   for this addressee, whether or not anybody lives there; NULL when that is the addressee's own
 */
char *
atena_addressee_dup_stranger (const AtenaAddressee *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaAddressee, atena_addressee_free)
