// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-campaign.h"

/* What is to become of one uncertain row. */
typedef struct
{
  guint number;           /* of the row */
  AtenaDecision decision; /* not ATENA_DECISION_NONE */
} AtenaResolution;

/**
 * atena_campaign_resolve:
 * @resolutions: (array length=n_resolutions)
 * @now: microseconds since 1970
 * @error: ATENA_ERROR_INVALID when one of the rows is not uncertain, ATENA_ERROR_BUSY while
 *   somebody sends the campaign, ATENA_ERROR_LEDGER
 *
 * Does what a person decided about letters of which nobody knows whether they went: all of it, or
 * on error nothing. What a dead sender left under way is uncertain first. A row to be sent again is
 * pending, the same message with the same Message-ID and date; the campaign, if it was finished, is
 * paused then.
 */
gboolean
atena_campaign_resolve (AtenaCampaign *self,
                        const AtenaResolution *resolutions,
                        gsize n_resolutions,
                        gint64 now,
                        GError **error);
