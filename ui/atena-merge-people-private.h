// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-order.h"
#include "atena-recipient-source.h"

/**
 * atena_merge_people_open:
 *
 * The people of a message as a list. Where its text names fields that only address books know, the
 * order's contacts are asked about them, which blocks.
 */
AtenaRecipientSource *
atena_merge_people_open (const AtenaOrder *order, GCancellable *cancellable, GError **error);
