// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What a letter may say of each person, as a menu. Where it is inserted is the host's business.

#include "atena-field-menu.h"

#include <time.h>

#include <glib/gi18n-lib.h>

#include "atena-format.h"
#include "atena-template.h"
#include "atena-text.h"

#define LABEL_CHARS 40

struct _AtenaFieldMenu
{
  GtkMenu parent_instance;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtenaFieldMenu, atena_field_menu, GTK_TYPE_MENU)

/* Every list and every message has these. Whoever has no name is still a customer; any other field
 * without a value leaves the person out, where it is seen. */
static const struct
{
  const char *name;
  const char *label;
  const char *placeholder;
} persons[] = {
  { "宛名", N_ ("Salutation with 様"), "{{宛名|お客様}}" },
  { "name", N_ ("Name"), "{{name}}" },
  { "email", N_ ("Email address"), "{{email}}" },
};

static void
field_item_free (gpointer data)
{
  AtenaFieldItem *self = data;

  g_clear_pointer (&self->ways, g_ptr_array_unref);
  g_free (self->label);
  g_free (self->placeholder);
  g_free (self);
}

static AtenaFieldItem *
add_item (GPtrArray *items, char *label, char *placeholder)
{
  AtenaFieldItem *item = g_new0 (AtenaFieldItem, 1);

  item->label = label;
  item->placeholder = placeholder;
  g_ptr_array_add (items, item);
  return item;
}

static AtenaFieldItem *
add_named (GPtrArray *items, const char *name, const char *label, char *placeholder)
{
  /* Translators: what a field stands for, and its name in the text. */
  return add_item (items, g_strdup_printf (_ ("%s (%s)"), label, name), placeholder);
}

/* The field @name as @format writes it. */
static void
add_way (GPtrArray *ways, const char *name, const AtenaFormat *format, char *example)
{
  add_item (ways, example, g_strdup_printf ("{{%s:%s}}", name, format->name));
}

/* Such as ab-12, and no word, address or file. */
static gboolean
is_code (const char *value)
{
  return g_str_is_ascii (value) && strpbrk (value, G_CSET_DIGITS) != NULL &&
         strpbrk (value, G_CSET_a_2_z) != NULL && strpbrk (value, " @/:.") == NULL;
}

/* Whether somebody may want a value like @value written as @format does, which makes it @example.
 * What depends on the language of the letter is no example. */
static gboolean
is_useful (const AtenaFormat *format, const char *value, const char *example)
{
  if (atena_format_is_date (format))
    return format != atena_format_find ("date");
  return format == atena_format_find ("upper") ? is_code (value) : !g_str_equal (value, example);
}

/* The ways of writing @value but @but, in the order of all formats. */
static void
add_ways (GPtrArray *ways, const char *name, const char *value, const AtenaFormat *but)
{
  guint n_formats = 0;
  const AtenaFormat *formats = atena_format_list (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    {
      g_autofree char *example = atena_format_apply (&formats[i], value, FALSE);

      if (&formats[i] != but && example != NULL && is_useful (&formats[i], value, example))
        add_way (ways, name, &formats[i], g_steal_pointer (&example));
    }
}

/* @plain: (transfer full): what the placeholder without a format writes; NULL when there is no way
 * but that */
static GPtrArray *
list_ways (const char *name, const char *value, char *plain, gboolean japanese)
{
  const AtenaFormat *iso = atena_format_find ("date iso");
  g_autofree char *iso_example = japanese ? NULL : atena_format_apply (iso, value, FALSE);
  g_autoptr (GPtrArray) ways = g_ptr_array_new_with_free_func (field_item_free);

  add_item (ways, plain, g_strdup_printf ("{{%s}}", name));
  if (iso_example != NULL)
    add_way (ways, name, iso, g_steal_pointer (&iso_example));
  add_ways (ways, name, value, japanese ? NULL : iso);
  return ways->len > 1 ? g_steal_pointer (&ways) : NULL;
}

/* The marks of tags that are no values stand in front; the others end a name. */
static gboolean
can_be_written (const char *name)
{
  return !atena_text_is_blank (name) && strchr ("#^/!&>=", *name) == NULL &&
         strpbrk (name, "{}|") == NULL;
}

static gboolean
is_person (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (persons); i++)
    if (g_str_equal (key, persons[i].name))
      return TRUE;
  return FALSE;
}

/* @example: a value of the field, or NULL */
static void
add_field (GPtrArray *items, const char *name, const char *example, gboolean japanese)
{
  AtenaFieldItem *item = add_item (items, g_strdup (name), g_strdup_printf ("{{%s}}", name));
  g_autofree char *value = example != NULL ? atena_text_fold_line (example) : NULL;

  if (value != NULL && !atena_text_is_blank (value))
    /* Translators: a value, among other ways of writing it. */
    item->ways =
      list_ways (name, value, g_strdup_printf (_ ("%s (as in the list)"), value), japanese);
}

