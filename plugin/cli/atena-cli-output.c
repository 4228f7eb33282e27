// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Writes for people: to a terminal or a pipe, in any locale.

#include "atena-cli-output.h"

#include <glib/gi18n.h>
#include <glib/gprintf.h>

#include "atena-error.h"
#include "atena-text.h"

void
atena_cli_print (FILE *stream, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_vfprintf (stream, format, arguments);
  va_end (arguments);
}

void
atena_cli_complain (const char *message)
{
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  g_autofree char *line = atena_text_fold_line (valid);

  atena_cli_print (stderr, "atena: %s\n", line);
}

gboolean
atena_cli_fail (GError **error, const char *message)
{
  g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_INVALID, message);
  return FALSE;
}

AtenaExit
atena_cli_refuse (const GError *error)
{
  atena_cli_complain (error->message);
  return ATENA_EXIT_REFUSED;
}

char *
atena_cli_describe_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (local, "%F");
  g_autofree char *today = g_date_time_format (now, "%F");

  if (g_str_equal (day, today))
    /* Translators: g_date_time_format(): an hour today. */
    return g_date_time_format (local, _ ("%H:%M"));

  /* Translators: g_date_time_format(): a day and an hour. */
  return g_date_time_format (local, _ ("%B %-d, %H:%M"));
}

char *
atena_cli_dup_localedir (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *bindir = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *beside = NULL;

  if (bindir != NULL)
    beside = g_build_filename (bindir, "..", "share", "locale", NULL);
  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&beside);

  return g_strdup (LOCALEDIR);
}
