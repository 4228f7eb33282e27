// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* What a card of an address book says of somebody, besides email addresses. */
typedef enum
{
  ATENA_CARD_NAME, /* the whole name */
  ATENA_CARD_FAMILY_NAME,
  ATENA_CARD_GIVEN_NAME,
  ATENA_CARD_PHONETIC, /* how the name is read, family name first */
  ATENA_CARD_COMPANY,
  ATENA_CARD_UNIT,
  ATENA_CARD_TITLE,
  ATENA_CARD_NICKNAME,
  ATENA_CARD_BIRTHDAY, /* YYYY-MM-DD where the year is known, otherwise as in the card */
  ATENA_CARD_CATEGORIES,
  ATENA_CARD_NOTE,
} AtenaCardField;

#define ATENA_N_CARD_FIELDS (ATENA_CARD_NOTE + 1)

/* One card. Reading it is atena_card_reader_next()'s. */
typedef struct
{
  GPtrArray *emails;                 /* (element-type utf8): as written, the preferred first */
  GPtrArray *categories;             /* (element-type utf8) */
  char *values[ATENA_N_CARD_FIELDS]; /* "" where it says nothing */
  gboolean is_group; /* a list of people, whose addresses are those of its members, perhaps with
                        their names as in a header */
} AtenaCard;

void
atena_card_free (AtenaCard *self);

/* The name of the column, as Japanese lists have it: a letter has its values by this name. */
const char *
atena_card_field_get_name (AtenaCardField field);

/* Another name, for letters in English. */
const char *
atena_card_field_get_english_name (AtenaCardField field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaCard, atena_card_free)
