// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>
#include <string.h>

#include "atena-error.h"
#include "atena-template.h"
#include "owner-fixture.h"

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

static AtenaTemplateContext
make_context (void)
{
  static AtenaMailbox *sender = NULL;
  static GTimeZone *zone = NULL;
  AtenaReason reason = ATENA_REASON_NONE;

  if (sender == NULL)
    sender = atena_mailbox_parse ("shop@example.jp", -1, "店", &reason);
  if (zone == NULL)
    zone = g_time_zone_new_identifier ("+09:00");
  return (AtenaTemplateContext){ .sender = sender, .zone = zone, .date = 1795449600 };
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
  AtenaTemplateContext context = make_context ();

  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (AtenaTemplate) template = compile (cases[i].source, kind);
      g_autoptr (GString) out = g_string_new ("> ");

      g_assert_cmpint (atena_template_find_problem (template, &context, recipient, NULL), ==,
                       ATENA_REASON_NONE);
      atena_template_expand (template, &context, recipient, out);
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
    { "{{{{name}}}}", "letter.eml, line 1, column 1: There is a brace too many" },
    { "{{name {{note}}", "letter.eml, line 1, column 1: There is a brace too many" },
    { "{{name|}x}}", "letter.eml, line 1, column 1: There is a brace too many" },
    { "{{>name}}", "letter.eml, line 1, column 1: The name of a field cannot begin with “>” here" },
    { "a\n{{#name}}", "letter.eml, line 2, column 1: The section “name” never ends; write "
                      "{{/name}} where it ends" },
    { "a {{/name}}",
      "letter.eml, line 1, column 3: Here ends a section “name” that does not begin anywhere" },
    { "{{#name}}\n{{#note}}\n{{/name}}",
      "letter.eml, line 3, column 1: Here ends a section “name”, but the one that began last, in "
      "line 2, is “note”" },
    { "{{#nmae}}{{/nmae}}",
      "letter.eml, line 1, column 1: The list has no field “nmae”; the nearest is “name”" },
    { "{{note:dat}}",
      "letter.eml, line 1, column 1: The list has no field “note:dat”; the nearest is “note”" },
    { "{{=a}}", "letter.eml, line 1, column 1: The field never ends" },
    { "{{=a=}}", "letter.eml, line 1, column 1: Other delimiters are written as in {{=<% %>=}}" },
    { "{{=a b c=}}",
      "letter.eml, line 1, column 1: Other delimiters are written as in {{=<% %>=}}" },
    { "{{=a =b=}}",
      "letter.eml, line 1, column 1: Other delimiters are written as in {{=<% %>=}}" },
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
#define RAW \
  ": A field that holds HTML can stand only in text, not inside a tag, a title or a comment"
#define SECTION ": A section can stand only in text, not inside a tag, a title or a comment"
#define UNBALANCED                                                                                     \
  ": The section “name” begins and ends in parts that are formatted differently; put each of its " \
  "tags on a line of its own"
#define FORMATTED ": A part of the field is formatted differently from the rest of it"
  static const Refused cases[] = {
    { "{{na<b>me</b>}}", "letter.eml, line 1, column 1" FORMATTED },
    { "{{name|a>b}}", "letter.eml, line 1, column 1" FORMATTED },
    { "<p {{name}}>", "letter.eml, line 1, column 4" UNSAFE },
    { "<p title={{name}}>", "letter.eml, line 1, column 10" UNSAFE },
    { "<style>\n{{name}}</style>", "letter.eml, line 2, column 1" UNSAFE },
    { "<{{name}}>", "letter.eml, line 1, column 2" UNSAFE },
    { "{{name}}<script>{{name}}", "letter.eml, line 1, column 17" UNSAFE },
    { "<p title=\"{{{name}}}\">", "letter.eml, line 1, column 11" RAW },
    { "<!-- {{{name}}} -->", "letter.eml, line 1, column 6" RAW },
    { "<title>{{{name}}}", "letter.eml, line 1, column 8" RAW },
    { "<p title=\"{{#name}}\">{{/name}}", "letter.eml, line 1, column 11" SECTION },
    { "{{#name}}<p title=\"{{/name}}\">", "letter.eml, line 1, column 20" SECTION },
    { "<!-- {{#name}}{{/name}} -->", "letter.eml, line 1, column 6" SECTION },
    { "<b>{{#name}}x</b>{{/name}}", "letter.eml, line 1, column 18" UNBALANCED },
    { "{{#name}}<b>x{{/name}}</b>", "letter.eml, line 1, column 14" UNBALANCED },
    { "<i>{{#name}}<b></i></b>{{/name}}", "letter.eml, line 1, column 24" UNBALANCED },
    { "<b>{{! x</b> }}", "letter.eml, line 1, column 4: A part of the comment is formatted "
                         "differently from the rest of it" },
  };

  check_refused (cases, G_N_ELEMENTS (cases), ATENA_TEMPLATE_HTML);
}

