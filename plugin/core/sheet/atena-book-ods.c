// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Reads the workbooks of OpenDocument (OASIS ODF 1.3, part 3): what the cells show, no formulas.

#include "atena-book-error.h"
#include "atena-book-private.h"

#include <string.h>

#define SHEETS_MAX 65536
#define CONTENT    "content.xml"
#define MANIFEST   "META-INF/manifest.xml"

typedef struct
{
  AtenaBook parent;

  AtenaPackage *package;
  AtenaPart *part; /* of the sheet at hand */
  guint repeat;    /* how often the row at hand comes once more */
  guint row;
  guint column;
  GString *value;
} Ods;

static gboolean
is_encrypted (AtenaPackage *package)
{
  g_autoptr (AtenaPart) part = atena_part_open (package, MANIFEST, NULL);
  gboolean more = part != NULL;

  while (more && atena_part_read (part, &more, NULL))
    if (atena_part_is_start (part, "encryption-data"))
      return TRUE;
  return FALSE;
}

/* Notes the styles of hidden sheets, which stand before the sheets. */
static void
read_style (AtenaPart *part, GHashTable *hidden, GString *style)
{
  static const char *const names[] = { "name", "display" };
  const char *values[2] = { NULL };

  if (atena_part_is_start (part, "style"))
    {
      atena_part_get_attributes (part, names, values, 1);
      g_string_assign (style, values[0] != NULL ? values[0] : "");
    }
  else if (atena_part_is_start (part, "table-properties"))
    {
      atena_part_get_attributes (part, names, values, 2);
      if (g_strcmp0 (values[1], "false") == 0 && g_hash_table_size (hidden) < SHEETS_MAX)
        g_hash_table_add (hidden, g_strdup (style->str));
    }
}

static gboolean
read_sheets (Ods *self, GError **error)
{
  static const char *const names[] = { "name", "style-name" };
  g_autoptr (AtenaPart) part = atena_part_open (self->package, CONTENT, error);
  g_autoptr (GHashTable) hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) style = g_string_new (NULL);
  const char *values[2];
  gboolean more = TRUE;

  while (part != NULL && more)
    {
      if (!atena_part_read (part, &more, error))
        return FALSE;
      if (!more || !atena_part_is_start (part, "table"))
        {
          read_style (part, hidden, style);
          continue;
        }
      atena_part_get_attributes (part, names, values, 2);
      if (self->parent.sheets->len < SHEETS_MAX)
        atena_book_add_sheet (&self->parent, values[0] != NULL ? values[0] : "", CONTENT,
                              values[1] != NULL && g_hash_table_contains (hidden, values[1]));
    }
  return part != NULL;
}

/* A count of repetitions, 1 when there is none. */
static guint
read_count (const char *value, guint max)
{
  guint64 count = value != NULL ? g_ascii_strtoull (value, NULL, 10) : 1;

  return (guint) CLAMP (count, 1, max);
}

static void
append_spaces (Ods *self)
{
  static const char *const names[] = { "c" };
  const char *count = NULL;

  atena_part_get_attributes (self->part, names, &count, 1);
  for (guint i = read_count (count, ATENA_SHEET_OCTETS); i > 0; i--)
    g_string_append_c (self->value, ' ');
}

/* The text of the paragraph at hand, without notes in it. */
static gboolean
append_paragraph (Ods *self, GError **error)
{
  guint depth = atena_part_get_depth (self->part);
  guint note = 0;
  gboolean more = TRUE;

  while (more)
    {
      const char *text;

      if (!atena_part_read (self->part, &more, error))
        return FALSE;
      if (atena_part_get_depth (self->part) <= depth)
        return TRUE;
      text = atena_part_get_text (self->part);
      if (note > 0)
        note = atena_part_get_depth (self->part) > note ? note : 0;
      else if (text != NULL)
        g_string_append (self->value, text);
      else if (atena_part_is_start (self->part, "s"))
        append_spaces (self);
      else if (atena_part_is_start (self->part, "tab"))
        g_string_append_c (self->value, '\t');
      else if (atena_part_is_start (self->part, "line-break"))
        g_string_append_c (self->value, '\n');
      else if (atena_part_is_start (self->part, "annotation") ||
               atena_part_is_start (self->part, "ruby-text"))
        note = atena_part_get_depth (self->part);
      if (self->value->len > ATENA_SHEET_OCTETS)
        return atena_package_fail (self->package, error);
    }
  return TRUE;
}

/* The paragraphs of the cell at hand, but not those of what is drawn upon it. */
static gboolean
append_paragraphs (Ods *self, GError **error)
{
  guint depth = atena_part_get_depth (self->part);
  gboolean first = TRUE;
  gboolean more = TRUE;

  while (more)
    {
      if (!atena_part_read (self->part, &more, error))
        return FALSE;
      if (atena_part_get_depth (self->part) <= depth)
        return TRUE;
      if (atena_part_get_depth (self->part) != depth + 1 || !atena_part_is_start (self->part, "p"))
        continue;
      if (!first)
        g_string_append_c (self->value, '\n');
      first = FALSE;
      if (!append_paragraph (self, error))
        return FALSE;
    }
  return TRUE;
}

