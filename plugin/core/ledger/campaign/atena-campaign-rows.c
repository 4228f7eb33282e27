// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Reads the rows of a campaign, and what they tell about an account; changes nothing.

#include "atena-campaign-private.h"

#include "atena-ledger-private.h"
#include "atena-lock.h"
#include "atena-strings-private.h"

static AtenaRowState
row_state_from_string (const char *name)
{
  for (guint i = 0; i < ATENA_N_ROW_STATES; i++)
    if (g_str_equal (name, atena_row_state_to_string (i)))
      return i;

  g_assert_not_reached ();
}

static AtenaCopyState
copy_state_from_string (const char *name)
{
  for (AtenaCopyState state = ATENA_COPY_NONE; state <= ATENA_COPY_FAILED; state++)
    if (g_str_equal (name, atena_copy_state_to_string (state)))
      return state;

  g_assert_not_reached ();
}

/* Whether somebody sends the campaign. Asked before rows are read: what is claimed after a living
 * sender was seen stays claimed. */
static gboolean
is_alive (AtenaCampaign *self)
{
  return atena_lock_is_held (atena_campaign_get_ledger (self), atena_campaign_get_id (self));
}

guint64
atena_counts_get_total (const AtenaCounts *self)
{
  guint64 total = 0;

  for (guint i = 0; i < ATENA_N_ROW_STATES; i++)
    total += self->rows[i];
  return total;
}

gboolean
atena_campaign_count_rows (AtenaLedger *ledger,
                           gint64 campaign,
                           AtenaCounts *ret_counts,
                           GError **error)
{
  gboolean alive = atena_lock_is_held (ledger, campaign);
  AtenaCounts counts = { 0 };
  g_autoptr (sqlite3_stmt) select =
    atena_sql_prepare (atena_ledger_get_db (ledger),
                       "SELECT state, count (*), sum (role = 'copy') FROM row"
                       " WHERE campaign = ?1 GROUP BY state",
                       error);
  gboolean row = TRUE;

  if (select == NULL)
    return FALSE;

  sqlite3_bind_int64 (select, 1, campaign);
  while (atena_sql_step (select, &row, error) && row)
    {
      AtenaRowState state = row_state_from_string (atena_sql_column_text (select, 0));

      counts.rows[state] = (guint64) sqlite3_column_int64 (select, 1);
      counts.copies += (guint64) sqlite3_column_int64 (select, 2);
    }
  if (row)
    return FALSE;

  if (!alive)
    {
      counts.rows[ATENA_ROW_UNCERTAIN] += counts.rows[ATENA_ROW_CLAIMED];
      counts.rows[ATENA_ROW_CLAIMED] = 0;
    }
  *ret_counts = counts;
  return TRUE;
}

gboolean
atena_campaign_count (AtenaCampaign *self, AtenaCounts *ret_counts, GError **error)
{
  return atena_campaign_count_rows (atena_campaign_get_ledger (self), atena_campaign_get_id (self),
                                    ret_counts, error);
}

gboolean
atena_campaign_count_enclosures (AtenaCampaign *self,
                                 AtenaEnclosureCounts *ret_counts,
                                 GError **error)
{
  g_autoptr (sqlite3_stmt) select = atena_campaign_prepare (
    self,
    "SELECT count (*), coalesce (sum (files), 0), coalesce (sum (bytes), 0),"
    " coalesce (max (bytes), 0) FROM (SELECT count (*) AS files,"
    "   sum (json_extract (file.value, '$.size')) AS bytes"
    "  FROM row, json_each (iif (enclosures = '', '[]', enclosures)) AS file"
    "  WHERE campaign = ?1 AND state <> 'excluded' GROUP BY row.id)",
    error);
  gboolean row;

  if (select == NULL || !atena_sql_step (select, &row, error))
    return FALSE;

  *ret_counts = (AtenaEnclosureCounts){ .letters = (guint64) sqlite3_column_int64 (select, 0),
                                        .files = (guint64) sqlite3_column_int64 (select, 1),
                                        .bytes = (guint64) sqlite3_column_int64 (select, 2),
                                        .largest = (guint64) sqlite3_column_int64 (select, 3) };
  return TRUE;
}

