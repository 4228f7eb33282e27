// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// A draft compiled: octets that are the same in each letter, with slots between them for what is
// not. Writing the octets in front of the slots, MIME parts among them, is done once, here; whether
// a draft can be merged is judged in AtenaDraft.

#include "atena-letter.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "atena-draft-private.h"
#include "atena-encoding-private.h"
#include "atena-header.h"
#include "atena-html.h"
#include "atena-template.h"
#include "atena-text.h"

typedef enum
{
  SLOT_NONE, /* after the last segment */
  SLOT_TO,
  SLOT_SUBJECT,
  SLOT_DATE,
  SLOT_MESSAGE_ID,
  SLOT_QUOTED_TEXT,
  SLOT_BASE64_TEXT,
} Slot;

/* Octets and the slot that follows them. */
typedef struct
{
  GString *octets;
  Slot slot;
  AtenaTemplate *template; /* of a subject or text slot, borrowed */
} Segment;

struct _AtenaLetter
{
  GObject parent;

  AtenaFields *fields;
  AtenaMailbox *from;
  GTimeZone *zone;
  const char *newline;
  GArray *segments;
  GPtrArray *templates;   /* with those that have no field */
  AtenaTemplate *subject; /* borrowed, as are the following */
  GPtrArray *plain_texts;
  GPtrArray *html_texts;
  gboolean japanese; /* whether any of its texts is */
  gsize size;        /* about that of one letter */
};

G_DEFINE_FINAL_TYPE (AtenaLetter, atena_letter, G_TYPE_OBJECT)

/* The writing of a letter's segments. */
typedef struct
{
  AtenaLetter *letter;
  AtenaDraft *draft;
  GMimeFormatOptions *format;
  GString *text; /* written and not yet in a segment; lines end with LF */
  char *boundary;
  guint n_boundaries;
} Compiler;

static void
segment_clear (Segment *segment)
{
  g_string_free (segment->octets, TRUE);
}

static void
atena_letter_finalize (GObject *object)
{
  AtenaLetter *self = ATENA_LETTER (object);

  g_clear_pointer (&self->fields, atena_fields_unref);
  g_clear_pointer (&self->from, atena_mailbox_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_array_unref (self->segments);
  g_ptr_array_unref (self->plain_texts);
  g_ptr_array_unref (self->html_texts);
  g_ptr_array_unref (self->templates);
  G_OBJECT_CLASS (atena_letter_parent_class)->finalize (object);
}

static void
atena_letter_class_init (AtenaLetterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_letter_finalize;
}

static void
atena_letter_init (AtenaLetter *self)
{
  self->segments = g_array_new (FALSE, TRUE, sizeof (Segment));
  g_array_set_clear_func (self->segments, (GDestroyNotify) segment_clear);
  self->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) atena_template_free);
  self->plain_texts = g_ptr_array_new ();
  self->html_texts = g_ptr_array_new ();
}

/* Ends a segment with @slot. */
static void
add_slot (Compiler *compiler, Slot slot, AtenaTemplate *template)
{
  AtenaLetter *letter = compiler->letter;
  Segment segment = { .octets = g_string_sized_new (compiler->text->len),
                      .slot = slot,
                      .template = template };

  atena_encoding_append_lines (segment.octets, compiler->text->str, compiler->text->len,
                               letter->newline);
  g_string_truncate (compiler->text, 0);
  letter->size += segment.octets->len;
  g_array_append_val (letter->segments, segment);
}

/* Whether @value, folded or not, can stand in a header as it is. Some servers take a line of white
 * space for the end of the header. */
static gboolean
is_header_value (const char *value)
{
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][strspn (lines[i], " \t\r")] == '\0')
      return FALSE;
  return *value != '\0' && atena_encoding_is_7bit (value, strlen (value));
}

/* The value of the header field called @name as the draft has it, NULL when there is none or it
 * cannot stay so. Of several it is the last, which is the one that GMime believes. */
