// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>

#include "atena-readiness.h"

static void
test_describe (void)
{
  static const struct
  {
    AtenaReadiness readiness;
    const char *sentence;
  } cases[] = {
    { { .letters = 5, .testing = TRUE }, "The list is still being read" },
    { { .loaded = TRUE, .testing = TRUE }, "Nobody is chosen to get a letter" },
    { { .loaded = TRUE, .letters = 1, .testing = TRUE }, "The test is being sent" },
    { { .loaded = TRUE, .letters = 21, .tested = TRUE, .testing = TRUE },
      "The test is being sent" },
    { { .loaded = TRUE, .letters = 1 }, NULL },
    { { .loaded = TRUE, .letters = 1, .shifted = TRUE },
      "Please look at the names that do not seem to belong to their addresses" },
    { { .loaded = TRUE, .letters = 1, .testing = TRUE, .shifted = TRUE },
      "The test is being sent" },
    { { .loaded = TRUE, .letters = 20 }, NULL },
    { { .loaded = TRUE, .letters = 21 }, "Please send a test to yourself first" },
    { { TRUE, 21, FALSE, FALSE, TRUE, TRUE, TRUE }, "Please send a test to yourself first" },
    { { TRUE, 21, TRUE, FALSE, FALSE, FALSE, FALSE },
      "Please look at the first, the last and the longest letter" },
    { { TRUE, 21, TRUE, FALSE, FALSE, FALSE, TRUE },
      "Please look at the first and the last letter" },
    { { TRUE, 21, TRUE, FALSE, FALSE, TRUE, FALSE },
      "Please look at the first and the longest letter" },
    { { TRUE, 21, TRUE, FALSE, TRUE, FALSE, FALSE },
      "Please look at the last and the longest letter" },
    { { TRUE, 21, TRUE, FALSE, FALSE, TRUE, TRUE }, "Please look at the first letter" },
    { { TRUE, 21, TRUE, FALSE, TRUE, FALSE, TRUE }, "Please look at the last letter" },
    { { TRUE, 21, TRUE, FALSE, TRUE, TRUE, FALSE }, "Please look at the longest letter" },
    { { TRUE, G_MAXUINT64, TRUE, FALSE, TRUE, TRUE, TRUE }, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = atena_readiness_describe (&cases[i].readiness);

      g_test_message ("case %u", i);
      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/readiness/says-what-comes-before-the-start", test_describe);
  return g_test_run ();
}
