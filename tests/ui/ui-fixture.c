// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// A host, a server and a person's hands, for tests of windows.

#include "ui-fixture.h"

#include <glib/gstdio.h>

#include "atena-addressee-source.h"
#include "atena-addressee.h"
#include "atena-campaign.h"
#include "atena-dispatch.h"
#include "atena-error.h"
#include "atena-feed.h"
#include "atena-list.h"

#define FAKE_TYPE_SERVER (fake_server_get_type ())
G_DECLARE_FINAL_TYPE (FakeServer, fake_server, FAKE, SERVER, GObject)

struct _FakeServer
{
  GObject parent_instance;

  FakeHost *host;
};

static void
fake_server_transport_init (AtenaTransportInterface *iface);
static void
fake_server_copies_init (AtenaCopiesInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeServer,
                               fake_server,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_TRANSPORT,
                                                      fake_server_transport_init)
                                 G_IMPLEMENT_INTERFACE (ATENA_TYPE_COPIES, fake_server_copies_init))

static void
fake_host_iface_init (AtenaHostInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeHost,
                               fake_host,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_HOST, fake_host_iface_init))

static AtenaOutcome *
answer (FakeHost *host, AtenaClaim *claim)
{
  g_ptr_array_add (host->recipients, g_strdup (atena_claim_get_recipient (claim)));
  g_ptr_array_add (host->messages, g_bytes_ref (atena_claim_get_message (claim)));
  if (host->lose_last > 0 && host->recipients->len % host->lose_last == 0)
    return atena_outcome_new (ATENA_OUTCOME_UNCERTAIN, 0, "", "The connection was lost");
  if (host->refuse_odd && host->recipients->len % 2 == 1)
    return atena_outcome_new (ATENA_OUTCOME_REJECTED, 550, "5.1.1", "No such user");
  return atena_outcome_new (ATENA_OUTCOME_SENT, 250, "2.0.0", "Ok");
}

static void
send_one (FakeHost *host, AtenaFeed *feed)
{
  AtenaClaim *claim = atena_feed_claim (feed);
  AtenaMark mark;

  while ((mark = atena_feed_check (feed, claim)) == ATENA_MARK_PENDING)
    g_usleep (100);
  if (mark == ATENA_MARK_FAILED)
    {
      atena_feed_settle (feed, claim, atena_outcome_new (ATENA_OUTCOME_RETURNED, 0, "", ""));
      return;
    }
  host->permits--;
  atena_feed_settle (feed, claim, answer (host, claim));
}

static gboolean
fake_server_run (AtenaTransport *transport,
                 AtenaFeed *feed,
                 GCancellable *cancellable,
                 GError **error)
{
  FakeHost *host = FAKE_SERVER (transport)->host;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&host->mutex);
  AtenaFeedState state;
  gint64 wait = 0;

  while ((state = atena_feed_poll (feed, &wait)) != ATENA_FEED_DONE)
    {
      if (host->offline || (host->fail_after > 0 && host->recipients->len >= host->fail_after))
        {
          g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_ACCOUNT, "The line broke");
          return FALSE;
        }
      if (g_cancellable_is_cancelled (cancellable))
        return TRUE;
      if (state == ATENA_FEED_WAIT || host->permits == 0)
        g_cond_wait_until (&host->changed, &host->mutex, g_get_monotonic_time () + 10000);
      else
        send_one (host, feed);
    }

  return TRUE;
}

static void
fake_server_transport_init (AtenaTransportInterface *iface)
{
  iface->run = fake_server_run;
}

static gboolean
fake_server_store (AtenaCopies *copies, GBytes *message, GCancellable *cancellable, GError **error)
{
  FakeHost *host = FAKE_SERVER (copies)->host;
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&host->mutex);

  if (host->copies_fail)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no folder");
      return FALSE;
    }
  host->n_copies++;
  return TRUE;
}

static void
fake_server_copies_init (AtenaCopiesInterface *iface)
{
  iface->store = fake_server_store;
}

static void
fake_server_finalize (GObject *object)
{
  g_clear_object (&FAKE_SERVER (object)->host);
  G_OBJECT_CLASS (fake_server_parent_class)->finalize (object);
}

