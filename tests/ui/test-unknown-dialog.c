// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-campaign.h"
#include "atena-dispatch.h"
#include "atena-lock.h"
#include "atena-resolution.h"
#include "atena-unknown-dialog.h"
#include "ui-fixture.h"

#define NO_RESPONSE 0

typedef struct
{
  GtkWidget *dialog; /* NULL once it is gone */
  int response;      /* the last */
  guint n_cancelled;
} Asked;

static void
on_response (GtkDialog *dialog, int response, Asked *asked)
{
  asked->response = response;
  asked->n_cancelled += response == GTK_RESPONSE_CANCEL;
}

static gboolean
has_responded (gpointer data)
{
  return ((Asked *) data)->response != NO_RESPONSE;
}

static gboolean
is_shown (gpointer data)
{
  return gtk_widget_get_visible (((Asked *) data)->dialog);
}

static gboolean
has_finished (gpointer data)
{
  return atena_dispatch_get_state (data) == ATENA_DISPATCH_FINISHED;
}

/* A campaign that is through, with every second of its letters unknown. */
static gint64
make_unknown (UiFixture *self, guint n)
{
  gint64 id = ui_fixture_make_campaign (self, n, ATENA_KEEP_NONE);
  g_autoptr (AtenaDispatch) dispatch =
    atena_dispatch_new (ATENA_HOST (self->host), self->ledger, id, 0);

  self->host->lose_last = 2;
  atena_dispatch_start (dispatch);
  ui_wait (has_finished, dispatch);
  return id;
}

static void
ask (UiFixture *self, gint64 id, Asked *asked)
{
  *asked = (Asked){ atena_unknown_dialog_new (NULL, self->ledger, id), NO_RESPONSE, 0 };
  g_object_add_weak_pointer (G_OBJECT (asked->dialog), (gpointer *) &asked->dialog);
  g_signal_connect (asked->dialog, "response", G_CALLBACK (on_response), asked);
}

static void
ask_shown (UiFixture *self, gint64 id, Asked *asked)
{
  ask (self, id, asked);
  ui_wait (is_shown, asked);
}

static void
done (Asked *asked)
{
  gtk_widget_destroy (asked->dialog);
  ui_settle ();
  g_assert_null (asked->dialog);
}

static void
choose (Asked *asked, const char *id, int choice)
{
  gtk_combo_box_set_active (GTK_COMBO_BOX (ui_find (asked->dialog, id)), choice);
}

static void
assert_label (Asked *asked, const char *id, const char *wanted)
{
  g_autofree char *text = ui_text (asked->dialog, id);

  g_assert_cmpstr (text, ==, wanted);
}

