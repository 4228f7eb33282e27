// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-columns.h"
#include "atena-ledger.h"
#include "atena-recipient-source.h"

#define ATENA_TYPE_LIST (atena_list_get_type ())
G_DECLARE_FINAL_TYPE (AtenaList, atena_list, ATENA, LIST, GObject)

/* What a saved list is made from. */
typedef struct
{
  const char *name; /* not blank; no other list has it */
  const char
    *purpose;         /* what the people were told it is for; not blank but in a temporary ledger */
  const char *origin; /* where it came from: a file, an https address, an address book */
  const char *columns; /* what its columns mean; kept, never read here */
  gint64 now;          /* microseconds since 1970 */
  const char
    *format; /* how it was read, from atena_table_format_to_json(); NULL: nothing was said */
} AtenaListSpec;

/**
 * atena_list_create:
 *
 * Streams the recipients of @source into @ledger as a list: all of them, or on error nothing. Rows
 * without a good address are kept with their reason. A temporary ledger serves for a list that is
 * needed once; after an error it must be thrown away.
 *
 * @error: ATENA_ERROR_INVALID from source, for a blank name or purpose and for a name that another
 *   list has, ATENA_ERROR_LEDGER, G_IO_ERROR_CANCELLED
 */
AtenaList *
atena_list_create (AtenaLedger *ledger,
                   const AtenaListSpec *spec,
                   AtenaRecipientSource *source,
                   GCancellable *cancellable,
                   GError **error);

/* ATENA_ERROR_INVALID when there is none. */
AtenaList *
atena_list_load (AtenaLedger *ledger, const char *name, GError **error);

/* (element-type AtenaList): all saved lists in the order of their names. */
GPtrArray *
atena_ledger_read_lists (AtenaLedger *ledger, GError **error);

/* Changes what the list is called and what its people were told it is for. Errors as those of
 * atena_list_create(), and ATENA_ERROR_INVALID when the list is gone. */
gboolean
atena_list_rename (AtenaList *self, const char *name, const char *purpose, GError **error);

/* Erases the list and its people from the ledger; campaigns that were made from it stay. */
gboolean
atena_list_remove (AtenaList *self, GError **error);

/**
 * atena_list_create_version:
 * @spec: name and purpose are not read: they stay
 *
 * Like atena_list_create(), for a newer version of @self, which atena_list_compare() tells apart
 * from it and atena_list_adopt() puts in its place. An earlier version that was not adopted is
 * erased.
 *
 * Returns: (transfer full): the version, a list of its own that no name leads to
 */
AtenaList *
atena_list_create_version (AtenaList *self,
                           const AtenaListSpec *spec,
                           AtenaRecipientSource *source,
                           GCancellable *cancellable,
                           GError **error);

/* Puts @version in the place of @self and erases what @self was. People who were unticked stay so.
 * @version and whatever else stood for the old list is of no use afterwards. */
gboolean
atena_list_adopt (AtenaList *self, AtenaList *version, GError **error);

typedef enum
{
  ATENA_LIST_NEW,
  ATENA_LIST_GONE,
  ATENA_LIST_CHANGED, /* name or a field that both versions have */
} AtenaListChangeKind;

#define ATENA_N_LIST_CHANGE_KINDS (ATENA_LIST_CHANGED + 1)

/* A translated word for it. */
const char *
atena_list_change_kind_describe (AtenaListChangeKind kind);

/* One person of whom two versions of a list say different things. A person is who has an address,
 * also one that is no good; the first row with it counts. */
typedef struct
{
  AtenaListChangeKind kind;
  AtenaRecipient *before; /* NULL for a new one */
  AtenaRecipient *now;    /* NULL for one who is gone */
} AtenaListChange;

void
atena_list_change_free (AtenaListChange *self);

/* @offset, @limit: which of the changes, in the order of kinds and rows.
 * Returns: (element-type AtenaListChange) */
GPtrArray *
atena_list_compare (AtenaList *self, AtenaList *version, guint offset, guint limit, GError **error);

/* @ret_counts: how many people are new, gone and changed. */
gboolean
atena_list_count_changes (AtenaList *self,
                          AtenaList *version,
                          guint64 ret_counts[ATENA_N_LIST_CHANGE_KINDS],
                          GError **error);

typedef enum
{
  ATENA_LIST_ALL,
  ATENA_LIST_TICKED,
  ATENA_LIST_UNTICKED,
} AtenaListTicks;

typedef enum
{
  ATENA_LIST_BY_ROW,
  ATENA_LIST_BY_ADDRESS,
  ATENA_LIST_BY_NAME,
  ATENA_LIST_BY_FIELD,
} AtenaListOrder;

/* Which rows of a list, in which order. Zeroed: all rows as they stood in the list. */
typedef struct
{
  const char *field; /* the field that the next two look at; NULL: all of them */
  const char *text;  /* stands in the field, or in any or in name or address; width and case do
                        not count; NULL or "": whatever */
  gboolean blank;    /* the field, or any, holds nothing but space */
  gboolean unusable; /* those alone who cannot get a letter */
  AtenaListTicks ticks;
  AtenaListOrder order;    /* numbers by their value */
  const char *order_field; /* for ATENA_LIST_BY_FIELD */
  gboolean descending;
} AtenaListQuery;

typedef struct
{
  AtenaRecipient *recipient;
  char *name; /* display name, also when the address is no good */
  gboolean ticked;
} AtenaListRow;

void
atena_list_row_free (AtenaListRow *self);

/* Returns: (element-type AtenaListRow). A field that the list does not have: ATENA_ERROR_INVALID,
 * as in all that follow. */
GPtrArray *
atena_list_read_rows (
  AtenaList *self, const AtenaListQuery *query, guint offset, guint limit, GError **error);

gboolean
atena_list_count (AtenaList *self, const AtenaListQuery *query, guint64 *ret_rows, GError **error);

/* How many people there are, and of them who is ticked and who cannot get a letter. */
typedef struct
{
  guint64 people;
  guint64 ticked;
  guint64 unusable;
} AtenaListTally;

gboolean
atena_list_tally (AtenaList *self, AtenaListTally *ret_tally, GError **error);

/* Ticks and unticks; kept with the list. A new row is ticked. */
gboolean
atena_list_set_ticked (AtenaList *self, guint number, gboolean ticked, GError **error);
gboolean
atena_list_set_all_ticked (AtenaList *self,
                           const AtenaListQuery *query,
                           gboolean ticked,
                           GError **error);

/* The ticked rows that @query chooses (NULL: all) as a source, in the order of the list. */
AtenaRecipientSource *
atena_list_open_source (AtenaList *self, const AtenaListQuery *query, GError **error);

AtenaLedger *
atena_list_get_ledger (AtenaList *self);
const char *
atena_list_get_name (AtenaList *self);
const char *
atena_list_get_purpose (AtenaList *self);
const char *
atena_list_get_origin (AtenaList *self);
const char *
atena_list_get_columns (AtenaList *self);
const char *
atena_list_get_format (AtenaList *self);
AtenaFields *
atena_list_get_fields (AtenaList *self);

/* The same as what was kept of the columns, for a list whose AtenaListSpec had them from
 * atena_columns_to_json(). Owned by the caller. */
AtenaColumns *
atena_list_read_columns (AtenaList *self, GError **error);

/* When it was made or refreshed last, microseconds since 1970. */
gint64
atena_list_get_saved (AtenaList *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaListChange, atena_list_change_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaListRow, atena_list_row_free)
