// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Text with fields in it: finds them once and puts one recipient's values there each time. It does
// not know what the text becomes part of beyond its AtenaTemplateKind.

#include "atena-template.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "atena-error.h"
#include "atena-html.h"
#include "atena-text.h"

/* What has another meaning in Mustache at the start of a name. */
#define SIGNS "#^/!>&="

/* A field and the text before it; the last piece is the text after the last field. */
typedef struct
{
  char *text;
  gsize length;
  int field; /* -1 in the last piece */
  char *fallback;
  AtenaHtmlPlace place;
} Piece;

struct _AtenaTemplate
{
  AtenaTemplateKind kind;
  GArray *pieces;
};

/* A walk through a source. */
typedef struct
{
  const char *source;
  const char *at;
  AtenaFields *fields;
  const char *place;
  AtenaHtmlScanner scanner;
} Reader;

static void
piece_clear (Piece *piece)
{
  g_free (piece->text);
  g_free (piece->fallback);
}

static void
fail (Reader *reader, GError **error, const char *sentence)
{
  guint line = 1;
  const char *line_start = reader->source;
  guint column;

  for (const char *p = reader->source; p < reader->at; p++)
    if (*p == '\n')
      {
        line++;
        line_start = p + 1;
      }
  column = g_utf8_strlen (line_start, reader->at - line_start) + 1;
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("%s, line %u, column %u: %s"),
               reader->place, line, column, sentence);
}

