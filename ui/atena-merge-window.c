// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Where a person looks at everybody and at every letter before anything is sent. What happens in
// the ledger is the store's business, the sending the dispatch's.

#include "atena-merge-window.h"

#include <glib/gi18n-lib.h>

#include "atena-accessible.h"
#include "atena-help.h"
#include "atena-merge-list-private.h"
#include "atena-merge-store-private.h"
#include "atena-readiness.h"
#include "atena-template-private.h"
#include "atena-words-private.h"
#include "atena-worker.h"

#define PAGE_ROWS 500
/* Below this a wait needs no announcement. */
#define SHORT_WAIT (5 * G_TIME_SPAN_MINUTE)

struct _AtenaMergeWindow
{
  GtkWindow parent_instance;

  GtkStack *pages;
  GtkLabel *count;
  GtkTreeView *people;
  GtkTreeSelection *selection;
  GtkWidget *previous;
  GtkWidget *next;
  GtkLabel *position;
  GtkLabel *preview_to;
  GtkLabel *preview_subject;
  GtkWidget *attachments_label;
  GtkLabel *attachments;
  GtkTextView *preview_text;
  GtkWidget *note_row;
  GtkLabel *note;
  GtkLabel *changes;
  GtkInfoBar *test_bar;
  GtkLabel *test_result;
  GtkSpinner *test_spinner;
  GtkLabel *finish;
  GtkButton *test_button;
  GtkLabel *reason;
  GtkButton *start;
  GtkLabel *trouble;
  GtkWidget *back_to_editing;
  GtkWidget *help;
  GtkWidget *trouble_help;

  AtenaHost *host;
  AtenaMergeStore *store;
  AtenaWorker *worker;
  AtenaMergeList *list;
  AtenaLetter *letter;
  GCancellable *cancellable;
  AtenaDispatch *test; /* under way, or NULL */
  AtenaMergeTally tally;
  int shown; /* position of the person whose letter is shown, or -1 */
  guint last_row;
  gboolean loaded;
  gboolean testing; /* from the click until its end is known */
  gboolean tested;
  gboolean confirming;
  gboolean closed;
};

enum
{
  STARTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AtenaMergeWindow, atena_merge_window, GTK_TYPE_WINDOW)

/* What a job takes along and brings back. */
typedef struct
{
  AtenaMergeStore *store;
  guint row;
  gboolean ticked;
  AtenaKeep keep;
  AtenaRecipient *recipient;
  gint64 test;
  GPtrArray *rows;
  AtenaRow *result;
} Task;

static Task *
task_new (AtenaMergeWindow *self)
{
  Task *task = g_new0 (Task, 1);

  task->store = g_object_ref (self->store);
  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->store);
  g_clear_pointer (&task->recipient, atena_recipient_unref);
  g_clear_pointer (&task->rows, g_ptr_array_unref);
  g_clear_pointer (&task->result, atena_row_free);
  g_free (task);
}

static void
run_task (AtenaMergeWindow *self, AtenaWorkerFunc func, Task *task, AtenaWorkerDone done)
{
  atena_worker_run (self->worker, G_OBJECT (self), func, task, task_free, self->cancellable, done);
}

static void
show_trouble (AtenaMergeWindow *self, const GError *error)
{
  gtk_label_set_text (self->trouble, error->message);
  gtk_stack_set_visible_child_name (self->pages, "trouble");
  gtk_widget_grab_focus (self->back_to_editing);
}

static void
update_start (AtenaMergeWindow *self)
{
  const AtenaMergeTally *tally = &self->tally;
  gboolean any = tally->letters > 0;
  AtenaReadiness readiness = {
    .loaded = self->loaded,
    .letters = tally->letters,
    .tested = self->tested,
    .testing = self->testing,
    .seen_first = any && atena_merge_list_get (self->list, (guint) tally->first)->seen,
    .seen_last = any && atena_merge_list_get (self->list, (guint) tally->last)->seen,
    .seen_longest = any && atena_merge_list_get (self->list, (guint) tally->longest)->seen,
  };
  g_autofree char *reason = atena_readiness_describe (&readiness);

  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->start), reason == NULL && !self->confirming);
  gtk_widget_set_sensitive (GTK_WIDGET (self->test_button),
                            self->loaded && any && !self->testing && !self->confirming);
}

