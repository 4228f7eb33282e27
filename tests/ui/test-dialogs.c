// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "atena-guard-dialog.h"
#include "atena-hint-bar.h"
#include "atena-obstacle-dialog.h"
#include "atena-quit-dialog.h"
#include "ui-fixture.h"

static void
on_response (GtkDialog *dialog, int response, int *ret)
{
  *ret = response;
}

static int
answer_by (GtkWidget *dialog, const char *id)
{
  g_autoptr (GtkWidget) kept G_GNUC_UNUSED = g_object_ref (dialog);
  int response = GTK_RESPONSE_NONE;

  g_signal_connect (dialog, "response", G_CALLBACK (on_response), &response);
  if (id != NULL)
    ui_click (dialog, id);
  else
    ui_press (dialog, GDK_KEY_Escape);
  ui_settle ();
  g_signal_handlers_disconnect_by_data (dialog, &response);
  return response;
}

static GtkWidget *
show_finding (AtenaFindingKind kind, guint to, guint cc, guint bcc, gboolean confirm, char *group)
{
  AtenaFinding finding = {
    .kind = kind,
    .audience = { .to = to, .cc = cc, .bcc = bcc, .outsiders = to + cc > 0 ? to + cc - 1 : 0 },
    .confirm_count = confirm,
    .group = group,
  };
  GtkWidget *dialog = atena_guard_dialog_new (NULL, &finding);

  gtk_widget_show (dialog);
  ui_settle ();
  return dialog;
}

static gboolean
is_shown (GtkWidget *root, const char *id)
{
  GtkWidget *widget = ui_find (root, id);

  g_assert_nonnull (widget);
  return gtk_widget_is_visible (widget);
}

static void
test_hidden (void)
{
  static const struct
  {
    const char *id;
    int response;
  } answers[] = {
    { "send-separately", ATENA_RESPONSE_SEPARATELY },
    { "send-as-is", ATENA_RESPONSE_AS_IS },
    { "cancel", GTK_RESPONSE_CANCEL },
    { NULL, GTK_RESPONSE_CANCEL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      GtkWidget *dialog = show_finding (ATENA_FINDING_HIDDEN, 0, 0, 200, FALSE, NULL);
      g_autofree char *primary = ui_text (dialog, "primary");

      g_assert_cmpstr (primary, ==, "Send separately to each of the 200 people in Bcc?");
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) ==
                     ui_find (dialog, "send-separately"));
      g_assert_false (is_shown (dialog, "back-to-editing"));
      g_assert_false (is_shown (dialog, "acquainted"));
      g_assert_cmpint (answer_by (dialog, answers[i].id), ==, answers[i].response);
      if (answers[i].id != NULL)
        gtk_widget_destroy (dialog);
    }
}

static void
test_visible (void)
{
  GtkWidget *dialog = show_finding (ATENA_FINDING_VISIBLE, 40, 2, 0, FALSE, (char *) "group");
  g_autofree char *primary = ui_text (dialog, "primary");
  g_autofree char *secondary = ui_text (dialog, "secondary");

  g_assert_cmpstr (primary, ==,
                   "If you send this now, all 42 people will see each other's addresses");
  g_assert_true (
    g_str_has_prefix (secondary,
                      "40 people are in To and 2 in Cc (41 outside your organisation). Names"));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == ui_find (dialog, "back-to-editing"));
  g_assert_true (gtk_window_get_default_widget (GTK_WINDOW (dialog)) ==
                 ui_find (dialog, "back-to-editing"));
  g_assert_false (is_shown (dialog, "typed-count"));
  g_assert_false (atena_guard_dialog_get_acquainted (ATENA_GUARD_DIALOG (dialog)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_find (dialog, "acquainted")), TRUE);
  g_assert_true (atena_guard_dialog_get_acquainted (ATENA_GUARD_DIALOG (dialog)));
  g_assert_cmpint (answer_by (dialog, "send-as-is"), ==, ATENA_RESPONSE_AS_IS);
  g_assert_cmpint (answer_by (dialog, "back-to-editing"), ==, GTK_RESPONSE_CANCEL);
  g_assert_cmpint (answer_by (dialog, NULL), ==, GTK_RESPONSE_CANCEL);
}

