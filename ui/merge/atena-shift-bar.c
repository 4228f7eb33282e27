// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// A word above the letters about rows of a list that slipped: looks for them, shows them, and takes
// the answer. What is held by it, the window knows.

#include "atena-shift-bar-private.h"

#include "atena-template-private.h"

/* Examples that fit above the letters. */
#define SHOWN 3

struct _AtenaShiftBar
{
  GtkInfoBar parent_instance;

  GtkLabel *finding;
  GtkLabel *examples;
  GtkWidget *accept;

  AtenaMergeStore *store;
  AtenaWorker *worker;
  GPtrArray *findings; /* (element-type AtenaShiftFinding): NULL until they were looked for */
  guint edition;       /* one more with each look */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtenaShiftBar, atena_shift_bar, GTK_TYPE_INFO_BAR)

/* What a job takes along and brings back. */
typedef struct
{
  AtenaMergeStore *store;
  GPtrArray *findings;
  AtenaShiftFinding *finding; /* one of them */
  guint edition;
} Task;

static Task *
task_new (AtenaShiftBar *self)
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
  g_clear_pointer (&task->findings, g_ptr_array_unref);
  g_free (task);
}

gboolean
atena_shift_bar_has_looked (AtenaShiftBar *self)
{
  g_return_val_if_fail (ATENA_IS_SHIFT_BAR (self), FALSE);

  return self->findings != NULL;
}

static const AtenaShiftFinding *
find_holding (AtenaShiftBar *self)
{
  return self->findings != NULL ? atena_shift_find_holding (self->findings) : NULL;
}

gboolean
atena_shift_bar_holds (AtenaShiftBar *self)
{
  g_return_val_if_fail (ATENA_IS_SHIFT_BAR (self), FALSE);

  return find_holding (self) != NULL;
}

static char *
describe_examples (const AtenaShiftFinding *finding)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (finding->examples->len, SHOWN); i++)
    {
      const AtenaShiftExample *example = finding->examples->pdata[i];

      g_string_append_printf (text, "%s%s: %s → %s", i > 0 ? "\n" : "", example->address,
                              example->before, example->now);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update (AtenaShiftBar *self)
{
  const AtenaShiftFinding *finding = find_holding (self);
  g_autofree char *sentence = finding != NULL ? atena_shift_finding_describe (finding) : NULL;
  g_autofree char *examples = finding != NULL ? describe_examples (finding) : NULL;

  gtk_label_set_text (self->finding, sentence != NULL ? sentence : "");
  gtk_label_set_text (self->examples, examples != NULL ? examples : "");
  gtk_widget_set_visible (self->accept, finding != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), finding != NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What could not be looked at must not be sent. */
static void
show_trouble (AtenaShiftBar *self, const GError *error)
{
  gtk_label_set_text (self->finding, error->message);
  gtk_widget_hide (self->accept);
  gtk_widget_show (GTK_WIDGET (self));
}

/* Whether a job that ended brings what was asked for. */
static gboolean
take_answer (AtenaShiftBar *self, const Task *task, const GError *error)
{
  if (task->edition != self->edition || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return FALSE;
  if (error != NULL)
    show_trouble (self, error);
  return error == NULL;
}

static gboolean
look (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  task->findings = atena_merge_store_find_shifts (task->store, cancellable, error);
  return task->findings != NULL;
}

static void
on_looked (GObject *owner, gpointer data, const GError *error)
{
  AtenaShiftBar *self = ATENA_SHIFT_BAR (owner);
  Task *task = data;

  if (!take_answer (self, task, error))
    return;

  self->findings = g_steal_pointer (&task->findings);
  update (self);
}

void
atena_shift_bar_clear (AtenaShiftBar *self)
{
  g_return_if_fail (ATENA_IS_SHIFT_BAR (self));

  self->edition++;
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  gtk_widget_hide (GTK_WIDGET (self));
}

void
atena_shift_bar_look (AtenaShiftBar *self,
                      AtenaMergeStore *store,
                      AtenaWorker *worker,
                      GCancellable *cancellable)
{
  g_return_if_fail (ATENA_IS_SHIFT_BAR (self));

  atena_shift_bar_clear (self);
  g_set_object (&self->store, store);
  g_set_object (&self->worker, worker);
  atena_worker_run (worker, G_OBJECT (self), look, task_new (self), task_free, cancellable,
                    on_looked);
}

static gboolean
accept_finding (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  return atena_merge_store_accept_shift (task->store, task->finding, error);
}

static void
on_accepted (GObject *owner, gpointer data, const GError *error)
{
  AtenaShiftBar *self = ATENA_SHIFT_BAR (owner);
  Task *task = data;

  if (!take_answer (self, task, error))
    return;

  task->finding->accepted = TRUE;
  update (self);
}

static void
on_accept (AtenaShiftBar *self)
{
  Task *task = task_new (self);

  task->findings = g_ptr_array_ref (self->findings);
  task->finding = (AtenaShiftFinding *) find_holding (self);
  atena_worker_run (self->worker, G_OBJECT (self), accept_finding, task, task_free, NULL,
                    on_accepted);
}

static void
atena_shift_bar_finalize (GObject *object)
{
  AtenaShiftBar *self = ATENA_SHIFT_BAR (object);

  g_clear_object (&self->store);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->findings, g_ptr_array_unref);

  G_OBJECT_CLASS (atena_shift_bar_parent_class)->finalize (object);
}

static void
atena_shift_bar_class_init (AtenaShiftBarClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  static const AtenaTemplateChild children[] = {
    { "shift-finding", G_STRUCT_OFFSET (AtenaShiftBar, finding) },
    { "shift-examples", G_STRUCT_OFFSET (AtenaShiftBar, examples) },
    { "accept-shift", G_STRUCT_OFFSET (AtenaShiftBar, accept) },
  };

  G_OBJECT_CLASS (klass)->finalize = atena_shift_bar_finalize;
  atena_template_load (widget, "atena-shift-bar.ui", children, G_N_ELEMENTS (children));
  gtk_widget_class_bind_template_callback (widget, on_accept);

  signals[CHANGED] = g_signal_new ("changed", ATENA_TYPE_SHIFT_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
atena_shift_bar_init (AtenaShiftBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
