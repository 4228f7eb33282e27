// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-smtp-secrets.h"

/* In place of a file name. */
#define ATENA_CLI_STANDARD_INPUT "-"

/* The first line of @path, which nobody else may be able to read. ATENA_ERROR_INVALID. For
 * atena_smtp_secret_free(). */
char *
atena_cli_password_read (const char *path, GError **error);

#define ATENA_TYPE_CLI_PASSWORD (atena_cli_password_get_type ())
G_DECLARE_FINAL_TYPE (AtenaCliPassword, atena_cli_password, ATENA, CLI_PASSWORD, GObject)

/* Reads @path anew each time. */
AtenaSmtpSecrets *
atena_cli_password_new (const char *path);
