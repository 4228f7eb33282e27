// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Finds out which lists can be chosen by name. It reads none of them.

#include "atena-list-places-private.h"

AtenaListPlaces *
atena_list_places_new (AtenaContacts *contacts, const char *ledger)
{
  AtenaListPlaces *self = g_new0 (AtenaListPlaces, 1);

  g_set_object (&self->contacts, contacts);
  self->ledger = g_strdup (ledger);
  return self;
}

void
atena_list_places_free (gpointer data)
{
  AtenaListPlaces *self = data;

  g_free (self->ledger);
  g_clear_object (&self->contacts);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_strfreev (self->categories);
  g_strfreev (self->groups);
  g_free (self);
}

gboolean
atena_list_places_read (gpointer data, GCancellable *cancellable, GError **error)
{
  AtenaListPlaces *self = data;
  g_autoptr (AtenaLedger) ledger = NULL;

  /* What does not answer has nothing to offer: a file can still be chosen. */
  if (self->contacts != NULL)
    {
      self->categories = atena_contacts_list_categories (self->contacts, cancellable, NULL);
      self->groups = atena_contacts_list_groups (self->contacts, cancellable, NULL);
    }
  ledger = g_file_test (self->ledger, G_FILE_TEST_EXISTS)
             ? atena_ledger_open (self->ledger, ATENA_LEDGER_READ, NULL)
             : NULL;
  self->lists = ledger != NULL ? atena_ledger_read_lists (ledger, NULL) : NULL;
  return TRUE;
}