/* As stored: with the role and the Message-ID that the row has. */
static AtenaRecipient *
read_recipient (sqlite3_stmt *select, GError **error)
{
  const char *address = atena_sql_column_text (select, 2);
  AtenaReason reason = ATENA_REASON_NONE;
  g_autoptr (AtenaMailbox) mailbox =
    atena_mailbox_parse (address, -1, atena_sql_column_text (select, 3), &reason);
  g_auto (GStrv) values = atena_strings_from_json (atena_sql_column_text (select, 4), error);
  g_autoptr (AtenaRecipient) recipient = NULL;
  g_autoptr (AtenaRecipient) placed = NULL;
  g_autoptr (AtenaRecipient) assigned = NULL;

  if (values == NULL)
    return NULL;

  recipient = atena_recipient_new ((guint) sqlite3_column_int64 (select, 1), mailbox, address,
                                   reason, (const char *const *) values);
  placed = atena_recipient_place (recipient, (guint) sqlite3_column_int64 (select, 18));
  assigned =
    atena_recipient_assign (placed, g_str_equal (atena_sql_column_text (select, 15), "copy")
                                      ? ATENA_ROLE_COPY
                                      : ATENA_ROLE_LETTER);
  return atena_recipient_stamp (assigned, atena_sql_column_text (select, 8),
                                sqlite3_column_int64 (select, 9));
}

static AtenaRow *
read_row (sqlite3_stmt *select, gboolean alive, GError **error)
{
  g_autoptr (AtenaRow) self = g_new0 (AtenaRow, 1);

  self->recipient = read_recipient (select, error);
  if (self->recipient == NULL)
    return NULL;

  self->id = sqlite3_column_int64 (select, 0);
  self->name = g_strdup (atena_sql_column_text (select, 3));
  self->state = row_state_from_string (atena_sql_column_text (select, 5));
  self->reason = g_strdup (atena_sql_column_text (select, 6));
  self->detail = g_strdup (atena_sql_column_text (select, 7));
  self->attempts = (guint) sqlite3_column_int64 (select, 10);
  self->time = sqlite3_column_int64 (select, 11);
  self->code = (guint) sqlite3_column_int64 (select, 12);
  self->enhanced = g_strdup (atena_sql_column_text (select, 13));
  self->reply = g_strdup (atena_sql_column_text (select, 14));
  self->copy = copy_state_from_string (atena_sql_column_text (select, 16));
  self->decision = atena_decision_from_string (atena_sql_column_text (select, 17));
  self->enclosures = g_strdup (atena_sql_column_text (select, 19));
  if (self->state == ATENA_ROW_CLAIMED && !alive)
    {
      self->state = ATENA_ROW_UNCERTAIN;
      g_free (self->reason);
      self->reason = g_strdup (atena_reason_to_string (ATENA_REASON_INTERRUPTED));
    }
  return g_steal_pointer (&self);
}

/* A mask as SQL, made of our own constant names. What is claimed is uncertain without a living
 * sender. */
