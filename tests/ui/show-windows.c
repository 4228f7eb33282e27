// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Shows one window with made-up people, to look at: show-windows WINDOW [SECONDS]. Translations
// come from TEXTDOMAINDIR.

#include <locale.h>
#include <stdlib.h>
#include <glib/gi18n-lib.h>

#include "atena-campaign.h"
#include "atena-guard-dialog.h"
#include "atena-hint-bar.h"
#include "atena-list-dialog.h"
#include "atena-lists-window.h"
#include "atena-merge-window.h"
#include "atena-obstacle-dialog.h"
#include "atena-lock.h"
#include "atena-progress-window.h"
#include "atena-unknown-dialog.h"
#include "ui-fixture.h"

static const char letter[] =
  "{{name}} "
  "様\n\n平素より格別のお引き立てを賜り、厚く御礼申し上げます。\nBCCにて失礼いたします。\n\n"
  "年末年始の休業日についてお知らせいたします。\n12月29日(火)から1月4日(月)まで休業いたします。\n\n"
  "ご不便をおかけいたしますが、よろしくお願い申し上げます。\n\nみどり文具店 田中";

static const char people[] =
  "山田 太郎 <taro.yamada@example.co.jp>, 鈴木 花子 <hanako@example.net>,"
  "佐々木 健 <ken..sasaki@docomo.ne.jp>, 高橋 <takahashi@example>, 佐藤 翔 <sho@gmail.com>,"
  "伊藤 美咲 <misaki@example.org>, 山田 太郎 <TARO.yamada@example.co.jp>,"
  "みどり文具店 <shop@example.jp>, 小林商店 "
  "<kobayashi-shoten@very-long-company-name.example.co.jp>";

static const char table[] =
  "会社名\t部署\t氏名\tフリガナ\t敬称\tメールアドレス\tメールアドレス2\t添付ファイル\t金額\n"
  "株式会社みどり商事\t営業部\t山田 太郎\tヤマダ タロウ\t様\ttaro.yamada@example.co.jp\t"
  "keiri@example.co.jp\t請求書-001.pdf\t12,800円\n"
  "あおば印刷有限会社\t\t鈴木 花子\tスズキ ハナコ\t様\thanako@example.net\t\t"
  "請求書-002.pdf\t4,500円\n"
  "小林商店\t\t小林 健\tコバヤシ ケン\t先生\tkobayashi@example\t\t請求書-003.pdf\t980円\n";

static GtkWidget *
show_guard (AtenaFinding finding)
{
  return atena_guard_dialog_new (NULL, &finding);
}

static GtkWidget *
show_misdelivered (void)
{
  g_autoptr (GPtrArray) astray =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atena_addressee_free);

  atena_addressees_add (astray, ATENA_FIELD_BCC, FALSE,
                        "foo..bar@docomo.ne.jp, 佐々木 健 <ken..sasaki@docomo.ne.jp>");
  return show_guard ((AtenaFinding){ .kind = ATENA_FINDING_MISDELIVERED, .addressees = astray });
}

static GtkWidget *
show_hint (void)
{
  GtkWidget *window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  GtkWidget *bar = atena_hint_bar_new ();
  AtenaFinding few = { .kind = ATENA_FINDING_HIDDEN_FEW, .audience = { .bcc = 3 } };
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();

  g_ptr_array_add (findings, &few);
  gtk_widget_set_valign (bar, GTK_ALIGN_START);
  gtk_container_add (GTK_CONTAINER (window), bar);
  gtk_window_set_default_size (GTK_WINDOW (window), 700, 60);
  atena_hint_bar_set_findings (ATENA_HINT_BAR (bar), findings);
  return window;
}

static GtkWidget *
show_merge (UiFixture *fixture, guint n, const char *text, AtenaPaceLimits limits)
{
  AtenaOrder *order = ui_fixture_order (fixture, n, text, people);

  order->limits = limits;
  order->read_receipt = TRUE;
  return atena_merge_window_new (ATENA_HOST (fixture->host), order, NULL);
}

