// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib/gstdio.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "atena-enclosure.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static AtenaEnclosureFolder *folder;

static void
remove_folder (void)
{
  g_rmdir (atena_enclosure_folder_get_path (folder));
}

static void
open_folder (void)
{
  if (folder == NULL)
    {
      g_autofree char *path = g_dir_make_tmp ("atena-fuzz-XXXXXX", NULL);

      folder = atena_enclosure_folder_new (path, NULL);
      atexit (remove_folder);
    }
}

/* Header and body, in ASCII, with no line that is too long or begins a field of its own. */
static void
check_part (AtenaEnclosure *enclosure)
{
  GBytes *bytes = atena_enclosure_get_part (enclosure);
  g_autofree char *part = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (part, "\r\n", -1);
  guint n_fields = 0;

  g_assert_cmpuint (strlen (part), ==, g_bytes_get_size (bytes));
  g_assert_true (g_str_is_ascii (part));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 998);
      g_assert_null (strpbrk (lines[i], "\r\n"));
    }
  for (guint i = 0; *lines[i] != '\0'; i++)
    {
      n_fields += g_str_has_prefix (lines[i], "Content-");
      g_assert_true (strchr (" \t", lines[i][0]) != NULL ||
                     g_str_has_prefix (lines[i], "Content-"));
    }
  g_assert_cmpuint (n_fields, ==, 3);
}

/* A file with @name, which a list may name. */
static void
check_file (const char *name)
{
  g_autofree char *path = g_build_filename (atena_enclosure_folder_get_path (folder), name, NULL);
  AtenaReason reason = ATENA_REASON_NONE;
  g_autofree char *detail = NULL;
  g_autoptr (GPtrArray) enclosures = NULL;

  if (strchr (name, '/') != NULL || !g_file_set_contents (path, "x", 1, NULL))
    return;
  enclosures = atena_enclosure_folder_open (folder, name, &reason, &detail);
  for (guint i = 0; enclosures != NULL && i < enclosures->len; i++)
    check_part (enclosures->pdata[i]);
  g_unlink (path);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  AtenaReason reason = ATENA_REASON_NONE;
  g_autofree char *detail = NULL;
  g_autoptr (GPtrArray) enclosures = NULL;
  g_autoptr (GPtrArray) recorded = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  open_folder ();
  /* Nothing is there. */
  enclosures = atena_enclosure_folder_open (folder, text, &reason, &detail);
  g_assert_cmpint (enclosures == NULL, ==, reason != ATENA_REASON_NONE);
  g_assert_true (enclosures == NULL || enclosures->len == 0);
  recorded = atena_enclosure_folder_reopen (folder, text, NULL);
  g_assert_true (recorded == NULL || recorded->len == 0);
  check_file (text);
  return 0;
}
