// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Text with fields and sections in it: finds them once and puts one recipient's values there each
// time. It does not know what the text becomes part of beyond its AtenaTemplateKind.

#include "atena-template.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "atena-error.h"
#include "atena-format.h"
#include "atena-html.h"
#include "atena-tag-private.h"
#include "atena-text.h"

/* What has another meaning in Mustache at the start of a name. */
#define SIGNS ">="

/* How deep sections may stand in each other: each level reads its HTML once more. */
#define DEPTH_MAX 32

/* Characters of a tag in a message. */
#define SHOWN_MAX 40

typedef enum
{
  BUILTIN_TODAY,
  BUILTIN_SENDER_NAME,
  BUILTIN_SENDER_EMAIL,
  BUILTIN_ROW,
} Builtin;

static const AtenaTemplateBuiltin builtins[] = {
  [BUILTIN_TODAY] = { "today", N_ ("The day on which the letter goes out") },
  [BUILTIN_SENDER_NAME] = { "sender.name", N_ ("Your name") },
  [BUILTIN_SENDER_EMAIL] = { "sender.email", N_ ("Your email address") },
  [BUILTIN_ROW] = { "row", N_ ("The number of the row") },
};

typedef enum
{
  PIECE_TEXT, /* nothing follows the text */
  PIECE_VALUE,
  PIECE_RAW,
  PIECE_SECTION,
  PIECE_INVERTED,
} PieceType;

/* Text and what follows it. */
typedef struct
{
  char *text;
  gsize length;
  PieceType type;
  char *name;  /* of the field, as the list has it */
  guint field; /* of the list; behind those, the built-ins */
  const AtenaFormat *format;
  char *fallback;
  AtenaHtmlPlace place;
  guint last; /* the piece whose text is the last of this section */
} Piece;

struct _AtenaTemplate
{
  AtenaTemplateKind kind;
  guint n_fields;
  gboolean japanese;
  GArray *pieces;
};

/* A section that has not ended yet. */
typedef struct
{
  guint piece;
  const char *start; /* of its tag */
  char *name;
  gsize skeleton; /* length of the reader's at its start */
} Open;

/* A walk through a source. */
typedef struct
{
  AtenaTemplate *template;
  const char *source;
  const char *done; /* the end of what is in pieces */
  AtenaTagReader tags;
  AtenaFields *fields;
  const char *place;
  AtenaHtmlScanner scanner;
  GArray *open;
  GString *skeleton; /* what is in pieces without values */
} Reader;

static void
piece_clear (Piece *piece)
{
  g_free (piece->text);
  g_free (piece->name);
  g_free (piece->fallback);
}

static void
open_clear (Open *open)
{
  g_free (open->name);
}

const AtenaTemplateBuiltin *
atena_template_list_builtins (guint *ret_n_builtins)
{
  *ret_n_builtins = G_N_ELEMENTS (builtins);
  return builtins;
}

static guint
count_line (const Reader *reader, const char *at, const char **ret_line_start)
{
  guint line = 1;

  *ret_line_start = reader->source;
  for (const char *p = reader->source; p < at; p++)
    if (*p == '\n')
      {
        line++;
        *ret_line_start = p + 1;
      }
  return line;
}

static gboolean
fail (Reader *reader, const char *at, GError **error, const char *sentence)
{
  const char *line_start = NULL;
  guint line = count_line (reader, at, &line_start);
  guint column = g_utf8_strlen (line_start, at - line_start) + 1;

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("%s, line %u, column %u: %s"),
               reader->place, line, column, sentence);
  return FALSE;
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

/* The index of a field or, behind those, of a built-in; -1 when there is none. */
static int
find_name (Reader *reader, const char *name)
{
  g_autofree char *key = atena_text_field_key (name);
  int field = atena_fields_find (reader->fields, name);

  for (guint i = 0; field < 0 && i < G_N_ELEMENTS (builtins); i++)
    if (g_str_equal (key, builtins[i].name))
      field = (int) (reader->template->n_fields + i);
  return *name == '\0' || strchr (SIGNS, *name) != NULL ? -1 : field;
}

