// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// `atena list`: saves, shows, refreshes and removes lists of people.

#include <glib/gi18n.h>
#include <inttypes.h>

#include "atena-cli-campaign.h"
#include "atena-cli-output.h"
#include "atena-download.h"
#include "atena-error.h"
#include "atena-list.h"

#define PAGE 500

/* Changes that are shown one by one. */
#define CHANGES_MAX 50

/* The options. Zeroed is none given. */
typedef struct
{
  char *recipients;
  char *purpose;
  char *ledger;
  char *ca_file;
  AtenaCliColumns columns;
  gboolean yes;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->recipients);
  g_free (self->purpose);
  g_free (self->ledger);
  g_free (self->ca_file);
  atena_cli_columns_clear (&self->columns);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
print_lists (AtenaLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) lists = atena_ledger_read_lists (ledger, error);

  if (lists == NULL)
    return FALSE;

  for (guint i = 0; i < lists->len; i++)
    {
      AtenaList *list = lists->pdata[i];
      g_autofree char *saved = atena_cli_describe_time (atena_list_get_saved (list));
      guint64 people;

      if (!atena_list_count (list, &(AtenaListQuery){ 0 }, &people, error))
        return FALSE;
      atena_cli_print (stdout,
                       ngettext ("%s: %" PRIu64 " person, %s, for: %s\n",
                                 "%s: %" PRIu64 " people, %s, for: %s\n", (gulong) people),
                       atena_list_get_name (list), people, saved, atena_list_get_purpose (list));
    }
  return TRUE;
}

static AtenaListSource *
open_source (const Options *options, GError **error)
{
  if (options->recipients != NULL)
    return atena_cli_open_list (options->recipients, options->ca_file, &options->columns, error);

  atena_cli_fail (error, _ ("Please say with --recipients which CSV file is the list"));
  return NULL;
}

/* Absolute, since a list may be used from anywhere: files for single people stand beside it. */
static char *
dup_origin (const Options *options)
{
  g_autofree char *path = NULL;

  if (atena_download_is_address (options->recipients))
    return g_strdup (options->recipients);
  path = g_canonicalize_filename (options->recipients, NULL);
  return g_filename_display_name (path);
}

static gboolean
add_list (AtenaLedger *ledger,
          const char *name,
          AtenaListSource *source,
          const Options *options,
          GError **error)
{
  g_autofree char *columns = atena_columns_to_json (atena_list_source_get_columns (source));
  g_autofree char *origin = dup_origin (options);
  AtenaListSpec spec = { .name = name,
                         .purpose = options->purpose,
                         .origin = origin,
                         .columns = columns,
                         .now = g_get_real_time () };
  g_autoptr (AtenaList) list = NULL;
  guint64 people;

  list = atena_list_create (ledger, &spec, ATENA_RECIPIENT_SOURCE (source), NULL, error);
  if (list == NULL || !atena_list_count (list, &(AtenaListQuery){ 0 }, &people, error))
    return FALSE;

  atena_cli_columns_print (atena_list_source_get_columns (source));
  atena_cli_print (stdout,
                   ngettext ("The list “%s” is saved, with %" PRIu64 " person\n",
                             "The list “%s” is saved, with %" PRIu64 " people\n", (gulong) people),
                   atena_list_get_name (list), people);
  return TRUE;
}

static void
print_row (const AtenaListRow *row)
{
  AtenaReason reason = atena_recipient_get_reason (row->recipient);
  const char *detail = atena_recipient_get_detail (row->recipient);
  g_autofree char *why = reason != ATENA_REASON_NONE
                           ? atena_reason_describe (reason, detail)
                           : g_strdup (row->ticked ? "" : _ ("not chosen"));

  atena_cli_print (stdout, _ ("  row %u  %s  %s  %s"), atena_recipient_get_row (row->recipient),
                   atena_recipient_get_address (row->recipient), row->name, why);
  atena_cli_print (stdout, "\n");
}

