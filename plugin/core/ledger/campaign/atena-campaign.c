// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Keeps one campaign in a ledger: makes it from a list and a letter, loads it, knows its account
// and state. What became of its rows is read elsewhere, and sending it is the sender's business.

#include "atena-campaign-private.h"

#include <inttypes.h>
#include <glib/gi18n-lib.h>

#include "atena-error.h"
#include "atena-ledger-private.h"
#include "atena-lock.h"
#include "atena-strings-private.h"

struct _AtenaCampaign
{
  GObject parent_instance;

  AtenaLedger *ledger;
  gint64 id;
  AtenaLetter *letter;
  char *folder_path;            /* of a campaign that was loaded, "" for none */
  AtenaEnclosureFolder *folder; /* of the files for single people, once it is needed */
  int enclosure_field;          /* while it is created */
  char *account;
  char *settings;
  AtenaPaceLimits limits;
};

G_DEFINE_FINAL_TYPE (AtenaCampaign, atena_campaign, G_TYPE_OBJECT)

static const char *const state_names[] = {
  [ATENA_CAMPAIGN_DRAFT] = "draft",       [ATENA_CAMPAIGN_READY] = "ready",
  [ATENA_CAMPAIGN_RUNNING] = "running",   [ATENA_CAMPAIGN_PAUSED] = "paused",
  [ATENA_CAMPAIGN_FINISHED] = "finished",
};

const char *
atena_campaign_state_to_string (AtenaCampaignState state)
{
  return state_names[state];
}

static const char *const kind_names[] = {
  [ATENA_CAMPAIGN_MERGE] = "merge",
  [ATENA_CAMPAIGN_TEST] = "test",
};

AtenaCampaignState
atena_campaign_state_from_string (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_str_equal (name, state_names[i]))
      return i;

  g_assert_not_reached ();
}

AtenaCampaignKind
atena_campaign_kind_from_string (const char *name)
{
  return g_str_equal (name, kind_names[ATENA_CAMPAIGN_TEST]) ? ATENA_CAMPAIGN_TEST
                                                             : ATENA_CAMPAIGN_MERGE;
}

sqlite3_stmt *
atena_campaign_prepare (AtenaCampaign *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = atena_sql_prepare (atena_ledger_get_db (self->ledger), sql, error);

  if (statement != NULL)
    sqlite3_bind_int64 (statement, 1, self->id);
  return statement;
}

/* RFC 5322 3.6.4: unique, and telling nothing: neither the machine nor the place in the list. */
static char *
make_message_id (const char *seed, guint number, AtenaMailbox *from)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autofree char *hash =
    g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) seed, strlen (seed), text, -1);

  return g_strdup_printf ("%.32s%s", hash, strrchr (atena_mailbox_get_path (from), '@'));
}

static gint64
insert_campaign (AtenaCampaign *self,
                 const AtenaCampaignSpec *spec,
                 AtenaFields *fields,
                 GError **error)
{
  sqlite3 *db = atena_ledger_get_db (self->ledger);
  g_autofree char *names = atena_strings_to_json (atena_fields_get_names (fields));
  GBytes *draft = atena_draft_get_bytes (spec->draft);
  g_autoptr (sqlite3_stmt) insert = atena_sql_prepare (
    db,
    "INSERT INTO campaign (kind, state, draft, draft_name, fields, sender,"
    " sender_name, account, settings, seed, zone, per_minute, per_hour, per_day,"
    " created, enclosure_folder)"
    " VALUES (?14, 'draft', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?15)",
    error);

  if (insert == NULL)
    return 0;

  sqlite3_bind_blob64 (insert, 1, g_bytes_get_data (draft, NULL), g_bytes_get_size (draft),
                       SQLITE_STATIC);
  atena_sql_bind_text (insert, 2, atena_draft_get_name (spec->draft));
  atena_sql_bind_text (insert, 3, names);
  atena_sql_bind_text (insert, 4, spec->from != NULL ? atena_mailbox_get_address (spec->from) : "");
  atena_sql_bind_text (insert, 5, spec->from != NULL ? atena_mailbox_get_name (spec->from) : "");
  atena_sql_bind_text (insert, 6, spec->account);
  atena_sql_bind_text (insert, 7, spec->settings);
  atena_sql_bind_text (insert, 8, spec->seed);
  atena_sql_bind_text (insert, 9, spec->zone);
  sqlite3_bind_int64 (insert, 10, spec->limits.per_minute);
  sqlite3_bind_int64 (insert, 11, spec->limits.per_hour);
  sqlite3_bind_int64 (insert, 12, spec->limits.per_day);
  sqlite3_bind_int64 (insert, 13, spec->now);
  atena_sql_bind_text (insert, 14, kind_names[spec->kind]);
  atena_sql_bind_text (insert, 15,
                       self->folder != NULL ? atena_enclosure_folder_get_path (self->folder) : "");

  return atena_sql_run (insert, error) ? sqlite3_last_insert_rowid (db) : 0;
}

