// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-campaign.h"
#include "atena-shift.h"

/**
 * atena_campaign_find_shifts:
 * @history: (nullable): the ledger that has the earlier campaigns, for a campaign in a temporary
 *   one; NULL: its own
 * @known: (nullable): people with names that are known already, such as those of an address book
 *
 * Looks at the letters of a campaign: whether its names are those of the newest earlier campaign
 * that sent somebody a letter, and those of @known; whether readings (columns such as フリガナ) fit
 * the addresses; whether file names in columns such as 添付ファイル fit the names and numbers of
 * their rows. What atena_campaign_accept_shift() was told is accepted.
 *
 * Returns: (element-type AtenaShiftFinding)
 */
GPtrArray *
atena_campaign_find_shifts (AtenaCampaign *self,
                            AtenaLedger *history,
                            AtenaRecipientSource *known,
                            GCancellable *cancellable,
                            GError **error);

/* Somebody looked at @finding and it is right; remembered for this campaign and these differences.
 * @now: microseconds since 1970 */
gboolean
atena_campaign_accept_shift (AtenaCampaign *self,
                             const AtenaShiftFinding *finding,
                             gint64 now,
                             GError **error);

/* The first of @findings that holds a start, or NULL. Borrowed. */
const AtenaShiftFinding *
atena_shift_find_holding (GPtrArray *findings);
