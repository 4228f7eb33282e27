// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <shell/e-shell.h>

#include "atena-under-way.h"

/* Sees each compose window before Evolution sets it up, so that the guard asks before Evolution
 * does. */
void
atena_shell_extension_register (GTypeModule *module);

/* The campaigns of the Evolution that @shell is. Borrowed. */
AtenaUnderWay *
atena_shell_extension_get_under_way (EShell *shell);
