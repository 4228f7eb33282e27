// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>
#include <string.h>

#include "atena-error.h"
#include "atena-template.h"

typedef struct
{
  const char *source;
  const char *text;
} Expanded;

typedef struct
{
  const char *source;
  const char *message;
} Refused;

static AtenaFields *
make_fields (void)
{
  static const char *const names[] = { "name", "会社名", "note", "empty", "url",
                                       "R&D",  "#id",    "a\tb", NULL };
  AtenaFields *fields = atena_fields_new (names, NULL);

  g_assert_nonnull (fields);
  return fields;
}

static AtenaRecipient *
make_recipient (void)
{
  static const char *const values[] = {
    "山田 <太郎>", "{{note}}", "a\r\nb\rc\nd\te", " \u3000\t", "https://e.jp/?a=b&c", "lab",
    "7",           NULL
  };

  return atena_recipient_new (2, NULL, "", ATENA_REASON_NO_ADDRESS, values);
}

static AtenaTemplate *
compile (const char *source, AtenaTemplateKind kind)
{
  g_autoptr (AtenaFields) fields = make_fields ();
  g_autoptr (GError) error = NULL;
  AtenaTemplate *template = atena_template_new (source, kind, fields, "letter.eml", &error);

  g_test_message ("%s", source);
  g_assert_no_error (error);
  g_assert_nonnull (template);
  return template;
}

static void
check_expanded (const Expanded *cases, guint n_cases, AtenaTemplateKind kind)
{
  g_autoptr (AtenaRecipient) recipient = make_recipient ();

  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (AtenaTemplate) template = compile (cases[i].source, kind);
      g_autoptr (GString) out = g_string_new ("> ");

      g_assert_cmpint (atena_template_find_blank (template, recipient), ==, -1);
      atena_template_expand (template, recipient, out);
      g_assert_cmpstr (out->str + 2, ==, cases[i].text);
    }
}

static void
check_refused (const Refused *cases, guint n_cases, AtenaTemplateKind kind)
{
  g_autoptr (AtenaFields) fields = make_fields ();

  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtenaTemplate) template =
        atena_template_new (cases[i].source, kind, fields, "letter.eml", &error);

      g_test_message ("%s", cases[i].source);
      g_assert_null (template);
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_plain (void)
{
  static const Expanded cases[] = {
    { "", "" },
    { "a } b }} c { d", "a } b }} c { d" },
    { "{{name}}", "山田 <太郎>" },
    { "{{ name }}\n{{　会社名　}}", "山田 <太郎>\n{{note}}" },
    { "{{NAME}}様", "山田 <太郎>様" },
    { "{{note}}", "a\nb\nc\nd\te" },
    { "{{name}}{{name}}", "山田 <太郎>山田 <太郎>" },
    { "{{R&D}}", "lab" },
    { "<p {{R&D}}>", "<p lab>" },
  };

  check_expanded (cases, G_N_ELEMENTS (cases), ATENA_TEMPLATE_PLAIN);
}

static void
test_defaults (void)
{
  static const Expanded cases[] = {
    { "{{empty|貴社}}", "貴社" },
    { "{{empty| お客様 }}", "お客様" },
    { "{{empty|}}.", "." },
    { "{{empty | a|b}}", "a|b" },
    { "{{name|x}}", "山田 <太郎>" },
    { "{{empty|&lt;}}", "&lt;" },
    { "{{a\tb|beyond the values}}", "beyond the values" },
  };

  check_expanded (cases, G_N_ELEMENTS (cases), ATENA_TEMPLATE_PLAIN);
}

static void
test_header (void)
{
  static const Expanded cases[] = {
    { "To {{note}}", "To a b c d e" },
    { "a\r\nBcc: b\u2028{{name}}", "a Bcc: b 山田 <太郎>" },
    { "{{empty|a\tb}}", "a b" },
  };

  check_expanded (cases, G_N_ELEMENTS (cases), ATENA_TEMPLATE_HEADER);
}

static void
test_html (void)
{
  static const Expanded cases[] = {
    { "<p>{{name}}</p>", "<p>山田 &lt;太郎&gt;</p>" },
    { "<p>{{note}}</p>", "<p>a<br>b<br>c<br>d\te</p>" },
    { "<p title=\"{{note}}\">", "<p title=\"a\r\nb\rc\nd\te\">" },
    { "{{&nbsp;name&#32;}}", "山田 &lt;太郎&gt;" },
    { "{{R&amp;D}}", "lab" },
    { "{{empty|R&amp;D &lt;x&gt;}}", "R&amp;D &lt;x&gt;" },
    { "{{empty|a&#10;b}}", "a<br>b" },
    { "<a href=\"{{url}}\">", "<a href=\"https://e.jp/?a=b&amp;c\">" },
    { "<a href=\"https://e.jp/{{url}}\">",
      "<a href=\"https://e.jp/https%3A%2F%2Fe.jp%2F%3Fa%3Db%26c\">" },
    /* Only the first of two is at the start. */
    { "<a href=\"{{empty|}}{{url}}\">", "<a href=\"https%3A%2F%2Fe.jp%2F%3Fa%3Db%26c\">" },
    { "<!-- {{name}} -->", "<!-- 山田 &lt;太郎&gt; -->" },
  };

  check_expanded (cases, G_N_ELEMENTS (cases), ATENA_TEMPLATE_HTML);
}

