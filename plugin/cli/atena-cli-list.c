// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// `atena list`: saves, shows, refreshes and removes lists of people.

#include <glib/gi18n.h>
#include <inttypes.h>

#include "atena-cli-campaign.h"
#include "atena-cli-output.h"
#include "atena-error.h"
#include "atena-list-refresh.h"

#define PAGE 500

/* Changes that are shown one by one. */
#define CHANGES_MAX 50

/* The options. Zeroed is none given. */
typedef struct
{
  AtenaCliSource source;
  char *purpose;
  char *ledger;
  char *ca_file;
  gboolean yes;
} Options;

static void
options_clear (Options *self)
{
  atena_cli_source_clear (&self->source);
  g_free (self->purpose);
  g_free (self->ledger);
  g_free (self->ca_file);
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

/* Absolute, since a list may be used from anywhere: files for single people stand beside it. */
static char *
dup_origin (const char *recipients)
{
  g_autofree char *path = NULL;

  if (atena_download_is_address (recipients))
    return g_strdup (recipients);
  path = g_canonicalize_filename (recipients, NULL);
  return g_filename_display_name (path);
}

static char *
make_format (const AtenaTableOptions *options)
{
  g_autoptr (AtenaTableFormat) format = g_new0 (AtenaTableFormat, 1);

  atena_table_format_take (format, ATENA_TABLE_KIND_FILE, options);
  return atena_table_format_to_json (format);
}

static gboolean
save_list (AtenaLedger *ledger,
           const char *name,
           AtenaListSource *source,
           const AtenaTableOptions *read_as,
           const Options *options,
           GError **error)
{
  g_autofree char *columns = atena_columns_to_json (atena_list_source_get_columns (source));
  g_autofree char *origin = dup_origin (options->source.recipients);
  g_autofree char *format = make_format (read_as);
  AtenaListSpec spec = { .name = name,
                         .purpose = options->purpose,
                         .origin = origin,
                         .columns = columns,
                         .now = g_get_real_time (),
                         .format = format };
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

/* The file is looked at before a ledger is made. */
static gboolean
add_list (const char *name, const Options *options, GError **error)
{
  g_auto (AtenaCliPlace) place = { 0 };
  g_autoptr (AtenaListSource) source = NULL;
  g_autoptr (AtenaLedger) ledger = NULL;

  if (options->purpose == NULL)
    return atena_cli_fail (error, _ ("Please say with --purpose what the people were told the "
                                     "list is for"));
  if (options->source.recipients == NULL)
    return atena_cli_fail (error, _ ("Please say with --recipients which file is the list"));
  source = atena_cli_source_open (&options->source, options->ca_file, &place, error);
  ledger =
    source != NULL ? atena_cli_open_ledger (options->ledger, ATENA_LEDGER_WRITE, error) : NULL;
  return ledger != NULL && save_list (ledger, name, source, &place.options, options, error);
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
print_format (AtenaList *list, GError **error)
{
  g_autoptr (AtenaTableFormat) format =
    atena_table_format_from_json (atena_list_get_format (list), error);
  g_autofree char *options = format != NULL ? atena_cli_source_describe (format) : NULL;

  if (options != NULL && *options != '\0')
    atena_cli_print (stdout, _ ("Read with %s\n"), options);
  return options != NULL;
}

static gboolean
show_list (AtenaList *list, GError **error)
{
  g_autofree char *saved = atena_cli_describe_time (atena_list_get_saved (list));

  atena_cli_print (stdout, _ ("%s (from %s, %s), for: %s\n"), atena_list_get_name (list),
                   atena_list_get_origin (list), saved, atena_list_get_purpose (list));
  if (!print_format (list, error))
    return FALSE;
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
                       atena_recipient_get_address (person),
                       atena_list_change_kind_describe (change->kind));
      atena_cli_print (stdout, "\n");
    }
  return TRUE;
}

/* Where the newer version of @list is: where it was before, if nothing else is said. */
static const char *
find_newer (AtenaList *list, const Options *options, GError **error)
{
  const char *origin = atena_list_get_origin (list);
  g_autoptr (AtenaTableFormat) format =
    atena_table_format_from_json (atena_list_get_format (list), error);

  if (options->source.recipients != NULL || format == NULL)
    return options->source.recipients;
  if ((format->kind == NULL || g_str_equal (format->kind, ATENA_TABLE_KIND_FILE)) &&
      (atena_download_is_address (origin) || g_path_is_absolute (origin)))
    return origin;
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("The list “%s” did not come from a file. Please say with --recipients where its "
                  "newer version is"),
               atena_list_get_name (list));
  return NULL;
}

static AtenaList *
read_newer (AtenaList *list, const char *recipients, const Options *options, GError **error)
{
  g_auto (AtenaCliPlace) place = { 0 };
  g_autofree char *origin = dup_origin (recipients);
  AtenaListNewer newer = { .origin = origin, .now = g_get_real_time () };
  g_autoptr (AtenaListSource) source = NULL;
  g_auto (GStrv) notes = NULL;
  AtenaList *version;

  if (!atena_cli_source_find (&options->source, recipients, options->ca_file, &place, error))
    return NULL;
  newer.path = place.path;
  newer.options = place.options;
  newer.chosen = atena_cli_columns_get_chosen (&options->source.columns);
  source = atena_list_open_newer (list, &newer, error);
  if (source == NULL || !atena_cli_source_apply (&options->source, source, error))
    return NULL;
  version = atena_list_refresh (list, &newer, source, &notes, NULL, error);
  if (version == NULL)
    return NULL;

  atena_cli_columns_print (atena_list_source_get_columns (source));
  for (guint i = 0; notes[i] != NULL; i++)
    atena_cli_print (stdout, "%s\n", notes[i]);
  return version;
}

static gboolean
refresh_list (AtenaList *list, const Options *options, GError **error)
{
  const char *recipients = find_newer (list, options, error);
  g_autoptr (AtenaList) version =
    recipients != NULL ? read_newer (list, recipients, options, error) : NULL;

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
  if (g_str_equal (action, "show"))
    return show_list (list, error);
  return g_str_equal (action, "refresh") ? refresh_list (list, options, error)
                                         : remove_list (list, options, error);
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
  if (g_str_equal (action, "add"))
    return add_list (argv[2], options, error);

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
  g_autofree GOptionEntry *source_entries = atena_cli_source_make_entries (&options.source);
  const GOptionEntry own[] = {
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &options.purpose,
      N_ ("what the people were told the list is for"), N_ ("TEXT") },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &options.ca_file,
      N_ ("certificates to trust besides those of the system"), N_ ("FILE") },
    { "yes", 0, 0, G_OPTION_ARG_NONE, &options.yes, N_ ("really refresh or remove"), NULL },
    { "ledger", 0, 0, G_OPTION_ARG_FILENAME, &options.ledger, N_ ("file that keeps what was sent"),
      N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!atena_cli_parse (&argc, &argv, _ ("[add|show|refresh|remove NAME] – keep lists of people"),
                        own, (const GOptionEntry *[]){ source_entries, NULL }, 2, &error) ||
      !run (argc, argv, &options, &error))
    return atena_cli_refuse (error);

  return ATENA_EXIT_DONE;
}
