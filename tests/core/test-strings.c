// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-strings-private.h"

#include "atena-error.h"

static void
test_round_trip (void)
{
  static const struct
  {
    const char *strings[4];
    const char *json;
  } cases[] = {
    { { NULL }, "[]" },
    { { "", NULL }, "[\"\"]" },
    { { "a", "山田", "𠮷" }, "[\"a\",\"山田\",\"𠮷\"]" },
    { { "\"\\\"", "a\\" }, "[\"\\\"\\\\\\\"\",\"a\\\\\"]" },
    { { "1\n2\t\x01\x1f", "\x7f" }, "[\"1\\u000a2\\u0009\\u0001\\u001f\",\"\x7f\"]" },
    { { "\",\"", "]" }, "[\"\\\",\\\"\",\"]\"]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *json = atena_strings_to_json (cases[i].strings);
      g_auto (GStrv) strings = atena_strings_from_json (json, &error);

      g_assert_cmpstr (json, ==, cases[i].json);
      g_assert_no_error (error);
      g_assert_cmpstrv (strings, cases[i].strings);
    }
}

static void
test_damaged (void)
{
  static const char *const cases[] = { "", "{}", "[", "[1]", "[null]", "[[\"a\"]]", "[\"a\",{}]" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (atena_strings_from_json (cases[i], &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_LEDGER);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strings/come-back-as-they-were", test_round_trip);
  g_test_add_func ("/strings/refuses-what-is-no-list-of-strings", test_damaged);
  return g_test_run ();
}
