// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <composer/e-msg-composer.h>

#include "atena-list-choice.h"

/* Adds menus to @composer, from which a person inserts fields and chooses a list. Once; the other
 * functions need it. All of them on the main thread. */
void
atena_composer_fields_add (EMsgComposer *composer, GtkActionGroup *group);

/* Inserts @placeholder at the cursor: into the subject if that had the focus last, otherwise into
 * the text. */
void
atena_composer_fields_insert (EMsgComposer *composer, const char *placeholder);

/* The list that goes with the message, NULL for none; the menus offer its fields. Borrowed. */
const AtenaListChoice *
atena_composer_fields_get_list (EMsgComposer *composer);
void
atena_composer_fields_set_list (EMsgComposer *composer, const AtenaListChoice *list);
