// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <gio/gio.h>
#include <string.h>

#include "atena-error.h"
#include "atena-letter.h"

#define HEADERS "From: shop@example.jp\nSubject: {{a}}\n"

/* What the boundaries begin with. */
#define B "=_dd56de4137951d9c92681b03416ec15f886b4482_"

static const char *const names[] = { "a", "b", "c", NULL };

typedef struct
{
  const char *source;
  const char *message;
} Refused;

static AtenaDraft *
read_draft (const char *source)
{
  g_autoptr (GBytes) bytes = g_bytes_new (source, strlen (source));
  g_autoptr (GError) error = NULL;
  AtenaDraft *draft = atena_draft_new (bytes, "letter.eml", &error);

  g_assert_no_error (error);
  return draft;
}

static AtenaLetter *
compile (AtenaDraft *draft, AtenaFields *fields, const char *seed, AtenaNewline newline)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+09:00");
  g_autoptr (GError) error = NULL;
  AtenaLetter *letter = atena_letter_new (draft, fields, NULL, seed, zone, newline, &error);

  g_assert_no_error (error);
  return letter;
}

static AtenaLetter *
make_letter (const char *source, AtenaNewline newline)
{
  g_autoptr (AtenaDraft) draft = read_draft (source);
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);

  return compile (draft, fields, "golden", newline);
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

