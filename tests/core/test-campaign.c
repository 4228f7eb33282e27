// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-error.h"
#include "atena-lock.h"
#include "campaign-fixture.h"

typedef struct
{
  const char *name;
  const char *list;
  gboolean same_address;
  const char *rows;
} Case;

static const Case cases[] = {
  { "everybody", "email,name\na@x.jp,A\nb@x.jp,B\n", FALSE, "pending\npending" },
  { "bad addresses", "email,name\na@@x.jp,A\n\"a@x.jp, b@x.jp\",B\n,C\n", FALSE,
    "excluded bad-address\nexcluded two-addresses\nexcluded no-address" },
  { "empty field", "email,name\na@x.jp,\nb@x.jp,\" \xe3\x80\x80\"\nc@x.jp,C\n", FALSE,
    "excluded empty-field name\nexcluded empty-field name\npending" },
  { "duplicate", "email,name\na@x.jp,A\nA@X.JP,A\na@x.jp,A\n", FALSE,
    "pending\nexcluded duplicate 2\nexcluded duplicate 2" },
  { "another letter", "email,name\na@x.jp,A\na@x.jp,B\na@x.jp,B\na@x.jp,A\n", FALSE,
    "pending\nexcluded another-letter 2\nexcluded duplicate 3\nexcluded duplicate 2" },
  { "another letter wanted", "email,name\na@x.jp,A\na@x.jp,B\na@x.jp,B\na@x.jp,A\n", TRUE,
    "pending\npending\nexcluded duplicate 3\nexcluded duplicate 2" },
  { "an excluded row is nobody's first", "email,name\na@x.jp,\na@x.jp,A\n", FALSE,
    "excluded empty-field name\npending" },
  { "dotted and quoted are one",
    "email,name\nfoo..bar@docomo.ne.jp,A\n\"\"\"foo..bar\"\"@docomo.ne.jp\",A\n", FALSE,
    "pending\nexcluded duplicate 2" },
};

static void
test_exclusions (Fixture *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtenaCampaign) campaign =
        fixture_create (self, cases[i].list, "Hello", "Dear {{name}}", cases[i].same_address,
                        &error);
      g_autofree char *rows = NULL;

      g_test_message ("%s", cases[i].name);
      g_assert_no_error (error);
      rows = fixture_describe (campaign);
      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

static void
test_all_or_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
    fixture_create (self, "email,name\na@x.jp,A\nb@x.jp\n", "Hello", "{{name}}", FALSE, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (atena_campaign_load (self->ledger, 0, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
}

static void
test_unknown_field (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
    fixture_create (self, "email,name\na@x.jp,A\n", "Hello", "Dear\n{{nane}}", FALSE, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "nane"));
  g_assert_nonnull (strstr (error->message, "“name”"));
}

static void
test_same_octets_after_loading (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 3, (AtenaPaceLimits){ 0 });
  gint64 id = atena_campaign_get_id (campaign);
  g_autoptr (AtenaCampaign) again = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (AtenaRecipient) recipient = NULL;

  rows = atena_campaign_read_rows (campaign, 0, 2, 1, NULL);
  recipient = atena_recipient_stamp (((AtenaRow *) rows->pdata[0])->recipient, "id@x", 1700000000);
  g_assert_cmpuint (atena_recipient_get_number (recipient), ==, 3);
  first = atena_letter_render (atena_campaign_get_letter (campaign), recipient);

  g_clear_object (&campaign);
  fixture_reopen (self);
  again = atena_campaign_load (self->ledger, id, NULL);
  second = atena_letter_render (atena_campaign_get_letter (again), recipient);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (first, NULL), -1, "Person 2"));
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (first, NULL), -1, "+0900"));
}

static void
test_message_ids (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 50, (AtenaPaceLimits){ 0 });
  g_autoptr (GPtrArray) rows = atena_campaign_read_rows (campaign, 0, 0, 1000, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      const char *id = atena_recipient_get_message_id (((AtenaRow *) rows->pdata[i])->recipient);

      g_assert_true (g_str_has_suffix (id, "@example.jp"));
      g_assert_cmpuint (strlen (id), ==, 32 + strlen ("@example.jp"));
      g_assert_true (g_hash_table_add (seen, (gpointer) id));
    }
}

static void
test_paging (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 25, (AtenaPaceLimits){ 0 });
  guint after = 0;
  guint seen = 0;

  while (TRUE)
    {
      g_autoptr (GPtrArray) rows =
        atena_campaign_read_rows (campaign, 1u << ATENA_ROW_PENDING, after, 10, NULL);

      for (guint i = 0; i < rows->len; i++)
        {
          after = atena_recipient_get_number (((AtenaRow *) rows->pdata[i])->recipient);
          g_assert_cmpuint (after, ==, ++seen + 1);
        }
      if (rows->len < 10)
        break;
    }
  g_assert_cmpuint (seen, ==, 25);
}

