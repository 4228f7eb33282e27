// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* Keeps the computer from going to sleep by itself while it lives, where logind knows how; nothing
 * at all elsewhere. */
typedef struct _AtenaInhibitor AtenaInhibitor;

/* @why: shown by whatever would send the computer to sleep. Main thread; does not block. */
AtenaInhibitor *
atena_inhibitor_new (const char *why);
void
atena_inhibitor_free (AtenaInhibitor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaInhibitor, atena_inhibitor_free)
