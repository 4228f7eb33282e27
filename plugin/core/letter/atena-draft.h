// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

#include "atena-mailbox.h"

#define ATENA_TYPE_DRAFT (atena_draft_get_type ())
G_DECLARE_FINAL_TYPE (AtenaDraft, atena_draft, ATENA, DRAFT, GObject)

/**
 * atena_draft_new:
 * @bytes: a message file (RFC 5322, MIME)
 * @name: what errors call it, such as its file name
 * @error: ATENA_ERROR_INVALID when it is no message, has no single valid From, holds no text at
 * all, is signed or encrypted (each letter would break the signature), or a text part is in a
 * character set that cannot be read
 */
AtenaDraft *
atena_draft_new (GBytes *bytes, const char *name, GError **error);

/* The same for the file at @path. */
AtenaDraft *
atena_draft_load (const char *path, GError **error);

/* The message file as given: what a ledger keeps. */
GBytes *
atena_draft_get_bytes (AtenaDraft *self);
const char *
atena_draft_get_name (AtenaDraft *self);

/* The subject template, decoded; "" when there is none. */
const char *
atena_draft_get_subject (AtenaDraft *self);
AtenaMailbox *
atena_draft_get_from (AtenaDraft *self);

/* The same subject of the message file that begins with @octets, of which no more than the headers
 * is needed; "" also when it cannot be read. Owned by the caller. */
char *
atena_draft_peek_subject (const char *octets, gsize length);

/* How many mailboxes stand in To, Cc and Bcc of the draft: none of them gets a letter by that. */
guint
atena_draft_get_n_addressees (AtenaDraft *self);

/* Names of the attachments, NULL-terminated, in their order; "" for one without a name. Pictures
 * that the HTML shows (RFC 2387) are none. */
const char *const *
atena_draft_get_attachments (AtenaDraft *self);
