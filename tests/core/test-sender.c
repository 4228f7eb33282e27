// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-sender.h"
#include "atena-error.h"
#include "atena-feed-private.h"
#include "atena-lock.h"
#include "campaign-fixture.h"

#include <string.h>

static gint64 fake_now;

static gint64
fake_clock (void)
{
  return fake_now;
}

/* A transport that answers as told and notes who got what. */
#define FAKE_TYPE_TRANSPORT (fake_transport_get_type ())
G_DECLARE_FINAL_TYPE (FakeTransport, fake_transport, FAKE, TRANSPORT, GObject)

struct _FakeTransport
{
  GObject parent_instance;

  /* "sent", "deferred", … for each claim in turn, the last for all that follow; "hold" returns and
   * holds, "break" returns and ends run() with an error, "cancel" sends and cancels, "suspend"
   * sends and sleeps for eight hours. */
  const char *const *script;
  GCancellable *cancellable;
  GPtrArray *recipients; /* of what was sent */
  GArray *times;
  guint n_claims;
};

static void
fake_transport_iface_init (AtenaTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeTransport,
                               fake_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_TRANSPORT,
                                                      fake_transport_iface_init))

static const char *
next_answer (FakeTransport *self)
{
  guint last = g_strv_length ((GStrv) self->script) - 1;
  guint n = self->n_claims++;

  return self->script[MIN (n, last)];
}

static AtenaOutcomeKind
kind_of (const char *answer)
{
  for (guint kind = ATENA_OUTCOME_SENT; kind <= ATENA_OUTCOME_RETURNED; kind++)
    if (g_str_equal (answer, atena_outcome_kind_to_string (kind)))
      return kind;

  return g_str_equal (answer, "cancel") || g_str_equal (answer, "suspend") ? ATENA_OUTCOME_SENT
                                                                           : ATENA_OUTCOME_RETURNED;
}

static void
answer_claim (FakeTransport *self, AtenaFeed *feed, AtenaClaim *claim, const char *answer)
{
  AtenaOutcome *outcome = atena_outcome_new (kind_of (answer), 250, "2.0.0", answer);

  while (atena_feed_check (feed, claim) == ATENA_MARK_PENDING)
    g_usleep (100);
  if (outcome->kind == ATENA_OUTCOME_SENT || outcome->kind == ATENA_OUTCOME_UNCERTAIN)
    {
      g_assert_cmpint (atena_feed_check (feed, claim), ==, ATENA_MARK_DURABLE);
      g_ptr_array_add (self->recipients, g_strdup (atena_claim_get_recipient (claim)));
      g_array_append_val (self->times, fake_now);
    }
  outcome->hold = g_str_equal (answer, "hold");
  atena_feed_settle (feed, claim, outcome);
}

static gboolean
fake_transport_run (AtenaTransport *transport,
                    AtenaFeed *feed,
                    GCancellable *cancellable,
                    GError **error)
{
  FakeTransport *self = FAKE_TRANSPORT (transport);
  AtenaFeedState state;
  gint64 wait = 0;

  while ((state = atena_feed_poll (feed, &wait)) != ATENA_FEED_DONE)
    {
      const char *answer;

      if (state == ATENA_FEED_WAIT)
        {
          fake_now += wait;
          continue;
        }
      answer = next_answer (self);
      answer_claim (self, feed, atena_feed_claim (feed), answer);
      if (g_str_equal (answer, "suspend"))
        fake_now += 8 * G_TIME_SPAN_HOUR;
      if (g_str_equal (answer, "cancel"))
        g_cancellable_cancel (cancellable);
      if (g_str_equal (answer, "break"))
        {
          g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_ACCOUNT, "gone");
          return FALSE;
        }
    }

  return TRUE;
}

static void
fake_transport_iface_init (AtenaTransportInterface *iface)
{
  iface->run = fake_transport_run;
}

static void
fake_transport_finalize (GObject *object)
{
  FakeTransport *self = FAKE_TRANSPORT (object);

  g_ptr_array_unref (self->recipients);
  g_array_unref (self->times);
  G_OBJECT_CLASS (fake_transport_parent_class)->finalize (object);
}

static void
fake_transport_class_init (FakeTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_transport_finalize;
}

