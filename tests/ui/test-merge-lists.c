// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-addressee.h"
#include "atena-merge-window.h"
#include "ui-fixture.h"

static const char customers[] = "氏名,メールアドレス,会社名\n"
                                "田中 太郎,p1@example.com,甲社\n"
                                "佐藤 花子,p2@example.com,乙社\n"
                                "鈴木 一郎,p3@example.com,丙社\n"
                                "高橋 二郎,p4@example.com,丁社\n"
                                "伊藤 三郎,p5@example.com,戊社\n";
/* The first name was deleted, and those below moved up. */
static const char shifted[] = "氏名,メールアドレス,会社名\n"
                              "佐藤 花子,p1@example.com,甲社\n"
                              "鈴木 一郎,p2@example.com,乙社\n"
                              "高橋 二郎,p3@example.com,丙社\n"
                              "伊藤 三郎,p4@example.com,丁社\n"
                              ",p5@example.com,戊社\n";

static gboolean
is_in_trouble (gpointer window)
{
  return gtk_widget_get_mapped (ui_find (window, "trouble"));
}

static gboolean
is_held (gpointer window)
{
  return gtk_widget_get_mapped (ui_find (window, "accept-shift"));
}

static gboolean
has_word (gpointer window)
{
  return gtk_widget_get_mapped (ui_find (window, "test-result"));
}

/* What the dialog would have said. NULL for no list. */
static void
choose (GtkWidget *window, const char *text)
{
  g_autoptr (AtenaListChoice) choice =
    text != NULL ? atena_list_choice_new (ATENA_LIST_TEXT, text, "customers", "") : NULL;

  g_signal_emit_by_name (ui_find (window, "list-bar"), "chosen", choice);
}

static GtkWidget *
open_window (UiFixture *self, guint n, const char *text, const char *list)
{
  AtenaOrder *order = ui_fixture_order (self, n, text, NULL);
  GtkWidget *window = NULL;

  if (list != NULL)
    order->list = atena_list_choice_new (ATENA_LIST_TEXT, list, "customers", "");
  window = atena_merge_window_new (ATENA_HOST (self->host), order, NULL);
  gtk_widget_show (window);
  return window;
}

static void
assert_holds (GtkWidget *window, const char *id, const char *part)
{
  g_autofree char *text = ui_text (window, id);

  g_assert_nonnull (text);
  g_assert_nonnull (strstr (text, part));
}

static void
test_choose (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 2, "{{会社名}}の{{name}}", NULL);

  ui_wait (is_in_trouble, window);
  choose (window, customers);
  ui_wait (ui_merge_is_ready, window);
  assert_holds (window, "preview-text", "甲社のPerson 1");
  assert_holds (window, "list-name", "customers");
  assert_holds (window, "count", "Sending to 2 of 2 people");
  g_assert_false (gtk_widget_get_mapped (ui_find (window, "sizes")));

  /* The letter still needs a list: the one before stays. */
  choose (window, NULL);
  ui_wait (has_word, window);
  assert_holds (window, "test-result", "会社名");
  assert_holds (window, "list-name", "customers");
  g_assert_true (ui_merge_is_ready (window));
  g_assert_cmpuint (ui_fixture_count_campaigns (self), ==, 1);
  gtk_widget_destroy (window);
}

static void
test_listed (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 0, "{{会社名}} {{宛名}}", customers);

  ui_wait (ui_merge_is_ready, window);
  assert_holds (window, "count", "Sending to 5 of 5 people");
  assert_holds (window, "preview-text", "甲社");
  gtk_widget_destroy (window);
}

/* Of the menu beside the letter. */
static GtkWidget *
find_item (GtkWidget *window, guint index)
{
  GtkMenu *menu = gtk_menu_button_get_popup (GTK_MENU_BUTTON (ui_find (window, "others")));
  g_autoptr (GList) items = gtk_container_get_children (GTK_CONTAINER (menu));

  return g_list_nth_data (items, index);
}

static void
test_extremes (UiFixture *self, gconstpointer data)
{
  GtkWidget *window =
    open_window (self, 0, "{{会社名|会社名のない方へ}} {{部署|}}",
                 "氏名,メールアドレス,会社名,部署,備考\n佐藤,p1@example.com,甲社,営,x\n"
                 "鈴木,p2@example.com,丙丁商事,,x\n高橋,p3@example.com,甲社,,\n"
                 "伊藤,p4@example.com,,経理部,x\n");

  ui_wait (ui_merge_is_ready, window);
  ui_settle ();
  assert_holds (window, "preview-to", "p1@");
  ui_click (window, "longest");
  assert_holds (window, "preview-to", "p4@");
  gtk_menu_item_activate (GTK_MENU_ITEM (find_item (window, 0)));
  assert_holds (window, "preview-to", "p3@");
  ui_click (window, "first");
  gtk_menu_item_activate (GTK_MENU_ITEM (find_item (window, 1)));
  assert_holds (window, "preview-to", "p3@");

  /* Those left out are no letters. */
  ui_merge_toggle (window, 2);
  gtk_menu_item_activate (GTK_MENU_ITEM (find_item (window, 0)));
  assert_holds (window, "preview-to", "p1@");
  gtk_menu_item_activate (GTK_MENU_ITEM (find_item (window, 1)));
  assert_holds (window, "preview-to", "p2@");
  g_assert_true (gtk_widget_is_sensitive (find_item (window, 1)));
  ui_merge_toggle (window, 1);
  ui_merge_toggle (window, 3);
  g_assert_false (gtk_widget_is_sensitive (find_item (window, 1)));
  gtk_widget_destroy (window);
}

