// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Takes records apart into numbers and text; what a record is about is not known here.

#include "atena-biff-private.h"

#include <string.h>

#define HEADER_SIZE 4
#define CONTINUE    0x003c

/* What the octet before a text says of it. */
#define IS_WIDE      1
#define HAS_PHONETIC 4
#define HAS_RUNS     8

AtenaBiff
atena_biff_make (const guint8 *data, gsize size, gsize offset)
{
  return (AtenaBiff){ .data = data, .size = size, .next = MIN (offset, size) };
}

gboolean
atena_biff_next (AtenaBiff *self)
{
  gsize left = self->size - self->next;
  const guint8 *header;
  guint length;

  /* An empty stream has no data at all. */
  if (left < HEADER_SIZE)
    return FALSE;
  header = self->data + self->next;
  length = header[2] | (guint) header[3] << 8;
  if (length > left - HEADER_SIZE)
    return FALSE;
  self->type = header[0] | (guint) header[1] << 8;
  self->body = header + HEADER_SIZE;
  self->length = length;
  self->at = 0;
  self->next += HEADER_SIZE + length;
  return TRUE;
}

guint
atena_biff_get_u8 (const AtenaBiff *self, guint offset)
{
  return offset < self->length ? self->body[offset] : 0;
}

guint
atena_biff_get_u16 (const AtenaBiff *self, guint offset)
{
  return atena_biff_get_u8 (self, offset) | atena_biff_get_u8 (self, offset + 1) << 8;
}

guint32
atena_biff_get_u32 (const AtenaBiff *self, guint offset)
{
  return atena_biff_get_u16 (self, offset) | atena_biff_get_u16 (self, offset + 2) << 16;
}

static double
make_double (guint64 bits)
{
  double value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

double
atena_biff_get_double (const AtenaBiff *self, guint offset)
{
  return make_double (atena_biff_get_u32 (self, offset) |
                      (guint64) atena_biff_get_u32 (self, offset + 4) << 32);
}

double
atena_biff_get_short_double (const AtenaBiff *self, guint offset)
{
  guint32 bits = atena_biff_get_u32 (self, offset);
  double value = bits & 2 ? (gint32) bits >> 2 : make_double ((guint64) (bits & ~3U) << 32);

  return bits & 1 ? value / 100 : value;
}

gboolean
atena_biff_has_more (AtenaBiff *self)
{
  AtenaBiff next = *self;

  while (next.at >= next.length)
    if (!atena_biff_next (&next) || next.type != CONTINUE)
      return FALSE;
  *self = next;
  return TRUE;
}

static guint
read_number (AtenaBiff *self, guint n_octets)
{
  guint number = 0;

  for (guint i = 0; i < n_octets && atena_biff_has_more (self); i++)
    number |= (guint) self->body[self->at++] << 8 * i;
  return number;
}

static gboolean
skip (AtenaBiff *self, guint64 n)
{
  while (n > 0)
    {
      guint here;

      if (!atena_biff_has_more (self))
        return FALSE;
      here = (guint) MIN (n, self->length - self->at);
      self->at += here;
      n -= here;
    }
  return TRUE;
}

/* A half of a character that stands alone is none, and NUL is nothing that one sees. */
static void
append_unit (GString *text, guint16 *high, guint unit)
{
  guint lead = *high;

  *high = 0;
  if (unit >= 0xdc00 && unit < 0xe000 && lead != 0)
    g_string_append_unichar (text, 0x10000 + ((lead - 0xd800) << 10) + unit - 0xdc00);
  else if (unit >= 0xd800 && unit < 0xdc00)
    *high = (guint16) unit;
  else if (unit >= 0xdc00 && unit < 0xe000)
    g_string_append_unichar (text, 0xfffd);
  else if (unit != 0)
    g_string_append_unichar (text, unit);
}

/* Where characters go on in another record, they say anew how wide they are. */
static gboolean
read_characters (AtenaBiff *self, guint n, gboolean wide, GString *text)
{
  guint16 high = 0;

  while (n > 0)
    {
      guint width;

      if (self->at >= self->length)
        {
          if (!atena_biff_has_more (self))
            return FALSE;
          wide = self->body[self->at++] & IS_WIDE;
        }
      width = wide ? 2 : 1;
      if (self->length - self->at < width)
        return FALSE;
      append_unit (text, &high, wide ? atena_biff_get_u16 (self, self->at) : self->body[self->at]);
      self->at += width;
      n--;
    }
  return TRUE;
}

gboolean
atena_biff_read_text (AtenaBiff *self, guint n, GString *text)
{
  guint flags = read_number (self, 1);
  guint n_runs = flags & HAS_RUNS ? read_number (self, 2) : 0;
  guint phonetic = flags & HAS_PHONETIC ? read_number (self, 4) : 0;

  return read_characters (self, n, flags & IS_WIDE, text) &&
         skip (self, n_runs * G_GUINT64_CONSTANT (4) + phonetic);
}
