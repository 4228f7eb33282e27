// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The way from a compose window to the merge window and on to the progress window: what is in the
// way, reading the message, opening the next window. What happens in the windows, they know.

#include "atena-composer-merge.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <shell/e-shell.h>

#include "atena-address-books.h"
#include "atena-composer-content.h"
#include "atena-composer-fields.h"
#include "atena-composer-host.h"
#include "atena-composer-people.h"
#include "atena-evolution-private.h"
#include "atena-guard-dialog.h"
#include "atena-ledger.h"
#include "atena-merge-window.h"
#include "atena-obstacle-dialog.h"
#include "atena-pace.h"
#include "atena-progress-window.h"
#include "atena-shell-extension.h"

/* Seconds in which a start can be taken back. */
#define COUNTDOWN 10

/* On a composer: its merge window, or itself while that one is on its way. */
#define MERGING "atena-merging"

/* What waits for the message to be read. */
typedef struct
{
  AtenaComposerHost *host;
  AtenaOrder *order;
} Merge;

static void
merge_free (Merge *self)
{
  g_clear_object (&self->host);
  g_clear_pointer (&self->order, atena_order_free);
  g_free (self);
}

static int
show_obstacle (EMsgComposer *composer, AtenaObstacle obstacle, const char *message)
{
  GtkWidget *dialog = atena_obstacle_dialog_new (GTK_WINDOW (composer), obstacle, message);
  int response = gtk_dialog_run (GTK_DIALOG (dialog));

  gtk_widget_destroy (dialog);
  return response;
}

static gboolean
is_loading (EMsgComposer *composer)
{
  EAttachmentView *view = e_msg_composer_get_attachment_view (composer);

  return e_attachment_store_get_num_loading (e_attachment_view_get_store (view)) > 0;
}

/* The text of a redirected message belongs to somebody else. */
static gboolean
is_redirected (EMsgComposer *composer)
{
  EHTMLEditor *editor = e_msg_composer_get_editor (composer);

  return !e_content_editor_is_editable (e_html_editor_get_content_editor (editor));
}

/* What is in the way, the worst first. */
static gboolean
find_obstacle (EMsgComposer *composer,
               const AtenaIdentity *identity,
               AtenaObstacle *ret_obstacle,
               const char **ret_message)
{
  gboolean encrypts = atena_composer_has_switched_on (composer, "pgp-encrypt") ||
                      atena_composer_has_switched_on (composer, "smime-encrypt");
  gboolean signs = atena_composer_has_switched_on (composer, "pgp-sign") ||
                   atena_composer_has_switched_on (composer, "smime-sign");

  *ret_message = NULL;
  if (is_redirected (composer))
    {
      *ret_obstacle = ATENA_OBSTACLE_OTHER;
      *ret_message = _ ("A redirected message cannot be sent separately, since somebody else has "
                        "written it");
    }
  else if (!atena_identity_can_send (identity))
    *ret_obstacle = ATENA_OBSTACLE_ACCOUNT;
  else if (identity->is_foreign)
    {
      *ret_obstacle = ATENA_OBSTACLE_OTHER;
      *ret_message = _ ("The sender’s email address has been typed by hand and does not belong to "
                        "this account; please choose one of the account’s own addresses");
    }
  else if (is_loading (composer))
    *ret_obstacle = ATENA_OBSTACLE_LOADING;
  else if (encrypts)
    *ret_obstacle = ATENA_OBSTACLE_ENCRYPTION;
  else if (signs)
    *ret_obstacle = ATENA_OBSTACLE_SIGNING;
  else
    return FALSE;

  return TRUE;
}

/* Whether nothing is in the way, or the person knowingly goes on without a signature. */
static gboolean
pass_obstacles (EMsgComposer *composer, const AtenaIdentity *identity, gboolean *ret_unsigned)
{
  AtenaObstacle obstacle;
  const char *message;

  *ret_unsigned = find_obstacle (composer, identity, &obstacle, &message);
  return !*ret_unsigned || show_obstacle (composer, obstacle, message) == ATENA_RESPONSE_SEPARATELY;
}

/* What finds the account again; the server's settings stay Evolution's. */
static char *
make_settings (const AtenaIdentity *identity)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "host", "evolution");
  json_object_set_string_member (object, "identity", identity->uid);
  json_node_take_object (node, object);
  return json_to_string (node, FALSE);
}

