// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>

#include "atena-error.h"
#include "atena-table-format.h"

static void
assert_kept (const char *kind, const AtenaTableOptions *options, const char *json)
{
  AtenaTableOptions again = { .name = "x" };
  g_autoptr (AtenaTableFormat) format = g_new0 (AtenaTableFormat, 1);
  g_autoptr (AtenaTableFormat) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;

  atena_table_format_take (format, kind, options);
  written = atena_table_format_to_json (format);
  g_assert_cmpstr (written, ==, json);
  read = atena_table_format_from_json (written, &error);
  g_assert_no_error (error);
  atena_table_format_fill (read, &again);
  g_assert_cmpstr (read->kind, ==, kind);
  g_assert_cmpstr (again.name, ==, "x");
  g_assert_cmpstr (again.encoding, ==, options->encoding);
  g_assert_cmpint (again.delimiter, ==, options->delimiter);
  g_assert_cmpstr (again.sheet, ==, options->sheet);
}

static void
test_kept (void)
{
  assert_kept (NULL, &(AtenaTableOptions){ 0 }, "{}");
  assert_kept (ATENA_TABLE_KIND_TEXT, &(AtenaTableOptions){ .delimiter = '\t' },
               "{\"kind\":\"text\",\"delimiter\":\"\\t\"}");
  assert_kept (ATENA_TABLE_KIND_FILE,
               &(AtenaTableOptions){ .encoding = "EUC-JP", .delimiter = '\\', .sheet = "\"新\"" },
               "{\"kind\":\"file\",\"encoding\":\"EUC-JP\",\"delimiter\":\"\\\\\","
               "\"sheet\":\"\\\"新\\\"\"}");
}

static void
test_order (void)
{
  const AtenaTableOptions before = { .encoding = "EUC-JP", .delimiter = ';' };
  const AtenaTableOptions now = { .delimiter = '|', .sheet = "b" };
  AtenaTableOptions said = { .encoding = "CP932" };
  g_autoptr (AtenaTableFormat) format = g_new0 (AtenaTableFormat, 1);

  atena_table_format_take (format, ATENA_TABLE_KIND_FILE, &before);
  atena_table_format_take (format, NULL, &now);
  g_assert_cmpstr (format->kind, ==, ATENA_TABLE_KIND_FILE);
  atena_table_format_fill (format, &said);
  g_assert_cmpstr (said.encoding, ==, "CP932");
  g_assert_cmpint (said.delimiter, ==, '|');
  g_assert_cmpstr (said.sheet, ==, "b");
}

static void
test_nothing (void)
{
  g_autoptr (AtenaTableFormat) format = atena_table_format_from_json ("", NULL);

  g_assert_nonnull (format);
  g_assert_null (format->kind);
}

static void
test_damaged (void)
{
  static const char *const cases[] = {
    "x",
    "[]",
    "null",
    "{\"kind\":{}}",
    "{\"sheet\":1}",
    "{\"encoding\":null}",
    "{\"delimiter\":\"ab\"}",
    "{\"delimiter\":\"\"}",
    "{\"delimiter\":\"\\\"\"}",
    "{\"delimiter\":\"a\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i]);
      g_assert_null (atena_table_format_from_json (cases[i], &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table-format/is-kept", test_kept);
  g_test_add_func ("/table-format/what-is-said-last-goes-first", test_order);
  g_test_add_func ("/table-format/may-say-nothing", test_nothing);
  g_test_add_func ("/table-format/refuses-what-is-none", test_damaged);
  return g_test_run ();
}
