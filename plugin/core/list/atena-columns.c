// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What the columns of a list mean: a guess from their names, and what a person makes of it. What
// stands in the rows is read elsewhere.

#include "atena-columns.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "atena-column-hint-private.h"
#include "atena-error.h"
#include "atena-mailbox.h"
#include "atena-text.h"

/* Numbers of columns end here; so hostile headers have no more people in a row than this. */
#define ORDINAL_MAX 99

/* Characters of column names in a message. */
#define SHOWN_MAX 300

#define ANY_ORDINAL G_MAXUINT

/* Words that number columns as digits do. */
static const struct
{
  const char *word;
  guint ordinal;
} ordinal_words[] = { { "父親", 1 }, { "母親", 2 },   { "父", 1 },
                      { "母", 2 },   { "father", 1 }, { "mother", 2 } };

typedef struct
{
  char *stem;    /* its name without the number, so that columns numbered alike have one stem */
  guint ordinal; /* 0: none */
  AtenaColumnRole role;
} Column;

/* What speaks for a column in one role. */
typedef struct
{
  const AtenaColumnHint *hint; /* NULL: nothing */
  gboolean exact;              /* the hint is the whole name */
  gboolean proven;             /* its cells hold addresses */
} Claim;

struct _AtenaColumns
{
  GObject parent;

  GStrv names;
  guint size;
  Column *columns;
  gboolean first_only;
};

G_DEFINE_FINAL_TYPE (AtenaColumns, atena_columns, G_TYPE_OBJECT)

static const char *const role_names[ATENA_N_COLUMN_ROLES] = {
  [ATENA_COLUMN_NONE] = "none",
  [ATENA_COLUMN_ADDRESS] = "address",
  [ATENA_COLUMN_NAME] = "name",
  [ATENA_COLUMN_FAMILY_NAME] = "family-name",
  [ATENA_COLUMN_GIVEN_NAME] = "given-name",
  [ATENA_COLUMN_COMPANY] = "company",
  [ATENA_COLUMN_UNIT] = "unit",
  [ATENA_COLUMN_TITLE] = "title",
  [ATENA_COLUMN_PHONETIC] = "phonetic",
  [ATENA_COLUMN_HONORIFIC] = "honorific",
  [ATENA_COLUMN_ATTACHMENT] = "attachment",
};

const char *
atena_column_role_to_string (AtenaColumnRole role)
{
  return role_names[role];
}

gboolean
atena_column_role_from_string (const char *name, AtenaColumnRole *ret_role)
{
  for (guint i = 0; i < ATENA_N_COLUMN_ROLES; i++)
    if (g_str_equal (name, role_names[i]))
      {
        *ret_role = i;
        return TRUE;
      }
  return FALSE;
}

/* @name without width, case, spaces and signs, digits as @ret_ordinal; without what stands in
 * brackets, too, if so asked. */
static char *
fold_name (const char *name, gboolean with_brackets, guint *ret_ordinal)
{
  g_autofree char *key = atena_text_field_key (name);
  GString *folded = g_string_new (NULL);
  guint depth = 0;

  *ret_ordinal = 0;
  for (const char *p = key; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (type == G_UNICODE_OPEN_PUNCTUATION)
        depth++;
      else if (type == G_UNICODE_CLOSE_PUNCTUATION && depth > 0)
        depth--;
      else if (g_unichar_isdigit (c))
        *ret_ordinal = MIN (*ret_ordinal * 10 + (guint) g_unichar_digit_value (c), ORDINAL_MAX);
      else if (g_unichar_isalnum (c) && (depth == 0 || with_brackets))
        g_string_append_unichar (folded, c);
    }
  return g_string_free (folded, FALSE);
}

static void
take_ordinal_word (Column *column)
{
  for (guint i = 0; column->ordinal == 0 && i < G_N_ELEMENTS (ordinal_words); i++)
    {
      const char *word = ordinal_words[i].word;
      char *found = strstr (column->stem, word);

      if (found == NULL)
        continue;
      column->ordinal = ordinal_words[i].ordinal;
      memmove (found, found + strlen (word), strlen (found + strlen (word)) + 1);
    }
}

