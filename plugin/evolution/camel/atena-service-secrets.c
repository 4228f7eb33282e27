// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Gets from Evolution what it signs in at a mail server with, and has it sign in when need be; it
// keeps no copy.

#include "atena-service-secrets.h"

#include <glib/gi18n-lib.h>

#include "atena-error.h"

struct _AtenaServiceSecrets
{
  GObject parent_instance;

  EMailSession *session;
  CamelService *service;
  gboolean wants_token;
  gboolean signed_in; /* Evolution has, for us */
};

static void
atena_service_secrets_secrets_init (AtenaSmtpSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaServiceSecrets,
                               atena_service_secrets,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_SMTP_SECRETS,
                                                      atena_service_secrets_secrets_init))

AtenaSmtpSecrets *
atena_service_secrets_new (EMailSession *session, CamelService *service, gboolean wants_token)
{
  AtenaServiceSecrets *self = g_object_new (ATENA_TYPE_SERVICE_SECRETS, NULL);

  self->session = g_object_ref (session);
  self->service = g_object_ref (service);
  self->wants_token = wants_token;
  return ATENA_SMTP_SECRETS (self);
}

/* What the person says is known afterwards; the connection itself is not needed. */
static gboolean
connect_once (CamelService *service, GCancellable *cancellable, GError **error)
{
  if (!camel_service_connect_sync (service, cancellable, error))
    {
      g_prefix_error (error, "%s: ", _ ("Evolution cannot sign in at the mail server"));
      return FALSE;
    }

  camel_service_disconnect_sync (service, TRUE, cancellable, NULL);
  return TRUE;
}

/* One at a time may use a service, so that ordinary mail waits for the signing in and no longer. A
 * connection that is there was made with what @again has been refused. */
static gboolean
sign_in (AtenaServiceSecrets *self, gboolean again, GCancellable *cancellable, GError **error)
{
  CamelServiceConnectionStatus status;
  gboolean ok;

  if (!e_mail_session_mark_service_used_sync (self->session, self->service, cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return FALSE;
    }

  status = camel_service_get_connection_status (self->service);
  if (again && status == CAMEL_SERVICE_CONNECTED)
    camel_service_disconnect_sync (self->service, TRUE, cancellable, NULL);
  ok = (!again && status == CAMEL_SERVICE_CONNECTED) ||
       connect_once (self->service, cancellable, error);

  e_mail_session_unmark_service_used (self->session, self->service);
  return ok;
}

/* Evolution renews a token before it expires whenever it is asked for it. */
static char *
dup_token (AtenaServiceSecrets *self, GCancellable *cancellable, GError **error)
{
  char *token = NULL;
  int expires_in;

  if (camel_session_get_oauth2_access_token_sync (CAMEL_SESSION (self->session), self->service,
                                                  &token, &expires_in, cancellable, error))
    return token;

  g_prefix_error (error, "%s: ", _ ("Evolution cannot sign in at the mail server"));
  return NULL;
}

static char *
atena_service_secrets_get_secret (AtenaSmtpSecrets *secrets,
                                  gboolean again,
                                  GCancellable *cancellable,
                                  GError **error)
{
  AtenaServiceSecrets *self = ATENA_SERVICE_SECRETS (secrets);
  char *password;

  if ((again || !self->signed_in) && !sign_in (self, again, cancellable, error))
    return NULL;

  self->signed_in = TRUE;
  if (self->wants_token)
    return dup_token (self, cancellable, error);

  password = camel_service_dup_password (self->service);
  if (password == NULL)
    g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_ACCOUNT,
                         _ ("Evolution does not say the password of this account"));
  return password;
}

static void
atena_service_secrets_secrets_init (AtenaSmtpSecretsInterface *iface)
{
  iface->get_secret = atena_service_secrets_get_secret;
}

static void
atena_service_secrets_finalize (GObject *object)
{
  AtenaServiceSecrets *self = ATENA_SERVICE_SECRETS (object);

  g_clear_object (&self->session);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (atena_service_secrets_parent_class)->finalize (object);
}

static void
atena_service_secrets_class_init (AtenaServiceSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_service_secrets_finalize;
}

static void
atena_service_secrets_init (AtenaServiceSecrets *self)
{
}