static char *
dup_raw_header (GMimeObject *part, const char *name)
{
  GMimeHeaderList *list = g_mime_object_get_header_list (part);
  g_autofree char *value = NULL;

  for (int i = 0; i < g_mime_header_list_get_count (list); i++)
    {
      GMimeHeader *header = g_mime_header_list_get_header_at (list, i);

      if (g_ascii_strcasecmp (g_mime_header_get_name (header), name) != 0)
        continue;
      g_free (value);
      value = g_strstrip (g_strdup (g_mime_header_get_raw_value (header)));
    }
  return value != NULL && is_header_value (value) ? g_steal_pointer (&value) : NULL;
}

/* A token (RFC 2045 5.1), and no longer than any in use: g_mime_param_list_encode() before 3.2.15
 * never returns when the name leaves no room for an encoded octet on the line. */
static gboolean
is_param_name (const char *name)
{
  gsize length = strspn (name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "!#$&+-.^_`{|}~");

  return length > 0 && length <= 32 && name[length] == '\0';
}

/* @source with @name set to @value, unless that is NULL, and nothing that could end the field. */
static GMimeParamList *
copy_params (GMimeParamList *source, const char *name, const char *value)
{
  GMimeParamList *params = g_mime_param_list_new ();

  for (int i = 0; i < g_mime_param_list_length (source); i++)
    {
      GMimeParam *param = g_mime_param_list_get_parameter_at (source, i);
      g_autofree char *text = g_utf8_make_valid (g_mime_param_get_value (param), -1);
      g_autofree char *line = atena_text_fold_line (text);

      if (is_param_name (g_mime_param_get_name (param)))
        g_mime_param_list_set_parameter (params, g_mime_param_get_name (param), line);
    }
  if (value != NULL)
    g_mime_param_list_set_parameter (params, name, value);
  for (int i = 0; i < g_mime_param_list_length (params); i++)
    g_mime_param_set_charset (g_mime_param_list_get_parameter_at (params, i), "utf-8");
  return params;
}

/* Writes a header field that is @token with parameters (RFC 2045 5.1, RFC 2231), or leaves it away
 * when even encoded it is not fit to be seen. */
static gboolean
append_structured (Compiler *compiler, const char *name, const char *token, GMimeParamList *params)
{
  g_autoptr (GString) field = g_string_new (NULL);

  g_string_append_printf (field, "%s: %s", name, token);
  g_mime_param_list_encode (params, compiler->format, TRUE, field);
  g_strchomp (field->str);
  if (!is_header_value (field->str))
    return FALSE;
  g_string_append_printf (compiler->text, "%s\n", field->str);
  return TRUE;
}

/* A type for one that is not fit to be seen; @value is the boundary of a multipart, or NULL. */
static void
append_plain_type (Compiler *compiler, const char *name, const char *value)
{
  g_autoptr (GMimeParamList) params = g_mime_param_list_new ();
  const char *token = "application/octet-stream";

  if (value != NULL)
    {
      token = "multipart/mixed";
      g_mime_param_list_set_parameter (params, name, value);
    }
  append_structured (compiler, "Content-Type", token, params);
}

/* Content-Type, with one parameter set unless @value is NULL. */
static void
append_type (Compiler *compiler, GMimeObject *part, const char *name, const char *value)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);
  g_autofree char *raw = value == NULL ? dup_raw_header (part, "Content-Type") : NULL;
  g_autofree char *token = g_mime_content_type_get_mime_type (type);
  g_autoptr (GMimeParamList) params =
    copy_params (g_mime_content_type_get_parameters (type), name, value);

  if (raw != NULL)
    g_string_append_printf (compiler->text, "Content-Type: %s\n", raw);
  else if (!append_structured (compiler, "Content-Type", token, params))
    append_plain_type (compiler, name, value);
}

static void
append_disposition (Compiler *compiler, GMimeObject *part)
{
  GMimeContentDisposition *disposition = g_mime_object_get_content_disposition (part);
  g_autofree char *raw = dup_raw_header (part, "Content-Disposition");
  g_autoptr (GMimeParamList) params = NULL;

  if (disposition == NULL)
    return;
  if (raw != NULL)
    {
      g_string_append_printf (compiler->text, "Content-Disposition: %s\n", raw);
      return;
    }
  params = copy_params (g_mime_content_disposition_get_parameters (disposition), NULL, NULL);
  append_structured (compiler, "Content-Disposition",
                     g_mime_content_disposition_get_disposition (disposition), params);
}

