// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What the merge window does to the ledger. It knows no widgets, and no thread but the one that
// calls.

#include "atena-merge-store-private.h"

#include "atena-lone-source-private.h"
#include "atena-merge-people-private.h"
#include "atena-search.h"
#include "atena-shift-check.h"

struct _AtenaMergeStore
{
  GObject parent_instance;

  AtenaOrder *order;
  char *zone;
  AtenaLedger *ledger;
  AtenaMergePeople people; /* of the campaign; the source was read */
  AtenaCampaign *campaign;
  GArray *history;
};

G_DEFINE_FINAL_TYPE (AtenaMergeStore, atena_merge_store, G_TYPE_OBJECT)

AtenaMergeStore *
atena_merge_store_new (AtenaOrder *order)
{
  AtenaMergeStore *self = g_object_new (ATENA_TYPE_MERGE_STORE, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  self->order = order;
  /* A fixed offset: the letters stay the same wherever and whenever they are resumed. */
  self->zone = g_date_time_format (now, "%:z");
  return self;
}

const AtenaOrder *
atena_merge_store_get_order (AtenaMergeStore *self)
{
  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), NULL);

  return self->order;
}

static AtenaCampaign *
create (AtenaMergeStore *self,
        AtenaCampaignKind kind,
        AtenaRecipientSource *source,
        const AtenaMergePeople *people,
        GCancellable *cancellable,
        GError **error)
{
  /* 256 bits of the system's generator, through GLib's version 4 UUIDs. */
  g_autofree char *first = g_uuid_string_random ();
  g_autofree char *second = g_uuid_string_random ();
  g_autofree char *seed = g_strconcat (first, second, NULL);
  AtenaCampaignSpec spec = {
    .kind = kind,
    .draft = self->order->draft,
    .from = self->order->from,
    .account = self->order->account,
    .settings = self->order->settings,
    .limits = self->order->limits,
    .seed = seed,
    .zone = self->zone,
    .now = g_get_real_time (),
    .enclosure_field = people->enclosure_field,
    .enclosure_folder = people->enclosure_folder,
    .same_enclosure = self->order->list != NULL && self->order->list->same_enclosure,
  };

  return atena_campaign_create (self->ledger, &spec, source, cancellable, error);
}

/* The campaign of the order's people, in place of any other. */
static gboolean
create_merge (AtenaMergeStore *self, GCancellable *cancellable, GError **error)
{
  g_auto (AtenaMergePeople) people = { 0 };
  g_autoptr (AtenaCampaign) campaign = NULL;

  if (!atena_merge_people_open (self->order, self->ledger, &people, cancellable, error))
    return FALSE;
  campaign = create (self, ATENA_CAMPAIGN_MERGE, people.source, &people, cancellable, error);
  if (campaign == NULL || !atena_merge_store_discard (self, error))
    return FALSE;

  g_clear_object (&people.source);
  atena_merge_people_clear (&self->people);
  self->people = people;
  people = (AtenaMergePeople){ 0 };
  g_set_object (&self->campaign, campaign);
  return TRUE;
}

gboolean
atena_merge_store_open (AtenaMergeStore *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), FALSE);

  if (self->ledger == NULL)
    self->ledger = atena_ledger_open (self->order->ledger, ATENA_LEDGER_WRITE, error);
  if (self->ledger == NULL)
    return FALSE;

  g_clear_pointer (&self->history, g_array_unref);
  self->history = atena_ledger_read_history (self->ledger, self->order->account,
                                             g_get_real_time () - ATENA_PACE_MEMORY, error);
  return self->history != NULL && create_merge (self, cancellable, error);
}

gboolean
atena_merge_store_choose_list (AtenaMergeStore *self,
                               const AtenaListChoice *list,
                               GCancellable *cancellable,
                               GError **error)
{
  AtenaListChoice *before;

  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), FALSE);

  before = self->order->list;
  self->order->list = list != NULL ? atena_list_choice_copy (list) : NULL;
  if (atena_merge_store_open (self, cancellable, error))
    {
      atena_list_choice_free (before);
      return TRUE;
    }

  atena_list_choice_free (self->order->list);
  self->order->list = before;
  return FALSE;
}

gboolean
atena_merge_store_is_filled (AtenaMergeStore *self)
{
  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), FALSE);

  return self->people.filled;
}

int
atena_merge_store_find_enclosures (AtenaMergeStore *self)
{
  AtenaFields *fields = NULL;

  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), -1);

  fields = atena_letter_get_fields (atena_merge_store_get_letter (self));
  return self->people.enclosure_field != NULL
           ? atena_fields_find (fields, self->people.enclosure_field)
           : -1;
}

GArray *
atena_merge_store_get_missing (AtenaMergeStore *self)
{
  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), NULL);

  return self->people.missing;
}

