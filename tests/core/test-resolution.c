// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-resolution.h"

#include "atena-error.h"
#include "atena-lock.h"
#include "atena-summary.h"
#include "campaign-fixture.h"

#define NOW 1700000000000000

/* Rows 2 to 6 of the list: uncertain, uncertain, claimed, sent, pending; all but the last went on
 * their way once. */
static AtenaCampaign *
create (Fixture *self, const char *state)
{
  AtenaCampaign *campaign = fixture_create_people (self, 5, (AtenaPaceLimits){ 0 });
  g_autofree char *sql = g_strdup_printf ("UPDATE campaign SET state = '%s'", state);

  fixture_run_sql (self,
                   "UPDATE row SET state = 'uncertain', reason = 'interrupted' WHERE number <= 3;"
                   "UPDATE row SET state = 'claimed' WHERE number = 4;"
                   "UPDATE row SET state = 'sent' WHERE number = 5;"
                   "UPDATE row SET attempts = 1, date = 7 WHERE number < 6;"
                   "INSERT INTO attempt (row, number, started) SELECT id, 1, 5 FROM row"
                   " WHERE number < 6;"
                   "UPDATE attempt SET outcome = 'uncertain', settled = 6, reply = 'Gone'"
                   " WHERE row IN (SELECT id FROM row WHERE state = 'uncertain')");
  fixture_run_sql (self, sql);
  return campaign;
}

static void
resolve (AtenaCampaign *campaign, guint number, AtenaDecision decision)
{
  AtenaResolution resolution = { number, decision };
  g_autoptr (GError) error = NULL;

  atena_campaign_resolve (campaign, &resolution, 1, NOW, &error);
  g_assert_no_error (error);
}

static void
assert_rows (AtenaCampaign *campaign, const char *wanted)
{
  g_autofree char *rows = fixture_describe (campaign);

  g_assert_cmpstr (rows, ==, wanted);
}

static void
test_shared_row (Fixture *self, gconstpointer data)
{
  AtenaResolution resolution = { 5, ATENA_DECISION_HOLD };
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaCampaign) campaign =
    fixture_create (self, "mail1,mail2\na@x.jp,b@x.jp\n", "Hello", "x", FALSE, &error);

  g_assert_no_error (error);
  g_assert_false (atena_campaign_resolve (campaign, &resolution, 1, NOW, &error));
  g_assert_nonnull (strstr (error->message, "Row 2:"));
}

static void
test_decisions (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = create (self, "paused");
  const AtenaResolution resolutions[] = {
    { 2, ATENA_DECISION_HOLD },
    { 3, ATENA_DECISION_SENT },
    { 4, ATENA_DECISION_AGAIN },
  };
  g_autofree char *decisions = NULL;
  g_autoptr (GError) error = NULL;

  atena_campaign_resolve (campaign, resolutions, G_N_ELEMENTS (resolutions), NOW, &error);
  g_assert_no_error (error);
  assert_rows (campaign, "uncertain interrupted\nsent\npending\nsent\npending");
  decisions = fixture_read_sql (
    self, "SELECT group_concat (number || decision || decided, ' ') FROM row WHERE decided > 0");
  g_assert_cmpstr (decisions, ==,
                   "2hold1700000000000000 3sent1700000000000000 4again1700000000000000");
}

/* So that a server can tell that it is the one it has. */
static void
test_same_message (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = create (self, "paused");
  g_autoptr (GPtrArray) before = atena_campaign_read_rows (campaign, 0, 0, 1, NULL);
  g_autoptr (GPtrArray) after = NULL;
  AtenaRow *was = before->pdata[0];
  AtenaRow *is;

  resolve (campaign, 2, ATENA_DECISION_AGAIN);
  after = atena_campaign_read_rows (campaign, 0, 0, 1, NULL);
  is = after->pdata[0];
  g_assert_cmpint (is->state, ==, ATENA_ROW_PENDING);
  g_assert_cmpint (is->decision, ==, ATENA_DECISION_AGAIN);
  g_assert_cmpstr (atena_recipient_get_message_id (is->recipient), ==,
                   atena_recipient_get_message_id (was->recipient));
  g_assert_cmpint (atena_recipient_get_date (is->recipient), ==, 7);
  g_assert_cmpuint (is->attempts, ==, 1);
}

/* A dead sender's letters are settled with the time of today, not guessed at. */
static void
test_recovers (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = create (self, "running");
  g_autofree char *attempt = NULL;

  resolve (campaign, 2, ATENA_DECISION_HOLD);
  assert_rows (campaign,
               "uncertain interrupted\nuncertain interrupted\nuncertain interrupted\nsent\n"
               "pending");
  attempt = fixture_read_sql (self, "SELECT outcome || settled FROM attempt WHERE row ="
                                    " (SELECT id FROM row WHERE number = 4)");
  g_assert_cmpstr (attempt, ==, "uncertain1700000000000000");
}