static GtkWidget *
show_customers (UiFixture *fixture, const char *customers)
{
  AtenaOrder *order = ui_fixture_order (fixture, 0, "{{宛名}}\n\n本文です", NULL);
  GtkWidget *window;

  order->list = atena_list_choice_new (ATENA_LIST_TEXT, customers, "顧客名簿.xlsx", "");
  window = atena_merge_window_new (ATENA_HOST (fixture->host), order, NULL);
  gtk_widget_show (window);
  return window;
}

/* People of a message, of whom a list has some. */
static GtkWidget *
show_unlisted (UiFixture *fixture)
{
  AtenaOrder *order = ui_fixture_order (fixture, 0, "{{宛名|お客様}}\n\n本文です", people);

  order->list = atena_list_choice_new (ATENA_LIST_TEXT, table, "顧客名簿.xlsx", "");
  order->list->folder = g_strdup (fixture->folder);
  return atena_merge_window_new (ATENA_HOST (fixture->host), order, NULL);
}

/* Customers whose names slipped since their last letter. */
static GtkWidget *
show_shifted (UiFixture *fixture)
{
  static const char before[] = "氏名,メールアドレス,会社名\n山田 太郎,taro@example.com,みどり商事\n"
                               "鈴木 花子,hanako@example.com,あおば印刷\n佐藤 翔,sho@example.com,\n"
                               "伊藤 美咲,misaki@example.com,小林商店\n";
  static const char now[] = "氏名,メールアドレス,会社名\n鈴木 花子,taro@example.com,みどり商事\n"
                            "佐藤 翔,hanako@example.com,あおば印刷\n伊藤 美咲,sho@example.com,\n"
                            "渡辺 蓮,misaki@example.com,小林商店\n";
  GtkWidget *window = show_customers (fixture, before);

  ui_wait (ui_merge_is_ready, window);
  ui_merge_send (fixture, window, 4);
  return show_customers (fixture, now);
}

static GtkWidget *
show_list (UiFixture *fixture, AtenaListKind kind, const char *place)
{
  g_autoptr (AtenaListChoice) choice = atena_list_choice_new (kind, place, "取引先", "取引先");

  return atena_list_dialog_new (ATENA_HOST (fixture->host), NULL, fixture->ledger, choice, NULL);
}

static gboolean
is_usable (gpointer dialog)
{
  return ui_is_sensitive (dialog, "use");
}

static gboolean
has_lists (gpointer window)
{
  return ui_is_sensitive (window, "refresh") && gtk_widget_get_mapped (ui_find (window, "name"));
}

/* A file, one that is not there, a pasted table that is to be kept, and a kept list. */
static GtkWidget *
show_lists (UiFixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, "取引先名簿.csv", NULL);
  GtkWidget *dialog;

  if (g_str_equal (name, "lists"))
    {
      g_file_set_contents (path, table, -1, NULL);
      return show_list (fixture, ATENA_LIST_FILE, path);
    }
  if (g_str_equal (name, "broken-list"))
    return show_list (fixture, ATENA_LIST_FILE, path);
  dialog = show_list (fixture, ATENA_LIST_TEXT, table);
  gtk_widget_show (dialog);
  ui_wait (is_usable, dialog);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_find (dialog, "keep")), TRUE);
  gtk_entry_set_text (GTK_ENTRY (ui_find (dialog, "name")), "取引先");
  if (g_str_equal (name, "pasted-list"))
    return NULL;
  gtk_entry_set_text (GTK_ENTRY (ui_find (dialog, "purpose")), "商品と請求のご案内");
  ui_click (dialog, "use");
  while (!gtk_widget_get_sensitive (ui_find (dialog, "keeping")))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_destroy (dialog);
  return show_list (fixture, ATENA_LIST_SAVED, "取引先");
}

/* Whether the list in the dialog that refreshes one could be compared, and is. */
static gboolean
compare_lists (gpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ATENA_IS_LIST_DIALOG (l->data) && ui_is_sensitive (l->data, "use"))
      {
        ui_click (l->data, "use");
        return TRUE;
      }
  return FALSE;
}

