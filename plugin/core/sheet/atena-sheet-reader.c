// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// A sheet of a workbook as a table; chooses the kind of workbook and the sheet, and leaves reading
// to the kind.

#include "atena-sheet-reader.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "atena-book-private.h"
#include "atena-error.h"
#include "atena-text.h"

struct _AtenaSheetReader
{
  GObject parent;

  int fd;
  char *name;
  AtenaBook *book;
  const char *sheet;
  AtenaSheetRow *row;
  GError *failure;
  guint number;     /* of the row read last */
  gboolean is_read; /* whether the row at hand waits to be given out */
  gboolean ended;
};

static void
table_iface_init (AtenaTableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaSheetReader,
                               atena_sheet_reader,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_TABLE, table_iface_init))

/* Reads on to the next row with a cell. */
static gboolean
read_ahead (AtenaSheetReader *self, GError **error)
{
  guint n_cells = 0;
  gboolean more = TRUE;

  while (n_cells == 0 && !self->ended)
    {
      if (!self->book->klass->read_row (self->book, self->row, &more, error))
        return FALSE;
      self->ended = !more;
      atena_sheet_row_get_cells (self->row, &n_cells);
    }
  self->is_read = !self->ended;
  return TRUE;
}

static gboolean
sheet_reader_read (AtenaTable *table,
                   const AtenaCell **ret_cells,
                   guint *ret_n_cells,
                   GError **error)
{
  AtenaSheetReader *self = ATENA_SHEET_READER (table);

  if (self->failure != NULL || (!self->is_read && !read_ahead (self, &self->failure)))
    {
      g_propagate_error (error, g_error_copy (self->failure));
      return FALSE;
    }
  *ret_n_cells = 0;
  if (!self->is_read)
    return TRUE;
  self->is_read = FALSE;
  self->number = atena_sheet_row_get_number (self->row);
  *ret_cells = atena_sheet_row_get_cells (self->row, ret_n_cells);
  return TRUE;
}

static guint
sheet_reader_get_row (AtenaTable *table)
{
  return ATENA_SHEET_READER (table)->number;
}

static const char *
sheet_reader_get_name (AtenaTable *table)
{
  return ATENA_SHEET_READER (table)->name;
}

/* What is wrong with a workbook is never the fault of one column. */
static void
sheet_reader_set_fields (AtenaTable *table, AtenaFields *fields)
{
}

static gboolean
fail_kind (AtenaSheetReader *self, const char *kind, GError **error)
{
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("%s is %s, not a list. Open it in the program it was made with and save the list "
                  "as an Excel workbook or as CSV"),
               self->name, kind);
  return FALSE;
}

static gboolean
open_book (AtenaSheetReader *self, GError **error)
{
  g_autoptr (AtenaPackage) package = atena_package_open (self->fd, self->name, error);

  if (package == NULL)
    return FALSE;
  if (atena_package_has (package, "xl/workbook.bin"))
    return fail_kind (self, _ ("an Excel binary workbook"), error);
  if (atena_package_has (package, "Index/Document.iwa") || atena_package_has (package, "Index.zip"))
    return fail_kind (self, _ ("a document of Numbers or Pages"), error);
  if (atena_package_has (package, "word/document.xml"))
    return fail_kind (self, _ ("a text document"), error);
  if (atena_package_has (package, "[Content_Types].xml"))
    self->book = atena_book_open_xlsx (g_steal_pointer (&package), error);
  else if (atena_package_has (package, "content.xml"))
    self->book = atena_book_open_ods (g_steal_pointer (&package), error);
  else
    return fail_kind (self, _ ("an archive"), error);
  return self->book != NULL;
}

static gboolean
open_sheet (AtenaSheetReader *self, guint i, GError **error)
{
  self->sheet = g_array_index (self->book->sheets, AtenaSheet, i).name;
  self->ended = FALSE;
  return self->book->klass->open_sheet (self->book, i, error) && read_ahead (self, error);
}

static gboolean
choose_sheet (AtenaSheetReader *self, const char *name, GError **error)
{
  for (guint i = 0; i < self->book->sheets->len; i++)
    {
      const AtenaSheet *sheet = &g_array_index (self->book->sheets, AtenaSheet, i);

      if (name != NULL ? !g_str_equal (sheet->name, name) : sheet->hidden)
        continue;
      if (!open_sheet (self, i, error))
        return FALSE;
      if (name != NULL || self->is_read)
        return TRUE;
    }
  self->sheet = NULL;
  self->ended = TRUE;
  if (name == NULL)
    return TRUE;
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("%s has no sheet with the name “%s”"),
               self->name, name);
  return FALSE;
}

AtenaTable *
atena_sheet_reader_new (int fd, const char *name, const char *sheet, GError **error)
{
  g_autoptr (AtenaSheetReader) self = g_object_new (ATENA_TYPE_SHEET_READER, NULL);

  self->fd = fd;
  self->name = atena_text_fold_line (name);
  if (open_book (self, error) && choose_sheet (self, sheet, error))
    return ATENA_TABLE (g_steal_pointer (&self));
  self->fd = -1;
  return NULL;
}

char **
atena_sheet_reader_dup_sheets (AtenaSheetReader *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_return_val_if_fail (ATENA_IS_SHEET_READER (self), NULL);

  for (guint i = 0; i < self->book->sheets->len; i++)
    if (!g_array_index (self->book->sheets, AtenaSheet, i).hidden)
      g_strv_builder_add (names, g_array_index (self->book->sheets, AtenaSheet, i).name);
  return g_strv_builder_end (names);
}

const char *
atena_sheet_reader_get_sheet (AtenaSheetReader *self)
{
  g_return_val_if_fail (ATENA_IS_SHEET_READER (self), NULL);

  return self->sheet;
}

static void
atena_sheet_reader_finalize (GObject *object)
{
  AtenaSheetReader *self = ATENA_SHEET_READER (object);

  g_clear_pointer (&self->book, atena_book_free);
  g_clear_pointer (&self->row, atena_sheet_row_free);
  g_clear_error (&self->failure);
  g_free (self->name);
  if (self->fd >= 0)
    close (self->fd);
  G_OBJECT_CLASS (atena_sheet_reader_parent_class)->finalize (object);
}

static void
table_iface_init (AtenaTableInterface *iface)
{
  iface->read = sheet_reader_read;
  iface->get_row = sheet_reader_get_row;
  iface->get_name = sheet_reader_get_name;
  iface->set_fields = sheet_reader_set_fields;
}

static void
atena_sheet_reader_class_init (AtenaSheetReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_sheet_reader_finalize;
}

static void
atena_sheet_reader_init (AtenaSheetReader *self)
{
  self->fd = -1;
  self->row = atena_sheet_row_new ();
}