static void
test_faults (void)
{
  static const Refused cases[] = {
    { "{{nmae}}",
      "letter.eml, line 1, column 1: The list has no field “nmae”; the nearest is “name”" },
    { "一\n二三{{まったく違う}}",
      "letter.eml, line 2, column 3: The list has no field “まったく違う”" },
    { "{{name}} {{}}", "letter.eml, line 1, column 10: The field has no name" },
    { "{{ |x}}", "letter.eml, line 1, column 1: The field has no name" },
    { "a {{name", "letter.eml, line 1, column 3: The field never ends" },
    { "a {{name}", "letter.eml, line 1, column 3: The field never ends" },
    { "{{na\nme}}", "letter.eml, line 1, column 1: A field must stand on one line" },
    { "{{name|a\nb}}", "letter.eml, line 1, column 1: A field must stand on one line" },
    { "{{{name}}}", "letter.eml, line 1, column 1: There is a brace too many" },
    { "{{name {{note}}", "letter.eml, line 1, column 1: There is a brace too many" },
    { "{{name|}x}}", "letter.eml, line 1, column 1: There is a brace too many" },
    { "{{#id}}", "letter.eml, line 1, column 1: The name of a field cannot begin with “#” here" },
    { "{{^name}}", "letter.eml, line 1, column 1: The name of a field cannot begin with “^” here" },
    { "{{/name}}", "letter.eml, line 1, column 1: The name of a field cannot begin with “/” here" },
    { "{{! name}}",
      "letter.eml, line 1, column 1: The name of a field cannot begin with “!” here" },
    { "{{>name}}", "letter.eml, line 1, column 1: The name of a field cannot begin with “>” here" },
    { "{{&name}}", "letter.eml, line 1, column 1: The name of a field cannot begin with “&” here" },
    { "{{=name}}", "letter.eml, line 1, column 1: The name of a field cannot begin with “=” here" },
    { "{{zz\x1b"
      "zzzzzzzz}}",
      "letter.eml, line 1, column 1: The list has no field “zz zzzzzzzz”" },
    { "{{a\tx}}",
      "letter.eml, line 1, column 1: The list has no field “a x”; the nearest is “a b”" },
  };

  check_refused (cases, G_N_ELEMENTS (cases), ATENA_TEMPLATE_PLAIN);
}

static void
test_html_faults (void)
{
#define UNSAFE                                                                                     \
  ": No field can stand inside a tag, a script or a style; in the value of an attribute it needs " \
  "quotation marks around it"
#define FORMATTED ": A part of the field is formatted differently from the rest of it"
  static const Refused cases[] = {
    { "{{na<b>me</b>}}", "letter.eml, line 1, column 1" FORMATTED },
    { "{{name|a>b}}", "letter.eml, line 1, column 1" FORMATTED },
    { "<p {{name}}>", "letter.eml, line 1, column 4" UNSAFE },
    { "<p title={{name}}>", "letter.eml, line 1, column 10" UNSAFE },
    { "<style>\n{{name}}</style>", "letter.eml, line 2, column 1" UNSAFE },
    { "<{{name}}>", "letter.eml, line 1, column 2" UNSAFE },
    { "{{name}}<script>{{name}}", "letter.eml, line 1, column 17" UNSAFE },
  };

  check_refused (cases, G_N_ELEMENTS (cases), ATENA_TEMPLATE_HTML);
}

static void
test_blank (void)
{
  static const struct
  {
    const char *source;
    int blank;
  } cases[] = {
    { "no field", -1 },    { "{{name}} {{empty}}", 3 },   { "{{empty}} {{empty|x}}", 3 },
    { "{{empty|x}}", -1 }, { "{{empty|}} {{name}}", -1 }, { "{{a\tb}}", 7 },
  };
  g_autoptr (AtenaRecipient) recipient = make_recipient ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaTemplate) template = compile (cases[i].source, ATENA_TEMPLATE_PLAIN);

      g_assert_cmpint (atena_template_find_blank (template, recipient), ==, cases[i].blank);
    }
}

static void
test_has_fields (void)
{
  g_autoptr (AtenaTemplate) without = compile ("a }} b", ATENA_TEMPLATE_PLAIN);
  g_autoptr (AtenaTemplate) with = compile ("{{name}}", ATENA_TEMPLATE_PLAIN);

  g_assert_false (atena_template_has_fields (without));
  g_assert_true (atena_template_has_fields (with));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/puts-values-into-plain-text-once", test_plain);
  g_test_add_func ("/template/puts-defaults-for-blank-values", test_defaults);
  g_test_add_func ("/template/keeps-headers-on-one-line", test_header);
  g_test_add_func ("/template/writes-values-as-their-place-in-html-asks", test_html);
  g_test_add_func ("/template/says-where-and-what-is-wrong", test_faults);
  g_test_add_func ("/template/refuses-unsafe-places-in-html", test_html_faults);
  g_test_add_func ("/template/finds-the-first-blank-field", test_blank);
  g_test_add_func ("/template/knows-whether-it-has-fields", test_has_fields);
  return g_test_run ();
}
