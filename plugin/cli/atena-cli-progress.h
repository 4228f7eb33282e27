// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-sender.h"

/* Shows on standard error how far a sender is: a bar on a terminal, otherwise a line a call. Zeroed
 * is a start. */
typedef struct
{
  gint64 begin; /* microseconds since 1970 */
  guint64 sent_before;
} AtenaCliProgress;

/* How often atena_cli_progress_show() wants to be called, in microseconds. */
gint64
atena_cli_progress_get_interval (void);

/* An AtenaProgressFunc; @data is an AtenaCliProgress. */
void
atena_cli_progress_show (const AtenaProgress *progress, gpointer data);

/* Ends the line of the bar. */
void
atena_cli_progress_finish (void);
