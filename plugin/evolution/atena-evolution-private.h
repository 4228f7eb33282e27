// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <composer/e-msg-composer.h>
#include <libemail-engine/libemail-engine.h>

/* Evolution defines no clean-up for these. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EMailSession, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EMsgComposer, g_object_unref)
