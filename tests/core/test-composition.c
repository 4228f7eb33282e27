// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <gio/gio.h>
#include <string.h>

#include "atena-composition.h"
#include "atena-draft-private.h"
#include "atena-error.h"
#include "atena-letter.h"

static AtenaComposition *
compose (const char *from, const char *subject)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autoptr (AtenaMailbox) mailbox = atena_mailbox_parse (from, -1, NULL, &reason);

  g_assert_nonnull (mailbox);
  return atena_composition_new (mailbox, subject);
}

static AtenaDraft *
build (AtenaComposition *composition)
{
  g_autoptr (GError) error = NULL;
  AtenaDraft *draft = atena_composition_build (composition, "letter", &error);

  g_assert_no_error (error);
  return draft;
}

static void
attach (AtenaComposition *composition, const char *part, gssize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (part, length < 0 ? strlen (part) : (gsize) length);
  g_autoptr (GError) error = NULL;

  g_assert_true (atena_composition_add_attachment (composition, bytes, &error));
  g_assert_no_error (error);
}

static void
add_inline (AtenaComposition *composition, const char *part)
{
  g_autoptr (GBytes) bytes = g_bytes_new (part, strlen (part));
  g_autoptr (GError) error = NULL;

  g_assert_true (atena_composition_add_inline (composition, bytes, &error));
  g_assert_no_error (error);
}

/* The tree of a part: its type, in parentheses what it holds, a star before what is a text. */
static void
append_tree (GString *tree, AtenaDraft *draft, GMimeObject *part)
{
  g_autofree char *type = g_mime_content_type_get_mime_type (g_mime_object_get_content_type (part));

  g_string_append_printf (tree, "%s%s", atena_draft_get_text (draft, part) != NULL ? "*" : "",
                          type);
  if (!GMIME_IS_MULTIPART (part))
    return;
  g_string_append_c (tree, '(');
  for (int i = 0; i < g_mime_multipart_get_count (GMIME_MULTIPART (part)); i++)
    {
      g_string_append (tree, i > 0 ? " " : "");
      append_tree (tree, draft, g_mime_multipart_get_part (GMIME_MULTIPART (part), i));
    }
  g_string_append_c (tree, ')');
}

static void
assert_tree (AtenaDraft *draft, const char *expected)
{
  g_autoptr (GString) tree = g_string_new (NULL);

  append_tree (tree, draft, atena_draft_get_content (draft));
  g_assert_cmpstr (tree->str, ==, expected);
}

/* The part of @draft at @path, such as "1/0". */
static GMimeObject *
find_part (AtenaDraft *draft, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  GMimeObject *part = atena_draft_get_content (draft);

  for (guint i = 0; steps[i] != NULL; i++)
    part = g_mime_multipart_get_part (GMIME_MULTIPART (part),
                                      (int) g_ascii_strtoull (steps[i], NULL, 10));
  return part;
}

static void
assert_content (GMimeObject *part, const char *content, gsize length)
{
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  GByteArray *octets = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));

  g_mime_data_wrapper_write_to_stream (g_mime_part_get_content (GMIME_PART (part)), stream);
  g_assert_cmpmem (octets->data, octets->len, content, length);
}

static void
assert_disposition (GMimeObject *part, const char *expected)
{
  g_assert_cmpstr (g_mime_object_get_disposition (part), ==, expected);
}

