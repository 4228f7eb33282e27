// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-summary.h"

#include "atena-error.h"
#include "atena-lock.h"
#include "campaign-fixture.h"

static void
test_all (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 3, (AtenaPaceLimits){ 0 });
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  AtenaSummary *summary;

  fixture_run_sql (self, "UPDATE row SET state = 'sent' WHERE number = 2;"
                         "UPDATE row SET state = 'uncertain' WHERE number = 3;"
                         "UPDATE campaign SET state = 'paused', reason = 'No room',"
                         " sender = 'x@example.jp', sender_name = 'X'");
  list = atena_ledger_list_campaigns (self->ledger, 0, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  summary = list->pdata[0];
  g_assert_cmpint (summary->id, ==, atena_campaign_get_id (campaign));
  g_assert_cmpint (summary->kind, ==, ATENA_CAMPAIGN_MERGE);
  g_assert_cmpint (summary->state, ==, ATENA_CAMPAIGN_PAUSED);
  g_assert_cmpstr (summary->reason, ==, "No room");
  g_assert_cmpstr (summary->account, ==, "shop@mail.example.jp:587");
  g_assert_cmpstr (summary->settings, ==, "{}");
  g_assert_cmpstr (summary->sender, ==, "x@example.jp");
  g_assert_cmpstr (summary->sender_name, ==, "X");
  g_assert_cmpstr (summary->subject, ==, "Hello");
  g_assert_cmpint (summary->created, ==, 1000000);
  g_assert_cmpuint (atena_counts_get_total (&summary->counts), ==, 3);
  g_assert_cmpuint (summary->counts.rows[ATENA_ROW_SENT], ==, 1);
  g_assert_cmpuint (summary->undecided, ==, 1);
}

static const FixtureRow one[] = { { .address = "a@example.jp", .name = "A" }, { 0 } };

/* The numbers that a list shows, apart by spaces. Owned by the caller. */
static char *
list_ids (Fixture *self, guint states, gboolean with_tests)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list =
    atena_ledger_list_campaigns (self->ledger, states, with_tests, &error);
  g_autoptr (GString) ids = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (ids, "%s%d", i > 0 ? " " : "",
                            (int) ((AtenaSummary *) list->pdata[i])->id);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
test_chosen (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint states;
    gboolean with_tests;
    const char *ids;
  } cases[] = {
    { 0, FALSE, "4 3 1" },
    { 0, TRUE, "4 3 2 1" },
    { 1 << ATENA_CAMPAIGN_DRAFT, FALSE, "3" },
    { 1 << ATENA_CAMPAIGN_PAUSED, FALSE, "4 1" },
    { 1 << ATENA_CAMPAIGN_RUNNING, FALSE, "" },
    { 1 << ATENA_CAMPAIGN_DRAFT | 1 << ATENA_CAMPAIGN_PAUSED, TRUE, "4 3 2 1" },
  };
  g_autoptr (AtenaLock) lock = NULL;
  g_autofree char *alive = NULL;

  for (guint i = 0; i < 4; i++)
    g_object_unref (
      fixture_create_rows (self, i == 1 ? ATENA_CAMPAIGN_TEST : ATENA_CAMPAIGN_MERGE, one));
  /* 4 was running when its sender died. */
  fixture_run_sql (self, "UPDATE campaign SET state = 'paused' WHERE id = 1;"
                         "UPDATE campaign SET state = 'running' WHERE id = 4");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ids = list_ids (self, cases[i].states, cases[i].with_tests);

      g_assert_cmpstr (ids, ==, cases[i].ids);
    }

  lock = atena_lock_acquire (self->ledger, 4, NULL);
  alive = list_ids (self, 1 << ATENA_CAMPAIGN_RUNNING, FALSE);
  g_assert_cmpstr (alive, ==, "4");
}

static void
test_dead (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 3, (AtenaPaceLimits){ 0 });
  g_autoptr (AtenaSummary) dead = NULL;
  g_autoptr (AtenaSummary) living = NULL;
  g_autoptr (AtenaLock) lock = NULL;

  g_assert_nonnull (campaign);
  fixture_run_sql (self, "UPDATE row SET state = 'claimed' WHERE number < 4;"
                         "UPDATE campaign SET state = 'running'");
  dead = atena_ledger_read_summary (self->ledger, 1, NULL);
  g_assert_cmpint (dead->state, ==, ATENA_CAMPAIGN_PAUSED);
  g_assert_cmpuint (dead->counts.rows[ATENA_ROW_UNCERTAIN], ==, 2);
  g_assert_cmpuint (dead->undecided, ==, 2);

  lock = atena_lock_acquire (self->ledger, 1, NULL);
  g_assert_nonnull (lock);
  living = atena_ledger_read_summary (self->ledger, 1, NULL);
  g_assert_cmpint (living->state, ==, ATENA_CAMPAIGN_RUNNING);
  g_assert_cmpuint (living->counts.rows[ATENA_ROW_CLAIMED], ==, 2);
  g_assert_cmpuint (living->undecided, ==, 0);
}

static void
test_subjects (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *draft;
    const char *subject;
  } cases[] = {
    { "'Subject: =?UTF-8?B?44GK55+l44KJ44Gb?='||char(10)||char(10)||'x'", "お知らせ" },
    { "'Subject: '||char(10)||char(10)||'x'", "" },
    { "'From: a@b.jp'||char(10)||char(10)||'x'", "" },
    { "''", "" },
    { "'no message'", "" },
    /* Behind the headers anything may follow, and much of it. */
    { "'Subject: long'||char(10)||char(10)||hex(zeroblob(200000))", "long" },
  };
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 1, (AtenaPaceLimits){ 0 });

  g_assert_nonnull (campaign);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("UPDATE campaign SET draft = CAST (%s AS BLOB)", cases[i].draft);
      g_autoptr (AtenaSummary) summary = NULL;

      fixture_run_sql (self, sql);
      summary = atena_ledger_read_summary (self->ledger, 1, NULL);
      g_assert_cmpstr (summary->subject, ==, cases[i].subject);
    }
}

static void
test_none (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *ids = list_ids (self, 0, TRUE);

  g_assert_cmpstr (ids, ==, "");
  g_assert_null (atena_ledger_read_summary (self->ledger, 1, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/summary/says-what-a-list-shows", test_all);
  ADD ("/summary/lists-what-is-asked-for", test_chosen);
  ADD ("/summary/knows-a-dead-sender-from-a-living-one", test_dead);
  ADD ("/summary/reads-subjects-whatever-follows", test_subjects);
  ADD ("/summary/says-when-there-is-none", test_none);

  return g_test_run ();
}
