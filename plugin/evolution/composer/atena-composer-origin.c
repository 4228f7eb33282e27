// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Finds out who already stands in the message that is being answered in a compose window.

#include "atena-composer-origin.h"

#include <libemail-engine/libemail-engine.h>

#include "atena-addressee.h"

typedef struct
{
  EMailSession *session;
  char *folder;
  char *message;
} Origin;

static void
origin_free (Origin *self)
{
  g_clear_object (&self->session);
  g_free (self->folder);
  g_free (self->message);
  g_free (self);
}

static void
add_addresses (GStrvBuilder *addresses, const char *text)
{
  g_autoptr (GPtrArray) people =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atena_addressee_free);

  if (text == NULL)
    return;
  atena_addressees_add (people, ATENA_FIELD_TO, FALSE, text);
  for (guint i = 0; i < people->len; i++)
    {
      const AtenaAddressee *person = people->pdata[i];

      if (person->mailbox != NULL)
        g_strv_builder_add (addresses, atena_mailbox_get_address (person->mailbox));
    }
}

static void
find (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Origin *self = data;
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();
  g_autoptr (CamelFolder) folder =
    e_mail_session_uri_to_folder_sync (self->session, self->folder, 0, cancellable, NULL);
  g_autoptr (CamelMessageInfo) info =
    folder != NULL ? camel_folder_get_message_info (folder, self->message) : NULL;

  if (info != NULL)
    {
      add_addresses (addresses, camel_message_info_get_from (info));
      add_addresses (addresses, camel_message_info_get_to (info));
      add_addresses (addresses, camel_message_info_get_cc (info));
    }
  g_task_return_pointer (task, g_strv_builder_end (addresses), (GDestroyNotify) g_strfreev);
}

void
atena_composer_origin_read (EMsgComposer *composer,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (composer, cancellable, callback, user_data);
  const char *folder = e_msg_composer_get_header (composer, "X-Evolution-Source-Folder", 0);
  const char *message = e_msg_composer_get_header (composer, "X-Evolution-Source-Message", 0);
  Origin *self;

  if (folder == NULL || message == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  self = g_new0 (Origin, 1);
  self->session = E_MAIL_SESSION (e_msg_composer_ref_session (composer));
  self->folder = g_strdup (folder);
  self->message = g_strdup (message);
  g_task_set_task_data (task, self, (GDestroyNotify) origin_free);
  g_task_run_in_thread (task, find);
}

GStrv
atena_composer_origin_read_finish (EMsgComposer *composer, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
