// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// A draft compiled: octets that are the same in each letter, with slots between them for what is
// not. The octets in front of the slots are written once, here; whether a draft can be merged is
// judged in AtenaDraft.

#include "atena-letter.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "atena-draft-private.h"
#include "atena-encoding-private.h"
#include "atena-header.h"
#include "atena-html.h"
#include "atena-part-private.h"
#include "atena-template.h"
#include "atena-text.h"

typedef enum
{
  SLOT_NONE, /* after the last segment */
  SLOT_TO,
  SLOT_SUBJECT,
  SLOT_DATE,
  SLOT_MESSAGE_ID,
  SLOT_WRAPPING,   /* the beginning of what holds content and enclosures, when there are any */
  SLOT_ENCLOSURES, /* as parts of that */
  SLOT_TEXT,       /* with the end of the header, which says how it is encoded */
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
  char *boundary;    /* between the enclosures */
  gboolean is_mixed; /* the content has that boundary itself */
  gboolean japanese; /* whether any of its texts is */
  gsize size;        /* about that of one letter */
};

G_DEFINE_FINAL_TYPE (AtenaLetter, atena_letter, G_TYPE_OBJECT)

/* The writing of a letter's segments. */
typedef struct
{
  AtenaLetter *letter;
  AtenaDraft *draft;
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
  g_free (self->boundary);
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

static gboolean
append_part (Compiler *compiler, GMimeObject *part, GError **error);

static gboolean
append_multipart (Compiler *compiler, GMimeMultipart *multipart, GError **error)
{
  AtenaLetter *letter = compiler->letter;
  gboolean is_top = letter->is_mixed && compiler->n_boundaries == 0;
  g_autofree char *boundary =
    g_strdup_printf ("%s_%u", compiler->boundary, compiler->n_boundaries++);
  int n_parts = g_mime_multipart_get_count (multipart);

  atena_part_append_type (compiler->text, GMIME_OBJECT (multipart), "boundary", boundary);
  atena_part_append_fields (compiler->text, GMIME_OBJECT (multipart));
  g_string_append_c (compiler->text, '\n');
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
  if (is_top)
    {
      letter->boundary = g_strdup (boundary);
      add_slot (compiler, SLOT_ENCLOSURES, NULL);
    }
  g_string_append_printf (compiler->text, "--%s--\n", boundary);
  return TRUE;
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

/* The end of a part's header and @text in the encoding that makes it shorter: Japanese in base64,
 * English in quoted-printable. */
static void
append_text (const char *text, gsize length, const char *newline, GString *out)
{
  gboolean base64 =
    atena_encoding_estimate_base64 (text, length) < atena_encoding_estimate_quoted (text, length);

  g_string_append_printf (out, "Content-Transfer-Encoding: %s%s%s",
                          base64 ? "base64" : "quoted-printable", newline, newline);
  (base64 ? atena_encoding_append_base64_text : atena_encoding_append_quoted) (out, text, length,
                                                                               newline);
}

static gboolean
append_text_part (Compiler *compiler, GMimeObject *part, const char *text, GError **error)
{
  AtenaLetter *letter = compiler->letter;
  gboolean is_html =
    g_mime_content_type_is_type (g_mime_object_get_content_type (part), "text", "html");
  g_autofree char *place = g_strdup_printf (is_html ? _ ("%s: HTML") : _ ("%s: plain text"),
                                            atena_draft_get_name (compiler->draft));
  AtenaTemplate *template =
    add_template (compiler, text, is_html ? ATENA_TEMPLATE_HTML : ATENA_TEMPLATE_PLAIN, place,
                  error);

  if (template == NULL)
    return FALSE;
  g_ptr_array_add (is_html ? letter->html_texts : letter->plain_texts, template);
  atena_part_append_type (compiler->text, part, "charset", "utf-8");
  atena_part_append_fields (compiler->text, part);
  if (atena_template_has_fields (template))
    {
      letter->size += 2 * strlen (text);
      add_slot (compiler, SLOT_TEXT, template);
    }
  else
    {
      g_autoptr (GString) same = g_string_new (NULL);

      atena_template_expand (template, NULL, NULL, same);
      append_text (same->str, same->len, "\n", compiler->text);
    }
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
  atena_part_append (compiler->text, part);
  return TRUE;
}

/* The content, and where enclosures go: into a content that is mixed itself, else beside it. */
static gboolean
compile_content (Compiler *compiler, GError **error)
{
  AtenaLetter *letter = compiler->letter;
  GMimeObject *content = atena_draft_get_content (compiler->draft);

  letter->is_mixed =
    GMIME_IS_MULTIPART (content) &&
    g_mime_content_type_is_type (g_mime_object_get_content_type (content), "multipart", "mixed");
  if (!letter->is_mixed)
    {
      letter->boundary = g_strdup_printf ("%s_e", compiler->boundary);
      add_slot (compiler, SLOT_WRAPPING, NULL);
    }
  if (!append_part (compiler, content, error))
    return FALSE;
  add_slot (compiler, letter->is_mixed ? SLOT_NONE : SLOT_ENCLOSURES, NULL);
  if (!letter->is_mixed)
    add_slot (compiler, SLOT_NONE, NULL);
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
  return compile_content (compiler, error);
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
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, seed, -1);
  /* Neither quoted-printable nor base64 can hold "=_" (RFC 2045 6.7). */
  g_autofree char *boundary = g_strdup_printf ("=_%.40s", hash);
  Compiler compiler = { .letter = self, .draft = draft, .text = text, .boundary = boundary };

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

/* About how many octets @text has in a header, where encoded words of 45 octets take a line of 75
 * each. */
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
    case SLOT_TEXT:
      expand (self, segment->template, recipient, atena_recipient_get_date (recipient), text);
      return strlen ("Content-Transfer-Encoding: quoted-printable\r\n\r\n") +
             MIN (atena_encoding_estimate_quoted (text->str, text->len),
                  atena_encoding_estimate_base64 (text->str, text->len));
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
append_wrapping (AtenaLetter *self, GPtrArray *enclosures, GString *out)
{
  if (enclosures->len > 0)
    g_string_append_printf (out, "Content-Type: multipart/mixed; boundary=\"%s\"%s%s--%s%s",
                            self->boundary, self->newline, self->newline, self->boundary,
                            self->newline);
}

/* In a content that is mixed the last part has ended its line already. */
static void
append_enclosures (AtenaLetter *self, GPtrArray *enclosures, GString *out)
{
  if (enclosures->len == 0)
    return;
  for (guint i = 0; i < enclosures->len; i++)
    {
      GBytes *part = atena_enclosure_get_part (enclosures->pdata[i]);

      g_string_append_printf (out, "%s--%s%s", i > 0 || !self->is_mixed ? self->newline : "",
                              self->boundary, self->newline);
      atena_encoding_append_lines (out, g_bytes_get_data (part, NULL), g_bytes_get_size (part),
                                   self->newline);
    }
  g_string_append (out, self->newline);
  if (!self->is_mixed)
    g_string_append_printf (out, "--%s--%s", self->boundary, self->newline);
}

static void
append_text_slot (AtenaLetter *self,
                  const Segment *segment,
                  AtenaRecipient *recipient,
                  GString *out)
{
  g_autoptr (GString) text = g_string_new (NULL);

  expand (self, segment->template, recipient, atena_recipient_get_date (recipient), text);
  append_text (text->str, text->len, self->newline, out);
}

static void
append_slot (AtenaLetter *self,
             const Segment *segment,
             AtenaRecipient *recipient,
             GPtrArray *enclosures,
             GString *out)
{
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
    case SLOT_WRAPPING:
      append_wrapping (self, enclosures, out);
      break;
    case SLOT_ENCLOSURES:
      append_enclosures (self, enclosures, out);
      break;
    case SLOT_TEXT:
      append_text_slot (self, segment, recipient, out);
      break;
    }
}

/* What @enclosures add. */
static gsize
measure_enclosures (GPtrArray *enclosures)
{
  gsize size = 0;

  for (guint i = 0; i < enclosures->len; i++)
    size += g_bytes_get_size (atena_enclosure_get_part (enclosures->pdata[i])) + 64;
  return size;
}

GBytes *
atena_letter_render_with (AtenaLetter *self, AtenaRecipient *recipient, GPtrArray *enclosures)
{
  GString *out;

  g_return_val_if_fail (atena_recipient_get_mailbox (recipient) != NULL, NULL);
  g_return_val_if_fail (atena_recipient_get_message_id (recipient) != NULL, NULL);

  out = g_string_sized_new (self->size + measure_enclosures (enclosures));
  for (guint i = 0; i < self->segments->len; i++)
    {
      const Segment *segment = &g_array_index (self->segments, Segment, i);

      g_string_append_len (out, segment->octets->str, segment->octets->len);
      append_slot (self, segment, recipient, enclosures, out);
    }
  if (!g_str_has_suffix (out->str, "\n"))
    g_string_append (out, self->newline);
  return g_string_free_to_bytes (out);
}

GBytes *
atena_letter_render (AtenaLetter *self, AtenaRecipient *recipient)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  return atena_letter_render_with (self, recipient, none);
}
