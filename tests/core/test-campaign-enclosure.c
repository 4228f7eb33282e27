// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "atena-copies.h"
#include "atena-error.h"
#include "atena-sender.h"
#include "atena-table-file.h"
#include "campaign-fixture.h"

static void
write_file (Fixture *self, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static AtenaCampaign *
try_to_create (Fixture *self, const char *list, const char *field, gboolean same, GError **error)
{
  static const char message[] = "From: shop@example.jp\nSubject: Invoice\n\nDear {{name|you}}\n";
  g_autofree char *path = g_build_filename (self->folder, "list.csv", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (message, strlen (message));
  g_autoptr (AtenaDraft) draft = atena_draft_new (bytes, "letter.eml", NULL);
  g_autoptr (AtenaListSource) source = NULL;
  AtenaCampaignSpec spec = {
    .draft = draft,
    .account = "shop@mail.example.jp:587",
    .settings = "{}",
    .seed = "seed",
    .zone = "+09:00",
    .now = 1000000,
    .enclosure_field = field,
    .enclosure_folder = self->folder,
    .same_enclosure = same,
  };

  write_file (self, "list.csv", list);
  source = atena_list_source_open (path, NULL, NULL);
  return atena_campaign_create (self->ledger, &spec, ATENA_RECIPIENT_SOURCE (source), NULL, error);
}

static AtenaCampaign *
create (Fixture *self, const char *list, gboolean same)
{
  g_autoptr (GError) error = NULL;
  AtenaCampaign *campaign = try_to_create (self, list, "file", same, &error);

  g_assert_no_error (error);
  return campaign;
}

static void
check_rows (AtenaCampaign *campaign, const char *expected)
{
  g_autofree char *rows = fixture_describe (campaign);

  g_assert_cmpstr (rows, ==, expected);
}

static void
test_reasons (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = NULL;
  AtenaEnclosureCounts counts;

  write_file (self, "a", "1");
  write_file (self, "b", "23");
  write_file (self, "c", "456");
  campaign = create (self,
                     "email,name,file\n"
                     "a@x.jp,A,a|b\n"
                     "b@x.jp,B,\n"
                     "c@x.jp,C,c|nothing\n"
                     "d@x.jp,D,..\n"
                     "e@,E,nothing\n"
                     "f@x.jp,F,c\n",
                     FALSE);
  check_rows (campaign,
              "pending\npending\nexcluded file-missing nothing\nexcluded file-outside ..\n"
              "excluded bad-domain\npending");
  g_assert_true (atena_campaign_count_enclosures (campaign, &counts, NULL));
  g_assert_cmpuint (counts.letters, ==, 2);
  g_assert_cmpuint (counts.files, ==, 3);
  g_assert_cmpuint (counts.bytes, ==, 6);
  g_assert_cmpuint (counts.largest, ==, 3);
}

/* Nobody knows whose it is, so nobody gets it; a letter that is left out anyway does not count, nor
 * does a file that one letter names twice. */
static void
test_shared (Fixture *self, gconstpointer data)
{
  static const char list[] = "email,name,file\n"
                             "a@x.jp,A,a\n"
                             "b@x.jp,B,b|./a\n"
                             "c@x.jp,C,c|c\n"
                             "d@x.jp,D,d\n"
                             "d@x.jp,D,d\n"
                             "e@,E,c\n";
  g_autoptr (AtenaCampaign) strict = NULL;
  g_autoptr (AtenaCampaign) lenient = NULL;

  for (const char *name = "a\0b\0c\0d\0"; *name != '\0'; name += 2)
    write_file (self, name, name);
  strict = create (self, list, FALSE);
  lenient = create (self, list, TRUE);
  check_rows (strict, "excluded file-shared a\nexcluded file-shared a\npending\npending\n"
                      "excluded duplicate 5\nexcluded bad-domain");
  check_rows (lenient, "pending\npending\npending\npending\nexcluded duplicate 5\n"
                       "excluded bad-domain");
}

/* Both parents of a child stand in one row. */
static void
test_parents (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = NULL;

  write_file (self, "a", "1");
  campaign = create (self, "メール1,メール2,name,file\na@x.jp,b@x.jp,A,a\n", FALSE);
  check_rows (campaign, "pending\npending");
}

/* Two invoices to one address are two letters. */
static void
test_same_address (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = NULL;

  write_file (self, "a", "1");
  write_file (self, "b", "1");
  campaign = create (self, "email,name,file\na@x.jp,A,a\na@x.jp,A,b\na@x.jp,A,\n", FALSE);
  check_rows (campaign, "pending\nexcluded another-letter 2\nexcluded another-letter 2");
}

static void
test_wrong (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *count = NULL;

  g_assert_null (try_to_create (self, "email,name,file\na@x.jp,A,a\n", "files", FALSE, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "files"));
  count = fixture_read_sql (self, "SELECT count (*) FROM campaign");
  g_assert_cmpstr (count, ==, "0");
}

/* A transport that keeps what it sent, and says of the first that it did not go. */
#define FAKE_TYPE_TRANSPORT (fake_transport_get_type ())
G_DECLARE_FINAL_TYPE (FakeTransport, fake_transport, FAKE, TRANSPORT, GObject)

struct _FakeTransport
{
  GObject parent_instance;
  GPtrArray *messages;
  gboolean returned;
};

static void
fake_transport_iface_init (AtenaTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeTransport,
                               fake_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_TRANSPORT,
                                                      fake_transport_iface_init))

static gboolean
fake_transport_run (AtenaTransport *transport,
                    AtenaFeed *feed,
                    GCancellable *cancellable,
                    GError **error)
{
  FakeTransport *self = FAKE_TRANSPORT (transport);
  gint64 wait;

  while (atena_feed_poll (feed, &wait) == ATENA_FEED_READY)
    {
      AtenaClaim *claim = atena_feed_claim (feed);

      while (atena_feed_check (feed, claim) == ATENA_MARK_PENDING)
        g_usleep (100);
      /* The next one is ready while this one comes back. */
      if (!self->returned && atena_feed_poll (feed, &wait) == ATENA_FEED_READY)
        {
          self->returned = TRUE;
          atena_feed_settle (feed, claim, atena_outcome_new (ATENA_OUTCOME_RETURNED, 0, "", ""));
          continue;
        }
      g_ptr_array_add (self->messages, g_bytes_ref (atena_claim_get_message (claim)));
      atena_feed_settle (feed, claim, atena_outcome_new (ATENA_OUTCOME_SENT, 250, "", "ok"));
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
  g_ptr_array_unref (FAKE_TRANSPORT (object)->messages);
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
  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

/* What goes, as base64 of the files in the order of the letters. */
static void
check_sending (AtenaCampaign *campaign, const char *expected)
{
  g_autoptr (FakeTransport) transport = g_object_new (FAKE_TYPE_TRANSPORT, NULL);
  g_autoptr (AtenaSender) sender = atena_sender_new (campaign, ATENA_TRANSPORT (transport), NULL);
  g_autoptr (GString) contents = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (atena_sender_run (sender, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < transport->messages->len; i++)
    {
      GBytes *message = transport->messages->pdata[i];
      g_autofree char *text =
        g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message));
      const char *at = strstr (text, "filename=");
      g_autofree char *content =
        at != NULL ? g_strdup (strstr (at, "\r\n\r\n") + 4) : g_strdup ("-");

      *strchrnul (content, '\r') = '\0';
      g_string_append_printf (contents, "%s%s", i > 0 ? " " : "", content);
    }
  g_assert_cmpstr (contents->str, ==, expected);
}

/* A file that was changed after the list was checked never goes, and going on sends it once it is
 * what it was. */
static void
test_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = NULL;
  g_autoptr (AtenaCampaign) again = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  write_file (self, "a", "aaa");
  write_file (self, "b", "bbb");
  write_file (self, "c", "ccc");
  campaign =
    create (self, "email,name,file\na@x.jp,A,a\nb@x.jp,B,b\nc@x.jp,C,c\nd@x.jp,D,\n", FALSE);
  g_assert_true (atena_campaign_set_state (campaign, ATENA_CAMPAIGN_READY, "", NULL));
  write_file (self, "b", "BBB");
  check_sending (campaign, "Y2Nj YWFh -");
  check_rows (campaign, "sent\ndeferred\nsent\nsent");
  rows = atena_campaign_read_rows (campaign, 1u << ATENA_ROW_DEFERRED, 0, 1, NULL);
  g_assert_nonnull (strstr (((AtenaRow *) rows->pdata[0])->reply, "b"));

  write_file (self, "b", "bbb");
  g_clear_object (&campaign);
  fixture_reopen (self);
  again = atena_campaign_load (self->ledger, 0, NULL);
  check_sending (again, "YmJi");
  check_rows (again, "sent\nsent\nsent\nsent");
}

/* A report needs no folder; a sending without it loses nothing. */
static void
test_folder_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = NULL;

  write_file (self, "a", "aaa");
  campaign = create (self, "email,name,file\na@x.jp,A,a\nd@x.jp,D,\n", FALSE);
  g_assert_true (atena_campaign_set_state (campaign, ATENA_CAMPAIGN_READY, "", NULL));
  fixture_run_sql (self, "UPDATE campaign SET enclosure_folder = '/nowhere/at/all'");
  g_clear_object (&campaign);
  campaign = atena_campaign_load (self->ledger, 0, NULL);
  check_rows (campaign, "pending\npending");
  check_sending (campaign, "-");
  check_rows (campaign, "deferred\nsent");
}

#define ADD(name, test) \
  g_test_add ("/campaign-enclosure/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("leaves-out-whose-file-cannot-go", test_reasons);
  ADD ("goes-to-one-person-unless-told", test_shared);
  ADD ("goes-to-all-of-one-row", test_parents);
  ADD ("makes-another-letter", test_same_address);
  ADD ("needs-its-column", test_wrong);
  ADD ("is-the-file-that-was-checked", test_changed);
  ADD ("may-wait-for-its-folder", test_folder_gone);
  return g_test_run ();
}
