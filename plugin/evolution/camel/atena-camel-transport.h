// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <libemail-engine/libemail-engine.h>

#include "atena-transport.h"

#define ATENA_TYPE_CAMEL_TRANSPORT (atena_camel_transport_get_type ())
G_DECLARE_FINAL_TYPE (AtenaCamelTransport, atena_camel_transport, ATENA, CAMEL_TRANSPORT, GObject)

/**
 * atena_camel_transport_new:
 * @transport_uid: of the ESource with the server
 * @error: ATENA_ERROR_ACCOUNT when there is no such account (any longer)
 *
 * Sends as Evolution itself sends: whatever accounts it knows, with its own signing in, one letter
 * after the other, and between two letters ordinary mail gets its turn.
 */
AtenaTransport *
atena_camel_transport_new (EMailSession *session, const char *transport_uid, GError **error);

/* Whether the server has kept copies of what was sent: then Evolution must not. */
gboolean
atena_camel_transport_has_copies (AtenaCamelTransport *self);
