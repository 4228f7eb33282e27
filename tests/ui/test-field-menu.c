// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-field-menu.h"
#include "atena-fields.h"
#include "atena-template.h"
#include "ui-fixture.h"

static GPtrArray *
list_items (const char *const *fields, const char *const *examples, gboolean japanese)
{
  g_autoptr (GDate) today = g_date_new_dmy (24, G_DATE_NOVEMBER, 2026);

  return atena_field_items_list (fields, examples, today, japanese);
}

static void
assert_items (const char *const *fields, const char *const *expected)
{
  g_autoptr (GPtrArray) items = list_items (fields, NULL, FALSE);

  for (guint i = 0; i < items->len; i++)
    g_assert_cmpstr (((AtenaFieldItem *) items->pdata[i])->placeholder, ==, expected[i]);
  g_assert_null (expected[items->len]);
}

static void
test_without_list (void)
{
  static const char *const expected[] = { "{{宛名|お客様}}", "{{name}}",
                                          "{{email}}",       "{{today}}",
                                          "{{sender.name}}", "{{sender.email}}",
                                          "{{row}}",         NULL };
  g_autoptr (GPtrArray) items = list_items (NULL, NULL, FALSE);

  assert_items (NULL, expected);
  g_assert_cmpstr (((AtenaFieldItem *) items->pdata[0])->label, ==, "Salutation with 様 (宛名)");
}

static void
test_with_list (void)
{
  static const char *const fields[] = { "会社名", "Name",    "Today",   "",
                                        "宛名",   "期日:夏", "住所\n1", NULL };
  static const char *const expected[] = {
    "{{宛名|お客様}}",  "{{name}}",    "{{email}}",  "{{会社名}}",
    "{{Today}}",        "{{期日:夏}}", "{{住所 1}}", "{{sender.name}}",
    "{{sender.email}}", "{{row}}",     NULL
  };

  assert_items (fields, expected);
}

/* As a placeholder they would be something else, or break the letter. */
static void
test_odd_names (void)
{
  static const char *const fields[] = { "#A", "^A",   "/A",  "!A",  "&A", ">A",
                                        "=A", " # A", "A|B", "A}}", "{A", NULL };

  for (guint i = 0; fields[i] != NULL; i++)
    {
      const char *const one[] = { fields[i], NULL };
      g_autoptr (GPtrArray) items = list_items (one, NULL, FALSE);

      g_test_message ("%s", fields[i]);
      g_assert_cmpuint (items->len, ==, 7);
    }
}

/* "LABEL PLACEHOLDER" of each way of writing, or "" for no choice. */
static char *
describe_ways (const AtenaFieldItem *item)
{
  g_autoptr (GString) ways = g_string_new (NULL);

  for (guint i = 0; item->ways != NULL && i < item->ways->len; i++)
    {
      const AtenaFieldItem *way = item->ways->pdata[i];

      g_string_append_printf (ways, "%s%s %s", i > 0 ? "\n" : "", way->label, way->placeholder);
    }
  return g_string_free (g_steal_pointer (&ways), FALSE);
}

#define KANJI(field)                                       \
  "2026年11月24日 {{" field ":date 年月日}}\n"          \
  "2026年11月24日(火) {{" field ":date 年月日(曜)}}\n" \
  "11月24日 {{" field ":date 月日}}\n"                   \
  "11月24日(火) {{" field ":date 月日(曜)}}\n"          \
  "令和8年11月24日 {{" field ":date 令和}}"
#define ISO(field) "2026-11-24 {{" field ":date iso}}"