/* What becomes of a row of the list. */
typedef struct
{
  AtenaReason reason;
  char *detail;
  char *digest;
  char *enclosures;
} Judgement;

static void
judgement_clear (Judgement *self)
{
  g_free (self->detail);
  g_free (self->digest);
  g_free (self->enclosures);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Judgement, judgement_clear)

/* What tells two letters apart: texts and files. */
static char *
make_digest (const char *letter, const char *enclosures)
{
  g_autofree char *both = g_strconcat (letter, enclosures, NULL);

  return *enclosures != '\0' ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1)
                             : g_strdup (letter);
}

static gboolean
judge_enclosures (AtenaCampaign *self, AtenaRecipient *recipient, Judgement *judgement)
{
  const char *names = self->folder != NULL
                        ? atena_recipient_get_value (recipient, (guint) self->enclosure_field)
                        : "";
  g_autoptr (GPtrArray) enclosures = NULL;

  if (self->folder == NULL)
    {
      judgement->enclosures = g_strdup ("");
      return TRUE;
    }
  enclosures =
    atena_enclosure_folder_open (self->folder, names, &judgement->reason, &judgement->detail);
  if (enclosures == NULL)
    return FALSE;
  judgement->enclosures = atena_enclosures_to_record (enclosures);
  return TRUE;
}

static void
judge (AtenaCampaign *self, AtenaRecipient *recipient, Judgement *judgement)
{
  const char *field = NULL;
  g_autofree char *letter = NULL;

  judgement->reason = atena_recipient_get_reason (recipient);
  if (judgement->reason != ATENA_REASON_NONE)
    {
      judgement->detail = g_strdup (atena_recipient_get_detail (recipient));
      return;
    }
  judgement->reason = atena_letter_find_problem (self->letter, recipient, &field);
  if (judgement->reason != ATENA_REASON_NONE)
    {
      judgement->detail = g_strdup (field);
      return;
    }
  if (!judge_enclosures (self, recipient, judgement))
    return;
  letter = atena_letter_digest (self->letter, recipient);
  judgement->digest = make_digest (letter, judgement->enclosures);
}

/* Rows on their way into a campaign. */
typedef struct
{
  AtenaCampaign *campaign;
  const char *seed;
  sqlite3_stmt *insert;
} Import;

static gboolean
insert_row (AtenaRecipient *recipient, gpointer data, GError **error)
{
  const Import *import = data;
  AtenaCampaign *self = import->campaign;
  sqlite3_stmt *insert = import->insert;
  AtenaMailbox *mailbox = atena_recipient_get_mailbox (recipient);
  guint number = atena_recipient_get_number (recipient);
  g_autofree char *fields = atena_strings_to_json (atena_recipient_get_values (recipient));
  g_autofree char *id =
    make_message_id (import->seed, number, atena_letter_get_from (self->letter));
  g_auto (Judgement) judgement = { 0 };

  judge (self, recipient, &judgement);
  sqlite3_bind_int64 (insert, 1, self->id);
  sqlite3_bind_int64 (insert, 2, number);
  if (atena_recipient_get_row (recipient) != number)
    sqlite3_bind_int64 (insert, 13, atena_recipient_get_row (recipient));
  atena_sql_bind_text (insert, 3, atena_recipient_get_address (recipient));
  atena_sql_bind_text (insert, 4, mailbox != NULL ? atena_mailbox_get_key (mailbox) : "");
  atena_sql_bind_text (insert, 5,
                       atena_recipient_find_name (recipient,
                                                  atena_letter_get_fields (self->letter)));
  atena_sql_bind_text (insert, 6, fields);
  atena_sql_bind_text (insert, 7, judgement.reason == ATENA_REASON_NONE ? "pending" : "excluded");
  atena_sql_bind_text (insert, 8, atena_reason_to_string (judgement.reason));
  atena_sql_bind_text (insert, 9, judgement.detail);
  atena_sql_bind_text (insert, 10, judgement.digest);
  atena_sql_bind_text (insert, 11, id);
  atena_sql_bind_text (insert, 12, atena_role_to_string (atena_recipient_get_role (recipient)));
  atena_sql_bind_text (insert, 14, judgement.enclosures);

  return atena_sql_run (insert, error);
}

