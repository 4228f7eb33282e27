// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Reads a newer version of a saved list as the list was read, and says which columns it misses. How
// the two differ otherwise, and which of them stays, is found out elsewhere.

#include "atena-list-refresh.h"

#include <glib/gi18n-lib.h>

#include "atena-error.h"
#include "atena-table-format.h"
#include "atena-text.h"

/* Characters of the name of a list or column in a message. */
#define SHOWN_MAX 60

static gboolean
has_role (AtenaColumns *columns, AtenaColumnRole role)
{
  for (guint i = 0; i < atena_columns_get_size (columns); i++)
    if (atena_columns_get_role (columns, i) == role)
      return TRUE;
  return FALSE;
}

static AtenaColumnRole *
dup_roles (AtenaColumns *columns)
{
  AtenaColumnRole *roles = g_new0 (AtenaColumnRole, atena_columns_get_size (columns));

  for (guint i = 0; i < atena_columns_get_size (columns); i++)
    roles[i] = atena_columns_get_role (columns, i);
  return roles;
}

/* A column of addresses is never guessed, which could write to other people than are meant, nor one
 * of files. */
static gboolean
keep_columns (AtenaList *self, AtenaColumns *columns, GError **error)
{
  const char *const *names = atena_columns_get_names (columns);
  g_autofree AtenaColumnRole *guessed = dup_roles (columns);

  if (!atena_columns_apply_json (columns, atena_list_get_columns (self), error))
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (guessed[i] != ATENA_COLUMN_NONE && guessed[i] != ATENA_COLUMN_ADDRESS &&
        guessed[i] != ATENA_COLUMN_ATTACHMENT && !has_role (columns, guessed[i]) &&
        atena_fields_find (atena_list_get_fields (self), names[i]) < 0)
      atena_columns_set_role (columns, i, guessed[i]);
  return TRUE;
}

AtenaListSource *
atena_list_open_newer (AtenaList *self, const AtenaListNewer *newer, GError **error)
{
  AtenaTableOptions options = newer->options;
  g_autoptr (AtenaTableFormat) format = NULL;
  g_autoptr (AtenaListSource) source = NULL;

  g_return_val_if_fail (ATENA_IS_LIST (self), NULL);

  format = atena_table_format_from_json (atena_list_get_format (self), error);
  if (format == NULL)
    return NULL;
  atena_table_format_fill (format, &options);
  source = atena_list_source_open (newer->path, &options, error);
  if (source == NULL || !keep_columns (self, atena_list_source_get_columns (source), error))
    return NULL;
  return g_steal_pointer (&source);
}

static gboolean
fail_addresses (AtenaList *self, const char *name, AtenaColumns *columns, GError **error)
{
  g_autofree char *list = atena_text_shorten (atena_list_get_name (self), SHOWN_MAX);
  g_autofree char *column = atena_text_shorten (name, SHOWN_MAX);
  g_autofree char *there_are = atena_columns_describe_names (columns);

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("The newer version of the list “%s” has no column “%s”, which held the email "
                  "addresses. Nothing has been changed. The columns are: %s. Give the column its "
                  "old name, or choose the column of the addresses"),
               list, column, there_are);
  return FALSE;
}

static gboolean
check_columns (
  AtenaList *self, AtenaColumns *columns, guint chosen, GStrvBuilder *notes, GError **error)
{
  g_autoptr (AtenaColumns) before = atena_list_read_columns (self, error);
  const char *const *names = before != NULL ? atena_columns_get_names (before) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      AtenaColumnRole role = atena_columns_get_role (before, i);
      g_autofree char *shown = atena_text_shorten (names[i], SHOWN_MAX);
      g_autofree char *note = NULL;

      if (role == ATENA_COLUMN_NONE || (chosen & 1u << role) != 0 ||
          atena_columns_find_name (columns, names[i]) >= 0)
        continue;
      if (role == ATENA_COLUMN_ADDRESS)
        return fail_addresses (self, names[i], columns, error);
      note = g_strdup_printf (_ ("The column “%s” is missing in the newer version of the list. "
                                 "Letters will have nothing in its place"),
                              shown);
      g_strv_builder_add (notes, note);
    }
  return before != NULL;
}

static char *
make_format (AtenaList *self, const AtenaListNewer *newer, GError **error)
{
  g_autoptr (AtenaTableFormat) format = NULL;

  if (newer->format != NULL)
    return g_strdup (newer->format);
  format = atena_table_format_from_json (atena_list_get_format (self), error);
  if (format == NULL)
    return NULL;
  atena_table_format_take (format, NULL, &newer->options);
  return atena_table_format_to_json (format);
}

AtenaList *
atena_list_refresh (AtenaList *self,
                    const AtenaListNewer *newer,
                    AtenaListSource *source,
                    GStrv *ret_notes,
                    GCancellable *cancellable,
                    GError **error)
{
  AtenaColumns *columns = atena_list_source_get_columns (source);
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();
  g_autofree char *format = NULL;
  g_autofree char *meaning = NULL;
  AtenaListSpec spec = { .now = newer->now };
  AtenaList *version;

  g_return_val_if_fail (ATENA_IS_LIST (self), NULL);

  format = make_format (self, newer, error);
  if (format == NULL || !check_columns (self, columns, newer->chosen, notes, error) ||
      !atena_list_source_check (source, error))
    return NULL;

  meaning = atena_columns_to_json (columns);
  spec.origin = newer->origin != NULL ? newer->origin : atena_list_get_origin (self);
  spec.columns = meaning;
  spec.format = format;
  version =
    atena_list_create_version (self, &spec, ATENA_RECIPIENT_SOURCE (source), cancellable, error);
  if (version != NULL)
    *ret_notes = g_strv_builder_end (notes);
  return version;
}
