// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Asks whether a newer version of a saved list is to take its place, and shows what it changes.

#include "atena-list-changes-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "atena-dialog-private.h"
#include "atena-text-column-private.h"

enum
{
  COLUMN_KIND,
  COLUMN_ADDRESS,
  COLUMN_WHAT,
  N_COLUMNS,
};

/* NULL where the version with @fields has no such column. */
static const char *
find_value (AtenaRecipient *person, AtenaFields *fields, const char *column)
{
  int field = atena_fields_find (fields, column);

  return field >= 0 ? atena_recipient_get_value (person, (guint) field) : NULL;
}

/* Each field that says something else: "TITLE: BEFORE → NOW". */
static char *
describe_differences (const AtenaListNews *news, const AtenaListChange *change)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; news->columns[i] != NULL; i++)
    {
      const char *before = find_value (change->before, news->before, news->columns[i]);
      const char *now = find_value (change->now, news->now, news->columns[i]);

      if (before != NULL && !g_str_equal (before, now))
        g_ptr_array_add (parts, g_strdup_printf (_ ("%s: %s → %s"), news->columns[i], before, now));
    }
  g_ptr_array_add (parts, NULL);
  /* Translators: between parts of an enumeration. */
  return g_strjoinv (_ ("; "), (GStrv) parts->pdata);
}

/* What a list says of somebody who is in one version alone. @fields: of that version */
static char *
describe_person (const AtenaListNews *news, AtenaRecipient *person, AtenaFields *fields)
{
  g_autoptr (GPtrArray) said = g_ptr_array_new ();

  for (guint i = 0; news->columns[i] != NULL; i++)
    {
      const char *value = find_value (person, fields, news->columns[i]);

      if (value != NULL && *value != '\0' &&
          !g_str_equal (value, atena_recipient_get_address (person)))
        g_ptr_array_add (said, (gpointer) value);
    }
  g_ptr_array_add (said, NULL);
  return g_strjoinv (_ ("; "), (GStrv) said->pdata);
}

static char *
describe (const AtenaListNews *news, const AtenaListChange *change)
{
  switch (change->kind)
    {
    case ATENA_LIST_NEW:
      return describe_person (news, change->now, news->now);
    case ATENA_LIST_GONE:
      return describe_person (news, change->before, news->before);
    case ATENA_LIST_CHANGED:
      return describe_differences (news, change);
    }
  g_assert_not_reached ();
}

static void
add_change (GtkListStore *store, const AtenaListNews *news, const AtenaListChange *change)
{
  AtenaRecipient *person = change->now != NULL ? change->now : change->before;
  g_autofree char *what = describe (news, change);

  gtk_list_store_insert_with_values (store, NULL, -1, COLUMN_KIND,
                                     atena_list_change_kind_describe (change->kind), COLUMN_ADDRESS,
                                     atena_recipient_get_address (person), COLUMN_WHAT, what, -1);
}

static void
add_column (GtkWidget *view, const char *title, int column, int width)
{
  gtk_tree_view_append_column (GTK_TREE_VIEW (view), atena_text_column_new (title, column, width));
}

static GtkWidget *
make_table (const AtenaListNews *news)
{
  g_autoptr (GtkListStore) store =
    gtk_list_store_new (N_COLUMNS, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  GtkWidget *view = NULL;
  GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);

  for (guint i = 0; i < news->changes->len; i++)
    add_change (store, news, news->changes->pdata[i]);
  view = gtk_tree_view_new_with_model (GTK_TREE_MODEL (store));
  atena_text_column_set_tooltips (GTK_TREE_VIEW (view), COLUMN_WHAT);
  add_column (view, _ ("Change"), COLUMN_KIND, 90);
  add_column (view, _ ("Email address"), COLUMN_ADDRESS, 220);
  add_column (view, _ ("What the list says"), COLUMN_WHAT, 380);
  atk_object_set_accessible_id (gtk_widget_get_accessible (view), "changes");
  atk_object_set_name (gtk_widget_get_accessible (view), _ ("Changes"));
  gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (scrolled), GTK_SHADOW_IN);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 220);
  gtk_container_add (GTK_CONTAINER (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static guint64
count_all (const AtenaListNews *news)
{
  guint64 n = 0;

  for (guint i = 0; i < ATENA_N_LIST_CHANGE_KINDS; i++)
    n += news->counts[i];
  return n;
}

static char *
describe_more (const AtenaListNews *news)
{
  guint64 more = count_all (news) - news->changes->len;

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %" PRIu64 " more",
                                       "and %" PRIu64 " more", (gulong) more),
                          more);
}

static char *
describe_counts (const AtenaListNews *news)
{
  if (count_all (news) == 0)
    return g_strdup (_ ("Nobody is new, gone or changed. Only the date of the list changes."));
  return g_strdup_printf (_ ("New: %" PRIu64 ", gone: %" PRIu64 ", changed: %" PRIu64
                             ". Who is gone is erased from the list; who was not ticked stays so."),
                          news->counts[ATENA_LIST_NEW], news->counts[ATENA_LIST_GONE],
                          news->counts[ATENA_LIST_CHANGED]);
}

static void
add_label (GtkContainer *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_container_add (box, label);
}

GtkWidget *
atena_list_changes_new (GtkWindow *parent, const char *name, const AtenaListNews *news)
{
  g_autofree char *question = g_strdup_printf (_ ("Refresh the list “%s”?"), name);
  g_autofree char *counts = describe_counts (news);
  GtkWidget *dialog =
    gtk_message_dialog_new (parent, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT,
                            GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE, "%s", question);
  GtkContainer *box = GTK_CONTAINER (gtk_dialog_get_content_area (GTK_DIALOG (dialog)));

  gtk_window_set_title (GTK_WINDOW (dialog), C_ ("window", "Lists"));
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", counts);
  if (news->changes->len > 0)
    {
      gtk_window_set_resizable (GTK_WINDOW (dialog), TRUE);
      gtk_window_set_default_size (GTK_WINDOW (dialog), 760, -1);
      gtk_container_add (box, make_table (news));
    }
  if (news->changes->len < count_all (news))
    {
      g_autofree char *more = describe_more (news);

      add_label (box, more);
    }
  for (guint i = 0; news->notes[i] != NULL; i++)
    add_label (box, news->notes[i]);
  gtk_widget_show_all (GTK_WIDGET (box));
  atena_dialog_add_button (GTK_DIALOG (dialog), _ ("_Cancel"), GTK_RESPONSE_CANCEL, "cancel");
  atena_dialog_add_button (GTK_DIALOG (dialog), _ ("_Refresh"), GTK_RESPONSE_OK, "adopt");
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  atena_dialog_cancel_on_close (GTK_DIALOG (dialog));
  return dialog;
}