/* Two lists of ours, or none; the first with a file that says something else by now. */
static GtkWidget *
show_saved_lists (UiFixture *fixture, const char *name)
{
  static const char members[] =
    "会員番号,氏名,フリガナ,敬称,メールアドレス,入会日\n"
    "0007,髙橋 一郎,タカハシ イチロウ,様,takahashi@example.co.jp,2019/04/01\n"
    "0012,佐藤 花子,サトウ ハナコ,様,hanako@example.com,2020/10/15\n"
    "0031,𠮷野 健,ヨシノ ケン,先生,yoshino@example,2021/01/09\n"
    "0040,伊藤 美咲,イトウ ミサキ,様,misaki@example.org,2023/06/30\n";
  static const char newer[] =
    "会員番号,氏名,フリガナ,敬称,メールアドレス,入会日\n"
    "0007,髙橋 一郎,タカハシ イチロウ,先生,takahashi@example.co.jp,2019/04/01\n"
    "0031,𠮷野 健,ヨシノ ケン,先生,yoshino@example.com,2021/01/09\n"
    "0040,伊藤 美咲,イトウ ミサキ,様,misaki@example.org,2023/06/30\n"
    "0052,渡辺 蓮,ワタナベ レン,様,ren@example.net,2026/11/01\n";
  GtkWidget *window;

  if (!g_str_equal (name, "no-lists"))
    {
      g_autofree char *path = g_build_filename (fixture->folder, "会員.csv", NULL);

      ui_fixture_save_list (fixture, "会員.csv", members);
      ui_fixture_save_list (fixture, "取引先.csv", "email\nkeiri@example.co.jp\n");
      g_assert_true (g_file_set_contents (path, newer, -1, NULL));
    }
  window = atena_lists_window_new (ATENA_HOST (fixture->host), NULL, fixture->ledger);
  if (!g_str_equal (name, "list-changes") && !g_str_equal (name, "list-name"))
    return window;
  gtk_widget_show (window);
  ui_wait (has_lists, window);
  ui_click (window, g_str_equal (name, "list-name") ? "rename" : "refresh");
  if (g_str_equal (name, "list-changes"))
    ui_wait (compare_lists, NULL);
  return NULL;
}

static void
on_started (GtkWidget *window, AtenaDispatch *dispatch)
{
  gtk_widget_show (atena_progress_window_new (dispatch));
}

static GtkWidget *
show_progress (UiFixture *fixture, const char *name)
{
  GtkWidget *window = show_merge (fixture, 10, letter, (AtenaPaceLimits){ 0 });

  gtk_widget_show (window);
  fixture->host->refuse_odd = TRUE;
  fixture->host->closed_door = g_str_equal (name, "paused");
  fixture->host->offline = g_str_equal (name, "waiting");
  if (g_str_equal (name, "sending"))
    fake_host_permit (fixture->host, 5);
  g_signal_connect (window, "started", G_CALLBACK (on_started), NULL);
  ui_wait (ui_merge_is_ready, window);
  ui_click (window, "start");
  return NULL;
}

static gboolean
is_at_rest (gpointer data)
{
  AtenaDispatchState state = atena_dispatch_get_state (data);

  return state == ATENA_DISPATCH_PAUSED || state == ATENA_DISPATCH_FINISHED;
}

static void
keep_dispatch (GtkWidget *window, AtenaDispatch *dispatch, AtenaDispatch **ret_dispatch)
{
  *ret_dispatch = g_object_ref (dispatch);
}

