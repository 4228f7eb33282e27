// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Everybody in a campaign for the merge window: what is shown of them, who is ticked, what was
// looked at. It writes nothing to a ledger.

#include "atena-merge-list-private.h"

#include <glib/gi18n-lib.h>

struct _AtenaMergeList
{
  GObject parent_instance;

  GtkListStore *store;
  GtkTreeModel *shown; /* those of the store that are shown */
  GPtrArray *people;   /* (element-type AtenaMergePerson): in the order of the store */
  GArray *missing;     /* their numbers, ascending; or NULL */
  gboolean searching;
  gboolean only_missing;
};

G_DEFINE_FINAL_TYPE (AtenaMergeList, atena_merge_list, G_TYPE_OBJECT)

static AtenaMergePerson *
get_person (AtenaMergeList *self, guint position)
{
  return self->people->pdata[position];
}

static gboolean
is_copy (const AtenaMergePerson *person)
{
  return atena_recipient_get_role (person->recipient) == ATENA_ROLE_COPY;
}

static char *
describe_status (const AtenaMergePerson *person)
{
  AtenaMailbox *mailbox = atena_recipient_get_mailbox (person->recipient);
  g_autofree char *reason = NULL;

  if (!person->ticked)
    {
      reason = person->status != NULL ? g_strdup (person->status)
                                      : atena_reason_describe (ATENA_REASON_UNTICKED, NULL);
      return g_strdup_printf (_ ("Left out: %s"), reason);
    }
  if (is_copy (person))
    return g_strdup (_ ("Send one copy"));
  if (atena_mailbox_is_dotted (mailbox))
    return g_strdup (_ ("May not arrive (non-standard address)"));
  return g_strdup (_ ("Not sent"));
}

AtenaMergePerson *
atena_merge_person_new (const AtenaRow *row, AtenaLetter *letter)
{
  AtenaMergePerson *self = g_new0 (AtenaMergePerson, 1);

  self->recipient = atena_recipient_ref (row->recipient);
  self->name = g_strdup (row->name);
  self->ticked = row->state == ATENA_ROW_PENDING;
  if (self->ticked)
    {
      self->size = atena_letter_estimate_size (letter, row->recipient) +
                   atena_enclosures_estimate_size (row->enclosures);
      self->measures = atena_measures_take (letter, row->recipient);
    }
  else
    self->status = atena_reason_describe (atena_reason_from_string (row->reason), row->detail);
  return self;
}

void
atena_merge_person_free (AtenaMergePerson *self)
{
  atena_recipient_unref (self->recipient);
  g_free (self->name);
  g_free (self->status);
  g_free (self);
}

AtenaMergeList *
atena_merge_list_new (GArray *missing)
{
  AtenaMergeList *self = g_object_new (ATENA_TYPE_MERGE_LIST, NULL);

  self->missing = missing != NULL ? g_array_ref (missing) : NULL;
  return self;
}

GtkTreeModel *
atena_merge_list_get_model (AtenaMergeList *self)
{
  g_return_val_if_fail (ATENA_IS_MERGE_LIST (self), NULL);

  return self->shown;
}

GtkTreePath *
atena_merge_list_find_path (AtenaMergeList *self, int position)
{
  g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices (position, -1);

  g_return_val_if_fail (ATENA_IS_MERGE_LIST (self), NULL);

  return gtk_tree_model_filter_convert_child_path_to_path (GTK_TREE_MODEL_FILTER (self->shown),
                                                           path);
}

int
atena_merge_list_find_position (AtenaMergeList *self, GtkTreePath *path)
{
  GtkTreeIter iter;
  int position = -1;

  g_return_val_if_fail (ATENA_IS_MERGE_LIST (self), -1);

  if (gtk_tree_model_get_iter (self->shown, &iter, path))
    gtk_tree_model_get (self->shown, &iter, ATENA_MERGE_POSITION, &position, -1);
  return position;
}

static gboolean
is_shown (AtenaMergeList *self, guint position)
{
  const AtenaMergePerson *person = get_person (self, position);

  return (!self->searching || person->found) && (!self->only_missing || person->missing);
}

static gboolean
is_row_shown (GtkTreeModel *model, GtkTreeIter *iter, gpointer data)
{
  int position = 0;

  gtk_tree_model_get (model, iter, ATENA_MERGE_POSITION, &position, -1);
  return is_shown (data, (guint) position);
}

void
atena_merge_list_show (AtenaMergeList *self, const GArray *found, gboolean only_missing)
{
  guint n = 0;

  g_return_if_fail (ATENA_IS_MERGE_LIST (self));

  self->searching = found != NULL;
  self->only_missing = only_missing;
  for (guint i = 0; found != NULL && i < self->people->len; i++)
    {
      AtenaMergePerson *person = get_person (self, i);
      guint number = atena_recipient_get_number (person->recipient);

      while (n < found->len && g_array_index (found, guint, n) < number)
        n++;
      person->found = n < found->len && g_array_index (found, guint, n) == number;
    }
  gtk_tree_model_filter_refilter (GTK_TREE_MODEL_FILTER (self->shown));
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *) a;
  guint second = *(const guint *) b;

  return first < second ? -1 : first > second;
}

