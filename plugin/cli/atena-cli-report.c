// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// `atena report`: every person of a campaign and what became of the letter, for spreadsheets and
// programs.

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "atena-cli-campaign.h"
#include "atena-cli-output.h"
#include "atena-error.h"
#include "atena-report.h"

static gboolean
print_report (AtenaCampaign *campaign, const char *format, GError **error)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

  if (format == NULL || g_str_equal (format, "csv"))
    return atena_report_write_csv (campaign, 0, stream, NULL, error);
  if (g_str_equal (format, "json"))
    return atena_report_write_json (campaign, 0, stream, NULL, error);

  g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("--format takes csv or json"));
  return FALSE;
}

AtenaExit
atena_cli_report (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *format = NULL;
  const GOptionEntry own[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("csv (for spreadsheets) or json"),
      N_ ("FORMAT") },
    { "ledger", 0, 0, G_OPTION_ARG_FILENAME, &path, N_ ("file that keeps what was sent"),
      N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (AtenaCampaign) campaign = NULL;
  g_autoptr (GError) error = NULL;

  if (atena_cli_parse (&argc, &argv, _ ("[CAMPAIGN] – list every person of a campaign"), own, NULL,
                       1, &error))
    campaign = atena_cli_open_campaign (path, ATENA_LEDGER_READ, argc, argv, &error);
  if (campaign == NULL || !print_report (campaign, format, &error))
    return atena_cli_refuse (error);

  return ATENA_EXIT_DONE;
}
