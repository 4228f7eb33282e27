// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// `atena send` and `atena resume`: a dry run that shows what would go, and the sending itself.

#include <inttypes.h>
#include <glib/gi18n.h>
#include <pthread.h>
#include <signal.h>

#include "atena-cli-account.h"
#include "atena-cli-campaign.h"
#include "atena-cli-output.h"
#include "atena-cli-private.h"
#include "atena-cli-progress.h"
#include "atena-cli-shift.h"
#include "atena-error.h"
#include "atena-salutation.h"
#include "atena-sender.h"

static sigset_t
stop_signals (void)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  sigaddset (&set, SIGHUP);
  return set;
}

/* The first signal stops before the next letter, the second at once. */
static void *
watch_signals (void *data)
{
  sigset_t set = stop_signals ();
  int number;

  sigwait (&set, &number);
  g_cancellable_cancel (data);
  atena_cli_progress_finish ();
  atena_cli_complain (_ ("Stopping after the letters under way"));

  sigwait (&set, &number);
  signal (number, SIG_DFL);
  pthread_sigmask (SIG_UNBLOCK, &set, NULL);
  raise (number);
  return NULL;
}

/* Before any other thread starts, so that all inherit the mask. */
static void
watch_for_stop (GCancellable *cancellable)
{
  sigset_t set = stop_signals ();
  pthread_t thread;

  signal (SIGPIPE, SIG_IGN);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  if (pthread_create (&thread, NULL, watch_signals, cancellable) == 0)
    pthread_detach (thread);
}

static void
print_pace (const AtenaPaceLimits *limits, const GArray *history, guint64 count)
{
  gint64 finish;
  g_autofree char *time = NULL;

  if (!atena_pace_is_limited (limits))
    return;

  finish = atena_pace_finish (limits, (gconstpointer) history->data, history->len, count,
                              g_get_real_time ());
  time = atena_cli_describe_time (finish);
  if (limits->per_minute > 0)
    atena_cli_print (stdout, _ ("Pace: at most %u a minute\n"), limits->per_minute);
  if (limits->per_hour > 0)
    atena_cli_print (stdout, _ ("Pace: at most %u an hour\n"), limits->per_hour);
  if (limits->per_day > 0)
    atena_cli_print (stdout, _ ("Pace: at most %u a day\n"), limits->per_day);
  atena_cli_print (stdout,
                   _ ("Expected to finish around %s; please leave the computer on until then\n"),
                   time);
}

static void
print_from (AtenaMailbox *from)
{
  const char *name = atena_mailbox_get_name (from);
  const char *address = atena_mailbox_get_address (from);
  g_autofree char *shown =
    *name != '\0' ? g_strdup_printf ("%s <%s>", name, address) : g_strdup (address);

  atena_cli_print (stdout, _ ("From: %s\n"), shown);
}

static gboolean
print_first (AtenaRow *row, gpointer data, GError **error)
{
  g_autofree char *subject = atena_letter_dup_subject (data, row->recipient);

  atena_cli_print (stdout, _ ("Subject of the first letter: %s\n"), subject);
  return FALSE;
}

/* Who stands in the draft itself is easily thought to get it as well. */
static void
print_addressees (AtenaDraft *draft)
{
  guint n = atena_draft_get_n_addressees (draft);

  if (n > 0)
    atena_cli_print (
      stdout,
      ngettext ("%u address in To, Cc or Bcc of the letter itself gets nothing: only "
                "the list counts\n",
                "%u addresses in To, Cc or Bcc of the letter itself get nothing: only "
                "the list counts\n",
                n),
      n);
}

typedef struct
{
  AtenaLetter *letter;
  guint n;
} Doubled;

static gboolean
print_doubled_row (AtenaRow *row, gpointer data, GError **error)
{
  Doubled *doubled = data;
  g_autofree char *text = atena_letter_dup_text (doubled->letter, row->recipient);
  g_autofree char *subject = atena_letter_dup_subject (doubled->letter, row->recipient);
  g_autofree char *found = atena_salutation_find_doubled (text);

  if (found == NULL)
    found = atena_salutation_find_doubled (subject);
  if (found == NULL)
    return TRUE;

  if (doubled->n++ == 0)
    atena_cli_print (stdout, "%s\n", _ ("Two honorifics for one name; please look at:"));
  atena_cli_print (stdout, _ ("  row %u  %s  %s"), atena_recipient_get_row (row->recipient),
                   atena_recipient_get_address (row->recipient), found);
  atena_cli_print (stdout, "\n");
  return TRUE;
}