static gboolean
import_rows (AtenaCampaign *self,
             const char *seed,
             AtenaRecipientSource *source,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (sqlite3_stmt) insert = atena_sql_prepare (
    atena_ledger_get_db (self->ledger),
    "INSERT INTO row (campaign, number, address, key, name, fields, state, reason,"
    " detail, digest, message_id, role, sheet_row, enclosures)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    error);
  Import import = { self, seed, insert };

  return insert != NULL &&
         atena_recipient_source_foreach (source, cancellable, insert_row, &import, error);
}

/* The first row of an address stays; a later one is a duplicate when the same letter already goes
 * there, otherwise another letter. Somebody may get a letter and a copy, but neither twice. */
static gboolean
exclude_same_addresses (AtenaCampaign *self, gboolean same_address, GError **error)
{
  g_autoptr (sqlite3_stmt) update = atena_campaign_prepare (
    self,
    "UPDATE row SET state = 'excluded',"
    " reason = iif (row.number > seen.twin, ?3, ?4),"
    " detail = (SELECT coalesce (sheet_row, number) FROM row AS earlier WHERE campaign = ?1"
    "  AND number = iif (row.number > seen.twin, seen.twin, seen.first))"
    " FROM (SELECT id, min (number) OVER (PARTITION BY key, role, digest) AS twin,"
    "       min (number) OVER (PARTITION BY key, role) AS first"
    "       FROM row WHERE campaign = ?1 AND state = 'pending') AS seen"
    " WHERE row.id = seen.id AND (row.number > seen.twin OR (row.number > seen.first AND NOT ?2))",
    error);

  if (update == NULL)
    return FALSE;

  sqlite3_bind_int (update, 2, same_address);
  atena_sql_bind_text (update, 3, atena_reason_to_string (ATENA_REASON_DUPLICATE));
  atena_sql_bind_text (update, 4, atena_reason_to_string (ATENA_REASON_ANOTHER_LETTER));
  return atena_sql_run (update, error);
}

/* What json_each() can read. */
#define RECORD "iif (row.enclosures = '', '[]', row.enclosures)"

/* An invoice for one person must not go to another: a file that several rows of the sheet have goes
 * to none. */
static gboolean
exclude_same_enclosures (AtenaCampaign *self, gboolean same_enclosure, GError **error)
{
  g_autoptr (sqlite3_stmt) update = NULL;

  if (self->folder == NULL || same_enclosure)
    return TRUE;
  update = atena_campaign_prepare (
    self,
    "WITH file AS (SELECT row.id, coalesce (sheet_row, row.number) AS sheet,"
    "   json_extract (each.value, '$.path') AS path"
    "  FROM row, json_each (" RECORD ") AS each"
    "  WHERE campaign = ?1 AND state = 'pending')"
    " UPDATE row SET state = 'excluded', reason = ?2, detail = shared.path"
    " FROM (SELECT id, min (path) AS path FROM file WHERE path IN"
    "   (SELECT path FROM file GROUP BY path HAVING count (DISTINCT sheet) > 1) GROUP BY id) AS "
    "shared"
    " WHERE row.id = shared.id",
    error);
  if (update == NULL)
    return FALSE;

  atena_sql_bind_text (update, 2, atena_reason_to_string (ATENA_REASON_FILE_SHARED));
  return atena_sql_run (update, error);
}

/* Where the files for single people are, and which field names them. */
static gboolean
open_enclosures (AtenaCampaign *self,
                 const AtenaCampaignSpec *spec,
                 AtenaFields *fields,
                 GError **error)
{
  if (spec->enclosure_field == NULL)
    return TRUE;
  self->enclosure_field = atena_fields_find (fields, spec->enclosure_field);
  if (self->enclosure_field < 0)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ ("The list has no column “%s” with the names of the files to attach"),
                   spec->enclosure_field);
      return FALSE;
    }
  self->folder = atena_enclosure_folder_new (spec->enclosure_folder, error);
  return self->folder != NULL;
}

