// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Puts copies of letters into the folder Sent of an identity; which copies, the core knows.

#include "atena-sent-folder.h"

struct _AtenaSentFolder
{
  GObject parent_instance;

  CamelFolder *folder;
  CamelFolder *local; /* when the other one fails */
};

static void
atena_sent_folder_copies_init (AtenaCopiesInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaSentFolder,
                               atena_sent_folder,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_COPIES,
                                                      atena_sent_folder_copies_init))

static gboolean
append (CamelFolder *folder, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (CamelMimeMessage) message = camel_mime_message_new ();
  g_autoptr (CamelMessageInfo) info = camel_message_info_new (NULL);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  camel_message_info_set_flags (info, CAMEL_MESSAGE_SEEN, CAMEL_MESSAGE_SEEN);
  return camel_data_wrapper_construct_from_data_sync (CAMEL_DATA_WRAPPER (message), data,
                                                      (gssize) size, cancellable, error) &&
         camel_folder_append_message_sync (folder, message, info, NULL, cancellable, error);
}

static gboolean
atena_sent_folder_store (AtenaCopies *copies,
                         GBytes *message,
                         GCancellable *cancellable,
                         GError **error)
{
  AtenaSentFolder *self = ATENA_SENT_FOLDER (copies);

  if (self->folder != NULL && append (self->folder, message, cancellable, NULL))
    return TRUE;
  return append (self->local, message, cancellable, error);
}

/* Evolution answers for a message, whose headers say whose it is. */
static CamelFolder *
find_folder (EMailSession *session,
             const char *identity_uid,
             gboolean *ret_wanted,
             GCancellable *cancellable)
{
  g_autoptr (CamelMimeMessage) message = camel_mime_message_new ();

  camel_medium_set_header (CAMEL_MEDIUM (message), "X-Evolution-Identity", identity_uid);
  return e_mail_session_get_fcc_for_message_sync (session, message, ret_wanted, cancellable, NULL);
}

AtenaCopies *
atena_sent_folder_open (EMailSession *session,
                        const char *identity_uid,
                        GCancellable *cancellable,
                        GError **error)
{
  gboolean wanted = TRUE;
  g_autoptr (CamelFolder) folder = find_folder (session, identity_uid, &wanted, cancellable);
  AtenaSentFolder *self;

  if (!wanted)
    return NULL;

  self = g_object_new (ATENA_TYPE_SENT_FOLDER, NULL);
  self->folder = g_steal_pointer (&folder);
  self->local = g_object_ref (e_mail_session_get_local_folder (session, E_MAIL_LOCAL_FOLDER_SENT));
  return ATENA_COPIES (self);
}

static void
atena_sent_folder_finalize (GObject *object)
{
  AtenaSentFolder *self = ATENA_SENT_FOLDER (object);

  g_clear_object (&self->folder);
  g_clear_object (&self->local);

  G_OBJECT_CLASS (atena_sent_folder_parent_class)->finalize (object);
}

static void
atena_sent_folder_copies_init (AtenaCopiesInterface *iface)
{
  iface->store = atena_sent_folder_store;
}

static void
atena_sent_folder_class_init (AtenaSentFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_sent_folder_finalize;
}

static void
atena_sent_folder_init (AtenaSentFolder *self)
{
}
