// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-error.h"
#include "atena-list-dialog.h"
#include "atena-list.h"
#include "ui-fixture.h"

typedef struct
{
  GtkWidget *dialog;
  int response;
} Shown;

/* A mail program that fetches lists. */
#define WEB_TYPE_HOST (web_host_get_type ())
G_DECLARE_FINAL_TYPE (WebHost, web_host, WEB, HOST, GObject)

struct _WebHost
{
  GObject parent_instance;
};

static void
web_host_iface_init (AtenaHostInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WebHost,
                               web_host,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_HOST, web_host_iface_init))

static AtenaListChoice *
web_host_fetch_list (AtenaHost *self,
                     const char *address,
                     AtenaHostProgress progress,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "..", "core", "lists", "members-cp932.csv", NULL);
  AtenaListChoice *choice;

  progress (5, 10, data);
  while (g_str_has_suffix (address, "/slow"))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_usleep (1000);
    }
  if (!g_str_has_suffix (address, "/list"))
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, "%s: There is no list", address);
      return NULL;
    }
  choice = atena_list_choice_new (ATENA_LIST_FILE, path, "list", address);
  choice->hold = g_object_new (G_TYPE_OBJECT, NULL);
  return choice;
}

static void
web_host_iface_init (AtenaHostInterface *iface)
{
  iface->fetch_list = web_host_fetch_list;
}

static void
web_host_class_init (WebHostClass *klass)
{
}

static void
web_host_init (WebHost *self)
{
}

static void
on_response (GtkDialog *dialog, int response, Shown *shown)
{
  shown->response = response;
}

static void
show (UiFixture *self, Shown *shown, AtenaListKind kind, const char *place)
{
  g_autoptr (AtenaListChoice) choice = atena_list_choice_new (kind, place, NULL, NULL);

  *shown =
    (Shown){ atena_list_dialog_new (ATENA_HOST (self->host), NULL, self->ledger, choice, NULL),
             GTK_RESPONSE_NONE };
  g_signal_connect (shown->dialog, "response", G_CALLBACK (on_response), shown);
  gtk_widget_show (shown->dialog);
}

static void
show_file (UiFixture *self, Shown *shown, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "core", "lists", name, NULL);

  show (self, shown, ATENA_LIST_FILE, path);
}

static gboolean
is_counted (gpointer data)
{
  g_autofree char *text = ui_text (((Shown *) data)->dialog, "count");

  return *text != '\0';
}

static gboolean
is_refused (gpointer data)
{
  return gtk_widget_get_visible (ui_find (((Shown *) data)->dialog, "problem"));
}

static gboolean
has_role (gpointer data)
{
  return ui_find (((Shown *) data)->dialog, "role-1") != NULL;
}

static gboolean
has_responded (gpointer data)
{
  return ((Shown *) data)->response != GTK_RESPONSE_NONE;
}

static void
assert_text (Shown *shown, const char *id, const char *expected)
{
  g_autofree char *text = ui_text (shown->dialog, id);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_box (Shown *shown, const char *id, const char *expected)
{
  g_autofree char *text =
    gtk_combo_box_text_get_active_text (GTK_COMBO_BOX_TEXT (ui_find (shown->dialog, id)));

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_columns (Shown *shown, const char *expected)
{
  g_autoptr (AtenaListChoice) choice =
    atena_list_dialog_dup_choice (ATENA_LIST_DIALOG (shown->dialog));

  g_assert_cmpstr (choice->columns, ==, expected);
}

static void
done (Shown *shown)
{
  gtk_widget_destroy (shown->dialog);
  ui_settle ();
}

static void
test_file (UiFixture *self, gconstpointer data)
{
  Shown shown;

  show_file (self, &shown, "members-cp932.csv");
  ui_wait (is_counted, &shown);
  assert_box (&shown, "encoding", "Automatic (Shift_JIS (Excel))");
  assert_box (&shown, "delimiter", "Automatic (Comma)");
  g_assert_false (gtk_widget_get_visible (ui_find (shown.dialog, "sheet")));
  g_assert_true (ui_is_sensitive (shown.dialog, "use"));
  ui_click (shown.dialog, "use");
  g_assert_cmpint (shown.response, ==, GTK_RESPONSE_OK);
  done (&shown);
}

static void
choose (Shown *shown, const char *id, const char *value)
{
  g_assert_true (gtk_combo_box_set_active_id (GTK_COMBO_BOX (ui_find (shown->dialog, id)), value));
}

static void
test_details (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaListChoice) choice = NULL;
  Shown shown;

  show_file (self, &shown, "members-cp932.csv");
  ui_wait (is_counted, &shown);
  choose (&shown, "encoding", "UTF-8");
  ui_wait (is_refused, &shown);
  g_assert_false (ui_is_sensitive (shown.dialog, "use"));
  choose (&shown, "encoding", "CP932");
  ui_wait (is_counted, &shown);
  assert_box (&shown, "encoding", "Shift_JIS (Excel)");
  g_assert_false (is_refused (&shown));

  /* What was said of a file is not said of what is pasted after it. */
  choose (&shown, "kind", "text");
  g_assert_false (gtk_widget_get_visible (ui_find (shown.dialog, "encoding")));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (
                              GTK_TEXT_VIEW (ui_find (shown.dialog, "text"))),
                            "email;city\na@example.jp;Kyoto\n", -1);
  ui_wait (is_counted, &shown);
  assert_box (&shown, "delimiter", "Automatic (Semicolon)");
  choose (&shown, "delimiter", ";");
  ui_wait (is_counted, &shown);
  choice = atena_list_dialog_dup_choice (ATENA_LIST_DIALOG (shown.dialog));
  g_assert_null (choice->encoding);
  g_assert_cmpint (choice->delimiter, ==, ';');
  done (&shown);
}

