// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* What a tag of Mustache is, by the sign at its start. */
typedef enum
{
  ATENA_TAG_VALUE,
  ATENA_TAG_RAW,      /* {{{ }}} and & */
  ATENA_TAG_SECTION,  /* # */
  ATENA_TAG_INVERTED, /* ^ */
  ATENA_TAG_END,      /* / */
  ATENA_TAG_COMMENT,  /* ! */
  ATENA_TAG_DELIMITERS,
} AtenaTagType;

/* A tag; all point into the source. */
typedef struct
{
  AtenaTagType type;
  const char *start;
  const char *end;
  const char *inside; /* what is between the sign and the end of the tag */
  gsize length;
} AtenaTag;

/* A walk along the tags of a source, with the delimiters that hold at its place. */
typedef struct
{
  const char *at;
  gboolean is_html;
  char *open;
  char *close;
} AtenaTagReader;

void
atena_tag_reader_init (AtenaTagReader *self, const char *source, gboolean is_html);
void
atena_tag_reader_clear (AtenaTagReader *self);

/**
 * atena_tag_reader_next:
 * @ret_fault: (transfer none): what is wrong with the tag, whose start is set, or NULL
 *
 * Returns: whether there is one more tag, without fault
 */
gboolean
atena_tag_reader_next (AtenaTagReader *self, AtenaTag *ret_tag, const char **ret_fault);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtenaTagReader, atena_tag_reader_clear)
