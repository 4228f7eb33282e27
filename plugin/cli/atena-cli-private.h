// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* What the command returns to the shell: a contract with scripts. */
typedef enum
{
  ATENA_EXIT_DONE = 0,       /* all sent, or a dry run that went well */
  ATENA_EXIT_INCOMPLETE = 1, /* finished, with rejected, uncertain or deferred rows */
  ATENA_EXIT_REFUSED = 2,    /* usage or bad input: nothing was sent */
  ATENA_EXIT_STOPPED = 3,    /* can be resumed */
} AtenaExit;

/* The sub-commands; @argv begins with the sub-command's name. */
AtenaExit
atena_cli_preview (int argc, char **argv);
AtenaExit
atena_cli_send (int argc, char **argv);
AtenaExit
atena_cli_resume (int argc, char **argv);
AtenaExit
atena_cli_status (int argc, char **argv);
AtenaExit
atena_cli_report (int argc, char **argv);
AtenaExit
atena_cli_list (int argc, char **argv);