static void
test_cards (UiFixture *self, gconstpointer data)
{
  Shown shown;

  show (self, &shown, ATENA_LIST_TEXT,
        "BEGIN:VCARD\nVERSION:3.0\nFN:Taro\nEMAIL:t@example.jp\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Jiro\nEND:VCARD\n");
  ui_wait (is_counted, &shown);
  assert_text (&shown, "count", "2 people, 1 without a good address");
  g_assert_false (gtk_widget_get_visible (ui_find (shown.dialog, "encoding")));
  g_assert_false (gtk_widget_get_visible (ui_find (shown.dialog, "delimiter")));
  g_assert_true (ui_is_sensitive (shown.dialog, "use"));
  done (&shown);
}

static void
test_workbook (UiFixture *self, gconstpointer data)
{
  Shown shown;

  show_file (self, &shown, "members.xlsx");
  ui_wait (is_counted, &shown);
  g_assert_false (gtk_widget_get_visible (ui_find (shown.dialog, "encoding")));
  assert_box (&shown, "sheet", "会員");
  choose (&shown, "sheet", "空");
  ui_wait (is_refused, &shown);
  choose (&shown, "sheet", "会員");
  ui_wait (is_counted, &shown);
  g_assert_true (ui_is_sensitive (shown.dialog, "use"));
  done (&shown);
}

static void
test_refused (UiFixture *self, gconstpointer data)
{
  Shown shown;

  show_file (self, &shown, "absent.csv");
  ui_wait (is_refused, &shown);
  assert_text (&shown, "reason", "The list cannot be read");
  g_assert_false (ui_is_sensitive (shown.dialog, "use"));
  ui_press (shown.dialog, GDK_KEY_Escape);
  /* Closing it has destroyed it. */
  g_assert_cmpint (shown.response, ==, GTK_RESPONSE_CANCEL);
  ui_settle ();
}

static void
test_roles (UiFixture *self, gconstpointer data)
{
  Shown shown;

  show (self, &shown, ATENA_LIST_TEXT, "name\temail\nTaro\tt@example.jp\nJiro\tbad\n");
  ui_wait (is_counted, &shown);
  assert_text (&shown, "count", "2 people, 1 without a good address");
  assert_columns (&shown, "{\"columns\":{\"name\":\"name\",\"email\":\"address\"},"
                          "\"first-only\":false}");
  gtk_combo_box_set_active (GTK_COMBO_BOX (ui_find (shown.dialog, "role-1")), ATENA_COLUMN_COMPANY);
  assert_columns (&shown, "{\"columns\":{\"name\":\"company\",\"email\":\"address\"},"
                          "\"first-only\":false}");
  gtk_combo_box_set_active (GTK_COMBO_BOX (ui_find (shown.dialog, "role-2")), ATENA_COLUMN_NONE);
  g_assert_false (ui_is_sensitive (shown.dialog, "use"));
  assert_text (&shown, "reason", "Choose the column that holds the email addresses");
  done (&shown);
}

static void
test_no_address (UiFixture *self, gconstpointer data)
{
  Shown shown;

  show (self, &shown, ATENA_LIST_TEXT, "name\tcity\nTaro\tKyoto\n");
  ui_wait (has_role, &shown);
  g_assert_false (ui_is_sensitive (shown.dialog, "use"));
  done (&shown);
}