static void
fake_server_class_init (FakeServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_server_finalize;
}

static void
fake_server_init (FakeServer *self)
{
}

static gpointer
make_server (FakeHost *host)
{
  FakeServer *server = g_object_new (FAKE_TYPE_SERVER, NULL);

  server->host = g_object_ref (host);
  return server;
}

static AtenaTransport *
fake_host_open_transport (AtenaHost *host, GCancellable *cancellable, GError **error)
{
  FakeHost *self = FAKE_HOST (host);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  if (self->offline)
    {
      g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_ACCOUNT, "The server does not answer");
      return NULL;
    }
  if (self->closed_door)
    {
      g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_ACCOUNT, "The password is wrong");
      return NULL;
    }
  self->n_transports++;
  return make_server (self);
}

static AtenaCopies *
fake_host_open_copies (AtenaHost *host, GCancellable *cancellable, GError **error)
{
  return make_server (FAKE_HOST (host));
}

static void
fake_host_started (AtenaHost *host)
{
  FAKE_HOST (host)->n_started++;
}

static void
fake_host_closed (AtenaHost *host)
{
  FAKE_HOST (host)->n_closed++;
}

static gboolean
fake_host_is_online (AtenaHost *host, const char *account)
{
  FakeHost *self = FAKE_HOST (host);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  g_assert_cmpstr (account, ==, "shop@mail.example.jp:587");
  return !self->offline && !self->seems_offline;
}

static void
fake_host_insert_field (AtenaHost *host, const char *placeholder)
{
  g_free (FAKE_HOST (host)->inserted);
  FAKE_HOST (host)->inserted = g_strdup (placeholder);
}

static void
fake_host_iface_init (AtenaHostInterface *iface)
{
  iface->open_transport = fake_host_open_transport;
  iface->open_copies = fake_host_open_copies;
  iface->started = fake_host_started;
  iface->closed = fake_host_closed;
  iface->is_online = fake_host_is_online;
  iface->insert_field = fake_host_insert_field;
}

static void
fake_host_finalize (GObject *object)
{
  FakeHost *self = FAKE_HOST (object);

  g_ptr_array_unref (self->recipients);
  g_ptr_array_unref (self->messages);
  g_free (self->inserted);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  G_OBJECT_CLASS (fake_host_parent_class)->finalize (object);
}

static void
fake_host_class_init (FakeHostClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_host_finalize;
}

static void
fake_host_init (FakeHost *self)
{
  self->recipients = g_ptr_array_new_with_free_func (g_free);
  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->permits = G_MAXUINT;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
}

FakeHost *
fake_host_new (void)
{
  return g_object_new (FAKE_TYPE_HOST, NULL);
}

void
fake_host_permit (FakeHost *self, guint letters)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  self->permits = letters;
  g_cond_broadcast (&self->changed);
}

void
fake_host_set_offline (FakeHost *self, gboolean offline)
{
  g_mutex_lock (&self->mutex);
  self->offline = offline;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_signal_emit_by_name (self, "online-changed");
}

guint
fake_host_count (FakeHost *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->mutex);

  return self->recipients->len;
}

void
ui_test_init (int *argc, char ***argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (argc, argv, NULL);
  gtk_init (argc, argv);
}

void
ui_fixture_set_up (UiFixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("atena-test-XXXXXX", NULL);
  self->ledger = g_build_filename (self->folder, "ledger.db", NULL);
  self->host = fake_host_new ();
}

static gboolean
is_alone (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

void
ui_fixture_tear_down (UiFixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  /* Whoever works in a thread still holds the host. */
  ui_wait (is_alone, self->host);
  g_assert_finalize_object (self->host);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->ledger);
  g_free (self->folder);
}

static AtenaDraft *
make_draft (const char *text)
{
  g_autofree char *message =
    g_strdup_printf ("From: Shop <shop@example.jp>\nSubject: News for {{name}}\n"
                     "Content-Type: text/plain; charset=utf-8\n"
                     "Content-Transfer-Encoding: 8bit\n\n%s\n",
                     text);
  g_autoptr (GBytes) bytes = g_bytes_new (message, strlen (message));
  g_autoptr (GError) error = NULL;
  AtenaDraft *draft = atena_draft_new (bytes, "message", &error);

  g_assert_no_error (error);
  return draft;
}

