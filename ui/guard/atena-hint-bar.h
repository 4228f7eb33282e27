// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-guard.h"

#define ATENA_TYPE_HINT_BAR (atena_hint_bar_get_type ())
G_DECLARE_FINAL_TYPE (AtenaHintBar, atena_hint_bar, ATENA, HINT_BAR, GtkInfoBar)

/* A quiet word in the compose window while people stand in Bcc (ATENA_FINDING_HIDDEN_FEW). Emits
 * GtkInfoBar::response with ATENA_RESPONSE_SEPARATELY, and with GTK_RESPONSE_CLOSE, after which it
 * stays away. */
GtkWidget *
atena_hint_bar_new (void);

/* Shows or hides it as the guard finds. */
void
atena_hint_bar_set_findings (AtenaHintBar *self, GPtrArray *findings);