/* The last colon of @name, which a Japanese keyboard writes full-width, and its length. */
static const char *
find_colon (const char *name, gsize *ret_length)
{
  const char *narrow = strrchr (name, ':');
  const char *wide = g_strrstr (name, "：");

  *ret_length = wide > narrow ? strlen ("：") : 1;
  return MAX (wide, narrow);
}

static gboolean
read_name (Reader *reader, const AtenaTag *tag, const char *name, Piece *piece, GError **error)
{
  int field = find_name (reader, name);
  gsize colon_length = 0;
  const char *colon =
    field < 0 && piece->type < PIECE_SECTION ? find_colon (name, &colon_length) : NULL;
  g_autofree char *sentence = NULL;

  if (colon != NULL && (piece->format = atena_format_find (colon + colon_length)) != NULL)
    {
      g_autofree char *front = g_strndup (name, colon - name);
      g_autofree char *bare = trim (front);

      return read_name (reader, tag, bare, piece, error);
    }
  if (field < 0)
    {
      sentence = describe_unknown (reader->fields, name);
      return fail (reader, tag->start, error, sentence);
    }
  piece->field = (guint) field;
  piece->name = g_strdup (piece->field < reader->template->n_fields
                            ? atena_fields_get_names (reader->fields)[field]
                            : builtins[piece->field - reader->template->n_fields].name);
  return TRUE;
}

/* Reads a tag that stands for a value. */
static gboolean
read_value (Reader *reader, const AtenaTag *tag, Piece *piece, GError **error)
{
  const char *bar = memchr (tag->inside, '|', tag->length);
  gsize length = bar != NULL ? (gsize) (bar - tag->inside) : tag->length;
  AtenaTemplateKind kind = reader->template->kind;
  g_autofree char *name = read_side (tag->inside, length, kind);

  piece->type = tag->type == ATENA_TAG_RAW ? PIECE_RAW : PIECE_VALUE;
  if (!read_name (reader, tag, name, piece, error))
    return FALSE;
  if (bar != NULL)
    piece->fallback = read_side (bar + 1, tag->length - length - 1, kind);
  if (kind != ATENA_TEMPLATE_HTML)
    return TRUE;
  piece->place = atena_html_scanner_get_place (&reader->scanner);
  if (piece->place == ATENA_HTML_FORBIDDEN)
    return fail (
      reader, tag->start, error,
      _ ("No field can stand inside a tag, a script or a style; in the value of an attribute "
         "it needs quotation marks around it"));
  if (piece->type == PIECE_RAW && !atena_html_scanner_is_in_text (&reader->scanner))
    return fail (reader, tag->start, error,
                 _ ("A field that holds HTML can stand only in text, not inside a tag, a title or "
                    "a comment"));
  atena_html_scanner_feed (&reader->scanner, "x", 1);
  g_string_append_c (reader->skeleton, 'x');
  return TRUE;
}

static gboolean
read_section (Reader *reader, const AtenaTag *tag, Piece *piece, GError **error)
{
  g_autofree char *name = read_side (tag->inside, tag->length, reader->template->kind);
  Open open = { .piece = reader->template->pieces->len - 1,
                .start = tag->start,
                .skeleton = reader->skeleton->len };

  piece->type = tag->type == ATENA_TAG_SECTION ? PIECE_SECTION : PIECE_INVERTED;
  if (!read_name (reader, tag, name, piece, error))
    return FALSE;
  if (reader->open->len == DEPTH_MAX)
    return fail (reader, tag->start, error, _ ("Too many sections stand inside each other"));
  open.name = g_strdup (name);
  g_array_append_val (reader->open, open);
  return TRUE;
}

/* What is wrong with a section that ends here under @name; NULL when nothing is. */
static char *
describe_end (Reader *reader, const char *name)
{
  const Open *open =
    reader->open->len > 0 ? &g_array_index (reader->open, Open, reader->open->len - 1) : NULL;
  g_autofree char *shown = atena_text_shorten (name, SHOWN_MAX);
  g_autofree char *key = atena_text_field_key (name);
  g_autofree char *open_key = open != NULL ? atena_text_field_key (open->name) : NULL;
  g_autofree char *open_shown = open != NULL ? atena_text_shorten (open->name, SHOWN_MAX) : NULL;
  const char *line_start = NULL;

  if (open == NULL)
    return g_strdup_printf (_ ("Here ends a section “%s” that does not begin anywhere"), shown);
  if (!g_str_equal (key, open_key))
    return g_strdup_printf (_ ("Here ends a section “%s”, but the one that began last, in line %u, "
                               "is “%s”"),
                            shown, count_line (reader, open->start, &line_start), open_shown);
  if (reader->template->kind == ATENA_TEMPLATE_HTML &&
      !atena_html_is_removable (reader->skeleton->str + open->skeleton,
                                reader->skeleton->len - open->skeleton, FALSE))
    return g_strdup_printf (_ ("The section “%s” begins and ends in parts that are formatted "
                               "differently; put each of its tags on a line of its own"),
                            shown);
  return NULL;
}

