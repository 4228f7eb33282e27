// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/**
 * AtenaError:
 * @ATENA_ERROR_INVALID: a list, letter or option is wrong; nothing was sent and nothing kept.
 * @ATENA_ERROR_LEDGER: the ledger cannot be opened, read or written.
 * @ATENA_ERROR_BUSY: another process is sending this campaign.
 * @ATENA_ERROR_ACCOUNT: the server or the account stops the whole campaign (login, TLS, pace,
 *   connection); every letter not sent stays pending and can be sent later.
 * @ATENA_ERROR_LIMIT: as many letters went as were asked for at a time; more are left.
 *
 * Messages are translated, complete sentences without a final period, and may be shown as they are.
 */
typedef enum
{
  ATENA_ERROR_INVALID,
  ATENA_ERROR_LEDGER,
  ATENA_ERROR_BUSY,
  ATENA_ERROR_ACCOUNT,
  ATENA_ERROR_LIMIT,
} AtenaError;

#define ATENA_ERROR (atena_error_quark ())
GQuark
atena_error_quark (void);
