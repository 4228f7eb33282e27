// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Writes parts of a draft that are the same in each letter, in a form that every mail server
// carries unchanged; which parts those are, the letter knows.

#include "atena-part-private.h"

#include <string.h>

#include "atena-draft-private.h"
#include "atena-encoding-private.h"
#include "atena-header.h"
#include "atena-text.h"

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
append_structured (GString *out, const char *name, const char *token, GMimeParamList *params)
{
  g_autoptr (GString) field = g_string_new (NULL);

  g_string_append_printf (field, "%s: %s", name, token);
  g_mime_param_list_encode (params, NULL, TRUE, field);
  g_strchomp (field->str);
  if (!is_header_value (field->str))
    return FALSE;
  g_string_append_printf (out, "%s\n", field->str);
  return TRUE;
}

/* A type for one that is not fit to be seen; @value is the boundary of a multipart, or NULL. */
static void
append_plain_type (GString *out, const char *name, const char *value)
{
  g_autoptr (GMimeParamList) params = g_mime_param_list_new ();
  const char *token = "application/octet-stream";

  if (value != NULL)
    {
      token = "multipart/mixed";
      g_mime_param_list_set_parameter (params, name, value);
    }
  append_structured (out, "Content-Type", token, params);
}

void
atena_part_append_type (GString *out, GMimeObject *part, const char *name, const char *value)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);
  g_autofree char *raw = value == NULL ? dup_raw_header (part, "Content-Type") : NULL;
  g_autofree char *token = g_mime_content_type_get_mime_type (type);
  g_autoptr (GMimeParamList) params =
    copy_params (g_mime_content_type_get_parameters (type), name, value);

  if (raw != NULL)
    g_string_append_printf (out, "Content-Type: %s\n", raw);
  else if (!append_structured (out, "Content-Type", token, params))
    append_plain_type (out, name, value);
}

static void
append_disposition (GString *out, GMimeObject *part)
{
  GMimeContentDisposition *disposition = g_mime_object_get_content_disposition (part);
  g_autofree char *raw = dup_raw_header (part, "Content-Disposition");
  g_autoptr (GMimeParamList) params = NULL;

  if (disposition == NULL)
    return;
  if (raw != NULL)
    {
      g_string_append_printf (out, "Content-Disposition: %s\n", raw);
      return;
    }
  params = copy_params (g_mime_content_disposition_get_parameters (disposition), NULL, NULL);
  append_structured (out, "Content-Disposition",
                     g_mime_content_disposition_get_disposition (disposition), params);
}

void
atena_part_append_fields (GString *out, GMimeObject *part)
{
  static const char *const names[] = { "Content-ID", "Content-Description", "Content-Location",
                                       "Content-Language" };

  append_disposition (out, part);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *raw = dup_raw_header (part, names[i]);
      const char *decoded = g_mime_object_get_header (part, names[i]);
      g_autofree char *text = decoded != NULL ? g_utf8_make_valid (decoded, -1) : NULL;

      if (raw != NULL)
        g_string_append_printf (out, "%s: %s\n", names[i], raw);
      else if (text != NULL && !atena_text_is_blank (text))
        atena_header_append_text (out, names[i], text);
    }
}

/* The rest of a part's header, with its end. */
static void
append_part_headers (GString *out, GMimeObject *part, const char *encoding)
{
  if (encoding != NULL)
    g_string_append_printf (out, "Content-Transfer-Encoding: %s\n", encoding);
  atena_part_append_fields (out, part);
  g_string_append_c (out, '\n');
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
write_object (GMimeObject *object)
{
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  GString *octets = g_string_new (NULL);

  g_mime_object_write_to_stream (object, NULL, stream);
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
encode_message (const GString *octets)
{
  g_autoptr (GMimeMessage) copy = atena_draft_parse_message (octets->str, octets->len);
  GMimeObject *content = copy != NULL ? g_mime_message_get_mime_part (copy) : NULL;
  GString *encoded;

  if (content == NULL)
    return NULL;
  encode_bodies (content);
  encoded = write_object (GMIME_OBJECT (copy));
  if (atena_encoding_is_7bit (encoded->str, encoded->len))
    return encoded;
  g_string_free (encoded, TRUE);
  return NULL;
}

/* An attached message stays as it is; one that is not 7-bit gets its bodies encoded, since its part
 * cannot be (RFC 2046 5.2.1), and if that is not enough, it travels as a file. */
static void
append_message (GString *out, GMimeMessagePart *part)
{
  GMimeMessage *message = g_mime_message_part_get_message (part);
  g_autoptr (GString) octets =
    message != NULL ? write_object (GMIME_OBJECT (message)) : g_string_new (NULL);
  gboolean is_7bit = atena_encoding_is_7bit (octets->str, octets->len);
  g_autoptr (GString) encoded = is_7bit ? NULL : encode_message (octets);

  if (!is_7bit && encoded == NULL)
    {
      g_string_append (out, "Content-Type: application/octet-stream; name=message.eml\n");
      append_part_headers (out, GMIME_OBJECT (part), "base64");
      atena_encoding_append_base64_text (out, octets->str, octets->len, "\n");
      return;
    }
  atena_part_append_type (out, GMIME_OBJECT (part), NULL, NULL);
  append_part_headers (out, GMIME_OBJECT (part), NULL);
  g_string_append (out, is_7bit ? octets->str : encoded->str);
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
append_encoded (GString *out, GMimeObject *part, GMimeDataWrapper *content)
{
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  g_autoptr (GString) octets = g_string_new (NULL);
  gboolean is_text =
    g_mime_content_type_is_type (g_mime_object_get_content_type (part), "text", "*");

  g_mime_data_wrapper_write_to_stream (content, stream);
  read_stream (stream, octets);
  if (is_text && strlen (octets->str) == octets->len)
    {
      append_part_headers (out, part, "quoted-printable");
      atena_encoding_append_quoted (out, octets->str, octets->len, "\n");
    }
  else
    {
      append_part_headers (out, part, "base64");
      atena_encoding_append_base64 (out, octets->str, octets->len, "\n");
    }
}

static void
append_static_part (GString *out, GMimeObject *part)
{
  GMimeDataWrapper *content =
    GMIME_IS_PART (part) ? g_mime_part_get_content (GMIME_PART (part)) : NULL;
  GMimeContentEncoding encoding = GMIME_CONTENT_ENCODING_7BIT;
  g_autoptr (GString) octets = g_string_new (NULL);
  const char *name;

  atena_part_append_type (out, part, NULL, NULL);
  if (content != NULL)
    {
      read_stream (g_mime_data_wrapper_get_stream (content), octets);
      encoding = g_mime_data_wrapper_get_encoding (content);
    }
  name = encoding_name (encoding);
  if (name == NULL || !atena_encoding_is_7bit (octets->str, octets->len))
    {
      append_encoded (out, part, content);
      return;
    }
  append_part_headers (out, part, name);
  g_string_append_len (out, octets->str, octets->len);
}

void
atena_part_append (GString *out, GMimeObject *part)
{
  if (GMIME_IS_MESSAGE_PART (part))
    append_message (out, GMIME_MESSAGE_PART (part));
  else
    append_static_part (out, part);
}
