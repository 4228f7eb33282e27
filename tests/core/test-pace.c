// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-pace.h"

#define S   G_TIME_SPAN_SECOND
#define NOW (1000000 * S)

static void
test_no_limit (void)
{
  const AtenaPaceLimits limits = { 0 };
  const gint64 times[] = { NOW, NOW, NOW };

  g_assert_cmpint (atena_pace_next (&limits, times, 3, NOW), ==, NOW);
  g_assert_cmpint (atena_pace_finish (&limits, times, 3, 1000000, NOW), ==, NOW);
}

static void
test_minute (void)
{
  const AtenaPaceLimits limits = { .per_minute = 2 };
  const gint64 times[] = { NOW - 70 * S, NOW - 50 * S, NOW - 10 * S };

  g_assert_cmpint (atena_pace_next (&limits, times, 0, NOW), ==, NOW);
  g_assert_cmpint (atena_pace_next (&limits, times, 1, NOW), ==, NOW);
  g_assert_cmpint (atena_pace_next (&limits, times, 2, NOW), ==, NOW);
  g_assert_cmpint (atena_pace_next (&limits, times, 3, NOW), ==, NOW + 10 * S);
}

static void
test_hour (void)
{
  const AtenaPaceLimits limits = { .per_minute = 2, .per_hour = 3 };
  const gint64 times[] = { NOW - 3000 * S, NOW - 2000 * S, NOW - 90 * S };

  g_assert_cmpint (atena_pace_next (&limits, times, 3, NOW), ==, NOW + 600 * S);
}

static void
test_day (void)
{
  const AtenaPaceLimits limits = { .per_hour = 2, .per_day = 3 };
  const gint64 times[] = { NOW - 80000 * S, NOW - 70000 * S, NOW - 5000 * S };

  g_assert_cmpint (atena_pace_next (&limits, times, 2, NOW), ==, NOW);
  g_assert_cmpint (atena_pace_next (&limits, times, 3, NOW), ==, NOW + 6400 * S);
  g_assert_cmpint (atena_pace_next (&limits, times, 3, NOW + 6400 * S), ==, NOW + 6400 * S);
}

/* 450 a day less a fifth, which stays for ordinary mail. */
static void
test_careful (void)
{
  const AtenaPaceLimits limits = atena_pace_careful ();

  g_assert_cmpuint (limits.per_minute, ==, 10);
  g_assert_cmpuint (limits.per_hour, ==, 90);
  g_assert_cmpuint (limits.per_day, ==, 450 * 4 / 5);
  g_assert_cmpint (ATENA_PACE_MEMORY, ==, G_TIME_SPAN_DAY);
}

static void
test_is_limited (void)
{
  g_assert_false (atena_pace_is_limited (&(AtenaPaceLimits){ 0 }));
  g_assert_true (atena_pace_is_limited (&(AtenaPaceLimits){ .per_minute = 1 }));
  g_assert_true (atena_pace_is_limited (&(AtenaPaceLimits){ .per_hour = 1 }));
  g_assert_true (atena_pace_is_limited (&(AtenaPaceLimits){ .per_day = 1 }));
}

/* The first of a minute's letters may go again a minute after it went, not when a clock's minute
 * ends. */
static void
test_window_slides (void)
{
  const AtenaPaceLimits limits = { .per_minute = 10 };
  gint64 times[100];
  gint64 now = NOW;

  for (guint i = 0; i < 100; i++)
    {
      now = atena_pace_next (&limits, times, i, now);
      times[i] = now;
      now += S;
    }
  for (guint i = 10; i < 100; i++)
    g_assert_cmpint (times[i] - times[i - 10], >=, 60 * S);
}

static void
test_clock_set_back (void)
{
  const AtenaPaceLimits limits = { .per_minute = 1 };
  const gint64 times[] = { NOW + 100000 * S };

  g_assert_cmpint (atena_pace_next (&limits, times, 1, NOW), ==, NOW + 60 * S);
}

static void
test_finish (void)
{
  const AtenaPaceLimits limits = { .per_minute = 10, .per_hour = 90 };

  g_assert_cmpint (atena_pace_finish (&limits, NULL, 0, 0, NOW), ==, NOW);
  g_assert_cmpint (atena_pace_finish (&limits, NULL, 0, 10, NOW), ==, NOW);
  g_assert_cmpint (atena_pace_finish (&limits, NULL, 0, 11, NOW), ==, NOW + 60 * S);
  g_assert_cmpint (atena_pace_finish (&limits, NULL, 0, 90, NOW), ==, NOW + 8 * 60 * S);
  g_assert_cmpint (atena_pace_finish (&limits, NULL, 0, 91, NOW), ==, NOW + 3600 * S);
  g_assert_cmpint (atena_pace_finish (&limits, NULL, 0, 300, NOW), ==,
                   NOW + 3 * 3600 * S + 2 * 60 * S);
  g_assert_cmpint (atena_pace_finish (&(AtenaPaceLimits){ .per_day = 360 }, NULL, 0, 721, NOW), ==,
                   NOW + 2 * G_TIME_SPAN_DAY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pace/without-limit-is-now", test_no_limit);
  g_test_add_func ("/pace/keeps-the-minute", test_minute);
  g_test_add_func ("/pace/keeps-the-hour-too", test_hour);
  g_test_add_func ("/pace/keeps-the-day-too", test_day);
  g_test_add_func ("/pace/is-careful-with-the-unknown", test_careful);
  g_test_add_func ("/pace/any-limit-is-one", test_is_limited);
  g_test_add_func ("/pace/windows-slide", test_window_slides);
  g_test_add_func ("/pace/a-clock-set-back-waits-one-window", test_clock_set_back);
  g_test_add_func ("/pace/foresees-the-finish", test_finish);

  return g_test_run ();
}
