// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Ledgers and campaigns for tests, made the way the command makes them.

#include "campaign-fixture.h"

#include <glib/gstdio.h>

#include "atena-csv-source.h"
#include "atena-sql-private.h"

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
  g_autofree char *message = g_strdup_printf ("From: Shop <shop@example.jp>\nSubject: %s\n"
                                              "Content-Type: text/plain; charset=utf-8\n"
                                              "Content-Transfer-Encoding: 8bit\n\n%s\n",
                                              subject, text);
  g_autoptr (GBytes) bytes = g_bytes_new (message, strlen (message));
  g_autoptr (AtenaDraft) draft = atena_draft_new (bytes, "letter.eml", error);
  g_autoptr (AtenaCsvSource) source = NULL;
  AtenaCampaignSpec spec = {
    .draft = draft,
    .account = "shop@mail.example.jp:587",
    .settings = "{}",
    .limits = limits,
    .seed = "seed",
    .zone = "+09:00",
    .now = 1000000,
    .same_address = same_address,
  };

  g_assert_true (g_file_set_contents (path, list, -1, NULL));
  source = atena_csv_source_new (path, error);
  if (draft == NULL || source == NULL)
    return NULL;

  return atena_campaign_create (self->ledger, &spec, ATENA_RECIPIENT_SOURCE (source), NULL, error);
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
