// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Evolution's address books, on this computer and elsewhere, as vCards; what the cards say is read
// in core.

#include "atena-address-books.h"

#include <e-util/e-util.h>
#include <libebook/libebook.h>

/* Seconds that a book may take for an answer. */
#define PATIENCE 10

struct _AtenaAddressBooks
{
  GObject parent_instance;

  ESourceRegistry *registry;
  EClientCache *cache;
  GPtrArray *books; /* (element-type EBookClient): those that answer, NULL until opened */
};

static void
contacts_iface_init (AtenaContactsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaAddressBooks,
                               atena_address_books,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_CONTACTS, contacts_iface_init))

/* A cancellable of its own for one question, which ends with the caller's and after a time. */
typedef struct
{
  GCancellable *outer;
  GCancellable *inner;
  gulong handler;
  guint timer;
} Limit;

static void
on_cancelled (GCancellable *outer, gpointer inner)
{
  g_cancellable_cancel (inner);
}

static gboolean
on_timer (gpointer inner)
{
  g_cancellable_cancel (inner);
  return G_SOURCE_CONTINUE;
}

static void
limit_begin (Limit *self, GCancellable *outer)
{
  self->outer = outer;
  self->inner = g_cancellable_new ();
  self->handler = 0;
  if (outer != NULL)
    self->handler = g_cancellable_connect (outer, G_CALLBACK (on_cancelled),
                                           g_object_ref (self->inner), g_object_unref);
  self->timer = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, PATIENCE, on_timer,
                                            g_object_ref (self->inner), g_object_unref);
}

static void
limit_clear (Limit *self)
{
  g_source_remove (self->timer);
  g_cancellable_disconnect (self->outer, self->handler);
  g_object_unref (self->inner);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Limit, limit_clear)

static gboolean
is_asked_while_typing (ESource *source)
{
  return !e_source_has_extension (source, E_SOURCE_EXTENSION_AUTOCOMPLETE) ||
         e_source_autocomplete_get_include_me (
           e_source_get_extension (source, E_SOURCE_EXTENSION_AUTOCOMPLETE));
}

static EClient *
open_book (AtenaAddressBooks *self, ESource *source, GCancellable *cancellable)
{
  g_auto (Limit) limit = { NULL };

  limit_begin (&limit, cancellable);
  return e_client_cache_get_client_sync (self->cache, source, E_SOURCE_EXTENSION_ADDRESS_BOOK,
                                         PATIENCE, limit.inner, NULL);
}

static void
open_books (AtenaAddressBooks *self, GCancellable *cancellable)
{
  GList *sources = e_source_registry_list_enabled (self->registry, E_SOURCE_EXTENSION_ADDRESS_BOOK);

  self->books = g_ptr_array_new_with_free_func (g_object_unref);
  for (GList *l = sources; l != NULL; l = l->next)
    {
      EClient *client =
        is_asked_while_typing (l->data) ? open_book (self, l->data, cancellable) : NULL;

      if (client != NULL)
        g_ptr_array_add (self->books, client);
    }
  g_list_free_full (sources, g_object_unref);
}

/* Takes in what one contact says. */
typedef void (*ContactFunc) (EContact *contact, gpointer data);

/* Whether the book answers. */
static gboolean
ask_book (EBookClient *book,
          const char *question,
          ContactFunc func,
          gpointer data,
          GCancellable *cancellable)
{
  GSList *contacts = NULL;
  g_auto (Limit) limit = { NULL };

  limit_begin (&limit, cancellable);
  if (!e_book_client_get_contacts_sync (book, question, &contacts, limit.inner, NULL))
    return FALSE;
  for (GSList *l = contacts; l != NULL; l = l->next)
    func (l->data, data);
  g_slist_free_full (contacts, g_object_unref);
  return TRUE;
}

