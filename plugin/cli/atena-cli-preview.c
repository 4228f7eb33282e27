// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// `atena preview`: writes letters into files, as they would be sent.

#include <errno.h>
#include <glib/gi18n.h>

#include "atena-cli-campaign.h"
#include "atena-cli-output.h"
#include "atena-cli-private.h"
#include "atena-error.h"
#include "atena-search.h"
#include "atena-text.h"

typedef struct
{
  AtenaCampaign *campaign;
  const char *folder; /* NULL: standard output */
  guint limit;        /* 0: none */
  const char *word;   /* whom to find, NULL for all */
  const char *key;    /* the same, folded */
  gint64 now;
  guint n;
} Preview;

static gboolean
write_file (Preview *preview, GBytes *message, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%06u.eml", preview->n);
  g_autofree char *path = g_build_filename (preview->folder, name, NULL);

  return g_file_set_contents_full (path, g_bytes_get_data (message, NULL),
                                   (gssize) g_bytes_get_size (message), G_FILE_SET_CONTENTS_NONE,
                                   0600, error);
}

static gboolean
write_standard_output (GBytes *message, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (message, &size);

  if (fwrite (data, 1, size, stdout) == size && fflush (stdout) == 0)
    return TRUE;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
               _ ("The letter cannot be written: %s"), g_strerror (errno));
  return FALSE;
}

static gboolean
write_letter (AtenaRow *row, gpointer data, GError **error)
{
  Preview *preview = data;
  g_autoptr (AtenaRecipient) recipient = NULL;
  g_autoptr (GBytes) message = NULL;

  if (preview->key != NULL && !atena_row_matches (row, preview->key))
    return TRUE;
  recipient =
    atena_recipient_stamp (row->recipient, atena_recipient_get_message_id (row->recipient),
                           preview->now / G_USEC_PER_SEC);
  message = atena_campaign_render (preview->campaign, atena_campaign_get_letter (preview->campaign),
                                   row, recipient, error);
  if (message == NULL)
    return FALSE;
  preview->n++;
  return (preview->folder != NULL ? write_file (preview, message, error)
                                  : write_standard_output (message, error)) &&
         preview->n != preview->limit;
}

static gboolean
make_folder (const char *folder, GError **error)
{
  if (folder == NULL || g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("The folder %s cannot be made: %s"),
               folder, g_strerror (errno));
  return FALSE;
}

static gboolean
check_found (const Preview *preview, GError **error)
{
  if (preview->word == NULL || preview->n > 0)
    return TRUE;
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("Nobody who gets a letter has “%s” in the list"), preview->word);
  return FALSE;
}

static gboolean
preview_letters (AtenaCliLetter *letter,
                 const char *ledger_path,
                 const char *folder,
                 int limit,
                 const char *word,
                 GError **error)
{
  g_autoptr (AtenaLedger) ledger =
    atena_cli_letter_open (letter, ledger_path, error) ? atena_ledger_open_temporary (error) : NULL;
  g_autoptr (AtenaCampaign) campaign =
    ledger != NULL
      ? atena_cli_letter_make_campaign (letter, ledger, "", "", (AtenaPaceLimits){ 0 }, error)
      : NULL;
  g_autofree char *key = NULL;
  Preview preview = { .folder = folder,
                      .limit = folder != NULL ? (guint) limit : 1,
                      .word = word,
                      .now = g_get_real_time () };

  if (campaign == NULL || !make_folder (folder, error))
    return FALSE;
  if (word != NULL && !g_utf8_validate (word, -1, NULL))
    return atena_cli_fail (error, _ ("--find takes a word in UTF-8"));
  if (limit < 0)
    {
      g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                           _ ("--limit takes a number from 1"));
      return FALSE;
    }

  key = word != NULL ? atena_text_field_key (word) : NULL;
  preview.key = key;
  preview.campaign = campaign;
  return atena_cli_print_excluded (campaign, stderr, error) &&
         atena_cli_foreach_row (campaign, 1u << ATENA_ROW_PENDING, write_letter, &preview, error) &&
         check_found (&preview, error);
}

AtenaExit
atena_cli_preview (int argc, char **argv)
{
  g_auto (AtenaCliLetter) letter = { 0 };
  g_autofree char *folder = NULL;
  g_autofree char *ledger = NULL;
  g_autofree char *word = NULL;
  int limit = 0;
  g_autofree GOptionEntry *letter_entries = atena_cli_letter_make_entries (&letter);
  g_autofree GOptionEntry *source_entries = atena_cli_source_make_entries (&letter.source);
  const GOptionEntry own[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &folder,
      N_ ("folder for one file a person; without it the first letter is shown"), N_ ("FOLDER") },
    { "ledger", 0, 0, G_OPTION_ARG_FILENAME, &ledger,
      N_ ("file that has the saved lists; a preview keeps nothing"), N_ ("FILE") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("how many letters at most"), N_ ("N") },
    { "find", 0, 0, G_OPTION_ARG_FILENAME, &word,
      N_ ("only people with this word in name, address or another column"), N_ ("WORD") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!atena_cli_parse (&argc, &argv, _ ("– show the letters without sending them"), own,
                        (const GOptionEntry *[]){ letter_entries, source_entries, NULL }, 0,
                        &error))
    return atena_cli_refuse (error);
  if (!preview_letters (&letter, ledger, folder, limit, word, &error))
    return atena_cli_refuse (error);

  return ATENA_EXIT_DONE;
}