/* In 「姓(フリガナ)」 what is in brackets counts, in 「氏名(姓と名)」 it does not. */
static Claim
read_claim (const char *name, const Column *column)
{
  guint ordinal = 0;
  g_autofree char *bare = fold_name (name, FALSE, &ordinal);
  const AtenaColumnHint *hint = atena_column_hint_find (column->stem, TRUE);

  if (hint == NULL)
    hint = atena_column_hint_find (bare, FALSE);
  if (hint == NULL)
    hint = atena_column_hint_find (column->stem, FALSE);
  return (Claim){ .hint = hint,
                  .exact = hint != NULL && (g_str_equal (hint->text, bare) ||
                                            g_str_equal (hint->text, column->stem)) };
}

typedef struct
{
  guint filled;
  guint with_at;
  guint mailboxes;
} Evidence;

static Evidence
weigh (GPtrArray *samples, guint column)
{
  Evidence evidence = { 0 };

  for (guint i = 0; i < samples->len; i++)
    {
      const char *cell = ((GStrv) samples->pdata[i])[column];
      AtenaReason reason = ATENA_REASON_NONE;
      g_autoptr (AtenaMailbox) mailbox = NULL;

      if (atena_text_is_blank (cell))
        continue;
      evidence.filled++;
      if (strchr (cell, '@') == NULL && strstr (cell, "＠") == NULL)
        continue;
      evidence.with_at++;
      mailbox = atena_mailbox_parse (cell, -1, NULL, &reason);
      if (mailbox != NULL)
        evidence.mailboxes++;
    }
  return evidence;
}

/* A mailing of ads has メール in its name, too, and an address may be one of a street. */
static gboolean
may_hold_addresses (const Claim *claim, const Evidence *evidence)
{
  if (claim->hint->weak)
    return evidence->with_at > 0;
  return claim->exact || evidence->filled == 0 || evidence->with_at > 0;
}

static gboolean
is_better (const Claim *claim, const Claim *than)
{
  if (than->hint == NULL || claim->proven != than->proven)
    return than->hint == NULL || claim->proven;
  if (claim->exact != than->exact)
    return claim->exact;
  return claim->hint < than->hint;
}

/* Gives @role to the column with the best claim and those numbered alike. */
static void
assign (AtenaColumns *self, const Claim *claims, AtenaColumnRole role)
{
  gboolean taken[ORDINAL_MAX + 1] = { FALSE };
  Claim best = { NULL };
  const char *stem = NULL;

  for (guint i = 0; i < self->size; i++)
    if (claims[i].hint != NULL && claims[i].hint->role == role && is_better (&claims[i], &best))
      {
        best = claims[i];
        stem = self->columns[i].stem;
      }
  for (guint i = 0; stem != NULL && i < self->size; i++)
    {
      Column *column = &self->columns[i];

      if (claims[i].hint == NULL || claims[i].hint->role != role || taken[column->ordinal] ||
          !g_str_equal (column->stem, stem))
        continue;
      column->role = role;
      taken[column->ordinal] = TRUE;
    }
}

static void
assign_by_content (AtenaColumns *self, GPtrArray *samples)
{
  for (guint i = 0; i < self->size; i++)
    {
      Evidence evidence = weigh (samples, i);

      if (self->columns[i].role != ATENA_COLUMN_NONE || evidence.mailboxes == 0 ||
          evidence.with_at * 2 <= evidence.filled)
        continue;
      self->columns[i].role = ATENA_COLUMN_ADDRESS;
      return;
    }
}

