// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

#include "atena-card.h"

#define ATENA_TYPE_CARD_READER (atena_card_reader_get_type ())
G_DECLARE_FINAL_TYPE (AtenaCardReader, atena_card_reader, ATENA, CARD_READER, GObject)

/**
 * atena_card_reader_new:
 * @stream: vCards of any version (2.1, RFC 2426, RFC 6350), one after another
 * @name: what errors call the stream, such as its file name
 */
AtenaCardReader *
atena_card_reader_new (GInputStream *stream, const char *name);

/**
 * atena_card_reader_next:
 * @ret_card: (out) (transfer full) (nullable): the next card, NULL after the last
 * @error: ATENA_ERROR_INVALID naming stream, card and line, or an error of reading; it comes again
 *   at each later call
 *
 * Lists of people are cards, too. Keeps one card in memory, and of it what AtenaCard has: pictures
 * are passed over. Errors: text outside of cards, a card without end, a line of more than 1 MiB,
 * text in no known character set.
 */
gboolean
atena_card_reader_next (AtenaCardReader *self, AtenaCard **ret_card, GError **error);

/* What errors call the stream. Borrowed. */
const char *
atena_card_reader_get_name (AtenaCardReader *self);
