// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Reads the message in a compose window into a draft. Who it is for, others read.

#include "atena-composer-content.h"

#include <composer/e-composer-actions.h>
#include <glib/gi18n-lib.h>

#include "atena-composition.h"

typedef struct
{
  AtenaComposition *composition;
  GPtrArray *inline_parts; /* (element-type CamelMimePart) */
  GPtrArray *attachments;  /* (element-type CamelMimePart) */
  gboolean formatted;
} Content;

static void
content_free (Content *self)
{
  g_clear_object (&self->composition);
  g_clear_pointer (&self->inline_parts, g_ptr_array_unref);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_free (self);
}

gboolean
atena_composer_has_switched_on (EMsgComposer *composer, const char *name)
{
  GtkAction *action = e_html_editor_get_action (e_msg_composer_get_editor (composer), name);

  return GTK_IS_TOGGLE_ACTION (action) && gtk_toggle_action_get_active (GTK_TOGGLE_ACTION (action));
}

gboolean
atena_composer_wants_receipt (EMsgComposer *composer)
{
  return atena_composer_has_switched_on (composer, "request-read-receipt");
}

static void
copy_header (EMsgComposer *composer, AtenaComposition *composition, const char *name)
{
  const char *value = e_msg_composer_get_header (composer, name, 0);

  if (value != NULL)
    atena_composition_set_header (composition, name, value);
}

static void
add_headers (EMsgComposer *composer, const AtenaIdentity *identity, AtenaComposition *composition)
{
  EComposerHeaderTable *table = e_msg_composer_get_header_table (composer);
  const char *reply_to = e_composer_header_table_get_reply_to (table);

  if (reply_to != NULL && *reply_to != '\0')
    atena_composition_set_header (composition, "Reply-To", reply_to);
  if (identity->organization != NULL && *identity->organization != '\0')
    atena_composition_set_header (composition, "Organization", identity->organization);
  if (atena_composer_has_switched_on (composer, "prioritize-message"))
    atena_composition_set_header (composition, "X-Priority", "1");
  if (atena_composer_wants_receipt (composer))
    atena_composition_set_header (composition, "Disposition-Notification-To",
                                  atena_mailbox_get_path (identity->from));
  copy_header (composer, composition, "In-Reply-To");
  copy_header (composer, composition, "References");
}

static GPtrArray *
read_attachments (EMsgComposer *composer)
{
  EAttachmentStore *store =
    e_attachment_view_get_store (e_msg_composer_get_attachment_view (composer));
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_object_unref);
  GList *attachments = e_attachment_store_get_attachments (store);

  for (GList *l = attachments; l != NULL; l = l->next)
    {
      CamelMimePart *part = e_attachment_ref_mime_part (l->data);

      if (part != NULL)
        g_ptr_array_add (parts, part);
    }

  g_list_free_full (attachments, g_object_unref);
  return parts;
}

static gboolean
is_formatted (EMsgComposer *composer)
{
  EContentEditorMode mode = e_html_editor_get_mode (e_msg_composer_get_editor (composer));

  return mode == E_CONTENT_EDITOR_MODE_HTML || mode == E_CONTENT_EDITOR_MODE_MARKDOWN_HTML;
}

/* Evolution wraps the text that it would send at 71 columns, which would break fields and Japanese
 * apart; but only that one marks what is quoted. */
static const char *
choose_plain (EMsgComposer *composer, EContentEditorContentHash *content)
{
  const char *raw =
    e_content_editor_util_get_content_data (content, E_CONTENT_EDITOR_GET_RAW_BODY_PLAIN);
  const char *wrapped =
    e_content_editor_util_get_content_data (content, E_CONTENT_EDITOR_GET_TO_SEND_PLAIN);
  gboolean has_fields = raw != NULL && strstr (raw, "{{") != NULL;

  if (raw == NULL)
    return wrapped;
  return e_msg_composer_get_is_reply_or_forward (composer) && !has_fields && wrapped != NULL
           ? wrapped
           : raw;
}

