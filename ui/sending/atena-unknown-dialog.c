// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Asks what became of letters whose answer was never seen, and writes down what a person says. It
// sends nothing.

#include "atena-unknown-dialog.h"

#include <glib/gi18n-lib.h>

#include "atena-accessible.h"
#include "atena-dialog-private.h"
#include "atena-help.h"
#include "atena-reason.h"
#include "atena-resolution.h"
#include "atena-template-private.h"
#include "atena-words-private.h"
#include "atena-worker.h"

/* As many at a time as a person can look at; the others are asked about the next time. */
#define MAX_ROWS 200

struct _AtenaUnknownDialog
{
  GtkDialog parent_instance;

  GtkLabel *primary;
  GtkLabel *secondary;
  GtkGrid *rows;
  GtkWidget *scrolled;
  GtkLabel *problem;
  GtkWidget *help;
  GtkWidget *decide_later;
  GtkButton *apply;

  char *ledger;
  gint64 campaign;
  AtenaWorker *worker;
  GPtrArray *choices; /* (element-type Choice) */
  gboolean writing;
};

G_DEFINE_FINAL_TYPE (AtenaUnknownDialog, atena_unknown_dialog, GTK_TYPE_DIALOG)

typedef struct
{
  guint number; /* of the row */
  GtkComboBox *box;
} Choice;

/* In the order in which they are offered; the first is harmless. */
static const struct
{
  AtenaDecision decision;
  const char *label;
} offers[] = {
  { ATENA_DECISION_HOLD, N_ ("Hold (do not send)") },
  { ATENA_DECISION_SENT, N_ ("Count as sent") },
  { ATENA_DECISION_AGAIN, N_ ("Send again") },
};

/* What a job takes along and brings back. */
typedef struct
{
  char *ledger;
  gint64 campaign;
  GPtrArray *rows;
  GArray *resolutions;
} Task;

static Task *
task_new (AtenaUnknownDialog *self)
{
  Task *task = g_new0 (Task, 1);

  task->ledger = g_strdup (self->ledger);
  task->campaign = self->campaign;
  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free (task->ledger);
  g_clear_pointer (&task->rows, g_ptr_array_unref);
  g_clear_pointer (&task->resolutions, g_array_unref);
  g_free (task);
}

static AtenaCampaign *
load_campaign (Task *task, AtenaLedgerMode mode, GError **error)
{
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (task->ledger, mode, error);

  return ledger != NULL ? atena_campaign_load (ledger, task->campaign, error) : NULL;
}