static AtenaCampaign *
campaign_new (AtenaLedger *ledger,
              const char *account,
              const char *settings,
              AtenaPaceLimits limits)
{
  AtenaCampaign *self = g_object_new (ATENA_TYPE_CAMPAIGN, NULL);

  self->ledger = g_object_ref (ledger);
  self->account = g_strdup (account);
  self->settings = g_strdup (settings);
  self->limits = limits;
  return self;
}

static AtenaLetter *
compile_letter (AtenaDraft *draft,
                AtenaFields *fields,
                AtenaMailbox *from,
                const char *seed,
                const char *zone,
                AtenaNewline newline,
                GError **error)
{
  g_autoptr (GTimeZone) time_zone = g_time_zone_new_identifier (zone);

  if (time_zone == NULL)
    time_zone = g_time_zone_new_utc ();
  return atena_letter_new (draft, fields, from, seed, time_zone, newline, error);
}

AtenaCampaign *
atena_campaign_create (AtenaLedger *ledger,
                       const AtenaCampaignSpec *spec,
                       AtenaRecipientSource *source,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (AtenaCampaign) self =
    campaign_new (ledger, spec->account, spec->settings, spec->limits);
  AtenaFields *fields = atena_recipient_source_get_fields (source);
  sqlite3 *db = atena_ledger_get_db (ledger);

  self->letter = compile_letter (spec->draft, fields, spec->from, spec->seed, spec->zone,
                                 ATENA_NEWLINE_CRLF, error);
  if (self->letter == NULL || !open_enclosures (self, spec, fields, error) ||
      !atena_sql_exec (db, "BEGIN IMMEDIATE", error))
    return NULL;

  self->id = insert_campaign (self, spec, fields, error);
  if (self->id != 0 && import_rows (self, spec->seed, source, cancellable, error) &&
      exclude_same_addresses (self, spec->same_address, error) &&
      exclude_same_enclosures (self, spec->same_enclosure, error) &&
      atena_sql_exec (db, "COMMIT", error))
    return g_steal_pointer (&self);

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return NULL;
}

static AtenaLetter *
load_letter (sqlite3_stmt *row, AtenaNewline newline, GError **error)
{
  g_autoptr (GBytes) bytes =
    g_bytes_new (sqlite3_column_blob (row, 1), (gsize) sqlite3_column_bytes (row, 1));
  g_autoptr (AtenaDraft) draft = atena_draft_new (bytes, atena_sql_column_text (row, 2), error);
  g_auto (GStrv) names =
    draft != NULL ? atena_strings_from_json (atena_sql_column_text (row, 3), error) : NULL;
  g_autoptr (AtenaFields) fields =
    names != NULL ? atena_fields_new ((const char *const *) names, error) : NULL;
  const char *sender = atena_sql_column_text (row, 4);
  g_autoptr (AtenaMailbox) from = NULL;
  AtenaReason reason;

  if (fields == NULL)
    return NULL;
  if (*sender != '\0')
    from = atena_mailbox_parse (sender, -1, atena_sql_column_text (row, 5), &reason);

  return compile_letter (draft, fields, from, atena_sql_column_text (row, 6),
                         atena_sql_column_text (row, 7), newline, error);
}

/* What load_letter() reads. */
#define LETTER_COLUMNS "id, draft, draft_name, fields, sender, sender_name, seed, zone"

AtenaLetter *
atena_campaign_compile (AtenaCampaign *self, AtenaNewline newline, GError **error)
{
  g_autoptr (sqlite3_stmt) select =
    atena_campaign_prepare (self, "SELECT " LETTER_COLUMNS " FROM campaign WHERE id = ?1", error);
  gboolean row;

  if (select == NULL || !atena_sql_step (select, &row, error))
    return NULL;

  return load_letter (select, newline, error);
}