static void
update_finish (AtenaMergeWindow *self)
{
  GArray *history = atena_merge_store_get_history (self->store);
  const AtenaOrder *order = atena_merge_store_get_order (self->store);
  gint64 now = g_get_real_time ();
  gint64 finish = atena_pace_finish (&order->limits, (const gint64 *) (void *) history->data,
                                     history->len, self->tally.letters + self->tally.copies, now);
  g_autofree char *text = atena_words_describe_finish (finish);

  gtk_label_set_text (self->finish, text);
  gtk_widget_set_visible (GTK_WIDGET (self->finish), finish > now + SHORT_WAIT);
}

/* After a tick or a page of rows. */
static void
update_numbers (AtenaMergeWindow *self)
{
  AtenaMergeTally *tally = &self->tally;
  g_autofree char *count = NULL;
  g_autofree char *start = NULL;
  g_autofree char *changes = NULL;
  AtenaKeep keep;

  atena_merge_list_tally (self->list, tally);
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Sending to %u of %u person",
                                        "Sending to %u of %u people", tally->people),
                           tally->letters, tally->people);
  start = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Send Separately to %u Person",
                                        "Send Separately to %u People", tally->letters),
                           tally->letters);
  keep = atena_merge_store_choose_keep (self->store, tally->letters, tally->bytes);
  changes = atena_words_describe_changes (atena_merge_store_get_order (self->store), tally->letters,
                                          tally->copies, keep);
  gtk_label_set_text (self->count, count);
  gtk_button_set_label (self->start, start);
  gtk_label_set_text (self->changes, changes);
  update_finish (self);
  update_start (self);
}

static void
update_position (AtenaMergeWindow *self)
{
  guint rank = self->shown >= 0 ? atena_merge_list_rank (self->list, (guint) self->shown) : 0;
  g_autofree char *text = NULL;

  if (rank > 0)
    text = g_strdup_printf ("%u / %u", rank, self->tally.letters);
  else
    text = g_strdup_printf ("– / %u", self->tally.letters);
  gtk_label_set_text (self->position, text);
  gtk_widget_set_sensitive (self->previous,
                            atena_merge_list_step (self->list, self->shown, -1) >= 0);
  gtk_widget_set_sensitive (self->next, atena_merge_list_step (self->list, self->shown, 1) >= 0);
}

static char *
describe_mailbox (AtenaRecipient *recipient)
{
  AtenaMailbox *mailbox = atena_recipient_get_mailbox (recipient);
  const char *name = mailbox != NULL ? atena_mailbox_get_name (mailbox) : "";

  if (*name == '\0')
    return g_strdup (atena_recipient_get_address (recipient));
  return g_strdup_printf ("%s <%s>", name, atena_recipient_get_address (recipient));
}

static void
show_letter (AtenaMergeWindow *self, const char *subject, const char *text)
{
  g_autofree char *both = g_strconcat (subject, "\n", text, NULL);
  g_autofree char *note = atena_words_find_lies (both);

  gtk_label_set_text (self->preview_subject, subject);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->preview_text), text, -1);
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (self->note_row, note != NULL);
}

static void
show_person (AtenaMergeWindow *self, int position)
{
  const AtenaMergePerson *person = atena_merge_list_get (self->list, (guint) position);
  g_autofree char *to = describe_mailbox (person->recipient);
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;

  self->shown = position;
  gtk_label_set_text (self->preview_to, to);
  if (person->status != NULL)
    {
      text = g_strdup_printf (_ ("Left out: %s"), person->status);
      show_letter (self, "", text);
    }
  else
    {
      subject = atena_letter_dup_subject (self->letter, person->recipient);
      text = atena_letter_dup_text (self->letter, person->recipient);
      show_letter (self, subject, text);
      atena_merge_list_set_seen (self->list, (guint) position);
    }
  update_position (self);
  update_start (self);
}

static void
on_selected (AtenaMergeWindow *self)
{
  GtkTreeModel *model = NULL;
  GtkTreeIter iter;
  g_autoptr (GtkTreePath) path = NULL;

  if (self->closed || !gtk_tree_selection_get_selected (self->selection, &model, &iter))
    return;

  path = gtk_tree_model_get_path (model, &iter);
  show_person (self, gtk_tree_path_get_indices (path)[0]);
}

