// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-list.h"
#include "atena-order.h"
#include "atena-recipient-source.h"

/* Who gets a letter. Zeroed before it is opened. */
typedef struct
{
  AtenaRecipientSource *source;
  char *enclosure_field; /* as in AtenaCampaignSpec; NULL for no files for single people */
  char *enclosure_folder;
  GArray *missing;  /* numbers of the message's people whom the order's list has not, complete once
                       the source was read; NULL when there is no such list */
  gboolean filled;  /* the order's contacts fill in fields of the letters */
  AtenaList *known; /* what the order's contacts know of the message's people; NULL until asked */
} AtenaMergePeople;

void
atena_merge_people_clear (AtenaMergePeople *self);

/* The addresses of the message's people, for asking about them. */
GStrv
atena_merge_people_dup_addresses (const AtenaOrder *order);

/* Whether the people of the order's list get the letters, rather than those of the message: it has
 * none but automatic ones. */
gboolean
atena_merge_people_are_listed (const AtenaOrder *order);

/**
 * atena_merge_people_open:
 * @ledger: has the saved lists
 * @error: ATENA_ERROR_INVALID from the list or its columns, ATENA_ERROR_LEDGER,
 * G_IO_ERROR_CANCELLED
 *
 * The people of a message with what its list says of them, or, where the message has none, those of
 * the list. Where the text names fields that only address books know, the order's contacts are
 * asked about them. Blocks.
 */
gboolean
atena_merge_people_open (const AtenaOrder *order,
                         AtenaLedger *ledger,
                         AtenaMergePeople *ret_people,
                         GCancellable *cancellable,
                         GError **error);

/* What the order's contacts know of the people of the message, for comparing; NULL without an error
 * when there are no contacts. They are asked once only. */
AtenaRecipientSource *
atena_merge_people_open_known (AtenaMergePeople *self,
                               const AtenaOrder *order,
                               GCancellable *cancellable,
                               GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtenaMergePeople, atena_merge_people_clear)