static gboolean
read_end (Reader *reader, const AtenaTag *tag, GError **error)
{
  AtenaTemplate *template = reader->template;
  g_autofree char *name = read_side (tag->inside, tag->length, template->kind);
  g_autofree char *fault = describe_end (reader, name);
  guint n = reader->open->len;

  if (fault != NULL)
    return fail (reader, tag->start, error, fault);
  g_array_index (template->pieces, Piece, g_array_index (reader->open, Open, n - 1).piece).last =
    template->pieces->len - 1;
  g_array_set_size (reader->open, n - 1);
  return TRUE;
}

/* Widens what a tag takes with it to its line when it stands alone there (Mustache: standalone). */
static gboolean
widen_over_line (Reader *reader, const char **start, const char **end)
{
  const char *from = *start;
  const char *to = *end;

  while (from > reader->done && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (from))) &&
         from[-1] != '\n')
    from = g_utf8_prev_char (from);
  while (*to != '\0' && *to != '\n' && g_unichar_isspace (g_utf8_get_char (to)))
    to = g_utf8_next_char (to);
  if ((from > reader->source && from[-1] != '\n') || (*to != '\0' && *to != '\n'))
    return FALSE;
  *start = from;
  *end = *to == '\n' ? to + 1 : to;
  return TRUE;
}

static void
find_stretch (Reader *reader, const AtenaTag *tag, const char **ret_start, const char **ret_end)
{
  AtenaTemplateKind kind = reader->template->kind;

  *ret_start = tag->start;
  *ret_end = tag->end;
  if (tag->type <= ATENA_TAG_RAW || kind == ATENA_TEMPLATE_HEADER)
    return;
  if (kind != ATENA_TEMPLATE_HTML || !atena_html_widen (reader->done, ret_start, ret_end))
    widen_over_line (reader, ret_start, ret_end);
}

static Piece *
add_piece (Reader *reader, const char *end)
{
  GArray *pieces = reader->template->pieces;
  gsize length = (gsize) (end - reader->done);
  Piece piece = { .text = g_strndup (reader->done, length), .length = length };

  atena_html_scanner_feed (&reader->scanner, piece.text, length);
  g_string_append_len (reader->skeleton, piece.text, length);
  g_array_append_val (pieces, piece);
  return &g_array_index (pieces, Piece, pieces->len - 1);
}

static gboolean
read_tag (Reader *reader, const AtenaTag *tag, GError **error)
{
  const char *start;
  const char *end;
  Piece *piece;
  gboolean in_text = TRUE;

  find_stretch (reader, tag, &start, &end);
  piece = add_piece (reader, start);
  reader->done = end;
  if (reader->template->kind == ATENA_TEMPLATE_HTML)
    in_text = atena_html_scanner_is_in_text (&reader->scanner);
  switch (tag->type)
    {
    case ATENA_TAG_VALUE:
    case ATENA_TAG_RAW:
      return read_value (reader, tag, piece, error);
    case ATENA_TAG_SECTION:
    case ATENA_TAG_INVERTED:
    case ATENA_TAG_END:
      if (!in_text)
        return fail (reader, tag->start, error,
                     _ (
                       "A section can stand only in text, not inside a tag, a title or a comment"));
      return tag->type == ATENA_TAG_END ? read_end (reader, tag, error)
                                        : read_section (reader, tag, piece, error);
    case ATENA_TAG_COMMENT:
    case ATENA_TAG_DELIMITERS:
      break;
    }
  return TRUE;
}

