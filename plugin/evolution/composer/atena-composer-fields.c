// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The fields that a person inserts into the message in a compose window, and the list that they
// come from. What is in the list, its dialog and the merge window know.

#include "atena-composer-fields.h"

#include <glib/gi18n-lib.h>
#include <shell/e-shell.h>

#include "atena-account-host.h"
#include "atena-address-books.h"
#include "atena-evolution-private.h"
#include "atena-field-menu.h"
#include "atena-ledger.h"
#include "atena-list-dialog.h"
#include "atena-list.h"
#include "atena-menus.h"

#define ACTION "atena-insert-field"

/* On a composer: a Fields. */
#define FIELDS "atena-fields"

typedef struct
{
  EMsgComposer *composer; /* which owns this */
  AtenaListChoice *list;
  GStrv names;               /* of the list's fields; NULL until read */
  GStrv examples;            /* a value of each; NULL also when there is none */
  GCancellable *cancellable; /* for reading them */
  GtkWidget *subject;        /* weak, as the next two: the composer forgets it before it goes */
  GtkMenuItem *item;
  GtkMenuButton *button; /* NULL without a header bar */
  gboolean in_subject;   /* where the cursor was last */
} Fields;

/* What a thread needs for reading the names of a list's fields, and what it reads. */
typedef struct
{
  AtenaListChoice *list;
  AtenaContacts *contacts;
  GStrv names;
  GStrv examples;
} Reading;

static void
forget_names (Fields *self)
{
  g_clear_pointer (&self->names, g_strfreev);
  g_clear_pointer (&self->examples, g_strfreev);
}

static void
fields_free (Fields *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->list, atena_list_choice_free);
  forget_names (self);
  g_clear_weak_pointer (&self->subject);
  g_clear_weak_pointer (&self->item);
  g_clear_weak_pointer (&self->button);
  g_free (self);
}

static Fields *
get_fields (EMsgComposer *composer)
{
  return g_object_get_data (G_OBJECT (composer), FIELDS);
}

static void
reading_free (Reading *self)
{
  atena_list_choice_free (self->list);
  g_object_unref (self->contacts);
  g_strfreev (self->names);
  g_strfreev (self->examples);
  g_free (self);
}

static void
on_dialog_response (GtkDialog *dialog, int response, EMsgComposer *composer)
{
  if (response == GTK_RESPONSE_OK)
    {
      g_autoptr (AtenaListChoice) list = atena_list_dialog_dup_choice (ATENA_LIST_DIALOG (dialog));

      atena_composer_fields_set_list (composer, list);
    }
  gtk_widget_destroy (GTK_WIDGET (dialog));
}

