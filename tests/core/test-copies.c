// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-copies.h"

#include <string.h>

#include "atena-error.h"
#include "atena-feed-private.h"
#include "atena-lock.h"
#include "campaign-fixture.h"

/* A folder that refuses as often as told. */
#define FAKE_TYPE_COPIES (fake_copies_get_type ())
G_DECLARE_FINAL_TYPE (FakeCopies, fake_copies, FAKE, COPIES, GObject)

struct _FakeCopies
{
  GObject parent_instance;

  const char *script; /* for each call in turn: 'y' stores, 'n' refuses, 'c' cancels; then 'y' */
  guint n_calls;
  GPtrArray *messages;
};

static void
fake_copies_iface_init (AtenaCopiesInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeCopies,
                               fake_copies,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_COPIES, fake_copies_iface_init))

static gboolean
fake_copies_store (AtenaCopies *copies, GBytes *message, GCancellable *cancellable, GError **error)
{
  FakeCopies *self = FAKE_COPIES (copies);
  char answer = self->n_calls < strlen (self->script) ? self->script[self->n_calls] : 'y';

  self->n_calls++;
  if (answer == 'c')
    g_cancellable_cancel (cancellable);
  if (answer != 'y')
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");
      return FALSE;
    }
  g_ptr_array_add (self->messages, g_bytes_ref (message));
  return TRUE;
}

static void
fake_copies_iface_init (AtenaCopiesInterface *iface)
{
  iface->store = fake_copies_store;
}

static void
fake_copies_finalize (GObject *object)
{
  g_ptr_array_unref (FAKE_COPIES (object)->messages);
  G_OBJECT_CLASS (fake_copies_parent_class)->finalize (object);
}

static void
fake_copies_class_init (FakeCopiesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_copies_finalize;
}

