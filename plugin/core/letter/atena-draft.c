// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Reads a message file, refuses what cannot be merged, and tells the texts, headers and parts of it
// that letters are made of; it makes none.

#include "atena-draft-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "atena-charset-private.h"
#include "atena-error.h"
#include "atena-header.h"
#include "atena-text.h"

/* Mail that people write nests three or four deep. */
#define DEPTH_MAX 32

struct _AtenaDraft
{
  GObject parent;

  GBytes *bytes;
  char *name;
  GMimeMessage *message;
  AtenaMailbox *from;
  char *subject;
  GString *kept;
  guint n_addressees;
  GHashTable *texts; /* GMimeObject, borrowed from message, to its text */
  GStrv attachments;
};

G_DEFINE_FINAL_TYPE (AtenaDraft, atena_draft, G_TYPE_OBJECT)

static void
atena_draft_finalize (GObject *object)
{
  AtenaDraft *self = ATENA_DRAFT (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_object (&self->message);
  g_clear_pointer (&self->from, atena_mailbox_unref);
  g_clear_pointer (&self->subject, g_free);
  g_string_free (self->kept, TRUE);
  g_strfreev (self->attachments);
  G_OBJECT_CLASS (atena_draft_parent_class)->finalize (object);
}

static void
atena_draft_class_init (AtenaDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_draft_finalize;
}

static void
atena_draft_init (AtenaDraft *self)
{
  self->kept = g_string_new (NULL);
  self->texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

void
atena_draft_ensure_gmime (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      g_mime_init ();
      g_once_init_leave (&once, 1);
    }
}

/* The n-th header field called @name as it stands in the file, or NULL. */
static const char *
find_raw (AtenaDraft *self, const char *name, guint n)
{
  GMimeHeaderList *list = g_mime_object_get_header_list (GMIME_OBJECT (self->message));

  for (int i = 0; i < g_mime_header_list_get_count (list); i++)
    {
      GMimeHeader *header = g_mime_header_list_get_header_at (list, i);

      if (g_ascii_strcasecmp (g_mime_header_get_name (header), name) == 0 && n-- == 0)
        return g_mime_header_get_raw_value (header);
    }
  return NULL;
}

/* The first header field called @name, unfolded (RFC 5322 2.2.3) and trimmed, "" when there is
 * none; NULL when it is not UTF-8. */
static char *
dup_header (AtenaDraft *self, const char *name, GError **error)
{
  const char *raw = find_raw (self, name, 0);
  g_autoptr (GString) value = g_string_new (raw);

  g_string_replace (value, "\r", "", 0);
  g_string_replace (value, "\n", "", 0);
  if (!g_utf8_validate (value->str, value->len, NULL))
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ ("%s: the header %s is neither encoded nor in UTF-8"), self->name, name);
      return NULL;
    }
  return g_strstrip (g_strdup (value->str));
}

/* The same of a header whose value is text: decoded, on one line. */
static char *
dup_text_header (AtenaDraft *self, const char *name, GError **error)
{
  g_autofree char *value = dup_header (self, name, error);
  g_autofree char *text = value != NULL ? atena_charset_decode_words (value, error) : NULL;

  if (text != NULL)
    return atena_text_fold_line (text);
  if (value != NULL)
    g_prefix_error (error, "%s: %s: ", self->name, name);
  return NULL;
}

/* The mailbox at @text. The address is never rebuilt from parts, which is how dotted ones get lost;
 * only the name is decoded. */
static AtenaMailbox *
read_mailbox (AtenaDraft *self, const char *header, const char *text, GError **error)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autofree char *line = atena_text_fold_line (text);
  g_autoptr (AtenaMailbox) raw = atena_mailbox_parse (line, -1, NULL, &reason);
  g_autofree char *name = NULL;

  /* It would make every letter one that only few servers take. */
  if (raw != NULL && atena_mailbox_is_international (raw))
    {
      reason = ATENA_REASON_NON_ASCII_ADDRESS;
      g_clear_pointer (&raw, atena_mailbox_unref);
    }
  if (raw == NULL)
    {
      g_autofree char *why = atena_reason_describe (reason, NULL);

      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("%s: %s: “%s”: %s"), self->name,
                   header, line, why);
      return NULL;
    }
  name = atena_charset_decode_words (atena_mailbox_get_name (raw), error);
  if (name == NULL)
    {
      g_prefix_error (error, "%s: %s: ", self->name, header);
      return NULL;
    }
  return atena_mailbox_parse (line, -1, name, &reason);
}

