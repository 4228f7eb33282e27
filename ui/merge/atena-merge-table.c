// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The people of a merge as rows with ticks: reads them from the ledger, writes their ticks to it,
// and finds them by a word. What their letters say, and what the ticks add up to, the window shows.

#include "atena-merge-table-private.h"

#include <glib/gi18n-lib.h>

#include "atena-template-private.h"
#include "atena-text-column-private.h"
#include "atena-text.h"

#define PAGE_ROWS 500

struct _AtenaMergeTable
{
  GtkBox parent_instance;

  GtkEntry *search;
  GtkLabel *found;
  GtkWidget *missing_row;
  GtkLabel *missing;
  GtkToggleButton *show_missing;
  GtkTreeView *people;
  GtkTreeSelection *selection;

  AtenaMergeList *list;
  AtenaMergeStore *store; /* NULL before the first load, and once the widget goes */
  AtenaWorker *worker;
  GCancellable *cancellable;
  GCancellable *searching; /* of the search for a word, or NULL */
  GArray *holders;         /* numbers of those who hold the word; NULL for no word */
  guint edition;           /* one more with each load */
  guint last_row;
  int current; /* position of the person selected last, or -1 */
  gboolean loaded;
};

enum
{
  CHANGED,
  LOADED,
  SELECTED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtenaMergeTable, atena_merge_table, GTK_TYPE_BOX)

/* What a job takes along and brings back. */
typedef struct
{
  AtenaMergeStore *store;
  guint edition;
  guint row;
  gboolean ticked;
  GPtrArray *people; /* (element-type AtenaMergePerson) */
  char *word;
  GArray *found;
} Task;

static Task *
task_new (AtenaMergeTable *self)
{
  Task *task = g_new0 (Task, 1);

  task->store = g_object_ref (self->store);
  task->edition = self->edition;
  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->store);
  g_clear_pointer (&task->people, g_ptr_array_unref);
  g_clear_pointer (&task->found, g_array_unref);
  g_free (task->word);
  g_free (task);
}

static void
run_task (AtenaMergeTable *self, AtenaWorkerFunc func, Task *task, AtenaWorkerDone done)
{
  atena_worker_run (self->worker, G_OBJECT (self), func, task, task_free, self->cancellable, done);
}

/* Whether a job that ended brings what was asked for. */
static gboolean
take_answer (AtenaMergeTable *self, const Task *task, const GError *error)
{
  if (task->edition != self->edition)
    return FALSE;
  if (error != NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
  return error == NULL;
}

static gboolean
write_tick (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  return atena_merge_store_set_ticked (task->store, task->row, task->ticked, error);
}

/* After a failure, what is shown and what is kept would no longer be the same. */
static void
on_tick_written (GObject *owner, gpointer data, const GError *error)
{
  take_answer (ATENA_MERGE_TABLE (owner), data, error);
}

static void
on_toggled (GtkCellRendererToggle *cell, const char *path, AtenaMergeTable *self)
{
  g_autoptr (GtkTreePath) at = gtk_tree_path_new_from_string (path);
  guint position = (guint) atena_merge_list_find_position (self->list, at);
  const AtenaMergePerson *person = atena_merge_list_get (self->list, position);
  gboolean ticked = !person->ticked;
  Task *task = NULL;

  if (person->status != NULL || !gtk_widget_is_sensitive (GTK_WIDGET (self)))
    return;

  task = task_new (self);
  task->row = atena_recipient_get_number (person->recipient);
  task->ticked = ticked;
  run_task (self, write_tick, task, on_tick_written);
  atena_merge_list_set_ticked (self->list, position, ticked);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_selected (AtenaMergeTable *self)
{
  GtkTreeModel *model = NULL;
  GtkTreeIter iter;
  g_autoptr (GtkTreePath) path = NULL;

  if (self->store == NULL || !gtk_tree_selection_get_selected (self->selection, &model, &iter))
    return;

  path = gtk_tree_model_get_path (model, &iter);
  self->current = atena_merge_list_find_position (self->list, path);
  g_signal_emit (self, signals[SELECTED], 0, self->current);
}

void
atena_merge_table_go_to (AtenaMergeTable *self, int position)
{
  g_autoptr (GtkTreePath) path = NULL;

  g_return_if_fail (ATENA_IS_MERGE_TABLE (self));

  if (position < 0)
    return;

  path = atena_merge_list_find_path (self->list, position);
  if (path == NULL)
    {
      atena_merge_table_end_search (self);
      path = atena_merge_list_find_path (self->list, position);
    }
  gtk_tree_view_set_cursor (self->people, path, NULL, FALSE);
}

/* Whoever was selected, or else the first letter of those shown, or the first of them. */
static int
choose_current (AtenaMergeTable *self)
{
  g_autoptr (GtkTreePath) top = gtk_tree_path_new_first ();
  g_autoptr (GtkTreePath) path = NULL;
  int letter = atena_merge_list_step (self->list, -1, 1);

  if (self->current >= 0)
    path = atena_merge_list_find_path (self->list, self->current);
  if (path != NULL)
    return self->current;
  return letter >= 0 ? letter : atena_merge_list_find_position (self->list, top);
}

/* What became of the search for a word. */
static void
describe_found (AtenaMergeTable *self)
{
  GtkTreeModel *model = atena_merge_list_get_model (self->list);
  guint n = (guint) gtk_tree_model_iter_n_children (model, NULL);
  g_autofree char *text = NULL;

  if (self->holders != NULL && n == 0)
    text = g_strdup_printf (_ ("Nobody was found with “%s”"), gtk_entry_get_text (self->search));
  else if (self->holders != NULL)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person was found",
                                         "%u people were found", n),
                            n);
  gtk_label_set_text (self->found, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->found), text != NULL);
}

