// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Whether Evolution's own library reads in each golden letter what its reader is to find there.

#include <camel/camel.h>
#include <string.h>

/* What was read, in the form of the files that stand beside the letters, but with all files. */
typedef struct
{
  GString *header;
  GPtrArray *files;
  GString *text;
} Content;

static void
read_body (CamelDataWrapper *wrapper, GString *out)
{
  g_autoptr (CamelStream) memory = camel_stream_mem_new ();
  GByteArray *octets;

  g_assert_cmpint (camel_data_wrapper_decode_to_stream_sync (wrapper, memory, NULL, NULL), >=, 0);
  octets = camel_stream_mem_get_byte_array (CAMEL_STREAM_MEM (memory));
  g_string_append_len (out, (const char *) octets->data, octets->len);
  g_string_replace (out, "\r\n", "\n", 0);
}

static void
read_part (CamelMimePart *part, Content *content)
{
  CamelDataWrapper *wrapper = camel_medium_get_content (CAMEL_MEDIUM (part));
  CamelContentType *type = camel_mime_part_get_content_type (part);

  if (g_strcmp0 (camel_mime_part_get_disposition (part), "attachment") == 0)
    g_ptr_array_add (content->files, g_strdup (camel_mime_part_get_filename (part)));
  else if (CAMEL_IS_MULTIPART (wrapper))
    for (guint i = 0; i < camel_multipart_get_number (CAMEL_MULTIPART (wrapper)); i++)
      read_part (camel_multipart_get_part (CAMEL_MULTIPART (wrapper), i), content);
  else if (camel_content_type_is (type, "text", "plain") && content->text->len == 0)
    read_body (wrapper, content->text);
}

static void
read_letter (const char *path, Content *content)
{
  g_autoptr (CamelMimeMessage) message = camel_mime_message_new ();
  g_autofree char *octets = NULL;
  g_autoptr (CamelStream) stream = NULL;
  CamelInternetAddress *to;
  const char *name = NULL;
  const char *address = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &octets, &length, NULL));
  stream = camel_stream_mem_new_with_buffer (octets, length);
  g_assert_true (camel_data_wrapper_construct_from_stream_sync (CAMEL_DATA_WRAPPER (message),
                                                                stream, NULL, NULL));
  to = camel_mime_message_get_recipients (message, CAMEL_RECIPIENT_TYPE_TO);
  g_assert_cmpint (camel_address_length (CAMEL_ADDRESS (to)), ==, 1);
  g_assert_true (camel_internet_address_get (to, 0, &name, &address));
  g_string_append_printf (content->header, "To: %s\nName: %s\nSubject: %s\n", address,
                          name != NULL ? name : "", camel_mime_message_get_subject (message));
  read_part (CAMEL_MIME_PART (message), content);
}

/* Drafts may have files of their own, before those of the person. */
static void
append_last_files (GString *out, GPtrArray *files, guint n)
{
  g_assert_cmpuint (files->len, >=, n);
  for (guint i = files->len - n; i < files->len; i++)
    g_string_append_printf (out, "File: %s\n", (const char *) files->pdata[i]);
}

static guint
count_files (const char *expected)
{
  guint n = 0;

  for (const char *at = expected; (at = strstr (at, "\nFile: ")) != NULL; at++)
    n++;
  return n;
}

static void
check_letter (const char *folder, const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".eml"));
  g_autofree char *expected_path = g_strconcat (stem, ".txt", NULL);
  g_autofree char *octets = NULL;
  g_autoptr (GString) expected = NULL;
  Content content = { .header = g_string_new (NULL),
                      .files = g_ptr_array_new_with_free_func (g_free),
                      .text = g_string_new (NULL) };

  g_test_message ("%s", path);
  g_assert_true (g_file_get_contents (expected_path, &octets, NULL, NULL));
  expected = g_string_new (octets);
  /* Camel has local parts without their quotes. */
  if (g_str_has_prefix (expected->str, "To: \""))
    g_string_replace (expected, "\"", "", 2);
  read_letter (path, &content);
  append_last_files (content.header, content.files, count_files (expected->str));
  g_string_append_printf (content.header, "\n%s", content.text->str);
  /* A letter of HTML alone has no text here. */
  if (content.text->len > 0)
    g_assert_cmpstr (g_strchomp (content.header->str), ==, g_strchomp (expected->str));
  g_string_free (content.header, TRUE);
  g_ptr_array_unref (content.files);
  g_string_free (content.text, TRUE);
}

static void
test_case (gconstpointer name)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "golden", name, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;
  guint n = 0;

  while ((file = g_dir_read_name (dir)) != NULL)
    if (g_ascii_isdigit (file[0]) && g_str_has_suffix (file, ".eml"))
      {
        check_letter (folder, file);
        n++;
      }
  g_assert_cmpuint (n, >, 0);
}

static const char *const cases[] = {
  "attached-message", "excel-title", "guardians", "honorifics",      "invoices", "iso-2022-jp",
  "japanese",         "nasty",       "plain",     "rare-characters", "siblings",
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/camel-golden/%s", cases[i]);

      g_test_add_data_func (path, cases[i], test_case);
    }
  return g_test_run ();
}
