// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <camel/camel.h>

#define ATENA_TYPE_CAMEL_MESSAGE (atena_camel_message_get_type ())
G_DECLARE_FINAL_TYPE (
  AtenaCamelMessage, atena_camel_message, ATENA, CAMEL_MESSAGE, CamelMimeMessage)

/**
 * atena_camel_message_new:
 * @octets: a letter, line ends CRLF
 *
 * A message that can be asked about like any other of Camel's, and is written as @octets say, but
 * for line ends, which are LF: Camel makes what it needs of those, and would double a CRLF.
 */
AtenaCamelMessage *
atena_camel_message_new (GBytes *octets, GError **error);

/* Whether anybody has asked for the octets, as a transport does to hand them over. */
gboolean
atena_camel_message_is_written (AtenaCamelMessage *self);
