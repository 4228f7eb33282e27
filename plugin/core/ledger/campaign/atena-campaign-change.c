// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Changes a campaign for a person, or after an accident, while nobody sends it; what a sender
// writes while it sends, the journal does.

#include "atena-campaign-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "atena-error.h"
#include "atena-ledger-private.h"
#include "atena-lock.h"

/* Up to where every letter's copy is worth its place in the folder Sent. */
#define MAX_COPIED_LETTERS 50
#define MAX_COPIED_BYTES   (50 * 1000 * 1000)

#define IS_DRAFT   "EXISTS (SELECT 1 FROM campaign WHERE id = ?1 AND state = 'draft')"
#define IS_MERGE   "(SELECT kind FROM campaign WHERE id = ?1) = 'merge'"
#define IS_STARTED "(SELECT state FROM campaign WHERE id = ?1) IN ('ready', 'running', 'paused')"

static sqlite3 *
get_db (AtenaCampaign *self)
{
  return atena_ledger_get_db (atena_campaign_get_ledger (self));
}

static gboolean
run_statement (AtenaCampaign *self, const char *sql, gint64 value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = atena_campaign_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 2, value);
  return atena_sql_run (statement, error);
}

/* Runs two statements, in which ?2 is @value, in one transaction. */
static gboolean
run_both (AtenaCampaign *self, const char *first, const char *second, gint64 value, GError **error)
{
  sqlite3 *db = get_db (self);

  if (!atena_sql_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (run_statement (self, first, value, error) && run_statement (self, second, value, error) &&
      atena_sql_exec (db, "COMMIT", error))
    return TRUE;

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* For a change that only a campaign in state draft allows: whether the statement before found one.
 */
static gboolean
check_changed (AtenaCampaign *self, GError **error)
{
  if (sqlite3_changes (get_db (self)) > 0)
    return TRUE;

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("Campaign %" PRId64 " has been confirmed and cannot be changed any more"),
               atena_campaign_get_id (self));
  return FALSE;
}

/* Why no row was changed. Always FALSE. */
static gboolean
refuse_tick (AtenaCampaign *self, guint number, GError **error)
{
  AtenaCampaignState state;

  if (!atena_campaign_read_state (self, &state, error))
    return FALSE;
  if (state != ATENA_CAMPAIGN_DRAFT)
    return check_changed (self, error);

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("Row %u is left out for a reason of its own and cannot be chosen"),
               atena_campaign_find_sheet_row (self, number));
  return FALSE;
}

gboolean
atena_campaign_set_ticked (AtenaCampaign *self, guint number, gboolean ticked, GError **error)
{
  g_autoptr (sqlite3_stmt) update =
    atena_campaign_prepare (self,
                            "UPDATE row SET state = iif (?3, 'pending', 'excluded'),"
                            " reason = iif (?3, '', 'unticked') WHERE campaign = ?1 AND number = ?2"
                            " AND (state = 'pending' OR reason = 'unticked') AND " IS_DRAFT,
                            error);

  if (update == NULL)
    return FALSE;

  sqlite3_bind_int64 (update, 2, number);
  sqlite3_bind_int (update, 3, ticked);
  if (!atena_sql_run (update, error))
    return FALSE;
  return sqlite3_changes (get_db (self)) > 0 || refuse_tick (self, number, error);
}

AtenaKeep
atena_campaign_choose_keep (guint64 letters, guint64 bytes)
{
  return letters <= MAX_COPIED_LETTERS && bytes <= MAX_COPIED_BYTES ? ATENA_KEEP_EACH
                                                                    : ATENA_KEEP_ONE;
}

gboolean
atena_campaign_set_keep (AtenaCampaign *self, AtenaKeep keep, GError **error)
{
  G_STATIC_ASSERT (ATENA_KEEP_ONE == 1 && ATENA_KEEP_EACH == 2);

  return run_both (self,
                   "UPDATE row SET copy_state ="
                   " iif (?2 = 2 AND role = 'letter' AND " IS_MERGE ", 'wanted', 'none')"
                   " WHERE campaign = ?1 AND " IS_DRAFT,
                   "UPDATE campaign SET copy_state ="
                   " iif (?2 = 1 AND kind = 'merge', 'wanted', 'none')"
                   " WHERE id = ?1 AND state = 'draft'",
                   keep, error) &&
         check_changed (self, error);
}

gboolean
atena_campaign_set_copy (AtenaCampaign *self, gint64 row, AtenaCopyState state, GError **error)
{
  g_autoptr (sqlite3_stmt) update =
    atena_campaign_prepare (self,
                            row != 0
                              ? "UPDATE row SET copy_state = ?2 WHERE campaign = ?1 AND id = ?3"
                              : "UPDATE campaign SET copy_state = ?2 WHERE id = ?1",
                            error);

  if (update == NULL)
    return FALSE;

  atena_sql_bind_text (update, 2, atena_copy_state_to_string (state));
  sqlite3_bind_int64 (update, 3, row);
  return atena_sql_run (update, error);
}

gboolean
atena_campaign_discard (AtenaCampaign *self, GError **error)
{
  if (!run_statement (self, "DELETE FROM campaign WHERE id = ?1 AND state = 'draft'", 0, error) ||
      !check_changed (self, error))
    return FALSE;

  /* The log still holds what was deleted. If somebody else is reading, it is emptied when the last
   * one closes the ledger. */
  atena_sql_exec (get_db (self), "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
  return TRUE;
}

gboolean
atena_campaign_stop (AtenaCampaign *self, GError **error)
{
  gint64 id = atena_campaign_get_id (self);
  g_autoptr (AtenaLock) lock = atena_lock_acquire (atena_campaign_get_ledger (self), id, error);

  /* Running, with the lock in our hands, means that its sender died. */
  if (lock == NULL ||
      !run_both (self,
                 "UPDATE row SET state = 'excluded', reason = 'stopped', detail = ''"
                 " WHERE campaign = ?1 AND (state = 'pending' OR state = 'deferred')"
                 " AND " IS_STARTED,
                 "UPDATE campaign SET state = 'finished', reason = ''"
                 " WHERE id = ?1 AND " IS_STARTED,
                 0, error))
    return FALSE;
  if (sqlite3_changes (get_db (self)) > 0)
    return TRUE;

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("Campaign %" PRId64 " is not under way, so there is nothing to stop"), id);
  return FALSE;
}

gboolean
atena_campaign_recover (AtenaCampaign *self, gint64 now, GError **error)
{
  return run_both (self,
                   "UPDATE attempt SET outcome = 'uncertain', settled = ?2 WHERE (row, number) IN"
                   " (SELECT id, attempts FROM row WHERE campaign = ?1 AND state = 'claimed')",
                   "UPDATE row SET state = 'uncertain', reason = 'interrupted'"
                   " WHERE campaign = ?1 AND state = 'claimed'",
                   now, error);
}