/* Without its view the model changes faster. */
static void
update_shown (AtenaMergeTable *self)
{
  gtk_tree_view_set_model (self->people, NULL);
  atena_merge_list_show (self->list, self->holders,
                         gtk_toggle_button_get_active (self->show_missing));
  gtk_tree_view_set_model (self->people, atena_merge_list_get_model (self->list));
  describe_found (self);
  atena_merge_table_go_to (self, choose_current (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* @holders: (transfer full) (nullable) */
static void
take_holders (AtenaMergeTable *self, GArray *holders)
{
  g_clear_pointer (&self->holders, g_array_unref);
  self->holders = holders;
  update_shown (self);
}

static void
on_show_missing (AtenaMergeTable *self)
{
  if (self->store != NULL)
    update_shown (self);
}

static void
describe_missing (AtenaMergeTable *self)
{
  AtenaMergeTally tally;
  g_autofree char *text = NULL;

  atena_merge_list_tally (self->list, &tally);
  text = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "%u of %u person is not in the list: its fields are blank for them",
                 "%u of %u people are not in the list: its fields are blank for them",
                 tally.people),
    tally.missing, tally.people);
  gtk_label_set_text (self->missing, text);
  gtk_widget_set_visible (self->missing_row, tally.missing > 0);
}

static gboolean
find_people (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  task->found = atena_merge_store_find_people (task->store, task->word, cancellable, error);
  return task->found != NULL;
}

static void
on_found (GObject *owner, gpointer data, const GError *error)
{
  AtenaMergeTable *self = ATENA_MERGE_TABLE (owner);
  Task *task = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !take_answer (self, task, error))
    return;

  /* Another word may have been typed meanwhile. */
  if (g_str_equal (task->word, gtk_entry_get_text (self->search)))
    take_holders (self, g_steal_pointer (&task->found));
}

static void
forget_search (AtenaMergeTable *self)
{
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
}

static void
on_search_changed (AtenaMergeTable *self)
{
  const char *word = gtk_entry_get_text (self->search);
  Task *task = NULL;

  forget_search (self);
  if (self->store == NULL)
    return;
  if (atena_text_is_blank (word))
    {
      take_holders (self, NULL);
      return;
    }

  task = task_new (self);
  task->word = g_strdup (word);
  self->searching = g_cancellable_new ();
  atena_worker_run (self->worker, G_OBJECT (self), find_people, task, task_free, self->searching,
                    on_found);
}

static void
on_search_activated (AtenaMergeTable *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->people));
}

void
atena_merge_table_search (AtenaMergeTable *self)
{
  g_return_if_fail (ATENA_IS_MERGE_TABLE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

gboolean
atena_merge_table_end_search (AtenaMergeTable *self)
{
  gboolean focused;
  gboolean any;

  g_return_val_if_fail (ATENA_IS_MERGE_TABLE (self), FALSE);

  focused = gtk_widget_has_focus (GTK_WIDGET (self->search));
  any = gtk_entry_get_text_length (self->search) > 0 ||
        gtk_toggle_button_get_active (self->show_missing);
  /* It tells of an empty text at once. */
  gtk_entry_set_text (self->search, "");
  gtk_toggle_button_set_active (self->show_missing, FALSE);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self->people));
  return focused || any;
}

/* Without a cursor: moving it would scroll a view that has no size yet. */
static void
select_first (AtenaMergeTable *self)
{
  int first = atena_merge_list_step (self->list, -1, 1);
  g_autoptr (GtkTreePath) path = NULL;

  if (first < 0 || gtk_tree_selection_count_selected_rows (self->selection) > 0)
    return;

  path = atena_merge_list_find_path (self->list, first);
  gtk_tree_selection_select_path (self->selection, path);
}

static gboolean
read_people (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;
  AtenaLetter *letter = atena_merge_store_get_letter (task->store);
  g_autoptr (GPtrArray) rows = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  rows = atena_merge_store_read_rows (task->store, task->row, PAGE_ROWS, error);
  if (rows == NULL)
    return FALSE;

  task->people = g_ptr_array_new_with_free_func ((GDestroyNotify) atena_merge_person_free);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (task->people, atena_merge_person_new (rows->pdata[i], letter));
  return TRUE;
}

