// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib-object.h>

/* Adds the window of saved lists to the menu of each main window. */
void
atena_lists_extension_register (GTypeModule *module);
