// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The entry points of the module for Evolution: refuses the wrong Evolution, binds the translations
// and registers the extensions, which do the rest.

#include <glib/gi18n-lib.h>
#include <libedataserver/libedataserver.h>

#include "atena-composer-extension.h"
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

  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  atena_shell_extension_register (module);
  atena_composer_extension_register (module);
}

void
e_module_unload (GTypeModule *module)
{
}