GPtrArray *
atena_merge_store_find_shifts (AtenaMergeStore *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (AtenaRecipientSource) known = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), NULL);

  known = atena_merge_people_open_known (&self->people, self->order, cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return atena_campaign_find_shifts (self->campaign, NULL, known, cancellable, error);
}

gboolean
atena_merge_store_accept_shift (AtenaMergeStore *self,
                                const AtenaShiftFinding *finding,
                                GError **error)
{
  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), FALSE);

  return atena_campaign_accept_shift (self->campaign, finding, g_get_real_time (), error);
}

gint64
atena_merge_store_get_id (AtenaMergeStore *self)
{
  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), 0);

  return atena_campaign_get_id (self->campaign);
}

AtenaLetter *
atena_merge_store_get_letter (AtenaMergeStore *self)
{
  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), NULL);

  return atena_campaign_get_letter (self->campaign);
}

GArray *
atena_merge_store_get_history (AtenaMergeStore *self)
{
  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), NULL);

  return self->history;
}

GPtrArray *
atena_merge_store_read_rows (AtenaMergeStore *self, guint after, guint limit, GError **error)
{
  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), NULL);

  return atena_campaign_read_rows (self->campaign, 0, after, limit, error);
}

GArray *
atena_merge_store_find_people (AtenaMergeStore *self,
                               const char *word,
                               GCancellable *cancellable,
                               GError **error)
{
  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), NULL);

  return atena_campaign_find_rows (self->campaign, word, cancellable, error);
}

gboolean
atena_merge_store_set_ticked (AtenaMergeStore *self, guint number, gboolean ticked, GError **error)
{
  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), FALSE);

  return atena_campaign_set_ticked (self->campaign, number, ticked, error);
}

gint64
atena_merge_store_create_test (AtenaMergeStore *self, AtenaRecipient *recipient, GError **error)
{
  AtenaLetter *letter = NULL;
  g_autoptr (AtenaLoneSource) source = NULL;
  g_autoptr (AtenaCampaign) test = NULL;

  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), 0);

  letter = atena_campaign_get_letter (self->campaign);
  source = atena_lone_source_new (atena_letter_get_fields (letter), atena_letter_get_from (letter),
                                  recipient);
  test =
    create (self, ATENA_CAMPAIGN_TEST, ATENA_RECIPIENT_SOURCE (source), &self->people, NULL, error);
  if (test == NULL || !atena_campaign_set_state (test, ATENA_CAMPAIGN_READY, "", error))
    return 0;
  return atena_campaign_get_id (test);
}

AtenaRow *
atena_merge_store_read_test (AtenaMergeStore *self, gint64 test, GError **error)
{
  g_autoptr (AtenaCampaign) campaign = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), NULL);

  campaign = atena_campaign_load (self->ledger, test, error);
  if (campaign != NULL)
    rows = atena_campaign_read_rows (campaign, 0, 0, 1, error);
  return rows != NULL && rows->len == 1 ? g_ptr_array_steal_index (rows, 0) : NULL;
}

AtenaKeep
atena_merge_store_choose_keep (AtenaMergeStore *self, guint64 letters, guint64 bytes)
{
  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), ATENA_KEEP_NONE);

  return self->order->keeps_copies ? atena_campaign_choose_keep (letters, bytes) : ATENA_KEEP_NONE;
}

gboolean
atena_merge_store_confirm (AtenaMergeStore *self, AtenaKeep keep, GError **error)
{
  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), FALSE);

  return atena_campaign_set_keep (self->campaign, keep, error) &&
         atena_campaign_set_state (self->campaign, ATENA_CAMPAIGN_READY, "", error);
}

gboolean
atena_merge_store_discard (AtenaMergeStore *self, GError **error)
{
  AtenaCampaignState state;

  g_return_val_if_fail (ATENA_IS_MERGE_STORE (self), FALSE);

  if (self->campaign == NULL)
    return TRUE;
  if (!atena_campaign_read_state (self->campaign, &state, error))
    return FALSE;
  /* Confirmed, but the window went before anybody could begin to send. */
  if (state == ATENA_CAMPAIGN_READY &&
      !atena_campaign_set_state (self->campaign, ATENA_CAMPAIGN_DRAFT, "", error))
    return FALSE;
  return atena_campaign_discard (self->campaign, error);
}

static void
atena_merge_store_finalize (GObject *object)
{
  AtenaMergeStore *self = ATENA_MERGE_STORE (object);

  g_clear_object (&self->campaign);
  atena_merge_people_clear (&self->people);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->history, g_array_unref);
  g_clear_pointer (&self->order, atena_order_free);
  g_clear_pointer (&self->zone, g_free);

  G_OBJECT_CLASS (atena_merge_store_parent_class)->finalize (object);
}

static void
atena_merge_store_class_init (AtenaMergeStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_merge_store_finalize;
}

static void
atena_merge_store_init (AtenaMergeStore *self)
{
}
