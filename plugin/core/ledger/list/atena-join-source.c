// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// People from one source with what a list says about them; who they are is the source's business,
// what is in the list the list's.

#include "atena-join-source.h"

#include "atena-list-private.h"
#include "atena-person.h"
#include "atena-strings-private.h"
#include "atena-text.h"

/* Rows of the list that are named when they contradict each other; one more is read to know. */
#define NAMED_MAX 5

struct _AtenaJoinSource
{
  GObject parent_instance;

  AtenaRecipientSource *people;
  AtenaList *list;
  sqlite3_stmt *select;
  AtenaFields *fields;
  guint n_list;           /* the fields of the list come first */
  GArray *people_columns; /* of each field of ours, the column among the people's, or -1 */
  GArray *missing;        /* the numbers of those whom the list has not */
  gboolean only_fills;
};

/* What the list says about one address. */
typedef struct
{
  GStrv values; /* NULL: nothing */
  char *name;
  char *rows; /* the numbers of rows that contradict each other, or NULL */
} Match;

static void
match_clear (Match *self)
{
  g_strfreev (self->values);
  g_free (self->name);
  g_free (self->rows);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Match, match_clear)

static void
recipient_source_init (AtenaRecipientSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaJoinSource,
                               atena_join_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_RECIPIENT_SOURCE,
                                                      recipient_source_init))

static AtenaFields *
join_source_get_fields (AtenaRecipientSource *source)
{
  return ATENA_JOIN_SOURCE (source)->fields;
}

/* "2, 5": the rows after the first one add to it. */
static void
add_row_number (Match *match, guint n, const char *number)
{
  g_autofree char *before = match->rows;

  match->rows =
    n < NAMED_MAX ? g_strdup_printf ("%s, %s", before, number) : g_strdup_printf ("%s, …", before);
}

static gboolean
read_matches (sqlite3_stmt *select, Match *match, GError **error)
{
  g_autofree char *first = NULL;
  gboolean row = TRUE;

  for (guint n = 0; atena_sql_step (select, &row, error) && row; n++)
    {
      const char *number = atena_sql_column_text (select, 0);

      if (n > 0)
        {
          if (n == 1)
            match->rows = g_strdup (first);
          add_row_number (match, n, number);
          continue;
        }

      first = g_strdup (number);
      match->name = g_strdup (atena_sql_column_text (select, 1));
      match->values = atena_strings_from_json (atena_sql_column_text (select, 2), error);
      if (match->values == NULL)
        return FALSE;
    }

  return !row;
}

static gboolean
find_match (AtenaJoinSource *self, AtenaMailbox *mailbox, Match *match, GError **error)
{
  gboolean ok;

  sqlite3_bind_text (self->select, 2, atena_mailbox_get_key (mailbox), -1, SQLITE_STATIC);
  ok = read_matches (self->select, match, error);
  sqlite3_reset (self->select);
  return ok;
}

/* Whether a value of the people goes before that of the list: what somebody typed, and what was
 * made of it, but for the salutation that the list has for the same name. */
static gboolean
comes_first (AtenaJoinSource *self, const char *field, AtenaRecipient *person, const Match *match)
{
  static const char *const typed[] = { "name", "email", NULL };
  static const char *const made[] = { "宛名", "salutation", NULL };
  AtenaMailbox *mailbox = atena_recipient_get_mailbox (person);
  g_autofree char *key = atena_text_field_key (field);

  if (self->only_fills || g_strv_contains (typed, key))
    return TRUE;
  return g_strv_contains (made, key) &&
         (mailbox == NULL || match->name == NULL ||
          atena_person_compare_names (atena_mailbox_get_name (mailbox), match->name) !=
            ATENA_PERSON_SAME);
}

