// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-campaign.h"
#include "atena-clock.h"
#include "atena-transport.h"

#define ATENA_TYPE_SENDER (atena_sender_get_type ())
G_DECLARE_FINAL_TYPE (AtenaSender, atena_sender, ATENA, SENDER, GObject)

/* How far a sender is. */
typedef struct
{
  AtenaCounts counts;
  gint64 now;    /* microseconds since 1970 */
  gint64 finish; /* when the last letter of this run will be begun at the campaign's pace */
} AtenaProgress;

typedef void (*AtenaProgressFunc) (const AtenaProgress *progress, gpointer data);

/* @clock: (nullable): NULL for the real one. */
AtenaSender *
atena_sender_new (AtenaCampaign *campaign, AtenaTransport *transport, AtenaClock clock);

/* @func is called from the thread that sends, at most every @interval microseconds and once at the
 * end. */
void
atena_sender_set_progress (AtenaSender *self,
                           AtenaProgressFunc func,
                           gpointer data,
                           gint64 interval);

/* At most @letters are begun by the next run, which then ends with ATENA_ERROR_LIMIT if more are
 * left; 0, the default, for all. */
void
atena_sender_set_limit (AtenaSender *self, guint64 letters);

/**
 * atena_sender_run:
 * @cancellable: stops before the next letter
 * @error: why letters are left that can still be sent: ATENA_ERROR_ACCOUNT with the server's words,
 *   ATENA_ERROR_LEDGER, ATENA_ERROR_BUSY when somebody else sends this campaign,
 *   ATENA_ERROR_LIMIT, G_IO_ERROR_CANCELLED
 *
 * Blocks and sends what is pending or deferred, never what is uncertain. The campaign is finished
 * afterwards, or paused with the reason. Refuses one in state draft (ATENA_ERROR_INVALID).
 */
gboolean
atena_sender_run (AtenaSender *self, GCancellable *cancellable, GError **error);
