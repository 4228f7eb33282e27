// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-campaign.h"
#include "atena-sql-private.h"

/* A statement on the ledger of @self in which ?1 is the number of the campaign, for one run. */
sqlite3_stmt *
atena_campaign_prepare (AtenaCampaign *self, const char *sql, GError **error);

/* atena_campaign_count() of the campaign with the number @campaign, which need not be loaded. */
gboolean
atena_campaign_count_rows (AtenaLedger *ledger,
                           gint64 campaign,
                           AtenaCounts *ret_counts,
                           GError **error);

/* The inverses of what a ledger keeps; nothing else may stand there. */
AtenaCampaignState
atena_campaign_state_from_string (const char *name);
AtenaCampaignKind
atena_campaign_kind_from_string (const char *name);

/* The letter compiled again, with line ends of another kind. */
AtenaLetter *
atena_campaign_compile (AtenaCampaign *self, AtenaNewline newline, GError **error);

/* The row of the sheet in which the recipient with @number stands, for a message about it. */
guint
atena_campaign_find_sheet_row (AtenaCampaign *self, guint number);

/* (element-type AtenaRow): those sent of which a copy is wanted. */
GPtrArray *
atena_campaign_read_uncopied (AtenaCampaign *self, GError **error);

/* Whose letter the one copy of the campaign is: the writer's own, with every field holding its
 * placeholder; dated as the first letter that went. NULL when none is wanted or none went. */
gboolean
atena_campaign_read_specimen (AtenaCampaign *self, AtenaRecipient **ret_specimen, GError **error);

/* Records what became of a copy: of the row with @row as its id, or with 0 of the one copy of the
 * campaign. */
gboolean
atena_campaign_set_copy (AtenaCampaign *self, gint64 row, AtenaCopyState state, GError **error);
