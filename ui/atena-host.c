// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What windows borrow from a mail program: the way through its interface, and nothing behind it.

#include "atena-host.h"

G_DEFINE_INTERFACE (AtenaHost, atena_host, G_TYPE_OBJECT)

AtenaTransport *
atena_host_open_transport (AtenaHost *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (ATENA_IS_HOST (self), NULL);

  return ATENA_HOST_GET_IFACE (self)->open_transport (self, cancellable, error);
}

AtenaCopies *
atena_host_open_copies (AtenaHost *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (ATENA_IS_HOST (self), NULL);

  return ATENA_HOST_GET_IFACE (self)->open_copies (self, cancellable, error);
}

void
atena_host_started (AtenaHost *self)
{
  g_return_if_fail (ATENA_IS_HOST (self));

  ATENA_HOST_GET_IFACE (self)->started (self);
}

void
atena_host_closed (AtenaHost *self)
{
  g_return_if_fail (ATENA_IS_HOST (self));

  ATENA_HOST_GET_IFACE (self)->closed (self);
}

static void
atena_host_default_init (AtenaHostInterface *iface)
{
}
