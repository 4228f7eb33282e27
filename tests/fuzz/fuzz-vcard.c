// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Whatever a file of contacts holds, its cells are UTF-8, and every row has as many as the header.

#include <gio/gio.h>

#include "atena-vcard-reader.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, size, NULL);
  g_autoptr (AtenaTable) table = atena_vcard_reader_new (stream, "people.vcf");
  const AtenaCell *cells = NULL;
  guint n_columns = 0;
  guint n_cells = 0;

  g_assert_true (atena_table_read (table, &cells, &n_columns, NULL));
  while (atena_table_read (table, &cells, &n_cells, NULL) && n_cells > 0)
    {
      g_assert_cmpuint (n_cells, ==, n_columns);
      for (guint i = 0; i < n_cells; i++)
        {
          g_assert_true (g_utf8_validate_len (cells[i].text, cells[i].length, NULL));
          g_assert_cmpint (cells[i].text[cells[i].length], ==, '\0');
        }
    }
  return 0;
}
