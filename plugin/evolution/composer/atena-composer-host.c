// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The host of the windows for one message in a compose window: its account, and the end of the
// composer. It goes on when the composer is gone.

#include "atena-composer-host.h"

#include <composer/e-composer-actions.h>

#include "atena-composer-fields.h"
#include "atena-evolution-private.h"

struct _AtenaComposerHost
{
  AtenaAccountHost parent_instance;

  GWeakRef composer;
  EActivity *activity; /* keeps the composer as it is */
};

static void
atena_composer_host_host_init (AtenaHostInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaComposerHost,
                               atena_composer_host,
                               ATENA_TYPE_ACCOUNT_HOST,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_HOST,
                                                      atena_composer_host_host_init))

AtenaComposerHost *
atena_composer_host_new (EMsgComposer *composer, AtenaIdentity *identity)
{
  g_autoptr (EMailSession) session = E_MAIL_SESSION (e_msg_composer_ref_session (composer));
  AtenaComposerHost *self = g_object_new (ATENA_TYPE_COMPOSER_HOST, NULL);

  atena_account_host_set_up (ATENA_ACCOUNT_HOST (self), session, identity);
  g_weak_ref_set (&self->composer, composer);
  self->activity = e_html_editor_new_activity (e_msg_composer_get_editor (composer));
  return self;
}

/* The bar would show an activity that is over for a second more, and keep the composer busy. */
static void
clear_bar (EMsgComposer *composer)
{
  e_activity_bar_set_activity (
    e_html_editor_get_activity_bar (e_msg_composer_get_editor (composer)), NULL);
}

void
atena_composer_host_release (AtenaComposerHost *self)
{
  g_autoptr (EMsgComposer) composer = g_weak_ref_get (&self->composer);

  if (self->activity == NULL)
    return;

  e_activity_set_state (self->activity, E_ACTIVITY_COMPLETED);
  g_clear_object (&self->activity);
  if (composer != NULL && !gtk_widget_in_destruction (GTK_WIDGET (composer)))
    clear_bar (composer);
}

/* What Evolution would do once with one message: remove the draft that this one was, and mark the
 * one that it answers. */
static void
settle_origin (AtenaComposerHost *self, EMsgComposer *composer)
{
  static const char *const names[] = {
    "X-Evolution-Draft-Folder",   "X-Evolution-Draft-Message", "X-Evolution-Source-Folder",
    "X-Evolution-Source-Message", "X-Evolution-Source-Flags",
  };
  EMailSession *session = atena_account_host_get_session (ATENA_ACCOUNT_HOST (self));
  g_autoptr (CamelMimeMessage) message = camel_mime_message_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = e_msg_composer_get_header (composer, names[i], 0);

      if (value != NULL)
        camel_medium_set_header (CAMEL_MEDIUM (message), names[i], value);
    }

  e_mail_session_handle_draft_headers (session, message, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  e_mail_session_handle_source_headers (session, message, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static void
atena_composer_host_started (AtenaHost *host)
{
  AtenaComposerHost *self = ATENA_COMPOSER_HOST (host);
  g_autoptr (EMsgComposer) composer = g_weak_ref_get (&self->composer);

  atena_composer_host_release (self);
  if (composer == NULL)
    return;

  settle_origin (self, composer);
  e_content_editor_set_changed (
    e_html_editor_get_content_editor (e_msg_composer_get_editor (composer)), FALSE);
  gtk_action_activate (E_COMPOSER_ACTION_CLOSE (composer));
}

static void
atena_composer_host_closed (AtenaHost *host)
{
  AtenaComposerHost *self = ATENA_COMPOSER_HOST (host);
  g_autoptr (EMsgComposer) composer = g_weak_ref_get (&self->composer);

  atena_composer_host_release (self);
  if (composer != NULL && !gtk_widget_in_destruction (GTK_WIDGET (composer)))
    gtk_window_present (GTK_WINDOW (composer));
}

static void
atena_composer_host_list_chosen (AtenaHost *host, const AtenaListChoice *list)
{
  g_autoptr (EMsgComposer) composer = g_weak_ref_get (&ATENA_COMPOSER_HOST (host)->composer);

  if (composer != NULL)
    atena_composer_fields_set_list (composer, list);
}

static void
atena_composer_host_insert_field (AtenaHost *host, const char *placeholder)
{
  g_autoptr (EMsgComposer) composer = g_weak_ref_get (&ATENA_COMPOSER_HOST (host)->composer);

  if (composer == NULL || gtk_widget_in_destruction (GTK_WIDGET (composer)))
    return;
  gtk_window_present (GTK_WINDOW (composer));
  atena_composer_fields_insert (composer, placeholder);
}

static void
atena_composer_host_host_init (AtenaHostInterface *iface)
{
  iface->started = atena_composer_host_started;
  iface->closed = atena_composer_host_closed;
  iface->list_chosen = atena_composer_host_list_chosen;
  iface->insert_field = atena_composer_host_insert_field;
}

static void
atena_composer_host_finalize (GObject *object)
{
  AtenaComposerHost *self = ATENA_COMPOSER_HOST (object);

  atena_composer_host_release (self);
  g_weak_ref_clear (&self->composer);

  G_OBJECT_CLASS (atena_composer_host_parent_class)->finalize (object);
}

static void
atena_composer_host_class_init (AtenaComposerHostClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_composer_host_finalize;
}

static void
atena_composer_host_init (AtenaComposerHost *self)
{
  g_weak_ref_init (&self->composer, NULL);
}