void
ui_test_add (const char *path, void (*test) (UiFixture *self, gconstpointer data))
{
  g_test_add (path, UiFixture, NULL, ui_fixture_set_up, test, ui_fixture_tear_down);
}

AtenaOrder *
ui_fixture_order (UiFixture *self, guint n, const char *text, const char *extra)
{
  static const char *const own[] = { "shop@example.jp", NULL };
  AtenaOrder *order = g_new0 (AtenaOrder, 1);
  AtenaReason reason;

  order->draft = make_draft (text);
  order->addressees = g_ptr_array_new_with_free_func ((GDestroyNotify) atena_addressee_free);
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *person = g_strdup_printf ("Person %u <p%u@example.com>", i, i);

      atena_addressees_add (order->addressees, ATENA_FIELD_BCC, FALSE, person);
    }
  if (extra != NULL)
    atena_addressees_add (order->addressees, ATENA_FIELD_BCC, FALSE, extra);
  order->own_addresses = g_strdupv ((GStrv) own);
  order->from = atena_mailbox_parse ("shop@example.jp", -1, "Shop", &reason);
  order->account = g_strdup ("shop@mail.example.jp:587");
  order->settings = g_strdup ("{}");
  order->ledger = g_strdup (self->ledger);
  order->keeps_copies = TRUE;
  return order;
}

gint64
ui_fixture_make_campaign (UiFixture *self, guint n, AtenaKeep keep)
{
  g_autoptr (AtenaOrder) order = ui_fixture_order (self, n, "Dear {{name}}", NULL);
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  g_autoptr (AtenaAddresseeSource) source =
    atena_addressee_source_new (order->addressees, (const char *const *) order->own_addresses);
  AtenaCampaignSpec spec = {
    .draft = order->draft,
    .from = order->from,
    .account = order->account,
    .settings = "{}",
    .seed = "seed",
    .zone = "+09:00",
    .now = 1000000,
  };
  g_autoptr (AtenaCampaign) campaign =
    atena_campaign_create (ledger, &spec, ATENA_RECIPIENT_SOURCE (source), NULL, NULL);

  g_assert_nonnull (campaign);
  g_assert_true (atena_campaign_set_keep (campaign, keep, NULL));
  g_assert_true (atena_campaign_set_state (campaign, ATENA_CAMPAIGN_READY, "", NULL));
  return atena_campaign_get_id (campaign);
}

void
ui_fixture_save_list (UiFixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (AtenaListChoice) choice = atena_list_choice_new (ATENA_LIST_FILE, path, name, path);
  g_autoptr (AtenaListSource) source = NULL;
  g_autofree char *columns = NULL;
  AtenaListSpec spec = { .name = name, .purpose = "お知らせの送付", .origin = path };
  g_autoptr (AtenaLedger) ledger = NULL;
  g_autoptr (AtenaList) list = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  source = atena_list_choice_open (choice, NULL, NULL, &error);
  g_assert_no_error (error);
  columns = atena_columns_to_json (atena_list_source_get_columns (source));
  spec.columns = columns;
  spec.now = g_get_real_time ();
  ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, &error);
  g_assert_no_error (error);
  list = atena_list_create (ledger, &spec, ATENA_RECIPIENT_SOURCE (source), NULL, &error);
  g_assert_no_error (error);
}

guint
ui_fixture_count_campaigns (UiFixture *self)
{
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  guint n = 0;

  /* Numbers are never used twice, and no test makes more than a few. */
  for (gint64 id = 1; id <= 20; id++)
    {
      g_autoptr (AtenaCampaign) campaign = atena_campaign_load (ledger, id, NULL);

      if (campaign != NULL)
        n++;
    }
  return n;
}