static void
fake_transport_init (FakeTransport *self)
{
  self->recipients = g_ptr_array_new_with_free_func (g_free);
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static FakeTransport *
fake_transport_new (const char *const *script)
{
  FakeTransport *self = g_object_new (FAKE_TYPE_TRANSPORT, NULL);

  self->script = script;
  return self;
}

static gboolean
send_with (AtenaCampaign *campaign, FakeTransport *transport, GError **error)
{
  g_autoptr (AtenaSender) sender =
    atena_sender_new (campaign, ATENA_TRANSPORT (transport), fake_clock);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  return atena_sender_run (sender, cancellable, error);
}

typedef struct
{
  const char *name;
  const char *script[8];
  int error; /* -1: none; -2: cancelled */
  AtenaCampaignState state;
  const char *rows;
} Case;

static const Case cases[] = {
  { "all sent", { "sent" }, -1, ATENA_CAMPAIGN_FINISHED, "sent\nsent\nsent" },
  { "one of each",
    { "deferred", "rejected", "uncertain" },
    -1,
    ATENA_CAMPAIGN_FINISHED,
    "deferred\nrejected\nuncertain" },
  { "returned goes again",
    { "returned", "returned", "sent" },
    -1,
    ATENA_CAMPAIGN_FINISHED,
    "sent\nsent\nsent" },
  { "hold",
    { "sent", "hold", "sent" },
    ATENA_ERROR_ACCOUNT,
    ATENA_CAMPAIGN_PAUSED,
    "sent\npending\npending" },
  { "server gone",
    { "sent", "break" },
    ATENA_ERROR_ACCOUNT,
    ATENA_CAMPAIGN_PAUSED,
    "sent\npending\npending" },
  { "stopped", { "sent", "cancel", "sent" }, -2, ATENA_CAMPAIGN_PAUSED, "sent\nsent\npending" },
  { "stopped when all was sent",
    { "sent", "sent", "cancel" },
    -1,
    ATENA_CAMPAIGN_FINISHED,
    "sent\nsent\nsent" },
};

static void
test_outcomes (Fixture *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 3, (AtenaPaceLimits){ 0 });
      g_autoptr (FakeTransport) transport = fake_transport_new (cases[i].script);
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = NULL;
      AtenaCampaignState state;

      g_test_message ("%s", cases[i].name);
      g_assert_true (send_with (campaign, transport, &error) == (cases[i].error == -1));
      if (cases[i].error >= 0)
        g_assert_error (error, ATENA_ERROR, cases[i].error);
      if (cases[i].error == -2)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      rows = fixture_describe (campaign);
      g_assert_cmpstr (rows, ==, cases[i].rows);
      g_assert_true (atena_campaign_read_state (campaign, &state, NULL));
      g_assert_cmpint (state, ==, cases[i].state);
    }
}

static void
test_once_each (Fixture *self, gconstpointer data)
{
  const char *script[] = { "sent", "returned", "sent", NULL };
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 1000, (AtenaPaceLimits){ 0 });
  g_autoptr (FakeTransport) transport = fake_transport_new (script);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_true (send_with (campaign, transport, NULL));
  g_assert_cmpuint (transport->recipients->len, ==, 1000);
  for (guint i = 0; i < 1000; i++)
    g_assert_true (g_hash_table_add (seen, transport->recipients->pdata[i]));
}

/* What could have gone while the computer slept does not go all at once. */
static void
test_suspend (Fixture *self, gconstpointer data)
{
  const char *script[] = { "sent",    "sent", "sent", "suspend", "sent", "sent", "sent",
                           "suspend", "sent", "sent", "sent",    "sent", NULL };
  const AtenaPaceLimits limits = { .per_minute = 5, .per_hour = 20 };
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 60, limits);
  g_autoptr (FakeTransport) transport = fake_transport_new (script);
  const gint64 *times;

  fake_now = 1700000000 * G_TIME_SPAN_SECOND;
  g_assert_true (send_with (campaign, transport, NULL));
  times = (const gint64 *) (gconstpointer) transport->times->data;
  g_assert_cmpuint (transport->times->len, ==, 60);
  for (guint i = limits.per_minute; i < 60; i++)
    g_assert_cmpint (times[i] - times[i - limits.per_minute], >=, G_TIME_SPAN_MINUTE);
  for (guint i = limits.per_hour; i < 60; i++)
    g_assert_cmpint (times[i] - times[i - limits.per_hour], >=, G_TIME_SPAN_HOUR);
}

