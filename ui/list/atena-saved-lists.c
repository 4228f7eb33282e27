// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What the window of saved lists asks a thread. It shows nothing.

#include "atena-saved-lists-private.h"

#include "atena-list-refresh.h"

/* Changes that are shown one by one. */
#define CHANGES_MAX 500

struct _AtenaSavedLists
{
  GObject parent_instance;

  char *path;
  AtenaLedger *ledger; /* NULL until it is needed */
  AtenaList *list;     /* the one that @version is of, or NULL */
  AtenaList *version;
};

G_DEFINE_FINAL_TYPE (AtenaSavedLists, atena_saved_lists, G_TYPE_OBJECT)

AtenaSavedLists *
atena_saved_lists_new (const char *ledger)
{
  AtenaSavedLists *self = g_object_new (ATENA_TYPE_SAVED_LISTS, NULL);

  self->path = g_strdup (ledger);
  return self;
}

void
atena_saved_list_free (AtenaSavedList *self)
{
  g_free (self->name);
  g_free (self->purpose);
  g_free (self->origin);
  g_strfreev (self->fields);
  g_free (self);
}

AtenaSavedList *
atena_saved_list_copy (const AtenaSavedList *self)
{
  AtenaSavedList *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  copy->purpose = g_strdup (self->purpose);
  copy->origin = g_strdup (self->origin);
  copy->fields = g_strdupv (self->fields);
  return copy;
}

static gboolean
open_ledger (AtenaSavedLists *self, GError **error)
{
  if (self->ledger == NULL)
    self->ledger = atena_ledger_open (self->path, ATENA_LEDGER_WRITE, error);
  return self->ledger != NULL;
}

static AtenaList *
load (AtenaSavedLists *self, const char *name, GError **error)
{
  return open_ledger (self, error) ? atena_list_load (self->ledger, name, error) : NULL;
}

static AtenaSavedList *
describe (AtenaList *list, GError **error)
{
  g_autoptr (AtenaSavedList) self = g_new0 (AtenaSavedList, 1);

  self->name = g_strdup (atena_list_get_name (list));
  self->purpose = g_strdup (atena_list_get_purpose (list));
  self->origin = g_strdup (atena_list_get_origin (list));
  self->saved = atena_list_get_saved (list);
  self->fields = g_strdupv ((GStrv) atena_fields_get_names (atena_list_get_fields (list)));
  return atena_list_tally (list, &self->tally, error) ? g_steal_pointer (&self) : NULL;
}

GPtrArray *
atena_saved_lists_read (AtenaSavedLists *self, GError **error)
{
  g_autoptr (GPtrArray) descriptions =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atena_saved_list_free);
  g_autoptr (GPtrArray) lists = NULL;

  g_return_val_if_fail (ATENA_IS_SAVED_LISTS (self), NULL);

  if (self->ledger == NULL && !g_file_test (self->path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&descriptions);
  if (!open_ledger (self, error))
    return NULL;
  lists = atena_ledger_read_lists (self->ledger, error);
  if (lists == NULL)
    return NULL;
  for (guint i = 0; i < lists->len; i++)
    {
      AtenaSavedList *description = describe (lists->pdata[i], error);

      if (description == NULL)
        return NULL;
      g_ptr_array_add (descriptions, description);
    }
  return g_steal_pointer (&descriptions);
}

AtenaSavedList *
atena_saved_lists_read_one (AtenaSavedLists *self, const char *name, GError **error)
{
  g_autoptr (AtenaList) list = NULL;

  g_return_val_if_fail (ATENA_IS_SAVED_LISTS (self), NULL);

  list = load (self, name, error);
  return list != NULL ? describe (list, error) : NULL;
}

GPtrArray *
atena_saved_lists_read_rows (AtenaSavedLists *self,
                             const char *name,
                             const AtenaListQuery *query,
                             guint offset,
                             guint limit,
                             guint64 *ret_rows,
                             GError **error)
{
  g_autoptr (AtenaList) list = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (ATENA_IS_SAVED_LISTS (self), NULL);

  list = load (self, name, error);
  rows = list != NULL ? atena_list_read_rows (list, query, offset, limit, error) : NULL;
  if (rows == NULL)
    return NULL;
  /* What does not fill a page is the end, and nothing has to be searched again for a number. */
  *ret_rows = offset + rows->len;
  if ((rows->len == limit || (rows->len == 0 && offset > 0)) &&
      !atena_list_count (list, query, ret_rows, error))
    return NULL;
  return g_steal_pointer (&rows);
}

gboolean
atena_saved_lists_set_ticked (AtenaSavedLists *self,
                              const char *name,
                              guint number,
                              const AtenaListQuery *query,
                              gboolean ticked,
                              GError **error)
{
  g_autoptr (AtenaList) list = NULL;

  g_return_val_if_fail (ATENA_IS_SAVED_LISTS (self), FALSE);

  list = load (self, name, error);
  if (list == NULL)
    return FALSE;
  return number != 0 ? atena_list_set_ticked (list, number, ticked, error)
                     : atena_list_set_all_ticked (list, query, ticked, error);
}

