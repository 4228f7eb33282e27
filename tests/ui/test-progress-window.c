// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-campaign.h"
#include "atena-lock.h"
#include "atena-merge-window.h"
#include "atena-progress-window.h"
#include "atena-unknown-dialog.h"
#include "ui-fixture.h"

static void
on_started (GtkWidget *window, AtenaDispatch *dispatch, GtkWidget **ret_window)
{
  *ret_window = atena_progress_window_new (dispatch);
  gtk_widget_show (*ret_window);
}

static gboolean
is_ready (gpointer window)
{
  return ui_is_sensitive (window, "start");
}

/* The way that a person takes. */
static GtkWidget *
begin (UiFixture *self, guint n, guint countdown)
{
  AtenaOrder *order = ui_fixture_order (self, n, "Dear {{name}}", NULL);
  GtkWidget *progress = NULL;
  GtkWidget *window = NULL;

  order->countdown = countdown;
  window = atena_merge_window_new (ATENA_HOST (self->host), order, NULL);
  g_signal_connect (window, "started", G_CALLBACK (on_started), &progress);
  gtk_widget_show (window);
  ui_wait (is_ready, window);
  ui_click (window, "start");
  while (progress == NULL)
    g_main_context_iteration (NULL, TRUE);
  return progress;
}

typedef struct
{
  GtkWidget *window;
  const char *id;
  const char *text; /* NULL: that it is shown */
} Wanted;

static gboolean
is_so (gpointer data)
{
  Wanted *wanted = data;
  g_autofree char *text = NULL;

  if (!gtk_widget_is_visible (ui_find (wanted->window, wanted->id)))
    return FALSE;
  text = wanted->text != NULL ? ui_text (wanted->window, wanted->id) : NULL;
  return g_strcmp0 (text, wanted->text) == 0;
}

static void
wait_for (GtkWidget *window, const char *id, const char *text)
{
  Wanted wanted = { window, id, text };

  ui_wait (is_so, &wanted);
}

/* The window manager's close button. */
static void
close_window (GtkWidget *window)
{
  gtk_window_close (GTK_WINDOW (window));
  ui_settle ();
}

static GtkWidget *
watch (GtkWidget **window)
{
  g_object_add_weak_pointer (G_OBJECT (*window), (gpointer *) window);
  return *window;
}