/* The end of the list item at @text: the next comma outside quotation marks, or the end. */
static const char *
find_item_end (const char *text)
{
  gboolean quoted = FALSE;

  for (; *text != '\0' && (quoted || *text != ','); text++)
    {
      if (*text == '"')
        quoted = !quoted;
      else if (quoted && *text == '\\' && text[1] != '\0')
        text++;
    }
  return text;
}

/* The mailboxes in the header called @header, none when there is no such header. */
static GPtrArray *
read_mailboxes (AtenaDraft *self, const char *header, GError **error)
{
  g_autoptr (GPtrArray) mailboxes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atena_mailbox_unref);
  g_autofree char *value = dup_header (self, header, error);

  if (value == NULL)
    return NULL;
  for (const char *item = value; *item != '\0';)
    {
      const char *end = find_item_end (item);
      g_autofree char *text = g_strstrip (g_strndup (item, end - item));
      AtenaMailbox *mailbox = NULL;

      item = *end == ',' ? end + 1 : end;
      if (*text == '\0')
        continue;
      mailbox = read_mailbox (self, header, text, error);
      if (mailbox == NULL)
        return NULL;
      g_ptr_array_add (mailboxes, mailbox);
    }
  return g_steal_pointer (&mailboxes);
}

static gboolean
read_from (AtenaDraft *self, GError **error)
{
  g_autoptr (GPtrArray) mailboxes = read_mailboxes (self, "From", error);

  if (mailboxes == NULL)
    return FALSE;
  if (find_raw (self, "From", 0) == NULL)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ ("%s is no message file: it has no From header"), self->name);
      return FALSE;
    }
  if (mailboxes->len != 1 || find_raw (self, "From", 1) != NULL)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ ("%s: From must hold exactly one email address"), self->name);
      return FALSE;
    }
  self->from = atena_mailbox_ref (mailboxes->pdata[0]);
  return TRUE;
}

static gboolean
keep_text (AtenaDraft *self, const char *header, GError **error)
{
  g_autofree char *text = dup_text_header (self, header, error);

  if (text == NULL)
    return FALSE;
  if (!atena_text_is_blank (text))
    atena_header_append_text (self->kept, header, text);
  return TRUE;
}

static gboolean
keep_mailboxes (AtenaDraft *self, const char *header, GError **error)
{
  g_autoptr (GPtrArray) mailboxes = read_mailboxes (self, header, error);

  if (mailboxes == NULL)
    return FALSE;
  if (mailboxes->len > 0)
    atena_header_append_mailboxes (self->kept, header, (AtenaMailbox *const *) mailboxes->pdata,
                                   mailboxes->len);
  return TRUE;
}

/* What stands in angle brackets (RFC 5322 3.6.4). */
static gboolean
keep_ids (AtenaDraft *self, const char *header, GError **error)
{
  g_autofree char *value = dup_header (self, header, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  if (value == NULL)
    return FALSE;
  for (char *id = strchr (value, '<'); id != NULL; id = strchr (id, '<'))
    {
      char *end = strchr (++id, '>');

      if (end == NULL)
        break;
      *end = '\0';
      g_strv_builder_add (builder, id);
      id = end + 1;
    }
  ids = g_strv_builder_end (builder);
  atena_header_append_ids (self->kept, header, (const char *const *) ids);
  return TRUE;
}

static const struct
{
  const char *header;
  gboolean (*keep) (AtenaDraft *self, const char *header, GError **error);
} kept_headers[] = {
  { "Reply-To", keep_mailboxes },
  { "Organization", keep_text },
  { "Priority", keep_text },
  { "X-Priority", keep_text },
  { "X-MSMail-Priority", keep_text },
  { "Importance", keep_text },
  { "Disposition-Notification-To", keep_mailboxes },
  { "In-Reply-To", keep_ids },
  { "References", keep_ids },
};

static gboolean
keep_headers (AtenaDraft *self, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept_headers); i++)
    if (!kept_headers[i].keep (self, kept_headers[i].header, error))
      return FALSE;
  return TRUE;
}

gboolean
atena_draft_keeps_header (const char *name, gboolean *ret_is_text)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept_headers); i++)
    if (g_ascii_strcasecmp (kept_headers[i].header, name) == 0)
      {
        *ret_is_text = kept_headers[i].keep == keep_text;
        return TRUE;
      }
  return FALSE;
}

static guint
count_mailboxes (InternetAddressList *list)
{
  guint n = 0;

  for (int i = 0; i < internet_address_list_length (list); i++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);

      if (INTERNET_ADDRESS_IS_GROUP (address))
        n +=
          count_mailboxes (internet_address_group_get_members (INTERNET_ADDRESS_GROUP (address)));
      else
        n++;
    }
  return n;
}

