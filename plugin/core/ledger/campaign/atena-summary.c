// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Reads campaigns at a glance, many at a time; what is in their letters and rows is read elsewhere.

#include "atena-summary.h"

#include <inttypes.h>
#include <glib/gi18n-lib.h>

#include "atena-campaign-private.h"
#include "atena-error.h"
#include "atena-ledger-private.h"
#include "atena-lock.h"

/* Attachments need not be read for a subject; SQLite reads a blob only as far as is asked. */
#define HEADER_OCTETS "65536"

#define COLUMNS                                                               \
  "id, kind, state, reason, account, settings, sender, sender_name, created," \
  " substr (draft, 1, " HEADER_OCTETS ")"

void
atena_summary_free (AtenaSummary *self)
{
  g_free (self->reason);
  g_free (self->account);
  g_free (self->settings);
  g_free (self->sender);
  g_free (self->sender_name);
  g_free (self->subject);
  g_free (self);
}

/* Claimed rows of a dead sender are uncertain, and nobody can have decided about them. */
static gboolean
count_undecided (AtenaLedger *ledger, AtenaSummary *self, GError **error)
{
  g_autoptr (sqlite3_stmt) select =
    atena_sql_prepare (atena_ledger_get_db (ledger),
                       "SELECT count (*) FROM row WHERE campaign = ?1 AND state = 'uncertain'"
                       " AND decision = 'hold'",
                       error);
  gboolean row;

  if (select == NULL)
    return FALSE;
  sqlite3_bind_int64 (select, 1, self->id);
  if (!atena_sql_step (select, &row, error))
    return FALSE;

  self->undecided =
    self->counts.rows[ATENA_ROW_UNCERTAIN] -
    MIN ((guint64) sqlite3_column_int64 (select, 0), self->counts.rows[ATENA_ROW_UNCERTAIN]);
  return TRUE;
}

static AtenaSummary *
read_summary (AtenaLedger *ledger, sqlite3_stmt *select, GError **error)
{
  g_autoptr (AtenaSummary) self = g_new0 (AtenaSummary, 1);

  self->id = sqlite3_column_int64 (select, 0);
  self->kind = atena_campaign_kind_from_string (atena_sql_column_text (select, 1));
  self->state = atena_campaign_state_from_string (atena_sql_column_text (select, 2));
  self->reason = g_strdup (atena_sql_column_text (select, 3));
  self->account = g_strdup (atena_sql_column_text (select, 4));
  self->settings = g_strdup (atena_sql_column_text (select, 5));
  self->sender = g_strdup (atena_sql_column_text (select, 6));
  self->sender_name = g_strdup (atena_sql_column_text (select, 7));
  self->created = sqlite3_column_int64 (select, 8);
  self->subject = atena_draft_peek_subject (sqlite3_column_blob (select, 9),
                                            (gsize) sqlite3_column_bytes (select, 9));
  if (self->state == ATENA_CAMPAIGN_RUNNING && !atena_lock_is_held (ledger, self->id))
    self->state = ATENA_CAMPAIGN_PAUSED;

  if (!atena_campaign_count_rows (ledger, self->id, &self->counts, error) ||
      !count_undecided (ledger, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

AtenaSummary *
atena_ledger_read_summary (AtenaLedger *self, gint64 campaign, GError **error)
{
  g_autoptr (sqlite3_stmt) select = NULL;
  gboolean row;

  g_return_val_if_fail (ATENA_IS_LEDGER (self), NULL);

  select = atena_sql_prepare (atena_ledger_get_db (self),
                              "SELECT " COLUMNS " FROM campaign WHERE id = ?1", error);
  if (select == NULL)
    return NULL;
  sqlite3_bind_int64 (select, 1, campaign);
  if (!atena_sql_step (select, &row, error))
    return NULL;
  if (row)
    return read_summary (self, select, error);

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("There is no campaign %" PRId64),
               campaign);
  return NULL;
}

GPtrArray *
atena_ledger_list_campaigns (AtenaLedger *self, guint states, gboolean with_tests, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) atena_summary_free);
  g_autoptr (sqlite3_stmt) select = NULL;
  gboolean row = TRUE;

  g_return_val_if_fail (ATENA_IS_LEDGER (self), NULL);

  select = atena_sql_prepare (atena_ledger_get_db (self),
                              "SELECT " COLUMNS
                              " FROM campaign WHERE kind = 'merge' OR ?1 ORDER BY id DESC",
                              error);
  if (select == NULL)
    return NULL;
  sqlite3_bind_int (select, 1, with_tests);
  while (atena_sql_step (select, &row, error) && row)
    {
      g_autoptr (AtenaSummary) summary = read_summary (self, select, error);

      if (summary == NULL)
        return NULL;
      if (states == 0 || (states & (1u << summary->state)))
        g_ptr_array_add (list, g_steal_pointer (&summary));
    }

  return row ? NULL : g_steal_pointer (&list);
}