static void
add_texts (EMsgComposer *composer, EContentEditorContentHash *content, Content *self)
{
  const char *plain = choose_plain (composer, content);
  const char *html =
    e_content_editor_util_get_content_data (content, E_CONTENT_EDITOR_GET_TO_SEND_HTML);
  GSList *pictures =
    e_content_editor_util_get_content_data (content, E_CONTENT_EDITOR_GET_INLINE_IMAGES);

  atena_composition_set_plain (self->composition, plain != NULL ? plain : "");
  if (!self->formatted || html == NULL)
    return;

  atena_composition_set_html (self->composition, html);
  for (GSList *l = pictures; l != NULL; l = l->next)
    g_ptr_array_add (self->inline_parts, g_object_ref (l->data));
}

static GBytes *
serialize_part (CamelMimePart *part, GCancellable *cancellable, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  if (camel_data_wrapper_write_to_output_stream_sync (CAMEL_DATA_WRAPPER (part), stream,
                                                      cancellable, error) < 0 ||
      !g_output_stream_close (stream, cancellable, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static gboolean
add_parts (AtenaComposition *composition,
           GPtrArray *parts,
           gboolean (*add) (AtenaComposition *, GBytes *, GError **),
           GCancellable *cancellable,
           GError **error)
{
  for (guint i = 0; i < parts->len; i++)
    {
      g_autoptr (GBytes) bytes = serialize_part (parts->pdata[i], cancellable, error);

      if (bytes == NULL || !add (composition, bytes, error))
        return FALSE;
    }

  return TRUE;
}

static void
build (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Content *self = data;
  GError *error = NULL;
  AtenaDraft *draft = NULL;

  if (add_parts (self->composition, self->inline_parts, atena_composition_add_inline, cancellable,
                 &error) &&
      add_parts (self->composition, self->attachments, atena_composition_add_attachment,
                 cancellable, &error))
    draft = atena_composition_build (self->composition, _ ("message"), &error);

  if (draft != NULL)
    g_task_return_pointer (task, draft, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_content (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  EMsgComposer *composer = g_task_get_source_object (task);
  GError *error = NULL;
  EContentEditorContentHash *content =
    e_content_editor_get_content_finish (E_CONTENT_EDITOR (source), result, &error);

  if (content == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  add_texts (composer, content, g_task_get_task_data (task));
  e_content_editor_util_free_content_hash (content);
  g_task_run_in_thread (task, build);
}

void
atena_composer_content_read (EMsgComposer *composer,
                             const AtenaIdentity *identity,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  EContentEditor *editor = e_html_editor_get_content_editor (e_msg_composer_get_editor (composer));
  const char *subject =
    e_composer_header_table_get_subject (e_msg_composer_get_header_table (composer));
  GTask *task = g_task_new (composer, cancellable, callback, user_data);
  Content *self = g_new0 (Content, 1);

  self->composition = atena_composition_new (identity->from, subject != NULL ? subject : "");
  self->inline_parts = g_ptr_array_new_with_free_func (g_object_unref);
  self->attachments = read_attachments (composer);
  self->formatted = is_formatted (composer);
  add_headers (composer, identity, self->composition);
  g_task_set_task_data (task, self, (GDestroyNotify) content_free);

  e_content_editor_get_content (editor,
                                E_CONTENT_EDITOR_GET_RAW_BODY_PLAIN |
                                  E_CONTENT_EDITOR_GET_TO_SEND_PLAIN |
                                  E_CONTENT_EDITOR_GET_TO_SEND_HTML |
                                  E_CONTENT_EDITOR_GET_INLINE_IMAGES,
                                strrchr (atena_mailbox_get_path (identity->from), '@') + 1,
                                cancellable, on_content, task);
}

AtenaDraft *
atena_composer_content_read_finish (EMsgComposer *composer, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