static void
go_to (AtenaMergeWindow *self, int position)
{
  g_autoptr (GtkTreePath) path = NULL;

  if (position < 0)
    return;

  path = gtk_tree_path_new_from_indices (position, -1);
  gtk_tree_view_set_cursor (self->people, path, NULL, FALSE);
}

/* Without a cursor: moving it would scroll a view that has no size yet. */
static void
select_first (AtenaMergeWindow *self)
{
  g_autoptr (GtkTreePath) path = NULL;

  if (self->tally.first < 0)
    return;

  path = gtk_tree_path_new_from_indices (self->tally.first, -1);
  gtk_tree_selection_select_path (self->selection, path);
}

static void
on_previous (AtenaMergeWindow *self)
{
  go_to (self, atena_merge_list_step (self->list, self->shown, -1));
}

static void
on_next (AtenaMergeWindow *self)
{
  go_to (self, atena_merge_list_step (self->list, self->shown, 1));
}

static void
on_first (AtenaMergeWindow *self)
{
  go_to (self, self->tally.first);
}

static void
on_last (AtenaMergeWindow *self)
{
  go_to (self, self->tally.last);
}

static void
on_longest (AtenaMergeWindow *self)
{
  go_to (self, self->tally.longest);
}

static gboolean
write_tick (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  return atena_merge_store_set_ticked (task->store, task->row, task->ticked, error);
}

static void
on_tick_written (GObject *owner, gpointer data, const GError *error)
{
  AtenaMergeWindow *self = ATENA_MERGE_WINDOW (owner);

  /* What is shown and what is kept would no longer be the same. */
  if (error != NULL && !self->closed)
    show_trouble (self, error);
}

static void
on_toggled (GtkCellRendererToggle *cell, const char *path, AtenaMergeWindow *self)
{
  guint position = (guint) g_ascii_strtoull (path, NULL, 10);
  const AtenaMergePerson *person = atena_merge_list_get (self->list, position);
  Task *task = NULL;

  if (person->status != NULL || self->confirming)
    return;

  task = task_new (self);
  task->row = atena_recipient_get_number (person->recipient);
  task->ticked = !person->ticked;
  run_task (self, write_tick, task, on_tick_written);
  atena_merge_list_set_ticked (self->list, position, !person->ticked);
  update_numbers (self);
  update_position (self);
}

static void
show_test_result (AtenaMergeWindow *self, GtkMessageType type, const char *text)
{
  self->testing = FALSE;
  gtk_spinner_stop (self->test_spinner);
  gtk_widget_hide (GTK_WIDGET (self->test_spinner));
  gtk_info_bar_set_message_type (self->test_bar, type);
  gtk_label_set_text (self->test_result, text);
  gtk_widget_show (GTK_WIDGET (self->test_bar));
  update_start (self);
}

static gboolean
read_test (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  task->result = atena_merge_store_read_test (task->store, task->test, error);
  return task->result != NULL;
}

static void
on_test_read (GObject *owner, gpointer data, const GError *error)
{
  AtenaMergeWindow *self = ATENA_MERGE_WINDOW (owner);
  const AtenaRow *row = ((Task *) data)->result;
  g_autofree char *meaning = NULL;
  g_autofree char *text = NULL;

  if (self->closed)
    return;
  if (error != NULL)
    {
      show_test_result (self, GTK_MESSAGE_ERROR, error->message);
      return;
    }

  self->tested = row->state == ATENA_ROW_SENT;
  meaning = atena_reply_explain (row->code, row->enhanced, row->reply);
  if (self->tested)
    text =
      g_strdup_printf (_ ("The test was sent to %s"), atena_recipient_get_address (row->recipient));
  else if (*meaning == '\0')
    text = g_strdup_printf (_ ("The test could not be sent: %s"), row->reply);
  else
    text = g_strdup_printf (_ ("The test could not be sent: %s (%s)"), meaning, row->reply);
  show_test_result (self, self->tested ? GTK_MESSAGE_INFO : GTK_MESSAGE_ERROR, text);
}

