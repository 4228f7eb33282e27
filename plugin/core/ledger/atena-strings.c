// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Lists of strings as a ledger keeps them; what they are, others know.

#include "atena-strings-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "atena-error.h"

static void
append_escaped (GString *json, char c)
{
  static const char digits[] = "0123456789abcdef";

  if ((guchar) c < 0x20)
    {
      g_string_append_len (json, "\\u00", 4);
      g_string_append_c (json, digits[c >> 4]);
      c = digits[c & 0xf];
    }
  else
    g_string_append_c (json, '\\');
  g_string_append_c (json, c);
}

/* RFC 8259 7. Written directly: a list may have a million values. */
static void
append_string (GString *json, const char *string)
{
  const char *plain = string;
  const char *p;

  g_string_append_c (json, '"');
  for (p = string; *p != '\0'; p++)
    {
      if (*p != '"' && *p != '\\' && (guchar) *p >= 0x20)
        continue;

      g_string_append_len (json, plain, p - plain);
      append_escaped (json, *p);
      plain = p + 1;
    }
  g_string_append_len (json, plain, p - plain);
  g_string_append_c (json, '"');
}

void
atena_strings_append_json (GString *json, const char *const *strings)
{
  g_string_append_c (json, '[');
  for (gsize i = 0; strings[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_string (json, strings[i]);
    }
  g_string_append_c (json, ']');
}

char *
atena_strings_to_json (const char *const *strings)
{
  GString *json = g_string_new (NULL);

  atena_strings_append_json (json, strings);
  return g_string_free (json, FALSE);
}

static GStrv
fail_damaged (GError **error)
{
  g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_LEDGER, _ ("The ledger is damaged"));
  return NULL;
}

GStrv
atena_strings_from_json (const char *json, GError **error)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return fail_damaged (error);

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING)
        return fail_damaged (error);
      g_strv_builder_add (strings, json_node_get_string (element));
    }

  return g_strv_builder_end (strings);
}