static char *
render_for (AtenaLetter *letter, AtenaRecipient *recipient)
{
  g_autoptr (GBytes) bytes = NULL;

  g_assert_cmpint (atena_letter_find_problem (letter, recipient, NULL), ==, ATENA_REASON_NONE);
  bytes = atena_letter_render (letter, recipient);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
render (const char *source, const char *a, const char *b)
{
  g_autoptr (AtenaLetter) letter = make_letter (source, ATENA_NEWLINE_LF);
  g_autoptr (AtenaRecipient) recipient = make_recipient ("", a, b);

  return render_for (letter, recipient);
}

/* Whether the header of @letter has a field called @name. */
static guint
count_fields (const char *letter, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (letter, "\n", -1);
  g_autofree char *start = g_strconcat (name, ":", NULL);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    n += g_ascii_strncasecmp (lines[i], start, strlen (start)) == 0;
  return n;
}

/* What holds for each letter, whatever goes into it. */
static void
check_letter (const char *letter)
{
  g_auto (GStrv) lines = g_strsplit (letter, "\n", -1);

  g_assert_true (g_str_is_ascii (letter));
  g_assert_true (g_str_has_suffix (letter, "\n"));
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpuint (strlen (lines[i]), <=, 998);
  g_assert_cmpuint (count_fields (letter, "From"), ==, 1);
  g_assert_cmpuint (count_fields (letter, "To"), ==, 1);
  g_assert_cmpuint (count_fields (letter, "Subject"), ==, 1);
  g_assert_cmpuint (count_fields (letter, "Date"), ==, 1);
  g_assert_cmpuint (count_fields (letter, "Message-ID"), ==, 1);
  g_assert_cmpuint (count_fields (letter, "Cc"), ==, 0);
  g_assert_cmpuint (count_fields (letter, "Bcc"), ==, 0);
}

static void
check_ends (const char *letter, const char *end)
{
  g_test_message ("%s", letter);
  check_letter (letter);
  g_assert_true (g_str_has_suffix (letter, end));
}

static void
check_has (const char *letter, const char *lines)
{
  g_autofree char *wanted = g_strdup_printf ("\n%s\n", lines);

  g_assert_cmpstr (strstr (letter, wanted) != NULL ? wanted : letter, ==, wanted);
}

static void
test_headers (void)
{
  g_autoptr (AtenaLetter) letter = make_letter (
    "Message-ID: <x@y>\nBcc: secret@example.jp\nTo: b@example.jp\nCc: c@example.jp\n"
    "Resent-To: d@example.jp\nX-Evolution-Account: e\nDate: Thu, 1 Jan 1970 00:00:00 +0000\n"
    "Reply-To: desk@example.jp\n" HEADERS "\n{{b}}\n",
    ATENA_NEWLINE_LF);
  g_autoptr (AtenaRecipient) recipient = make_recipient ("山田", "Hello", "x");
  g_autofree char *text = render_for (letter, recipient);

  g_assert_cmpstr (text, ==,
                   "From: shop@example.jp\n"
                   "To: =?UTF-8?B?5bGx55Sw?= <taro@example.com>\n"
                   "Subject: Hello\n"
                   "Date: Tue, 25 Nov 2025 01:00:00 +0900\n"
                   "Message-ID: <000001@example.jp>\n"
                   "Reply-To: desk@example.jp\n"
                   "MIME-Version: 1.0\n"
                   "Content-Type: text/plain; charset=utf-8\n"
                   "Content-Transfer-Encoding: quoted-printable\n"
                   "\n"
                   "x\n");
}

static void
test_newline (void)
{
  static const char source[] = HEADERS "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                                       "--b\r\n\r\n{{a}}\r\n山山山山\r\n"
                                       "--b\r\nContent-Type: text/html\r\n\r\n{{a}}\r\n"
                                       "--b\r\nContent-Type: text/csv\r\n\r\n1\r\n2\n3\r\n"
                                       "--b\r\nContent-Type: message/rfc822\r\n\r\nA: b\n\nc\r\n"
                                       "--b--\r\n";
  g_autoptr (AtenaLetter) wire = make_letter (source, ATENA_NEWLINE_CRLF);
  g_autoptr (AtenaLetter) host = make_letter (source, ATENA_NEWLINE_LF);
  g_autofree char *value = g_strnfill (300, 'y');
  g_autoptr (AtenaRecipient) recipient = make_recipient (value, "x\n", "");
  g_autofree char *text = render_for (wire, recipient);
  g_autofree char *host_text = render_for (host, recipient);
  g_autoptr (GString) converted = g_string_new (text);

  for (const char *p = text; *p != '\0'; p++)
    g_assert_true ((*p == '\r') == (p[1] == '\n'));
  g_assert_null (strchr (host_text, '\r'));
  g_string_replace (converted, "\r\n", "\n", 0);
  g_assert_cmpstr (converted->str, ==, host_text);
}

static void
test_injection (void)
{
  static const char *const values[] = {
    "x\r\nBcc: y@example.org",          "x\nBcc: y@example.org",     "x\rBcc: y@example.org",
    "\r\n\r\nBcc: y@example.org",       "x\u2028Bcc: y@example.org", "x\r\n\r\nBody",
    "=?utf-8?Q?=0ABcc:_y@example.org?="
  };
  static const char source[] = HEADERS "\n{{a}}\n";

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (AtenaLetter) letter = make_letter (source, ATENA_NEWLINE_LF);
      g_autoptr (AtenaRecipient) recipient = make_recipient (values[i], values[i], "");
      g_autofree char *text = render_for (letter, recipient);

      check_letter (text);
      /* The header ends where it should. */
      g_assert_true (strstr (text, "\n\n") ==
                     strstr (text, "quoted-printable\n\n") + strlen ("quoted-printable"));
    }
}

static void
test_values (void)
{
  static const char source[] = HEADERS "\n{{a}}\n{{b|}}\n";
  g_autofree char *braces = render (source, "{{b}}", "{{a}}");
  g_autofree char *word = render (source, "=?utf-8?B?5bGx?=", "=?utf-8?B?5bGx?=");
  g_autofree char *dots = render (source, ".", ".\n..\nFrom x\n.");
  g_autofree char *boundary = render (source, "x", "--" B "0");

  check_has (braces, "Subject: {{b}}");
  check_ends (braces, "\n\n{{b}}\n{{a}}\n");
  check_has (word, "Subject: =?UTF-8?B?PT91dGYtOD9CPzViR3g/PQ==?=");
  check_ends (word, "\n\n=3D?utf-8?B?5bGx?=3D\n=3D?utf-8?B?5bGx?=3D\n");
  check_has (dots, "Subject: .");
  check_ends (dots, "\n\n=2E\n=2E\n=2E.\n=46rom x\n=2E\n");
  check_ends (boundary, "\n\nx\n--=3D_dd56de4137951d9c92681b03416ec15f886b4482_0\n");
}

