// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Finds where the people of a list begin and what its columns are called; what they mean is not
// asked here, but whether an address could be among them.

#include "atena-list-header-private.h"

#include <glib/gi18n-lib.h>

#include "atena-cells-private.h"
#include "atena-columns.h"
#include "atena-error.h"
#include "atena-mailbox.h"

#define NO_ROW G_MAXUINT

/* What was seen of the first rows; each is how far ahead the row is, or NO_ROW. */
typedef struct
{
  guint titled;        /* the first row with two cells filled */
  guint first_lone;    /* the first one with one cell filled */
  guint lone;          /* the last such, or the first one that names a column of addresses */
  guint lone_size;     /* its cells */
  gboolean lone_named; /* whether it does */
  guint named;         /* the first one with two cells filled that names a column of addresses */
  guint person;        /* the first one with an address in it */
  guint person_filled;
  guint person_extent;
} Survey;

static gboolean
holds_address (const AtenaCell *cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    {
      AtenaReason reason = ATENA_REASON_NONE;
      g_autoptr (AtenaMailbox) mailbox =
        atena_mailbox_parse (cells[i].text, (gssize) cells[i].length, NULL, &reason);

      if (mailbox != NULL || reason == ATENA_REASON_TWO_ADDRESSES)
        return TRUE;
    }
  return FALSE;
}

/* A row of a million cells is no header, and nobody waits until all are looked at. */
static gboolean
names_address (const AtenaCell *cells, guint n_cells)
{
  guint width = MIN (n_cells, ATENA_LIST_COLUMNS_MAX);
  g_auto (GStrv) names = atena_cells_dup_values (cells, n_cells, width);
  g_autoptr (GPtrArray) samples = g_ptr_array_new ();
  g_autoptr (AtenaColumns) columns = atena_columns_guess ((const char *const *) names, samples);

  return atena_columns_count_people (columns) > 0;
}

/* Notes what row @index is; FALSE when no row behind it can matter. */
static gboolean
survey_row (Survey *self, guint index, const AtenaCell *cells, guint n_cells)
{
  guint filled = atena_cells_count_filled (cells, n_cells);

  if (holds_address (cells, n_cells))
    {
      self->person = index;
      self->person_filled = filled;
      self->person_extent = atena_cells_get_extent (cells, n_cells);
      return FALSE;
    }
  if (filled == 1 && self->first_lone == NO_ROW)
    self->first_lone = index;
  if (filled == 1 && !self->lone_named)
    {
      self->lone = index;
      self->lone_size = n_cells;
      self->lone_named = names_address (cells, n_cells);
    }
  if (filled < 2)
    return TRUE;
  if (self->titled == NO_ROW)
    self->titled = index;
  if (names_address (cells, n_cells))
    self->named = index;
  return self->named == NO_ROW;
}

static gboolean
survey (AtenaPeekTable *table, Survey *ret_survey, GError **error)
{
  const AtenaCell *cells = NULL;
  guint n_cells = 0;
  guint index = 0;

  *ret_survey = (Survey){
    .titled = NO_ROW, .first_lone = NO_ROW, .lone = NO_ROW, .named = NO_ROW, .person = NO_ROW
  };
  do
    if (!atena_peek_table_look (table, index, &cells, &n_cells, error))
      return FALSE;
  while (n_cells > 0 && survey_row (ret_survey, index++, cells, n_cells));
  return TRUE;
}

/* A single filled cell above the first person may be a title, too. */
static guint
choose_header (const Survey *self)
{
  if (self->named != NO_ROW)
    return self->named;
  if (self->titled != NO_ROW)
    return self->titled;
  if (self->person == NO_ROW && !self->lone_named)
    return self->first_lone;
  if (self->lone != NO_ROW && self->person_extent <= self->lone_size &&
      (self->person_filled <= 1 || self->lone_named))
    return self->lone;
  return NO_ROW;
}

static gboolean
skip_rows (AtenaPeekTable *table, guint n_rows, GError **error)
{
  const AtenaCell *cells = NULL;
  guint n_cells = 0;

  for (guint i = 0; i < n_rows; i++)
    if (!atena_table_read (ATENA_TABLE (table), &cells, &n_cells, error))
      return FALSE;
  return TRUE;
}

/* The number of columns of a header, or of the widest row in sight where there is none. */
static gboolean
measure (AtenaPeekTable *table, gboolean has_header, guint *ret_width, GError **error)
{
  const AtenaCell *cells = NULL;
  guint n_cells = 0;
  guint index = 0;

  *ret_width = 0;
  do
    {
      if (!atena_peek_table_look (table, index++, &cells, &n_cells, error))
        return FALSE;
      *ret_width = MAX (*ret_width, atena_cells_get_extent (cells, n_cells));
    }
  while (n_cells > 0 && !has_header);
  if (has_header)
    *ret_width = MAX (*ret_width, MIN (n_cells, ATENA_LIST_COLUMNS_MAX));
  if (*ret_width <= ATENA_LIST_COLUMNS_MAX)
    return TRUE;
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("%s: The list has more than %u columns"),
               atena_table_get_name (ATENA_TABLE (table)), ATENA_LIST_COLUMNS_MAX);
  return FALSE;
}

/* As spreadsheets call the column @index: A to Z, AA, AB … */
static char *
make_name (guint index)
{
  GString *name = g_string_new (NULL);

  for (guint n = index + 1; n > 0; n = (n - 1) / 26)
    g_string_prepend_c (name, (char) ('A' + (n - 1) % 26));
  return g_string_free (name, FALSE);
}

static GStrv
make_names (guint width)
{
  GStrv names = g_new0 (char *, width + 1);

  for (guint i = 0; i < width; i++)
    names[i] = make_name (i);
  return names;
}

GStrv
atena_list_header_read (AtenaPeekTable *table, GError **error)
{
  Survey seen;
  guint header;
  const AtenaCell *cells = NULL;
  guint n_cells = 0;
  guint width = 0;

  if (!survey (table, &seen, error))
    return NULL;
  if (seen.titled == NO_ROW && seen.lone == NO_ROW && seen.person == NO_ROW)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("%s is empty"),
                   atena_table_get_name (ATENA_TABLE (table)));
      return NULL;
    }
  header = choose_header (&seen);
  if (!skip_rows (table, header != NO_ROW ? header : seen.person, error) ||
      !measure (table, header != NO_ROW, &width, error))
    return NULL;
  if (header == NO_ROW)
    return make_names (width);
  if (!atena_table_read (ATENA_TABLE (table), &cells, &n_cells, error))
    return NULL;
  return atena_cells_dup_values (cells, n_cells, width);
}
