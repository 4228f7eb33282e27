// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Finds a page of the help and has it shown by the program for web pages. What the pages say stands
// in the folder help.

#include "atena-help.h"

#include <glib/gi18n-lib.h>

static char *
find_translation (const char *folder, const char *name)
{
  const char *const *languages = g_get_language_names ();

  for (gsize i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, languages[i], name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

/* Where data of programs are looked for in general, and where ours was installed. */
static GPtrArray *
list_folders (void)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_free);
  const char *const *system = g_get_system_data_dirs ();

  g_ptr_array_add (folders, g_build_filename (g_get_user_data_dir (), "atena", "help", NULL));
  for (gsize i = 0; system[i] != NULL; i++)
    g_ptr_array_add (folders, g_build_filename (system[i], "atena", "help", NULL));
  g_ptr_array_add (folders, g_strdup (HELPDIR));
  return folders;
}

static char *
find_page (const char *page)
{
  g_autofree char *name = g_strconcat (page, ".html", NULL);
  g_autoptr (GPtrArray) folders = list_folders ();
  char *path = NULL;

  for (guint i = 0; i < folders->len && path == NULL; i++)
    path = find_translation (folders->pdata[i], name);
  return path;
}

static void
say_where (GtkWindow *parent, const char *path, const char *why)
{
  GtkWidget *dialog =
    gtk_message_dialog_new (parent, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT,
                            GTK_MESSAGE_INFO, GTK_BUTTONS_CLOSE, "%s",
                            _ ("The help could not be opened"));
  GtkWidget *label = NULL;
  g_autoptr (GList) labels = gtk_container_get_children (
    GTK_CONTAINER (gtk_message_dialog_get_message_area (GTK_MESSAGE_DIALOG (dialog))));

  if (path != NULL)
    gtk_message_dialog_format_secondary_text (
      GTK_MESSAGE_DIALOG (dialog), _ ("You can open this page in a web browser: %s\n(%s)"), path,
      why);
  else
    gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog),
                                              _ ("The page is not installed"));
  label = g_list_last (labels)->data;
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (gtk_widget_destroy), NULL);
  gtk_widget_show (dialog);
}

void
atena_help_show (GtkWindow *parent, const char *page)
{
  g_autofree char *path = find_page (page);
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;
  g_autoptr (GError) error = NULL;

  /* With a window GTK would report no failure, and use the window after it was destroyed. */
  if (uri == NULL)
    say_where (parent, NULL, NULL);
  else if (!gtk_show_uri_on_window (NULL, uri, gtk_get_current_event_time (), &error))
    say_where (parent, path, error->message);
}

static void
on_clicked (GtkWidget *button, const char *page)
{
  GtkWidget *window = gtk_widget_get_toplevel (button);

  atena_help_show (GTK_WINDOW (window), page);
}

void
atena_help_attach (GtkWindow *window, GtkWidget *button, const char *page)
{
  g_autoptr (GtkAccelGroup) keys = gtk_accel_group_new ();

  gtk_window_add_accel_group (window, keys);
  gtk_widget_add_accelerator (button, "clicked", keys, GDK_KEY_F1, 0, 0);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), (gpointer) page);
}
