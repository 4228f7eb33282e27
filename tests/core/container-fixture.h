// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* Where things are in a container that container_pack() made. */
#define CONTAINER_FAT(n_data)       ((n_data) + 3U)
#define CONTAINER_DIRECTORY(n_data) ((n_data) + 1U)
#define CONTAINER_OFFSET(sector)    (((sector) + 1U) * 512)

/* A container with @content as its stream @name, and below a folder "x" another stream @name. The
 * sectors of the stream come first, then an unused one, the directory, the FAT for small streams,
 * and the FAT. */
GByteArray *
container_pack (const char *name, const GByteArray *content);

/* A file of @octets that has no name. */
int
container_open (const GByteArray *octets);
