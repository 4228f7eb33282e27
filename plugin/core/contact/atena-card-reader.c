// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Finds the cards in a stream of vCards and the lines of each, in one pass; what a line says is not
// known here.

#include "atena-card-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "atena-card-private.h"
#include "atena-error.h"
#include "atena-text.h"

#define READ_SIZE (64 * 1024)
#define MAX_LINE  (1024 * 1024)

/* Neither TRUE nor FALSE. */
#define UNKNOWN -1

struct _AtenaCardReader
{
  GObject parent;

  GInputStream *stream;
  char *name;
  GError *failure;

  char *data; /* READ_SIZE octets */
  char *in;   /* the next octet to look at */
  char *end;
  gboolean at_end; /* nothing more comes from the stream */

  guint n_lines; /* as an editor counts them, those of the content line included */
  guint n_cards;
  guint depth;   /* of cards within a card: the AGENT of vCard 2.1 */
  GString *text; /* one content line; with more than MAX_LINE octets it is incomplete */
};

G_DEFINE_FINAL_TYPE (AtenaCardReader, atena_card_reader, G_TYPE_OBJECT)

static gboolean
fail (AtenaCardReader *self, const char *what, GError **error)
{
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("%s, contact %u, line %u: %s"),
               self->name, self->n_cards, self->n_lines, what);
  return FALSE;
}

static gboolean
fail_kind (AtenaCardReader *self, GError **error)
{
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("%s, line %u: This is no contact. Please export the contacts once more, as "
                  "vCard"),
               self->name, self->n_lines);
  return FALSE;
}

/* Sees to it that there is an octet to look at, unless the stream is at its end. */
static gboolean
fill (AtenaCardReader *self, GError **error)
{
  gsize length = 0;

  if (self->in < self->end || self->at_end)
    return TRUE;
  if (!g_input_stream_read_all (self->stream, self->data, READ_SIZE, &length, NULL, error))
    {
      g_prefix_error (error, _ ("%s cannot be read: "), self->name);
      return FALSE;
    }
  self->in = self->data;
  self->end = self->data + length;
  self->at_end = length == 0;
  return TRUE;
}

static void
append (AtenaCardReader *self, const char *text, gsize length)
{
  gsize room = MAX_LINE + 1 - self->text->len;

  g_string_append_len (self->text, text, (gssize) MIN (length, room));
}

/* Appends the rest of a line of the file without its end. */
static gboolean
read_line (AtenaCardReader *self, GError **error)
{
  const char *newline = NULL;

  self->n_lines++;
  while (newline == NULL)
    {
      if (!fill (self, error))
        return FALSE;
      if (self->at_end)
        break;
      newline = memchr (self->in, '\n', (gsize) (self->end - self->in));
      append (self, self->in, (gsize) ((newline != NULL ? newline : self->end) - self->in));
      self->in = newline != NULL ? self->in + (newline - self->in) + 1 : self->end;
    }
  if (self->text->len > 0 && self->text->str[self->text->len - 1] == '\r')
    g_string_truncate (self->text, self->text->len - 1);
  return TRUE;
}

/* Whether what was read of a line ends in a soft line break (RFC 2045 6.7), which is dropped.
 * @quoted: whether the line can have any, looked at once a line: its start may be long. */
static gboolean
take_soft_break (AtenaCardReader *self, gboolean *quoted)
{
  GString *text = self->text;
  g_auto (AtenaVcardLine) line = { NULL };

  if (!*quoted || text->len == 0 || text->str[text->len - 1] != '=')
    return FALSE;
  if (*quoted == UNKNOWN)
    *quoted = atena_vcard_line_parse (&line, text->str, text->len) && line.quoted_printable;
  if (*quoted)
    g_string_truncate (text, text->len - 1);
  return *quoted;
}

/* Whether the next line goes on with this one (RFC 6350 3.2), whose white space is taken. */
static gboolean
take_fold (AtenaCardReader *self)
{
  if (self->in == self->end || (*self->in != ' ' && *self->in != '\t'))
    return FALSE;
  self->in++;
  return TRUE;
}

/* Reads one content line. */
static gboolean
read_text (AtenaCardReader *self, GError **error)
{
  gboolean quoted = UNKNOWN;

  g_string_truncate (self->text, 0);
  do
    if (!read_line (self, error) || !fill (self, error))
      return FALSE;
  while (!self->at_end && (take_soft_break (self, &quoted) || take_fold (self)));
  return TRUE;
}

