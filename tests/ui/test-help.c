// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib/gstdio.h>

#include "atena-guard-dialog.h"
#include "atena-help.h"
#include "atena-merge-window.h"
#include "atena-obstacle-dialog.h"
#include "atena-progress-window.h"
#include "atena-unknown-dialog.h"
#include "ui-fixture.h"

/* Where the program for web pages notes what it was asked to open. */
static char *opened;

static void
write_file (const char *path, const char *text)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
link_file (const char *target, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (symlink (target, path), ==, 0);
}

/* Of the system there are the types of files and the icons, but no programs. */
static void
hide_programs (void)
{
  g_autofree char *system = g_build_filename (g_getenv ("XDG_DATA_HOME"), "system", NULL);
  g_autofree char *types = g_build_filename (system, "mime", NULL);
  g_autofree char *icons = g_build_filename (system, "icons", NULL);

  link_file ("/usr/share/mime", types);
  link_file ("/usr/share/icons", icons);
  g_setenv ("XDG_DATA_DIRS", system, TRUE);
}

static void
install_pages (void)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "..", "..", "ui", "help", NULL);
  g_autofree char *pages = g_build_filename (g_getenv ("XDG_DATA_HOME"), "atena", "help", NULL);

  link_file (source, pages);
}

static gboolean
has_program (gpointer data)
{
  g_autoptr (GAppInfo) info = g_app_info_get_default_for_type ("text/html", FALSE);

  return info != NULL;
}

/* Once; from then on it stays. */
static void
need_program (void)
{
  const char *home = g_getenv ("XDG_DATA_HOME");
  g_autofree char *entry = g_build_filename (home, "applications", "atena-test.desktop", NULL);
  g_autofree char *choices = g_build_filename (g_getenv ("XDG_CONFIG_HOME"), "mimeapps.list", NULL);
  g_autofree char *program = g_build_filename (home, "browser", NULL);
  g_autofree char *script = NULL;
  g_autofree char *text = NULL;

  if (opened != NULL)
    return;
  opened = g_build_filename (home, "opened", NULL);
  script = g_strdup_printf ("#!/bin/sh\nprintf %%s \"$1\" >'%s.new' && mv '%s.new' '%s'\n", opened,
                            opened, opened);
  text = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Test\nExec=%s %%u\n"
                          "MimeType=text/html;application/xhtml+xml;\n",
                          program);
  write_file (program, script);
  g_assert_cmpint (g_chmod (program, 0700), ==, 0);
  write_file (choices, "[Default Applications]\ntext/html=atena-test.desktop\n"
                       "application/xhtml+xml=atena-test.desktop\n");
  write_file (entry, text);
  while (!has_program (NULL))
    g_usleep (10000);
}

static gboolean
is_opened (gpointer data)
{
  return g_file_test (opened, G_FILE_TEST_EXISTS);
}

static void
assert_opened (const char *end)
{
  g_autofree char *uri = NULL;

  ui_wait (is_opened, NULL);
  g_assert_true (g_file_get_contents (opened, &uri, NULL, NULL));
  g_assert_true (g_str_has_suffix (uri, end));
  g_assert_cmpint (g_unlink (opened), ==, 0);
}

static void
assert_helps (GtkWidget *window, const char *page)
{
  g_autofree char *end = g_strdup_printf ("/C/%s.html", page);

  gtk_widget_show (window);
  ui_settle ();
  ui_click (window, "help");
  assert_opened (end);
  ui_press (window, GDK_KEY_F1);
  assert_opened (end);
}

static void
on_response (GtkDialog *dialog, int response, int *ret)
{
  *ret = response;
}

/* Help is no answer: the question stays. */
static void
assert_dialog_helps (GtkWidget *dialog, const char *page)
{
  int response = GTK_RESPONSE_NONE;

  g_signal_connect (dialog, "response", G_CALLBACK (on_response), &response);
  assert_helps (dialog, page);
  g_assert_cmpint (response, ==, GTK_RESPONSE_NONE);
  g_assert_true (gtk_widget_is_visible (dialog));
  gtk_widget_destroy (dialog);
}