static void
read_on (AtenaMergeTable *self);

static void
on_people (GObject *owner, gpointer data, const GError *error)
{
  AtenaMergeTable *self = ATENA_MERGE_TABLE (owner);
  Task *task = data;

  if (!take_answer (self, task, error))
    return;

  self->loaded = task->people->len < PAGE_ROWS;
  g_ptr_array_set_free_func (task->people, NULL);
  for (guint i = 0; i < task->people->len; i++)
    {
      AtenaMergePerson *person = task->people->pdata[i];

      atena_merge_list_add (self->list, person);
      self->last_row = atena_recipient_get_number (person->recipient);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), self->loaded);
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->loaded)
    {
      describe_missing (self);
      g_signal_emit (self, signals[LOADED], 0);
    }
  else
    read_on (self);
  select_first (self);
}

static void
read_on (AtenaMergeTable *self)
{
  Task *task = task_new (self);

  task->row = self->last_row;
  run_task (self, read_people, task, on_people);
}

void
atena_merge_table_load (AtenaMergeTable *self,
                        AtenaMergeStore *store,
                        AtenaWorker *worker,
                        GCancellable *cancellable)
{
  g_return_if_fail (ATENA_IS_MERGE_TABLE (self));

  g_set_object (&self->store, store);
  g_set_object (&self->worker, worker);
  g_set_object (&self->cancellable, cancellable);
  self->edition++;
  self->last_row = 0;
  self->current = -1;
  self->loaded = FALSE;
  g_clear_object (&self->list);
  self->list = atena_merge_list_new (atena_merge_store_get_missing (store));
  gtk_tree_view_set_model (self->people, atena_merge_list_get_model (self->list));
  gtk_entry_set_text (self->search, "");
  gtk_toggle_button_set_active (self->show_missing, FALSE);
  gtk_widget_hide (self->missing_row);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), FALSE);
  read_on (self);
}

AtenaMergeList *
atena_merge_table_get_list (AtenaMergeTable *self)
{
  g_return_val_if_fail (ATENA_IS_MERGE_TABLE (self), NULL);

  return self->list;
}

gboolean
atena_merge_table_is_loaded (AtenaMergeTable *self)
{
  g_return_val_if_fail (ATENA_IS_MERGE_TABLE (self), FALSE);

  return self->loaded;
}

static void
atena_merge_table_grab_focus (GtkWidget *widget)
{
  gtk_widget_grab_focus (GTK_WIDGET (ATENA_MERGE_TABLE (widget)->people));
}

static void
atena_merge_table_destroy (GtkWidget *widget)
{
  AtenaMergeTable *self = ATENA_MERGE_TABLE (widget);

  self->edition++;
  forget_search (self);
  g_clear_object (&self->store);

  GTK_WIDGET_CLASS (atena_merge_table_parent_class)->destroy (widget);
}

static void
atena_merge_table_finalize (GObject *object)
{
  AtenaMergeTable *self = ATENA_MERGE_TABLE (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->holders, g_array_unref);
  g_clear_object (&self->worker);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (atena_merge_table_parent_class)->finalize (object);
}

static void
add_signals (GType type)
{
  signals[CHANGED] =
    g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LOADED] =
    g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SELECTED] = g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_INT);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
atena_merge_table_class_init (AtenaMergeTableClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  static const AtenaTemplateChild children[] = {
    { "search", G_STRUCT_OFFSET (AtenaMergeTable, search) },
    { "found", G_STRUCT_OFFSET (AtenaMergeTable, found) },
    { "missing-row", G_STRUCT_OFFSET (AtenaMergeTable, missing_row) },
    { "missing", G_STRUCT_OFFSET (AtenaMergeTable, missing) },
    { "show-missing", G_STRUCT_OFFSET (AtenaMergeTable, show_missing) },
    { "people", G_STRUCT_OFFSET (AtenaMergeTable, people) },
    { "selection", G_STRUCT_OFFSET (AtenaMergeTable, selection) },
  };

  G_OBJECT_CLASS (klass)->finalize = atena_merge_table_finalize;
  widget->destroy = atena_merge_table_destroy;
  widget->grab_focus = atena_merge_table_grab_focus;
  atena_template_load (widget, "atena-merge-table.ui", children, G_N_ELEMENTS (children));
  gtk_widget_class_bind_template_callback (widget, on_search_changed);
  gtk_widget_class_bind_template_callback (widget, on_search_activated);
  gtk_widget_class_bind_template_callback (widget, on_show_missing);
  gtk_widget_class_bind_template_callback (widget, on_selected);
  gtk_widget_class_bind_template_callback (widget, on_toggled);
  add_signals (G_TYPE_FROM_CLASS (klass));
}

static void
atena_merge_table_init (AtenaMergeTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->list = atena_merge_list_new (NULL);
  self->current = -1;
  atena_text_column_set_tooltips (self->people, ATENA_MERGE_STATUS);
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self->search)), _ ("Find a person"));
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self->people)),
                       _ ("Everybody on the list"));
}
