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
  gboolean listed;            /* of the addressees, only the automatic ones count */
  AtenaRecipientSource *list; /* or NULL, also after its last one */
  guint last;                 /* number of the recipient before */
  guint next;                 /* of the addressees */
};

static AtenaFields *
addressee_source_get_fields (AtenaRecipientSource *source)
{
  return ATENA_ADDRESSEE_SOURCE (source)->fields;
}

/* What may be said against a mailbox that is one. */
static AtenaReason
judge (AtenaAddresseeSource *self, AtenaMailbox *mailbox, gboolean automatic)
{
  /* The copy that the identity's settings ask for is mostly for the person who writes. */
  if (!automatic && g_hash_table_contains (self->own, atena_mailbox_get_key (mailbox)))
    return ATENA_REASON_OWN_ADDRESS;
  if (self->refuses_special &&
      (atena_mailbox_is_dotted (mailbox) || atena_mailbox_is_international (mailbox)))
    return ATENA_REASON_UNSUPPORTED_ADDRESS;
  return ATENA_REASON_NONE;
}

static char *
make_value (const AtenaAddressee *addressee, const char *field)
{
  const char *name = addressee->mailbox != NULL ? atena_mailbox_get_name (addressee->mailbox) : "";
  g_autofree char *key = atena_text_field_key (field);
  g_autofree char *value = NULL;

  if (g_str_equal (key, "email"))
    return g_strdup (addressee->mailbox != NULL ? atena_mailbox_get_address (addressee->mailbox)
                                                : addressee->text);
  if (g_str_equal (key, "name"))
    value = g_strdup (name);
  else if (g_str_equal (key, "宛名"))
    value = atena_salutation_dup_block (&(AtenaSalutation){ .name = name });
  else
    value = g_strdup ("");
  /* A copy shows where the others' values are. */
  if (addressee->automatic && atena_text_is_blank (value) && *key != '\0')
    return g_strdup_printf ("{{%s}}", field);
  return g_steal_pointer (&value);
}

static AtenaRecipient *
make_recipient (AtenaAddresseeSource *self, guint number, const AtenaAddressee *addressee)
{
  AtenaMailbox *mailbox = addressee->mailbox;
  const char *const *fields = atena_fields_get_names (self->fields);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) values = NULL;
  g_autoptr (AtenaRecipient) recipient = NULL;

  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *value = make_value (addressee, fields[i]);

      g_strv_builder_add (builder, value);
    }
  values = g_strv_builder_end (builder);
  recipient = atena_recipient_new (
    number, mailbox, mailbox != NULL ? atena_mailbox_get_address (mailbox) : addressee->text,
    mailbox != NULL ? judge (self, mailbox, addressee->automatic) : addressee->reason,
    (const char *const *) values);
  return atena_recipient_assign (recipient,
                                 addressee->automatic ? ATENA_ROLE_COPY : ATENA_ROLE_LETTER);
}

static gboolean
next_listed (AtenaAddresseeSource *self, AtenaRecipient **ret_recipient, GError **error)
{
  g_autoptr (AtenaRecipient) recipient = NULL;
  AtenaReason reason;

  if (!atena_recipient_source_next (self->list, &recipient, error))
    return FALSE;
  if (recipient == NULL)
    {
      g_clear_object (&self->list);
      return TRUE;
    }

  self->last = atena_recipient_get_number (recipient);
  reason = atena_recipient_get_reason (recipient);
  if (reason == ATENA_REASON_NONE)
    reason = judge (self, atena_recipient_get_mailbox (recipient), FALSE);
  *ret_recipient = reason == atena_recipient_get_reason (recipient)
                     ? g_steal_pointer (&recipient)
                     : atena_recipient_exclude (recipient, reason, NULL);
  return TRUE;
}

static gboolean
addressee_source_next (AtenaRecipientSource *source, AtenaRecipient **ret_recipient, GError **error)
{
  AtenaAddresseeSource *self = ATENA_ADDRESSEE_SOURCE (source);

  *ret_recipient = NULL;
  if (self->list != NULL && !next_listed (self, ret_recipient, error))
    return FALSE;
  while (*ret_recipient == NULL && self->next < self->addressees->len)
    {
      const AtenaAddressee *addressee = self->addressees->pdata[self->next++];

      if (!self->listed || addressee->automatic)
        *ret_recipient = make_recipient (self, ++self->last, addressee);
    }
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
  g_clear_object (&self->list);
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
}

AtenaAddresseeSource *
atena_addressee_source_new (GPtrArray *addressees, const char *const *own_addresses)
{
  AtenaAddresseeSource *self = g_object_new (ATENA_TYPE_ADDRESSEE_SOURCE, NULL);

  self->addressees = g_ptr_array_ref (addressees);
  self->own = atena_addressee_collect_keys (own_addresses);
  self->fields = atena_fields_new (names, NULL);
  return self;
}

AtenaAddresseeSource *
atena_addressee_source_new_listed (GPtrArray *addressees,
                                   const char *const *own_addresses,
                                   AtenaRecipientSource *list)
{
  AtenaAddresseeSource *self = g_object_new (ATENA_TYPE_ADDRESSEE_SOURCE, NULL);

  self->addressees = g_ptr_array_ref (addressees);
  self->listed = TRUE;
  self->own = atena_addressee_collect_keys (own_addresses);
  self->list = g_object_ref (list);
  self->fields = atena_fields_ref (atena_recipient_source_get_fields (list));
  return self;
}

void
atena_addressee_source_refuse_special (AtenaAddresseeSource *self)
{
  g_return_if_fail (ATENA_IS_ADDRESSEE_SOURCE (self));

  self->refuses_special = TRUE;
}
