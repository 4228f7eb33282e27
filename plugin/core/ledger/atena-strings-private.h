// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* What a ledger keeps of a list of strings: a JSON array (RFC 8259). @strings are UTF-8. */
char *
atena_strings_to_json (const char *const *strings);
void
atena_strings_append_json (GString *json, const char *const *strings);

/* The inverse; the ledger is damaged when @json is anything else than such an array. */
GStrv
atena_strings_from_json (const char *json, GError **error);
