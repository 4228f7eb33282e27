// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What a host hands over: a plain value and its end.

#include "atena-order.h"

void
atena_order_free (AtenaOrder *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->draft);
  g_clear_pointer (&self->addressees, g_ptr_array_unref);
  g_clear_pointer (&self->own_addresses, g_strfreev);
  g_clear_object (&self->contacts);
  g_clear_pointer (&self->list, atena_list_choice_free);
  g_clear_pointer (&self->from, atena_mailbox_unref);
  g_free (self->account);
  g_free (self->settings);
  g_free (self->ledger);
  g_free (self);
}
