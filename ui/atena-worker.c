// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Carries what blocks to a thread and what it found back to the main context. It knows nothing of
// letters or windows.

#include "atena-worker.h"

struct _AtenaWorker
{
  GObject parent_instance;

  GThreadPool *pool; /* of one thread, so jobs keep their order */
};

G_DEFINE_FINAL_TYPE (AtenaWorker, atena_worker, G_TYPE_OBJECT)

typedef struct
{
  GWeakRef owner;
  AtenaWorkerFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GCancellable *cancellable;
  AtenaWorkerDone done;
  GError *error;
} Job;

/* Not g_main_context_invoke(), which may run it on this thread while nobody owns the context. */
static void
run_on_main (GSourceFunc func, gpointer data, GDestroyNotify free_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, free_data);
  g_source_attach (source, NULL);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_weak_ref_clear (&job->owner);
  g_clear_object (&job->cancellable);
  g_clear_error (&job->error);
  g_free (job);
}

static gboolean
finish_job (gpointer data)
{
  Job *job = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&job->owner);

  if (owner != NULL && job->done != NULL)
    job->done (owner, job->data, job->error);
  return G_SOURCE_REMOVE;
}

static void
do_job (gpointer data, gpointer unused)
{
  Job *job = data;

  job->func (job->data, job->cancellable, &job->error);
  run_on_main (finish_job, job, job_free);
}

void
atena_worker_run (AtenaWorker *self,
                  GObject *owner,
                  AtenaWorkerFunc func,
                  gpointer data,
                  GDestroyNotify free_data,
                  GCancellable *cancellable,
                  AtenaWorkerDone done)
{
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (ATENA_IS_WORKER (self));

  g_weak_ref_init (&job->owner, owner);
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->done = done;
  g_thread_pool_push (self->pool, job, NULL);
}

typedef struct
{
  GObject *owner;
  AtenaWorkerTold func;
  gpointer data;
} News;

static void
news_free (gpointer data)
{
  News *news = data;

  g_object_unref (news->owner);
  g_free (news->data);
  g_free (news);
}

static gboolean
hand_over (gpointer data)
{
  News *news = data;

  news->func (news->owner, news->data);
  return G_SOURCE_REMOVE;
}

void
atena_worker_tell (GObject *owner, AtenaWorkerTold func, gpointer data)
{
  News *news = g_new0 (News, 1);

  news->owner = g_object_ref (owner);
  news->func = func;
  news->data = data;
  run_on_main (hand_over, news, news_free);
}

AtenaWorker *
atena_worker_new (void)
{
  return g_object_new (ATENA_TYPE_WORKER, NULL);
}

static void
atena_worker_finalize (GObject *object)
{
  AtenaWorker *self = ATENA_WORKER (object);

  /* What was asked for is still done, and nobody waits for it. */
  g_thread_pool_free (self->pool, FALSE, FALSE);

  G_OBJECT_CLASS (atena_worker_parent_class)->finalize (object);
}

static void
atena_worker_class_init (AtenaWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_worker_finalize;
}

static void
atena_worker_init (AtenaWorker *self)
{
  self->pool = g_thread_pool_new (do_job, NULL, 1, FALSE, NULL);
}
