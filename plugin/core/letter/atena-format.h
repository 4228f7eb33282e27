// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* A way of writing a value, as `{{期日:date 令和}}` names it; a constant. */
typedef struct
{
  const char *name;
  const char *label; /* what it does, for a menu; pass it through _() */
} AtenaFormat;

/* All of them, in the order of a menu. */
const AtenaFormat *
atena_format_list (guint *ret_n_formats);

/* The format called @name, compared as atena_text_field_key() does and without white space. */
const AtenaFormat *
atena_format_find (const char *name);

/* Whether it writes dates, and not numbers or letters. */
gboolean
atena_format_is_date (const AtenaFormat *self);

/**
 * atena_format_apply:
 * @value: a cell as it was typed
 * @japanese: whether `date` alone means 2026年11月24日, and not 2026-11-24
 *
 * A date is read as year, month and day: 2026/11/24, 2026-11-24, 2026.11.24, 20261124,
 * 2026年11月24日, 令和8年11月24日 or R8.11.24, with the right day of the week and a time of day
 * behind it or without. Nothing is guessed: a year of two digits and 11/24/2026 are no dates, and
 * an era counts from its first day to its last. A number may have commas at each third digit and
 * decimals, which stay; no zero in front. Full-width forms count as ASCII.
 *
 * Returns: (nullable): @value as the format writes it; NULL when it is not of that kind. Owned by
 *   the caller.
 */
char *
atena_format_apply (const AtenaFormat *self, const char *value, gboolean japanese);

/* @date as the format writes it, which is one for dates. */
char *
atena_format_apply_date (const AtenaFormat *self, const GDate *date, gboolean japanese);
