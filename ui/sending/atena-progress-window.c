// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Shows how far a campaign is, and whom it did not reach. It sends nothing and stops nothing by
// itself.

#include "atena-progress-window.h"

#include <inttypes.h>
#include <glib/gi18n-lib.h>

#include "atena-accessible.h"
#include "atena-help.h"
#include "atena-error.h"
#include "atena-reason.h"
#include "atena-report.h"
#include "atena-template-private.h"
#include "atena-text-column-private.h"
#include "atena-text.h"
#include "atena-unknown-dialog.h"
#include "atena-words-private.h"
#include "atena-worker.h"

/* More than that are in the CSV file. */
#define MAX_FAILURES  1000
#define FAILED_STATES (1 << ATENA_ROW_DEFERRED | 1 << ATENA_ROW_REJECTED | 1 << ATENA_ROW_UNCERTAIN)

struct _AtenaProgressWindow
{
  GtkWindow parent_instance;

  GtkLabel *state;
  GtkLabel *why;
  GtkProgressBar *bar;
  GtkLabel *sent;
  GtkLabel *rejected;
  GtkLabel *deferred;
  GtkLabel *unknown;
  GtkLabel *left;
  GtkLabel *finish;
  GtkWidget *failed_row;
  GtkWidget *failed;
  GtkListStore *failures;
  GtkLabel *saved;
  GtkWidget *help;
  GtkWidget *save_csv;
  GtkWidget *resolve_unknown;
  GtkWidget *look_again;
  GtkWidget *pause;
  GtkButton *resume;
  GtkWidget *stop;
  GtkWidget *cancel;
  GtkWidget *close;

  AtenaDispatch *dispatch;
  AtenaWorker *worker;
  AtenaDispatchState last;
  guint64 listed; /* how many failures the list was asked for */
  gboolean listing;
};

G_DEFINE_FINAL_TYPE (AtenaProgressWindow, atena_progress_window, GTK_TYPE_WINDOW)

/* What a job takes along and brings back. */
typedef struct
{
  char *ledger;
  gint64 campaign;
  GFile *file;
  GPtrArray *rows;
} Task;

static Task *
task_new (AtenaProgressWindow *self)
{
  Task *task = g_new0 (Task, 1);

  task->ledger = g_strdup (atena_dispatch_get_ledger (self->dispatch));
  task->campaign = atena_dispatch_get_campaign (self->dispatch);
  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free (task->ledger);
  g_clear_object (&task->file);
  g_clear_pointer (&task->rows, g_ptr_array_unref);
  g_free (task);
}

static AtenaCampaign *
load_campaign (Task *task, GError **error)
{
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (task->ledger, ATENA_LEDGER_READ, error);

  return ledger != NULL ? atena_campaign_load (ledger, task->campaign, error) : NULL;
}

static guint64
count_failed (const AtenaCounts *counts)
{
  return counts->rows[ATENA_ROW_DEFERRED] + counts->rows[ATENA_ROW_REJECTED] +
         counts->rows[ATENA_ROW_UNCERTAIN];
}

static gboolean
read_failures (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;
  g_autoptr (AtenaCampaign) campaign = load_campaign (task, error);

  if (campaign != NULL)
    task->rows = atena_campaign_read_rows (campaign, FAILED_STATES, 0, MAX_FAILURES, error);
  return task->rows != NULL;
}

static const char *
describe_row_state (const AtenaRow *row)
{
  switch (row->state)
    {
    case ATENA_ROW_DEFERRED:
      return _ ("Will retry");
    case ATENA_ROW_UNCERTAIN:
      return row->decision == ATENA_DECISION_HOLD ? _ ("Unknown (on hold)") : _ ("Unknown");
    default:
      return _ ("Could not send");
    }
}

static char *
describe_answer (const AtenaRow *row)
{
  g_autofree char *meaning = atena_reply_explain (row->code, row->enhanced, row->reply);

  if (*meaning != '\0')
    return g_strdup_printf ("%s (%s)", meaning, row->reply);
  if (*row->reply != '\0')
    return g_strdup (row->reply);
  return atena_reason_describe (atena_reason_from_string (row->reason), NULL);
}

static void
add_failure (AtenaProgressWindow *self, const AtenaRow *row)
{
  g_autofree char *answer = describe_answer (row);

  gtk_list_store_insert_with_values (self->failures, NULL, -1, 0, row->name, 1,
                                     atena_recipient_get_address (row->recipient), 2,
                                     describe_row_state (row), 3, answer, -1);
}

static void
list_failures (AtenaProgressWindow *self);

