// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What several sub-commands do with campaigns: make one from files, open the ledger, go through the
// rows.

#include "atena-cli-campaign.h"

#include <glib/gi18n.h>

#include "atena-cli-output.h"
#include "atena-download.h"
#include "atena-error.h"
#include "atena-list.h"

#define PAGE 500

void
atena_cli_letter_clear (AtenaCliLetter *self)
{
  g_free (self->letter);
  g_free (self->list);
  g_free (self->from);
  g_free (self->same_address);
  atena_cli_source_clear (&self->source);
  atena_cli_attachments_clear (&self->attachments);
  g_clear_object (&self->draft);
  g_clear_object (&self->people);
  g_clear_object (&self->meaning);
  g_free (self->origin);
  g_clear_pointer (&self->sender, atena_mailbox_unref);
}

GOptionEntry *
atena_cli_letter_make_entries (AtenaCliLetter *self)
{
  const GOptionEntry entries[] = {
    { "letter", 0, 0, G_OPTION_ARG_FILENAME, &self->letter,
      N_ ("the letter: a message file (.eml)"), N_ ("FILE") },
    { "list", 0, 0, G_OPTION_ARG_STRING, &self->list,
      N_ ("a saved list (“atena list”), instead of a file"), N_ ("NAME") },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &self->from,
      N_ ("who writes, instead of the letter’s From"), N_ ("ADDRESS") },
    { "same-address", 0, 0, G_OPTION_ARG_FILENAME, &self->same_address,
      N_ ("“all” sends different letters to the same address too"), "all" },
    { "attachment-column", 0, 0, G_OPTION_ARG_FILENAME, &self->attachments.column,
      N_ ("the column that names the files for each person, with | between several"),
      N_ ("COLUMN") },
    { "attachment-folder", 0, 0, G_OPTION_ARG_FILENAME, &self->attachments.folder,
      N_ ("where these files are, if not beside the list"), N_ ("FOLDER") },
    { "same-attachment", 0, 0, G_OPTION_ARG_FILENAME, &self->attachments.same,
      N_ ("“all” lets one file go to several people"), "all" },
    G_OPTION_ENTRY_NULL,
  };

  return g_memdup2 (entries, sizeof entries);
}

static gboolean
check_letter (const AtenaCliLetter *self, GError **error)
{
  if (self->letter == NULL)
    return atena_cli_fail (error, _ ("Please say with --letter which message file is the letter"));
  if (self->source.recipients == NULL && self->list == NULL)
    return atena_cli_fail (error, _ ("Please say with --recipients which file is the list"));
  if (self->source.recipients != NULL && self->list != NULL)
    return atena_cli_fail (error, _ ("Please give either --recipients or --list"));
  if (self->list != NULL &&
      (atena_cli_source_has_details (&self->source) || self->attachments.column != NULL))
    return atena_cli_fail (error, _ ("How a saved list is read and what its columns mean was said "
                                     "when it was saved"));
  if (self->same_address != NULL && !g_str_equal (self->same_address, "all"))
    return atena_cli_fail (error, _ ("--same-address takes “all” only"));

  return TRUE;
}

static gboolean
parse_from (AtenaCliLetter *self, GError **error)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autofree char *why = NULL;

  if (self->from == NULL)
    return TRUE;

  self->sender = atena_mailbox_parse (self->from, -1, NULL, &reason);
  if (self->sender != NULL && !atena_mailbox_is_international (self->sender))
    return TRUE;
  if (self->sender != NULL)
    reason = ATENA_REASON_NON_ASCII_ADDRESS;

  why = atena_reason_describe (reason, NULL);
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, "--from: %s", why);
  return FALSE;
}

static gboolean
open_file (AtenaCliLetter *self, GError **error)
{
  g_auto (AtenaCliPlace) place = { 0 };
  AtenaListSource *source = atena_cli_source_open (&self->source, self->ca_file, &place, error);

  if (source == NULL)
    return FALSE;

  self->people = ATENA_RECIPIENT_SOURCE (source);
  self->meaning = g_object_ref (atena_list_source_get_columns (source));
  self->origin = g_strdup (self->source.recipients);
  return TRUE;
}

/* What the columns mean was said when the list was saved. */
static gboolean
open_saved (AtenaCliLetter *self, const char *ledger_path, GError **error)
{
  g_autoptr (AtenaLedger) ledger = atena_cli_open_ledger (ledger_path, ATENA_LEDGER_READ, error);
  g_autoptr (AtenaList) list = ledger != NULL ? atena_list_load (ledger, self->list, error) : NULL;

  if (list == NULL)
    return FALSE;

  self->people = atena_list_open_source (list, NULL, error);
  self->meaning = atena_list_read_columns (list, error);
  self->origin = g_strdup (atena_list_get_origin (list));
  return self->people != NULL && self->meaning != NULL;
}

gboolean
atena_cli_letter_open (AtenaCliLetter *self, const char *ledger_path, GError **error)
{
  if (!check_letter (self, error) || !parse_from (self, error) ||
      !atena_cli_attachments_apply (&self->attachments, &self->source.columns, error))
    return FALSE;
  self->draft = atena_draft_load (self->letter, error);
  if (self->draft == NULL)
    return FALSE;
  return self->list != NULL ? open_saved (self, ledger_path, error) : open_file (self, error);
}