static char *
choose_value (AtenaJoinSource *self, guint index, AtenaRecipient *person, const Match *match)
{
  const char *field = atena_fields_get_names (self->fields)[index];
  int column = g_array_index (self->people_columns, int, index);
  const char *own = column >= 0 ? atena_recipient_get_value (person, (guint) column) : "";
  gboolean listed =
    match->values != NULL && index < self->n_list && index < g_strv_length (match->values);
  const char *other = listed ? match->values[index] : "";
  gboolean own_first = !atena_text_is_blank (own) && comes_first (self, field, person, match);

  if (!own_first && !atena_text_is_blank (other))
    return g_strdup (other);
  if (!atena_text_is_blank (own) || atena_recipient_get_role (person) != ATENA_ROLE_COPY)
    return g_strdup (own);
  /* A copy shows where the others' values are. */
  return *field != '\0' ? g_strdup_printf ("{{%s}}", field) : g_strdup ("");
}

static GStrv
make_values (AtenaJoinSource *self, AtenaRecipient *person, const Match *match)
{
  guint size = atena_fields_get_size (self->fields);
  GStrv values = g_new0 (char *, size + 1);

  for (guint i = 0; i < size; i++)
    values[i] = choose_value (self, i, person, match);
  return values;
}

/* With the display name that the list has, if the person has none. */
static AtenaMailbox *
name_mailbox (AtenaMailbox *mailbox, const Match *match)
{
  AtenaReason reason = ATENA_REASON_NONE;
  AtenaMailbox *named = NULL;

  if (mailbox == NULL)
    return NULL;
  if (atena_text_is_blank (atena_mailbox_get_name (mailbox)) && match->name != NULL &&
      !atena_text_is_blank (match->name))
    named = atena_mailbox_parse (atena_mailbox_get_address (mailbox), -1, match->name, &reason);
  return named != NULL ? named : atena_mailbox_ref (mailbox);
}

static AtenaRecipient *
join (AtenaJoinSource *self, AtenaRecipient *person, const Match *match)
{
  AtenaReason reason = atena_recipient_get_reason (person);
  const char *detail = atena_recipient_get_detail (person);
  g_auto (GStrv) values = make_values (self, person, match);
  g_autoptr (AtenaMailbox) mailbox = name_mailbox (atena_recipient_get_mailbox (person), match);
  g_autoptr (AtenaRecipient) joined = NULL;
  g_autoptr (AtenaRecipient) placed = NULL;
  g_autoptr (AtenaRecipient) assigned = NULL;

  joined = atena_recipient_new (atena_recipient_get_number (person), mailbox,
                                atena_recipient_get_address (person), reason,
                                (const char *const *) values);
  placed = atena_recipient_place (joined, atena_recipient_get_row (person));
  assigned = atena_recipient_assign (placed, atena_recipient_get_role (person));
  if (reason == ATENA_REASON_NONE && match->rows != NULL)
    return atena_recipient_exclude (assigned, ATENA_REASON_TWO_ROWS, match->rows);
  return atena_recipient_exclude (assigned, reason, detail);
}

/* What the list says of @person, who gets a letter. */
static gboolean
look_up (AtenaJoinSource *self, AtenaRecipient *person, Match *match, GError **error)
{
  AtenaMailbox *mailbox = atena_recipient_get_mailbox (person);
  guint number = atena_recipient_get_number (person);

  if (mailbox == NULL)
    return TRUE;
  if (!find_match (self, mailbox, match, error))
    return FALSE;
  if (match->values == NULL && atena_recipient_get_reason (person) == ATENA_REASON_NONE)
    g_array_append_val (self->missing, number);
  return TRUE;
}

static gboolean
join_source_next (AtenaRecipientSource *source, AtenaRecipient **ret_recipient, GError **error)
{
  AtenaJoinSource *self = ATENA_JOIN_SOURCE (source);
  g_autoptr (AtenaRecipient) person = NULL;
  g_auto (Match) match = { 0 };

  if (!atena_recipient_source_next (self->people, &person, error))
    return FALSE;

  *ret_recipient = NULL;
  if (person == NULL)
    return TRUE;

  if (atena_recipient_get_role (person) == ATENA_ROLE_LETTER &&
      !look_up (self, person, &match, error))
    return FALSE;

  *ret_recipient = join (self, person, &match);
  return TRUE;
}

