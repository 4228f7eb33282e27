// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

#include "atena-table.h"

#define ATENA_TYPE_VCARD_READER (atena_vcard_reader_get_type ())
G_DECLARE_FINAL_TYPE (AtenaVcardReader, atena_vcard_reader, ATENA, VCARD_READER, GObject)

/* Whether @head, which a file begins with, is that of a vCard. */
gboolean
atena_vcard_reader_knows (const char *head, gsize length);

/**
 * atena_vcard_reader_new:
 * @stream: vCards of any version, one after another
 * @name: what errors call the stream, such as its file name
 *
 * A table of contacts: a header of メールアドレス, the names of AtenaCardField, and 別のメール
 * アドレス 1 to 3 for further addresses; below it one contact a row. The preferred address comes
 * first, what is after the fourth is left out. Lists of people, which have no address of their own,
 * are passed over. Errors are those of atena_card_reader_next().
 */
AtenaTable *
atena_vcard_reader_new (GInputStream *stream, const char *name);
