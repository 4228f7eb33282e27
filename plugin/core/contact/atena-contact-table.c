// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What address books say of people, as a table; which books there are is not known here.

#include "atena-contact-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "atena-card-reader.h"
#include "atena-mailbox.h"
#include "atena-text.h"

/* Letters in Japanese and in English name the fields of the same books. */
#define N_COLUMNS (1 + 2 * ATENA_N_CARD_FIELDS)

struct _AtenaContactTable
{
  GObject parent;

  AtenaContacts *contacts;
  GCancellable *cancellable;
  GStrv addresses;   /* or NULL */
  guint n_asked;     /* of the addresses */
  GHashTable *known; /* their keys, so that nobody is looked for twice */
  char *category;    /* or NULL once its people were found */
  char *group;       /* or NULL once its members were found, which are @addresses then */
  GHashTable *names; /* of members, by their addresses' keys; NULL where no group was asked for */

  GPtrArray *rows; /* (element-type GStrv): found, and not read yet but for those before @next */
  guint next;
  AtenaCell cells[N_COLUMNS];
  guint row;
  GError *failure;
};

static void
table_iface_init (AtenaTableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaContactTable,
                               atena_contact_table,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_TABLE, table_iface_init))

static const char *
get_name (void)
{
  return _ ("The address book");
}

static char *
dup_key (const char *address)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autoptr (AtenaMailbox) mailbox = atena_mailbox_parse (address, -1, NULL, &reason);

  return mailbox != NULL ? g_strdup (atena_mailbox_get_key (mailbox)) : NULL;
}

/* @card: NULL for somebody of whom no more than @name is known */
static void
add_row (AtenaContactTable *self, const char *address, const AtenaCard *card, const char *name)
{
  GStrv row = g_new0 (char *, N_COLUMNS + 1);

  row[0] = g_strdup (address);
  for (guint i = 0; i < ATENA_N_CARD_FIELDS; i++)
    {
      const char *value = card != NULL ? card->values[i] : i == ATENA_CARD_NAME ? name : "";

      row[1 + i] = g_strdup (value);
      row[1 + ATENA_N_CARD_FIELDS + i] = g_strdup (value);
    }
  g_ptr_array_add (self->rows, row);
}

/* A row for each of the asked addresses that the card has. @asked: keys to addresses; a member of a
 * group is taken out of it. */
static void
add_card_of_people (AtenaContactTable *self, const AtenaCard *card, GHashTable *asked)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < card->emails->len; i++)
    {
      g_autofree char *key = dup_key (card->emails->pdata[i]);
      const char *address = key != NULL ? g_hash_table_lookup (asked, key) : NULL;

      if (address != NULL && g_hash_table_add (seen, (gpointer) address))
        add_row (self, address, card, NULL);
      if (address != NULL && self->names != NULL)
        g_hash_table_remove (asked, key);
    }
}

static gboolean
is_in_category (const AtenaCard *card, const char *category)
{
  g_autofree char *wanted = atena_text_field_key (category);

  for (guint i = 0; i < card->categories->len; i++)
    {
      g_autofree char *key = atena_text_field_key (card->categories->pdata[i]);

      if (g_str_equal (key, wanted))
        return TRUE;
    }
  return FALSE;
}

/* @asked is NULL where a category was asked for. */
static gboolean
add_cards (AtenaContactTable *self, const GString *cards, GHashTable *asked, GError **error)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (cards->str, (gssize) cards->len, NULL);
  g_autoptr (AtenaCardReader) reader = atena_card_reader_new (stream, get_name ());

  while (TRUE)
    {
      g_autoptr (AtenaCard) card = NULL;

      if (!atena_card_reader_next (reader, &card, error))
        return FALSE;
      if (card == NULL)
        return TRUE;
      /* The addresses of a list are other people's. */
      if (card->is_group)
        continue;
      if (asked != NULL)
        add_card_of_people (self, card, asked);
      else if (is_in_category (card, self->category))
        add_row (self, card->emails->len > 0 ? card->emails->pdata[0] : "", card, NULL);
    }
}