static void
test_one_field (void)
{
  static const struct
  {
    guint to;
    guint cc;
    const char *begin;
  } cases[] = {
    { 6, 0, "6 people are in To (5 outside" },
    { 0, 6, "6 people are in Cc (5 outside" },
    { 1, 0, "1 person is in To. " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *dialog =
        show_finding (ATENA_FINDING_VISIBLE, cases[i].to, cases[i].cc, 0, FALSE, NULL);
      g_autofree char *secondary = ui_text (dialog, "secondary");

      g_assert_true (g_str_has_prefix (secondary, cases[i].begin));
      g_assert_false (is_shown (dialog, "acquainted"));
      gtk_widget_destroy (dialog);
    }
}

static void
test_count (void)
{
  static const struct
  {
    const char *typed;
    gboolean right;
  } cases[] = {
    { "", FALSE },           { "5", FALSE },   { "59", FALSE },   { "60", TRUE },
    { " 60 ", TRUE },        { "６０", TRUE }, { "6 0", FALSE },  { "060", TRUE },
    { "4294967356", FALSE }, { "-60", FALSE }, { "六〇", FALSE },
  };
  GtkWidget *dialog = show_finding (ATENA_FINDING_VISIBLE, 60, 0, 0, TRUE, (char *) "group");

  g_assert_true (is_shown (dialog, "typed-count"));
  g_assert_false (is_shown (dialog, "acquainted"));
  g_assert_false (ui_is_sensitive (dialog, "send-as-is"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gtk_entry_set_text (GTK_ENTRY (ui_find (dialog, "typed-count")), cases[i].typed);
      g_assert_cmpint (ui_is_sensitive (dialog, "send-as-is"), ==, cases[i].right);
    }
  gtk_widget_destroy (dialog);
}

static void
test_misdelivered (void)
{
  g_autoptr (GPtrArray) addressees =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atena_addressee_free);
  AtenaFinding finding = { .kind = ATENA_FINDING_MISDELIVERED, .addressees = addressees };
  GtkWidget *dialog = NULL;
  g_autofree char *secondary = NULL;

  for (guint i = 0; i < 7; i++)
    atena_addressees_add (addressees, ATENA_FIELD_BCC, FALSE, "foo..bar@docomo.ne.jp");
  dialog = atena_guard_dialog_new (NULL, &finding);
  gtk_widget_show (dialog);
  ui_settle ();

  secondary = ui_text (dialog, "secondary");
  g_assert_true (g_str_has_prefix (secondary,
                                   "Mail for “foo..bar@docomo.ne.jp” would be delivered by this "
                                   "mail program to somebody else (bar@docomo.ne.jp).\n"));
  g_assert_nonnull (strstr (secondary, "\nAnd 2 more.\n"));
  g_assert_false (is_shown (dialog, "send-as-is"));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == ui_find (dialog, "back-to-editing"));
  g_assert_cmpint (answer_by (dialog, "send-separately"), ==, ATENA_RESPONSE_SEPARATELY);
  g_assert_cmpint (answer_by (dialog, NULL), ==, GTK_RESPONSE_CANCEL);
}

static void
test_obstacles (void)
{
  for (guint i = ATENA_OBSTACLE_SIGNING; i <= ATENA_OBSTACLE_OTHER; i++)
    {
      GtkWidget *dialog = atena_obstacle_dialog_new (NULL, (AtenaObstacle) i,
                                                     i == ATENA_OBSTACLE_OTHER ? "Why not" : NULL);

      gtk_widget_show (dialog);
      ui_settle ();
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) ==
                     ui_find (dialog, "back-to-editing"));
      g_assert_cmpint (ui_find (dialog, "send-separately") != NULL, ==,
                       i == ATENA_OBSTACLE_SIGNING);
      if (i == ATENA_OBSTACLE_SIGNING)
        g_assert_cmpint (answer_by (dialog, "send-separately"), ==, ATENA_RESPONSE_SEPARATELY);
      g_assert_cmpint (answer_by (dialog, NULL), ==, GTK_RESPONSE_CANCEL);
    }
}

