// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-addressee.h"

/* What tells one person from another, for comparing: the mailbox's key, or what stands in its place
 * when a mail program could still make something of the text. NULL for one who has no address at
 * all. Owned by the caller. */
char *
atena_addressee_dup_key (const AtenaAddressee *self);

/* The keys (atena_mailbox_get_key()) of those of @addresses that are some. Owned by the caller. */
GHashTable *
atena_addressee_collect_keys (const char *const *addresses);
