// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The seam to a mail program's address books; what stands in the cards is not known here.

#include "atena-contacts.h"

G_DEFINE_INTERFACE (AtenaContacts, atena_contacts, G_TYPE_OBJECT)

GStrv
atena_contacts_list_categories (AtenaContacts *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (ATENA_IS_CONTACTS (self), NULL);

  return ATENA_CONTACTS_GET_IFACE (self)->list_categories (self, cancellable, error);
}

GStrv
atena_contacts_list_groups (AtenaContacts *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (ATENA_IS_CONTACTS (self), NULL);

  return ATENA_CONTACTS_GET_IFACE (self)->list_groups (self, cancellable, error);
}

static void
atena_contacts_default_init (AtenaContactsInterface *iface)
{
}

gboolean
atena_contacts_find_people (AtenaContacts *self,
                            const char *const *addresses,
                            GString *cards,
                            GCancellable *cancellable,
                            GError **error)
{
  g_return_val_if_fail (ATENA_IS_CONTACTS (self), FALSE);

  return ATENA_CONTACTS_GET_IFACE (self)->find_people (self, addresses, cards, cancellable, error);
}

gboolean
atena_contacts_find_category (AtenaContacts *self,
                              const char *category,
                              GString *cards,
                              GCancellable *cancellable,
                              GError **error)
{
  g_return_val_if_fail (ATENA_IS_CONTACTS (self), FALSE);

  return ATENA_CONTACTS_GET_IFACE (self)->find_category (self, category, cards, cancellable, error);
}

gboolean
atena_contacts_find_group (
  AtenaContacts *self, const char *name, GString *cards, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (ATENA_IS_CONTACTS (self), FALSE);

  return ATENA_CONTACTS_GET_IFACE (self)->find_group (self, name, cards, cancellable, error);
}

gboolean
atena_contacts_have_late (AtenaContacts *self)
{
  AtenaContactsInterface *iface;

  g_return_val_if_fail (ATENA_IS_CONTACTS (self), FALSE);

  iface = ATENA_CONTACTS_GET_IFACE (self);
  return iface->have_late != NULL && iface->have_late (self);
}

gboolean
atena_contacts_wait_for_late (AtenaContacts *self,
                              const char *const *addresses,
                              GCancellable *cancellable)
{
  AtenaContactsInterface *iface;

  g_return_val_if_fail (ATENA_IS_CONTACTS (self), FALSE);

  iface = ATENA_CONTACTS_GET_IFACE (self);
  return iface->wait_for_late != NULL && iface->wait_for_late (self, addresses, cancellable);
}
