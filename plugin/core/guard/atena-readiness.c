// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What stands between a campaign and its start, in words; doing it is the window's part.

#include "atena-readiness.h"

#include <glib/gi18n-lib.h>

static const char *
describe_unseen (const AtenaReadiness *self)
{
  guint unseen =
    (self->seen_first ? 0 : 1) | (self->seen_last ? 0 : 2) | (self->seen_longest ? 0 : 4);

  switch (unseen)
    {
    case 0:
      return NULL;
    case 1:
      return _ ("Please look at the first letter");
    case 2:
      return _ ("Please look at the last letter");
    case 3:
      return _ ("Please look at the first and the last letter");
    case 4:
      return _ ("Please look at the longest letter");
    case 5:
      return _ ("Please look at the first and the longest letter");
    case 6:
      return _ ("Please look at the last and the longest letter");
    default:
      return _ ("Please look at the first, the last and the longest letter");
    }
}

char *
atena_readiness_describe (const AtenaReadiness *self)
{
  if (!self->loaded)
    return g_strdup (_ ("The list is still being read"));
  if (self->letters == 0)
    return g_strdup (_ ("Nobody is chosen to get a letter"));
  if (self->testing)
    return g_strdup (_ ("The test is being sent"));
  if (self->shifted)
    return g_strdup (_ ("Please look at the names that do not seem to belong to their addresses"));
  if (!self->tested && (self->enclosures || self->letters > ATENA_READINESS_FREE))
    return g_strdup (_ ("Please send a test to yourself first"));
  if (self->letters <= ATENA_READINESS_FREE)
    return NULL;
  return g_strdup (describe_unseen (self));
}