static void
test_ways (void)
{
  static const struct
  {
    const char *example;
    gboolean japanese;
    const char *ways;
  } cases[] = {
    { "R8.11.24", TRUE,
      "R8.11.24 (as in the list) {{夏:期日}}\n" KANJI ("夏:期日") "\n" ISO ("夏:期日") },
    { "2026/11/24", FALSE,
      "2026/11/24 (as in the list) {{夏:期日}}\n" ISO ("夏:期日") "\n" KANJI ("夏:期日") },
    { "1234567", FALSE, "1234567 (as in the list) {{夏:期日}}\n1,234,567 {{夏:期日:number}}" },
    { "ab-12", FALSE, "ab-12 (as in the list) {{夏:期日}}\nAB-12 {{夏:期日:upper}}" },
    { "1,234", FALSE, "" },
    { "12", FALSE, "" },
    { "0901234", FALSE, "" },
    { "Taro", FALSE, "" },
    { "a1@example.jp", FALSE, "" },
    { "a1.pdf", FALSE, "" },
    { "ab\n12", FALSE, "" },
    { "甲社", TRUE, "" },
    { " ", FALSE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const fields[] = { "会社名", "夏:期日", NULL };
      const char *const examples[] = { "", cases[i].example, NULL };
      g_autoptr (GPtrArray) items = list_items (fields, examples, cases[i].japanese);
      g_autofree char *none = describe_ways (items->pdata[3]);
      g_autofree char *ways = describe_ways (items->pdata[4]);

      g_test_message ("%s", cases[i].example);
      g_assert_cmpstr (none, ==, "");
      g_assert_cmpstr (ways, ==, cases[i].ways);
    }
}

static void
test_today (void)
{
  g_autoptr (GPtrArray) items = list_items (NULL, NULL, TRUE);
  g_autofree char *ways = describe_ways (items->pdata[3]);

  g_assert_cmpstr (ways, ==,
                   "As the language of the letter has it {{today}}\n" KANJI ("today") "\n" ISO (
                     "today"));
}

/* What the menu offers, a letter writes as the menu shows it. */
static void
test_written (void)
{
  const char *const names[] = { "夏:期日", "金額", "番号", NULL };
  const char *const values[] = { "令和8年11月24日", "12345", "ab-12", NULL };
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);
  g_autoptr (AtenaRecipient) person =
    atena_recipient_new (1, NULL, "", ATENA_REASON_NO_ADDRESS, values);
  g_autoptr (GPtrArray) items = list_items (names, values, TRUE);
  guint n = 0;

  for (guint i = 3; i < 6; i++)
    {
      GPtrArray *ways = ((AtenaFieldItem *) items->pdata[i])->ways;

      for (guint j = 1; j < ways->len; j++, n++)
        {
          const AtenaFieldItem *way = ways->pdata[j];
          g_autoptr (AtenaTemplate) template =
            atena_template_new (way->placeholder, ATENA_TEMPLATE_PLAIN, fields, "letter", NULL);
          AtenaTemplateContext context = { 0 };
          g_autoptr (GString) text = g_string_new (NULL);

          g_assert_nonnull (template);
          atena_template_expand (template, &context, person, text);
          g_assert_cmpstr (text->str, ==, way->label);
        }
    }
  g_assert_cmpuint (n, ==, 8);
}

static void
on_chosen (GtkWidget *menu, const char *placeholder, char **ret_placeholder)
{
  *ret_placeholder = g_strdup (placeholder);
}

static void
test_chosen (void)
{
  static const char *const fields[] = { "会員_番号", NULL };
  GtkWidget *menu = g_object_ref_sink (atena_field_menu_new (fields, NULL));
  g_autoptr (GList) items = gtk_container_get_children (GTK_CONTAINER (menu));
  GtkMenuItem *item = g_list_nth_data (items, 3);
  g_autofree char *chosen = NULL;

  g_signal_connect (menu, "chosen", G_CALLBACK (on_chosen), &chosen);
  g_assert_cmpuint (g_list_length (items), ==, 8);
  g_assert_cmpstr (gtk_menu_item_get_label (item), ==, "会員_番号");
  gtk_menu_item_activate (item);
  g_assert_cmpstr (chosen, ==, "{{会員_番号}}");
  gtk_widget_destroy (menu);
  g_object_unref (menu);
}

static void
test_way_chosen (void)
{
  static const char *const fields[] = { "期日", NULL };
  static const char *const examples[] = { "2026/11/24", NULL };
  GtkWidget *menu = g_object_ref_sink (atena_field_menu_new (fields, examples));
  g_autoptr (GList) items = gtk_container_get_children (GTK_CONTAINER (menu));
  GtkWidget *ways = gtk_menu_item_get_submenu (g_list_nth_data (items, 3));
  g_autoptr (GList) choices = gtk_container_get_children (GTK_CONTAINER (ways));
  g_autofree char *chosen = NULL;

  g_signal_connect (menu, "chosen", G_CALLBACK (on_chosen), &chosen);
  gtk_menu_item_activate (g_list_nth_data (choices, 1));
  g_assert_cmpstr (chosen, ==, "{{期日:date iso}}");
  gtk_widget_destroy (menu);
  g_object_unref (menu);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);

  g_test_add_func ("/field-menu/offers-what-every-letter-knows", test_without_list);
  g_test_add_func ("/field-menu/offers-each-field-of-the-list-once", test_with_list);
  g_test_add_func ("/field-menu/offers-nothing-that-breaks-a-letter", test_odd_names);
  g_test_add_func ("/field-menu/hands-over-the-placeholder", test_chosen);
  g_test_add_func ("/field-menu/offers-ways-of-writing-a-value", test_ways);
  g_test_add_func ("/field-menu/offers-ways-of-writing-today", test_today);
  g_test_add_func ("/field-menu/offers-what-a-letter-writes", test_written);
  g_test_add_func ("/field-menu/hands-over-the-way-of-writing", test_way_chosen);
  return g_test_run ();
}