static void
test_dialogs (void)
{
  AtenaFinding finding = { .kind = ATENA_FINDING_HIDDEN, .audience = { .bcc = 200 } };

  need_program ();
  assert_dialog_helps (atena_guard_dialog_new (NULL, &finding), "to-cc-bcc");
  assert_dialog_helps (atena_obstacle_dialog_new (NULL, ATENA_OBSTACLE_SIGNING, NULL), "trouble");
}

static gboolean
is_trouble (gpointer window)
{
  return gtk_widget_get_mapped (ui_find (window, "trouble-help"));
}

static gboolean
is_loaded (gpointer window)
{
  return gtk_widget_get_mapped (ui_find (window, "help"));
}

static GtkWidget *
show_merge (UiFixture *fixture, const char *text)
{
  AtenaOrder *order = ui_fixture_order (fixture, 3, text, NULL);
  GtkWidget *window = atena_merge_window_new (ATENA_HOST (fixture->host), order, NULL);

  gtk_widget_show (window);
  return window;
}

static void
test_merge_window (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = show_merge (fixture, "Dear {{name}}");
  GtkWidget *trouble = show_merge (fixture, "Dear {{nickname}}");

  need_program ();
  ui_wait (is_loaded, window);
  assert_helps (window, "separately");
  ui_wait (is_trouble, trouble);
  ui_click (trouble, "trouble-help");
  assert_opened ("/C/fields.html");
  ui_press (trouble, GDK_KEY_F1);
  assert_opened ("/C/fields.html");
  gtk_widget_destroy (window);
  gtk_widget_destroy (trouble);
}

static void
test_progress_window (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch =
    atena_dispatch_new (ATENA_HOST (fixture->host), fixture->ledger, 1, 10);
  GtkWidget *window = atena_progress_window_new (dispatch);

  need_program ();
  assert_helps (window, "trouble");
  gtk_widget_destroy (window);
}

static void
test_unknown_dialog (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) dialog = g_object_ref (atena_unknown_dialog_new (NULL, fixture->ledger, 1));

  need_program ();
  gtk_widget_show (dialog);
  ui_click (dialog, "help");
  assert_opened ("/C/trouble.html");
  gtk_widget_destroy (dialog);
}

static void
test_language (void)
{
  static const struct
  {
    const char *language;
    const char *end;
  } cases[] = {
    { "ja_JP.UTF-8", "/ja/index.html" },
    { "de:ja", "/ja/index.html" },
    { "de", "/C/index.html" },
  };

  need_program ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_setenv ("LANGUAGE", cases[i].language, TRUE);
      atena_help_show (NULL, "index");
      assert_opened (cases[i].end);
    }
  g_setenv ("LANGUAGE", "C", TRUE);
}

static void
assert_said (const char *part)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  g_autofree char *text = NULL;
  GtkWidget *dialog = NULL;

  for (GList *w = windows; w != NULL && dialog == NULL; w = w->next)
    if (GTK_IS_MESSAGE_DIALOG (w->data))
      dialog = w->data;
  g_assert_nonnull (dialog);
  g_assert_true (gtk_widget_is_visible (dialog));
  g_object_get (dialog, "secondary-text", &text, NULL);
  g_assert_nonnull (strstr (text, part));
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CLOSE);
}

static void
test_failure (void)
{
  GtkWidget *window = gtk_window_new (GTK_WINDOW_TOPLEVEL);

  g_assert_false (has_program (NULL));
  gtk_widget_show (window);
  atena_help_show (GTK_WINDOW (window), "index");
  assert_said ("/C/index.html");
  gtk_widget_destroy (window);
  atena_help_show (NULL, "no-such-page");
  assert_said ("The page is not installed");
}

int
main (int argc, char **argv)
{
  hide_programs ();
  ui_test_init (&argc, &argv);
  install_pages ();

  g_test_add_func ("/help/says-where-it-is-when-it-cannot-be-shown", test_failure);
  g_test_add_func ("/help/is-no-answer-to-a-question", test_dialogs);
  ui_test_add ("/help/explains-each-page-of-the-merge-window", test_merge_window);
  ui_test_add ("/help/explains-the-progress-window", test_progress_window);
  ui_test_add ("/help/explains-what-is-unknown", test_unknown_dialog);
  g_test_add_func ("/help/speaks-the-language-of-the-person", test_language);

  return g_test_run ();
}
