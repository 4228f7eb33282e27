// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* Finds lists in which a column slipped against the others, so that people would get what is meant
 * for their neighbours. Pure: rows in, one finding out. */

typedef enum
{
  ATENA_SHIFT_EARLIER, /* other names than in earlier campaigns */
  ATENA_SHIFT_KNOWN,   /* other names than in the address book */
  ATENA_SHIFT_READING, /* readings (フリガナ) that fit the address of the row above or below */
  ATENA_SHIFT_FILES,   /* attachments that belong to the row above or below */
} AtenaShiftKind;

/* A row that differs. */
typedef struct
{
  guint number;
  char *address;
  char *before; /* the name known so far, or what fits: of the row above or below */
  char *now;    /* what stands in the row */
} AtenaShiftExample;

typedef struct
{
  AtenaShiftKind kind;
  guint64 count;       /* rows that differ */
  guint64 compared;    /* rows that could be compared at all */
  guint first;         /* the row where it begins */
  gboolean holds;      /* whether a start has to wait until somebody looked at it */
  gboolean accepted;   /* somebody did */
  char *id;            /* the same for the same differences, another for any other */
  GPtrArray *examples; /* (element-type AtenaShiftExample): the first of them */
} AtenaShiftFinding;

void
atena_shift_finding_free (AtenaShiftFinding *self);

/* One short translated sentence for a person. */
char *
atena_shift_finding_describe (const AtenaShiftFinding *self);

typedef struct _AtenaShift AtenaShift;

AtenaShift *
atena_shift_new (AtenaShiftKind kind);
void
atena_shift_free (AtenaShift *self);

/**
 * atena_shift_add:
 * @number: of the row as a person counts; rows come in the order of the list
 * @before: EARLIER, KNOWN: the name known so far. READING: the reading. FILES: whom the row is for:
 *   names and numbers, each on a line
 * @now: EARLIER, KNOWN: the name in the row. READING: not read. FILES: the file names of the row
 *
 * Blank parts cannot be compared.
 */
void
atena_shift_add (
  AtenaShift *self, guint number, const char *address, const char *before, const char *now);

/**
 * atena_shift_finish:
 *
 * Names hold a start when three or more differ and these are a fifth of what could be compared, or
 * when three in a row differ; one or two people who took another name do not. Readings and files
 * are looked at as a whole: they hold it when, from some row on, at least five fit the neighbouring
 * row and not their own, four times as many as the other way round.
 *
 * Returns: (transfer full) (nullable): NULL when nothing differs
 */
AtenaShiftFinding *
atena_shift_finish (AtenaShift *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaShift, atena_shift_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaShiftFinding, atena_shift_finding_free)