/* "sent", "uncertain hold", … of all rows, apart by commas. */
static void
assert_rows (UiFixture *self, gint64 id, const char *wanted)
{
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  g_autoptr (AtenaCampaign) campaign = atena_campaign_load (ledger, id, NULL);
  g_autoptr (GPtrArray) rows = atena_campaign_read_rows (campaign, 0, 0, 100, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      AtenaRow *row = rows->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                              atena_row_state_to_string (row->state));
      if (row->decision != ATENA_DECISION_NONE)
        g_string_append_printf (text, " %s", atena_decision_to_string (row->decision));
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static const char *
find_cell (Asked *asked, int column, int line)
{
  GtkGrid *rows = GTK_GRID (ui_find (asked->dialog, "rows"));

  return gtk_label_get_text (GTK_LABEL (gtk_grid_get_child_at (rows, column, line)));
}

static void
test_words (UiFixture *self, gconstpointer data)
{
  Asked asked;

  ask_shown (self, make_unknown (self, 4), &asked);
  assert_label (&asked, "primary", "It is not known whether 2 letters were sent");
  assert_label (&asked, "decide-later", "Decide Later");
  assert_label (&asked, "apply", "Apply");
  g_assert_cmpstr (find_cell (&asked, 0, 1), ==, "Person 2");
  g_assert_cmpstr (find_cell (&asked, 1, 1), ==, "p2@example.com");
  g_assert_cmpint (strlen (find_cell (&asked, 2, 1)), ==, strlen ("12:34"));
  g_assert_cmpstr (find_cell (&asked, 3, 1), ==, "The connection was lost");
  g_assert_cmpstr (find_cell (&asked, 1, 2), ==, "p4@example.com");
  g_assert_null (ui_find (asked.dialog, "choice-3"));
  done (&asked);
}

/* Whoever presses Enter or Escape has sent nothing and decided nothing. */
static void
test_harmless (UiFixture *self, gconstpointer data)
{
  gint64 id = make_unknown (self, 4);
  Asked asked;

  ask_shown (self, id, &asked);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (asked.dialog)) ==
                 ui_find (asked.dialog, "decide-later"));
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (asked.dialog)) ==
                 ui_find (asked.dialog, "decide-later"));
  choose (&asked, "choice-1", 2);
  ui_press (asked.dialog, GDK_KEY_Escape);
  g_assert_cmpint (asked.response, ==, GTK_RESPONSE_CANCEL);
  g_assert_null (asked.dialog);

  ask_shown (self, id, &asked);
  ui_click (asked.dialog, "decide-later");
  g_assert_cmpint (asked.response, ==, GTK_RESPONSE_CANCEL);
  done (&asked);
  assert_rows (self, id, "sent, uncertain, sent, uncertain");
}

static const struct
{
  const char *name;
  int choices[3];
  const char *button;
  guint again;
  const char *rows;
} cases[] = {
  { "hold-by-default",
    { -1, -1, -1 },
    "Apply",
    0,
    "sent, uncertain hold, sent, uncertain hold, sent, uncertain hold" },
  { "count-as-sent", { 1, 1, 1 }, "Apply", 0, "sent, sent sent, sent, sent sent, sent, sent sent" },
  { "send-one-again",
    { 0, 2, 1 },
    "Send 1 Again…",
    1,
    "sent, uncertain hold, sent, pending again, sent, sent sent" },
  { "send-all-again",
    { 2, 2, 2 },
    "Send 3 Again…",
    3,
    "sent, pending again, sent, pending again, sent, pending again" },
};

static void
test_choices (UiFixture *self, gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  gint64 id = make_unknown (self, 6);
  Asked asked;

  ask_shown (self, id, &asked);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *box = g_strdup_printf ("choice-%u", i + 1);

      if (cases[n].choices[i] >= 0)
        choose (&asked, box, cases[n].choices[i]);
    }
  assert_label (&asked, "apply", cases[n].button);
  ui_click (asked.dialog, "apply");
  /* Now it is too late to put it off. */
  g_assert_false (ui_is_sensitive (asked.dialog, "decide-later"));
  ui_press (asked.dialog, GDK_KEY_Escape);
  ui_wait (has_responded, &asked);
  g_assert_cmpint (asked.response, ==, GTK_RESPONSE_APPLY);
  g_assert_cmpuint (asked.n_cancelled, ==, 0);
  g_assert_cmpuint (atena_unknown_dialog_get_again (ATENA_UNKNOWN_DIALOG (asked.dialog)), ==,
                    cases[n].again);
  done (&asked);
  assert_rows (self, id, cases[n].rows);
  g_assert_cmpuint (fake_host_count (self->host), ==, 6);
}

static void
test_back (UiFixture *self, gconstpointer data)
{
  Asked asked;

  ask_shown (self, make_unknown (self, 2), &asked);
  choose (&asked, "choice-1", 2);
  choose (&asked, "choice-1", 0);
  assert_label (&asked, "apply", "Apply");
  done (&asked);
}

