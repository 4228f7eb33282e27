// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-list-choice.h"
#include "atena-list.h"

#define ATENA_TYPE_SAVED_LISTS (atena_saved_lists_get_type ())
G_DECLARE_FINAL_TYPE (AtenaSavedLists, atena_saved_lists, ATENA, SAVED_LISTS, GObject)

/* The saved lists of a ledger, as windows ask a thread about them: all that follows blocks and is
 * called from one thread, but for the first. Lists go by their names, so that nothing is shared
 * with the window. The ledger stays open once it is there. */
AtenaSavedLists *
atena_saved_lists_new (const char *ledger);

/* What is shown of a list. */
typedef struct
{
  char *name;
  char *purpose;
  char *origin;
  gint64 saved;
  GStrv fields;
  AtenaListTally tally;
} AtenaSavedList;

void
atena_saved_list_free (AtenaSavedList *self);
AtenaSavedList *
atena_saved_list_copy (const AtenaSavedList *self);

/* (element-type AtenaSavedList): in the order of their names; none where there is no ledger. */
GPtrArray *
atena_saved_lists_read (AtenaSavedLists *self, GError **error);

/* The list of this name; (transfer full) */
AtenaSavedList *
atena_saved_lists_read_one (AtenaSavedLists *self, const char *name, GError **error);

/* As atena_list_read_rows(). @ret_rows: how many there are in all. */
GPtrArray *
atena_saved_lists_read_rows (AtenaSavedLists *self,
                             const char *name,
                             const AtenaListQuery *query,
                             guint offset,
                             guint limit,
                             guint64 *ret_rows,
                             GError **error);

/* @number: of a row; 0 for all that @query chooses. */
gboolean
atena_saved_lists_set_ticked (AtenaSavedLists *self,
                              const char *name,
                              guint number,
                              const AtenaListQuery *query,
                              gboolean ticked,
                              GError **error);

gboolean
atena_saved_lists_rename (AtenaSavedLists *self,
                          const char *name,
                          const char *new_name,
                          const char *purpose,
                          GError **error);

gboolean
atena_saved_lists_remove (AtenaSavedLists *self, const char *name, GError **error);

/* As atena_list_choice_new_again(). */
AtenaListChoice *
atena_saved_lists_dup_choice (AtenaSavedLists *self, const char *name, GError **error);

/* What a newer version of a list would change. */
typedef struct
{
  guint64 counts[ATENA_N_LIST_CHANGE_KINDS];
  GPtrArray *changes; /* (element-type AtenaListChange): the first of them */
  AtenaFields *before;
  AtenaFields *now;
  GStrv columns; /* those of the newer version, of which other fields are made */
  GStrv notes;   /* sentences about columns that are missing */
} AtenaListNews;

void
atena_list_news_free (AtenaListNews *self);

/* Reads @choice as a newer version of the list, which waits until one of the next two is called. */
AtenaListNews *
atena_saved_lists_prepare (AtenaSavedLists *self,
                           const char *name,
                           const AtenaListChoice *choice,
                           AtenaContacts *contacts,
                           GCancellable *cancellable,
                           GError **error);
gboolean
atena_saved_lists_adopt (AtenaSavedLists *self, GError **error);
gboolean
atena_saved_lists_reject (AtenaSavedLists *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaSavedList, atena_saved_list_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaListNews, atena_list_news_free)
