// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Shows the people of a saved list a page at a time; the ledger finds, sorts and ticks them.

#include "atena-list-people-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "atena-template-private.h"
#include "atena-text-column-private.h"

#define PAGE 500

/* Columns that are shown, and how wide they are. */
#define MAX_FIELDS  100
#define FIELD_WIDTH 120

enum
{
  TICKED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Of the model; those of the fields follow. */
enum
{
  COLUMN_NUMBER,
  COLUMN_TICKED,
  COLUMN_STATE,
  COLUMN_ADDRESS,
  COLUMN_NAME,
  COLUMN_FIELDS,
};

/* In the order of the box. */
enum
{
  SHOWN_ALL,
  SHOWN_TICKED,
  SHOWN_UNTICKED,
  SHOWN_UNUSABLE,
  SHOWN_BLANK,
};

struct _AtenaListPeople
{
  GtkBox parent_instance;

  GtkEntry *search;
  GtkComboBox *shown;
  GtkScrolledWindow *scrolled;
  GtkTreeView *people;
  GtkLabel *count;
  GtkWidget *tick_shown;
  GtkWidget *untick_shown;

  AtenaSavedLists *lists;
  AtenaWorker *worker;
  AtenaSavedList *list; /* NULL before the first */
  GtkListStore *store;
  int order; /* the column of the model that they are sorted by; COLUMN_NUMBER as in the list */
  gboolean descending;
  guint64 rows;              /* that the query chooses */
  GCancellable *cancellable; /* of the query: answers to an earlier one are of no use */
  gboolean reading;
  gboolean anew; /* what is read takes the place of what is shown */
};

G_DEFINE_FINAL_TYPE (AtenaListPeople, atena_list_people, GTK_TYPE_BOX)

/* What a job takes along and brings back. */
typedef struct
{
  AtenaSavedLists *lists;
  char *name;
  char *text;
  char *field;
  AtenaListQuery query; /* its strings are the two above */
  GCancellable *cancellable;
  guint offset;
  GPtrArray *rows;
  guint64 n_rows;
  guint number; /* of the row to tick; 0 for all */
  gboolean ticked;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->lists);
  g_free (task->name);
  g_free (task->text);
  g_free (task->field);
  g_clear_object (&task->cancellable);
  g_clear_pointer (&task->rows, g_ptr_array_unref);
  g_free (task);
}

static void
set_order (AtenaListPeople *self, Task *task)
{
  task->query.descending = self->descending;
  switch (self->order)
    {
    case COLUMN_NUMBER:
      break;
    case COLUMN_ADDRESS:
      task->query.order = ATENA_LIST_BY_ADDRESS;
      break;
    case COLUMN_NAME:
      task->query.order = ATENA_LIST_BY_NAME;
      break;
    default:
      task->field = g_strdup (self->list->fields[self->order - COLUMN_FIELDS]);
      task->query.order = ATENA_LIST_BY_FIELD;
      task->query.order_field = task->field;
      break;
    }
}

static Task *
task_new (AtenaListPeople *self)
{
  Task *task = g_new0 (Task, 1);
  int shown = gtk_combo_box_get_active (self->shown);

  task->lists = g_object_ref (self->lists);
  task->name = g_strdup (self->list->name);
  task->text = g_strdup (gtk_entry_get_text (self->search));
  g_set_object (&task->cancellable, self->cancellable);
  task->query.text = task->text;
  task->query.blank = shown == SHOWN_BLANK;
  task->query.unusable = shown == SHOWN_UNUSABLE;
  if (shown == SHOWN_TICKED)
    task->query.ticks = ATENA_LIST_TICKED;
  else if (shown == SHOWN_UNTICKED)
    task->query.ticks = ATENA_LIST_UNTICKED;
  set_order (self, task);
  return task;
}

static gboolean
read_rows (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  task->rows = atena_saved_lists_read_rows (task->lists, task->name, &task->query, task->offset,
                                            PAGE, &task->n_rows, error);
  return task->rows != NULL;
}

static gboolean
tick_rows (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  return atena_saved_lists_set_ticked (task->lists, task->name, task->number, &task->query,
                                       task->ticked, error);
}

static char *
describe_state (const AtenaListRow *row)
{
  AtenaReason reason = atena_recipient_get_reason (row->recipient);

  if (reason != ATENA_REASON_NONE)
    return atena_reason_describe (reason, atena_recipient_get_detail (row->recipient));
  return row->ticked ? g_strdup ("") : atena_reason_describe (ATENA_REASON_UNTICKED, NULL);
}