static void
test_structure (void)
{
  static const struct
  {
    const char *plain;
    const char *html;
    guint inlines;
    guint attachments;
    const char *tree;
  } cases[] = {
    { NULL, NULL, 0, 0, "*text/plain" },
    { "a", NULL, 0, 0, "*text/plain" },
    { NULL, "a", 0, 0, "*text/html" },
    { "a", "a", 0, 0, "multipart/alternative(*text/plain *text/html)" },
    { "a", NULL, 0, 1, "multipart/mixed(*text/plain image/png)" },
    { NULL, "a", 1, 0, "multipart/related(*text/html image/png)" },
    { "a", "a", 2, 0,
      "multipart/related(multipart/alternative(*text/plain *text/html) image/png image/png)" },
    { "a", "a", 1, 2,
      "multipart/mixed(multipart/related(multipart/alternative(*text/plain *text/html) image/png) "
      "image/png image/png)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaComposition) composition = compose ("a@b.jp", "");
      g_autoptr (AtenaDraft) draft = NULL;

      if (cases[i].plain != NULL)
        atena_composition_set_plain (composition, cases[i].plain);
      if (cases[i].html != NULL)
        atena_composition_set_html (composition, cases[i].html);
      for (guint j = 0; j < cases[i].inlines; j++)
        add_inline (composition, "Content-Type: image/png\nContent-ID: <x>\n\nx");
      for (guint j = 0; j < cases[i].attachments; j++)
        attach (composition, "Content-Type: image/png\n\nx", -1);
      draft = build (composition);
      assert_tree (draft, cases[i].tree);
    }
}

static void
test_headers (void)
{
  static const char *const subjects[] = { "",        "Hello", "①ご案内 {{name}}様",
                                          "  two  ", "=?x?",  "a\r\nBcc: x@y.jp" };
  static const char *const folded[] = { "",        "Hello", "①ご案内 {{name}}様",
                                        "  two  ", "=?x?",  "a Bcc: x@y.jp" };
  static const char *const senders[] = { "㈱山田商店 <shop@example.jp>", "\"a, b\" <a@b.jp>",
                                         "foo..bar@docomo.ne.jp" };

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    for (guint j = 0; j < G_N_ELEMENTS (senders); j++)
      {
        AtenaReason reason = ATENA_REASON_NONE;
        g_autoptr (AtenaMailbox) from = atena_mailbox_parse (senders[j], -1, NULL, &reason);
        g_autoptr (AtenaComposition) composition = atena_composition_new (from, subjects[i]);
        g_autoptr (AtenaDraft) draft = build (composition);
        AtenaMailbox *again = atena_draft_get_from (draft);

        g_assert_cmpstr (atena_draft_get_subject (draft), ==, folded[i]);
        g_assert_cmpstr (atena_mailbox_get_name (again), ==, atena_mailbox_get_name (from));
        g_assert_cmpstr (atena_mailbox_get_key (again), ==, atena_mailbox_get_key (from));
        g_assert_cmpuint (atena_draft_get_n_addressees (draft), ==, 0);
      }
}

static void
test_kept_headers (void)
{
  g_autoptr (AtenaComposition) composition = compose ("a@b.jp", "");
  g_autoptr (AtenaDraft) draft = NULL;
  const char *bytes;

  atena_composition_set_header (composition, "Organization", "old");
  atena_composition_set_header (composition, "organization", "㈱ =?utf-8?Q?x?=\r\nBcc: e@f.jp");
  atena_composition_set_header (composition, "Reply-To",
                                "山田 <c..d@docomo.ne.jp>,\n \"x, y\" <e@f.jp>");
  atena_composition_set_header (composition, "References", "<1@x>\n <2@x>");
  atena_composition_set_header (composition, "X-Priority", "1");
  atena_composition_set_header (composition, "Bcc", "e@f.jp");
  atena_composition_set_header (composition, "Content-Type", "image/png");
  atena_composition_set_header (composition, "Subject", "other");
  atena_composition_set_header (composition, "X\nBcc", "other");
  draft = build (composition);
  g_assert_cmpstr (atena_draft_get_kept_headers (draft), ==,
                   "Reply-To: =?UTF-8?B?5bGx55Sw?= <\"c..d\"@docomo.ne.jp>, \"x, y\" <e@f.jp>\n"
                   "Organization: =?UTF-8?B?44ixID0/dXRmLTg/UT94Pz0gQmNjOiBlQGYuanA=?=\n"
                   "X-Priority: 1\n"
                   "References: <1@x> <2@x>\n");
  g_assert_cmpstr (atena_draft_get_subject (draft), ==, "");
  g_assert_cmpuint (atena_draft_get_n_addressees (draft), ==, 0);
  bytes = g_bytes_get_data (atena_draft_get_bytes (draft), NULL);
  g_assert_null (g_strstr_len (bytes, g_bytes_get_size (atena_draft_get_bytes (draft)), "\nBcc"));
}

static void
test_bad_header (void)
{
  g_autoptr (AtenaComposition) composition = compose ("a@b.jp", "");
  g_autoptr (GError) error = NULL;

  atena_composition_set_header (composition, "Reply-To", "nobody");
  g_assert_null (atena_composition_build (composition, "letter", &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "letter: Reply-To: "));
}

static void
test_texts (void)
{
  g_autofree char *line = g_strnfill (100 * 1000, 'x');
  g_autofree char *html = g_strconcat ("<meta charset=\"utf-8\"><p>.\n", line, "</p>", NULL);
  const char *texts[] = { "",           "山田様\n\n.\nFrom x\n--\n-- \n",
                          " \t\n",      line,
                          "a\r\nb\r\n", "\u00a0\u2028①" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AtenaComposition) composition = compose ("a@b.jp", "");
      g_autoptr (AtenaDraft) draft = NULL;
      g_auto (GStrv) lines = g_strsplit (texts[i], "\r\n", -1);
      g_autofree char *with_lf = g_strjoinv ("\n", lines);

      atena_composition_set_plain (composition, "before");
      atena_composition_set_plain (composition, texts[i]);
      atena_composition_set_html (composition, html);
      draft = build (composition);
      g_assert_cmpstr (atena_draft_get_text (draft, find_part (draft, "0")), ==, with_lf);
      g_assert_cmpstr (atena_draft_get_text (draft, find_part (draft, "1")), ==, html);
    }
}

