// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-contacts.h"
#include "atena-list.h"

/* Which saved lists and categories there are. */
typedef struct
{
  AtenaContacts *contacts; /* or NULL */
  char *ledger;
  GPtrArray *lists; /* (element-type AtenaList): NULL where none can be read, as the next */
  GStrv categories;
  GStrv groups;
} AtenaListPlaces;

/* Nothing is known yet. @contacts: (nullable) */
AtenaListPlaces *
atena_list_places_new (AtenaContacts *contacts, const char *ledger);
void
atena_list_places_free (gpointer self);

/* A job for an AtenaWorker; it does not fail. */
gboolean
atena_list_places_read (gpointer self, GCancellable *cancellable, GError **error);
