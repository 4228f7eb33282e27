// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Values that say between two Q whose they are, for seeing that nobody gets another's.

#include "owner-fixture.h"

char *
owner_fixture_make_value (guint owner, const char *tail)
{
  return g_strdup_printf ("Q%uQ%s", owner, tail);
}

guint
owner_fixture_count (const char *text, guint owner)
{
  g_auto (GStrv) parts = g_strsplit (text, "Q", -1);
  g_autofree char *own = g_strdup_printf ("%u", owner);
  guint n_parts = g_strv_length (parts);

  for (guint i = 1; i < n_parts; i += 2)
    g_assert_cmpstr (parts[i], ==, own);
  return n_parts / 2;
}
