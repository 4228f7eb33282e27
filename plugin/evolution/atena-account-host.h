// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <libemail-engine/libemail-engine.h>

#include "atena-host.h"
#include "atena-identity.h"

#define ATENA_TYPE_ACCOUNT_HOST (atena_account_host_get_type ())
G_DECLARE_DERIVABLE_TYPE (AtenaAccountHost, atena_account_host, ATENA, ACCOUNT_HOST, GObject)

struct _AtenaAccountHostClass
{
  GObjectClass parent_class;
};

/* Lends the windows what belongs to an account, such as for a campaign that was started earlier.
 * Takes @identity, which is NULL where lists are fetched and nothing is sent. */
AtenaAccountHost *
atena_account_host_new (EMailSession *session, AtenaIdentity *identity);

/* For classes that derive from it; once. Likewise. */
void
atena_account_host_set_up (AtenaAccountHost *self, EMailSession *session, AtenaIdentity *identity);

/* Borrowed. */
EMailSession *
atena_account_host_get_session (AtenaAccountHost *self);
