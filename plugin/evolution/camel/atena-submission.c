// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Completes an account with what only Evolution knows, its proxy and where its secrets come from;
// the protocol is the SMTP transport's business.

#include "atena-submission.h"

#include <glib/gi18n-lib.h>

#include "atena-error.h"
#include "atena-service-secrets.h"
#include "atena-smtp-transport.h"

/* Camel asks in the same words which way to go (camel-network-service.c). */
static char *
dup_first_proxy (CamelService *service,
                 const AtenaSmtpAccount *account,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GProxyResolver) resolver = camel_service_ref_proxy_resolver (service);
  g_autofree char *uri =
    g_uri_join (G_URI_FLAGS_NONE, "smtp", NULL, account->host, (int) account->port, "", NULL, NULL);
  g_auto (GStrv) proxies = NULL;

  if (resolver == NULL)
    resolver = g_object_ref (g_proxy_resolver_get_default ());
  proxies = g_proxy_resolver_lookup (resolver, uri, cancellable, error);
  if (proxies == NULL)
    {
      g_prefix_error (error, "%s: ", _ ("The proxy of this account cannot be found out"));
      return NULL;
    }

  return g_strdup (proxies[0] != NULL ? proxies[0] : "direct://");
}

/* GLib lets a SOCKS 5 proxy look up names, and "socks" is a SOCKS proxy whose version is not said.
 */
static gboolean
set_proxy (AtenaSmtpAccount *account,
           CamelService *service,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *proxy = NULL;
  g_autofree char *url = NULL;

  if (atena_smtp_account_is_loopback (account))
    return TRUE;

  proxy = dup_first_proxy (service, account, cancellable, error);
  if (proxy == NULL)
    return FALSE;
  if (g_str_has_prefix (proxy, "direct:"))
    return TRUE;
  if (g_str_has_prefix (proxy, "socks:") || g_str_has_prefix (proxy, "socks5:"))
    url = g_strconcat ("socks5h", strchr (proxy, ':'), NULL);

  return atena_smtp_account_set_proxy (account, url != NULL ? url : proxy, error);
}

/* Asked for once now, while the person still waits for the start. */
static gboolean
prepare_secrets (AtenaSmtpAccount *account,
                 EMailSession *session,
                 CamelService *service,
                 GCancellable *cancellable,
                 GError **error)
{
  gboolean wants_token = (account->auth & ATENA_SMTP_AUTH_TOKEN) != 0;
  char *secret;

  account->secrets = atena_service_secrets_new (session, service, wants_token);
  secret = atena_smtp_secrets_get_secret (account->secrets, FALSE, cancellable, error);
  if (secret == NULL)
    return FALSE;

  atena_smtp_secret_free (secret);
  return TRUE;
}

AtenaTransport *
atena_submission_open (EMailSession *session,
                       const char *transport_uid,
                       AtenaSmtpAccount *account,
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
  if (!set_proxy (own, service, cancellable, error))
    return NULL;
  if (own->user != NULL && !prepare_secrets (own, session, service, cancellable, error))
    return NULL;

  return ATENA_TRANSPORT (atena_smtp_transport_new (g_steal_pointer (&own), 1));
}
