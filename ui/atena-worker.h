// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

#define ATENA_TYPE_WORKER (atena_worker_get_type ())
G_DECLARE_FINAL_TYPE (AtenaWorker, atena_worker, ATENA, WORKER, GObject)

/* One background thread that does blocking jobs in the order in which they were asked for. The one
 * place where windows meet threads. */
AtenaWorker *
atena_worker_new (void);

/* A job; runs on the thread. FALSE sets @error. */
typedef gboolean (*AtenaWorkerFunc) (gpointer data, GCancellable *cancellable, GError **error);

/* The end of a job, on the main context. @error: (nullable): why it failed. */
typedef void (*AtenaWorkerDone) (GObject *owner, gpointer data, const GError *error);

/**
 * atena_worker_run:
 * @owner: on whose behalf; when it is gone by then, @done is not called
 * @data: (transfer full): freed with @free_data on the main context after @done
 */
void
atena_worker_run (AtenaWorker *self,
                  GObject *owner,
                  AtenaWorkerFunc func,
                  gpointer data,
                  GDestroyNotify free_data,
                  GCancellable *cancellable,
                  AtenaWorkerDone done);

/* News of a job that still runs, on the main context. */
typedef void (*AtenaWorkerTold) (GObject *owner, gpointer data);

/**
 * atena_worker_tell:
 * @owner: whom it concerns; the job keeps it alive
 * @data: (transfer full) (nullable): freed with g_free() afterwards
 *
 * From the thread of a job, in order and before its end.
 */
void
atena_worker_tell (GObject *owner, AtenaWorkerTold func, gpointer data);
