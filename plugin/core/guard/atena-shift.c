// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Whether the rows of a list seem to have slipped against each other; where the rows come from, and
// whether anything goes out, is decided elsewhere.

#include "atena-shift.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "atena-person.h"
#include "atena-text.h"

/* Differences that are shown, and characters of each part. */
#define EXAMPLES_MAX 5
#define SHOWN_MAX    40

/* Other names hold a start: so many, being this part of those compared, or so many in a row. */
#define NAMES_MIN  3
#define NAMES_PART 5
#define RUN_MIN    3

/* Rows that fit a neighbour hold it: so many, being so many times those that speak against it. */
#define FITS_MIN   5
#define FITS_TIMES 4

/* What a row does to a stretch of rows when it fits the neighbour alone, itself alone, and neither.
 * So at least a fifth of a stretch fits the neighbour. */
#define SCORE_FITS    4
#define SCORE_AGAINST (-4)
#define SCORE_NEITHER (-1)

/* Letters of a name, or digits of a number, that are enough to find it in a file name. */
#define PART_MIN 2

typedef enum
{
  ABOVE,
  BELOW,
  N_SIDES,
} Side;

/* A row that could be compared. */
typedef struct
{
  guint number;
  gboolean fits;                        /* itself */
  AtenaShiftExample *examples[N_SIDES]; /* it fits that neighbour; of names: [0], they differ */
} Row;

/* The row before, which is compared with the next one, too. */
typedef struct
{
  char *address;
  char *key; /* what fits: a reading in Latin letters, or whom files are for */
  char *before;
  char *now;
  gboolean compared; /* it is the newest of the rows */
} Last;

struct _AtenaShift
{
  AtenaShiftKind kind;
  GArray *rows;
  Last last;
};

static AtenaShiftExample *
example_new (guint number, const char *address, const char *before, const char *now)
{
  AtenaShiftExample *self = g_new0 (AtenaShiftExample, 1);

  self->number = number;
  self->address = g_strdup (address);
  self->before = g_strdup (before);
  self->now = g_strdup (now);
  return self;
}

static AtenaShiftExample *
example_copy (const AtenaShiftExample *self)
{
  return example_new (self->number, self->address, self->before, self->now);
}

static void
example_free (AtenaShiftExample *self)
{
  g_free (self->address);
  g_free (self->before);
  g_free (self->now);
  g_free (self);
}

static void
row_clear (Row *self)
{
  for (Side side = 0; side < N_SIDES; side++)
    g_clear_pointer (&self->examples[side], example_free);
}

static void
last_clear (Last *self)
{
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->now, g_free);
  self->compared = FALSE;
}

AtenaShift *
atena_shift_new (AtenaShiftKind kind)
{
  AtenaShift *self = g_new0 (AtenaShift, 1);

  self->kind = kind;
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (self->rows, (GDestroyNotify) row_clear);
  return self;
}

void
atena_shift_free (AtenaShift *self)
{
  last_clear (&self->last);
  g_array_unref (self->rows);
  g_free (self);
}

void
atena_shift_finding_free (AtenaShiftFinding *self)
{
  g_free (self->id);
  g_ptr_array_unref (self->examples);
  g_free (self);
}

static void
add_names (AtenaShift *self, guint number, const char *address, const char *before, const char *now)
{
  AtenaPerson person = atena_person_compare_names (before, now);
  Row row = { .number = number, .fits = person == ATENA_PERSON_SAME };

  if (person == ATENA_PERSON_UNKNOWN)
    return;
  if (!row.fits)
    row.examples[0] = example_new (number, address, before, now);
  g_array_append_val (self->rows, row);
}

/* Whether @number stands in @text and not as a part of a longer one. */
static gboolean
has_number (const char *text, const char *number)
{
  gsize length = strlen (number);

  for (const char *p = strstr (text, number); p != NULL; p = strstr (p + 1, number))
    if ((p == text || !g_ascii_isdigit (p[-1])) && !g_ascii_isdigit (p[length]))
      return TRUE;
  return FALSE;
}

/* Whether the file names @files are for somebody with the name or number @part; both in the form of
 * atena_text_field_key(). */
static gboolean
has_part (const char *files, const char *part)
{
  g_auto (GStrv) words = NULL;

  if (g_utf8_strlen (part, -1) < PART_MIN)
    return FALSE;
  if (strpbrk (part, "0123456789") != NULL)
    return has_number (files, part);
  words = g_strsplit (part, " ", 2);
  return strstr (files, part) != NULL ||
         (g_utf8_strlen (words[0], -1) >= PART_MIN && strstr (files, words[0]) != NULL);
}

