// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Shows the first rows of a list, and takes what its columns mean. It reads no list.

#include "atena-list-table-private.h"

#include <glib/gi18n-lib.h>

#include "atena-text.h"

/* Columns that are shown, and characters of a cell. */
#define MAX_COLUMNS 100
#define SHOWN_MAX   40

struct _AtenaListTable
{
  GtkGrid parent_instance;

  AtenaListReading *reading; /* or NULL */
};

G_DEFINE_FINAL_TYPE (AtenaListTable, atena_list_table, GTK_TYPE_GRID)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const role_labels[ATENA_N_COLUMN_ROLES] = {
  [ATENA_COLUMN_NONE] = N_ ("(field only)"),
  [ATENA_COLUMN_ADDRESS] = N_ ("Email address"),
  [ATENA_COLUMN_NAME] = N_ ("Name"),
  [ATENA_COLUMN_FAMILY_NAME] = N_ ("Family name"),
  [ATENA_COLUMN_GIVEN_NAME] = N_ ("Given name"),
  [ATENA_COLUMN_COMPANY] = N_ ("Company"),
  [ATENA_COLUMN_UNIT] = N_ ("Department"),
  [ATENA_COLUMN_TITLE] = N_ ("Position"),
  [ATENA_COLUMN_PHONETIC] = N_ ("Reading"),
  [ATENA_COLUMN_HONORIFIC] = N_ ("Honorific"),
  [ATENA_COLUMN_ATTACHMENT] = N_ ("Attachment"),
};

static void
on_role (GtkComboBox *box, AtenaListTable *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (box), "column"));

  atena_columns_set_role (self->reading->columns, column,
                          (AtenaColumnRole) gtk_combo_box_get_active (box));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_role (AtenaListTable *self, guint column)
{
  AtenaColumns *columns = self->reading->columns;
  const char *name = self->reading->names[column];
  GtkWidget *box = gtk_combo_box_text_new ();
  g_autofree char *id = g_strdup_printf ("role-%u", column + 1);
  g_autofree char *called = g_strdup_printf (_ ("Meaning of column %u (%s)"), column + 1, name);

  for (guint i = 0; i < ATENA_N_COLUMN_ROLES; i++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (box), _ (role_labels[i]));
  gtk_combo_box_set_active (GTK_COMBO_BOX (box), (int) atena_columns_get_role (columns, column));
  /* What is said of a column is kept by its name. */
  gtk_widget_set_sensitive (box, !atena_text_is_blank (name));
  atk_object_set_accessible_id (gtk_widget_get_accessible (box), id);
  atk_object_set_name (gtk_widget_get_accessible (box), called);
  g_object_set_data (G_OBJECT (box), "column", GUINT_TO_POINTER (column));
  g_signal_connect (box, "changed", G_CALLBACK (on_role), self);
  gtk_grid_attach (GTK_GRID (self), box, (int) column, 0, 1, 1);
}

static void
add_cell (AtenaListTable *self, const char *value, guint column, guint line)
{
  g_autofree char *text = atena_text_shorten (value, SHOWN_MAX);
  GtkWidget *label = gtk_label_new (text);
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();

  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (line == 1)
    gtk_label_set_attributes (GTK_LABEL (label), bold);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_grid_attach (GTK_GRID (self), label, (int) column, (int) line, 1, 1);
}

static void
remove_widget (GtkWidget *widget, gpointer data)
{
  gtk_widget_destroy (widget);
}

void
atena_list_table_set_reading (AtenaListTable *self, AtenaListReading *reading)
{
  guint n = reading != NULL ? MIN (g_strv_length (reading->names), MAX_COLUMNS) : 0;

  g_return_if_fail (ATENA_IS_LIST_TABLE (self));

  gtk_container_foreach (GTK_CONTAINER (self), remove_widget, NULL);
  g_clear_pointer (&self->reading, atena_list_reading_unref);
  self->reading = reading != NULL ? atena_list_reading_ref (reading) : NULL;
  for (guint i = 0; i < n; i++)
    {
      if (reading->columns != NULL)
        add_role (self, i);
      add_cell (self, reading->names[i], i, 1);
      for (guint j = 0; j < reading->samples->len; j++)
        if (i < g_strv_length (reading->samples->pdata[j]))
          add_cell (self, ((GStrv) reading->samples->pdata[j])[i], i, j + 2);
    }
  gtk_widget_show_all (GTK_WIDGET (self));
}

static void
atena_list_table_finalize (GObject *object)
{
  g_clear_pointer (&ATENA_LIST_TABLE (object)->reading, atena_list_reading_unref);
  G_OBJECT_CLASS (atena_list_table_parent_class)->finalize (object);
}

static void
atena_list_table_class_init (AtenaListTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_list_table_finalize;
  signals[CHANGED] = g_signal_new ("changed", ATENA_TYPE_LIST_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
atena_list_table_init (AtenaListTable *self)
{
}