static void
test_problems (void)
{
  static const struct
  {
    const char *source;
    AtenaTemplateKind kind;
    AtenaReason reason;
    const char *field;
  } cases[] = {
    { "no field", ATENA_TEMPLATE_PLAIN, ATENA_REASON_NONE, NULL },
    { "{{name}} {{empty}}", ATENA_TEMPLATE_PLAIN, ATENA_REASON_EMPTY_FIELD, "empty" },
    { "{{ＥＭＰＴＹ}} {{empty|x}}", ATENA_TEMPLATE_PLAIN, ATENA_REASON_EMPTY_FIELD, "empty" },
    { "{{empty|x}}", ATENA_TEMPLATE_PLAIN, ATENA_REASON_NONE, NULL },
    { "{{empty|}} {{name}}", ATENA_TEMPLATE_PLAIN, ATENA_REASON_NONE, NULL },
    { "{{a\tb}}", ATENA_TEMPLATE_PLAIN, ATENA_REASON_EMPTY_FIELD, "a\tb" },
    { "{{#empty}}{{empty}}{{/empty}}", ATENA_TEMPLATE_PLAIN, ATENA_REASON_NONE, NULL },
    { "{{^empty}}{{empty}}{{/empty}}", ATENA_TEMPLATE_PLAIN, ATENA_REASON_EMPTY_FIELD, "empty" },
    { "{{name:date}}", ATENA_TEMPLATE_PLAIN, ATENA_REASON_NOT_A_DATE, "name" },
    { "{{name:number}}", ATENA_TEMPLATE_PLAIN, ATENA_REASON_NOT_A_NUMBER, "name" },
    { "{{empty:date}}", ATENA_TEMPLATE_PLAIN, ATENA_REASON_EMPTY_FIELD, "empty" },
    { "{{empty:date|未定}}", ATENA_TEMPLATE_PLAIN, ATENA_REASON_NONE, NULL },
    { "{{{name}}}", ATENA_TEMPLATE_PLAIN, ATENA_REASON_NONE, NULL },
    { "{{{name}}}", ATENA_TEMPLATE_HTML, ATENA_REASON_NONE, NULL },
    { "{{{empty|&lt;b&gt;x}}}", ATENA_TEMPLATE_HTML, ATENA_REASON_BROKEN_HTML, "empty" },
    { "{{{empty|&lt;b&gt;x&lt;/b&gt;}}}", ATENA_TEMPLATE_HTML, ATENA_REASON_NONE, NULL },
    { "{{{empty|&lt;/b&gt;x&lt;b&gt;}}}", ATENA_TEMPLATE_HTML, ATENA_REASON_BROKEN_HTML, "empty" },
    { "{{{empty|&lt;!-- x}}}", ATENA_TEMPLATE_HTML, ATENA_REASON_BROKEN_HTML, "empty" },
    { "{{{empty|&lt;a href='}}}", ATENA_TEMPLATE_HTML, ATENA_REASON_BROKEN_HTML, "empty" },
  };
  g_autoptr (AtenaRecipient) recipient = make_recipient ();
  AtenaTemplateContext context = make_context ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaTemplate) template = compile (cases[i].source, cases[i].kind);
      const char *field = NULL;

      g_assert_cmpint (atena_template_find_problem (template, &context, recipient, &field), ==,
                       cases[i].reason);
      g_assert_cmpstr (field, ==, cases[i].field);
    }
}

