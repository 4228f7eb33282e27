// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// A sheet of a workbook as a table; chooses the kind of workbook and the sheet, and leaves reading
// to the kind.

#include "atena-sheet-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atena-book-error.h"
#include "atena-book-private.h"
#include "atena-container-private.h"
#include "atena-error.h"
#include "atena-text.h"

/* Its workbook is in memory as a whole, unlike a zipped one. No list of 65,536 rows comes near. */
#define CONTAINER_MAX (128 * 1024 * 1024)

/* Characters of the names of sheets in a message. */
#define SHOWN_MAX 300

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
fail_size (AtenaSheetReader *self, GError **error)
{
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("%s is too large for a workbook of an old Excel. Save the list alone as CSV"),
               self->name);
  return FALSE;
}

static gboolean
open_package (AtenaSheetReader *self, GError **error)
{
  g_autoptr (AtenaPackage) package = atena_package_open (self->fd, self->name, error);

  if (package == NULL)
    return FALSE;
  if (atena_package_has (package, "xl/workbook.bin"))
    return atena_book_fail_kind (self->name, _ ("an Excel binary workbook"), error);
  if (atena_package_has (package, "Index/Document.iwa") || atena_package_has (package, "Index.zip"))
    return atena_book_fail_kind (self->name, _ ("a document of Numbers or Pages"), error);
  if (atena_package_has (package, "word/document.xml"))
    return atena_book_fail_kind (self->name, _ ("a text document"), error);
  if (atena_package_has (package, "[Content_Types].xml"))
    self->book = atena_book_open_xlsx (g_steal_pointer (&package), error);
  else if (atena_package_has (package, "content.xml"))
    self->book = atena_book_open_ods (g_steal_pointer (&package), error);
  else
    return atena_book_fail_kind (self->name, _ ("an archive"), error);
  return self->book != NULL;
}

/* A document of the Office programs before 2007, or one with a password of those since. */
static gboolean
open_container (AtenaSheetReader *self, GError **error)
{
  g_autoptr (AtenaContainer) container = atena_container_open (self->fd);
  GByteArray *stream;

  if (container == NULL)
    return atena_book_fail_damage (self->name, error);
  if (atena_container_has (container, "EncryptedPackage"))
    return atena_book_fail_password (self->name, error);
  if (atena_container_has (container, "WordDocument"))
    return atena_book_fail_kind (self->name, _ ("a text document"), error);
  if (!atena_container_has (container, "Workbook") && !atena_container_has (container, "Book"))
    return atena_book_fail_content (self->name, error);
  stream = atena_container_read (container, "Workbook");
  if (stream == NULL)
    stream = atena_container_read (container, "Book");
  if (stream == NULL)
    return atena_book_fail_damage (self->name, error);
  self->book = atena_book_open_xls (stream, self->name, error);
  return self->book != NULL;
}

static gboolean
is_container (const char *head, gsize length)
{
  static const char mark[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

  return length >= sizeof mark - 1 && memcmp (head, mark, sizeof mark - 1) == 0;
}

gboolean
atena_sheet_reader_knows (const char *head, gsize length)
{
  return (length >= 4 && memcmp (head, "PK\3\4", 4) == 0) || is_container (head, length);
}

static gboolean
open_book (AtenaSheetReader *self, GError **error)
{
  char head[8] = { 0 };
  struct stat status = { 0 };

  if (pread (self->fd, head, sizeof head, 0) != sizeof head || !is_container (head, sizeof head))
    return open_package (self, error);
  if (fstat (self->fd, &status) != 0 || status.st_size > CONTAINER_MAX)
    return fail_size (self, error);
  return open_container (self, error);
}

static gboolean
open_sheet (AtenaSheetReader *self, guint i, GError **error)
{
  self->sheet = g_array_index (self->book->sheets, AtenaSheet, i).name;
  self->ended = FALSE;
  return self->book->klass->open_sheet (self->book, i, error) && read_ahead (self, error);
}

static gboolean
fail_sheet (AtenaSheetReader *self, const char *name, GError **error)
{
  g_auto (GStrv) sheets = atena_sheet_reader_dup_sheets (self);
  g_autofree char *shown = atena_text_enumerate ((const char *const *) sheets, SHOWN_MAX);

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("%s has no sheet with the name “%s”. The sheets are: %s"), self->name, name,
               shown);
  return FALSE;
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
  return name == NULL || fail_sheet (self, name, error);
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
