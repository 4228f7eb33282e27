// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>
#include <string.h>

#include "atena-html.h"

typedef struct
{
  const char *source;
  AtenaHtmlPlace place;
} Place;

typedef struct
{
  const char *value;
  const char *written;
} Written;

static AtenaHtmlPlace
place_after (const char *source)
{
  AtenaHtmlScanner scanner = { 0 };

  atena_html_scanner_feed (&scanner, source, strlen (source));
  return atena_html_scanner_get_place (&scanner);
}

static void
check_places (const Place *places, guint n_places)
{
  for (guint i = 0; i < n_places; i++)
    {
      g_test_message ("%s", places[i].source);
      g_assert_cmpint (place_after (places[i].source), ==, places[i].place);
    }
}

static void
test_text (void)
{
  static const Place places[] = {
    { "", ATENA_HTML_TEXT },
    { "<p>", ATENA_HTML_TEXT },
    { "<p class=\"a>b\">", ATENA_HTML_TEXT },
    { "<p class='a>b'>", ATENA_HTML_TEXT },
    { "<p hidden>", ATENA_HTML_TEXT },
    { "<p hidden = x>", ATENA_HTML_TEXT },
    { "<p x=>", ATENA_HTML_TEXT },
    { "<br/>", ATENA_HTML_TEXT },
    { "<br x/>", ATENA_HTML_TEXT },
    { "1 < 2 ", ATENA_HTML_TEXT },
    { "<3", ATENA_HTML_TEXT },
    { "</>", ATENA_HTML_TEXT },
    { "</p>", ATENA_HTML_TEXT },
    { "<!DOCTYPE html>", ATENA_HTML_TEXT },
    { "<!>", ATENA_HTML_TEXT },
    { "<![if !mso]>", ATENA_HTML_TEXT },
    { "<?xml version='1.0'?>", ATENA_HTML_TEXT },
    { "</ a>", ATENA_HTML_TEXT },
    { "<!-- ", ATENA_HTML_TEXT },
    { "<!-- <a href=\"", ATENA_HTML_TEXT },
    { "<!-- a -> <a href=\"", ATENA_HTML_TEXT },
    { "<!-- a -- b> <a href=\"", ATENA_HTML_TEXT },
    { "<!-- a -->", ATENA_HTML_TEXT },
    { "<script>var a = '</p>';</script>", ATENA_HTML_TEXT },
    { "<style>p {}</style >", ATENA_HTML_TEXT },
    { "<title>a</title>", ATENA_HTML_TEXT },
    { "</script>", ATENA_HTML_TEXT },
    { "<scripts>", ATENA_HTML_TEXT },
    { "<p>\xe5\xb1\xb1", ATENA_HTML_TEXT },
  };

  check_places (places, G_N_ELEMENTS (places));
}

static void
test_attributes (void)
{
  static const Place places[] = {
    { "<p title=\"", ATENA_HTML_ATTRIBUTE },
    { "<p title='", ATENA_HTML_ATTRIBUTE },
    { "<p title='a\"", ATENA_HTML_ATTRIBUTE },
    { "<p\ttitle\n=\r\n\"", ATENA_HTML_ATTRIBUTE },
    { "<p a=b title=\"", ATENA_HTML_ATTRIBUTE },
    { "<p a='b'title=\"", ATENA_HTML_ATTRIBUTE },
    { "<p href title=\"", ATENA_HTML_ATTRIBUTE },
    { "<p href=x title=\"", ATENA_HTML_ATTRIBUTE },
    { "<p/title=\"", ATENA_HTML_ATTRIBUTE },
    { "<p hrefs=\"", ATENA_HTML_ATTRIBUTE },
    { "<p data-src=\"", ATENA_HTML_ATTRIBUTE },
    { "<p averyverylongname=\"", ATENA_HTML_ATTRIBUTE },
    { "<p =href=\"", ATENA_HTML_ATTRIBUTE },
    { "<p  =href=\"", ATENA_HTML_ATTRIBUTE },
    { "<p\ftitle=\"", ATENA_HTML_ATTRIBUTE },
    { "<title>", ATENA_HTML_ATTRIBUTE },
    { "<textarea rows='2'>", ATENA_HTML_ATTRIBUTE },
    { "<title></titl>", ATENA_HTML_ATTRIBUTE },
    { "<title></titles", ATENA_HTML_ATTRIBUTE },
    { "<!-- a --><p title=\"", ATENA_HTML_ATTRIBUTE },
    { "<!--><p title=\"", ATENA_HTML_ATTRIBUTE },
    { "<!---><p title=\"", ATENA_HTML_ATTRIBUTE },
    { "<!-- a ---><p title=\"", ATENA_HTML_ATTRIBUTE },
    { "<<p title=\"", ATENA_HTML_ATTRIBUTE },
    { "<script></script><p title=\"", ATENA_HTML_ATTRIBUTE },
    { "<script></SCRIPT/><p title=\"", ATENA_HTML_ATTRIBUTE },
    { "<script><</script><p title=\"", ATENA_HTML_ATTRIBUTE },
  };

  check_places (places, G_N_ELEMENTS (places));
}

