// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-letter.h"
#include "atena-row.h"
#include "atena-search.h"

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
  ATENA_MERGE_POSITION, /* int */
  ATENA_MERGE_N_COLUMNS
};

typedef struct
{
  AtenaRecipient *recipient;
  char *name;
  char *status; /* why there is no letter for good, or NULL */
  gsize size;   /* of the letter with its files, in octets */
  AtenaMeasures measures;
  gboolean ticked;
  gboolean seen;
  gboolean found;   /* by the last search */
  gboolean missing; /* in the list that the people have, though it was looked for there */
} AtenaMergePerson;

/* Expands the letter of @row: for a worker. Owned by the caller. */
AtenaMergePerson *
atena_merge_person_new (const AtenaRow *row, AtenaLetter *letter);
void
atena_merge_person_free (AtenaMergePerson *self);

/* What is ticked, at one moment. Positions are -1 when there is no letter. */
typedef struct
{
  guint people;  /* everybody but those who get a copy */
  guint missing; /* of them, not in their list */
  guint letters; /* of them, ticked */
  guint copies;  /* ticked, who get a copy only */
  guint64 bytes; /* of all letters */
  gsize largest; /* octets of the largest one */
  int first;     /* position of the first letter */
  int last;
  int longest;
  int shortest;
  int emptiest; /* -1 also when no letter's row has a blank */
} AtenaMergeTally;

/* Everybody in a campaign, in their order. */
/* @missing: (nullable): as atena_merge_store_get_missing() has it */
AtenaMergeList *
atena_merge_list_new (GArray *missing);
/* Those who are shown. Owned by the list. */
GtkTreeModel *
atena_merge_list_get_model (AtenaMergeList *self);
/* Where in the model @position is; NULL when it is not shown. Owned by the caller. */
GtkTreePath *
atena_merge_list_find_path (AtenaMergeList *self, int position);
/* Who is at @path of the model; -1 for nobody. */
int
atena_merge_list_find_position (AtenaMergeList *self, GtkTreePath *path);
/* Shows those alone whose numbers are in @found, ascending, or all when it is NULL; of them, with
 * @only_missing, no more than who is missing in the list. The ticks, the tally and the positions
 * stay. (element-type guint) */
void
atena_merge_list_show (AtenaMergeList *self, const GArray *found, gboolean only_missing);
/* @person: (transfer full): the next one, by the number of its row */
void
atena_merge_list_add (AtenaMergeList *self, AtenaMergePerson *person);
/* A value of each field, "" where nobody has one; NULL when nobody is there. Owned by the caller.
 */
GStrv
atena_merge_list_dup_examples (AtenaMergeList *self);
/* Borrowed. */
const AtenaMergePerson *
atena_merge_list_get (AtenaMergeList *self, guint position);
void
atena_merge_list_set_ticked (AtenaMergeList *self, guint position, gboolean ticked);
void
atena_merge_list_set_seen (AtenaMergeList *self, guint position);
void
atena_merge_list_tally (AtenaMergeList *self, AtenaMergeTally *ret_tally);
/* The nearest ticked letter beyond @position that is shown, backwards when @step is -1; -1 for
 * none. */
int
atena_merge_list_step (AtenaMergeList *self, int position, int step);
/* Which of the ticked letters it is, from 1; 0 when it is none. */
guint
atena_merge_list_rank (AtenaMergeList *self, guint position);