static gboolean
is_type (GMimeObject *part, const char *type, const char *subtype)
{
  return g_mime_content_type_is_type (g_mime_object_get_content_type (part), type, subtype);
}

static gboolean
is_attachment (GMimeObject *part)
{
  GMimeContentDisposition *disposition = g_mime_object_get_content_disposition (part);

  return disposition != NULL && g_mime_content_disposition_is_attachment (disposition);
}

static gboolean
is_signed_or_encrypted (AtenaDraft *self, GMimeObject *part)
{
  if (is_type (part, "multipart", "signed") || is_type (part, "multipart", "encrypted"))
    return TRUE;
  if (is_attachment (part) && part != g_mime_message_get_mime_part (self->message))
    return FALSE;
  return is_type (part, "application", "pkcs7-mime") ||
         is_type (part, "application", "x-pkcs7-mime");
}

/* Puts LF for every line break in @text, in place. */
static void
fold_line_breaks (GString *text)
{
  g_string_replace (text, "\r\n", "\n", 0);
  g_string_replace (text, "\r", "\n", 0);
}

/* Lets the document say that it is in UTF-8 where it names a character set, since it is now. */
static void
replace_declared_charset (GString *html)
{
  g_autoptr (GRegex) declaration =
    g_regex_new ("(<meta\\b[^<>]*?\\bcharset\\s*=\\s*[\"']?\\s*)[^\\s\"'<>;/]+", G_REGEX_CASELESS,
                 0, NULL);
  g_autofree char *replaced =
    g_regex_replace (declaration, html->str, html->len, 0, "\\1utf-8", 0, NULL);

  if (replaced != NULL)
    g_string_assign (html, replaced);
}

static gboolean
read_text (AtenaDraft *self, GMimeObject *part, GError **error)
{
  GMimeDataWrapper *content = g_mime_part_get_content (GMIME_PART (part));
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  GByteArray *octets = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  const char *charset = g_mime_object_get_content_type_parameter (part, "charset");
  const char *data;
  g_autofree char *decoded = NULL;
  g_autoptr (GString) text = NULL;

  if (content != NULL)
    g_mime_data_wrapper_write_to_stream (content, stream);
  data = octets->data != NULL ? (const char *) octets->data : "";
  decoded = atena_charset_decode (data, octets->len, charset, error);
  if (decoded == NULL)
    {
      g_prefix_error (error, "%s: ", self->name);
      return FALSE;
    }
  text = g_string_new (decoded);
  fold_line_breaks (text);
  if (is_type (part, "text", "html"))
    replace_declared_charset (text);
  g_hash_table_insert (self->texts, part, g_strdup (text->str));
  return TRUE;
}

/* Reads the texts in @part and refuses what cannot be merged. What is attached is no text, and nor
 * is anything inside it. */
static gboolean
read_part (AtenaDraft *self, GMimeObject *part, guint depth, gboolean attached, GError **error)
{
  attached = attached || is_attachment (part);
  if (is_signed_or_encrypted (self, part))
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ ("%s is signed or encrypted, which would break in each letter"), self->name);
      return FALSE;
    }
  if (depth > DEPTH_MAX)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                   _ ("%s has parts within parts, too many to read"), self->name);
      return FALSE;
    }
  if (GMIME_IS_MULTIPART (part))
    {
      for (int i = 0; i < g_mime_multipart_get_count (GMIME_MULTIPART (part)); i++)
        if (!read_part (self, g_mime_multipart_get_part (GMIME_MULTIPART (part), i), depth + 1,
                        attached, error))
          return FALSE;
      return TRUE;
    }
  if (attached || (!is_type (part, "text", "plain") && !is_type (part, "text", "html")))
    return TRUE;
  return read_text (self, part, error);
}

static gboolean
read_content (AtenaDraft *self, GError **error)
{
  GMimeObject *content = g_mime_message_get_mime_part (self->message);

  if (content != NULL && !read_part (self, content, 0, FALSE, error))
    return FALSE;
  if (g_hash_table_size (self->texts) == 0)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("%s holds no text"), self->name);
      return FALSE;
    }
  return TRUE;
}

char *
atena_draft_dup_file_name (GMimeObject *part)
{
  const char *name = g_mime_object_get_content_disposition_parameter (part, "filename");
  g_autofree char *valid = NULL;

  if (name == NULL)
    name = g_mime_object_get_content_type_parameter (part, "name");
  valid = name != NULL ? g_utf8_make_valid (name, -1) : g_strdup ("");
  return atena_text_fold_line (valid);
}

/* Adds the names of what a reader shows as files beside the text: not what stands in a
 * multipart/related, to which the HTML refers (RFC 2387). */
