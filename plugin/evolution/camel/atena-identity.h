// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <composer/e-msg-composer.h>

#include "atena-mailbox.h"
#include "atena-smtp-account.h"

/* Who writes in a compose window, and through which server the account sends. Immutable. */
typedef struct
{
  char *uid;                 /* of the ESource with the identity */
  char *transport_uid;       /* of the ESource with the server */
  AtenaMailbox *from;        /* NULL unless read from a compose window */
  gboolean is_foreign;       /* from is no address of this identity: somebody has typed it */
  char *organization;        /* or "" */
  GStrv own_addresses;       /* those of all identities on this computer, aliases too */
  AtenaSmtpAccount *account; /* the server, without proxy and secrets; NULL when it cannot serve */
  gboolean via_camel;        /* Evolution sends itself */
  gboolean keeps_copies;     /* Evolution puts copies into a folder Sent */
} AtenaIdentity;

/**
 * atena_identity_read:
 * @error: ATENA_ERROR_INVALID when there is no usable From
 *
 * Reads settings that are in memory; main thread.
 */
AtenaIdentity *
atena_identity_read (EMsgComposer *composer, GError **error);

/* The ESource of an identity, NULL as for atena_identity_find(). Owned by the caller. Any thread. */
ESource *
atena_identity_ref_source (ESourceRegistry *registry, const char *uid);

/* The identity with this ESource; NULL when there is none any longer, or its account is switched
 * off. Any thread. */
AtenaIdentity *
atena_identity_find (ESourceRegistry *registry, const char *uid);

/* Whether there is any way to send. */
gboolean
atena_identity_can_send (const AtenaIdentity *self);

/* Whose limits count: the same text for the same account. Owned by the caller. */
char *
atena_identity_dup_account_key (const AtenaIdentity *self);

void
atena_identity_free (AtenaIdentity *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaIdentity, atena_identity_free)
