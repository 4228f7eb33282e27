// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Opens a workbook and finds the zipped XML parts in it; what is in them is read elsewhere.

#include "atena-package-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atena-book-error.h"

#define READ_SIZE (64 * 1024)
#define PARTS_MAX 10000

struct _AtenaPackage
{
  int fd;
  const char *name;
  gint64 size;
  GHashTable *parts;
};

gboolean
atena_package_fail (AtenaPackage *self, GError **error)
{
  return atena_book_fail_damage (self->name, error);
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

gint64
atena_package_get_size (AtenaPackage *self)
{
  return self->size;
}

struct archive *
atena_package_open_archive (AtenaPackage *self, const char *part)
{
  struct archive *archive = atena_package_has (self, part) ? open_archive (self) : NULL;
  struct archive_entry *entry = NULL;
  const char *name = NULL;
  guint n = 0;

  if (archive == NULL)
    return NULL;
  do
    name = next_part (archive, &n, &entry);
  while (name != NULL && !g_str_equal (name, part));
  if (name != NULL)
    return archive;
  archive_read_free (archive);
  return NULL;
}
