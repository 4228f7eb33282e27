// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* Where the time comes from: microseconds since 1970 (g_get_real_time(), but for tests). */
typedef gint64 (*AtenaClock) (void);
