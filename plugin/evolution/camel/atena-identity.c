// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Reads the identity chosen in a compose window and translates the settings of its server; signing
// in there is the submission's business.

#include "atena-identity.h"

#include <composer/e-composer-from-header.h>
#include <glib/gi18n-lib.h>
#include <libedataserver/libedataserver.h>
#include <shell/e-shell.h>

#include "atena-camel-account.h"
#include "atena-error.h"

void
atena_identity_free (AtenaIdentity *self)
{
  g_free (self->uid);
  g_free (self->transport_uid);
  g_clear_pointer (&self->from, atena_mailbox_unref);
  g_free (self->organization);
  g_strfreev (self->own_addresses);
  g_clear_pointer (&self->account, atena_smtp_account_free);
  g_free (self);
}

static void
add_addresses (GStrvBuilder *addresses, ESource *source)
{
  ESourceMailIdentity *identity = e_source_get_extension (source, E_SOURCE_EXTENSION_MAIL_IDENTITY);
  g_autofree char *address = e_source_mail_identity_dup_address (identity);
  g_autoptr (GHashTable) aliases = e_source_mail_identity_get_aliases_as_hash_table (identity);
  GHashTableIter iter;
  gpointer alias;

  if (address != NULL)
    g_strv_builder_add (addresses, address);
  if (aliases == NULL)
    return;

  g_hash_table_iter_init (&iter, aliases);
  while (g_hash_table_iter_next (&iter, &alias, NULL))
    g_strv_builder_add (addresses, alias);
}

static GStrv
read_own_addresses (ESourceRegistry *registry)
{
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();
  GList *sources = e_source_registry_list_enabled (registry, E_SOURCE_EXTENSION_MAIL_IDENTITY);

  for (GList *l = sources; l != NULL; l = l->next)
    add_addresses (addresses, l->data);
  g_list_free_full (sources, g_object_unref);

  return g_strv_builder_end (addresses);
}

/* Whether @from is the identity's address or one of its aliases. */
static gboolean
has_address (ESource *source, AtenaMailbox *from)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) addresses = NULL;

  add_addresses (builder, source);
  addresses = g_strv_builder_end (builder);
  for (gsize i = 0; addresses[i] != NULL; i++)
    {
      AtenaReason reason;
      g_autoptr (AtenaMailbox) own = atena_mailbox_parse (addresses[i], -1, "", &reason);

      if (own != NULL && g_str_equal (atena_mailbox_get_key (own), atena_mailbox_get_key (from)))
        return TRUE;
    }

  return FALSE;
}

/* As Evolution reads it when it sends (e-msg-composer.c, build_message): what has been typed, else
 * the alias chosen, else the identity. e_msg_composer_get_from() does not see what has been typed.
 */
static AtenaMailbox *
read_from (EComposerHeaderTable *table,
           ESource *source,
           const char *alias_name,
           const char *alias_address)
{
  ESourceMailIdentity *identity = e_source_get_extension (source, E_SOURCE_EXTENSION_MAIL_IDENTITY);
  EComposerHeader *header = e_composer_header_table_get_header (table, E_COMPOSER_HEADER_FROM);
  const char *typed = e_composer_header_table_get_from_address (table);
  g_autofree char *address = NULL;
  g_autofree char *name = NULL;
  AtenaReason reason;

  if (e_composer_from_header_get_override_visible (E_COMPOSER_FROM_HEADER (header)) &&
      typed != NULL && *typed != '\0')
    {
      name = g_strdup (e_composer_header_table_get_from_name (table));
      return atena_mailbox_parse (typed, -1, name != NULL ? name : "", &reason);
    }

  address = alias_address != NULL ? g_strdup (alias_address)
                                  : e_source_mail_identity_dup_address (identity);
  name = alias_name != NULL && *alias_name != '\0' ? g_strdup (alias_name)
                                                   : e_source_mail_identity_dup_name (identity);
  if (address == NULL)
    return NULL;
  return atena_mailbox_parse (address, -1, name != NULL ? name : "", &reason);
}

/* "ssl-on-alternate-port", "starttls-on-standard-port" or "none". */
static char *
dup_security (ESource *source)
{
  return e_source_security_dup_method (
    e_source_get_extension (source, E_SOURCE_EXTENSION_SECURITY));
}

static guint
get_port (ESourceAuthentication *auth, gboolean implicit_tls, gboolean clear)
{
  guint port = e_source_authentication_get_port (auth);

  if (port != 0)
    return port;
  if (implicit_tls)
    return 465;
  return clear ? 25 : 587;
}

static char *
make_url (ESourceAuthentication *auth, gboolean implicit_tls, gboolean clear)
{
  g_autofree char *host = e_source_authentication_dup_host (auth);
  g_autofree char *ascii = host != NULL ? g_hostname_to_ascii (host) : NULL;
  const char *scheme = implicit_tls ? "smtps" : "smtp";
  guint port = get_port (auth, implicit_tls, clear);

  if (ascii == NULL)
    return NULL;
  if (strchr (ascii, ':') != NULL)
    return g_strdup_printf ("%s://[%s]:%u", scheme, ascii, port);
  return g_strdup_printf ("%s://%s:%u", scheme, ascii, port);
}

/* How Evolution signs in, where libcurl can do the same (FALSE: it cannot); PLAIN and LOGIN are the
 * same to both. All names of OAuth2 services mean XOAUTH2, as they do to Camel. */
