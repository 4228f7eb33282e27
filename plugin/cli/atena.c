// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The command `atena`: finds the sub-command and hands over to it.

#include <glib/gi18n.h>
#include <locale.h>

#include "atena-cli-output.h"
#include "atena-cli-private.h"

typedef struct
{
  const char *name;
  AtenaExit (*run) (int argc, char **argv);
  const char *summary;
} Command;

static const Command commands[] = {
  { "preview", atena_cli_preview, N_ ("show the letters without sending them") },
  { "send", atena_cli_send,
    N_ ("send one letter to each person of a list (a dry run without --yes)") },
  { "resume", atena_cli_resume, N_ ("go on with a campaign that was stopped") },
  { "status", atena_cli_status, N_ ("say how far a campaign is") },
  { "report", atena_cli_report,
    N_ ("list every person of a campaign and what became of the letter") },
  { "list", atena_cli_list, N_ ("keep lists of people, and what they are for") },
};

static void
print_usage (FILE *stream)
{
  atena_cli_print (stream, _ ("Usage: atena COMMAND [OPTION…]"));
  atena_cli_print (
    stream, "\n\n%s\n",
    _ ("Sends one individual letter to each person of a list, through your own account."));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    atena_cli_print (stream, "  %-10s%s\n", commands[i].name, _ (commands[i].summary));
  atena_cli_print (stream, "\n%s\n", _ ("“atena COMMAND --help” lists the options of a command."));
}

/* For the help that GLib prints. */
static void
print_raw (const char *text)
{
  fputs (text, stdout);
}

int
main (int argc, char **argv)
{
  g_autofree char *localedir = NULL;

  setlocale (LC_ALL, "");
  localedir = atena_cli_dup_localedir ();
  bindtextdomain (GETTEXT_PACKAGE, localedir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_print_handler (print_raw);

  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].run (argc - 1, argv + 1);

  if (argc == 2 && g_str_equal (argv[1], "--version"))
    {
      atena_cli_print (stdout, "atena %s\n", VERSION);
      return ATENA_EXIT_DONE;
    }
  if (argc == 2 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "help")))
    {
      print_usage (stdout);
      return ATENA_EXIT_DONE;
    }

  print_usage (stderr);
  return ATENA_EXIT_REFUSED;
}