/* Those that nobody has decided about come first. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const AtenaRow *first = *(AtenaRow *const *) a;
  const AtenaRow *second = *(AtenaRow *const *) b;
  int held = (first->decision == ATENA_DECISION_HOLD) - (second->decision == ATENA_DECISION_HOLD);
  guint number = atena_recipient_get_number (first->recipient);
  guint other = atena_recipient_get_number (second->recipient);

  return held != 0 ? held : (number > other) - (number < other);
}

static gboolean
read_unknown (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;
  g_autoptr (AtenaCampaign) campaign = load_campaign (task, ATENA_LEDGER_READ, error);

  if (campaign != NULL)
    task->rows = atena_campaign_read_rows (campaign, 1 << ATENA_ROW_UNCERTAIN, 0, G_MAXUINT, error);
  if (task->rows == NULL)
    return FALSE;

  g_ptr_array_sort (task->rows, compare_rows);
  if (task->rows->len > MAX_ROWS)
    g_ptr_array_set_size (task->rows, MAX_ROWS);
  return TRUE;
}

static gboolean
write_answers (gpointer data, GCancellable *cancellable, GError **error)
{
  Task *task = data;
  g_autoptr (AtenaCampaign) campaign = load_campaign (task, ATENA_LEDGER_WRITE, error);

  return campaign != NULL &&
         atena_campaign_resolve (campaign, (gconstpointer) task->resolutions->data,
                                 task->resolutions->len, g_get_real_time (), error);
}

static AtenaDecision
get_decision (const Choice *choice)
{
  return offers[MAX (gtk_combo_box_get_active (choice->box), 0)].decision;
}

guint
atena_unknown_dialog_get_again (AtenaUnknownDialog *self)
{
  guint again = 0;

  g_return_val_if_fail (ATENA_IS_UNKNOWN_DIALOG (self), 0);

  for (guint i = 0; i < self->choices->len; i++)
    again += get_decision (self->choices->pdata[i]) == ATENA_DECISION_AGAIN;
  return again;
}

static void
show_apply (AtenaUnknownDialog *self)
{
  guint again = atena_unknown_dialog_get_again (self);
  g_autofree char *label = NULL;

  if (again > 0)
    label =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Send %u Again…", "Send %u Again…", again),
                       again);
  else
    label = g_strdup (_ ("Apply"));
  gtk_button_set_label (self->apply, label);
}

static void
show_problem (AtenaUnknownDialog *self, const GError *error)
{
  gtk_label_set_text (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
}

static void
set_writing (AtenaUnknownDialog *self, gboolean writing)
{
  self->writing = writing;
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), !writing);
  gtk_widget_set_sensitive (self->decide_later, !writing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->rows), !writing);
}

static void
on_written (GObject *owner, gpointer data, const GError *error)
{
  AtenaUnknownDialog *self = ATENA_UNKNOWN_DIALOG (owner);

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;

  set_writing (self, FALSE);
  show_problem (self, error);
  if (error == NULL)
    gtk_dialog_response (GTK_DIALOG (self), GTK_RESPONSE_APPLY);
}

static void
on_apply (AtenaUnknownDialog *self)
{
  Task *task = task_new (self);

  task->resolutions = g_array_new (FALSE, FALSE, sizeof (AtenaResolution));
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = self->choices->pdata[i];
      AtenaResolution resolution = { choice->number, get_decision (choice) };

      g_array_append_val (task->resolutions, resolution);
    }
  set_writing (self, TRUE);
  atena_worker_run (self->worker, G_OBJECT (self), write_answers, task, task_free, NULL,
                    on_written);
}

/* What is known about it: whatever the connection or the server said last. */
static char *
describe_hint (const AtenaRow *row)
{
  if (*row->reply != '\0')
    return g_strdup (row->reply);
  return atena_reason_describe (ATENA_REASON_INTERRUPTED, NULL);
}

static void
add_label (AtenaUnknownDialog *self, const char *text, int column, int line)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label),
                           column == 2 ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), column == 3 ? 24 : column == 1 ? 20 : 8);
  gtk_widget_set_hexpand (label, column == 3);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_grid_attach (self->rows, label, column, line, 1, 1);
}

static void
add_choice (AtenaUnknownDialog *self, const AtenaRow *row, int line)
{
  GtkWidget *box = gtk_combo_box_text_new ();
  Choice *choice = g_new0 (Choice, 1);
  g_autofree char *id = g_strdup_printf ("choice-%d", line);
  g_autofree char *name =
    g_strdup_printf ("%s %s", row->name, atena_recipient_get_address (row->recipient));

  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (box), _ (offers[i].label));
  gtk_combo_box_set_active (GTK_COMBO_BOX (box), 0);
  g_signal_connect_swapped (box, "changed", G_CALLBACK (show_apply), self);
  atk_object_set_accessible_id (gtk_widget_get_accessible (box), id);
  atk_object_set_name (gtk_widget_get_accessible (box), name);
  gtk_grid_attach (self->rows, box, 4, line, 1, 1);

  choice->number = atena_recipient_get_number (row->recipient);
  choice->box = GTK_COMBO_BOX (box);
  g_ptr_array_add (self->choices, choice);
}

static void
add_row (AtenaUnknownDialog *self, const AtenaRow *row, int line)
{
  g_autofree char *time = row->time != 0 ? atena_words_describe_time (row->time) : NULL;
  g_autofree char *hint = describe_hint (row);

  add_label (self, row->name, 0, line);
  add_label (self, atena_recipient_get_address (row->recipient), 1, line);
  add_label (self, time, 2, line);
  add_label (self, hint, 3, line);
  add_choice (self, row, line);
}

