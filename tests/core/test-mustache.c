// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The cases of the Mustache specification (https://github.com/mustache/spec, January 2025; its
// license stands beside them) that flat data can give: cells as they are shown, and blank ones for
// what is false or null. The others are listed with their reason, so that none is left out unseen.

#include <json-glib/json-glib.h>
#include <string.h>

#include "atena-template.h"

typedef struct
{
  const char *file;
  guint n_cases;
  guint n_run;
} Count;

static const Count counts[] = {
  { "comments", 12, 11 }, { "delimiters", 14, 12 }, { "interpolation", 42, 24 },
  { "inverted", 22, 15 }, { "sections", 34, 15 },
};

/* Why cases are not run. */
#define DOTS     "a dot is a part of a name"
#define CONTEXTS "a row has no fields within fields"
#define LISTS    "a row has no lists"
#define MISSES   "a field that the list does not have stops the campaign"
#define PARTIALS "there are no partials"
#define NAMES    "names that differ in white space alone are one name"

typedef struct
{
  const char *file;
  const char *name; /* of the case, or its beginning where an asterisk follows */
  const char *reason;
} Exception;

static const Exception exceptions[] = {
  { "comments", "Variable Name Collision", NAMES },
  { "delimiters", "Partial Inheritence", PARTIALS },
  { "delimiters", "Post-Partial Behavior", PARTIALS },
  { "interpolation", "Basic Context Miss Interpolation", MISSES },
  { "interpolation", "Triple Mustache Context Miss Interpolation", MISSES },
  { "interpolation", "Ampersand Context Miss Interpolation", MISSES },
  { "interpolation", "Dotted Names *", DOTS },
  { "interpolation", "Implicit Iterators - *", CONTEXTS },
  { "inverted", "Context", CONTEXTS },
  { "inverted", "Context Misses", MISSES },
  { "inverted", "Dotted Names - *", DOTS },
  { "inverted", "Empty List", LISTS },
  { "inverted", "List", LISTS },
  { "sections", "Context", CONTEXTS },
  { "sections", "Context Misses", MISSES },
  { "sections", "Deeply Nested Contexts", CONTEXTS },
  { "sections", "Dotted Names - *", DOTS },
  { "sections", "Empty List", LISTS },
  { "sections", "Implicit Iterator - *", LISTS },
  { "sections", "List", LISTS },
  { "sections", "List Contexts", LISTS },
  { "sections", "Parent contexts", CONTEXTS },
  { "sections", "Variable test", CONTEXTS },
};

/* Why the case is not run; NULL when it is. */
static const char *
find_reason (const char *file, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (g_str_equal (file, exceptions[i].file) && g_pattern_match_simple (exceptions[i].name, name))
      return exceptions[i].reason;
  return NULL;
}

static char *
dup_value (JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (JSON_NODE_HOLDS_NULL (node) || (type == G_TYPE_BOOLEAN && !json_node_get_boolean (node)))
    return g_strdup ("");
  return type == G_TYPE_STRING ? json_node_dup_string (node) : json_to_string (node, FALSE);
}

static AtenaFields *
read_data (JsonObject *data, AtenaRecipient **ret_recipient)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_auto (GStrv) all_names = NULL;
  g_auto (GStrv) all_values = NULL;
  JsonObjectIter iter;
  const char *name = NULL;
  JsonNode *node = NULL;
  AtenaFields *fields;

  json_object_iter_init (&iter, data);
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *value = dup_value (node);

      g_strv_builder_add (names, name);
      g_strv_builder_add (values, value);
    }
  all_names = g_strv_builder_end (names);
  all_values = g_strv_builder_end (values);
  fields = atena_fields_new ((const char *const *) all_names, NULL);
  g_assert_nonnull (fields);
  *ret_recipient =
    atena_recipient_new (2, NULL, "", ATENA_REASON_NO_ADDRESS, (const char *const *) all_values);
  return fields;
}

static void
run_case (JsonObject *test)
{
  const char *expected = json_object_get_string_member (test, "expected");
  AtenaTemplateKind kind =
    strstr (expected, "&lt;") != NULL ? ATENA_TEMPLATE_HTML : ATENA_TEMPLATE_PLAIN;
  AtenaTemplateContext context = { 0 };
  g_autoptr (AtenaRecipient) recipient = NULL;
  g_autoptr (AtenaFields) fields =
    read_data (json_object_get_object_member (test, "data"), &recipient);
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaTemplate) template =
    atena_template_new (json_object_get_string_member (test, "template"), kind, fields, "x",
                        &error);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  atena_template_expand (template, &context, recipient, out);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_file (gconstpointer data)
{
  const Count *count = data;
  g_autofree char *name = g_strconcat (count->file, ".json", NULL);
  const char *path = g_test_get_filename (G_TEST_DIST, "mustache", name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *tests;
  guint n_run = 0;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  tests =
    json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "tests");
  g_assert_cmpuint (json_array_get_length (tests), ==, count->n_cases);
  for (guint i = 0; i < count->n_cases; i++)
    {
      JsonObject *test = json_array_get_object_element (tests, i);
      const char *called = json_object_get_string_member (test, "name");
      const char *reason = find_reason (count->file, called);

      g_test_message ("%s: %s", called, reason != NULL ? reason : "runs");
      if (reason != NULL)
        continue;
      run_case (test);
      n_run++;
    }
  g_assert_cmpuint (n_run, ==, count->n_run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *path = g_strconcat ("/mustache/", counts[i].file, NULL);

      g_test_add_data_func (path, &counts[i], test_file);
    }
  return g_test_run ();
}
