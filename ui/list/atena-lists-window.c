// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The window of saved lists: which there are, and what becomes of one. Who is in it another piece
// shows; the ledger is met on a thread.

#include "atena-lists-window.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "atena-accessible.h"
#include "atena-dialog-private.h"
#include "atena-help.h"
#include "atena-list-changes-private.h"
#include "atena-list-dialog.h"
#include "atena-list-people-private.h"
#include "atena-rename-dialog-private.h"
#include "atena-saved-lists-private.h"
#include "atena-template-private.h"
#include "atena-words-private.h"
#include "atena-worker.h"

enum
{
  WRITE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _AtenaListsWindow
{
  GtkWindow parent_instance;

  GtkListBox *list_box;
  GtkStack *pages;
  GtkLabel *name;
  GtkLabel *about;
  GtkLabel *problem;
  GtkWidget *add;
  GtkWidget *help;
  GtkWidget *write;
  GtkWidget *refresh;
  GtkWidget *rename;
  GtkWidget *remove;
  GtkSpinner *busy;
  AtenaListPeople *people;
  GtkWidget *renaming; /* weak: the dialog for a new name, or NULL */

  AtenaHost *host;
  AtenaContacts *contacts;
  char *ledger;
  AtenaWorker *worker;
  AtenaSavedLists *saved;
  GPtrArray *lists; /* (element-type AtenaSavedList), in the order of the box; NULL until read */
  char *wanted;     /* the list to show after reading, or NULL */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AtenaListsWindow, atena_lists_window, GTK_TYPE_WINDOW)

/* What a job takes along and brings back. */
typedef struct
{
  AtenaSavedLists *saved;
  AtenaContacts *contacts;
  char *name;
  char *new_name;
  char *purpose;
  AtenaListChoice *choice;
  GPtrArray *lists;
  AtenaSavedList *list;
  AtenaListNews *news;
} Task;

static Task *
task_new (AtenaListsWindow *self, const AtenaSavedList *list)
{
  Task *task = g_new0 (Task, 1);

  task->saved = g_object_ref (self->saved);
  g_set_object (&task->contacts, self->contacts);
  task->name = list != NULL ? g_strdup (list->name) : NULL;
  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->saved);
  g_clear_object (&task->contacts);
  g_free (task->name);
  g_free (task->new_name);
  g_free (task->purpose);
  atena_list_choice_free (task->choice);
  g_clear_pointer (&task->lists, g_ptr_array_unref);
  g_clear_pointer (&task->list, atena_saved_list_free);
  g_clear_pointer (&task->news, atena_list_news_free);
  g_free (task);
}

static gboolean
read_lists (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  task->lists = atena_saved_lists_read (task->saved, error);
  return task->lists != NULL;
}

static gboolean
read_list (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  task->list = atena_saved_lists_read_one (task->saved, task->name, error);
  return task->list != NULL;
}

static gboolean
rename_list (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  return atena_saved_lists_rename (task->saved, task->name, task->new_name, task->purpose, error);
}

static gboolean
remove_list (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  return atena_saved_lists_remove (task->saved, task->name, error);
}

static gboolean
find_choice (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  task->choice = atena_saved_lists_dup_choice (task->saved, task->name, error);
  return task->choice != NULL;
}

static gboolean
prepare (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;

  task->news = atena_saved_lists_prepare (task->saved, task->name, task->choice, task->contacts,
                                          cancellable, error);
  return task->news != NULL;
}

static gboolean
adopt (gpointer data, GCancellable *cancellable, GError **error)
{
  return atena_saved_lists_adopt (((Task *) data)->saved, error);
}

static gboolean
reject (gpointer data, GCancellable *cancellable, GError **error)
{
  return atena_saved_lists_reject (((Task *) data)->saved, error);
}

/* Takes @task. */
static void
run (AtenaListsWindow *self, AtenaWorkerFunc func, Task *task, AtenaWorkerDone done)
{
  atena_worker_run (self->worker, G_OBJECT (self), func, task, task_free, self->cancellable, done);
}

/* The selected list, or NULL. */
static AtenaSavedList *
get_list (AtenaListsWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list_box);

  return row != NULL && self->lists != NULL ? self->lists->pdata[gtk_list_box_row_get_index (row)]
                                            : NULL;
}