/* What is on hold may still be decided in another way, after the others. */
static void
test_held_last (UiFixture *self, gconstpointer data)
{
  gint64 id = make_unknown (self, 4);
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  g_autoptr (AtenaCampaign) campaign = atena_campaign_load (ledger, id, NULL);
  g_autoptr (GPtrArray) rows =
    atena_campaign_read_rows (campaign, 1 << ATENA_ROW_UNCERTAIN, 0, 1, NULL);
  AtenaRow *first = rows->pdata[0];
  AtenaResolution hold = { atena_recipient_get_number (first->recipient), ATENA_DECISION_HOLD };
  Asked asked;

  g_assert_true (atena_campaign_resolve (campaign, &hold, 1, 1, NULL));
  ask_shown (self, id, &asked);
  g_assert_cmpstr (find_cell (&asked, 1, 1), ==, "p4@example.com");
  g_assert_cmpstr (find_cell (&asked, 1, 2), ==, "p2@example.com");
  done (&asked);
}

static gboolean
has_problem (gpointer data)
{
  return gtk_widget_get_visible (ui_find (((Asked *) data)->dialog, "problem"));
}

/* The answers stay, for another try. */
static void
test_busy (UiFixture *self, gconstpointer data)
{
  gint64 id = make_unknown (self, 2);
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  AtenaLock *lock = NULL;
  Asked asked;

  ask_shown (self, id, &asked);
  lock = atena_lock_acquire (ledger, id, NULL);
  choose (&asked, "choice-1", 2);
  ui_click (asked.dialog, "apply");
  ui_wait (has_problem, &asked);
  assert_label (&asked, "problem", "Campaign 1 is being sent by another program at this moment");
  g_assert_cmpint (asked.response, ==, NO_RESPONSE);
  assert_rows (self, id, "sent, uncertain");

  atena_lock_free (lock);
  ui_click (asked.dialog, "apply");
  ui_wait (has_responded, &asked);
  g_assert_cmpint (asked.response, ==, GTK_RESPONSE_APPLY);
  g_assert_false (has_problem (&asked));
  done (&asked);
  assert_rows (self, id, "sent, pending again");
}

static void
test_none (UiFixture *self, gconstpointer data)
{
  gint64 id = ui_fixture_make_campaign (self, 2, ATENA_KEEP_NONE);
  Asked asked;

  ask (self, id, &asked);
  ui_wait (has_responded, &asked);
  g_assert_cmpint (asked.response, ==, GTK_RESPONSE_CANCEL);
  g_assert_false (is_shown (&asked));
  done (&asked);
}

static void
test_no_ledger (UiFixture *self, gconstpointer data)
{
  Asked asked;

  ask_shown (self, 1, &asked);
  g_assert_true (has_problem (&asked));
  g_assert_false (ui_is_sensitive (asked.dialog, "apply"));
  ui_click (asked.dialog, "decide-later");
  g_assert_cmpint (asked.response, ==, GTK_RESPONSE_CANCEL);
  done (&asked);
}

/* Closed before it has read. */
static void
test_gone_early (UiFixture *self, gconstpointer data)
{
  Asked asked;

  ask (self, make_unknown (self, 2), &asked);
  done (&asked);
  for (guint i = 0; i < 20; i++)
    {
      g_usleep (5000);
      ui_settle ();
    }
}

static void
add (const char *name, gpointer data, void (*func) (UiFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/unknown-dialog/", name, NULL);

  g_test_add (path, UiFixture, data, ui_fixture_set_up, func, ui_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);

  add ("says-who-when-and-what-is-known", NULL, test_words);
  add ("does-nothing-by-enter-and-escape", NULL, test_harmless);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("does-as-chosen/", cases[i].name, NULL);

      add (name, GUINT_TO_POINTER (i), test_choices);
    }
  add ("forgets-a-choice-taken-back", NULL, test_back);
  add ("asks-last-about-what-is-on-hold", NULL, test_held_last);
  add ("keeps-the-answers-when-they-cannot-be-written", NULL, test_busy);
  add ("does-not-come-up-for-nothing", NULL, test_none);
  add ("says-when-it-cannot-read", NULL, test_no_ledger);
  add ("can-be-gone-before-it-has-read", NULL, test_gone_early);

  return g_test_run ();
}