/* The header fields that a part keeps besides its type, and what they end with. */
static void
append_part_headers (Compiler *compiler, GMimeObject *part, const char *encoding)
{
  static const char *const names[] = { "Content-ID", "Content-Description", "Content-Location",
                                       "Content-Language" };

  if (encoding != NULL)
    g_string_append_printf (compiler->text, "Content-Transfer-Encoding: %s\n", encoding);
  append_disposition (compiler, part);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *raw = dup_raw_header (part, names[i]);
      const char *decoded = g_mime_object_get_header (part, names[i]);
      g_autofree char *text = decoded != NULL ? g_utf8_make_valid (decoded, -1) : NULL;

      if (raw != NULL)
        g_string_append_printf (compiler->text, "%s: %s\n", names[i], raw);
      else if (text != NULL && !atena_text_is_blank (text))
        atena_header_append_text (compiler->text, names[i], text);
    }
  g_string_append_c (compiler->text, '\n');
}

static gboolean
append_part (Compiler *compiler, GMimeObject *part, GError **error);

static gboolean
append_multipart (Compiler *compiler, GMimeMultipart *multipart, GError **error)
{
  g_autofree char *boundary =
    g_strdup_printf ("%s_%u", compiler->boundary, compiler->n_boundaries++);
  int n_parts = g_mime_multipart_get_count (multipart);

  append_type (compiler, GMIME_OBJECT (multipart), "boundary", boundary);
  append_part_headers (compiler, GMIME_OBJECT (multipart), NULL);
  for (int i = 0; i < n_parts; i++)
    {
      g_string_append_printf (compiler->text, "--%s\n", boundary);
      if (!append_part (compiler, g_mime_multipart_get_part (multipart, i), error))
        return FALSE;
      g_string_append_c (compiler->text, '\n');
    }
  /* There must be a part (RFC 2046 5.1.1). */
  if (n_parts == 0)
    g_string_append_printf (compiler->text, "--%s\n\n\n", boundary);
  g_string_append_printf (compiler->text, "--%s--\n", boundary);
  return TRUE;
}

static void
read_stream (GMimeStream *stream, GString *ret_octets)
{
  char buffer[4096];
  gssize length;

  g_mime_stream_reset (stream);
  while ((length = g_mime_stream_read (stream, buffer, sizeof buffer)) > 0)
    g_string_append_len (ret_octets, buffer, length);
}

static GString *
write_object (Compiler *compiler, GMimeObject *object)
{
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  GString *octets = g_string_new (NULL);

  g_mime_object_write_to_stream (object, compiler->format, stream);
  read_stream (stream, octets);
  return octets;
}

/* Encodes the bodies inside @part that are not 7-bit, but none that is signed, and none that is
 * missing: g_mime_object_encode() complains of those. */
static void
encode_bodies (GMimeObject *part)
{
  if (GMIME_IS_MESSAGE_PART (part))
    {
      GMimeMessage *message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (part));
      GMimeObject *content = message != NULL ? g_mime_message_get_mime_part (message) : NULL;

      encode_bodies (content);
    }
  else if (GMIME_IS_MULTIPART (part) && !GMIME_IS_MULTIPART_SIGNED (part))
    for (int i = 0; i < g_mime_multipart_get_count (GMIME_MULTIPART (part)); i++)
      encode_bodies (g_mime_multipart_get_part (GMIME_MULTIPART (part), i));
  else if (GMIME_IS_PART (part) && g_mime_part_get_content (GMIME_PART (part)) != NULL)
    g_mime_object_encode (part, GMIME_ENCODING_CONSTRAINT_7BIT);
}

/* The message in @octets with its bodies encoded; NULL when that does not make it 7-bit, because of
 * its headers or a signature. */
