// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <libedataserver/libedataserver.h>

/* What Evolution does for an account by itself. All of it is in memory. */

/**
 * atena_camel_account_can_send:
 * @backend: (nullable): of the ESource with the server, such as "smtp" or "ews"
 */
gboolean
atena_camel_account_can_send (const char *backend);

/* Whether a person has accepted a certificate of @host that nothing else vouches for: libcurl does
 * not know about that. */
gboolean
atena_camel_account_is_trusted (const char *host);

/* Whether copies of what @identity sends are put into its folder Sent by Evolution, not by the
 * server. */
gboolean
atena_camel_account_wants_copies (ESourceRegistry *registry,
                                  ESource *identity,
                                  const char *backend);
