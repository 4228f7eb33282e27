// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <shell/e-shell.h>

/* Looks, once Evolution has started, for campaigns that were left unfinished by an earlier one, and
 * says so in its main windows and in a notification. Only those are offered whose account exists
 * here. */
void
atena_left_over_look (EShell *shell);
