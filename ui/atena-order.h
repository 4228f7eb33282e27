// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-campaign.h"
#include "atena-contacts.h"
#include "atena-list-choice.h"

/* What a host hands over so that a message to many becomes a letter for each. */
typedef struct
{
  AtenaDraft *draft;
  GPtrArray *addressees;   /* (element-type AtenaAddressee): lists expanded */
  GStrv own_addresses;     /* all addresses of the person who writes */
  AtenaContacts *contacts; /* what else is known of the addressees, or NULL */
  AtenaListChoice *list;   /* the list that goes with the message, or NULL */
  AtenaMailbox *from;
  char *account;  /* as in AtenaCampaignSpec */
  char *settings; /* as in AtenaCampaignSpec */
  AtenaPaceLimits limits;
  char *ledger;           /* path of the ledger */
  gboolean no_dotted;     /* the account cannot write to dotted mailboxes */
  guint countdown;        /* seconds between the start and the first letter */
  gboolean keeps_copies;  /* whether the host has a folder Sent that it fills itself */
  gboolean read_receipt;  /* the message asks for a receipt */
  gboolean unsigned_here; /* the person chose to send without the signature that was asked for */
} AtenaOrder;

void
atena_order_free (AtenaOrder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaOrder, atena_order_free)
