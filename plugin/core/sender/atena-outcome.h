// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* What became of one attempt to send one letter. */
typedef enum
{
  ATENA_OUTCOME_SENT,      /* the server took it */
  ATENA_OUTCOME_DEFERRED,  /* the server refused it for now (4yz) */
  ATENA_OUTCOME_REJECTED,  /* the server refused it for good (5yz) */
  ATENA_OUTCOME_UNCERTAIN, /* all of it was handed over and no answer came */
  ATENA_OUTCOME_RETURNED,  /* it certainly did not go: still to be sent */
} AtenaOutcomeKind;

typedef struct
{
  AtenaOutcomeKind kind;
  gboolean hold; /* with RETURNED: the answer concerns the account, so nobody else is to be tried */
  guint code;    /* reply code (RFC 5321 4.2), 0 without a reply */
  char *enhanced; /* enhanced status code (RFC 3463) such as "5.1.1", or "" */
  char *reply;    /* the server's words, or ours about the connection, on one line */
} AtenaOutcome;

AtenaOutcome *
atena_outcome_new (AtenaOutcomeKind kind, guint code, const char *enhanced, const char *reply);
void
atena_outcome_free (AtenaOutcome *self);

/* "sent", "deferred", "rejected", "uncertain" or "returned", as in a ledger. */
const char *
atena_outcome_kind_to_string (AtenaOutcomeKind kind);

/* What a server's answer means for a person, in the language of the user: "" when its own words are
 * all there is. @code and @enhanced as in an outcome. Owned by the caller. */
char *
atena_reply_explain (guint code, const char *enhanced, const char *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaOutcome, atena_outcome_free)