static void
test_formats (void)
{
  static const Expanded cases[] = {
    { "{{url:upper}}", "HTTPS://E.JP/?A=B&C" },
    { "{{ url ： upper | x }}", "HTTPS://E.JP/?A=B&C" },
    { "{{&#id:number}}", "7" },
    { "{{empty:date|未定}}", "未定" },
    { "{{today}}", "2026-11-24" },
    { "{{today:date 年月日(曜)}}", "2026年11月24日(火)" },
    { "{{today:upper}}", "2026-11-24" },
    { "{{sender.name}} {{Sender.Email}}", "店 shop@example.jp" },
    { "{{row}}", "2" },
    { "{{#today}}x{{/today}}{{^row}}y{{/row}}", "x" },
  };
  g_autoptr (AtenaTemplate) japanese = compile ("{{today}}に", ATENA_TEMPLATE_PLAIN);
  g_autoptr (AtenaTemplate) other = compile ("{{会社名}}{{empty|様}}", ATENA_TEMPLATE_PLAIN);
  g_autoptr (AtenaTemplate) html = compile ("<p title=\"あ\">{{today}}", ATENA_TEMPLATE_HTML);

  check_expanded (cases, G_N_ELEMENTS (cases), ATENA_TEMPLATE_PLAIN);
  g_assert_true (atena_template_is_japanese (japanese));
  g_assert_false (atena_template_is_japanese (other));
  g_assert_false (atena_template_is_japanese (html));
}

static void
test_own_names_win (void)
{
  static const char *const names[] = { "today", "a:upper", "a", NULL };
  static const char *const values[] = { "own", "whole", "x", NULL };
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);
  g_autoptr (AtenaRecipient) recipient =
    atena_recipient_new (2, NULL, "", ATENA_REASON_NO_ADDRESS, values);
  AtenaTemplateContext context = make_context ();
  g_autoptr (AtenaTemplate) template =
    atena_template_new ("{{today}} {{a:upper}}", ATENA_TEMPLATE_PLAIN, fields, "x", NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  atena_template_expand (template, &context, recipient, out);
  g_assert_cmpstr (out->str, ==, "own whole");
}

static void
test_html_sections (void)
{
#define YES(text) "{{#name}}" text "{{/name}}"
  static const Expanded cases[] = {
    { "<div>a</div><div>{{#name}}</div><div>b</div><div>{{/name}}</div>",
      "<div>a</div><div>b</div>" },
    { "<div>a</div><div>{{#empty}}</div><div>b</div><div>{{/empty}}<br></div>c", "<div>a</div>c" },
    { "<p class=\"x\"><b>{{^name}}</b><br></p>\n<p>b</p>\n<p> {{/name}} </p>", "" },
    { "<ul>\n{{#name}}\n<li>a</li>\n{{/name}}\n</ul>", "<ul>\n<li>a</li>\n</ul>" },
    { "<ul><li>{{#name}}</li><li>a</li><li>{{/name}}</li></ul>", "<ul><li>a</li></ul>" },
    { "<table><tr><td>{{#empty}}</td></tr><tr><td>a</td></tr><tr><td>{{/empty}}</td></tr></table>",
      "<table></table>" },
    { "a<br>{{#name}}<br>b<br>{{/name}}<br>c", "a<br>b<br>c" },
    { "a<br>{{#empty}}<br>b<br>{{/empty}}<br>c", "a<br>c" },
    { "<div>a " YES ("b") " c</div>", "<div>a b c</div>" },
    { "<div>a {{#empty}}b</div><div>c{{/empty}} d</div>", "<div>a  d</div>" },
    { "<div>{{! a</div><div>b }}</div>x", "x" },
    { "<div>{{=&lt;% %&gt;=}}</div>&lt;%name%&gt;", "山田 &lt;太郎&gt;" },
    { "{{&amp;R&D}}{{{R&amp;D}}}", "lablab" },
  };

  check_expanded (cases, G_N_ELEMENTS (cases), ATENA_TEMPLATE_HTML);
}

static void
test_has_fields (void)
{
  g_autoptr (AtenaTemplate) without = compile ("a }} b", ATENA_TEMPLATE_PLAIN);
  g_autoptr (AtenaTemplate) with = compile ("{{name}}", ATENA_TEMPLATE_PLAIN);

  g_assert_false (atena_template_has_fields (without));
  g_assert_true (atena_template_has_fields (with));
}

/* A random template: text, tags that may be blank or of the wrong kind, sections within sections.
 */
