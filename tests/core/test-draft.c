// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "atena-draft-private.h"
#include "atena-error.h"

/* Parts that make a message of one header more. */
#define FROM "From: Shop <shop@example.jp>\n"
#define TEXT "\nHello\n"

typedef struct
{
  const char *source;
  const char *expected;
} Case;

/* Names the message on trial, should the test fail. */
static void
say (const char *source)
{
  g_autofree char *escaped = g_strescape (source, NULL);

  g_test_message ("%s", escaped);
}

static AtenaDraft *
read_draft_length (const char *source, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (source, length);

  return atena_draft_new (bytes, "letter.eml", error);
}

static AtenaDraft *
read_draft (const char *source)
{
  g_autoptr (GError) error = NULL;
  AtenaDraft *draft = read_draft_length (source, strlen (source), &error);

  say (source);
  g_assert_no_error (error);
  g_assert_nonnull (draft);
  return draft;
}

static void
check_refused (const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtenaDraft) draft =
        read_draft_length (cases[i].source, strlen (cases[i].source), &error);

      say (cases[i].source);
      g_assert_null (draft);
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].expected);
    }
}

/* The texts of the draft's template parts, each in brackets, in the order of the message. */
static void
collect_texts (AtenaDraft *draft, GMimeObject *part, GString *out)
{
  const char *text = atena_draft_get_text (draft, part);

  if (text != NULL)
    g_string_append_printf (out, "[%s]", text);
  if (GMIME_IS_MULTIPART (part))
    for (int i = 0; i < g_mime_multipart_get_count (GMIME_MULTIPART (part)); i++)
      collect_texts (draft, g_mime_multipart_get_part (GMIME_MULTIPART (part), i), out);
}

static void
check_texts (const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (AtenaDraft) draft = read_draft (cases[i].source);
      g_autoptr (GString) texts = g_string_new (NULL);

      collect_texts (draft, atena_draft_get_content (draft), texts);
      g_assert_cmpstr (texts->str, ==, cases[i].expected);
    }
}

static void
test_plain (void)
{
  static const char source[] = "From: Shop <shop@example.jp>\r\nTo: a@example.jp\r\n"
                               "Subject: Hello {{name}}\r\n\r\nDear {{name}}\r\n";
  g_autoptr (AtenaDraft) draft = read_draft (source);
  g_autoptr (GBytes) bytes = g_bytes_new (source, strlen (source));

  g_assert_cmpstr (atena_draft_get_name (draft), ==, "letter.eml");
  g_assert_cmpstr (atena_draft_get_subject (draft), ==, "Hello {{name}}");
  g_assert_cmpstr (atena_mailbox_get_name (atena_draft_get_from (draft)), ==, "Shop");
  g_assert_cmpstr (atena_mailbox_get_path (atena_draft_get_from (draft)), ==, "shop@example.jp");
  g_assert_cmpuint (atena_draft_get_n_addressees (draft), ==, 1);
  g_assert_true (g_bytes_equal (atena_draft_get_bytes (draft), bytes));
}

static void
test_no_message (void)
{
  static const Case cases[] = {
    { "", "letter.eml is empty" },
    { "\n", "letter.eml is no message file: it has no From header" },
    { "name,email\na,b@example.jp\n", "letter.eml is no message file" },
    { "Subject: x\n\ny\n", "letter.eml is no message file: it has no From header" },
    { "From:\n" TEXT, "letter.eml: From must hold exactly one email address" },
    { "From: a@example.jp, b@example.jp\n" TEXT,
      "letter.eml: From must hold exactly one email address" },
    { "From: a@example.jp\nFrom: a@example.jp\n" TEXT,
      "letter.eml: From must hold exactly one email address" },
    { "From: shop\n" TEXT, "letter.eml: From: “shop”: The email address is not written correctly" },
    { "From: Shop <a..b@example.jp>\n" TEXT,
      "letter.eml: From: “Shop <a..b@example.jp>”: The email address is not written correctly" },
    { "From: =?x-none?Q?a?= <a@example.jp>\n" TEXT,
      "letter.eml: From: The character set “x-none” is not known here" },
    { "From: \xe9 <a@example.jp>\n" TEXT,
      "letter.eml: the header From is neither encoded nor in UTF-8" },
  };

  check_refused (cases, G_N_ELEMENTS (cases));
}

