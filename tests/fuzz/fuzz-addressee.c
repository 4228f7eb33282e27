// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Whatever stands in an address field, each of its people is shown on one line, and the addresses
// found are found again where they stand alone.

#include <glib.h>
#include <string.h>

#include "atena-addressee-private.h"
#include "atena-text.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GPtrArray *
split (const char *text)
{
  GPtrArray *addressees = g_ptr_array_new_with_free_func ((GDestroyNotify) atena_addressee_free);

  atena_addressees_add (addressees, ATENA_FIELD_TO, FALSE, text);
  return addressees;
}

static void
check_addressee (const AtenaAddressee *addressee)
{
  g_autofree char *key = atena_addressee_dup_key (addressee);
  g_autofree char *stranger = atena_addressee_dup_stranger (addressee);
  g_autofree char *line = atena_text_fold_line (addressee->text);

  g_assert_true (g_utf8_validate (addressee->text, -1, NULL));
  g_assert_cmpstr (line, ==, addressee->text);
  g_assert_false (atena_text_is_blank (line));
  g_assert_true ((addressee->mailbox == NULL) == (addressee->reason != ATENA_REASON_NONE));
  g_assert_true (addressee->mailbox == NULL || key != NULL);
  g_assert_true (key == NULL || strchr (key, '@') != NULL);
  g_assert_true (stranger == NULL || strchr (stranger, '@') != NULL);
  if (addressee->mailbox != NULL)
    {
      g_autoptr (GPtrArray) alone = split (atena_mailbox_get_path (addressee->mailbox));
      g_autofree char *again = atena_addressee_dup_key (alone->pdata[0]);

      g_assert_cmpuint (alone->len, ==, 1);
      g_assert_cmpstr (again, ==, key);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GPtrArray) addressees = split (text);

  for (guint i = 0; i < addressees->len; i++)
    check_addressee (addressees->pdata[i]);
  return 0;
}