static gboolean
is_mark (const AtenaVcardLine *line, const char *name)
{
  const char *value = line->value;
  gsize length = line->length;

  while (length > 0 && g_ascii_isspace (value[length - 1]))
    length--;
  while (length > 0 && g_ascii_isspace (*value))
    {
      value++;
      length--;
    }
  return g_str_equal (line->name, name) && length == strlen ("VCARD") &&
         g_ascii_strncasecmp (value, "VCARD", length) == 0;
}

static gboolean
add_line (AtenaCardReader *self, AtenaCardMaker *maker, const AtenaVcardLine *line, GError **error)
{
  if (self->depth > 1 || !atena_card_maker_wants (line->name))
    return TRUE;
  if (self->text->len > MAX_LINE)
    return fail (self, _ ("The line is longer than 1 MiB"), error);
  if (!atena_card_maker_add (maker, line))
    return fail (self,
                 _ ("The text is in an unknown character set. Please export the contacts once "
                    "more, in UTF-8"),
                 error);
  return TRUE;
}

/* Reads until the card ends that has begun. */
static gboolean
read_card (AtenaCardReader *self, AtenaCardMaker *maker, GError **error)
{
  self->depth = 1;
  while (self->depth > 0)
    {
      g_auto (AtenaVcardLine) line = { NULL };

      if (!read_text (self, error))
        return FALSE;
      if (self->at_end && self->text->len == 0)
        return fail (self, _ ("The contact has no end. The file may not be complete"), error);
      /* Some write pictures in lines that nothing marks as such. */
      if (!atena_vcard_line_parse (&line, self->text->str, self->text->len))
        continue;
      if (is_mark (&line, "BEGIN"))
        self->depth++;
      else if (is_mark (&line, "END"))
        self->depth--;
      else if (!add_line (self, maker, &line, error))
        return FALSE;
    }
  return TRUE;
}

static void
skip_byte_order_mark (AtenaCardReader *self)
{
  if (self->n_lines == 1 && g_str_has_prefix (self->text->str, "\xef\xbb\xbf"))
    g_string_erase (self->text, 0, 3);
}

/* Goes to the start of the next card; @ret_found is whether there is one. */
static gboolean
find_card (AtenaCardReader *self, gboolean *ret_found, GError **error)
{
  do
    {
      if (!read_text (self, error))
        return FALSE;
      skip_byte_order_mark (self);
    }
  while (!self->at_end && strspn (self->text->str, " \t\r") == self->text->len);
  *ret_found = strspn (self->text->str, " \t\r") < self->text->len;
  return TRUE;
}

static gboolean
is_start (AtenaCardReader *self)
{
  g_auto (AtenaVcardLine) line = { NULL };

  return atena_vcard_line_parse (&line, self->text->str, self->text->len) &&
         is_mark (&line, "BEGIN");
}

static gboolean
read_next (AtenaCardReader *self, AtenaCard **ret_card, GError **error)
{
  g_autoptr (AtenaCardMaker) maker = atena_card_maker_new ();
  gboolean found = FALSE;

  *ret_card = NULL;
  if (!find_card (self, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  if (!is_start (self))
    return fail_kind (self, error);
  self->n_cards++;
  if (!read_card (self, maker, error))
    return FALSE;
  *ret_card = atena_card_maker_finish (maker);
  return TRUE;
}

gboolean
atena_card_reader_next (AtenaCardReader *self, AtenaCard **ret_card, GError **error)
{
  g_return_val_if_fail (ATENA_IS_CARD_READER (self), FALSE);

  if (self->failure != NULL || !read_next (self, ret_card, &self->failure))
    {
      g_propagate_error (error, g_error_copy (self->failure));
      return FALSE;
    }
  return TRUE;
}

const char *
atena_card_reader_get_name (AtenaCardReader *self)
{
  g_return_val_if_fail (ATENA_IS_CARD_READER (self), NULL);

  return self->name;
}

AtenaCardReader *
atena_card_reader_new (GInputStream *stream, const char *name)
{
  AtenaCardReader *self = g_object_new (ATENA_TYPE_CARD_READER, NULL);

  self->stream = g_object_ref (stream);
  self->name = atena_text_fold_line (name);
  return self;
}

static void
atena_card_reader_finalize (GObject *object)
{
  AtenaCardReader *self = ATENA_CARD_READER (object);

  g_clear_object (&self->stream);
  g_clear_error (&self->failure);
  g_string_free (self->text, TRUE);
  g_free (self->name);
  g_free (self->data);
  G_OBJECT_CLASS (atena_card_reader_parent_class)->finalize (object);
}

static void
atena_card_reader_class_init (AtenaCardReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_card_reader_finalize;
}

static void
atena_card_reader_init (AtenaCardReader *self)
{
  self->data = g_malloc (READ_SIZE);
  self->in = self->data;
  self->end = self->data;
  self->text = g_string_new (NULL);
}
