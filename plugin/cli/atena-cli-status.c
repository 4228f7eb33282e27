// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// `atena status`: how far a campaign is, in figures.

#include <inttypes.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "atena-cli-campaign.h"
#include "atena-cli-output.h"

static void
print_json (gint64 id, AtenaCampaignState state, const AtenaCounts *counts)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_int_member (object, "campaign", id);
  json_object_set_string_member (object, "state", atena_campaign_state_to_string (state));
  json_object_set_int_member (object, "total", (gint64) atena_counts_get_total (counts));
  for (guint i = 0; i < ATENA_N_ROW_STATES; i++)
    json_object_set_int_member (object, atena_row_state_to_string (i), (gint64) counts->rows[i]);
  json_object_set_int_member (object, "copies", (gint64) counts->copies);
  json_node_take_object (node, object);

  text = json_to_string (node, FALSE);
  atena_cli_print (stdout, "%s\n", text);
}

static const char *
describe_campaign_state (AtenaCampaignState state)
{
  switch (state)
    {
    case ATENA_CAMPAIGN_DRAFT:
      return _ ("not confirmed");
    case ATENA_CAMPAIGN_READY:
      return _ ("ready to be sent");
    case ATENA_CAMPAIGN_RUNNING:
      return _ ("being sent");
    case ATENA_CAMPAIGN_PAUSED:
      return _ ("paused");
    case ATENA_CAMPAIGN_FINISHED:
      return _ ("finished");
    }
  g_assert_not_reached ();
}

static const char *
describe_row_state (AtenaRowState state)
{
  switch (state)
    {
    case ATENA_ROW_PENDING:
      return _ ("Not sent");
    case ATENA_ROW_CLAIMED:
      return _ ("Sending");
    case ATENA_ROW_SENT:
      return _ ("Sent");
    case ATENA_ROW_DEFERRED:
      return _ ("Will retry");
    case ATENA_ROW_REJECTED:
      return _ ("Could not send");
    case ATENA_ROW_UNCERTAIN:
      return _ ("Unknown");
    case ATENA_ROW_EXCLUDED:
      return _ ("Left out");
    }
  g_assert_not_reached ();
}

static void
print_text (gint64 id, AtenaCampaignState state, const AtenaCounts *counts)
{
  atena_cli_print (stdout, _ ("Campaign %" PRId64 ": %s\n"), id, describe_campaign_state (state));
  for (guint i = 0; i < ATENA_N_ROW_STATES; i++)
    if (counts->rows[i] > 0)
      atena_cli_print (stdout, "%8" PRIu64 "  %s\n", counts->rows[i], describe_row_state (i));
  if (counts->copies > 0)
    atena_cli_print (stdout, "%8" PRIu64 "  %s\n", counts->copies,
                     _ ("Among these, copies for people who are only to know"));
}

AtenaExit
atena_cli_status (int argc, char **argv)
{
  g_autofree char *path = NULL;
  gboolean json = FALSE;
  const GOptionEntry own[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("for programs"), NULL },
    { "ledger", 0, 0, G_OPTION_ARG_FILENAME, &path, N_ ("file that keeps what was sent"),
      N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (AtenaCampaign) campaign = NULL;
  g_autoptr (GError) error = NULL;
  AtenaCampaignState state;
  AtenaCounts counts;

  if (atena_cli_parse (&argc, &argv, _ ("[CAMPAIGN] – say how far a campaign is"), own, NULL, 1,
                       &error))
    campaign = atena_cli_open_campaign (path, ATENA_LEDGER_READ, argc, argv, &error);
  if (campaign == NULL || !atena_campaign_read_state (campaign, &state, &error) ||
      !atena_campaign_count (campaign, &counts, &error))
    return atena_cli_refuse (error);

  (json ? print_json : print_text) (atena_campaign_get_id (campaign), state, &counts);
  return ATENA_EXIT_DONE;
}
