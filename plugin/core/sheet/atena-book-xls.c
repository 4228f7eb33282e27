// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Reads the workbooks of Excel 5 to 2003 ([MS-XLS]): what the cells show, no formulas. Where their
// octets are in a file is not known here.

#include "atena-biff-private.h"
#include "atena-book-error.h"
#include "atena-book-private.h"
#include "atena-number-format-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ENTRIES_MAX 65536

/* Of Excel 97 on. Earlier ones have no UTF-16. */
#define VERSION_8 0x0600
#define VERSION_5 0x0500

/* Kinds of what a BOF begins. */
#define GLOBALS 0x0005
#define SHEET   0x0010

/* Records, as the specification calls them. */
typedef enum
{
  FORMULA = 0x0006,
  END = 0x000a, /* EOF */
  DATE_1904 = 0x0022,
  FILE_PASS = 0x002f,
  CODE_PAGE = 0x0042,
  BOUND_SHEET = 0x0085,
  MUL_RK = 0x00bd,
  R_STRING = 0x00d6,
  XF = 0x00e0,
  SST = 0x00fc,
  LABEL_SST = 0x00fd,
  NUMBER = 0x0203,
  LABEL = 0x0204,
  BOOL_ERR = 0x0205,
  STRING = 0x0207,
  RK = 0x027e,
  FORMAT = 0x041e,
  BOF = 0x0809,
} Record;

/* One or several cells, where their record is. */
typedef struct
{
  guint16 row;
  guint16 column;
  gsize offset;
} Place;

typedef struct
{
  AtenaBook parent;

  GByteArray *stream;
  char *name; /* what errors call it */
  gboolean is_old;
  gboolean from_1904;
  guint code_page;
  GString *strings;  /* all shared ones, without anything between them */
  GArray *ends;      /* of gsize: where each of them ends */
  GHashTable *codes; /* formats by their ids */
  GArray *formats;   /* of guint: their ids by the number of a style */
  GArray *places;    /* of Place: the cells of the sheet at hand, by rows */
  guint next;
  GString *value;
} Xls;

static AtenaBiff
make_biff (const Xls *self, gsize offset)
{
  return atena_biff_make (self->stream->data, self->stream->len, offset);
}

/* Text of Excel 5 and 95 is in the code page of the machine it was written on. */
static gboolean
read_old_text (Xls *self, AtenaBiff *biff, guint n, GString *text)
{
  g_autofree char *encoding = g_strdup_printf ("CP%u", self->code_page);
  g_autofree char *utf8 = NULL;

  if (biff->at > biff->length || n > biff->length - biff->at)
    return FALSE;
  utf8 = g_convert ((const char *) biff->body + biff->at, n, "UTF-8", encoding, NULL, NULL, NULL);
  if (utf8 == NULL)
    return FALSE;
  g_string_append (text, utf8);
  return TRUE;
}

/* The text at @offset, behind its length of @n_octets octets. */
static gboolean
read_text (Xls *self, AtenaBiff *biff, guint offset, guint n_octets, GString *text)
{
  guint n = n_octets == 1 ? atena_biff_get_u8 (biff, offset) : atena_biff_get_u16 (biff, offset);

  biff->at = offset + n_octets;
  if (biff->at > biff->length)
    return FALSE;
  return self->is_old ? read_old_text (self, biff, n, text) : atena_biff_read_text (biff, n, text);
}

static gboolean
read_bound_sheet (Xls *self, AtenaBiff *biff)
{
  g_autofree char *offset = g_strdup_printf ("%u", atena_biff_get_u32 (biff, 0));
  gboolean hidden = (atena_biff_get_u8 (biff, 4) & 3) != 0;

  /* Charts and macros are sheets, too. */
  if (atena_biff_get_u8 (biff, 5) != 0 || self->parent.sheets->len >= ENTRIES_MAX)
    return TRUE;
  g_string_truncate (self->value, 0);
  if (!read_text (self, biff, 6, 1, self->value))
    return FALSE;
  atena_book_add_sheet (&self->parent, self->value->str, offset, hidden);
  return TRUE;
}

static gboolean
read_format (Xls *self, AtenaBiff *biff)
{
  g_autoptr (GString) code = g_string_new (NULL);
  guint id = atena_biff_get_u16 (biff, 0);

  if (!read_text (self, biff, 2, self->is_old ? 1 : 2, code))
    return FALSE;
  g_hash_table_insert (self->codes, GUINT_TO_POINTER (id), g_strdup (code->str));
  return TRUE;
}

static void
read_xf (Xls *self, const AtenaBiff *biff)
{
  guint id = atena_biff_get_u16 (biff, 2);

  if (self->formats->len < ENTRIES_MAX)
    g_array_append_val (self->formats, id);
}

