// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Opens the zipped XML parts of a workbook and steps through them within limits; what they say is
// not known here.

#include "atena-package-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atena-book-error.h"
#include "atena-error.h"

#define READ_SIZE      (64 * 1024)
#define PARTS_MAX      10000
#define PART_MAX       (1024 * G_GINT64_CONSTANT (1024 * 1024))
#define BOMB_MIN       (100 * G_GINT64_CONSTANT (1024 * 1024))
#define BOMB_RATIO     200
#define ATTRIBUTES_MAX 4

struct _AtenaPackage
{
  int fd;
  const char *name;
  gint64 size;
  GHashTable *parts;
};

struct _AtenaPart
{
  AtenaPackage *package;
  struct archive *archive;
  xmlTextReader *reader;
  gint64 unpacked;
  gboolean too_large;
  xmlChar *values[ATTRIBUTES_MAX];
};

gboolean
atena_package_fail (AtenaPackage *self, GError **error)
{
  return atena_book_fail_damage (self->name, error);
}

static gboolean
fail_size (AtenaPackage *self, GError **error)
{
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("%s is too large once it is unpacked. Save the list alone as CSV"), self->name);
  return FALSE;
}

/* Each reading has an archive of its own, from the start of the file. */
static struct archive *
open_archive (AtenaPackage *self)
{
  struct archive *archive = archive_read_new ();

  if (archive != NULL && lseek (self->fd, 0, SEEK_SET) == 0 &&
      archive_read_support_format_zip_seekable (archive) == ARCHIVE_OK &&
      archive_read_open_fd (archive, self->fd, READ_SIZE) == ARCHIVE_OK)
    return archive;
  archive_read_free (archive);
  return NULL;
}

/* The name of the next part; NULL at the end, after PARTS_MAX and where the archive is broken. */
static const char *
next_part (struct archive *archive, guint *n, struct archive_entry **ret_entry)
{
  const char *name = NULL;

  while (name == NULL && (*n)++ < PARTS_MAX)
    {
      if (archive_read_next_header (archive, ret_entry) < ARCHIVE_WARN)
        return NULL;
      name = archive_entry_pathname (*ret_entry);
    }
  return name;
}

AtenaPackage *
atena_package_open (int fd, const char *name, GError **error)
{
  g_autoptr (AtenaPackage) self = g_new0 (AtenaPackage, 1);
  struct archive *archive;
  struct archive_entry *entry = NULL;
  struct stat status = { 0 };
  const char *part;
  guint n = 0;
  gboolean encrypted = FALSE;

  self->fd = fd;
  self->name = name;
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  archive = fstat (fd, &status) == 0 ? open_archive (self) : NULL;
  self->size = status.st_size;
  if (archive == NULL)
    {
      atena_package_fail (self, error);
      return NULL;
    }
  while ((part = next_part (archive, &n, &entry)) != NULL)
    {
      encrypted |= archive_entry_is_encrypted (entry) != 0;
      g_hash_table_add (self->parts, g_strdup (part));
    }
  archive_read_free (archive);
  if (encrypted)
    {
      atena_book_fail_password (name, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
atena_package_free (AtenaPackage *self)
{
  g_hash_table_unref (self->parts);
  g_free (self);
}

gboolean
atena_package_has (AtenaPackage *self, const char *part)
{
  return g_hash_table_contains (self->parts, part);
}

const char *
atena_package_get_name (AtenaPackage *self)
{
  return self->name;
}

static int
read_part (void *data, char *buffer, int length)
{
  AtenaPart *self = data;
  la_ssize_t got = archive_read_data (self->archive, buffer, (size_t) length);

  if (got < 0)
    return -1;
  self->unpacked += got;
  self->too_large =
    self->unpacked > PART_MAX ||
    (self->unpacked > BOMB_MIN && self->unpacked / BOMB_RATIO > self->package->size);
  return self->too_large ? -1 : (int) got;
}

static int
close_part (void *data)
{
  return 0;
}

/* Nothing is said on the terminal: what is wrong is told by the reader's results. */
static void
ignore_error (void *data, xmlErrorPtr error)
{
}

AtenaPart *
atena_part_open (AtenaPackage *package, const char *part, GError **error)
{
  const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA;
  g_autoptr (AtenaPart) self = g_new0 (AtenaPart, 1);
  struct archive_entry *entry = NULL;
  const char *name = NULL;
  guint n = 0;

  self->package = package;
  self->archive = atena_package_has (package, part) ? open_archive (package) : NULL;
  if (self->archive != NULL)
    do
      name = next_part (self->archive, &n, &entry);
    while (name != NULL && !g_str_equal (name, part));
  if (name != NULL)
    self->reader = xmlReaderForIO (read_part, close_part, self, NULL, NULL, options);
  if (self->reader == NULL)
    {
      atena_package_fail (package, error);
      return NULL;
    }
  xmlTextReaderSetStructuredErrorHandler (self->reader, ignore_error, NULL);
  return g_steal_pointer (&self);
}

static void
clear_values (AtenaPart *self)
{
  for (guint i = 0; i < ATTRIBUTES_MAX; i++)
    g_clear_pointer (&self->values[i], xmlFree);
}

void
atena_part_free (AtenaPart *self)
{
  clear_values (self);
  g_clear_pointer (&self->reader, xmlFreeTextReader);
  if (self->archive != NULL)
    archive_read_free (self->archive);
  g_free (self);
}

gboolean
atena_part_read (AtenaPart *self, gboolean *ret_more, GError **error)
{
  int result = xmlTextReaderRead (self->reader);

  *ret_more = result == 1;
  if (result >= 0 && xmlTextReaderNodeType (self->reader) != XML_READER_TYPE_DOCUMENT_TYPE)
    return TRUE;
  return self->too_large ? fail_size (self->package, error)
                         : atena_package_fail (self->package, error);
}

static gboolean
is_node (AtenaPart *self, int type, const char *name)
{
  return xmlTextReaderNodeType (self->reader) == type &&
         strcmp ((const char *) xmlTextReaderConstLocalName (self->reader), name) == 0;
}

gboolean
atena_part_is_start (AtenaPart *self, const char *name)
{
  return is_node (self, XML_READER_TYPE_ELEMENT, name);
}

gboolean
atena_part_is_end (AtenaPart *self, const char *name)
{
  return is_node (self, XML_READER_TYPE_END_ELEMENT, name);
}

gboolean
atena_part_is_empty (AtenaPart *self)
{
  return xmlTextReaderIsEmptyElement (self->reader) == 1;
}

guint
atena_part_get_depth (AtenaPart *self)
{
  return (guint) MAX (xmlTextReaderDepth (self->reader), 0);
}

const char *
atena_part_get_text (AtenaPart *self)
{
  switch (xmlTextReaderNodeType (self->reader))
    {
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      return (const char *) xmlTextReaderConstValue (self->reader);
    default:
      return NULL;
    }
}

void
atena_part_get_attributes (AtenaPart *self,
                           const char *const *names,
                           const char **ret_values,
                           guint n)
{
  g_assert (n <= ATTRIBUTES_MAX);

  clear_values (self);
  while (xmlTextReaderMoveToNextAttribute (self->reader) == 1)
    {
      const char *name = (const char *) xmlTextReaderConstLocalName (self->reader);

      for (guint i = 0; i < n; i++)
        if (self->values[i] == NULL && strcmp (name, names[i]) == 0)
          self->values[i] = xmlTextReaderValue (self->reader);
    }
  xmlTextReaderMoveToElement (self->reader);
  for (guint i = 0; i < n; i++)
    ret_values[i] = (const char *) self->values[i];
}