/* What is seen of a campaign with three unknown letters whose sending broke off. */
static GtkWidget *
show_left_over (UiFixture *fixture, const char *name)
{
  GtkWidget *window = show_merge (fixture, 4, letter, (AtenaPaceLimits){ 0 });
  g_autoptr (AtenaLedger) ledger = NULL;
  AtenaDispatch *dispatch = NULL;
  gint64 id;

  gtk_widget_show (window);
  fixture->host->lose_last = 2;
  fixture->host->fail_after = 7;
  g_signal_connect (window, "started", G_CALLBACK (keep_dispatch), &dispatch);
  ui_wait (ui_merge_is_ready, window);
  ui_click (window, "start");
  while (dispatch == NULL || !is_at_rest (dispatch))
    g_main_context_iteration (NULL, TRUE);

  id = atena_dispatch_get_campaign (dispatch);
  if (g_str_equal (name, "unknown"))
    {
      /* It shows itself. */
      atena_unknown_dialog_new (NULL, fixture->ledger, id);
      return NULL;
    }
  ledger = atena_ledger_open (fixture->ledger, ATENA_LEDGER_WRITE, NULL);
  if (g_str_equal (name, "elsewhere") && atena_lock_acquire (ledger, id, NULL) == NULL)
    return NULL;
  return atena_progress_window_new (
    atena_dispatch_new_paused (ATENA_HOST (fixture->host), fixture->ledger, id));
}

static GtkWidget *
make_window (UiFixture *fixture, const char *name)
{
  AtenaAudience audience = { .to = 40, .cc = 2, .outsiders = 41, .bcc = 200 };
  AtenaPaceLimits careful = { 10, 90, 360 };
  char group[] = "group";

  if (g_str_equal (name, "hidden"))
    return show_guard ((AtenaFinding){ .kind = ATENA_FINDING_HIDDEN, .audience = audience });
  if (g_str_equal (name, "visible"))
    return show_guard (
      (AtenaFinding){ .kind = ATENA_FINDING_VISIBLE, .audience = audience, .group = group });
  if (g_str_equal (name, "many"))
    return show_guard (
      (AtenaFinding){ .kind = ATENA_FINDING_VISIBLE, .audience = audience, .confirm_count = TRUE });
  if (g_str_equal (name, "misdelivered"))
    return show_misdelivered ();
  if (g_str_equal (name, "hint"))
    return show_hint ();
  if (g_str_equal (name, "obstacle"))
    return atena_obstacle_dialog_new (NULL, ATENA_OBSTACLE_SIGNING, NULL);
  if (g_str_equal (name, "merge"))
    return show_merge (fixture, 190, letter, careful);
  if (g_str_equal (name, "few"))
    return show_merge (fixture, 1, letter, careful);
  if (g_str_equal (name, "trouble"))
    return show_merge (fixture, 3, "{{会社名}} 様", careful);
  if (g_str_equal (name, "unlisted"))
    return show_unlisted (fixture);
  if (g_str_equal (name, "shifted"))
    return show_shifted (fixture);
  if (g_str_equal (name, "lists") || g_str_equal (name, "pasted-list") ||
      g_str_equal (name, "saved-list") || g_str_equal (name, "broken-list"))
    return show_lists (fixture, name);
  if (g_str_equal (name, "saved-lists") || g_str_equal (name, "no-lists") ||
      g_str_equal (name, "list-changes") || g_str_equal (name, "list-name"))
    return show_saved_lists (fixture, name);
  if (g_str_equal (name, "unknown") || g_str_equal (name, "left-over") ||
      g_str_equal (name, "elsewhere"))
    return show_left_over (fixture, name);
  return show_progress (fixture, name);
}

static gboolean
on_end (gpointer data)
{
  gtk_main_quit ();
  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  UiFixture fixture = { 0 };
  GtkWidget *window;

  gtk_init (&argc, &argv);
  if (argc < 2)
    return EXIT_FAILURE;
  if (g_getenv ("TEXTDOMAINDIR") != NULL)
    bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TEXTDOMAINDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  ui_fixture_set_up (&fixture, NULL);
  window = make_window (&fixture, argv[1]);
  if (window != NULL)
    gtk_widget_show (window);
  g_timeout_add_seconds (argc > 2 ? (guint) atoi (argv[2]) : 10, on_end, NULL);
  gtk_main ();
  return EXIT_SUCCESS;
}
