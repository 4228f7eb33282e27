// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Reads the workbooks of Excel since 2007 (ECMA-376): the values that were last shown, no formulas.

#include "atena-book-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "atena-number-format-private.h"
#include "atena-text-pool-private.h"

/* What there may be of formats and sheets. */
#define ENTRIES_MAX 65536

typedef struct
{
  AtenaBook parent;

  AtenaPackage *package;
  gboolean from_1904;

  AtenaTextPool *strings; /* that the cells share */

  GHashTable *codes;  /* of own number formats, by id */
  GPtrArray *formats; /* of the cells' styles; borrowed */

  AtenaPart *part; /* of the sheet at hand */
  guint row;
  guint column; /* the next one, when a cell does not say where it is */
  GString *value;
} Xlsx;

/* Excel writes _x000D_ for what XML cannot hold. */
static void
append_unescaped (GString *text, const char *p)
{
  const char *mark;

  while ((mark = strstr (p, "_x")) != NULL)
    {
      guint code = 0;
      guint n = 0;

      while (n < 4 && g_ascii_isxdigit (mark[2 + n]))
        code = code * 16 + (guint) g_ascii_xdigit_value (mark[2 + n++]);
      g_string_append_len (text, p, mark - p);
      if (n == 4 && mark[6] == '_' && code != 0 && (code < 0xd800 || code > 0xdfff))
        {
          if (code != '\r')
            g_string_append_unichar (text, code);
          p = mark + 7;
        }
      else
        {
          g_string_append_len (text, mark, 2);
          p = mark + 2;
        }
    }
  g_string_append (text, p);
}

/* The texts below the element at hand, run after run, without how they are pronounced. */
static gboolean
append_runs (AtenaPart *part, GString *text, GError **error)
{
  guint depth = atena_part_get_depth (part);
  gboolean in_text = FALSE;
  gboolean in_phonetic = FALSE;
  gboolean more = TRUE;

  while (more)
    {
      if (!atena_part_read (part, &more, error))
        return FALSE;
      if (atena_part_get_depth (part) <= depth)
        return TRUE;
      if (atena_part_is_start (part, "rPh"))
        in_phonetic = TRUE;
      else if (atena_part_is_end (part, "rPh"))
        in_phonetic = FALSE;
      else if (atena_part_is_start (part, "t"))
        in_text = TRUE;
      else if (atena_part_is_end (part, "t"))
        in_text = FALSE;
      else if (in_text && !in_phonetic && atena_part_get_text (part) != NULL)
        append_unescaped (text, atena_part_get_text (part));
    }
  return TRUE;
}

static gboolean
fail_pool (Xlsx *self, GError **error)
{
  g_prefix_error (error, _ ("%s cannot be read: "), atena_package_get_name (self->package));
  return FALSE;
}

static gboolean
read_strings (Xlsx *self, const char *path, GError **error)
{
  g_autoptr (AtenaPart) part = atena_part_open (self->package, path, error);
  gboolean more = TRUE;

  while (part != NULL && more)
    {
      if (!atena_part_read (part, &more, error))
        return FALSE;
      if (!more || !atena_part_is_start (part, "si"))
        continue;
      g_string_truncate (self->value, 0);
      if (!append_runs (part, self->value, error))
        return FALSE;
      if (!atena_text_pool_add (self->strings, self->value->str, error))
        return fail_pool (self, error);
    }
  return part != NULL;
}

