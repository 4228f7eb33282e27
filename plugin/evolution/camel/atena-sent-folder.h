// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <libemail-engine/libemail-engine.h>

#include "atena-copies.h"

#define ATENA_TYPE_SENT_FOLDER (atena_sent_folder_get_type ())
G_DECLARE_FINAL_TYPE (AtenaSentFolder, atena_sent_folder, ATENA, SENT_FOLDER, GObject)

/**
 * atena_sent_folder_open:
 * @identity_uid: of the ESource with the identity
 * @error: (nullable): untouched when the identity keeps no copies
 *
 * The folder that the identity keeps its copies in, or Evolution's own Sent on this computer when
 * that one cannot be reached. Blocks.
 */
AtenaCopies *
atena_sent_folder_open (EMailSession *session,
                        const char *identity_uid,
                        GCancellable *cancellable,
                        GError **error);