void
atena_merge_list_add (AtenaMergeList *self, AtenaMergePerson *person)
{
  g_autofree char *status = describe_status (person);
  guint number = atena_recipient_get_number (person->recipient);
  int position;

  g_return_if_fail (ATENA_IS_MERGE_LIST (self));

  person->missing =
    self->missing != NULL && g_array_binary_search (self->missing, &number, compare_numbers, NULL);
  position = (int) self->people->len;
  g_ptr_array_add (self->people, person);
  gtk_list_store_insert_with_values (self->store, NULL, -1, ATENA_MERGE_TICKED, person->ticked,
                                     ATENA_MERGE_TICKABLE, person->ticked, ATENA_MERGE_NAME,
                                     person->name, ATENA_MERGE_ADDRESS,
                                     atena_recipient_get_address (person->recipient),
                                     ATENA_MERGE_STATUS, status, ATENA_MERGE_POSITION, position,
                                     -1);
}

const AtenaMergePerson *
atena_merge_list_get (AtenaMergeList *self, guint position)
{
  g_return_val_if_fail (ATENA_IS_MERGE_LIST (self) && position < self->people->len, NULL);

  return get_person (self, position);
}

GStrv
atena_merge_list_dup_examples (AtenaMergeList *self)
{
  GStrv examples = NULL;

  g_return_val_if_fail (ATENA_IS_MERGE_LIST (self), NULL);

  for (guint i = 0; i < self->people->len; i++)
    if (!atena_recipient_add_examples (get_person (self, i)->recipient, &examples))
      break;
  return examples;
}

void
atena_merge_list_set_ticked (AtenaMergeList *self, guint position, gboolean ticked)
{
  AtenaMergePerson *person = NULL;
  g_autofree char *status = NULL;
  GtkTreeIter iter;

  g_return_if_fail (ATENA_IS_MERGE_LIST (self) && position < self->people->len);

  person = get_person (self, position);
  person->ticked = ticked;
  status = describe_status (person);
  gtk_tree_model_iter_nth_child (GTK_TREE_MODEL (self->store), &iter, NULL, (int) position);
  gtk_list_store_set (self->store, &iter, ATENA_MERGE_TICKED, ticked, ATENA_MERGE_STATUS, status,
                      -1);
}

void
atena_merge_list_set_seen (AtenaMergeList *self, guint position)
{
  g_return_if_fail (ATENA_IS_MERGE_LIST (self) && position < self->people->len);

  get_person (self, position)->seen = TRUE;
}

static void
tally_letter (AtenaMergeTally *tally, const AtenaMergePerson *person, int position)
{
  tally->letters++;
  tally->bytes += person->size;
  tally->largest = MAX (tally->largest, person->size);
  tally->last = position;
  if (tally->first < 0)
    tally->first = position;
}

void
atena_merge_list_tally (AtenaMergeList *self, AtenaMergeTally *ret_tally)
{
  AtenaMergeTally tally = { .first = -1, .last = -1, .emptiest = -1 };
  AtenaExtremes extremes = { 0 };

  g_return_if_fail (ATENA_IS_MERGE_LIST (self));

  for (guint i = 0; i < self->people->len; i++)
    {
      const AtenaMergePerson *person = get_person (self, i);

      if (!is_copy (person))
        tally.people++;
      if (person->missing)
        tally.missing++;
      if (!person->ticked)
        continue;
      if (is_copy (person))
        {
          tally.copies++;
          continue;
        }
      tally_letter (&tally, person, (int) i);
      atena_extremes_add (&extremes, i + 1, &person->measures);
    }

  tally.longest = (int) extremes.longest - 1;
  tally.shortest = (int) extremes.shortest - 1;
  if (extremes.most.blanks > 0)
    tally.emptiest = (int) extremes.emptiest - 1;
  *ret_tally = tally;
}

static gboolean
is_letter (AtenaMergeList *self, int position)
{
  const AtenaMergePerson *person = get_person (self, (guint) position);

  return person->ticked && !is_copy (person);
}

int
atena_merge_list_step (AtenaMergeList *self, int position, int step)
{
  int n = (int) self->people->len;

  g_return_val_if_fail (ATENA_IS_MERGE_LIST (self), -1);

  for (int i = position + step; i >= 0 && i < n; i += step)
    if (is_letter (self, i) && is_shown (self, (guint) i))
      return i;
  return -1;
}

guint
atena_merge_list_rank (AtenaMergeList *self, guint position)
{
  guint rank = 0;

  g_return_val_if_fail (ATENA_IS_MERGE_LIST (self) && position < self->people->len, 0);

  if (!is_letter (self, (int) position))
    return 0;
  for (guint i = 0; i <= position; i++)
    rank += is_letter (self, (int) i) ? 1 : 0;
  return rank;
}

static void
atena_merge_list_finalize (GObject *object)
{
  AtenaMergeList *self = ATENA_MERGE_LIST (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->store);
  g_clear_pointer (&self->missing, g_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);

  G_OBJECT_CLASS (atena_merge_list_parent_class)->finalize (object);
}

static void
atena_merge_list_class_init (AtenaMergeListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_merge_list_finalize;
}

static void
atena_merge_list_init (AtenaMergeList *self)
{
  self->store = gtk_list_store_new (ATENA_MERGE_N_COLUMNS, G_TYPE_BOOLEAN, G_TYPE_BOOLEAN,
                                    G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT);
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) atena_merge_person_free);
  self->shown = gtk_tree_model_filter_new (GTK_TREE_MODEL (self->store), NULL);
  gtk_tree_model_filter_set_visible_func (GTK_TREE_MODEL_FILTER (self->shown), is_row_shown, self,
                                          NULL);
}