static void
on_test_changed (AtenaMergeWindow *self, AtenaDispatch *test)
{
  AtenaDispatchState state = atena_dispatch_get_state (test);
  const GError *error = atena_dispatch_get_error (test);
  Task *task = NULL;

  if (test != self->test || (state != ATENA_DISPATCH_FINISHED && state != ATENA_DISPATCH_PAUSED))
    return;

  g_clear_object (&self->test);
  if (state == ATENA_DISPATCH_FINISHED)
    {
      task = task_new (self);
      task->test = atena_dispatch_get_campaign (test);
      run_task (self, read_test, task, on_test_read);
      return;
    }

  show_test_result (self, GTK_MESSAGE_ERROR,
                    error != NULL ? error->message : _ ("The test was not sent"));
  atena_dispatch_stop (test);
}

static gboolean
create_test (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  task->test = atena_merge_store_create_test (task->store, task->recipient, error);
  return task->test != 0;
}

static void
on_test_created (GObject *owner, gpointer data, const GError *error)
{
  AtenaMergeWindow *self = ATENA_MERGE_WINDOW (owner);
  Task *task = data;

  if (self->closed)
    return;
  if (error != NULL)
    {
      show_test_result (self, GTK_MESSAGE_ERROR, error->message);
      return;
    }

  self->test = atena_dispatch_new (self->host, atena_merge_store_get_order (self->store)->ledger,
                                   task->test, 0);
  g_signal_connect_object (self->test, "changed", G_CALLBACK (on_test_changed), self,
                           G_CONNECT_SWAPPED);
  atena_dispatch_start (self->test);
}

/* With the values of the person shown, or of the first one who gets a letter. */
static void
on_test (AtenaMergeWindow *self)
{
  guint rank = self->shown >= 0 ? atena_merge_list_rank (self->list, (guint) self->shown) : 0;
  int position = rank > 0 ? self->shown : self->tally.first;
  Task *task = task_new (self);

  task->recipient =
    atena_recipient_ref (atena_merge_list_get (self->list, (guint) position)->recipient);
  self->testing = TRUE;
  gtk_widget_hide (GTK_WIDGET (self->test_bar));
  gtk_widget_show (GTK_WIDGET (self->test_spinner));
  gtk_spinner_start (self->test_spinner);
  update_start (self);
  run_task (self, create_test, task, on_test_created);
}

static void
on_test_bar_response (AtenaMergeWindow *self)
{
  gtk_widget_hide (GTK_WIDGET (self->test_bar));
}

static gboolean
confirm (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
         atena_merge_store_confirm (task->store, task->keep, error);
}

static void
on_confirmed (GObject *owner, gpointer data, const GError *error)
{
  AtenaMergeWindow *self = ATENA_MERGE_WINDOW (owner);
  const AtenaOrder *order = atena_merge_store_get_order (self->store);
  g_autoptr (AtenaMergeWindow) alive = g_object_ref (self);
  g_autoptr (AtenaDispatch) dispatch = NULL;

  if (self->closed)
    return;
  if (error != NULL)
    {
      self->confirming = FALSE;
      show_trouble (self, error);
      return;
    }

  self->closed = TRUE;
  dispatch = atena_dispatch_new (self->host, order->ledger, atena_merge_store_get_id (self->store),
                                 order->countdown);
  /* First what shows the sending: a host may end with its last window. */
  g_signal_emit (self, signals[STARTED], 0, dispatch);
  atena_dispatch_start (dispatch);
  atena_host_started (self->host);
  gtk_widget_destroy (GTK_WIDGET (self));
}

