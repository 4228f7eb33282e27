// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-error.h"
#include "atena-lock.h"
#include "campaign-fixture.h"

#include <string.h>

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

  g_assert_null (fixture_create (self, "email,name\na@x.jp,A\nb@x.jp,B,C\n", "Hello", "{{name}}",
                                 FALSE, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (atena_campaign_load (self->ledger, 0, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
}

static void
test_shared_row (Fixture *self, gconstpointer data)
{
  static const guint places[] = { 2, 2, 3, 3, 4, 4 };
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaCampaign) campaign =
    fixture_create (self,
                    "name1,mail1,name2,mail2\nA,a@x.jp,B,b@x.jp\nC,c@x.jp,C,c@x.jp\n"
                    "D,A@x.jp,A,A@x.jp\n",
                    "Hello", "{{name}}", FALSE, &error);
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *states = NULL;

  g_assert_no_error (error);
  states = fixture_describe (campaign);
  g_assert_cmpstr (states, ==,
                   "pending\npending\npending\nexcluded duplicate 3\n"
                   "excluded another-letter 2\nexcluded duplicate 2");
  rows = atena_campaign_read_rows (campaign, 0, 0, 10, &error);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (places));
  for (guint i = 0; i < rows->len; i++)
    {
      AtenaRecipient *recipient = ((AtenaRow *) rows->pdata[i])->recipient;

      g_assert_cmpuint (atena_recipient_get_number (recipient), ==, i + 4);
      g_assert_cmpuint (atena_recipient_get_row (recipient), ==, places[i]);
    }
  g_assert_false (atena_campaign_set_ticked (campaign, 7, TRUE, &error));
  g_assert_nonnull (strstr (error->message, "Row 3 "));
  g_clear_error (&error);
  g_assert_false (atena_campaign_set_ticked (campaign, 77, TRUE, &error));
  g_assert_nonnull (strstr (error->message, "Row 77 "));
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
  {
    g_autoptr (GPtrArray) uncertain =
      atena_campaign_read_rows (campaign, 1u << ATENA_ROW_UNCERTAIN, 0, 9, NULL);
    g_autoptr (GPtrArray) claimed =
      atena_campaign_read_rows (campaign, 1u << ATENA_ROW_CLAIMED, 0, 9, NULL);

    g_assert_cmpuint (uncertain->len, ==, 1);
    g_assert_cmpuint (claimed->len, ==, 0);
  }

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
  const AtenaPaceLimits limits = { .per_minute = 5, .per_hour = 50, .per_day = 500 };
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
  g_assert_cmpuint (atena_campaign_get_limits (again)->per_day, ==, 500);
}

static void
test_history (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) first = fixture_create_people (self, 2, (AtenaPaceLimits){ 0 });
  g_autoptr (AtenaCampaign) second = fixture_create_people (self, 2, (AtenaPaceLimits){ 0 });
  g_autoptr (GArray) times = NULL;

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  fixture_run_sql (self,
                   "INSERT INTO attempt (row, number, started) SELECT id, 1, id * 100 FROM row;"
                   "UPDATE campaign SET account = 'other' WHERE id = 1");
  times = atena_ledger_read_history (self->ledger, "shop@mail.example.jp:587", 300, NULL);
  g_assert_cmpuint (times->len, ==, 1);
  g_assert_cmpint (g_array_index (times, gint64, 0), ==, 400);
}

static void
test_limits (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign =
    fixture_create_people (self, 1,
                           (AtenaPaceLimits){ .per_minute = 1, .per_hour = 2, .per_day = 3 });
  g_autoptr (AtenaCampaign) again = atena_campaign_load (self->ledger, 0, NULL);

  g_assert_nonnull (campaign);
  g_assert_cmpuint (atena_campaign_get_limits (again)->per_minute, ==, 1);
  g_assert_cmpuint (atena_campaign_get_limits (again)->per_hour, ==, 2);
  g_assert_cmpuint (atena_campaign_get_limits (again)->per_day, ==, 3);
}

