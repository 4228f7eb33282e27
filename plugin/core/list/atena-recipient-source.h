// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

#include "atena-fields.h"
#include "atena-recipient.h"

#define ATENA_TYPE_RECIPIENT_SOURCE (atena_recipient_source_get_type ())
G_DECLARE_INTERFACE (AtenaRecipientSource, atena_recipient_source, ATENA, RECIPIENT_SOURCE, GObject)

/* Something that yields recipients one by one and needs no memory for those already yielded. */
struct _AtenaRecipientSourceInterface
{
  GTypeInterface parent;

  AtenaFields *(*get_fields) (AtenaRecipientSource *self);
  gboolean (*next) (AtenaRecipientSource *self, AtenaRecipient **ret_recipient, GError **error);
};

/* The fields that every recipient of this source has. Borrowed. */
AtenaFields *
atena_recipient_source_get_fields (AtenaRecipientSource *self);

/**
 * atena_recipient_source_next:
 * @ret_recipient: (out) (transfer full) (nullable): the next recipient, or NULL after the last; a
 *   row whose address is no good is yielded too, with its reason
 * @error: ATENA_ERROR_INVALID with file, row and column; nothing after it can be trusted
 *
 * Returns: FALSE on error
 */
gboolean
atena_recipient_source_next (AtenaRecipientSource *self,
                             AtenaRecipient **ret_recipient,
                             GError **error);

/* A value of each field, "" where there is none, from the first of those that are left; NULL when
 * nobody is left or could be read. Owned by the caller. */
GStrv
atena_recipient_source_read_examples (AtenaRecipientSource *self);

/* Takes one recipient in; FALSE with an error ends the walk. */
typedef gboolean (*AtenaRecipientFunc) (AtenaRecipient *recipient, gpointer data, GError **error);

/* Hands all recipients that are left to @func. Errors: those of atena_recipient_source_next() and
 * of
 * @func, G_IO_ERROR_CANCELLED. */
gboolean
atena_recipient_source_foreach (AtenaRecipientSource *self,
                                GCancellable *cancellable,
                                AtenaRecipientFunc func,
                                gpointer data,
                                GError **error);
