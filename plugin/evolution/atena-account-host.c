// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The host of windows that need an account of Evolution's, or none: how letters go out, where their
// copies go, and lists from the web. It knows no compose window.

#include "atena-account-host.h"

#include <glib/gi18n-lib.h>
#include <shell/e-shell.h>

#include "atena-camel-account.h"
#include "atena-camel-transport.h"
#include "atena-download.h"
#include "atena-error.h"
#include "atena-sent-folder.h"
#include "atena-submission.h"

typedef struct
{
  EMailSession *session;
  AtenaIdentity *identity;    /* NULL where nothing is sent */
  AtenaCamelTransport *camel; /* the last one, if Evolution sends */
  int works_offline;          /* atomic: any thread may ask */
} AtenaAccountHostPrivate;

static void
host_iface_init (AtenaHostInterface *iface);

G_DEFINE_TYPE_WITH_CODE (AtenaAccountHost,
                         atena_account_host,
                         G_TYPE_OBJECT,
                         G_ADD_PRIVATE (AtenaAccountHost)
                           G_IMPLEMENT_INTERFACE (ATENA_TYPE_HOST, host_iface_init))

static AtenaAccountHostPrivate *
get_private (AtenaAccountHost *self)
{
  return atena_account_host_get_instance_private (self);
}

/* Offline because the person wants it. Without a network Evolution is offline as well, and goes
 * online by itself; what that means for an account is not Evolution's business. */
static void
note_line (AtenaAccountHost *self, EShell *shell)
{
  gboolean chosen = !e_shell_get_online (shell) && e_shell_get_network_available (shell);

  g_atomic_int_set (&get_private (self)->works_offline, chosen);
}

static void
on_line_changed (EShell *shell, GParamSpec *property, AtenaAccountHost *self)
{
  note_line (self, shell);
  g_signal_emit_by_name (self, "online-changed");
}

void
atena_account_host_set_up (AtenaAccountHost *self, EMailSession *session, AtenaIdentity *identity)
{
  AtenaAccountHostPrivate *priv = get_private (self);
  EShell *shell = e_shell_get_default ();

  g_return_if_fail (ATENA_IS_ACCOUNT_HOST (self) && priv->session == NULL);

  priv->session = g_object_ref (session);
  priv->identity = identity;
  note_line (self, shell);
  g_signal_connect_object (shell, "notify::online", G_CALLBACK (on_line_changed), self, 0);
}

AtenaAccountHost *
atena_account_host_new (EMailSession *session, AtenaIdentity *identity)
{
  AtenaAccountHost *self = g_object_new (ATENA_TYPE_ACCOUNT_HOST, NULL);

  atena_account_host_set_up (self, session, identity);
  return self;
}

EMailSession *
atena_account_host_get_session (AtenaAccountHost *self)
{
  g_return_val_if_fail (ATENA_IS_ACCOUNT_HOST (self), NULL);

  return get_private (self)->session;
}

static AtenaTransport *
open_camel (AtenaAccountHost *self, const AtenaIdentity *identity, GError **error)
{
  AtenaTransport *transport =
    atena_camel_transport_new (get_private (self)->session, identity->transport_uid, error);

  if (transport != NULL)
    g_set_object (&get_private (self)->camel, ATENA_CAMEL_TRANSPORT (transport));
  return transport;
}

static AtenaTransport *
open_submission (AtenaAccountHost *self,
                 const AtenaIdentity *identity,
                 GCancellable *cancellable,
                 GError **error)
{
  return atena_submission_open (get_private (self)->session, identity->transport_uid,
                                atena_smtp_account_copy (identity->account), cancellable, error);
}

/* The account as it is now: somebody may have mended it, or taken it away, since. */
static AtenaIdentity *
find_identity (AtenaAccountHost *self, GError **error)
{
  AtenaIdentity *identity =
    atena_identity_find (e_mail_session_get_registry (get_private (self)->session),
                         get_private (self)->identity->uid);

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
account_host_open_transport (AtenaHost *host, GCancellable *cancellable, GError **error)
{
  AtenaAccountHost *self = ATENA_ACCOUNT_HOST (host);
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
account_host_open_copies (AtenaHost *host, GCancellable *cancellable, GError **error)
{
  AtenaAccountHost *self = ATENA_ACCOUNT_HOST (host);

  if (get_private (self)->camel != NULL &&
      atena_camel_transport_has_copies (get_private (self)->camel))
    return NULL;
  return atena_sent_folder_open (get_private (self)->session, get_private (self)->identity->uid,
                                 cancellable, error);
}

/* Nobody waits for the end of the windows. */
static void
account_host_ignore (AtenaHost *host)
{
}

static gboolean
account_host_is_online (AtenaHost *host, const char *account)
{
  AtenaAccountHost *self = ATENA_ACCOUNT_HOST (host);

  return !g_atomic_int_get (&get_private (self)->works_offline) && atena_host_has_line (account);
}

static AtenaListChoice *
account_host_fetch_list (AtenaHost *host,
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
host_iface_init (AtenaHostInterface *iface)
{
  iface->open_transport = account_host_open_transport;
  iface->open_copies = account_host_open_copies;
  iface->started = account_host_ignore;
  iface->closed = account_host_ignore;
  iface->is_online = account_host_is_online;
  iface->fetch_list = account_host_fetch_list;
}

static void
atena_account_host_finalize (GObject *object)
{
  AtenaAccountHostPrivate *priv = get_private (ATENA_ACCOUNT_HOST (object));

  g_clear_object (&priv->session);
  g_clear_object (&priv->camel);
  g_clear_pointer (&priv->identity, atena_identity_free);

  G_OBJECT_CLASS (atena_account_host_parent_class)->finalize (object);
}

static void
atena_account_host_class_init (AtenaAccountHostClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_account_host_finalize;
}

static void
atena_account_host_init (AtenaAccountHost *self)
{
}
