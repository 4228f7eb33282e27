// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <string.h>
#include <unistd.h>

#include "atena-container-private.h"
#include "container-fixture.h"

/* Octets that differ from place to place. */
static GByteArray *
make_content (guint length)
{
  GByteArray *content = g_byte_array_sized_new (length);

  g_byte_array_set_size (content, length);
  for (guint i = 0; i < length; i++)
    content->data[i] = (guint8) (i * 7 + i / 251);
  return content;
}

static GByteArray *
read_stream (const GByteArray *octets, const char *name)
{
  int fd = container_open (octets);
  g_autoptr (AtenaContainer) container = atena_container_open (fd);
  GByteArray *content = container != NULL ? atena_container_read (container, name) : NULL;

  close (fd);
  return content;
}

static void
assert_content (const GByteArray *octets, const char *name, const GByteArray *expected)
{
  g_autoptr (GByteArray) content = read_stream (octets, name);

  g_assert_nonnull (content);
  g_assert_cmpmem (content->data, content->len, expected->data, expected->len);
}

/* In pieces of 64 octets, in sectors, and with more sectors than the header can name. */
static void
test_sizes (void)
{
  static const guint lengths[] = { 0, 1, 64, 65, 4095, 4096, 100000, 8 * 1024 * 1024 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GByteArray) content = make_content (lengths[i]);
      g_autoptr (GByteArray) octets = container_pack ("Book", content);

      assert_content (octets, "Book", content);
      assert_content (octets, "BOOK", content);
    }
}

static void
test_names (void)
{
  g_autoptr (GByteArray) content = make_content (100);
  g_autoptr (GByteArray) octets = container_pack ("Book", content);
  int fd = container_open (octets);
  g_autoptr (AtenaContainer) container = atena_container_open (fd);

  g_assert_true (atena_container_has (container, "Book"));
  g_assert_false (atena_container_has (container, "Boo"));
  g_assert_false (atena_container_has (container, "Books"));
  g_assert_false (atena_container_has (container, "x"));
  g_assert_false (atena_container_has (container, "Root Entry"));
  g_assert_null (atena_container_read (container, "x"));
  close (fd);
}

/* The stream at the top, though one of its name stands before it below a folder. */
static void
test_folders (void)
{
  g_autoptr (GByteArray) content = make_content (5000);
  g_autoptr (GByteArray) octets = container_pack ("Book", content);
  guint8 *entries = octets->data + CONTAINER_OFFSET (CONTAINER_DIRECTORY (10));

  entries[128 + 0x48] = 3;
  entries[128 + 0x4c] = 2;
  g_assert_null (read_stream (octets, "Book"));
}

/* What is at an offset, and what a hostile file has there. */
typedef struct
{
  guint offset;
  guint32 value;
} Damage;

static void
test_damage (void)
{
  static const guint fat = CONTAINER_OFFSET (CONTAINER_FAT (10));
  static const guint directory = CONTAINER_OFFSET (CONTAINER_DIRECTORY (10));
  const Damage damages[] = {
    { 0, 0 },                                   /* no container */
    { 0x1e, 31 },                               /* sectors of 2 GiB */
    { 0x30, 0x7fffffff },                       /* a directory beyond the end */
    { 0x30, 0xfffffffe },                       /* no directory */
    { 0x4c, 0x7fffffff },                       /* a FAT beyond the end */
    { fat, 0x7fffffff },                        /* a stream beyond the end */
    { fat, 0xfffffffe },                        /* one that ends too early */
    { fat + 4 * 11, 11 },                       /* a directory in a ring */
    { directory + 2 * 128 + 0x78, 0x7fffffff }, /* a stream of 2 GiB */
  };
  g_autoptr (GByteArray) content = make_content (5000);

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GByteArray) octets = container_pack ("Book", content);
      guint32 value = GUINT32_TO_LE (damages[i].value);

      assert_content (octets, "Book", content);
      memcpy (octets->data + damages[i].offset, &value, sizeof value);
      g_assert_null (read_stream (octets, "Book"));
    }
}

static void
test_small_damage (void)
{
  static const guint fat = CONTAINER_OFFSET (CONTAINER_DIRECTORY (2)) + 512;
  static const guint directory = CONTAINER_OFFSET (CONTAINER_DIRECTORY (2));
  const Damage damages[] = {
    { 0x3c, 0xfffffffe },                       /* no FAT */
    { 0x3c, 0x7fffffff },                       /* one beyond the end */
    { fat, 0x7fffffff },                        /* a stream beyond the FAT */
    { fat, 100 },                               /* beyond the pieces */
    { fat, 0xfffffffe },                        /* that ends too early */
    { directory + 0x42, 1 },                    /* no root */
    { directory + 0x74, 0x7fffffff },           /* no pieces */
    { directory + 2 * 128 + 0x74, 0x7fffffff }, /* begins nowhere */
  };
  g_autoptr (GByteArray) content = make_content (1000);

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GByteArray) octets = container_pack ("Book", content);
      guint32 value = GUINT32_TO_LE (damages[i].value);

      memcpy (octets->data + damages[i].offset, &value, sizeof value);
      g_assert_null (read_stream (octets, "Book"));
    }
}

/* A tree that leads back to itself, and names that lead nowhere. */
static void
test_tree (void)
{
  g_autoptr (GByteArray) content = make_content (5000);
  g_autoptr (GByteArray) octets = container_pack ("Book", content);
  guint8 *entry = octets->data + CONTAINER_OFFSET (CONTAINER_DIRECTORY (10)) + 2 * 128;

  entry[0x40] = 200;
  memset (entry + 0x44, 0, 4);
  memset (entry + 0x48, 1, 4);
  g_assert_null (read_stream (octets, "Book"));
}

/* The last sector of a file need not be whole. */
static void
test_cut (void)
{
  g_autoptr (GByteArray) content = make_content (5000);
  g_autoptr (GByteArray) octets = container_pack ("Book", content);

  g_byte_array_set_size (octets, octets->len - 100);
  assert_content (octets, "Book", content);
  g_byte_array_set_size (octets, CONTAINER_OFFSET (CONTAINER_FAT (10)));
  g_assert_null (read_stream (octets, "Book"));
  g_byte_array_set_size (octets, 100);
  g_assert_null (read_stream (octets, "Book"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/container/reads-streams-of-any-size", test_sizes);
  g_test_add_func ("/container/knows-streams-by-their-names", test_names);
  g_test_add_func ("/container/passes-over-what-is-in-folders", test_folders);
  g_test_add_func ("/container/refuses-damaged-chains", test_damage);
  g_test_add_func ("/container/refuses-damaged-small-streams", test_small_damage);
  g_test_add_func ("/container/walks-a-ring-of-names-once", test_tree);
  g_test_add_func ("/container/bears-a-last-sector-that-is-cut", test_cut);
  return g_test_run ();
}
