// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>
#include <stdio.h>

#include "atena-cli-private.h"

/* UTF-8 as it is: g_print() would turn Japanese into question marks in the C locale. */
void
atena_cli_print (FILE *stream, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* "atena: …" on standard error, on one line whatever is in @message. */
void
atena_cli_complain (const char *message);

/* Sets @error to ATENA_ERROR_INVALID. Always FALSE. */
gboolean
atena_cli_fail (GError **error, const char *message);

/* Complains about @error. Always ATENA_EXIT_REFUSED. */
AtenaExit
atena_cli_refuse (const GError *error);

/* @time, in microseconds since 1970, as a person says it: the hour today, the day and the hour
 * otherwise. Owned by the caller.
 */
char *
atena_cli_describe_time (gint64 time);

/* Where translations are: beside the program if it stands in a prefix that has them, so that a
 * prefix can be moved; otherwise where it was configured to be. Owned by the caller. */
char *
atena_cli_dup_localedir (void);
