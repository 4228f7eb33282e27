// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-addressee.h"
#include "atena-campaign.h"
#include "atena-merge-window.h"
#include "ui-fixture.h"

/* Everything that keeps somebody from getting a letter: bad, twice, own. */
static const char odd[] = "Bad <bad>, Person 1 <P1@example.com>, Me <shop@example.jp>";

enum
{
  TICKED,
  TICKABLE,
  NAME,
  ADDRESS,
  STATUS
};

static gboolean
is_shown (GtkWidget *root, const char *id)
{
  return gtk_widget_get_mapped (ui_find (root, id));
}

static GtkWidget *
open_window (UiFixture *self, guint n, const char *text, const char *extra)
{
  GtkWidget *window =
    atena_merge_window_new (ATENA_HOST (self->host), ui_fixture_order (self, n, text, extra), NULL);

  gtk_widget_show (window);
  return window;
}

static char *
read_cell (GtkWidget *window, int position, int column)
{
  GtkTreeIter iter;
  char *text = NULL;

  g_assert_true (
    gtk_tree_model_iter_nth_child (ui_merge_get_people (window), &iter, NULL, position));
  gtk_tree_model_get (ui_merge_get_people (window), &iter, column, &text, -1);
  return text;
}

static gboolean
read_flag (GtkWidget *window, int position, int column)
{
  GtkTreeIter iter;
  gboolean flag = FALSE;

  g_assert_true (
    gtk_tree_model_iter_nth_child (ui_merge_get_people (window), &iter, NULL, position));
  gtk_tree_model_get (ui_merge_get_people (window), &iter, column, &flag, -1);
  return flag;
}

static void
select_row (GtkWidget *window, int position)
{
  g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices (position, -1);

  gtk_tree_view_set_cursor (GTK_TREE_VIEW (ui_find (window, "people")), path, NULL, FALSE);
}

static void
test_list (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 197, "Dear {{name}}", odd);
  static const char *const status[] = {
    "Left out: The email address is not written correctly",
    "Left out: The same letter to the same address is already in row 1",
    "Left out: This is your own email address",
  };

  ui_wait (ui_merge_is_loaded, window);
  g_assert_cmpint (gtk_tree_model_iter_n_children (ui_merge_get_people (window), NULL), ==, 200);
  /* What has the focus sends nothing. */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == ui_find (window, "people"));
  ui_assert_text (window, "count", "Sending to 197 of 200 people");
  ui_assert_text (window, "start", "Send Separately to 197 People");
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *text = read_cell (window, i, STATUS);

      g_assert_cmpint (read_flag (window, i, TICKED), ==, i < 197);
      g_assert_cmpint (read_flag (window, i, TICKABLE), ==, i < 197);
      g_assert_cmpstr (text, ==, i < 197 ? "Not sent" : status[i - 197]);
    }

  /* Left out for good. */
  ui_merge_toggle (window, 198);
  g_assert_false (read_flag (window, 198, TICKED));
  ui_merge_toggle (window, 5);
  g_assert_false (read_flag (window, 5, TICKED));
  ui_assert_text (window, "count", "Sending to 196 of 200 people");
  ui_merge_toggle (window, 5);
  ui_assert_text (window, "count", "Sending to 197 of 200 people");
  gtk_widget_destroy (window);
}

static void
test_unsupported (UiFixture *self, gconstpointer data)
{
  AtenaOrder *order = ui_fixture_order (self, 1, "Dear {{name}}", "foo..bar@docomo.ne.jp");
  GtkWidget *window;
  g_autofree char *status = NULL;

  order->no_dotted = TRUE;
  window = atena_merge_window_new (ATENA_HOST (self->host), order, NULL);
  gtk_widget_show (window);
  ui_wait (ui_merge_is_loaded, window);
  status = read_cell (window, 1, STATUS);
  g_assert_cmpstr (status, ==, "Left out: This account cannot write to this email address");
  ui_assert_text (window, "count", "Sending to 1 of 2 people");
  gtk_widget_destroy (window);
}