static void
fake_copies_init (FakeCopies *self)
{
  self->script = "";
  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

static gint64
fake_clock (void)
{
  return 1700000000 * G_TIME_SPAN_SECOND;
}

static const FixtureRow rows[] = {
  { "boss@x.jp", "{{name}}", ATENA_ROLE_COPY, ATENA_REASON_NONE },
  { "a@x.jp", "A", ATENA_ROLE_LETTER, ATENA_REASON_NONE },
  { "b@x.jp", "B", ATENA_ROLE_LETTER, ATENA_REASON_NONE },
  { "c@x.jp", "C", ATENA_ROLE_LETTER, ATENA_REASON_NONE },
  { NULL },
};

/* Settles all letters but the last as sent and that as rejected; returns what was sent to the
 * letters of @campaign as a host wants it, line ends LF. */
static GPtrArray *
send_all (AtenaCampaign *campaign)
{
  GPtrArray *sent = g_ptr_array_new_with_free_func (g_free);
  AtenaFeed *feed = atena_feed_new (campaign, fake_clock, NULL, NULL);
  gint64 wait;

  while (atena_feed_poll (feed, &wait) == ATENA_FEED_READY)
    {
      AtenaClaim *claim = atena_feed_claim (feed);
      g_autoptr (GString) text = g_string_new (NULL);
      gboolean last = atena_feed_get_unclaimed (feed) == 0;
      gsize size;
      const char *octets = g_bytes_get_data (atena_claim_get_message (claim), &size);

      g_string_append_len (text, octets, (gssize) size);
      g_string_replace (text, "\r\n", "\n", 0);
      if (!last && !g_str_equal (atena_claim_get_recipient (claim), "boss@x.jp"))
        g_ptr_array_add (sent, g_strdup (text->str));
      atena_feed_settle (feed, claim,
                         atena_outcome_new (last ? ATENA_OUTCOME_REJECTED : ATENA_OUTCOME_SENT, 250,
                                            "", ""));
    }
  g_assert_true (atena_feed_close (feed, NULL));
  return sent;
}

static char *
describe_copies (Fixture *self, AtenaCampaign *campaign)
{
  g_autoptr (GPtrArray) read = atena_campaign_read_rows (campaign, 0, 0, 9, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *own = fixture_read_sql (self, "SELECT copy_state FROM campaign");

  for (guint i = 0; i < read->len; i++)
    g_string_append_printf (text, "%s ",
                            atena_copy_state_to_string (((AtenaRow *) read->pdata[i])->copy));
  g_string_append (text, own);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_copies (Fixture *self, AtenaCampaign *campaign, const char *wanted)
{
  g_autofree char *copies = describe_copies (self, campaign);

  g_assert_cmpstr (copies, ==, wanted);
}

static AtenaCampaign *
create (Fixture *self, AtenaKeep keep)
{
  AtenaCampaign *campaign = fixture_create_rows (self, ATENA_CAMPAIGN_MERGE, rows);

  g_assert_true (atena_campaign_set_keep (campaign, keep, NULL));
  g_assert_true (atena_campaign_set_state (campaign, ATENA_CAMPAIGN_READY, "", NULL));
  return campaign;
}

static void
test_each (Fixture *self, gconstpointer data)
{
  g_autoptr (FakeCopies) copies = g_object_new (FAKE_TYPE_COPIES, NULL);
  g_autoptr (AtenaCampaign) campaign = create (self, ATENA_KEEP_EACH);
  g_autoptr (GPtrArray) sent = send_all (campaign);

  assert_copies (self, campaign, "none wanted wanted wanted none");
  /* Again, as another process would. */
  for (guint i = 0; i < 2; i++)
    g_assert_true (atena_copies_run (ATENA_COPIES (copies), campaign, NULL, NULL));
  g_assert_cmpuint (copies->messages->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      gsize size;
      const char *octets = g_bytes_get_data (copies->messages->pdata[i], &size);

      g_assert_cmpmem (octets, size, sent->pdata[i], strlen (sent->pdata[i]));
    }
  assert_copies (self, campaign, "none stored stored wanted none");
}

static void
test_one (Fixture *self, gconstpointer data)
{
  g_autoptr (FakeCopies) copies = g_object_new (FAKE_TYPE_COPIES, NULL);
  g_autoptr (AtenaCampaign) campaign = create (self, ATENA_KEEP_ONE);
  g_autoptr (GPtrArray) sent = NULL;
  g_autofree char *text = NULL;
  char *id;

  /* Nothing was sent yet. */
  g_assert_true (atena_copies_run (ATENA_COPIES (copies), campaign, NULL, NULL));
  g_assert_cmpuint (copies->n_calls, ==, 0);

  sent = send_all (campaign);
  for (guint i = 0; i < 2; i++)
    g_assert_true (atena_copies_run (ATENA_COPIES (copies), campaign, NULL, NULL));
  g_assert_cmpuint (copies->messages->len, ==, 1);
  assert_copies (self, campaign, "none none none none stored");

  text = g_strndup (g_bytes_get_data (copies->messages->pdata[0], NULL),
                    g_bytes_get_size (copies->messages->pdata[0]));
  g_assert_nonnull (strstr (text, "\nTo: Shop <shop@example.jp>\n"));
  g_assert_nonnull (strstr (text, "\n\nDear {{name}}\n"));
  g_assert_nonnull (strstr (text, "\nDate: Wed, 15 Nov 2023 07:13:20 +0900\n"));
  g_assert_null (strstr (text, "\r"));
  g_assert_null (strstr (text, "@x.jp"));

  id = strstr (text, "\nMessage-ID:");
  g_assert_nonnull (id);
  *strchr (id + 1, '\n') = '\0';
  for (guint i = 0; i < sent->len; i++)
    g_assert_null (strstr (sent->pdata[i], id));
}

static void
test_none (Fixture *self, gconstpointer data)
{
  g_autoptr (FakeCopies) copies = g_object_new (FAKE_TYPE_COPIES, NULL);
  g_autoptr (AtenaCampaign) campaign = create (self, ATENA_KEEP_NONE);
  g_autoptr (GPtrArray) sent = send_all (campaign);

  g_assert_nonnull (sent);
  g_assert_true (atena_copies_run (ATENA_COPIES (copies), campaign, NULL, NULL));
  g_assert_cmpuint (copies->n_calls, ==, 0);
}

typedef struct
{
  const char *script;
  guint n_calls;
  guint n_stored;
  gboolean cancelled;
  const char *copies;
} Case;

static const Case cases[] = {
  { "ny", 3, 2, FALSE, "none stored stored wanted none" },
  { "nny", 3, 1, FALSE, "none failed stored wanted none" },
  { "nnnn", 4, 0, FALSE, "none failed failed wanted none" },
  { "yc", 2, 1, TRUE, "none stored wanted wanted none" },
  { "ync", 3, 1, TRUE, "none stored wanted wanted none" },
};

static void
test_failures (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FakeCopies) copies = g_object_new (FAKE_TYPE_COPIES, NULL);
      g_autoptr (AtenaCampaign) campaign = create (self, ATENA_KEEP_EACH);
      g_autoptr (GPtrArray) sent = send_all (campaign);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].script);
      g_assert_cmpuint (sent->len, ==, 2);
      copies->script = cases[i].script;
      g_assert_true (atena_copies_run (ATENA_COPIES (copies), campaign, cancellable, &error) !=
                     cases[i].cancelled);
      if (cases[i].cancelled)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (copies->n_calls, ==, cases[i].n_calls);
      g_assert_cmpuint (copies->messages->len, ==, cases[i].n_stored);
      assert_copies (self, campaign, cases[i].copies);
      fixture_run_sql (self, "PRAGMA foreign_keys = ON; DELETE FROM campaign");
    }
}