/* The members of a group who have no card. @batch: addresses; @asked: those left, by their keys */
static void
add_others (AtenaContactTable *self, GPtrArray *batch, GHashTable *asked)
{
  for (guint i = 0; batch->pdata[i] != NULL; i++)
    {
      g_autofree char *key = dup_key (batch->pdata[i]);

      if (g_hash_table_contains (asked, key))
        add_row (self, batch->pdata[i], NULL, g_hash_table_lookup (self->names, key));
    }
}

static gboolean
find_people (AtenaContactTable *self, GError **error)
{
  g_autoptr (GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) batch = g_ptr_array_new ();
  g_autoptr (GString) cards = g_string_new (NULL);

  for (; self->addresses[self->n_asked] != NULL && batch->len < ATENA_CONTACTS_MAX_ADDRESSES;
       self->n_asked++)
    {
      char *address = self->addresses[self->n_asked];
      g_autofree char *key = dup_key (address);

      if (key == NULL || g_hash_table_contains (self->known, key))
        continue;
      g_hash_table_insert (asked, key, address);
      g_hash_table_add (self->known, g_steal_pointer (&key));
      g_ptr_array_add (batch, address);
    }
  if (batch->len == 0)
    return TRUE;
  g_ptr_array_add (batch, NULL);
  if (!atena_contacts_find_people (self->contacts, (const char *const *) batch->pdata, cards,
                                   self->cancellable, error) ||
      !add_cards (self, cards, asked, error))
    return FALSE;
  if (self->names != NULL)
    add_others (self, batch, asked);
  return TRUE;
}

/* What is no address is nobody's: it has a row of its own, so that it is seen. */
static void
add_member (AtenaContactTable *self, GStrvBuilder *addresses, const char *text)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autoptr (AtenaMailbox) mailbox = atena_mailbox_parse (text, -1, NULL, &reason);

  if (mailbox == NULL)
    {
      add_row (self, text, NULL, "");
      return;
    }
  g_strv_builder_add (addresses, atena_mailbox_get_address (mailbox));
  g_hash_table_insert (self->names, g_strdup (atena_mailbox_get_key (mailbox)),
                       g_strdup (atena_mailbox_get_name (mailbox)));
}

static gboolean
find_group (AtenaContactTable *self, GError **error)
{
  g_autofree char *wanted = atena_text_field_key (self->group);
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();
  g_autoptr (GString) cards = g_string_new (NULL);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (AtenaCardReader) reader = NULL;

  if (!atena_contacts_find_group (self->contacts, self->group, cards, self->cancellable, error))
    return FALSE;
  stream = g_memory_input_stream_new_from_data (cards->str, (gssize) cards->len, NULL);
  reader = atena_card_reader_new (stream, get_name ());
  while (TRUE)
    {
      g_autoptr (AtenaCard) card = NULL;
      g_autofree char *key = NULL;

      if (!atena_card_reader_next (reader, &card, error))
        return FALSE;
      if (card == NULL)
        break;
      key = atena_text_field_key (card->values[ATENA_CARD_NAME]);
      for (guint i = 0; card->is_group && g_str_equal (key, wanted) && i < card->emails->len; i++)
        add_member (self, addresses, card->emails->pdata[i]);
    }
  self->addresses = g_strv_builder_end (addresses);
  g_clear_pointer (&self->group, g_free);
  return TRUE;
}

static gboolean
find_category (AtenaContactTable *self, GError **error)
{
  g_autoptr (GString) cards = g_string_new (NULL);

  if (!atena_contacts_find_category (self->contacts, self->category, cards, self->cancellable,
                                     error) ||
      !add_cards (self, cards, NULL, error))
    return FALSE;
  g_clear_pointer (&self->category, g_free);
  return TRUE;
}

static gboolean
has_more (AtenaContactTable *self)
{
  return self->category != NULL || self->group != NULL ||
         (self->addresses != NULL && self->addresses[self->n_asked] != NULL);
}

static gboolean
find_more (AtenaContactTable *self, GError **error)
{
  if (self->category != NULL)
    return find_category (self, error);
  return self->group != NULL ? find_group (self, error) : find_people (self, error);
}