static gboolean
has_file (const char *key, const char *files)
{
  g_auto (GStrv) parts = g_strsplit (key, "\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (has_part (files, parts[i]))
      return TRUE;
  return FALSE;
}

static gboolean
fits (AtenaShift *self, const char *key, const char *address, const char *now)
{
  if (*key == '\0')
    return FALSE;
  return self->kind == ATENA_SHIFT_READING ? atena_person_has_address (key, address)
                                           : has_file (key, now);
}

static char *
dup_key (AtenaShift *self, const char *before)
{
  return self->kind == ATENA_SHIFT_READING ? atena_person_romanize (before)
                                           : atena_text_field_key (before);
}

/* @text, or its first line. */
static char *
dup_first_line (const char *text)
{
  return g_strndup (text, strcspn (text, "\n"));
}

/* What an example shows of a row: its own reading or files. */
static const char *
get_own (AtenaShift *self, const Last *row)
{
  return self->kind == ATENA_SHIFT_READING ? row->before : row->now;
}

/* Notes that @row, the newest but @back, fits the neighbour @other. */
static void
note_fit (AtenaShift *self, guint back, Side side, const Last *row, const Last *other)
{
  Row *noted = &g_array_index (self->rows, Row, self->rows->len - 1 - back);
  g_autofree char *before = dup_first_line (other->before);

  noted->examples[side] = example_new (noted->number, row->address, before, get_own (self, row));
}

static void
add_neighbour (
  AtenaShift *self, guint number, const char *address, const char *before, const char *now)
{
  g_autofree char *files = atena_text_field_key (now);
  Last *last = &self->last;
  Last next = {
    .address = g_strdup (address),
    .key = dup_key (self, before),
    .before = g_strdup (before),
    .now = g_steal_pointer (&files),
  };

  next.compared =
    *next.key != '\0' && (self->kind == ATENA_SHIFT_READING || !atena_text_is_blank (next.now));
  if (next.compared)
    {
      Row row = { .number = number, .fits = fits (self, next.key, address, next.now) };

      g_array_append_val (self->rows, row);
    }
  if (next.compared && last->key != NULL && fits (self, last->key, address, next.now))
    note_fit (self, 0, ABOVE, &next, last);
  if (last->compared && fits (self, next.key, last->address, last->now))
    note_fit (self, next.compared ? 1 : 0, BELOW, last, &next);

  last_clear (last);
  *last = next;
}

void
atena_shift_add (
  AtenaShift *self, guint number, const char *address, const char *before, const char *now)
{
  if (self->kind == ATENA_SHIFT_EARLIER || self->kind == ATENA_SHIFT_KNOWN)
    add_names (self, number, address, before, now);
  else
    add_neighbour (self, number, address, before, now != NULL ? now : "");
}

/* Whether @row tells of a shift: it fits that neighbour and nobody else. Of names: they differ. */
static gboolean
slips (const Row *row, Side side)
{
  return !row->fits && row->examples[side] != NULL && row->examples[!side] == NULL;
}

/* What the rows from @begin to before @end say, in their examples of @side. */
static AtenaShiftFinding *
make_finding (AtenaShift *self, guint begin, guint end, Side side)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  AtenaShiftFinding *finding = g_new0 (AtenaShiftFinding, 1);
  guchar kind = (guchar) self->kind;

  finding->kind = self->kind;
  finding->compared = end - begin;
  finding->examples = g_ptr_array_new_with_free_func ((GDestroyNotify) example_free);
  g_checksum_update (checksum, &kind, 1);
  for (guint i = begin; i < end; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      const AtenaShiftExample *example = row->examples[side];

      if (!slips (row, side))
        continue;
      if (finding->count++ == 0)
        finding->first = row->number;
      if (finding->examples->len < EXAMPLES_MAX)
        g_ptr_array_add (finding->examples, example_copy (example));
      /* The terminators keep the parts apart. */
      g_checksum_update (checksum, (const guchar *) example->address,
                         (gssize) strlen (example->address) + 1);
      g_checksum_update (checksum, (const guchar *) example->before,
                         (gssize) strlen (example->before) + 1);
      g_checksum_update (checksum, (const guchar *) example->now,
                         (gssize) strlen (example->now) + 1);
    }

  finding->id = g_strndup (g_checksum_get_string (checksum), 32);
  return finding;
}

