// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What Atena adds to Evolution's main window: a menu item for the saved lists, and a new message to
// the people of one.

#include "atena-lists-extension.h"

#include <glib/gi18n-lib.h>
#include <mail/e-mail-backend.h>
#include <mail/em-composer-utils.h>
#include <shell/e-shell-window.h>

#include "atena-account-host.h"
#include "atena-address-books.h"
#include "atena-composer-fields.h"
#include "atena-evolution-private.h"
#include "atena-ledger.h"
#include "atena-lists-window.h"
#include "atena-menus.h"

#define ACTION "atena-lists"

/* Where the item is in the menus of Evolution. */
#define PLACE "/main-menu/edit-menu/administrative-actions"

/* On the shell: the window while it is open. */
#define WINDOW "atena-lists-window"

typedef struct
{
  EExtension parent_instance;
} AtenaListsExtension;

typedef struct
{
  EExtensionClass parent_class;
} AtenaListsExtensionClass;

GType
atena_lists_extension_get_type (void);

G_DEFINE_DYNAMIC_TYPE (AtenaListsExtension, atena_lists_extension, E_TYPE_EXTENSION)

static void
on_composer_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AtenaListChoice) list = data;
  g_autoptr (GError) error = NULL;
  EMsgComposer *composer = e_msg_composer_new_finish (result, &error);

  if (composer == NULL)
    {
      g_warning ("%s", error->message);
      return;
    }
  em_utils_compose_new_message (composer, NULL);
  atena_composer_fields_set_list (composer, list);
  gtk_window_present (GTK_WINDOW (composer));
}

static void
on_write (GtkWidget *window, const AtenaListChoice *list, EShell *shell)
{
  e_msg_composer_new (shell, on_composer_made, atena_list_choice_copy (list));
}

static GtkWidget *
make_window (EShell *shell)
{
  EShellBackend *mail = e_shell_get_backend_by_name (shell, "mail");
  EMailSession *session = e_mail_backend_get_session (E_MAIL_BACKEND (mail));
  g_autoptr (AtenaHost) host = ATENA_HOST (atena_account_host_new (session, NULL));
  g_autoptr (AtenaContacts) contacts = ATENA_CONTACTS (atena_address_books_new (shell));
  g_autofree char *ledger = atena_ledger_dup_default_path ();
  GtkWidget *window = atena_lists_window_new (host, contacts, ledger);

  gtk_window_set_application (GTK_WINDOW (window), GTK_APPLICATION (shell));
  g_signal_connect_object (window, "write", G_CALLBACK (on_write), shell, 0);
  return window;
}

static void
on_window_destroyed (EShell *shell)
{
  g_object_set_data (G_OBJECT (shell), WINDOW, NULL);
}

static void
on_action (GtkAction *action, EShellWindow *shell_window)
{
  EShell *shell = e_shell_window_get_shell (shell_window);
  GtkWidget *window = g_object_get_data (G_OBJECT (shell), WINDOW);

  if (window == NULL)
    {
      window = make_window (shell);
      g_object_set_data (G_OBJECT (shell), WINDOW, window);
      g_signal_connect_object (window, "destroy", G_CALLBACK (on_window_destroyed), shell,
                               G_CONNECT_SWAPPED);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static void
add_action (EShellWindow *window)
{
  GtkActionGroup *group = gtk_action_group_new (ACTION);
  GtkAction *action = gtk_action_new (
    ACTION, _ ("_Lists for Individual Letters…"),
    _ ("Looks at saved lists, refreshes and erases them, and writes to their people"), NULL);

  g_signal_connect (action, "activate", G_CALLBACK (on_action), window);
  gtk_action_group_add_action (group, action);
  gtk_ui_manager_insert_action_group (e_shell_window_get_ui_manager (window), group, 0);
  g_object_unref (action);
  g_object_unref (group);
}

static void
atena_lists_extension_constructed (GObject *object)
{
  static const char *const ui = "<ui><menubar name='main-menu'><menu action='edit-menu'>"
                                "<placeholder name='administrative-actions'>"
                                "<menuitem action='" ACTION "'/>"
                                "</placeholder></menu></menubar></ui>";
  EShellWindow *window = E_SHELL_WINDOW (e_extension_get_extensible (E_EXTENSION (object)));
  GtkUIManager *manager = e_shell_window_get_ui_manager (window);

  G_OBJECT_CLASS (atena_lists_extension_parent_class)->constructed (object);

  add_action (window);
  atena_menus_add (manager, ui);
  atena_menus_name (manager, PLACE "/" ACTION, ACTION);
}

static void
atena_lists_extension_class_init (AtenaListsExtensionClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = atena_lists_extension_constructed;
  E_EXTENSION_CLASS (klass)->extensible_type = E_TYPE_SHELL_WINDOW;
}

static void
atena_lists_extension_class_finalize (AtenaListsExtensionClass *klass)
{
}

static void
atena_lists_extension_init (AtenaListsExtension *self)
{
}

void
atena_lists_extension_register (GTypeModule *module)
{
  atena_lists_extension_register_type (module);
}
