// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Asks for the name and the purpose of a saved list; writing them down is the caller's part.

#include "atena-rename-dialog-private.h"

#include "atena-accessible.h"
#include "atena-dialog-private.h"
#include "atena-template-private.h"
#include "atena-text.h"

struct _AtenaRenameDialog
{
  GtkDialog parent_instance;

  GtkEntry *name;
  GtkEntry *purpose;
  GtkLabel *problem;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (AtenaRenameDialog, atena_rename_dialog, GTK_TYPE_DIALOG)

static void
show_state (AtenaRenameDialog *self)
{
  gtk_widget_hide (GTK_WIDGET (self->problem));
  gtk_widget_set_sensitive (self->save,
                            !atena_text_is_blank (gtk_entry_get_text (self->name)) &&
                              !atena_text_is_blank (gtk_entry_get_text (self->purpose)));
}

GtkWidget *
atena_rename_dialog_new (GtkWindow *parent, const char *name, const char *purpose)
{
  AtenaRenameDialog *self =
    g_object_new (ATENA_TYPE_RENAME_DIALOG, "transient-for", parent, "use-header-bar", FALSE, NULL);

  gtk_entry_set_text (self->name, name);
  gtk_entry_set_text (self->purpose, purpose);
  return GTK_WIDGET (self);
}

const char *
atena_rename_dialog_get_name (AtenaRenameDialog *self)
{
  g_return_val_if_fail (ATENA_IS_RENAME_DIALOG (self), NULL);

  return gtk_entry_get_text (self->name);
}

const char *
atena_rename_dialog_get_purpose (AtenaRenameDialog *self)
{
  g_return_val_if_fail (ATENA_IS_RENAME_DIALOG (self), NULL);

  return gtk_entry_get_text (self->purpose);
}

void
atena_rename_dialog_show_problem (AtenaRenameDialog *self, const char *problem)
{
  g_return_if_fail (ATENA_IS_RENAME_DIALOG (self));

  gtk_label_set_text (self->problem, problem);
  gtk_widget_show (GTK_WIDGET (self->problem));
}

static void
atena_rename_dialog_class_init (AtenaRenameDialogClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  static const AtenaTemplateChild children[] = {
    { "name", G_STRUCT_OFFSET (AtenaRenameDialog, name) },
    { "purpose", G_STRUCT_OFFSET (AtenaRenameDialog, purpose) },
    { "problem", G_STRUCT_OFFSET (AtenaRenameDialog, problem) },
    { "save", G_STRUCT_OFFSET (AtenaRenameDialog, save) },
  };

  atena_template_load (widget, "atena-rename-dialog.ui", children, G_N_ELEMENTS (children));
  gtk_widget_class_bind_template_callback (widget, show_state);
}

static void
atena_rename_dialog_init (AtenaRenameDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  atena_dialog_cancel_on_close (GTK_DIALOG (self));
  atena_accessible_name_controls (GTK_WIDGET (self));
  show_state (self);
}