static char *
trim (const char *text)
{
  const char *start = text;
  const char *end = text + strlen (text);

  while (*start != '\0' && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (start, end - start);
}

/* One side of the bar in a placeholder, as it was meant. */
static char *
read_side (const char *text, gsize length, AtenaTemplateKind kind)
{
  g_autofree char *plain =
    kind == ATENA_TEMPLATE_HTML ? atena_html_unescape (text, length) : g_strndup (text, length);

  return trim (plain);
}

/* What is wrong with the inside of a placeholder before anybody looks for its field. */
static const char *
find_fault (const char *inside, AtenaTemplateKind kind)
{
  if (strchr (inside, '\n') != NULL)
    return _ ("A field must stand on one line");
  if (strpbrk (inside, "{}") != NULL)
    return _ ("There is a brace too many");
  if (kind == ATENA_TEMPLATE_HTML && strpbrk (inside, "<>") != NULL)
    return _ ("A part of the field is formatted differently from the rest of it");
  return NULL;
}

/* What to say when there is no field called @name. */
static char *
describe_unknown (AtenaFields *fields, const char *name)
{
  const char *nearest = atena_text_nearest (name, atena_fields_get_names (fields));
  g_autofree char *shown = atena_text_fold_line (name);
  g_autofree char *near_shown = nearest != NULL ? atena_text_fold_line (nearest) : NULL;

  if (*name == '\0')
    return g_strdup (_ ("The field has no name"));
  if (strchr (SIGNS, *name) != NULL)
    return g_strdup_printf (_ ("The name of a field cannot begin with “%c” here"), *name);
  if (nearest != NULL)
    return g_strdup_printf (_ ("The list has no field “%s”; the nearest is “%s”"), shown,
                            near_shown);
  return g_strdup_printf (_ ("The list has no field “%s”"), shown);
}

static int
find_field (Reader *reader, const char *name, GError **error)
{
  gboolean may_be_field = *name != '\0' && strchr (SIGNS, *name) == NULL;
  int field = may_be_field ? atena_fields_find (reader->fields, name) : -1;

  if (field < 0)
    {
      g_autofree char *sentence = describe_unknown (reader->fields, name);

      fail (reader, error, sentence);
    }
  return field;
}

/* Reads the placeholder at the reader into @piece. */
static gboolean
read_field (Reader *reader, AtenaTemplateKind kind, Piece *piece, GError **error)
{
  const char *start = reader->at + strlen ("{{");
  const char *end = strstr (start, "}}");
  g_autofree char *inside = end != NULL ? g_strndup (start, end - start) : NULL;
  const char *fault = inside != NULL ? find_fault (inside, kind) : _ ("The field never ends");
  const char *bar = inside != NULL ? strchr (inside, '|') : NULL;
  g_autofree char *name = NULL;

  if (fault != NULL)
    {
      fail (reader, error, fault);
      return FALSE;
    }
  name = read_side (inside, bar != NULL ? (gsize) (bar - inside) : strlen (inside), kind);
  piece->field = find_field (reader, name, error);
  if (piece->field < 0)
    return FALSE;
  if (bar != NULL)
    piece->fallback = read_side (bar + 1, strlen (bar + 1), kind);
  if (kind == ATENA_TEMPLATE_HTML)
    piece->place = atena_html_scanner_get_place (&reader->scanner);
  if (piece->place == ATENA_HTML_FORBIDDEN)
    {
      fail (reader, error,
            _ ("No field can stand inside a tag, a script or a style; in the value of an attribute "
               "it needs quotation marks around it"));
      return FALSE;
    }
  reader->at = end + strlen ("}}");
  return TRUE;
}

/* Reads up to the next placeholder and that, too, or to the end. */
static gboolean
read_piece (Reader *reader, AtenaTemplateKind kind, Piece *piece, GError **error)
{
  const char *start = reader->at;
  const char *field = strstr (start, "{{");

  piece->length = field != NULL ? (gsize) (field - start) : strlen (start);
  piece->text = g_strndup (start, piece->length);
  piece->field = -1;
  reader->at += piece->length;
  if (field == NULL)
    return TRUE;

  atena_html_scanner_feed (&reader->scanner, start, piece->length);
  if (!read_field (reader, kind, piece, error))
    return FALSE;
  atena_html_scanner_feed (&reader->scanner, "x", 1);
  return TRUE;
}

AtenaTemplate *
atena_template_new (const char *source,
                    AtenaTemplateKind kind,
                    AtenaFields *fields,
                    const char *place,
                    GError **error)
{
  g_autoptr (AtenaTemplate) self = g_new0 (AtenaTemplate, 1);
  g_autofree char *text =
    kind == ATENA_TEMPLATE_HEADER ? atena_text_fold_line (source) : g_strdup (source);
  Reader reader = { .source = text, .at = text, .fields = fields, .place = place };
  Piece *piece;

  self->kind = kind;
  self->pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
  g_array_set_clear_func (self->pieces, (GDestroyNotify) piece_clear);
  do
    {
      g_array_set_size (self->pieces, self->pieces->len + 1);
      piece = &g_array_index (self->pieces, Piece, self->pieces->len - 1);
      if (!read_piece (&reader, kind, piece, error))
        return NULL;
    }
  while (piece->field >= 0);
  return g_steal_pointer (&self);
}

void
atena_template_free (AtenaTemplate *self)
{
  g_array_unref (self->pieces);
  g_free (self);
}

gboolean
atena_template_has_fields (AtenaTemplate *self)
{
  return self->pieces->len > 1;
}

int
atena_template_find_blank (AtenaTemplate *self, AtenaRecipient *recipient)
{
  for (guint i = 0; i + 1 < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->fallback == NULL &&
          atena_text_is_blank (atena_recipient_get_value (recipient, piece->field)))
        return piece->field;
    }
  return -1;
}

static void
append_line (GString *out, const char *value)
{
  g_autofree char *line = atena_text_fold_line (value);

  g_string_append (out, line);
}

static void
append_lines (GString *out, const char *value)
{
  const char *p = value;

  for (const char *end; (end = strchr (p, '\r')) != NULL; p = end + (end[1] == '\n' ? 2 : 1))
    {
      g_string_append_len (out, p, end - p);
      g_string_append_c (out, '\n');
    }
  g_string_append (out, p);
}

static void
append_value (AtenaTemplate *self, const Piece *piece, AtenaRecipient *recipient, GString *out)
{
  const char *value = atena_recipient_get_value (recipient, piece->field);

  if (piece->fallback != NULL && atena_text_is_blank (value))
    value = piece->fallback;
  switch (self->kind)
    {
    case ATENA_TEMPLATE_HEADER:
      append_line (out, value);
      break;
    case ATENA_TEMPLATE_PLAIN:
      append_lines (out, value);
      break;
    case ATENA_TEMPLATE_HTML:
      atena_html_append_value (out, value, piece->place);
      break;
    }
}

void
atena_template_expand (AtenaTemplate *self, AtenaRecipient *recipient, GString *out)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      g_string_append_len (out, piece->text, piece->length);
      if (piece->field >= 0)
        append_value (self, piece, recipient, out);
    }
}