AtenaColumns *
atena_columns_guess (const char *const *names, GPtrArray *samples)
{
  AtenaColumns *self = g_object_new (ATENA_TYPE_COLUMNS, NULL);
  g_autofree Claim *claims = NULL;

  self->names = g_strdupv ((char **) names);
  self->size = g_strv_length (self->names);
  self->columns = g_new0 (Column, self->size);
  claims = g_new0 (Claim, self->size);
  for (guint i = 0; i < self->size; i++)
    {
      Column *column = &self->columns[i];

      column->stem = fold_name (names[i], TRUE, &column->ordinal);
      take_ordinal_word (column);
      claims[i] = read_claim (names[i], column);
      if (claims[i].hint != NULL && claims[i].hint->role == ATENA_COLUMN_ADDRESS)
        {
          Evidence evidence = weigh (samples, i);

          claims[i].proven = evidence.with_at > 0;
          if (!may_hold_addresses (&claims[i], &evidence))
            claims[i].hint = NULL;
        }
    }
  for (AtenaColumnRole role = ATENA_COLUMN_ADDRESS; role < ATENA_N_COLUMN_ROLES; role++)
    assign (self, claims, role);
  if (atena_columns_count_people (self) == 0)
    assign_by_content (self, samples);
  return self;
}

guint
atena_columns_get_size (AtenaColumns *self)
{
  g_return_val_if_fail (ATENA_IS_COLUMNS (self), 0);

  return self->size;
}

const char *const *
atena_columns_get_names (AtenaColumns *self)
{
  g_return_val_if_fail (ATENA_IS_COLUMNS (self), NULL);

  return (const char *const *) self->names;
}

int
atena_columns_find_name (AtenaColumns *self, const char *name)
{
  g_autofree char *key = atena_text_field_key (name);

  g_return_val_if_fail (ATENA_IS_COLUMNS (self), -1);

  for (guint i = 0; *key != '\0' && i < self->size; i++)
    {
      g_autofree char *other = atena_text_field_key (self->names[i]);

      if (g_str_equal (key, other))
        return (int) i;
    }
  return -1;
}

char *
atena_columns_describe_names (AtenaColumns *self)
{
  g_return_val_if_fail (ATENA_IS_COLUMNS (self), NULL);

  return atena_text_enumerate (atena_columns_get_names (self), SHOWN_MAX);
}

AtenaColumnRole
atena_columns_get_role (AtenaColumns *self, guint column)
{
  g_return_val_if_fail (ATENA_IS_COLUMNS (self) && column < self->size, ATENA_COLUMN_NONE);

  return self->columns[column].role;
}

void
atena_columns_set_role (AtenaColumns *self, guint column, AtenaColumnRole role)
{
  g_return_if_fail (ATENA_IS_COLUMNS (self) && column < self->size);

  self->columns[column].role = role;
}

gboolean
atena_columns_get_first_only (AtenaColumns *self)
{
  g_return_val_if_fail (ATENA_IS_COLUMNS (self), FALSE);

  return self->first_only;
}

void
atena_columns_set_first_only (AtenaColumns *self, gboolean first_only)
{
  g_return_if_fail (ATENA_IS_COLUMNS (self));

  self->first_only = first_only;
}

guint
atena_columns_count_people (AtenaColumns *self)
{
  guint n = 0;

  g_return_val_if_fail (ATENA_IS_COLUMNS (self), 0);

  for (guint i = 0; i < self->size; i++)
    if (self->columns[i].role == ATENA_COLUMN_ADDRESS)
      n++;
  return n;
}

static int
find_address (AtenaColumns *self, guint person)
{
  for (guint i = 0; i < self->size; i++)
    if (self->columns[i].role == ATENA_COLUMN_ADDRESS && person-- == 0)
      return (int) i;
  return -1;
}

static int
find_numbered (AtenaColumns *self, AtenaColumnRole role, guint ordinal)
{
  for (guint i = 0; i < self->size; i++)
    if (self->columns[i].role == role &&
        (ordinal == ANY_ORDINAL || self->columns[i].ordinal == ordinal))
      return (int) i;
  return -1;
}

int
atena_columns_find (AtenaColumns *self, AtenaColumnRole role, guint person)
{
  int address;
  int found;

  g_return_val_if_fail (ATENA_IS_COLUMNS (self), -1);

  address = find_address (self, person);
  if (role == ATENA_COLUMN_ADDRESS)
    return address;
  found = find_numbered (self, role, address >= 0 ? self->columns[address].ordinal : 0);
  if (found < 0)
    found = find_numbered (self, role, 0);
  if (found < 0 && atena_columns_count_people (self) <= 1)
    found = find_numbered (self, role, ANY_ORDINAL);
  return found;
}

