// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Makes recipients from the rows of a table and what its columns mean; it reads no file and guesses
// nothing itself.

#include "atena-list-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "atena-cells-private.h"
#include "atena-error.h"
#include "atena-list-header-private.h"
#include "atena-salutation.h"
#include "atena-text.h"

/* Fields that are made where no column has their name. */
typedef enum
{
  MADE_EMAIL,
  MADE_NAME,
  MADE_BLOCK,
  MADE_PLAIN,
  N_MADE,
} Made;

static const char *const made_names[N_MADE] = {
  [MADE_EMAIL] = "email",
  [MADE_NAME] = "name",
  [MADE_BLOCK] = "宛名",
  [MADE_PLAIN] = "salutation",
};

struct _AtenaListSource
{
  GObject parent;

  AtenaTable *given;
  AtenaTable *table;   /* the same, in which one can look ahead */
  AtenaFields *fields; /* the columns, and behind them what is made */
  gboolean makes[N_MADE];
  guint width; /* of the table */
  AtenaColumns *columns;
  GPtrArray *samples;
  guint n_people; /* in a row; 0 before the first one is read */
  int *places;    /* of each person, by role: the column, -1 for none */

  /* The row read last: its cells belong to the table. */
  guint row;
  const AtenaCell *cells;
  guint n_cells;
  GStrv values;
  guint person; /* the next one in it */
};

static void
recipient_source_iface_init (AtenaRecipientSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaListSource,
                               atena_list_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_RECIPIENT_SOURCE,
                                                      recipient_source_iface_init))

/* Where the values of each person are in every row, once it is settled what the columns mean. */
static void
find_places (AtenaListSource *self)
{
  guint n;

  self->n_people = atena_columns_count_people (self->columns);
  n = self->n_people * ATENA_N_COLUMN_ROLES;
  self->places = g_new (int, n);
  for (guint i = 0; i < n; i++)
    self->places[i] =
      atena_columns_find (self->columns, i % ATENA_N_COLUMN_ROLES, i / ATENA_N_COLUMN_ROLES);
}

/* The column of @person in @role; -1 when there is none. */
static int
get_place (AtenaListSource *self, AtenaColumnRole role, guint person)
{
  return self->places[person * ATENA_N_COLUMN_ROLES + role];
}

/* What the row says of @person in @role, NULL when no column does. */
static const char *
get_value (AtenaListSource *self, AtenaColumnRole role, guint person)
{
  int column = get_place (self, role, person);

  return column >= 0 ? self->values[column] : NULL;
}

static gboolean
is_filled (const char *value)
{
  return value != NULL && !atena_text_is_blank (value);
}

static gboolean
is_east_asian (const char *name)
{
  for (; *name != '\0'; name = g_utf8_next_char (name))
    switch (g_unichar_get_script (g_utf8_get_char (name)))
      {
      case G_UNICODE_SCRIPT_HAN:
      case G_UNICODE_SCRIPT_HIRAGANA:
      case G_UNICODE_SCRIPT_KATAKANA:
      case G_UNICODE_SCRIPT_HANGUL:
        return TRUE;
      default:
        break;
      }
  return FALSE;
}

/* The family name goes first where people write it first: Yamada Taro in Latin letters stands for
 * somebody who would be Taro Yamada there. */
static char *
join_names (const char *family, const char *given)
{
  g_autofree char *family_name = atena_text_trim (family != NULL ? family : "");
  g_autofree char *given_name = atena_text_trim (given != NULL ? given : "");
  gboolean family_first = is_east_asian (family_name) || is_east_asian (given_name);
  g_autofree char *both = g_strjoin (" ", family_first ? family_name : given_name,
                                     family_first ? given_name : family_name, NULL);

  return atena_text_trim (both);
}

/* NULL when the row does not say it. */
static char *
dup_name (AtenaListSource *self, guint person)
{
  const char *whole = get_value (self, ATENA_COLUMN_NAME, person);
  const char *family = get_value (self, ATENA_COLUMN_FAMILY_NAME, person);
  const char *given = get_value (self, ATENA_COLUMN_GIVEN_NAME, person);

  if (is_filled (whole))
    return g_strdup (whole);
  return is_filled (family) || is_filled (given) ? join_names (family, given) : NULL;
}

static AtenaMailbox *
parse_address (AtenaListSource *self, guint person, const char *name, AtenaReason *ret_reason)
{
  guint column = (guint) get_place (self, ATENA_COLUMN_ADDRESS, person);

  if (column >= self->n_cells)
    return atena_mailbox_parse ("", 0, name, ret_reason);
  return atena_mailbox_parse (self->cells[column].text, (gssize) self->cells[column].length, name,
                              ret_reason);
}