static void
on_failures (GObject *owner, gpointer data, const GError *error)
{
  AtenaProgressWindow *self = ATENA_PROGRESS_WINDOW (owner);
  GPtrArray *rows = ((Task *) data)->rows;

  self->listing = FALSE;
  if (error != NULL || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;

  gtk_list_store_clear (self->failures);
  for (guint i = 0; i < rows->len; i++)
    add_failure (self, rows->pdata[i]);
  gtk_widget_set_visible (self->failed_row, rows->len > 0);
  list_failures (self);
}

/* Reads them again when there are others, one job at a time. */
static void
list_failures (AtenaProgressWindow *self)
{
  guint64 failed = count_failed (&atena_dispatch_get_progress (self->dispatch)->counts);

  if (self->listing || failed == self->listed)
    return;

  self->listing = TRUE;
  self->listed = failed;
  atena_worker_run (self->worker, G_OBJECT (self), read_failures, task_new (self), task_free, NULL,
                    on_failures);
}

/* Whether another program sends the campaign. */
static gboolean
is_elsewhere (AtenaProgressWindow *self)
{
  return g_error_matches (atena_dispatch_get_error (self->dispatch), ATENA_ERROR, ATENA_ERROR_BUSY);
}

static char *
describe_state (AtenaProgressWindow *self)
{
  const AtenaCounts *counts = &atena_dispatch_get_progress (self->dispatch)->counts;
  guint seconds = atena_dispatch_get_countdown (self->dispatch);
  guint64 sent = counts->rows[ATENA_ROW_SENT];

  switch (atena_dispatch_get_state (self->dispatch))
    {
    case ATENA_DISPATCH_COUNTDOWN:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The first letter goes in %u second",
                                           "The first letter goes in %u seconds", seconds),
                              seconds);
    case ATENA_DISPATCH_CONNECTING:
      return g_strdup (_ ("Connecting to the mail server…"));
    case ATENA_DISPATCH_SENDING:
      return g_strdup (_ ("Sending"));
    case ATENA_DISPATCH_WAITING:
      return g_strdup (_ ("Waiting for a network connection"));
    case ATENA_DISPATCH_STOPPING:
      return g_strdup (_ ("Finishing the letter under way…"));
    case ATENA_DISPATCH_PAUSED:
      return g_strdup (is_elsewhere (self) ? _ ("Another program is sending these letters")
                                           : _ ("Paused"));
    case ATENA_DISPATCH_CHECKPOINT:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%" PRIu64 " letter was sent. Go on?",
                                           "%" PRIu64 " letters were sent. Go on?", sent),
                              sent);
    case ATENA_DISPATCH_COPYING:
      return g_strdup (_ ("Keeping copies in the Sent folder…"));
    case ATENA_DISPATCH_STOPPED:
      return g_strdup (_ ("Stopped"));
    case ATENA_DISPATCH_FINISHED:
      return g_strdup (_ ("Finished"));
    }
  g_return_val_if_reached (g_strdup (""));
}

static guint64
count_left (const AtenaCounts *counts)
{
  return counts->rows[ATENA_ROW_PENDING] + counts->rows[ATENA_ROW_CLAIMED];
}

/* What an earlier process left behind. */
static char *
describe_rest (const AtenaSummary *summary)
{
  const AtenaCounts *counts = &summary->counts;
  g_autofree char *subject = atena_text_shorten (summary->subject, 60);
  g_autofree char *time = atena_words_describe_time (summary->created);
  g_autofree char *sent = g_strdup_printf ("%" PRIu64, counts->rows[ATENA_ROW_SENT]);
  g_autofree char *left =
    g_strdup_printf ("%" PRIu64, count_left (counts) + counts->rows[ATENA_ROW_DEFERRED]);
  g_autofree char *unknown = g_strdup_printf ("%" PRIu64, counts->rows[ATENA_ROW_UNCERTAIN]);
  /* Translators: a subject, when the letters were made, and three numbers. */
  g_autofree char *text = g_strdup_printf (
    _ ("Sending “%s” (%s) ended before everything was sent. Sent: %s, not sent: %s, unknown: %s."),
    subject, time, sent, left, unknown);

  return *summary->reason != '\0' ? g_strconcat (text, "\n", summary->reason, NULL)
                                  : g_steal_pointer (&text);
}