/* The boss in an automatic Cc, and the person who writes. */
static const FixtureRow mixed_rows[] = {
  { "boss@x.jp", "{{name}}", ATENA_ROLE_COPY, ATENA_REASON_NONE },
  { "me@x.jp", "", ATENA_ROLE_LETTER, ATENA_REASON_OWN_ADDRESS },
  { "me@x.jp", "M", ATENA_ROLE_LETTER, ATENA_REASON_NONE },
  { "boss@x.jp", "B", ATENA_ROLE_LETTER, ATENA_REASON_NONE },
  { "BOSS@x.jp", "B", ATENA_ROLE_LETTER, ATENA_REASON_NONE },
  { "boss@x.jp", "{{name}}", ATENA_ROLE_COPY, ATENA_REASON_NONE },
  { "boss@x.jp", "C", ATENA_ROLE_LETTER, ATENA_REASON_NONE },
  { "c@x.jp", "C", ATENA_ROLE_LETTER, ATENA_REASON_NONE },
  { "c@x.jp", "C", ATENA_ROLE_COPY, ATENA_REASON_NONE },
  { NULL },
};

static void
test_roles (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = fixture_create_rows (self, ATENA_CAMPAIGN_MERGE, mixed_rows);
  g_autoptr (GPtrArray) read = atena_campaign_read_rows (campaign, 0, 0, 9, NULL);
  g_autofree char *rows = fixture_describe (campaign);
  AtenaCounts counts;

  g_assert_cmpstr (rows, ==,
                   "pending\nexcluded own-address\npending\npending\nexcluded duplicate 4\n"
                   "excluded duplicate 1\nexcluded another-letter 4\npending\npending");
  for (guint i = 0; i < read->len; i++)
    g_assert_cmpint (atena_recipient_get_role (((AtenaRow *) read->pdata[i])->recipient), ==,
                     mixed_rows[i].role);
  g_assert_true (atena_campaign_count (campaign, &counts, NULL));
  g_assert_cmpuint (counts.copies, ==, 3);
  g_assert_cmpuint (counts.rows[ATENA_ROW_PENDING], ==, 5);
  g_assert_cmpuint (atena_counts_get_total (&counts), ==, 9);
}

static void
test_ticks (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = fixture_create_rows (self, ATENA_CAMPAIGN_MERGE, mixed_rows);
  g_autoptr (GError) error = NULL;
  g_autofree char *unticked = NULL;
  g_autofree char *ticked = NULL;

  /* Twice is once, and a twin stays out. */
  for (guint i = 0; i < 2; i++)
    g_assert_true (atena_campaign_set_ticked (campaign, 4, FALSE, &error));
  unticked = fixture_describe (campaign);
  g_assert_cmpstr (
    unticked, ==,
    "pending\nexcluded own-address\npending\nexcluded unticked\n"
    "excluded duplicate 4\nexcluded duplicate 1\nexcluded another-letter 4\npending\npending");

  for (guint i = 0; i < 2; i++)
    g_assert_true (atena_campaign_set_ticked (campaign, 4, TRUE, &error));
  ticked = fixture_describe (campaign);
  g_assert_cmpstr (ticked, ==,
                   "pending\nexcluded own-address\npending\npending\nexcluded duplicate 4\n"
                   "excluded duplicate 1\nexcluded another-letter 4\npending\npending");
}

static void
test_ticks_refused (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint number;
    gboolean ticked;
  } refused[] = { { 2, TRUE }, { 2, FALSE }, { 5, TRUE }, { 10, TRUE }, { 0, FALSE } };
  g_autoptr (AtenaCampaign) other = fixture_create_people (self, 9, (AtenaPaceLimits){ 0 });
  g_autoptr (AtenaCampaign) campaign = fixture_create_rows (self, ATENA_CAMPAIGN_MERGE, mixed_rows);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (other);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_false (
        atena_campaign_set_ticked (campaign, refused[i].number, refused[i].ticked, &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_clear_error (&error);
    }

  g_assert_true (atena_campaign_set_state (campaign, ATENA_CAMPAIGN_READY, "", NULL));
  g_assert_false (atena_campaign_set_ticked (campaign, 1, FALSE, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "confirmed"));
}