static void
on_start (AtenaMergeWindow *self)
{
  Task *task = task_new (self);

  task->keep = atena_merge_store_choose_keep (self->store, self->tally.letters, self->tally.bytes);
  self->confirming = TRUE;
  update_start (self);
  run_task (self, confirm, task, on_confirmed);
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
load_rows (AtenaMergeWindow *self);

static void
on_rows (GObject *owner, gpointer data, const GError *error)
{
  AtenaMergeWindow *self = ATENA_MERGE_WINDOW (owner);
  GPtrArray *rows = ((Task *) data)->rows;

  if (self->closed)
    return;
  if (error != NULL)
    {
      show_trouble (self, error);
      return;
    }

  for (guint i = 0; i < rows->len; i++)
    {
      const AtenaRow *row = rows->pdata[i];

      atena_merge_list_add (self->list, row, self->letter);
      self->last_row = atena_recipient_get_number (row->recipient);
    }
  self->loaded = rows->len < PAGE_ROWS;
  update_numbers (self);
  if (!self->loaded)
    load_rows (self);
  if (self->shown < 0)
    select_first (self);
  update_position (self);
}

static void
load_rows (AtenaMergeWindow *self)
{
  Task *task = task_new (self);

  task->row = self->last_row;
  run_task (self, read_rows, task, on_rows);
}

static gboolean
open_store (gpointer data, GCancellable *cancellable, GError **error)
{
  return atena_merge_store_open (((Task *) data)->store, cancellable, error);
}

static void
show_attachments (AtenaMergeWindow *self)
{
  AtenaDraft *draft = atena_merge_store_get_order (self->store)->draft;
  const char *const *names = atena_draft_get_attachments (draft);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? _ (", ") : "",
                            *names[i] != '\0' ? names[i] : _ ("unnamed"));
  gtk_label_set_text (self->attachments, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->attachments), names[0] != NULL);
  gtk_widget_set_visible (self->attachments_label, names[0] != NULL);
}

static void
on_opened (GObject *owner, gpointer data, const GError *error)
{
  AtenaMergeWindow *self = ATENA_MERGE_WINDOW (owner);

  if (self->closed)
    return;
  if (error != NULL)
    {
      show_trouble (self, error);
      return;
    }

  self->letter = g_object_ref (atena_merge_store_get_letter (self->store));
  show_attachments (self);
  gtk_stack_set_visible_child_name (self->pages, "letters");
  gtk_widget_grab_focus (GTK_WIDGET (self->people));
  load_rows (self);
}