static GString *
encode_message (Compiler *compiler, const GString *octets)
{
  g_autoptr (GMimeMessage) copy = atena_draft_parse_message (octets->str, octets->len);
  GMimeObject *content = copy != NULL ? g_mime_message_get_mime_part (copy) : NULL;
  GString *encoded;

  if (content == NULL)
    return NULL;
  encode_bodies (content);
  encoded = write_object (compiler, GMIME_OBJECT (copy));
  if (atena_encoding_is_7bit (encoded->str, encoded->len))
    return encoded;
  g_string_free (encoded, TRUE);
  return NULL;
}

/* An attached message stays as it is; one that is not 7-bit gets its bodies encoded, since its part
 * cannot be (RFC 2046 5.2.1), and if that is not enough, it travels as a file. */
static void
append_message (Compiler *compiler, GMimeMessagePart *part)
{
  GMimeMessage *message = g_mime_message_part_get_message (part);
  g_autoptr (GString) octets =
    message != NULL ? write_object (compiler, GMIME_OBJECT (message)) : g_string_new (NULL);
  gboolean is_7bit = atena_encoding_is_7bit (octets->str, octets->len);
  g_autoptr (GString) encoded = is_7bit ? NULL : encode_message (compiler, octets);

  if (!is_7bit && encoded == NULL)
    {
      g_string_append (compiler->text,
                       "Content-Type: application/octet-stream; name=message.eml\n");
      append_part_headers (compiler, GMIME_OBJECT (part), "base64");
      atena_encoding_append_base64_text (compiler->text, octets->str, octets->len, "\n");
      return;
    }
  append_type (compiler, GMIME_OBJECT (part), NULL, NULL);
  append_part_headers (compiler, GMIME_OBJECT (part), NULL);
  g_string_append (compiler->text, is_7bit ? octets->str : encoded->str);
}

static const char *
encoding_name (GMimeContentEncoding encoding)
{
  switch (encoding)
    {
    case GMIME_CONTENT_ENCODING_BASE64:
      return "base64";
    case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
      return "quoted-printable";
    case GMIME_CONTENT_ENCODING_UUENCODE:
      return NULL;
    default:
      return "7bit";
    }
}

/* Encodes the content of @part anew, since it cannot travel as the draft has it. */
static void
append_encoded (Compiler *compiler, GMimeObject *part, GMimeDataWrapper *content)
{
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  g_autoptr (GString) octets = g_string_new (NULL);
  gboolean is_text =
    g_mime_content_type_is_type (g_mime_object_get_content_type (part), "text", "*");

  g_mime_data_wrapper_write_to_stream (content, stream);
  read_stream (stream, octets);
  if (is_text && strlen (octets->str) == octets->len)
    {
      append_part_headers (compiler, part, "quoted-printable");
      atena_encoding_append_quoted (compiler->text, octets->str, octets->len, "\n");
    }
  else
    {
      append_part_headers (compiler, part, "base64");
      atena_encoding_append_base64 (compiler->text, octets->str, octets->len, "\n");
    }
}

static void
append_static_part (Compiler *compiler, GMimeObject *part)
{
  GMimeDataWrapper *content =
    GMIME_IS_PART (part) ? g_mime_part_get_content (GMIME_PART (part)) : NULL;
  GMimeContentEncoding encoding = GMIME_CONTENT_ENCODING_7BIT;
  g_autoptr (GString) octets = g_string_new (NULL);
  const char *name;

  append_type (compiler, part, NULL, NULL);
  if (content != NULL)
    {
      read_stream (g_mime_data_wrapper_get_stream (content), octets);
      encoding = g_mime_data_wrapper_get_encoding (content);
    }
  name = encoding_name (encoding);
  if (name == NULL || !atena_encoding_is_7bit (octets->str, octets->len))
    {
      append_encoded (compiler, part, content);
      return;
    }
  append_part_headers (compiler, part, name);
  g_string_append_len (compiler->text, octets->str, octets->len);
}

/* Compiles @source and lets the letter own the outcome. */
static AtenaTemplate *
add_template (
  Compiler *compiler, const char *source, AtenaTemplateKind kind, const char *place, GError **error)
{
  AtenaTemplate *template =
    atena_template_new (source, kind, compiler->letter->fields, place, error);

  if (template == NULL)
    return NULL;
  g_ptr_array_add (compiler->letter->templates, template);
  compiler->letter->japanese |= atena_template_is_japanese (template);
  return template;
}

