// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Knows what Evolution and Camel settle about an account outside of its SMTP settings: whether it
// can send, which certificates were accepted by hand, who keeps the copies.

#include "atena-camel-account.h"

#include <camel/camel.h>

gboolean
atena_camel_account_can_send (const char *backend)
{
  CamelProvider *provider;

  /* "none" is what an account that only receives has. */
  if (backend == NULL || g_str_equal (backend, "none"))
    return FALSE;

  provider = camel_provider_get (backend, NULL);
  return provider != NULL && provider->object_types[CAMEL_PROVIDER_TRANSPORT] != 0;
}

static gboolean
is_accepted (CamelCert *cert, const char *host)
{
  g_autofree char *ascii = cert->hostname != NULL ? g_hostname_to_ascii (cert->hostname) : NULL;

  if (ascii == NULL || g_ascii_strcasecmp (ascii, host) != 0)
    return FALSE;
  /* As Camel decides (camel-network-service.c, network_service_accept_certificate_cb). */
  return cert->trust != CAMEL_CERT_TRUST_UNKNOWN && cert->trust != CAMEL_CERT_TRUST_NEVER;
}

gboolean
atena_camel_account_is_trusted (const char *host)
{
  g_autoptr (CamelCertDB) store = camel_certdb_get_default ();
  GSList *certs = store != NULL ? camel_certdb_list_certs (store) : NULL;
  gboolean trusted = FALSE;

  for (GSList *l = certs; l != NULL && !trusted; l = l->next)
    trusted = is_accepted (l->data, host);
  g_slist_free_full (certs, (GDestroyNotify) camel_cert_unref);
  return trusted;
}

/* Whether the folder Sent of @submission is one of an account with @backend. */
static gboolean
is_sent_folder_of (ESourceRegistry *registry,
                   ESourceMailSubmission *submission,
                   const char *backend)
{
  g_autofree char *folder = e_source_mail_submission_dup_sent_folder (submission);
  g_autoptr (GUri) uri =
    folder != NULL ? g_uri_parse (folder, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL)
                   : NULL;
  g_autofree char *uid = uri != NULL ? g_uri_unescape_string (g_uri_get_host (uri), NULL) : NULL;
  g_autoptr (ESource) source = uid != NULL ? e_source_registry_ref_source (registry, uid) : NULL;
  g_autofree char *store = NULL;

  if (source == NULL || !e_source_has_extension (source, E_SOURCE_EXTENSION_MAIL_ACCOUNT))
    return FALSE;
  store = e_source_backend_dup_backend_name (
    e_source_get_extension (source, E_SOURCE_EXTENSION_MAIL_ACCOUNT));
  return g_strcmp0 (store, backend) == 0;
}

/* As camel-ews-transport.c and camel-m365-transport.c decide. */
static gboolean
keeps_copies_itself (ESourceRegistry *registry,
                     ESourceMailSubmission *submission,
                     const char *backend)
{
  static const char *const savers[] = { "ews", "microsoft365", NULL };

  return g_strv_contains (savers, backend) &&
         !e_source_mail_submission_get_replies_to_origin_folder (submission) &&
         is_sent_folder_of (registry, submission, backend);
}

gboolean
atena_camel_account_wants_copies (ESourceRegistry *registry, ESource *identity, const char *backend)
{
  ESourceMailSubmission *submission =
    e_source_get_extension (identity, E_SOURCE_EXTENSION_MAIL_SUBMISSION);
  CamelProvider *provider = camel_provider_get (backend, NULL);

  if (!e_source_mail_submission_get_use_sent_folder (submission))
    return FALSE;
  if (provider != NULL && (provider->flags & CAMEL_PROVIDER_DISABLE_SENT_FOLDER) != 0)
    return FALSE;
  return !keeps_copies_itself (registry, submission, backend);
}