static void
add_row (AtenaListPeople *self, const AtenaListRow *row)
{
  const char *const *values = atena_recipient_get_values (row->recipient);
  guint n = (guint) gtk_tree_model_get_n_columns (GTK_TREE_MODEL (self->store)) - COLUMN_FIELDS;
  g_autofree char *state = describe_state (row);
  GtkTreeIter iter;

  gtk_list_store_insert_with_values (self->store, &iter, -1, COLUMN_NUMBER,
                                     atena_recipient_get_number (row->recipient), COLUMN_TICKED,
                                     row->ticked, COLUMN_STATE, state, COLUMN_ADDRESS,
                                     atena_recipient_get_address (row->recipient), COLUMN_NAME,
                                     row->name, -1);
  for (guint i = 0; i < n && values[i] != NULL; i++)
    gtk_list_store_set (self->store, &iter, COLUMN_FIELDS + (int) i, values[i], -1);
}

static void
show_count (AtenaListPeople *self)
{
  g_autofree char *text = NULL;

  if (self->rows == self->list->tally.people)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%" PRIu64 " person",
                                         "%" PRIu64 " people", (gulong) self->rows),
                            self->rows);
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%" PRIu64 " of %" PRIu64 " person",
                                         "%" PRIu64 " of %" PRIu64 " people",
                                         (gulong) self->list->tally.people),
                            self->rows, self->list->tally.people);
  gtk_label_set_text (self->count, text);
  gtk_widget_set_sensitive (self->tick_shown, self->rows > 0);
  gtk_widget_set_sensitive (self->untick_shown, self->rows > 0);
}

static gboolean
fail (AtenaListPeople *self, const GError *error)
{
  if (error != NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
  return error != NULL;
}

static void
on_read (GObject *owner, gpointer data, const GError *error)
{
  AtenaListPeople *self = ATENA_LIST_PEOPLE (owner);
  Task *task = data;

  if (g_cancellable_is_cancelled (task->cancellable))
    return;
  self->reading = FALSE;
  if (fail (self, error))
    return;
  if (task->offset == 0)
    gtk_list_store_clear (self->store);
  for (guint i = 0; i < task->rows->len; i++)
    add_row (self, task->rows->pdata[i]);
  self->rows = task->n_rows;
  show_count (self);
}

static void
read_page (AtenaListPeople *self, guint offset)
{
  Task *task = task_new (self);

  self->reading = TRUE;
  self->anew = offset == 0;
  task->offset = offset;
  atena_worker_run (self->worker, G_OBJECT (self), read_rows, task, task_free, task->cancellable,
                    on_read);
}

/* A question that nobody has any more is not put to the ledger, and keeps nobody waiting. */
static void
stop (AtenaListPeople *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_anew (AtenaListPeople *self)
{
  stop (self);
  self->cancellable = g_cancellable_new ();
  read_page (self, 0);
}

static void
on_query (AtenaListPeople *self)
{
  if (self->list != NULL)
    read_anew (self);
}

/* Of the people who are shown, those whom the query still chooses: a tick may have changed that. */
static guint
count_chosen (AtenaListPeople *self)
{
  GtkTreeModel *model = GTK_TREE_MODEL (self->store);
  int shown = gtk_combo_box_get_active (self->shown);
  GtkTreeIter iter;
  guint n = 0;

  if (shown != SHOWN_TICKED && shown != SHOWN_UNTICKED)
    return (guint) gtk_tree_model_iter_n_children (model, NULL);
  for (gboolean more = gtk_tree_model_get_iter_first (model, &iter); more;
       more = gtk_tree_model_iter_next (model, &iter))
    {
      gboolean ticked;

      gtk_tree_model_get (model, &iter, COLUMN_TICKED, &ticked, -1);
      n += ticked == (shown == SHOWN_TICKED);
    }
  return n;
}

/* The next page comes before the end of this one is seen. */
static void
on_scrolled (AtenaListPeople *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  double end =
    gtk_adjustment_get_value (adjustment) + 2 * gtk_adjustment_get_page_size (adjustment);
  guint n;

  if (self->list == NULL || self->reading || end < gtk_adjustment_get_upper (adjustment))
    return;
  n = count_chosen (self);
  if (n < self->rows)
    read_page (self, n);
}

static void
on_ticked (GObject *owner, gpointer data, const GError *error)
{
  AtenaListPeople *self = ATENA_LIST_PEOPLE (owner);

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  fail (self, error);
  g_signal_emit (self, signals[TICKED], 0);
}

static void
tick (AtenaListPeople *self, guint number, gboolean ticked)
{
  Task *task = task_new (self);

  task->number = number;
  task->ticked = ticked;
  atena_worker_run (self->worker, G_OBJECT (self), tick_rows, task, task_free, NULL, on_ticked);
}

static void
on_tick_shown (AtenaListPeople *self)
{
  tick (self, 0, TRUE);
  read_anew (self);
}

static void
on_untick_shown (AtenaListPeople *self)
{
  tick (self, 0, FALSE);
  read_anew (self);
}

static void
on_toggled (GtkCellRendererToggle *cell, const char *path, AtenaListPeople *self)
{
  g_autofree char *unticked = atena_reason_describe (ATENA_REASON_UNTICKED, NULL);
  g_autofree char *state = NULL;
  gboolean ticked;
  guint number;
  GtkTreeIter iter;

  if (!gtk_tree_model_get_iter_from_string (GTK_TREE_MODEL (self->store), &iter, path))
    return;
  gtk_tree_model_get (GTK_TREE_MODEL (self->store), &iter, COLUMN_NUMBER, &number, COLUMN_TICKED,
                      &ticked, COLUMN_STATE, &state, -1);
  gtk_list_store_set (self->store, &iter, COLUMN_TICKED, !ticked, -1);
  if (*state == '\0' || g_str_equal (state, unticked))
    gtk_list_store_set (self->store, &iter, COLUMN_STATE, ticked ? unticked : "", -1);
  tick (self, number, !ticked);
  /* What is about to be shown was read before. */
  if (self->reading && self->anew)
    read_anew (self);
}

static void
show_order (AtenaListPeople *self)
{
  g_autoptr (GList) columns = gtk_tree_view_get_columns (self->people);

  for (GList *l = columns; l != NULL; l = l->next)
    {
      int column = GPOINTER_TO_INT (g_object_get_data (l->data, "column"));

      gtk_tree_view_column_set_sort_indicator (l->data,
                                               column == self->order && column != COLUMN_NUMBER);
      gtk_tree_view_column_set_sort_order (l->data, self->descending ? GTK_SORT_DESCENDING
                                                                     : GTK_SORT_ASCENDING);
    }
}

/* Up, down, and as they stand in the list. */
static void
on_header (GtkTreeViewColumn *header, AtenaListPeople *self)
{
  int column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (header), "column"));

  if (self->order != column)
    {
      self->order = column;
      self->descending = FALSE;
    }
  else if (!self->descending)
    self->descending = TRUE;
  else
    {
      self->order = COLUMN_NUMBER;
      self->descending = FALSE;
    }
  show_order (self);
  read_anew (self);
}