gboolean
atena_saved_lists_rename (AtenaSavedLists *self,
                          const char *name,
                          const char *new_name,
                          const char *purpose,
                          GError **error)
{
  g_autoptr (AtenaList) list = NULL;

  g_return_val_if_fail (ATENA_IS_SAVED_LISTS (self), FALSE);

  list = load (self, name, error);
  return list != NULL && atena_list_rename (list, new_name, purpose, error);
}

gboolean
atena_saved_lists_remove (AtenaSavedLists *self, const char *name, GError **error)
{
  g_autoptr (AtenaList) list = NULL;

  g_return_val_if_fail (ATENA_IS_SAVED_LISTS (self), FALSE);

  list = load (self, name, error);
  return list != NULL && atena_list_remove (list, error);
}

AtenaListChoice *
atena_saved_lists_dup_choice (AtenaSavedLists *self, const char *name, GError **error)
{
  g_autoptr (AtenaList) list = NULL;

  g_return_val_if_fail (ATENA_IS_SAVED_LISTS (self), NULL);

  list = load (self, name, error);
  return list != NULL ? atena_list_choice_new_again (list, error) : NULL;
}

void
atena_list_news_free (AtenaListNews *self)
{
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->before, atena_fields_unref);
  g_clear_pointer (&self->now, atena_fields_unref);
  g_strfreev (self->columns);
  g_strfreev (self->notes);
  g_free (self);
}

static AtenaListNews *
compare (AtenaSavedLists *self, AtenaColumns *columns, GError **error)
{
  g_autoptr (AtenaListNews) news = g_new0 (AtenaListNews, 1);

  news->before = atena_fields_ref (atena_list_get_fields (self->list));
  news->now = atena_fields_ref (atena_list_get_fields (self->version));
  news->columns = g_strdupv ((GStrv) atena_columns_get_names (columns));
  if (!atena_list_count_changes (self->list, self->version, news->counts, error))
    return NULL;
  news->changes = atena_list_compare (self->list, self->version, 0, CHANGES_MAX, error);
  return news->changes != NULL ? g_steal_pointer (&news) : NULL;
}

/* The columns of the choice were looked at, that of the addresses was chosen. */
static gboolean
make_version (AtenaSavedLists *self,
              const AtenaListChoice *choice,
              AtenaListSource *source,
              GStrv *ret_notes,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *format = atena_list_choice_dup_format (choice);
  AtenaListNewer newer = {
    .origin = choice->origin,
    .format = format,
    .chosen = 1u << ATENA_COLUMN_ADDRESS,
    .now = g_get_real_time (),
  };

  self->version = atena_list_refresh (self->list, &newer, source, ret_notes, cancellable, error);
  return self->version != NULL;
}

AtenaListNews *
atena_saved_lists_prepare (AtenaSavedLists *self,
                           const char *name,
                           const AtenaListChoice *choice,
                           AtenaContacts *contacts,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (AtenaListSource) source = NULL;
  g_auto (GStrv) notes = NULL;
  AtenaListNews *news;

  g_return_val_if_fail (ATENA_IS_SAVED_LISTS (self), NULL);

  g_clear_object (&self->version);
  g_clear_object (&self->list);
  source = atena_list_choice_open (choice, contacts, cancellable, error);
  self->list = source != NULL ? load (self, name, error) : NULL;
  if (self->list == NULL || !make_version (self, choice, source, &notes, cancellable, error))
    return NULL;
  news = compare (self, atena_list_source_get_columns (source), error);
  if (news != NULL)
    news->notes = g_steal_pointer (&notes);
  return news;
}

gboolean
atena_saved_lists_adopt (AtenaSavedLists *self, GError **error)
{
  g_autoptr (AtenaList) version = NULL;

  g_return_val_if_fail (ATENA_IS_SAVED_LISTS (self) && self->version != NULL, FALSE);

  version = g_steal_pointer (&self->version);
  return atena_list_adopt (self->list, version, error);
}

gboolean
atena_saved_lists_reject (AtenaSavedLists *self, GError **error)
{
  g_autoptr (AtenaList) version = NULL;

  g_return_val_if_fail (ATENA_IS_SAVED_LISTS (self), FALSE);

  version = g_steal_pointer (&self->version);
  return version == NULL || atena_list_remove (version, error);
}

static void
atena_saved_lists_finalize (GObject *object)
{
  AtenaSavedLists *self = ATENA_SAVED_LISTS (object);

  g_clear_object (&self->version);
  g_clear_object (&self->list);
  g_clear_object (&self->ledger);
  g_free (self->path);
  G_OBJECT_CLASS (atena_saved_lists_parent_class)->finalize (object);
}

static void
atena_saved_lists_class_init (AtenaSavedListsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_saved_lists_finalize;
}

static void
atena_saved_lists_init (AtenaSavedLists *self)
{
}
