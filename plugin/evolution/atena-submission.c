// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Gets from Evolution what it takes to sign in at the account's server; the protocol is the SMTP
// transport's business. No password is kept but in the account that it belongs to.

#include "atena-submission.h"

#include <glib/gi18n-lib.h>

#include "atena-error.h"
#include "atena-smtp-transport.h"

static gboolean
sign_in (CamelService *service, GCancellable *cancellable, GError **error)
{
  gboolean connected = camel_service_get_connection_status (service) == CAMEL_SERVICE_CONNECTED;

  if (connected)
    return TRUE;
  if (!camel_service_connect_sync (service, cancellable, error))
    {
      g_prefix_error (error, "%s: ", _ ("Evolution cannot sign in at the mail server"));
      return FALSE;
    }

  /* What the person said is known now; the connection is not needed. */
  camel_service_disconnect_sync (service, TRUE, cancellable, NULL);
  return TRUE;
}

/* One at a time may use a service, so that ordinary mail waits for the signing in and no longer. */
static char *
dup_password (EMailSession *session,
              CamelService *service,
              GCancellable *cancellable,
              GError **error)
{
  char *password = NULL;

  if (!e_mail_session_mark_service_used_sync (session, service, cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  if (sign_in (service, cancellable, error))
    {
      password = camel_service_dup_password (service);
      if (password == NULL)
        g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_ACCOUNT,
                             _ ("Evolution does not say the password of this account"));
    }

  e_mail_session_unmark_service_used (session, service);
  return password;
}

AtenaTransport *
atena_submission_open (EMailSession *session,
                       const char *transport_uid,
                       AtenaSmtpAccount *account,
                       gboolean needs_password,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (AtenaSmtpAccount) own = account;
  g_autoptr (CamelService) service =
    camel_session_ref_service (CAMEL_SESSION (session), transport_uid);

  if (service == NULL)
    {
      g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_ACCOUNT,
                           _ ("This account no longer exists in Evolution"));
      return NULL;
    }
  if (needs_password)
    {
      own->password = dup_password (session, service, cancellable, error);
      if (own->password == NULL)
        return NULL;
    }

  return ATENA_TRANSPORT (atena_smtp_transport_new (g_steal_pointer (&own), 1));
}
