// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <camel/camel.h>

#include "atena-outcome.h"

/**
 * atena_camel_outcome_new:
 * @protocol: of Camel's provider, such as "smtp", "sendmail", "ews"
 * @written: whether the provider has asked for the octets of the letter
 * @connected: whether the service still is
 * @error: (nullable): what Camel says, which at the end of a connection is nothing at all
 *
 * What became of a letter when Camel says that it could not send it. Camel keeps no reply codes, so
 * this says less than a server does, and nothing that is not certain:
 *
 * - returned: nothing of the letter was handed over. Camel or the server said why, and would say so
 *   of the next letter (hold), or the connection was lost.
 * - deferred: the server refused this recipient; whether for good, nobody knows.
 * - rejected: the program that takes the letters refused this one.
 * - uncertain: all else.
 */
AtenaOutcome *
atena_camel_outcome_new (const char *protocol,
                         gboolean written,
                         gboolean connected,
                         const GError *error);
