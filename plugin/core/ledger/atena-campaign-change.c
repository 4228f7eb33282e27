// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Changes the rows of a campaign for a person or after an accident; what a sender writes while it
// sends, the journal does.

#include "atena-campaign-private.h"

#include <glib/gi18n-lib.h>

#include "atena-ledger-private.h"
#include "atena-lock.h"

static gboolean
run_recovery (AtenaCampaign *self, const char *sql, gint64 now, GError **error)
{
  g_autoptr (sqlite3_stmt) update = atena_campaign_prepare (self, sql, error);

  if (update == NULL)
    return FALSE;

  sqlite3_bind_int64 (update, 2, now);
  return atena_sql_run (update, error);
}

gboolean
atena_campaign_recover (AtenaCampaign *self, gint64 now, GError **error)
{
  sqlite3 *db = atena_ledger_get_db (atena_campaign_get_ledger (self));

  if (!atena_sql_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;

  if (run_recovery (self,
                    "UPDATE attempt SET outcome = 'uncertain', settled = ?2 WHERE (row, number) IN"
                    " (SELECT id, attempts FROM row WHERE campaign = ?1 AND state = 'claimed')",
                    now, error) &&
      run_recovery (self,
                    "UPDATE row SET state = 'uncertain', reason = 'interrupted'"
                    " WHERE campaign = ?1 AND state = 'claimed' AND ?2 > 0",
                    now, error) &&
      atena_sql_exec (db, "COMMIT", error))
    return TRUE;

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}
