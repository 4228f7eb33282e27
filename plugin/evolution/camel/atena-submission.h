// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <libemail-engine/libemail-engine.h>

#include "atena-smtp-account.h"
#include "atena-transport.h"

/**
 * atena_submission_open:
 * @transport_uid: of the ESource with the server
 * @account: (transfer full): the server, with a user where it takes one
 * @error: what Evolution says when the person cannot sign in
 *
 * Lets Evolution sign in as it always does, with its keyring and its questions, and sends with what
 * it signed in with. Blocks: for a thread of its own, while the main loop runs.
 */
AtenaTransport *
atena_submission_open (EMailSession *session,
                       const char *transport_uid,
                       AtenaSmtpAccount *account,
                       GCancellable *cancellable,
                       GError **error);