static gboolean
print_doubled (AtenaCampaign *campaign, GError **error)
{
  Doubled doubled = { .letter = atena_campaign_get_letter (campaign) };

  return atena_cli_foreach_row (campaign, 1u << ATENA_ROW_PENDING, print_doubled_row, &doubled,
                                error);
}

/* What will go out is seen before it goes. */
static gboolean
print_plan (AtenaCampaign *campaign,
            const AtenaCliLetter *given,
            AtenaLedger *ledger,
            GError **error)
{
  AtenaLetter *letter = atena_campaign_get_letter (campaign);
  g_autoptr (GArray) history = NULL;
  AtenaCounts counts;

  if (ledger != NULL)
    history = atena_ledger_read_history (ledger, atena_campaign_get_account (campaign),
                                         g_get_real_time () - ATENA_PACE_MEMORY, error);
  else
    history = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (history == NULL || !atena_campaign_count (campaign, &counts, error))
    return FALSE;

  print_from (atena_letter_get_from (letter));
  atena_cli_columns_print (given->meaning);
  if (!atena_cli_foreach_row (campaign, 1u << ATENA_ROW_PENDING, print_first, letter, error))
    return FALSE;
  atena_cli_print (stdout, _ ("Letters: %" PRIu64 ", left out: %" PRIu64 "\n"),
                   counts.rows[ATENA_ROW_PENDING], counts.rows[ATENA_ROW_EXCLUDED]);
  print_addressees (given->draft);
  if (!atena_cli_attachments_print (campaign, stdout, error) ||
      !atena_cli_print_excluded (campaign, stdout, error))
    return FALSE;
  print_pace (atena_campaign_get_limits (campaign), history, counts.rows[ATENA_ROW_PENDING]);
  fflush (stdout);
  return TRUE;
}

static void
print_result (const AtenaCounts *counts)
{
  guint64 left = counts->rows[ATENA_ROW_PENDING] + counts->rows[ATENA_ROW_CLAIMED];

  if (left > 0)
    atena_cli_print (stdout, _ ("not sent yet %" PRIu64 "\n"), left);
  atena_cli_print (stdout,
                   _ ("sent %" PRIu64 ", failed %" PRIu64 ", uncertain %" PRIu64
                      ", excluded %" PRIu64 "\n"),
                   counts->rows[ATENA_ROW_SENT],
                   counts->rows[ATENA_ROW_REJECTED] + counts->rows[ATENA_ROW_DEFERRED],
                   counts->rows[ATENA_ROW_UNCERTAIN], counts->rows[ATENA_ROW_EXCLUDED]);
}

static AtenaExit
judge (const AtenaCounts *counts)
{
  return counts->rows[ATENA_ROW_REJECTED] + counts->rows[ATENA_ROW_DEFERRED] +
               counts->rows[ATENA_ROW_UNCERTAIN] >
             0
           ? ATENA_EXIT_INCOMPLETE
           : ATENA_EXIT_DONE;
}

