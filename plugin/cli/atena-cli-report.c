// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// `atena report`: every person of a campaign and what became of the letter, for spreadsheets and
// programs.

#include <inttypes.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "atena-cli-campaign.h"
#include "atena-cli-output.h"
#include "atena-error.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef enum
{
  COLUMN_ROW,
  COLUMN_ADDRESS,
  COLUMN_NAME,
  COLUMN_STATE,
  COLUMN_REASON,
  COLUMN_ATTEMPTS,
  COLUMN_TIME,
  COLUMN_CODE,
  COLUMN_ENHANCED,
  COLUMN_REPLY,
  COLUMN_MESSAGE_ID,
  N_COLUMNS,
} Column;

static const char *const column_names[N_COLUMNS] = {
  "row",  "address", "name",     "state", "reason",     "attempts",
  "time", "code",    "enhanced", "reply", "message_id",
};

static gboolean
is_number (Column column)
{
  return column == COLUMN_ROW || column == COLUMN_ATTEMPTS || column == COLUMN_CODE;
}

static gint64
get_number (const AtenaRow *row, Column column)
{
  switch (column)
    {
    case COLUMN_ROW:
      return atena_recipient_get_number (row->recipient);
    case COLUMN_ATTEMPTS:
      return row->attempts;
    case COLUMN_CODE:
      return row->code;
    default:
      g_assert_not_reached ();
    }
}

static char *
dup_text (const AtenaRow *row, Column column)
{
  switch (column)
    {
    case COLUMN_ADDRESS:
      return g_strdup (atena_recipient_get_address (row->recipient));
    case COLUMN_NAME:
      return g_strdup (row->name);
    case COLUMN_STATE:
      return g_strdup (atena_row_state_to_string (row->state));
    case COLUMN_REASON:
      return *row->detail != '\0' ? g_strdup_printf ("%s: %s", row->reason, row->detail)
                                  : g_strdup (row->reason);
    case COLUMN_TIME:
      return atena_cli_format_time (row->time);
    case COLUMN_ENHANCED:
      return g_strdup (row->enhanced);
    case COLUMN_REPLY:
      return g_strdup (row->reply);
    case COLUMN_MESSAGE_ID:
      return g_strdup (atena_recipient_get_message_id (row->recipient));
    default:
      g_assert_not_reached ();
    }
}

/* Names and replies come from outside, and a spreadsheet would run what looks like a formula. */
static void
print_csv_cell (const char *text)
{
  g_autoptr (GString) cell = g_string_new (text);

  if (*text != '\0' && strchr ("=+-@\t\r", *text) != NULL)
    g_string_prepend_c (cell, '\'');
  if (strpbrk (cell->str, ",\"\r\n") != NULL)
    {
      g_string_replace (cell, "\"", "\"\"", 0);
      g_string_prepend_c (cell, '"');
      g_string_append_c (cell, '"');
    }

  fwrite (cell->str, 1, cell->len, stdout);
}

static gboolean
print_csv_row (AtenaRow *row, gpointer data, GError **error)
{
  for (Column column = 0; column < N_COLUMNS; column++)
    {
      g_autofree char *text = is_number (column) ? NULL : dup_text (row, column);

      if (column > 0)
        fputc (',', stdout);
      if (text != NULL)
        print_csv_cell (text);
      else if (column == COLUMN_ROW || row->attempts > 0)
        fprintf (stdout, "%" PRId64, get_number (row, column));
    }
  fputs ("\r\n", stdout);
  return TRUE;
}

static gboolean
print_csv (AtenaCampaign *campaign, GError **error)
{
  fputs (BYTE_ORDER_MARK, stdout);
  for (Column column = 0; column < N_COLUMNS; column++)
    fprintf (stdout, "%s%s", column > 0 ? "," : "", column_names[column]);
  fputs ("\r\n", stdout);
  return atena_cli_foreach_row (campaign, 0, print_csv_row, NULL, error);
}

static gboolean
print_json_row (AtenaRow *row, gpointer data, GError **error)
{
  const char **separator = data;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *json = NULL;

  for (Column column = 0; column < N_COLUMNS; column++)
    {
      g_autofree char *text = is_number (column) ? NULL : dup_text (row, column);

      if (text != NULL)
        json_object_set_string_member (object, column_names[column], text);
      else
        json_object_set_int_member (object, column_names[column], get_number (row, column));
    }
  json_node_take_object (node, object);

  json = json_to_string (node, FALSE);
  atena_cli_print (stdout, "%s\n%s", *separator, json);
  *separator = ",";
  return TRUE;
}

static gboolean
print_json (AtenaCampaign *campaign, GError **error)
{
  const char *separator = "[";

  if (!atena_cli_foreach_row (campaign, 0, print_json_row, &separator, error))
    return FALSE;

  atena_cli_print (stdout, "%s\n]\n", *separator == '[' ? "[" : "");
  return TRUE;
}

static gboolean
print_report (AtenaCampaign *campaign, const char *format, GError **error)
{
  if (format == NULL || g_str_equal (format, "csv"))
    return print_csv (campaign, error);
  if (g_str_equal (format, "json"))
    return print_json (campaign, error);

  g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("--format takes csv or json"));
  return FALSE;
}

AtenaExit
atena_cli_report (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *format = NULL;
  const GOptionEntry own[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("csv (for spreadsheets) or json"),
      N_ ("FORMAT") },
    { "ledger", 0, 0, G_OPTION_ARG_FILENAME, &path, N_ ("file that keeps what was sent"),
      N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (AtenaCampaign) campaign = NULL;
  g_autoptr (GError) error = NULL;

  if (atena_cli_parse (&argc, &argv, _ ("[CAMPAIGN] – list every person of a campaign"), own, NULL,
                       1, &error))
    campaign = atena_cli_open_campaign (path, ATENA_LEDGER_READ, argc, argv, &error);
  if (campaign == NULL || !print_report (campaign, format, &error))
    return atena_cli_refuse (error);

  return ATENA_EXIT_DONE;
}
