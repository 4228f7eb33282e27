// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Where a person looks at everybody and at every letter before anything is sent. What happens in
// the ledger is the store's business, the sending the dispatch's.

#include "atena-merge-window.h"

#include <glib/gi18n-lib.h>

#include "atena-accessible.h"
#include "atena-help.h"
#include "atena-late-bar-private.h"
#include "atena-list-bar-private.h"
#include "atena-merge-preview-private.h"
#include "atena-merge-store-private.h"
#include "atena-merge-table-private.h"
#include "atena-merge-test-private.h"
#include "atena-readiness.h"
#include "atena-shift-bar-private.h"
#include "atena-template-private.h"
#include "atena-words-private.h"
#include "atena-worker.h"

/* Below this a wait needs no announcement. */
#define SHORT_WAIT (5 * G_TIME_SPAN_MINUTE)

struct _AtenaMergeWindow
{
  GtkWindow parent_instance;

  GtkStack *pages;
  GtkLabel *count;
  AtenaMergeTable *table;
  GtkWidget *previous;
  GtkWidget *next;
  GtkLabel *position;
  GtkWidget *others;
  GtkWidget *emptiest;
  AtenaMergePreview *preview;
  AtenaListBar *list_bar;
  AtenaShiftBar *shift_bar;
  AtenaLateBar *late_bar;
  GtkLabel *changes;
  GtkInfoBar *test_bar;
  GtkLabel *test_result;
  GtkSpinner *test_spinner;
  GtkLabel *sizes;
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
  AtenaLetter *letter;
  GCancellable *cancellable;
  AtenaMergeTest *test;
  AtenaMergeTally tally;
  int files; /* the field that names the files of a person, or -1 */
  int shown; /* position of the person whose letter is shown, or -1 */
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
  AtenaKeep keep;
  AtenaListChoice *list;
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
  atena_list_choice_free (task->list);
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
  AtenaMergeList *list = atena_merge_table_get_list (self->table);
  const AtenaMergeTally *tally = &self->tally;
  gboolean any = tally->letters > 0;
  gboolean testing = atena_merge_test_is_running (self->test);
  AtenaReadiness readiness = {
    .loaded =
      atena_merge_table_is_loaded (self->table) && atena_shift_bar_has_looked (self->shift_bar),
    .enclosures = self->files >= 0,
    .shifted = atena_shift_bar_holds (self->shift_bar),
    .letters = tally->letters,
    .tested = self->tested,
    .testing = testing,
    .seen_first = any && atena_merge_list_get (list, (guint) tally->first)->seen,
    .seen_last = any && atena_merge_list_get (list, (guint) tally->last)->seen,
    .seen_longest = any && atena_merge_list_get (list, (guint) tally->longest)->seen,
  };
  g_autofree char *reason = atena_readiness_describe (&readiness);

  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->start), reason == NULL && !self->confirming);
  gtk_widget_set_sensitive (GTK_WIDGET (self->test_button),
                            atena_merge_table_is_loaded (self->table) && any && !testing &&
                              !self->confirming);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list_bar), !testing && !self->confirming);
  gtk_widget_set_sensitive (GTK_WIDGET (self->table), !self->confirming);
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

/* Of interest where there are files. */
static void
update_sizes (AtenaMergeWindow *self)
{
  const AtenaOrder *order = atena_merge_store_get_order (self->store);
  gboolean has_files = self->files >= 0 || *atena_draft_get_attachments (order->draft) != NULL;
  g_autofree char *text = atena_words_describe_sizes (self->tally.largest, self->tally.bytes);

  gtk_label_set_text (self->sizes, text);
  gtk_widget_set_visible (GTK_WIDGET (self->sizes), has_files && self->tally.letters > 0);
}

static void
update_numbers (AtenaMergeWindow *self)
{
  AtenaMergeList *list = atena_merge_table_get_list (self->table);
  AtenaMergeTally *tally = &self->tally;
  g_autofree char *count = NULL;
  g_autofree char *start = NULL;
  g_autofree char *changes = NULL;
  AtenaKeep keep;

  atena_merge_list_tally (list, tally);
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
  update_sizes (self);
  update_finish (self);
  update_start (self);
}

static void
update_position (AtenaMergeWindow *self)
{
  AtenaMergeList *list = atena_merge_table_get_list (self->table);
  guint rank = self->shown >= 0 ? atena_merge_list_rank (list, (guint) self->shown) : 0;
  g_autofree char *text = NULL;

  if (rank > 0)
    text = g_strdup_printf ("%u / %u", rank, self->tally.letters);
  else
    text = g_strdup_printf ("– / %u", self->tally.letters);
  gtk_label_set_text (self->position, text);
  gtk_widget_set_sensitive (self->previous, atena_merge_list_step (list, self->shown, -1) >= 0);
  gtk_widget_set_sensitive (self->next, atena_merge_list_step (list, self->shown, 1) >= 0);
  gtk_widget_set_sensitive (self->emptiest, self->tally.emptiest >= 0);
}

