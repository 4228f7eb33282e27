// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-addressee.h"

/* What the guard goes by. Zeroed, but for what must be given, it is the careful default. */
typedef struct
{
  const char *const *own_addresses; /* addresses of the person who writes: they count nowhere */
  const char *const *own_domains;   /* of the organisation, besides that of @from */
  const char *const *acquainted;    /* addresses that already stand in the mail being answered */
  const char *const *known_groups;  /* atena_guard_dup_group() of groups that know each other */
  AtenaMailbox *from;               /* who writes */
} AtenaGuardPolicy;

typedef enum
{
  ATENA_FINDING_MISDELIVERED, /* the mail program would write to strangers: never sent as it is */
  ATENA_FINDING_VISIBLE,      /* many people would see each other's addresses */
  ATENA_FINDING_HIDDEN,       /* many people in Bcc */
  ATENA_FINDING_HIDDEN_FEW,   /* a few people in Bcc: worth a quiet word, no question */
} AtenaFindingKind;

/* Persons are distinct addresses (atena_mailbox_get_key(), or the text of an address that a mail
 * program may read more generously), each counted in the most visible field it stands in; the own
 * addresses and automatic ones are left out. */
typedef struct
{
  guint to;
  guint cc;
  guint bcc;
  guint outsiders;        /* of those in To and Cc, people outside the organisation */
  guint organisations;    /* the domains they belong to that are no free-mail domains */
  guint hidden_outsiders; /* of those in Bcc */
} AtenaAudience;

typedef struct
{
  AtenaFindingKind kind;
  AtenaAudience audience;
  gboolean confirm_count; /* VISIBLE: so many that the number has to be typed to go on */
  char *group;            /* VISIBLE: what to remember when they all know each other, else NULL */
  GPtrArray *addressees;  /* MISDELIVERED: (element-type AtenaAddressee), borrowed; else NULL */
} AtenaFinding;

void
atena_finding_free (AtenaFinding *self);

/**
 * atena_guard_check:
 * @addressees: (element-type AtenaAddressee): lists expanded
 *
 * Pure. VISIBLE: 5 or more people in To and Cc outside the organisation, or 3 organisations among
 * them, or 20 or more people in all, unless they are a known group; the acquainted are shown in the
 * audience, but do not count here. From 50 people in To and Cc the number has to be typed. HIDDEN:
 * 5 or more in Bcc outside the organisation; HIDDEN_FEW: 3 or more. People at free-mail domains are
 * outside and count as persons, not as organisations; those of a domain named in @policy are inside
 * whatever it is.
 *
 * Returns: (transfer container) (element-type AtenaFinding): in the order in which to ask, the
 * worst first; empty when there is nothing to say
 */
GPtrArray *
atena_guard_check (GPtrArray *addressees, const AtenaGuardPolicy *policy);

/* A digest that is the same for the same people in To and Cc, in any order. It tells nobody who
 * they are. Owned by the caller. */
char *
atena_guard_dup_group (GPtrArray *addressees, const AtenaGuardPolicy *policy);
