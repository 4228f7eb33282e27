// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-addressee.h"
#include "atena-order.h"

/* Results are owned by the caller. @time, @finish: microseconds since 1970. */

char *
atena_words_describe_time (gint64 time);
char *
atena_words_describe_finish (gint64 finish);

/* A note about words in @text that do not fit a letter to one person, or NULL. */
char *
atena_words_find_lies (const char *text);

/* @largest, @all: octets of one letter, and of all of them */
char *
atena_words_describe_sizes (guint64 largest, guint64 all);

/* What changes by sending @order separately, a line each. */
char *
atena_words_describe_changes (const AtenaOrder *order, guint letters, guint copies, AtenaKeep keep);
