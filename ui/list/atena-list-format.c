// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Offers ways in which a list can be read, what was found out first. Reading it so is not its
// business.

#include "atena-list-format-private.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *id;
  const char *label;
} encodings[] = {
  { "UTF-8", "UTF-8" },
  { "CP932", N_ ("Shift_JIS (Excel)") },
  { "EUC-JP", "EUC-JP" },
  { "UTF-16", N_ ("UTF-16 (Unicode text of Excel)") },
},
  delimiters[] = {
    { ",", N_ ("Comma") },
    { ";", N_ ("Semicolon") },
    { "\t", N_ ("Tab") },
  };

/* Offers what was found out first, as what goes without saying; @chosen is NULL for that. */
static void
fill_automatic (GtkComboBoxText *box, const char *found, const char *chosen)
{
  g_autofree char *automatic = g_strdup_printf (_ ("Automatic (%s)"), found);

  gtk_combo_box_text_remove_all (box);
  gtk_combo_box_text_append (box, "", chosen == NULL ? automatic : _ ("Automatic"));
}

void
atena_list_format_show_encoding (GtkComboBoxText *box, const AtenaListReading *reading)
{
  gboolean shown = reading->encoding != NULL && reading->choice->kind == ATENA_LIST_FILE;
  const char *found = reading->encoding;
  const char *chosen = reading->choice->encoding;

  gtk_widget_set_visible (GTK_WIDGET (box), shown);
  if (!shown)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (g_str_has_prefix (found, encodings[i].id))
      found = _ (encodings[i].label);
  fill_automatic (box, found, chosen);
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    gtk_combo_box_text_append (box, encodings[i].id, _ (encodings[i].label));
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (box), chosen != NULL ? chosen : "");
}

void
atena_list_format_show_delimiter (GtkComboBoxText *box, const AtenaListReading *reading)
{
  char found[2] = { reading->delimiter, '\0' };
  char chosen[2] = { reading->choice->delimiter, '\0' };
  const char *label = found;

  gtk_widget_set_visible (GTK_WIDGET (box), *found != '\0');
  if (*found == '\0')
    return;
  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    if (g_str_equal (found, delimiters[i].id))
      label = _ (delimiters[i].label);
  fill_automatic (box, label, *chosen != '\0' ? chosen : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    gtk_combo_box_text_append (box, delimiters[i].id, _ (delimiters[i].label));
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (box), chosen);
}

void
atena_list_format_show_sheet (GtkComboBoxText *box, const AtenaListReading *reading)
{
  gboolean shown = reading->sheets != NULL && g_strv_length (reading->sheets) > 1;

  gtk_widget_set_visible (GTK_WIDGET (box), shown);
  gtk_combo_box_text_remove_all (box);
  for (guint i = 0; shown && reading->sheets[i] != NULL; i++)
    gtk_combo_box_text_append (box, reading->sheets[i], reading->sheets[i]);
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (box), reading->sheet);
}
