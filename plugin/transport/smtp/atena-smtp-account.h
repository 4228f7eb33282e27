// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* How to reach a submission server. */
typedef struct
{
  char *host;
  guint port;
  gboolean implicit_tls; /* smtps: TLS from the first octet (RFC 8314) */
  char *user;            /* NULL: no AUTH */
  char *password;        /* wiped when freed, never written anywhere */
  char *ca_file;         /* certificates trusted besides those of the system, or NULL */
  gboolean require_tls;  /* on this machine too, where clear text would do */
  gboolean insecure;     /* clear text, for this machine only */
  guint timeout;         /* seconds to wait for an answer; twice that for the one after the dot */
} AtenaSmtpAccount;

/* RFC 5321 4.5.3.2 asks for 5 minutes for most answers, 10 for the last. */
#define ATENA_SMTP_TIMEOUT 300

/**
 * atena_smtp_account_new:
 * @url: `smtp://host[:port]` or `smtps://host[:port]`, nothing more; the ports are 587 and 465
 * unless given
 * @error: ATENA_ERROR_INVALID; a password in @url is refused, since it would end up in histories
 * and logs
 */
AtenaSmtpAccount *
atena_smtp_account_new (const char *url, GError **error);
void
atena_smtp_account_free (AtenaSmtpAccount *self);

AtenaSmtpAccount *
atena_smtp_account_copy (const AtenaSmtpAccount *self);

/* Whose limits count: user and server, always in the same words. Owned by the caller. */
char *
atena_smtp_account_dup_key (const AtenaSmtpAccount *self);

/* The inverse of atena_smtp_account_new(): a URL without user and password. Owned by the caller. */
char *
atena_smtp_account_dup_url (const AtenaSmtpAccount *self);

/* Whether the host is this machine by its name or address: localhost, 127.0.0.0/8 or ::1. Only such
 * a host may be spoken to in clear text, and the address that it resolves to is checked again
 * before connecting. */
gboolean
atena_smtp_account_is_loopback (const AtenaSmtpAccount *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaSmtpAccount, atena_smtp_account_free)
