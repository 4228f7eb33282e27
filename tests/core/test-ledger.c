// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-error.h"
#include "atena-ledger-private.h"
#include "atena-lock.h"
#include "campaign-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
test_private (Fixture *self, gconstpointer data)
{
  struct stat info;

  g_assert_cmpint (g_stat (self->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_pragmas (Fixture *self, gconstpointer data)
{
  const struct
  {
    const char *sql;
    gint64 value;
  } cases[] = {
    { "PRAGMA synchronous", 2 },
    { "PRAGMA foreign_keys", 1 },
    { "PRAGMA secure_delete", 1 },
    { "SELECT count (*) FROM pragma_journal_mode WHERE journal_mode = 'wal'", 1 },
  };
  g_autoptr (sqlite3) other = atena_ledger_connect (self->ledger, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value = -1;

      g_assert_true (
        atena_sql_read_int (atena_ledger_get_db (self->ledger), cases[i].sql, &value, NULL));
      g_assert_cmpint (value, ==, cases[i].value);
      g_assert_true (atena_sql_read_int (other, cases[i].sql, &value, NULL));
      g_assert_cmpint (value, ==, cases[i].value);
    }
}

/* What must be refused, and must be the same octets afterwards. */
static void
assert_refused (Fixture *self, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_size;
  gsize after_size;

  g_assert_true (g_file_get_contents (self->path, &before, &before_size, NULL));
  g_assert_null (atena_ledger_open (self->path, ATENA_LEDGER_WRITE, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_LEDGER);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_nonnull (strstr (error->message, "ledger.db"));
  g_assert_true (g_file_get_contents (self->path, &after, &after_size, NULL));
  g_assert_cmpmem (before, before_size, after, after_size);
}

static void
test_newer (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&self->ledger));
  fixture_run_sql (self, "PRAGMA user_version = 9999");
  assert_refused (self, "newer version");
}

static void
test_foreign (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&self->ledger));
  g_assert_cmpint (g_remove (self->path), ==, 0);
  fixture_run_sql (self, "CREATE TABLE bookmarks (url TEXT)");
  assert_refused (self, "no ledger of Atena");
}

static void
test_no_database (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&self->ledger));
  g_assert_true (
    g_file_set_contents (self->path, "email,name\r\nsomebody@example.jp,Somebody\r\n", -1, NULL));
  assert_refused (self, "no ledger of Atena");
}

static void
test_damaged (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 400, (AtenaPaceLimits){ 0 });
  g_autofree char *contents = NULL;
  gsize size;

  g_clear_object (&campaign);
  g_assert_finalize_object (g_steal_pointer (&self->ledger));
  g_assert_true (g_file_get_contents (self->path, &contents, &size, NULL));
  g_assert_cmpuint (size, >, 40000);
  memset (contents + size / 2, 0xa5, 8192);
  g_assert_true (g_file_set_contents (self->path, contents, (gssize) size, NULL));
  assert_refused (self, "damaged");
}