static void
complain_about_stop (AtenaCampaign *campaign, const GError *reason)
{
  g_autofree char *advice =
    g_strdup_printf (_ ("Campaign %" PRId64 " is paused, nothing is lost; “atena resume %" PRId64
                        "” goes on"),
                     atena_campaign_get_id (campaign), atena_campaign_get_id (campaign));

  if (!g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    atena_cli_complain (reason->message);
  atena_cli_complain (advice);
}

/* FALSE with an error only when nothing was begun. */
static gboolean
run_campaign (AtenaCampaign *campaign,
              AtenaTransport *transport,
              AtenaExit *ret_exit,
              GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (AtenaSender) sender = atena_sender_new (campaign, transport, NULL);
  AtenaCliProgress progress = { .begin = g_get_real_time () };
  AtenaCounts counts;
  g_autoptr (GError) reason = NULL;
  gboolean finished;

  if (!atena_campaign_count (campaign, &counts, error))
    return FALSE;
  progress.sent_before = counts.rows[ATENA_ROW_SENT];
  atena_sender_set_progress (sender, atena_cli_progress_show, &progress,
                             atena_cli_progress_get_interval ());

  watch_for_stop (cancellable);
  finished = atena_sender_run (sender, cancellable, &reason);
  if (g_error_matches (reason, ATENA_ERROR, ATENA_ERROR_BUSY))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  atena_cli_progress_finish ();
  if (!finished)
    complain_about_stop (campaign, reason);
  if (atena_campaign_count (campaign, &counts, NULL))
    print_result (&counts);
  *ret_exit = finished ? judge (&counts) : ATENA_EXIT_STOPPED;
  return TRUE;
}

/* Leaves nothing of a campaign whose rows seem to have slipped. */
static gboolean
check_shifts (AtenaCampaign *campaign, gboolean accept, GError **error)
{
  gboolean holds = FALSE;

  if (!atena_cli_shift_print (campaign, NULL, &holds, error))
    return FALSE;
  if (!holds || accept)
    return TRUE;
  if (!atena_campaign_discard (campaign, error))
    return FALSE;
  return atena_cli_fail (error, _ ("Rows of the list seem to have slipped; if they are right, "
                                   "--accept-shift sends them"));
}

static gboolean
send_letters (AtenaCliLetter *letter,
              const AtenaCliAccount *account,
              const char *ledger_path,
              gboolean accept_shift,
              AtenaExit *ret_exit,
              GError **error)
{
  g_autofree char *key = atena_cli_account_dup_key (account);
  g_autofree char *settings = atena_cli_account_dup_settings (account);
  g_autoptr (AtenaTransport) transport = NULL;
  g_autoptr (AtenaLedger) ledger = NULL;
  g_autoptr (AtenaCampaign) campaign = NULL;
  AtenaPaceLimits limits;

  if (!atena_cli_account_get_limits (account, &limits, error) ||
      !atena_cli_letter_open (letter, ledger_path, error))
    return FALSE;
  transport = atena_cli_account_make_transport (account, error);
  ledger =
    transport != NULL ? atena_cli_open_ledger (ledger_path, ATENA_LEDGER_WRITE, error) : NULL;
  campaign = ledger != NULL
               ? atena_cli_letter_make_campaign (letter, ledger, key, settings, limits, error)
               : NULL;
  if (campaign == NULL || !check_shifts (campaign, accept_shift, error) ||
      !atena_campaign_set_state (campaign, ATENA_CAMPAIGN_READY, "", error))
    return FALSE;

  atena_cli_print (stdout, _ ("Campaign %" PRId64 "\n"), atena_campaign_get_id (campaign));
  return print_plan (campaign, letter, ledger, error) &&
         run_campaign (campaign, transport, ret_exit, error);
}

/* The user's ledger, if there is one that can be read: it knows the names of last time. */
static gboolean
rehearse_shifts (AtenaCampaign *campaign, const char *ledger_path, GError **error)
{
  g_autoptr (AtenaLedger) history = atena_cli_open_ledger (ledger_path, ATENA_LEDGER_READ, NULL);
  gboolean holds = FALSE;

  if (!atena_cli_shift_print (campaign, history, &holds, error))
    return FALSE;
  if (holds)
    atena_cli_print (stdout, "%s\n",
                     _ ("Sending needs --accept-shift, too, if these rows are right."));
  return TRUE;
}

static gboolean
rehearse (AtenaCliLetter *letter,
          const AtenaCliAccount *account,
          const char *ledger_path,
          GError **error)
{
  g_autoptr (AtenaLedger) ledger =
    atena_cli_letter_open (letter, ledger_path, error) ? atena_ledger_open_temporary (error) : NULL;
  g_autofree char *key = atena_cli_account_dup_key (account);
  g_autoptr (AtenaCampaign) campaign = NULL;
  AtenaPaceLimits limits;

  if (ledger == NULL || !atena_cli_account_get_limits (account, &limits, error))
    return FALSE;
  campaign = atena_cli_letter_make_campaign (letter, ledger, key, "", limits, error);
  if (campaign == NULL || !print_plan (campaign, letter, NULL, error) ||
      !print_doubled (campaign, error) || !rehearse_shifts (campaign, ledger_path, error))
    return FALSE;

  atena_cli_print (stdout, "%s\n", _ ("Nothing has been sent. The same command with --yes sends."));
  return TRUE;
}

AtenaExit
atena_cli_send (int argc, char **argv)
{
  g_auto (AtenaCliLetter) letter = { 0 };
  g_auto (AtenaCliAccount) account = { 0 };
  g_autofree char *ledger = NULL;
  gboolean yes = FALSE;
  gboolean accept_shift = FALSE;
  AtenaExit status = ATENA_EXIT_DONE;
  g_autofree GOptionEntry *letter_entries = atena_cli_letter_make_entries (&letter);
  g_autofree GOptionEntry *source_entries = atena_cli_source_make_entries (&letter.source);
  g_autofree GOptionEntry *account_entries = atena_cli_account_make_entries (&account);
  const GOptionEntry own[] = {
    { "yes", 0, 0, G_OPTION_ARG_NONE, &yes, N_ ("really send"), NULL },
    { "accept-shift", 0, 0, G_OPTION_ARG_NONE, &accept_shift,
      N_ ("send although rows seem to have slipped: somebody looked at them"), NULL },
    { "ledger", 0, 0, G_OPTION_ARG_FILENAME, &ledger, N_ ("file that keeps what was sent"),
      N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!atena_cli_parse (&argc, &argv, _ ("– send one letter to each person of a list"), own,
                        (const GOptionEntry *[]){ letter_entries, source_entries, account_entries,
                                                  NULL },
                        0, &error) ||
      !atena_cli_account_check (&account, &error))
    return atena_cli_refuse (error);
  letter.ca_file = account.ca_file;
  if (!(yes ? send_letters (&letter, &account, ledger, accept_shift, &status, &error)
            : rehearse (&letter, &account, ledger, &error)))
    return atena_cli_refuse (error);

  return status;
}

/* @account holds what was given now; the rest is as it was at the sending. */
static gboolean
resume_campaign (int argc,
                 char **argv,
                 AtenaCliAccount *account,
                 const char *ledger_path,
                 AtenaExit *ret_exit,
                 GError **error)
{
  g_autoptr (AtenaCampaign) campaign =
    atena_cli_open_campaign (ledger_path, ATENA_LEDGER_WRITE, argc, argv, error);
  g_autoptr (AtenaTransport) transport = NULL;
  g_autofree char *key = NULL;
  g_autofree char *settings = NULL;
  AtenaPaceLimits limits;

  if (campaign == NULL)
    return FALSE;

  atena_cli_account_add_settings (account, atena_campaign_get_settings (campaign));
  if (!atena_cli_account_check (account, error) ||
      !atena_cli_account_get_limits (account, &limits, error))
    return FALSE;
  transport = atena_cli_account_make_transport (account, error);
  key = atena_cli_account_dup_key (account);
  settings = atena_cli_account_dup_settings (account);

  return transport != NULL &&
         atena_campaign_set_account (campaign, key, settings, &limits, error) &&
         run_campaign (campaign, transport, ret_exit, error);
}

AtenaExit
atena_cli_resume (int argc, char **argv)
{
  g_auto (AtenaCliAccount) account = { 0 };
  g_autofree char *ledger = NULL;
  AtenaExit status = ATENA_EXIT_DONE;
  g_autofree GOptionEntry *account_entries = atena_cli_account_make_entries (&account);
  const GOptionEntry own[] = {
    { "ledger", 0, 0, G_OPTION_ARG_FILENAME, &ledger, N_ ("file that keeps what was sent"),
      N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!atena_cli_parse (&argc, &argv, _ ("CAMPAIGN – go on with a campaign that was stopped"), own,
                        (const GOptionEntry *[]){ account_entries, NULL }, 1, &error))
    return atena_cli_refuse (error);
  if (argc != 2)
    {
      atena_cli_complain (_ ("Please give the number of the campaign to go on with"));
      return ATENA_EXIT_REFUSED;
    }
  if (!resume_campaign (argc, argv, &account, ledger, &status, &error))
    return atena_cli_refuse (error);

  return status;
}
