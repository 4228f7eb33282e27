// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Holds what became of an attempt; how a server's reply becomes one is the transport's business.

#include "atena-outcome.h"

AtenaOutcome *
atena_outcome_new (AtenaOutcomeKind kind, guint code, const char *enhanced, const char *reply)
{
  AtenaOutcome *self = g_new0 (AtenaOutcome, 1);

  self->kind = kind;
  self->code = code;
  self->enhanced = g_strdup (enhanced != NULL ? enhanced : "");
  self->reply = g_strdup (reply != NULL ? reply : "");
  return self;
}

void
atena_outcome_free (AtenaOutcome *self)
{
  g_free (self->enhanced);
  g_free (self->reply);
  g_free (self);
}

const char *
atena_outcome_kind_to_string (AtenaOutcomeKind kind)
{
  static const char *const names[] = {
    [ATENA_OUTCOME_SENT] = "sent",         [ATENA_OUTCOME_DEFERRED] = "deferred",
    [ATENA_OUTCOME_REJECTED] = "rejected", [ATENA_OUTCOME_UNCERTAIN] = "uncertain",
    [ATENA_OUTCOME_RETURNED] = "returned",
  };

  return names[kind];
}
