// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The host of the windows for one message in a compose window: its account, its folder Sent, and
// the end of the composer. It goes on when the composer is gone.

#include "atena-composer-host.h"

#include <composer/e-composer-actions.h>
#include <glib/gi18n-lib.h>
#include <shell/e-shell.h>

#include "atena-camel-account.h"
#include "atena-camel-transport.h"
#include "atena-composer-fields.h"
#include "atena-download.h"
#include "atena-error.h"
#include "atena-evolution-private.h"
#include "atena-sent-folder.h"
#include "atena-submission.h"

struct _AtenaComposerHost
{
  GObject parent_instance;

  GWeakRef composer;
  EActivity *activity; /* keeps the composer as it is */
  EMailSession *session;
  AtenaIdentity *identity;
  AtenaCamelTransport *camel; /* the last one, if Evolution sends */
  int works_offline;          /* atomic: any thread may ask */
};

static void
atena_composer_host_host_init (AtenaHostInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaComposerHost,
                               atena_composer_host,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_HOST,
                                                      atena_composer_host_host_init))

AtenaComposerHost *
atena_composer_host_new (EMsgComposer *composer, AtenaIdentity *identity)
{
  g_autoptr (EMailSession) session = E_MAIL_SESSION (e_msg_composer_ref_session (composer));
  AtenaComposerHost *self = atena_composer_host_new_resumed (session, identity);

  g_weak_ref_set (&self->composer, composer);
  self->activity = e_html_editor_new_activity (e_msg_composer_get_editor (composer));
  return self;
}

/* Offline because the person wants it. Without a network Evolution is offline as well, and goes
 * online by itself; what that means for an account is not Evolution's business. */
static void
note_line (AtenaComposerHost *self, EShell *shell)
{
  gboolean chosen = !e_shell_get_online (shell) && e_shell_get_network_available (shell);

  g_atomic_int_set (&self->works_offline, chosen);
}

static void
on_line_changed (EShell *shell, GParamSpec *property, AtenaComposerHost *self)
{
  note_line (self, shell);
  g_signal_emit_by_name (self, "online-changed");
}

AtenaComposerHost *
atena_composer_host_new_resumed (EMailSession *session, AtenaIdentity *identity)
{
  AtenaComposerHost *self = g_object_new (ATENA_TYPE_COMPOSER_HOST, NULL);
  EShell *shell = e_shell_get_default ();

  self->session = g_object_ref (session);
  self->identity = identity;
  note_line (self, shell);
  g_signal_connect_object (shell, "notify::online", G_CALLBACK (on_line_changed), self, 0);
  return self;
}

/* The bar would show an activity that is over for a second more, and keep the composer busy. */
static void
clear_bar (EMsgComposer *composer)
{
  e_activity_bar_set_activity (
    e_html_editor_get_activity_bar (e_msg_composer_get_editor (composer)), NULL);
}

void
atena_composer_host_release (AtenaComposerHost *self)
{
  g_autoptr (EMsgComposer) composer = g_weak_ref_get (&self->composer);

  if (self->activity == NULL)
    return;

  e_activity_set_state (self->activity, E_ACTIVITY_COMPLETED);
  g_clear_object (&self->activity);
  if (composer != NULL && !gtk_widget_in_destruction (GTK_WIDGET (composer)))
    clear_bar (composer);
}

static AtenaTransport *
open_camel (AtenaComposerHost *self, const AtenaIdentity *identity, GError **error)
{
  AtenaTransport *transport =
    atena_camel_transport_new (self->session, identity->transport_uid, error);

  if (transport != NULL)
    g_set_object (&self->camel, ATENA_CAMEL_TRANSPORT (transport));
  return transport;
}

static AtenaTransport *
open_submission (AtenaComposerHost *self,
                 const AtenaIdentity *identity,
                 GCancellable *cancellable,
                 GError **error)
{
  return atena_submission_open (self->session, identity->transport_uid,
                                atena_smtp_account_copy (identity->account), cancellable, error);
}

/* The account as it is now: somebody may have mended it, or taken it away, since. */
static AtenaIdentity *
find_identity (AtenaComposerHost *self, GError **error)
{
  AtenaIdentity *identity =
    atena_identity_find (e_mail_session_get_registry (self->session), self->identity->uid);

  if (identity != NULL && atena_identity_can_send (identity))
    return identity;

  g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_ACCOUNT,
                       _ ("This account has been removed from Evolution or switched off, or can no "
                          "longer send; once it is as it was, sending can go on"));
  g_clear_pointer (&identity, atena_identity_free);
  return NULL;
}

/* Whoever signs in may be asked by Evolution about the server's certificate. */
static AtenaTransport *
atena_composer_host_open_transport (AtenaHost *host, GCancellable *cancellable, GError **error)
{
  AtenaComposerHost *self = ATENA_COMPOSER_HOST (host);
  g_autoptr (AtenaIdentity) identity = find_identity (self, error);
  g_autoptr (AtenaTransport) transport = NULL;

  if (identity == NULL)
    return NULL;
  if (identity->account == NULL || identity->via_camel ||
      atena_camel_account_is_trusted (identity->account->host))
    return open_camel (self, identity, error);

  transport = open_submission (self, identity, cancellable, error);
  if (transport != NULL && atena_camel_account_is_trusted (identity->account->host))
    return open_camel (self, identity, error);
  return g_steal_pointer (&transport);
}

