// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* The zipped XML files, called parts, that a workbook of today consists of. */
typedef struct _AtenaPackage AtenaPackage;

/**
 * atena_package_open:
 * @fd: of a file in which one can seek; stays the caller's and open, and its position moves
 * @name: what errors call it; stays the caller's
 *
 * Names in the package are only ever compared, never used as those of files.
 */
AtenaPackage *
atena_package_open (int fd, const char *name, GError **error);
void
atena_package_free (AtenaPackage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaPackage, atena_package_free)

gboolean
atena_package_has (AtenaPackage *self, const char *part);
const char *
atena_package_get_name (AtenaPackage *self);

/* Sets an error that the workbook is not as it should be, and returns FALSE. */
gboolean
atena_package_fail (AtenaPackage *self, GError **error);

/* In octets, packed. */
gint64
atena_package_get_size (AtenaPackage *self);

/* The package where the octets of @part begin, NULL when it has no such part; the caller frees it
 * with archive_read_free(). */
struct archive *
atena_package_open_archive (AtenaPackage *self, const char *part);

/* A part at one of its XML nodes. One part of a package is open at a time. */
typedef struct _AtenaPart AtenaPart;

/* Before the first node of @part, which is at most 1 GiB and no zip bomb. */
AtenaPart *
atena_part_open (AtenaPackage *package, const char *part, GError **error);
void
atena_part_free (AtenaPart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaPart, atena_part_free)

/* Goes to the next node; @ret_more is FALSE behind the last one. A document type is an error. */
gboolean
atena_part_read (AtenaPart *self, gboolean *ret_more, GError **error);

/* Whether the node is the start or the end of an element @name, in whichever name space. An empty
 * element has both, too. */
gboolean
atena_part_is_start (AtenaPart *self, const char *name);
gboolean
atena_part_is_end (AtenaPart *self, const char *name);
guint
atena_part_get_depth (AtenaPart *self);

/* The whole text at hand, NULL when the node is none. Valid until the next node. */
const char *
atena_part_get_text (AtenaPart *self);

/* Takes the attributes of the element at hand into @ret_values, in the order of @names, whichever
 * name space they are in; NULL for those that are not there. Valid until the next node. */
void
atena_part_get_attributes (AtenaPart *self,
                           const char *const *names,
                           const char **ret_values,
                           guint n);