static AtenaSalutation
get_salutation (AtenaListSource *self, guint person, const char *name)
{
  return (AtenaSalutation){ .company = get_value (self, ATENA_COLUMN_COMPANY, person),
                            .unit = get_value (self, ATENA_COLUMN_UNIT, person),
                            .title = get_value (self, ATENA_COLUMN_TITLE, person),
                            .name = name,
                            .honorific = get_value (self, ATENA_COLUMN_HONORIFIC, person) };
}

/* The recipient with the values of the columns and what is made of them. */
static AtenaRecipient *
assemble (AtenaListSource *self,
          guint person,
          AtenaMailbox *mailbox,
          const char *address,
          AtenaReason reason,
          const char *name)
{
  AtenaSalutation salutation = get_salutation (self, person, name);
  gboolean first_only = atena_columns_get_first_only (self->columns);
  guint number = first_only ? self->row : self->row * self->n_people + person;
  g_autofree const char **values = g_new0 (const char *, self->width + N_MADE + 1);
  g_autofree char *line = self->makes[MADE_NAME] ? atena_text_fold_line (name) : NULL;
  g_autofree char *block =
    self->makes[MADE_BLOCK] ? atena_salutation_dup_block (&salutation) : NULL;
  g_autofree char *plain =
    self->makes[MADE_PLAIN] ? atena_salutation_dup_plain (&salutation) : NULL;
  const char *const made[N_MADE] = { address, line, block, plain };
  guint n = self->width;

  memcpy (values, self->values, n * sizeof *values);
  for (Made i = 0; i < N_MADE; i++)
    if (self->makes[i])
      values[n++] = made[i];
  return atena_recipient_new (number, mailbox, address, reason, values);
}

static AtenaRecipient *
make_recipient (AtenaListSource *self, guint person)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autofree char *name = dup_name (self, person);
  g_autoptr (AtenaMailbox) mailbox = parse_address (self, person, name, &reason);
  g_autofree char *address =
    mailbox != NULL ? g_strdup (atena_mailbox_get_address (mailbox))
                    : atena_text_fold_line (get_value (self, ATENA_COLUMN_ADDRESS, person));
  const char *called = mailbox != NULL ? atena_mailbox_get_name (mailbox) : name;
  g_autoptr (AtenaRecipient) recipient =
    assemble (self, person, mailbox, address, reason, called != NULL ? called : "");

  return atena_recipient_place (recipient, self->row);
}

/* The first in the row, from @person on, who can be written to, or at least has something for an
 * address; @n_people when there is none. */
static guint
find_person (AtenaListSource *self, guint person, gboolean to_write_to)
{
  for (; person < self->n_people; person++)
    {
      AtenaReason reason = ATENA_REASON_NONE;
      g_autoptr (AtenaMailbox) mailbox =
        to_write_to ? parse_address (self, person, NULL, &reason) : NULL;

      if (mailbox != NULL ||
          (!to_write_to && is_filled (get_value (self, ATENA_COLUMN_ADDRESS, person))))
        break;
    }
  return person;
}

/* Who in the row gets a letter, from @person on; a row without any address stands for its first
 * person, so that nobody is lost in silence. */
static guint
choose_person (AtenaListSource *self, guint person)
{
  gboolean first_only = atena_columns_get_first_only (self->columns);
  guint chosen;

  if (first_only && person > 0)
    return self->n_people;
  chosen = find_person (self, person, first_only);
  if (first_only && chosen == self->n_people)
    chosen = find_person (self, person, FALSE);
  return person == 0 && chosen == self->n_people ? 0 : chosen;
}

static gboolean
fail_cell_count (AtenaListSource *self, guint n_cells, GError **error)
{
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               g_dngettext (GETTEXT_PACKAGE, "%s, row %u: The row has %u cell, but should have %u",
                            "%s, row %u: The row has %u cells, but should have %u", n_cells),
               atena_table_get_name (self->table), atena_table_get_row (self->table), n_cells,
               self->width);
  return FALSE;
}

/* Reads on to a row in which something stands; 0 cells at the end. */
static gboolean
read_row (AtenaListSource *self, GError **error)
{
  guint extent;

  do
    {
      if (!atena_table_read (self->table, &self->cells, &self->n_cells, error))
        return FALSE;
      extent = atena_cells_get_extent (self->cells, self->n_cells);
    }
  while (self->n_cells > 0 && extent == 0);

  if (extent > self->width)
    return fail_cell_count (self, extent, error);
  self->row = atena_table_get_row (self->table);
  g_strfreev (self->values);
  self->values = atena_cells_dup_values (self->cells, self->n_cells, self->width);
  self->person = 0;
  return TRUE;
}

