// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Waits for address books that are slow, while everything else goes on. It fills in nothing itself:
// a letter does not change under somebody's eyes.

#include "atena-late-bar-private.h"

#include <glib/gi18n-lib.h>

#include "atena-merge-people-private.h"
#include "atena-template-private.h"
#include "atena-worker.h"

struct _AtenaLateBar
{
  GtkInfoBar parent_instance;

  GtkLabel *late;
  GtkWidget *fill_in;

  AtenaWorker *worker;
  GCancellable *cancellable; /* of what runs, or NULL */
};

G_DEFINE_FINAL_TYPE (AtenaLateBar, atena_late_bar, GTK_TYPE_INFO_BAR)

enum
{
  FILL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  AtenaContacts *contacts;
  GStrv addresses;
  GCancellable *cancellable;
  gboolean answered;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->contacts);
  g_strfreev (task->addresses);
  g_object_unref (task->cancellable);
  g_free (task);
}

static gboolean
wait_for_late (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  task->answered =
    atena_contacts_wait_for_late (task->contacts, (const char *const *) task->addresses,
                                  cancellable);
  return TRUE;
}

static void
on_waited (GObject *owner, gpointer data, const GError *error)
{
  AtenaLateBar *self = ATENA_LATE_BAR (owner);
  Task *task = data;

  if (task->cancellable != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  gtk_label_set_text (self->late,
                      task->answered
                        ? _ ("An address book that was slow has answered. What it knows of the "
                             "people is not in the letters yet.")
                        : _ ("An address book does not answer. What it knows of the people is not "
                             "in the letters."));
  gtk_widget_set_visible (self->fill_in, task->answered);
}

void
atena_late_bar_wait (AtenaLateBar *self, const AtenaOrder *order)
{
  Task *task;

  g_return_if_fail (ATENA_IS_LATE_BAR (self));

  atena_late_bar_clear (self);
  if (order->contacts == NULL || !atena_contacts_have_late (order->contacts))
    return;
  self->cancellable = g_cancellable_new ();
  task = g_new0 (Task, 1);
  task->contacts = g_object_ref (order->contacts);
  task->addresses = atena_merge_people_dup_addresses (order);
  task->cancellable = g_object_ref (self->cancellable);
  gtk_label_set_text (self->late, _ ("An address book has not answered yet. What it knows of the "
                                     "people is not in the letters so far."));
  gtk_widget_hide (self->fill_in);
  gtk_widget_show (GTK_WIDGET (self));
  atena_worker_run (self->worker, G_OBJECT (self), wait_for_late, task, task_free,
                    self->cancellable, on_waited);
}

void
atena_late_bar_clear (AtenaLateBar *self)
{
  g_return_if_fail (ATENA_IS_LATE_BAR (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_hide (GTK_WIDGET (self));
}

static void
on_fill_in (AtenaLateBar *self)
{
  g_signal_emit (self, signals[FILL], 0);
}

static void
atena_late_bar_dispose (GObject *object)
{
  AtenaLateBar *self = ATENA_LATE_BAR (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (atena_late_bar_parent_class)->dispose (object);
}

static void
atena_late_bar_finalize (GObject *object)
{
  g_clear_object (&ATENA_LATE_BAR (object)->worker);
  G_OBJECT_CLASS (atena_late_bar_parent_class)->finalize (object);
}

static void
atena_late_bar_class_init (AtenaLateBarClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  static const AtenaTemplateChild children[] = {
    { "late", G_STRUCT_OFFSET (AtenaLateBar, late) },
    { "fill-in", G_STRUCT_OFFSET (AtenaLateBar, fill_in) },
  };

  G_OBJECT_CLASS (klass)->dispose = atena_late_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = atena_late_bar_finalize;
  signals[FILL] = g_signal_new ("fill", ATENA_TYPE_LATE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  atena_template_load (widget, "atena-late-bar.ui", children, G_N_ELEMENTS (children));
  gtk_widget_class_bind_template_callback (widget, on_fill_in);
}

static void
atena_late_bar_init (AtenaLateBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->worker = atena_worker_new ();
}
