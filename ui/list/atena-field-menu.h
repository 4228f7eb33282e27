// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

/* One thing that a letter may say of each person. */
typedef struct
{
  char *label;       /* for a person */
  char *placeholder; /* what stands for it in the text, such as {{宛名|お客様}}; on one line */
  GPtrArray *ways; /* (element-type AtenaFieldItem) (nullable): how it can be written, also plainly;
                      their labels are examples */
} AtenaFieldItem;

/**
 * atena_field_items_list:
 * @fields: (nullable): (array zero-terminated=1): the fields of the list that goes with the message
 * @examples: (nullable): (array zero-terminated=1): a value of each of them, or ""
 * @today: an example of a date
 * @japanese: whether Japanese ways of writing a date come before others
 *
 * Pure. What can be inserted: who the person is, then @fields, then what every letter knows
 * (atena_template_list_builtins()). A field whose name cannot be written in a placeholder is passed
 * over. One whose example looks like a date, a number or a code can be written in several ways.
 *
 * Returns: (element-type AtenaFieldItem): owned by the caller
 */
GPtrArray *
atena_field_items_list (const char *const *fields,
                        const char *const *examples,
                        const GDate *today,
                        gboolean japanese);

#define ATENA_TYPE_FIELD_MENU (atena_field_menu_get_type ())
G_DECLARE_FINAL_TYPE (AtenaFieldMenu, atena_field_menu, ATENA, FIELD_MENU, GtkMenu)

/* A menu of atena_field_items_list(), today and in the language of the person. Emits "chosen"
 * (const char *placeholder). Further items may be appended. */
GtkWidget *
atena_field_menu_new (const char *const *fields, const char *const *examples);
