// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

#define ATENA_TYPE_SMTP_SECRETS (atena_smtp_secrets_get_type ())
G_DECLARE_INTERFACE (AtenaSmtpSecrets, atena_smtp_secrets, ATENA, SMTP_SECRETS, GObject)

/* Where the secret to sign in with comes from: a password, or an access token that somebody keeps
 * fresh. */
struct _AtenaSmtpSecretsInterface
{
  GTypeInterface parent;

  char *(*get_secret) (AtenaSmtpSecrets *self,
                       gboolean again,
                       GCancellable *cancellable,
                       GError **error);
};

/**
 * atena_smtp_secrets_get_secret:
 * @again: the server has just refused the one before
 * @error: why there is none; the campaign pauses with these words
 *
 * Asked before each new connection, on the thread that sends, and may block: what the other
 * connections have to say waits meanwhile.
 *
 * Returns: (transfer full): for atena_smtp_secret_free(); the same one again after a refusal means
 * that there is no other
 */
char *
atena_smtp_secrets_get_secret (AtenaSmtpSecrets *self,
                               gboolean again,
                               GCancellable *cancellable,
                               GError **error);

/* Wipes and frees it, or does nothing for NULL. */
void
atena_smtp_secret_free (char *secret);

#define ATENA_TYPE_SMTP_PASSWORD (atena_smtp_password_get_type ())
G_DECLARE_FINAL_TYPE (AtenaSmtpPassword, atena_smtp_password, ATENA, SMTP_PASSWORD, GObject)

/* Always @password, which it takes and wipes in the end. */
AtenaSmtpSecrets *
atena_smtp_password_new (char *password);