void
ui_wait (UiCondition done, gpointer data)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (!done (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

void
ui_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

typedef struct
{
  const char *id;
  GtkWidget *found;
} Search;

static void
search (GtkWidget *widget, gpointer data)
{
  Search *self = data;
  const char *id = atk_object_get_accessible_id (gtk_widget_get_accessible (widget));

  if (g_strcmp0 (id, self->id) == 0)
    self->found = widget;
  else if (GTK_IS_CONTAINER (widget) && self->found == NULL)
    gtk_container_forall (GTK_CONTAINER (widget), search, self);
}

GtkWidget *
ui_find (GtkWidget *root, const char *id)
{
  Search self = { id, NULL };

  search (root, &self);
  return self.found;
}

void
ui_click (GtkWidget *root, const char *id)
{
  GtkWidget *widget = ui_find (root, id);

  g_assert_nonnull (widget);
  g_assert_true (gtk_widget_is_visible (widget));
  g_assert_true (gtk_widget_is_sensitive (widget));
  gtk_button_clicked (GTK_BUTTON (widget));
}

gboolean
ui_is_sensitive (GtkWidget *root, const char *id)
{
  GtkWidget *widget = ui_find (root, id);

  g_assert_nonnull (widget);
  return gtk_widget_is_sensitive (widget);
}

char *
ui_text (GtkWidget *root, const char *id)
{
  GtkWidget *widget = ui_find (root, id);
  char *text = NULL;

  g_assert_nonnull (widget);
  if (GTK_IS_LABEL (widget))
    return g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_BUTTON (widget))
    return g_strdup (gtk_button_get_label (GTK_BUTTON (widget)));
  if (GTK_IS_TEXT_VIEW (widget))
    {
      g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &text, NULL);
      return text;
    }
  return g_strdup (gtk_entry_get_text (GTK_ENTRY (widget)));
}

void
ui_press (GtkWidget *window, guint keyval)
{
  ui_press_with (window, 0, keyval);
}

void
ui_press_with (GtkWidget *window, GdkModifierType modifiers, guint keyval)
{
  GdkEvent *event = gdk_event_new (GDK_KEY_PRESS);
  g_autofree GdkKeymapKey *keys = NULL;
  int n = 0;

  g_assert_true (
    gdk_keymap_get_entries_for_keyval (gdk_keymap_get_for_display (gdk_display_get_default ()),
                                       keyval, &keys, &n));
  event->key.window = g_object_ref (gtk_widget_get_window (window));
  event->key.keyval = keyval;
  event->key.state = modifiers;
  event->key.hardware_keycode = (guint16) keys[0].keycode;
  gdk_event_set_device (event, gdk_seat_get_keyboard (
                                 gdk_display_get_default_seat (gdk_display_get_default ())));
  gtk_widget_event (window, event);
  gdk_event_free (event);
  ui_settle ();
}

GtkTreeModel *
ui_merge_get_people (GtkWidget *window)
{
  return gtk_tree_view_get_model (GTK_TREE_VIEW (ui_find (window, "people")));
}

void
ui_merge_toggle (GtkWidget *window, guint position)
{
  GtkTreeView *view = GTK_TREE_VIEW (ui_find (window, "people"));
  GtkTreeViewColumn *column = gtk_tree_view_get_column (view, 0);
  g_autoptr (GList) cells = gtk_cell_layout_get_cells (GTK_CELL_LAYOUT (column));
  g_autofree char *path = g_strdup_printf ("%u", position);

  g_signal_emit_by_name (cells->data, "toggled", path);
}

gboolean
ui_merge_is_ready (gpointer window)
{
  return ui_is_sensitive (window, "start");
}

gboolean
ui_merge_is_loaded (gpointer window)
{
  return ui_is_sensitive (window, "test");
}

static void
on_started (GtkWidget *window, AtenaDispatch *dispatch, AtenaDispatch **ret_dispatch)
{
  *ret_dispatch = g_object_ref (dispatch);
}

static gboolean
is_finished (gpointer data)
{
  AtenaDispatch *const *dispatch = data;

  return *dispatch != NULL && atena_dispatch_get_state (*dispatch) == ATENA_DISPATCH_FINISHED;
}

void
ui_merge_send (UiFixture *self, GtkWidget *window, guint letters)
{
  g_autoptr (AtenaDispatch) dispatch = NULL;

  g_signal_connect (window, "started", G_CALLBACK (on_started), &dispatch);
  fake_host_permit (self->host, letters);
  ui_click (window, "start");
  ui_wait (is_finished, &dispatch);
}