static void
read_style (Xlsx *self, AtenaPart *part, gboolean in_cells)
{
  static const char *const names[] = { "numFmtId", "formatCode" };
  const char *values[2];
  guint id;
  const char *code;

  if (!atena_part_is_start (part, "numFmt") && !(in_cells && atena_part_is_start (part, "xf")))
    return;
  atena_part_get_attributes (part, names, values, 2);
  id = values[0] != NULL ? (guint) g_ascii_strtoull (values[0], NULL, 10) : 0;
  if (in_cells)
    {
      code = g_hash_table_lookup (self->codes, GUINT_TO_POINTER (id));
      if (self->formats->len < ENTRIES_MAX)
        g_ptr_array_add (self->formats,
                         (gpointer) (code != NULL ? code : atena_number_format_get_builtin (id)));
    }
  else if (values[1] != NULL && g_hash_table_size (self->codes) < ENTRIES_MAX &&
           !g_hash_table_contains (self->codes, GUINT_TO_POINTER (id)))
    g_hash_table_insert (self->codes, GUINT_TO_POINTER (id), g_strdup (values[1]));
}

static gboolean
read_styles (Xlsx *self, const char *path, GError **error)
{
  g_autoptr (AtenaPart) part = atena_part_open (self->package, path, error);
  gboolean more = TRUE;
  gboolean in_cells = FALSE;

  while (part != NULL && more)
    {
      if (!atena_part_read (part, &more, error))
        return FALSE;
      if (atena_part_is_start (part, "cellXfs"))
        in_cells = TRUE;
      else if (atena_part_is_end (part, "cellXfs"))
        in_cells = FALSE;
      else if (more)
        read_style (self, part, in_cells);
    }
  return part != NULL;
}

/* The part that @target in the relations of a part in @folder means. */
static char *
resolve (const char *folder, const char *target)
{
  g_autofree char *path = g_build_filename ("/", target[0] == '/' ? "" : folder, target, NULL);
  g_autofree char *canonical = g_canonicalize_filename (path, "/");

  return g_strdup (canonical + 1);
}

/* The parts that @path points at: by their ids, and by the last word of their kinds behind a "/".
 */
static GHashTable *
read_relations (Xlsx *self, const char *path, const char *folder, GError **error)
{
  static const char *const names[] = { "Id", "Type", "Target" };
  g_autoptr (AtenaPart) part = atena_part_open (self->package, path, error);
  g_autoptr (GHashTable) relations =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean more = TRUE;

  while (part != NULL && more)
    {
      const char *values[3];

      if (!atena_part_read (part, &more, error))
        return NULL;
      if (!more || !atena_part_is_start (part, "Relationship"))
        continue;
      atena_part_get_attributes (part, names, values, 3);
      if (values[0] == NULL || values[1] == NULL || values[2] == NULL ||
          g_hash_table_size (relations) > ENTRIES_MAX)
        continue;
      g_hash_table_insert (relations, g_strdup (values[0]), resolve (folder, values[2]));
      if (strrchr (values[1], '/') != NULL)
        g_hash_table_insert (relations, g_strdup (strrchr (values[1], '/')),
                             resolve (folder, values[2]));
    }
  return part != NULL ? g_steal_pointer (&relations) : NULL;
}

static gboolean
is_true (const char *value)
{
  return value != NULL && (g_str_equal (value, "1") || g_str_equal (value, "true"));
}

static gboolean
read_workbook (Xlsx *self, const char *path, GHashTable *relations, GError **error)
{
  static const char *const sheet_names[] = { "name", "id", "state" };
  static const char *const property_names[] = { "date1904" };
  g_autoptr (AtenaPart) part = atena_part_open (self->package, path, error);
  const char *values[3] = { NULL };
  gboolean more = TRUE;

  while (part != NULL && more)
    {
      if (!atena_part_read (part, &more, error))
        return FALSE;
      if (atena_part_is_start (part, "workbookPr"))
        {
          atena_part_get_attributes (part, property_names, values, 1);
          self->from_1904 = is_true (values[0]);
        }
      if (!atena_part_is_start (part, "sheet"))
        continue;
      atena_part_get_attributes (part, sheet_names, values, 3);
      path = values[1] != NULL ? g_hash_table_lookup (relations, values[1]) : NULL;
      if (values[0] != NULL && path != NULL && self->parent.sheets->len < ENTRIES_MAX)
        atena_book_add_sheet (&self->parent, values[0], path,
                              values[2] != NULL && !g_str_equal (values[2], "visible"));
    }
  return part != NULL;
}

