// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// A letter as Camel's transports take it: they get its octets as they are, and it is known whether
// they did. Sending it is the transport's business.

#include "atena-camel-message.h"

struct _AtenaCamelMessage
{
  CamelMimeMessage parent_instance;

  GByteArray *octets;
  int written; /* atomic: Camel writes on a thread of its own */
};

G_DEFINE_FINAL_TYPE (AtenaCamelMessage, atena_camel_message, CAMEL_TYPE_MIME_MESSAGE)

static GByteArray *
drop_carriage_returns (GBytes *octets)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (octets, &size);
  GByteArray *lines = g_byte_array_sized_new ((guint) size);
  gsize start = 0;

  for (gsize i = 0; i + 1 < size; i++)
    if (data[i] == '\r' && data[i + 1] == '\n')
      {
        g_byte_array_append (lines, data + start, (guint) (i - start));
        start = i + 1;
      }
  g_byte_array_append (lines, data + start, (guint) (size - start));
  return lines;
}

AtenaCamelMessage *
atena_camel_message_new (GBytes *octets, GError **error)
{
  g_autoptr (AtenaCamelMessage) self = g_object_new (ATENA_TYPE_CAMEL_MESSAGE, NULL);

  self->octets = drop_carriage_returns (octets);
  if (!camel_data_wrapper_construct_from_data_sync (CAMEL_DATA_WRAPPER (self), self->octets->data,
                                                    self->octets->len, NULL, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
atena_camel_message_is_written (AtenaCamelMessage *self)
{
  g_return_val_if_fail (ATENA_IS_CAMEL_MESSAGE (self), TRUE);

  return g_atomic_int_get (&self->written);
}

static gssize
atena_camel_message_write_to_stream (CamelDataWrapper *wrapper,
                                     CamelStream *stream,
                                     GCancellable *cancellable,
                                     GError **error)
{
  AtenaCamelMessage *self = ATENA_CAMEL_MESSAGE (wrapper);
  g_autoptr (CamelStream) octets = camel_stream_mem_new ();

  g_atomic_int_set (&self->written, TRUE);
  camel_stream_mem_set_byte_array (CAMEL_STREAM_MEM (octets), self->octets);
  return camel_stream_write_to_stream (octets, stream, cancellable, error);
}

static gssize
atena_camel_message_write_to_output_stream (CamelDataWrapper *wrapper,
                                            GOutputStream *stream,
                                            GCancellable *cancellable,
                                            GError **error)
{
  AtenaCamelMessage *self = ATENA_CAMEL_MESSAGE (wrapper);
  gsize written;

  g_atomic_int_set (&self->written, TRUE);
  if (!g_output_stream_write_all (stream, self->octets->data, self->octets->len, &written,
                                  cancellable, error))
    return -1;
  return (gssize) written;
}

static void
atena_camel_message_finalize (GObject *object)
{
  AtenaCamelMessage *self = ATENA_CAMEL_MESSAGE (object);

  g_clear_pointer (&self->octets, g_byte_array_unref);

  G_OBJECT_CLASS (atena_camel_message_parent_class)->finalize (object);
}

static void
atena_camel_message_class_init (AtenaCamelMessageClass *klass)
{
  CamelDataWrapperClass *wrapper_class = CAMEL_DATA_WRAPPER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = atena_camel_message_finalize;
  /* A message has no encoding of its own to be undone. */
  wrapper_class->write_to_stream_sync = atena_camel_message_write_to_stream;
  wrapper_class->decode_to_stream_sync = atena_camel_message_write_to_stream;
  wrapper_class->write_to_output_stream_sync = atena_camel_message_write_to_output_stream;
  wrapper_class->decode_to_output_stream_sync = atena_camel_message_write_to_output_stream;
}

static void
atena_camel_message_init (AtenaCamelMessage *self)
{
}
