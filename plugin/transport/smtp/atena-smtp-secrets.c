// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Hands out what an account signs in with, and wipes it; what a server thinks of it, the transport
// knows.

#include "atena-smtp-secrets.h"

#include <string.h>

G_DEFINE_INTERFACE (AtenaSmtpSecrets, atena_smtp_secrets, G_TYPE_OBJECT)

static void
atena_smtp_secrets_default_init (AtenaSmtpSecretsInterface *iface)
{
}

char *
atena_smtp_secrets_get_secret (AtenaSmtpSecrets *self,
                               gboolean again,
                               GCancellable *cancellable,
                               GError **error)
{
  g_return_val_if_fail (ATENA_IS_SMTP_SECRETS (self), NULL);

  return ATENA_SMTP_SECRETS_GET_IFACE (self)->get_secret (self, again, cancellable, error);
}

void
atena_smtp_secret_free (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

struct _AtenaSmtpPassword
{
  GObject parent_instance;

  char *password;
};

static void
atena_smtp_password_secrets_init (AtenaSmtpSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaSmtpPassword,
                               atena_smtp_password,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_SMTP_SECRETS,
                                                      atena_smtp_password_secrets_init))

AtenaSmtpSecrets *
atena_smtp_password_new (char *password)
{
  AtenaSmtpPassword *self = g_object_new (ATENA_TYPE_SMTP_PASSWORD, NULL);

  self->password = password;
  return ATENA_SMTP_SECRETS (self);
}

static char *
atena_smtp_password_get_secret (AtenaSmtpSecrets *secrets,
                                gboolean again,
                                GCancellable *cancellable,
                                GError **error)
{
  return g_strdup (ATENA_SMTP_PASSWORD (secrets)->password);
}

static void
atena_smtp_password_secrets_init (AtenaSmtpSecretsInterface *iface)
{
  iface->get_secret = atena_smtp_password_get_secret;
}

static void
atena_smtp_password_finalize (GObject *object)
{
  AtenaSmtpPassword *self = ATENA_SMTP_PASSWORD (object);

  g_clear_pointer (&self->password, atena_smtp_secret_free);

  G_OBJECT_CLASS (atena_smtp_password_parent_class)->finalize (object);
}

static void
atena_smtp_password_class_init (AtenaSmtpPasswordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_smtp_password_finalize;
}

static void
atena_smtp_password_init (AtenaSmtpPassword *self)
{
}
