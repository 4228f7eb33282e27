// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The test of a merge: one letter to the person who writes, from the click until its end is known.

#include "atena-merge-test-private.h"

#include <glib/gi18n-lib.h>

struct _AtenaMergeTest
{
  GObject parent_instance;

  AtenaHost *host;
  AtenaMergeStore *store;
  AtenaWorker *worker;
  AtenaDispatch *dispatch; /* under way, or NULL */
  gboolean running;
  gboolean stopped;
};

enum
{
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtenaMergeTest, atena_merge_test, G_TYPE_OBJECT)

/* What a job takes along and brings back. */
typedef struct
{
  AtenaMergeStore *store;
  AtenaRecipient *recipient;
  gint64 campaign;
  AtenaRow *row;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->store);
  g_clear_pointer (&task->recipient, atena_recipient_unref);
  g_clear_pointer (&task->row, atena_row_free);
  g_free (task);
}

static Task *
task_new (AtenaMergeTest *self)
{
  Task *task = g_new0 (Task, 1);

  task->store = g_object_ref (self->store);
  return task;
}

AtenaMergeTest *
atena_merge_test_new (AtenaHost *host, AtenaMergeStore *store, AtenaWorker *worker)
{
  AtenaMergeTest *self = g_object_new (ATENA_TYPE_MERGE_TEST, NULL);

  self->host = g_object_ref (host);
  self->store = g_object_ref (store);
  self->worker = g_object_ref (worker);
  return self;
}

static void
end (AtenaMergeTest *self, gboolean sent, const char *text)
{
  self->running = FALSE;
  if (!self->stopped)
    g_signal_emit (self, signals[ENDED], 0, sent, text);
}

static gboolean
read_row (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  task->row = atena_merge_store_read_test (task->store, task->campaign, error);
  return task->row != NULL;
}

static void
on_row_read (GObject *owner, gpointer data, const GError *error)
{
  AtenaMergeTest *self = ATENA_MERGE_TEST (owner);
  const AtenaRow *row = ((Task *) data)->row;
  g_autofree char *meaning = NULL;
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      end (self, FALSE, error->message);
      return;
    }

  meaning = atena_reply_explain (row->code, row->enhanced, row->reply);
  if (row->state == ATENA_ROW_SENT)
    text =
      g_strdup_printf (_ ("The test was sent to %s"), atena_recipient_get_address (row->recipient));
  else if (*meaning == '\0')
    text = g_strdup_printf (_ ("The test could not be sent: %s"), row->reply);
  else
    text = g_strdup_printf (_ ("The test could not be sent: %s (%s)"), meaning, row->reply);
  end (self, row->state == ATENA_ROW_SENT, text);
}

static void
on_dispatch_changed (AtenaMergeTest *self, AtenaDispatch *dispatch)
{
  AtenaDispatchState state = atena_dispatch_get_state (dispatch);
  const GError *error = atena_dispatch_get_error (dispatch);
  Task *task = NULL;

  if (dispatch != self->dispatch ||
      (state != ATENA_DISPATCH_FINISHED && state != ATENA_DISPATCH_PAUSED))
    return;

  g_clear_object (&self->dispatch);
  if (state == ATENA_DISPATCH_FINISHED)
    {
      task = task_new (self);
      task->campaign = atena_dispatch_get_campaign (dispatch);
      atena_worker_run (self->worker, G_OBJECT (self), read_row, task, task_free, NULL,
                        on_row_read);
      return;
    }

  end (self, FALSE, error != NULL ? error->message : _ ("The test was not sent"));
  atena_dispatch_stop (dispatch);
}

static gboolean
create (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  task->campaign = atena_merge_store_create_test (task->store, task->recipient, error);
  return task->campaign != 0;
}

static void
on_created (GObject *owner, gpointer data, const GError *error)
{
  AtenaMergeTest *self = ATENA_MERGE_TEST (owner);

  if (self->stopped)
    return;
  if (error != NULL)
    {
      end (self, FALSE, error->message);
      return;
    }

  self->dispatch =
    atena_dispatch_new (self->host, atena_merge_store_get_order (self->store)->ledger,
                        ((Task *) data)->campaign, 0);
  g_signal_connect_object (self->dispatch, "changed", G_CALLBACK (on_dispatch_changed), self,
                           G_CONNECT_SWAPPED);
  atena_dispatch_start (self->dispatch);
}

void
atena_merge_test_start (AtenaMergeTest *self, AtenaRecipient *recipient)
{
  Task *task;

  g_return_if_fail (ATENA_IS_MERGE_TEST (self) && !self->running);

  self->running = TRUE;
  task = task_new (self);
  task->recipient = atena_recipient_ref (recipient);
  atena_worker_run (self->worker, G_OBJECT (self), create, task, task_free, NULL, on_created);
}

gboolean
atena_merge_test_is_running (AtenaMergeTest *self)
{
  g_return_val_if_fail (ATENA_IS_MERGE_TEST (self), FALSE);

  return self->running;
}

void
atena_merge_test_stop (AtenaMergeTest *self)
{
  g_return_if_fail (ATENA_IS_MERGE_TEST (self));

  self->stopped = TRUE;
  if (self->dispatch != NULL)
    atena_dispatch_stop (self->dispatch);
  g_clear_object (&self->dispatch);
}

static void
atena_merge_test_finalize (GObject *object)
{
  AtenaMergeTest *self = ATENA_MERGE_TEST (object);

  g_clear_object (&self->dispatch);
  g_clear_object (&self->worker);
  g_clear_object (&self->store);
  g_clear_object (&self->host);

  G_OBJECT_CLASS (atena_merge_test_parent_class)->finalize (object);
}

static void
atena_merge_test_class_init (AtenaMergeTestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_merge_test_finalize;

  signals[ENDED] = g_signal_new ("ended", ATENA_TYPE_MERGE_TEST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_STRING);
}

static void
atena_merge_test_init (AtenaMergeTest *self)
{
}