static char *
describe_reason (AtenaProgressWindow *self)
{
  const AtenaSummary *summary = atena_dispatch_get_summary (self->dispatch);
  const GError *error = atena_dispatch_get_error (self->dispatch);
  AtenaDispatchState state = atena_dispatch_get_state (self->dispatch);

  if (is_elsewhere (self))
    return g_strdup (_ ("Another window or program on this computer sends them at this moment. "
                        "Nothing can be changed here until it is done."));
  if (error != NULL)
    return g_strdup (error->message);
  if (state == ATENA_DISPATCH_WAITING)
    return g_strdup (_ ("Sending goes on by itself as soon as there is a connection."));
  if (state == ATENA_DISPATCH_PAUSED && atena_dispatch_is_left_over (self->dispatch) &&
      summary != NULL)
    return describe_rest (summary);
  if (state == ATENA_DISPATCH_CHECKPOINT)
    return g_strdup (_ ("This is the first time that this account sends separately. Please check "
                        "whether the letters arrive as you meant them to."));
  return NULL;
}

static void
set_number (GtkLabel *label, guint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" PRIu64, number);

  gtk_label_set_text (label, text);
}

static char *
describe_speed (AtenaProgressWindow *self, guint64 left)
{
  const AtenaProgress *progress = atena_dispatch_get_progress (self->dispatch);
  double speed = atena_dispatch_get_speed (self->dispatch);
  guint a_minute = (guint) (speed + 0.5);
  gint64 finish = progress->finish;
  g_autofree char *pace = NULL;
  g_autofree char *end = NULL;

  if (atena_dispatch_get_state (self->dispatch) != ATENA_DISPATCH_SENDING || speed <= 0)
    return g_strdup ("");

  finish = MAX (finish, progress->now + (gint64) ((double) left / speed * G_TIME_SPAN_MINUTE));
  pace = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "About %u letter a minute",
                                       "About %u letters a minute", a_minute),
                          a_minute);
  end = atena_words_describe_finish (finish);
  return g_strconcat (pace, "\n", end, NULL);
}

static void
show_numbers (AtenaProgressWindow *self)
{
  const AtenaCounts *counts = &atena_dispatch_get_progress (self->dispatch)->counts;
  guint64 left = count_left (counts);
  guint64 done = counts->rows[ATENA_ROW_SENT] + count_failed (counts);
  g_autofree char *text = g_strdup_printf ("%" PRIu64 " / %" PRIu64, done, done + left);
  g_autofree char *speed = describe_speed (self, left);

  set_number (self->sent, counts->rows[ATENA_ROW_SENT]);
  set_number (self->rejected, counts->rows[ATENA_ROW_REJECTED]);
  set_number (self->deferred, counts->rows[ATENA_ROW_DEFERRED]);
  set_number (self->unknown, counts->rows[ATENA_ROW_UNCERTAIN]);
  set_number (self->left, left);
  gtk_progress_bar_set_text (self->bar, text);
  gtk_progress_bar_set_fraction (self->bar,
                                 done + left > 0 ? (double) done / (double) (done + left) : 0);
  gtk_label_set_text (self->finish, speed);
  gtk_widget_set_visible (GTK_WIDGET (self->finish), *speed != '\0');
}

static gboolean
has_ended (AtenaProgressWindow *self)
{
  AtenaDispatchState state = atena_dispatch_get_state (self->dispatch);

  return state == ATENA_DISPATCH_STOPPED || state == ATENA_DISPATCH_FINISHED;
}

static void
show_buttons (AtenaProgressWindow *self)
{
  const AtenaCounts *counts = &atena_dispatch_get_progress (self->dispatch)->counts;
  AtenaDispatchState state = atena_dispatch_get_state (self->dispatch);
  gboolean elsewhere = is_elsewhere (self);
  gboolean counting = state == ATENA_DISPATCH_COUNTDOWN;
  gboolean going = state == ATENA_DISPATCH_CONNECTING || state == ATENA_DISPATCH_SENDING ||
                   state == ATENA_DISPATCH_WAITING;
  gboolean resting =
    (state == ATENA_DISPATCH_PAUSED || state == ATENA_DISPATCH_CHECKPOINT) && !elsewhere;

  gtk_widget_set_visible (self->cancel, counting);
  gtk_widget_set_visible (self->pause, going);
  gtk_widget_set_visible (GTK_WIDGET (self->resume), resting || state == ATENA_DISPATCH_WAITING);
  gtk_button_set_label (self->resume,
                        state == ATENA_DISPATCH_WAITING ? _ ("Try Now") : _ ("Continue"));
  gtk_widget_set_visible (self->stop, going || resting);
  gtk_widget_set_visible (self->look_again, elsewhere);
  gtk_widget_set_visible (self->resolve_unknown,
                          (resting || has_ended (self)) && counts->rows[ATENA_ROW_UNCERTAIN] > 0);
  gtk_widget_set_visible (self->close, has_ended (self));
  gtk_widget_set_sensitive (self->save_csv, !counting);
}

