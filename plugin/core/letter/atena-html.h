// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* Where in HTML a value is put, which decides how it is written. */
typedef enum
{
  ATENA_HTML_TEXT,      /* between tags or in a comment: escaped, line breaks become <br> */
  ATENA_HTML_ATTRIBUTE, /* in a quoted attribute value, a title or a text area: escaped */
  ATENA_HTML_URL,       /* at the start of a URL attribute: URL characters stay, the rest is %XX */
  ATENA_HTML_URL_PART,  /* further on in a URL attribute: all but unreserved characters is %XX */
  ATENA_HTML_FORBIDDEN, /* in a tag, an unquoted attribute, a script or a style (also those that
                           stand in attributes): no value is safe */
} AtenaHtmlPlace;

/* Follows HTML source piece by piece. Zeroed is the start of a document. No allocation. */
typedef struct
{
  guint state;
  guint n_read;  /* octets of what the state is about: a name, a value, an end tag, dashes */
  guint element; /* whose text is no markup, such as a script; 0 for none */
  char word[16]; /* the start of the name of the tag or attribute, in lower case */
  char quote;
} AtenaHtmlScanner;

/* Reads @length octets of source. After a value that is not known yet, feed any letter for it. */
void
atena_html_scanner_feed (AtenaHtmlScanner *self, const char *source, gsize length);

/* Where a value would stand that came next. */
AtenaHtmlPlace
atena_html_scanner_get_place (const AtenaHtmlScanner *self);

/* Whether it stands between tags, and not even in a comment. */
gboolean
atena_html_scanner_is_in_text (const AtenaHtmlScanner *self);

/* Whether HTML that has @source between two tags is as well formed without it: what it ends of the
 * elements around it, it begins anew. With @alone it must end none of them. */
gboolean
atena_html_is_removable (const char *source, gsize length, gboolean alone);

/* Widens the stretch of source from @start to @end, which shows nothing, to the largest block that
 * holds nothing else, or over the <br> behind it when it has a line of its own; not beyond @floor.
 * FALSE when it shares its line. */
gboolean
atena_html_widen (const char *floor, const char **start, const char **end);

/* Writes @value at the end of @out as @place asks; @place is not ATENA_HTML_FORBIDDEN. */
void
atena_html_append_value (GString *out, const char *value, AtenaHtmlPlace place);

/* @source with character references resolved: decimal, hexadecimal, and amp lt gt quot apos nbsp.
 * Others stay as they are. */
char *
atena_html_unescape (const char *source, gsize length);

/* What @source says without its tags, scripts, styles and comments: a line for each block, white
 * space as a browser shows it. For showing to people. */
char *
atena_html_dup_text (const char *source);
