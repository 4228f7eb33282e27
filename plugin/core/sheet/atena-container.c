// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Finds a stream in a container and puts its sectors together ([MS-CFB]); what is in it is not
// known here.

#include "atena-container-private.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER_SIZE    512
#define HEADER_DIFAT   109
#define ENTRY_SIZE     128
#define NAME_MAX_UNITS 32
#define MINI_SHIFT     6
#define MINI_CUTOFF    4096
#define END_OF_CHAIN   0xfffffffeU
#define NO_STREAM      0xffffffffU

/* Kinds of entries. */
#define STREAM 2
#define ROOT   5

struct _AtenaContainer
{
  int fd;
  guint shift;     /* of the size of a sector */
  guint n_sectors; /* as many as the file can have */
  GArray *fat;     /* of guint32: the sector that follows one */
  GByteArray *directory;
  guint32 mini_fat; /* the first sector of the one for small streams */
};

static guint
get_u16 (const guint8 *data)
{
  return data[0] | (guint) data[1] << 8;
}

static guint32
get_u32 (const guint8 *data)
{
  return get_u16 (data) | (guint32) get_u16 (data + 2) << 16;
}

/* Appends a sector; one that the file ends in has zeroes at its end. */
static gboolean
read_sector (AtenaContainer *self, guint32 sector, GByteArray *data)
{
  guint size = 1U << self->shift;
  guint old = data->len;

  if (sector >= self->n_sectors)
    return FALSE;
  g_byte_array_set_size (data, old + size);
  memset (data->data + old, 0, size);
  return pread (self->fd, data->data + old, size, ((off_t) sector + 1) << self->shift) > 0;
}

/* The sectors from @start on, until there are @size octets or the chain ends. */
static GByteArray *
read_chain (AtenaContainer *self, guint32 start, guint64 size)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint32 sector = start;

  for (guint n = 0; sector != END_OF_CHAIN && data->len < size; n++)
    {
      /* Longer than the file: the chain is a ring. */
      if (n >= self->n_sectors || sector >= self->fat->len || !read_sector (self, sector, data))
        return NULL;
      sector = g_array_index (self->fat, guint32, sector);
    }
  return g_steal_pointer (&data);
}

static gboolean
add_fat (AtenaContainer *self, guint32 sector)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();

  if (!read_sector (self, sector, data))
    return FALSE;
  for (guint i = 0; i < data->len; i += sizeof (guint32))
    {
      guint32 next = get_u32 (data->data + i);

      g_array_append_val (self->fat, next);
    }
  return TRUE;
}

/* Adds those sectors of the FAT that @list names, until it covers the file. */
static gboolean
add_fats (AtenaContainer *self, const guint8 *list, guint n)
{
  for (guint i = 0; i < n && self->fat->len < self->n_sectors; i++)
    {
      guint32 sector = get_u32 (list + i * sizeof (guint32));

      if (sector != NO_STREAM && !add_fat (self, sector))
        return FALSE;
    }
  return TRUE;
}

/* Where the sectors of the FAT are: first in the header, then in a chain of sectors. */
static gboolean
read_fat (AtenaContainer *self, const guint8 *header)
{
  guint n = (1U << self->shift) / sizeof (guint32) - 1;
  guint32 sector = get_u32 (header + 0x44);

  if (!add_fats (self, header + 0x4c, HEADER_DIFAT))
    return FALSE;
  for (guint i = 0; sector < END_OF_CHAIN && i < self->n_sectors; i++)
    {
      g_autoptr (GByteArray) data = g_byte_array_new ();

      if (self->fat->len >= self->n_sectors)
        return TRUE;
      if (!read_sector (self, sector, data) || !add_fats (self, data->data, n))
        return FALSE;
      sector = get_u32 (data->data + n * sizeof (guint32));
    }
  return TRUE;
}

