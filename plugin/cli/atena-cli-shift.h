// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-campaign.h"

/* Says which rows of @campaign seem to have slipped; @history as atena_campaign_find_shifts() takes
 * it. @ret_holds: whether somebody must look before the letters go */
gboolean
atena_cli_shift_print (AtenaCampaign *campaign,
                       AtenaLedger *history,
                       gboolean *ret_holds,
                       GError **error);