static void
test_files (UiFixture *self, gconstpointer data)
{
  AtenaOrder *order = ui_fixture_order (self, 2, "Dear {{name}}", NULL);
  g_autofree char *path = g_build_filename (self->folder, "a.pdf", NULL);
  g_autofree char *second = g_build_filename (self->folder, "b.pdf", NULL);
  g_autofree char *large = g_strnfill (100000, 'B');
  g_autofree char *sizes = NULL;
  GtkWidget *window;

  g_assert_true (g_file_set_contents (path, "A", 1, NULL));
  g_assert_true (g_file_set_contents (second, large, -1, NULL));
  order->list = atena_list_choice_new (
    ATENA_LIST_TEXT, "メールアドレス,添付ファイル\np1@example.com,a.pdf\np2@example.com,b.pdf\n",
    "customers", "");
  order->list->folder = g_strdup (self->folder);
  window = atena_merge_window_new (ATENA_HOST (self->host), order, NULL);
  gtk_widget_show (window);
  ui_wait (ui_merge_is_loaded, window);
  assert_holds (window, "attachments", "a.pdf");
  ui_click (window, "next");
  assert_holds (window, "attachments", "b.pdf");
  assert_holds (window, "sizes", "Largest letter 137.");
  assert_holds (window, "sizes", ", 138.");
  ui_merge_toggle (window, 1);
  sizes = ui_text (window, "sizes");
  g_assert_null (strstr (sizes, "13"));
  ui_merge_toggle (window, 1);
  /* Files for single people need a test, however few they are. */
  ui_settle ();
  g_assert_false (ui_merge_is_ready (window));
  fake_host_permit (self->host, 1);
  ui_click (window, "test");
  ui_wait (ui_merge_is_ready, window);
  gtk_widget_destroy (window);
}

static void
test_shifted (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 0, "{{会社名}} {{name|-}}", customers);

  ui_wait (ui_merge_is_ready, window);
  ui_merge_send (self, window, 5);

  window = open_window (self, 0, "{{会社名}} {{name|-}}", shifted);
  ui_wait (is_held, window);
  g_assert_false (ui_merge_is_ready (window));
  assert_holds (window, "shift-examples", "p1@example.com: 田中 太郎 → 佐藤 花子");
  /* Another list is another look. */
  choose (window, customers);
  ui_wait (ui_merge_is_ready, window);
  choose (window, shifted);
  ui_wait (is_held, window);
  ui_click (window, "accept-shift");
  ui_wait (ui_merge_is_ready, window);
  g_assert_false (is_held (window));
  gtk_widget_destroy (window);
}

static GtkMenuItem *
find_label (GList *items, const char *label)
{
  for (GList *i = items; i != NULL; i = i->next)
    if (g_strcmp0 (gtk_menu_item_get_label (i->data), label) == 0)
      return i->data;
  g_assert_not_reached ();
}

static void
test_insert (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 0, "{{会社名}}",
                                   "氏名,メールアドレス,会社名,期日\n田中,p1@example.com,甲社,\n"
                                   "佐藤,p2@example.com,乙社,2026/11/24\n");
  GtkMenu *menu = NULL;
  g_autoptr (GList) items = NULL;

  ui_wait (ui_merge_is_ready, window);
  menu = gtk_menu_button_get_popup (GTK_MENU_BUTTON (ui_find (window, "insert-field")));
  items = gtk_container_get_children (GTK_CONTAINER (menu));
  /* The company's, and the date's, of which there are examples. */
  g_assert_null (gtk_menu_item_get_submenu (find_label (items, "会社名")));
  g_assert_nonnull (gtk_menu_item_get_submenu (find_label (items, "期日")));
  g_signal_emit_by_name (menu, "chosen", "{{会社名}}");
  g_assert_cmpstr (self->host->inserted, ==, "{{会社名}}");
  g_assert_cmpuint (self->host->n_closed, ==, 1);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);

  ui_test_add ("/merge-lists/give-the-fields-that-the-message-lacks", test_choose);
  ui_test_add ("/merge-lists/stand-for-the-people-of-a-message", test_listed);
  ui_test_add ("/merge-lists/show-the-longest-shortest-and-emptiest-letter", test_extremes);
  ui_test_add ("/merge-lists/have-files-for-single-people", test_files);
  ui_test_add ("/merge-lists/are-held-when-rows-slipped", test_shifted);
  ui_test_add ("/merge-lists/offer-their-fields-to-the-message", test_insert);
  return g_test_run ();
}