static gboolean
read_book (Xlsx *self, GError **error)
{
  g_autoptr (GHashTable) top = read_relations (self, "_rels/.rels", "", error);
  const char *path = top != NULL ? g_hash_table_lookup (top, "/officeDocument") : NULL;
  g_autofree char *folder = g_path_get_dirname (path != NULL ? path : "");
  g_autofree char *name = g_path_get_basename (path != NULL ? path : "");
  g_autofree char *relations_name = g_strdup_printf ("_rels/%s.rels", name);
  g_autofree char *relations_path = resolve (folder, relations_name);
  g_autoptr (GHashTable) relations = NULL;
  const char *strings;
  const char *styles;

  if (top == NULL)
    return FALSE;
  if (path == NULL)
    return atena_package_fail (self->package, error);
  relations = read_relations (self, relations_path, folder, error);
  if (relations == NULL || !read_workbook (self, path, relations, error))
    return FALSE;
  strings = g_hash_table_lookup (relations, "/sharedStrings");
  styles = g_hash_table_lookup (relations, "/styles");
  return (strings == NULL || read_strings (self, strings, error)) &&
         (styles == NULL || read_styles (self, styles, error));
}

/* The column in a place such as "C5"; -1 when there is none. */
static int
parse_column (const char *place)
{
  int column = 0;

  while (g_ascii_isupper (*place) && column <= ATENA_SHEET_COLUMNS)
    column = column * 26 + *place++ - 'A' + 1;
  return column <= ATENA_SHEET_COLUMNS ? column - 1 : -1;
}

/* Puts the shared string whose number the value is in the place of it. */
static gboolean
find_shared (Xlsx *self, GError **error)
{
  guint64 i = g_ascii_strtoull (self->value->str, NULL, 10);
  const char *text;

  if (i >= atena_text_pool_get_size (self->strings))
    return atena_package_fail (self->package, error);
  text = atena_text_pool_get (self->strings, (guint) i, error);
  if (text == NULL)
    return fail_pool (self, error);
  g_string_assign (self->value, text);
  return TRUE;
}

static void
show_number (Xlsx *self, guint style)
{
  const char *code = style < self->formats->len ? self->formats->pdata[style] : NULL;
  char *end = NULL;
  double value = g_ascii_strtod (self->value->str, &end);

  if (end != self->value->str)
    {
      g_string_truncate (self->value, 0);
      atena_number_format_append (self->value, code, value, self->from_1904);
    }
}

static gboolean
put_value (Xlsx *self, AtenaSheetRow *row, char type, guint style, GError **error)
{
  if (self->value->len == 0)
    return TRUE;
  if (type == 's' && !find_shared (self, error))
    return FALSE;
  if (type == 'n')
    show_number (self, style);
  if (type == 'b')
    g_string_assign (self->value, is_true (self->value->str) ? "TRUE" : "FALSE");
  if (type == 'd')
    {
      g_strdelimit (self->value->str, "-", '/');
      g_strdelimit (self->value->str, "T", ' ');
    }
  return atena_sheet_row_put (row, self->column, 1, self->value->str, self->value->len) ||
         atena_package_fail (self->package, error);
}

/* A letter for the type of a cell: that of its name, but for texts of formulas and in the cell. */
static char
read_type (const char *type)
{
  if (type == NULL)
    return 'n';
  return g_str_equal (type, "str") || g_str_equal (type, "inlineStr") ? 't' : type[0];
}