/* @keys gets the keys of all fields. */
static void
add_fields (GPtrArray *items,
            const char *const *fields,
            const char *const *examples,
            gboolean japanese,
            GHashTable *keys)
{
  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *line = atena_text_fold_line (fields[i]);
      char *name = g_strstrip (line);
      char *key = atena_text_field_key (name);
      const char *example = NULL;

      if (examples != NULL && *examples != NULL)
        example = *examples++;
      if (can_be_written (name) && !is_person (key))
        add_field (items, name, example, japanese);
      g_hash_table_add (keys, key);
    }
}

static void
add_builtin (GPtrArray *items,
             const AtenaTemplateBuiltin *builtin,
             const GDate *today,
             gboolean japanese)
{
  AtenaFieldItem *item =
    add_named (items, builtin->name, _ (builtin->label), g_strdup_printf ("{{%s}}", builtin->name));
  const AtenaFormat *iso = atena_format_find ("date iso");
  g_autofree char *value = NULL;

  if (!g_str_equal (builtin->name, "today"))
    return;
  value = atena_format_apply_date (iso, today, japanese);
  item->ways = list_ways (builtin->name, value,
                          g_strdup (_ ("As the language of the letter has it")), japanese);
}

GPtrArray *
atena_field_items_list (const char *const *fields,
                        const char *const *examples,
                        const GDate *today,
                        gboolean japanese)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (field_item_free);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_builtins = 0;
  const AtenaTemplateBuiltin *builtins = atena_template_list_builtins (&n_builtins);

  for (guint i = 0; i < G_N_ELEMENTS (persons); i++)
    add_named (items, persons[i].name, _ (persons[i].label), g_strdup (persons[i].placeholder));
  if (fields != NULL)
    add_fields (items, fields, examples, japanese, keys);
  for (guint i = 0; i < n_builtins; i++)
    if (!g_hash_table_contains (keys, builtins[i].name))
      add_builtin (items, &builtins[i], today, japanese);
  return items;
}

static void
on_activate (GtkMenuItem *item, AtenaFieldMenu *self)
{
  g_autofree char *placeholder = gtk_widget_get_tooltip_text (GTK_WIDGET (item));

  g_signal_emit (self, signals[CHOSEN], 0, placeholder);
}

static void
fill_menu (GtkMenuShell *menu, GPtrArray *items, AtenaFieldMenu *self);

static GtkWidget *
make_item (const AtenaFieldItem *item, AtenaFieldMenu *self)
{
  GtkWidget *widget = gtk_menu_item_new_with_label (item->label);
  GtkLabel *label = GTK_LABEL (gtk_bin_get_child (GTK_BIN (widget)));
  GtkWidget *menu = NULL;

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (label, LABEL_CHARS);
  gtk_widget_show (widget);
  if (item->ways != NULL)
    {
      menu = gtk_menu_new ();
      fill_menu (GTK_MENU_SHELL (menu), item->ways, self);
      gtk_menu_item_set_submenu (GTK_MENU_ITEM (widget), menu);
      return widget;
    }
  gtk_widget_set_tooltip_text (widget, item->placeholder);
  g_signal_connect_object (widget, "activate", G_CALLBACK (on_activate), self, 0);
  return widget;
}

static void
fill_menu (GtkMenuShell *menu, GPtrArray *items, AtenaFieldMenu *self)
{
  for (guint i = 0; i < items->len; i++)
    gtk_menu_shell_append (menu, make_item (items->pdata[i], self));
}

GtkWidget *
atena_field_menu_new (const char *const *fields, const char *const *examples)
{
  AtenaFieldMenu *self = g_object_new (ATENA_TYPE_FIELD_MENU, NULL);
  gboolean japanese = g_str_has_prefix (g_get_language_names ()[0], "ja");
  g_autoptr (GPtrArray) items = NULL;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_time_t (&today, time (NULL));
  items = atena_field_items_list (fields, examples, &today, japanese);
  fill_menu (GTK_MENU_SHELL (self), items, self);
  return GTK_WIDGET (self);
}

static void
atena_field_menu_class_init (AtenaFieldMenuClass *klass)
{
  /**
   * AtenaFieldMenu::chosen:
   * @placeholder: what to insert
   */
  signals[CHOSEN] = g_signal_new ("chosen", ATENA_TYPE_FIELD_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
atena_field_menu_init (AtenaFieldMenu *self)
{
}
