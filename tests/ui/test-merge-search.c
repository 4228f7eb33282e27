// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-merge-window.h"
#include "ui-fixture.h"

enum
{
  TICKED,
  ADDRESS = 3
};

static const char customers[] = "氏名,メールアドレス,会社名\n"
                                "田中 太郎,p1@example.com,甲社\n"
                                "佐藤 花子,p2@example.com,乙社\n"
                                "鈴木 一郎,p3@example.com,ＡＢＣ商事\n"
                                "高橋 二郎,p4@example.com,甲社\n"
                                "伊藤,nowhere,甲社\n";

static GtkWidget *
show_order (UiFixture *self, AtenaOrder *order)
{
  GtkWidget *window = atena_merge_window_new (ATENA_HOST (self->host), order, NULL);

  gtk_widget_show (window);
  ui_wait (ui_merge_is_loaded, window);
  ui_settle ();
  return window;
}

static GtkWidget *
open_window (UiFixture *self, guint n, const char *list)
{
  AtenaOrder *order = ui_fixture_order (self, n, "Dear {{name}}", NULL);

  if (list != NULL)
    order->list = atena_list_choice_new (ATENA_LIST_TEXT, list, "customers", "");
  return show_order (self, order);
}

/* The addresses that are shown, a space behind each. */
static char *
list_shown (GtkWidget *window)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  GtkTreeIter iter;
  gboolean any = gtk_tree_model_get_iter_first (ui_merge_get_people (window), &iter);

  for (; any; any = gtk_tree_model_iter_next (ui_merge_get_people (window), &iter))
    {
      g_autofree char *address = NULL;

      gtk_tree_model_get (ui_merge_get_people (window), &iter, ADDRESS, &address, -1);
      g_string_append_printf (shown, "%s ", address);
    }
  return g_string_free (g_steal_pointer (&shown), FALSE);
}

#define assert_shown(window, expected)                \
  G_STMT_START                                        \
  {                                                   \
    g_autofree char *shown_now = list_shown (window); \
    g_assert_cmpstr (shown_now, ==, expected);        \
  }                                                   \
  G_STMT_END

typedef struct
{
  GtkWidget *window;
  const char *said;
} Wait;

static gboolean
is_said (gpointer data)
{
  Wait *wait = data;
  g_autofree char *text = ui_text (wait->window, "found");

  return g_str_equal (text, wait->said);
}

static void
search (GtkWidget *window, const char *word, const char *said)
{
  Wait wait = { window, said };

  /* What was said of another word goes. */
  gtk_entry_set_text (GTK_ENTRY (ui_find (window, "search")), "");
  gtk_entry_set_text (GTK_ENTRY (ui_find (window, "search")), word);
  ui_wait (is_said, &wait);
}

static gboolean
is_loading (gpointer window)
{
  return !ui_merge_is_loaded (window);
}

static void
test_words (UiFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *word;
    const char *said;
    const char *shown;
  } cases[] = {
    { "Ｐ2@example", "1 person was found", "p2@example.com " },
    { "鈴木", "1 person was found", "p3@example.com " },
    { " 甲社 ", "3 people were found", "p1@example.com p4@example.com nowhere " },
    { "abc", "1 person was found", "p3@example.com " },
    { "NOWHERE", "1 person was found", "nowhere " },
    { "渡辺", "Nobody was found with “渡辺”", "" },
    { "  ", "", "p1@example.com p2@example.com p3@example.com p4@example.com nowhere " },
  };
  GtkWidget *window = open_window (self, 0, customers);

  g_assert_false (gtk_widget_get_mapped (ui_find (window, "found")));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].word);
      search (window, cases[i].word, cases[i].said);
      ui_settle ();
      assert_shown (window, cases[i].shown);
      g_assert_cmpint (gtk_widget_get_mapped (ui_find (window, "found")), ==,
                       *cases[i].said != '\0');
    }
  gtk_widget_destroy (window);
}

/* The letter of whom it finds is shown, and the buttons stay among those found. */
static void
test_letters (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 0, customers);

  ui_assert_text (window, "preview-text", "Dear 田中 太郎\n");
  search (window, "乙社", "1 person was found");
  ui_assert_text (window, "preview-text", "Dear 佐藤 花子\n");
  ui_assert_text (window, "position", "2 / 4");
  g_assert_false (ui_is_sensitive (window, "previous"));
  g_assert_false (ui_is_sensitive (window, "next"));
  search (window, "甲社", "3 people were found");
  ui_assert_text (window, "preview-text", "Dear 田中 太郎\n");
  ui_click (window, "next");
  ui_assert_text (window, "preview-text", "Dear 高橋 二郎\n");
  g_assert_false (ui_is_sensitive (window, "next"));
  /* Whoever is found stays. */
  search (window, "高橋", "1 person was found");
  ui_assert_text (window, "preview-text", "Dear 高橋 二郎\n");
  search (window, "nowhere", "1 person was found");
  ui_assert_text (window, "preview-to", "nowhere");
  /* Who is not found at all changes nothing. */
  search (window, "渡辺", "Nobody was found with “渡辺”");
  ui_assert_text (window, "preview-to", "nowhere");

  /* The letters to look at are those of all. */
  ui_click (window, "last");
  ui_assert_text (window, "search", "");
  ui_assert_text (window, "preview-text", "Dear 高橋 二郎\n");
  assert_shown (window, "p1@example.com p2@example.com p3@example.com p4@example.com nowhere ");
  gtk_widget_destroy (window);
}