static void
test_hint_bar (void)
{
  GtkWidget *bar = g_object_ref_sink (atena_hint_bar_new ());
  AtenaFinding few = { .kind = ATENA_FINDING_HIDDEN_FEW, .audience = { .bcc = 3 } };
  AtenaFinding many = { .kind = ATENA_FINDING_HIDDEN, .audience = { .bcc = 9 } };
  AtenaFinding visible = { .kind = ATENA_FINDING_VISIBLE };
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  AtenaFinding *order[] = { &few, &visible, &many };

  atena_hint_bar_set_findings (ATENA_HINT_BAR (bar), findings);
  g_assert_false (gtk_widget_get_visible (bar));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_ptr_array_set_size (findings, 0);
      g_ptr_array_add (findings, order[i]);
      atena_hint_bar_set_findings (ATENA_HINT_BAR (bar), findings);
      g_assert_cmpint (gtk_widget_get_visible (bar), ==, order[i] != &visible);
    }

  gtk_info_bar_response (GTK_INFO_BAR (bar), GTK_RESPONSE_CLOSE);
  g_assert_false (gtk_widget_get_visible (bar));
  atena_hint_bar_set_findings (ATENA_HINT_BAR (bar), findings);
  g_assert_false (gtk_widget_get_visible (bar));
  gtk_widget_destroy (bar);
  g_object_unref (bar);
}

/* A message catalogue (MO) that knows one message, in the language ja. */
static char *
make_catalogue (const char *id, const char *translation)
{
  char *folder = g_dir_make_tmp ("atena-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "ja", "LC_MESSAGES", NULL);
  g_autofree char *file = g_build_filename (path, "atena.mo", NULL);
  guint32 head[] = { 0x950412de,
                     0,
                     1,
                     28,
                     36,
                     0,
                     0,
                     (guint32) strlen (id),
                     44,
                     (guint32) strlen (translation),
                     44 + (guint32) strlen (id) + 1 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) head, sizeof head);
  g_byte_array_append (bytes, (const guint8 *) id, (guint) strlen (id) + 1);
  g_byte_array_append (bytes, (const guint8 *) translation, (guint) strlen (translation) + 1);
  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, (const char *) bytes->data, (gssize) bytes->len, NULL));
  return folder;
}

static void
remove_catalogue (const char *folder)
{
  static const char *const names[] = { "ja/LC_MESSAGES/atena.mo", "ja/LC_MESSAGES", "ja", "" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

static void
test_quit (void)
{
  static const struct
  {
    const char *id;
    int response;
  } answers[] = {
    { "wait", ATENA_RESPONSE_WAIT },
    { "pause", ATENA_RESPONSE_PAUSE },
    { "cancel", GTK_RESPONSE_CANCEL },
    { NULL, GTK_RESPONSE_CANCEL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      GtkWidget *dialog = atena_quit_dialog_new (NULL, 80);
      g_autofree char *secondary = NULL;

      gtk_widget_show (dialog);
      ui_settle ();
      g_object_get (dialog, "secondary-text", &secondary, NULL);
      g_assert_true (g_str_has_prefix (secondary, "80 letters are left."));
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == ui_find (dialog, "wait"));
      g_assert_cmpint (answer_by (dialog, answers[i].id), ==, answers[i].response);
      if (answers[i].id != NULL)
        gtk_widget_destroy (dialog);
    }
}

/* Whatever the host's own default domain is. */
static void
test_domain (void)
{
  g_autofree char *folder = make_catalogue ("Cancel", "やめる");
  GtkWidget *dialog = NULL;
  g_autofree char *label = NULL;

  g_setenv ("LANGUAGE", "ja", TRUE);
  bindtextdomain ("atena", folder);
  textdomain ("somebody-else");
  dialog = show_finding (ATENA_FINDING_HIDDEN, 0, 0, 5, FALSE, NULL);
  label = ui_text (dialog, "cancel");
  g_assert_cmpstr (label, ==, "やめる");
  gtk_widget_destroy (dialog);
  g_setenv ("LANGUAGE", "C", TRUE);
  remove_catalogue (folder);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);

  g_test_add_func ("/guard-dialog/asks-about-bcc", test_hidden);
  g_test_add_func ("/guard-dialog/asks-about-to-and-cc", test_visible);
  g_test_add_func ("/guard-dialog/counts-one-field", test_one_field);
  g_test_add_func ("/guard-dialog/wants-the-right-number", test_count);
  g_test_add_func ("/guard-dialog/never-offers-strangers", test_misdelivered);
  g_test_add_func ("/guard-dialog/speaks-with-its-own-domain", test_domain);
  g_test_add_func ("/obstacle-dialog/goes-back", test_obstacles);
  g_test_add_func ("/quit-dialog/waits-pauses-or-goes-back", test_quit);
  g_test_add_func ("/hint-bar/stays-away-once-closed", test_hint_bar);

  return g_test_run ();
}
