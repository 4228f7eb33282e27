// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <composer/e-msg-composer.h>

#include "atena-settings.h"

typedef enum
{
  ATENA_ANSWER_GO_ON,      /* to Evolution's own questions, and out as it is */
  ATENA_ANSWER_BACK,       /* the person wants to change something */
  ATENA_ANSWER_SEPARATELY, /* one letter for each */
} AtenaAnswer;

/**
 * atena_composer_guard_check:
 * @people: (element-type AtenaAddressee): who stands in @composer; the findings borrow them
 * @settings: (nullable)
 * @acquainted: (nullable): addresses in the message being answered
 *
 * Returns: (element-type AtenaFinding): what the guard finds. Main thread.
 */
GPtrArray *
atena_composer_guard_check (EMsgComposer *composer,
                            GPtrArray *people,
                            AtenaSettings *settings,
                            const char *const *acquainted);

/* Asks the person about @findings, one after the other. Runs the main loop meanwhile. */
AtenaAnswer
atena_composer_guard_ask (EMsgComposer *composer, GPtrArray *findings, AtenaSettings *settings);
