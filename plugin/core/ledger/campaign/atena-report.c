// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Writes what became of the rows of a campaign for spreadsheets and programs; the words for people
// are elsewhere.

#include "atena-report.h"

#include <json-glib/json-glib.h>
#include <inttypes.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* How many rows are read and written at a time. */
#define PAGE 500

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
  COLUMN_ROLE,
  COLUMN_DECISION,
  N_COLUMNS,
} Column;

static const char *const column_names[N_COLUMNS] = {
  "row",  "address",  "name",  "state",      "reason", "attempts", "time",
  "code", "enhanced", "reply", "message_id", "role",   "decision",
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
      return atena_recipient_get_row (row->recipient);
    case COLUMN_ATTEMPTS:
      return row->attempts;
    case COLUMN_CODE:
      return row->code;
    default:
      g_assert_not_reached ();
    }
}

/* ISO 8601 in the local zone; "" for 0. */
static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (time == 0)
    return g_strdup ("");

  utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  local = g_date_time_to_local (utc);
  return g_date_time_format_iso8601 (local);
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
      return format_time (row->time);
    case COLUMN_ENHANCED:
      return g_strdup (row->enhanced);
    case COLUMN_REPLY:
      return g_strdup (row->reply);
    case COLUMN_MESSAGE_ID:
      return g_strdup (atena_recipient_get_message_id (row->recipient));
    case COLUMN_ROLE:
      return g_strdup (atena_role_to_string (atena_recipient_get_role (row->recipient)));
    case COLUMN_DECISION:
      return g_strdup (atena_decision_to_string (row->decision));
    default:
      g_assert_not_reached ();
    }
}

/* Names and replies come from outside, and a spreadsheet would run what looks like a formula. */
static void
append_cell (GString *out, const char *text)
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

  g_string_append_len (out, cell->str, (gssize) cell->len);
}

static void
append_csv_row (const AtenaRow *row, GString *out)
{
  for (Column column = 0; column < N_COLUMNS; column++)
    {
      g_autofree char *text = is_number (column) ? NULL : dup_text (row, column);

      if (column > 0)
        g_string_append_c (out, ',');
      if (text != NULL)
        append_cell (out, text);
      else if (column == COLUMN_ROW || row->attempts > 0)
        g_string_append_printf (out, "%" PRId64, get_number (row, column));
    }
  g_string_append (out, "\r\n");
}

/* Every object stands behind a line break, and behind a comma but for the first. */
static void
append_json_row (const AtenaRow *row, GString *out)
{
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
  g_string_append_printf (out, "%s\n%s", g_str_equal (out->str, "[") ? "" : ",", json);
}

/* Empties @text. */
static gboolean
write_out (GString *text, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  gboolean ok = g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error);

  g_string_truncate (text, 0);
  return ok;
}

/* Writes @text and the rows behind it, and leaves nothing in it. */
static gboolean
write_rows (AtenaCampaign *campaign,
            guint states,
            void (*append) (const AtenaRow *row, GString *out),
            GString *text,
            GOutputStream *stream,
            GCancellable *cancellable,
            GError **error)
{
  guint after = 0;

  while (TRUE)
    {
      g_autoptr (GPtrArray) rows = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      rows = atena_campaign_read_rows (campaign, states, after, PAGE, error);
      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        append (rows->pdata[i], text);
      if (!write_out (text, stream, cancellable, error))
        return FALSE;
      if (rows->len < PAGE)
        return TRUE;
      after = atena_recipient_get_number (((AtenaRow *) rows->pdata[rows->len - 1])->recipient);
    }
}

gboolean
atena_report_write_csv (AtenaCampaign *campaign,
                        guint states,
                        GOutputStream *stream,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GString) text = g_string_new (BYTE_ORDER_MARK);

  for (Column column = 0; column < N_COLUMNS; column++)
    g_string_append_printf (text, "%s%s", column > 0 ? "," : "", column_names[column]);
  g_string_append (text, "\r\n");
  return write_rows (campaign, states, append_csv_row, text, stream, cancellable, error);
}

gboolean
atena_report_write_json (AtenaCampaign *campaign,
                         guint states,
                         GOutputStream *stream,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GString) text = g_string_new ("[");

  if (!write_rows (campaign, states, append_json_row, text, stream, cancellable, error))
    return FALSE;

  g_string_append (text, "\n]\n");
  return write_out (text, stream, cancellable, error);
}