static void
wait_gone (GtkWidget **window)
{
  while (*window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_finish (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = NULL;
  GtkTreeModel *model = NULL;
  GtkTreeIter iter;
  g_autofree char *address = NULL;
  g_autofree char *answer = NULL;

  self->host->refuse_odd = TRUE;
  window = begin (self, 4, 0);
  wait_for (window, "state", "Finished");
  wait_for (window, "sent", "2");
  wait_for (window, "rejected", "2");
  wait_for (window, "left", "0");
  wait_for (window, "failed", NULL);
  model = gtk_tree_view_get_model (GTK_TREE_VIEW (ui_find (window, "failed")));
  g_assert_cmpint (gtk_tree_model_iter_n_children (model, NULL), ==, 2);
  gtk_tree_model_get_iter_first (model, &iter);
  gtk_tree_model_get (model, &iter, 1, &address, 3, &answer, -1);
  g_assert_cmpstr (address, ==, "p1@example.com");
  g_assert_cmpstr (answer, ==, "This email address was not found (No such user)");

  watch (&window);
  close_window (window);
  wait_gone (&window);
}

static void
test_hide (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = NULL;

  fake_host_permit (self->host, 2);
  window = begin (self, 5, 0);
  wait_for (window, "state", "Sending");
  wait_for (window, "sent", "2");
  close_window (window);
  g_assert_false (gtk_widget_get_visible (window));
  fake_host_permit (self->host, G_MAXUINT);
  wait_for (window, "state", "Finished");
  g_assert_true (gtk_widget_get_visible (window));
  g_assert_cmpuint (fake_host_count (self->host), ==, 5);
  gtk_widget_destroy (window);
}

static void
test_pause (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = NULL;

  fake_host_permit (self->host, 2);
  window = begin (self, 5, 0);
  wait_for (window, "sent", "2");
  ui_click (window, "pause");
  wait_for (window, "state", "Paused");
  g_assert_false (gtk_widget_get_visible (ui_find (window, "pause")));
  fake_host_permit (self->host, 1);
  ui_click (window, "resume");
  wait_for (window, "sent", "3");
  ui_click (window, "stop");
  wait_for (window, "state", "Stopped");
  wait_for (window, "left", "0");
  g_assert_true (gtk_widget_get_visible (ui_find (window, "close")));
  watch (&window);
  ui_click (window, "close");
  wait_gone (&window);
  g_assert_cmpuint (fake_host_count (self->host), ==, 3);
}

static void
test_countdown (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = begin (self, 5, 3);

  wait_for (window, "state", "The first letter goes in 3 seconds");
  wait_for (window, "left", "5");
  ui_click (window, "cancel");
  wait_for (window, "state", "Stopped");
  g_assert_cmpuint (self->host->n_transports, ==, 0);
  gtk_widget_destroy (window);
}

static void
test_error (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = NULL;

  self->host->fail_after = 1;
  window = begin (self, 5, 1);
  close_window (window);
  g_assert_false (gtk_widget_get_visible (window));
  wait_for (window, "state", "Paused");
  wait_for (window, "why", "The line broke");
  g_assert_true (gtk_widget_get_visible (window));
  self->host->fail_after = 0;
  ui_click (window, "resume");
  g_assert_false (gtk_widget_get_visible (ui_find (window, "why")));
  wait_for (window, "state", "Finished");
  gtk_widget_destroy (window);
}

/* Which of the buttons at the bottom can be seen, apart by spaces. Owned by the caller. */
static char *
list_buttons (GtkWidget *window)
{
  static const char *const ids[] = { "resolve-unknown", "look-again", "resume", "pause", "stop",
                                     "cancel",          "close" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (gtk_widget_get_visible (ui_find (window, ids[i])))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", ids[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_buttons (GtkWidget *window, const char *wanted)
{
  g_autofree char *buttons = list_buttons (window);

  g_assert_cmpstr (buttons, ==, wanted);
}

static void
test_waiting (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = NULL;
  g_autofree char *label = NULL;

  self->host->offline = TRUE;
  window = begin (self, 3, 0);
  wait_for (window, "state", "Waiting for a network connection");
  wait_for (window, "why", "Sending goes on by itself as soon as there is a connection.");
  assert_buttons (window, "resume pause stop");
  label = ui_text (window, "resume");
  g_assert_cmpstr (label, ==, "Try Now");
  ui_click (window, "resume");
  wait_for (window, "state", "Waiting for a network connection");
  fake_host_set_offline (self->host, FALSE);
  wait_for (window, "state", "Finished");
  gtk_widget_destroy (window);
}

/* A campaign of @n people of which an earlier process sent @sent, the last without an answer. */
static gint64
leave (UiFixture *self, guint n, guint sent)
{
  gint64 id = ui_fixture_make_campaign (self, n, ATENA_KEEP_NONE);
  g_autoptr (AtenaDispatch) dispatch =
    atena_dispatch_new (ATENA_HOST (self->host), self->ledger, id, 0);
  GtkWidget *window = atena_progress_window_new (dispatch);

  self->host->lose_last = sent;
  self->host->fail_after = sent < n ? sent : 0;
  atena_dispatch_start (dispatch);
  wait_for (window, "state", sent < n ? "Paused" : "Finished");
  gtk_widget_destroy (window);
  self->host->lose_last = 0;
  self->host->fail_after = 0;
  return id;
}

static GtkWidget *
show_left_over (UiFixture *self, gint64 id)
{
  g_autoptr (AtenaDispatch) dispatch =
    atena_dispatch_new_paused (ATENA_HOST (self->host), self->ledger, id);
  GtkWidget *window = atena_progress_window_new (dispatch);

  gtk_widget_show (window);
  return window;
}

static void
test_left_over (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = show_left_over (self, leave (self, 5, 3));
  g_autofree char *why = NULL;

  wait_for (window, "why", NULL);
  why = ui_text (window, "why");
  g_assert_true (g_str_has_prefix (why, "Sending “News for {{name}}” ("));
  g_assert_true (g_str_has_suffix (
    why, ") ended before everything was sent. Sent: 2, not sent: 2, unknown: 1.\nThe line broke"));
  wait_for (window, "state", "Paused");
  assert_buttons (window, "resolve-unknown resume stop");
  ui_click (window, "resume");
  g_assert_false (gtk_widget_get_visible (ui_find (window, "why")));
  g_assert_false (gtk_widget_get_visible (ui_find (window, "resolve-unknown")));
  wait_for (window, "state", "Finished");
  assert_buttons (window, "resolve-unknown close");
  g_assert_cmpuint (fake_host_count (self->host), ==, 5);
  gtk_widget_destroy (window);
}

static void
test_elsewhere (UiFixture *self, gconstpointer data)
{
  gint64 id = leave (self, 5, 3);
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  AtenaLock *lock = atena_lock_acquire (ledger, id, NULL);
  GtkWidget *window = show_left_over (self, id);

  wait_for (window, "state", "Another program is sending these letters");
  wait_for (window, "why",
            "Another window or program on this computer sends them at this moment. Nothing can be "
            "changed here until it is done.");
  assert_buttons (window, "look-again");
  atena_lock_free (lock);
  ui_click (window, "look-again");
  wait_for (window, "state", "Paused");
  assert_buttons (window, "resolve-unknown resume stop");
  gtk_widget_destroy (window);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ATENA_IS_UNKNOWN_DIALOG (l->data) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog () != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return !has_dialog (data);
}

/* Decides about the one letter that is unknown. */
static void
decide (GtkWidget *window, int choice)
{
  ui_click (window, "resolve-unknown");
  g_assert_false (ui_is_sensitive (window, "resolve-unknown"));
  ui_wait (has_dialog, NULL);
  gtk_combo_box_set_active (GTK_COMBO_BOX (ui_find (find_dialog (), "choice-1")), choice);
  ui_click (find_dialog (), "apply");
  ui_wait (has_no_dialog, NULL);
  g_assert_true (ui_is_sensitive (window, "resolve-unknown"));
}

static void
test_resend (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = show_left_over (self, leave (self, 3, 3));

  wait_for (window, "state", "Finished");
  wait_for (window, "unknown", "1");
  decide (window, 2);
  wait_for (window, "unknown", "0");
  wait_for (window, "state", "Finished");
  wait_for (window, "sent", "3");
  assert_buttons (window, "close");
  g_assert_cmpuint (fake_host_count (self->host), ==, 4);
  g_assert_cmpstr (self->host->recipients->pdata[3], ==, "p3@example.com");
  gtk_widget_destroy (window);
}

/* Who sends one letter again has not said anything about the two that were never sent. */
static void
test_resend_waits (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = show_left_over (self, leave (self, 5, 3));

  wait_for (window, "left", "2");
  decide (window, 2);
  wait_for (window, "left", "3");
  wait_for (window, "state", "Paused");
  g_assert_cmpuint (fake_host_count (self->host), ==, 3);
  ui_click (window, "resume");
  wait_for (window, "state", "Finished");
  g_assert_cmpuint (fake_host_count (self->host), ==, 6);
  gtk_widget_destroy (window);
}

static gboolean
is_on_hold (gpointer data)
{
  GtkTreeModel *model = gtk_tree_view_get_model (GTK_TREE_VIEW (ui_find (data, "failed")));
  g_autofree char *state = NULL;
  GtkTreeIter iter;

  if (gtk_tree_model_get_iter_first (model, &iter))
    gtk_tree_model_get (model, &iter, 2, &state, -1);
  return g_strcmp0 (state, "Unknown (on hold)") == 0;
}

static void
test_hold (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = show_left_over (self, leave (self, 3, 3));

  wait_for (window, "unknown", "1");
  decide (window, 0);
  ui_wait (is_on_hold, window);
  wait_for (window, "unknown", "1");
  gtk_widget_destroy (window);
}

static gboolean
is_saved (gpointer data)
{
  return gtk_widget_is_visible (ui_find (data, "saved"));
}

static GtkWidget *
find_chooser (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_IS_FILE_CHOOSER_DIALOG (l->data))
      return l->data;
  return NULL;
}

static gboolean
has_chosen (gpointer data)
{
  g_autofree char *name = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (find_chooser ()));

  return g_strcmp0 (name, data) == 0;
}

static void
test_save (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = begin (self, 3, 0);
  g_autofree char *path = g_build_filename (self->folder, "results.csv", NULL);
  g_autofree char *text = NULL;
  GtkFileChooser *chooser = NULL;

  wait_for (window, "state", "Finished");
  ui_click (window, "save-csv");
  chooser = GTK_FILE_CHOOSER (find_chooser ());
  gtk_file_chooser_set_current_folder (chooser, self->folder);
  gtk_file_chooser_set_current_name (chooser, "results.csv");
  ui_wait (has_chosen, path);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  ui_wait (is_saved, window);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf"));
  g_assert_nonnull (strstr (text, "p3@example.com"));
  gtk_widget_destroy (window);
}

static void
add (const char *name, void (*func) (UiFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/progress-window/", name, NULL);

  g_test_add (path, UiFixture, NULL, ui_fixture_set_up, func, ui_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);

  add ("says-who-was-not-reached", test_finish);
  add ("hides-and-comes-back-at-the-end", test_hide);
  add ("pauses-resumes-and-stops", test_pause);
  add ("can-cancel-in-the-countdown", test_countdown);
  add ("comes-back-with-an-error", test_error);
  add ("waits-for-a-network", test_waiting);
  add ("says-what-was-left", test_left_over);
  add ("offers-nothing-while-another-program-sends", test_elsewhere);
  add ("sends-again-what-a-person-says", test_resend);
  add ("sends-nothing-else-along-with-it", test_resend_waits);
  add ("says-what-is-on-hold", test_hold);
  add ("saves-a-report", test_save);

  return g_test_run ();
}
