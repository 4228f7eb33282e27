// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The names of a list's columns and the way from a name to its column; the values stand in
// AtenaRecipient.

#include "atena-fields.h"

#include <glib/gi18n-lib.h>

#include "atena-error.h"
#include "atena-text.h"

/* Characters of a column name in a message. */
#define SHOWN_MAX 40

struct _AtenaFields
{
  GStrv names;
  guint size;
  GHashTable *columns; /* atena_text_field_key() to column index */
};

G_DEFINE_BOXED_TYPE (AtenaFields, atena_fields, atena_fields_ref, atena_fields_unref)

static gboolean
add_column (AtenaFields *self, guint index, GError **error)
{
  g_autofree char *key = atena_text_field_key (self->names[index]);
  gpointer first = NULL;

  if (*key == '\0')
    return TRUE;
  if (g_hash_table_lookup_extended (self->columns, key, NULL, &first))
    {
      g_autofree char *name = atena_text_shorten (self->names[index], SHOWN_MAX);

      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ ("Columns %u and %u have the same name “%s”"), GPOINTER_TO_UINT (first) + 1,
                   index + 1, name);
      return FALSE;
    }
  g_hash_table_insert (self->columns, g_steal_pointer (&key), GUINT_TO_POINTER (index));
  return TRUE;
}

AtenaFields *
atena_fields_new (const char *const *names, GError **error)
{
  g_autoptr (AtenaFields) self = g_atomic_rc_box_new0 (AtenaFields);

  self->names = g_strdupv ((char **) names);
  self->size = g_strv_length (self->names);
  self->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->size; i++)
    if (!add_column (self, i, error))
      return NULL;
  return g_steal_pointer (&self);
}

static void
fields_clear (AtenaFields *self)
{
  g_strfreev (self->names);
  g_hash_table_unref (self->columns);
}

AtenaFields *
atena_fields_ref (AtenaFields *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
atena_fields_unref (AtenaFields *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) fields_clear);
}

guint
atena_fields_get_size (AtenaFields *self)
{
  return self->size;
}

const char *const *
atena_fields_get_names (AtenaFields *self)
{
  return (const char *const *) self->names;
}

int
atena_fields_find (AtenaFields *self, const char *name)
{
  g_autofree char *key = atena_text_field_key (name);
  gpointer index = NULL;

  if (!g_hash_table_lookup_extended (self->columns, key, NULL, &index))
    return -1;
  return GPOINTER_TO_INT (index);
}
