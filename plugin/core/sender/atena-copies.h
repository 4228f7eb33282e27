// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-campaign.h"

#define ATENA_TYPE_COPIES (atena_copies_get_type ())
G_DECLARE_INTERFACE (AtenaCopies, atena_copies, ATENA, COPIES, GObject)

/* A place where a host keeps what was sent: the folder Sent. */
struct _AtenaCopiesInterface
{
  GTypeInterface parent;

  gboolean (*store) (AtenaCopies *self, GBytes *message, GCancellable *cancellable, GError **error);
};

/* @message: as it was sent, line ends LF. Blocks. */
gboolean
atena_copies_store (AtenaCopies *self, GBytes *message, GCancellable *cancellable, GError **error);

/**
 * atena_copies_run:
 * @error: ATENA_ERROR_LEDGER or G_IO_ERROR_CANCELLED; what the host could not store is no error but
 *   recorded as failed, after one more try
 *
 * Stores the copies of @campaign that are wanted and not stored yet: those of letters that were
 * sent, or the one of a campaign of which anything was sent. Copies never change what is known
 * about a letter. Blocks; for the thread that has sent, or later. Holds the lock of the campaign,
 * so ATENA_ERROR_BUSY while somebody sends it. When the process dies after a copy was stored and
 * before that is recorded, the next run stores it once more: a harmless second copy.
 */
gboolean
atena_copies_run (AtenaCopies *self,
                  AtenaCampaign *campaign,
                  GCancellable *cancellable,
                  GError **error);