static void
test_long_values (void)
{
  static const char source[] =
    HEADERS "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{{a}} {{b}}\n"
            "--b\nContent-Type: text/html\n\n<p title=\"{{a}}\">{{b}}\n--b--\n";
  static const char *const units[] = { "x", "山", "\t", "<", "=", "." };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) value = g_string_new ("x");
      g_autoptr (AtenaLetter) letter = make_letter (source, ATENA_NEWLINE_LF);
      g_autoptr (AtenaRecipient) recipient = NULL;
      g_autofree char *text = NULL;

      while (value->len < 5000)
        g_string_append (value, units[i]);
      recipient = make_recipient (value->str, value->str, value->str);
      text = render_for (letter, recipient);
      check_letter (text);
    }
}

static void
test_encodings (void)
{
  g_autofree char *ascii = render (HEADERS "\nDear {{a}}\nwith our best regards, 山田\n", "x", "");
  g_autofree char *japanese = render (HEADERS "\n{{a}}様、ご案内\n", "x", "");
  g_autofree char *fixed = render ("From: shop@example.jp\nSubject: x\n\n山\n", "x", "");
  /* What a value makes of a text counts, too. */
  g_autofree char *value = render (HEADERS "\nDear {{a}}\n", "山田商店", "");

  check_ends (ascii, "Content-Transfer-Encoding: quoted-printable\n\nDear x\n"
                     "with our best regards, =E5=B1=B1=E7=94=B0\n");
  check_ends (japanese, "Content-Transfer-Encoding: base64\n\neOanmOOAgeOBlOahiOWGhQ0K\n");
  check_ends (fixed, "Content-Transfer-Encoding: base64\n\n5bGxDQo=\n");
  check_ends (value, "Content-Transfer-Encoding: base64\n\nRGVhciDlsbHnlLDllYblupcNCg==\n");
}

static void
test_text_headers (void)
{
  g_autofree char *text =
    render (HEADERS "Content-Type: text/plain; charset=\"Shift_JIS\"; format=flowed; delsp=yes\n"
                    "Content-Transfer-Encoding: 8bit\nContent-MD5: x\nContent-Length: 3\n"
                    "Content-Description: d\nContent-Language: ja\nContent-Location: l\n"
                    "Content-ID: <i>\nContent-Disposition: inline\nX-Part: p\n\n{{a}}\n",
            "x", "");

  check_ends (text, "MIME-Version: 1.0\n"
                    "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n"
                    "Content-Disposition: inline\n"
                    "Content-ID: <i>\n"
                    "Content-Description: d\n"
                    "Content-Location: l\n"
                    "Content-Language: ja\n"
                    "Content-Transfer-Encoding: quoted-printable\n"
                    "\nx\n");
}

/* A draft with one part of its own, rendered; returned is what stands between its boundaries. */
static char *
render_part (const char *part)
{
  g_autofree char *source =
    g_strconcat (HEADERS "Content-Type: multipart/mixed; boundary=b\n\n--b\n", part,
                 "\n--b\n\n{{a}}\n--b--\n", NULL);
  g_autofree char *text = render (source, "x", "");
  g_auto (GStrv) parts = g_strsplit (text, "--" B "0\n", -1);

  check_letter (text);
  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  return g_strdup (parts[1]);
}

static void
check_part (const char *part, const char *written)
{
  g_autofree char *text = render_part (part);

  g_assert_cmpstr (text, ==, written);
}