/* The fields of the list, and those of the people that the list has not. */
static AtenaFields *
merge_fields (AtenaFields *list, AtenaFields *people, GError **error)
{
  const char *const *listed = atena_fields_get_names (list);
  const char *const *own = atena_fields_get_names (people);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; listed[i] != NULL; i++)
    g_strv_builder_add (names, listed[i]);
  for (guint i = 0; own[i] != NULL; i++)
    if (!atena_text_is_blank (own[i]) && atena_fields_find (list, own[i]) < 0)
      g_strv_builder_add (names, own[i]);

  all = g_strv_builder_end (names);
  return atena_fields_new ((const char *const *) all, error);
}

static void
map_columns (AtenaJoinSource *self)
{
  AtenaFields *people = atena_recipient_source_get_fields (self->people);
  const char *const *names = atena_fields_get_names (self->fields);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *key = atena_text_field_key (names[i]);
      int column = atena_fields_find (people, names[i]);

      /* The salutation of a list is the name, which may have been typed otherwise. */
      if (column < 0 && g_str_equal (key, "salutation"))
        column = atena_fields_find (people, "name");
      g_array_append_val (self->people_columns, column);
    }
}

AtenaJoinSource *
atena_join_source_new (AtenaRecipientSource *people, AtenaList *list, GError **error)
{
  g_autoptr (AtenaJoinSource) self = g_object_new (ATENA_TYPE_JOIN_SOURCE, NULL);

  self->people = g_object_ref (people);
  self->list = g_object_ref (list);
  self->n_list = atena_fields_get_size (atena_list_get_fields (list));
  self->fields =
    merge_fields (atena_list_get_fields (list), atena_recipient_source_get_fields (people), error);
  if (self->fields == NULL)
    return NULL;
  map_columns (self);

  /* Two rows that say the same are one. */
  self->select = atena_list_prepare (
    list,
    "SELECT coalesce (sheet_row, number), name, fields, min (number) AS first FROM list_row"
    " WHERE list = ?1 AND key = ?2 AND ticked = 1"
    " GROUP BY name, fields ORDER BY first LIMIT " G_STRINGIFY (NAMED_MAX) " + 1",
    error);
  return self->select != NULL ? g_steal_pointer (&self) : NULL;
}

GArray *
atena_join_source_get_missing (AtenaJoinSource *self)
{
  g_return_val_if_fail (ATENA_IS_JOIN_SOURCE (self), NULL);

  return self->missing;
}

void
atena_join_source_only_fill (AtenaJoinSource *self)
{
  g_return_if_fail (ATENA_IS_JOIN_SOURCE (self));

  self->only_fills = TRUE;
}

static void
recipient_source_init (AtenaRecipientSourceInterface *iface)
{
  iface->get_fields = join_source_get_fields;
  iface->next = join_source_next;
}

static void
atena_join_source_finalize (GObject *object)
{
  AtenaJoinSource *self = ATENA_JOIN_SOURCE (object);

  g_clear_pointer (&self->select, sqlite3_finalize);
  g_clear_pointer (&self->people_columns, g_array_unref);
  g_clear_pointer (&self->missing, g_array_unref);
  g_clear_pointer (&self->fields, atena_fields_unref);
  g_clear_object (&self->list);
  g_clear_object (&self->people);
  G_OBJECT_CLASS (atena_join_source_parent_class)->finalize (object);
}

static void
atena_join_source_class_init (AtenaJoinSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_join_source_finalize;
}

static void
atena_join_source_init (AtenaJoinSource *self)
{
  self->people_columns = g_array_new (FALSE, FALSE, sizeof (int));
  self->missing = g_array_new (FALSE, FALSE, sizeof (guint));
}