static void
test_bad_headers (void)
{
  static const Case cases[] = {
    { FROM "Reply-To: a@example.jp, desk\n" TEXT,
      "letter.eml: Reply-To: “desk”: The email address is not written correctly" },
    { FROM "Reply-To: desk:;\n" TEXT,
      "letter.eml: Reply-To: “desk:;”: The email address is not written correctly" },
    { FROM "Reply-To: \"a\\\n" TEXT,
      "letter.eml: Reply-To: “\"a\\”: The email address is not written correctly" },
    { FROM "Disposition-Notification-To: desk\n" TEXT,
      "letter.eml: Disposition-Notification-To: “desk”: The email address is not written "
      "correctly" },
    { FROM "Subject: =?x-none?Q?a?=\n" TEXT,
      "letter.eml: Subject: The character set “x-none” is not known here" },
    { FROM "Subject: \xe9\n" TEXT,
      "letter.eml: the header Subject is neither encoded nor in UTF-8" },
    { FROM "Organization: \xe9\n" TEXT,
      "letter.eml: the header Organization is neither encoded nor in UTF-8" },
    { FROM "References: <\xe9>\n" TEXT,
      "letter.eml: the header References is neither encoded nor in UTF-8" },
  };

  check_refused (cases, G_N_ELEMENTS (cases));
}

static void
test_locked (void)
{
#define LOCKED "letter.eml is signed or encrypted, which would break in each letter"
  static const Case cases[] = {
    { FROM "Content-Type: multipart/signed; boundary=b\n\n--b\n\nx\n--b\n\ny\n--b--\n", LOCKED },
    { FROM "Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b\n\ny\n--b--\n", LOCKED },
    { FROM "Content-Type: multipart/mixed; boundary=a\n\n--a\n"
           "Content-Type: multipart/signed; boundary=b\n\n--b\n\nx\n--b\n\ny\n--b--\n--a--\n",
      LOCKED },
    { FROM "Content-Type: application/pkcs7-mime\nContent-Disposition: attachment\n" TEXT, LOCKED },
    { FROM "Content-Type: application/x-pkcs7-mime\n" TEXT, LOCKED },
    { FROM "Content-Type: multipart/mixed; boundary=a\n\n--a\n\nx\n--a\n"
           "Content-Type: application/pkcs7-mime\n\nx\n--a--\n",
      LOCKED },
  };

  check_refused (cases, G_N_ELEMENTS (cases));
}

static void
test_no_text (void)
{
  static const Case cases[] = {
    { FROM "Content-Type: image/png\n" TEXT, "letter.eml holds no text" },
    { FROM "Content-Disposition: attachment\n" TEXT, "letter.eml holds no text" },
    { FROM "Content-Type: message/rfc822\n\n" FROM TEXT, "letter.eml holds no text" },
    { FROM "Content-Type: multipart/mixed; boundary=a\n\nx\n", "letter.eml holds no text" },
    { FROM "Content-Type: multipart/mixed; boundary=a\nContent-Disposition: attachment\n\n"
           "--a\n\nx\n--a--\n",
      "letter.eml holds no text" },
    { FROM "Content-Type: text/plain; charset=x-none\n" TEXT,
      "letter.eml: The character set “x-none” is not known here" },
    { FROM "Content-Type: text/plain; charset=utf-8\n\n\xe9\n",
      "letter.eml: There is text that is not in the character set “utf-8” as it should be" },
  };

  check_refused (cases, G_N_ELEMENTS (cases));
}

static void
test_depth (void)
{
  for (guint depth = 30; depth < 3000; depth += depth < 34 ? 1 : 2000)
    {
      g_autoptr (GString) source = g_string_new (FROM);
      g_autoptr (GError) error = NULL;
      g_autoptr (AtenaDraft) draft = NULL;

      for (guint i = 0; i < depth; i++)
        g_string_append_printf (source,
                                "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n\n\n--b%u\n",
                                i, i, i);
      draft = read_draft_length (source->str, source->len, &error);
      if (depth <= 32)
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
          g_assert_cmpstr (error->message, ==,
                           "letter.eml has parts within parts, too many to read");
        }
    }
}

