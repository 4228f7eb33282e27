// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-addressee.h"
#include "atena-recipient-source.h"

#define ATENA_TYPE_ADDRESSEE_SOURCE (atena_addressee_source_get_type ())
G_DECLARE_FINAL_TYPE (
  AtenaAddresseeSource, atena_addressee_source, ATENA, ADDRESSEE_SOURCE, GObject)

/**
 * atena_addressee_source_new:
 * @addressees: (element-type AtenaAddressee): who gets a letter, numbered from 1
 * @own_addresses: (array zero-terminated=1): addresses of the person who writes
 *
 * The people of a message as a list with the fields `name` (display name or ""), `email` (the
 * address) and `宛名` (the salutation: the name with 様 after it, unless it already ends with an
 * honorific; "" without a name). The own addresses are left out (ATENA_REASON_OWN_ADDRESS); an
 * automatic addressee has the role copy, and blank fields hold their own placeholder there.
 */
AtenaAddresseeSource *
atena_addressee_source_new (GPtrArray *addressees, const char *const *own_addresses);

/**
 * atena_addressee_source_new_listed:
 * @list: who gets a letter, with what it says of them
 *
 * Likewise, where a list stands for the people of a message: of @addressees, the automatic ones
 * come after it. The fields are those of @list.
 */
AtenaAddresseeSource *
atena_addressee_source_new_listed (GPtrArray *addressees,
                                   const char *const *own_addresses,
                                   AtenaRecipientSource *list);

/* Leaves out dotted and international mailboxes (ATENA_REASON_UNSUPPORTED_ADDRESS), for an account
 * that would write to somebody else instead, or could not say that it needs SMTPUTF8. Before the
 * first recipient. */
void
atena_addressee_source_refuse_special (AtenaAddresseeSource *self);
