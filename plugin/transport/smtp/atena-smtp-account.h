// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-smtp-secrets.h"

/* Ways to sign in (RFC 4954). PLAIN and LOGIN hand the password over, XOAUTH2 and OAUTHBEARER (RFC
 * 7628) an access token, CRAM-MD5 (RFC 2195) neither. */
typedef enum
{
  ATENA_SMTP_AUTH_PLAIN = 1 << 0,
  ATENA_SMTP_AUTH_LOGIN = 1 << 1,
  ATENA_SMTP_AUTH_CRAM_MD5 = 1 << 2,
  ATENA_SMTP_AUTH_XOAUTH2 = 1 << 3,
  ATENA_SMTP_AUTH_OAUTHBEARER = 1 << 4,
} AtenaSmtpAuth;

#define ATENA_SMTP_AUTH_PASSWORD (ATENA_SMTP_AUTH_PLAIN | ATENA_SMTP_AUTH_LOGIN)
#define ATENA_SMTP_AUTH_TOKEN    (ATENA_SMTP_AUTH_XOAUTH2 | ATENA_SMTP_AUTH_OAUTHBEARER)

/* How to reach a submission server. */
typedef struct
{
  char *host;
  guint port;
  gboolean implicit_tls;     /* smtps: TLS from the first octet (RFC 8314) */
  char *user;                /* NULL: no AUTH */
  AtenaSmtpAuth auth;        /* the ways allowed, no other is tried; ATENA_SMTP_AUTH_PASSWORD */
  AtenaSmtpSecrets *secrets; /* where there is a user; never written anywhere */
  char *proxy;               /* a URL, or NULL; never used for a host on this machine */
  char *ca_file;             /* certificates trusted besides those of the system, or NULL */
  gboolean require_tls;      /* on this machine too, where clear text would do */
  gboolean insecure;         /* clear text, for this machine only */
  guint timeout; /* seconds to wait for an answer; twice that for the one after the dot */
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

/* The way to sign in that is called @name, in upper or lower case; 0 for none. */
AtenaSmtpAuth
atena_smtp_auth_from_name (const char *name);

/* Their names as servers write them, apart by @separator. Owned by the caller. */
char *
atena_smtp_auth_dup_names (AtenaSmtpAuth auth, const char *separator);

/**
 * atena_smtp_account_set_proxy:
 * @url: (nullable): socks4, socks4a, socks5, socks5h or http, with `://[user:password@]host:port`;
 * with socks4a, socks5h and http the proxy looks up the name of the server
 * @error: ATENA_ERROR_INVALID
 */
gboolean
atena_smtp_account_set_proxy (AtenaSmtpAccount *self, const char *url, GError **error);

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
