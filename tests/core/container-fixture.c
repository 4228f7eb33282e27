// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Writes containers of the older Office programs ([MS-CFB]) for tests.

#include "container-fixture.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define SECTOR       512
#define PER_SECTOR   (SECTOR / 4)
#define DIFAT        109
#define END_OF_CHAIN 0xfffffffeU
#define NOTHING      0xffffffffU

static void
add_u32 (GByteArray *data, guint32 value)
{
  guint32 octets = GUINT32_TO_LE (value);

  g_byte_array_append (data, (const guint8 *) &octets, sizeof octets);
}

static void
add_padding (GByteArray *data, guint multiple)
{
  while (data->len % multiple != 0)
    g_byte_array_append (data, (const guint8 *) "", 1);
}

/* Adds a chain of @n sectors that lie beside each other from @first on. */
static void
add_chain (GByteArray *fat, guint first, guint n)
{
  for (guint i = 1; i < n; i++)
    add_u32 (fat, first + i);
  if (n > 0)
    add_u32 (fat, END_OF_CHAIN);
}

static void
add_entry (GByteArray *data,
           const char *name,
           guint8 kind,
           guint32 next,
           guint32 child,
           guint32 start,
           guint32 size)
{
  guint8 entry[128] = { 0 };
  guint32 links[3] = { GUINT32_TO_LE (NOTHING), GUINT32_TO_LE (next), GUINT32_TO_LE (child) };
  guint32 place[2] = { GUINT32_TO_LE (start), GUINT32_TO_LE (size) };

  for (gsize i = 0; name[i] != '\0'; i++)
    entry[2 * i] = (guint8) name[i];
  entry[0x40] = (guint8) (2 * strlen (name) + 2);
  entry[0x42] = kind;
  memcpy (entry + 0x44, links, sizeof links);
  memcpy (entry + 0x74, place, sizeof place);
  g_byte_array_append (data, entry, sizeof entry);
}

static void
add_header (
  GByteArray *data, guint directory, guint mini_fat, guint fat, guint n_fat, guint n_difat)
{
  static const guint8 start[] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };
  static const guint8 versions[] = { 0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0 };

  g_byte_array_append (data, start, sizeof start);
  add_padding (data, 0x18);
  g_byte_array_append (data, versions, sizeof versions);
  add_padding (data, 0x2c);
  add_u32 (data, n_fat);
  add_u32 (data, directory);
  add_u32 (data, 0);
  add_u32 (data, 4096);
  add_u32 (data, mini_fat);
  add_u32 (data, 1);
  add_u32 (data, n_difat > 0 ? fat + n_fat : END_OF_CHAIN);
  add_u32 (data, n_difat);
  for (guint i = 0; i < DIFAT; i++)
    add_u32 (data, i < n_fat ? fat + i : NOTHING);
}

/* The sectors of the FAT that the header has no room for. */
static void
add_difat (GByteArray *data, guint fat, guint n_fat, guint n_difat)
{
  guint i = DIFAT;

  for (guint k = 1; k <= n_difat; k++)
    {
      for (guint n = 1; n < PER_SECTOR; n++, i++)
        add_u32 (data, i < n_fat ? fat + i : NOTHING);
      add_u32 (data, k < n_difat ? fat + n_fat + k : END_OF_CHAIN);
    }
}

GByteArray *
container_pack (const char *name, const GByteArray *content)
{
  GByteArray *data = g_byte_array_new ();
  g_autoptr (GByteArray) fat = g_byte_array_new ();
  gboolean small = content->len < 4096;
  guint n_data = (content->len + SECTOR - 1) / SECTOR;
  guint first = CONTAINER_FAT (n_data);
  guint n_fat = (first + PER_SECTOR) / (PER_SECTOR - 2) + 1;
  guint n_difat = n_fat > DIFAT ? (n_fat - DIFAT) / (PER_SECTOR - 1) + 1 : 0;

  add_header (data, first - 2, first - 1, first, n_fat, n_difat);
  g_byte_array_append (data, content->data, content->len);
  add_padding (data, SECTOR);
  g_byte_array_set_size (data, data->len + SECTOR);
  memset (data->data + data->len - SECTOR, 0, SECTOR);
  add_entry (data, "Root Entry", 5, NOTHING, 1, small && n_data > 0 ? 0 : END_OF_CHAIN,
             small ? n_data * SECTOR : 0);
  add_entry (data, "x", 1, 2, 3, 0, 0);
  add_entry (data, name, 2, NOTHING, NOTHING, 0, content->len);
  add_entry (data, name, 2, NOTHING, NOTHING, NOTHING, content->len);
  add_chain (data, 0, small ? (content->len + 63) / 64 : 0);
  while (data->len < CONTAINER_OFFSET (first))
    add_u32 (data, NOTHING);
  add_chain (fat, 0, n_data);
  add_u32 (fat, NOTHING);
  add_u32 (fat, END_OF_CHAIN);
  add_u32 (fat, END_OF_CHAIN);
  while (fat->len < n_fat * SECTOR)
    add_u32 (fat, NOTHING);
  g_byte_array_append (data, fat->data, fat->len);
  add_difat (data, first, n_fat, n_difat);
  return data;
}

int
container_open (const GByteArray *octets)
{
  int fd = memfd_create ("container", MFD_CLOEXEC);

  g_assert_cmpint (write (fd, octets->data, octets->len), ==, octets->len);
  return fd;
}