/* When it has something to say it does so, wherever it was. */
static void
come_back (AtenaProgressWindow *self, AtenaDispatchState state)
{
  gboolean trouble =
    state == ATENA_DISPATCH_PAUSED && atena_dispatch_get_error (self->dispatch) != NULL;

  if (state != self->last && (trouble || state == ATENA_DISPATCH_CHECKPOINT || has_ended (self)))
    gtk_window_present (GTK_WINDOW (self));
  self->last = state;
}

static void
on_changed (AtenaProgressWindow *self)
{
  g_autofree char *state = describe_state (self);
  g_autofree char *why = describe_reason (self);

  gtk_label_set_text (self->state, state);
  gtk_label_set_text (self->why, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why), why != NULL);
  show_numbers (self);
  show_buttons (self);
  list_failures (self);
  come_back (self, atena_dispatch_get_state (self->dispatch));
}

static void
on_pause (AtenaProgressWindow *self)
{
  atena_dispatch_pause (self->dispatch);
}

static void
on_resume (AtenaProgressWindow *self)
{
  atena_dispatch_resume (self->dispatch);
}

static void
on_stop (AtenaProgressWindow *self)
{
  atena_dispatch_stop (self->dispatch);
}

static void
on_look_again (AtenaProgressWindow *self)
{
  atena_dispatch_look (self->dispatch);
}

/* Whoever decides about some letters has not decided about the others that are left: with those,
 * sending waits for another word. */
static void
on_resolved (GtkWidget *dialog, int response, AtenaProgressWindow *self)
{
  const AtenaCounts *counts = &atena_dispatch_get_progress (self->dispatch)->counts;
  gboolean alone = count_left (counts) + counts->rows[ATENA_ROW_DEFERRED] == 0;

  gtk_widget_set_sensitive (self->resolve_unknown, TRUE);
  if (response == GTK_RESPONSE_APPLY)
    {
      self->listed = G_MAXUINT64;
      if (alone && atena_unknown_dialog_get_again (ATENA_UNKNOWN_DIALOG (dialog)) > 0)
        atena_dispatch_resend (self->dispatch);
      else
        atena_dispatch_look (self->dispatch);
    }
  gtk_widget_destroy (dialog);
}

static void
on_resolve_unknown (AtenaProgressWindow *self)
{
  GtkWidget *dialog =
    atena_unknown_dialog_new (GTK_WINDOW (self), atena_dispatch_get_ledger (self->dispatch),
                              atena_dispatch_get_campaign (self->dispatch));

  gtk_widget_set_sensitive (self->resolve_unknown, FALSE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_resolved), self, 0);
}

