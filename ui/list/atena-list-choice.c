// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// A list that somebody chose, and how it is read. What becomes of its people is the merge's
// business.

#include "atena-list-choice.h"

#include <glib/gi18n-lib.h>

#include "atena-contact-table.h"
#include "atena-error.h"
#include "atena-table-format.h"

AtenaListChoice *
atena_list_choice_new (AtenaListKind kind, const char *place, const char *name, const char *origin)
{
  AtenaListChoice *self = g_new0 (AtenaListChoice, 1);

  self->kind = kind;
  self->place = g_strdup (place);
  self->name = g_strdup (name != NULL ? name : place);
  self->origin = g_strdup (origin != NULL ? origin : place);
  return self;
}

AtenaListChoice *
atena_list_choice_copy (const AtenaListChoice *self)
{
  AtenaListChoice *copy = g_memdup2 (self, sizeof *self);

  copy->place = g_strdup (self->place);
  copy->name = g_strdup (self->name);
  copy->origin = g_strdup (self->origin);
  copy->hold = self->hold != NULL ? g_object_ref (self->hold) : NULL;
  copy->encoding = g_strdup (self->encoding);
  copy->sheet = g_strdup (self->sheet);
  copy->columns = g_strdup (self->columns);
  copy->folder = g_strdup (self->folder);
  return copy;
}

void
atena_list_choice_free (AtenaListChoice *self)
{
  if (self == NULL)
    return;

  g_free (self->place);
  g_free (self->name);
  g_free (self->origin);
  g_clear_object (&self->hold);
  g_free (self->encoding);
  g_free (self->sheet);
  g_free (self->columns);
  g_free (self->folder);
  g_free (self);
}

char *
atena_list_choice_dup_folder (const AtenaListChoice *self)
{
  g_autofree char *beside = NULL;

  if (self->folder != NULL)
    return g_canonicalize_filename (self->folder, NULL);
  if (self->kind != ATENA_LIST_FILE || self->hold != NULL)
    return NULL;
  beside = g_path_get_dirname (self->place);
  return g_canonicalize_filename (beside, NULL);
}

static AtenaTableOptions
get_options (const AtenaListChoice *self)
{
  return (AtenaTableOptions){
    .name = self->name,
    .encoding = self->encoding,
    .delimiter = self->delimiter,
    .sheet = self->sheet,
  };
}

/* What a ledger calls them; a saved list is no table. */
static const char *const kinds[] = {
  [ATENA_LIST_FILE] = ATENA_TABLE_KIND_FILE,
  [ATENA_LIST_TEXT] = ATENA_TABLE_KIND_TEXT,
  [ATENA_LIST_SAVED] = NULL,
  [ATENA_LIST_CATEGORY] = ATENA_TABLE_KIND_CATEGORY,
  [ATENA_LIST_GROUP] = ATENA_TABLE_KIND_GROUP,
};

char *
atena_list_choice_dup_format (const AtenaListChoice *self)
{
  g_autoptr (AtenaTableFormat) format = g_new0 (AtenaTableFormat, 1);
  AtenaTableOptions options = get_options (self);

  atena_table_format_take (format, kinds[self->kind], &options);
  return atena_table_format_to_json (format);
}

static AtenaListKind
find_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] != NULL && g_strcmp0 (kinds[i], kind) == 0)
      return (AtenaListKind) i;
  return ATENA_LIST_FILE;
}

AtenaListChoice *
atena_list_choice_new_again (AtenaList *list, GError **error)
{
  const char *origin = atena_list_get_origin (list);
  g_autofree char *base = g_path_get_basename (origin);
  g_autoptr (AtenaTableFormat) format =
    atena_table_format_from_json (atena_list_get_format (list), error);
  AtenaListChoice *self;
  AtenaListKind kind;
  gboolean is_place;

  if (format == NULL)
    return NULL;
  kind = find_kind (format->kind);
  is_place = kind == ATENA_LIST_FILE ? g_path_is_absolute (origin) : kind != ATENA_LIST_TEXT;
  self = atena_list_choice_new (kind, is_place ? origin : NULL,
                                kind == ATENA_LIST_FILE ? base : origin, origin);
  self->encoding = g_steal_pointer (&format->encoding);
  self->delimiter = format->delimiter;
  self->sheet = g_steal_pointer (&format->sheet);
  self->columns = g_strdup (atena_list_get_columns (list));
  return self;
}

AtenaTable *
atena_list_choice_open_table (const AtenaListChoice *self,
                              AtenaContacts *contacts,
                              GCancellable *cancellable,
                              GError **error)
{
  AtenaTableOptions options = get_options (self);

  switch (self->kind)
    {
    case ATENA_LIST_FILE:
      return atena_table_open (self->place, &options, error);
    case ATENA_LIST_TEXT:
      return atena_table_open_text (self->place, self->name, &options);
    case ATENA_LIST_CATEGORY:
      if (contacts != NULL)
        return atena_contact_table_new_category (contacts, self->place, cancellable);
      break;
    case ATENA_LIST_GROUP:
      if (contacts != NULL)
        return atena_contact_table_new_group (contacts, self->place, cancellable);
      break;
    case ATENA_LIST_SAVED:
      break;
    }
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("The list “%s” cannot be read here"),
               self->name);
  return NULL;
}

AtenaListSource *
atena_list_choice_open (const AtenaListChoice *self,
                        AtenaContacts *contacts,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (AtenaTable) table = atena_list_choice_open_table (self, contacts, cancellable, error);
  g_autoptr (AtenaListSource) source = table != NULL ? atena_list_source_new (table, error) : NULL;

  if (source == NULL)
    return NULL;
  if (self->columns != NULL &&
      !atena_columns_apply_json (atena_list_source_get_columns (source), self->columns, error))
    return NULL;
  return g_steal_pointer (&source);
}