static void
test_invalid_utf8 (void)
{
  g_autoptr (AtenaComposition) composition = compose ("a@b.jp", "a\xff");
  g_autoptr (AtenaDraft) draft = NULL;

  atena_composition_set_header (composition, "Organization", "b\xff");
  atena_composition_set_plain (composition, "c\xff");
  atena_composition_set_html (composition, "d\xff");
  draft = build (composition);
  g_assert_cmpstr (atena_draft_get_subject (draft), ==, "a\xef\xbf\xbd");
  g_assert_cmpstr (atena_draft_get_text (draft, find_part (draft, "0")), ==, "c\xef\xbf\xbd");
}

static void
test_attachments (void)
{
  static const struct
  {
    const char *part;
    const char *content;
    const char *disposition;
    const char *name;
  } cases[] = {
    { "Content-Type: application/pdf; name=a.pdf\n\nx\n", "x\n", "attachment", "a.pdf" },
    { "Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\neA==\r\n", "x",
      "attachment", "" },
    { "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n{{x}}=3D\n",
      "{{x}}=\n", "attachment", "" },
    { "Content-Type: text/plain; charset=iso-2022-jp; name*=utf-8''%F0%A0%AE%B7.txt\n"
      "Content-Disposition: inline\n\n\x1b$B;3\x1b(B",
      "\x1b$B;3\x1b(B", "attachment", "𠮷.txt" },
    { "Content-Disposition: inline; filename=\"=?utf-8?B?6KaL56mN?=\"\n"
      "Content-Type: text/html\n\n<p>{{x}}",
      "<p>{{x}}", "attachment", "見積" },
    { "Content-Disposition: inline; filename=a.png\nContent-Type: image/png\n\n\r\n--\r",
      "\r\n--\r", "inline", "a.png" },
    { "Content-Type: image/png\nContent-Transfer-Encoding: binary\n\n\xff\r\xfe\n", "\xff\r\xfe\n",
      "attachment", "" },
    { "Content-Type: ;;;\nContent-Disposition: ;\nbroken\n\nx", "x", NULL, "" },
    { "Content-Type: text/plain\nContent-Disposition: inline; "
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx="
      "\"\xff\"\n"
      "\nx",
      "x", "attachment", "" },
    { "Content-Type: text/plain; name=\"a\\\"\r\n b\"\n\nx", "x", "attachment", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaComposition) composition = compose ("a@b.jp", "");
      g_autoptr (AtenaDraft) draft = NULL;
      GMimeObject *part;

      g_test_message ("case %u", i);
      attach (composition, cases[i].part, -1);
      attach (composition, "Content-Type: image/png; name=last\n\nlast", -1);
      draft = build (composition);
      part = find_part (draft, "1");
      g_assert_null (atena_draft_get_text (draft, part));
      assert_content (part, cases[i].content, strlen (cases[i].content));
      assert_content (find_part (draft, "2"), "last", strlen ("last"));
      if (cases[i].disposition != NULL)
        assert_disposition (part, cases[i].disposition);
      if (cases[i].name != NULL)
        g_assert_cmpstr (atena_draft_get_attachments (draft)[0], ==, cases[i].name);
      g_assert_cmpstr (atena_draft_get_attachments (draft)[1], ==, "last");
    }
}

