// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Evolution's address books, on this computer and elsewhere, as vCards; what the cards say is read
// in core.

#include "atena-address-books.h"

#include <e-util/e-util.h>
#include <libebook/libebook.h>

/* Seconds that a book may take for an answer, and one that was late already. */
#define PATIENCE      5
#define LATE_PATIENCE 120

struct _AtenaAddressBooks
{
  GObject parent_instance;

  ESourceRegistry *registry;
  EClientCache *cache;
  gboolean opened; /* whether the books were */

  GMutex mutex;     /* of the next two */
  GPtrArray *books; /* (element-type EBookClient): those that answer */
  GPtrArray *late;  /* (element-type ESource): those that did not in good time */
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
limit_begin (Limit *self, guint seconds, GCancellable *outer)
{
  self->outer = outer;
  self->inner = g_cancellable_new ();
  self->handler = 0;
  if (outer != NULL)
    self->handler = g_cancellable_connect (outer, G_CALLBACK (on_cancelled),
                                           g_object_ref (self->inner), g_object_unref);
  self->timer = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, seconds, on_timer,
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

/* Whether it is over because of the time. */
static gboolean
limit_is_reached (const Limit *self)
{
  return g_cancellable_is_cancelled (self->inner) && !g_cancellable_is_cancelled (self->outer);
}

static void
add_late (AtenaAddressBooks *self, ESource *source)
{
  g_mutex_lock (&self->mutex);
  if (!g_ptr_array_find (self->late, source, NULL))
    g_ptr_array_add (self->late, g_object_ref (source));
  g_mutex_unlock (&self->mutex);
}

static EClient *
open_book (AtenaAddressBooks *self, ESource *source, guint seconds, GCancellable *cancellable)
{
  g_auto (Limit) limit = { NULL };
  EClient *client;

  limit_begin (&limit, seconds, cancellable);
  client = e_client_cache_get_client_sync (self->cache, source, E_SOURCE_EXTENSION_ADDRESS_BOOK,
                                           seconds, limit.inner, NULL);
  if (client == NULL && limit_is_reached (&limit))
    add_late (self, source);
  return client;
}

static void
add_book (AtenaAddressBooks *self, EClient *book)
{
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->books, book);
  g_mutex_unlock (&self->mutex);
}

static void
open_books (AtenaAddressBooks *self, GCancellable *cancellable)
{
  GList *sources = e_source_registry_list_enabled (self->registry, E_SOURCE_EXTENSION_ADDRESS_BOOK);

  /* What was called off before is begun anew. */
  g_mutex_lock (&self->mutex);
  g_ptr_array_set_size (self->books, 0);
  g_ptr_array_set_size (self->late, 0);
  g_mutex_unlock (&self->mutex);
  for (GList *l = sources; l != NULL; l = l->next)
    {
      EClient *client =
        is_asked_while_typing (l->data) ? open_book (self, l->data, PATIENCE, cancellable) : NULL;

      if (client != NULL)
        add_book (self, client);
    }
  self->opened = !g_cancellable_is_cancelled (cancellable);
  g_list_free_full (sources, g_object_unref);
}

/* Takes in what one contact says. */
typedef void (*ContactFunc) (EContact *contact, gpointer data);

/* Whether the book answers. */
static gboolean
ask_book (AtenaAddressBooks *self,
          EBookClient *book,
          const char *question,
          guint seconds,
          ContactFunc func,
          gpointer data,
          GCancellable *cancellable)
{
  GSList *contacts = NULL;
  g_auto (Limit) limit = { NULL };

  limit_begin (&limit, seconds, cancellable);
  if (!e_book_client_get_contacts_sync (book, question, &contacts, limit.inner, NULL))
    {
      if (limit_is_reached (&limit))
        add_late (self, e_client_get_source (E_CLIENT (book)));
      return FALSE;
    }
  for (GSList *l = contacts; l != NULL; l = l->next)
    func (l->data, data);
  g_slist_free_full (contacts, g_object_unref);
  return TRUE;
}

/* (element-type EBookClient): those that answer so far */
static GPtrArray *
dup_books (AtenaAddressBooks *self)
{
  GPtrArray *books;

  g_mutex_lock (&self->mutex);
  books = g_ptr_array_copy (self->books, (GCopyFunc) (gpointer) g_object_ref, NULL);
  g_mutex_unlock (&self->mutex);
  return books;
}

static void
forget_book (AtenaAddressBooks *self, EBookClient *book)
{
  g_mutex_lock (&self->mutex);
  g_ptr_array_remove (self->books, book);
  g_mutex_unlock (&self->mutex);
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
  g_autoptr (GPtrArray) books = NULL;

  e_book_query_unref (query);
  if (!self->opened)
    open_books (self, cancellable);
  books = dup_books (self);
  /* A question that was called off says nothing about the book. */
  for (guint i = 0; i < books->len; i++)
    if (!ask_book (self, books->pdata[i], question, PATIENCE, func, data, cancellable) &&
        !g_cancellable_is_cancelled (cancellable))
      forget_book (self, books->pdata[i]);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
append_card (EContact *contact, gpointer data)
{
  g_autofree char *card = e_vcard_to_string (E_VCARD (contact), EVC_FORMAT_VCARD_30);

  g_string_append_printf (data, "%s\r\n", card);
}

/* @n: at most ATENA_CONTACTS_MAX_ADDRESSES */
static EBookQuery *
make_query (const char *const *addresses, guint n)
{
  EBookQuery *queries[ATENA_CONTACTS_MAX_ADDRESSES];

  for (guint i = 0; i < n; i++)
    queries[i] = e_book_query_field_test (E_CONTACT_EMAIL, E_BOOK_QUERY_IS, addresses[i]);
  return e_book_query_or ((int) n, queries, TRUE);
}

static gboolean
address_books_find_people (AtenaContacts *contacts,
                           const char *const *addresses,
                           GString *cards,
                           GCancellable *cancellable,
                           GError **error)
{
  EBookQuery *query =
    make_query (addresses, MIN (g_strv_length ((GStrv) addresses), ATENA_CONTACTS_MAX_ADDRESSES));

  return ask (ATENA_ADDRESS_BOOKS (contacts), query, append_card, cards, cancellable, error);
}

static gboolean
address_books_have_late (AtenaContacts *contacts)
{
  AtenaAddressBooks *self = ATENA_ADDRESS_BOOKS (contacts);
  gboolean any;

  g_mutex_lock (&self->mutex);
  any = self->late->len > 0;
  g_mutex_unlock (&self->mutex);
  return any;
}

/* Whether it answers; adds what it knows of @addresses. */
static gboolean
ask_late (AtenaAddressBooks *self,
          EBookClient *book,
          const char *const *addresses,
          GString *cards,
          GCancellable *cancellable)
{
  guint n = g_strv_length ((GStrv) addresses);

  for (guint i = 0; i < n; i += ATENA_CONTACTS_MAX_ADDRESSES)
    {
      EBookQuery *query = make_query (addresses + i, MIN (n - i, ATENA_CONTACTS_MAX_ADDRESSES));
      g_autofree char *question = e_book_query_to_string (query);

      e_book_query_unref (query);
      if (!ask_book (self, book, question, LATE_PATIENCE, append_card, cards, cancellable))
        return FALSE;
    }
  return TRUE;
}

static gboolean
address_books_wait_for_late (AtenaContacts *contacts,
                             const char *const *addresses,
                             GCancellable *cancellable)
{
  AtenaAddressBooks *self = ATENA_ADDRESS_BOOKS (contacts);
  g_autoptr (GString) cards = g_string_new (NULL);
  g_autoptr (GPtrArray) late = NULL;

  g_mutex_lock (&self->mutex);
  late = g_steal_pointer (&self->late);
  self->late = g_ptr_array_new_with_free_func (g_object_unref);
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; i < late->len; i++)
    {
      g_autoptr (EClient) book = open_book (self, late->pdata[i], LATE_PATIENCE, cancellable);

      if (book != NULL && ask_late (self, E_BOOK_CLIENT (book), addresses, cards, cancellable))
        add_book (self, g_steal_pointer (&book));
      else if (g_cancellable_is_cancelled (cancellable))
        add_late (self, late->pdata[i]);
    }
  return cards->len > 0;
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
  iface->have_late = address_books_have_late;
  iface->wait_for_late = address_books_wait_for_late;
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
  g_ptr_array_unref (self->books);
  g_ptr_array_unref (self->late);
  g_mutex_clear (&self->mutex);
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
  g_mutex_init (&self->mutex);
  self->books = g_ptr_array_new_with_free_func (g_object_unref);
  self->late = g_ptr_array_new_with_free_func (g_object_unref);
}
