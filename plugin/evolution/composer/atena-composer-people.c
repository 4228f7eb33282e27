// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Reads who stands in the address fields of a compose window; what that means, the guard knows.

#include "atena-composer-people.h"

#include <libebook/libebook.h>

#include "atena-addressee.h"

/* A display name as a quoted-string (RFC 5322 3.2.4), so that no comma in it ends the mailbox. */
static char *
quote_name (const char *name)
{
  GString *quoted = g_string_new ("\"");

  for (; *name != '\0'; name++)
    {
      if (*name == '"' || *name == '\\')
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *name);
    }

  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}

/* What was typed stays as it was typed, since Evolution reads some addresses as others; a contact
 * comes with its name and address apart. */
static char *
describe_destination (const EDestination *destination)
{
  const char *email = e_destination_get_email (destination);
  const char *name = e_destination_get_name (destination);
  g_autofree char *quoted = NULL;

  if (e_destination_get_contact (destination) == NULL)
    return g_strdup (e_destination_get_textrep (destination, TRUE));
  if (name == NULL || *name == '\0')
    return g_strdup (email);

  quoted = quote_name (name);
  return g_strdup_printf ("%s <%s>", quoted, email);
}

static void
add_destination (GPtrArray *people, AtenaField field, const EDestination *destination)
{
  g_autofree char *text = NULL;

  if (e_destination_empty (destination) || e_destination_is_ignored (destination))
    return;
  if (e_destination_is_evolution_list (destination))
    {
      for (const GList *l = e_destination_list_get_dests (destination); l != NULL; l = l->next)
        add_destination (people, field, l->data);
      return;
    }

  text = describe_destination (destination);
  if (text != NULL)
    atena_addressees_add (people, field, e_destination_is_auto_recipient (destination), text);
}

static void
add_field (GPtrArray *people, AtenaField field, EDestination **destinations)
{
  for (gsize i = 0; destinations != NULL && destinations[i] != NULL; i++)
    add_destination (people, field, destinations[i]);
  e_destination_freev (destinations);
}

GPtrArray *
atena_composer_read_people (EMsgComposer *composer)
{
  EComposerHeaderTable *table = e_msg_composer_get_header_table (composer);
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) atena_addressee_free);

  add_field (people, ATENA_FIELD_TO, e_composer_header_table_get_destinations_to (table));
  add_field (people, ATENA_FIELD_CC, e_composer_header_table_get_destinations_cc (table));
  add_field (people, ATENA_FIELD_BCC, e_composer_header_table_get_destinations_bcc (table));
  return people;
}
