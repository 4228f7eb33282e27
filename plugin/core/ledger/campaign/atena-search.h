// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-campaign.h"

/* Whether the address, the name or any value of @row holds @key, which is what
 * atena_text_field_key() makes of a word: whatever the width and the case. */
gboolean
atena_row_matches (const AtenaRow *row, const char *key);

/* The numbers of the rows that hold @word, as atena_row_matches() finds them, ascending; all hold
 * "". Reads every row: for a worker. Owned by the caller. (element-type guint) */
GArray *
atena_campaign_find_rows (AtenaCampaign *self,
                          const char *word,
                          GCancellable *cancellable,
                          GError **error);

/* What makes a letter worth looking at. */
typedef struct
{
  gsize length; /* octets of subject and text as the person reads them */
  guint blanks; /* values of the row that are blank */
} AtenaMeasures;

/* Pure. Expands the letter. */
AtenaMeasures
atena_measures_take (AtenaLetter *letter, AtenaRecipient *recipient);

/* The letters most worth looking at, by the numbers under which they were added, above 0; the first
 * of several, 0 when there is none. Zeroed before the first is added. */
typedef struct
{
  guint longest;
  guint shortest;
  guint emptiest;      /* most of the row's values are blank */
  AtenaMeasures most;  /* the length of the longest, the blanks of the emptiest */
  AtenaMeasures least; /* the length of the shortest */
} AtenaExtremes;

/* Pure. Takes one more letter into account. */
void
atena_extremes_add (AtenaExtremes *self, guint number, const AtenaMeasures *measures);
