// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Makes a message file of what a mail program composed. What letters take from it is decided in
// AtenaDraft; this sees to it that they find each piece as it was given.

#include "atena-composition.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "atena-draft-private.h"
#include "atena-encoding-private.h"
#include "atena-error.h"
#include "atena-header.h"
#include "atena-placeholders-private.h"
#include "atena-text.h"

typedef struct
{
  char *name;
  char *value;
  gboolean is_text;
} Header;

struct _AtenaComposition
{
  GObject parent;

  AtenaMailbox *from;
  char *subject;
  GArray *headers;
  char *plain;
  char *html;
  GPtrArray *inlines;     /* GBytes: parts, written out */
  GPtrArray *attachments; /* the same */
};

G_DEFINE_FINAL_TYPE (AtenaComposition, atena_composition, G_TYPE_OBJECT)

static void
header_clear (Header *header)
{
  g_free (header->name);
  g_free (header->value);
}

static void
atena_composition_finalize (GObject *object)
{
  AtenaComposition *self = ATENA_COMPOSITION (object);

  g_clear_pointer (&self->from, atena_mailbox_unref);
  g_free (self->subject);
  g_array_unref (self->headers);
  g_free (self->plain);
  g_free (self->html);
  g_ptr_array_unref (self->inlines);
  g_ptr_array_unref (self->attachments);
  G_OBJECT_CLASS (atena_composition_parent_class)->finalize (object);
}

static void
atena_composition_class_init (AtenaCompositionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_composition_finalize;
}

