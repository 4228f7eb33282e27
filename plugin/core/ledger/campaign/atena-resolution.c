// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Does what a person decided about uncertain letters; asks nobody and sends nothing.

#include "atena-resolution.h"

#include <glib/gi18n-lib.h>

#include "atena-campaign-private.h"
#include "atena-error.h"
#include "atena-ledger-private.h"
#include "atena-lock.h"

static const char *const states[ATENA_N_DECISIONS] = {
  [ATENA_DECISION_HOLD] = "uncertain",
  [ATENA_DECISION_SENT] = "sent",
  [ATENA_DECISION_AGAIN] = "pending",
};

static gboolean
resolve_row (AtenaCampaign *self,
             sqlite3_stmt *update,
             const AtenaResolution *resolution,
             gint64 now,
             GError **error)
{
  sqlite3_bind_int64 (update, 2, resolution->number);
  atena_sql_bind_text (update, 3, states[resolution->decision]);
  atena_sql_bind_text (update, 4, atena_decision_to_string (resolution->decision));
  sqlite3_bind_int64 (update, 5, now);

  if (!atena_sql_run (update, error))
    return FALSE;
  if (sqlite3_changes (sqlite3_db_handle (update)) > 0)
    return TRUE;

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("Row %u: It is not unknown any more whether this letter was sent"),
               atena_campaign_find_sheet_row (self, resolution->number));
  return FALSE;
}

/* Why a letter was uncertain belongs to the uncertain ones alone. */
static gboolean
resolve_rows (AtenaCampaign *self,
              const AtenaResolution *resolutions,
              gsize n_resolutions,
              gint64 now,
              GError **error)
{
  g_autoptr (sqlite3_stmt) update = atena_sql_prepare (
    atena_ledger_get_db (atena_campaign_get_ledger (self)),
    "UPDATE row SET state = ?3, reason = iif (?3 = 'uncertain', reason, ''),"
    " decision = ?4, decided = ?5 WHERE campaign = ?1 AND number = ?2 AND state = 'uncertain'",
    error);

  if (update == NULL)
    return FALSE;

  for (gsize i = 0; i < n_resolutions; i++)
    {
      sqlite3_bind_int64 (update, 1, atena_campaign_get_id (self));
      if (!resolve_row (self, update, &resolutions[i], now, error))
        return FALSE;
    }
  return TRUE;
}

/* Not every letter was tried any more. */
static gboolean
reopen_campaign (AtenaCampaign *self, GError **error)
{
  g_autoptr (sqlite3_stmt) update =
    atena_campaign_prepare (self,
                            "UPDATE campaign SET state = 'paused', reason = ''"
                            " WHERE id = ?1 AND state = 'finished' AND EXISTS"
                            " (SELECT 1 FROM row WHERE campaign = ?1 AND state = 'pending')",
                            error);

  return update != NULL && atena_sql_run (update, error);
}

gboolean
atena_campaign_resolve (AtenaCampaign *self,
                        const AtenaResolution *resolutions,
                        gsize n_resolutions,
                        gint64 now,
                        GError **error)
{
  g_autoptr (AtenaLock) lock = NULL;
  sqlite3 *db;

  g_return_val_if_fail (ATENA_IS_CAMPAIGN (self), FALSE);
  for (gsize i = 0; i < n_resolutions; i++)
    g_return_val_if_fail (resolutions[i].decision != ATENA_DECISION_NONE, FALSE);

  lock = atena_lock_acquire (atena_campaign_get_ledger (self), atena_campaign_get_id (self), error);
  db = atena_ledger_get_db (atena_campaign_get_ledger (self));
  if (lock == NULL || !atena_campaign_recover (self, now, error) ||
      !atena_sql_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (resolve_rows (self, resolutions, n_resolutions, now, error) &&
      reopen_campaign (self, error) && atena_sql_exec (db, "COMMIT", error))
    return TRUE;

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}