static gboolean
list_source_next (AtenaRecipientSource *source, AtenaRecipient **ret_recipient, GError **error)
{
  AtenaListSource *self = ATENA_LIST_SOURCE (source);
  guint person = self->n_people > 0 ? choose_person (self, self->person) : 0;

  *ret_recipient = NULL;
  if (self->n_people == 0 && !atena_list_source_check (self, error))
    return FALSE;
  if (person == self->n_people)
    {
      if (!read_row (self, error))
        return FALSE;
      if (self->n_people == 0)
        find_places (self);
      person = self->n_cells > 0 ? choose_person (self, 0) : 0;
    }
  if (self->n_cells == 0)
    return TRUE;
  *ret_recipient = make_recipient (self, person);
  self->person = person + 1;
  return TRUE;
}

static AtenaFields *
list_source_get_fields (AtenaRecipientSource *source)
{
  return ATENA_LIST_SOURCE (source)->fields;
}

gboolean
atena_list_source_check (AtenaListSource *self, GError **error)
{
  g_autofree char *columns = NULL;

  g_return_val_if_fail (ATENA_IS_LIST_SOURCE (self), FALSE);

  if (atena_columns_count_people (self->columns) > 0)
    return TRUE;
  columns = atena_columns_describe_names (self->columns);
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("%s: No column is known to hold mail addresses. Please call it “email”. The "
                  "columns are: %s"),
               atena_table_get_name (self->table), columns);
  return FALSE;
}

/* Those of the table at first, so that its errors name them. */
static gboolean
make_fields (AtenaListSource *self, const char *const *names, GError **error)
{
  g_autoptr (AtenaFields) columns = atena_fields_new (names, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (columns == NULL)
    {
      g_prefix_error (error, "%s: ", atena_table_get_name (self->table));
      return FALSE;
    }
  atena_table_set_fields (self->table, columns);
  g_strv_builder_addv (builder, (const char **) names);
  for (Made made = 0; made < N_MADE; made++)
    {
      self->makes[made] = atena_fields_find (columns, made_names[made]) < 0;
      if (self->makes[made])
        g_strv_builder_add (builder, made_names[made]);
    }
  all = g_strv_builder_end (builder);
  self->fields = atena_fields_new ((const char *const *) all, error);
  return self->fields != NULL;
}

static gboolean
read_samples (AtenaListSource *self, GError **error)
{
  AtenaPeekTable *table = ATENA_PEEK_TABLE (self->table);
  const AtenaCell *cells = NULL;
  guint n_cells = 0;

  self->samples = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; atena_peek_table_look (table, i, &cells, &n_cells, error); i++)
    {
      if (n_cells == 0)
        return TRUE;
      if (atena_cells_get_extent (cells, n_cells) > 0)
        g_ptr_array_add (self->samples, atena_cells_dup_values (cells, n_cells, self->width));
    }
  return FALSE;
}

AtenaListSource *
atena_list_source_new (AtenaTable *table, GError **error)
{
  g_autoptr (AtenaListSource) self = g_object_new (ATENA_TYPE_LIST_SOURCE, NULL);
  g_auto (GStrv) names = NULL;

  self->given = g_object_ref (table);
  self->table = ATENA_TABLE (atena_peek_table_new (table));
  names = atena_list_header_read (ATENA_PEEK_TABLE (self->table), error);
  if (names == NULL || !make_fields (self, (const char *const *) names, error))
    return NULL;
  self->width = g_strv_length (names);
  if (!read_samples (self, error))
    return NULL;
  self->columns = atena_columns_guess ((const char *const *) names, self->samples);
  return g_steal_pointer (&self);
}

AtenaTable *
atena_list_source_get_table (AtenaListSource *self)
{
  g_return_val_if_fail (ATENA_IS_LIST_SOURCE (self), NULL);

  return self->given;
}

AtenaColumns *
atena_list_source_get_columns (AtenaListSource *self)
{
  g_return_val_if_fail (ATENA_IS_LIST_SOURCE (self), NULL);

  return self->columns;
}

GPtrArray *
atena_list_source_get_samples (AtenaListSource *self)
{
  g_return_val_if_fail (ATENA_IS_LIST_SOURCE (self), NULL);

  return self->samples;
}

static void
atena_list_source_finalize (GObject *object)
{
  AtenaListSource *self = ATENA_LIST_SOURCE (object);

  g_clear_object (&self->given);
  g_clear_object (&self->table);
  g_clear_object (&self->columns);
  g_clear_pointer (&self->fields, atena_fields_unref);
  g_clear_pointer (&self->samples, g_ptr_array_unref);
  g_strfreev (self->values);
  g_free (self->places);
  G_OBJECT_CLASS (atena_list_source_parent_class)->finalize (object);
}

static void
recipient_source_iface_init (AtenaRecipientSourceInterface *iface)
{
  iface->get_fields = list_source_get_fields;
  iface->next = list_source_next;
}

static void
atena_list_source_class_init (AtenaListSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_list_source_finalize;
}

static void
atena_list_source_init (AtenaListSource *self)
{
}