/* Each field as it stands in the letter. */
static GStrv
make_placeholders (AtenaFields *fields)
{
  const char *const *names = atena_fields_get_names (fields);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *value = g_strdup_printf ("{{%s}}", names[i]);

      g_strv_builder_add (values, value);
    }
  return g_strv_builder_end (values);
}

/* No row has the number 0. */
static AtenaRecipient *
make_specimen (AtenaLetter *letter, const char *seed, gint64 date)
{
  AtenaMailbox *from = atena_letter_get_from (letter);
  g_auto (GStrv) values = make_placeholders (atena_letter_get_fields (letter));
  g_autofree char *id = make_message_id (seed, 0, from);
  g_autoptr (AtenaRecipient) recipient =
    atena_recipient_new (0, from, atena_mailbox_get_address (from), ATENA_REASON_NONE,
                         (const char *const *) values);

  return atena_recipient_stamp (recipient, id, date);
}

gboolean
atena_campaign_read_specimen (AtenaCampaign *self, AtenaRecipient **ret_specimen, GError **error)
{
  g_autoptr (sqlite3_stmt) select =
    atena_campaign_prepare (self,
                            "SELECT seed, first FROM campaign, (SELECT min (date) AS first FROM row"
                            "  WHERE campaign = ?1 AND state = 'sent')"
                            " WHERE id = ?1 AND copy_state = 'wanted' AND first NOT NULL",
                            error);
  gboolean row;

  if (select == NULL || !atena_sql_step (select, &row, error))
    return FALSE;

  *ret_specimen = row ? make_specimen (self->letter, atena_sql_column_text (select, 0),
                                       sqlite3_column_int64 (select, 1))
                      : NULL;
  return TRUE;
}

AtenaCampaign *
atena_campaign_load (AtenaLedger *ledger, gint64 id, GError **error)
{
  g_autoptr (AtenaCampaign) self = NULL;
  g_autoptr (sqlite3_stmt) select =
    atena_sql_prepare (atena_ledger_get_db (ledger),
                       "SELECT " LETTER_COLUMNS ", account, settings,"
                       " per_minute, per_hour, per_day, enclosure_folder FROM campaign WHERE id = "
                       "?1 OR ?1 = 0 ORDER BY id DESC LIMIT 1",
                       error);
  gboolean row;

  if (select == NULL)
    return NULL;
  sqlite3_bind_int64 (select, 1, id);
  if (!atena_sql_step (select, &row, error))
    return NULL;
  if (!row)
    {
      if (id == 0)
        g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                             _ ("There is no campaign yet"));
      else
        g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("There is no campaign %" PRId64),
                     id);
      return NULL;
    }

  self = campaign_new (ledger, atena_sql_column_text (select, 8), atena_sql_column_text (select, 9),
                       (AtenaPaceLimits){ .per_minute = (guint) sqlite3_column_int (select, 10),
                                          .per_hour = (guint) sqlite3_column_int (select, 11),
                                          .per_day = (guint) sqlite3_column_int (select, 12) });
  self->id = sqlite3_column_int64 (select, 0);
  self->folder_path = g_strdup (atena_sql_column_text (select, 13));
  self->letter = load_letter (select, ATENA_NEWLINE_CRLF, error);

  return self->letter != NULL ? g_steal_pointer (&self) : NULL;
}

/* Only when it is needed: a report of a campaign needs no folder that has gone meanwhile. */
static gboolean
ensure_folder (AtenaCampaign *self, GError **error)
{
  if (self->folder == NULL)
    self->folder = atena_enclosure_folder_new (self->folder_path, error);
  return self->folder != NULL;
}

GBytes *
atena_campaign_render (AtenaCampaign *self,
                       AtenaLetter *letter,
                       const AtenaRow *row,
                       AtenaRecipient *recipient,
                       GError **error)
{
  g_autoptr (GPtrArray) enclosures = NULL;

  if (*row->enclosures == '\0')
    return atena_letter_render (letter, recipient);
  enclosures = ensure_folder (self, error)
                 ? atena_enclosure_folder_reopen (self->folder, row->enclosures, error)
                 : NULL;
  return enclosures != NULL ? atena_letter_render_with (letter, recipient, enclosures) : NULL;
}

AtenaLedger *
atena_campaign_get_ledger (AtenaCampaign *self)
{
  g_return_val_if_fail (ATENA_IS_CAMPAIGN (self), NULL);

  return self->ledger;
}