static void
list_attachments (AtenaDraft *self, GMimeObject *part, gboolean related, GStrvBuilder *names)
{
  g_autofree char *name = NULL;

  if (GMIME_IS_MULTIPART (part) && !is_attachment (part))
    {
      for (int i = 0; i < g_mime_multipart_get_count (GMIME_MULTIPART (part)); i++)
        list_attachments (self, g_mime_multipart_get_part (GMIME_MULTIPART (part), i),
                          is_type (part, "multipart", "related"), names);
      return;
    }
  if (related || atena_draft_get_text (self, part) != NULL)
    return;
  name = atena_draft_dup_file_name (part);
  g_strv_builder_add (names, name);
}

static GStrv
read_attachments (AtenaDraft *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  list_attachments (self, g_mime_message_get_mime_part (self->message), FALSE, names);
  return g_strv_builder_end (names);
}

GMimeMessage *
atena_draft_parse_message (const char *octets, gsize length)
{
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_buffer (octets, length);
  g_autoptr (GMimeParser) parser = g_mime_parser_new_with_stream (stream);
  g_autoptr (GMimeParserOptions) options = g_mime_parser_options_new ();

  return g_mime_parser_construct_message (parser, options);
}

GMimeObject *
atena_draft_parse_part (const char *octets, gsize length)
{
  g_autoptr (GMimeStream) stream = NULL;
  g_autoptr (GMimeParser) parser = NULL;
  g_autoptr (GMimeParserOptions) options = NULL;

  atena_draft_ensure_gmime ();
  stream = g_mime_stream_mem_new_with_buffer (octets, length);
  parser = g_mime_parser_new_with_stream (stream);
  options = g_mime_parser_options_new ();
  return g_mime_parser_construct_part (parser, options);
}

AtenaDraft *
atena_draft_new (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (AtenaDraft) self = g_object_new (ATENA_TYPE_DRAFT, NULL);
  gsize length = 0;
  const char *octets = g_bytes_get_data (bytes, &length);

  atena_draft_ensure_gmime ();
  self->bytes = g_bytes_ref (bytes);
  self->name = g_strdup (name);
  if (length == 0)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("%s is empty"), name);
      return NULL;
    }
  self->message = atena_draft_parse_message (octets, length);
  if (self->message == NULL)
    {
      g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, _ ("%s is no message file"), name);
      return NULL;
    }
  if (!read_from (self, error) || !keep_headers (self, error) || !read_content (self, error))
    return NULL;
  self->subject = dup_text_header (self, "Subject", error);
  if (self->subject == NULL)
    return NULL;
  self->attachments = read_attachments (self);
  for (int type = GMIME_ADDRESS_TYPE_TO; type <= GMIME_ADDRESS_TYPE_BCC; type++)
    self->n_addressees += count_mailboxes (g_mime_message_get_addresses (self->message, type));
  return g_steal_pointer (&self);
}

char *
atena_draft_peek_subject (const char *octets, gsize length)
{
  g_autoptr (AtenaDraft) self = g_object_new (ATENA_TYPE_DRAFT, NULL);
  g_autofree char *subject = NULL;

  atena_draft_ensure_gmime ();
  self->message = length > 0 ? atena_draft_parse_message (octets, length) : NULL;
  if (self->message != NULL)
    subject = dup_text_header (self, "Subject", NULL);
  return subject != NULL ? g_steal_pointer (&subject) : g_strdup ("");
}

AtenaDraft *
atena_draft_load (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  char *data = NULL;
  gsize length = 0;
  g_autoptr (GBytes) bytes = NULL;

  if (!g_file_get_contents (path, &data, &length, error))
    return NULL;
  bytes = g_bytes_new_take (data, length);
  return atena_draft_new (bytes, name, error);
}

GBytes *
atena_draft_get_bytes (AtenaDraft *self)
{
  return self->bytes;
}

const char *
atena_draft_get_name (AtenaDraft *self)
{
  return self->name;
}

const char *
atena_draft_get_subject (AtenaDraft *self)
{
  return self->subject;
}

AtenaMailbox *
atena_draft_get_from (AtenaDraft *self)
{
  return self->from;
}

guint
atena_draft_get_n_addressees (AtenaDraft *self)
{
  return self->n_addressees;
}

const char *const *
atena_draft_get_attachments (AtenaDraft *self)
{
  return (const char *const *) self->attachments;
}

const char *
atena_draft_get_kept_headers (AtenaDraft *self)
{
  return self->kept->str;
}

GMimeObject *
atena_draft_get_content (AtenaDraft *self)
{
  return g_mime_message_get_mime_part (self->message);
}

const char *
atena_draft_get_text (AtenaDraft *self, GMimeObject *part)
{
  return g_hash_table_lookup (self->texts, part);
}
