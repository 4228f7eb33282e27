// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* What can be told about one person from the ways in which a name is written. Pure; all text is
 * UTF-8. */
typedef enum
{
  ATENA_PERSON_UNKNOWN, /* one of the two says nothing that can be compared */
  ATENA_PERSON_SAME,
  ATENA_PERSON_OTHER,
} AtenaPerson;

/**
 * atena_person_compare_names:
 *
 * Names are compared after NFKC, without case, spaces and honorifics. 田中 and 田中太郎 may be one
 * person, so may 太郎 田中, and 株式会社甲 田中; 田中 and 田中山 太郎 are not, nor is a changed
 * family name with the same given name. Names in different scripts (Tanaka, タナカ, 田中), blank
 * ones, addresses and honorifics alone cannot be compared.
 */
AtenaPerson
atena_person_compare_names (const char *one, const char *other);

/* Whether a letter may write to @name in Latin letters: the words of @name, kana as Kunrei without
 * long vowels, apart by spaces; "" when it holds anything else than kana and Latin letters. */
char *
atena_person_romanize (const char *name);

/* Whether the local part of @address is made of words of @roman, which atena_person_romanize()
 * made, or of one with the initial of another: tanaka.taro, t-sato, ohno3. */
gboolean
atena_person_has_address (const char *roman, const char *address);
