// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Knows which campaigns this Evolution is sending, and does not let it quit over them unasked.

#include "atena-under-way.h"

#include "atena-quit-dialog.h"

struct _AtenaUnderWay
{
  GObject parent_instance;

  EShell *shell; /* weak: it outlives its extensions' objects */
  GPtrArray *dispatches;
  GPtrArray *quitting; /* EActivity: what Evolution's quitting waits for */
  gboolean quit_at_end;
};

G_DEFINE_FINAL_TYPE (AtenaUnderWay, atena_under_way, G_TYPE_OBJECT)

static gboolean
is_any_under_way (AtenaUnderWay *self)
{
  for (guint i = 0; i < self->dispatches->len; i++)
    if (atena_dispatch_is_under_way (self->dispatches->pdata[i]))
      return TRUE;

  return FALSE;
}

static guint64
count_left (AtenaUnderWay *self)
{
  guint64 left = 0;

  for (guint i = 0; i < self->dispatches->len; i++)
    {
      const AtenaProgress *progress = atena_dispatch_get_progress (self->dispatches->pdata[i]);

      left += progress->counts.rows[ATENA_ROW_PENDING] + progress->counts.rows[ATENA_ROW_CLAIMED];
    }
  return left;
}

static void
on_changed (AtenaDispatch *dispatch, AtenaUnderWay *self)
{
  AtenaDispatchState state = atena_dispatch_get_state (dispatch);
  g_autoptr (AtenaDispatch) alive = g_object_ref (dispatch);

  if (state == ATENA_DISPATCH_FINISHED || state == ATENA_DISPATCH_STOPPED)
    {
      g_signal_handlers_disconnect_by_data (dispatch, self);
      g_ptr_array_remove (self->dispatches, dispatch);
    }
  if (is_any_under_way (self))
    return;

  g_ptr_array_set_size (self->quitting, 0);
  if (self->quit_at_end && state == ATENA_DISPATCH_FINISHED)
    e_shell_quit (self->shell, E_SHELL_QUIT_ACTION);
  self->quit_at_end = FALSE;
}

void
atena_under_way_add (AtenaUnderWay *self, AtenaDispatch *dispatch)
{
  g_return_if_fail (ATENA_IS_UNDER_WAY (self));

  g_ptr_array_add (self->dispatches, g_object_ref (dispatch));
  g_signal_connect (dispatch, "changed", G_CALLBACK (on_changed), self);
}

gboolean
atena_under_way_has (AtenaUnderWay *self, gint64 id)
{
  g_return_val_if_fail (ATENA_IS_UNDER_WAY (self), FALSE);

  for (guint i = 0; i < self->dispatches->len; i++)
    if (atena_dispatch_get_campaign (self->dispatches->pdata[i]) == id)
      return TRUE;

  return FALSE;
}

static int
ask (AtenaUnderWay *self)
{
  GtkWidget *dialog =
    atena_quit_dialog_new (e_shell_get_active_window (self->shell), count_left (self));
  int response = gtk_dialog_run (GTK_DIALOG (dialog));

  gtk_widget_destroy (dialog);
  return response;
}

/* The end of the session waits for nobody: it pauses. */
static void
on_quit_requested (EShell *shell, EShellQuitReason reason, AtenaUnderWay *self)
{
  int response;

  if (!is_any_under_way (self) || reason == E_SHELL_QUIT_SESSION_REQUEST)
    return;

  response = ask (self);
  if (response == ATENA_RESPONSE_PAUSE || !is_any_under_way (self))
    return;

  self->quit_at_end = response == ATENA_RESPONSE_WAIT;
  e_shell_cancel_quit (shell);
}

/* Evolution goes on with quitting once nobody holds @activity any longer. */
static void
on_prepare_for_quit (EShell *shell, EActivity *activity, AtenaUnderWay *self)
{
  if (!is_any_under_way (self))
    return;

  g_ptr_array_add (self->quitting, g_object_ref (activity));
  for (guint i = self->dispatches->len; i > 0; i--)
    atena_dispatch_pause (self->dispatches->pdata[i - 1]);
}

AtenaUnderWay *
atena_under_way_new (EShell *shell)
{
  AtenaUnderWay *self = g_object_new (ATENA_TYPE_UNDER_WAY, NULL);

  self->shell = shell;
  g_signal_connect_object (shell, "quit-requested", G_CALLBACK (on_quit_requested), self, 0);
  g_signal_connect_object (shell, "prepare-for-quit", G_CALLBACK (on_prepare_for_quit), self, 0);
  return self;
}

static void
atena_under_way_dispose (GObject *object)
{
  AtenaUnderWay *self = ATENA_UNDER_WAY (object);

  for (guint i = 0; i < self->dispatches->len; i++)
    g_signal_handlers_disconnect_by_data (self->dispatches->pdata[i], self);
  g_ptr_array_set_size (self->dispatches, 0);
  g_ptr_array_set_size (self->quitting, 0);

  G_OBJECT_CLASS (atena_under_way_parent_class)->dispose (object);
}

static void
atena_under_way_finalize (GObject *object)
{
  AtenaUnderWay *self = ATENA_UNDER_WAY (object);

  g_ptr_array_unref (self->dispatches);
  g_ptr_array_unref (self->quitting);

  G_OBJECT_CLASS (atena_under_way_parent_class)->finalize (object);
}

static void
atena_under_way_class_init (AtenaUnderWayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = atena_under_way_dispose;
  object_class->finalize = atena_under_way_finalize;
}

static void
atena_under_way_init (AtenaUnderWay *self)
{
  self->dispatches = g_ptr_array_new_with_free_func (g_object_unref);
  self->quitting = g_ptr_array_new_with_free_func (g_object_unref);
}