static void
test_resume (Fixture *self, gconstpointer data)
{
  const char *first_script[] = { "uncertain", "deferred", "sent", "break", NULL };
  const char *second_script[] = { "sent", NULL };
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 5, (AtenaPaceLimits){ 0 });
  g_autoptr (FakeTransport) first = fake_transport_new (first_script);
  g_autoptr (FakeTransport) second = fake_transport_new (second_script);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *rows = NULL;

  fake_now = 1700000000 * G_TIME_SPAN_SECOND;
  g_assert_false (send_with (campaign, first, NULL));
  before = atena_campaign_read_rows (campaign, 0, 0, 9, NULL);
  fake_now += 1000 * G_TIME_SPAN_SECOND;
  g_assert_true (send_with (campaign, second, NULL));
  after = atena_campaign_read_rows (campaign, 0, 0, 9, NULL);
  rows = fixture_describe (campaign);
  g_assert_cmpstr (rows, ==, "uncertain\nsent\nsent\nsent\nsent");
  g_assert_cmpuint (second->recipients->len, ==, 3);
  g_assert_cmpstr (second->recipients->pdata[0], ==, "p2@example.jp");

  /* The deferred letter is the same message the second time. */
  g_assert_cmpint (((AtenaRow *) after->pdata[1])->attempts, ==, 2);
  g_assert_cmpint (atena_recipient_get_date (((AtenaRow *) after->pdata[1])->recipient), ==,
                   atena_recipient_get_date (((AtenaRow *) before->pdata[1])->recipient));
  g_assert_cmpint (atena_recipient_get_date (((AtenaRow *) after->pdata[4])->recipient), ==,
                   1700001000);
}

static void
test_pace (Fixture *self, gconstpointer data)
{
  const char *script[] = { "sent", NULL };
  const AtenaPaceLimits limits = { .per_minute = 10, .per_hour = 90 };
  g_autoptr (AtenaCampaign) first = fixture_create_people (self, 60, limits);
  g_autoptr (AtenaCampaign) second = fixture_create_people (self, 60, limits);
  g_autoptr (FakeTransport) transport = fake_transport_new (script);
  const gint64 *times;

  /* The account's letters count together, whichever campaign they belong to. */
  fake_now = 1700000000 * G_TIME_SPAN_SECOND;
  g_assert_true (send_with (first, transport, NULL));
  g_assert_true (send_with (second, transport, NULL));
  g_assert_cmpuint (transport->times->len, ==, 120);
  times = (gconstpointer) transport->times->data;
  for (guint i = 10; i < 120; i++)
    g_assert_cmpint (times[i] - times[i - 10], >=, G_TIME_SPAN_MINUTE);
  for (guint i = 90; i < 120; i++)
    g_assert_cmpint (times[i] - times[i - 90], >=, G_TIME_SPAN_HOUR);
  g_assert_cmpint (times[119] - times[0], <, 2 * G_TIME_SPAN_HOUR);
}

static void
test_pace_of_the_day (Fixture *self, gconstpointer data)
{
  const char *script[] = { "sent", NULL };
  const AtenaPaceLimits limits = { .per_hour = 10, .per_day = 35 };
  g_autoptr (AtenaCampaign) first = fixture_create_people (self, 60, limits);
  g_autoptr (AtenaCampaign) second = fixture_create_people (self, 60, limits);
  g_autoptr (FakeTransport) transport = fake_transport_new (script);
  const gint64 *times;

  fake_now = 1700000000 * G_TIME_SPAN_SECOND;
  g_assert_true (send_with (first, transport, NULL));
  g_assert_true (send_with (second, transport, NULL));
  times = (gconstpointer) transport->times->data;
  for (guint i = 35; i < 120; i++)
    g_assert_cmpint (times[i] - times[i - 35], >=, G_TIME_SPAN_DAY);
  g_assert_cmpint (times[119] - times[0], <, 4 * G_TIME_SPAN_DAY);
}