static AtenaCopies *
atena_composer_host_open_copies (AtenaHost *host, GCancellable *cancellable, GError **error)
{
  AtenaComposerHost *self = ATENA_COMPOSER_HOST (host);

  if (self->camel != NULL && atena_camel_transport_has_copies (self->camel))
    return NULL;
  return atena_sent_folder_open (self->session, self->identity->uid, cancellable, error);
}

/* What Evolution would do once with one message: remove the draft that this one was, and mark the
 * one that it answers. */
static void
settle_origin (AtenaComposerHost *self, EMsgComposer *composer)
{
  static const char *const names[] = {
    "X-Evolution-Draft-Folder",   "X-Evolution-Draft-Message", "X-Evolution-Source-Folder",
    "X-Evolution-Source-Message", "X-Evolution-Source-Flags",
  };
  g_autoptr (CamelMimeMessage) message = camel_mime_message_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = e_msg_composer_get_header (composer, names[i], 0);

      if (value != NULL)
        camel_medium_set_header (CAMEL_MEDIUM (message), names[i], value);
    }

  e_mail_session_handle_draft_headers (self->session, message, G_PRIORITY_DEFAULT, NULL, NULL,
                                       NULL);
  e_mail_session_handle_source_headers (self->session, message, G_PRIORITY_DEFAULT, NULL, NULL,
                                        NULL);
}

static void
atena_composer_host_started (AtenaHost *host)
{
  AtenaComposerHost *self = ATENA_COMPOSER_HOST (host);
  g_autoptr (EMsgComposer) composer = g_weak_ref_get (&self->composer);

  atena_composer_host_release (self);
  if (composer == NULL)
    return;

  settle_origin (self, composer);
  e_content_editor_set_changed (
    e_html_editor_get_content_editor (e_msg_composer_get_editor (composer)), FALSE);
  gtk_action_activate (E_COMPOSER_ACTION_CLOSE (composer));
}

static void
atena_composer_host_closed (AtenaHost *host)
{
  AtenaComposerHost *self = ATENA_COMPOSER_HOST (host);
  g_autoptr (EMsgComposer) composer = g_weak_ref_get (&self->composer);

  atena_composer_host_release (self);
  if (composer != NULL && !gtk_widget_in_destruction (GTK_WIDGET (composer)))
    gtk_window_present (GTK_WINDOW (composer));
}

static gboolean
atena_composer_host_is_online (AtenaHost *host, const char *account)
{
  AtenaComposerHost *self = ATENA_COMPOSER_HOST (host);

  return !g_atomic_int_get (&self->works_offline) && atena_host_has_line (account);
}

static AtenaListChoice *
atena_composer_host_fetch_list (AtenaHost *host,
                                const char *address,
                                AtenaHostProgress progress,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error)
{
  AtenaDownloadOptions options = { .progress = progress, .progress_data = data };
  AtenaDownload *download = atena_download_fetch (address, &options, cancellable, error);
  AtenaListChoice *list = NULL;

  if (download == NULL)
    return NULL;
  list = atena_list_choice_new (ATENA_LIST_FILE, download->path, download->name, address);
  list->hold = g_object_new (G_TYPE_OBJECT, NULL);
  g_object_set_data_full (list->hold, "atena-download", download,
                          (GDestroyNotify) atena_download_free);
  return list;
}

static void
atena_composer_host_list_chosen (AtenaHost *host, const AtenaListChoice *list)
{
  g_autoptr (EMsgComposer) composer = g_weak_ref_get (&ATENA_COMPOSER_HOST (host)->composer);

  if (composer != NULL)
    atena_composer_fields_set_list (composer, list);
}

static void
atena_composer_host_insert_field (AtenaHost *host, const char *placeholder)
{
  g_autoptr (EMsgComposer) composer = g_weak_ref_get (&ATENA_COMPOSER_HOST (host)->composer);

  if (composer == NULL || gtk_widget_in_destruction (GTK_WIDGET (composer)))
    return;
  gtk_window_present (GTK_WINDOW (composer));
  atena_composer_fields_insert (composer, placeholder);
}

static void
atena_composer_host_host_init (AtenaHostInterface *iface)
{
  iface->open_transport = atena_composer_host_open_transport;
  iface->open_copies = atena_composer_host_open_copies;
  iface->started = atena_composer_host_started;
  iface->closed = atena_composer_host_closed;
  iface->is_online = atena_composer_host_is_online;
  iface->fetch_list = atena_composer_host_fetch_list;
  iface->list_chosen = atena_composer_host_list_chosen;
  iface->insert_field = atena_composer_host_insert_field;
}

static void
atena_composer_host_finalize (GObject *object)
{
  AtenaComposerHost *self = ATENA_COMPOSER_HOST (object);

  atena_composer_host_release (self);
  g_weak_ref_clear (&self->composer);
  g_clear_object (&self->session);
  g_clear_object (&self->camel);
  g_clear_pointer (&self->identity, atena_identity_free);

  G_OBJECT_CLASS (atena_composer_host_parent_class)->finalize (object);
}

static void
atena_composer_host_class_init (AtenaComposerHostClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_composer_host_finalize;
}

static void
atena_composer_host_init (AtenaComposerHost *self)
{
  g_weak_ref_init (&self->composer, NULL);
}