/* 1024 by 700, with room for a panel and a title. */
static void
test_small_screen (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 30, "各位 Dear {{name}}", odd);
  GtkRequisition least = { 0 };

  ui_wait (ui_merge_is_loaded, window);
  ui_settle ();
  g_assert_true (is_shown (window, "note"));
  gtk_widget_get_preferred_size (window, &least, NULL);
  g_assert_cmpint (least.width, <=, 1024);
  g_assert_cmpint (least.height, <=, 640);
  gtk_widget_destroy (window);
}

static void
test_pages (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 1000, "Dear {{name}}", NULL);

  ui_wait (ui_merge_is_loaded, window);
  g_assert_cmpint (gtk_tree_model_iter_n_children (ui_merge_get_people (window), NULL), ==, 1000);
  gtk_widget_destroy (window);
}

static void
test_preview (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 4, "Dear {{name}}", odd);

  ui_wait (ui_merge_is_loaded, window);
  ui_settle ();
  ui_assert_text (window, "preview-to", "Person 1 <p1@example.com>");
  ui_assert_text (window, "preview-subject", "News for Person 1");
  ui_assert_text (window, "preview-text", "Dear Person 1\n");
  ui_assert_text (window, "position", "1 / 4");
  g_assert_false (ui_is_sensitive (window, "previous"));
  ui_merge_toggle (window, 1);
  ui_click (window, "next");
  ui_assert_text (window, "position", "2 / 3");
  ui_assert_text (window, "preview-text", "Dear Person 3\n");
  ui_click (window, "previous");
  ui_assert_text (window, "preview-text", "Dear Person 1\n");
  ui_click (window, "last");
  ui_assert_text (window, "preview-text", "Dear Person 4\n");
  g_assert_false (ui_is_sensitive (window, "next"));
  ui_click (window, "first");
  ui_assert_text (window, "preview-text", "Dear Person 1\n");

  select_row (window, 4);
  ui_assert_text (window, "preview-to", "Bad <bad>");
  ui_assert_text (window, "preview-text", "Left out: The email address is not written correctly");
  ui_assert_text (window, "position", "– / 3");
  /* Left out by hand, the letter can still be read. */
  select_row (window, 1);
  ui_assert_text (window, "preview-text", "Dear Person 2\n");
  gtk_widget_destroy (window);
}

static void
test_words (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 2, "会員各位 BCCにて失礼します", NULL);

  ui_wait (ui_merge_is_loaded, window);
  ui_settle ();
  ui_assert_text (window, "note",
                  "The text says “BCCにて失礼, 各位”, which does not fit a letter to one person");
  gtk_widget_destroy (window);
}

static void
test_changes (UiFixture *self, gconstpointer data)
{
  AtenaOrder *order = ui_fixture_order (self, 2, "Dear {{name}}", NULL);
  GtkWidget *window = NULL;
  g_autofree char *changes = NULL;

  order->read_receipt = TRUE;
  order->unsigned_here = TRUE;
  atena_addressees_add (order->addressees, ATENA_FIELD_BCC, TRUE, "boss@example.jp");
  order->limits = (AtenaPaceLimits){ .per_hour = 1 };
  window = atena_merge_window_new (ATENA_HOST (self->host), order, NULL);
  gtk_widget_show (window);
  ui_wait (ui_merge_is_loaded, window);

  changes = ui_text (window, "changes");
  g_assert_nonnull (strstr (changes, "• To holds one person"));
  g_assert_nonnull (strstr (changes, "• There is no Cc and no Bcc"));
  g_assert_nonnull (strstr (changes, "each of 2 letters"));
  g_assert_nonnull (strstr (changes, "no digital signature"));
  g_assert_nonnull (strstr (changes, "automatic Bcc gets one copy"));
  g_assert_nonnull (strstr (changes, "A copy of each letter"));
  ui_assert_text (window, "count", "Sending to 2 of 2 people");
  g_assert_true (is_shown (window, "finish"));
  gtk_widget_destroy (window);
}

/* A letter that does not fit its list. */
static void
test_trouble (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 2, "Dear {{nmae}}", NULL);
  g_autofree char *trouble = NULL;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  while (!is_shown (window, "back-to-editing"))
    g_main_context_iteration (NULL, TRUE);
  trouble = ui_text (window, "trouble");
  g_assert_nonnull (strstr (trouble, "nmae"));
  g_assert_false (is_shown (window, "start"));
  ui_click (window, "back-to-editing");
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (self->host->n_closed, ==, 1);
}

