// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* What is known about somebody, UTF-8 as it was typed; NULL or blank where nothing is. */
typedef struct
{
  const char *company;
  const char *unit;  /* department */
  const char *title; /* position, such as 部長 */
  const char *name;  /* one with an "@" in it counts as none: some lists have the address there */
  const char *honorific; /* instead of 様, such as 先生, 御中 or Dr */
} AtenaSalutation;

/**
 * atena_salutation_dup_block:
 *
 * How a Japanese letter begins: company, department, and position and name with the honorific, each
 * on a line of its own. A name that ends in an honorific gets no second one; an honorific in Latin
 * letters goes before the name. Without a name a department is 「ご担当者様」, a company alone
 * 御中.
 *
 * Returns: (transfer full): "" when there is neither name nor department nor company
 */
char *
atena_salutation_dup_block (const AtenaSalutation *self);

/**
 * atena_salutation_dup_plain:
 *
 * Whom a letter in another language addresses, on one line: the name, after an honorific in Latin
 * letters if there is one, or the company. Nothing is guessed: neither Mr nor Ms.
 *
 * Returns: (transfer full): "" when there is neither name nor company
 */
char *
atena_salutation_dup_plain (const AtenaSalutation *self);

/**
 * atena_salutation_find_doubled:
 * @text: a letter as somebody gets it
 *
 * Two honorifics where one belongs, as a placeholder with 様 behind it makes them of a name that
 * has its own: 様様, 先生様, 部長様.
 *
 * Returns: (transfer full) (nullable): the first of them, without spaces
 */
char *
atena_salutation_find_doubled (const char *text);
