// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What a letter may say of each person, as a menu. Where it is inserted is the host's business.

#include "atena-field-menu.h"

#include <glib/gi18n-lib.h>

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

  g_free (self->label);
  g_free (self->placeholder);
  g_free (self);
}

static void
add_item (GPtrArray *items, char *label, char *placeholder)
{
  AtenaFieldItem *item = g_new (AtenaFieldItem, 1);

  item->label = label;
  item->placeholder = placeholder;
  g_ptr_array_add (items, item);
}

static void
add_named (GPtrArray *items, const char *name, const char *label, char *placeholder)
{
  /* Translators: what a field stands for, and its name in the text. */
  add_item (items, g_strdup_printf (_ ("%s (%s)"), label, name), placeholder);
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

/* @keys gets the keys of all fields. */
static void
add_fields (GPtrArray *items, const char *const *fields, GHashTable *keys)
{
  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *line = atena_text_fold_line (fields[i]);
      char *name = g_strstrip (line);
      char *key = atena_text_field_key (name);

      if (can_be_written (name) && !is_person (key))
        add_item (items, g_strdup (name), g_strdup_printf ("{{%s}}", name));
      g_hash_table_add (keys, key);
    }
}

GPtrArray *
atena_field_items_list (const char *const *fields)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (field_item_free);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_builtins = 0;
  const AtenaTemplateBuiltin *builtins = atena_template_list_builtins (&n_builtins);

  for (guint i = 0; i < G_N_ELEMENTS (persons); i++)
    add_named (items, persons[i].name, _ (persons[i].label), g_strdup (persons[i].placeholder));
  if (fields != NULL)
    add_fields (items, fields, keys);
  for (guint i = 0; i < n_builtins; i++)
    if (!g_hash_table_contains (keys, builtins[i].name))
      add_named (items, builtins[i].name, _ (builtins[i].label),
                 g_strdup_printf ("{{%s}}", builtins[i].name));
  return items;
}

static void
on_activate (GtkMenuItem *item, AtenaFieldMenu *self)
{
  g_autofree char *placeholder = gtk_widget_get_tooltip_text (GTK_WIDGET (item));

  g_signal_emit (self, signals[CHOSEN], 0, placeholder);
}

static GtkWidget *
make_item (const AtenaFieldItem *item)
{
  GtkWidget *widget = gtk_menu_item_new_with_label (item->label);
  GtkLabel *label = GTK_LABEL (gtk_bin_get_child (GTK_BIN (widget)));

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (label, LABEL_CHARS);
  gtk_widget_set_tooltip_text (widget, item->placeholder);
  gtk_widget_show (widget);
  return widget;
}

GtkWidget *
atena_field_menu_new (const char *const *fields)
{
  GtkWidget *self = g_object_new (ATENA_TYPE_FIELD_MENU, NULL);
  g_autoptr (GPtrArray) items = atena_field_items_list (fields);

  for (guint i = 0; i < items->len; i++)
    {
      GtkWidget *item = make_item (items->pdata[i]);

      g_signal_connect_object (item, "activate", G_CALLBACK (on_activate), self, 0);
      gtk_menu_shell_append (GTK_MENU_SHELL (self), item);
    }
  return self;
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
