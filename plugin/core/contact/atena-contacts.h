// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

/* Addresses that are asked about at a time. */
#define ATENA_CONTACTS_MAX_ADDRESSES 50

#define ATENA_TYPE_CONTACTS (atena_contacts_get_type ())
G_DECLARE_INTERFACE (AtenaContacts, atena_contacts, ATENA, CONTACTS, GObject)

/* The address books of a mail program. All verbs block, and are called from a thread other than
 * the main one. What does not answer in good time says nothing: that is no error. */
struct _AtenaContactsInterface
{
  GTypeInterface parent;

  gboolean (*find_people) (AtenaContacts *self,
                           const char *const *addresses,
                           GString *cards,
                           GCancellable *cancellable,
                           GError **error);
  gboolean (*find_category) (AtenaContacts *self,
                             const char *category,
                             GString *cards,
                             GCancellable *cancellable,
                             GError **error);
  gboolean (*find_group) (AtenaContacts *self,
                          const char *name,
                          GString *cards,
                          GCancellable *cancellable,
                          GError **error);
  GStrv (*list_categories) (AtenaContacts *self, GCancellable *cancellable, GError **error);
  GStrv (*list_groups) (AtenaContacts *self, GCancellable *cancellable, GError **error);
  gboolean (*have_late) (AtenaContacts *self); /* this and the next may be NULL */
  gboolean (*wait_for_late) (AtenaContacts *self,
                             const char *const *addresses,
                             GCancellable *cancellable);
};

/**
 * atena_contacts_find_people:
 * @addresses: (array zero-terminated=1): at most ATENA_CONTACTS_MAX_ADDRESSES
 * @cards: what is found is appended to it, as vCards
 *
 * Finds at least the cards that have one of @addresses.
 *
 * @error: G_IO_ERROR_CANCELLED
 */
gboolean
atena_contacts_find_people (AtenaContacts *self,
                            const char *const *addresses,
                            GString *cards,
                            GCancellable *cancellable,
                            GError **error);

/* Finds at least the cards that are in @category; likewise. */
gboolean
atena_contacts_find_category (AtenaContacts *self,
                              const char *category,
                              GString *cards,
                              GCancellable *cancellable,
                              GError **error);

/* Finds at least the card of the contact list called @name; likewise. */
gboolean
atena_contacts_find_group (
  AtenaContacts *self, const char *name, GString *cards, GCancellable *cancellable, GError **error);

/* The names of all categories that people are in, sorted. (transfer full) */
GStrv
atena_contacts_list_categories (AtenaContacts *self, GCancellable *cancellable, GError **error);

/* The names of all contact lists, sorted. (transfer full) */
GStrv
atena_contacts_list_groups (AtenaContacts *self, GCancellable *cancellable, GError **error);

/* Whether any of them did not answer in good time since they were made. Any thread; does not block.
 */
gboolean
atena_contacts_have_late (AtenaContacts *self);

/**
 * atena_contacts_wait_for_late:
 * @addresses: (array zero-terminated=1): however many
 *
 * Asks those again, with more time. What answers is asked as the others from then on. May run
 * beside the other verbs.
 *
 * Returns: whether one of them has answered, and knows any of @addresses
 */
gboolean
atena_contacts_wait_for_late (AtenaContacts *self,
                              const char *const *addresses,
                              GCancellable *cancellable);
