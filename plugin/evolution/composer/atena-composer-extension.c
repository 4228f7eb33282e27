// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What Atena adds to a compose window: a button, a menu item, a quiet bar, and the guard before
// sending.

#include "atena-composer-extension.h"

#include <glib/gi18n-lib.h>
#include <libebackend/libebackend.h>

#include "atena-composer-fields.h"
#include "atena-composer-guard.h"
#include "atena-composer-merge.h"
#include "atena-composer-origin.h"
#include "atena-composer-people.h"
#include "atena-evolution-private.h"
#include "atena-guard-dialog.h"
#include "atena-hint-bar.h"
#include "atena-menus.h"

#define ACTION "atena-send-separately"

/* How long after a change the bar looks again, in milliseconds: pasting 300 people is one change.
 */
#define HINT_DELAY 300

typedef struct
{
  EExtension parent_instance;

  GCancellable *cancellable;
  AtenaSettings *settings; /* NULL until loaded */
  GStrv acquainted;        /* NULL until found */
  GtkWidget *bar;
  guint hint_source;
} AtenaComposerExtension;

typedef struct
{
  EExtensionClass parent_class;
} AtenaComposerExtensionClass;

GType
atena_composer_extension_get_type (void);

#define ATENA_COMPOSER_EXTENSION(object) \
  G_TYPE_CHECK_INSTANCE_CAST (object, atena_composer_extension_get_type (), AtenaComposerExtension)

G_DEFINE_DYNAMIC_TYPE (AtenaComposerExtension, atena_composer_extension, E_TYPE_EXTENSION)

static EMsgComposer *
get_composer (AtenaComposerExtension *self)
{
  return E_MSG_COMPOSER (e_extension_get_extensible (E_EXTENSION (self)));
}

static AtenaComposerExtension *
find_extension (EMsgComposer *composer)
{
  GList *list =
    e_extensible_list_extensions (E_EXTENSIBLE (composer), atena_composer_extension_get_type ());
  AtenaComposerExtension *self = list != NULL ? list->data : NULL;

  g_list_free (list);
  return self;
}

static GPtrArray *
check (AtenaComposerExtension *self, GPtrArray *people)
{
  return atena_composer_guard_check (get_composer (self), people, self->settings,
                                     (const char *const *) self->acquainted);
}

/* Evolution's own handling of "presend" ends first. */
static gboolean
merge_later (gpointer data)
{
  g_autoptr (EMsgComposer) composer = data;

  if (!gtk_widget_in_destruction (GTK_WIDGET (composer)))
    atena_composer_merge (composer);
  return G_SOURCE_REMOVE;
}

