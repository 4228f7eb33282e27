// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-field-menu.h"
#include "ui-fixture.h"

static void
assert_items (const char *const *fields, const char *const *expected)
{
  g_autoptr (GPtrArray) items = atena_field_items_list (fields);

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
  g_autoptr (GPtrArray) items = atena_field_items_list (NULL);

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
      g_autoptr (GPtrArray) items = atena_field_items_list (one);

      g_test_message ("%s", fields[i]);
      g_assert_cmpuint (items->len, ==, 7);
    }
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
  GtkWidget *menu = g_object_ref_sink (atena_field_menu_new (fields));
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

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);

  g_test_add_func ("/field-menu/offers-what-every-letter-knows", test_without_list);
  g_test_add_func ("/field-menu/offers-each-field-of-the-list-once", test_with_list);
  g_test_add_func ("/field-menu/offers-nothing-that-breaks-a-letter", test_odd_names);
  g_test_add_func ("/field-menu/hands-over-the-placeholder", test_chosen);
  return g_test_run ();
}
