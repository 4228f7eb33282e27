// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Answers when the next letter may go; pure arithmetic without clock or account.

#include "atena-pace.h"

AtenaPaceLimits
atena_pace_careful (void)
{
  return (AtenaPaceLimits){ .per_minute = 10, .per_hour = 90, .per_day = 360 };
}

gboolean
atena_pace_is_limited (const AtenaPaceLimits *limits)
{
  return limits->per_minute > 0 || limits->per_hour > 0 || limits->per_day > 0;
}

static gint64
next_in_window (guint limit, gint64 window, const gint64 *times, gsize n_times, gint64 now)
{
  if (limit == 0 || n_times < limit)
    return now;

  return MAX (now, MIN (times[n_times - limit], now) + window);
}

gint64
atena_pace_next (const AtenaPaceLimits *limits, const gint64 *times, gsize n_times, gint64 now)
{
  gint64 minute = next_in_window (limits->per_minute, G_TIME_SPAN_MINUTE, times, n_times, now);
  gint64 hour = next_in_window (limits->per_hour, G_TIME_SPAN_HOUR, times, n_times, now);
  gint64 day = next_in_window (limits->per_day, G_TIME_SPAN_DAY, times, n_times, now);

  return MAX (MAX (minute, hour), day);
}

gint64
atena_pace_finish (
  const AtenaPaceLimits *limits, const gint64 *times, gsize n_times, guint64 count, gint64 now)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!atena_pace_is_limited (limits))
    return now;

  g_array_append_vals (all, times, n_times);
  for (guint64 i = 0; i < count; i++)
    {
      now = atena_pace_next (limits, (gconstpointer) all->data, all->len, now);
      g_array_append_val (all, now);
    }

  return now;
}
