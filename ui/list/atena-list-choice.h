// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-contacts.h"
#include "atena-list-source.h"
#include "atena-list.h"

/* Where a chosen list is. */
typedef enum
{
  ATENA_LIST_FILE,     /* @place is a path, also of what was fetched from an https address */
  ATENA_LIST_TEXT,     /* @place is a table that was pasted: the text itself */
  ATENA_LIST_SAVED,    /* @place is the name of a saved list */
  ATENA_LIST_CATEGORY, /* @place is a category of the address books */
  ATENA_LIST_GROUP,    /* @place is the name of a contact list of theirs */
} AtenaListKind;

/* A list that somebody chose for a message, and what they said of it. Everything is owned; what is
 * NULL or zero was not said. */
typedef struct
{
  AtenaListKind kind;
  char *place;
  char *name;     /* what people call it */
  char *origin;   /* as in AtenaListSpec */
  GObject *hold;  /* keeps the file at @place there; shared by copies */
  char *encoding; /* these three as in AtenaTableOptions */
  char delimiter;
  char *sheet;
  char *columns;           /* from atena_columns_to_json(); NULL for what is guessed */
  char *folder;            /* where the files for single people are; NULL for beside the list */
  gboolean same_enclosure; /* whether one of them may go to several people */
} AtenaListChoice;

/* Nothing is said of the list yet. @name and @origin are @place where they are NULL. */
AtenaListChoice *
atena_list_choice_new (AtenaListKind kind, const char *place, const char *name, const char *origin);
AtenaListChoice *
atena_list_choice_copy (const AtenaListChoice *self);
void
atena_list_choice_free (AtenaListChoice *self);

/* The folder of its files for single people, absolute; NULL where none was said and the list is not
 * in a file. Owned by the caller. */
char *
atena_list_choice_dup_folder (const AtenaListChoice *self);

/* How the list is read, as AtenaListSpec has it. Owned by the caller. */
char *
atena_list_choice_dup_format (const AtenaListChoice *self);

/**
 * atena_list_choice_new_again:
 * @list: a saved list
 *
 * What is read for a newer version of @list: where it came from, and how it was read. @place is
 * NULL where that is not known here: it was pasted, or is at an https address.
 */
AtenaListChoice *
atena_list_choice_new_again (AtenaList *list, GError **error);

/* The table of a list that is not a saved one; arguments and errors as below. Blocks. */
AtenaTable *
atena_list_choice_open_table (const AtenaListChoice *self,
                              AtenaContacts *contacts,
                              GCancellable *cancellable,
                              GError **error);

/**
 * atena_list_choice_open:
 * @contacts: (nullable): the address books, for ATENA_LIST_CATEGORY and ATENA_LIST_GROUP
 * @cancellable: (nullable): for reading, too
 * @error: as atena_list_source_new(), and that of opening it
 *
 * The people of a list that is not a saved one, its columns as was said. Blocks.
 */
AtenaListSource *
atena_list_choice_open (const AtenaListChoice *self,
                        AtenaContacts *contacts,
                        GCancellable *cancellable,
                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaListChoice, atena_list_choice_free)