static void
test_several (UiFixture *self, gconstpointer data)
{
  Shown shown;

  show (self, &shown, ATENA_LIST_TEXT, "email1\temail2\na@example.jp\tb@example.jp\n");
  ui_wait (is_counted, &shown);
  g_assert_true (gtk_widget_get_visible (ui_find (shown.dialog, "people")));
  assert_text (&shown, "count", "2 people, 0 without a good address");
  gtk_combo_box_set_active (GTK_COMBO_BOX (ui_find (shown.dialog, "addresses")), 1);
  ui_wait (is_counted, &shown);
  assert_text (&shown, "count", "1 person, 0 without a good address");
  done (&shown);
}

static void
keep (Shown *shown, const char *name)
{
  ui_wait (is_counted, shown);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (ui_find (shown->dialog, "keep")), TRUE);
  g_assert_false (ui_is_sensitive (shown->dialog, "use"));
  gtk_entry_set_text (GTK_ENTRY (ui_find (shown->dialog, "name")), name);
  g_assert_false (ui_is_sensitive (shown->dialog, "use"));
  gtk_entry_set_text (GTK_ENTRY (ui_find (shown->dialog, "purpose")), "News");
  ui_click (shown->dialog, "use");
}

/* How the list "Members" was read, as the ledger has it. */
static void
assert_format (UiFixture *self, const char *expected)
{
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_READ, NULL);
  g_autoptr (AtenaList) list = atena_list_load (ledger, "Members", NULL);

  g_assert_cmpstr (atena_list_get_format (list), ==, expected);
}

static void
test_saving (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaListChoice) choice = NULL;
  Shown shown;

  show (self, &shown, ATENA_LIST_TEXT, "email;name\na@example.jp;A\n");
  ui_wait (is_counted, &shown);
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (ui_find (shown.dialog, "delimiter")), ";");
  keep (&shown, "Members");
  ui_wait (has_responded, &shown);
  g_assert_cmpint (shown.response, ==, GTK_RESPONSE_OK);
  choice = atena_list_dialog_dup_choice (ATENA_LIST_DIALOG (shown.dialog));
  g_assert_cmpint (choice->kind, ==, ATENA_LIST_SAVED);
  g_assert_cmpstr (choice->place, ==, "Members");
  assert_format (self, "{\"kind\":\"text\",\"delimiter\":\";\"}");
  done (&shown);

  show (self, &shown, ATENA_LIST_TEXT, "email\nb@example.jp\n");
  keep (&shown, "Members");
  ui_wait (is_refused, &shown);
  g_assert_cmpint (shown.response, ==, GTK_RESPONSE_NONE);
  assert_text (&shown, "name", "Members");
  g_assert_true (ui_is_sensitive (shown.dialog, "use"));
  done (&shown);

  show (self, &shown, ATENA_LIST_SAVED, "Members");
  ui_wait (is_counted, &shown);
  g_assert_null (ui_find (shown.dialog, "role-1"));
  g_assert_true (gtk_widget_get_visible (ui_find (shown.dialog, "about")));
  assert_text (&shown, "count", "1 person, 0 without a good address");
  done (&shown);
}

static void
show_web (UiFixture *self, Shown *shown, AtenaHost *host, const AtenaListChoice *choice)
{
  *shown =
    (Shown){ atena_list_dialog_new (host, NULL, self->ledger, choice, NULL), GTK_RESPONSE_NONE };
  g_signal_connect (shown->dialog, "response", G_CALLBACK (on_response), shown);
  gtk_widget_show (shown->dialog);
}

static gboolean
choose_web (Shown *shown)
{
  return gtk_combo_box_set_active_id (GTK_COMBO_BOX (ui_find (shown->dialog, "kind")), "web");
}

static void
fetch (Shown *shown, const char *address)
{
  gtk_entry_set_text (GTK_ENTRY (ui_find (shown->dialog, "address")), address);
  ui_click (shown->dialog, "fetch");
}

static gboolean
shows_progress (gpointer data)
{
  GtkProgressBar *progress = GTK_PROGRESS_BAR (ui_find (((Shown *) data)->dialog, "progress"));

  return gtk_widget_get_visible (GTK_WIDGET (progress)) &&
         gtk_progress_bar_get_fraction (progress) == 0.5;
}

static gboolean
is_released (gpointer host)
{
  return G_OBJECT (host)->ref_count == 1;
}

