// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-contacts.h"
#include "atena-table.h"

#define ATENA_TYPE_CONTACT_TABLE (atena_contact_table_get_type ())
G_DECLARE_FINAL_TYPE (AtenaContactTable, atena_contact_table, ATENA, CONTACT_TABLE, GObject)

/**
 * atena_contact_table_new:
 * @addresses: (array zero-terminated=1): whom to look for; those that are no good are passed over
 * @cancellable: (nullable): for reading
 *
 * What the address books say of some people: a header of メールアドレス and the names of
 * AtenaCardField in Japanese and in English; below it a row for each address and each card that has
 * it, with the address as in
 * @addresses. Looks up as it is read, 50 addresses at a time.
 */
AtenaTable *
atena_contact_table_new (AtenaContacts *contacts,
                         const char *const *addresses,
                         GCancellable *cancellable);

/* Everybody in @category, in upper or lower case: the same table, with the preferred address of
 * each card. Lists of people are passed over. */
AtenaTable *
atena_contact_table_new_category (AtenaContacts *contacts,
                                  const char *category,
                                  GCancellable *cancellable);

/* The members of the contact list called @name: the same table, with one row for each address. Of
 * somebody who has no card it has the name that stands in the contact list. */
AtenaTable *
atena_contact_table_new_group (AtenaContacts *contacts,
                               const char *name,
                               GCancellable *cancellable);
