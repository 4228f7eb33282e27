// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Folders of a draft, a list and files, with the letters that come of them, octet by octet. Beside
// each letter stands what its reader is to find in it; other programs check that
// (tests/check-golden.py, tests/evolution/test-golden.c). "left-out" says who gets none.

#include <gio/gio.h>
#include <string.h>

#include "atena-campaign-private.h"
#include "atena-table-file.h"

static const char *const cases[] = {
  "attached-message", "excel-cp932", "excel-title", "excel-utf-16", "guardians", "honorifics",
  "invoices",         "iso-2022-jp", "japanese",    "nasty",        "plain",     "rare-characters",
  "siblings",
};

static AtenaCampaign *
make_campaign (const char *folder)
{
  g_autofree char *draft_path = g_build_filename (folder, "draft.eml", NULL);
  g_autofree char *list_path = g_build_filename (folder, "list.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaLedger) ledger = atena_ledger_open_temporary (&error);
  g_autoptr (AtenaDraft) draft = atena_draft_load (draft_path, &error);
  g_autoptr (AtenaListSource) source = NULL;
  AtenaCampaignSpec spec = {
    .draft = draft,
    .account = "",
    .settings = "",
    .seed = "golden",
    .zone = "+09:00",
    .same_address = TRUE,
    .enclosure_folder = folder,
  };
  AtenaCampaign *campaign;
  int column;

  g_assert_no_error (error);
  source = atena_list_source_open (list_path, NULL, &error);
  g_assert_no_error (error);
  column = atena_columns_find (atena_list_source_get_columns (source), ATENA_COLUMN_ATTACHMENT, 0);
  if (column >= 0)
    spec.enclosure_field = atena_columns_get_names (atena_list_source_get_columns (source))[column];
  campaign = atena_campaign_create (ledger, &spec, ATENA_RECIPIENT_SOURCE (source), NULL, &error);
  g_assert_no_error (error);
  return campaign;
}

/* Whatever is expected; with ATENA_GOLDEN=write, to see what a change does, that becomes the
 * expectation. Then look at the difference. */
static void
check_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (g_getenv ("ATENA_GOLDEN"), "write") == 0)
    g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
append_files (GString *out, const AtenaRow *row, const char *folder)
{
  g_autoptr (AtenaEnclosureFolder) files = atena_enclosure_folder_new (folder, NULL);
  g_autoptr (GPtrArray) enclosures = NULL;
  g_autoptr (GError) error = NULL;

  if (*row->enclosures == '\0')
    return;
  enclosures = atena_enclosure_folder_reopen (files, row->enclosures, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < enclosures->len; i++)
    g_string_append_printf (out, "File: %s\n", atena_enclosure_get_name (enclosures->pdata[i]));
}

/* What the reader of a letter finds in it. */
static char *
describe (AtenaLetter *letter, const AtenaRow *row, const char *folder)
{
  AtenaMailbox *mailbox = atena_recipient_get_mailbox (row->recipient);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *subject = atena_letter_dup_subject (letter, row->recipient);
  g_autofree char *text = atena_letter_dup_text (letter, row->recipient);

  g_string_append_printf (out, "To: %s\nName: %s\nSubject: %s\n", atena_mailbox_get_path (mailbox),
                          atena_mailbox_get_name (mailbox), subject);
  append_files (out, row, folder);
  g_string_append_printf (out, "\n%s", text);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
check_letter (
  AtenaCampaign *campaign, AtenaLetter *letter, AtenaRow *row, const char *folder, guint n)
{
  g_autofree char *letter_name = g_strdup_printf ("%06u.eml", n);
  g_autofree char *content_name = g_strdup_printf ("%06u.txt", n);
  g_autofree char *content = describe (letter, row, folder);
  g_autoptr (AtenaRecipient) stamped =
    atena_recipient_stamp (row->recipient, atena_recipient_get_message_id (row->recipient),
                           1764000000);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = atena_campaign_render (campaign, letter, row, stamped, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_true (g_str_is_ascii (text));
  check_file (folder, letter_name, text);
  check_file (folder, content_name, content);
}

static void
test_golden (gconstpointer name)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "golden", name, NULL);
  g_autoptr (AtenaCampaign) campaign = make_campaign (folder);
  g_autoptr (AtenaLetter) letter = atena_campaign_compile (campaign, ATENA_NEWLINE_LF, NULL);
  g_autoptr (GPtrArray) rows = atena_campaign_read_rows (campaign, 0, 0, G_MAXUINT, NULL);
  g_autoptr (GString) left_out = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      AtenaRow *row = rows->pdata[i];

      if (row->state == ATENA_ROW_PENDING)
        check_letter (campaign, letter, row, folder, ++n);
      else
        g_string_append_printf (left_out, "row %u: %s %s\n",
                                atena_recipient_get_row (row->recipient), row->reason, row->detail);
    }
  g_assert_cmpuint (n, >, 0);
  check_file (folder, "left-out", left_out->str);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/golden/%s", cases[i]);

      g_test_add_data_func (path, cases[i], test_golden);
    }
  return g_test_run ();
}
