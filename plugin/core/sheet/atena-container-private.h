// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* A file of several streams, in which the Office programs of old kept their documents (MS-CFB). */
typedef struct _AtenaContainer AtenaContainer;

/**
 * atena_container_open:
 * @fd: of a file in which one can seek; stays the caller's and open, and its position stays
 *
 * NULL when the file is no container or a damaged one.
 */
AtenaContainer *
atena_container_open (int fd);
void
atena_container_free (AtenaContainer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaContainer, atena_container_free)

/* Whether there is a stream @name, an ASCII name, at the top of the container. */
gboolean
atena_container_has (AtenaContainer *self, const char *name);

/* All octets of the stream @name, never more than the file has; NULL when there is none or when it
 * is damaged. */
GByteArray *
atena_container_read (AtenaContainer *self, const char *name);
