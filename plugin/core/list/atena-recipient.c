// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// One row of a list as a value; it neither judges the row nor remembers what became of it.

#include "atena-recipient.h"

#include <string.h>

#include "atena-text.h"

struct _AtenaRecipient
{
  guint number;
  guint row;
  AtenaMailbox *mailbox;
  char *address;
  AtenaReason reason;
  char *detail;
  AtenaRole role;
  char **values; /* in one piece of memory */
  guint n_values;
  char *message_id;
  gint64 date;
};

G_DEFINE_BOXED_TYPE (AtenaRecipient, atena_recipient, atena_recipient_ref, atena_recipient_unref)

/* The strings behind the array that points at them: there are as many as rows times columns. */
static char **
pack_strings (const char *const *strings, guint n)
{
  gsize pointers = (n + 1) * sizeof (char *);
  gsize octets = 0;
  char **packed;
  char *end;

  for (guint i = 0; i < n; i++)
    octets += strlen (strings[i]) + 1;
  packed = g_malloc (pointers + octets);
  end = (char *) packed + pointers;
  for (guint i = 0; i < n; i++)
    {
      packed[i] = end;
      end = stpcpy (end, strings[i]) + 1;
    }
  packed[n] = NULL;
  return packed;
}

AtenaRecipient *
atena_recipient_new (guint number,
                     AtenaMailbox *mailbox,
                     const char *address,
                     AtenaReason reason,
                     const char *const *values)
{
  AtenaRecipient *self;

  g_return_val_if_fail (mailbox != NULL || reason != ATENA_REASON_NONE, NULL);

  self = g_atomic_rc_box_new0 (AtenaRecipient);
  self->number = number;
  self->row = number;
  self->mailbox = mailbox != NULL ? atena_mailbox_ref (mailbox) : NULL;
  self->address = g_strdup (address);
  self->reason = reason;
  self->n_values = g_strv_length ((char **) values);
  self->values = pack_strings (values, self->n_values);
  return self;
}

static AtenaRecipient *
copy_recipient (AtenaRecipient *self)
{
  AtenaRecipient *copy = atena_recipient_new (self->number, self->mailbox, self->address,
                                              self->reason, (const char *const *) self->values);

  copy->row = self->row;
  copy->detail = g_strdup (self->detail);
  copy->role = self->role;
  copy->message_id = g_strdup (self->message_id);
  copy->date = self->date;
  return copy;
}

AtenaRecipient *
atena_recipient_stamp (AtenaRecipient *self, const char *message_id, gint64 date)
{
  AtenaRecipient *stamped = copy_recipient (self);

  g_free (stamped->message_id);
  stamped->message_id = g_strdup (message_id);
  stamped->date = date;
  return stamped;
}

AtenaRecipient *
atena_recipient_assign (AtenaRecipient *self, AtenaRole role)
{
  AtenaRecipient *assigned = copy_recipient (self);

  assigned->role = role;
  return assigned;
}

AtenaRecipient *
atena_recipient_place (AtenaRecipient *self, guint row)
{
  AtenaRecipient *placed;

  /* Mostly; a long list need not be copied. */
  if (self->row == row)
    return atena_recipient_ref (self);

  placed = copy_recipient (self);
  placed->row = row;
  return placed;
}

AtenaRecipient *
atena_recipient_exclude (AtenaRecipient *self, AtenaReason reason, const char *detail)
{
  AtenaRecipient *excluded = copy_recipient (self);

  excluded->reason = reason;
  g_free (excluded->detail);
  excluded->detail = g_strdup (detail);
  return excluded;
}

static void
recipient_clear (AtenaRecipient *self)
{
  g_clear_pointer (&self->mailbox, atena_mailbox_unref);
  g_free (self->address);
  g_free (self->detail);
  g_free (self->values);
  g_free (self->message_id);
}

AtenaRecipient *
atena_recipient_ref (AtenaRecipient *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
atena_recipient_unref (AtenaRecipient *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) recipient_clear);
}

guint
atena_recipient_get_number (AtenaRecipient *self)
{
  return self->number;
}

guint
atena_recipient_get_row (AtenaRecipient *self)
{
  return self->row;
}

AtenaMailbox *
atena_recipient_get_mailbox (AtenaRecipient *self)
{
  return self->mailbox;
}

const char *
atena_recipient_get_address (AtenaRecipient *self)
{
  return self->address;
}

AtenaReason
atena_recipient_get_reason (AtenaRecipient *self)
{
  return self->reason;
}

const char *
atena_recipient_get_detail (AtenaRecipient *self)
{
  return self->detail;
}

const char *const *
atena_recipient_get_values (AtenaRecipient *self)
{
  return (const char *const *) self->values;
}

const char *
atena_recipient_get_message_id (AtenaRecipient *self)
{
  return self->message_id;
}

gint64
atena_recipient_get_date (AtenaRecipient *self)
{
  return self->date;
}

AtenaRole
atena_recipient_get_role (AtenaRecipient *self)
{
  return self->role;
}

const char *
atena_recipient_find_name (AtenaRecipient *self, AtenaFields *fields)
{
  int column;

  if (self->mailbox != NULL)
    return atena_mailbox_get_name (self->mailbox);
  column = atena_fields_find (fields, "name");
  return column >= 0 ? atena_recipient_get_value (self, (guint) column) : "";
}

gboolean
atena_recipient_add_examples (AtenaRecipient *self, GStrv *examples)
{
  gboolean blank = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->role == ATENA_ROLE_COPY)
    return TRUE;
  if (*examples == NULL)
    *examples = g_strdupv (self->values);
  for (guint i = 0; (*examples)[i] != NULL; i++)
    {
      if (atena_text_is_blank ((*examples)[i]))
        {
          g_free ((*examples)[i]);
          (*examples)[i] = g_strdup (atena_recipient_get_value (self, i));
        }
      blank = blank || atena_text_is_blank ((*examples)[i]);
    }
  return blank;
}

const char *
atena_recipient_get_value (AtenaRecipient *self, guint index)
{
  return index < self->n_values ? self->values[index] : "";
}