static void
choose_list (Fields *self)
{
  EMsgComposer *composer = self->composer;
  g_autoptr (EMailSession) session = E_MAIL_SESSION (e_msg_composer_ref_session (composer));
  g_autoptr (AtenaHost) host = ATENA_HOST (atena_account_host_new (session, NULL));
  g_autoptr (AtenaContacts) contacts =
    ATENA_CONTACTS (atena_address_books_new (e_msg_composer_get_shell (composer)));
  g_autofree char *ledger = atena_ledger_dup_default_path ();
  GtkWidget *dialog =
    atena_list_dialog_new (host, contacts, ledger, self->list, GTK_WINDOW (composer));

  g_signal_connect_object (dialog, "response", G_CALLBACK (on_dialog_response), composer, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_chosen (AtenaFieldMenu *menu, const char *placeholder, Fields *self)
{
  atena_composer_fields_insert (self->composer, placeholder);
}

static GtkWidget *
make_menu (Fields *self)
{
  GtkWidget *menu =
    atena_field_menu_new ((const char *const *) self->names, (const char *const *) self->examples);
  GtkWidget *separator = gtk_separator_menu_item_new ();
  GtkWidget *item = gtk_menu_item_new_with_mnemonic (_ ("Choose a _List…"));

  g_signal_connect (menu, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect_swapped (item, "activate", G_CALLBACK (choose_list), self);
  gtk_menu_shell_append (GTK_MENU_SHELL (menu), separator);
  gtk_menu_shell_append (GTK_MENU_SHELL (menu), item);
  gtk_widget_show (separator);
  gtk_widget_show (item);
  return menu;
}

static void
update_menus (Fields *self)
{
  if (self->item != NULL)
    gtk_menu_item_set_submenu (self->item, make_menu (self));
  if (self->button != NULL)
    gtk_menu_button_set_popup (self->button, make_menu (self));
}

static AtenaRecipientSource *
open_saved (const char *name, GError **error)
{
  g_autofree char *path = atena_ledger_dup_default_path ();
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (path, ATENA_LEDGER_READ, error);
  g_autoptr (AtenaList) list = ledger != NULL ? atena_list_load (ledger, name, error) : NULL;

  return list != NULL ? atena_list_open_source (list, NULL, error) : NULL;
}

static AtenaRecipientSource *
open_source (const Reading *reading, GCancellable *cancellable, GError **error)
{
  AtenaListSource *source;

  if (reading->list->kind == ATENA_LIST_SAVED)
    return open_saved (reading->list->place, error);
  source = atena_list_choice_open (reading->list, reading->contacts, cancellable, error);
  return source != NULL ? ATENA_RECIPIENT_SOURCE (source) : NULL;
}

static void
read_in_thread (GTask *task, gpointer composer, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  g_autoptr (AtenaRecipientSource) source = open_source (reading, cancellable, &error);

  if (source == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  reading->names =
    g_strdupv ((GStrv) atena_fields_get_names (atena_recipient_source_get_fields (source)));
  reading->examples = atena_recipient_source_read_examples (source);
  g_task_return_boolean (task, TRUE);
}

/* What is wrong with a list is said where it is used, in the merge window. */
static void
on_names_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fields *self = get_fields (E_MSG_COMPOSER (source));
  Reading *reading = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  forget_names (self);
  self->names = g_steal_pointer (&reading->names);
  self->examples = g_steal_pointer (&reading->examples);
  update_menus (self);
}

static void
start_reading (Fields *self)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading = g_new0 (Reading, 1);
  EShell *shell = e_msg_composer_get_shell (self->composer);

  self->cancellable = g_cancellable_new ();
  reading->list = atena_list_choice_copy (self->list);
  reading->contacts = ATENA_CONTACTS (atena_address_books_new (shell));
  task = g_task_new (self->composer, self->cancellable, on_names_read, NULL);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

void
atena_composer_fields_set_list (EMsgComposer *composer, const AtenaListChoice *list)
{
  Fields *self = get_fields (composer);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget_names (self);
  g_clear_pointer (&self->list, atena_list_choice_free);
  update_menus (self);
  if (list == NULL)
    return;
  self->list = atena_list_choice_copy (list);
  start_reading (self);
}

const AtenaListChoice *
atena_composer_fields_get_list (EMsgComposer *composer)
{
  return get_fields (composer)->list;
}

static GtkWidget *
get_subject (EMsgComposer *composer)
{
  EComposerHeaderTable *table = e_msg_composer_get_header_table (composer);

  return e_composer_header_table_get_header (table, E_COMPOSER_HEADER_SUBJECT)->input_widget;
}

static void
insert_into_subject (GtkWidget *subject, const char *placeholder)
{
  int position = gtk_editable_get_position (GTK_EDITABLE (subject));

  gtk_editable_insert_text (GTK_EDITABLE (subject), placeholder, -1, &position);
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (subject));
  gtk_editable_set_position (GTK_EDITABLE (subject), position);
}

void
atena_composer_fields_insert (EMsgComposer *composer, const char *placeholder)
{
  EHTMLEditor *editor = e_msg_composer_get_editor (composer);
  EContentEditor *content = e_html_editor_get_content_editor (editor);

  if (get_fields (composer)->in_subject)
    {
      insert_into_subject (get_fields (composer)->subject, placeholder);
      return;
    }
  e_content_editor_insert_content (content, placeholder,
                                   E_CONTENT_EDITOR_INSERT_CONVERT |
                                     E_CONTENT_EDITOR_INSERT_TEXT_PLAIN);
  gtk_widget_grab_focus (GTK_WIDGET (content));
}

/* A menu takes the focus away, so where it was has to be remembered. */
static void
on_set_focus (EMsgComposer *composer, GtkWidget *widget, Fields *self)
{
  if (widget == NULL)
    return;
  if (widget == self->subject)
    self->in_subject = TRUE;
  else if (E_IS_CONTENT_EDITOR (widget))
    self->in_subject = FALSE;
}

static void
add_item (Fields *self, GtkActionGroup *group)
{
  static const char *const ui =
    "<ui><menubar name='main-menu'><menu action='insert-menu'><placeholder name='insert-menu-top'>"
    "<menuitem action='" ACTION "'/></placeholder></menu></menubar></ui>";
  GtkUIManager *manager = e_html_editor_get_ui_manager (e_msg_composer_get_editor (self->composer));
  GtkAction *action = gtk_action_new (ACTION, _ ("Insert _Field"), NULL, NULL);
  GtkWidget *item = NULL;

  gtk_action_group_add_action (group, action);
  g_object_unref (action);
  atena_menus_add (manager, ui);
  item = atena_menus_name (manager, "/main-menu/insert-menu/insert-menu-top/" ACTION, ACTION);
  g_set_weak_pointer (&self->item, GTK_MENU_ITEM (item));
}

static void
add_button (Fields *self, GtkActionGroup *group)
{
  GtkWidget *bar = gtk_window_get_titlebar (GTK_WINDOW (self->composer));
  GtkWidget *button = NULL;

  if (!GTK_IS_HEADER_BAR (bar))
    return;
  button = gtk_menu_button_new ();
  gtk_button_set_label (GTK_BUTTON (button), _ ("Insert Field"));
  gtk_widget_set_focus_on_click (button, FALSE);
  atk_object_set_accessible_id (gtk_widget_get_accessible (button), ACTION);
  g_object_bind_property (group, "sensitive", button, "sensitive", G_BINDING_SYNC_CREATE);
  gtk_widget_show (button);
  gtk_header_bar_pack_start (GTK_HEADER_BAR (bar), button);
  g_set_weak_pointer (&self->button, GTK_MENU_BUTTON (button));
}

void
atena_composer_fields_add (EMsgComposer *composer, GtkActionGroup *group)
{
  Fields *self = g_new0 (Fields, 1);

  self->composer = composer;
  g_set_weak_pointer (&self->subject, get_subject (composer));
  g_object_set_data_full (G_OBJECT (composer), FIELDS, self, (GDestroyNotify) fields_free);
  g_signal_connect (composer, "set-focus", G_CALLBACK (on_set_focus), self);
  add_item (self, group);
  add_button (self, group);
  update_menus (self);
}