static void
atena_composition_init (AtenaComposition *self)
{
  self->headers = g_array_new (FALSE, TRUE, sizeof (Header));
  g_array_set_clear_func (self->headers, (GDestroyNotify) header_clear);
  self->inlines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

AtenaComposition *
atena_composition_new (AtenaMailbox *from, const char *subject)
{
  AtenaComposition *self = g_object_new (ATENA_TYPE_COMPOSITION, NULL);

  self->from = atena_mailbox_ref (from);
  self->subject = g_utf8_make_valid (subject, -1);
  return self;
}

void
atena_composition_set_header (AtenaComposition *self, const char *name, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  Header header = { 0 };

  if (!atena_draft_keeps_header (name, &header.is_text))
    return;
  for (guint i = 0; i < self->headers->len; i++)
    if (g_ascii_strcasecmp (g_array_index (self->headers, Header, i).name, name) == 0)
      {
        g_array_remove_index (self->headers, i);
        break;
      }
  header.name = g_strdup (name);
  header.value = atena_text_fold_line (valid);
  g_array_append_val (self->headers, header);
}

void
atena_composition_set_plain (AtenaComposition *self, const char *text)
{
  g_free (self->plain);
  self->plain = g_utf8_make_valid (text, -1);
}

void
atena_composition_set_html (AtenaComposition *self, const char *html)
{
  g_free (self->html);
  self->html = g_utf8_make_valid (html, -1);
}

static gboolean
is_type (GMimeObject *part, const char *type, const char *subtype)
{
  return g_mime_content_type_is_type (g_mime_object_get_content_type (part), type, subtype);
}

/* A disposition with the file name of @part alone: other parameters are of no use, and
 * GMime before 3.2.15 cannot write all of them. */
static GMimeContentDisposition *
make_disposition (GMimeObject *part, const char *kind)
{
  GMimeContentDisposition *disposition = g_mime_content_disposition_new ();
  g_autofree char *name = atena_draft_dup_file_name (part);
  GMimeParamList *params = g_mime_content_disposition_get_parameters (disposition);

  g_mime_content_disposition_set_disposition (disposition, kind);
  if (*name != '\0')
    {
      g_mime_param_list_set_parameter (params, "filename", name);
      g_mime_param_set_charset (g_mime_param_list_get_parameter (params, "filename"), "utf-8");
    }
  return disposition;
}

/* Whether a draft would take @part for a text of its own, or look for some in it. */
static gboolean
is_mergeable (GMimeObject *part)
{
  GMimeContentDisposition *disposition = g_mime_object_get_content_disposition (part);

  if (disposition != NULL && g_mime_content_disposition_is_attachment (disposition))
    return FALSE;
  return GMIME_IS_MULTIPART (part) || is_type (part, "text", "plain") ||
         is_type (part, "text", "html");
}

/* Sees to it that @part is read as what it is, and never merged. */
static void
fit_disposition (GMimeObject *part, const char *fitting)
{
  gboolean mergeable = is_mergeable (part);
  g_autoptr (GMimeContentDisposition) fitted = NULL;

  if (g_mime_object_get_content_disposition (part) != NULL && !mergeable)
    return;
  fitted = make_disposition (part, mergeable ? GMIME_DISPOSITION_ATTACHMENT : fitting);
  g_mime_object_set_content_disposition (part, fitted);
}

/* Lets content that has bare CRs, NULs or the like travel in lines. */
static void
fit_encoding (GMimeObject *part)
{
  GMimeDataWrapper *content =
    GMIME_IS_PART (part) ? g_mime_part_get_content (GMIME_PART (part)) : NULL;
  GMimeContentEncoding encoding =
    content != NULL ? g_mime_data_wrapper_get_encoding (content) : GMIME_CONTENT_ENCODING_BASE64;

  if (encoding == GMIME_CONTENT_ENCODING_DEFAULT || encoding == GMIME_CONTENT_ENCODING_7BIT ||
      encoding == GMIME_CONTENT_ENCODING_8BIT || encoding == GMIME_CONTENT_ENCODING_BINARY)
    g_mime_part_set_content_encoding (GMIME_PART (part), GMIME_CONTENT_ENCODING_BASE64);
}

/* Whether anything in the header of @part is about MIME. */
static gboolean
has_mime_header (GMimeObject *part)
{
  GMimeHeaderList *list = g_mime_object_get_header_list (part);

  for (int i = 0; i < g_mime_header_list_get_count (list); i++)
    if (g_ascii_strncasecmp (g_mime_header_get_name (g_mime_header_list_get_header_at (list, i)),
                             "Content-", strlen ("Content-")) == 0)
      return TRUE;
  return FALSE;
}

/* GMime loses the end of a header line that has a NUL in it or is the last one; written out, the
 * next header would go on where it stopped. */
static void
fit_headers (GMimeObject *part)
{
  GMimeHeaderList *list = g_mime_object_get_header_list (part);

  for (int i = 0; i < g_mime_header_list_get_count (list); i++)
    {
      GMimeHeader *header = g_mime_header_list_get_header_at (list, i);
      g_autofree char *line = g_strconcat (g_mime_header_get_raw_value (header), "\n", NULL);

      if (!g_str_has_suffix (line, "\n\n"))
        g_mime_header_set_raw_value (header, line);
    }
}

/* The part in @bytes as a draft can hold it; NULL when it is none, or a header so broken that it is
 * one thing now and another once it is written out. */
static GBytes *
rewrite_part (GBytes *bytes, const char *disposition)
{
  gsize length = 0;
  const char *octets = g_bytes_get_data (bytes, &length);
  g_autoptr (GMimeObject) part = length > 0 ? atena_draft_parse_part (octets, length) : NULL;
  g_autoptr (GMimeStream) stream = NULL;
  g_autoptr (GMimeObject) again = NULL;
  GByteArray *written;

  if (part == NULL || !has_mime_header (part))
    return NULL;
  fit_headers (part);
  fit_disposition (part, disposition);
  fit_encoding (part);
  stream = g_mime_stream_mem_new ();
  g_mime_object_write_to_stream (part, NULL, stream);
  written = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  again = atena_draft_parse_part ((const char *) written->data, written->len);
  if (again == NULL || is_mergeable (again))
    return NULL;
  return g_bytes_new (written->data, written->len);
}

static gboolean
add_part (GPtrArray *parts, GBytes *bytes, const char *disposition, GError **error)
{
  GBytes *part = rewrite_part (bytes, disposition);

  if (part == NULL)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ ("Something attached to the message cannot be read"));
      return FALSE;
    }
  g_ptr_array_add (parts, part);
  return TRUE;
}