static void
set_words (AtenaUnknownDialog *self, GPtrArray *rows)
{
  gint64 last = 0;
  g_autofree char *time = NULL;
  g_autofree char *primary =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "It is not known whether %u letter was sent",
                                  "It is not known whether %u letters were sent", rows->len),
                     rows->len);
  g_autofree char *secondary = NULL;

  for (guint i = 0; i < rows->len; i++)
    last = MAX (last, ((AtenaRow *) rows->pdata[i])->time);
  time = atena_words_describe_time (last);
  secondary = g_strdup_printf (
    _ ("Sending stopped after the text was handed over and before the server's answer was seen "
       "(%s). They may have arrived, so they are not sent again automatically; sending again may "
       "deliver the same letter twice. Check the Sent folder or ask the person, then choose for "
       "each."),
    time);

  gtk_label_set_text (self->primary, primary);
  gtk_label_set_text (self->secondary, secondary);
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self)), primary);
  atk_object_set_description (gtk_widget_get_accessible (GTK_WIDGET (self)), secondary);
}

static void
on_read (GObject *owner, gpointer data, const GError *error)
{
  AtenaUnknownDialog *self = ATENA_UNKNOWN_DIALOG (owner);
  GPtrArray *rows = ((Task *) data)->rows;

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  if (error == NULL && rows->len == 0)
    {
      gtk_dialog_response (GTK_DIALOG (self), GTK_RESPONSE_CANCEL);
      return;
    }

  if (error == NULL)
    {
      set_words (self, rows);
      for (guint i = 0; i < rows->len; i++)
        add_row (self, rows->pdata[i], (int) i + 1);
      gtk_widget_show_all (GTK_WIDGET (self->rows));
    }
  gtk_widget_set_visible (self->scrolled, error == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), error == NULL);
  show_problem (self, error);
  gtk_window_set_focus (GTK_WINDOW (self), self->decide_later);
  gtk_window_present (GTK_WINDOW (self));
}

/* What is being written cannot be put off any more. */
static void
on_response (AtenaUnknownDialog *self, int response)
{
  if (self->writing)
    g_signal_stop_emission_by_name (self, "response");
}

static gboolean
on_delete (AtenaUnknownDialog *self)
{
  return self->writing;
}

GtkWidget *
atena_unknown_dialog_new (GtkWindow *parent, const char *ledger, gint64 campaign)
{
  AtenaUnknownDialog *self = g_object_new (ATENA_TYPE_UNKNOWN_DIALOG, "transient-for", parent,
                                           "use-header-bar", FALSE, NULL);

  self->ledger = g_strdup (ledger);
  self->campaign = campaign;
  atena_worker_run (self->worker, G_OBJECT (self), read_unknown, task_new (self), task_free, NULL,
                    on_read);
  return GTK_WIDGET (self);
}

static void
atena_unknown_dialog_finalize (GObject *object)
{
  AtenaUnknownDialog *self = ATENA_UNKNOWN_DIALOG (object);

  g_clear_object (&self->worker);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->ledger, g_free);

  G_OBJECT_CLASS (atena_unknown_dialog_parent_class)->finalize (object);
}

static void
atena_unknown_dialog_class_init (AtenaUnknownDialogClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  static const AtenaTemplateChild children[] = {
    { "primary", G_STRUCT_OFFSET (AtenaUnknownDialog, primary) },
    { "secondary", G_STRUCT_OFFSET (AtenaUnknownDialog, secondary) },
    { "rows", G_STRUCT_OFFSET (AtenaUnknownDialog, rows) },
    { "scrolled", G_STRUCT_OFFSET (AtenaUnknownDialog, scrolled) },
    { "problem", G_STRUCT_OFFSET (AtenaUnknownDialog, problem) },
    { "help", G_STRUCT_OFFSET (AtenaUnknownDialog, help) },
    { "decide-later", G_STRUCT_OFFSET (AtenaUnknownDialog, decide_later) },
    { "apply", G_STRUCT_OFFSET (AtenaUnknownDialog, apply) },
  };

  G_OBJECT_CLASS (klass)->finalize = atena_unknown_dialog_finalize;
  atena_template_load (widget, "atena-unknown-dialog.ui", children, G_N_ELEMENTS (children));
  gtk_widget_class_bind_template_callback (widget, on_apply);
}

static void
atena_unknown_dialog_init (AtenaUnknownDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->worker = atena_worker_new ();
  self->choices = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (self, "response", G_CALLBACK (on_response), NULL);
  g_signal_connect (self, "delete-event", G_CALLBACK (on_delete), NULL);
  atena_dialog_cancel_on_close (GTK_DIALOG (self));
  atena_help_attach (GTK_WINDOW (self), self->help, "trouble");
  atena_accessible_name_controls (GTK_WIDGET (self));
  show_apply (self);
}
