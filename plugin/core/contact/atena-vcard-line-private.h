// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* Of a property that does not say how much it is preferred; RFC 6350 5.3 has 1 to 100. */
#define ATENA_VCARD_NO_PREFERENCE 101

/* A content line of a vCard (RFC 6350 3.3), unfolded. */
typedef struct
{
  char *name;    /* the property, in upper case and without its group */
  char *charset; /* of vCard 2.1, or NULL */
  gboolean quoted_printable;
  gboolean base64;
  gboolean phonetic; /* a SOUND that is the reading of a name, as telephones in Japan write it */
  guint preference;  /* 1 is liked best */
  const char *value; /* octets in the text that was parsed */
  gsize length;
} AtenaVcardLine;

/* Takes @text apart, which stays the caller's and in place. FALSE when it is no content line. */
gboolean
atena_vcard_line_parse (AtenaVcardLine *self, const char *text, gsize length);
void
atena_vcard_line_clear (AtenaVcardLine *self);

/* The value as UTF-8 without NUL, its escapes still in it. NULL when it is in no character set that
 * could be meant. Owned by the caller. */
char *
atena_vcard_line_dup_text (const AtenaVcardLine *self);

/**
 * atena_vcard_split:
 * @text: the value of a property
 * @delimiter: ';' or ','; or NUL, which takes @text as one piece
 * @is_old: of vCard 2.1, where `\n` is no line break
 *
 * Returns: (transfer full): the pieces without escapes and surrounding white space, at least one;
 *   what follows the 64th is left out
 */
GStrv
atena_vcard_split (const char *text, char delimiter, gboolean is_old);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtenaVcardLine, atena_vcard_line_clear)
