// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <composer/e-msg-composer.h>

/* Takes the message in @composer to the merge window, or says what is in the way; does nothing
 * while that window is already open for it. Main thread, not within "presend". */
void
atena_composer_merge (EMsgComposer *composer);