static void
test_web (UiFixture *self, gconstpointer data)
{
  g_autoptr (WebHost) host = g_object_new (WEB_TYPE_HOST, NULL);
  g_autoptr (AtenaListChoice) choice = NULL;
  Shown shown;

  show_web (self, &shown, ATENA_HOST (host), NULL);
  g_assert_true (choose_web (&shown));
  g_assert_false (ui_is_sensitive (shown.dialog, "fetch"));
  fetch (&shown, " https://example.jp/list ");
  ui_wait (is_counted, &shown);
  g_assert_false (gtk_widget_get_visible (ui_find (shown.dialog, "progress")));
  choice = atena_list_dialog_dup_choice (ATENA_LIST_DIALOG (shown.dialog));
  g_assert_nonnull (choice->hold);
  g_assert_cmpstr (choice->origin, ==, "https://example.jp/list");
  g_assert_true (ui_is_sensitive (shown.dialog, "use"));

  /* What was fetched is of no use while something else is. */
  fetch (&shown, "https://example.jp/nothing");
  g_assert_false (ui_is_sensitive (shown.dialog, "use"));
  ui_wait (is_refused, &shown);
  assert_text (&shown, "problem", "https://example.jp/nothing: There is no list");
  g_assert_false (ui_is_sensitive (shown.dialog, "use"));
  done (&shown);

  show_web (self, &shown, ATENA_HOST (host), choice);
  ui_wait (is_counted, &shown);
  assert_text (&shown, "address", "https://example.jp/list");
  assert_box (&shown, "kind", "An address on the web");
  done (&shown);
  ui_wait (is_released, host);
}

static void
test_stopping (UiFixture *self, gconstpointer data)
{
  g_autoptr (WebHost) host = g_object_new (WEB_TYPE_HOST, NULL);
  Shown shown;

  show_web (self, &shown, ATENA_HOST (host), NULL);
  choose_web (&shown);
  fetch (&shown, "https://example.jp/slow");
  ui_wait (shows_progress, &shown);
  ui_click (shown.dialog, "fetch");
  g_assert_false (gtk_widget_get_visible (ui_find (shown.dialog, "progress")));
  fetch (&shown, "https://example.jp/list");
  ui_wait (is_counted, &shown);
  g_assert_false (is_refused (&shown));

  /* Neither another place nor a closed window waits for it. */
  fetch (&shown, "https://example.jp/slow");
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (ui_find (shown.dialog, "kind")), "file");
  choose_web (&shown);
  g_assert_true (ui_is_sensitive (shown.dialog, "address"));
  fetch (&shown, "https://example.jp/slow");
  done (&shown);
  ui_wait (is_released, host);
}

static void
test_no_web (UiFixture *self, gconstpointer data)
{
  Shown shown;

  show (self, &shown, ATENA_LIST_TEXT, "email\na@example.jp\n");
  ui_wait (is_counted, &shown);
  g_assert_false (choose_web (&shown));
  g_assert_null (ui_find (shown.dialog, "address"));
  done (&shown);
}

static void
offer_uris (GtkClipboard *clipboard, GtkSelectionData *selection, guint info, gpointer uris)
{
  gtk_selection_data_set_uris (selection, (char **) uris);
}

static void
forget_uris (GtkClipboard *clipboard, gpointer uris)
{
}

/* Lets a file manager's drop arrive. The clipboard makes what GTK hands over then. */
static void
drop (Shown *shown, const char *const *uris)
{
  GtkTargetEntry target = { (char *) "text/uri-list", 0, 0 };
  GtkClipboard *clipboard = gtk_clipboard_get (gdk_atom_intern_static_string ("ATENA_DROP"));
  GtkSelectionData *selection;

  g_assert_true (
    gtk_clipboard_set_with_data (clipboard, &target, 1, offer_uris, forget_uris, (gpointer) uris));
  selection =
    gtk_clipboard_wait_for_contents (clipboard, gdk_atom_intern_static_string (target.target));
  g_assert_nonnull (selection);
  g_signal_emit_by_name (shown->dialog, "drag-data-received", NULL, 0, 0, selection, 0, 0);
  gtk_selection_data_free (selection);
  gtk_clipboard_clear (clipboard);
}

static void
drop_one (Shown *shown, const char *uri)
{
  drop (shown, (const char *const[]){ uri, NULL });
}

static char *
make_uri (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "core", "lists", name, NULL);
  g_autofree char *whole = g_canonicalize_filename (path, NULL);

  return g_filename_to_uri (whole, NULL, NULL);
}

