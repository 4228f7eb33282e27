// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-columns.h"

/* A word in the name of a column that says what the column means. Of two hints at one role, the one
 * with the lower address is the better. */
typedef struct
{
  const char *text; /* NFKC and case folded, letters alone */
  AtenaColumnRole role;
  gboolean whole; /* is the whole name of the column, not a part of it */
  gboolean weak;  /* says little: its cells have to say the rest */
} AtenaColumnHint;

/* The longest hint in @text, folded likewise, that does or does not concern the reading of a name;
 * NULL for none. Borrowed. */
const AtenaColumnHint *
atena_column_hint_find (const char *text, gboolean phonetic);