static void
on_close (AtenaProgressWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
on_delete (AtenaProgressWindow *self)
{
  if (has_ended (self))
    return FALSE;

  gtk_widget_hide (GTK_WIDGET (self));
  return TRUE;
}

static gboolean
write_report (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;
  g_autoptr (AtenaCampaign) campaign = load_campaign (task, error);
  g_autoptr (GFileOutputStream) stream = NULL;

  if (campaign == NULL)
    return FALSE;
  stream = g_file_replace (task->file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, error);
  return stream != NULL &&
         atena_report_write_csv (campaign, 0, G_OUTPUT_STREAM (stream), NULL, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

static void
on_report_written (GObject *owner, gpointer data, const GError *error)
{
  AtenaProgressWindow *self = ATENA_PROGRESS_WINDOW (owner);
  g_autofree char *name = g_file_get_parse_name (((Task *) data)->file);
  g_autofree char *text = NULL;

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  if (error == NULL)
    text = g_strdup_printf (_ ("Saved as %s"), name);
  else
    text = g_strdup_printf (_ ("%s could not be saved: %s"), name, error->message);
  gtk_label_set_text (self->saved, text);
  gtk_widget_show (GTK_WIDGET (self->saved));
}

static void
on_chosen (GtkDialog *dialog, int response, AtenaProgressWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      Task *task = task_new (self);

      task->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      atena_worker_run (self->worker, G_OBJECT (self), write_report, task, task_free, NULL,
                        on_report_written);
    }
  gtk_widget_destroy (GTK_WIDGET (dialog));
}

static void
on_save (AtenaProgressWindow *self)
{
  GtkWidget *dialog =
    gtk_file_chooser_dialog_new (_ ("Save as CSV"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                 _ ("Cancel"), GTK_RESPONSE_CANCEL, _ ("Save"), GTK_RESPONSE_ACCEPT,
                                 NULL);

  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  gtk_file_chooser_set_do_overwrite_confirmation (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _ ("results.csv"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_widget_show (dialog);
}

GtkWidget *
atena_progress_window_new (AtenaDispatch *dispatch)
{
  AtenaProgressWindow *self = g_object_new (ATENA_TYPE_PROGRESS_WINDOW, NULL);

  self->dispatch = g_object_ref (dispatch);
  self->last = atena_dispatch_get_state (dispatch);
  g_signal_connect_object (dispatch, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
  return GTK_WIDGET (self);
}

static void
atena_progress_window_destroy (GtkWidget *widget)
{
  AtenaProgressWindow *self = ATENA_PROGRESS_WINDOW (widget);

  if (self->dispatch != NULL)
    g_signal_handlers_disconnect_by_data (self->dispatch, self);

  GTK_WIDGET_CLASS (atena_progress_window_parent_class)->destroy (widget);
}

static void
atena_progress_window_finalize (GObject *object)
{
  AtenaProgressWindow *self = ATENA_PROGRESS_WINDOW (object);

  g_clear_object (&self->dispatch);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (atena_progress_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget)
{
  static const AtenaTemplateChild children[] = {
    { "state", G_STRUCT_OFFSET (AtenaProgressWindow, state) },
    { "why", G_STRUCT_OFFSET (AtenaProgressWindow, why) },
    { "bar", G_STRUCT_OFFSET (AtenaProgressWindow, bar) },
    { "sent", G_STRUCT_OFFSET (AtenaProgressWindow, sent) },
    { "rejected", G_STRUCT_OFFSET (AtenaProgressWindow, rejected) },
    { "deferred", G_STRUCT_OFFSET (AtenaProgressWindow, deferred) },
    { "unknown", G_STRUCT_OFFSET (AtenaProgressWindow, unknown) },
    { "left", G_STRUCT_OFFSET (AtenaProgressWindow, left) },
    { "finish", G_STRUCT_OFFSET (AtenaProgressWindow, finish) },
    { "failed-row", G_STRUCT_OFFSET (AtenaProgressWindow, failed_row) },
    { "failed", G_STRUCT_OFFSET (AtenaProgressWindow, failed) },
    { "failures", G_STRUCT_OFFSET (AtenaProgressWindow, failures) },
    { "saved", G_STRUCT_OFFSET (AtenaProgressWindow, saved) },
    { "help", G_STRUCT_OFFSET (AtenaProgressWindow, help) },
    { "save-csv", G_STRUCT_OFFSET (AtenaProgressWindow, save_csv) },
    { "resolve-unknown", G_STRUCT_OFFSET (AtenaProgressWindow, resolve_unknown) },
    { "look-again", G_STRUCT_OFFSET (AtenaProgressWindow, look_again) },
    { "pause", G_STRUCT_OFFSET (AtenaProgressWindow, pause) },
    { "resume", G_STRUCT_OFFSET (AtenaProgressWindow, resume) },
    { "stop", G_STRUCT_OFFSET (AtenaProgressWindow, stop) },
    { "cancel", G_STRUCT_OFFSET (AtenaProgressWindow, cancel) },
    { "close", G_STRUCT_OFFSET (AtenaProgressWindow, close) },
  };

  atena_template_load (widget, "atena-progress-window.ui", children, G_N_ELEMENTS (children));
}

static void
atena_progress_window_class_init (AtenaProgressWindowClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = atena_progress_window_finalize;
  widget->destroy = atena_progress_window_destroy;
  bind_template (widget);
  gtk_widget_class_bind_template_callback (widget, on_pause);
  gtk_widget_class_bind_template_callback (widget, on_resume);
  gtk_widget_class_bind_template_callback (widget, on_stop);
  gtk_widget_class_bind_template_callback (widget, on_resolve_unknown);
  gtk_widget_class_bind_template_callback (widget, on_look_again);
  gtk_widget_class_bind_template_callback (widget, on_close);
  gtk_widget_class_bind_template_callback (widget, on_save);
}

static void
atena_progress_window_init (AtenaProgressWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->worker = atena_worker_new ();
  g_signal_connect (self, "delete-event", G_CALLBACK (on_delete), NULL);
  atena_text_column_set_tooltips (GTK_TREE_VIEW (self->failed), 3);
  atena_help_attach (GTK_WINDOW (self), self->help, "trouble");
  atena_accessible_name_controls (GTK_WIDGET (self));
  atk_object_set_name (gtk_widget_get_accessible (self->failed),
                       _ ("Could not be sent, or not known to be sent"));
}
