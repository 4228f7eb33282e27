// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

#include "atena-fields.h"
#include "atena-recipient.h"

/* What a template is part of, which decides how values are written. */
typedef enum
{
  ATENA_TEMPLATE_HEADER, /* values on one line (atena_text_fold_line()) */
  ATENA_TEMPLATE_PLAIN,  /* values as they are, CRLF and CR as LF */
  ATENA_TEMPLATE_HTML,   /* values as atena-html.h says */
} AtenaTemplateKind;

/* Text with `{{field}}` and `{{field|default}}` in it, compiled. Immutable. */
typedef struct _AtenaTemplate AtenaTemplate;

/**
 * atena_template_new:
 * @source: valid UTF-8, line ends LF
 * @kind: how values are written
 * @fields: what `{{…}}` may name
 * @place: what errors call this text, such as "letter.eml: Subject"
 * @error: ATENA_ERROR_INVALID with @place, line and column, for: a field that @fields lacks (with
 * the nearest one there is), a placeholder that is empty, broken over lines, never closed, or holds
 * a tag or a brace; the signs that Mustache gives another meaning (# ^ / ! > & = at the start of
 * the name), which this version does not know; a place in HTML where no value is safe
 *
 * The name and the default are trimmed; in HTML both are unescaped, since an editor escapes what is
 * typed. A default may be empty. Values are never looked at for placeholders.
 */
AtenaTemplate *
atena_template_new (const char *source,
                    AtenaTemplateKind kind,
                    AtenaFields *fields,
                    const char *place,
                    GError **error);
void
atena_template_free (AtenaTemplate *self);

/* Whether there is any field in it; without one it expands to @source. */
gboolean
atena_template_has_fields (AtenaTemplate *self);

/* The index among the fields of the first one that is blank for @recipient and has no default, or
 * -1: then, and only then, it can be expanded. */
int
atena_template_find_blank (AtenaTemplate *self, AtenaRecipient *recipient);

/* Writes the text for @recipient onto the end of @out. */
void
atena_template_expand (AtenaTemplate *self, AtenaRecipient *recipient, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaTemplate, atena_template_free)
