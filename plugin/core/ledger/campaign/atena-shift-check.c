// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Leads the rows of a campaign past the guard against shifted rows, and remembers what was looked
// at; what counts as shifted, the guard knows.

#include "atena-shift-check.h"

#include <string.h>

#include "atena-campaign-private.h"
#include "atena-ledger-private.h"
#include "atena-text.h"

#define PAGE 500

/* What stands in the names of columns, in the form of atena_text_field_key(). */
static const char *const reading_hints[] = { "フリガナ", "ふりがな", "カナ", "かな",
                                             "ヨミ",     "よみ",     "読み", NULL };
static const char *const file_hints[] = { "添付", "ファイル", "attachment", "attachments",
                                          "file", "filename", NULL };
static const char *const number_hints[] = { "番号", "コード", "no", "id", "number", NULL };

/* A reading of a company says nothing about its people. */
static const char *const company_hints[] = { "会社", "法人", "団体", "店", "所属", "部署", NULL };

/* These are readings only as a whole. */
static const char *const reading_names[] = { "セイ", "メイ", "せい", "めい", NULL };

/* Whether @hint stands in @key, one in Latin letters as a word: no. and 会員id, but not note. */
static gboolean
has_word (const char *key, const char *hint)
{
  const char *place = strstr (key, hint);

  return place != NULL && (place == key || !g_ascii_isalpha (place[-1])) &&
         !g_ascii_isalpha (place[strlen (hint)]);
}

