// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The seam through which recipients come in; each kind of list has an implementation of its own.

#include "atena-recipient-source.h"

/* How often a long walk looks whether it is wanted any more, in recipients. */
#define CANCEL_INTERVAL 1024

/* Recipients that are enough for examples. */
#define EXAMPLE_ROWS 100

G_DEFINE_INTERFACE (AtenaRecipientSource, atena_recipient_source, G_TYPE_OBJECT)

static void
atena_recipient_source_default_init (AtenaRecipientSourceInterface *iface)
{
}

AtenaFields *
atena_recipient_source_get_fields (AtenaRecipientSource *self)
{
  g_return_val_if_fail (ATENA_IS_RECIPIENT_SOURCE (self), NULL);

  return ATENA_RECIPIENT_SOURCE_GET_IFACE (self)->get_fields (self);
}

gboolean
atena_recipient_source_next (AtenaRecipientSource *self,
                             AtenaRecipient **ret_recipient,
                             GError **error)
{
  g_return_val_if_fail (ATENA_IS_RECIPIENT_SOURCE (self), FALSE);

  return ATENA_RECIPIENT_SOURCE_GET_IFACE (self)->next (self, ret_recipient, error);
}

GStrv
atena_recipient_source_read_examples (AtenaRecipientSource *self)
{
  GStrv examples = NULL;

  for (guint n = 0; n < EXAMPLE_ROWS; n++)
    {
      g_autoptr (AtenaRecipient) recipient = NULL;

      if (!atena_recipient_source_next (self, &recipient, NULL) || recipient == NULL ||
          !atena_recipient_add_examples (recipient, &examples))
        break;
    }
  return examples;
}

gboolean
atena_recipient_source_foreach (AtenaRecipientSource *self,
                                GCancellable *cancellable,
                                AtenaRecipientFunc func,
                                gpointer data,
                                GError **error)
{
  for (guint n = 0;; n++)
    {
      g_autoptr (AtenaRecipient) recipient = NULL;

      if (n % CANCEL_INTERVAL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!atena_recipient_source_next (self, &recipient, error))
        return FALSE;
      if (recipient == NULL)
        return TRUE;
      if (!func (recipient, data, error))
        return FALSE;
    }
}