static void
set_busy (AtenaListsWindow *self, gboolean busy)
{
  g_object_set (self->busy, "active", busy, "visible", busy, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list_box), !busy);
  gtk_widget_set_sensitive (self->add, !busy);
  gtk_widget_set_sensitive (self->write, !busy);
  gtk_widget_set_sensitive (self->refresh, !busy);
  gtk_widget_set_sensitive (self->rename, !busy);
  gtk_widget_set_sensitive (self->remove, !busy);
}

static void
show_problem (AtenaListsWindow *self, const GError *error)
{
  gtk_label_set_text (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
}

/* FALSE when there is nothing to go on with. */
static gboolean
take_end (AtenaListsWindow *self, const GError *error)
{
  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return FALSE;
  set_busy (self, FALSE);
  show_problem (self, error);
  return error == NULL;
}

static void
show_about (AtenaListsWindow *self, const AtenaSavedList *list)
{
  g_autofree char *time = atena_words_describe_time (list->saved);
  g_autofree char *people = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "%" PRIu64 " person, %" PRIu64 " ticked, %" PRIu64 " without a good address",
                 "%" PRIu64 " people, %" PRIu64 " ticked, %" PRIu64 " without a good address",
                 (gulong) list->tally.people),
    list->tally.people, list->tally.ticked, list->tally.unusable);
  g_autofree char *origin =
    g_strdup_printf (_ ("Purpose: %s\nFrom %s, saved %s"), list->purpose, list->origin, time);
  g_autofree char *text = g_strconcat (origin, "\n", people, NULL);

  gtk_label_set_text (self->name, list->name);
  gtk_label_set_text (self->about, text);
  gtk_widget_set_sensitive (self->write, list->tally.ticked > 0);
}

static void
on_selected (AtenaListsWindow *self)
{
  const AtenaSavedList *list = get_list (self);

  if (list == NULL)
    return;
  gtk_stack_set_visible_child_name (self->pages, "list");
  show_about (self, list);
  atena_list_people_show (self->people, list);
}

static GtkWidget *
make_row (const AtenaSavedList *list)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = gtk_label_new (list->name);
  g_autofree char *time = atena_words_describe_time (list->saved);
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%" PRIu64 " person, saved %s",
                                  "%" PRIu64 " people, saved %s", (gulong) list->tally.people),
                     list->tally.people, time);
  GtkWidget *details = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (details), 0);
  gtk_label_set_ellipsize (GTK_LABEL (details), PANGO_ELLIPSIZE_END);
  gtk_style_context_add_class (gtk_widget_get_style_context (details), GTK_STYLE_CLASS_DIM_LABEL);
  g_object_set (box, "margin", 6, NULL);
  gtk_container_add (GTK_CONTAINER (box), name);
  gtk_container_add (GTK_CONTAINER (box), details);
  gtk_widget_show_all (box);
  return box;
}

static void
remove_widget (GtkWidget *widget, gpointer data)
{
  gtk_widget_destroy (widget);
}

/* Selects the list called @self->wanted, or the first. */
static void
fill_box (AtenaListsWindow *self)
{
  int selected = 0;

  for (guint i = 0; i < self->lists->len; i++)
    {
      const AtenaSavedList *list = self->lists->pdata[i];

      gtk_list_box_insert (self->list_box, make_row (list), -1);
      if (g_strcmp0 (list->name, self->wanted) == 0)
        selected = (int) i;
    }
  g_clear_pointer (&self->wanted, g_free);
  if (self->lists->len > 0)
    gtk_list_box_select_row (self->list_box,
                             gtk_list_box_get_row_at_index (self->list_box, selected));
  else
    gtk_stack_set_visible_child_name (self->pages, "none");
}

static void
on_read (GObject *owner, gpointer data, const GError *error)
{
  AtenaListsWindow *self = ATENA_LISTS_WINDOW (owner);
  Task *task = data;

  if (!take_end (self, error))
    return;
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  gtk_container_foreach (GTK_CONTAINER (self->list_box), remove_widget, NULL);
  self->lists = g_ptr_array_ref (task->lists);
  fill_box (self);
}

