// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Who gets a letter and what is known of them: from the message, from the list that goes with it,
// and from the address books if the letter needs more than that.

#include "atena-merge-people-private.h"

#include <glib/gi18n-lib.h>

#include "atena-addressee-source.h"
#include "atena-contact-table.h"
#include "atena-error.h"
#include "atena-join-source.h"

void
atena_merge_people_clear (AtenaMergePeople *self)
{
  g_clear_object (&self->source);
  g_clear_pointer (&self->enclosure_field, g_free);
  g_clear_pointer (&self->enclosure_folder, g_free);
  g_clear_pointer (&self->missing, g_array_unref);
  g_clear_object (&self->known);
}

gboolean
atena_merge_people_are_listed (const AtenaOrder *order)
{
  if (order->list == NULL)
    return FALSE;
  for (guint i = 0; i < order->addressees->len; i++)
    if (!((AtenaAddressee *) order->addressees->pdata[i])->automatic)
      return FALSE;
  return TRUE;
}

/* Whether the text names fields that the people do not have. */
static gboolean
needs_more (const AtenaOrder *order, AtenaFields *fields)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (AtenaLetter) letter =
    atena_letter_new (order->draft, fields, order->from, "", zone, ATENA_NEWLINE_LF, NULL);

  return letter == NULL;
}

GStrv
atena_merge_people_dup_addresses (const AtenaOrder *order)
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

/* A list that is needed once, in a ledger of its own. */
static AtenaList *
keep_for_now (AtenaRecipientSource *source,
              const char *name,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (AtenaLedger) ledger = atena_ledger_open_temporary (error);
  AtenaListSpec spec = {
    .name = name,
    .purpose = "",
    .origin = "",
    .columns = "",
    .now = g_get_real_time (),
  };

  return ledger != NULL ? atena_list_create (ledger, &spec, source, cancellable, error) : NULL;
}

static gboolean
ask_contacts (AtenaMergePeople *self,
              const AtenaOrder *order,
              GCancellable *cancellable,
              GError **error)
{
  g_auto (GStrv) addresses = NULL;
  g_autoptr (AtenaTable) table = NULL;
  g_autoptr (AtenaListSource) source = NULL;

  if (self->known != NULL)
    return TRUE;
  addresses = atena_merge_people_dup_addresses (order);
  table = atena_contact_table_new (order->contacts, (const char *const *) addresses, cancellable);
  source = atena_list_source_new (table, error);
  if (source != NULL)
    self->known =
      keep_for_now (ATENA_RECIPIENT_SOURCE (source), _ ("The address book"), cancellable, error);
  return self->known != NULL;
}

AtenaRecipientSource *
atena_merge_people_open_known (AtenaMergePeople *self,
                               const AtenaOrder *order,
                               GCancellable *cancellable,
                               GError **error)
{
  if (order->contacts == NULL || !ask_contacts (self, order, cancellable, error))
    return NULL;
  return atena_list_open_source (self->known, NULL, error);
}

static gboolean
join (AtenaMergePeople *people, AtenaList *list, gboolean only_fill, GError **error)
{
  g_autoptr (AtenaJoinSource) joined = atena_join_source_new (people->source, list, error);

  if (joined == NULL)
    return FALSE;
  if (only_fill)
    atena_join_source_only_fill (joined);
  else
    people->missing = g_array_ref (atena_join_source_get_missing (joined));
  g_set_object (&people->source, ATENA_RECIPIENT_SOURCE (joined));
  return TRUE;
}

/* The files for single people that @columns tell of. */
static gboolean
find_enclosures (const AtenaListChoice *choice,
                 AtenaColumns *columns,
                 const char *origin,
                 AtenaMergePeople *people,
                 GError **error)
{
  const char *field = NULL;
  g_autofree char *folder = NULL;

  if (!atena_columns_find_attachment (columns, &field, error))
    return FALSE;
  if (field == NULL)
    return TRUE;

  folder = atena_list_choice_dup_folder (choice);
  if (folder == NULL && g_path_is_absolute (origin))
    folder = g_path_get_dirname (origin);
  if (folder == NULL)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ ("The column “%s” names files to attach; please choose the folder that they "
                      "are in"),
                   field);
      return FALSE;
    }
  people->enclosure_field = g_strdup (field);
  people->enclosure_folder = g_steal_pointer (&folder);
  return TRUE;
}

static AtenaList *
open_saved (const AtenaListChoice *choice,
            AtenaLedger *ledger,
            AtenaMergePeople *people,
            GError **error)
{
  g_autoptr (AtenaList) list = atena_list_load (ledger, choice->place, error);
  g_autoptr (AtenaColumns) columns = list != NULL ? atena_list_read_columns (list, error) : NULL;

  return columns != NULL &&
             find_enclosures (choice, columns, atena_list_get_origin (list), people, error)
           ? g_steal_pointer (&list)
           : NULL;
}

static AtenaList *
open_list (const AtenaOrder *order,
           AtenaLedger *ledger,
           AtenaMergePeople *people,
           GCancellable *cancellable,
           GError **error)
{
  const AtenaListChoice *choice = order->list;
  g_autoptr (AtenaListSource) source = NULL;

  if (choice->kind == ATENA_LIST_SAVED)
    return open_saved (choice, ledger, people, error);

  source = atena_list_choice_open (choice, order->contacts, cancellable, error);
  if (source == NULL || !atena_list_source_check (source, error) ||
      !find_enclosures (choice, atena_list_source_get_columns (source), choice->origin, people,
                        error))
    return NULL;
  return keep_for_now (ATENA_RECIPIENT_SOURCE (source), choice->name, cancellable, error);
}

static gboolean
open_people (const AtenaOrder *order, AtenaList *list, AtenaMergePeople *people, GError **error)
{
  const char *const *own = (const char *const *) order->own_addresses;
  g_autoptr (AtenaRecipientSource) listed = NULL;
  AtenaAddresseeSource *source;

  if (list != NULL && atena_merge_people_are_listed (order))
    {
      listed = atena_list_open_source (list, NULL, error);
      if (listed == NULL)
        return FALSE;
    }
  source = listed != NULL ? atena_addressee_source_new_listed (order->addressees, own, listed)
                          : atena_addressee_source_new (order->addressees, own);
  if (order->no_dotted)
    atena_addressee_source_refuse_special (source);
  people->source = ATENA_RECIPIENT_SOURCE (source);
  return list == NULL || listed != NULL || join (people, list, FALSE, error);
}

gboolean
atena_merge_people_open (const AtenaOrder *order,
                         AtenaLedger *ledger,
                         AtenaMergePeople *ret_people,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (AtenaList) list = NULL;

  if (order->list != NULL)
    {
      list = open_list (order, ledger, ret_people, cancellable, error);
      if (list == NULL)
        return FALSE;
    }
  if (!open_people (order, list, ret_people, error))
    return FALSE;
  ret_people->filled = order->contacts != NULL && !atena_merge_people_are_listed (order) &&
                       needs_more (order, atena_recipient_source_get_fields (ret_people->source));
  return !ret_people->filled || (ask_contacts (ret_people, order, cancellable, error) &&
                                 join (ret_people, ret_people->known, TRUE, error));
}
