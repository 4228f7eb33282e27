// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-cli-columns.h"
#include "atena-download.h"
#include "atena-table-format.h"

/* The options that say which file is the list, and how it is read. Zeroed is none given. */
typedef struct
{
  char *recipients;
  char *sheet;
  char *encoding;
  char *delimiter;
  AtenaCliColumns columns;
} AtenaCliSource;

void
atena_cli_source_clear (AtenaCliSource *self);

/* For g_option_context_add_main_entries(). Owned by the caller. */
GOptionEntry *
atena_cli_source_make_entries (AtenaCliSource *self);

/* Whether there is an option about how the list is read or what its columns mean. */
gboolean
atena_cli_source_has_details (const AtenaCliSource *self);

/* Where a list is on this machine, and how the options say that it is read. */
typedef struct
{
  AtenaDownload *download; /* NULL for a file of somebody's */
  const char *path;        /* borrowed */
  AtenaTableOptions options;
} AtenaCliPlace;

void
atena_cli_place_clear (AtenaCliPlace *self);

/* The list in the file @recipients, or at that https address: fetched then, and here no longer than
 * the place. Borrows from @self. ATENA_ERROR_INVALID. */
gboolean
atena_cli_source_find (const AtenaCliSource *self,
                       const char *recipients,
                       const char *ca_file,
                       AtenaCliPlace *ret_place,
                       GError **error);

/* Makes the columns of @source mean what the options say, and checks that they can. */
gboolean
atena_cli_source_apply (const AtenaCliSource *self, AtenaListSource *source, GError **error);

/* The people of the list that the options name; @ret_place as above. */
AtenaListSource *
atena_cli_source_open (const AtenaCliSource *self,
                       const char *ca_file,
                       AtenaCliPlace *ret_place,
                       GError **error);

/* The options by which a list was read as @format says, "" for none. Owned by the caller. */
char *
atena_cli_source_describe (const AtenaTableFormat *format);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtenaCliPlace, atena_cli_place_clear)
