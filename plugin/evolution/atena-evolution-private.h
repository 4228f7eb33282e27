// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <composer/e-msg-composer.h>

/* Evolution defines no clean-up for it. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EMsgComposer, g_object_unref)
