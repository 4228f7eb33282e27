// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Whatever a template holds, values stay values: on one line in a header, and without effect on the
// structure of HTML.

#include <glib.h>
#include <string.h>

#include "atena-html.h"
#include "atena-template.h"
#include "atena-text.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const char *const names[] = { "name", "会社名", "a", "b", NULL };
static const char *const nasty[] = { "\"'><script>-->]]>&\r\n", "{{a}}", " \u2028javascript:x", "",
                                     NULL };
static const char *const tame[] = { "x", "x", "x", "", NULL };

static char *
expand (AtenaTemplate *template, const char *const *values)
{
  g_autoptr (AtenaRecipient) recipient =
    atena_recipient_new (2, NULL, "", ATENA_REASON_NO_ADDRESS, values);
  AtenaReason reason = ATENA_REASON_NONE;
  g_autoptr (AtenaMailbox) sender = atena_mailbox_parse ("a@b.jp", -1, "<b>", &reason);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const AtenaTemplateContext context = { .sender = sender, .zone = zone, .date = 1 };
  g_autoptr (GString) out = g_string_new (NULL);

  reason = atena_template_find_problem (template, &context, recipient, NULL);
  atena_template_expand (template, &context, recipient, out);
  if (reason != ATENA_REASON_NONE)
    return NULL;
  g_assert_true (g_utf8_validate_len (out->str, out->len, NULL));
  return g_strdup (out->str);
}

static void
assert_one_line (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (atena_text_is_control (g_utf8_get_char (p)));
}

static AtenaHtmlScanner
scan (const char *html, gsize step)
{
  AtenaHtmlScanner scanner = { 0 };
  gsize length = strlen (html);

  for (gsize at = 0; at < length; at += step)
    atena_html_scanner_feed (&scanner, html + at, MIN (step, length - at));
  return scanner;
}

static void
assert_same_structure (const char *html, const char *other)
{
  AtenaHtmlScanner scanner = scan (html, strlen (html) + 1);
  AtenaHtmlScanner by_octet = scan (html, 1);
  AtenaHtmlScanner other_scanner = scan (other, strlen (other) + 1);

  g_assert_cmpmem (&scanner, sizeof scanner, &by_octet, sizeof by_octet);
  g_assert_cmpuint (scanner.state, ==, other_scanner.state);
  g_assert_cmpuint (scanner.element, ==, other_scanner.element);
}

static void
check (AtenaTemplate *template, AtenaTemplateKind kind, const char *source)
{
  g_autofree char *text = expand (template, nasty);
  g_autofree char *plain = expand (template, tame);

  if (text == NULL || plain == NULL)
    return;
  if (kind == ATENA_TEMPLATE_HEADER)
    assert_one_line (text);
  else if (!atena_template_has_fields (template) && strstr (source, "{{") == NULL)
    g_assert_cmpstr (text, ==, source);
  if (kind == ATENA_TEMPLATE_HTML)
    assert_same_structure (text, plain);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  AtenaTemplateKind kind = size > 0 ? data[0] % 3 : 0;
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaTemplate) template = NULL;
  g_autofree char *octets =
    size > 0 ? g_strndup ((const char *) data + 1, size - 1) : g_strdup ("");
  g_autofree char *source = g_utf8_make_valid (octets, -1);
  g_autofree char *unescaped = atena_html_unescape (source, strlen (source));

  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  g_assert_true (g_utf8_validate (unescaped, -1, NULL));
  template = atena_template_new (source, kind, fields, "fuzz", &error);
  g_assert_true ((template == NULL) == (error != NULL));
  if (template != NULL)
    check (template, kind, source);
  else
    assert_one_line (error->message);
  return 0;
}
