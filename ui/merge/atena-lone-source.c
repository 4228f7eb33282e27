// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// A list of one: the letter that somebody sends to themselves to try it.

#include "atena-lone-source-private.h"

struct _AtenaLoneSource
{
  GObject parent_instance;

  AtenaFields *fields;
  AtenaRecipient *recipient; /* NULL once it was read */
};

static void
recipient_source_init (AtenaRecipientSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaLoneSource,
                               atena_lone_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_RECIPIENT_SOURCE,
                                                      recipient_source_init))

static AtenaFields *
get_fields (AtenaRecipientSource *source)
{
  return ATENA_LONE_SOURCE (source)->fields;
}

static gboolean
next (AtenaRecipientSource *source, AtenaRecipient **ret_recipient, GError **error)
{
  *ret_recipient = g_steal_pointer (&ATENA_LONE_SOURCE (source)->recipient);
  return TRUE;
}

static void
recipient_source_init (AtenaRecipientSourceInterface *iface)
{
  iface->get_fields = get_fields;
  iface->next = next;
}

AtenaLoneSource *
atena_lone_source_new (AtenaFields *fields, AtenaMailbox *mailbox, AtenaRecipient *recipient)
{
  AtenaLoneSource *self = g_object_new (ATENA_TYPE_LONE_SOURCE, NULL);

  self->fields = atena_fields_ref (fields);
  self->recipient = atena_recipient_new (1, mailbox, atena_mailbox_get_address (mailbox),
                                         ATENA_REASON_NONE, atena_recipient_get_values (recipient));
  return self;
}

static void
atena_lone_source_finalize (GObject *object)
{
  AtenaLoneSource *self = ATENA_LONE_SOURCE (object);

  g_clear_pointer (&self->fields, atena_fields_unref);
  g_clear_pointer (&self->recipient, atena_recipient_unref);

  G_OBJECT_CLASS (atena_lone_source_parent_class)->finalize (object);
}

static void
atena_lone_source_class_init (AtenaLoneSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_lone_source_finalize;
}

static void
atena_lone_source_init (AtenaLoneSource *self)
{
}
