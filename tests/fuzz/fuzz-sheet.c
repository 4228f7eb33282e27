// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Whatever a workbook holds, as a package or container, as the XML of its sheet in a good package
// and as the records of an old Excel in a good container, its rows rise and its cells are UTF-8
// within the limits.

#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "atena-sheet-reader.h"
#include "container-fixture.h"

/* Rows that are looked at: an .ods file says in a few octets that it has a million. */
#define ROWS_MAX 2000

#define RELATIONS                                                                               \
  "<R><Relationship Id=\"r1\" Type=\"/officeDocument\" Target=\"/b\"/><Relationship Id=\"r2\" " \
  "Type=\"/worksheet\" Target=\"/s\"/><Relationship Id=\"r3\" Type=\"/sharedStrings\" "         \
  "Target=\"/s\"/><Relationship Id=\"r4\" Type=\"/styles\" Target=\"/s\"/></R>"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_rows (int fd)
{
  g_autoptr (AtenaTable) table = atena_sheet_reader_new (fd, "book", NULL, NULL);
  const AtenaCell *cells = NULL;
  guint n_cells = 0;
  guint row = 0;

  if (table == NULL)
    {
      close (fd);
      return;
    }
  for (guint n = 0; n < ROWS_MAX && atena_table_read (table, &cells, &n_cells, NULL); n++)
    {
      if (n_cells == 0)
        return;
      g_assert_cmpuint (atena_table_get_row (table), >, row);
      g_assert_cmpuint (n_cells, <=, 16384);
      row = atena_table_get_row (table);
      for (guint i = 0; i < n_cells; i++)
        {
          g_assert_true (g_utf8_validate_len (cells[i].text, cells[i].length, NULL));
          g_assert_cmpint (cells[i].text[cells[i].length], ==, '\0');
        }
    }
}

static void
add_part (struct archive *archive, const char *name, gconstpointer content, gsize length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_write_header (archive, entry);
  archive_write_data (archive, content, length);
  archive_entry_free (entry);
}

/* A package in which @data is every part that is not needed to get there. */
static int
pack (gboolean excel, const guint8 *data, gsize size)
{
  static const char book[] = "<b><sheet name=\"a\" id=\"r2\"/></b>";
  int fd = memfd_create ("book", MFD_CLOEXEC);
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  archive_write_zip_set_compression_store (archive);
  archive_write_open_fd (archive, fd);
  if (excel)
    {
      add_part (archive, "[Content_Types].xml", "<T/>", strlen ("<T/>"));
      add_part (archive, "_rels/.rels", RELATIONS, strlen (RELATIONS));
      add_part (archive, "_rels/b.rels", RELATIONS, strlen (RELATIONS));
      add_part (archive, "b", book, strlen (book));
    }
  add_part (archive, excel ? "s" : "content.xml", data, size);
  archive_write_close (archive);
  archive_write_free (archive);
  return fd;
}

static int
pack_records (const guint8 *data, gsize size)
{
  g_autoptr (GByteArray) records = g_byte_array_new ();
  g_autoptr (GByteArray) container = NULL;

  g_byte_array_append (records, data, (guint) size);
  container = container_pack ("Workbook", records);
  return container_open (container);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  int fd = memfd_create ("book", MFD_CLOEXEC);

  g_assert_cmpint (write (fd, data, size), ==, size);
  read_rows (fd);
  read_rows (pack (TRUE, data, size));
  read_rows (pack (FALSE, data, size));
  read_rows (pack_records (data, size));
  return 0;
}
