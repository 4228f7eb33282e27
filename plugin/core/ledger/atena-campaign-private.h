// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-campaign.h"
#include "atena-sql-private.h"

/* The inverse of what a ledger keeps of a list of strings, a JSON array. */
GStrv
atena_campaign_strings_from_json (const char *json, GError **error);

/* A statement on the ledger of @self in which ?1 is the number of the campaign, for one run. */
sqlite3_stmt *
atena_campaign_prepare (AtenaCampaign *self, const char *sql, GError **error);