static void
test_choose_keep (void)
{
  static const struct
  {
    guint64 letters;
    guint64 bytes;
    AtenaKeep keep;
  } choices[] = {
    { 1, 1, ATENA_KEEP_EACH },
    { 50, 50000000, ATENA_KEEP_EACH },
    { 51, 1, ATENA_KEEP_ONE },
    { 1, 50000001, ATENA_KEEP_ONE },
    { 100000, G_MAXUINT64, ATENA_KEEP_ONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    g_assert_cmpint (atena_campaign_choose_keep (choices[i].letters, choices[i].bytes), ==,
                     choices[i].keep);
}

/* The copy states of the rows, and the last one is that of the campaign. */
static char *
describe_copies (Fixture *self, AtenaCampaign *campaign)
{
  g_autoptr (GPtrArray) rows = atena_campaign_read_rows (campaign, 0, 0, 9, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *own =
    fixture_read_sql (self, "SELECT copy_state FROM campaign ORDER BY id DESC LIMIT 1");

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%s ",
                            atena_copy_state_to_string (((AtenaRow *) rows->pdata[i])->copy));
  g_string_append (text, own);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_keep (Fixture *self, gconstpointer data)
{
  static const FixtureRow rows[] = {
    { "boss@x.jp", "N", ATENA_ROLE_COPY, ATENA_REASON_NONE },
    { "a@x.jp", "A", ATENA_ROLE_LETTER, ATENA_REASON_NONE },
    { NULL },
  };
  static const struct
  {
    AtenaCampaignKind kind;
    AtenaKeep keep;
    const char *copies;
  } keeps[] = {
    { ATENA_CAMPAIGN_MERGE, ATENA_KEEP_EACH, "none wanted none" },
    { ATENA_CAMPAIGN_MERGE, ATENA_KEEP_ONE, "none none wanted" },
    { ATENA_CAMPAIGN_MERGE, ATENA_KEEP_NONE, "none none none" },
    { ATENA_CAMPAIGN_TEST, ATENA_KEEP_EACH, "none none none" },
    { ATENA_CAMPAIGN_TEST, ATENA_KEEP_ONE, "none none none" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keeps); i++)
    {
      g_autoptr (AtenaCampaign) campaign = fixture_create_rows (self, keeps[i].kind, rows);
      g_autoptr (GError) error = NULL;
      g_autofree char *before = describe_copies (self, campaign);
      g_autofree char *changed = NULL;
      g_autofree char *after = NULL;

      g_assert_cmpstr (before, ==, "none none none");
      /* The last word counts. */
      g_assert_true (atena_campaign_set_keep (campaign, ATENA_KEEP_EACH, NULL));
      g_assert_true (atena_campaign_set_keep (campaign, keeps[i].keep, NULL));
      changed = describe_copies (self, campaign);
      g_assert_cmpstr (changed, ==, keeps[i].copies);

      g_assert_true (atena_campaign_set_state (campaign, ATENA_CAMPAIGN_READY, "", NULL));
      g_assert_false (atena_campaign_set_keep (campaign, (keeps[i].keep + 1) % 3, &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      after = describe_copies (self, campaign);
      g_assert_cmpstr (after, ==, changed);
    }
}

static gboolean
file_holds (const char *path, const char *suffix, const char *text)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  g_autofree char *contents = NULL;
  gsize size;

  return g_file_get_contents (name, &contents, &size, NULL) && size > 0 &&
         memmem (contents, size, text, strlen (text)) != NULL;
}

static void
test_discard (Fixture *self, gconstpointer data)
{
  static const FixtureRow rows[] = {
    { "sentinel@x.jp", "A", ATENA_ROLE_LETTER, ATENA_REASON_NONE },
    { NULL },
  };
  g_autoptr (AtenaCampaign) other = fixture_create_people (self, 2, (AtenaPaceLimits){ 0 });
  g_autoptr (AtenaCampaign) campaign = fixture_create_rows (self, ATENA_CAMPAIGN_MERGE, rows);
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;

  g_assert_true (file_holds (self->path, "-wal", "sentinel"));
  g_assert_false (atena_campaign_discard (other, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (atena_campaign_discard (campaign, &error));
  g_assert_no_error (error);
  g_assert_false (file_holds (self->path, "-wal", "sentinel"));
  g_assert_false (file_holds (self->path, "", "sentinel"));
  left = fixture_read_sql (self, "SELECT (SELECT count (*) FROM campaign) || ' ' || count (*)"
                                 " FROM row");
  g_assert_cmpstr (left, ==, "1 2");
}

static void
test_discard_temporary (void)
{
  g_autoptr (AtenaLedger) ledger = atena_ledger_open_temporary (NULL);
  Fixture fixture = { .ledger = ledger };
  static const FixtureRow rows[] = {
    { "a@x.jp", "A", ATENA_ROLE_LETTER, ATENA_REASON_NONE },
    { NULL },
  };
  g_autoptr (AtenaCampaign) campaign = fixture_create_rows (&fixture, ATENA_CAMPAIGN_MERGE, rows);
  AtenaCounts counts;

  g_assert_true (atena_campaign_discard (campaign, NULL));
  g_assert_true (atena_campaign_count (campaign, &counts, NULL));
  g_assert_cmpuint (atena_counts_get_total (&counts), ==, 0);
}

static void
test_stop (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *state;
    gboolean stopped;
  } states[] = {
    { "draft", FALSE }, { "ready", TRUE },     { "running", TRUE },
    { "paused", TRUE }, { "finished", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 6, (AtenaPaceLimits){ 0 });
      g_autofree char *sql = g_strdup_printf (
        "UPDATE campaign SET state = '%s', reason = 'x' WHERE id = %u;"
        "UPDATE row SET state = 'sent' WHERE number = 2; UPDATE row SET state = 'deferred' WHERE"
        " number = 3; UPDATE row SET state = 'rejected' WHERE number = 4; UPDATE row SET state ="
        " 'uncertain' WHERE number = 5; UPDATE row SET state = 'excluded', reason = 'unticked'"
        " WHERE number = 6",
        states[i].state, i + 1);
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = NULL;
      AtenaCampaignState state;

      fixture_run_sql (self, sql);
      g_assert_true (atena_campaign_stop (campaign, &error) == states[i].stopped);
      rows = fixture_describe (campaign);
      if (!states[i].stopped)
        {
          g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
          g_assert_nonnull (strstr (rows, "deferred"));
          continue;
        }
      g_assert_cmpstr (rows, ==,
                       "sent\nexcluded stopped\nrejected\nuncertain\nexcluded unticked\n"
                       "excluded stopped");
      g_assert_true (atena_campaign_read_state (campaign, &state, NULL));
      g_assert_cmpint (state, ==, ATENA_CAMPAIGN_FINISHED);
    }
}

static void
test_stop_busy (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 1, (AtenaPaceLimits){ 0 });
  g_autoptr (AtenaLock) lock =
    atena_lock_acquire (self->ledger, atena_campaign_get_id (campaign), NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = NULL;

  g_assert_nonnull (lock);
  g_assert_false (atena_campaign_stop (campaign, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_BUSY);
  rows = fixture_describe (campaign);
  g_assert_cmpstr (rows, ==, "pending");
}

static void
test_experience (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    gboolean experienced;
  } steps[] = {
    { "UPDATE campaign SET account = 'a'", FALSE },
    { "UPDATE row SET state = 'rejected' WHERE campaign = 1", FALSE },
    { "UPDATE row SET state = 'sent' WHERE campaign = 2", FALSE }, /* the campaign itself */
    { "UPDATE row SET state = 'sent' WHERE campaign = 1", TRUE },
    { "UPDATE row SET role = 'copy' WHERE campaign = 1", FALSE },
    { "UPDATE row SET role = 'letter'; UPDATE campaign SET kind = 'test' WHERE id = 1", FALSE },
    { "UPDATE campaign SET kind = 'merge', account = 'b' WHERE id = 1", FALSE },
    { "UPDATE campaign SET account = 'a' WHERE id = 1", TRUE },
  };
  g_autoptr (AtenaCampaign) first = fixture_create_people (self, 1, (AtenaPaceLimits){ 0 });
  g_autoptr (AtenaCampaign) second = fixture_create_people (self, 1, (AtenaPaceLimits){ 0 });

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gboolean experienced = !steps[i].experienced;

      g_test_message ("%s", steps[i].sql);
      fixture_run_sql (self, steps[i].sql);
      g_assert_true (atena_ledger_read_experience (self->ledger, "a", 2, &experienced, NULL));
      g_assert_true (experienced == steps[i].experienced);
    }
}

static void
test_kind (Fixture *self, gconstpointer data)
{
  const FixtureRow rows[] = { { NULL } };
  g_autoptr (AtenaCampaign) test = fixture_create_rows (self, ATENA_CAMPAIGN_TEST, rows);
  g_autoptr (AtenaCampaign) merge = fixture_create_rows (self, ATENA_CAMPAIGN_MERGE, rows);
  g_autofree char *kinds = fixture_read_sql (
    self, "SELECT group_concat (kind, ' ') FROM (SELECT kind FROM campaign ORDER BY id)");

  g_assert_nonnull (test);
  g_assert_nonnull (merge);
  g_assert_cmpstr (kinds, ==, "test merge");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/campaign/leaves-out-with-a-reason", test_exclusions);
  ADD ("/campaign/is-made-whole-or-not-at-all", test_all_or_nothing);
  ADD ("/campaign/keeps-several-people-of-one-row", test_shared_row);
  ADD ("/campaign/refuses-an-unknown-field", test_unknown_field);
  ADD ("/campaign/renders-the-same-octets-after-loading", test_same_octets_after_loading);
  ADD ("/campaign/each-row-has-its-own-message-id", test_message_ids);
  ADD ("/campaign/pages-through-all-rows", test_paging);
  ADD ("/campaign/what-a-dead-sender-had-is-uncertain", test_dead_sender);
  ADD ("/campaign/the-account-changes-only-between-sendings", test_account);
  ADD ("/campaign/history-is-of-the-account", test_history);
  ADD ("/campaign/keeps-its-pace", test_limits);
  ADD ("/campaign/keeps-its-kind", test_kind);
  ADD ("/campaign/a-copy-besides-a-letter-and-neither-twice", test_roles);
  ADD ("/campaign/rows-are-ticked-and-unticked", test_ticks);
  ADD ("/campaign/ticks-neither-the-hopeless-nor-the-confirmed", test_ticks_refused);
  g_test_add_func ("/campaign/many-or-long-letters-keep-one-copy", test_choose_keep);
  ADD ("/campaign/copies-are-wanted-before-it-is-confirmed", test_keep);
  ADD ("/campaign/nothing-is-left-of-a-discarded-one", test_discard);
  g_test_add_func ("/campaign/nothing-is-left-in-a-temporary-ledger", test_discard_temporary);
  ADD ("/campaign/stopping-leaves-out-what-was-to-go", test_stop);
  ADD ("/campaign/nobody-stops-it-while-it-is-sent", test_stop_busy);
  ADD ("/campaign/experience-is-a-letter-that-went", test_experience);

  return g_test_run ();
}