/* As many as there are, whatever their number is said to be. */
static gboolean
read_strings (Xls *self, AtenaBiff *biff)
{
  biff->at = 8;
  while (atena_biff_has_more (biff))
    {
      guint n;

      /* The length of a text never stands in two records. */
      if (biff->length - biff->at < 2)
        return FALSE;
      n = atena_biff_get_u16 (biff, biff->at);
      biff->at += 2;
      if (!atena_biff_read_text (biff, n, self->strings))
        return FALSE;
      g_array_append_val (self->ends, self->strings->len);
    }
  return TRUE;
}

static gboolean
read_global (Xls *self, AtenaBiff *biff, GError **error)
{
  gboolean good = TRUE;

  switch (biff->type)
    {
    case FILE_PASS:
      return atena_book_fail_password (self->name, error);
    case CODE_PAGE:
      self->code_page = atena_biff_get_u16 (biff, 0);
      break;
    case DATE_1904:
      self->from_1904 = atena_biff_get_u16 (biff, 0) == 1;
      break;
    case BOUND_SHEET:
      good = read_bound_sheet (self, biff);
      break;
    case FORMAT:
      good = read_format (self, biff);
      break;
    case XF:
      read_xf (self, biff);
      break;
    case SST:
      good = self->ends->len > 0 || read_strings (self, biff);
      break;
    default:
      break;
    }
  return good || atena_book_fail_damage (self->name, error);
}

static gboolean
read_globals (Xls *self, GError **error)
{
  AtenaBiff biff = make_biff (self, 0);
  guint version;

  if (!atena_biff_next (&biff))
    return atena_book_fail_damage (self->name, error);
  version = biff.type == BOF ? atena_biff_get_u16 (&biff, 0) : 0;
  if (version != VERSION_8 && version != VERSION_5)
    return atena_book_fail_kind (self->name, _ ("a workbook of an old Excel"), error);
  self->is_old = version == VERSION_5;
  if (atena_biff_get_u16 (&biff, 2) != GLOBALS)
    return atena_book_fail_damage (self->name, error);
  while (atena_biff_next (&biff))
    {
      if (biff.type == END)
        return TRUE;
      if (!read_global (self, &biff, error))
        return FALSE;
    }
  return atena_book_fail_damage (self->name, error);
}

static gboolean
is_cell (guint type)
{
  switch (type)
    {
    case FORMULA:
    case MUL_RK:
    case R_STRING:
    case LABEL_SST:
    case NUMBER:
    case LABEL:
    case BOOL_ERR:
    case RK:
      return TRUE;
    default:
      return FALSE;
    }
}

static gint
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *left = a;
  const Place *right = b;

  return (gint) left->row - (gint) right->row;
}

/* Excel writes rows in their order, but not everybody does who writes for Excel. */
static void
sort_places (GArray *places)
{
  for (guint i = 1; i < places->len; i++)
    if (g_array_index (places, Place, i - 1).row > g_array_index (places, Place, i).row)
      {
        g_array_sort (places, compare_places);
        return;
      }
}

static gboolean
xls_open_sheet (AtenaBook *book, guint sheet, GError **error)
{
  Xls *self = (Xls *) book;
  const char *part = g_array_index (book->sheets, AtenaSheet, sheet).part;
  AtenaBiff biff = make_biff (self, g_ascii_strtoull (part, NULL, 10));
  guint depth = 1; /* of what lies upon the sheet, such as a chart */
  gsize offset;

  g_array_set_size (self->places, 0);
  self->next = 0;
  if (!atena_biff_next (&biff) || biff.type != BOF || atena_biff_get_u16 (&biff, 2) != SHEET)
    return atena_book_fail_damage (self->name, error);
  while (depth > 0)
    {
      offset = biff.next;
      if (!atena_biff_next (&biff))
        return atena_book_fail_damage (self->name, error);
      if (biff.type == BOF)
        depth++;
      else if (biff.type == END)
        depth--;
      else if (depth == 1 && is_cell (biff.type))
        {
          Place place = { (guint16) atena_biff_get_u16 (&biff, 0),
                          (guint16) atena_biff_get_u16 (&biff, 2), offset };

          g_array_append_val (self->places, place);
        }
    }
  sort_places (self->places);
  return TRUE;
}

static void
append_number (Xls *self, double value, guint style)
{
  guint id = style < self->formats->len ? g_array_index (self->formats, guint, style) : 0;
  const char *code = g_hash_table_lookup (self->codes, GUINT_TO_POINTER (id));

  atena_number_format_append (self->value,
                              code != NULL ? code : atena_number_format_get_builtin (id), value,
                              self->from_1904);
}

static gboolean
append_shared (Xls *self, guint32 i)
{
  gsize start = i > 0 && i < self->ends->len ? g_array_index (self->ends, gsize, i - 1) : 0;

  if (i >= self->ends->len)
    return FALSE;
  g_string_append_len (self->value, self->strings->str + start,
                       (gssize) (g_array_index (self->ends, gsize, i) - start));
  return TRUE;
}

static void
append_truth (Xls *self, guint value)
{
  g_string_append (self->value, value != 0 ? "TRUE" : "FALSE");
}

