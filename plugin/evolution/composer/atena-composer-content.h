// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <composer/e-msg-composer.h>

#include "atena-draft.h"
#include "atena-identity.h"

/**
 * atena_composer_content_read:
 *
 * Reads what was written in @composer: texts, pictures, attachments and the headers that a letter
 * keeps. Nothing of the composer is changed. Main thread; attachments are copied on another one.
 */
void
atena_composer_content_read (EMsgComposer *composer,
                             const AtenaIdentity *identity,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/* @error: from the editor, or ATENA_ERROR_INVALID from atena_composition_build(). */
AtenaDraft *
atena_composer_content_read_finish (EMsgComposer *composer, GAsyncResult *result, GError **error);

/* Whether the message asks its readers to say that they have read it. */
gboolean
atena_composer_wants_receipt (EMsgComposer *composer);

/* Whether the action called @name, such as "pgp-sign", is switched on. */
gboolean
atena_composer_has_switched_on (EMsgComposer *composer, const char *name);
