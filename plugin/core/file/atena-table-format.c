// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What was said of how a table is read, and its form in a ledger; it reads no table.

#include "atena-table-format.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "atena-csv-reader.h"
#include "atena-error.h"

static void
take (char **member, const char *said)
{
  if (said == NULL)
    return;
  g_free (*member);
  *member = g_strdup (said);
}

void
atena_table_format_take (AtenaTableFormat *self, const char *kind, const AtenaTableOptions *options)
{
  take (&self->kind, kind);
  take (&self->encoding, options->encoding);
  take (&self->sheet, options->sheet);
  if (options->delimiter != '\0')
    self->delimiter = options->delimiter;
}

void
atena_table_format_fill (const AtenaTableFormat *self, AtenaTableOptions *options)
{
  if (options->encoding == NULL)
    options->encoding = self->encoding;
  if (options->sheet == NULL)
    options->sheet = self->sheet;
  if (options->delimiter == '\0')
    options->delimiter = self->delimiter;
}

static void
add_member (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (object, name, value);
}

char *
atena_table_format_to_json (const AtenaTableFormat *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  const char delimiter[2] = { self->delimiter, '\0' };

  add_member (object, "kind", self->kind);
  add_member (object, "encoding", self->encoding);
  add_member (object, "delimiter", delimiter);
  add_member (object, "sheet", self->sheet);
  json_node_take_object (node, object);
  return json_to_string (node, FALSE);
}

/* FALSE when it is something else than a string. */
static gboolean
read_member (JsonObject *object, const char *name, char **ret_value)
{
  JsonNode *value = json_object_get_member (object, name);

  if (value == NULL)
    return TRUE;
  if (json_node_get_value_type (value) != G_TYPE_STRING)
    return FALSE;
  *ret_value = json_node_dup_string (value);
  return TRUE;
}

static gboolean
is_delimiter (const char *text)
{
  return text == NULL || (atena_csv_reader_takes_delimiter (*text) && text[1] == '\0');
}

AtenaTableFormat *
atena_table_format_from_json (const char *json, GError **error)
{
  g_autoptr (AtenaTableFormat) self = g_new0 (AtenaTableFormat, 1);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonObject *object =
    node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *delimiter = NULL;

  if (*json == '\0')
    return g_steal_pointer (&self);
  if (object == NULL || !read_member (object, "kind", &self->kind) ||
      !read_member (object, "encoding", &self->encoding) ||
      !read_member (object, "delimiter", &delimiter) ||
      !read_member (object, "sheet", &self->sheet) || !is_delimiter (delimiter))
    {
      g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                           _ ("What was kept about how the list is read cannot be read. Please "
                              "save the list anew"));
      return NULL;
    }
  self->delimiter = delimiter != NULL ? *delimiter : '\0';
  return g_steal_pointer (&self);
}

void
atena_table_format_free (AtenaTableFormat *self)
{
  g_free (self->kind);
  g_free (self->encoding);
  g_free (self->sheet);
  g_free (self);
}