static gboolean
append_text_part (Compiler *compiler, GMimeObject *part, const char *text, GError **error)
{
  AtenaLetter *letter = compiler->letter;
  gboolean is_html =
    g_mime_content_type_is_type (g_mime_object_get_content_type (part), "text", "html");
  gboolean base64 = atena_encoding_prefers_base64 (text);
  g_autofree char *place = g_strdup_printf (is_html ? _ ("%s: HTML") : _ ("%s: plain text"),
                                            atena_draft_get_name (compiler->draft));
  AtenaTemplate *template =
    add_template (compiler, text, is_html ? ATENA_TEMPLATE_HTML : ATENA_TEMPLATE_PLAIN, place,
                  error);

  if (template == NULL)
    return FALSE;
  g_ptr_array_add (is_html ? letter->html_texts : letter->plain_texts, template);
  append_type (compiler, part, "charset", "utf-8");
  append_part_headers (compiler, part, base64 ? "base64" : "quoted-printable");
  if (!atena_template_has_fields (template))
    {
      g_autoptr (GString) same = g_string_new (NULL);

      atena_template_expand (template, NULL, NULL, same);
      (base64 ? atena_encoding_append_base64_text
              : atena_encoding_append_quoted) (compiler->text, same->str, same->len, "\n");
      return TRUE;
    }
  letter->size += 2 * strlen (text);
  add_slot (compiler, base64 ? SLOT_BASE64_TEXT : SLOT_QUOTED_TEXT, template);
  return TRUE;
}

static gboolean
append_part (Compiler *compiler, GMimeObject *part, GError **error)
{
  const char *text = atena_draft_get_text (compiler->draft, part);

  if (text != NULL)
    return append_text_part (compiler, part, text, error);
  if (GMIME_IS_MULTIPART (part))
    return append_multipart (compiler, GMIME_MULTIPART (part), error);
  if (GMIME_IS_MESSAGE_PART (part))
    append_message (compiler, GMIME_MESSAGE_PART (part));
  else
    append_static_part (compiler, part);
  return TRUE;
}

static gboolean
compile (Compiler *compiler, GError **error)
{
  AtenaDraft *draft = compiler->draft;
  g_autofree char *place = g_strdup_printf (_ ("%s: Subject"), atena_draft_get_name (draft));
  AtenaTemplate *subject =
    add_template (compiler, atena_draft_get_subject (draft), ATENA_TEMPLATE_HEADER, place, error);

  if (subject == NULL)
    return FALSE;
  atena_header_append_mailboxes (compiler->text, "From", &compiler->letter->from, 1);
  add_slot (compiler, SLOT_TO, NULL);
  add_slot (compiler, SLOT_SUBJECT, subject);
  compiler->letter->subject = subject;
  add_slot (compiler, SLOT_DATE, NULL);
  add_slot (compiler, SLOT_MESSAGE_ID, NULL);
  g_string_append (compiler->text, atena_draft_get_kept_headers (draft));
  g_string_append (compiler->text, "MIME-Version: 1.0\n");
  if (!append_part (compiler, atena_draft_get_content (draft), error))
    return FALSE;
  add_slot (compiler, SLOT_NONE, NULL);
  return TRUE;
}

AtenaLetter *
atena_letter_new (AtenaDraft *draft,
                  AtenaFields *fields,
                  AtenaMailbox *from,
                  const char *seed,
                  GTimeZone *zone,
                  AtenaNewline newline,
                  GError **error)
{
  g_autoptr (AtenaLetter) self = g_object_new (ATENA_TYPE_LETTER, NULL);
  g_autoptr (GMimeFormatOptions) format = g_mime_format_options_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, seed, -1);
  /* Neither quoted-printable nor base64 can hold "=_" (RFC 2045 6.7). */
  g_autofree char *boundary = g_strdup_printf ("=_%.40s", hash);
  Compiler compiler = {
    .letter = self, .draft = draft, .format = format, .text = text, .boundary = boundary
  };

  self->fields = atena_fields_ref (fields);
  self->from = atena_mailbox_ref (from != NULL ? from : atena_draft_get_from (draft));
  self->zone = g_time_zone_ref (zone);
  self->newline = newline == ATENA_NEWLINE_CRLF ? "\r\n" : "\n";
  return compile (&compiler, error) ? g_steal_pointer (&self) : NULL;
}

