// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib-object.h>

/* Sees each compose window before Evolution sets it up, so that the guard asks before Evolution
 * does. */
void
atena_shell_extension_register (GTypeModule *module);
