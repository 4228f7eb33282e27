// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// A file of contacts as a table with a column for each thing that a contact may say.

#include "atena-vcard-reader.h"

#include <string.h>

#include "atena-card-reader.h"

/* Not numbered like the first, so that a person with two addresses is not taken for two people. */
static const char *const further_names[] = { "別のメールアドレス1", "別のメールアドレス2",
                                             "別のメールアドレス3" };

#define N_FURTHER G_N_ELEMENTS (further_names)
#define N_COLUMNS (1 + ATENA_N_CARD_FIELDS + N_FURTHER)

struct _AtenaVcardReader
{
  GObject parent;

  AtenaCardReader *reader;
  AtenaCard *card;
  AtenaCell cells[N_COLUMNS];
  guint row;
};

static void
table_iface_init (AtenaTableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaVcardReader,
                               atena_vcard_reader,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_TABLE, table_iface_init))

static void
set_cell (AtenaVcardReader *self, guint column, const char *text)
{
  self->cells[column] = (AtenaCell){ text, strlen (text) };
}

static void
set_header (AtenaVcardReader *self)
{
  set_cell (self, 0, "メールアドレス");
  for (guint i = 0; i < ATENA_N_CARD_FIELDS; i++)
    set_cell (self, 1 + i, atena_card_field_get_name (i));
  for (guint i = 0; i < N_FURTHER; i++)
    set_cell (self, 1 + ATENA_N_CARD_FIELDS + i, further_names[i]);
}

static const char *
get_email (AtenaVcardReader *self, guint index)
{
  return index < self->card->emails->len ? self->card->emails->pdata[index] : "";
}

static void
set_values (AtenaVcardReader *self)
{
  set_cell (self, 0, get_email (self, 0));
  for (guint i = 0; i < ATENA_N_CARD_FIELDS; i++)
    set_cell (self, 1 + i, self->card->values[i]);
  for (guint i = 0; i < N_FURTHER; i++)
    set_cell (self, 1 + ATENA_N_CARD_FIELDS + i, get_email (self, 1 + i));
}

/* Reads the next card that is of one person. */
static gboolean
read_person (AtenaVcardReader *self, GError **error)
{
  do
    {
      g_clear_pointer (&self->card, atena_card_free);
      if (!atena_card_reader_next (self->reader, &self->card, error))
        return FALSE;
    }
  while (self->card != NULL && self->card->is_group);
  return TRUE;
}

static gboolean
vcard_reader_read (AtenaTable *table,
                   const AtenaCell **ret_cells,
                   guint *ret_n_cells,
                   GError **error)
{
  AtenaVcardReader *self = ATENA_VCARD_READER (table);

  if (self->row == 0)
    set_header (self);
  else if (!read_person (self, error))
    return FALSE;
  else if (self->card != NULL)
    set_values (self);
  else
    {
      *ret_n_cells = 0;
      return TRUE;
    }
  self->row++;
  *ret_cells = self->cells;
  *ret_n_cells = N_COLUMNS;
  return TRUE;
}

static guint
vcard_reader_get_row (AtenaTable *table)
{
  return ATENA_VCARD_READER (table)->row;
}

static const char *
vcard_reader_get_name (AtenaTable *table)
{
  return atena_card_reader_get_name (ATENA_VCARD_READER (table)->reader);
}

/* Errors name contacts and lines, since the file has no columns. */
static void
vcard_reader_set_fields (AtenaTable *table, AtenaFields *fields)
{
}

gboolean
atena_vcard_reader_knows (const char *head, gsize length)
{
  static const char mark[] = "\xef\xbb\xbf";
  static const char start[] = "BEGIN:VCARD";
  const gsize start_length = sizeof start - 1;

  if (length >= sizeof mark - 1 && memcmp (head, mark, sizeof mark - 1) == 0)
    {
      head += sizeof mark - 1;
      length -= sizeof mark - 1;
    }
  while (length > 0 && g_ascii_isspace (*head))
    {
      head++;
      length--;
    }
  return length >= start_length && g_ascii_strncasecmp (head, start, start_length) == 0 &&
         (length == start_length || g_ascii_isspace (head[start_length]));
}

AtenaTable *
atena_vcard_reader_new (GInputStream *stream, const char *name)
{
  AtenaVcardReader *self = g_object_new (ATENA_TYPE_VCARD_READER, NULL);

  self->reader = atena_card_reader_new (stream, name);
  return ATENA_TABLE (self);
}

static void
atena_vcard_reader_finalize (GObject *object)
{
  AtenaVcardReader *self = ATENA_VCARD_READER (object);

  g_clear_object (&self->reader);
  g_clear_pointer (&self->card, atena_card_free);
  G_OBJECT_CLASS (atena_vcard_reader_parent_class)->finalize (object);
}

static void
table_iface_init (AtenaTableInterface *iface)
{
  iface->read = vcard_reader_read;
  iface->get_row = vcard_reader_get_row;
  iface->get_name = vcard_reader_get_name;
  iface->set_fields = vcard_reader_set_fields;
}

static void
atena_vcard_reader_class_init (AtenaVcardReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_vcard_reader_finalize;
}

static void
atena_vcard_reader_init (AtenaVcardReader *self)
{
}
