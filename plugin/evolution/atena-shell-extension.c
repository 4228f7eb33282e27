// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Puts the guard in front of Evolution's own questions at each compose window; what the guard asks
// is the composer extension's business.

#include "atena-shell-extension.h"

#include <composer/e-msg-composer.h>
#include <libebackend/libebackend.h>
#include <shell/e-shell.h>

#include "atena-composer-extension.h"

typedef struct
{
  EExtension parent_instance;
} AtenaShellExtension;

typedef struct
{
  EExtensionClass parent_class;
} AtenaShellExtensionClass;

GType
atena_shell_extension_get_type (void);

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
  G_OBJECT_CLASS (atena_shell_extension_parent_class)->constructed (object);

  g_signal_add_emission_hook (g_signal_lookup ("window-added", GTK_TYPE_APPLICATION), 0,
                              on_window_added, NULL, NULL);
}

static void
atena_shell_extension_class_init (AtenaShellExtensionClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = atena_shell_extension_constructed;
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

void
atena_shell_extension_register (GTypeModule *module)
{
  atena_shell_extension_register_type (module);
}
