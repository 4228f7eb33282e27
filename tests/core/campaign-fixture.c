// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Ledgers and campaigns for tests, made the way the command makes them.

#include "campaign-fixture.h"

#include <glib/gstdio.h>

#include "atena-sql-private.h"
#include "atena-table-file.h"

void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("atena-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "ledger.db", NULL);
  self->ledger = atena_ledger_open (self->path, ATENA_LEDGER_WRITE, &error);
  g_assert_no_error (error);
}

void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (self->ledger != NULL)
    g_assert_finalize_object (self->ledger);

  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
}

void
fixture_reopen (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (self->ledger);
  self->ledger = atena_ledger_open (self->path, ATENA_LEDGER_WRITE, &error);
  g_assert_no_error (error);
}

/* A list that stands in the test itself. */
#define FIXTURE_TYPE_SOURCE (fixture_source_get_type ())
G_DECLARE_FINAL_TYPE (FixtureSource, fixture_source, FIXTURE, SOURCE, GObject)

struct _FixtureSource
{
  GObject parent_instance;

  AtenaFields *fields;
  const FixtureRow *rows;
  guint n;
};

static void
fixture_source_iface_init (AtenaRecipientSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FixtureSource,
                               fixture_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_RECIPIENT_SOURCE,
                                                      fixture_source_iface_init))

static AtenaFields *
fixture_source_get_fields (AtenaRecipientSource *source)
{
  return FIXTURE_SOURCE (source)->fields;
}

static gboolean
fixture_source_next (AtenaRecipientSource *source, AtenaRecipient **ret_recipient, GError **error)
{
  FixtureSource *self = FIXTURE_SOURCE (source);
  const FixtureRow *row = &self->rows[self->n];
  const char *values[] = { row->name, NULL };
  AtenaReason reason = row->reason;
  g_autoptr (AtenaMailbox) mailbox = NULL;
  g_autoptr (AtenaRecipient) recipient = NULL;

  *ret_recipient = NULL;
  if (row->address == NULL)
    return TRUE;

  mailbox = atena_mailbox_parse (row->address, -1, row->name, &reason);
  recipient = atena_recipient_new (++self->n, mailbox, row->address, reason, values);
  *ret_recipient = atena_recipient_assign (recipient, row->role);
  return TRUE;
}

static void
fixture_source_iface_init (AtenaRecipientSourceInterface *iface)
{
  iface->get_fields = fixture_source_get_fields;
  iface->next = fixture_source_next;
}

static void
fixture_source_finalize (GObject *object)
{
  atena_fields_unref (FIXTURE_SOURCE (object)->fields);
  G_OBJECT_CLASS (fixture_source_parent_class)->finalize (object);
}

static void
fixture_source_class_init (FixtureSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fixture_source_finalize;
}

static void
fixture_source_init (FixtureSource *self)
{
  const char *names[] = { "name", NULL };

  self->fields = atena_fields_new (names, NULL);
}

static AtenaCampaign *
create_from (Fixture *self,
             AtenaCampaignKind kind,
             AtenaRecipientSource *source,
             const char *subject,
             const char *text,
             gboolean same_address,
             AtenaPaceLimits limits,
             GError **error)
{
  g_autofree char *message = g_strdup_printf ("From: Shop <shop@example.jp>\nSubject: %s\n"
                                              "Content-Type: text/plain; charset=utf-8\n"
                                              "Content-Transfer-Encoding: 8bit\n\n%s\n",
                                              subject, text);
  g_autoptr (GBytes) bytes = g_bytes_new (message, strlen (message));
  g_autoptr (AtenaDraft) draft = atena_draft_new (bytes, "letter.eml", error);
  AtenaCampaignSpec spec = {
    .kind = kind,
    .draft = draft,
    .account = "shop@mail.example.jp:587",
    .settings = "{}",
    .limits = limits,
    .seed = "seed",
    .zone = "+09:00",
    .now = 1000000,
    .same_address = same_address,
  };

  return draft != NULL ? atena_campaign_create (self->ledger, &spec, source, NULL, error) : NULL;
}

static AtenaCampaign *
create (Fixture *self,
        const char *list,
        const char *subject,
        const char *text,
        gboolean same_address,
        AtenaPaceLimits limits,
        GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "list.csv", NULL);
  g_autoptr (AtenaListSource) source = NULL;

  g_assert_true (g_file_set_contents (path, list, -1, NULL));
  source = atena_list_source_open (path, NULL, error);
  return source != NULL ? create_from (self, ATENA_CAMPAIGN_MERGE, ATENA_RECIPIENT_SOURCE (source),
                                       subject, text, same_address, limits, error)
                        : NULL;
}

AtenaCampaign *
fixture_create_from (Fixture *self, AtenaRecipientSource *source)
{
  g_autoptr (GError) error = NULL;
  AtenaCampaign *campaign = create_from (self, ATENA_CAMPAIGN_MERGE, source, "Hello",
                                         "Dear {{name}}", FALSE, (AtenaPaceLimits){ 0 }, &error);

  g_assert_no_error (error);
  return campaign;
}

AtenaCampaign *
fixture_create_rows (Fixture *self, AtenaCampaignKind kind, const FixtureRow *rows)
{
  g_autoptr (FixtureSource) source = g_object_new (FIXTURE_TYPE_SOURCE, NULL);
  g_autoptr (GError) error = NULL;
  AtenaCampaign *campaign;

  source->rows = rows;
  campaign = create_from (self, kind, ATENA_RECIPIENT_SOURCE (source), "Hello", "Dear {{name}}",
                          FALSE, (AtenaPaceLimits){ 0 }, &error);
  g_assert_no_error (error);
  return campaign;
}

AtenaCampaign *
fixture_create (Fixture *self,
                const char *list,
                const char *subject,
                const char *text,
                gboolean same_address,
                GError **error)
{
  return create (self, list, subject, text, same_address, (AtenaPaceLimits){ 0 }, error);
}

AtenaCampaign *
fixture_create_people (Fixture *self, guint n, AtenaPaceLimits limits)
{
  g_autoptr (GString) list = g_string_new ("email,name\r\n");
  g_autoptr (GError) error = NULL;
  AtenaCampaign *campaign;

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (list, "p%u@example.jp,Person %u\r\n", i, i);
  campaign = create (self, list->str, "Hello", "Dear {{name}}", FALSE, limits, &error);
  g_assert_no_error (error);
  g_assert_true (atena_campaign_set_state (campaign, ATENA_CAMPAIGN_READY, "", NULL));
  return campaign;
}

char *
fixture_describe (AtenaCampaign *campaign)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = atena_campaign_read_rows (campaign, 0, 0, 1000, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      AtenaRow *row = rows->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                              atena_row_state_to_string (row->state));
      if (*row->reason != '\0')
        g_string_append_printf (text, " %s", row->reason);
      if (*row->detail != '\0')
        g_string_append_printf (text, " %s", row->detail);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
fixture_run_sql (Fixture *self, const char *sql)
{
  g_autoptr (sqlite3) db = NULL;

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

char *
fixture_read_sql (Fixture *self, const char *sql)
{
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  return g_strdup (atena_sql_column_text (statement, 0));
}
