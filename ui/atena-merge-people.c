// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Who gets a letter and what is known of them: from the message, and from the address books if the
// letter needs more than that.

#include "atena-merge-people-private.h"

#include "atena-addressee-source.h"
#include "atena-contact-table.h"
#include "atena-join-source.h"
#include "atena-list-source.h"

/* Whether the text names fields that the people of the message do not have. */
static gboolean
needs_more (const AtenaOrder *order, AtenaFields *fields)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (AtenaLetter) letter =
    atena_letter_new (order->draft, fields, order->from, "", zone, ATENA_NEWLINE_LF, NULL);

  return letter == NULL;
}

static GStrv
collect_addresses (const AtenaOrder *order)
{
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();

  for (guint i = 0; i < order->addressees->len; i++)
    {
      const AtenaAddressee *addressee = order->addressees->pdata[i];

      if (addressee->mailbox != NULL && !addressee->automatic)
        g_strv_builder_add (addresses, atena_mailbox_get_address (addressee->mailbox));
    }
  return g_strv_builder_end (addresses);
}

static AtenaRecipientSource *
join_contacts (const AtenaOrder *order,
               AtenaRecipientSource *people,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (GStrv) addresses = collect_addresses (order);
  g_autoptr (AtenaTable) table =
    atena_contact_table_new (order->contacts, (const char *const *) addresses, cancellable);
  g_autoptr (AtenaListSource) source = atena_list_source_new (table, error);
  g_autoptr (AtenaLedger) ledger = source != NULL ? atena_ledger_open_temporary (error) : NULL;
  AtenaListSpec spec = {
    .name = atena_table_get_name (table),
    .purpose = "",
    .origin = "",
    .columns = "",
    .now = g_get_real_time (),
  };
  g_autoptr (AtenaList) list = NULL;
  AtenaJoinSource *join;

  if (ledger == NULL)
    return NULL;
  list = atena_list_create (ledger, &spec, ATENA_RECIPIENT_SOURCE (source), cancellable, error);
  join = list != NULL ? atena_join_source_new (people, list, error) : NULL;
  return join != NULL ? ATENA_RECIPIENT_SOURCE (join) : NULL;
}

AtenaRecipientSource *
atena_merge_people_open (const AtenaOrder *order, GCancellable *cancellable, GError **error)
{
  g_autoptr (AtenaAddresseeSource) source =
    atena_addressee_source_new (order->addressees, (const char *const *) order->own_addresses);
  AtenaRecipientSource *people = ATENA_RECIPIENT_SOURCE (source);

  if (order->no_dotted)
    atena_addressee_source_refuse_special (source);
  if (order->contacts != NULL && needs_more (order, atena_recipient_source_get_fields (people)))
    return join_contacts (order, people, cancellable, error);
  return g_object_ref (people);
}
