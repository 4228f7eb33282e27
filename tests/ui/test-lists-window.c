// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib/gstdio.h>

#include "atena-list-dialog.h"
#include "atena-list.h"
#include "atena-lists-window.h"
#include "ui-fixture.h"

#define PEOPLE                                                              \
  "氏名,メールアドレス,番号\n山田 太郎,taro@example.jp,10\n" \
  "佐藤 花子,hanako@example.jp,9\n鈴木 次郎,jiro@example,100\n伊藤 蓮,ren@example.jp,\n"

#define NEWER                                                                                               \
  "氏名,メールアドレス,番号\n山田 太郎,taro@example.jp,1<b>&1\n伊藤 蓮,ren@example.jp,\n" \
  "渡辺 葵,aoi@example.jp,5\n"

typedef struct
{
  UiFixture ui;
  GtkWidget *window;
  char *written; /* the list that somebody wants to write to */
} Fixture;

static void
on_write (GtkWidget *window, const AtenaListChoice *choice, Fixture *self)
{
  g_assert_cmpint (choice->kind, ==, ATENA_LIST_SAVED);
  g_free (self->written);
  self->written = g_strdup (choice->place);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  ui_fixture_set_up (&self->ui, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_widget_destroy (self->window);
  ui_settle ();
  g_free (self->written);
  ui_fixture_tear_down (&self->ui, NULL);
}

/* The visible child of the pages is the one named @data. */
static gboolean
has_page (Fixture *self, const char *name)
{
  GtkStack *pages = GTK_STACK (ui_find (self->window, "pages"));

  return g_str_equal (gtk_stack_get_visible_child_name (pages), name);
}

static GtkTreeModel *
get_model (Fixture *self)
{
  return gtk_tree_view_get_model (GTK_TREE_VIEW (ui_find (self->window, "people")));
}

/* The addresses that are shown, an unticked one in brackets. */
static char *
read_people (Fixture *self)
{
  GtkTreeModel *model = get_model (self);
  g_autoptr (GString) text = g_string_new (NULL);
  GtkTreeIter iter;

  if (model == NULL || !gtk_tree_model_get_iter_first (model, &iter))
    return g_strdup ("");
  do
    {
      g_autofree char *address = NULL;
      gboolean ticked;

      gtk_tree_model_get (model, &iter, 1, &ticked, 3, &address, -1);
      *strchr (address, '@') = '\0';
      g_string_append_printf (text, ticked ? "%s " : "(%s) ", address);
    }
  while (gtk_tree_model_iter_next (model, &iter));
  g_string_set_size (text, text->len - 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct
{
  Fixture *fixture;
  const char *people;
} Expected;

static gboolean
shows (gpointer data)
{
  const Expected *expected = data;
  g_autofree char *people = read_people (expected->fixture);

  return g_str_equal (people, expected->people) &&
         ui_is_sensitive (expected->fixture->window, "refresh");
}

static void
wait_for (Fixture *self, const char *people)
{
  Expected expected = { self, people };

  ui_wait (shows, &expected);
}

static void
show (Fixture *self)
{
  self->window = atena_lists_window_new (ATENA_HOST (self->ui.host), NULL, self->ui.ledger);
  g_signal_connect (self->window, "write", G_CALLBACK (on_write), self);
  gtk_widget_show (self->window);
}

static void
show_people (Fixture *self)
{
  ui_fixture_save_list (&self->ui, "会員.csv", PEOPLE);
  show (self);
  wait_for (self, "taro hanako jiro ren");
}

static gboolean
has_dialog (gpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_IS_DIALOG (l->data) && gtk_widget_get_mapped (l->data) &&
        ui_find (l->data, data) != NULL && ui_is_sensitive (l->data, data))
      return TRUE;
  return FALSE;
}

/* Waits for the dialog in which the control @id can be used. */
static GtkWidget *
wait_for_dialog (const char *id)
{
  g_autoptr (GList) windows = NULL;

  ui_wait (has_dialog, (gpointer) id);
  windows = gtk_window_list_toplevels ();
  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_IS_DIALOG (l->data) && ui_find (l->data, id) != NULL)
      return l->data;
  g_assert_not_reached ();
}

static guint
count_lists (Fixture *self)
{
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ui.ledger, ATENA_LEDGER_READ, NULL);
  g_autoptr (GPtrArray) lists = atena_ledger_read_lists (ledger, NULL);

  return lists->len;
}