gint64
atena_campaign_get_id (AtenaCampaign *self)
{
  g_return_val_if_fail (ATENA_IS_CAMPAIGN (self), 0);

  return self->id;
}

AtenaLetter *
atena_campaign_get_letter (AtenaCampaign *self)
{
  g_return_val_if_fail (ATENA_IS_CAMPAIGN (self), NULL);

  return self->letter;
}

const char *
atena_campaign_get_account (AtenaCampaign *self)
{
  g_return_val_if_fail (ATENA_IS_CAMPAIGN (self), NULL);

  return self->account;
}

const char *
atena_campaign_get_settings (AtenaCampaign *self)
{
  g_return_val_if_fail (ATENA_IS_CAMPAIGN (self), NULL);

  return self->settings;
}

const AtenaPaceLimits *
atena_campaign_get_limits (AtenaCampaign *self)
{
  g_return_val_if_fail (ATENA_IS_CAMPAIGN (self), NULL);

  return &self->limits;
}

static gboolean
update_account (AtenaCampaign *self,
                const char *account,
                const char *settings,
                const AtenaPaceLimits *limits,
                GError **error)
{
  g_autoptr (sqlite3_stmt) update =
    atena_campaign_prepare (self,
                            "UPDATE campaign SET account = ?2, settings = ?3, per_minute = ?4,"
                            " per_hour = ?5, per_day = ?6 WHERE id = ?1",
                            error);

  if (update == NULL)
    return FALSE;

  atena_sql_bind_text (update, 2, account);
  atena_sql_bind_text (update, 3, settings);
  sqlite3_bind_int64 (update, 4, limits->per_minute);
  sqlite3_bind_int64 (update, 5, limits->per_hour);
  sqlite3_bind_int64 (update, 6, limits->per_day);
  return atena_sql_run (update, error);
}

gboolean
atena_campaign_set_account (AtenaCampaign *self,
                            const char *account,
                            const char *settings,
                            const AtenaPaceLimits *limits,
                            GError **error)
{
  g_autoptr (AtenaLock) lock = atena_lock_acquire (self->ledger, self->id, error);

  if (lock == NULL || !update_account (self, account, settings, limits, error))
    return FALSE;

  self->limits = *limits;
  g_free (self->account);
  self->account = g_strdup (account);
  g_free (self->settings);
  self->settings = g_strdup (settings);
  return TRUE;
}

gboolean
atena_campaign_read_state (AtenaCampaign *self, AtenaCampaignState *ret_state, GError **error)
{
  g_autoptr (sqlite3_stmt) select =
    atena_campaign_prepare (self, "SELECT state FROM campaign WHERE id = ?1", error);
  gboolean row;

  if (select == NULL)
    return FALSE;
  if (!atena_sql_step (select, &row, error))
    return FALSE;

  *ret_state = atena_campaign_state_from_string (atena_sql_column_text (select, 0));
  if (*ret_state == ATENA_CAMPAIGN_RUNNING && !atena_lock_is_held (self->ledger, self->id))
    *ret_state = ATENA_CAMPAIGN_PAUSED;
  return TRUE;
}

gboolean
atena_campaign_set_state (AtenaCampaign *self,
                          AtenaCampaignState state,
                          const char *reason,
                          GError **error)
{
  g_autoptr (sqlite3_stmt) update =
    atena_campaign_prepare (self, "UPDATE campaign SET state = ?2, reason = ?3 WHERE id = ?1",
                            error);

  if (update == NULL)
    return FALSE;

  atena_sql_bind_text (update, 2, state_names[state]);
  atena_sql_bind_text (update, 3, reason);
  return atena_sql_run (update, error);
}

static void
atena_campaign_finalize (GObject *object)
{
  AtenaCampaign *self = ATENA_CAMPAIGN (object);

  g_clear_object (&self->letter);
  g_clear_object (&self->folder);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->folder_path, g_free);
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->settings, g_free);

  G_OBJECT_CLASS (atena_campaign_parent_class)->finalize (object);
}

static void
atena_campaign_class_init (AtenaCampaignClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_campaign_finalize;
}

static void
atena_campaign_init (AtenaCampaign *self)
{
}
