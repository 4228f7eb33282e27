// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-campaign.h"
#include "atena-clock.h"
#include "atena-feed.h"

/* What a sender sees of its feed. */

/**
 * atena_feed_new:
 * @error: ATENA_ERROR_LEDGER
 *
 * Starts the journal and offers the pending and deferred rows of @campaign, whose lock the caller
 * holds.
 */
AtenaFeed *
atena_feed_new (AtenaCampaign *campaign,
                AtenaClock clock,
                GCancellable *cancellable,
                GError **error);

/* Offers no more once @letters have been begun and not returned; 0 for all. */
void
atena_feed_set_limit (AtenaFeed *self, guint64 letters);

/* Whether the limit keeps letters back. */
gboolean
atena_feed_is_limited (AtenaFeed *self);

/* Called after every change and at every poll, from the thread that runs the transport. */
void
atena_feed_set_progress (AtenaFeed *self, void (*progress) (gpointer data), gpointer data);

/* The rows of the campaign as they are now. */
const AtenaCounts *
atena_feed_get_counts (AtenaFeed *self);

/* When the last letter that this feed offers will be begun if nothing holds it up but the pace:
 * microseconds since 1970. */
gint64
atena_feed_estimate_finish (AtenaFeed *self);

/**
 * atena_feed_close:
 * @error: what ended the feed before its end: ATENA_ERROR_ACCOUNT with the words of a server's
 * answer that concerns the account, or ATENA_ERROR_LEDGER
 *
 * Stops the journal and frees @self; every claim is settled by then.
 */
gboolean
atena_feed_close (AtenaFeed *self, GError **error);
