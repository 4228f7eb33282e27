// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

#include "atena-reason.h"

#define ATENA_TYPE_ENCLOSURE (atena_enclosure_get_type ())

/* A file that goes with the letter of one person, as it was when it was read. Immutable, reference
 * counted. */
typedef struct _AtenaEnclosure AtenaEnclosure;

GType
atena_enclosure_get_type (void);

AtenaEnclosure *
atena_enclosure_ref (AtenaEnclosure *self);
void
atena_enclosure_unref (AtenaEnclosure *self);

/* Where it stands in its folder: the same text for the same file, whatever way the list names it.
 */
const char *
atena_enclosure_get_path (AtenaEnclosure *self);

/* What the person who gets it sees. */
const char *
atena_enclosure_get_name (AtenaEnclosure *self);

/* A body part (RFC 2045): an attachment in base64, its name as RFC 2231 and for Outlook as RFC 2047
 * has it; pure ASCII, lines end with CRLF, the last one without. */
GBytes *
atena_enclosure_get_part (AtenaEnclosure *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaEnclosure, atena_enclosure_unref)

#define ATENA_TYPE_ENCLOSURE_FOLDER (atena_enclosure_folder_get_type ())
G_DECLARE_FINAL_TYPE (
  AtenaEnclosureFolder, atena_enclosure_folder, ATENA, ENCLOSURE_FOLDER, GObject)

/**
 * atena_enclosure_folder_new:
 * @path: absolute; nothing outside of it is ever read, not by way of a link either
 * @error: ATENA_ERROR_INVALID when there is no such folder
 *
 * Reads files and keeps those read lately, up to 64 MB, so that one for several people is read and
 * encoded once. Safe to use from several threads.
 */
AtenaEnclosureFolder *
atena_enclosure_folder_new (const char *path, GError **error);

/* As the file system has it. */
const char *
atena_enclosure_folder_get_path (AtenaEnclosureFolder *self);

/**
 * atena_enclosure_folder_open:
 * @names: file names, apart by "|", surrounding spaces not counting; blank for none. A name may
 * have folders in it, and its letters and marks may be composed in another way than in the folder
 * @ret_reason: (out): why not, untouched on success: ATENA_REASON_FILE_MISSING, _OUTSIDE,
 *   _UNREADABLE or _TOO_LARGE
 * @ret_detail: (out): the name that it is about
 *
 * Returns: (element-type AtenaEnclosure) (nullable): in the order of @names
 */
GPtrArray *
atena_enclosure_folder_open (AtenaEnclosureFolder *self,
                             const char *names,
                             AtenaReason *ret_reason,
                             char **ret_detail);

/**
 * atena_enclosure_folder_reopen:
 * @record: what atena_enclosures_to_record() made
 * @error: ATENA_ERROR_INVALID when a file is not what it was then
 */
GPtrArray *
atena_enclosure_folder_reopen (AtenaEnclosureFolder *self, const char *record, GError **error);

/* @enclosures for a ledger: their paths, sizes and digests as a JSON array, or "" for none. */
char *
atena_enclosures_to_record (GPtrArray *enclosures);

/* About how many octets the files of @record, which atena_enclosures_to_record() made, add to a
 * letter. */
gsize
atena_enclosures_estimate_size (const char *record);
