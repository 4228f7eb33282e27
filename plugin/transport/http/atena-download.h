// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

/* How a list is fetched. Zeroed is the usual. */
typedef struct
{
  const char *ca_file;  /* certificates trusted besides those of the system, or NULL */
  const char *etag;     /* of an earlier download, or NULL */
  const char *modified; /* likewise */
  guint64 max_size;     /* octets; 0 stands for 100 MiB */
  guint idle_ms;        /* how long nothing may come; 0 stands for 30 s */
  guint total_ms;       /* how long all may take; 0 stands for 10 minutes */

  /* Called in the thread that fetches. @expected is 0 where it is not known. */
  void (*progress) (guint64 received, guint64 expected, gpointer data);
  gpointer progress_data;
} AtenaDownloadOptions;

/* A list that was fetched. */
typedef struct
{
  char *name; /* the address without what may be secret in it, for people */
  char *path; /* opens the octets as long as this lives; the file itself has no name. NULL where
                 they are unchanged */
  char *etag; /* for asking later whether the list has changed; or NULL */
  char *modified;
  int fd;
} AtenaDownload;

void
atena_download_free (AtenaDownload *self);

/* Whether @text is meant as an address of the web rather than as a file name. */
gboolean
atena_download_is_address (const char *text);

/**
 * atena_download_fetch:
 * @address: an https address without user and password
 * @error: ATENA_ERROR_INVALID with the address and what to do, G_IO_ERROR_CANCELLED, or an error of
 *   the network with the address before it
 *
 * Fetches a list. Blocks, so not for a main thread. https only, also where redirected (at most five
 * times); certificates are always checked; no cookies, no signing in. A web page is refused, since
 * it is one for signing in or for looking at a list; but where a Nextcloud shows one for a file
 * that is shared, the file is fetched. With @etag or @modified of an earlier download of @address,
 * the octets come only if they have changed.
 */
AtenaDownload *
atena_download_fetch (const char *address,
                      const AtenaDownloadOptions *options,
                      GCancellable *cancellable,
                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaDownload, atena_download_free)
