// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What Atena adds to Evolution as a whole: the guard in front of Evolution's own questions at each
// compose window, and the campaigns under way.

#include "atena-shell-extension.h"

#include <composer/e-msg-composer.h>
#include <libebackend/libebackend.h>
#include <shell/e-shell.h>

#include "atena-composer-extension.h"
#include "atena-left-over.h"

typedef struct
{
  EExtension parent_instance;

  AtenaUnderWay *under_way;
} AtenaShellExtension;

typedef struct
{
  EExtensionClass parent_class;
} AtenaShellExtensionClass;

GType
atena_shell_extension_get_type (void);

#define ATENA_SHELL_EXTENSION(object) \
  G_TYPE_CHECK_INSTANCE_CAST (object, atena_shell_extension_get_type (), AtenaShellExtension)

G_DEFINE_DYNAMIC_TYPE (AtenaShellExtension, atena_shell_extension, E_TYPE_EXTENSION)

/* An emission hook runs before the handlers of the emission, one of which is Evolution's, which
 * connects its own questions to "presend". */
static gboolean
on_window_added (GSignalInvocationHint *hint,
                 guint n_values,
                 const GValue *values,
                 gpointer user_data)
{
  gpointer window = g_value_get_object (&values[1]);

  if (E_IS_MSG_COMPOSER (window))
    g_signal_connect (window, "presend", G_CALLBACK (atena_composer_extension_on_presend), NULL);
  return TRUE;
}

static void
atena_shell_extension_constructed (GObject *object)
{
  AtenaShellExtension *self = ATENA_SHELL_EXTENSION (object);

  G_OBJECT_CLASS (atena_shell_extension_parent_class)->constructed (object);

  self->under_way = atena_under_way_new (E_SHELL (e_extension_get_extensible (E_EXTENSION (self))));

  g_signal_connect (e_extension_get_extensible (E_EXTENSION (self)), "event::ready-to-start",
                    G_CALLBACK (atena_left_over_look), NULL);
  g_signal_add_emission_hook (g_signal_lookup ("window-added", GTK_TYPE_APPLICATION), 0,
                              on_window_added, NULL, NULL);
}

static void
atena_shell_extension_dispose (GObject *object)
{
  g_clear_object (&ATENA_SHELL_EXTENSION (object)->under_way);

  G_OBJECT_CLASS (atena_shell_extension_parent_class)->dispose (object);
}

static void
atena_shell_extension_class_init (AtenaShellExtensionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = atena_shell_extension_constructed;
  object_class->dispose = atena_shell_extension_dispose;
  E_EXTENSION_CLASS (klass)->extensible_type = E_TYPE_SHELL;
}

static void
atena_shell_extension_class_finalize (AtenaShellExtensionClass *klass)
{
}

static void
atena_shell_extension_init (AtenaShellExtension *self)
{
}

AtenaUnderWay *
atena_shell_extension_get_under_way (EShell *shell)
{
  GList *list =
    e_extensible_list_extensions (E_EXTENSIBLE (shell), atena_shell_extension_get_type ());
  AtenaUnderWay *under_way = list != NULL ? ATENA_SHELL_EXTENSION (list->data)->under_way : NULL;

  g_list_free (list);
  return under_way;
}

void
atena_shell_extension_register (GTypeModule *module)
{
  atena_shell_extension_register_type (module);
}
