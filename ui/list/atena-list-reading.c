// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What windows ask a thread about a list that somebody chose. It shows nothing and decides nothing.

#include "atena-list-reading-private.h"

#include "atena-csv-reader.h"
#include "atena-list.h"
#include "atena-sheet-reader.h"

/* Rows that a person looks at to see what the columns mean. */
#define MAX_SAMPLES 20

AtenaListReading *
atena_list_reading_new (AtenaContacts *contacts, const char *ledger, const AtenaListChoice *choice)
{
  AtenaListReading *self = g_atomic_rc_box_new0 (AtenaListReading);

  g_set_object (&self->contacts, contacts);
  self->ledger = g_strdup (ledger);
  self->choice = atena_list_choice_copy (choice);
  self->cancellable = g_cancellable_new ();
  return self;
}

AtenaListReading *
atena_list_reading_ref (AtenaListReading *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (AtenaListReading *self)
{
  g_clear_object (&self->contacts);
  g_free (self->ledger);
  atena_list_choice_free (self->choice);
  g_clear_object (&self->cancellable);
  g_free (self->purpose);
  g_clear_object (&self->columns);
  g_strfreev (self->names);
  g_clear_pointer (&self->samples, g_ptr_array_unref);
  g_free (self->encoding);
  g_free (self->sheet);
  g_strfreev (self->sheets);
  g_free (self->about);
  g_free (self->origin);
}

void
atena_list_reading_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

static void
take_facts (AtenaListReading *self, AtenaTable *table)
{
  if (ATENA_IS_CSV_READER (table))
    {
      self->encoding = g_strdup (atena_csv_reader_get_encoding (ATENA_CSV_READER (table)));
      self->delimiter = atena_csv_reader_get_delimiter (ATENA_CSV_READER (table));
    }
  else if (ATENA_IS_SHEET_READER (table))
    {
      self->sheet = g_strdup (atena_sheet_reader_get_sheet (ATENA_SHEET_READER (table)));
      self->sheets = atena_sheet_reader_dup_sheets (ATENA_SHEET_READER (table));
    }
}

static AtenaList *
load_list (AtenaListReading *self, GError **error)
{
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_READ, error);

  return ledger != NULL ? atena_list_load (ledger, self->choice->place, error) : NULL;
}

static gboolean
open_saved (AtenaListReading *self, GError **error)
{
  AtenaListQuery all = { NULL };
  g_autoptr (AtenaList) list = load_list (self, error);
  g_autoptr (GPtrArray) rows =
    list != NULL ? atena_list_read_rows (list, &all, 0, MAX_SAMPLES, error) : NULL;

  if (rows == NULL)
    return FALSE;
  self->names = g_strdupv ((GStrv) atena_fields_get_names (atena_list_get_fields (list)));
  self->about = g_strdup (atena_list_get_purpose (list));
  self->origin = g_strdup (atena_list_get_origin (list));
  self->saved = atena_list_get_saved (list);
  for (guint i = 0; i < rows->len; i++)
    {
      AtenaListRow *row = rows->pdata[i];

      g_ptr_array_add (self->samples,
                       g_strdupv ((GStrv) atena_recipient_get_values (row->recipient)));
    }
  return TRUE;
}

gboolean
atena_list_reading_open (gpointer data, GCancellable *cancellable, GError **error)
{
  AtenaListReading *self = data;
  const AtenaListChoice *choice = self->choice;
  g_autoptr (AtenaTable) table = NULL;
  g_autoptr (AtenaListSource) source = NULL;
  GPtrArray *samples;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  self->samples = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  if (choice->kind == ATENA_LIST_SAVED)
    return open_saved (self, error);

  table = atena_list_choice_open_table (choice, self->contacts, cancellable, error);
  if (table == NULL)
    return FALSE;
  /* Also of a list that cannot be read further: another encoding may be what it needs. */
  take_facts (self, table);
  source = atena_list_source_new (table, error);
  if (source == NULL)
    return FALSE;
  self->columns = g_object_ref (atena_list_source_get_columns (source));
  if (choice->columns != NULL && !atena_columns_apply_json (self->columns, choice->columns, error))
    return FALSE;
  self->names = g_strdupv ((GStrv) atena_columns_get_names (self->columns));
  samples = atena_list_source_get_samples (source);
  for (guint i = 0; i < MIN (samples->len, MAX_SAMPLES); i++)
    g_ptr_array_add (self->samples, g_strdupv (samples->pdata[i]));
  return TRUE;
}

static AtenaRecipientSource *
open_source (AtenaListReading *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (AtenaList) list = NULL;

  if (self->choice->kind != ATENA_LIST_SAVED)
    return (AtenaRecipientSource *) atena_list_choice_open (self->choice, self->contacts,
                                                            cancellable, error);
  list = load_list (self, error);
  return list != NULL ? atena_list_open_source (list, NULL, error) : NULL;
}

static gboolean
count_one (AtenaRecipient *recipient, gpointer data, GError **error)
{
  AtenaListReading *self = data;

  self->people++;
  self->good += atena_recipient_get_reason (recipient) == ATENA_REASON_NONE;
  return TRUE;
}

gboolean
atena_list_reading_count (gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (AtenaRecipientSource) source = open_source (data, cancellable, error);

  return source != NULL &&
         atena_recipient_source_foreach (source, cancellable, count_one, data, error);
}

gboolean
atena_list_reading_save (gpointer data, GCancellable *cancellable, GError **error)
{
  AtenaListReading *self = data;
  g_autofree char *format = atena_list_choice_dup_format (self->choice);
  AtenaListSpec spec = { .name = self->choice->name,
                         .purpose = self->purpose,
                         .origin = self->choice->origin,
                         .columns = self->choice->columns,
                         .now = g_get_real_time (),
                         .format = format };
  g_autoptr (AtenaRecipientSource) source = open_source (self, cancellable, error);
  g_autoptr (AtenaLedger) ledger =
    source != NULL ? atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, error) : NULL;
  g_autoptr (AtenaList) list =
    ledger != NULL ? atena_list_create (ledger, &spec, source, cancellable, error) : NULL;

  return list != NULL;
}