static void
test_busy (Fixture *self, gconstpointer data)
{
  const char *script[] = { "sent", NULL };
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 3, (AtenaPaceLimits){ 0 });
  g_autoptr (FakeTransport) transport = fake_transport_new (script);
  g_autoptr (AtenaLock) lock =
    atena_lock_acquire (self->ledger, atena_campaign_get_id (campaign), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (lock);
  g_assert_false (send_with (campaign, transport, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_BUSY);
  g_assert_cmpuint (transport->n_claims, ==, 0);
}

static void
test_draft (Fixture *self, gconstpointer data)
{
  const char *script[] = { "sent", NULL };
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 3, (AtenaPaceLimits){ 0 });
  g_autoptr (FakeTransport) transport = fake_transport_new (script);
  g_autoptr (GError) error = NULL;

  g_assert_true (atena_campaign_set_state (campaign, ATENA_CAMPAIGN_DRAFT, "", NULL));
  g_assert_false (send_with (campaign, transport, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_cmpuint (transport->n_claims, ==, 0);
}

/* A ledger that cannot be written lets no body go. */
static void
test_no_mark_no_body (Fixture *self, gconstpointer data)
{
  const char *script[] = { "returned", NULL };
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 3, (AtenaPaceLimits){ 0 });
  g_autoptr (FakeTransport) transport = fake_transport_new (script);
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = NULL;

  fixture_run_sql (self, "CREATE TRIGGER full BEFORE INSERT ON attempt"
                         " BEGIN SELECT RAISE (ABORT, 'disk full'); END");
  g_assert_false (send_with (campaign, transport, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_LEDGER);
  g_assert_nonnull (strstr (error->message, "disk full"));
  g_assert_cmpuint (transport->recipients->len, ==, 0);
  rows = fixture_describe (campaign);
  g_assert_cmpstr (rows, ==, "pending\npending\npending");
}

static void
on_progress (const AtenaProgress *progress, gpointer data)
{
  g_array_append_val (data, progress->counts.rows[ATENA_ROW_SENT]);
  g_assert_cmpuint (atena_counts_get_total (&progress->counts), ==, 20);
}

static void
test_progress (Fixture *self, gconstpointer data)
{
  const char *script[] = { "sent", NULL };
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 20, (AtenaPaceLimits){ 0 });
  g_autoptr (FakeTransport) transport = fake_transport_new (script);
  g_autoptr (AtenaSender) sender =
    atena_sender_new (campaign, ATENA_TRANSPORT (transport), fake_clock);
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (guint64));

  atena_sender_set_progress (sender, on_progress, seen, 0);
  g_assert_true (atena_sender_run (sender, NULL, NULL));
  g_assert_cmpuint (seen->len, >, 20);
  g_assert_cmpuint (g_array_index (seen, guint64, 0), ==, 0);
  g_assert_cmpuint (g_array_index (seen, guint64, seen->len - 1), ==, 20);
}

typedef struct
{
  const char *name;
  const char *script[8];
  guint64 limit;
  int error; /* as above */
  const char *rows;
} LimitCase;

static const LimitCase limit_cases[] = {
  { "two of four", { "sent" }, 2, ATENA_ERROR_LIMIT, "sent\nsent\npending\npending" },
  { "whatever became of them",
    { "rejected", "uncertain" },
    2,
    ATENA_ERROR_LIMIT,
    "rejected\nuncertain\npending\npending" },
  { "a returned letter counts once",
    { "returned", "sent", "returned", "sent" },
    2,
    ATENA_ERROR_LIMIT,
    "sent\nsent\npending\npending" },
  { "no more than there are", { "sent" }, 4, -1, "sent\nsent\nsent\nsent" },
  { "fewer than allowed", { "sent" }, 5, -1, "sent\nsent\nsent\nsent" },
  { "the account goes before",
    { "sent", "hold" },
    2,
    ATENA_ERROR_ACCOUNT,
    "sent\npending\npending\npending" },
  { "a person goes before", { "sent", "cancel" }, 2, -2, "sent\nsent\npending\npending" },
};

