// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Gets a list from an https address by the host, in a thread. What is in the list is not its
// business.

#include "atena-list-fetch-private.h"

#include <glib/gi18n-lib.h>

#include "atena-accessible.h"
#include "atena-template-private.h"
#include "atena-text.h"
#include "atena-worker.h"

/* Between two news of one download, in microseconds. */
#define NEWS_INTERVAL (G_USEC_PER_SEC / 10)

struct _AtenaListFetch
{
  GtkBox parent_instance;

  GtkEntry *address;
  GtkProgressBar *progress;
  GtkButton *fetch;

  AtenaHost *host;
  AtenaWorker *worker;
  AtenaListChoice *choice;   /* what was fetched, or NULL */
  GError *error;             /* why it was not, or NULL */
  GCancellable *cancellable; /* of what is being fetched, or NULL */
};

G_DEFINE_FINAL_TYPE (AtenaListFetch, atena_list_fetch, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What the thread has; @owner is only told news, and kept for that. */
typedef struct
{
  GObject *owner;
  AtenaHost *host;
  char *address;
  GCancellable *cancellable;
  gint64 told;
  AtenaListChoice *choice;
} Job;

typedef struct
{
  guint64 received;
  guint64 expected;
} Progress;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->owner);
  g_object_unref (job->host);
  g_free (job->address);
  g_object_unref (job->cancellable);
  atena_list_choice_free (job->choice);
  g_free (job);
}

static void
show_state (AtenaListFetch *self)
{
  gboolean busy = self->cancellable != NULL;

  gtk_button_set_label (self->fetch, busy ? _ ("S_top") : _ ("Fe_tch"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->fetch),
                            busy || !atena_text_is_blank (gtk_entry_get_text (self->address)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->address), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
}

static void
on_progress (GObject *owner, gpointer data)
{
  AtenaListFetch *self = ATENA_LIST_FETCH (owner);
  const Progress *progress = data;
  g_autofree char *size = g_format_size (progress->received);

  if (self->cancellable == NULL)
    return;
  gtk_progress_bar_set_text (self->progress, size);
  if (progress->expected > 0)
    gtk_progress_bar_set_fraction (self->progress,
                                   MIN ((double) progress->received / (double) progress->expected,
                                        1));
  else
    gtk_progress_bar_pulse (self->progress);
}

static void
tell_progress (guint64 received, guint64 expected, gpointer data)
{
  Job *job = data;
  gint64 now = g_get_monotonic_time ();
  Progress progress = { received, expected };

  if (job->told != 0 && now - job->told < NEWS_INTERVAL)
    return;
  job->told = now;
  atena_worker_tell (job->owner, on_progress, g_memdup2 (&progress, sizeof progress));
}

static gboolean
fetch (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  job->choice =
    atena_host_fetch_list (job->host, job->address, tell_progress, job, cancellable, error);
  return job->choice != NULL;
}

static void
on_fetched (GObject *owner, gpointer data, const GError *error)
{
  AtenaListFetch *self = ATENA_LIST_FETCH (owner);
  Job *job = data;

  /* Stopped, and perhaps begun anew. */
  if (job->cancellable != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  self->choice = g_steal_pointer (&job->choice);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  show_state (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
stop (AtenaListFetch *self)
{
  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
on_fetch (AtenaListFetch *self)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_entry_get_text (self->address)));
  Job *job;

  if (*address == '\0' || self->cancellable != NULL)
    return;
  g_clear_pointer (&self->choice, atena_list_choice_free);
  g_clear_error (&self->error);
  self->cancellable = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->owner = g_object_ref (G_OBJECT (self));
  job->host = g_object_ref (self->host);
  job->address = g_steal_pointer (&address);
  job->cancellable = g_object_ref (self->cancellable);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, "");
  show_state (self);
  g_signal_emit (self, signals[CHANGED], 0);
  atena_worker_run (self->worker, G_OBJECT (self), fetch, job, job_free, job->cancellable,
                    on_fetched);
}

static void
on_fetch_clicked (AtenaListFetch *self)
{
  if (self->cancellable == NULL)
    {
      on_fetch (self);
      return;
    }
  stop (self);
  show_state (self);
}

GtkWidget *
atena_list_fetch_new (AtenaHost *host)
{
  AtenaListFetch *self = g_object_new (ATENA_TYPE_LIST_FETCH, NULL);

  self->host = g_object_ref (host);
  return GTK_WIDGET (self);
}

AtenaListChoice *
atena_list_fetch_dup_choice (AtenaListFetch *self)
{
  g_return_val_if_fail (ATENA_IS_LIST_FETCH (self), NULL);

  return self->choice != NULL ? atena_list_choice_copy (self->choice) : NULL;
}

const GError *
atena_list_fetch_get_error (AtenaListFetch *self)
{
  g_return_val_if_fail (ATENA_IS_LIST_FETCH (self), NULL);

  return self->error;
}

void
atena_list_fetch_set_choice (AtenaListFetch *self, const AtenaListChoice *choice)
{
  g_return_if_fail (ATENA_IS_LIST_FETCH (self));

  g_clear_pointer (&self->choice, atena_list_choice_free);
  self->choice = atena_list_choice_copy (choice);
  gtk_entry_set_text (self->address, choice->origin);
}

void
atena_list_fetch_begin (AtenaListFetch *self, const char *address)
{
  g_return_if_fail (ATENA_IS_LIST_FETCH (self));

  stop (self);
  gtk_entry_set_text (self->address, address);
  on_fetch (self);
}

/* Nobody waits any more for what is out of sight. */
static void
atena_list_fetch_unmap (GtkWidget *widget)
{
  stop (ATENA_LIST_FETCH (widget));
  show_state (ATENA_LIST_FETCH (widget));
  GTK_WIDGET_CLASS (atena_list_fetch_parent_class)->unmap (widget);
}

static void
atena_list_fetch_dispose (GObject *object)
{
  stop (ATENA_LIST_FETCH (object));
  G_OBJECT_CLASS (atena_list_fetch_parent_class)->dispose (object);
}

static void
atena_list_fetch_finalize (GObject *object)
{
  AtenaListFetch *self = ATENA_LIST_FETCH (object);

  g_clear_object (&self->host);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->choice, atena_list_choice_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (atena_list_fetch_parent_class)->finalize (object);
}

static void
atena_list_fetch_class_init (AtenaListFetchClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  static const AtenaTemplateChild children[] = {
    { "address", G_STRUCT_OFFSET (AtenaListFetch, address) },
    { "progress", G_STRUCT_OFFSET (AtenaListFetch, progress) },
    { "fetch", G_STRUCT_OFFSET (AtenaListFetch, fetch) },
  };

  G_OBJECT_CLASS (klass)->dispose = atena_list_fetch_dispose;
  G_OBJECT_CLASS (klass)->finalize = atena_list_fetch_finalize;
  widget->unmap = atena_list_fetch_unmap;
  signals[CHANGED] = g_signal_new ("changed", ATENA_TYPE_LIST_FETCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  atena_template_load (widget, "atena-list-fetch.ui", children, G_N_ELEMENTS (children));
  gtk_widget_class_bind_template_callback (widget, show_state);
  gtk_widget_class_bind_template_callback (widget, on_fetch);
  gtk_widget_class_bind_template_callback (widget, on_fetch_clicked);
}

static void
atena_list_fetch_init (AtenaListFetch *self)
{
  self->worker = atena_worker_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  atena_accessible_name_controls (GTK_WIDGET (self));
  show_state (self);
}