/* Takes @query. Hands all contacts that are found to @func. */
static gboolean
ask (AtenaAddressBooks *self,
     EBookQuery *query,
     ContactFunc func,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  g_autofree char *question = e_book_query_to_string (query);

  e_book_query_unref (query);
  if (self->books == NULL)
    open_books (self, cancellable);
  for (guint i = 0; i < self->books->len;)
    if (ask_book (self->books->pdata[i], question, func, data, cancellable))
      i++;
    else
      g_ptr_array_remove_index (self->books, i);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
append_card (EContact *contact, gpointer data)
{
  g_autofree char *card = e_vcard_to_string (E_VCARD (contact), EVC_FORMAT_VCARD_30);

  g_string_append_printf (data, "%s\r\n", card);
}

static gboolean
address_books_find_people (AtenaContacts *contacts,
                           const char *const *addresses,
                           GString *cards,
                           GCancellable *cancellable,
                           GError **error)
{
  guint n = g_strv_length ((GStrv) addresses);
  g_autofree EBookQuery **queries = g_new (EBookQuery *, n);

  for (guint i = 0; i < n; i++)
    queries[i] = e_book_query_field_test (E_CONTACT_EMAIL, E_BOOK_QUERY_IS, addresses[i]);
  return ask (ATENA_ADDRESS_BOOKS (contacts), e_book_query_or ((int) n, queries, TRUE), append_card,
              cards, cancellable, error);
}

static gboolean
address_books_find_category (AtenaContacts *contacts,
                             const char *category,
                             GString *cards,
                             GCancellable *cancellable,
                             GError **error)
{
  return ask (ATENA_ADDRESS_BOOKS (contacts),
              e_book_query_field_test (E_CONTACT_CATEGORY_LIST, E_BOOK_QUERY_IS, category),
              append_card, cards, cancellable, error);
}

/* Which of them is called @name its card says. */
static gboolean
address_books_find_group (AtenaContacts *contacts,
                          const char *name,
                          GString *cards,
                          GCancellable *cancellable,
                          GError **error)
{
  return ask (ATENA_ADDRESS_BOOKS (contacts), e_book_query_field_exists (E_CONTACT_IS_LIST),
              append_card, cards, cancellable, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static GStrv
sort_names (GHashTable *names)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (sorted, g_strdup (name));
  g_ptr_array_sort (sorted, compare_names);
  g_ptr_array_add (sorted, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&sorted), FALSE);
}

/* @data: (element-type utf8): gets the names as keys */
static void
add_categories (EContact *contact, gpointer data)
{
  GList *names = e_contact_get (contact, E_CONTACT_CATEGORY_LIST);

  for (GList *n = names; n != NULL; n = n->next)
    g_hash_table_add (data, n->data);
  g_list_free (names);
}

static GStrv
address_books_list_categories (AtenaContacts *contacts, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!ask (ATENA_ADDRESS_BOOKS (contacts), e_book_query_field_exists (E_CONTACT_CATEGORY_LIST),
            add_categories, names, cancellable, error))
    return NULL;
  return sort_names (names);
}

/* @data: as for add_categories() */
static void
add_group (EContact *contact, gpointer data)
{
  const char *name = e_contact_get_const (contact, E_CONTACT_FULL_NAME);

  if (name != NULL && *name != '\0' && e_contact_get (contact, E_CONTACT_IS_LIST) != NULL)
    g_hash_table_add (data, g_strdup (name));
}

static GStrv
address_books_list_groups (AtenaContacts *contacts, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!ask (ATENA_ADDRESS_BOOKS (contacts), e_book_query_field_exists (E_CONTACT_IS_LIST),
            add_group, names, cancellable, error))
    return NULL;
  return sort_names (names);
}

static void
contacts_iface_init (AtenaContactsInterface *iface)
{
  iface->find_group = address_books_find_group;
  iface->list_groups = address_books_list_groups;
  iface->list_categories = address_books_list_categories;
  iface->find_people = address_books_find_people;
  iface->find_category = address_books_find_category;
}

AtenaAddressBooks *
atena_address_books_new (EShell *shell)
{
  AtenaAddressBooks *self = g_object_new (ATENA_TYPE_ADDRESS_BOOKS, NULL);

  self->registry = g_object_ref (e_shell_get_registry (shell));
  self->cache = g_object_ref (e_shell_get_client_cache (shell));
  return self;
}

static void
atena_address_books_finalize (GObject *object)
{
  AtenaAddressBooks *self = ATENA_ADDRESS_BOOKS (object);

  g_clear_object (&self->registry);
  g_clear_object (&self->cache);
  g_clear_pointer (&self->books, g_ptr_array_unref);
  G_OBJECT_CLASS (atena_address_books_parent_class)->finalize (object);
}

static void
atena_address_books_class_init (AtenaAddressBooksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_address_books_finalize;
}

static void
atena_address_books_init (AtenaAddressBooks *self)
{
}
