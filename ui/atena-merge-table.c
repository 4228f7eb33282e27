// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The people of a merge as rows with ticks: reads them from the ledger and writes their ticks to
// it. What their letters say, and what the ticks add up to, the window shows.

#include "atena-merge-table-private.h"

#include <glib/gi18n-lib.h>

#include "atena-template-private.h"

#define PAGE_ROWS 500

struct _AtenaMergeTable
{
  GtkBox parent_instance;

  GtkTreeView *people;
  GtkTreeSelection *selection;

  AtenaMergeList *list;
  AtenaLetter *letter;
  AtenaMergeStore *store; /* NULL before the first load, and once the widget goes */
  AtenaWorker *worker;
  GCancellable *cancellable;
  guint edition; /* one more with each load */
  guint last_row;
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
  GPtrArray *rows;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->store);
  g_clear_pointer (&task->rows, g_ptr_array_unref);
  g_free (task);
}

static void
run (AtenaMergeTable *self, AtenaWorkerFunc func, guint row, gboolean ticked, AtenaWorkerDone done)
{
  Task *task = g_new0 (Task, 1);

  task->store = g_object_ref (self->store);
  task->edition = self->edition;
  task->row = row;
  task->ticked = ticked;
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
  guint position = (guint) g_ascii_strtoull (path, NULL, 10);
  const AtenaMergePerson *person = atena_merge_list_get (self->list, position);
  gboolean ticked = !person->ticked;

  if (person->status != NULL || !gtk_widget_is_sensitive (GTK_WIDGET (self)))
    return;

  run (self, write_tick, atena_recipient_get_number (person->recipient), ticked, on_tick_written);
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
  g_signal_emit (self, signals[SELECTED], 0, gtk_tree_path_get_indices (path)[0]);
}

void
atena_merge_table_go_to (AtenaMergeTable *self, int position)
{
  g_autoptr (GtkTreePath) path = NULL;

  g_return_if_fail (ATENA_IS_MERGE_TABLE (self));

  if (position < 0)
    return;

  path = gtk_tree_path_new_from_indices (position, -1);
  gtk_tree_view_set_cursor (self->people, path, NULL, FALSE);
}

/* Without a cursor: moving it would scroll a view that has no size yet. */
static void
select_first (AtenaMergeTable *self)
{
  int first = atena_merge_list_step (self->list, -1, 1);
  g_autoptr (GtkTreePath) path = NULL;

  if (first < 0 || gtk_tree_selection_count_selected_rows (self->selection) > 0)
    return;

  path = gtk_tree_path_new_from_indices (first, -1);
  gtk_tree_selection_select_path (self->selection, path);
}

static gboolean
read_rows (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  task->rows = atena_merge_store_read_rows (task->store, task->row, PAGE_ROWS, error);
  return task->rows != NULL;
}

static void
on_rows (GObject *owner, gpointer data, const GError *error)
{
  AtenaMergeTable *self = ATENA_MERGE_TABLE (owner);
  Task *task = data;

  if (!take_answer (self, task, error))
    return;

  for (guint i = 0; i < task->rows->len; i++)
    {
      const AtenaRow *row = task->rows->pdata[i];

      atena_merge_list_add (self->list, row, self->letter);
      self->last_row = atena_recipient_get_number (row->recipient);
    }
  self->loaded = task->rows->len < PAGE_ROWS;
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->loaded)
    g_signal_emit (self, signals[LOADED], 0);
  else
    run (self, read_rows, self->last_row, FALSE, on_rows);
  select_first (self);
}

void
atena_merge_table_load (AtenaMergeTable *self,
                        AtenaMergeStore *store,
                        AtenaWorker *worker,
                        GCancellable *cancellable)
{
  g_return_if_fail (ATENA_IS_MERGE_TABLE (self));

  g_set_object (&self->store, store);
  g_set_object (&self->letter, atena_merge_store_get_letter (store));
  g_set_object (&self->worker, worker);
  g_set_object (&self->cancellable, cancellable);
  self->edition++;
  self->last_row = 0;
  self->loaded = FALSE;
  g_clear_object (&self->list);
  self->list = atena_merge_list_new ();
  gtk_tree_view_set_model (self->people, atena_merge_list_get_model (self->list));
  run (self, read_rows, 0, FALSE, on_rows);
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
  g_clear_object (&self->store);

  GTK_WIDGET_CLASS (atena_merge_table_parent_class)->destroy (widget);
}

static void
atena_merge_table_finalize (GObject *object)
{
  AtenaMergeTable *self = ATENA_MERGE_TABLE (object);

  g_clear_object (&self->list);
  g_clear_object (&self->letter);
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
    { "people", G_STRUCT_OFFSET (AtenaMergeTable, people) },
    { "selection", G_STRUCT_OFFSET (AtenaMergeTable, selection) },
  };

  G_OBJECT_CLASS (klass)->finalize = atena_merge_table_finalize;
  widget->destroy = atena_merge_table_destroy;
  widget->grab_focus = atena_merge_table_grab_focus;
  atena_template_load (widget, "atena-merge-table.ui", children, G_N_ELEMENTS (children));
  gtk_widget_class_bind_template_callback (widget, on_selected);
  gtk_widget_class_bind_template_callback (widget, on_toggled);
  add_signals (G_TYPE_FROM_CLASS (klass));
}

static void
atena_merge_table_init (AtenaMergeTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->list = atena_merge_list_new ();
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self->people)),
                       _ ("Everybody on the list"));
}