static AtenaOrder *
make_order (EMsgComposer *composer, const AtenaIdentity *identity, gboolean is_unsigned)
{
  AtenaOrder *order = g_new0 (AtenaOrder, 1);
  const AtenaListChoice *list = atena_composer_fields_get_list (composer);

  order->addressees = atena_composer_read_people (composer);
  order->own_addresses = g_strdupv (identity->own_addresses);
  order->contacts = ATENA_CONTACTS (atena_address_books_new (e_msg_composer_get_shell (composer)));
  order->list = list != NULL ? atena_list_choice_copy (list) : NULL;
  order->from = atena_mailbox_ref (identity->from);
  order->account = atena_identity_dup_account_key (identity);
  order->settings = make_settings (identity);
  if (identity->account == NULL || !atena_smtp_account_is_loopback (identity->account))
    order->limits = atena_pace_careful ();
  order->ledger = atena_ledger_dup_default_path ();
  order->no_dotted = identity->via_camel;
  order->countdown = COUNTDOWN;
  order->keeps_copies = identity->keeps_copies;
  order->read_receipt = atena_composer_wants_receipt (composer);
  order->unsigned_here = is_unsigned;
  return order;
}

/* Evolution quits with its last window; one of its application's is open while letters are sent. */
static void
on_started (AtenaMergeWindow *window, AtenaDispatch *dispatch, gpointer user_data)
{
  EShell *shell = e_shell_get_default ();
  GtkWidget *progress = atena_progress_window_new (dispatch);

  atena_under_way_add (atena_shell_extension_get_under_way (shell), dispatch);
  gtk_window_set_application (GTK_WINDOW (progress), GTK_APPLICATION (shell));
  gtk_window_present (GTK_WINDOW (progress));
}

static void
on_merge_window_gone (EMsgComposer *composer)
{
  g_object_set_data (G_OBJECT (composer), MERGING, NULL);
}

static void
open_merge_window (EMsgComposer *composer, AtenaComposerHost *host, AtenaOrder *order)
{
  GtkWidget *window = atena_merge_window_new (ATENA_HOST (host), order, GTK_WINDOW (composer));

  g_object_set_data (G_OBJECT (composer), MERGING, window);
  g_signal_connect (window, "started", G_CALLBACK (on_started), NULL);
  g_signal_connect_object (window, "destroy", G_CALLBACK (on_merge_window_gone), composer,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (composer, "destroy", G_CALLBACK (gtk_widget_destroy), window,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_content_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  EMsgComposer *composer = E_MSG_COMPOSER (source);
  Merge *merge = user_data;
  g_autoptr (GError) error = NULL;

  merge->order->draft = atena_composer_content_read_finish (composer, result, &error);
  if (gtk_widget_in_destruction (GTK_WIDGET (composer)))
    g_clear_error (&error);
  else if (merge->order->draft != NULL)
    open_merge_window (composer, merge->host, g_steal_pointer (&merge->order));
  else
    {
      g_object_set_data (G_OBJECT (composer), MERGING, NULL);
      atena_composer_host_release (merge->host);
      show_obstacle (composer, ATENA_OBSTACLE_OTHER, error->message);
    }

  merge_free (merge);
}

static void
read_message (EMsgComposer *composer, AtenaIdentity *identity, gboolean is_unsigned)
{
  Merge *merge = g_new0 (Merge, 1);

  g_object_set_data (G_OBJECT (composer), MERGING, composer);
  merge->order = make_order (composer, identity, is_unsigned);
  merge->host = atena_composer_host_new (composer, identity);
  atena_composer_content_read (composer, identity, NULL, on_content_read, merge);
}

void
atena_composer_merge (EMsgComposer *composer)
{
  gpointer merging = g_object_get_data (G_OBJECT (composer), MERGING);
  g_autoptr (EMsgComposer) alive = g_object_ref (composer);
  g_autoptr (AtenaIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_unsigned;

  if (merging != NULL)
    {
      gtk_window_present (GTK_WINDOW (merging));
      return;
    }
  /* Being sent or saved, or asked about. */
  if (e_msg_composer_is_soft_busy (composer))
    return;

  identity = atena_identity_read (composer, &error);
  if (identity == NULL)
    show_obstacle (composer, ATENA_OBSTACLE_OTHER, error->message);
  else if (pass_obstacles (composer, identity, &is_unsigned) &&
           !gtk_widget_in_destruction (GTK_WIDGET (composer)))
    read_message (composer, g_steal_pointer (&identity), is_unsigned);
}