static void
test_urls (void)
{
  static const Place places[] = {
    { "<a href=\"", ATENA_HTML_URL },
    { "<A HREF='", ATENA_HTML_URL },
    { "<a x href=\"", ATENA_HTML_URL },
    { "<a x/href=\"", ATENA_HTML_URL },
    { "<img src=\"", ATENA_HTML_URL },
    { "<form action=\"", ATENA_HTML_URL },
    { "<td background=\"", ATENA_HTML_URL },
    { "<video poster=\"", ATENA_HTML_URL },
    { "<q cite=\"", ATENA_HTML_URL },
    { "<button formaction=\"", ATENA_HTML_URL },
    { "<img srcset=\"", ATENA_HTML_URL },
    { "<object data=\"", ATENA_HTML_URL },
    { "<a href=\"https://e.jp/", ATENA_HTML_URL_PART },
    { "<a href='\"", ATENA_HTML_URL_PART },
  };

  check_places (places, G_N_ELEMENTS (places));
}

static void
test_forbidden (void)
{
  static const Place places[] = {
    { "<", ATENA_HTML_FORBIDDEN },
    { "</", ATENA_HTML_FORBIDDEN },
    { "<p", ATENA_HTML_FORBIDDEN },
    { "<p ", ATENA_HTML_FORBIDDEN },
    { "<p hid", ATENA_HTML_FORBIDDEN },
    { "<p hidden ", ATENA_HTML_FORBIDDEN },
    { "<p title=", ATENA_HTML_FORBIDDEN },
    { "<p title= ", ATENA_HTML_FORBIDDEN },
    { "<p title=a", ATENA_HTML_FORBIDDEN },
    { "<p title=\"a\"", ATENA_HTML_FORBIDDEN },
    { "</p ", ATENA_HTML_FORBIDDEN },
    { "<!", ATENA_HTML_FORBIDDEN },
    { "<!-", ATENA_HTML_FORBIDDEN },
    { "<!-a-- ", ATENA_HTML_FORBIDDEN },
    { "<!DOCTYPE ", ATENA_HTML_FORBIDDEN },
    { "<?xml ", ATENA_HTML_FORBIDDEN },
    { "</ ", ATENA_HTML_FORBIDDEN },
    { "<script>", ATENA_HTML_FORBIDDEN },
    { "<SCRIPT type=\"a\">", ATENA_HTML_FORBIDDEN },
    { "<script/>", ATENA_HTML_FORBIDDEN },
    { "<script></scripts>", ATENA_HTML_FORBIDDEN },
    { "<script></style>", ATENA_HTML_FORBIDDEN },
    { "<script></scrip</p>", ATENA_HTML_FORBIDDEN },
    { "<style>p{color:", ATENA_HTML_FORBIDDEN },
    { "<title><", ATENA_HTML_FORBIDDEN },
    { "<title></title", ATENA_HTML_FORBIDDEN },
    { "<p style=\"color:", ATENA_HTML_FORBIDDEN },
    { "<p onclick=\"", ATENA_HTML_FORBIDDEN },
    { "<p onbeforematchandmore=\"", ATENA_HTML_FORBIDDEN },
    { "<iframe srcdoc=\"", ATENA_HTML_FORBIDDEN },
  };

  check_places (places, G_N_ELEMENTS (places));
}

/* Fed octet by octet or whole, a scanner comes to the same place. */
static void
test_pieces (void)
{
  static const char source[] =
    "<!-- c --><script>a</b</script><p a=b c='d'>e<a href=\"https://e.jp/";
  AtenaHtmlScanner scanner = { 0 };

  for (guint i = 0; i < strlen (source); i++)
    {
      g_autofree char *start = g_strndup (source, i);

      g_assert_cmpint (atena_html_scanner_get_place (&scanner), ==, place_after (start));
      atena_html_scanner_feed (&scanner, source + i, 1);
    }
  g_assert_cmpint (atena_html_scanner_get_place (&scanner), ==, ATENA_HTML_URL_PART);
}

static void
check_written (const Written *cases, guint n_cases, AtenaHtmlPlace place)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (GString) out = g_string_new ("<");

      g_test_message ("%s", cases[i].value);
      atena_html_append_value (out, cases[i].value, place);
      g_assert_cmpstr (out->str + 1, ==, cases[i].written);
    }
}

static void
test_append_text (void)
{
  static const Written cases[] = {
    { "", "" },
    { "山田", "山田" },
    { "<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;" },
    { "&lt;", "&amp;lt;" },
    { "a\nb\rc\r\nd", "a<br>b<br>c<br>d" },
    { "a\u2028b\u2029c", "a<br>b<br>c" },
    { "a\u2027b …", "a\u2027b …" },
    { "\n\n", "<br><br>" },
    { "{{name}}", "{{name}}" },
  };

  check_written (cases, G_N_ELEMENTS (cases), ATENA_HTML_TEXT);
}

