// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <gio/gio.h>
#include <string.h>

#include "atena-letter.h"

#define HEADERS "From: shop@example.jp\nSubject: {{a}}\n"

static const char *const names[] = { "a", "b", "c", NULL };

static AtenaLetter *
make_letter (const char *source)
{
  g_autoptr (GBytes) bytes = g_bytes_new (source, strlen (source));
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaDraft) draft = atena_draft_new (bytes, "letter.eml", &error);
  AtenaLetter *letter = NULL;

  g_assert_no_error (error);
  letter = atena_letter_new (draft, fields, NULL, "seed", zone, ATENA_NEWLINE_CRLF, &error);
  g_assert_no_error (error);
  return letter;
}

static AtenaRecipient *
make_recipient (const char *name, const char *a, const char *b)
{
  AtenaReason reason = ATENA_REASON_NONE;
  const char *values[] = { a, b, "", NULL };
  g_autoptr (AtenaMailbox) mailbox = atena_mailbox_parse ("taro@example.com", -1, name, &reason);
  g_autoptr (AtenaRecipient) recipient =
    atena_recipient_new (2, mailbox, "taro@example.com", ATENA_REASON_NONE, values);

  return atena_recipient_stamp (recipient, "000001@example.jp", 1764000000);
}

static void
assert_text (const char *source, const char *a, const char *expected)
{
  g_autoptr (AtenaLetter) letter = make_letter (source);
  g_autoptr (AtenaRecipient) recipient = make_recipient ("", a, "");
  g_autofree char *text = atena_letter_dup_text (letter, recipient);

  g_assert_cmpstr (text, ==, expected);
}

#define ALTERNATIVE                                             \
  HEADERS "Content-Type: multipart/alternative; boundary=x\n\n" \
          "--x\n\nplain {{a}}\n--x\nContent-Type: text/html\n\n<p>html {{a}}\n--x--\n"

static void
test_text (void)
{
  assert_text (HEADERS "\nDear {{a}},\n\n1 < 2\n", "山田\r\n様", "Dear 山田\n様,\n\n1 < 2\n");
  /* Also where there is no field. */
  assert_text (HEADERS "\nDear all\n", "x", "Dear all\n");
  assert_text (ALTERNATIVE, "<x>", "plain <x>");
  assert_text (HEADERS "Content-Type: text/html\n\n<p>Dear <b>{{a}}</b>,</p><p>1 &lt; 2", "<x>",
               "Dear <x>,\n1 < 2");
  assert_text (HEADERS "Content-Type: multipart/mixed; boundary=x\n\n"
                       "--x\n\n{{a}}\n--x\nContent-Disposition: attachment\n\nno {{b}}\n"
                       "--x\n\nfooter\n--x--\n",
               "1", "1\nfooter");
}

static void
assert_size (const char *source, const char *name, const char *a)
{
  g_autoptr (AtenaLetter) letter = make_letter (source);
  g_autoptr (AtenaRecipient) recipient = make_recipient (name, a, "");
  g_autoptr (GBytes) bytes = atena_letter_render (letter, recipient);
  gsize size = g_bytes_get_size (bytes);
  gsize estimate = atena_letter_estimate_size (letter, recipient);

  g_test_message ("%" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT, estimate, size);
  g_assert_cmpuint (estimate, >, size * 95 / 100 - 60);
  g_assert_cmpuint (estimate, <, size * 105 / 100 + 120);
}

static void
test_size (void)
{
  g_autofree char *ascii = g_strnfill (50 * 1000, 'x');
  g_autofree char *signs = g_strnfill (50 * 1000, '=');
  g_autoptr (GString) japanese = g_string_new (NULL);
  g_autofree char *with_file = NULL;
  static const char *const sources[] = { HEADERS "\nDear {{a}}", HEADERS "\n山田様、{{a}}様",
                                         HEADERS "\nDear all", ALTERNATIVE };

  for (guint i = 0; i < 2000; i++)
    g_string_append (japanese, "山田太郎様\n");
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      assert_size (sources[i], "", "Taro");
      assert_size (sources[i], "山田 太郎", ascii);
      assert_size (sources[i], "山田 太郎", signs);
      assert_size (sources[i], "山田 太郎", "山田 太郎");
    }
  /* This is what base64 in the text was chosen for. */
  assert_size (sources[1], "", japanese->str);
  with_file = g_strdup_printf (HEADERS "Content-Type: multipart/mixed; boundary=x\n\n"
                                       "--x\n\n{{a}}\n--x\nContent-Type: image/png\n"
                                       "Content-Transfer-Encoding: base64\n\n%.800s\n--x--\n",
                               ascii);
  assert_size (with_file, "", "Taro");
}

static void
test_size_without_mailbox (void)
{
  static const char *const values[] = { "a", "b", "c", NULL };
  g_autoptr (AtenaLetter) letter = make_letter (HEADERS "\n{{b}}");
  g_autoptr (AtenaRecipient) recipient =
    atena_recipient_new (2, NULL, "nobody", ATENA_REASON_BAD_ADDRESS, values);

  g_assert_cmpuint (atena_letter_estimate_size (letter, recipient), >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/letter-text/is-what-the-recipient-reads", test_text);
  g_test_add_func ("/letter-text/weighs-what-the-letter-weighs", test_size);
  g_test_add_func ("/letter-text/weighs-something-for-nobody", test_size_without_mailbox);
  return g_test_run ();
}
