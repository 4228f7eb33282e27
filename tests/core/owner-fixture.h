// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* A value that says whose it is, with @tail behind that. */
char *
owner_fixture_make_value (guint owner, const char *tail);

/* How many such values are in @text, all of which must be of @owner. */
guint
owner_fixture_count (const char *text, guint owner);
