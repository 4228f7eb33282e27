// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-list.h"

#define ATENA_TYPE_JOIN_SOURCE (atena_join_source_get_type ())
G_DECLARE_FINAL_TYPE (AtenaJoinSource, atena_join_source, ATENA, JOIN_SOURCE, GObject)

/**
 * atena_join_source_new:
 * @people: who gets a letter, such as the people of a message
 * @list: what is known about them; its ledger may be a temporary one
 *
 * The people of @people with the fields of @list, found by their addresses, and those of @people
 * that @list has not. Where both have a field, the list's value counts unless it is blank; but of
 * `name` that of @people does, since somebody typed it, and of `宛名` and `salutation`, unless the
 * list means the same name (atena_person_compare_names()). `email` is always the address.
 *
 * Only ticked rows of @list count. Somebody who is not in it keeps blank fields (a copy holds the
 * placeholders there); an address about which several of its rows say different things is left out
 * (ATENA_REASON_TWO_ROWS). Rows that @people leaves out stay so.
 *
 * @error: ATENA_ERROR_LEDGER
 */
AtenaJoinSource *
atena_join_source_new (AtenaRecipientSource *people, AtenaList *list, GError **error);

/* The numbers of the people who could be looked up and are not in the list, as far as they were
 * read; ascending. (element-type guint) */
GArray *
atena_join_source_get_missing (AtenaJoinSource *self);

/* The list's values count only where @people have none. Before the first recipient. */
void
atena_join_source_only_fill (AtenaJoinSource *self);