static void
test_dropping (UiFixture *self, gconstpointer data)
{
  g_autofree char *members = make_uri ("members-cp932.csv");
  g_autofree char *workbook = make_uri ("members.xlsx");
  Shown shown;

  show (self, &shown, ATENA_LIST_TEXT, "email\na@example.jp\n");
  ui_wait (is_counted, &shown);
  drop_one (&shown, members);
  assert_box (&shown, "kind", "A file");
  assert_text (&shown, "file", "members-cp932.csv");
  ui_wait (is_counted, &shown);
  assert_box (&shown, "encoding", "Automatic (Shift_JIS (Excel))");

  /* The first of several, and its name tells so. */
  drop (&shown, (const char *const[]){ workbook, members, NULL });
  assert_text (&shown, "file", "members.xlsx");
  ui_wait (is_counted, &shown);
  assert_box (&shown, "sheet", "会員");
  g_assert_true (ui_is_sensitive (shown.dialog, "use"));
  done (&shown);
}

static void
test_dropping_nonsense (UiFixture *self, gconstpointer data)
{
  g_autofree char *members = make_uri ("members-cp932.csv");
  g_autofree char *folder = make_uri (".");
  g_autofree char *absent = make_uri ("absent.csv");
  const char *const unreadable[] = { folder, absent };
  const char *const nonsense[] = { "https://example.jp/list", "gopher://example.jp/", "nonsense" };
  Shown shown;

  show (self, &shown, ATENA_LIST_TEXT, "email\na@example.jp\n");
  for (guint i = 0; i < G_N_ELEMENTS (unreadable); i++)
    {
      drop_one (&shown, unreadable[i]);
      ui_wait (is_refused, &shown);
      assert_text (&shown, "reason", "The list cannot be read");
      g_assert_false (ui_is_sensitive (shown.dialog, "use"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      drop_one (&shown, members);
      ui_wait (is_counted, &shown);
      drop_one (&shown, nonsense[i]);
      assert_text (&shown, "problem", "What was dropped here is not a file that can be opened");
      assert_text (&shown, "file", "");
      assert_text (&shown, "reason", "Choose a list first");
      g_assert_false (ui_is_sensitive (shown.dialog, "use"));
    }
  done (&shown);
}

static void
test_dropping_addresses (UiFixture *self, gconstpointer data)
{
  g_autoptr (WebHost) host = g_object_new (WEB_TYPE_HOST, NULL);
  Shown shown;

  show_web (self, &shown, ATENA_HOST (host), NULL);
  drop_one (&shown, "https://example.jp/slow");
  ui_wait (shows_progress, &shown);
  /* The last that was dropped is the one that is wanted. */
  drop_one (&shown, "https://example.jp/list");
  assert_text (&shown, "address", "https://example.jp/list");
  assert_box (&shown, "kind", "An address on the web");
  ui_wait (is_counted, &shown);
  g_assert_true (ui_is_sensitive (shown.dialog, "use"));
  done (&shown);
  ui_wait (is_released, host);
}

static void
test_changing_while_saving (UiFixture *self, gconstpointer data)
{
  g_autofree char *members = make_uri ("members-cp932.csv");
  Shown shown;

  show (self, &shown, ATENA_LIST_TEXT, "email\na@example.jp\n");
  keep (&shown, "Members");
  g_assert_false (ui_is_sensitive (shown.dialog, "kind"));
  g_assert_false (ui_is_sensitive (shown.dialog, "text"));
  drop_one (&shown, members);
  ui_wait (has_responded, &shown);
  g_assert_cmpint (shown.response, ==, GTK_RESPONSE_OK);
  assert_format (self, "{\"kind\":\"text\"}");
  done (&shown);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (UiFixture *, gconstpointer);
  } tests[] = {
    { "/list-dialog/shows-what-was-found-out", test_file },
    { "/list-dialog/reads-as-it-is-told", test_details },
    { "/list-dialog/reads-workbooks", test_workbook },
    { "/list-dialog/reads-contacts", test_cards },
    { "/list-dialog/says-why-a-list-cannot-be-used", test_refused },
    { "/list-dialog/takes-what-columns-mean", test_roles },
    { "/list-dialog/needs-a-column-of-addresses", test_no_address },
    { "/list-dialog/asks-about-several-addresses", test_several },
    { "/list-dialog/fetches-lists", test_web },
    { "/list-dialog/stops-fetching", test_stopping },
    { "/list-dialog/fetches-no-lists-where-the-host-does-not", test_no_web },
    { "/list-dialog/takes-files-that-are-dropped", test_dropping },
    { "/list-dialog/says-when-what-is-dropped-is-no-list", test_dropping_nonsense },
    { "/list-dialog/fetches-addresses-that-are-dropped", test_dropping_addresses },
    { "/list-dialog/stays-as-it-is-while-it-saves", test_changing_while_saving },
    { "/list-dialog/keeps-a-list-under-a-name-of-its-own", test_saving },
  };

  ui_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    ui_test_add (tests[i].name, tests[i].test);
  return g_test_run ();
}
