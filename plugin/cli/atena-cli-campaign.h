// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <stdio.h>

#include "atena-campaign.h"
#include "atena-cli-attachments.h"
#include "atena-cli-source.h"

/* The options that say which letter goes to whom, and what they name. Zeroed is none given. */
typedef struct
{
  char *letter;
  AtenaCliSource source;
  char *list;
  char *from;
  char *same_address;
  const char *ca_file; /* borrowed: certificates trusted besides those of the system, or NULL */
  AtenaCliAttachments attachments;

  AtenaDraft *draft;
  AtenaRecipientSource *people;
  AtenaColumns *meaning;
  char *origin;         /* where the list came from: a file, or an address */
  AtenaMailbox *sender; /* NULL: the draft's From */
} AtenaCliLetter;

void
atena_cli_letter_clear (AtenaCliLetter *self);

/* For g_option_context_add_main_entries(). Owned by the caller. */
GOptionEntry *
atena_cli_letter_make_entries (AtenaCliLetter *self);

/* Checks the options and opens what they name; @ledger_path as atena_cli_open_ledger() takes it.
 * ATENA_ERROR_INVALID. */
gboolean
atena_cli_letter_open (AtenaCliLetter *self, const char *ledger_path, GError **error);

/* Reads the list into a campaign of @ledger, in state draft; once. */
AtenaCampaign *
atena_cli_letter_make_campaign (const AtenaCliLetter *self,
                                AtenaLedger *ledger,
                                const char *account,
                                const char *settings,
                                AtenaPaceLimits limits,
                                GError **error);

/* Parses the options of a sub-command: @own and those of @shared, a NULL-terminated array or NULL.
 * Leaves what is no option in @argv; more than @most of those is an error. */
gboolean
atena_cli_parse (int *argc,
                 char ***argv,
                 const char *summary,
                 const GOptionEntry *own,
                 const GOptionEntry *const *shared,
                 int most,
                 GError **error);

/* The option --ledger, or ATENA_LEDGER, or the user's own. */
AtenaLedger *
atena_cli_open_ledger (const char *path, AtenaLedgerMode mode, GError **error);

/* The campaign whose number stands in @argv after the sub-command, or the newest, in the ledger at
 * @path as above. */
AtenaCampaign *
atena_cli_open_campaign (
  const char *path, AtenaLedgerMode mode, int argc, char **argv, GError **error);

/* Lists on @stream who gets no letter, and why: those with another letter to the same address
 * apart. */
gboolean
atena_cli_print_excluded (AtenaCampaign *campaign, FILE *stream, GError **error);

/* Calls @func for each row in @states, in order, until it returns FALSE. */
typedef gboolean (*AtenaCliRowFunc) (AtenaRow *row, gpointer data, GError **error);
gboolean
atena_cli_foreach_row (
  AtenaCampaign *campaign, guint states, AtenaCliRowFunc func, gpointer data, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtenaCliLetter, atena_cli_letter_clear)
