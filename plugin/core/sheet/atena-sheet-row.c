// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Keeps the cells of the row at hand and the limits of it; where they come from is not known here.

#include "atena-sheet-row-private.h"

#include <string.h>

typedef struct
{
  gsize offset;
  gsize length;
} Span;

struct _AtenaSheetRow
{
  guint number;
  GString *text; /* of all cells, each terminated; a single NUL at its start for the empty ones */
  GArray *spans;
  GArray *cells;
};

AtenaSheetRow *
atena_sheet_row_new (void)
{
  AtenaSheetRow *self = g_new0 (AtenaSheetRow, 1);

  self->text = g_string_new (NULL);
  self->spans = g_array_new (FALSE, TRUE, sizeof (Span));
  self->cells = g_array_new (FALSE, FALSE, sizeof (AtenaCell));
  atena_sheet_row_begin (self, 0);
  return self;
}

void
atena_sheet_row_free (AtenaSheetRow *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->spans);
  g_array_unref (self->cells);
  g_free (self);
}

void
atena_sheet_row_begin (AtenaSheetRow *self, guint number)
{
  self->number = number;
  g_string_truncate (self->text, 0);
  g_string_append_c (self->text, '\0');
  g_array_set_size (self->spans, 0);
}

void
atena_sheet_row_renumber (AtenaSheetRow *self, guint number)
{
  self->number = number;
}

guint
atena_sheet_row_get_number (AtenaSheetRow *self)
{
  return self->number;
}

gboolean
atena_sheet_row_put (AtenaSheetRow *self, guint column, guint n, const char *text, gsize length)
{
  Span span = { self->text->len, length };

  if (length == 0)
    return TRUE;
  if (column >= ATENA_SHEET_COLUMNS || n > ATENA_SHEET_COLUMNS - column ||
      length >= ATENA_SHEET_OCTETS || self->text->len + length >= ATENA_SHEET_OCTETS)
    return FALSE;
  if (g_utf8_validate_len (text, length, NULL))
    g_string_append_len (self->text, text, length);
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, length);

      span.length = strlen (valid);
      g_string_append (self->text, valid);
    }
  g_string_append_c (self->text, '\0');
  if (self->spans->len < column + n)
    g_array_set_size (self->spans, column + n);
  for (guint i = 0; i < n; i++)
    g_array_index (self->spans, Span, column + i) = span;
  return TRUE;
}

const AtenaCell *
atena_sheet_row_get_cells (AtenaSheetRow *self, guint *ret_n_cells)
{
  g_array_set_size (self->cells, 0);
  for (guint i = 0; i < self->spans->len; i++)
    {
      const Span *span = &g_array_index (self->spans, Span, i);
      AtenaCell cell = { self->text->str + span->offset, span->length };

      g_array_append_val (self->cells, cell);
    }
  *ret_n_cells = self->cells->len;
  return (gconstpointer) self->cells->data;
}