gboolean
atena_composer_extension_on_presend (EMsgComposer *composer, gpointer user_data)
{
  g_autoptr (EMsgComposer) alive = g_object_ref (composer);
  AtenaComposerExtension *self = find_extension (composer);
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  /* Invitations and the like are sent by composers that nobody sees. */
  if (self == NULL || !gtk_widget_get_visible (GTK_WIDGET (composer)))
    return TRUE;

  people = atena_composer_read_people (composer);
  findings = check (self, people);
  switch (atena_composer_guard_ask (composer, findings, self->settings))
    {
    case ATENA_ANSWER_GO_ON:
      return TRUE;
    case ATENA_ANSWER_SEPARATELY:
      g_idle_add (merge_later, g_object_ref (composer));
      return FALSE;
    case ATENA_ANSWER_BACK:
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
update_hint (gpointer data)
{
  AtenaComposerExtension *self = data;
  g_autoptr (GPtrArray) people = atena_composer_read_people (get_composer (self));
  g_autoptr (GPtrArray) findings = check (self, people);

  self->hint_source = 0;
  atena_hint_bar_set_findings (ATENA_HINT_BAR (self->bar), findings);
  return G_SOURCE_REMOVE;
}

static void
on_people_changed (AtenaComposerExtension *self)
{
  g_clear_handle_id (&self->hint_source, g_source_remove);
  self->hint_source = g_timeout_add (HINT_DELAY, update_hint, self);
}

static void
on_bar_response (GtkInfoBar *bar, int response, AtenaComposerExtension *self)
{
  if (response == ATENA_RESPONSE_SEPARATELY)
    atena_composer_merge (get_composer (self));
}

static void
add_hint_bar (AtenaComposerExtension *self)
{
  EMsgComposer *composer = get_composer (self);

  self->bar = atena_hint_bar_new ();
  g_signal_connect (self->bar, "response", G_CALLBACK (on_bar_response), self);
  e_html_editor_pack_above (e_msg_composer_get_editor (composer), self->bar);
  g_signal_connect_swapped (e_msg_composer_get_header_table (composer), "notify::destinations-bcc",
                            G_CALLBACK (on_people_changed), self);
}

static void
on_action (GtkAction *action, AtenaComposerExtension *self)
{
  atena_composer_merge (get_composer (self));
}

/* In the group "async", which Evolution makes insensitive while the composer is busy. */
static GtkAction *
add_action (AtenaComposerExtension *self)
{
  EHTMLEditor *editor = e_msg_composer_get_editor (get_composer (self));
  GtkAction *action =
    gtk_action_new (ACTION, _ ("Send Separately (Mail _Merge)…"),
                    _ ("One message for each person, without showing the others"), NULL);

  gtk_action_set_short_label (action, _ ("Send Separately"));
  gtk_action_set_icon_name (action, "system-users");
  g_signal_connect (action, "activate", G_CALLBACK (on_action), self);
  gtk_action_group_add_action (e_html_editor_get_action_group (editor, "async"), action);
  g_object_unref (action);
  return action;
}

static void
add_items (AtenaComposerExtension *self)
{
  static const char *const ui =
    "<ui>"
    "<menubar name='main-menu'><placeholder name='pre-edit-menu'><menu action='file-menu'>"
    "<placeholder name='custom-actions-placeholder'><menuitem action='" ACTION "'/></placeholder>"
    "</menu></placeholder></menubar>"
    "<toolbar name='main-toolbar'><placeholder name='pre-main-toolbar'>"
    "<toolitem action='" ACTION "'/></placeholder></toolbar>"
    "</ui>";
  GtkUIManager *manager =
    e_html_editor_get_ui_manager (e_msg_composer_get_editor (get_composer (self)));

  atena_menus_add (manager, ui);
  atena_menus_name (manager,
                    "/main-menu/pre-edit-menu/file-menu/custom-actions-placeholder/" ACTION,
                    ACTION);
  atena_menus_name (manager, "/main-toolbar/pre-main-toolbar/" ACTION, ACTION);
}

/* With a header bar, Evolution has no items in its toolbar. */
static void
add_button (AtenaComposerExtension *self, GtkAction *action)
{
  GtkWidget *bar = gtk_window_get_titlebar (GTK_WINDOW (get_composer (self)));
  GtkWidget *button;

  if (!GTK_IS_HEADER_BAR (bar))
    return;

  button = e_header_bar_button_new (_ ("Send Separately"), action);
  e_header_bar_button_set_show_icon_only (E_HEADER_BAR_BUTTON (button), FALSE);
  atk_object_set_accessible_id (gtk_widget_get_accessible (button), ACTION);
  gtk_widget_show (button);
  gtk_header_bar_pack_start (GTK_HEADER_BAR (bar), button);
}

static void
load_settings (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  AtenaSettings *settings = atena_settings_load (NULL, NULL, &error);

  if (settings != NULL)
    g_task_return_pointer (task, settings, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_settings_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  AtenaSettings *settings = g_task_propagate_pointer (G_TASK (result), &error);

  if (settings != NULL)
    ATENA_COMPOSER_EXTENSION (source)->settings = settings;
  else
    g_warning ("%s", error->message);
}

static void
on_origin_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AtenaComposerExtension *self = user_data;

  g_strfreev (self->acquainted);
  self->acquainted = atena_composer_origin_read_finish (E_MSG_COMPOSER (source), result);
  g_object_unref (self);
}

/* Only now the composer knows what it answers. */
static void
on_mapped (AtenaComposerExtension *self)
{
  atena_composer_origin_read (get_composer (self), self->cancellable, on_origin_read,
                              g_object_ref (self));
}

static void
atena_composer_extension_constructed (GObject *object)
{
  AtenaComposerExtension *self = ATENA_COMPOSER_EXTENSION (object);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_settings_loaded, NULL);
  GtkAction *action;

  G_OBJECT_CLASS (atena_composer_extension_parent_class)->constructed (object);

  g_task_run_in_thread (task, load_settings);
  g_signal_connect_swapped (get_composer (self), "map", G_CALLBACK (on_mapped), self);
  action = add_action (self);
  add_items (self);
  add_button (self, action);
  atena_composer_fields_add (
    get_composer (self),
    e_html_editor_get_action_group (e_msg_composer_get_editor (get_composer (self)), "async"));
  add_hint_bar (self);
}

static void
atena_composer_extension_dispose (GObject *object)
{
  AtenaComposerExtension *self = ATENA_COMPOSER_EXTENSION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->hint_source, g_source_remove);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (atena_composer_extension_parent_class)->dispose (object);
}

static void
atena_composer_extension_finalize (GObject *object)
{
  AtenaComposerExtension *self = ATENA_COMPOSER_EXTENSION (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->acquainted, g_strfreev);

  G_OBJECT_CLASS (atena_composer_extension_parent_class)->finalize (object);
}

static void
atena_composer_extension_class_init (AtenaComposerExtensionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = atena_composer_extension_constructed;
  object_class->dispose = atena_composer_extension_dispose;
  object_class->finalize = atena_composer_extension_finalize;
  E_EXTENSION_CLASS (klass)->extensible_type = E_TYPE_MSG_COMPOSER;
}

static void
atena_composer_extension_class_finalize (AtenaComposerExtensionClass *klass)
{
}

static void
atena_composer_extension_init (AtenaComposerExtension *self)
{
  self->cancellable = g_cancellable_new ();
}

void
atena_composer_extension_register (GTypeModule *module)
{
  atena_composer_extension_register_type (module);
}