static void
test_texts (void)
{
  static const Case cases[] = {
    { FROM TEXT, "[Hello\n]" },
    { FROM "\n", "[]" },
    { FROM, "[]" },
    { FROM "\na\r\nb\rc\n", "[a\nb\nc\n]" },
    { FROM "\n山\n", "[山\n]" },
    { FROM "Content-Transfer-Encoding: base64\n\n5bGx\n", "[山]" },
    { FROM "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/plain\n--a--\n",
      "[]" },
    { FROM "Content-Transfer-Encoding: quoted-printable\n\n=E5=B1=\n=B1\n", "[山\n]" },
    { FROM "Content-Type: text/plain; charset=Shift_JIS\n\n\x87\x40\n", "[①\n]" },
    { FROM "Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B;3\x1b(B\n", "[山\n]" },
    { FROM "Content-Type: TEXT/HTML\n\n<p>\n", "[<p>\n]" },
    { FROM "Content-Disposition: inline\n" TEXT, "[Hello\n]" },
    { FROM "Content-Type: multipart/mixed; boundary=a\n\npreamble\n"
           "--a\n\nx\n"
           "--a\nContent-Type: text/html\n\ny\n"
           "--a\nContent-Type: text/csv\n\nz\n"
           "--a\nContent-Disposition: attachment\n\nz\n"
           "--a\nContent-Type: application/pkcs7-mime\nContent-Disposition: attachment\n\nz\n"
           "--a\nContent-Type: message/rfc822\n\n" FROM "\nz\n"
           "--a\nContent-Type: multipart/mixed; boundary=b\nContent-Disposition: attachment\n\n"
           "--b\n\nz\n--b--\n"
           "--a--\n",
      "[x][y]" },
  };

  check_texts (cases, G_N_ELEMENTS (cases));
}

static void
test_html_charset (void)
{
#define HTML FROM "Content-Type: text/html\n\n"
  static const Case cases[] = {
    { HTML "<meta charset=\"Shift_JIS\">", "[<meta charset=\"utf-8\">]" },
    { HTML "<META\nCHARSET = sjis/>", "[<META\nCHARSET = utf-8/>]" },
    { HTML "<meta http-equiv='Content-Type' content='text/html; charset=ISO-2022-JP'>",
      "[<meta http-equiv='Content-Type' content='text/html; charset=utf-8'>]" },
    { HTML "<meta name=a><p title='charset=sjis'>", "[<meta name=a><p title='charset=sjis'>]" },
    { FROM "\n<meta charset=sjis>", "[<meta charset=sjis>]" },
  };

  check_texts (cases, G_N_ELEMENTS (cases));
}

