// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

#include "atena-pace.h"
#include "atena-transport.h"

/* The options that say how to reach the account. Zeroed is none given. */
typedef struct
{
  char *url;
  char *user;
  char *password_file; /* absolute, or "-" */
  char *auth;          /* one way to sign in, by its name */
  char *ca_file;       /* absolute */
  char *proxy;
  char *rate;
  gboolean insecure;
  int connections; /* 0: not given */
  int timeout;     /* seconds, 0: not given */
} AtenaCliAccount;

void
atena_cli_account_clear (AtenaCliAccount *self);

/* For g_option_context_add_main_entries(). Owned by the caller. */
GOptionEntry *
atena_cli_account_make_entries (AtenaCliAccount *self);

/* Whether the options go together; makes file names absolute. ATENA_ERROR_INVALID. */
gboolean
atena_cli_account_check (AtenaCliAccount *self, GError **error);

/* All but the password, as JSON, to reach the account again; and the inverse, for those not given.
 */
char *
atena_cli_account_dup_settings (const AtenaCliAccount *self);
void
atena_cli_account_add_settings (AtenaCliAccount *self, const char *settings);

/* Whose limits count: user and server. Owned by the caller. */
char *
atena_cli_account_dup_key (const AtenaCliAccount *self);

/* --rate, or the careful pace for servers elsewhere, or none on this machine. ATENA_ERROR_INVALID.
 */
gboolean
atena_cli_account_get_limits (const AtenaCliAccount *self,
                              AtenaPaceLimits *ret_limits,
                              GError **error);

/* Reads the password. ATENA_ERROR_INVALID. */
AtenaTransport *
atena_cli_account_make_transport (const AtenaCliAccount *self, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtenaCliAccount, atena_cli_account_clear)