static void
test_dead_sender (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 3, (AtenaPaceLimits){ 0 });
  g_autoptr (AtenaLock) lock = NULL;
  AtenaCampaignState state;
  AtenaCounts counts;

  fixture_run_sql (
    self, "UPDATE campaign SET state = 'running';"
          "UPDATE row SET state = 'claimed', attempts = 1 WHERE number = 3;"
          "INSERT INTO attempt (row, number, started) SELECT id, 1, 5 FROM row WHERE number = 3");

  lock = atena_lock_acquire (self->ledger, atena_campaign_get_id (campaign), NULL);
  g_assert_true (atena_campaign_count (campaign, &counts, NULL));
  g_assert_cmpuint (counts.rows[ATENA_ROW_CLAIMED], ==, 1);
  g_assert_true (atena_campaign_read_state (campaign, &state, NULL));
  g_assert_cmpint (state, ==, ATENA_CAMPAIGN_RUNNING);

  g_clear_pointer (&lock, atena_lock_free);
  g_assert_true (atena_campaign_count (campaign, &counts, NULL));
  g_assert_cmpuint (counts.rows[ATENA_ROW_CLAIMED], ==, 0);
  g_assert_cmpuint (counts.rows[ATENA_ROW_UNCERTAIN], ==, 1);
  g_assert_cmpuint (counts.rows[ATENA_ROW_PENDING], ==, 2);
  g_assert_cmpuint (atena_counts_get_total (&counts), ==, 3);
  g_assert_true (atena_campaign_read_state (campaign, &state, NULL));
  g_assert_cmpint (state, ==, ATENA_CAMPAIGN_PAUSED);

  g_assert_true (atena_campaign_recover (campaign, 9, NULL));
  {
    g_autofree char *rows = fixture_describe (campaign);
    g_autoptr (GPtrArray) read =
      atena_campaign_read_rows (campaign, 1u << ATENA_ROW_UNCERTAIN, 0, 9, NULL);

    g_assert_cmpstr (rows, ==, "pending\nuncertain interrupted\npending");
    g_assert_cmpint (((AtenaRow *) read->pdata[0])->time, ==, 9);
  }
}

static void
test_account (Fixture *self, gconstpointer data)
{
  const AtenaPaceLimits limits = { .per_minute = 5, .per_hour = 50 };
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 1, (AtenaPaceLimits){ 0 });
  g_autoptr (AtenaLock) lock =
    atena_lock_acquire (self->ledger, atena_campaign_get_id (campaign), NULL);
  g_autoptr (AtenaCampaign) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (atena_campaign_set_account (campaign, "a", "{}", &limits, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_BUSY);
  g_assert_cmpstr (atena_campaign_get_account (campaign), ==, "shop@mail.example.jp:587");
  g_clear_error (&error);

  g_clear_pointer (&lock, atena_lock_free);
  g_assert_true (atena_campaign_set_account (campaign, "a", "{\"b\":1}", &limits, &error));
  g_assert_no_error (error);
  again = atena_campaign_load (self->ledger, 0, NULL);
  g_assert_cmpstr (atena_campaign_get_account (again), ==, "a");
  g_assert_cmpstr (atena_campaign_get_settings (again), ==, "{\"b\":1}");
  g_assert_cmpuint (atena_campaign_get_limits (again)->per_minute, ==, 5);
  g_assert_cmpuint (atena_campaign_get_limits (again)->per_hour, ==, 50);
}

static void
test_history (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) first = fixture_create_people (self, 2, (AtenaPaceLimits){ 0 });
  g_autoptr (AtenaCampaign) second = fixture_create_people (self, 2, (AtenaPaceLimits){ 0 });
  g_autoptr (GArray) times = NULL;

  fixture_run_sql (self,
                   "INSERT INTO attempt (row, number, started) SELECT id, 1, id * 100 FROM row;"
                   "UPDATE campaign SET account = 'other' WHERE id = 1");
  times = atena_ledger_read_history (self->ledger, "shop@mail.example.jp:587", 300, NULL);
  g_assert_cmpuint (times->len, ==, 1);
  g_assert_cmpint (g_array_index (times, gint64, 0), ==, 400);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/campaign/leaves-out-with-a-reason", test_exclusions);
  ADD ("/campaign/is-made-whole-or-not-at-all", test_all_or_nothing);
  ADD ("/campaign/refuses-an-unknown-field", test_unknown_field);
  ADD ("/campaign/renders-the-same-octets-after-loading", test_same_octets_after_loading);
  ADD ("/campaign/each-row-has-its-own-message-id", test_message_ids);
  ADD ("/campaign/pages-through-all-rows", test_paging);
  ADD ("/campaign/what-a-dead-sender-had-is-uncertain", test_dead_sender);
  ADD ("/campaign/the-account-changes-only-between-sendings", test_account);
  ADD ("/campaign/history-is-of-the-account", test_history);

  return g_test_run ();
}