static void
test_one_fails (Fixture *self, gconstpointer data)
{
  g_autoptr (FakeCopies) copies = g_object_new (FAKE_TYPE_COPIES, NULL);
  g_autoptr (AtenaCampaign) campaign = create (self, ATENA_KEEP_ONE);
  g_autoptr (GPtrArray) sent = send_all (campaign);
  g_autofree char *states = NULL;

  g_assert_nonnull (sent);
  copies->script = "nn";
  g_assert_true (atena_copies_run (ATENA_COPIES (copies), campaign, NULL, NULL));
  assert_copies (self, campaign, "none none none none failed");
  states = fixture_describe (campaign);
  g_assert_cmpstr (states, ==, "sent\nsent\nsent\nrejected");
}

static void
test_cancelled_before (Fixture *self, gconstpointer data)
{
  g_autoptr (FakeCopies) copies = g_object_new (FAKE_TYPE_COPIES, NULL);
  g_autoptr (AtenaCampaign) campaign = create (self, ATENA_KEEP_ONE);
  g_autoptr (GPtrArray) sent = send_all (campaign);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (sent);
  g_cancellable_cancel (cancellable);
  g_assert_false (atena_copies_run (ATENA_COPIES (copies), campaign, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (copies->n_calls, ==, 0);
  assert_copies (self, campaign, "none none none none wanted");
}

static void
test_busy (Fixture *self, gconstpointer data)
{
  g_autoptr (FakeCopies) copies = g_object_new (FAKE_TYPE_COPIES, NULL);
  g_autoptr (AtenaCampaign) campaign = create (self, ATENA_KEEP_EACH);
  g_autoptr (GPtrArray) sent = send_all (campaign);
  g_autoptr (AtenaLock) lock =
    atena_lock_acquire (self->ledger, atena_campaign_get_id (campaign), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (sent);
  g_assert_nonnull (lock);
  g_assert_false (atena_copies_run (ATENA_COPIES (copies), campaign, NULL, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_BUSY);
  g_assert_cmpuint (copies->n_calls, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/copies/are-the-letters-as-sent", test_each);
  ADD ("/copies/one-shows-the-placeholders-and-nobody", test_one);
  ADD ("/copies/none-unless-wanted", test_none);
  ADD ("/copies/are-tried-twice-and-then-failed", test_failures);
  ADD ("/copies/never-change-what-is-known-of-a-letter", test_one_fails);
  ADD ("/copies/stay-wanted-when-cancelled", test_cancelled_before);
  ADD ("/copies/wait-for-the-sender", test_busy);

  return g_test_run ();
}