static void
append_error (Xls *self, guint code)
{
  static const struct
  {
    guint code;
    const char *text;
  } errors[] = {
    { 0x00, "#NULL!" }, { 0x07, "#DIV/0!" }, { 0x0f, "#VALUE!" }, { 0x17, "#REF!" },
    { 0x1d, "#NAME?" }, { 0x24, "#NUM!" },   { 0x2a, "#N/A" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    if (errors[i].code == code)
      g_string_append (self->value, errors[i].text);
}

/* The text that the formula at hand yielded, which stands before the next cell. */
static gboolean
append_string (Xls *self, AtenaBiff *biff)
{
  while (atena_biff_next (biff) && !is_cell (biff->type) && biff->type != END)
    if (biff->type == STRING)
      return read_text (self, biff, 0, 2, self->value);
  return FALSE;
}

/* What the formula at hand yielded last. */
static gboolean
append_result (Xls *self, AtenaBiff *biff, guint style)
{
  if (atena_biff_get_u16 (biff, 12) != 0xffff)
    {
      append_number (self, atena_biff_get_double (biff, 6), style);
      return TRUE;
    }
  switch (atena_biff_get_u8 (biff, 6))
    {
    case 0:
      return append_string (self, biff);
    case 1:
      append_truth (self, atena_biff_get_u8 (biff, 8));
      return TRUE;
    case 2:
      append_error (self, atena_biff_get_u8 (biff, 8));
      return TRUE;
    default:
      return TRUE;
    }
}

/* What the cell at hand shows. */
static gboolean
append_value (Xls *self, AtenaBiff *biff)
{
  guint style = atena_biff_get_u16 (biff, 4);

  switch (biff->type)
    {
    case FORMULA:
      return append_result (self, biff, style);
    case NUMBER:
      append_number (self, atena_biff_get_double (biff, 6), style);
      return TRUE;
    case RK:
      append_number (self, atena_biff_get_short_double (biff, 6), style);
      return TRUE;
    case LABEL_SST:
      return append_shared (self, atena_biff_get_u32 (biff, 6));
    case BOOL_ERR:
      if (atena_biff_get_u8 (biff, 7) != 0)
        append_error (self, atena_biff_get_u8 (biff, 6));
      else
        append_truth (self, atena_biff_get_u8 (biff, 6));
      return TRUE;
    default: /* LABEL and R_STRING */
      return read_text (self, biff, 6, 2, self->value);
    }
}

/* Several numbers beside each other, each with its style. */
static gboolean
put_numbers (Xls *self, AtenaSheetRow *row, const AtenaBiff *biff, guint column)
{
  for (guint i = 0; 4 + (i + 1) * 6 <= biff->length; i++)
    {
      g_string_truncate (self->value, 0);
      append_number (self, atena_biff_get_short_double (biff, 4 + i * 6 + 2),
                     atena_biff_get_u16 (biff, 4 + i * 6));
      if (!atena_sheet_row_put (row, column + i, 1, self->value->str, self->value->len))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_cells (Xls *self, AtenaSheetRow *row, const Place *place)
{
  AtenaBiff biff = make_biff (self, place->offset);

  atena_biff_next (&biff);
  if (biff.type == MUL_RK)
    return put_numbers (self, row, &biff, place->column);
  g_string_truncate (self->value, 0);
  return append_value (self, &biff) &&
         atena_sheet_row_put (row, place->column, 1, self->value->str, self->value->len);
}

static gboolean
xls_read_row (AtenaBook *book, AtenaSheetRow *row, gboolean *ret_more, GError **error)
{
  Xls *self = (Xls *) book;
  const Place *places = (gconstpointer) self->places->data;
  guint first = self->next;

  *ret_more = first < self->places->len;
  if (!*ret_more)
    return TRUE;
  atena_sheet_row_begin (row, places[first].row + 1U);
  for (; self->next < self->places->len && places[self->next].row == places[first].row;
       self->next++)
    if (!put_cells (self, row, &places[self->next]))
      return atena_book_fail_damage (self->name, error);
  return TRUE;
}

static void
xls_free (AtenaBook *book)
{
  Xls *self = (Xls *) book;

  g_byte_array_unref (self->stream);
  g_free (self->name);
  g_string_free (self->strings, TRUE);
  g_string_free (self->value, TRUE);
  g_array_unref (self->ends);
  g_array_unref (self->formats);
  g_array_unref (self->places);
  g_hash_table_unref (self->codes);
  g_free (self);
}

AtenaBook *
atena_book_open_xls (GByteArray *stream, const char *name, GError **error)
{
  static const AtenaBookClass klass = { xls_open_sheet, xls_read_row, xls_free };
  Xls *self = g_new0 (Xls, 1);
  g_autoptr (AtenaBook) book = &self->parent;

  atena_book_init (book, &klass);
  self->stream = stream;
  self->name = g_strdup (name);
  self->code_page = 1252;
  self->strings = g_string_new (NULL);
  self->ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->formats = g_array_new (FALSE, FALSE, sizeof (guint));
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->value = g_string_new (NULL);
  return read_globals (self, error) ? g_steal_pointer (&book) : NULL;
}
