// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The people of a message as a list: what their letters may say of them is made of their names and
// addresses alone. Who else is left out is decided elsewhere.

#include "atena-addressee-source.h"

#include "atena-addressee-private.h"
#include "atena-salutation.h"
#include "atena-text.h"

static const char *const names[] = { "name", "email", "宛名", NULL };

struct _AtenaAddresseeSource
{
  GObject parent;

  GPtrArray *addressees;
  GHashTable *own;
  AtenaFields *fields;
  gboolean refuses_special;
  guint next;
};

static AtenaFields *
addressee_source_get_fields (AtenaRecipientSource *source)
{
  return ATENA_ADDRESSEE_SOURCE (source)->fields;
}

static AtenaReason
judge (AtenaAddresseeSource *self, const AtenaAddressee *addressee)
{
  if (addressee->mailbox == NULL)
    return addressee->reason;
  /* The copy that the identity's settings ask for is mostly for the person who writes. */
  if (!addressee->automatic &&
      g_hash_table_contains (self->own, atena_mailbox_get_key (addressee->mailbox)))
    return ATENA_REASON_OWN_ADDRESS;
  if (self->refuses_special && (atena_mailbox_is_dotted (addressee->mailbox) ||
                                atena_mailbox_is_international (addressee->mailbox)))
    return ATENA_REASON_UNSUPPORTED_ADDRESS;
  return ATENA_REASON_NONE;
}

static AtenaRecipient *
make_recipient (AtenaAddresseeSource *self, guint number, const AtenaAddressee *addressee)
{
  AtenaMailbox *mailbox = addressee->mailbox;
  const char *name = mailbox != NULL ? atena_mailbox_get_name (mailbox) : "";
  const char *address = mailbox != NULL ? atena_mailbox_get_address (mailbox) : addressee->text;
  g_autofree char *salutation = atena_salutation_dup_block (&(AtenaSalutation){ .name = name });
  const char *values[] = { name, address, salutation, NULL };
  g_autoptr (AtenaRecipient) recipient = NULL;

  /* A copy shows where the others' values are. */
  if (addressee->automatic && atena_text_is_blank (name))
    values[0] = "{{name}}";
  if (addressee->automatic && atena_text_is_blank (salutation))
    values[2] = "{{宛名}}";
  recipient = atena_recipient_new (number, mailbox, address, judge (self, addressee), values);
  return atena_recipient_assign (recipient,
                                 addressee->automatic ? ATENA_ROLE_COPY : ATENA_ROLE_LETTER);
}

static gboolean
addressee_source_next (AtenaRecipientSource *source, AtenaRecipient **ret_recipient, GError **error)
{
  AtenaAddresseeSource *self = ATENA_ADDRESSEE_SOURCE (source);
  guint next = self->next;

  *ret_recipient = NULL;
  if (next == self->addressees->len)
    return TRUE;
  *ret_recipient = make_recipient (self, next + 1, self->addressees->pdata[next]);
  self->next++;
  return TRUE;
}

static void
recipient_source_init (AtenaRecipientSourceInterface *iface)
{
  iface->get_fields = addressee_source_get_fields;
  iface->next = addressee_source_next;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AtenaAddresseeSource,
                               atena_addressee_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_RECIPIENT_SOURCE,
                                                      recipient_source_init))

static void
atena_addressee_source_finalize (GObject *object)
{
  AtenaAddresseeSource *self = ATENA_ADDRESSEE_SOURCE (object);

  g_clear_pointer (&self->addressees, g_ptr_array_unref);
  g_clear_pointer (&self->own, g_hash_table_unref);
  g_clear_pointer (&self->fields, atena_fields_unref);
  G_OBJECT_CLASS (atena_addressee_source_parent_class)->finalize (object);
}

static void
atena_addressee_source_class_init (AtenaAddresseeSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_addressee_source_finalize;
}

static void
atena_addressee_source_init (AtenaAddresseeSource *self)
{
  self->fields = atena_fields_new (names, NULL);
}

AtenaAddresseeSource *
atena_addressee_source_new (GPtrArray *addressees, const char *const *own_addresses)
{
  AtenaAddresseeSource *self = g_object_new (ATENA_TYPE_ADDRESSEE_SOURCE, NULL);

  self->addressees = g_ptr_array_ref (addressees);
  self->own = atena_addressee_collect_keys (own_addresses);
  return self;
}

void
atena_addressee_source_refuse_special (AtenaAddresseeSource *self)
{
  g_return_if_fail (ATENA_IS_ADDRESSEE_SOURCE (self));

  self->refuses_special = TRUE;
}
