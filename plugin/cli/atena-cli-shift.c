// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Tells a person about rows that seem to have slipped against each other.

#include "atena-cli-shift.h"

#include <glib/gi18n.h>

#include "atena-cli-output.h"
#include "atena-shift-check.h"
#include "atena-text.h"

/* Characters of a name or file in a line. */
#define SHOWN_MAX 40

static void
print_example (const AtenaShiftExample *example)
{
  g_autofree char *before = atena_text_shorten (example->before, SHOWN_MAX);
  g_autofree char *now = atena_text_shorten (example->now, SHOWN_MAX);

  atena_cli_print (stdout, _ ("  row %u  %s  %s → %s"), example->number, example->address, before,
                   now);
  atena_cli_print (stdout, "\n");
}

static void
print_finding (const AtenaShiftFinding *finding)
{
  g_autofree char *sentence = atena_shift_finding_describe (finding);

  atena_cli_print (stdout, _ ("Please look: %s\n"), sentence);
  for (guint i = 0; i < finding->examples->len; i++)
    print_example (finding->examples->pdata[i]);
}

gboolean
atena_cli_shift_print (AtenaCampaign *campaign,
                       AtenaLedger *history,
                       gboolean *ret_holds,
                       GError **error)
{
  g_autoptr (GPtrArray) findings =
    atena_campaign_find_shifts (campaign, history, NULL, NULL, error);

  if (findings == NULL)
    return FALSE;

  for (guint i = 0; i < findings->len; i++)
    print_finding (findings->pdata[i]);
  fflush (stdout);
  *ret_holds = atena_shift_find_holding (findings) != NULL;
  return TRUE;
}
