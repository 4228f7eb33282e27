// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Says what became of a letter that Camel could not send, from what can be known about Camel's
// transports; a pure function.

#include "atena-camel-outcome.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "atena-text.h"

/* Camel's sentences are translated in this domain. */
#define CAMEL_DOMAIN "evolution-data-server"

/* Exit statuses of programs that deliver mail (sysexits.h). */
enum
{
  EXIT_USAGE = 64,
  EXIT_NO_INPUT = 66,
  EXIT_SOFTWARE = 70,
  EXIT_IO_ERROR = 74,
  EXIT_TEMPORARY_FAILURE = 75,
  EXIT_NO_PERMISSION = 77,
  EXIT_CONFIGURATION = 78,
};

/* The pattern of one of Camel's sentences in the language of the user; a number in it is a group.
 */
static GRegex *
make_pattern (const char *sentence)
{
  g_autofree char *escaped = g_regex_escape_string (g_dgettext (CAMEL_DOMAIN, sentence), -1);
  g_autoptr (GRegex) text = g_regex_new ("%([0-9]\\\\\\$)?s", 0, 0, NULL);
  g_autoptr (GRegex) number = g_regex_new ("%([0-9]\\\\\\$)?d", 0, 0, NULL);
  g_autofree char *without = g_regex_replace_literal (text, escaped, -1, 0, ".*", 0, NULL);
  g_autofree char *all = g_regex_replace_literal (number, without, -1, 0, "([0-9]+)", 0, NULL);
  g_autofree char *anchored = g_strconcat ("^", all, NULL);

  return g_regex_new (anchored, G_REGEX_DOTALL, 0, NULL);
}

/* Whether Camel said this; a number in the sentence is returned as text. */
static gboolean
is_said (const GError *error, const char *sentence, char **ret_number)
{
  g_autoptr (GRegex) pattern = make_pattern (sentence);
  g_autoptr (GMatchInfo) match = NULL;

  if (error == NULL || pattern == NULL || !g_regex_match (pattern, error->message, 0, &match))
    return FALSE;
  if (ret_number != NULL)
    *ret_number = g_match_info_fetch (match, 1);
  return TRUE;
}

/* -1 when no program has ended with one. */
static int
find_exit_status (const char *protocol, const GError *error)
{
  g_autofree char *number = NULL;

  if (!g_str_equal (protocol, "sendmail"))
    return -1;
  /* camel-sendmail-transport.c says it only of a program that ended by itself with another status
   * than 0 and 255, which it takes for its own failure to start the program. */
  if (is_said (error, "“%s” exited with status %d: mail not sent.", &number))
    return (int) g_ascii_strtoll (number, NULL, 10);
  return -1;
}

static AtenaOutcomeKind
judge_exit_status (int status, gboolean *ret_hold)
{
  *ret_hold = status == EXIT_USAGE || status == EXIT_NO_INPUT ||
              (status >= EXIT_SOFTWARE && status <= EXIT_IO_ERROR) ||
              status == EXIT_NO_PERMISSION || status == EXIT_CONFIGURATION;
  if (*ret_hold)
    return ATENA_OUTCOME_RETURNED;

  /* Sendmail itself says so when it has put the message into its queue (sendmail(8)). */
  return status == EXIT_TEMPORARY_FAILURE ? ATENA_OUTCOME_UNCERTAIN : ATENA_OUTCOME_REJECTED;
}

/* Whether it is certain that nothing of the letter has left: Camel found no connection to send it
 * over (all providers look first), or one of those that hand over nothing but what they have
 * written has not written it. SMTP writes after 354 (camel-smtp-transport.c, smtp_data),
 * sendmail into the pipe (camel-sendmail-transport.c), EWS into its request
 * (e-ews-camel-common.c); Microsoft 365 never writes a message but takes it to pieces. */
static gboolean
is_kept (const char *protocol, gboolean written, const GError *error)
{
  static const char *const writers[] = { "ews", "sendmail", "smtp", NULL };

  if (g_error_matches (error, CAMEL_SERVICE_ERROR, CAMEL_SERVICE_ERROR_NOT_CONNECTED))
    return TRUE;
  return !written && g_strv_contains (writers, protocol);
}

/* After the last dot, SMTP too is uncertain: Camel takes an answer that was cut off for a refusal.
 */
static AtenaOutcomeKind
judge (const char *protocol,
       gboolean written,
       gboolean connected,
       const GError *error,
       gboolean *ret_hold)
{
  int status = find_exit_status (protocol, error);

  *ret_hold = FALSE;
  if (status >= 0)
    return judge_exit_status (status, ret_hold);
  if (!is_kept (protocol, written, error))
    return ATENA_OUTCOME_UNCERTAIN;
  if (g_str_equal (protocol, "smtp") && connected && is_said (error, "RCPT TO <%s> failed: ", NULL))
    return ATENA_OUTCOME_DEFERRED;

  *ret_hold =
    connected && !g_error_matches (error, CAMEL_SERVICE_ERROR, CAMEL_SERVICE_ERROR_NOT_CONNECTED);
  return ATENA_OUTCOME_RETURNED;
}

static char *
dup_words (const GError *error)
{
  g_autofree char *valid = NULL;
  g_autofree char *line = NULL;

  if (error == NULL)
    return g_strdup (_ ("The connection to the mail server was lost"));

  valid = g_utf8_make_valid (error->message, -1);
  line = atena_text_fold_line (valid);
  return g_strdup (g_strstrip (line));
}

AtenaOutcome *
atena_camel_outcome_new (const char *protocol,
                         gboolean written,
                         gboolean connected,
                         const GError *error)
{
  g_autofree char *words = dup_words (error);
  gboolean hold;
  AtenaOutcomeKind kind = judge (protocol, written, connected, error, &hold);
  AtenaOutcome *outcome = atena_outcome_new (kind, 0, "", words);

  outcome->hold = hold;
  return outcome;
}