gboolean
atena_composition_add_inline (AtenaComposition *self, GBytes *part, GError **error)
{
  return add_part (self->inlines, part, GMIME_DISPOSITION_INLINE, error);
}

gboolean
atena_composition_add_attachment (AtenaComposition *self, GBytes *part, GError **error)
{
  return add_part (self->attachments, part, GMIME_DISPOSITION_ATTACHMENT, error);
}

/* What no part can contain, since it follows from all of them. */
static char *
make_boundary (AtenaComposition *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const GPtrArray *lists[] = { self->inlines, self->attachments };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      {
        gsize length = 0;
        gconstpointer octets = g_bytes_get_data (lists[i]->pdata[j], &length);

        g_checksum_update (checksum, octets, length);
      }
  return g_strdup_printf ("=_%.40s", g_checksum_get_string (checksum));
}

static GBytes *
make_text_part (const char *subtype, const char *text)
{
  GString *part = g_string_new (NULL);

  g_string_append_printf (part,
                          "Content-Type: text/%s; charset=utf-8\n"
                          "Content-Transfer-Encoding: base64\n\n",
                          subtype);
  atena_encoding_append_base64_text (part, text, strlen (text), "\n");
  g_string_append_c (part, '\n');
  return g_string_free_to_bytes (part);
}

/* A multipart of @first and @others; @first alone when there are none. */
static GBytes *
make_multipart (GBytes *first, const GPtrArray *others, const char *subtype, const char *boundary)
{
  GString *part;

  if (others->len == 0)
    return g_bytes_ref (first);
  part = g_string_new (NULL);
  g_string_append_printf (part, "Content-Type: multipart/%s; boundary=\"%s_%s\"\n\n", subtype,
                          boundary, subtype);
  for (guint i = 0; i <= others->len; i++)
    {
      gsize length = 0;
      const char *octets = g_bytes_get_data (i == 0 ? first : others->pdata[i - 1], &length);

      g_string_append_printf (part, "--%s_%s\n", boundary, subtype);
      g_string_append_len (part, octets, length);
      g_string_append_c (part, '\n');
    }
  g_string_append_printf (part, "--%s_%s--\n", boundary, subtype);
  return g_string_free_to_bytes (part);
}

static GBytes *
make_content (AtenaComposition *self)
{
  g_autofree char *boundary = make_boundary (self);
  g_autoptr (GPtrArray) html = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) alternative = NULL;
  g_autoptr (GBytes) related = NULL;

  if (self->plain == NULL && self->html != NULL)
    text = make_text_part ("html", self->html);
  else
    text = make_text_part ("plain", self->plain != NULL ? self->plain : "");
  if (self->plain != NULL && self->html != NULL)
    g_ptr_array_add (html, make_text_part ("html", self->html));
  alternative = make_multipart (text, html, "alternative", boundary);
  related = make_multipart (alternative, self->inlines, "related", boundary);
  return make_multipart (related, self->attachments, "mixed", boundary);
}

static GBytes *
make_message (AtenaComposition *self)
{
  g_autoptr (GBytes) content = make_content (self);
  gsize length = 0;
  const char *octets = g_bytes_get_data (content, &length);
  GString *message = g_string_sized_new (length + 1024);

  atena_header_append_mailboxes (message, "From", &self->from, 1);
  atena_header_append_text (message, "Subject", self->subject);
  for (guint i = 0; i < self->headers->len; i++)
    {
      const Header *header = &g_array_index (self->headers, Header, i);

      if (header->is_text)
        atena_header_append_text (message, header->name, header->value);
      else
        g_string_append_printf (message, "%s: %s\n", header->name, header->value);
    }
  g_string_append (message, "MIME-Version: 1.0\n");
  g_string_append_len (message, octets, length);
  return g_string_free_to_bytes (message);
}

AtenaDraft *
atena_composition_build (AtenaComposition *self, const char *name, GError **error)
{
  g_autoptr (GBytes) message = NULL;

  if (self->plain != NULL && self->html != NULL &&
      !atena_placeholders_compare (self->plain, self->html, name, error))
    return NULL;
  message = make_message (self);
  return atena_draft_new (message, name, error);
}