static void
add_text (AtenaListPeople *self, const char *title, int column, int width)
{
  GtkTreeViewColumn *header = atena_text_column_new (title, column, width);

  g_object_set_data (G_OBJECT (header), "column", GINT_TO_POINTER (column));
  if (column != COLUMN_STATE)
    {
      gtk_tree_view_column_set_clickable (header, TRUE);
      g_signal_connect (header, "clicked", G_CALLBACK (on_header), self);
    }
  gtk_tree_view_append_column (self->people, header);
}

static void
add_tick (AtenaListPeople *self)
{
  GtkCellRenderer *cell = gtk_cell_renderer_toggle_new ();
  GtkTreeViewColumn *header =
    gtk_tree_view_column_new_with_attributes ("", cell, "active", COLUMN_TICKED, NULL);

  g_signal_connect (cell, "toggled", G_CALLBACK (on_toggled), self);
  gtk_tree_view_column_set_sizing (header, GTK_TREE_VIEW_COLUMN_FIXED);
  gtk_tree_view_column_set_fixed_width (header, 36);
  gtk_tree_view_append_column (self->people, header);
}

static void
set_fields (AtenaListPeople *self, const char *const *fields)
{
  guint n = MIN (g_strv_length ((GStrv) fields), MAX_FIELDS);
  g_autofree GType *types = g_new (GType, COLUMN_FIELDS + n);

  while (gtk_tree_view_get_n_columns (self->people) > 0)
    gtk_tree_view_remove_column (self->people, gtk_tree_view_get_column (self->people, 0));
  for (guint i = 0; i < COLUMN_FIELDS + n; i++)
    types[i] = G_TYPE_STRING;
  types[COLUMN_NUMBER] = G_TYPE_UINT;
  types[COLUMN_TICKED] = G_TYPE_BOOLEAN;
  g_clear_object (&self->store);
  self->store = gtk_list_store_newv ((int) (COLUMN_FIELDS + n), types);

  add_tick (self);
  add_text (self, _ ("Name"), COLUMN_NAME, 120);
  add_text (self, _ ("Email address"), COLUMN_ADDRESS, 200);
  add_text (self, _ ("State"), COLUMN_STATE, 160);
  for (guint i = 0; i < n; i++)
    add_text (self, fields[i], COLUMN_FIELDS + (int) i, FIELD_WIDTH);
  gtk_tree_view_set_model (self->people, GTK_TREE_MODEL (self->store));
}

