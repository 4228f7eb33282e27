// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-order.h"

#define ATENA_TYPE_LATE_BAR (atena_late_bar_get_type ())
G_DECLARE_FINAL_TYPE (AtenaLateBar, atena_late_bar, ATENA, LATE_BAR, GtkInfoBar)

/* A word about address books that did not answer in good time. It emits "fill" when one of them has
 * answered by now and somebody wants what it says. */

/* Begins to wait for the order's contacts, on a thread of its own, if any of them are late. */
void
atena_late_bar_wait (AtenaLateBar *self, const AtenaOrder *order);
/* Waits no longer. */
void
atena_late_bar_clear (AtenaLateBar *self);