/* Left alone, GMime looks for another character set. */
static void
test_file_name (void)
{
  g_autoptr (AtenaComposition) composition = compose ("a@b.jp", "");
  g_autoptr (AtenaDraft) draft = NULL;
  GBytes *bytes;

  attach (composition, "Content-Type: text/plain; name*=utf-8''%C3%A9\n\nx", -1);
  draft = build (composition);
  bytes = atena_draft_get_bytes (draft);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  "attachment; filename*=UTF-8''%C3%A9\n"));
}

static void
test_nul (void)
{
  static const char part[] = "Content-Type: text/plain\n\na\0b\r";
  g_autoptr (AtenaComposition) composition = compose ("a@b.jp", "");
  g_autoptr (AtenaDraft) draft = NULL;

  attach (composition, part, sizeof part - 1);
  draft = build (composition);
  assert_content (find_part (draft, "1"), "a\0b\r", 4);
}

/* Headers that go on where another stops would make a text of what is attached. */
static void
test_broken_headers (void)
{
  static const char with_nul[] = "Content-Type: text/plain; name=\0x\n\n{{x}}";
  static const char changing[] = "Content-Type:\xef\xbd\xa1xt/plain; a\0\n"
                                 "Content-Type: text/plain\n"
                                 "Content-Disposition: inline\n\n{{x}}";
  g_autoptr (AtenaComposition) composition = compose ("a@b.jp", "");
  g_autoptr (GBytes) bytes = g_bytes_new_static (changing, sizeof changing - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaDraft) draft = NULL;

  attach (composition, with_nul, sizeof with_nul - 1);
  attach (composition, "Content-Type: text/plain\nX: y", -1);
  g_assert_false (atena_composition_add_attachment (composition, bytes, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  draft = build (composition);
  assert_tree (draft, "multipart/mixed(*text/plain text/plain text/plain)");
  assert_content (find_part (draft, "1"), "{{x}}", strlen ("{{x}}"));
}

static void
test_message (void)
{
  static const char message[] = "From: x@y.jp\nTo:  a@b.jp\n\tc@d.jp\nSubject: {{x}}\n"
                                "Content-Type: multipart/signed; boundary=z\n\n"
                                "pre\n--z\n\n{{y}}\n--z\nContent-Type: x/y\n\n\n--z--\npost\n";
  g_autoptr (AtenaComposition) composition = compose ("a@b.jp", "");
  g_autofree char *part =
    g_strconcat ("Content-Type: message/rfc822\nContent-Disposition: inline\n\n", message, NULL);
  g_autoptr (AtenaDraft) draft = NULL;
  GBytes *bytes;

  attach (composition, part, -1);
  draft = build (composition);
  assert_tree (draft, "multipart/mixed(*text/plain message/rfc822)");
  bytes = atena_draft_get_bytes (draft);
  g_assert_nonnull (
    g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), message));
  g_assert_cmpstr (atena_draft_get_attachments (draft)[0], ==, "");
}

