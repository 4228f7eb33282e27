// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

#include "atena-feed.h"

#define ATENA_TYPE_TRANSPORT (atena_transport_get_type ())
G_DECLARE_INTERFACE (AtenaTransport, atena_transport, ATENA, TRANSPORT, GObject)

/* A way to send letters. */
struct _AtenaTransportInterface
{
  GTypeInterface parent;

  gboolean (*run) (AtenaTransport *self,
                   AtenaFeed *feed,
                   GCancellable *cancellable,
                   GError **error);
};

/**
 * atena_transport_run:
 * @cancellable: once cancelled no new letter is claimed; those under way are finished as far as the
 *   server answers soon
 * @error: ATENA_ERROR_ACCOUNT with the server's words when it cannot go on
 *
 * Blocks, and sends what @feed offers until that is done. Every letter that was claimed is settled
 * before this returns, in whatever way it does.
 */
gboolean
atena_transport_run (AtenaTransport *self,
                     AtenaFeed *feed,
                     GCancellable *cancellable,
                     GError **error);
