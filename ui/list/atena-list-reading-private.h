// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-list-choice.h"

/* What a thread finds out about a chosen list. Reference counted; the job that fills it in is the
 * only one to touch it meanwhile. */
typedef struct
{
  AtenaContacts *contacts; /* or NULL */
  char *ledger;
  AtenaListChoice *choice;
  GCancellable *cancellable;
  char *purpose; /* for saving */

  AtenaColumns *columns; /* NULL for a saved list, whose columns were said */
  GStrv names;
  GPtrArray *samples; /* (element-type GStrv): its first rows */
  char *encoding;     /* of text; these as they were found */
  char delimiter;
  char *sheet; /* of a workbook */
  GStrv sheets;
  char *about; /* a saved list's purpose */
  char *origin;
  gint64 saved;
  guint people;
  guint good; /* of them, who can be written to */
} AtenaListReading;

/* @ledger, @choice: copied */
AtenaListReading *
atena_list_reading_new (AtenaContacts *contacts, const char *ledger, const AtenaListChoice *choice);
AtenaListReading *
atena_list_reading_ref (AtenaListReading *self);
void
atena_list_reading_unref (gpointer self);

/* Jobs for an AtenaWorker: opening the list, counting its people, and saving it as its choice and
 * purpose say. */
gboolean
atena_list_reading_open (gpointer self, GCancellable *cancellable, GError **error);
gboolean
atena_list_reading_count (gpointer self, GCancellable *cancellable, GError **error);
gboolean
atena_list_reading_save (gpointer self, GCancellable *cancellable, GError **error);