static void
test_static_parts (void)
{
  g_autofree char *long_line = g_strnfill (999, 'x');
  g_autofree char *long_part = g_strconcat ("Content-Type: text/x\n\n", long_line, NULL);
  g_autofree char *written = render_part (long_part);

  /* As they are, if they can be. */
  check_part ("Content-Type: text/csv\n\n{{a}},1", "Content-Type: text/csv\n"
                                                   "Content-Transfer-Encoding: 7bit\n"
                                                   "\n{{a}},1\n");
  check_part ("Content-Type: x/y\nContent-Transfer-Encoding: base64\n\nAA\nAA",
              "Content-Type: x/y\nContent-Transfer-Encoding: base64\n\nAA\nAA\n");
  check_part ("Content-Type: text/csv\nContent-Transfer-Encoding: Quoted-Printable\n\n=E5=\n=2E",
              "Content-Type: text/csv\nContent-Transfer-Encoding: quoted-printable\n\n=E5=\n=2E\n");
  check_part ("Content-Type: text/plain\nContent-Disposition: attachment\n\n{{a}}",
              "Content-Type: text/plain\nContent-Transfer-Encoding: 7bit\n"
              "Content-Disposition: attachment\n\n{{a}}\n");
  check_part ("Content-Type: x/y\n", "Content-Type: x/y\nContent-Transfer-Encoding: 7bit\n\n\n");
  check_part ("Content-Type: x/y", "Content-Type: x/y\nContent-Transfer-Encoding: 7bit\n\n\n");
  /* Encoded, if they cannot. */
  check_part ("Content-Type: text/csv\nContent-Transfer-Encoding: 8bit\n\n山\n.",
              "Content-Type: text/csv\nContent-Transfer-Encoding: quoted-printable\n"
              "\n=E5=B1=B1\n=2E\n");
  check_part ("Content-Type: x/y\nContent-Transfer-Encoding: binary\n\n\x01\n",
              "Content-Type: x/y\nContent-Transfer-Encoding: base64\n\nAQo=\n");
  check_part ("Content-Type: x/y\nContent-Transfer-Encoding: x-uuencode\n\n"
              "begin 644 a\n#0V%T\n`\nend",
              "Content-Type: x/y\nContent-Transfer-Encoding: base64\n\nQ2F0\n");
  g_assert_nonnull (strstr (written, "quoted-printable\n\nxxx"));
}

static void
test_nul (void)
{
  static const char source[] =
    HEADERS "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{{a}}\n"
            "--b\nContent-Type: text/csv; charset=utf-16\n\n\0a\0\n\n"
            "--b\nContent-Type: message/rfc822\n\nContent-Type: multipart/mixed; boundary=b\n"
            "--b\nA:\0\n\n\0\n--b\nB\n";
  g_autoptr (GBytes) bytes = g_bytes_new (source, sizeof source - 1);
  g_autoptr (AtenaDraft) draft = atena_draft_new (bytes, "letter.eml", NULL);
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);
  g_autoptr (AtenaLetter) letter = compile (draft, fields, "golden", ATENA_NEWLINE_LF);
  g_autoptr (AtenaRecipient) recipient = make_recipient ("", "x", "");
  g_autofree char *text = render_for (letter, recipient);

  check_letter (text);
  check_has (text, "Content-Transfer-Encoding: base64\n\nAGEACg==");
}

static void
test_file_names (void)
{
#define BODY "Content-Transfer-Encoding: 7bit\n"
  static const char *const kept[] = {
    "filename=\"a.pdf\"",
    "filename=\"=?ISO-2022-JP?B?GyRCOzMbKEI=?=\"",
    "filename*=iso-2022-jp''%1B%24B%3B3%1B%28B",
    "\n filename*0*=utf-8''%E5;\n\tfilename*1*=%B1%B1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *part =
        g_strdup_printf ("Content-Type: x/y\nContent-Disposition: attachment; %s\n\nz", kept[i]);
      g_autofree char *written =
        g_strdup_printf ("Content-Type: x/y\n" BODY "Content-Disposition: attachment; %s\n\nz\n",
                         kept[i]);

      check_part (part, written);
    }
  check_part ("Content-Type: x/y; name=\"山\"\nContent-Disposition: attachment; filename=\"山\"\n"
              "Content-Description: 山\nContent-ID: <山>\n\nz",
              "Content-Type: x/y; name*=UTF-8''%E5%B1%B1\n" BODY
              "Content-Disposition: attachment; filename*=UTF-8''%E5%B1%B1\n"
              "Content-ID: =?UTF-8?B?POWxsT4=?=\n"
              "Content-Description: =?UTF-8?B?5bGx?=\n\nz\n");
}