AtenaMailbox *
atena_letter_get_from (AtenaLetter *self)
{
  return self->from;
}

AtenaFields *
atena_letter_get_fields (AtenaLetter *self)
{
  return self->fields;
}

static AtenaTemplateContext
make_context (AtenaLetter *self, gint64 date)
{
  return (AtenaTemplateContext){
    .sender = self->from, .zone = self->zone, .date = date, .japanese = self->japanese
  };
}

static void
expand (
  AtenaLetter *self, AtenaTemplate *template, AtenaRecipient *recipient, gint64 date, GString *out)
{
  const AtenaTemplateContext context = make_context (self, date);

  atena_template_expand (template, &context, recipient, out);
}

/* For showing a letter that has no date yet. */
static gint64
get_shown_date (AtenaRecipient *recipient)
{
  gint64 date = atena_recipient_get_date (recipient);

  return date != 0 ? date : g_get_real_time () / G_USEC_PER_SEC;
}

AtenaReason
atena_letter_find_problem (AtenaLetter *self, AtenaRecipient *recipient, const char **ret_field)
{
  const AtenaTemplateContext context = make_context (self, atena_recipient_get_date (recipient));

  for (guint i = 0; i < self->segments->len; i++)
    {
      const Segment *segment = &g_array_index (self->segments, Segment, i);
      AtenaReason reason =
        segment->template != NULL
          ? atena_template_find_problem (segment->template, &context, recipient, ret_field)
          : ATENA_REASON_NONE;

      if (reason != ATENA_REASON_NONE)
        return reason;
    }
  return ATENA_REASON_NONE;
}