static void
on_changed (AtenaMergeWindow *self)
{
  update_numbers (self);
  update_position (self);
}

static void
update_fields (AtenaMergeWindow *self)
{
  AtenaMergeList *list = atena_merge_table_get_list (self->table);
  g_auto (GStrv) examples = atena_merge_list_dup_examples (list);

  atena_list_bar_set_fields (self->list_bar,
                             atena_fields_get_names (atena_letter_get_fields (self->letter)),
                             (const char *const *) examples);
}

static void
on_loaded (AtenaMergeWindow *self)
{
  update_fields (self);
  atena_shift_bar_look (self->shift_bar, self->store, self->worker, self->cancellable);
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
show_person (AtenaMergeWindow *self, int position)
{
  AtenaMergeList *list = atena_merge_table_get_list (self->table);
  const AtenaMergePerson *person = atena_merge_list_get (list, (guint) position);
  g_autofree char *to = describe_mailbox (person->recipient);
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;
  const char *files = NULL;

  self->shown = position;
  if (person->status != NULL)
    {
      text = g_strdup_printf (_ ("Left out: %s"), person->status);
      atena_merge_preview_show (self->preview, to, "", text, NULL);
    }
  else
    {
      subject = atena_letter_dup_subject (self->letter, person->recipient);
      text = atena_letter_dup_text (self->letter, person->recipient);
      if (self->files >= 0)
        files = atena_recipient_get_value (person->recipient, (guint) self->files);
      atena_merge_preview_show (self->preview, to, subject, text, files);
      atena_merge_list_set_seen (list, (guint) position);
    }
  update_position (self);
  update_start (self);
}

static void
step (AtenaMergeWindow *self, int direction)
{
  AtenaMergeList *list = atena_merge_table_get_list (self->table);

  atena_merge_table_go_to (self->table, atena_merge_list_step (list, self->shown, direction));
}

static void
on_previous (AtenaMergeWindow *self)
{
  step (self, -1);
}

static void
on_next (AtenaMergeWindow *self)
{
  step (self, 1);
}

static void
on_first (AtenaMergeWindow *self)
{
  atena_merge_table_go_to (self->table, self->tally.first);
}

static void
on_last (AtenaMergeWindow *self)
{
  atena_merge_table_go_to (self->table, self->tally.last);
}

static void
on_longest (AtenaMergeWindow *self)
{
  atena_merge_table_go_to (self->table, self->tally.longest);
}

static void
on_shortest (AtenaMergeWindow *self)
{
  atena_merge_table_go_to (self->table, self->tally.shortest);
}

static void
on_emptiest (AtenaMergeWindow *self)
{
  atena_merge_table_go_to (self->table, self->tally.emptiest);
}

static void
show_word (AtenaMergeWindow *self, GtkMessageType type, const char *text)
{
  gtk_info_bar_set_message_type (self->test_bar, type);
  gtk_label_set_text (self->test_result, text);
  gtk_widget_show (GTK_WIDGET (self->test_bar));
}

static void
on_test_ended (AtenaMergeWindow *self, gboolean sent, const char *text)
{
  if (self->closed)
    return;

  self->tested = sent;
  gtk_spinner_stop (self->test_spinner);
  gtk_widget_hide (GTK_WIDGET (self->test_spinner));
  show_word (self, sent ? GTK_MESSAGE_INFO : GTK_MESSAGE_ERROR, text);
  update_start (self);
}

/* With the values of the person shown, or of the first one who gets a letter. */
static void
on_test (AtenaMergeWindow *self)
{
  AtenaMergeList *list = atena_merge_table_get_list (self->table);
  guint rank = self->shown >= 0 ? atena_merge_list_rank (list, (guint) self->shown) : 0;
  int position = rank > 0 ? self->shown : self->tally.first;

  gtk_widget_hide (GTK_WIDGET (self->test_bar));
  gtk_widget_show (GTK_WIDGET (self->test_spinner));
  gtk_spinner_start (self->test_spinner);
  atena_merge_test_start (self->test, atena_merge_list_get (list, (guint) position)->recipient);
  update_start (self);
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
open_store (gpointer data, GCancellable *cancellable, GError **error)
{
  return atena_merge_store_open (((Task *) data)->store, cancellable, error);
}

/* The campaign is there, perhaps with another list than before. */
static void
show_campaign (AtenaMergeWindow *self)
{
  const AtenaOrder *order = atena_merge_store_get_order (self->store);

  g_set_object (&self->letter, atena_merge_store_get_letter (self->store));
  self->files = atena_merge_store_find_enclosures (self->store);
  self->shown = -1;
  self->tested = FALSE;
  atena_shift_bar_clear (self->shift_bar);
  if (atena_merge_store_is_filled (self->store))
    atena_late_bar_wait (self->late_bar, order);
  else
    atena_late_bar_clear (self->late_bar);
  atena_merge_preview_set_attachments (self->preview, atena_draft_get_attachments (order->draft));
  atena_list_bar_set_list (self->list_bar, order->list);
  gtk_stack_set_visible_child_name (self->pages, "letters");
  atena_merge_table_load (self->table, self->store, self->worker, self->cancellable);
  update_fields (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
on_opened (GObject *owner, gpointer data, const GError *error)
{
  AtenaMergeWindow *self = ATENA_MERGE_WINDOW (owner);

  if (self->closed)
    return;
  if (error != NULL)
    show_trouble (self, error);
  else
    show_campaign (self);
}

static gboolean
choose_list (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  return atena_merge_store_choose_list (task->store, task->list, cancellable, error);
}

static void
on_list_taken (GObject *owner, gpointer data, const GError *error)
{
  AtenaMergeWindow *self = ATENA_MERGE_WINDOW (owner);

  if (self->closed)
    return;
  if (error == NULL)
    {
      atena_host_list_chosen (self->host, ((Task *) data)->list);
      gtk_widget_hide (GTK_WIDGET (self->test_bar));
      show_campaign (self);
    }
  else if (self->letter == NULL)
    show_trouble (self, error);
  else
    {
      /* The list before is still there. */
      gtk_stack_set_visible_child_name (self->pages, "letters");
      show_word (self, GTK_MESSAGE_ERROR, error->message);
    }
}

static void
on_list_chosen (AtenaMergeWindow *self, const AtenaListChoice *list)
{
  Task *task = task_new (self);

  task->list = list != NULL ? atena_list_choice_copy (list) : NULL;
  gtk_stack_set_visible_child_name (self->pages, "loading");
  run_task (self, choose_list, task, on_list_taken);
}

/* The address books are asked anew. */
static void
on_fill (AtenaMergeWindow *self)
{
  on_list_chosen (self, atena_merge_store_get_order (self->store)->list);
}

/* Back to editing, with a field more. */
static void
on_insert (AtenaMergeWindow *self, const char *placeholder)
{
  g_autoptr (AtenaHost) host = g_object_ref (self->host);
  g_autofree char *text = g_strdup (placeholder);

  gtk_widget_destroy (GTK_WIDGET (self));
  atena_host_insert_field (host, text);
}

static void
on_choose_list (AtenaMergeWindow *self)
{
  atena_list_bar_choose (self->list_bar);
}

static void
on_cancel (AtenaMergeWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
on_key (AtenaMergeWindow *self, GdkEventKey *event)
{
  gboolean control = (event->state & gtk_accelerator_get_default_mod_mask ()) == GDK_CONTROL_MASK;

  if (control && gdk_keyval_to_lower (event->keyval) == GDK_KEY_f)
    atena_merge_table_search (self->table);
  else if (event->keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  else if (!atena_merge_table_end_search (self->table))
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
  atena_merge_test_stop (self->test);

  GTK_WIDGET_CLASS (atena_merge_window_parent_class)->destroy (widget);
}

GtkWidget *
atena_merge_window_new (AtenaHost *host, AtenaOrder *order, GtkWindow *parent)
{
  AtenaMergeWindow *self = g_object_new (ATENA_TYPE_MERGE_WINDOW, "transient-for", parent, NULL);

  self->host = g_object_ref (host);
  self->store = atena_merge_store_new (order);
  self->test = atena_merge_test_new (host, self->store, self->worker);
  g_signal_connect_object (self->test, "ended", G_CALLBACK (on_test_ended), self,
                           G_CONNECT_SWAPPED);
  atena_list_bar_set_up (self->list_bar, host, order->contacts, order->ledger);
  atena_list_bar_set_list (self->list_bar, order->list);
  run_task (self, open_store, task_new (self), on_opened);
  return GTK_WIDGET (self);
}

static void
atena_merge_window_finalize (GObject *object)
{
  AtenaMergeWindow *self = ATENA_MERGE_WINDOW (object);

  g_clear_object (&self->host);
  g_clear_object (&self->test);
  g_clear_object (&self->store);
  g_clear_object (&self->worker);
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
    { "table", G_STRUCT_OFFSET (AtenaMergeWindow, table) },
    { "previous", G_STRUCT_OFFSET (AtenaMergeWindow, previous) },
    { "next", G_STRUCT_OFFSET (AtenaMergeWindow, next) },
    { "position", G_STRUCT_OFFSET (AtenaMergeWindow, position) },
    { "others", G_STRUCT_OFFSET (AtenaMergeWindow, others) },
    { "emptiest", G_STRUCT_OFFSET (AtenaMergeWindow, emptiest) },
    { "preview", G_STRUCT_OFFSET (AtenaMergeWindow, preview) },
    { "list-bar", G_STRUCT_OFFSET (AtenaMergeWindow, list_bar) },
    { "late-bar", G_STRUCT_OFFSET (AtenaMergeWindow, late_bar) },
    { "shift-bar", G_STRUCT_OFFSET (AtenaMergeWindow, shift_bar) },
    { "changes", G_STRUCT_OFFSET (AtenaMergeWindow, changes) },
    { "test-bar", G_STRUCT_OFFSET (AtenaMergeWindow, test_bar) },
    { "test-result", G_STRUCT_OFFSET (AtenaMergeWindow, test_result) },
    { "test-spinner", G_STRUCT_OFFSET (AtenaMergeWindow, test_spinner) },
    { "sizes", G_STRUCT_OFFSET (AtenaMergeWindow, sizes) },
    { "finish", G_STRUCT_OFFSET (AtenaMergeWindow, finish) },
    { "test", G_STRUCT_OFFSET (AtenaMergeWindow, test_button) },
    { "reason", G_STRUCT_OFFSET (AtenaMergeWindow, reason) },
    { "start", G_STRUCT_OFFSET (AtenaMergeWindow, start) },
    { "trouble", G_STRUCT_OFFSET (AtenaMergeWindow, trouble) },
    { "back-to-editing", G_STRUCT_OFFSET (AtenaMergeWindow, back_to_editing) },
    { "help", G_STRUCT_OFFSET (AtenaMergeWindow, help) },
    { "trouble-help", G_STRUCT_OFFSET (AtenaMergeWindow, trouble_help) },
  };

  g_type_ensure (ATENA_TYPE_MERGE_TABLE);
  g_type_ensure (ATENA_TYPE_MERGE_PREVIEW);
  g_type_ensure (ATENA_TYPE_LIST_BAR);
  g_type_ensure (ATENA_TYPE_SHIFT_BAR);
  g_type_ensure (ATENA_TYPE_LATE_BAR);
  atena_template_load (widget, "atena-merge-window.ui", children, G_N_ELEMENTS (children));
}

static void
bind_handlers (GtkWidgetClass *widget)
{
  gtk_widget_class_bind_template_callback (widget, on_changed);
  gtk_widget_class_bind_template_callback (widget, on_loaded);
  gtk_widget_class_bind_template_callback (widget, show_person);
  gtk_widget_class_bind_template_callback (widget, show_trouble);
  gtk_widget_class_bind_template_callback (widget, on_previous);
  gtk_widget_class_bind_template_callback (widget, on_next);
  gtk_widget_class_bind_template_callback (widget, on_first);
  gtk_widget_class_bind_template_callback (widget, on_last);
  gtk_widget_class_bind_template_callback (widget, on_longest);
  gtk_widget_class_bind_template_callback (widget, on_shortest);
  gtk_widget_class_bind_template_callback (widget, on_emptiest);
  gtk_widget_class_bind_template_callback (widget, on_test);
  gtk_widget_class_bind_template_callback (widget, on_test_bar_response);
  gtk_widget_class_bind_template_callback (widget, on_start);
  gtk_widget_class_bind_template_callback (widget, on_cancel);
  gtk_widget_class_bind_template_callback (widget, on_list_chosen);
  gtk_widget_class_bind_template_callback (widget, on_fill);
  gtk_widget_class_bind_template_callback (widget, on_choose_list);
  gtk_widget_class_bind_template_callback (widget, on_insert);
  gtk_widget_class_bind_template_callback (widget, update_start);
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
  self->shown = -1;
  self->files = -1;
  g_signal_connect (self, "key-press-event", G_CALLBACK (on_key), NULL);
  atena_help_attach (GTK_WINDOW (self), self->help, "separately");
  atena_help_attach (GTK_WINDOW (self), self->trouble_help, "fields");
  atena_accessible_name_controls (widget);
  name_for_readers (self->previous, _ ("Previous letter"));
  name_for_readers (self->next, _ ("Next letter"));
  name_for_readers (self->others, _ ("Other letters to look at"));
}