static void
test_hostile_headers (void)
{
#define SENT "Content-Transfer-Encoding: 7bit\n"
  /* Of two that contradict each other the last, which is the one that GMime believes. */
  check_part ("Content-Type: x/y\nContent-Type: x/z\n\nz", "Content-Type: x/z\n" SENT "\nz\n");
  check_part ("Content-Type: x/y\nContent-Type: multipart/mixed; boundary=c\n\n"
              "--c\nContent-Type: x/y\n\nz\n--c--",
              "Content-Type: multipart/mixed;\n\tboundary=\"" B "1\"\n\n"
              "--" B "1\nContent-Type: x/y\n" SENT "\nz\n--" B "1--\n\n");
  check_part ("Content-Type: x/y\nContent-Disposition: attachment\n"
              "Content-Disposition: inline\n\nz",
              "Content-Type: x/y\n" SENT "Content-Disposition: inline\n\nz\n");
  /* Some servers take a blank line for the end of the header. */
  check_part ("Content-Type: x/y;\n \n a=b\n\nz", "Content-Type: x/y; a=b\n" SENT "\nz\n");
  check_part ("Content-Type: x/y; name*=utf-8''a%0D%0ABcc:%20x; b=\xff\n\nz",
              "Content-Type: x/y; name=\"a Bcc: x\"; b*=UTF-8''%C3%BF\n" SENT "\nz\n");
  check_part ("Content-Type: x/y; a\xff=b; \xff=c;\n"
              " a12345678901234567890123456789012=d; c=\"山\"\n\nz",
              "Content-Type: x/y; c*=UTF-8''%E5%B1%B1\n" SENT "\nz\n");
  /* There is room for the name of a parameter and not for its value. */
  check_part ("Content-Type: x/y; "
              "a1234567890123456789012345678901234567890123456789012345678901234567890=\"山\"\n"
              "\nz",
              "Content-Type: x/y\n" SENT "\nz\n");
  check_part ("Content-Type: \xff/\xff; a=b\n\nz",
              "Content-Type: application/octet-stream\n" SENT "\nz\n");
  check_part ("Content-Type: multipart/\xff; a=b; boundary=c\n\n"
              "--c\nContent-Type: x/y\n\nz\n--c--",
              "Content-Type: multipart/mixed;\n\tboundary=\"" B "1\"\n\n"
              "--" B "1\nContent-Type: x/y\n" SENT "\nz\n--" B "1--\n\n");
  check_part ("Content-Type: x/y\nContent-Disposition: \xff; filename=a\n\nz",
              "Content-Type: x/y\n" SENT "\nz\n");
  check_part ("Content-Type: x/y\nContent-Disposition: a; filename*=utf-8''%0D%0ABcc:%20x\xff\n\nz",
              "Content-Type: x/y\n" SENT
              "Content-Disposition: a; filename*=UTF-8''%20Bcc%3A%20x%C3%BF\n\nz\n");
  check_part ("Content-Type: x/y\nContent-Description: =?utf-8?Q?=0ABcc:?=\xff\n\nz",
              "Content-Type: x/y\n" SENT "Content-Description: =?UTF-8?B?IEJjYzrDvw==?=\n\nz\n");
  check_part ("Content-Type: x/y\nContent-Description:\nContent-ID: =?utf-8?Q?_?=\n\nz",
              "Content-Type: x/y\n" SENT "Content-ID: =?utf-8?Q?_?=\n\nz\n");
}