/* A day as everywhere in Atena, 2026/11/24, and its time when it has one. */
static void
set_date (Ods *self, const char *date)
{
  g_string_assign (self->value, date);
  g_strdelimit (self->value->str, "-", '/');
  g_strdelimit (self->value->str, "T", ' ');
  if (g_str_has_suffix (self->value->str, ":00") && strchr (self->value->str, ' ') != NULL)
    g_string_truncate (self->value, self->value->len - strlen (":00"));
}

static gboolean
read_cell (Ods *self, AtenaSheetRow *row, GError **error)
{
  static const char *const names[] = { "number-columns-repeated", "date-value", "value" };
  const char *values[3];
  g_autofree char *date = NULL;
  g_autofree char *number = NULL;
  guint n;

  atena_part_get_attributes (self->part, names, values, 3);
  n = read_count (values[0], ATENA_SHEET_COLUMNS);
  date = g_strdup (values[1]);
  number = g_strdup (values[2]);
  g_string_truncate (self->value, 0);
  if (!append_paragraphs (self, error))
    return FALSE;
  if (date != NULL && strlen (date) >= strlen ("2026-11-24"))
    set_date (self, date);
  else if (number != NULL && self->value->len == 0)
    g_string_assign (self->value, number);
  if (!atena_sheet_row_put (row, self->column, n, self->value->str, self->value->len))
    return atena_package_fail (self->package, error);
  self->column = MIN (self->column + n, ATENA_SHEET_COLUMNS);
  return TRUE;
}

static void
skip_cell (Ods *self)
{
  static const char *const names[] = { "number-columns-repeated" };
  const char *count = NULL;

  atena_part_get_attributes (self->part, names, &count, 1);
  self->column = MIN (self->column + read_count (count, ATENA_SHEET_COLUMNS), ATENA_SHEET_COLUMNS);
}

static void
begin_row (Ods *self, AtenaSheetRow *row)
{
  static const char *const names[] = { "number-rows-repeated" };
  const char *count = NULL;

  atena_part_get_attributes (self->part, names, &count, 1);
  self->repeat = read_count (count, ATENA_SHEET_ROWS) - 1;
  self->row++;
  self->column = 0;
  atena_sheet_row_begin (row, self->row);
}

/* Whether the row at hand comes again, as a row of its own; without cells nobody needs it. */
static gboolean
repeat_row (Ods *self, AtenaSheetRow *row)
{
  guint n_cells = 0;

  atena_sheet_row_get_cells (row, &n_cells);
  if (n_cells == 0)
    {
      self->row += self->repeat;
      self->repeat = 0;
    }
  if (self->repeat == 0)
    return FALSE;
  self->repeat--;
  self->row++;
  atena_sheet_row_renumber (row, self->row);
  return TRUE;
}

/* What is in the row, up to its end. A table in a cell is none of the sheet's. */
static gboolean
read_cells (Ods *self, AtenaSheetRow *row, GError **error)
{
  guint depth = atena_part_get_depth (self->part);
  gboolean more = TRUE;

  while (more)
    {
      if (!atena_part_read (self->part, &more, error))
        return FALSE;
      if (atena_part_get_depth (self->part) <= depth)
        return TRUE;
      if (atena_part_get_depth (self->part) != depth + 1)
        continue;
      if (atena_part_is_start (self->part, "covered-table-cell"))
        skip_cell (self);
      else if (atena_part_is_start (self->part, "table-cell") && !read_cell (self, row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
ods_read_row (AtenaBook *book, AtenaSheetRow *row, gboolean *ret_more, GError **error)
{
  Ods *self = (Ods *) book;

  *ret_more = self->row < ATENA_SHEET_ROWS;
  if (self->row > 0 && *ret_more && repeat_row (self, row))
    return TRUE;
  while (*ret_more)
    {
      if (!atena_part_read (self->part, ret_more, error))
        return FALSE;
      if (*ret_more && atena_part_is_start (self->part, "table-row"))
        {
          begin_row (self, row);
          return read_cells (self, row, error);
        }
      *ret_more =
        *ret_more && !atena_part_is_end (self->part, "table") && self->row < ATENA_SHEET_ROWS;
    }
  return TRUE;
}

static gboolean
ods_open_sheet (AtenaBook *book, guint sheet, GError **error)
{
  Ods *self = (Ods *) book;
  gboolean more = TRUE;
  guint n = 0;

  g_clear_pointer (&self->part, atena_part_free);
  self->row = 0;
  self->repeat = 0;
  self->part = atena_part_open (self->package, CONTENT, error);
  while (self->part != NULL && n <= sheet && more)
    {
      if (!atena_part_read (self->part, &more, error))
        return FALSE;
      n += more && atena_part_is_start (self->part, "table");
    }
  return self->part != NULL;
}

static void
ods_free (AtenaBook *book)
{
  Ods *self = (Ods *) book;

  g_clear_pointer (&self->part, atena_part_free);
  g_string_free (self->value, TRUE);
  atena_package_free (self->package);
  g_free (self);
}

AtenaBook *
atena_book_open_ods (AtenaPackage *package, GError **error)
{
  static const AtenaBookClass klass = { ods_open_sheet, ods_read_row, ods_free };
  Ods *self = g_new0 (Ods, 1);
  g_autoptr (AtenaBook) book = &self->parent;

  atena_book_init (book, &klass);
  self->package = package;
  self->value = g_string_new (NULL);
  if (is_encrypted (package))
    {
      atena_book_fail_password (atena_package_get_name (package), error);
      return NULL;
    }
  return read_sheets (self, error) ? g_steal_pointer (&book) : NULL;
}
