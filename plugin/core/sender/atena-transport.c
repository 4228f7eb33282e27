// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The seam between the sender and whatever carries letters.

#include "atena-transport.h"

G_DEFINE_INTERFACE (AtenaTransport, atena_transport, G_TYPE_OBJECT)

static void
atena_transport_default_init (AtenaTransportInterface *iface)
{
}

gboolean
atena_transport_run (AtenaTransport *self,
                     AtenaFeed *feed,
                     GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (ATENA_IS_TRANSPORT (self), FALSE);

  return ATENA_TRANSPORT_GET_IFACE (self)->run (self, feed, cancellable, error);
}