static gboolean
is_none (gpointer data)
{
  return has_page (data, "none");
}

static void
test_none (Fixture *self, gconstpointer data)
{
  show (self);
  ui_wait (is_none, self);
  g_assert_true (ui_is_sensitive (self->window, "add"));
  g_assert_false (g_file_test (self->ui.ledger, G_FILE_TEST_EXISTS));
}

/* Whether the first row that is shown has a tooltip. */
static gboolean
has_tooltip (Fixture *self)
{
  GtkWidget *people = ui_find (self->window, "people");
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  g_autoptr (GtkTreePath) first = gtk_tree_path_new_first ();
  gboolean shown = FALSE;

  gtk_tree_view_set_cursor (GTK_TREE_VIEW (people), first, NULL, FALSE);
  g_signal_emit_by_name (people, "query-tooltip", 0, 0, TRUE, tooltip, &shown);
  return shown;
}

static void
test_people (Fixture *self, gconstpointer data)
{
  g_autofree char *about = NULL;
  g_autofree char *count = NULL;
  GtkWidget *search;

  show_people (self);
  about = ui_text (self->window, "about");
  g_assert_nonnull (strstr (about, "4 people, 4 ticked, 1 without a good address"));
  g_assert_nonnull (strstr (about, "お知らせの送付"));

  search = ui_find (self->window, "search");
  gtk_entry_set_text (GTK_ENTRY (search), "ＨＡＮＡＫＯ");
  wait_for (self, "hanako");
  count = ui_text (self->window, "count");
  g_assert_cmpstr (count, ==, "1 of 4 people");
  ui_press (self->window, GDK_KEY_Escape);
  wait_for (self, "taro hanako jiro ren");
  gtk_combo_box_set_active (GTK_COMBO_BOX (ui_find (self->window, "shown")), 3);
  wait_for (self, "jiro");
  g_assert_true (has_tooltip (self));
  gtk_combo_box_set_active (GTK_COMBO_BOX (ui_find (self->window, "shown")), 4);
  wait_for (self, "ren");
  g_assert_false (has_tooltip (self));
}

static void
test_order (Fixture *self, gconstpointer data)
{
  static const char *const orders[] = { "ren hanako taro jiro", "jiro taro hanako ren",
                                        "taro hanako jiro ren" };
  GtkTreeViewColumn *number;

  show_people (self);
  number = gtk_tree_view_get_column (GTK_TREE_VIEW (ui_find (self->window, "people")), 6);
  g_assert_cmpstr (gtk_tree_view_column_get_title (number), ==, "番号");
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      gtk_tree_view_column_clicked (number);
      wait_for (self, orders[i]);
    }
}

static gboolean
is_unticked (gpointer data)
{
  g_autofree char *about = ui_text (((Fixture *) data)->window, "about");

  return strstr (about, " 3 ticked") != NULL;
}

static void
toggle (Fixture *self, const char *row)
{
  GtkTreeView *people = GTK_TREE_VIEW (ui_find (self->window, "people"));
  g_autoptr (GList) cells =
    gtk_cell_layout_get_cells (GTK_CELL_LAYOUT (gtk_tree_view_get_column (people, 0)));

  g_signal_emit_by_name (cells->data, "toggled", row);
}

static void
test_ticks (Fixture *self, gconstpointer data)
{
  show_people (self);
  toggle (self, "1");
  wait_for (self, "taro (hanako) jiro ren");
  ui_wait (is_unticked, self);

  gtk_combo_box_set_active (GTK_COMBO_BOX (ui_find (self->window, "shown")), 2);
  wait_for (self, "(hanako)");
  gtk_combo_box_set_active (GTK_COMBO_BOX (ui_find (self->window, "shown")), 0);
  wait_for (self, "taro (hanako) jiro ren");
  gtk_entry_set_text (GTK_ENTRY (ui_find (self->window, "search")), "伊藤");
  wait_for (self, "ren");
  ui_click (self->window, "untick-shown");
  wait_for (self, "(ren)");
  gtk_entry_set_text (GTK_ENTRY (ui_find (self->window, "search")), "");
  wait_for (self, "taro (hanako) jiro (ren)");
  ui_click (self->window, "tick-shown");
  wait_for (self, "taro hanako jiro ren");
}