static void
test_append_attribute (void)
{
  static const Written cases[] = {
    { "<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;" },
    { "a\r\nb\u2028", "a\r\nb\u2028" },
  };

  check_written (cases, G_N_ELEMENTS (cases), ATENA_HTML_ATTRIBUTE);
}

static void
test_append_url (void)
{
  static const Written cases[] = {
    { "https://e.jp:80/a?b=c&d=%20#e", "https://e.jp:80/a?b=c&amp;d=%20#e" },
    { "[]@!$'()*+,;=", "[]@!$%27()*+,;=" },
    { "-._~", "-._~" },
    { "山", "%E5%B1%B1" },
    { "a\"b<c>\\^`{|}", "a%22b%3Cc%3E%5C%5E%60%7B%7C%7D" },
    { " https://e.jp/a b\r\n", "https://e.jp/a%20b" },
    { "java\nscript:a", "java%0Ascript:a" },
    { "javascript:alert(1)", "javascript%3Aalert%281%29" },
    { "\tJavaScript:a", "JavaScript%3Aa" },
    { "VBScript:a", "VBScript%3Aa" },
    { "javascripts:a", "javascripts:a" },
  };

  check_written (cases, G_N_ELEMENTS (cases), ATENA_HTML_URL);
}

static void
test_append_url_part (void)
{
  static const Written cases[] = {
    { "a&b=c/d?e#f:g%h", "a%26b%3Dc%2Fd%3Fe%23f%3Ag%25h" },
    { "山 1", "%E5%B1%B1%201" },
    { "'\"", "%27%22" },
  };

  check_written (cases, G_N_ELEMENTS (cases), ATENA_HTML_URL_PART);
}

static void
test_unescape (void)
{
  static const Written cases[] = {
    { "&amp;&lt;&gt;&quot;&apos;", "&<>\"'" },
    { "a&nbsp;b", "a\u00a0b" },
    { "&#23665;&#x5c71;&#X5C71;", "山山山" },
    { "&amp;lt;", "&lt;" },
    { "&copy; & &; &amp &#; &#x;", "&copy; & &; &amp &#; &#x;" },
    { "&#0;&#xd800;&#x110000;&#-1;&#+1;", "&#0;&#xd800;&#x110000;&#-1;&#+1;" },
    { "&#1234567890123456789012;", "&#1234567890123456789012;" },
    { "&", "&" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = atena_html_unescape (cases[i].value, strlen (cases[i].value));

      g_assert_cmpstr (text, ==, cases[i].written);
    }
}

static void
test_unescape_length (void)
{
  g_autofree char *text = atena_html_unescape ("&lt;&gt;", 7);

  g_assert_cmpstr (text, ==, "<&gt");
}

static void
test_dup_text (void)
{
  static const struct
  {
    const char *source;
    const char *text;
  } cases[] = {
    { "", "" },
    { "a  b\n\tc", "a b c" },
    { " <p> a </p>\n\n<p>b</p> ", "a\nb" },
    { "<div>a</div><div><br></div><div>b</div>", "a\n\nb" },
    { "a<br>b<BR/>c<br />d", "a\nb\nc\nd" },
    { "<b>a</b>b <i>c</i> d", "ab c d" },
    { "<ul><li>a<li>b</ul>c", "a\nb\nc" },
    { "<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>", "a b\nc" },
    { "<pre>a  b\n c</pre>d  e", "a  b\n c\nd e" },
    { "</pre>a  b", "a b" },
    { "<!-- a > b -->c<!doctype html>d", "cd" },
    { "<head><title>t</title><style>p > a {}</style></head><script>x<y</script>z", "z" },
    { "<a href=\"x>y\" title='<b>'>z</a>", "z" },
    { "1 < 2 << 3 <<b>4</b>", "1 < 2 << 3 <4" },
    { "&lt;b&gt;&amp;&nbsp;山田&#x41;", "<b>&\u00a0山田A" },
    { "a<b", "a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = atena_html_dup_text (cases[i].source);

      g_test_message ("%s", cases[i].source);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/html/knows-text", test_text);
  g_test_add_func ("/html/knows-quoted-attributes", test_attributes);
  g_test_add_func ("/html/knows-url-attributes", test_urls);
  g_test_add_func ("/html/forbids-where-no-value-is-safe", test_forbidden);
  g_test_add_func ("/html/scans-pieces-like-the-whole", test_pieces);
  g_test_add_func ("/html/escapes-in-text-and-breaks-lines", test_append_text);
  g_test_add_func ("/html/escapes-in-attributes", test_append_attribute);
  g_test_add_func ("/html/keeps-whole-urls-but-no-scripts", test_append_url);
  g_test_add_func ("/html/encodes-parts-of-urls", test_append_url_part);
  g_test_add_func ("/html/resolves-common-references", test_unescape);
  g_test_add_func ("/html/reads-no-further-than-told", test_unescape_length);
  g_test_add_func ("/html/says-its-text", test_dup_text);
  return g_test_run ();
}