static void
test_limit (Fixture *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limit_cases); i++)
    {
      const LimitCase *limit_case = &limit_cases[i];
      g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 4, (AtenaPaceLimits){ 0 });
      g_autoptr (FakeTransport) transport = fake_transport_new (limit_case->script);
      g_autoptr (AtenaSender) sender =
        atena_sender_new (campaign, ATENA_TRANSPORT (transport), fake_clock);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = NULL;
      g_autofree char *state = NULL;

      g_test_message ("%s", limit_case->name);
      transport->cancellable = cancellable;
      atena_sender_set_limit (sender, limit_case->limit);
      g_assert_true (atena_sender_run (sender, cancellable, &error) == (limit_case->error == -1));
      if (limit_case->error >= 0)
        g_assert_error (error, ATENA_ERROR, limit_case->error);
      if (limit_case->error == -2)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      rows = fixture_describe (campaign);
      g_assert_cmpstr (rows, ==, limit_case->rows);
      state =
        fixture_read_sql (self,
                          "SELECT state || ' ' || reason FROM campaign ORDER BY id DESC LIMIT 1");
      if (error != NULL)
        g_assert_true (
          g_str_has_prefix (state, "paused ") &&
          g_str_equal (strchr (state, ' ') + 1, limit_case->error == -2 ? "" : error->message));
    }
}

static void
test_limit_once (Fixture *self, gconstpointer data)
{
  const char *script[] = { "sent", NULL };
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 5, (AtenaPaceLimits){ 0 });
  g_autoptr (FakeTransport) transport = fake_transport_new (script);
  g_autoptr (AtenaSender) sender =
    atena_sender_new (campaign, ATENA_TRANSPORT (transport), fake_clock);
  AtenaCampaignState state;

  atena_sender_set_limit (sender, 2);
  g_assert_false (atena_sender_run (sender, NULL, NULL));
  g_assert_cmpuint (transport->n_claims, ==, 2);
  g_assert_true (atena_sender_run (sender, NULL, NULL));
  g_assert_cmpuint (transport->n_claims, ==, 5);
  g_assert_true (atena_campaign_read_state (campaign, &state, NULL));
  g_assert_cmpint (state, ==, ATENA_CAMPAIGN_FINISHED);
}

/* With several connections, letters under way count, and one that comes back is offered again. */
static void
test_limit_under_way (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 9, (AtenaPaceLimits){ 0 });
  AtenaFeed *feed = atena_feed_new (campaign, fake_clock, NULL, NULL);
  AtenaClaim *claims[3];
  gint64 wait;

  atena_feed_set_limit (feed, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (atena_feed_get_unclaimed (feed), ==, 3 - i);
      g_assert_cmpint (atena_feed_poll (feed, &wait), ==, ATENA_FEED_READY);
      claims[i] = atena_feed_claim (feed);
    }
  g_assert_cmpuint (atena_feed_get_unclaimed (feed), ==, 0);
  g_assert_cmpint (atena_feed_poll (feed, &wait), ==, ATENA_FEED_DONE);

  atena_feed_settle (feed, claims[1], atena_outcome_new (ATENA_OUTCOME_RETURNED, 0, "", ""));
  g_assert_cmpuint (atena_feed_get_unclaimed (feed), ==, 1);
  g_assert_cmpint (atena_feed_poll (feed, &wait), ==, ATENA_FEED_READY);
  claims[1] = atena_feed_claim (feed);
  for (guint i = 0; i < 3; i++)
    atena_feed_settle (feed, claims[i], atena_outcome_new (ATENA_OUTCOME_SENT, 250, "", ""));
  g_assert_cmpint (atena_feed_poll (feed, &wait), ==, ATENA_FEED_DONE);
  g_assert_true (atena_feed_is_limited (feed));
  g_assert_true (atena_feed_close (feed, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/sender/every-outcome-has-its-state", test_outcomes);
  ADD ("/sender/each-letter-once", test_once_each);
  ADD ("/sender/does-not-burst-after-a-sleep", test_suspend);
  ADD ("/sender/resumes-without-the-uncertain", test_resume);
  ADD ("/sender/keeps-the-pace-of-the-account", test_pace);
  ADD ("/sender/keeps-the-pace-of-the-day", test_pace_of_the_day);
  ADD ("/sender/one-at-a-time", test_busy);
  ADD ("/sender/refuses-what-nobody-confirmed", test_draft);
  ADD ("/sender/no-mark-no-body", test_no_mark_no_body);
  ADD ("/sender/says-how-far-it-is", test_progress);
  ADD ("/sender/stops-after-as-many-as-asked-for", test_limit);
  ADD ("/sender/the-limit-is-for-one-run", test_limit_once);
  ADD ("/sender/what-is-under-way-counts-for-the-limit", test_limit_under_way);

  return g_test_run ();
}
