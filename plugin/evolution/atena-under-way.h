// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <shell/e-shell.h>

#include "atena-dispatch.h"

#define ATENA_TYPE_UNDER_WAY (atena_under_way_get_type ())
G_DECLARE_FINAL_TYPE (AtenaUnderWay, atena_under_way, ATENA, UNDER_WAY, GObject)

/* The campaigns of this Evolution, and what they mean for quitting it: it asks first, and whatever
 * is answered waits for the letter under way. @shell is not kept. */
AtenaUnderWay *
atena_under_way_new (EShell *shell);

void
atena_under_way_add (AtenaUnderWay *self, AtenaDispatch *dispatch);

/* Whether campaign @id is among them. */
gboolean
atena_under_way_has (AtenaUnderWay *self, gint64 id);
