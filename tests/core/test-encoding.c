// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>
#include <string.h>

#include "atena-encoding-private.h"

typedef void (*Append) (GString *out, const char *text, gsize length, const char *newline);

typedef struct
{
  const char *text;
  const char *written;
} Case;

static void
check (Append append, const char *newline, const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (GString) out = g_string_new ("> ");

      append (out, cases[i].text, strlen (cases[i].text), newline);
      g_assert_cmpstr (out->str + 2, ==, cases[i].written);
    }
}

static void
test_lines (void)
{
  static const Case cases[] = {
    { "", "" },
    { "a", "a" },
    { "a\nb\r\nc\n", "a\r\nb\r\nc\r\n" },
    { "\n\r\n", "\r\n\r\n" },
    { ".\n", ".\r\n" },
  };

  check (atena_encoding_append_lines, "\r\n", cases, G_N_ELEMENTS (cases));
}

static void
test_quoted (void)
{
  static const Case cases[] = {
    { "", "" },
    { "a = b\tc~!", "a =3D b\tc~!" },
    { "山\n", "=E5=B1=B1\r\n" },
    { "a\r\nb\nc", "a\r\nb\r\nc" },
    { "a\rb", "a=0Db" },
    { "a \nb\t\nc ", "a=20\r\nb=09\r\nc=20" },
    { "  \n", " =20\r\n" },
    { ".\n..a\n a.\n", "=2E\r\n=2E.a\r\n a.\r\n" },
    { "From a\nFrom\n>From b\nFromage\n From c",
      "=46rom a\r\nFrom\r\n>From b\r\nFromage\r\n From c" },
    { "\x01\x7f", "=01=7F" },
  };

  check (atena_encoding_append_quoted, "\r\n", cases, G_N_ELEMENTS (cases));
}

static void
test_newline (void)
{
  static const Case cases[] = { { "a\r\nb\n", "a\nb\n" } };

  check (atena_encoding_append_quoted, "\n", cases, G_N_ELEMENTS (cases));
  check (atena_encoding_append_lines, "\n", cases, G_N_ELEMENTS (cases));
}

static char *
unquote (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p != '=')
      g_string_append_c (plain, *p);
    else if (p[1] == '\n')
      p++;
    else
      {
        g_string_append_c (plain, g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2]));
        p += 2;
      }
  return g_string_free (plain, FALSE);
}

/* Soft line breaks may put anything at the start of a line. */
static void
test_quoted_lines (void)
{
  static const char *const units[] = { "a", ".", "山", "From ", " ", "a=", "\t.", "x From " };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint n = 1; n < 160; n++)
      {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (GString) out = g_string_new (NULL);
        g_autofree char *back = NULL;
        g_auto (GStrv) lines = NULL;

        for (guint j = 0; j < n; j++)
          g_string_append (text, units[i]);
        atena_encoding_append_quoted (out, text->str, text->len, "\n");
        lines = g_strsplit (out->str, "\n", -1);
        for (guint j = 0; lines[j] != NULL; j++)
          {
            g_assert_cmpuint (strlen (lines[j]), <=, 76);
            g_assert_false (g_str_has_prefix (lines[j], "."));
            g_assert_false (g_str_has_prefix (lines[j], "From "));
            g_assert_false (g_str_has_suffix (lines[j], " "));
            g_assert_false (g_str_has_suffix (lines[j], "\t"));
          }
        back = unquote (out->str);
        g_assert_cmpstr (back, ==, text->str);
      }
}

static void
test_base64 (void)
{
  g_autofree char *line = g_strnfill (57, 'a');
  g_autofree char *two_lines = g_strnfill (115, 'a');
  g_autofree char *encoded = g_base64_encode ((const guchar *) line, 57);
  g_autofree char *two_encoded = g_strdup_printf ("%s\r\n%s\r\nYQ==", encoded, encoded);
  const Case cases[] = {
    { "", "" }, { "a", "YQ==" }, { "ab\n", "YWIK" }, { line, encoded }, { two_lines, two_encoded },
  };

  g_assert_cmpuint (strlen (encoded), ==, 76);
  check (atena_encoding_append_base64, "\r\n", cases, G_N_ELEMENTS (cases));
}

static void
test_base64_text (void)
{
  static const Case cases[] = {
    { "a\nb", "YQ0KYg==" },
    { "a\r\nb", "YQ0KYg==" },
    { "\n", "DQo=" },
  };

  check (atena_encoding_append_base64_text, "\n", cases, G_N_ELEMENTS (cases));
}

static void
test_is_7bit (void)
{
  static const struct
  {
    const char *text;
    gboolean is;
  } cases[] = {
    { "", TRUE },       { "a\tb~ \nc\r\n", TRUE }, { "a\rb", FALSE }, { "a\r", FALSE },
    { "a\x7f", FALSE }, { "a\x1b", FALSE },        { "山", FALSE },   { "a\xff", FALSE },
  };
  g_autofree char *line = g_strnfill (999, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (atena_encoding_is_7bit (cases[i].text, strlen (cases[i].text)), ==,
                     cases[i].is);
  g_assert_false (atena_encoding_is_7bit ("a\0b", 3));
  g_assert_false (atena_encoding_is_7bit (line, 999));
  line[998] = '\n';
  g_assert_true (atena_encoding_is_7bit (line, 999));
  line[997] = '\r';
  g_assert_true (atena_encoding_is_7bit (line, 999));
}

/* Right to a soft line break or two, on whichever side Japanese and English fall. */
static void
test_estimates (void)
{
  static const char *const units[] = { "a", "word ", "山", "a山", "=", "line\n", "行\n" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint n = 1; n < 300; n += 7)
      {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (GString) quoted = g_string_new (NULL);
        g_autoptr (GString) base64 = g_string_new (NULL);

        for (guint j = 0; j < n; j++)
          g_string_append (text, units[i]);
        atena_encoding_append_quoted (quoted, text->str, text->len, "\n");
        atena_encoding_append_base64_text (base64, text->str, text->len, "\r\n");
        g_assert_cmpfloat_with_epsilon (atena_encoding_estimate_quoted (text->str, text->len),
                                        quoted->len, 3 + quoted->len / 20);
        g_assert_cmpfloat_with_epsilon (atena_encoding_estimate_base64 (text->str, text->len),
                                        base64->len, 4 + base64->len / 50);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encoding/changes-line-breaks-alone", test_lines);
  g_test_add_func ("/encoding/quotes-what-gets-lost", test_quoted);
  g_test_add_func ("/encoding/ends-lines-as-told", test_newline);
  g_test_add_func ("/encoding/starts-no-line-with-a-dot-or-from", test_quoted_lines);
  g_test_add_func ("/encoding/breaks-base64-into-lines", test_base64);
  g_test_add_func ("/encoding/writes-text-in-base64-with-crlf", test_base64_text);
  g_test_add_func ("/encoding/knows-what-needs-no-encoding", test_is_7bit);
  g_test_add_func ("/encoding/knows-about-how-long-text-gets", test_estimates);
  return g_test_run ();
}
