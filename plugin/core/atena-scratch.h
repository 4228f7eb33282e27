// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* A new file that may be read and written, and that has no name: for octets about people, which
 * nobody else shall see and which are gone with the process however it ends. The caller closes it;
 * -1 with an error of GIOErrorEnum that names the folder. */
int
atena_scratch_open (GError **error);