/* @wanted: (transfer full) (nullable): the list to show */
static void
read_anew (AtenaListsWindow *self, char *wanted)
{
  g_free (self->wanted);
  self->wanted = wanted;
  run (self, read_lists, task_new (self, NULL), on_read);
}

/* The numbers of that list are others; the people stay as they are seen. */
static void
on_read_after_tick (GObject *owner, gpointer data, const GError *error)
{
  AtenaListsWindow *self = ATENA_LISTS_WINDOW (owner);
  const Task *task = data;

  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || error != NULL)
    return;
  for (guint i = 0; self->lists != NULL && i < self->lists->len; i++)
    {
      AtenaSavedList *list = self->lists->pdata[i];

      if (g_str_equal (list->name, task->name))
        list->tally = task->list->tally;
    }
  if (get_list (self) != NULL)
    show_about (self, get_list (self));
}

static void
on_ticked (AtenaListsWindow *self)
{
  if (get_list (self) != NULL)
    run (self, read_list, task_new (self, get_list (self)), on_read_after_tick);
}

static void
present (AtenaListsWindow *self, GtkWidget *dialog, gpointer on_response)
{
  g_signal_connect_object (dialog, "response", on_response, self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_added (AtenaListsWindow *self, int response, GtkWidget *dialog)
{
  g_autoptr (AtenaListChoice) choice =
    response == GTK_RESPONSE_OK ? atena_list_dialog_dup_choice (ATENA_LIST_DIALOG (dialog)) : NULL;

  gtk_widget_destroy (dialog);
  if (choice != NULL)
    read_anew (self, g_strdup (choice->place));
}

static void
on_add (AtenaListsWindow *self)
{
  GtkWidget *dialog =
    atena_list_dialog_new (self->host, self->contacts, self->ledger, NULL, GTK_WINDOW (self));

  atena_list_dialog_set_aim (ATENA_LIST_DIALOG (dialog), ATENA_LIST_AIM_KEEP);
  present (self, dialog, on_added);
}

static void
on_write (AtenaListsWindow *self)
{
  const AtenaSavedList *list = get_list (self);
  g_autoptr (AtenaListChoice) choice =
    atena_list_choice_new (ATENA_LIST_SAVED, list->name, NULL, list->origin);

  g_signal_emit (self, signals[WRITE], 0, choice);
}

static void
on_renamed (GObject *owner, gpointer data, const GError *error)
{
  AtenaListsWindow *self = ATENA_LISTS_WINDOW (owner);
  Task *task = data;

  if (!take_end (self, NULL) || self->renaming == NULL)
    return;
  gtk_widget_set_sensitive (self->renaming, TRUE);
  if (error != NULL)
    {
      atena_rename_dialog_show_problem (ATENA_RENAME_DIALOG (self->renaming), error->message);
      return;
    }
  gtk_widget_destroy (self->renaming);
  read_anew (self, g_strdup (task->new_name));
}

static void
on_rename_response (AtenaListsWindow *self, int response, GtkWidget *dialog)
{
  AtenaRenameDialog *rename = ATENA_RENAME_DIALOG (dialog);
  Task *task;

  if (response != GTK_RESPONSE_OK)
    {
      gtk_widget_destroy (dialog);
      return;
    }
  task = task_new (self, get_list (self));
  task->new_name = g_strstrip (g_strdup (atena_rename_dialog_get_name (rename)));
  task->purpose = g_strdup (atena_rename_dialog_get_purpose (rename));
  gtk_widget_set_sensitive (dialog, FALSE);
  set_busy (self, TRUE);
  run (self, rename_list, task, on_renamed);
}

static void
on_rename (AtenaListsWindow *self)
{
  const AtenaSavedList *list = get_list (self);
  GtkWidget *dialog = atena_rename_dialog_new (GTK_WINDOW (self), list->name, list->purpose);

  g_set_weak_pointer (&self->renaming, dialog);
  present (self, dialog, on_rename_response);
}

static void
on_removed (GObject *owner, gpointer data, const GError *error)
{
  AtenaListsWindow *self = ATENA_LISTS_WINDOW (owner);

  if (take_end (self, error))
    read_anew (self, NULL);
}

static void
on_remove_response (AtenaListsWindow *self, int response, GtkWidget *dialog)
{
  gtk_widget_destroy (dialog);
  if (response != GTK_RESPONSE_OK)
    return;
  set_busy (self, TRUE);
  run (self, remove_list, task_new (self, get_list (self)), on_removed);
}

static void
on_remove (AtenaListsWindow *self)
{
  const AtenaSavedList *list = get_list (self);
  g_autofree char *question = g_strdup_printf (_ ("Erase the list “%s”?"), list->name);
  GtkWidget *dialog =
    gtk_message_dialog_new (GTK_WINDOW (self), GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT,
                            GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE, "%s", question);

  gtk_window_set_title (GTK_WINDOW (dialog), C_ ("window", "Lists"));
  gtk_message_dialog_format_secondary_text (
    GTK_MESSAGE_DIALOG (dialog),
    g_dngettext (GETTEXT_PACKAGE,
                 "The list with %" PRIu64 " person is erased for good. The file that it came from "
                 "and what was sent to the people stay.",
                 "The list with %" PRIu64 " people is erased for good. The file that it came from "
                 "and what was sent to the people stay.",
                 (gulong) list->tally.people),
    list->tally.people);
  atena_dialog_add_button (GTK_DIALOG (dialog), _ ("_Cancel"), GTK_RESPONSE_CANCEL, "cancel");
  atena_dialog_add_button (GTK_DIALOG (dialog), _ ("_Erase"), GTK_RESPONSE_OK, "erase");
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  atena_dialog_cancel_on_close (GTK_DIALOG (dialog));
  present (self, dialog, on_remove_response);
}

static void
on_adopted (GObject *owner, gpointer data, const GError *error)
{
  AtenaListsWindow *self = ATENA_LISTS_WINDOW (owner);
  Task *task = data;

  if (take_end (self, error))
    read_anew (self, g_strdup (task->name));
}

static void
on_changes_response (AtenaListsWindow *self, int response, GtkWidget *dialog)
{
  gtk_widget_destroy (dialog);
  set_busy (self, TRUE);
  run (self, response == GTK_RESPONSE_OK ? adopt : reject, task_new (self, get_list (self)),
       on_adopted);
}

static void
on_prepared (GObject *owner, gpointer data, const GError *error)
{
  AtenaListsWindow *self = ATENA_LISTS_WINDOW (owner);
  Task *task = data;

  if (take_end (self, error))
    present (self, atena_list_changes_new (GTK_WINDOW (self), task->name, task->news),
             on_changes_response);
}

static void
on_refresh_response (AtenaListsWindow *self, int response, GtkWidget *dialog)
{
  Task *task;

  if (response != GTK_RESPONSE_OK)
    {
      gtk_widget_destroy (dialog);
      return;
    }
  task = task_new (self, get_list (self));
  task->choice = atena_list_dialog_dup_choice (ATENA_LIST_DIALOG (dialog));
  gtk_widget_destroy (dialog);
  set_busy (self, TRUE);
  run (self, prepare, task, on_prepared);
}

/* What was pasted, or came from somewhere that is unknown, has to be chosen anew. */
static void
on_choice_found (GObject *owner, gpointer data, const GError *error)
{
  AtenaListsWindow *self = ATENA_LISTS_WINDOW (owner);
  AtenaListChoice *choice = ((Task *) data)->choice;
  gboolean is_web = FALSE;
  GtkWidget *dialog = NULL;

  if (!take_end (self, error))
    return;
  is_web = choice->kind == ATENA_LIST_FILE && choice->place == NULL;
  dialog = atena_list_dialog_new (self->host, self->contacts, self->ledger,
                                  choice->place != NULL ? choice : NULL, GTK_WINDOW (self));
  atena_list_dialog_set_aim (ATENA_LIST_DIALOG (dialog), ATENA_LIST_AIM_COMPARE);
  present (self, dialog, on_refresh_response);
  if (is_web && atena_host_fetches_lists (self->host))
    atena_list_dialog_fetch (ATENA_LIST_DIALOG (dialog), choice->origin);
}

static void
on_refresh (AtenaListsWindow *self)
{
  set_busy (self, TRUE);
  run (self, find_choice, task_new (self, get_list (self)), on_choice_found);
}

static gboolean
on_key (AtenaListsWindow *self, GdkEventKey *event)
{
  gboolean control = (event->state & gtk_accelerator_get_default_mod_mask ()) == GDK_CONTROL_MASK;

  if (control && event->keyval == GDK_KEY_f)
    atena_list_people_search (self->people);
  else if (event->keyval != GDK_KEY_Escape && !(control && event->keyval == GDK_KEY_w))
    return GDK_EVENT_PROPAGATE;
  else if (control || !atena_list_people_end_search (self->people))
    gtk_window_close (GTK_WINDOW (self));
  return GDK_EVENT_STOP;
}

GtkWidget *
atena_lists_window_new (AtenaHost *host, AtenaContacts *contacts, const char *ledger)
{
  AtenaListsWindow *self = g_object_new (ATENA_TYPE_LISTS_WINDOW, NULL);

  self->host = g_object_ref (host);
  g_set_object (&self->contacts, contacts);
  self->ledger = g_strdup (ledger);
  self->saved = atena_saved_lists_new (ledger);
  atena_list_people_set_lists (self->people, self->saved, self->worker);
  read_anew (self, NULL);
  return GTK_WIDGET (self);
}

static void
atena_lists_window_destroy (GtkWidget *widget)
{
  g_cancellable_cancel (ATENA_LISTS_WINDOW (widget)->cancellable);
  GTK_WIDGET_CLASS (atena_lists_window_parent_class)->destroy (widget);
}

static void
atena_lists_window_finalize (GObject *object)
{
  AtenaListsWindow *self = ATENA_LISTS_WINDOW (object);

  g_clear_weak_pointer (&self->renaming);
  g_clear_object (&self->worker);
  g_clear_object (&self->saved);
  g_clear_object (&self->host);
  g_clear_object (&self->contacts);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_free (self->ledger);
  g_free (self->wanted);
  G_OBJECT_CLASS (atena_lists_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget)
{
  static const AtenaTemplateChild children[] = {
    { "lists", G_STRUCT_OFFSET (AtenaListsWindow, list_box) },
    { "pages", G_STRUCT_OFFSET (AtenaListsWindow, pages) },
    { "name", G_STRUCT_OFFSET (AtenaListsWindow, name) },
    { "about", G_STRUCT_OFFSET (AtenaListsWindow, about) },
    { "problem", G_STRUCT_OFFSET (AtenaListsWindow, problem) },
    { "add", G_STRUCT_OFFSET (AtenaListsWindow, add) },
    { "help", G_STRUCT_OFFSET (AtenaListsWindow, help) },
    { "write", G_STRUCT_OFFSET (AtenaListsWindow, write) },
    { "refresh", G_STRUCT_OFFSET (AtenaListsWindow, refresh) },
    { "rename", G_STRUCT_OFFSET (AtenaListsWindow, rename) },
    { "remove", G_STRUCT_OFFSET (AtenaListsWindow, remove) },
    { "busy", G_STRUCT_OFFSET (AtenaListsWindow, busy) },
    { "people-box", G_STRUCT_OFFSET (AtenaListsWindow, people) },
  };

  atena_template_load (widget, "atena-lists-window.ui", children, G_N_ELEMENTS (children));
}

static void
atena_lists_window_class_init (AtenaListsWindowClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = atena_lists_window_finalize;
  widget->destroy = atena_lists_window_destroy;
  signals[WRITE] = g_signal_new ("write", ATENA_TYPE_LISTS_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  g_type_ensure (ATENA_TYPE_LIST_PEOPLE);
  bind_template (widget);
  gtk_widget_class_bind_template_callback (widget, on_selected);
  gtk_widget_class_bind_template_callback (widget, on_ticked);
  gtk_widget_class_bind_template_callback (widget, show_problem);
  gtk_widget_class_bind_template_callback (widget, on_add);
  gtk_widget_class_bind_template_callback (widget, on_write);
  gtk_widget_class_bind_template_callback (widget, on_refresh);
  gtk_widget_class_bind_template_callback (widget, on_rename);
  gtk_widget_class_bind_template_callback (widget, on_remove);
}

static void
atena_lists_window_init (AtenaListsWindow *self)
{
  self->worker = atena_worker_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "key-press-event", G_CALLBACK (on_key), NULL);
  atena_help_attach (GTK_WINDOW (self), self->help, "lists");
  atena_accessible_name_controls (GTK_WIDGET (self));
}
