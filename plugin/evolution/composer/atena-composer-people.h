// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <composer/e-msg-composer.h>

/* Everybody in To, Cc and Bcc, contact lists expanded; (element-type AtenaAddressee). Main thread.
 */
GPtrArray *
atena_composer_read_people (EMsgComposer *composer);
