// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Makes files for what is too much for memory; what goes into them is not known here.

#include "atena-scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

int
atena_scratch_open (GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "atena", NULL);
  g_autofree char *path = g_build_filename (folder, "list-XXXXXX", NULL);
  int fd = -1;
  int saved_errno;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  saved_errno = errno;
  if (fd < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                 _ ("A file in %s cannot be made: %s"), folder, g_strerror (saved_errno));
  else
    g_unlink (path);
  return fd;
}
