// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Says that a campaign is left over from the last time. It goes on with nothing.

#include "atena-resume-bar.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "atena-words-private.h"

char *
atena_resume_bar_describe (const AtenaSummary *summary)
{
  const guint64 *rows = summary->counts.rows;
  g_autofree char *created = atena_words_describe_time (summary->created);

  return g_strdup_printf (_ ("“%s” (%s) has not gone to everybody: %" PRIu64 " sent, %" PRIu64
                             " not sent, %" PRIu64 " unknown. Nothing goes on by itself."),
                          summary->subject, created, rows[ATENA_ROW_SENT],
                          rows[ATENA_ROW_PENDING] + rows[ATENA_ROW_DEFERRED],
                          rows[ATENA_ROW_UNCERTAIN] + rows[ATENA_ROW_CLAIMED]);
}

GtkWidget *
atena_resume_bar_new (const AtenaSummary *summary)
{
  GtkWidget *bar = gtk_info_bar_new ();
  g_autofree char *text = atena_resume_bar_describe (summary);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *look =
    gtk_info_bar_add_button (GTK_INFO_BAR (bar), _ ("_Look at It…"), ATENA_RESPONSE_LOOK);

  gtk_info_bar_set_message_type (GTK_INFO_BAR (bar), GTK_MESSAGE_WARNING);
  gtk_info_bar_set_show_close_button (GTK_INFO_BAR (bar), TRUE);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_container_add (GTK_CONTAINER (gtk_info_bar_get_content_area (GTK_INFO_BAR (bar))), label);
  atk_object_set_accessible_id (gtk_widget_get_accessible (label), "left-over");
  atk_object_set_accessible_id (gtk_widget_get_accessible (look), "look");
  gtk_widget_show (label);
  return bar;
}
