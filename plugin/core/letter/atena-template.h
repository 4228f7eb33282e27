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

/* What a letter knows besides the row. */
typedef struct
{
  AtenaMailbox *sender;
  GTimeZone *zone;
  gint64 date;       /* of the letter, in seconds since 1970 */
  gboolean japanese; /* how dates are written unless the template says */
} AtenaTemplateContext;

/* A name that a template may use besides the fields of the list, unless the list has it. */
typedef struct
{
  const char *name;
  const char *label; /* what it stands for, for a menu; pass it through _() */
} AtenaTemplateBuiltin;

/* Text with `{{field}}` and the like in it, compiled. Immutable. */
typedef struct _AtenaTemplate AtenaTemplate;

/* All of them, in the order of a menu. */
const AtenaTemplateBuiltin *
atena_template_list_builtins (guint *ret_n_builtins);

/**
 * atena_template_new:
 * @source: valid UTF-8, line ends LF or CRLF
 * @kind: how values are written
 * @fields: what a tag may name, besides atena_template_list_builtins()
 * @place: what errors call this text, such as "letter.eml: Subject"
 * @error: ATENA_ERROR_INVALID with @place, line and column
 *
 * Compiles the interpolation, section, inverted section, comment and delimiter tags of the Mustache
 * specification over flat data: a section is there once when its value is not blank, and a dot is a
 * part of a name. Besides, `{{field|default}}` and `{{field:format}}` (atena_format_list()); a
 * field whose very name has the colon wins. No partials. `{{{field}}}` and `{{&field}}` are not
 * escaped in HTML, and stand only between its tags there. The name and the default are trimmed; in
 * HTML both are unescaped, since an editor escapes what is typed.
 *
 * Tags but values vanish with their line when it holds nothing else; in HTML with their block or
 * <br>. There a section must leave HTML as well formed without it as with it. Values are never
 * looked at for tags.
 */
AtenaTemplate *
atena_template_new (const char *source,
                    AtenaTemplateKind kind,
                    AtenaFields *fields,
                    const char *place,
                    GError **error);
void
atena_template_free (AtenaTemplate *self);

/* Whether it may read otherwise for another recipient; if not, @recipient and @context may be NULL
 * to atena_template_expand(). */
gboolean
atena_template_has_fields (AtenaTemplate *self);

/* Whether its own text, without that of values and defaults, has Japanese letters. */
gboolean
atena_template_is_japanese (AtenaTemplate *self);

/**
 * atena_template_find_problem:
 * @ret_field: (out) (optional): the name of the field, borrowed
 *
 * Returns: the first reason for writing no letter to @recipient: ATENA_REASON_EMPTY_FIELD for a
 *   field without default that is blank, ATENA_REASON_NOT_A_DATE and ATENA_REASON_NOT_A_NUMBER for
 *   one that does not suit its format, ATENA_REASON_BROKEN_HTML for one that is not escaped and
 *   whose tags do not fit together. What stands in a section that is not there does not count.
 */
AtenaReason
atena_template_find_problem (AtenaTemplate *self,
                             const AtenaTemplateContext *context,
                             AtenaRecipient *recipient,
                             const char **ret_field);

/* Writes the text for @recipient onto the end of @out: also when there is a problem, then with the
 * value as it is, escaped in HTML. */
void
atena_template_expand (AtenaTemplate *self,
                       const AtenaTemplateContext *context,
                       AtenaRecipient *recipient,
                       GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaTemplate, atena_template_free)
