// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#define ATENA_TYPE_MERGE_PREVIEW (atena_merge_preview_get_type ())
G_DECLARE_FINAL_TYPE (AtenaMergePreview, atena_merge_preview, ATENA, MERGE_PREVIEW, GtkBox)

/* One letter, as it will be. */

/* What goes with every letter: (array zero-terminated=1), "" for a file without a name. */
void
atena_merge_preview_set_attachments (AtenaMergePreview *self, const char *const *names);

/* @files: (nullable): the files for this person alone, as atena_enclosure_folder_open() takes their
 * names */
void
atena_merge_preview_show (AtenaMergePreview *self,
                          const char *to,
                          const char *subject,
                          const char *text,
                          const char *files);
