// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>
#include <string.h>

#include "atena-reason.h"

static void
test_names (void)
{
  static const char *const names[] = {
    "no-address",   "bad-address",     "two-addresses",  "control-character",   "non-ascii-address",
    "bad-domain",   "empty-field",     "duplicate",      "another-letter",      "interrupted",
    "own-address",  "unticked",        "stopped",        "unsupported-address", "file-missing",
    "file-outside", "file-unreadable", "file-too-large", "file-shared",         "two-rows",
    "not-a-date",   "not-a-number",    "broken-html",
  };

  g_assert_cmpuint (G_N_ELEMENTS (names), ==, ATENA_REASON_BROKEN_HTML);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpstr (atena_reason_to_string ((AtenaReason) (i + 1)), ==, names[i]);
      g_assert_cmpint (atena_reason_from_string (names[i]), ==, i + 1);
    }
}

static void
test_none (void)
{
  g_autofree char *sentence = atena_reason_describe (ATENA_REASON_NONE, NULL);

  g_assert_cmpstr (atena_reason_to_string (ATENA_REASON_NONE), ==, "");
  g_assert_cmpint (atena_reason_from_string (""), ==, ATENA_REASON_NONE);
  g_assert_cmpint (atena_reason_from_string ("from-the-future"), ==, ATENA_REASON_NONE);
  g_assert_cmpstr (sentence, ==, "");
}

static void
test_describe (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = ATENA_REASON_NO_ADDRESS; i <= ATENA_REASON_BROKEN_HTML; i++)
    {
      char *sentence = atena_reason_describe ((AtenaReason) i, NULL);

      g_assert_cmpstr (sentence, !=, "");
      g_assert_false (g_str_has_suffix (sentence, "."));
      g_assert_true (g_hash_table_add (seen, sentence));
    }
}

static void
test_detail (void)
{
  static const AtenaReason detailed[] = { ATENA_REASON_EMPTY_FIELD,    ATENA_REASON_DUPLICATE,
                                          ATENA_REASON_ANOTHER_LETTER, ATENA_REASON_FILE_MISSING,
                                          ATENA_REASON_FILE_OUTSIDE,   ATENA_REASON_FILE_UNREADABLE,
                                          ATENA_REASON_FILE_TOO_LARGE, ATENA_REASON_FILE_SHARED,
                                          ATENA_REASON_TWO_ROWS,       ATENA_REASON_NOT_A_DATE,
                                          ATENA_REASON_NOT_A_NUMBER,   ATENA_REASON_BROKEN_HTML };
  g_autofree char *plain = atena_reason_describe (ATENA_REASON_BAD_DOMAIN, NULL);
  g_autofree char *ignored = atena_reason_describe (ATENA_REASON_BAD_DOMAIN, "会社名");

  for (guint i = 0; i < G_N_ELEMENTS (detailed); i++)
    {
      g_autofree char *sentence = atena_reason_describe (detailed[i], "会社名%s");

      g_assert_nonnull (strstr (sentence, "会社名%s"));
    }
  g_assert_cmpstr (plain, ==, ignored);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reason/has-names-that-never-change", test_names);
  g_test_add_func ("/reason/none-has-no-name", test_none);
  g_test_add_func ("/reason/each-has-a-sentence-of-its-own", test_describe);
  g_test_add_func ("/reason/says-which-field-or-row", test_detail);
  return g_test_run ();
}
