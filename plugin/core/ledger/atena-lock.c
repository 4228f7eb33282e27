// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Lets one process at a time send a campaign; the kernel drops the right when that process dies.

#include "atena-lock.h"

#include <inttypes.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "atena-error.h"

/* An open file description lock (fcntl(2)) on one octet of one file beside the ledger: octet N is
 * campaign N. Nothing is written to it, so it stays empty however many campaigns there are, and no
 * file has to be removed while another process may be opening it. */
struct _AtenaLock
{
  int fd;
};

static int
open_lock_file (AtenaLedger *ledger)
{
  g_autofree char *path = g_strconcat (atena_ledger_get_path (ledger), ".lock", NULL);

  return g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
}

static struct flock
lock_of (gint64 campaign)
{
  return (struct flock){ .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = campaign, .l_len = 1 };
}

AtenaLock *
atena_lock_acquire (AtenaLedger *ledger, gint64 campaign, GError **error)
{
  g_autoptr (AtenaLock) self = g_new0 (AtenaLock, 1);
  struct flock lock = lock_of (campaign);

  self->fd = open_lock_file (ledger);
  if (self->fd >= 0 && fcntl (self->fd, F_OFD_SETLK, &lock) == 0)
    return g_steal_pointer (&self);

  if (errno == EAGAIN || errno == EACCES)
    g_set_error (error, ATENA_ERROR, ATENA_ERROR_BUSY,
                 _ ("Campaign %" PRId64 " is being sent by another program at this moment"),
                 campaign);
  else
    g_set_error (error, ATENA_ERROR, ATENA_ERROR_LEDGER, _ ("%s.lock cannot be locked: %s"),
                 atena_ledger_get_path (ledger), g_strerror (errno));
  return NULL;
}

void
atena_lock_free (AtenaLock *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

gboolean
atena_lock_is_held (AtenaLedger *ledger, gint64 campaign)
{
  g_autofree char *path = g_strconcat (atena_ledger_get_path (ledger), ".lock", NULL);
  struct flock lock = lock_of (campaign);
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0600);
  gboolean held;

  if (fd < 0)
    return FALSE;

  held = fcntl (fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close (fd);
  return held;
}