static void
test_ticks (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 5, NULL);

  search (window, "p4@", "1 person was found");
  ui_assert_text (window, "count", "Sending to 5 of 5 people");
  ui_merge_toggle (window, 0);
  ui_assert_text (window, "count", "Sending to 4 of 5 people");
  search (window, "p2@", "1 person was found");
  ui_assert_text (window, "start", "Send Separately to 4 People");
  g_assert_true (ui_merge_is_ready (window));
  ui_merge_send (self, window, 4);
  g_assert_cmpuint (fake_host_count (self->host), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      static const char *const expected[] = { "p1@example.com", "p2@example.com", "p3@example.com",
                                              "p5@example.com" };

      g_assert_cmpstr (self->host->recipients->pdata[i], ==, expected[i]);
    }
}

static void
test_keys (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 3, NULL);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  ui_press_with (window, GDK_CONTROL_MASK, GDK_KEY_f);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == ui_find (window, "search"));
  search (window, "p3@", "1 person was found");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == ui_find (window, "search"));
  ui_press (window, GDK_KEY_Escape);
  ui_assert_text (window, "search", "");
  ui_assert_text (window, "found", "");
  assert_shown (window, "p1@example.com p2@example.com p3@example.com ");
  ui_assert_text (window, "preview-text", "Dear Person 3\n");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == ui_find (window, "people"));
  ui_press (window, GDK_KEY_Escape);
  g_assert_null (window);
}

static void
test_missing (UiFixture *self, gconstpointer data)
{
  static const char list[] = "メールアドレス,会社名\np1@example.com,甲社\np4@example.com,\n";
  AtenaOrder *order = ui_fixture_order (self, 4, "{{会社名|御社}}", "Me <shop@example.jp>");
  GtkWidget *window;
  GtkToggleButton *only;

  order->list = atena_list_choice_new (ATENA_LIST_TEXT, list, "customers", "");
  window = show_order (self, order);
  only = GTK_TOGGLE_BUTTON (ui_find (window, "show-missing"));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (only)));
  ui_assert_text (window, "missing",
                  "2 of 5 people are not in the list: its fields are blank for them");
  gtk_toggle_button_set_active (only, TRUE);
  assert_shown (window, "p2@example.com p3@example.com ");
  ui_assert_text (window, "preview-text", "御社\n");
  ui_assert_text (window, "count", "Sending to 4 of 5 people");
  search (window, "example", "2 people were found");
  search (window, "p1", "Nobody was found with “p1”");
  ui_press (window, GDK_KEY_Escape);
  g_assert_false (gtk_toggle_button_get_active (only));
  assert_shown (window,
                "p1@example.com p2@example.com p3@example.com p4@example.com shop@example.jp ");

  /* A letter that is to be looked at comes into sight. */
  gtk_toggle_button_set_active (only, TRUE);
  ui_click (window, "first");
  g_assert_false (gtk_toggle_button_get_active (only));
  ui_assert_text (window, "preview-text", "甲社\n");
  gtk_widget_destroy (window);

  window = open_window (self, 0, customers);
  g_assert_false (gtk_widget_get_mapped (ui_find (window, "show-missing")));
  gtk_widget_destroy (window);
}

/* The list grows and is searched in pieces. */
static void
test_many (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 1200, NULL);

  search (window, "person 1", "312 people were found");
  g_assert_cmpint (gtk_tree_model_iter_n_children (ui_merge_get_people (window), NULL), ==, 312);
  search (window, "person 1200", "1 person was found");
  ui_assert_text (window, "position", "1200 / 1200");
  ui_assert_text (window, "count", "Sending to 1200 of 1200 people");
  gtk_widget_destroy (window);
}

/* Another list, or the end of the window, comes while a word is looked for. */
static void
test_overtaken (UiFixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self, 1200, NULL);
  GtkWidget *entry = ui_find (window, "search");

  gtk_entry_set_text (GTK_ENTRY (entry), "person 7");
  g_signal_emit_by_name (entry, "search-changed");
  g_signal_emit_by_name (ui_find (window, "list-bar"), "chosen", NULL);
  ui_wait (is_loading, window);
  ui_wait (ui_merge_is_loaded, window);
  ui_assert_text (window, "search", "");
  ui_assert_text (window, "found", "");
  g_assert_cmpint (gtk_tree_model_iter_n_children (ui_merge_get_people (window), NULL), ==, 1200);

  gtk_entry_set_text (GTK_ENTRY (entry), "person 7");
  g_signal_emit_by_name (entry, "search-changed");
  gtk_widget_destroy (window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);

  ui_test_add ("/merge-search/finds-people-by-any-word", test_words);
  ui_test_add ("/merge-search/shows-the-letters-of-whom-it-finds", test_letters);
  ui_test_add ("/merge-search/leaves-alone-who-gets-a-letter", test_ticks);
  ui_test_add ("/merge-search/begins-and-ends-by-keys", test_keys);
  ui_test_add ("/merge-search/shows-whom-the-list-has-not", test_missing);
  ui_test_add ("/merge-search/goes-through-long-lists", test_many);
  ui_test_add ("/merge-search/can-be-overtaken", test_overtaken);
  return g_test_run ();
}