static gboolean
is_empty (gpointer data)
{
  return ui_fixture_count_campaigns (data) == 0;
}

/* How the window goes: by Cancel, Escape, or at once with its composer; before or after loading. */
static const char *const ways[] = { "cancel", "escape", "destroy", "destroy-at-once" };

static void
test_close (UiFixture *self, gconstpointer data)
{
  const char *way = data;
  GtkWidget *window = open_window (self, 300, "Dear {{name}}", NULL);

  if (!g_str_equal (way, "destroy-at-once"))
    {
      ui_wait (ui_merge_is_loaded, window);
      g_assert_cmpuint (ui_fixture_count_campaigns (self), ==, 1);
      ui_merge_toggle (window, 3);
    }
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  if (g_str_equal (way, "cancel"))
    ui_click (window, "cancel");
  else if (g_str_equal (way, "escape"))
    ui_press (window, GDK_KEY_Escape);
  else
    gtk_widget_destroy (window);
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (self->host->n_closed, ==, 1);
  g_assert_cmpuint (self->host->n_started, ==, 0);
  ui_wait (is_empty, self);
}

static void
on_started (GtkWidget *window, AtenaDispatch *dispatch, AtenaDispatch **ret_dispatch)
{
  *ret_dispatch = g_object_ref (dispatch);
}

static gboolean
is_finished (gpointer dispatch)
{
  return atena_dispatch_get_state (dispatch) == ATENA_DISPATCH_FINISHED;
}

/* The window may go between the yes and the first letter. */
static void
test_close_on_start (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 3, "Dear {{name}}", NULL);

  ui_wait (ui_merge_is_ready, window);
  ui_click (window, "start");
  g_assert_false (ui_is_sensitive (window, "start"));
  gtk_widget_destroy (window);
  ui_wait (is_empty, self);
  g_assert_cmpuint (self->host->n_started, ==, 0);
  g_assert_cmpuint (self->host->n_closed, ==, 1);
  g_assert_cmpuint (self->host->n_transports, ==, 0);
}

static void
test_start (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 6, "Dear {{name}}", odd);
  g_autoptr (AtenaDispatch) dispatch = NULL;
  static const char *const expected[] = { "p1@example.com", "p3@example.com", "p4@example.com",
                                          "p6@example.com" };

  g_signal_connect (window, "started", G_CALLBACK (on_started), &dispatch);
  ui_wait (ui_merge_is_ready, window);
  ui_merge_toggle (window, 1);
  ui_merge_toggle (window, 4);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  ui_click (window, "start");
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  ui_wait (is_finished, dispatch);

  g_assert_cmpuint (self->host->n_started, ==, 1);
  g_assert_cmpuint (self->host->n_closed, ==, 0);
  g_assert_cmpuint (self->host->n_copies, ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (fake_host_count (self->host), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (self->host->recipients->pdata[i], ==, expected[i]);
}

static gboolean
is_told (gpointer window)
{
  return is_shown (window, "test-result");
}

static void
test_test (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 30, "Dear {{name}}", NULL);
  const char *message;

  ui_wait (ui_merge_is_loaded, window);
  ui_settle ();
  g_assert_false (ui_is_sensitive (window, "start"));
  ui_assert_text (window, "reason", "Please send a test to yourself first");
  select_row (window, 7);
  ui_click (window, "test");
  g_assert_false (ui_is_sensitive (window, "test"));
  ui_assert_text (window, "reason", "The test is being sent");
  ui_wait (is_told, window);
  ui_assert_text (window, "test-result", "The test was sent to shop@example.jp");
  g_assert_cmpuint (fake_host_count (self->host), ==, 1);
  g_assert_cmpstr (self->host->recipients->pdata[0], ==, "shop@example.jp");
  message = g_bytes_get_data (self->host->messages->pdata[0], NULL);
  g_assert_nonnull (g_strstr_len (message,
                                  (gssize) g_bytes_get_size (self->host->messages->pdata[0]),
                                  "News for Person 8"));

  ui_assert_text (window, "reason", "Please look at the last and the longest letter");
  g_assert_false (ui_is_sensitive (window, "start"));
  ui_click (window, "last");
  ui_click (window, "longest");
  ui_assert_text (window, "preview-to", "Person 10 <p10@example.com>");
  ui_assert_text (window, "reason", "");
  g_assert_true (ui_is_sensitive (window, "start"));
  /* Another last one. */
  ui_merge_toggle (window, 29);
  g_assert_false (ui_is_sensitive (window, "start"));
  gtk_widget_destroy (window);
}

