// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* Above so many letters, a test and a look at three of them come before the start. */
#define ATENA_READINESS_FREE 20

/* What is known about a campaign that somebody is about to start. */
typedef struct
{
  gboolean loaded;       /* the list has been read to its end */
  guint64 letters;       /* ticked */
  gboolean tested;       /* a test letter was sent to the writer's own address */
  gboolean testing;      /* one is under way */
  gboolean seen_first;   /* the first letter was looked at */
  gboolean seen_last;    /* the last one */
  gboolean seen_longest; /* the longest one */
  gboolean enclosures;   /* there are files for single people */
  gboolean shifted;      /* a finding about shifted rows holds it and was not looked at */
} AtenaReadiness;

/**
 * atena_readiness_describe:
 *
 * Pure. What is still to be done before a campaign may be started, one short translated sentence
 * for a person.
 *
 * Returns: (transfer full) (nullable): NULL when it may be started
 */
char *
atena_readiness_describe (const AtenaReadiness *self);