AtenaContainer *
atena_container_open (int fd)
{
  static const guint8 mark[] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };
  g_autoptr (AtenaContainer) self = g_new0 (AtenaContainer, 1);
  guint8 header[HEADER_SIZE];
  struct stat status = { 0 };

  self->fd = fd;
  self->fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (fstat (fd, &status) != 0 || pread (fd, header, sizeof header, 0) != sizeof header ||
      memcmp (header, mark, sizeof mark) != 0)
    return NULL;
  self->shift = get_u16 (header + 0x1e);
  if (self->shift != 9 && self->shift != 12)
    return NULL;
  self->n_sectors = (guint) (MIN ((guint64) status.st_size, G_MAXUINT32) >> self->shift);
  self->mini_fat = get_u32 (header + 0x3c);
  if (!read_fat (self, header))
    return NULL;
  self->directory = read_chain (self, get_u32 (header + 0x30), G_MAXINT32);
  return self->directory != NULL && self->directory->len >= ENTRY_SIZE ? g_steal_pointer (&self)
                                                                       : NULL;
}

void
atena_container_free (AtenaContainer *self)
{
  g_array_unref (self->fat);
  g_clear_pointer (&self->directory, g_byte_array_unref);
  g_free (self);
}

static gboolean
is_named (const guint8 *entry, const char *name)
{
  gsize length = strlen (name);

  if (length >= NAME_MAX_UNITS || get_u16 (entry + 0x40) != (length + 1) * 2)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (entry[2 * i + 1] != 0 || g_ascii_tolower ((char) entry[2 * i]) != g_ascii_tolower (name[i]))
      return FALSE;
  return TRUE;
}

/* The entry @i of the directory, NULL for none. */
static const guint8 *
get_entry (AtenaContainer *self, guint32 i)
{
  return i < self->directory->len / ENTRY_SIZE ? self->directory->data + i * ENTRY_SIZE : NULL;
}

/* The entry of the stream @name at the top. What is further below, such as a workbook that lies in
 * this one as an object, is a stranger. Names stand in a tree, whose order nobody need have kept.
 */
static const guint8 *
find (AtenaContainer *self, const char *name)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint8 *seen = g_malloc0 (self->directory->len / ENTRY_SIZE);
  guint32 i = get_u32 (self->directory->data + 0x4c);

  g_array_append_val (waiting, i);
  while (waiting->len > 0)
    {
      const guint8 *entry;
      guint32 next;

      i = g_array_index (waiting, guint32, waiting->len - 1);
      g_array_set_size (waiting, waiting->len - 1);
      entry = get_entry (self, i);
      if (entry == NULL || seen[i])
        continue;
      seen[i] = TRUE;
      if (entry[0x42] == STREAM && is_named (entry, name))
        return entry;
      next = get_u32 (entry + 0x44);
      g_array_append_val (waiting, next);
      next = get_u32 (entry + 0x48);
      g_array_append_val (waiting, next);
    }
  return NULL;
}

gboolean
atena_container_has (AtenaContainer *self, const char *name)
{
  return find (self, name) != NULL;
}

/* A small stream is in pieces of the stream of the root, and these have a FAT of their own. */
static GByteArray *
read_small (AtenaContainer *self, guint32 start, guint size)
{
  const guint8 *root = self->directory->data;
  g_autoptr (GByteArray) pieces =
    root[0x42] == ROOT ? read_chain (self, get_u32 (root + 0x74), get_u32 (root + 0x78)) : NULL;
  g_autoptr (GByteArray) fat = read_chain (self, self->mini_fat, G_MAXINT32);
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint32 piece = start;

  while (data->len < size)
    {
      if (pieces == NULL || fat == NULL || piece >= fat->len / sizeof (guint32) ||
          piece >= pieces->len >> MINI_SHIFT)
        return NULL;
      g_byte_array_append (data, pieces->data + (piece << MINI_SHIFT), 1U << MINI_SHIFT);
      piece = get_u32 (fat->data + piece * sizeof (guint32));
    }
  return g_steal_pointer (&data);
}

GByteArray *
atena_container_read (AtenaContainer *self, const char *name)
{
  const guint8 *entry = find (self, name);
  guint32 start = entry != NULL ? get_u32 (entry + 0x74) : 0;
  guint32 size = entry != NULL ? get_u32 (entry + 0x78) : 0;
  GByteArray *data;

  if (entry == NULL)
    return NULL;
  data = size < MINI_CUTOFF ? read_small (self, start, size) : read_chain (self, start, size);
  if (data == NULL || data->len < size)
    {
      g_clear_pointer (&data, g_byte_array_unref);
      return NULL;
    }
  return g_byte_array_set_size (data, size);
}
