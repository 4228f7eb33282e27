// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-smtp-account.h"
#include "atena-transport.h"

#define ATENA_TYPE_SMTP_TRANSPORT (atena_smtp_transport_get_type ())
G_DECLARE_FINAL_TYPE (AtenaSmtpTransport, atena_smtp_transport, ATENA, SMTP_TRANSPORT, GObject)

#define ATENA_SMTP_MAX_CONNECTIONS 32

/* Sends over up to @connections connections to @account, which it takes: 1 to
 * ATENA_SMTP_MAX_CONNECTIONS. */
AtenaSmtpTransport *
atena_smtp_transport_new (AtenaSmtpAccount *account, guint connections);
