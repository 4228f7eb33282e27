// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-list.h"
#include "atena-table-file.h"

/* A newer version of a saved list, in a file. */
typedef struct
{
  const char *path;          /* the file, also of what was fetched from an https address */
  const char *origin;        /* as in AtenaListSpec; NULL: the same as before */
  AtenaTableOptions options; /* where nothing is said, the list is read as it was before */
  const char *format; /* as in AtenaListSpec, instead of what @options and @self say; or NULL */
  guint chosen;       /* roles (1 << AtenaColumnRole) whose columns somebody has chosen anew */
  gint64 now;         /* microseconds since 1970 */
} AtenaListNewer;

/**
 * atena_list_open_newer:
 *
 * The people of a newer version of @self, read as @self was, whose columns mean what they meant.
 * A column that @self did not have means what its name says, if no other has that meaning and it is
 * none of addresses or files. All that may be changed before atena_list_refresh(). Blocks.
 *
 * @error: that of atena_list_source_open(), and ATENA_ERROR_INVALID when what was kept of @self
 *   cannot be read
 */
AtenaListSource *
atena_list_open_newer (AtenaList *self, const AtenaListNewer *newer, GError **error);

/**
 * atena_list_refresh:
 * @source: of atena_list_open_newer(), or any other list that shall take the place of @self
 * @ret_notes: (out) (transfer full) (array zero-terminated=1): translated sentences about columns
 *   that had a meaning and are not there any more; empty for none
 * @error: as atena_list_create_version(), and ATENA_ERROR_INVALID when there is no column of
 *   addresses, or one of those of @self is gone; @self is as before, and has no newer version
 *
 * Returns: (transfer full): what atena_list_create_version() returns: atena_list_compare() says who
 *   is new, gone or changed, atena_list_adopt() takes it, atena_list_remove() drops it. Blocks.
 */
AtenaList *
atena_list_refresh (AtenaList *self,
                    const AtenaListNewer *newer,
                    AtenaListSource *source,
                    GStrv *ret_notes,
                    GCancellable *cancellable,
                    GError **error);