static gboolean
has_run (AtenaShift *self)
{
  guint run = 0;

  for (guint i = 0; i < self->rows->len && run < RUN_MIN; i++)
    run = g_array_index (self->rows, Row, i).fits ? 0 : run + 1;
  return run >= RUN_MIN;
}

static AtenaShiftFinding *
finish_names (AtenaShift *self)
{
  g_autoptr (AtenaShiftFinding) finding = make_finding (self, 0, self->rows->len, 0);

  if (finding->count == 0)
    return NULL;
  finding->holds =
    (finding->count >= NAMES_MIN && finding->count * NAMES_PART >= finding->compared) ||
    has_run (self);
  return g_steal_pointer (&finding);
}

static gint64
get_score (const Row *row, Side side)
{
  gboolean neighbours = row->examples[ABOVE] != NULL || row->examples[BELOW] != NULL;

  if (slips (row, side))
    return SCORE_FITS;
  if (neighbours == row->fits)
    return neighbours ? 0 : SCORE_NEITHER;
  return row->fits || slips (row, !side) ? SCORE_AGAINST : 0;
}

typedef struct
{
  Side side;
  gint64 score;
  guint begin;
  guint end;
} Stretch;

/* The rows that, taken together, fit that neighbour best: the maximum subarray, after Kadane. */
static Stretch
find_stretch (AtenaShift *self, Side side)
{
  Stretch best = { .side = side };
  gint64 score = 0;
  guint begin = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      score += get_score (&g_array_index (self->rows, Row, i), side);
      if (score > best.score)
        best = (Stretch){ side, score, begin, i + 1 };
      if (score <= 0)
        {
          score = 0;
          begin = i + 1;
        }
    }
  return best;
}

/* How many rows of a stretch fit themselves, or the other neighbour, and nobody else. */
static guint64
count_against (AtenaShift *self, const Stretch *stretch)
{
  guint64 itself = 0;
  guint64 other = 0;

  for (guint i = stretch->begin; i < stretch->end; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      itself += row->fits && row->examples[ABOVE] == NULL && row->examples[BELOW] == NULL;
      other += slips (row, !stretch->side);
    }
  return MAX (itself, other);
}

static AtenaShiftFinding *
finish_neighbours (AtenaShift *self)
{
  Stretch above = find_stretch (self, ABOVE);
  Stretch below = find_stretch (self, BELOW);
  Stretch *best = above.score >= below.score ? &above : &below;
  g_autoptr (AtenaShiftFinding) finding = make_finding (self, best->begin, best->end, best->side);

  if (finding->count < FITS_MIN || finding->count < FITS_TIMES * count_against (self, best))
    return NULL;
  finding->holds = TRUE;
  return g_steal_pointer (&finding);
}

AtenaShiftFinding *
atena_shift_finish (AtenaShift *self)
{
  return self->kind == ATENA_SHIFT_EARLIER || self->kind == ATENA_SHIFT_KNOWN
           ? finish_names (self)
           : finish_neighbours (self);
}

char *
atena_shift_finding_describe (const AtenaShiftFinding *self)
{
  const AtenaShiftExample *first = self->examples->pdata[0];
  g_autofree char *before = atena_text_shorten (first->before, SHOWN_MAX);
  g_autofree char *now = atena_text_shorten (first->now, SHOWN_MAX);
  guint count = (guint) MIN (self->count, G_MAXUINT);

  switch (self->kind)
    {
    case ATENA_SHIFT_EARLIER:
      return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "Last time it was “%s”, now it is “%s” (%u row: row %u)",
                     "Last time it was “%s”, now it is “%s” (%u rows, the first is row %u)", count),
        before, now, count, self->first);
    case ATENA_SHIFT_KNOWN:
      return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "In the address book it is “%s”, in the list “%s” (%u row: row %u)",
                     "In the address book it is “%s”, in the list “%s” (%u rows, the first is row "
                     "%u)",
                     count),
        before, now, count, self->first);
    case ATENA_SHIFT_READING:
      return g_strdup_printf (_ ("Email addresses seem to belong to the row above or below: “%s” "
                                 "fits, “%s” stands there (%u rows, the first is row %u)"),
                              before, now, count, self->first);
    case ATENA_SHIFT_FILES:
      return g_strdup_printf (_ ("Attachments seem to belong to the row above or below: that of "
                                 "“%s” is “%s” (%u rows, the first is row %u)"),
                              before, now, count, self->first);
    }
  g_assert_not_reached ();
}
