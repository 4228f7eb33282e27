// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Holds one row as read from a ledger; reading it is the campaign's business.

#include "atena-row.h"

const char *
atena_row_state_to_string (AtenaRowState state)
{
  static const char *const names[ATENA_N_ROW_STATES] = {
    [ATENA_ROW_PENDING] = "pending",   [ATENA_ROW_CLAIMED] = "claimed",
    [ATENA_ROW_SENT] = "sent",         [ATENA_ROW_DEFERRED] = "deferred",
    [ATENA_ROW_REJECTED] = "rejected", [ATENA_ROW_UNCERTAIN] = "uncertain",
    [ATENA_ROW_EXCLUDED] = "excluded",
  };

  return names[state];
}

void
atena_row_free (AtenaRow *self)
{
  g_clear_pointer (&self->recipient, atena_recipient_unref);
  g_free (self->name);
  g_free (self->reason);
  g_free (self->detail);
  g_free (self->enhanced);
  g_free (self->reply);
  g_free (self);
}