gboolean
atena_columns_find_attachment (AtenaColumns *self, const char **ret_name, GError **error)
{
  g_return_val_if_fail (ATENA_IS_COLUMNS (self), FALSE);

  *ret_name = NULL;
  for (guint i = 0; i < self->size; i++)
    {
      if (self->columns[i].role != ATENA_COLUMN_ATTACHMENT)
        continue;
      if (*ret_name != NULL)
        {
          g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                       _ ("The list has two columns of files to attach, “%s” and “%s”; please "
                          "choose which one counts"),
                       *ret_name, self->names[i]);
          return FALSE;
        }
      *ret_name = self->names[i];
    }
  return TRUE;
}

char *
atena_columns_to_json (AtenaColumns *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *roles = json_object_new ();

  g_return_val_if_fail (ATENA_IS_COLUMNS (self), NULL);

  for (guint i = 0; i < self->size; i++)
    if (self->columns[i].role != ATENA_COLUMN_NONE && *self->names[i] != '\0')
      json_object_set_string_member (roles, self->names[i], role_names[self->columns[i].role]);
  json_object_set_object_member (object, "columns", roles);
  json_object_set_boolean_member (object, "first-only", self->first_only);
  json_node_take_object (node, object);
  return json_to_string (node, FALSE);
}

/* The roles in @object by atena_text_field_key() of their columns; NULL when it is something else.
 */
static GHashTable *
read_roles (JsonObject *object)
{
  g_autoptr (GHashTable) roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonNode *columns = json_object_get_member (object, "columns");
  JsonObjectIter iter;
  const char *name = NULL;
  JsonNode *value = NULL;

  if (columns == NULL || !JSON_NODE_HOLDS_OBJECT (columns))
    return NULL;
  json_object_iter_init (&iter, json_node_get_object (columns));
  while (json_object_iter_next (&iter, &name, &value))
    {
      AtenaColumnRole role = ATENA_COLUMN_NONE;

      if (json_node_get_value_type (value) != G_TYPE_STRING ||
          !atena_column_role_from_string (json_node_get_string (value), &role))
        return NULL;
      g_hash_table_insert (roles, atena_text_field_key (name), GUINT_TO_POINTER (role));
    }
  return g_steal_pointer (&roles);
}

gboolean
atena_columns_apply_json (AtenaColumns *self, const char *json, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonObject *object =
    node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GHashTable) roles = object != NULL ? read_roles (object) : NULL;
  JsonNode *first_only;

  g_return_val_if_fail (ATENA_IS_COLUMNS (self), FALSE);

  if (roles == NULL)
    {
      g_set_error_literal (error, ATENA_ERROR, ATENA_ERROR_INVALID,
                           _ ("What was kept about the columns of the list cannot be read. Please "
                              "choose the columns again"));
      return FALSE;
    }
  for (guint i = 0; i < self->size; i++)
    {
      g_autofree char *key = atena_text_field_key (self->names[i]);

      self->columns[i].role = GPOINTER_TO_UINT (g_hash_table_lookup (roles, key));
    }
  first_only = json_object_get_member (object, "first-only");
  self->first_only = first_only != NULL &&
                     json_node_get_value_type (first_only) == G_TYPE_BOOLEAN &&
                     json_node_get_boolean (first_only);
  return TRUE;
}

static void
atena_columns_finalize (GObject *object)
{
  AtenaColumns *self = ATENA_COLUMNS (object);

  for (guint i = 0; i < self->size; i++)
    g_free (self->columns[i].stem);
  g_free (self->columns);
  g_strfreev (self->names);
  G_OBJECT_CLASS (atena_columns_parent_class)->finalize (object);
}

static void
atena_columns_class_init (AtenaColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_columns_finalize;
}

static void
atena_columns_init (AtenaColumns *self)
{
}