char *
atena_letter_digest (AtenaLetter *self, AtenaRecipient *recipient)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->segments->len; i++)
    {
      const Segment *segment = &g_array_index (self->segments, Segment, i);

      if (segment->template == NULL)
        continue;
      g_string_truncate (text, 0);
      expand (self, segment->template, recipient, atena_recipient_get_date (recipient), text);
      /* The terminator tells where one text ends and the next begins. */
      g_checksum_update (checksum, (const guchar *) text->str, text->len + 1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

char *
atena_letter_dup_subject (AtenaLetter *self, AtenaRecipient *recipient)
{
  g_autoptr (GString) text = g_string_new (NULL);

  expand (self, self->subject, recipient, get_shown_date (recipient), text);
  return atena_text_fold_line (text->str);
}

char *
atena_letter_dup_text (AtenaLetter *self, AtenaRecipient *recipient)
{
  gboolean is_html = self->plain_texts->len == 0;
  const GPtrArray *texts = is_html ? self->html_texts : self->plain_texts;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      expand (self, texts->pdata[i], recipient, get_shown_date (recipient), text);
    }
  return is_html ? atena_html_dup_text (text->str) : g_strdup (text->str);
}

/* About how many octets @text has once it is encoded. */
static gsize
estimate_encoded (const char *text, gboolean base64)
{
  gsize length = 0;

  for (const char *p = text; *p != '\0'; p++)
    if (base64)
      length += *p == '\n' ? 2 : 1;
    else
      length += (*p >= ' ' && *p <= '~' && *p != '=') || *p == '\n' || *p == '\t' ? 1 : 3;
  /* What the encoding adds, and line breaks. */
  return base64 ? length * 4 / 3 * 78 / 76 : length * 78 / 75;
}

/* The same for @text in a header, where encoded words of 45 octets take a line of 75 each. */
static gsize
estimate_header (const char *text)
{
  gsize length = strlen (text);

  return g_str_is_ascii (text) && length < 66 ? length + 12 : length * 5 / 3 + 24;
}

static gsize
estimate_slot (AtenaLetter *self, const Segment *segment, AtenaRecipient *recipient)
{
  AtenaMailbox *mailbox = atena_recipient_get_mailbox (recipient);
  g_autoptr (GString) text = g_string_new (NULL);

  switch (segment->slot)
    {
    case SLOT_TO:
      if (mailbox != NULL)
        g_string_append_printf (text, "%s %s", atena_mailbox_get_name (mailbox),
                                atena_mailbox_get_path (mailbox));
      return estimate_header (text->str);
    case SLOT_SUBJECT:
      expand (self, segment->template, recipient, atena_recipient_get_date (recipient), text);
      return estimate_header (text->str);
    case SLOT_DATE:
      return strlen ("Date: Mon, 24 Nov 2025 00:00:00 +0900\r\n");
    case SLOT_MESSAGE_ID:
      return strlen ("Message-ID: <00000000-0000-0000-0000-000000000000@example.jp>\r\n");
    case SLOT_QUOTED_TEXT:
    case SLOT_BASE64_TEXT:
      expand (self, segment->template, recipient, atena_recipient_get_date (recipient), text);
      return estimate_encoded (text->str, segment->slot == SLOT_BASE64_TEXT);
    default:
      return 0;
    }
}

gsize
atena_letter_estimate_size (AtenaLetter *self, AtenaRecipient *recipient)
{
  gsize size = 0;

  for (guint i = 0; i < self->segments->len; i++)
    {
      const Segment *segment = &g_array_index (self->segments, Segment, i);

      size += segment->octets->len + estimate_slot (self, segment, recipient);
    }
  return size;
}

static void
append_header (AtenaLetter *self, Slot slot, AtenaRecipient *recipient, GString *out)
{
  AtenaMailbox *mailbox = atena_recipient_get_mailbox (recipient);
  const char *ids[] = { atena_recipient_get_message_id (recipient), NULL };
  g_autofree char *subject = NULL;
  g_autoptr (GString) field = g_string_new (NULL);

  if (slot == SLOT_TO)
    atena_header_append_mailboxes (field, "To", &mailbox, 1);
  else if (slot == SLOT_DATE)
    atena_header_append_date (field, "Date", atena_recipient_get_date (recipient), self->zone);
  else if (slot == SLOT_MESSAGE_ID)
    atena_header_append_ids (field, "Message-ID", ids);
  else
    {
      subject = atena_letter_dup_subject (self, recipient);
      atena_header_append_text (field, "Subject", subject);
    }
  atena_encoding_append_lines (out, field->str, field->len, self->newline);
}

static void
append_slot (AtenaLetter *self, const Segment *segment, AtenaRecipient *recipient, GString *out)
{
  g_autoptr (GString) text = g_string_new (NULL);

  switch (segment->slot)
    {
    case SLOT_NONE:
      break;
    case SLOT_TO:
    case SLOT_SUBJECT:
    case SLOT_DATE:
    case SLOT_MESSAGE_ID:
      append_header (self, segment->slot, recipient, out);
      break;
    case SLOT_QUOTED_TEXT:
    case SLOT_BASE64_TEXT:
      expand (self, segment->template, recipient, atena_recipient_get_date (recipient), text);
      (segment->slot == SLOT_BASE64_TEXT
         ? atena_encoding_append_base64_text
         : atena_encoding_append_quoted) (out, text->str, text->len, self->newline);
      break;
    }
}

GBytes *
atena_letter_render (AtenaLetter *self, AtenaRecipient *recipient)
{
  GString *out;

  g_return_val_if_fail (atena_recipient_get_mailbox (recipient) != NULL, NULL);
  g_return_val_if_fail (atena_recipient_get_message_id (recipient) != NULL, NULL);

  out = g_string_sized_new (self->size);
  for (guint i = 0; i < self->segments->len; i++)
    {
      const Segment *segment = &g_array_index (self->segments, Segment, i);

      g_string_append_len (out, segment->octets->str, segment->octets->len);
      append_slot (self, segment, recipient, out);
    }
  if (!g_str_has_suffix (out->str, "\n"))
    g_string_append (out, self->newline);
  return g_string_free_to_bytes (out);
}