static void
test_boundaries (void)
{
  static const char source[] =
    HEADERS "Content-Type: multipart/mixed; boundary=b; x=y\n\npreamble\n--b\n"
            "Content-Type: multipart/related; boundary=c\n\n--c\n\n{{a}}\n--c--\nepilogue\n"
            "--b\nContent-Type: multipart/mixed; boundary=d\n\n--d--\n--b--\nepilogue\n";
  g_autoptr (AtenaDraft) draft = read_draft (source);
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);
  g_autoptr (AtenaLetter) one = compile (draft, fields, "golden", ATENA_NEWLINE_LF);
  g_autoptr (AtenaLetter) other = compile (draft, fields, "other", ATENA_NEWLINE_LF);
  g_autoptr (AtenaRecipient) recipient = make_recipient ("", "x", "");
  g_autofree char *text = render_for (one, recipient);
  g_autofree char *other_text = render_for (other, recipient);

  check_ends (text, "Content-Type: multipart/mixed;\n\tboundary=\"" B "0\"; x=y\n\n"
                    "--" B "0\n"
                    "Content-Type: multipart/related;\n\tboundary=\"" B "1\"\n\n"
                    "--" B "1\n"
                    "Content-Type: text/plain; charset=utf-8\n"
                    "Content-Transfer-Encoding: quoted-printable\n\n"
                    "x\n"
                    "--" B "1--\n\n"
                    "--" B "0\n"
                    "Content-Type: multipart/mixed;\n\tboundary=\"" B "2\"\n\n"
                    "--" B "2\n\n\n"
                    "--" B "2--\n\n"
                    "--" B "0--\n");
  g_assert_null (strstr (other_text, B));
}

static void
test_attached_messages (void)
{
#define MESSAGE "Content-Type: message/rfc822\n\n"
  /* As it is. */
  check_part (MESSAGE "A: b\n c\nBcc: x\nContent-Type: multipart/mixed; boundary=z\n\npre\n--z\n"
                      "\n{{a}}\n.\n--z--\npost",
              MESSAGE "A: b\n c\nBcc: x\nContent-Type: multipart/mixed; boundary=z\n\npre\n--z\n"
                      "\n{{a}}\n.\n--z--\npost\n");
  check_part (MESSAGE, MESSAGE "\n\n");
  /* Its body encoded. */
  check_part (MESSAGE "A: b\nContent-Type: text/plain; charset=utf-8\n"
                      "Content-Transfer-Encoding: 8bit\n\na山, and nothing else but ASCII\n",
              MESSAGE "A: b\nContent-Type: text/plain; charset=utf-8\n"
                      "Content-Transfer-Encoding: quoted-printable\n\n"
                      "a=E5=B1=B1, and nothing else but ASCII\n\n");
  check_part (MESSAGE "A: b\nContent-Type: multipart/mixed; boundary=z\n\n--z\n"
                      "Content-Type: text/plain\n\n山\n--z\nContent-Type: x/y\n--z\n"
                      "Content-Type: message/rfc822\n\nA: b\n\n山\n--z\n"
                      "Content-Type: message/rfc822\n\n--z--\n",
              MESSAGE "A: b\nContent-Type: multipart/mixed; boundary=z\n\n--z\n"
                      "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n5bGx\n"
                      "\n--z\nContent-Type: x/y\n\n"
                      "\n--z\nContent-Type: message/rfc822\n\nA: b\n"
                      "Content-Transfer-Encoding: base64\n\n5bGx\n"
                      "\n--z\nContent-Type: message/rfc822\n\n\n"
                      "\n--z--\n\n");
  /* As a file. */
  check_part (MESSAGE "\xff: a\n\nx", "Content-Type: application/octet-stream; name=message.eml\n"
                                      "Content-Transfer-Encoding: base64\n\n/zogYQ0KDQp4\n");
  check_part (MESSAGE "Subject: 山\n\nx\n", "Content-Type: application/octet-stream; "
                                            "name=message.eml\n"
                                            "Content-Transfer-Encoding: base64\n\n"
                                            "U3ViamVjdDog5bGxDQoNCngNCg==\n");
  check_part (MESSAGE "Content-Type: multipart/signed; boundary=z\n\n--z\n\n山\n--z\n\nx\n--z--\n",
              "Content-Type: application/octet-stream; name=message.eml\n"
              "Content-Transfer-Encoding: base64\n\n"
              "Q29udGVudC1UeXBlOiBtdWx0aXBhcnQvc2lnbmVkOyBib3VuZGFyeT16DQoNCi0teg0KDQrlsbEN\n"
              "Ci0teg0KDQp4DQotLXotLQ0K\n");
}

