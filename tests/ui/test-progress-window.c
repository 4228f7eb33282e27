// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-merge-window.h"
#include "atena-progress-window.h"
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
  add ("saves-a-report", test_save);

  return g_test_run ();
}
