// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* How many letters an account may begin within any minute, hour and day; 0 is no limit. */
typedef struct
{
  guint per_minute;
  guint per_hour;
  guint per_day;
} AtenaPaceLimits;

/* For an account of which nothing is known: under the lowest limits known of Japanese providers,
 * with a fifth of the day kept for ordinary mail. */
AtenaPaceLimits
atena_pace_careful (void);

gboolean
atena_pace_is_limited (const AtenaPaceLimits *limits);

/* The longest window, in microseconds: how far back a history has to reach. */
#define ATENA_PACE_MEMORY (G_TIME_SPAN_DAY)

/**
 * atena_pace_next:
 * @times: (array length=n_times): when letters were begun, ascending, microseconds since 1970; at
 * least those within ATENA_PACE_MEMORY before @now
 *
 * The windows slide: nothing is counted by the clock's hour. Times after @now (a clock set back)
 * count as @now, so that they cannot hold up sending for longer than a window.
 *
 * Returns: when the next letter may be begun; @now if at once
 */
gint64
atena_pace_next (const AtenaPaceLimits *limits, const gint64 *times, gsize n_times, gint64 now);

/* When the last of @count more letters would be begun if each went as soon as it may. */
gint64
atena_pace_finish (
  const AtenaPaceLimits *limits, const gint64 *times, gsize n_times, guint64 count, gint64 now);
