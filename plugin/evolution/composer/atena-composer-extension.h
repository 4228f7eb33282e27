// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <composer/e-msg-composer.h>

/* Each compose window's button and menu item for sending separately, and its guard. */
void
atena_composer_extension_register (GTypeModule *module);

/* For "presend" of a composer, ahead of Evolution's own: FALSE stops the sending. */
gboolean
atena_composer_extension_on_presend (EMsgComposer *composer, gpointer user_data);
