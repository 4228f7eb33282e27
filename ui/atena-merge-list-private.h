// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-letter.h"
#include "atena-row.h"

#define ATENA_TYPE_MERGE_LIST (atena_merge_list_get_type ())
G_DECLARE_FINAL_TYPE (AtenaMergeList, atena_merge_list, ATENA, MERGE_LIST, GObject)

/* Columns of the model. */
enum
{
  ATENA_MERGE_TICKED,
  ATENA_MERGE_TICKABLE,
  ATENA_MERGE_NAME,
  ATENA_MERGE_ADDRESS,
  ATENA_MERGE_STATUS,
  ATENA_MERGE_N_COLUMNS
};

typedef struct
{
  AtenaRecipient *recipient;
  char *status; /* why there is no letter for good, or NULL */
  gsize size;   /* of the letter, in octets */
  gboolean ticked;
  gboolean seen;
} AtenaMergePerson;

/* What is ticked, at one moment. Positions are -1 when there is no letter. */
typedef struct
{
  guint people;  /* everybody but those who get a copy */
  guint letters; /* of them, ticked */
  guint copies;  /* ticked, who get a copy only */
  guint64 bytes; /* of all letters */
  int first;     /* position of the first letter */
  int last;
  int longest;
} AtenaMergeTally;

/* Everybody in a campaign, in their order. */
AtenaMergeList *
atena_merge_list_new (void);
GtkTreeModel *
atena_merge_list_get_model (AtenaMergeList *self);
void
atena_merge_list_add (AtenaMergeList *self, const AtenaRow *row, AtenaLetter *letter);
/* Borrowed. */
const AtenaMergePerson *
atena_merge_list_get (AtenaMergeList *self, guint position);
void
atena_merge_list_set_ticked (AtenaMergeList *self, guint position, gboolean ticked);
void
atena_merge_list_set_seen (AtenaMergeList *self, guint position);
void
atena_merge_list_tally (AtenaMergeList *self, AtenaMergeTally *ret_tally);
/* The nearest ticked letter beyond @position, backwards when @step is -1; -1 for none. */
int
atena_merge_list_step (AtenaMergeList *self, int position, int step);
/* Which of the ticked letters it is, from 1; 0 when it is none. */
guint
atena_merge_list_rank (AtenaMergeList *self, guint position);
