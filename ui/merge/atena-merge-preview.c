// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The letter of one person in the merge window. Whose letter it is, the window decides.

#include "atena-merge-preview-private.h"

#include <glib/gi18n-lib.h>

#include "atena-template-private.h"
#include "atena-words-private.h"

struct _AtenaMergePreview
{
  GtkBox parent_instance;

  GtkLabel *to;
  GtkLabel *subject;
  GtkWidget *attachments_label;
  GtkLabel *attachments;
  GtkTextView *text;
  GtkWidget *note_row;
  GtkLabel *note;

  GStrv names; /* of what goes with every letter */
};

G_DEFINE_FINAL_TYPE (AtenaMergePreview, atena_merge_preview, GTK_TYPE_BOX)

void
atena_merge_preview_set_attachments (AtenaMergePreview *self, const char *const *names)
{
  g_return_if_fail (ATENA_IS_MERGE_PREVIEW (self));

  g_strfreev (self->names);
  self->names = g_strdupv ((GStrv) names);
}

static void
append_name (GString *text, const char *name)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "",
                          *name != '\0' ? name : _ ("unnamed"));
}

static void
show_attachments (AtenaMergePreview *self, const char *files)
{
  g_auto (GStrv) own = g_strsplit (files != NULL ? files : "", "|", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; self->names != NULL && self->names[i] != NULL; i++)
    append_name (text, self->names[i]);
  for (guint i = 0; own[i] != NULL; i++)
    if (*g_strstrip (own[i]) != '\0')
      append_name (text, own[i]);
  gtk_label_set_text (self->attachments, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->attachments), text->len > 0);
  gtk_widget_set_visible (self->attachments_label, text->len > 0);
}

void
atena_merge_preview_show (
  AtenaMergePreview *self, const char *to, const char *subject, const char *text, const char *files)
{
  g_autofree char *both = g_strconcat (subject, "\n", text, NULL);
  g_autofree char *note = atena_words_find_lies (both);

  g_return_if_fail (ATENA_IS_MERGE_PREVIEW (self));

  gtk_label_set_text (self->to, to);
  gtk_label_set_text (self->subject, subject);
  show_attachments (self, files);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (self->note_row, note != NULL);
}

static void
atena_merge_preview_finalize (GObject *object)
{
  g_strfreev (ATENA_MERGE_PREVIEW (object)->names);

  G_OBJECT_CLASS (atena_merge_preview_parent_class)->finalize (object);
}

static void
atena_merge_preview_class_init (AtenaMergePreviewClass *klass)
{
  static const AtenaTemplateChild children[] = {
    { "preview-to", G_STRUCT_OFFSET (AtenaMergePreview, to) },
    { "preview-subject", G_STRUCT_OFFSET (AtenaMergePreview, subject) },
    { "attachments-label", G_STRUCT_OFFSET (AtenaMergePreview, attachments_label) },
    { "attachments", G_STRUCT_OFFSET (AtenaMergePreview, attachments) },
    { "preview-text", G_STRUCT_OFFSET (AtenaMergePreview, text) },
    { "note-row", G_STRUCT_OFFSET (AtenaMergePreview, note_row) },
    { "note", G_STRUCT_OFFSET (AtenaMergePreview, note) },
  };

  G_OBJECT_CLASS (klass)->finalize = atena_merge_preview_finalize;
  atena_template_load (GTK_WIDGET_CLASS (klass), "atena-merge-preview.ui", children,
                       G_N_ELEMENTS (children));
}

static void
atena_merge_preview_init (AtenaMergePreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self->text)), _ ("The letter"));
}
