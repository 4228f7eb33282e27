// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The list that goes with a message: its name, and the way to choose another one. What it does to
// the letters is the window's business.

#include "atena-list-bar-private.h"

#include <glib/gi18n-lib.h>

#include "atena-field-menu.h"
#include "atena-list-dialog.h"
#include "atena-template-private.h"

struct _AtenaListBar
{
  GtkBox parent_instance;

  GtkLabel *name;
  GtkWidget *remove;
  GtkMenuButton *insert;

  AtenaHost *host;
  AtenaContacts *contacts;
  char *ledger;
  AtenaListChoice *list;
};

enum
{
  CHOSEN,
  INSERTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtenaListBar, atena_list_bar, GTK_TYPE_BOX)

void
atena_list_bar_set_up (AtenaListBar *self,
                       AtenaHost *host,
                       AtenaContacts *contacts,
                       const char *ledger)
{
  g_return_if_fail (ATENA_IS_LIST_BAR (self));

  g_set_object (&self->host, host);
  g_set_object (&self->contacts, contacts);
  g_free (self->ledger);
  self->ledger = g_strdup (ledger);
}

void
atena_list_bar_set_list (AtenaListBar *self, const AtenaListChoice *list)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ATENA_IS_LIST_BAR (self));

  g_clear_pointer (&self->list, atena_list_choice_free);
  self->list = list != NULL ? atena_list_choice_copy (list) : NULL;
  if (list != NULL)
    text = g_strdup_printf (_ ("List: %s"), list->name);
  gtk_label_set_text (self->name, text != NULL ? text : "");
  gtk_widget_set_visible (self->remove, list != NULL);
}

static void
on_field (AtenaListBar *self, const char *placeholder)
{
  g_signal_emit (self, signals[INSERTED], 0, placeholder);
}

void
atena_list_bar_set_fields (AtenaListBar *self,
                           const char *const *names,
                           const char *const *examples)
{
  GtkWidget *menu = atena_field_menu_new (names, examples);

  g_return_if_fail (ATENA_IS_LIST_BAR (self));

  g_signal_connect_object (menu, "chosen", G_CALLBACK (on_field), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popup (self->insert, menu);
}

static void
on_response (AtenaListBar *self, int response, GtkDialog *dialog)
{
  g_autoptr (AtenaListChoice) choice = NULL;

  if (response == GTK_RESPONSE_OK)
    choice = atena_list_dialog_dup_choice (ATENA_LIST_DIALOG (dialog));
  gtk_widget_destroy (GTK_WIDGET (dialog));
  if (choice != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, choice);
}

void
atena_list_bar_choose (AtenaListBar *self)
{
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (self));
  GtkWidget *dialog = atena_list_dialog_new (self->host, self->contacts, self->ledger, self->list,
                                             GTK_WINDOW (window));

  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_remove (AtenaListBar *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, NULL);
}

static void
atena_list_bar_finalize (GObject *object)
{
  AtenaListBar *self = ATENA_LIST_BAR (object);

  g_clear_object (&self->host);
  g_clear_object (&self->contacts);
  g_clear_pointer (&self->list, atena_list_choice_free);
  g_free (self->ledger);

  G_OBJECT_CLASS (atena_list_bar_parent_class)->finalize (object);
}

static void
atena_list_bar_class_init (AtenaListBarClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  static const AtenaTemplateChild children[] = {
    { "list-name", G_STRUCT_OFFSET (AtenaListBar, name) },
    { "remove-list", G_STRUCT_OFFSET (AtenaListBar, remove) },
    { "insert-field", G_STRUCT_OFFSET (AtenaListBar, insert) },
  };

  G_OBJECT_CLASS (klass)->finalize = atena_list_bar_finalize;
  atena_template_load (widget, "atena-list-bar.ui", children, G_N_ELEMENTS (children));
  gtk_widget_class_bind_template_callback (widget, atena_list_bar_choose);
  gtk_widget_class_bind_template_callback (widget, on_remove);

  signals[CHOSEN] = g_signal_new ("chosen", ATENA_TYPE_LIST_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[INSERTED] = g_signal_new ("inserted", ATENA_TYPE_LIST_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
atena_list_bar_init (AtenaListBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