void
atena_list_people_set_lists (AtenaListPeople *self, AtenaSavedLists *lists, AtenaWorker *worker)
{
  g_return_if_fail (ATENA_IS_LIST_PEOPLE (self) && self->lists == NULL);

  self->lists = g_object_ref (lists);
  self->worker = g_object_ref (worker);
}

static gboolean
is_same (const AtenaSavedList *a, const AtenaSavedList *b)
{
  return a != NULL && g_str_equal (a->name, b->name) &&
         g_strv_equal ((const char *const *) a->fields, (const char *const *) b->fields);
}

void
atena_list_people_show (AtenaListPeople *self, const AtenaSavedList *list)
{
  gboolean same = FALSE;

  g_return_if_fail (ATENA_IS_LIST_PEOPLE (self) && self->lists != NULL);

  same = is_same (self->list, list);
  g_clear_pointer (&self->list, atena_saved_list_free);
  if (!same)
    {
      gtk_entry_set_text (self->search, "");
      gtk_combo_box_set_active (self->shown, SHOWN_ALL);
      self->order = COLUMN_NUMBER;
      self->descending = FALSE;
      set_fields (self, (const char *const *) list->fields);
    }
  self->list = atena_saved_list_copy (list);
  read_anew (self);
}

void
atena_list_people_search (AtenaListPeople *self)
{
  g_return_if_fail (ATENA_IS_LIST_PEOPLE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

gboolean
atena_list_people_end_search (AtenaListPeople *self)
{
  gboolean any = FALSE;

  g_return_val_if_fail (ATENA_IS_LIST_PEOPLE (self), FALSE);

  any = *gtk_entry_get_text (self->search) != '\0';
  gtk_entry_set_text (self->search, "");
  return any;
}

static void
atena_list_people_dispose (GObject *object)
{
  stop (ATENA_LIST_PEOPLE (object));
  G_OBJECT_CLASS (atena_list_people_parent_class)->dispose (object);
}

static void
atena_list_people_finalize (GObject *object)
{
  AtenaListPeople *self = ATENA_LIST_PEOPLE (object);

  g_clear_object (&self->lists);
  g_clear_object (&self->worker);
  g_clear_object (&self->store);
  g_clear_pointer (&self->list, atena_saved_list_free);
  G_OBJECT_CLASS (atena_list_people_parent_class)->finalize (object);
}

static void
atena_list_people_class_init (AtenaListPeopleClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  static const AtenaTemplateChild children[] = {
    { "search", G_STRUCT_OFFSET (AtenaListPeople, search) },
    { "shown", G_STRUCT_OFFSET (AtenaListPeople, shown) },
    { "scrolled", G_STRUCT_OFFSET (AtenaListPeople, scrolled) },
    { "people", G_STRUCT_OFFSET (AtenaListPeople, people) },
    { "count", G_STRUCT_OFFSET (AtenaListPeople, count) },
    { "tick-shown", G_STRUCT_OFFSET (AtenaListPeople, tick_shown) },
    { "untick-shown", G_STRUCT_OFFSET (AtenaListPeople, untick_shown) },
  };

  G_OBJECT_CLASS (klass)->dispose = atena_list_people_dispose;
  G_OBJECT_CLASS (klass)->finalize = atena_list_people_finalize;
  signals[TICKED] = g_signal_new ("ticked", ATENA_TYPE_LIST_PEOPLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", ATENA_TYPE_LIST_PEOPLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  atena_template_load (widget, "atena-list-people.ui", children, G_N_ELEMENTS (children));
  gtk_widget_class_bind_template_callback (widget, on_query);
  gtk_widget_class_bind_template_callback (widget, on_tick_shown);
  gtk_widget_class_bind_template_callback (widget, on_untick_shown);
}

static void
atena_list_people_init (AtenaListPeople *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  atena_text_column_set_tooltips (self->people, COLUMN_STATE);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (self->scrolled), "value-changed",
                            G_CALLBACK (on_scrolled), self);
}