static void
test_multipart (void)
{
  g_autoptr (AtenaComposition) composition = compose ("a@b.jp", "");
  g_autoptr (AtenaDraft) draft = NULL;

  /* One that never ends, and one that looks like its end. */
  attach (composition, "Content-Type: multipart/mixed; boundary=x\n\n--x\n\n{{x}}\n--x\n\n{{y}}",
          -1);
  attach (composition,
          "Content-Type: multipart/alternative; boundary=x\n"
          "Content-Disposition: inline\n\n--x\nContent-Type: text/html\n\n{{z}}\n--x--\n",
          -1);
  draft = build (composition);
  assert_tree (draft, "multipart/mixed(*text/plain multipart/mixed(text/plain text/plain) "
                      "multipart/alternative(text/html))");
}

static void
test_inline (void)
{
  g_autoptr (AtenaComposition) composition = compose ("a@b.jp", "");
  g_autoptr (AtenaDraft) draft = NULL;

  atena_composition_set_html (composition, "<img src=\"cid:x\">");
  add_inline (composition, "Content-Type: image/png; name=x.png\nContent-ID: <x>\n\nx");
  add_inline (composition, "Content-Type: text/html\nContent-ID: <y>\n\n{{y}}");
  add_inline (composition, "Content-Type: image/png\nContent-Disposition: attachment\n\nx");
  draft = build (composition);
  assert_tree (draft, "multipart/related(*text/html image/png text/html image/png)");
  assert_disposition (find_part (draft, "1"), "inline");
  assert_disposition (find_part (draft, "3"), "attachment");
  g_assert_cmpstr (g_mime_object_get_content_id (find_part (draft, "1")), ==, "x");
  g_assert_null (atena_draft_get_attachments (draft)[0]);
}