/* Sees to it that there is a row to read, if there is any left. */
static gboolean
fill (AtenaContactTable *self, GError **error)
{
  while (self->next == self->rows->len && has_more (self))
    {
      g_ptr_array_set_size (self->rows, 0);
      self->next = 0;
      if (!find_more (self, error))
        return FALSE;
    }
  return TRUE;
}

static void
set_cell (AtenaContactTable *self, guint column, const char *text)
{
  self->cells[column] = (AtenaCell){ text, strlen (text) };
}

static void
set_header (AtenaContactTable *self)
{
  set_cell (self, 0, "メールアドレス");
  for (guint i = 0; i < ATENA_N_CARD_FIELDS; i++)
    {
      set_cell (self, 1 + i, atena_card_field_get_name (i));
      set_cell (self, 1 + ATENA_N_CARD_FIELDS + i, atena_card_field_get_english_name (i));
    }
}

static gboolean
contact_table_read (AtenaTable *table,
                    const AtenaCell **ret_cells,
                    guint *ret_n_cells,
                    GError **error)
{
  AtenaContactTable *self = ATENA_CONTACT_TABLE (table);

  *ret_cells = self->cells;
  *ret_n_cells = N_COLUMNS;
  if (self->row == 0)
    set_header (self);
  else if (self->failure != NULL || !fill (self, &self->failure))
    {
      g_propagate_error (error, g_error_copy (self->failure));
      return FALSE;
    }
  else if (self->next == self->rows->len)
    {
      *ret_n_cells = 0;
      return TRUE;
    }
  else
    {
      GStrv values = self->rows->pdata[self->next++];

      for (guint i = 0; i < N_COLUMNS; i++)
        set_cell (self, i, values[i]);
    }
  self->row++;
  return TRUE;
}

static guint
contact_table_get_row (AtenaTable *table)
{
  return ATENA_CONTACT_TABLE (table)->row;
}

static const char *
contact_table_get_name (AtenaTable *table)
{
  return get_name ();
}

/* Errors name contacts, since address books have no columns. */
static void
contact_table_set_fields (AtenaTable *table, AtenaFields *fields)
{
}

static AtenaContactTable *
make_table (AtenaContacts *contacts, GCancellable *cancellable)
{
  AtenaContactTable *self = g_object_new (ATENA_TYPE_CONTACT_TABLE, NULL);

  self->contacts = g_object_ref (contacts);
  if (cancellable != NULL)
    self->cancellable = g_object_ref (cancellable);
  return self;
}

AtenaTable *
atena_contact_table_new (AtenaContacts *contacts,
                         const char *const *addresses,
                         GCancellable *cancellable)
{
  AtenaContactTable *self = make_table (contacts, cancellable);

  self->addresses = g_strdupv ((char **) addresses);
  return ATENA_TABLE (self);
}

AtenaTable *
atena_contact_table_new_category (AtenaContacts *contacts,
                                  const char *category,
                                  GCancellable *cancellable)
{
  AtenaContactTable *self = make_table (contacts, cancellable);

  self->category = g_strdup (category);
  return ATENA_TABLE (self);
}

AtenaTable *
atena_contact_table_new_group (AtenaContacts *contacts, const char *name, GCancellable *cancellable)
{
  AtenaContactTable *self = make_table (contacts, cancellable);

  self->group = g_strdup (name);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return ATENA_TABLE (self);
}

static void
atena_contact_table_finalize (GObject *object)
{
  AtenaContactTable *self = ATENA_CONTACT_TABLE (object);

  g_clear_object (&self->contacts);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->failure);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->known);
  g_strfreev (self->addresses);
  g_free (self->category);
  g_free (self->group);
  g_clear_pointer (&self->names, g_hash_table_unref);
  G_OBJECT_CLASS (atena_contact_table_parent_class)->finalize (object);
}

static void
table_iface_init (AtenaTableInterface *iface)
{
  iface->read = contact_table_read;
  iface->get_row = contact_table_get_row;
  iface->get_name = contact_table_get_name;
  iface->set_fields = contact_table_set_fields;
}

static void
atena_contact_table_class_init (AtenaContactTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_contact_table_finalize;
}

static void
atena_contact_table_init (AtenaContactTable *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}
