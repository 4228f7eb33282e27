// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-recipient.h"

typedef enum
{
  ATENA_ROW_PENDING,
  ATENA_ROW_CLAIMED, /* a sender has it under way */
  ATENA_ROW_SENT,
  ATENA_ROW_DEFERRED,  /* refused for now */
  ATENA_ROW_REJECTED,  /* refused for good */
  ATENA_ROW_UNCERTAIN, /* may or may not have gone: never sent again by the program alone */
  ATENA_ROW_EXCLUDED,
} AtenaRowState;

#define ATENA_N_ROW_STATES (ATENA_ROW_EXCLUDED + 1)

/* The name in ledgers, JSON and CSV, such as "pending". */
const char *
atena_row_state_to_string (AtenaRowState state);

/* The name in ledgers, JSON and CSV: "letter" or "copy". */
const char *
atena_role_to_string (AtenaRole role);

/* What became of the copy in the host's folder Sent. */
typedef enum
{
  ATENA_COPY_NONE,   /* none is wanted */
  ATENA_COPY_WANTED, /* to be stored once the letter is sent */
  ATENA_COPY_STORED,
  ATENA_COPY_FAILED,
} AtenaCopyState;

/* The name in ledgers, such as "wanted". */
const char *
atena_copy_state_to_string (AtenaCopyState state);

/* What a person decided about a letter of which nobody knew whether it had gone. */
typedef enum
{
  ATENA_DECISION_NONE,
  ATENA_DECISION_HOLD, /* neither sent again nor asked about again */
  ATENA_DECISION_SENT, /* counts as sent */
  ATENA_DECISION_AGAIN,
} AtenaDecision;

#define ATENA_N_DECISIONS (ATENA_DECISION_AGAIN + 1)

/* The name in ledgers, JSON and CSV: "", "hold", "sent" or "again". */
const char *
atena_decision_to_string (AtenaDecision decision);

/* The inverse; ATENA_DECISION_NONE for anything unknown. */
AtenaDecision
atena_decision_from_string (const char *name);

/* One recipient of a campaign as the ledger has it, with its newest attempt. */
typedef struct
{
  gint64 id; /* the ledger's own, never shown */
  AtenaRecipient *recipient;
  char *name; /* display name, also when the address is no good */
  AtenaRowState state;
  char *reason; /* atena_reason_to_string(), or "" */
  char *detail; /* what belongs to the reason, or "" */
  guint attempts;
  gint64 time; /* of the newest attempt, settled or begun: microseconds since 1970, 0 for none */
  guint code;
  char *enhanced;
  char *reply;
  AtenaCopyState copy;
  AtenaDecision decision; /* the newest */
  char *enclosures;       /* atena_enclosures_to_record(), or "" */
} AtenaRow;

void
atena_row_free (AtenaRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaRow, atena_row_free)
