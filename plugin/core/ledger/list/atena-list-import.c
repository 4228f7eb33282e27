// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Puts the people that a source yields into a list; the transaction around it is its caller's.

#include "atena-list-private.h"

#include "atena-strings-private.h"
#include "atena-text.h"

/* Rows that one statement inserts, since it takes a while to begin and to end one. So that a
 * statement can be taken back, SQLite keeps the pages that it changes, most of them of the index;
 * those of many more rows would go into a file each time. */
#define BATCH 8

#define COLUMNS 9
#define INTO                                                                       \
  "INSERT INTO list_row (list, number, address, key, name, fields, reason, detail" \
  ", sheet_row) VALUES"
#define ROW "(?, ?, ?, ?, ?, ?, ?, ?, ?)"

/* A recipient and what SQLite reads of it until the row is in the list; the buffers serve row after
 * row. */
typedef struct
{
  AtenaRecipient *recipient;
  GString *key;
  GString *fields;
} Entry;

/* Rows on their way into a list. */
typedef struct
{
  sqlite3 *db;
  gint64 list;
  AtenaFields *fields;
  sqlite3_stmt *insert; /* of BATCH rows */
  Entry entries[BATCH];
  guint n_entries;
} Import;

/* Who it is, for comparing: also somebody whose address is no good is the same person next time. No
 * good address holds a line break. */
static void
append_key (GString *key, AtenaRecipient *recipient)
{
  AtenaMailbox *mailbox = atena_recipient_get_mailbox (recipient);
  const char *address = atena_recipient_get_address (recipient);

  if (mailbox != NULL)
    g_string_append (key, atena_mailbox_get_key (mailbox));
  else if (!atena_text_is_blank (address))
    g_string_append_printf (key, "\n%s", address);
}

static void
clear_entries (Import *self)
{
  for (guint i = 0; i < self->n_entries; i++)
    {
      Entry *entry = &self->entries[i];

      g_clear_pointer (&entry->recipient, atena_recipient_unref);
      g_string_truncate (entry->key, 0);
      g_string_truncate (entry->fields, 0);
    }
  self->n_entries = 0;
}

static sqlite3_stmt *
prepare_insert (sqlite3 *db, guint n, GError **error)
{
  g_autoptr (GString) sql = g_string_new (INTO);

  for (guint i = 0; i < n; i++)
    g_string_append (sql, i == 0 ? ROW : "," ROW);
  return atena_sql_prepare (db, sql->str, error);
}

static gboolean
import_init (Import *self, sqlite3 *db, gint64 list, AtenaFields *fields, GError **error)
{
  self->db = db;
  self->list = list;
  self->fields = fields;
  for (guint i = 0; i < BATCH; i++)
    {
      self->entries[i].key = g_string_new (NULL);
      self->entries[i].fields = g_string_new (NULL);
    }
  self->insert = prepare_insert (db, BATCH, error);
  return self->insert != NULL;
}

static void
import_clear (Import *self)
{
  clear_entries (self);
  for (guint i = 0; i < BATCH; i++)
    {
      g_string_free (self->entries[i].key, TRUE);
      g_string_free (self->entries[i].fields, TRUE);
    }
  g_clear_pointer (&self->insert, sqlite3_finalize);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* Its parameters are those behind @before. */
static void
bind_entry (const Import *self, sqlite3_stmt *insert, int before, const Entry *entry)
{
  AtenaRecipient *recipient = entry->recipient;
  const char *reason = atena_reason_to_string (atena_recipient_get_reason (recipient));

  sqlite3_bind_int64 (insert, before + 1, self->list);
  sqlite3_bind_int64 (insert, before + 2, atena_recipient_get_number (recipient));
  atena_sql_bind_text (insert, before + 3, atena_recipient_get_address (recipient));
  atena_sql_bind_text (insert, before + 4, entry->key->str);
  atena_sql_bind_text (insert, before + 5, atena_recipient_find_name (recipient, self->fields));
  atena_sql_bind_text (insert, before + 6, entry->fields->str);
  atena_sql_bind_text (insert, before + 7, reason);
  atena_sql_bind_text (insert, before + 8, atena_recipient_get_detail (recipient));
  if (atena_recipient_get_row (recipient) != atena_recipient_get_number (recipient))
    sqlite3_bind_int64 (insert, before + 9, atena_recipient_get_row (recipient));
}

static gboolean
insert_entries (Import *self, sqlite3_stmt *insert, GError **error)
{
  gboolean ok;

  for (guint i = 0; i < self->n_entries; i++)
    bind_entry (self, insert, (int) i * COLUMNS, &self->entries[i]);
  ok = atena_sql_run (insert, error);
  clear_entries (self);
  return ok;
}

static gboolean
add_recipient (AtenaRecipient *recipient, gpointer data, GError **error)
{
  Import *self = data;
  Entry *entry = &self->entries[self->n_entries++];

  entry->recipient = atena_recipient_ref (recipient);
  append_key (entry->key, recipient);
  atena_strings_append_json (entry->fields, atena_recipient_get_values (recipient));
  return self->n_entries < BATCH || insert_entries (self, self->insert, error);
}

static gboolean
insert_rest (Import *self, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = NULL;

  if (self->n_entries == 0)
    return TRUE;
  insert = prepare_insert (self->db, self->n_entries, error);
  return insert != NULL && insert_entries (self, insert, error);
}

gboolean
atena_list_import (
  sqlite3 *db, gint64 list, AtenaRecipientSource *source, GCancellable *cancellable, GError **error)
{
  g_auto (Import) import = { 0 };

  return import_init (&import, db, list, atena_recipient_source_get_fields (source), error) &&
         atena_recipient_source_foreach (source, cancellable, add_recipient, &import, error) &&
         insert_rest (&import, error);
}