static gboolean
check_open (Reader *reader, GError **error)
{
  const Open *open =
    reader->open->len > 0 ? &g_array_index (reader->open, Open, reader->open->len - 1) : NULL;
  g_autofree char *shown = open != NULL ? atena_text_shorten (open->name, SHOWN_MAX) : NULL;
  g_autofree char *sentence =
    open != NULL ? g_strdup_printf (_ ("The section “%s” never ends; write {{/%s}} where it ends"),
                                    shown, shown)
                 : NULL;

  return open == NULL || fail (reader, open->start, error, sentence);
}

static gboolean
read_all (Reader *reader, GError **error)
{
  AtenaTag tag = { 0 };
  const char *fault = NULL;

  while (atena_tag_reader_next (&reader->tags, &tag, &fault))
    if (!read_tag (reader, &tag, error))
      return FALSE;
  if (fault != NULL)
    return fail (reader, tag.start, error, fault);
  add_piece (reader, reader->done + strlen (reader->done));
  return check_open (reader, error);
}

/* Whether @text has kana or Chinese characters. */
static gboolean
has_japanese (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    switch (g_unichar_get_script (g_utf8_get_char (p)))
      {
      case G_UNICODE_SCRIPT_HIRAGANA:
      case G_UNICODE_SCRIPT_KATAKANA:
      case G_UNICODE_SCRIPT_HAN:
        return TRUE;
      default:
        break;
      }
  return FALSE;
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
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Open));
  g_autoptr (GString) skeleton = g_string_new (NULL);
  g_autofree char *shown = NULL;
  Reader reader = { .template = self,
                    .source = text,
                    .done = text,
                    .fields = fields,
                    .place = place,
                    .open = open,
                    .skeleton = skeleton };
  gboolean read;

  self->kind = kind;
  self->n_fields = atena_fields_get_size (fields);
  self->pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
  g_array_set_clear_func (self->pieces, (GDestroyNotify) piece_clear);
  g_array_set_clear_func (open, (GDestroyNotify) open_clear);
  atena_tag_reader_init (&reader.tags, text, kind == ATENA_TEMPLATE_HTML);
  read = read_all (&reader, error);
  atena_tag_reader_clear (&reader.tags);
  if (!read)
    return NULL;
  shown =
    kind == ATENA_TEMPLATE_HTML ? atena_html_dup_text (skeleton->str) : g_strdup (skeleton->str);
  self->japanese = has_japanese (shown);
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
  for (guint i = 0; i < self->pieces->len; i++)
    if (g_array_index (self->pieces, Piece, i).type != PIECE_TEXT)
      return TRUE;
  return FALSE;
}

gboolean
atena_template_is_japanese (AtenaTemplate *self)
{
  return self->japanese;
}

static char *
dup_today (const AtenaFormat *format, const AtenaTemplateContext *context)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (context->date);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, context->zone) : NULL;
  GDate date;

  if (local == NULL)
    return g_strdup ("");
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
  return atena_format_apply_date (format != NULL && atena_format_is_date (format)
                                    ? format
                                    : atena_format_find ("date"),
                                  &date, context->japanese);
}

/* The value of @piece before any format. *@ret_owned is what has to be freed. */
static const char *
get_value (AtenaTemplate *self,
           const Piece *piece,
           const AtenaTemplateContext *context,
           AtenaRecipient *recipient,
           char **ret_owned)
{
  guint row = atena_recipient_get_row (recipient);

  if (piece->field < self->n_fields)
    return atena_recipient_get_value (recipient, piece->field);
  switch ((Builtin) (piece->field - self->n_fields))
    {
    case BUILTIN_TODAY:
      *ret_owned = dup_today (piece->format, context);
      break;
    case BUILTIN_SENDER_NAME:
      return atena_mailbox_get_name (context->sender);
    case BUILTIN_SENDER_EMAIL:
      return atena_mailbox_get_address (context->sender);
    case BUILTIN_ROW:
      /* The copy that shows the fields has no row. */
      *ret_owned = row > 0 ? g_strdup_printf ("%u", row) : g_strdup ("{{row}}");
      break;
    }
  return *ret_owned;
}

