// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The seam through which recipients come in; each kind of list has an implementation of its own.

#include "atena-recipient-source.h"

G_DEFINE_INTERFACE (AtenaRecipientSource, atena_recipient_source, G_TYPE_OBJECT)

static void
atena_recipient_source_default_init (AtenaRecipientSourceInterface *iface)
{
}

AtenaFields *
atena_recipient_source_get_fields (AtenaRecipientSource *self)
{
  g_return_val_if_fail (ATENA_IS_RECIPIENT_SOURCE (self), NULL);

  return ATENA_RECIPIENT_SOURCE_GET_IFACE (self)->get_fields (self);
}

gboolean
atena_recipient_source_next (AtenaRecipientSource *self,
                             AtenaRecipient **ret_recipient,
                             GError **error)
{
  g_return_val_if_fail (ATENA_IS_RECIPIENT_SOURCE (self), FALSE);

  return ATENA_RECIPIENT_SOURCE_GET_IFACE (self)->next (self, ret_recipient, error);
}