/* Compiling a letter leaves its draft as it was. */
static void
test_same_draft (void)
{
  g_autoptr (AtenaDraft) draft =
    read_draft (HEADERS "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{{a}}\n"
                        "--b\nContent-Type: message/rfc822\n\nSubject: "
                        "山\nContent-Transfer-Encoding: 8bit\n\n山\n--b--\n");
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);
  g_autoptr (AtenaLetter) one = compile (draft, fields, "golden", ATENA_NEWLINE_LF);
  g_autoptr (AtenaLetter) other = compile (draft, fields, "golden", ATENA_NEWLINE_LF);
  g_autoptr (AtenaRecipient) recipient = make_recipient ("", "x", "");
  g_autofree char *text = render_for (one, recipient);
  g_autofree char *other_text = render_for (other, recipient);

  g_assert_cmpstr (text, ==, other_text);
}

static void
test_from (void)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autoptr (AtenaMailbox) from = atena_mailbox_parse ("other@example.jp", -1, "他", &reason);
  g_autoptr (AtenaDraft) draft = read_draft (HEADERS "\n{{a}}\n");
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (AtenaLetter) letter =
    atena_letter_new (draft, fields, from, "seed", zone, ATENA_NEWLINE_LF, NULL);
  g_autoptr (AtenaLetter) plain =
    atena_letter_new (draft, fields, NULL, "seed", zone, ATENA_NEWLINE_LF, NULL);
  g_autoptr (AtenaRecipient) recipient = make_recipient ("", "x", "");
  g_autofree char *text = render_for (letter, recipient);

  g_assert_true (g_str_has_prefix (text, "From: =?UTF-8?B?5LuW?= <other@example.jp>\n"));
  check_has (text, "Date: Mon, 24 Nov 2025 16:00:00 +0000");
  g_assert_true (atena_letter_get_from (letter) == from);
  g_assert_true (atena_letter_get_from (plain) == atena_draft_get_from (draft));
  g_assert_true (atena_letter_get_fields (letter) == fields);
}

static void
test_faults (void)
{
  static const Refused cases[] = {
    { "From: shop@example.jp\nSubject: a {{z}}\n\nx\n",
      "letter.eml: Subject, line 1, column 3: The list has no field “z”" },
    { HEADERS "\nx\n {{zzz}}\n",
      "letter.eml: plain text, line 2, column 2: The list has no field “zzz”" },
    { HEADERS "Content-Type: text/html\n\n<p {{a}}>\n",
      "letter.eml: HTML, line 1, column 4: No field can stand inside a tag, a script or a style; "
      "in the value of an attribute it needs quotation marks around it" },
    { HEADERS "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\n\n{{\n--b--\n",
      "letter.eml: plain text, line 1, column 1: The field never ends" },
  };
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaDraft) draft = read_draft (cases[i].source);
      g_autoptr (GError) error = NULL;

      g_assert_null (
        atena_letter_new (draft, fields, NULL, "seed", zone, ATENA_NEWLINE_LF, &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_blank (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    const char *blank;
  } cases[] = {
    { "x", "x", NULL },
    { "\u3000", "", "a" },
    { "x", "", "b" },
  };
  g_autoptr (AtenaLetter) letter = make_letter (HEADERS "\n{{b}} {{c|none}}\n", ATENA_NEWLINE_LF);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaRecipient) recipient = make_recipient ("", cases[i].a, cases[i].b);

      const char *field = NULL;

      g_assert_cmpint (atena_letter_find_problem (letter, recipient, &field), ==,
                       cases[i].blank != NULL ? ATENA_REASON_EMPTY_FIELD : ATENA_REASON_NONE);
      g_assert_cmpstr (field, ==, cases[i].blank);
    }
}

static void
test_digest (void)
{
  static const struct
  {
    const char *name;
    const char *a;
    const char *b;
    gboolean same;
  } cases[] = {
    { "Taro", "x", "y", TRUE },  { "Hanako", "x", "y", TRUE },  { "Taro", "x ", "y", FALSE },
    { "Taro", "x", "z", FALSE }, { "Taro", "x\ny", "", FALSE },
  };
  g_autoptr (AtenaLetter) letter = make_letter (HEADERS "\n{{b|y}}\n", ATENA_NEWLINE_LF);
  g_autoptr (AtenaRecipient) first = make_recipient ("Taro", "x", "");
  g_autofree char *digest = atena_letter_digest (letter, first);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaRecipient) recipient = make_recipient (cases[i].name, cases[i].a, cases[i].b);
      g_autofree char *other = atena_letter_digest (letter, recipient);

      g_assert_cmpint (g_str_equal (digest, other), ==, cases[i].same);
    }
}