static void
test_changes_mind (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = create (self, "paused");
  g_autofree char *decision = NULL;

  resolve (campaign, 2, ATENA_DECISION_HOLD);
  resolve (campaign, 2, ATENA_DECISION_SENT);
  decision = fixture_read_sql (self, "SELECT decision FROM row WHERE number = 2");
  g_assert_cmpstr (decision, ==, "sent");
}

/* Row 5 is sent, 6 is pending, 7 is nobody, and 2 is in the list twice. */
static void
test_others (Fixture *self, gconstpointer data)
{
  static const guint numbers[] = { 5, 6, 7, 2 };
  g_autoptr (AtenaCampaign) campaign = create (self, "paused");

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const AtenaResolution resolutions[] = {
        { 2, ATENA_DECISION_AGAIN },
        { numbers[i], ATENA_DECISION_AGAIN },
      };
      g_autoptr (GError) error = NULL;

      g_assert_false (atena_campaign_resolve (campaign, resolutions, 2, NOW, &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      /* Nothing of it is done. */
      assert_rows (campaign,
                   "uncertain interrupted\nuncertain interrupted\nuncertain interrupted\nsent\n"
                   "pending");
    }
}

static void
test_busy (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = create (self, "running");
  g_autoptr (AtenaLock) lock =
    atena_lock_acquire (self->ledger, atena_campaign_get_id (campaign), NULL);
  const AtenaResolution resolution = { 2, ATENA_DECISION_AGAIN };
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (lock);
  g_assert_false (atena_campaign_resolve (campaign, &resolution, 1, NOW, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_BUSY);
  assert_rows (campaign, "uncertain interrupted\nuncertain interrupted\nclaimed\nsent\npending");
}

static const struct
{
  const char *name;
  const char *before;
  gboolean left; /* row 6 is still to be sent */
  AtenaDecision decision;
  AtenaCampaignState after;
} states[] = {
  { "again-opens-what-was-finished", "finished", FALSE, ATENA_DECISION_AGAIN,
    ATENA_CAMPAIGN_PAUSED },
  { "sent-leaves-it-finished", "finished", FALSE, ATENA_DECISION_SENT, ATENA_CAMPAIGN_FINISHED },
  { "hold-leaves-it-finished", "finished", FALSE, ATENA_DECISION_HOLD, ATENA_CAMPAIGN_FINISHED },
  { "paused-stays-paused", "paused", TRUE, ATENA_DECISION_SENT, ATENA_CAMPAIGN_PAUSED },
};

static void
test_state (Fixture *self, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (AtenaCampaign) campaign = create (self, states[i].before);
  g_autofree char *stored = NULL;

  if (!states[i].left)
    fixture_run_sql (self, "UPDATE row SET state = 'excluded' WHERE number = 6");
  resolve (campaign, 2, states[i].decision);
  stored = fixture_read_sql (self, "SELECT state FROM campaign");
  g_assert_cmpstr (stored, ==, atena_campaign_state_to_string (states[i].after));
}

static void
test_undecided (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = create (self, "paused");
  g_autoptr (AtenaSummary) before = atena_ledger_read_summary (self->ledger, 1, NULL);
  g_autoptr (AtenaSummary) after = NULL;

  resolve (campaign, 2, ATENA_DECISION_HOLD);
  resolve (campaign, 3, ATENA_DECISION_SENT);
  after = atena_ledger_read_summary (self->ledger, 1, NULL);
  g_assert_cmpuint (before->undecided, ==, 3);
  g_assert_cmpuint (after->undecided, ==, 1);
  g_assert_cmpuint (after->counts.rows[ATENA_ROW_UNCERTAIN], ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/resolution/does-what-a-person-decided", test_decisions);
  ADD ("/resolution/sends-the-same-message-again", test_same_message);
  ADD ("/resolution/settles-a-dead-sender-first", test_recovers);
  ADD ("/resolution/can-be-changed-while-it-is-unknown", test_changes_mind);
  ADD ("/resolution/is-for-uncertain-rows-alone", test_others);
  ADD ("/resolution/waits-for-a-living-sender", test_busy);
  ADD ("/resolution/does-not-ask-twice", test_undecided);
  ADD ("/resolution/names-the-row-of-the-sheet", test_shared_row);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *name = g_strconcat ("/resolution/", states[i].name, NULL);

      g_test_add (name, Fixture, GUINT_TO_POINTER (i), fixture_set_up, test_state,
                  fixture_tear_down);
    }

  return g_test_run ();
}
