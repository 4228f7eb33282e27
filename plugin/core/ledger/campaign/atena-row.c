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

const char *
atena_role_to_string (AtenaRole role)
{
  return role == ATENA_ROLE_COPY ? "copy" : "letter";
}

const char *
atena_copy_state_to_string (AtenaCopyState state)
{
  static const char *const names[] = {
    [ATENA_COPY_NONE] = "none",
    [ATENA_COPY_WANTED] = "wanted",
    [ATENA_COPY_STORED] = "stored",
    [ATENA_COPY_FAILED] = "failed",
  };

  return names[state];
}

static const char *const decision_names[ATENA_N_DECISIONS] = {
  [ATENA_DECISION_NONE] = "",
  [ATENA_DECISION_HOLD] = "hold",
  [ATENA_DECISION_SENT] = "sent",
  [ATENA_DECISION_AGAIN] = "again",
};

const char *
atena_decision_to_string (AtenaDecision decision)
{
  return decision_names[decision];
}

AtenaDecision
atena_decision_from_string (const char *name)
{
  for (guint i = 0; i < ATENA_N_DECISIONS; i++)
    if (g_str_equal (name, decision_names[i]))
      return i;

  return ATENA_DECISION_NONE;
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
  g_free (self->enclosures);
  g_free (self);
}
