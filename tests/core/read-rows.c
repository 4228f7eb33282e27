// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Reads the list whose file is the argument and says how many rows it has: what build-aux/bench
// measures beside other readers of such files.

#include <stdio.h>

#include "atena-table-file.h"

static gboolean
count_rows (const char *path, guint64 *ret_rows, GError **error)
{
  g_autoptr (AtenaTable) table = atena_table_open (path, NULL, error);
  const AtenaCell *cells = NULL;
  guint n_cells = 1;

  *ret_rows = 0;
  while (table != NULL && n_cells > 0)
    {
      if (!atena_table_read (table, &cells, &n_cells, error))
        return FALSE;
      *ret_rows += n_cells > 0;
    }
  return table != NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  guint64 n_rows = 0;

  if (argc == 2 && count_rows (argv[1], &n_rows, &error))
    {
      printf ("%" G_GUINT64_FORMAT "\n", n_rows);
      return 0;
    }
  fprintf (stderr, "%s\n", error != NULL ? error->message : "usage: read-rows FILE");
  return 1;
}