static char *
make_state_filter (guint states, gboolean alive)
{
  g_autoptr (GString) sql = g_string_new ("row.state IN (");
  const char *separator = "";

  if (states == 0)
    return g_strdup ("TRUE");
  if (!alive)
    states = (states & ~(1u << ATENA_ROW_CLAIMED)) |
             (states & 1u << ATENA_ROW_UNCERTAIN ? 1u << ATENA_ROW_CLAIMED : 0);

  for (guint i = 0; i < ATENA_N_ROW_STATES; i++)
    if (states & (1u << i))
      {
        g_string_append_printf (sql, "%s'%s'", separator, atena_row_state_to_string (i));
        separator = ", ";
      }

  g_string_append_c (sql, ')');
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static GPtrArray *
read_rows (
  AtenaCampaign *self, const char *filter, gboolean alive, guint after, guint limit, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) atena_row_free);
  g_autofree char *sql = g_strdup_printf (
    "SELECT row.id, row.number, address, name, fields, state, reason, detail, message_id, date,"
    " attempts, coalesce (settled, started, 0), coalesce (code, 0), enhanced, reply,"
    " role, copy_state, decision, coalesce (sheet_row, row.number), enclosures"
    " FROM row LEFT JOIN attempt ON attempt.row = row.id AND attempt.number = row.attempts"
    " WHERE campaign = ?1 AND row.number > ?2 AND %s ORDER BY row.number LIMIT ?3",
    filter);
  g_autoptr (sqlite3_stmt) select = atena_campaign_prepare (self, sql, error);
  gboolean more = TRUE;

  if (select == NULL)
    return NULL;

  sqlite3_bind_int64 (select, 2, after);
  sqlite3_bind_int64 (select, 3, limit);
  while (atena_sql_step (select, &more, error) && more)
    {
      AtenaRow *row = read_row (select, alive, error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }

  return more ? NULL : g_steal_pointer (&rows);
}

GPtrArray *
atena_campaign_read_rows (
  AtenaCampaign *self, guint states, guint after, guint limit, GError **error)
{
  gboolean alive = is_alive (self);
  g_autofree char *filter = make_state_filter (states, alive);

  return read_rows (self, filter, alive, after, limit, error);
}

GPtrArray *
atena_campaign_read_uncopied (AtenaCampaign *self, GError **error)
{
  return read_rows (self, "row.state = 'sent' AND copy_state = 'wanted'", TRUE, 0, G_MAXUINT,
                    error);
}

guint
atena_campaign_find_sheet_row (AtenaCampaign *self, guint number)
{
  g_autoptr (GPtrArray) rows = read_rows (self, "TRUE", TRUE, number - 1, 1, NULL);
  AtenaRow *row = rows != NULL && rows->len > 0 ? rows->pdata[0] : NULL;

  return row != NULL && atena_recipient_get_number (row->recipient) == number
           ? atena_recipient_get_row (row->recipient)
           : number;
}

GArray *
atena_ledger_read_history (AtenaLedger *self, const char *account, gint64 since, GError **error)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  /* CROSS keeps SQLite from going through all rows that the account ever had. */
  g_autoptr (sqlite3_stmt) select =
    atena_sql_prepare (atena_ledger_get_db (self),
                       "SELECT started FROM attempt CROSS JOIN row ON row.id = attempt.row"
                       " WHERE started > ?1 AND row.campaign IN"
                       " (SELECT id FROM campaign WHERE account = ?2) ORDER BY started",
                       error);
  gboolean row = TRUE;

  if (select == NULL)
    return NULL;

  sqlite3_bind_int64 (select, 1, since);
  atena_sql_bind_text (select, 2, account);
  while (atena_sql_step (select, &row, error) && row)
    {
      gint64 started = sqlite3_column_int64 (select, 0);

      g_array_append_val (times, started);
    }

  return row ? NULL : g_steal_pointer (&times);
}

gboolean
atena_ledger_read_experience (AtenaLedger *self,
                              const char *account,
                              gint64 campaign,
                              gboolean *ret_experienced,
                              GError **error)
{
  g_autoptr (sqlite3_stmt) select =
    atena_sql_prepare (atena_ledger_get_db (self),
                       "SELECT 1 FROM row WHERE state = 'sent' AND role = 'letter'"
                       " AND campaign IN (SELECT id FROM campaign"
                       "  WHERE account = ?1 AND kind = 'merge' AND id <> ?2) LIMIT 1",
                       error);

  if (select == NULL)
    return FALSE;

  atena_sql_bind_text (select, 1, account);
  sqlite3_bind_int64 (select, 2, campaign);
  return atena_sql_step (select, ret_experienced, error);
}