static void
test_no_part (void)
{
  static const char *const parts[] = { "", "\n", "hello", "hello\n\nworld", "X-A: b\n\nc", "\x00" };
  g_autoptr (AtenaComposition) composition = compose ("a@b.jp", "");
  g_autoptr (AtenaDraft) draft = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (parts[i], strlen (parts[i]));
      g_autoptr (GError) error = NULL;

      g_assert_false (atena_composition_add_attachment (composition, bytes, &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_assert_false (atena_composition_add_inline (composition, bytes, NULL));
    }
  draft = build (composition);
  assert_tree (draft, "*text/plain");
}

/* The same pieces make the same draft, which no piece can break out of. */
static void
test_boundary (void)
{
  g_autoptr (AtenaComposition) first = compose ("a@b.jp", "");
  g_autoptr (AtenaComposition) second = compose ("a@b.jp", "");
  g_autoptr (AtenaComposition) third = compose ("a@b.jp", "");
  g_autoptr (AtenaDraft) draft = NULL;
  g_autoptr (AtenaDraft) again = NULL;
  g_autoptr (AtenaDraft) larger = NULL;
  const char *boundary;
  g_autofree char *hostile = NULL;

  attach (first, "Content-Type: image/png\n\nx", -1);
  attach (second, "Content-Type: image/png\n\nx", -1);
  draft = build (first);
  again = build (second);
  g_assert_true (g_bytes_equal (atena_draft_get_bytes (draft), atena_draft_get_bytes (again)));
  boundary = g_mime_multipart_get_boundary (GMIME_MULTIPART (atena_draft_get_content (draft)));
  hostile = g_strdup_printf ("Content-Type: message/rfc822\n\nX: y\n\n--%s--\n", boundary);
  attach (third, "Content-Type: image/png\n\nx", -1);
  attach (third, hostile, -1);
  attach (third, "Content-Type: image/png\n\nx", -1);
  larger = build (third);
  assert_tree (larger, "multipart/mixed(*text/plain image/png message/rfc822 image/png)");
}

static void
test_placeholders (void)
{
  static const struct
  {
    const char *plain;
    const char *html;
    const char *message; /* NULL when all is well */
  } cases[] = {
    { "a", "<p>a", NULL },
    { "{{a}} {{b}} {{a}}", "<p>{{a}}<p>{{a}}<p>{{b}}", NULL },
    { "{{会社\u00a0名|貴社}}", "<p>{{会社&nbsp;名|貴社}}", NULL },
    { "{{会社\u00a0名|貴\u00a0社}}", "<p>{{ 会社 名 | 貴 社 }}", NULL },
    { "{{A&B|<c>}}", "{{a&amp;b|&lt;c&gt;}}", NULL },
    { "{{ａ}}", "{{a}}", NULL },
    { "{{a}}", "", "letter: “{{a}}” is missing from the formatted text" },
    { "", "<p>{{a}}", "letter: “{{a}}” is missing from the plain text" },
    { "{{a}}", "{{a}}{{a}}", "letter: “{{a}}” is missing from the plain text" },
    { "{{a}}{{a}}", "{{a}}", "letter: “{{a}}” is missing from the formatted text" },
    { "{{a|b}}", "{{a}}", "letter: “{{a|b}}” is missing from the formatted text" },
    { "{{a|}}", "{{a}}", "letter: “{{a|}}” is missing from the formatted text" },
    { "{{a|b}}", "{{a|c}}", "letter: “{{a|b}}” is missing from the formatted text" },
    { "{{a}}", "{{b}}", "letter: “{{a}}” is missing from the formatted text" },
    /* Links. */
    { "{{a}}", "<a href=\"x/{{id}}\">{{a}}</a>", NULL },
    { "{{a}} <x/{{id}}>", "<a href=\"x/{{id}}\">{{a}}</a>", NULL },
    { "{{id}} <{{id}}>", "<a href=\"{{id}}\">{{id}}</a>", NULL },
    { "{{id}} {{id}} {{id}}", "<a href=\"{{id}}\">{{id}}</a>",
      "letter: “{{id}}” is missing from the formatted text" },
    { "{{id}}", "<a href=\"{{id}}\">{{id}} {{id}}</a>",
      "letter: “{{id}}” is missing from the plain text" },
    /* What no template can be. */
    { "{{name}}", "<p>{{na<b>me</b>}}",
      "letter: HTML, line 1, column 4: A part of the field is formatted differently from the rest "
      "of it" },
    { "{{a}}\n{{b", "{{a}}", "letter: plain text, line 2, column 1: The field never ends" },
    { "{{a\nb}}", "{{a b}}",
      "letter: plain text, line 1, column 1: A field must stand on one line" },
    { "{{{{a}}}", "{{{{a}}}", "letter: plain text, line 1, column 1: There is a brace too many" },
    /* Sections, comments, formats. */
    { "{{#a}}\n{{b}}\n{{/a}}", "<div>{{#a}}</div><div>{{b}}</div><div>{{/a}}</div>", NULL },
    { "{{#a}}{{/a}}{{b}}", "{{#a}}{{b}}{{/a}}",
      "letter: “{{b}}” is missing from the formatted text" },
    { "{{#a}}{{/a}}", "{{^a}}{{/a}}", "letter: “{{#a}}” is missing from the formatted text" },
    { "{{! x\ny}}", "<div>{{! x</div><div>y}}</div>", NULL },
    { "{{! x}}", "", "letter: “{{! x}}” is missing from the formatted text" },
    { "{{a:date}}", "{{ a:date }}", NULL },
    { "{{a:date}}", "{{a}}", "letter: “{{a:date}}” is missing from the formatted text" },
    { "{{{a}}}", "{{{a}}}", NULL },
    { "{{{a}}}", "{{a}}", "letter: “{{{a}}}” is missing from the formatted text" },
    { "{{&a}}", "{{&amp;a}}", NULL },
    { "{{=<% %>=}}<%a%>", "{{=&lt;% %&gt;=}}&lt;%a%&gt;", NULL },
    { "{{}}", "{{}}", "letter: plain text, line 1, column 1: The field has no name" },
    { "{{a}}", "<p title={{a}}>",
      "letter: HTML, line 1, column 10: No field can stand inside a tag, a script or a style; in "
      "the "
      "value of an attribute it needs quotation marks around it" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaComposition) composition = compose ("a@b.jp", "");
      g_autoptr (GError) error = NULL;
      g_autoptr (AtenaDraft) draft = NULL;

      atena_composition_set_plain (composition, cases[i].plain);
      atena_composition_set_html (composition, cases[i].html);
      draft = atena_composition_build (composition, "letter", &error);
      g_test_message ("case %u", i);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].message);
      g_assert_true ((draft == NULL) == (error != NULL));
      g_assert_true (error == NULL || g_error_matches (error, ATENA_ERROR, ATENA_ERROR_INVALID));
    }
}