static void
test_tick_while_reading (Fixture *self, gconstpointer data)
{
  show_people (self);
  gtk_tree_view_column_clicked (
    gtk_tree_view_get_column (GTK_TREE_VIEW (ui_find (self->window, "people")), 6));
  toggle (self, "1");
  wait_for (self, "ren (hanako) taro jiro");
}

static void
test_rename (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog;
  g_autofree char *name = NULL;

  ui_fixture_save_list (&self->ui, "別.csv", PEOPLE);
  show_people (self);
  ui_click (self->window, "rename");
  dialog = wait_for_dialog ("save");
  gtk_entry_set_text (GTK_ENTRY (ui_find (dialog, "name")), "　");
  g_assert_false (ui_is_sensitive (dialog, "save"));
  gtk_entry_set_text (GTK_ENTRY (ui_find (dialog, "name")), "別.csv");
  ui_click (dialog, "save");
  while (!gtk_widget_get_visible (ui_find (dialog, "problem")))
    g_main_context_iteration (NULL, TRUE);
  gtk_entry_set_text (GTK_ENTRY (ui_find (dialog, "name")), "会員 ");
  ui_click (dialog, "save");
  wait_for (self, "taro hanako jiro ren");
  do
    {
      g_free (name);
      g_main_context_iteration (NULL, TRUE);
      name = ui_text (self->window, "name");
    }
  while (!g_str_equal (name, "会員"));
  ui_click (self->window, "write");
  g_assert_cmpstr (self->written, ==, "会員");
}

static void
test_remove (Fixture *self, gconstpointer data)
{
  show_people (self);
  ui_click (self->window, "remove");
  ui_click (wait_for_dialog ("cancel"), "cancel");
  ui_settle ();
  g_assert_cmpuint (count_lists (self), ==, 1);
  ui_click (self->window, "remove");
  ui_click (wait_for_dialog ("erase"), "erase");
  ui_wait (is_none, self);
  g_assert_cmpuint (count_lists (self), ==, 0);
}

/* What the dialog about the changes says. */
static GtkWidget *
ask_for_changes (Fixture *self)
{
  ui_click (self->window, "refresh");
  ui_click (wait_for_dialog ("use"), "use");
  return wait_for_dialog ("adopt");
}

static void
test_refresh (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *what = NULL;
  GtkTreeView *view;
  GtkTreeModel *changes;
  GtkTreeIter iter;
  GtkWidget *dialog;

  show_people (self);
  path = g_build_filename (self->ui.folder, "会員.csv", NULL);
  g_assert_true (g_file_set_contents (path, NEWER, -1, NULL));
  dialog = ask_for_changes (self);
  view = GTK_TREE_VIEW (ui_find (dialog, "changes"));
  changes = gtk_tree_view_get_model (view);
  g_assert_cmpint (gtk_tree_model_iter_n_children (changes, NULL), ==, 4);
  g_assert_true (gtk_tree_model_get_iter_from_string (changes, &iter, "3"));
  gtk_tree_model_get (changes, &iter, 2, &what, -1);
  g_assert_cmpstr (what, ==, "番号: 10 → 1<b>&1");
  /* Which would be markup. */
  g_assert_cmpint (gtk_tree_view_get_tooltip_column (view), ==, -1);
  ui_click (dialog, "cancel");
  wait_for (self, "taro hanako jiro ren");

  ui_click (ask_for_changes (self), "adopt");
  wait_for (self, "taro ren aoi");
  g_assert_cmpuint (count_lists (self), ==, 1);
}

/* What is being asked goes with the window. */
static void
test_closed (Fixture *self, gconstpointer data)
{
  show_people (self);
  ask_for_changes (self);
  gtk_widget_destroy (self->window);
  ui_settle ();
  g_assert_false (has_dialog ((gpointer) "adopt"));
  show (self);
  wait_for (self, "taro hanako jiro ren");
  g_assert_cmpuint (count_lists (self), ==, 1);
}