/* Writes a value that is not blank as its format asks, into *@ret_owned. */
static AtenaReason
apply_format (AtenaTemplate *self,
              const Piece *piece,
              const AtenaTemplateContext *context,
              const char *value,
              char **ret_owned)
{
  gboolean is_today = piece->field == self->n_fields + BUILTIN_TODAY;
  g_autofree char *written = NULL;

  if (is_today && atena_format_is_date (piece->format))
    return ATENA_REASON_NONE;
  written = atena_format_apply (piece->format, value, context->japanese);
  if (written == NULL)
    return atena_format_is_date (piece->format) ? ATENA_REASON_NOT_A_DATE
                                                : ATENA_REASON_NOT_A_NUMBER;
  g_free (*ret_owned);
  *ret_owned = g_steal_pointer (&written);
  return ATENA_REASON_NONE;
}

/* What @piece is replaced with, before it is escaped, and what is wrong with it. */
static AtenaReason
make_value (AtenaTemplate *self,
            const Piece *piece,
            const AtenaTemplateContext *context,
            AtenaRecipient *recipient,
            const char **ret_value,
            char **ret_owned)
{
  AtenaReason reason = ATENA_REASON_NONE;

  *ret_value = get_value (self, piece, context, recipient, ret_owned);
  if (atena_text_is_blank (*ret_value))
    {
      if (piece->fallback == NULL)
        return ATENA_REASON_EMPTY_FIELD;
      *ret_value = piece->fallback;
    }
  else if (piece->format != NULL)
    {
      reason = apply_format (self, piece, context, *ret_value, ret_owned);
      *ret_value = *ret_owned != NULL ? *ret_owned : *ret_value;
    }
  if (reason == ATENA_REASON_NONE && piece->type == PIECE_RAW &&
      self->kind == ATENA_TEMPLATE_HTML &&
      !atena_html_is_removable (*ret_value, strlen (*ret_value), TRUE))
    return ATENA_REASON_BROKEN_HTML;
  return reason;
}

/* Whether what stands from @piece to the end of its section is there. */
static gboolean
is_shown (AtenaTemplate *self,
          const Piece *piece,
          const AtenaTemplateContext *context,
          AtenaRecipient *recipient)
{
  g_autofree char *owned = NULL;
  const char *value = get_value (self, piece, context, recipient, &owned);

  return atena_text_is_blank (value) == (piece->type == PIECE_INVERTED);
}

AtenaReason
atena_template_find_problem (AtenaTemplate *self,
                             const AtenaTemplateContext *context,
                             AtenaRecipient *recipient,
                             const char **ret_field)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);
      AtenaReason reason = ATENA_REASON_NONE;
      const char *value = NULL;
      g_autofree char *owned = NULL;

      if (piece->type == PIECE_VALUE || piece->type == PIECE_RAW)
        reason = make_value (self, piece, context, recipient, &value, &owned);
      else if (piece->type != PIECE_TEXT && !is_shown (self, piece, context, recipient))
        i = piece->last;
      if (reason == ATENA_REASON_NONE)
        continue;
      if (ret_field != NULL)
        *ret_field = piece->name;
      return reason;
    }
  return ATENA_REASON_NONE;
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
append_value (AtenaTemplate *self,
              const Piece *piece,
              const AtenaTemplateContext *context,
              AtenaRecipient *recipient,
              GString *out)
{
  const char *value = NULL;
  g_autofree char *owned = NULL;
  AtenaReason reason = make_value (self, piece, context, recipient, &value, &owned);

  switch (self->kind)
    {
    case ATENA_TEMPLATE_HEADER:
      append_line (out, value);
      break;
    case ATENA_TEMPLATE_PLAIN:
      append_lines (out, value);
      break;
    case ATENA_TEMPLATE_HTML:
      if (piece->type == PIECE_RAW && reason == ATENA_REASON_NONE)
        append_lines (out, value);
      else
        atena_html_append_value (out, value, piece->place);
      break;
    }
}

void
atena_template_expand (AtenaTemplate *self,
                       const AtenaTemplateContext *context,
                       AtenaRecipient *recipient,
                       GString *out)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      g_string_append_len (out, piece->text, piece->length);
      if (piece->type == PIECE_VALUE || piece->type == PIECE_RAW)
        append_value (self, piece, context, recipient, out);
      else if (piece->type != PIECE_TEXT && !is_shown (self, piece, context, recipient))
        i = piece->last;
    }
}