static void
test_folder (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (atena_ledger_open (self->folder, ATENA_LEDGER_WRITE, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_LEDGER);
}

static void
test_reading_makes_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "none.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (atena_ledger_open (path, ATENA_LEDGER_READ, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_LEDGER);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_reading_cannot_write (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 1, (AtenaPaceLimits){ 0 });
  g_autoptr (AtenaLedger) reader = atena_ledger_open (self->path, ATENA_LEDGER_READ, NULL);
  g_autoptr (AtenaCampaign) same = atena_campaign_load (reader, 0, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (campaign);
  g_assert_nonnull (same);
  g_assert_false (atena_campaign_set_state (same, ATENA_CAMPAIGN_FINISHED, "", &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_LEDGER);
  g_assert_nonnull (strstr (error->message, "only be read"));
}

/* A ledger as the first version made it. */
static void
test_older (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) made = fixture_create_people (self, 2, (AtenaPaceLimits){ 0 });
  g_autoptr (AtenaLedger) reader = NULL;
  g_autoptr (AtenaCampaign) campaign = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = NULL;

  g_clear_object (&made);
  g_assert_finalize_object (g_steal_pointer (&self->ledger));
  fixture_run_sql (self, "DROP INDEX campaign_account; ALTER TABLE campaign DROP COLUMN per_day;"
                         "ALTER TABLE campaign DROP COLUMN copy_state;"
                         "ALTER TABLE row DROP COLUMN decision;"
                         "ALTER TABLE row DROP COLUMN decided;"
                         "ALTER TABLE row DROP COLUMN sheet_row;"
                         "ALTER TABLE campaign DROP COLUMN enclosure_folder;"
                         "ALTER TABLE row DROP COLUMN enclosures; DROP TABLE list_row;"
                         "DROP TABLE list; DROP TABLE looked; PRAGMA user_version = 1;"
                         "UPDATE row SET state = 'sent' WHERE number = 2");

  reader = atena_ledger_open (self->path, ATENA_LEDGER_READ, &error);
  g_assert_null (reader);
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_LEDGER);
  g_assert_nonnull (strstr (error->message, "older version"));
  g_clear_error (&error);

  self->ledger = atena_ledger_open (self->path, ATENA_LEDGER_WRITE, &error);
  g_assert_no_error (error);
  campaign = atena_campaign_load (self->ledger, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (atena_campaign_get_limits (campaign)->per_day, ==, 0);
  rows = fixture_describe (campaign);
  g_assert_cmpstr (rows, ==, "sent\npending");
  reader = atena_ledger_open (self->path, ATENA_LEDGER_READ, &error);
  g_assert_no_error (error);
}

static gpointer
open_ledger (gpointer path)
{
  g_autoptr (GError) error = NULL;
  AtenaLedger *ledger = atena_ledger_open (path, ATENA_LEDGER_WRITE, &error);

  g_assert_no_error (error);
  return ledger;
}

/* As another process does that is the first to open a new ledger. */
static void
test_busy (Fixture *self, gconstpointer data)
{
  g_autoptr (sqlite3) db = NULL;
  GThread *thread;

  g_assert_finalize_object (g_steal_pointer (&self->ledger));
  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_true (atena_sql_exec (db, "PRAGMA journal_mode = DELETE; BEGIN IMMEDIATE", NULL));
  thread = g_thread_new ("second", open_ledger, self->path);
  g_usleep (G_USEC_PER_SEC / 4);
  g_assert_true (atena_sql_exec (db, "COMMIT", NULL));
  self->ledger = g_thread_join (thread);
}

static void
test_lock (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaLock) first = NULL;
  g_autoptr (AtenaLock) other = NULL;
  g_autoptr (AtenaLock) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (atena_lock_is_held (self->ledger, 1));
  first = atena_lock_acquire (self->ledger, 1, &error);
  g_assert_no_error (error);
  g_assert_true (atena_lock_is_held (self->ledger, 1));

  other = atena_lock_acquire (self->ledger, 2, &error);
  g_assert_no_error (error);
  second = atena_lock_acquire (self->ledger, 1, &error);
  g_assert_null (second);
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_BUSY);
  g_clear_error (&error);

  g_clear_pointer (&first, atena_lock_free);
  g_assert_false (atena_lock_is_held (self->ledger, 1));
  second = atena_lock_acquire (self->ledger, 1, &error);
  g_assert_no_error (error);
}

static void
test_lock_dies_with_process (Fixture *self, gconstpointer data)
{
  int ready[2];
  char octet;
  pid_t child;

  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  if (child == 0)
    {
      g_assert_nonnull (atena_lock_acquire (self->ledger, 7, NULL));
      g_assert_cmpint (write (ready[1], "x", 1), ==, 1);
      while (TRUE)
        pause ();
    }

  g_assert_cmpint (read (ready[0], &octet, 1), ==, 1);
  g_assert_true (atena_lock_is_held (self->ledger, 7));
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  g_assert_false (atena_lock_is_held (self->ledger, 7));
  close (ready[0]);
  close (ready[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ledger/belongs-to-its-user-alone", test_private);
  ADD ("/ledger/every-connection-is-durable", test_pragmas);
  ADD ("/ledger/refuses-a-newer-version", test_newer);
  ADD ("/ledger/brings-an-older-one-up-to-date", test_older);
  ADD ("/ledger/waits-for-another-that-opens-it", test_busy);
  ADD ("/ledger/refuses-another-program's-file", test_foreign);
  ADD ("/ledger/refuses-what-is-no-database", test_no_database);
  ADD ("/ledger/refuses-a-damaged-one", test_damaged);
  ADD ("/ledger/refuses-a-folder", test_folder);
  ADD ("/ledger/reading-makes-no-file", test_reading_makes_nothing);
  ADD ("/ledger/reading-cannot-write", test_reading_cannot_write);
  ADD ("/lock/is-for-one-and-for-one-campaign", test_lock);
  ADD ("/lock/dies-with-its-process", test_lock_dies_with_process);

  return g_test_run ();
}