/* A fixed offset: the letters of a campaign stay the same wherever and whenever it is resumed. */
static char *
dup_zone (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%:z");
}

/* 256 bits of the system's generator, through GLib's version 4 UUIDs. */
static char *
make_seed (void)
{
  g_autofree char *first = g_uuid_string_random ();
  g_autofree char *second = g_uuid_string_random ();

  return g_strconcat (first, second, NULL);
}

AtenaCampaign *
atena_cli_letter_make_campaign (const AtenaCliLetter *self,
                                AtenaLedger *ledger,
                                const char *account,
                                const char *settings,
                                AtenaPaceLimits limits,
                                GError **error)
{
  g_autofree char *zone = dup_zone ();
  g_autofree char *seed = make_seed ();
  g_autofree char *folder = NULL;
  const char *list = !atena_download_is_address (self->origin) ? self->origin : NULL;
  AtenaCampaignSpec spec = {
    .draft = self->draft,
    .from = self->sender,
    .account = account,
    .settings = settings,
    .limits = limits,
    .seed = seed,
    .zone = zone,
    .now = g_get_real_time (),
    .same_address = self->same_address != NULL,
  };

  if (!atena_cli_attachments_describe (&self->attachments, self->meaning, list, &spec, &folder,
                                       error))
    return NULL;
  return atena_campaign_create (ledger, &spec, self->people, NULL, error);
}

gboolean
atena_cli_parse (int *argc,
                 char ***argv,
                 const char *summary,
                 const GOptionEntry *own,
                 const GOptionEntry *const *shared,
                 int most,
                 GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (summary);
  g_autofree char *name = g_strdup_printf ("atena %s", *argv[0]);

  g_set_prgname (name);
  g_option_context_add_main_entries (context, own, GETTEXT_PACKAGE);
  for (gsize i = 0; shared != NULL && shared[i] != NULL; i++)
    g_option_context_add_main_entries (context, shared[i], GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc - 1 <= most)
    return TRUE;

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("“%s” is not understood here"),
               (*argv)[most + 1]);
  return FALSE;
}

AtenaLedger *
atena_cli_open_ledger (const char *path, AtenaLedgerMode mode, GError **error)
{
  g_autofree char *standard = atena_ledger_dup_default_path ();
  const char *variable = g_getenv ("ATENA_LEDGER");

  if (path == NULL && variable != NULL && *variable != '\0')
    path = variable;

  return atena_ledger_open (path != NULL ? path : standard, mode, error);
}

AtenaCampaign *
atena_cli_open_campaign (
  const char *path, AtenaLedgerMode mode, int argc, char **argv, GError **error)
{
  g_autoptr (AtenaLedger) ledger = NULL;
  guint64 id = 0;

  if (argc > 1 && !g_ascii_string_to_unsigned (argv[1], 10, 1, G_MAXINT64, &id, NULL))
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("“%s” is no number of a campaign"),
                   argv[1]);
      return NULL;
    }

  ledger = atena_cli_open_ledger (path, mode, error);
  return ledger != NULL ? atena_campaign_load (ledger, (gint64) id, error) : NULL;
}

gboolean
atena_cli_foreach_row (
  AtenaCampaign *campaign, guint states, AtenaCliRowFunc func, gpointer data, GError **error)
{
  guint after = 0;

  while (TRUE)
    {
      g_autoptr (GPtrArray) rows = atena_campaign_read_rows (campaign, states, after, PAGE, error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        if (!func (rows->pdata[i], data, error))
          return error == NULL || *error == NULL;
      if (rows->len < PAGE)
        return TRUE;
      after = atena_recipient_get_number (((AtenaRow *) rows->pdata[rows->len - 1])->recipient);
    }
}

typedef struct
{
  FILE *stream;
  gboolean another; /* those with another letter to the same address, or the others */
  guint n;
} Excluded;

static gboolean
print_excluded_row (AtenaRow *row, gpointer data, GError **error)
{
  Excluded *excluded = data;
  AtenaReason reason = atena_reason_from_string (row->reason);
  g_autofree char *why = NULL;

  if ((reason == ATENA_REASON_ANOTHER_LETTER) != excluded->another)
    return TRUE;

  if (excluded->n++ == 0)
    atena_cli_print (
      excluded->stream, "%s\n",
      excluded->another
        ? _ ("Left out as another letter to the same address (--same-address all sends them too):")
        : _ ("Left out:"));
  why = atena_reason_describe (reason, *row->detail != '\0' ? row->detail : NULL);
  atena_cli_print (excluded->stream, _ ("  row %u  %s  %s"),
                   atena_recipient_get_row (row->recipient),
                   atena_recipient_get_address (row->recipient), why);
  atena_cli_print (excluded->stream, "\n");
  return TRUE;
}

gboolean
atena_cli_print_excluded (AtenaCampaign *campaign, FILE *stream, GError **error)
{
  Excluded others = { .stream = stream, .another = FALSE };
  Excluded another = { .stream = stream, .another = TRUE };
  guint states = 1u << ATENA_ROW_EXCLUDED;

  return atena_cli_foreach_row (campaign, states, print_excluded_row, &others, error) &&
         atena_cli_foreach_row (campaign, states, print_excluded_row, &another, error);
}
