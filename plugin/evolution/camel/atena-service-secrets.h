// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <libemail-engine/libemail-engine.h>

#include "atena-smtp-secrets.h"

#define ATENA_TYPE_SERVICE_SECRETS (atena_service_secrets_get_type ())
G_DECLARE_FINAL_TYPE (AtenaServiceSecrets, atena_service_secrets, ATENA, SERVICE_SECRETS, GObject)

/* What Evolution signs in at @service with: an access token where the account has one, else the
 * password. Evolution signs in itself first, with its keyring and its questions, and again when the
 * server refused what it gave. */
AtenaSmtpSecrets *
atena_service_secrets_new (EMailSession *session, CamelService *service, gboolean wants_token);