static gboolean
show_list (AtenaList *list, GError **error)
{
  g_autofree char *saved = atena_cli_describe_time (atena_list_get_saved (list));

  atena_cli_print (stdout, _ ("%s (from %s, %s), for: %s\n"), atena_list_get_name (list),
                   atena_list_get_origin (list), saved, atena_list_get_purpose (list));
  for (guint offset = 0;; offset += PAGE)
    {
      g_autoptr (GPtrArray) rows =
        atena_list_read_rows (list, &(AtenaListQuery){ 0 }, offset, PAGE, error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        print_row (rows->pdata[i]);
      if (rows->len < PAGE)
        return TRUE;
    }
}

static const char *
describe_kind (AtenaListChangeKind kind)
{
  switch (kind)
    {
    case ATENA_LIST_NEW:
      return _ ("new");
    case ATENA_LIST_GONE:
      return _ ("gone");
    case ATENA_LIST_CHANGED:
      return _ ("changed");
    }
  g_assert_not_reached ();
}

static gboolean
print_changes (AtenaList *list, AtenaList *version, GError **error)
{
  guint64 counts[ATENA_N_LIST_CHANGE_KINDS];
  g_autoptr (GPtrArray) changes = NULL;

  if (!atena_list_count_changes (list, version, counts, error))
    return FALSE;
  changes = atena_list_compare (list, version, 0, CHANGES_MAX, error);
  if (changes == NULL)
    return FALSE;

  atena_cli_print (stdout, _ ("New: %" PRIu64 ", gone: %" PRIu64 ", changed: %" PRIu64 "\n"),
                   counts[ATENA_LIST_NEW], counts[ATENA_LIST_GONE], counts[ATENA_LIST_CHANGED]);
  for (guint i = 0; i < changes->len; i++)
    {
      const AtenaListChange *change = changes->pdata[i];
      AtenaRecipient *person = change->now != NULL ? change->now : change->before;

      atena_cli_print (stdout, _ ("  row %u  %s  %s"), atena_recipient_get_row (person),
                       atena_recipient_get_address (person), describe_kind (change->kind));
      atena_cli_print (stdout, "\n");
    }
  return TRUE;
}

static gboolean
refresh_list (AtenaList *list, AtenaListSource *source, const Options *options, GError **error)
{
  g_autofree char *columns = atena_columns_to_json (atena_list_source_get_columns (source));
  g_autofree char *origin = dup_origin (options);
  AtenaListSpec spec = { .origin = origin, .columns = columns, .now = g_get_real_time () };
  g_autoptr (AtenaList) version =
    atena_list_create_version (list, &spec, ATENA_RECIPIENT_SOURCE (source), NULL, error);

  if (version == NULL || !print_changes (list, version, error))
    return FALSE;
  if (options->yes)
    return atena_list_adopt (list, version, error);

  atena_cli_print (stdout, "%s\n",
                   _ ("Nothing has been changed. The same command with --yes refreshes the list."));
  return atena_list_remove (version, error);
}

static gboolean
remove_list (AtenaList *list, const Options *options, GError **error)
{
  if (!options->yes)
    return atena_cli_fail (error, _ ("The list is erased for good; --yes confirms it"));
  return atena_list_remove (list, error);
}

static gboolean
run_action (
  AtenaLedger *ledger, const char *action, const char *name, const Options *options, GError **error)
{
  g_autoptr (AtenaList) list = atena_list_load (ledger, name, error);

  if (list == NULL)
    return FALSE;
  return g_str_equal (action, "show") ? show_list (list, error)
                                      : remove_list (list, options, error);
}

/* What is read from a file; that is looked at before a ledger is made. */
static gboolean
run_reading (const char *action, const char *name, const Options *options, GError **error)
{
  gboolean add = g_str_equal (action, "add");
  g_autoptr (AtenaListSource) source = NULL;
  g_autoptr (AtenaLedger) ledger = NULL;
  g_autoptr (AtenaList) list = NULL;

  if (add && options->purpose == NULL)
    return atena_cli_fail (error, _ ("Please say with --purpose what the people were told the "
                                     "list is for"));
  source = open_source (options, error);
  ledger =
    source != NULL ? atena_cli_open_ledger (options->ledger, ATENA_LEDGER_WRITE, error) : NULL;
  if (ledger == NULL)
    return FALSE;
  if (add)
    return add_list (ledger, name, source, options, error);

  list = atena_list_load (ledger, name, error);
  return list != NULL && refresh_list (list, source, options, error);
}

static gboolean
run (int argc, char **argv, const Options *options, GError **error)
{
  static const char *const actions[] = { "add", "show", "refresh", "remove", NULL };
  const char *action = argc == 3 ? argv[1] : "show";
  g_autoptr (AtenaLedger) ledger = NULL;

  if (argc == 2 || !g_strv_contains (actions, action))
    return atena_cli_fail (error,
                           _ ("Please say add, show, refresh or remove, and the name of the list"));
  if (argc == 3 && !g_utf8_validate (argv[2], -1, NULL))
    return atena_cli_fail (error, _ ("The name of the list is no text"));
  if (g_str_equal (action, "add") || g_str_equal (action, "refresh"))
    return run_reading (action, argv[2], options, error);

  ledger =
    atena_cli_open_ledger (options->ledger,
                           g_str_equal (action, "show") ? ATENA_LEDGER_READ : ATENA_LEDGER_WRITE,
                           error);
  if (ledger == NULL)
    return FALSE;
  return argc == 1 ? print_lists (ledger, error)
                   : run_action (ledger, action, argv[2], options, error);
}

AtenaExit
atena_cli_list (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry own[] = {
    { "recipients", 0, 0, G_OPTION_ARG_FILENAME, &options.recipients,
      N_ ("the list: a CSV file with mail addresses, or its https address"), N_ ("FILE") },
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &options.purpose,
      N_ ("what the people were told the list is for"), N_ ("TEXT") },
    { "column", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.columns.roles,
      N_ ("what a column means, such as address=Contact"), N_ ("ROLE=COLUMN") },
    { "addresses", 0, 0, G_OPTION_ARG_FILENAME, &options.columns.addresses,
      N_ ("“first” sends one letter only where several addresses stand in a row"), "first" },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &options.ca_file,
      N_ ("certificates to trust besides those of the system"), N_ ("FILE") },
    { "yes", 0, 0, G_OPTION_ARG_NONE, &options.yes, N_ ("really refresh or remove"), NULL },
    { "ledger", 0, 0, G_OPTION_ARG_FILENAME, &options.ledger, N_ ("file that keeps what was sent"),
      N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!atena_cli_parse (&argc, &argv, _ ("[add|show|refresh|remove NAME] – keep lists of people"),
                        own, NULL, 2, &error) ||
      !run (argc, argv, &options, &error))
    return atena_cli_refuse (error);

  return ATENA_EXIT_DONE;
}
