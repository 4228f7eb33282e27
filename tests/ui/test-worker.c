// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-worker.h"
#include "ui-fixture.h"

/* What jobs did, in order, and on which thread the main loop runs. */
typedef struct
{
  GString *log;
  GThread *main;
  int last; /* number of the job that ends a test, once it was freed */
} Log;

typedef struct
{
  Log *log;
  int number;
} Job;

static gboolean
work (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  g_assert_true (g_thread_self () != job->log->main);
  /* The longer, the earlier it was asked for. */
  g_usleep (20000 / (gulong) job->number);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
done (GObject *owner, gpointer data, const GError *error)
{
  Job *job = data;

  g_assert_true (g_thread_self () == job->log->main);
  g_string_append_printf (job->log->log, "%d%s ", job->number, error != NULL ? "!" : "");
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_assert_true (g_thread_self () == job->log->main);
  job->log->last = job->number;
  g_free (job);
}

static void
run (AtenaWorker *worker, Log *log, GObject *owner, int number, GCancellable *cancellable)
{
  Job *job = g_new0 (Job, 1);

  job->log = log;
  job->number = number;
  atena_worker_run (worker, owner, work, job, free_job, cancellable, done);
}

static gboolean
is_third_done (gpointer data)
{
  return ((Log *) data)->last == 3;
}

static void
test_order (void)
{
  g_autoptr (AtenaWorker) worker = atena_worker_new ();
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  Log log = { g_string_new (NULL), g_thread_self (), 0 };

  g_cancellable_cancel (cancelled);
  run (worker, &log, owner, 1, NULL);
  run (worker, &log, owner, 2, cancelled);
  run (worker, &log, owner, 3, NULL);
  ui_wait (is_third_done, &log);
  g_assert_cmpstr (log.log->str, ==, "1 2! 3 ");
  g_string_free (log.log, TRUE);
}

static void
test_gone (void)
{
  AtenaWorker *worker = atena_worker_new ();
  GObject *owner = g_object_new (G_TYPE_OBJECT, NULL);
  Log log = { g_string_new (NULL), g_thread_self (), 0 };

  run (worker, &log, owner, 1, NULL);
  run (worker, &log, NULL, 2, NULL);
  run (worker, &log, owner, 3, NULL);
  g_object_unref (owner);
  g_object_unref (worker);
  ui_wait (is_third_done, &log);
  g_assert_cmpstr (log.log->str, ==, "");
  g_string_free (log.log, TRUE);
}

static void
note (GObject *owner, gpointer data)
{
  GString *log = g_object_get_data (owner, "log");

  g_string_append (log, data);
}

static gboolean
tell (gpointer data, GCancellable *cancellable, GError **error)
{
  atena_worker_tell (data, note, g_strdup ("a"));
  atena_worker_tell (data, note, g_strdup ("b"));
  return TRUE;
}

static void
finish (GObject *owner, gpointer data, const GError *error)
{
  note (owner, (gpointer) "c");
}

static gboolean
has_three (gpointer data)
{
  return ((GString *) data)->len == 3;
}

static void
test_tell (void)
{
  g_autoptr (AtenaWorker) worker = atena_worker_new ();
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  GString *log = g_string_new (NULL);

  g_object_set_data (owner, "log", log);
  atena_worker_run (worker, owner, tell, owner, NULL, NULL, finish);
  ui_wait (has_three, log);
  g_assert_cmpstr (log->str, ==, "abc");
  g_string_free (log, TRUE);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);

  g_test_add_func ("/worker/keeps-the-order", test_order);
  g_test_add_func ("/worker/works-on-when-all-are-gone", test_gone);
  g_test_add_func ("/worker/tells-before-the-end", test_tell);

  return g_test_run ();
}
