// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Asks the guard about the people in a compose window, and the person about what it finds.

#include "atena-composer-guard.h"

#include "atena-guard-dialog.h"
#include "atena-guard.h"
#include "atena-identity.h"

GPtrArray *
atena_composer_guard_check (EMsgComposer *composer,
                            GPtrArray *people,
                            AtenaSettings *settings,
                            const char *const *acquainted)
{
  g_autoptr (AtenaIdentity) identity = atena_identity_read (composer, NULL);
  AtenaGuardPolicy policy = { .acquainted = acquainted };

  if (identity != NULL)
    {
      policy.own_addresses = (const char *const *) identity->own_addresses;
      policy.from = identity->from;
    }
  if (settings != NULL)
    {
      policy.own_domains = atena_settings_get_own_domains (settings);
      policy.known_groups = atena_settings_get_known_groups (settings);
    }

  return atena_guard_check (people, &policy);
}

static void
save_group (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (atena_settings_add_known_group (source, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_group_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_warning ("%s", error->message);
}

static void
remember_group (AtenaSettings *settings, const char *group)
{
  g_autoptr (GTask) task = g_task_new (settings, NULL, on_group_saved, NULL);

  g_task_set_task_data (task, g_strdup (group), g_free);
  g_task_run_in_thread (task, save_group);
}

static AtenaAnswer
ask (EMsgComposer *composer, const AtenaFinding *finding, AtenaSettings *settings)
{
  GtkWidget *dialog = atena_guard_dialog_new (GTK_WINDOW (composer), finding);
  int response = gtk_dialog_run (GTK_DIALOG (dialog));
  gboolean acquainted = atena_guard_dialog_get_acquainted (ATENA_GUARD_DIALOG (dialog));

  gtk_widget_destroy (dialog);
  if (gtk_widget_in_destruction (GTK_WIDGET (composer)))
    return ATENA_ANSWER_BACK;
  if (response == ATENA_RESPONSE_SEPARATELY)
    return ATENA_ANSWER_SEPARATELY;
  if (response != ATENA_RESPONSE_AS_IS)
    return ATENA_ANSWER_BACK;

  if (acquainted && finding->group != NULL && settings != NULL)
    remember_group (settings, finding->group);
  return ATENA_ANSWER_GO_ON;
}

AtenaAnswer
atena_composer_guard_ask (EMsgComposer *composer, GPtrArray *findings, AtenaSettings *settings)
{
  AtenaAnswer answer = ATENA_ANSWER_GO_ON;

  for (guint i = 0; i < findings->len && answer == ATENA_ANSWER_GO_ON; i++)
    {
      const AtenaFinding *finding = findings->pdata[i];

      if (finding->kind != ATENA_FINDING_HIDDEN_FEW)
        answer = ask (composer, finding, settings);
    }

  return answer;
}