static gboolean
is_at_checkpoint (gpointer dispatch)
{
  return atena_dispatch_get_state (dispatch) == ATENA_DISPATCH_CHECKPOINT;
}

/* The account has still sent nothing to others. */
static void
test_no_experience (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 60, "Dear {{name}}", NULL);
  g_autoptr (AtenaDispatch) dispatch = NULL;

  g_signal_connect (window, "started", G_CALLBACK (on_started), &dispatch);
  ui_wait (ui_merge_is_loaded, window);
  ui_click (window, "test");
  ui_wait (is_told, window);
  ui_click (window, "last");
  ui_click (window, "longest");
  ui_click (window, "start");
  while (dispatch == NULL)
    g_main_context_iteration (NULL, TRUE);
  ui_wait (is_at_checkpoint, dispatch);
  g_assert_cmpuint (fake_host_count (self->host), ==, 51);
}

/* The second test, after the campaign itself and the first one. */
static gboolean
is_test_over (gpointer data)
{
  UiFixture *self = data;
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  g_autoptr (AtenaCampaign) campaign = atena_campaign_load (ledger, 3, NULL);
  AtenaCampaignState state;

  g_assert_true (atena_campaign_read_state (campaign, &state, NULL));
  return state == ATENA_CAMPAIGN_FINISHED;
}

static void
test_refused_test (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 30, "Dear {{name}}", NULL);

  self->host->refuse_odd = TRUE;
  ui_wait (ui_merge_is_loaded, window);
  ui_click (window, "test");
  ui_wait (is_told, window);
  ui_assert_text (window, "test-result",
                  "The test could not be sent: This email address was not found (No such user)");
  ui_assert_text (window, "reason", "Please send a test to yourself first");

  self->host->closed_door = TRUE;
  ui_click (window, "test");
  ui_wait (is_told, window);
  ui_assert_text (window, "test-result", "The password is wrong");
  g_assert_true (ui_is_sensitive (window, "test"));
  ui_wait (is_test_over, self);
  gtk_widget_destroy (window);
}

/* The window goes while its test waits for the server. */
static void
test_close_in_test (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 30, "Dear {{name}}", NULL);

  fake_host_permit (self->host, 0);
  ui_wait (ui_merge_is_loaded, window);
  ui_click (window, "test");
  while (self->host->n_transports == 0)
    g_main_context_iteration (NULL, FALSE);
  gtk_widget_destroy (window);
  /* The fixture waits for the thread to let go of the host. */
  g_assert_cmpuint (self->host->n_closed, ==, 1);
}

static void
add (const char *name, gconstpointer data, void (*func) (UiFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/merge-window/", name, NULL);

  g_test_add (path, UiFixture, data, ui_fixture_set_up, func, ui_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);

  add ("lists-everybody-with-reasons", NULL, test_list);
  add ("leaves-out-whom-the-account-cannot-reach", NULL, test_unsupported);
  add ("reads-long-lists", NULL, test_pages);
  add ("fits-on-a-small-screen", NULL, test_small_screen);
  add ("shows-each-letter", NULL, test_preview);
  add ("notes-words-that-do-not-fit", NULL, test_words);
  add ("says-what-changes", NULL, test_changes);
  add ("says-what-is-wrong-with-the-letter", NULL, test_trouble);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *name = g_strconcat ("leaves-nothing-behind/", ways[i], NULL);

      add (name, ways[i], test_close);
    }
  add ("leaves-nothing-behind/on-start", NULL, test_close_on_start);
  add ("sends-to-those-ticked-alone", NULL, test_start);
  add ("wants-a-test-and-a-look-first", NULL, test_test);
  add ("counts-a-test-as-no-experience", NULL, test_no_experience);
  add ("says-why-a-test-failed", NULL, test_refused_test);
  add ("can-go-during-a-test", NULL, test_close_in_test);

  return g_test_run ();
}
