// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Finds campaigns that an earlier Evolution left unfinished, and offers to go on with them. It
// sends nothing by itself.

#include "atena-left-over.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <mail/e-mail-backend.h>
#include <shell/e-shell-window.h>

#include "atena-account-host.h"
#include "atena-dispatch.h"
#include "atena-identity.h"
#include "atena-progress-window.h"
#include "atena-resume-bar.h"
#include "atena-shell-extension.h"
#include "atena-summary.h"

#define NOTIFICATION "atena-left-over"

/* A draft campaign of this age belongs to no window any longer. */
#define DRAFT_LIFETIME G_TIME_SPAN_DAY

/* On a bar: the campaign that it is about. */
typedef struct
{
  gint64 campaign;
  char *identity;
} LeftOver;

static void
left_over_free (gpointer data, GClosure *closure)
{
  LeftOver *self = data;

  g_free (self->identity);
  g_free (self);
}

static void
discard_old_drafts (AtenaLedger *ledger)
{
  g_autoptr (GPtrArray) drafts =
    atena_ledger_list_campaigns (ledger, 1u << ATENA_CAMPAIGN_DRAFT, TRUE, NULL);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      const AtenaSummary *summary = drafts->pdata[i];
      g_autoptr (AtenaCampaign) campaign = NULL;

      if (summary->created > g_get_real_time () - DRAFT_LIFETIME)
        continue;
      campaign = atena_campaign_load (ledger, summary->id, NULL);
      if (campaign != NULL)
        atena_campaign_discard (campaign, NULL);
    }
}

/* What is left: campaigns that can go on, and letters about which nobody has decided yet. */
static void
drop_settled (GPtrArray *campaigns)
{
  for (guint i = campaigns != NULL ? campaigns->len : 0; i > 0; i--)
    {
      const AtenaSummary *summary = campaigns->pdata[i - 1];

      if (summary->state != ATENA_CAMPAIGN_READY && summary->state != ATENA_CAMPAIGN_PAUSED &&
          (summary->state != ATENA_CAMPAIGN_FINISHED || summary->undecided == 0))
        g_ptr_array_remove_index (campaigns, i - 1);
    }
}

static void
list (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *path = atena_ledger_dup_default_path ();
  g_autoptr (AtenaLedger) ledger = NULL;
  g_autoptr (GPtrArray) campaigns = NULL;
  GError *error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    ledger = atena_ledger_open (path, ATENA_LEDGER_WRITE, &error);
  if (ledger != NULL)
    {
      discard_old_drafts (ledger);
      campaigns = atena_ledger_list_campaigns (ledger, 0, FALSE, &error);
      drop_settled (campaigns);
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&campaigns), (GDestroyNotify) g_ptr_array_unref);
}

/* The inverse of what a composer writes into the settings of its campaign; NULL for campaigns of
 * others and of accounts that are not here, or switched off. */
static char *
find_identity (EShell *shell, const AtenaSummary *summary)
{
  g_autoptr (JsonNode) node = json_from_string (summary->settings, NULL);
  JsonObject *object =
    node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *uid =
    object != NULL ? json_object_get_string_member_with_default (object, "identity", NULL) : NULL;
  g_autoptr (ESource) source =
    uid != NULL ? atena_identity_ref_source (e_shell_get_registry (shell), uid) : NULL;

  return source != NULL ? g_strdup (uid) : NULL;
}

