// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Measures a row of cells and takes the text out of it; which row it is, is not known here.

#include "atena-cells-private.h"

#include <string.h>

#include "atena-text.h"

static char *
dup_without_nul (const AtenaCell *cell)
{
  char *text;
  gsize length = 0;

  if (memchr (cell->text, '\0', cell->length) == NULL)
    return g_strndup (cell->text, cell->length);

  text = g_malloc (cell->length + 1);
  for (gsize i = 0; i < cell->length; i++)
    if (cell->text[i] != '\0')
      text[length++] = cell->text[i];
  text[length] = '\0';
  return text;
}

static gboolean
is_blank (const AtenaCell *cell)
{
  g_autofree char *text = NULL;

  /* Most cells tell at their first character. */
  if (g_ascii_isalnum (*cell->text))
    return FALSE;
  text = dup_without_nul (cell);
  return atena_text_is_blank (text);
}

guint
atena_cells_get_extent (const AtenaCell *cells, guint n_cells)
{
  while (n_cells > 0 && is_blank (&cells[n_cells - 1]))
    n_cells--;
  return n_cells;
}

guint
atena_cells_count_filled (const AtenaCell *cells, guint n_cells)
{
  guint filled = 0;

  for (guint i = 0; i < n_cells; i++)
    if (!is_blank (&cells[i]))
      filled++;
  return filled;
}

GStrv
atena_cells_dup_values (const AtenaCell *cells, guint n_cells, guint width)
{
  GStrv values = g_new0 (char *, width + 1);

  for (guint i = 0; i < width; i++)
    values[i] = i < n_cells ? dup_without_nul (&cells[i]) : g_strdup ("");
  return values;
}
