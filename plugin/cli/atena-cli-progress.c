// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Draws the progress of a campaign for somebody who waits.

#include "atena-cli-progress.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "atena-cli-output.h"

#define BAR_WIDTH 24

static gboolean
is_terminal (void)
{
  return isatty (STDERR_FILENO) == 1;
}

gint64
atena_cli_progress_get_interval (void)
{
  return is_terminal () ? G_USEC_PER_SEC / 10 : G_USEC_PER_SEC;
}

static guint64
count_tried (const AtenaCounts *counts)
{
  return counts->rows[ATENA_ROW_SENT] + counts->rows[ATENA_ROW_DEFERRED] +
         counts->rows[ATENA_ROW_REJECTED] + counts->rows[ATENA_ROW_UNCERTAIN];
}

/* What the pace allows, or what the speed so far promises, whichever takes longer. */
static gint64
seconds_left (const AtenaProgress *progress, double rate, guint64 left)
{
  gint64 pace = (progress->finish - progress->now) / G_USEC_PER_SEC;
  gint64 speed = rate > 0 ? (gint64) ((double) left / rate) : 0;

  return MAX (pace, speed);
}

static char *
describe_left (gint64 seconds)
{
  if (seconds >= 3600)
    return g_strdup_printf (_ ("%d h %d min left"), (int) (seconds / 3600),
                            (int) (seconds % 3600 / 60));
  if (seconds >= 60)
    return g_strdup_printf (_ ("%d min left"), (int) (seconds / 60));
  return g_strdup_printf (_ ("%d s left"), (int) seconds);
}

static char *
draw_bar (guint64 done, guint64 total)
{
  g_autoptr (GString) bar = g_string_new ("[");
  guint64 filled = total > 0 ? done * BAR_WIDTH / total : BAR_WIDTH;

  for (guint64 i = 0; i < BAR_WIDTH; i++)
    g_string_append_c (bar, i < filled ? '#' : '-');
  g_string_append (bar, "] ");
  return g_string_free (g_steal_pointer (&bar), FALSE);
}

void
atena_cli_progress_show (const AtenaProgress *progress, gpointer data)
{
  AtenaCliProgress *self = data;
  const guint64 *rows = progress->counts.rows;
  guint64 tried = count_tried (&progress->counts);
  guint64 total = atena_counts_get_total (&progress->counts) - rows[ATENA_ROW_EXCLUDED];
  double seconds = (double) (progress->now - self->begin) / G_USEC_PER_SEC;
  double rate = seconds > 0 ? (double) (rows[ATENA_ROW_SENT] - self->sent_before) / seconds : 0;
  g_autofree char *bar = is_terminal () ? draw_bar (tried, total) : g_strdup ("");
  g_autofree char *left = describe_left (seconds_left (progress, rate, total - tried));
  /* Translators: letters tried of all, a speed, and a time left such as “3 min left”. */
  g_autofree char *text =
    g_strdup_printf (_ ("%" PRIu64 " of %" PRIu64 ", %.1f a second, %s"), tried, total, rate, left);

  if (is_terminal ())
    atena_cli_print (stderr, "\r%s%s\033[K", bar, text);
  else
    atena_cli_print (stderr, "%s\n", text);
  fflush (stderr);
}

void
atena_cli_progress_finish (void)
{
  if (is_terminal ())
    atena_cli_print (stderr, "\n");
}
