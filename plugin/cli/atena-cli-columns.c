// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What a person says, and is told, about the columns of a list.

#include "atena-cli-columns.h"

#include <glib/gi18n.h>
#include <string.h>

#include "atena-cli-output.h"
#include "atena-error.h"
#include "atena-text.h"

/* Characters of a column name in a message. */
#define SHOWN_MAX 40

void
atena_cli_columns_clear (AtenaCliColumns *self)
{
  g_strfreev (self->roles);
  g_free (self->addresses);
}

static gboolean
read_role (const char *option, AtenaColumnRole *ret_role, const char **ret_name, GError **error)
{
  const char *equals = strchr (option, '=');
  g_autofree char *role = equals != NULL ? g_strndup (option, equals - option) : NULL;

  if (role == NULL || !g_utf8_validate (option, -1, NULL) ||
      !atena_column_role_from_string (role, ret_role))
    return atena_cli_fail (error, _ ("--column takes address, name, family-name, given-name, "
                                     "company, unit, title, phonetic, honorific, attachment or "
                                     "none, and a column, such as address=Contact"));
  *ret_name = equals + 1;
  return TRUE;
}

static gboolean
find_column (AtenaColumns *columns, const char *name, guint *ret_column, GError **error)
{
  int column = atena_columns_find_name (columns, name);
  g_autofree char *shown = atena_text_shorten (name, SHOWN_MAX);
  g_autofree char *there_are = atena_columns_describe_names (columns);

  if (column >= 0)
    {
      *ret_column = (guint) column;
      return TRUE;
    }
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("--column: The list has no column “%s”. The columns are: %s"), shown, there_are);
  return FALSE;
}

static void
take_role (AtenaColumns *columns, AtenaColumnRole role)
{
  for (guint i = 0; i < atena_columns_get_size (columns); i++)
    if (atena_columns_get_role (columns, i) == role)
      atena_columns_set_role (columns, i, ATENA_COLUMN_NONE);
}

gboolean
atena_cli_columns_apply (const AtenaCliColumns *self, AtenaColumns *columns, GError **error)
{
  AtenaColumnRole role = ATENA_COLUMN_NONE;
  const char *name = NULL;
  guint column = 0;

  if (self->addresses != NULL && !g_str_equal (self->addresses, "first"))
    return atena_cli_fail (error, _ ("--addresses takes “first” only"));
  if (self->addresses != NULL)
    atena_columns_set_first_only (columns, TRUE);

  /* Several columns may be given for one role. */
  for (guint i = 0; self->roles != NULL && self->roles[i] != NULL; i++)
    {
      if (!read_role (self->roles[i], &role, &name, error))
        return FALSE;
      take_role (columns, role);
    }
  for (guint i = 0; self->roles != NULL && self->roles[i] != NULL; i++)
    {
      if (!read_role (self->roles[i], &role, &name, error) ||
          !find_column (columns, name, &column, error))
        return FALSE;
      atena_columns_set_role (columns, column, role);
    }
  return TRUE;
}

guint
atena_cli_columns_get_chosen (const AtenaCliColumns *self)
{
  AtenaColumnRole role = ATENA_COLUMN_NONE;
  const char *name = NULL;
  guint chosen = 0;

  for (guint i = 0; self->roles != NULL && self->roles[i] != NULL; i++)
    if (read_role (self->roles[i], &role, &name, NULL))
      chosen |= 1u << role;
  return chosen;
}

void
atena_cli_columns_print (AtenaColumns *columns)
{
  const char *const *names = atena_columns_get_names (columns);
  g_autoptr (GString) list = g_string_new (NULL);
  guint n_people = atena_columns_count_people (columns);

  for (guint i = 0; names[i] != NULL; i++)
    {
      AtenaColumnRole role = atena_columns_get_role (columns, i);
      g_autofree char *name = atena_text_shorten (names[i], SHOWN_MAX);

      if (role != ATENA_COLUMN_NONE)
        g_string_append_printf (list, "%s%s=%s", list->len > 0 ? ", " : "",
                                atena_column_role_to_string (role), name);
    }
  atena_cli_print (stdout, _ ("Columns: %s\n"), list->str);
  if (n_people < 2)
    return;
  atena_cli_print (stdout, "%s\n",
                   atena_columns_get_first_only (columns)
                     ? _ ("One letter a row, to its first good address")
                     : _ (
                         "One letter to each address in a row (--addresses first sends one only)"));
}