static void
on_cancel (AtenaMergeWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
on_key (AtenaMergeWindow *self, GdkEventKey *event)
{
  if (event->keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  on_cancel (self);
  return GDK_EVENT_STOP;
}

static gboolean
discard (gpointer data, GCancellable *cancellable, GError **error)
{
  return atena_merge_store_discard (((Task *) data)->store, error);
}

static void
atena_merge_window_destroy (GtkWidget *widget)
{
  AtenaMergeWindow *self = ATENA_MERGE_WINDOW (widget);

  if (!self->closed)
    {
      self->closed = TRUE;
      g_cancellable_cancel (self->cancellable);
      /* Behind whatever runs, for nobody: it must not be cancelled. */
      atena_worker_run (self->worker, NULL, discard, task_new (self), task_free, NULL, NULL);
      atena_host_closed (self->host);
    }
  if (self->test != NULL)
    {
      atena_dispatch_stop (self->test);
      g_clear_object (&self->test);
    }

  GTK_WIDGET_CLASS (atena_merge_window_parent_class)->destroy (widget);
}

GtkWidget *
atena_merge_window_new (AtenaHost *host, AtenaOrder *order, GtkWindow *parent)
{
  AtenaMergeWindow *self = g_object_new (ATENA_TYPE_MERGE_WINDOW, "transient-for", parent, NULL);

  self->host = g_object_ref (host);
  self->store = atena_merge_store_new (order);
  run_task (self, open_store, task_new (self), on_opened);
  return GTK_WIDGET (self);
}

static void
atena_merge_window_finalize (GObject *object)
{
  AtenaMergeWindow *self = ATENA_MERGE_WINDOW (object);

  g_clear_object (&self->host);
  g_clear_object (&self->store);
  g_clear_object (&self->worker);
  g_clear_object (&self->list);
  g_clear_object (&self->letter);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (atena_merge_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget)
{
  static const AtenaTemplateChild children[] = {
    { "pages", G_STRUCT_OFFSET (AtenaMergeWindow, pages) },
    { "count", G_STRUCT_OFFSET (AtenaMergeWindow, count) },
    { "people", G_STRUCT_OFFSET (AtenaMergeWindow, people) },
    { "selection", G_STRUCT_OFFSET (AtenaMergeWindow, selection) },
    { "previous", G_STRUCT_OFFSET (AtenaMergeWindow, previous) },
    { "next", G_STRUCT_OFFSET (AtenaMergeWindow, next) },
    { "position", G_STRUCT_OFFSET (AtenaMergeWindow, position) },
    { "preview-to", G_STRUCT_OFFSET (AtenaMergeWindow, preview_to) },
    { "preview-subject", G_STRUCT_OFFSET (AtenaMergeWindow, preview_subject) },
    { "attachments-label", G_STRUCT_OFFSET (AtenaMergeWindow, attachments_label) },
    { "attachments", G_STRUCT_OFFSET (AtenaMergeWindow, attachments) },
    { "preview-text", G_STRUCT_OFFSET (AtenaMergeWindow, preview_text) },
    { "note-row", G_STRUCT_OFFSET (AtenaMergeWindow, note_row) },
    { "note", G_STRUCT_OFFSET (AtenaMergeWindow, note) },
    { "changes", G_STRUCT_OFFSET (AtenaMergeWindow, changes) },
    { "test-bar", G_STRUCT_OFFSET (AtenaMergeWindow, test_bar) },
    { "test-result", G_STRUCT_OFFSET (AtenaMergeWindow, test_result) },
    { "test-spinner", G_STRUCT_OFFSET (AtenaMergeWindow, test_spinner) },
    { "finish", G_STRUCT_OFFSET (AtenaMergeWindow, finish) },
    { "test", G_STRUCT_OFFSET (AtenaMergeWindow, test_button) },
    { "reason", G_STRUCT_OFFSET (AtenaMergeWindow, reason) },
    { "start", G_STRUCT_OFFSET (AtenaMergeWindow, start) },
    { "trouble", G_STRUCT_OFFSET (AtenaMergeWindow, trouble) },
    { "back-to-editing", G_STRUCT_OFFSET (AtenaMergeWindow, back_to_editing) },
    { "help", G_STRUCT_OFFSET (AtenaMergeWindow, help) },
    { "trouble-help", G_STRUCT_OFFSET (AtenaMergeWindow, trouble_help) },
  };

  atena_template_load (widget, "atena-merge-window.ui", children, G_N_ELEMENTS (children));
}

static void
bind_handlers (GtkWidgetClass *widget)
{
  gtk_widget_class_bind_template_callback (widget, on_selected);
  gtk_widget_class_bind_template_callback (widget, on_toggled);
  gtk_widget_class_bind_template_callback (widget, on_previous);
  gtk_widget_class_bind_template_callback (widget, on_next);
  gtk_widget_class_bind_template_callback (widget, on_first);
  gtk_widget_class_bind_template_callback (widget, on_last);
  gtk_widget_class_bind_template_callback (widget, on_longest);
  gtk_widget_class_bind_template_callback (widget, on_test);
  gtk_widget_class_bind_template_callback (widget, on_test_bar_response);
  gtk_widget_class_bind_template_callback (widget, on_start);
  gtk_widget_class_bind_template_callback (widget, on_cancel);
}

static void
atena_merge_window_class_init (AtenaMergeWindowClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = atena_merge_window_finalize;
  widget->destroy = atena_merge_window_destroy;
  bind_template (widget);
  bind_handlers (widget);

  /**
   * AtenaMergeWindow::started:
   * @dispatch: what sends; begins as soon as the handlers are done
   */
  signals[STARTED] = g_signal_new ("started", ATENA_TYPE_MERGE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, ATENA_TYPE_DISPATCH);
}

static void
name_for_readers (GtkWidget *widget, const char *name)
{
  atk_object_set_name (gtk_widget_get_accessible (widget), name);
}

static void
atena_merge_window_init (AtenaMergeWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_init_template (widget);
  self->worker = atena_worker_new ();
  self->cancellable = g_cancellable_new ();
  self->list = atena_merge_list_new ();
  self->shown = -1;
  gtk_tree_view_set_model (self->people, atena_merge_list_get_model (self->list));
  g_signal_connect (self, "key-press-event", G_CALLBACK (on_key), NULL);
  atena_help_attach (GTK_WINDOW (self), self->help, "separately");
  atena_help_attach (GTK_WINDOW (self), self->trouble_help, "fields");
  atena_accessible_name_controls (widget);
  name_for_readers (GTK_WIDGET (self->people), _ ("Everybody on the list"));
  name_for_readers (GTK_WIDGET (self->preview_text), _ ("The letter"));
  name_for_readers (self->previous, _ ("Previous letter"));
  name_for_readers (self->next, _ ("Next letter"));
}