static void
test_subject (void)
{
  static const Case cases[] = {
    { FROM TEXT, "" },
    { FROM "Subject: 山\n" TEXT, "山" },
    { FROM "Subject: =?utf-8?B?5bGx?=\n =?utf-8?B?55Sw?=\n" TEXT, "山田" },
    { FROM "Subject: a\n\tb\r\n c\n" TEXT, "a b c" },
    { FROM "Subject: =?utf-8?Q?a=0D=0ABcc:_b?=\n" TEXT, "a Bcc: b" },
    { FROM "subject: a\nSubject: b\n" TEXT, "a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaDraft) draft = read_draft (cases[i].source);

      g_assert_cmpstr (atena_draft_get_subject (draft), ==, cases[i].expected);
    }
}

static void
test_from (void)
{
  static const struct
  {
    const char *header;
    const char *name;
    const char *path;
  } cases[] = {
    { "From: shop@example.jp\n", "", "shop@example.jp" },
    { "From: \"Shop, the\" <shop@example.jp>\n", "Shop, the", "shop@example.jp" },
    { "From: \"a \\\" , b\" <shop@example.jp>\n", "a \" , b", "shop@example.jp" },
    { "From:\n =?utf-8?B?5bGx?=\n =?utf-8?B?55Sw?= <shop@example.jp>\n", "山田",
      "shop@example.jp" },
    { "From: 山田 <shop@example.jp>\n", "山田", "shop@example.jp" },
    { "From: =?utf-8?B?5bGxDQpCY2M6IHhAeQ==?= <shop@example.jp>\n", "山 Bcc: x@y",
      "shop@example.jp" },
    { "From: t..x@docomo.ne.jp\n", "", "\"t..x\"@docomo.ne.jp" },
    { "From: \"t..x\"@docomo.ne.jp\n", "", "\"t..x\"@docomo.ne.jp" },
    { "From: Taro <.foo@docomo.ne.jp>,\n", "Taro", "\".foo\"@docomo.ne.jp" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = g_strconcat (cases[i].header, TEXT, NULL);
      g_autoptr (AtenaDraft) draft = read_draft (source);
      AtenaMailbox *from = atena_draft_get_from (draft);

      g_assert_cmpstr (atena_mailbox_get_name (from), ==, cases[i].name);
      g_assert_cmpstr (atena_mailbox_get_path (from), ==, cases[i].path);
    }
}

/* Programs that save a message as a mailbox put a line before it. */
static void
test_mailbox_file (void)
{
  g_autoptr (AtenaDraft) draft =
    read_draft ("From shop@example.jp Tue Nov 25 01:00:00 2025\n" FROM "Subject: a\n" TEXT);

  g_assert_cmpstr (atena_draft_get_subject (draft), ==, "a");
}

static void
test_kept_headers (void)
{
  static const Case cases[] = {
    { FROM "To: a@example.jp\nCc: a@example.jp\nBcc: a@example.jp\nSender: a@example.jp\n"
           "Date: x\nMessage-ID: <a@b>\nSubject: x\nReceived: x\nReturn-Path: <a@b>\n"
           "Resent-To: a@example.jp\nResent-Bcc: a@example.jp\nX-Evolution-Identity: x\n"
           "List-Unsubscribe: <a>\nMIME-Version: 1.0\nContent-Type: text/plain\n" TEXT,
      "" },
    { FROM "References: <a@b>\n <c@d>\n e\nIn-Reply-To: Your <c@d> message <e\nImportance: high\n"
           "X-MSMail-Priority: High\nX-Priority: 1\nPriority: urgent\n"
           "Organization: =?iso-2022-jp?B?GyRCOzMbKEI=?=\n"
           "Disposition-Notification-To: t..x@docomo.ne.jp\n"
           "reply-to: , \"a,b\" <a@example.jp>,, 山 <b@example.jp>\n" TEXT,
      "Reply-To: \"a,b\" <a@example.jp>, =?UTF-8?B?5bGx?= <b@example.jp>\n"
      "Organization: =?UTF-8?B?5bGx?=\n"
      "Priority: urgent\n"
      "X-Priority: 1\n"
      "X-MSMail-Priority: High\n"
      "Importance: high\n"
      "Disposition-Notification-To: \"t..x\"@docomo.ne.jp\n"
      "In-Reply-To: <c@d>\n"
      "References: <a@b> <c@d>\n" },
    { FROM
      "Organization: =?utf-8?Q?a=0D=0ABcc:_b?=\nReply-To:\nPriority:\nReferences: <a\n b>\n" TEXT,
      "Organization: a Bcc: b\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaDraft) draft = read_draft (cases[i].source);

      g_assert_cmpstr (atena_draft_get_kept_headers (draft), ==, cases[i].expected);
    }
}

static void
test_addressees (void)
{
  static const struct
  {
    const char *headers;
    guint n;
  } cases[] = {
    { "", 0 },
    { "To: undisclosed-recipients:;\n", 0 },
    { "To: a@example.jp, \"b, c\" <b@example.jp>\nCc: c@example.jp\nBcc: d@example.jp,\n e@f\n",
      5 },
    { "To: Team: a@example.jp, b@example.jp;, c@example.jp\n", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = g_strconcat (FROM, cases[i].headers, TEXT, NULL);
      g_autoptr (AtenaDraft) draft = read_draft (source);

      g_assert_cmpuint (atena_draft_get_n_addressees (draft), ==, cases[i].n);
    }
}

#define MIXED    FROM "Content-Type: multipart/mixed; boundary=x\n\n--x\n\ntext\n"
#define ATTACHED "--x\nContent-Disposition: attachment"

static void
test_attachments (void)
{
  static const struct
  {
    const char *source;
    const char *names;
  } cases[] = {
    { FROM "\ntext", "" },
    { MIXED "--x--\n", "" },
    { MIXED ATTACHED "; filename=a.pdf\n\n--x--\n", "a.pdf|" },
    { MIXED ATTACHED "\nContent-Type: text/plain; name=b.txt\n\n" ATTACHED "\n\n--x--\n",
      "b.txt||" },
    { MIXED ATTACHED "; filename*=utf-8''%E8%A6%8B%0A.pdf\n\n--x--\n", "見 .pdf|" },
    { MIXED ATTACHED "; filename=\"=?utf-8?B?6KaL56mN?=\"\n\n--x--\n", "見積|" },
    { MIXED ATTACHED "; filename=\"a\xff\"\n\n--x--\n", "aÿ|" },
    { MIXED "--x\nContent-Type: message/rfc822\n\nSubject: x\n\ny\n--x--\n", "|" },
    { MIXED "--x\nContent-Type: image/png; name=c.png\nContent-Disposition: inline\n\n--x--\n",
      "c.png|" },
    { MIXED ATTACHED "; filename=d\nContent-Type: multipart/mixed; boundary=y\n\n"
                     "--y\nContent-Type: image/png; name=e\n\n--y--\n--x--\n",
      "d|" },
    { FROM "Content-Type: multipart/related; boundary=x\n\n"
           "--x\nContent-Type: text/html\n\n<img src=\"cid:f\">\n"
           "--x\nContent-Type: image/png; name=f.png\nContent-ID: <f>\n\n--x--\n",
      "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaDraft) draft = read_draft (cases[i].source);
      const char *const *names = atena_draft_get_attachments (draft);
      g_autoptr (GString) joined = g_string_new (NULL);

      for (guint j = 0; names[j] != NULL; j++)
        {
          g_assert_true (g_utf8_validate (names[j], -1, NULL));
          g_string_append_printf (joined, "%s|", names[j]);
        }
      g_assert_cmpstr (joined->str, ==, cases[i].names);
    }
}

static void
test_load (void)
{
  g_autofree char *folder = g_dir_make_tmp ("atena-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "手紙.eml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaDraft) draft = NULL;

  g_assert_null (atena_draft_load (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, FROM TEXT, -1, NULL));
  draft = atena_draft_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (atena_draft_get_name (draft), ==, path);
  g_assert_cmpuint (g_bytes_get_size (atena_draft_get_bytes (draft)), ==, strlen (FROM TEXT));
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draft/reads-a-plain-message", test_plain);
  g_test_add_func ("/draft/refuses-what-is-no-message", test_no_message);
  g_test_add_func ("/draft/refuses-headers-it-cannot-keep", test_bad_headers);
  g_test_add_func ("/draft/refuses-what-is-signed-or-encrypted", test_locked);
  g_test_add_func ("/draft/refuses-what-holds-no-text", test_no_text);
  g_test_add_func ("/draft/refuses-parts-nested-without-end", test_depth);
  g_test_add_func ("/draft/reads-texts-that-are-not-attached", test_texts);
  g_test_add_func ("/draft/declares-html-as-utf-8", test_html_charset);
  g_test_add_func ("/draft/decodes-the-subject", test_subject);
  g_test_add_func ("/draft/keeps-the-address-of-the-sender", test_from);
  g_test_add_func ("/draft/passes-over-a-mailbox-line", test_mailbox_file);
  g_test_add_func ("/draft/keeps-some-headers-and-no-others", test_kept_headers);
  g_test_add_func ("/draft/counts-addressees", test_addressees);
  g_test_add_func ("/draft/names-its-attachments", test_attachments);
  g_test_add_func ("/draft/loads-files", test_load);
  return g_test_run ();
}
