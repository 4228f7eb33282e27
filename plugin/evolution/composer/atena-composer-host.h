// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <composer/e-msg-composer.h>

#include "atena-account-host.h"

#define ATENA_TYPE_COMPOSER_HOST (atena_composer_host_get_type ())
G_DECLARE_FINAL_TYPE (
  AtenaComposerHost, atena_composer_host, ATENA, COMPOSER_HOST, AtenaAccountHost)

/* Lends the windows what belongs to the message in @composer, which cannot be changed until the
 * merge window is closed. Takes @identity. */
AtenaComposerHost *
atena_composer_host_new (EMsgComposer *composer, AtenaIdentity *identity);

/* Gives the composer back to the person; once. */
void
atena_composer_host_release (AtenaComposerHost *self);
