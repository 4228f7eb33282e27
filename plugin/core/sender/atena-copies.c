// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Renders what was sent once more, for the folder where a host keeps it; what the folder is and how
// a message gets there, the host knows.

#include "atena-copies.h"

#include "atena-campaign-private.h"
#include "atena-lock.h"

/* How often the host is asked to store one. */
#define TRIES 2

G_DEFINE_INTERFACE (AtenaCopies, atena_copies, G_TYPE_OBJECT)

static void
atena_copies_default_init (AtenaCopiesInterface *iface)
{
}

gboolean
atena_copies_store (AtenaCopies *self, GBytes *message, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (ATENA_IS_COPIES (self), FALSE);

  return ATENA_COPIES_GET_IFACE (self)->store (self, message, cancellable, error);
}

static AtenaCopyState
try_to_store (AtenaCopies *self, GBytes *message, GCancellable *cancellable)
{
  for (guint i = 0; i < TRIES && !g_cancellable_is_cancelled (cancellable); i++)
    if (atena_copies_store (self, message, cancellable, NULL))
      return ATENA_COPY_STORED;

  return ATENA_COPY_FAILED;
}

/* Stores one copy and records that: of a row, or with 0 that of the campaign. One that failed
 * because nobody wants to wait any longer is still wanted. Without @message, which cannot be made
 * any more, it has failed. */
static gboolean
keep_copy (AtenaCopies *self,
           AtenaCampaign *campaign,
           GBytes *message,
           gint64 row,
           GCancellable *cancellable,
           GError **error)
{
  AtenaCopyState state =
    message != NULL ? try_to_store (self, message, cancellable) : ATENA_COPY_FAILED;

  if (state == ATENA_COPY_FAILED && g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  return atena_campaign_set_copy (campaign, row, state, error);
}

gboolean
atena_copies_run (AtenaCopies *self,
                  AtenaCampaign *campaign,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (AtenaLock) lock = atena_lock_acquire (atena_campaign_get_ledger (campaign),
                                                   atena_campaign_get_id (campaign), error);
  g_autoptr (AtenaRecipient) specimen = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (AtenaLetter) letter = NULL;
  g_autoptr (GBytes) message = NULL;

  if (lock == NULL || !atena_campaign_read_specimen (campaign, &specimen, error))
    return FALSE;
  rows = atena_campaign_read_uncopied (campaign, error);
  if (rows == NULL || (specimen == NULL && rows->len == 0))
    return rows != NULL;

  letter = atena_campaign_compile (campaign, ATENA_NEWLINE_LF, error);
  if (letter == NULL)
    return FALSE;
  message = specimen != NULL ? atena_letter_render (letter, specimen) : NULL;
  if (specimen != NULL && !keep_copy (self, campaign, message, 0, cancellable, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      AtenaRow *row = rows->pdata[i];
      g_autoptr (GBytes) own = atena_campaign_render (campaign, letter, row, row->recipient, NULL);

      if (!keep_copy (self, campaign, own, row->id, cancellable, error))
        return FALSE;
    }
  return TRUE;
}