static void
append_random (GRand *rand, GString *source, guint depth)
{
  static const char *const pieces[] = {
    "x",           "\n",      " あ ",         "<b>y</b>",  "<p title=\"{{b}}\">z</p>",
    "{{a}}",       "{{{b}}}", "{{&c}}",       "{{a|無}}",  "{{c:date|x}}",
    "{{b:upper}}", "{{row}}", "{{! {{a}} }}", "{{today}}", "{{=<% %>=}}<%a%><%={{ }}=%>",
  };
  static const char *const names[] = { "a", "b", "c", "row" };

  for (guint n = g_rand_int_range (rand, 1, 6); n > 0; n--)
    if (depth > 0 && g_rand_int_range (rand, 0, 3) == 0)
      {
        const char *name = names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))];

        g_string_append_printf (source, "{{%c%s}}", g_rand_boolean (rand) ? '#' : '^', name);
        append_random (rand, source, depth - 1);
        g_string_append_printf (source, "{{/%s}}", name);
      }
    else
      g_string_append (source, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
}

/* Every value that is not blank says whose it is. */
static AtenaRecipient *
make_random_recipient (GRand *rand, guint owner)
{
  static const char *const tails[] = { "", "{{b}}", "{{#a}}", "<i>", "\r\n", "\"'>&" };
  g_auto (GStrv) values = g_new0 (char *, 4);

  for (guint i = 0; i < 3; i++)
    if (g_rand_int_range (rand, 0, 4) == 0)
      values[i] = g_strdup (" ");
    else
      values[i] =
        owner_fixture_make_value (owner, tails[g_rand_int_range (rand, 0, G_N_ELEMENTS (tails))]);
  return atena_recipient_new (owner + 2, NULL, "", ATENA_REASON_NO_ADDRESS,
                              (const char *const *) values);
}

static char *
expand_alone (AtenaTemplate *template, AtenaRecipient *recipient)
{
  AtenaTemplateContext context = make_context ();
  GString *out = g_string_new (NULL);

  atena_template_expand (template, &context, recipient, out);
  return g_string_free (out, FALSE);
}

/* One template writes to several rows, in turn and again, as if each were the only one. */
static guint
check_rows (GRand *rand, AtenaTemplate *template, AtenaTemplate *fresh)
{
  g_autoptr (AtenaRecipient) first = make_random_recipient (rand, 1);
  g_autoptr (AtenaRecipient) second = make_random_recipient (rand, 2);
  g_autofree char *to_first = expand_alone (template, first);
  g_autofree char *to_second = expand_alone (template, second);
  g_autofree char *to_first_again = expand_alone (template, first);
  g_autofree char *to_second_alone = expand_alone (fresh, second);

  g_assert_cmpstr (to_first, ==, to_first_again);
  g_assert_cmpstr (to_second, ==, to_second_alone);
  return owner_fixture_count (to_first, 1) + owner_fixture_count (to_second, 2);
}

static void
test_rows_apart (void)
{
  static const char *const names[] = { "a", "b", "c", NULL };
  guint n_rounds = g_getenv ("ATENA_LONG") != NULL ? 1000000 : 3000;
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261124);
  guint n_compiled = 0, n_values = 0;

  for (guint i = 0; i < n_rounds; i++)
    {
      g_autoptr (GString) source = g_string_new (NULL);
      AtenaTemplateKind kind = i % 3;
      g_autoptr (AtenaTemplate) template = NULL;
      g_autoptr (AtenaTemplate) fresh = NULL;

      append_random (rand, source, 4);
      template = atena_template_new (source->str, kind, fields, "x", NULL);
      fresh = atena_template_new (source->str, kind, fields, "x", NULL);
      if (template == NULL)
        continue;
      n_compiled++;
      n_values += check_rows (rand, template, fresh);
    }
  g_test_message ("%u of %u templates, %u values", n_compiled, n_rounds, n_values);
  g_assert_cmpuint (n_compiled, >, n_rounds / 2);
  g_assert_cmpuint (n_values, >, n_rounds);
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
  g_test_add_func ("/template/finds-the-first-problem", test_problems);
  g_test_add_func ("/template/writes-formats-and-built-ins", test_formats);
  g_test_add_func ("/template/lets-names-of-the-list-win", test_own_names_win);
  g_test_add_func ("/template/takes-sections-out-of-html-with-their-lines", test_html_sections);
  g_test_add_func ("/template/knows-whether-it-has-fields", test_has_fields);
  g_test_add_func ("/template/keeps-the-values-of-rows-apart", test_rows_apart);
  return g_test_run ();
}
