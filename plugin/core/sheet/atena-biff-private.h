// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* The records of a workbook of Excel 5 to 2003 ([MS-XLS]), one after another, within octets that
 * stay the caller's. Plain data: a copy goes on from the same place. */
typedef struct
{
  const guint8 *data;
  gsize size;
  gsize next; /* where the next record begins */

  guint type; /* of the record at hand */
  const guint8 *body;
  guint length;
  guint at; /* where in the body text is read next */
} AtenaBiff;

/* Before the record at @offset. */
AtenaBiff
atena_biff_make (const guint8 *data, gsize size, gsize offset);

/* Goes to the next record. FALSE at the end and where a record is cut off. */
gboolean
atena_biff_next (AtenaBiff *self);

/* Numbers in the body of the record; 0 behind its end. */
guint
atena_biff_get_u8 (const AtenaBiff *self, guint offset);
guint
atena_biff_get_u16 (const AtenaBiff *self, guint offset);
guint32
atena_biff_get_u32 (const AtenaBiff *self, guint offset);
double
atena_biff_get_double (const AtenaBiff *self, guint offset);

/* Those shortened to 30 bits, as most numbers are (RK). */
double
atena_biff_get_short_double (const AtenaBiff *self, guint offset);

/**
 * atena_biff_read_text:
 * @n: how many characters there are, which stands before the text
 *
 * Appends to @text the characters at @at, behind which @at is then: the UTF-16 of Excel 97 on.
 * Goes on in the records that continue this one. FALSE when there are too few.
 */
gboolean
atena_biff_read_text (AtenaBiff *self, guint n, GString *text);

/* Goes to the record that continues this one where this one is at its end. FALSE when there is
 * none, and everything was read. */
gboolean
atena_biff_has_more (AtenaBiff *self);