static gboolean
has_hint (const char *key, const char *const *hints)
{
  for (guint i = 0; hints[i] != NULL; i++)
    if (has_word (key, hints[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_reading (const char *key)
{
  return g_strv_contains (reading_names, key) ||
         (has_hint (key, reading_hints) && !has_hint (key, company_hints));
}

static gboolean
is_file (const char *key)
{
  return has_hint (key, file_hints);
}

static gboolean
is_number (const char *key)
{
  return has_hint (key, number_hints);
}

/* (element-type guint): the columns of @fields that @judge takes. */
static GArray *
find_columns (AtenaFields *fields, gboolean (*judge) (const char *key))
{
  const char *const *names = atena_fields_get_names (fields);
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *key = atena_text_field_key (names[i]);

      if (judge (key))
        g_array_append_val (columns, i);
    }
  return columns;
}

/* The values of @columns after @start, if any, each after @separator. */
static char *
join_values (AtenaRecipient *recipient, GArray *columns, const char *start, const char *separator)
{
  GString *text = g_string_new (start);

  for (guint i = 0; i < columns->len; i++)
    {
      if (text->len > 0)
        g_string_append (text, separator);
      g_string_append (text,
                       atena_recipient_get_value (recipient, g_array_index (columns, guint, i)));
    }
  return g_string_free (text, FALSE);
}

/* What a campaign is asked. */
typedef struct
{
  AtenaShift *readings;
  AtenaShift *files;
  GArray *reading_columns;
  GArray *file_columns;
  GArray *number_columns;
} Columns;

static void
columns_init (Columns *self, AtenaFields *fields)
{
  self->readings = atena_shift_new (ATENA_SHIFT_READING);
  self->files = atena_shift_new (ATENA_SHIFT_FILES);
  self->reading_columns = find_columns (fields, is_reading);
  self->file_columns = find_columns (fields, is_file);
  self->number_columns = find_columns (fields, is_number);
}

static void
columns_clear (Columns *self)
{
  atena_shift_free (self->readings);
  atena_shift_free (self->files);
  g_array_unref (self->reading_columns);
  g_array_unref (self->file_columns);
  g_array_unref (self->number_columns);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Columns, columns_clear)

static void
add_row (Columns *self, const AtenaRow *row)
{
  AtenaRecipient *recipient = row->recipient;
  guint number = atena_recipient_get_row (recipient);
  const char *address = atena_recipient_get_address (recipient);
  g_autofree char *reading = join_values (recipient, self->reading_columns, "", " ");
  g_autofree char *files = join_values (recipient, self->file_columns, "", "\n");
  g_autofree char *whom = join_values (recipient, self->number_columns, row->name, "\n");

  if (atena_recipient_get_role (recipient) != ATENA_ROLE_LETTER)
    return;
  atena_shift_add (self->readings, number, address, reading, NULL);
  atena_shift_add (self->files, number, address, whom, files);
}

static gboolean
has_columns (const Columns *self)
{
  return self->reading_columns->len > 0 || self->file_columns->len > 0;
}

/* Rows that were left out are neighbours, too. */
static gboolean
add_rows (AtenaCampaign *self, Columns *columns, GCancellable *cancellable, GError **error)
{
  guint after = 0;

  while (has_columns (columns))
    {
      g_autoptr (GPtrArray) rows = atena_campaign_read_rows (self, 0, after, PAGE, error);

      if (rows == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        add_row (columns, rows->pdata[i]);
      if (rows->len < PAGE)
        break;
      after = atena_recipient_get_number (((AtenaRow *) rows->pdata[PAGE - 1])->recipient);
    }
  return TRUE;
}

/* The name in the newest campaign before number ?1 that sent a letter to the key ?2. CROSS goes
 * through the campaigns, newest first, and stops at the first that has it. */
static sqlite3_stmt *
prepare_earlier (AtenaCampaign *self, AtenaLedger *history, GError **error)
{
  gboolean own = history == NULL || history == atena_campaign_get_ledger (self);
  AtenaLedger *ledger = own ? atena_campaign_get_ledger (self) : history;
  sqlite3_stmt *select = atena_sql_prepare (
    atena_ledger_get_db (ledger),
    "SELECT row.name FROM campaign CROSS JOIN row ON row.campaign = campaign.id AND row.key = ?2"
    " WHERE campaign.id < ?1 AND campaign.kind = 'merge' AND row.state = 'sent'"
    "  AND row.role = 'letter' AND row.name <> '' ORDER BY campaign.id DESC LIMIT 1",
    error);

  if (select != NULL)
    sqlite3_bind_int64 (select, 1, own ? atena_campaign_get_id (self) : G_MAXINT64);
  return select;
}

/* @select: at a row of the campaign; @lookup: from prepare_earlier(). */
static gboolean
add_earlier_row (AtenaShift *shift, sqlite3_stmt *select, sqlite3_stmt *lookup, GError **error)
{
  gboolean found = FALSE;
  gboolean ok;

  atena_sql_bind_text (lookup, 2, atena_sql_column_text (select, 3));
  ok = atena_sql_step (lookup, &found, error);
  if (found)
    atena_shift_add (shift, (guint) sqlite3_column_int64 (select, 0),
                     atena_sql_column_text (select, 1), atena_sql_column_text (lookup, 0),
                     atena_sql_column_text (select, 2));
  sqlite3_reset (lookup);
  return ok;
}

static gboolean
add_earlier (AtenaCampaign *self,
             AtenaShift *shift,
             AtenaLedger *history,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (sqlite3_stmt) lookup = prepare_earlier (self, history, error);
  g_autoptr (sqlite3_stmt) select = atena_campaign_prepare (
    self,
    "SELECT coalesce (sheet_row, number), address, name, key FROM row WHERE campaign = ?1"
    " AND state = 'pending' AND role = 'letter' AND name <> '' ORDER BY number",
    lookup != NULL ? error : NULL);
  gboolean row = TRUE;

  if (lookup == NULL || select == NULL)
    return FALSE;

  while (atena_sql_step (select, &row, error) && row)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !add_earlier_row (shift, select, lookup, error))
      return FALSE;
  return !row;
}

/* A row of the campaign with the name that was known for its address. */
typedef struct
{
  guint number;
  guint row;
  char *address;
  char *before;
  char *now;
} Pair;

static void
pair_clear (Pair *self)
{
  g_free (self->address);
  g_free (self->before);
  g_free (self->now);
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *one = a;
  const Pair *other = b;

  return (one->number > other->number) - (one->number < other->number);
}

/* What is looked up of the people who are known. */
typedef struct
{
  sqlite3_stmt *select;
  GArray *pairs;
} Lookup;

/* The rows of the campaign that go to somebody known. */
static gboolean
find_pairs (AtenaRecipient *known, gpointer data, GError **error)
{
  const Lookup *lookup = data;
  sqlite3_stmt *select = lookup->select;
  AtenaMailbox *mailbox = atena_recipient_get_mailbox (known);
  gboolean row = TRUE;

  if (mailbox == NULL)
    return TRUE;
  atena_sql_bind_text (select, 2, atena_mailbox_get_key (mailbox));
  while (atena_sql_step (select, &row, error) && row)
    {
      Pair pair = {
        .number = (guint) sqlite3_column_int64 (select, 0),
        .row = (guint) sqlite3_column_int64 (select, 1),
        .address = g_strdup (atena_sql_column_text (select, 2)),
        .before = g_strdup (atena_mailbox_get_name (mailbox)),
        .now = g_strdup (atena_sql_column_text (select, 3)),
      };

      g_array_append_val (lookup->pairs, pair);
    }
  sqlite3_reset (select);
  return !row;
}

/* The guard wants the order of the campaign, the address book has its own. */
static gboolean
add_known (AtenaCampaign *self,
           AtenaShift *shift,
           AtenaRecipientSource *known,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autoptr (sqlite3_stmt) select = NULL;
  Lookup lookup;

  if (known == NULL)
    return TRUE;

  g_array_set_clear_func (pairs, (GDestroyNotify) pair_clear);
  select = atena_campaign_prepare (self,
                                   "SELECT number, coalesce (sheet_row, number), address, name"
                                   " FROM row WHERE campaign = ?1"
                                   " AND key = ?2 AND state = 'pending' AND role = 'letter'",
                                   error);
  lookup = (Lookup){ select, pairs };
  if (select == NULL ||
      !atena_recipient_source_foreach (known, cancellable, find_pairs, &lookup, error))
    return FALSE;

  g_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);

      atena_shift_add (shift, pair->row, pair->address, pair->before, pair->now);
    }
  return TRUE;
}

static gboolean
read_accepted (AtenaCampaign *self, AtenaShiftFinding *finding, GError **error)
{
  g_autoptr (sqlite3_stmt) select =
    atena_campaign_prepare (self, "SELECT 1 FROM looked WHERE campaign = ?1 AND finding = ?2",
                            error);

  if (select == NULL)
    return FALSE;

  atena_sql_bind_text (select, 2, finding->id);
  return atena_sql_step (select, &finding->accepted, error);
}

static gboolean
take_finding (AtenaCampaign *self, AtenaShift *shift, GPtrArray *findings, GError **error)
{
  AtenaShiftFinding *finding = atena_shift_finish (shift);

  if (finding == NULL)
    return TRUE;

  g_ptr_array_add (findings, finding);
  return read_accepted (self, finding, error);
}

GPtrArray *
atena_campaign_find_shifts (AtenaCampaign *self,
                            AtenaLedger *history,
                            AtenaRecipientSource *known,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GPtrArray) findings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atena_shift_finding_free);
  g_autoptr (AtenaShift) earlier = atena_shift_new (ATENA_SHIFT_EARLIER);
  g_autoptr (AtenaShift) book = atena_shift_new (ATENA_SHIFT_KNOWN);
  g_auto (Columns) columns = { 0 };

  columns_init (&columns, atena_letter_get_fields (atena_campaign_get_letter (self)));
  if (!add_earlier (self, earlier, history, cancellable, error) ||
      !add_known (self, book, known, cancellable, error) ||
      !add_rows (self, &columns, cancellable, error))
    return NULL;

  if (take_finding (self, earlier, findings, error) && take_finding (self, book, findings, error) &&
      take_finding (self, columns.readings, findings, error) &&
      take_finding (self, columns.files, findings, error))
    return g_steal_pointer (&findings);
  return NULL;
}

gboolean
atena_campaign_accept_shift (AtenaCampaign *self,
                             const AtenaShiftFinding *finding,
                             gint64 now,
                             GError **error)
{
  g_autoptr (sqlite3_stmt) insert = atena_campaign_prepare (
    self, "INSERT OR IGNORE INTO looked (campaign, finding, time) VALUES (?1, ?2, ?3)", error);

  if (insert == NULL)
    return FALSE;

  atena_sql_bind_text (insert, 2, finding->id);
  sqlite3_bind_int64 (insert, 3, now);
  return atena_sql_run (insert, error);
}

const AtenaShiftFinding *
atena_shift_find_holding (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const AtenaShiftFinding *finding = findings->pdata[i];

      if (finding->holds && !finding->accepted)
        return finding;
    }
  return NULL;
}
