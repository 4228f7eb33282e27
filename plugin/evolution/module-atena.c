// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The entry points of the module for Evolution: refuses the wrong Evolution, binds the translations
// and registers the extensions, which do the rest.

#include <glib/gi18n-lib.h>
#include <libedataserver/libedataserver.h>

#include "atena-composer-extension.h"
#include "atena-lists-extension.h"
#include "atena-shell-extension.h"

G_MODULE_EXPORT void
e_module_load (GTypeModule *module);
G_MODULE_EXPORT void
e_module_unload (GTypeModule *module);

/* Evolution's libraries change without changing their names, so that the loader cannot tell. */
static gboolean
is_right_series (void)
{
  return eds_major_version == EDS_MAJOR_VERSION && eds_minor_version == EDS_MINOR_VERSION;
}

/* There may be a copy for everybody on this machine and one of the person's own. */
static gboolean
is_loaded_elsewhere (GTypeModule *module)
{
  GType type = g_type_from_name ("AtenaShellExtension");

  return type != G_TYPE_INVALID && g_type_get_plugin (type) != G_TYPE_PLUGIN (module);
}

/* Evolution calls this twice, with a call of the other one in between. */
void
e_module_load (GTypeModule *module)
{
  if (!is_right_series ())
    {
      g_warning ("Atena was built for Evolution %d.%d and does nothing in Evolution %u.%u",
                 EDS_MAJOR_VERSION, EDS_MINOR_VERSION, eds_major_version, eds_minor_version);
      return;
    }
  if (is_loaded_elsewhere (module))
    {
      g_message ("Atena is installed twice; %s is not used",
                 e_module_get_filename (E_MODULE (module)));
      return;
    }

  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  atena_shell_extension_register (module);
  atena_composer_extension_register (module);
  atena_lists_extension_register (module);
}

void
e_module_unload (GTypeModule *module)
{
}