static gboolean
read_method (ESourceAuthentication *auth, AtenaSmtpAccount *account)
{
  g_autofree char *method = e_source_authentication_dup_method (auth);
  AtenaSmtpAuth known;

  if (method == NULL || *method == '\0' || g_str_equal (method, "none"))
    return TRUE;

  known = atena_smtp_auth_from_name (method);
  if ((known & ATENA_SMTP_AUTH_PASSWORD) != 0)
    account->auth = ATENA_SMTP_AUTH_PASSWORD;
  else if (known != 0)
    account->auth = known;
  else if (e_oauth2_services_is_oauth2_alias_static (method))
    account->auth = ATENA_SMTP_AUTH_XOAUTH2;
  else
    return FALSE;

  account->user = e_source_authentication_dup_user (auth);
  return account->user != NULL && *account->user != '\0';
}

static AtenaSmtpAccount *
read_account (ESource *source)
{
  ESourceAuthentication *auth = e_source_get_extension (source, E_SOURCE_EXTENSION_AUTHENTICATION);
  g_autofree char *security = dup_security (source);
  gboolean implicit_tls = g_strcmp0 (security, "ssl-on-alternate-port") == 0;
  gboolean clear = !implicit_tls && g_strcmp0 (security, "starttls-on-standard-port") != 0;
  g_autofree char *url = make_url (auth, implicit_tls, clear);
  g_autoptr (AtenaSmtpAccount) account = url != NULL ? atena_smtp_account_new (url, NULL) : NULL;

  if (account == NULL || !read_method (auth, account))
    return NULL;
  if (clear && !atena_smtp_account_is_loopback (account))
    return NULL;

  account->insecure = clear;
  account->require_tls = !clear;
  return g_steal_pointer (&account);
}

static void
read_submission (AtenaIdentity *self, ESourceRegistry *registry, ESource *identity)
{
  ESourceMailSubmission *submission =
    e_source_get_extension (identity, E_SOURCE_EXTENSION_MAIL_SUBMISSION);
  g_autoptr (ESource) transport = NULL;
  g_autofree char *backend = NULL;

  self->transport_uid = e_source_mail_submission_dup_transport_uid (submission);
  if (self->transport_uid != NULL)
    transport = e_source_registry_ref_source (registry, self->transport_uid);
  if (transport == NULL || !e_source_has_extension (transport, E_SOURCE_EXTENSION_MAIL_TRANSPORT) ||
      !e_source_registry_check_enabled (registry, transport))
    return;

  backend = e_source_backend_dup_backend_name (
    e_source_get_extension (transport, E_SOURCE_EXTENSION_MAIL_TRANSPORT));
  if (g_strcmp0 (backend, "smtp") == 0)
    self->account = read_account (transport);
  self->via_camel = atena_camel_account_can_send (backend) &&
                    (self->account == NULL || atena_camel_account_is_trusted (self->account->host));
  self->keeps_copies =
    backend != NULL && atena_camel_account_wants_copies (registry, identity, backend);
}

gboolean
atena_identity_can_send (const AtenaIdentity *self)
{
  return self->account != NULL || self->via_camel;
}

char *
atena_identity_dup_account_key (const AtenaIdentity *self)
{
  if (self->account != NULL)
    return atena_smtp_account_dup_key (self->account);
  return g_strconcat ("evolution:", self->transport_uid, NULL);
}

/* All that does not depend on a message. */
static AtenaIdentity *
identity_new (ESourceRegistry *registry, ESource *source)
{
  AtenaIdentity *self = g_new0 (AtenaIdentity, 1);

  self->uid = e_source_dup_uid (source);
  self->organization = e_source_mail_identity_dup_organization (
    e_source_get_extension (source, E_SOURCE_EXTENSION_MAIL_IDENTITY));
  self->own_addresses = read_own_addresses (registry);
  read_submission (self, registry, source);
  return self;
}

AtenaIdentity *
atena_identity_read (EMsgComposer *composer, GError **error)
{
  EComposerHeaderTable *table = e_msg_composer_get_header_table (composer);
  ESourceRegistry *registry = e_shell_get_registry (e_msg_composer_get_shell (composer));
  g_autofree char *alias_name = NULL;
  g_autofree char *alias_address = NULL;
  g_autofree char *uid =
    e_composer_header_table_dup_identity_uid (table, &alias_name, &alias_address);
  g_autoptr (ESource) source = uid != NULL ? e_composer_header_table_ref_source (table, uid) : NULL;
  g_autoptr (AtenaMailbox) from =
    source != NULL ? read_from (table, source, alias_name, alias_address) : NULL;
  AtenaIdentity *self;

  if (from == NULL || atena_mailbox_is_international (from))
    {
      g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                           _ ("The sender’s email address is not written correctly"));
      return NULL;
    }

  self = identity_new (registry, source);
  self->is_foreign = !has_address (source, from);
  self->from = g_steal_pointer (&from);
  return self;
}

ESource *
atena_identity_ref_source (ESourceRegistry *registry, const char *uid)
{
  g_autoptr (ESource) source = e_source_registry_ref_source (registry, uid);

  if (source == NULL || !e_source_has_extension (source, E_SOURCE_EXTENSION_MAIL_IDENTITY) ||
      !e_source_registry_check_enabled (registry, source))
    return NULL;
  return g_steal_pointer (&source);
}

AtenaIdentity *
atena_identity_find (ESourceRegistry *registry, const char *uid)
{
  g_autoptr (ESource) source = atena_identity_ref_source (registry, uid);

  return source != NULL ? identity_new (registry, source) : NULL;
}