/* What was composed reaches the letter. */
static void
test_letter (void)
{
  static const char *const names[] = { "name", NULL };
  static const char *const values[] = { "山田", NULL };
  AtenaReason reason = ATENA_REASON_NONE;
  g_autoptr (AtenaComposition) composition = compose ("Shop <a@b.jp>", "{{name}}様");
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (AtenaMailbox) mailbox = atena_mailbox_parse ("c@d.jp", -1, NULL, &reason);
  g_autoptr (AtenaRecipient) recipient =
    atena_recipient_new (1, mailbox, "c@d.jp", ATENA_REASON_NONE, values);
  g_autoptr (AtenaDraft) draft = NULL;
  g_autoptr (AtenaLetter) letter = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;

  atena_composition_set_plain (composition, "{{name}}様\n");
  attach (composition, "Content-Type: text/plain\n\n{{x}}", -1);
  draft = build (composition);
  letter = atena_letter_new (draft, fields, NULL, "seed", zone, ATENA_NEWLINE_CRLF, NULL);
  g_assert_nonnull (letter);
  subject = atena_letter_dup_subject (letter, recipient);
  text = atena_letter_dup_text (letter, recipient);
  g_assert_cmpstr (subject, ==, "山田様");
  g_assert_cmpstr (text, ==, "山田様\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/composition/is-built-of-what-there-is", test_structure);
  g_test_add_func ("/composition/keeps-sender-and-subject", test_headers);
  g_test_add_func ("/composition/takes-headers-that-letters-keep", test_kept_headers);
  g_test_add_func ("/composition/refuses-headers-that-cannot-be-kept", test_bad_header);
  g_test_add_func ("/composition/keeps-texts", test_texts);
  g_test_add_func ("/composition/survives-what-is-no-text", test_invalid_utf8);
  g_test_add_func ("/composition/keeps-attachments-and-merges-none", test_attachments);
  g_test_add_func ("/composition/writes-file-names-in-utf-8", test_file_name);
  g_test_add_func ("/composition/keeps-nul", test_nul);
  g_test_add_func ("/composition/never-merges-what-is-broken", test_broken_headers);
  g_test_add_func ("/composition/keeps-attached-messages", test_message);
  g_test_add_func ("/composition/keeps-attached-multiparts", test_multipart);
  g_test_add_func ("/composition/keeps-what-html-shows", test_inline);
  g_test_add_func ("/composition/refuses-what-is-no-part", test_no_part);
  g_test_add_func ("/composition/cannot-be-broken-out-of", test_boundary);
  g_test_add_func ("/composition/has-the-same-placeholders-twice", test_placeholders);
  g_test_add_func ("/composition/reaches-the-letter", test_letter);
  return g_test_run ();
}