static void
open_progress_window (EShell *shell, const LeftOver *left_over)
{
  AtenaUnderWay *under_way = atena_shell_extension_get_under_way (shell);
  EShellBackend *backend = e_shell_get_backend_by_name (shell, "mail");
  g_autoptr (AtenaIdentity) identity =
    atena_identity_find (e_shell_get_registry (shell), left_over->identity);
  g_autoptr (AtenaHost) host = NULL;
  g_autoptr (AtenaDispatch) dispatch = NULL;
  g_autofree char *path = atena_ledger_dup_default_path ();
  GtkWidget *window;

  if (identity == NULL || !atena_identity_can_send (identity) ||
      atena_under_way_has (under_way, left_over->campaign))
    return;

  host = ATENA_HOST (atena_account_host_new (e_mail_backend_get_session (E_MAIL_BACKEND (backend)),
                                             g_steal_pointer (&identity)));
  dispatch = atena_dispatch_new_paused (host, path, left_over->campaign);
  atena_under_way_add (under_way, dispatch);
  window = atena_progress_window_new (dispatch);
  gtk_window_set_application (GTK_WINDOW (window), GTK_APPLICATION (shell));
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_response (GtkWidget *bar, int response, LeftOver *left_over)
{
  if (response == ATENA_RESPONSE_LOOK)
    open_progress_window (e_shell_get_default (), left_over);
  gtk_widget_destroy (bar);
}

static void
add_bar (EShellWindow *window, const AtenaSummary *summary, const char *identity)
{
  GtkWidget *bar = atena_resume_bar_new (summary);
  GtkWidget *box = gtk_widget_get_parent (e_shell_window_get_alert_bar (window));
  LeftOver *left_over = g_new0 (LeftOver, 1);

  left_over->campaign = summary->id;
  left_over->identity = g_strdup (identity);
  g_signal_connect_data (bar, "response", G_CALLBACK (on_response), left_over, left_over_free, 0);
  gtk_box_pack_start (GTK_BOX (box), bar, FALSE, FALSE, 0);
  gtk_box_reorder_child (GTK_BOX (box), bar, 0);
  gtk_widget_show (bar);
}

/* Not those of other programs, and not those whose account is gone or off. */
static void
drop_foreign (EShell *shell, GPtrArray *campaigns)
{
  for (guint i = campaigns->len; i > 0; i--)
    {
      g_autofree char *identity = find_identity (shell, campaigns->pdata[i - 1]);

      if (identity == NULL)
        g_ptr_array_remove_index (campaigns, i - 1);
    }
}

/* All of them in one window. */
static void
add_bars (EShellWindow *window, GPtrArray *campaigns)
{
  EShell *shell = e_shell_get_default ();
  AtenaUnderWay *under_way = atena_shell_extension_get_under_way (shell);

  for (guint i = 0; i < campaigns->len; i++)
    {
      const AtenaSummary *summary = campaigns->pdata[i];
      g_autofree char *identity = find_identity (shell, summary);

      if (identity != NULL && !atena_under_way_has (under_way, summary->id))
        add_bar (window, summary, identity);
    }
}

static void
on_window_mapped (GtkWidget *window, GPtrArray *campaigns)
{
  g_signal_handlers_disconnect_by_func (window, on_window_mapped, campaigns);
  add_bars (E_SHELL_WINDOW (window), campaigns);
}

static void
unref_campaigns (gpointer campaigns, GClosure *closure)
{
  g_ptr_array_unref (campaigns);
}

/* A window that is only being made has no place for bars yet. */
static void
on_window_added (GtkApplication *application, GtkWindow *window, GPtrArray *campaigns)
{
  if (!E_IS_SHELL_WINDOW (window))
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (window)))
    add_bars (E_SHELL_WINDOW (window), campaigns);
  else
    g_signal_connect_data (window, "map", G_CALLBACK (on_window_mapped),
                           g_ptr_array_ref (campaigns), unref_campaigns, 0);
}

static void
notify (EShell *shell, const AtenaSummary *summary)
{
  g_autoptr (GNotification) notification =
    g_notification_new (_ ("Letters are left over from the last time"));
  g_autofree char *text = atena_resume_bar_describe (summary);

  g_notification_set_body (notification, text);
  g_application_send_notification (G_APPLICATION (shell), NOTIFICATION, notification);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  EShell *shell = E_SHELL (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) campaigns = g_task_propagate_pointer (G_TASK (result), &error);
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (shell));

  if (error != NULL)
    g_warning ("%s", error->message);
  if (campaigns != NULL)
    drop_foreign (shell, campaigns);
  if (campaigns == NULL || campaigns->len == 0)
    return;

  notify (shell, campaigns->pdata[0]);
  for (GList *l = windows; l != NULL; l = l->next)
    on_window_added (GTK_APPLICATION (shell), l->data, campaigns);
  g_signal_connect_data (shell, "window-added", G_CALLBACK (on_window_added),
                         g_ptr_array_ref (campaigns), unref_campaigns, 0);
}

void
atena_left_over_look (EShell *shell)
{
  g_autoptr (GTask) task = g_task_new (shell, NULL, on_listed, NULL);

  g_task_run_in_thread (task, list);
}