static gboolean
read_cell (Xlsx *self, AtenaSheetRow *row, GError **error)
{
  static const char *const names[] = { "r", "s", "t" };
  const char *values[3];
  guint depth = atena_part_get_depth (self->part);
  gboolean more = TRUE;
  gboolean in_value = FALSE;
  char type;
  guint style;

  atena_part_get_attributes (self->part, names, values, 3);
  if (values[0] != NULL && parse_column (values[0]) < 0)
    return atena_package_fail (self->package, error);
  if (values[0] != NULL)
    self->column = (guint) parse_column (values[0]);
  style = values[1] != NULL ? (guint) g_ascii_strtoull (values[1], NULL, 10) : 0;
  type = read_type (values[2]);
  g_string_truncate (self->value, 0);
  while (more)
    {
      if (!atena_part_read (self->part, &more, error))
        return FALSE;
      if (atena_part_get_depth (self->part) <= depth)
        break;
      if (atena_part_is_start (self->part, "is"))
        {
          if (!append_runs (self->part, self->value, error))
            return FALSE;
        }
      else if (atena_part_is_start (self->part, "v"))
        in_value = TRUE;
      else if (atena_part_is_end (self->part, "v"))
        in_value = FALSE;
      else if (in_value && atena_part_get_text (self->part) != NULL)
        append_unescaped (self->value, atena_part_get_text (self->part));
    }
  if (!put_value (self, row, type, style, error))
    return FALSE;
  self->column++;
  return TRUE;
}

/* Rows come in order, so that their numbers are of use. */
static gboolean
begin_row (Xlsx *self, AtenaSheetRow *row, GError **error)
{
  static const char *const names[] = { "r" };
  const char *number = NULL;
  guint64 next;

  atena_part_get_attributes (self->part, names, &number, 1);
  next = number != NULL ? g_ascii_strtoull (number, NULL, 10) : self->row + 1;
  if (next <= self->row || next > ATENA_SHEET_ROWS)
    return atena_package_fail (self->package, error);
  self->row = (guint) next;
  self->column = 0;
  atena_sheet_row_begin (row, self->row);
  return TRUE;
}

static gboolean
xlsx_read_row (AtenaBook *book, AtenaSheetRow *row, gboolean *ret_more, GError **error)
{
  Xlsx *self = (Xlsx *) book;
  gboolean in_row = FALSE;

  for (;;)
    {
      if (!atena_part_read (self->part, ret_more, error))
        return FALSE;
      if (!*ret_more || (in_row && atena_part_is_end (self->part, "row")))
        return TRUE;
      if (atena_part_is_start (self->part, "row"))
        {
          in_row = TRUE;
          if (!begin_row (self, row, error))
            return FALSE;
        }
      else if (in_row && atena_part_is_start (self->part, "c") && !read_cell (self, row, error))
        return FALSE;
    }
}

static gboolean
xlsx_open_sheet (AtenaBook *book, guint sheet, GError **error)
{
  Xlsx *self = (Xlsx *) book;

  g_clear_pointer (&self->part, atena_part_free);
  self->row = 0;
  self->part =
    atena_part_open (self->package, g_array_index (book->sheets, AtenaSheet, sheet).part, error);
  return self->part != NULL;
}

static void
xlsx_free (AtenaBook *book)
{
  Xlsx *self = (Xlsx *) book;

  g_clear_pointer (&self->part, atena_part_free);
  atena_text_pool_free (self->strings);
  g_string_free (self->value, TRUE);
  g_hash_table_unref (self->codes);
  g_ptr_array_unref (self->formats);
  atena_package_free (self->package);
  g_free (self);
}

AtenaBook *
atena_book_open_xlsx (AtenaPackage *package, GError **error)
{
  static const AtenaBookClass klass = { xlsx_open_sheet, xlsx_read_row, xlsx_free };
  Xlsx *self = g_new0 (Xlsx, 1);
  g_autoptr (AtenaBook) book = &self->parent;

  atena_book_init (book, &klass);
  self->package = package;
  self->strings = atena_text_pool_new ();
  self->codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->formats = g_ptr_array_new ();
  self->value = g_string_new (NULL);
  return read_book (self, error) ? g_steal_pointer (&book) : NULL;
}
