// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Lets somebody look for the file of a list. What is in it others find out.

#include "atena-list-chooser-private.h"

#include <glib/gi18n-lib.h>

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

GtkFileChooserNative *
atena_list_chooser_new (GtkWindow *parent)
{
  static const char *const lists[] = { "*.[xX][lL][sS][xX]", "*.[xX][lL][sS]",
                                       "*.[oO][dD][sS]",     "*.[cC][sS][vV]",
                                       "*.[tT][sS][vV]",     "*.[tT][xX][tT]",
                                       "*.[vV][cC][fF]",     NULL };
  static const char *const all[] = { "*", NULL };
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (C_ ("window", "Choose a List"), parent,
                                 GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  add_filter (GTK_FILE_CHOOSER (chooser), _ ("Spreadsheets, CSV and contacts"), lists);
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("All files"), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  return chooser;
}
