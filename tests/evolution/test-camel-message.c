// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <camel/camel.h>
#include <string.h>

#include "atena-camel-message.h"

/* All that Camel would write in another way: parts without end, names it cannot encode, folding,
 * a line that is too long, a dot, a From of mbox, no end of line. */
static const char *const letters[] = {
  "From: a@b.jp\r\nSubject: x\r\n\r\nbody\r\n",
  "from:a@b.jp\r\nTO:   \"x  y\" <c@d.jp>\r\nSubject:x\r\n y\r\n\r\n.\r\n..\r\nFrom x\r\n\r\n",
  ("From: =?UTF-8?B?4pGg44ix?= <a@b.jp>\r\nSubject: =?UTF-8?B?44ix4pGg?=\r\n"
   "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
   "=E3=81=82=\r\n=2E\r\n"),
  ("From: a@b.jp\r\nBcc: z@z.jp\r\nContent-Type: multipart/mixed; "
   "boundary=\"b\"\r\n\r\npreamble\r\n"
   "--b\r\n\r\nx\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>\r\n"),
  "Subject: no end\r\n\r\nlast line",
  "Subject: lone\r\n\r\na\rb\nc\r\r\n",
};

static AtenaCamelMessage *
make_message (const char *letter)
{
  g_autoptr (GBytes) octets = g_bytes_new_static (letter, strlen (letter));
  g_autoptr (GError) error = NULL;
  AtenaCamelMessage *message = atena_camel_message_new (octets, &error);

  g_assert_no_error (error);
  return message;
}

static char *
with_line_feeds (const char *letter)
{
  g_auto (GStrv) lines = g_strsplit (letter, "\r\n", -1);

  return g_strjoinv ("\n", lines);
}

/* As sendmail and EWS read it, and with @encodes as SMTP does. */
static char *
read_stream (AtenaCamelMessage *message, gboolean encodes)
{
  g_autoptr (CamelStream) memory = camel_stream_mem_new ();
  g_autoptr (CamelStream) filtered = camel_stream_filter_new (memory);
  g_autoptr (CamelMimeFilter) crlf =
    camel_mime_filter_crlf_new (CAMEL_MIME_FILTER_CRLF_ENCODE,
                                CAMEL_MIME_FILTER_CRLF_MODE_CRLF_ONLY);
  GByteArray *octets;

  if (encodes)
    camel_stream_filter_add (CAMEL_STREAM_FILTER (filtered), crlf);
  g_assert_cmpint (camel_data_wrapper_write_to_stream_sync (CAMEL_DATA_WRAPPER (message), filtered,
                                                            NULL, NULL),
                   >=, 0);
  camel_stream_flush (filtered, NULL, NULL);
  octets = camel_stream_mem_get_byte_array (CAMEL_STREAM_MEM (memory));
  return g_strndup ((const char *) octets->data, octets->len);
}

static char *
read_output_stream (AtenaCamelMessage *message)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  g_assert_cmpint (camel_data_wrapper_write_to_output_stream_sync (CAMEL_DATA_WRAPPER (message),
                                                                   memory, NULL, NULL),
                   >=, 0);
  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
}

static void
test_octets (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autoptr (AtenaCamelMessage) message = make_message (letters[i]);
      g_autofree char *expected = with_line_feeds (letters[i]);
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      /* What transports do to a message before they write it. */
      camel_medium_remove_header (CAMEL_MEDIUM (message), "Bcc");
      camel_mime_message_set_best_encoding (CAMEL_MIME_MESSAGE (message),
                                            CAMEL_BESTENC_GET_ENCODING, CAMEL_BESTENC_7BIT);
      first = read_stream (message, FALSE);
      second = read_output_stream (message);
      g_assert_cmpstr (first, ==, expected);
      g_assert_cmpstr (second, ==, expected);
    }
}

static void
test_wire (void)
{
  g_autoptr (AtenaCamelMessage) message = make_message (letters[2]);
  g_autofree char *wire = read_stream (message, TRUE);

  g_assert_cmpstr (wire, ==, letters[2]);
}

static void
test_written (void)
{
  g_autoptr (AtenaCamelMessage) message = make_message (letters[3]);
  g_autoptr (AtenaCamelMessage) other = make_message (letters[3]);
  g_autofree char *stream = NULL;
  g_autofree char *output_stream = NULL;

  camel_mime_message_get_from (CAMEL_MIME_MESSAGE (message));
  g_assert_false (atena_camel_message_is_written (message));
  stream = read_stream (message, FALSE);
  g_assert_true (atena_camel_message_is_written (message));

  g_assert_false (atena_camel_message_is_written (other));
  output_stream = read_output_stream (other);
  g_assert_true (atena_camel_message_is_written (other));
}

/* EWS and Microsoft 365 ask. */
static void
test_headers (void)
{
  g_autoptr (AtenaCamelMessage) message = make_message (letters[2]);
  CamelInternetAddress *from = camel_mime_message_get_from (CAMEL_MIME_MESSAGE (message));
  const char *name = NULL;
  const char *address = NULL;

  g_assert_true (camel_internet_address_get (from, 0, &name, &address));
  g_assert_cmpstr (name, ==, "①㈱");
  g_assert_cmpstr (address, ==, "a@b.jp");
  g_assert_cmpstr (camel_mime_message_get_subject (CAMEL_MIME_MESSAGE (message)), ==, "㈱①");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/camel-message/is-written-octet-by-octet", test_octets);
  g_test_add_func ("/camel-message/is-the-letter-on-the-wire", test_wire);
  g_test_add_func ("/camel-message/knows-when-it-is-written", test_written);
  g_test_add_func ("/camel-message/can-be-asked-about", test_headers);
  return g_test_run ();
}
