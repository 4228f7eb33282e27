// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <stdio.h>

#include "atena-campaign.h"
#include "atena-cli-columns.h"

/* The options about files that go to single people. Zeroed is none given. */
typedef struct
{
  char *column;
  char *folder;
  char *same; /* "all" or NULL */
} AtenaCliAttachments;

void
atena_cli_attachments_clear (AtenaCliAttachments *self);

/* Whether the options can be; the column becomes one of @columns. ATENA_ERROR_INVALID. */
gboolean
atena_cli_attachments_apply (const AtenaCliAttachments *self,
                             AtenaCliColumns *columns,
                             GError **error);

/* Lets @spec have the files that @columns tell of; @list is the file name of the list or
 * NULL, and @ret_folder keeps what @spec borrows. ATENA_ERROR_INVALID. */
gboolean
atena_cli_attachments_describe (const AtenaCliAttachments *self,
                                AtenaColumns *columns,
                                const char *list,
                                AtenaCampaignSpec *spec,
                                char **ret_folder,
                                GError **error);

/* Says how many files go to single people, if any do. */
gboolean
atena_cli_attachments_print (AtenaCampaign *campaign, FILE *stream, GError **error);