/* Text that moves from one part to the next makes another letter. */
static void
test_digest_parts (void)
{
  g_autoptr (AtenaLetter) letter =
    make_letter ("From: shop@example.jp\nSubject: {{a|}}\nContent-Type: text/html\n\n{{b|}}",
                 ATENA_NEWLINE_LF);
  g_autoptr (AtenaRecipient) one = make_recipient ("", "xy", "z");
  g_autoptr (AtenaRecipient) other = make_recipient ("", "x", "yz");
  g_autofree char *digest = atena_letter_digest (letter, one);
  g_autofree char *other_digest = atena_letter_digest (letter, other);

  g_assert_cmpstr (digest, !=, other_digest);
}

static void
test_subject (void)
{
  g_autoptr (AtenaLetter) letter =
    make_letter ("From: shop@example.jp\nSubject: To {{a}}{{b|!}}\n\nx\n", ATENA_NEWLINE_LF);
  g_autoptr (AtenaRecipient) recipient = make_recipient ("", "山\r\n田", "");
  g_autofree char *subject = atena_letter_dup_subject (letter, recipient);

  g_assert_cmpstr (subject, ==, "To 山 田!");
}

static gpointer
render_many (gpointer data)
{
  AtenaLetter *letter = data;
  g_autoptr (AtenaRecipient) recipient = make_recipient ("山田", "x", "y");
  g_autofree char *first = render_for (letter, recipient);

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *again = render_for (letter, recipient);

      g_assert_cmpstr (again, ==, first);
    }
  return g_steal_pointer (&first);
}

static void
test_threads (void)
{
  g_autoptr (AtenaLetter) letter = make_letter (
    HEADERS "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{{a}}\n--b\n\n山{{b}}\n--b--\n",
    ATENA_NEWLINE_CRLF);
  GThread *threads[4];
  g_autofree char *expected = render_many (letter);

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, render_many, letter);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree char *text = g_thread_join (threads[i]);

      g_assert_cmpstr (text, ==, expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter/has-one-recipient-and-known-headers", test_headers);
  g_test_add_func ("/letter/ends-all-lines-alike", test_newline);
  g_test_add_func ("/letter/keeps-values-in-their-header", test_injection);
  g_test_add_func ("/letter/never-expands-or-decodes-values", test_values);
  g_test_add_func ("/letter/breaks-lines-of-any-length", test_long_values);
  g_test_add_func ("/letter/encodes-each-text-the-shorter-way", test_encodings);
  g_test_add_func ("/letter/keeps-what-describes-a-text", test_text_headers);
  g_test_add_func ("/letter/leaves-static-parts-alone", test_static_parts);
  g_test_add_func ("/letter/carries-nul", test_nul);
  g_test_add_func ("/letter/keeps-file-names-as-they-are-encoded", test_file_names);
  g_test_add_func ("/letter/tames-hostile-part-headers", test_hostile_headers);
  g_test_add_func ("/letter/makes-boundaries-from-the-seed", test_boundaries);
  g_test_add_func ("/letter/leaves-attached-messages-alone", test_attached_messages);
  g_test_add_func ("/letter/leaves-its-draft-alone", test_same_draft);
  g_test_add_func ("/letter/comes-from-whom-it-is-told", test_from);
  g_test_add_func ("/letter/says-which-text-is-wrong", test_faults);
  g_test_add_func ("/letter/names-the-first-blank-field", test_blank);
  g_test_add_func ("/letter/tells-letters-apart", test_digest);
  g_test_add_func ("/letter/tells-parts-apart", test_digest_parts);
  g_test_add_func ("/letter/shows-its-subject", test_subject);
  g_test_add_func ("/letter/is-the-same-in-each-thread", test_threads);
  return g_test_run ();
}