static void
test_gone_file (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  GtkWidget *dialog;

  show_people (self);
  path = g_build_filename (self->ui.folder, "会員.csv", NULL);
  g_assert_cmpint (g_unlink (path), ==, 0);
  ui_click (self->window, "refresh");
  dialog = wait_for_dialog ("choose");
  while (!gtk_widget_get_visible (ui_find (dialog, "problem")))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (ui_is_sensitive (dialog, "use"));
  ui_click (dialog, "cancel");
  wait_for (self, "taro hanako jiro ren");
}

static char *
make_many (guint n)
{
  g_autoptr (GString) text = g_string_new ("name\temail\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "n%u\tp%u@example.jp\n", i, i);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static int
count_shown (Fixture *self)
{
  return get_model (self) != NULL ? gtk_tree_model_iter_n_children (get_model (self), NULL) : 0;
}

static gboolean
shows_a_page (gpointer data)
{
  return count_shown (data) == 500;
}

/* As somebody does who wants to see @n people. */
static void
scroll_to (Fixture *self, int n)
{
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (ui_find (self->window, "scrolled")));

  while (count_shown (self) < n)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
      g_main_context_iteration (NULL, TRUE);
    }
}

static gboolean
counts_fewer (gpointer data)
{
  g_autofree char *count = ui_text (((Fixture *) data)->window, "count");

  return g_str_equal (count, "1199 of 1200 people");
}

static gboolean
says_fewer (gpointer data)
{
  g_autofree char *about = ui_text (((Fixture *) data)->window, "about");

  return strstr (about, " 1195 ticked") != NULL;
}

/* Whoever loses the tick is no longer among those who are asked for, and stands there still. */
static void
test_pages_of_ticked (Fixture *self, gconstpointer data)
{
  static const char *const rows[] = { "0", "7", "498", "499" };
  g_autofree char *text = make_many (1200);
  g_autofree char *people = NULL;
  g_auto (GStrv) names = NULL;

  ui_fixture_save_list (&self->ui, "会員.tsv", text);
  show (self);
  ui_wait (shows_a_page, self);
  toggle (self, "1");
  gtk_combo_box_set_active (GTK_COMBO_BOX (ui_find (self->window, "shown")), 1);
  ui_wait (counts_fewer, self);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    toggle (self, rows[i]);
  ui_wait (says_fewer, self);
  scroll_to (self, 1199);
  people = read_people (self);
  names = g_strsplit (people, " ", -1);
  g_assert_cmpuint (g_strv_length (names), ==, 1199);
  for (guint i = 0; i < 1199; i++)
    {
      gboolean toggled = i == 0 || i == 7 || i == 498 || i == 499;
      g_autofree char *expected = g_strdup_printf (toggled ? "(p%u)" : "p%u", i == 0 ? 0 : i + 1);

      g_assert_cmpstr (names[i], ==, expected);
    }
}

static void
test_add (Fixture *self, gconstpointer data)
{
  g_autofree char *text = make_many (700);
  GtkWidget *dialog;

  show (self);
  ui_wait (is_none, self);
  ui_click (self->window, "add");
  dialog = wait_for_dialog ("choose");
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (ui_find (dialog, "kind")), "text");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_find (dialog, "text"))),
                            text, -1);
  gtk_entry_set_text (GTK_ENTRY (ui_find (dialog, "name")), "会員");
  gtk_entry_set_text (GTK_ENTRY (ui_find (dialog, "purpose")), "x");
  ui_click (wait_for_dialog ("use"), "use");
  ui_wait (shows_a_page, self);
  scroll_to (self, 700);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/lists-window/none", test_none },
    { "/lists-window/people", test_people },
    { "/lists-window/order", test_order },
    { "/lists-window/ticks", test_ticks },
    { "/lists-window/tick-while-reading", test_tick_while_reading },
    { "/lists-window/rename", test_rename },
    { "/lists-window/remove", test_remove },
    { "/lists-window/refresh", test_refresh },
    { "/lists-window/closed", test_closed },
    { "/lists-window/gone-file", test_gone_file },
    { "/lists-window/add", test_add },
    { "/lists-window/pages-of-ticked", test_pages_of_ticked },
  };

  ui_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
