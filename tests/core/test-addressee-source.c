// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>

#include "atena-addressee-source.h"

static const char *const own_addresses[] = { "me@example.jp", NULL };

static AtenaRecipientSource *
open_source (const char *typed, const char *automatic)
{
  g_autoptr (GPtrArray) addressees =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atena_addressee_free);

  atena_addressees_add (addressees, ATENA_FIELD_BCC, FALSE, typed);
  atena_addressees_add (addressees, ATENA_FIELD_BCC, TRUE, automatic);
  return ATENA_RECIPIENT_SOURCE (atena_addressee_source_new (addressees, own_addresses));
}

static AtenaRecipient *
next (AtenaRecipientSource *source)
{
  g_autoptr (GError) error = NULL;
  AtenaRecipient *recipient = NULL;

  g_assert_true (atena_recipient_source_next (source, &recipient, &error));
  g_assert_no_error (error);
  return recipient;
}

static void
test_order (void)
{
  g_autoptr (AtenaRecipientSource) source = open_source ("山田 太郎 <A@b.jp>, c@d.jp", "");
  g_autoptr (AtenaRecipient) first = next (source);
  g_autoptr (AtenaRecipient) second = next (source);
  static const char *const names[] = { "name", "email", "宛名", NULL };
  static const char *const values[] = { "山田 太郎", "A@b.jp", "山田 太郎様", NULL };
  static const char *const bare[] = { "", "c@d.jp", "", NULL };

  g_assert_cmpstrv (atena_fields_get_names (atena_recipient_source_get_fields (source)), names);
  g_assert_cmpuint (atena_recipient_get_number (first), ==, 1);
  g_assert_cmpstr (atena_recipient_get_address (first), ==, "A@b.jp");
  g_assert_cmpint (atena_recipient_get_reason (first), ==, ATENA_REASON_NONE);
  g_assert_cmpint (atena_recipient_get_role (first), ==, ATENA_ROLE_LETTER);
  g_assert_cmpstrv (atena_recipient_get_values (first), values);
  g_assert_cmpuint (atena_recipient_get_number (second), ==, 2);
  g_assert_cmpstrv (atena_recipient_get_values (second), bare);
  g_assert_null (next (source));
  g_assert_null (next (source));
}

static void
test_salutation (void)
{
  static const struct
  {
    const char *name;
    const char *salutation;
  } cases[] = {
    { "山田", "山田様" },
    { "John Smith", "John Smith様" },
    { "山田様", "山田様" },
    { "山田さま", "山田さま" },
    { "㈱山田 御中", "㈱山田 御中" },
    { "佐藤先生", "佐藤先生" },
    { "山田太郎殿", "山田太郎殿" },
    { "保護者各位", "保護者各位" },
    { "山田さん", "山田さん" },
    { "山田部長", "山田部長" },
    { "a@b.jp", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *typed = g_strdup_printf ("\"%s\" <a@b.jp>", cases[i].name);
      g_autoptr (AtenaRecipientSource) source = open_source (typed, "");
      g_autoptr (AtenaRecipient) recipient = next (source);

      g_assert_cmpstr (atena_recipient_get_value (recipient, 0), ==, cases[i].name);
      g_assert_cmpstr (atena_recipient_get_value (recipient, 2), ==, cases[i].salutation);
    }
}

static void
test_own_address (void)
{
  g_autoptr (AtenaRecipientSource) source = open_source ("Me <ME@example.jp>", "");
  g_autoptr (AtenaRecipient) recipient = next (source);

  g_assert_cmpint (atena_recipient_get_reason (recipient), ==, ATENA_REASON_OWN_ADDRESS);
  g_assert_cmpint (atena_recipient_get_role (recipient), ==, ATENA_ROLE_LETTER);
  g_assert_nonnull (atena_recipient_get_mailbox (recipient));
}

static void
test_automatic (void)
{
  g_autoptr (AtenaRecipientSource) source =
    open_source ("", "Boss <boss@example.jp>, me@example.jp");
  g_autoptr (AtenaRecipient) boss = next (source);
  g_autoptr (AtenaRecipient) own = next (source);
  static const char *const boss_values[] = { "Boss", "boss@example.jp", "Boss様", NULL };
  static const char *const own_values[] = { "{{name}}", "me@example.jp", "{{宛名}}", NULL };

  g_assert_cmpint (atena_recipient_get_role (boss), ==, ATENA_ROLE_COPY);
  g_assert_cmpstrv (atena_recipient_get_values (boss), boss_values);
  g_assert_cmpint (atena_recipient_get_role (own), ==, ATENA_ROLE_COPY);
  g_assert_cmpint (atena_recipient_get_reason (own), ==, ATENA_REASON_NONE);
  g_assert_cmpstrv (atena_recipient_get_values (own), own_values);
}

static void
test_bad_address (void)
{
  g_autoptr (AtenaRecipientSource) source = open_source ("foo..bar@example.com", "");
  g_autoptr (AtenaRecipient) recipient = next (source);

  g_assert_null (atena_recipient_get_mailbox (recipient));
  g_assert_cmpint (atena_recipient_get_reason (recipient), ==, ATENA_REASON_BAD_ADDRESS);
  g_assert_cmpstr (atena_recipient_get_address (recipient), ==, "foo..bar@example.com");
  g_assert_cmpstr (atena_recipient_get_value (recipient, 1), ==, "foo..bar@example.com");
}

static void
test_special (void)
{
  static const char *const addresses[] = { "foo..bar@docomo.ne.jp", "山田@example.jp" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (addresses); i++)
    {
      const char *address = addresses[i / 2];
      gboolean refuses = i % 2 == 1;
      g_autoptr (AtenaRecipientSource) source = open_source (address, address);
      g_autoptr (AtenaRecipient) letter = NULL;
      g_autoptr (AtenaRecipient) copy = NULL;
      AtenaReason reason = refuses ? ATENA_REASON_UNSUPPORTED_ADDRESS : ATENA_REASON_NONE;

      if (refuses)
        atena_addressee_source_refuse_special (ATENA_ADDRESSEE_SOURCE (source));
      letter = next (source);
      copy = next (source);
      g_assert_cmpint (atena_recipient_get_reason (letter), ==, reason);
      g_assert_cmpint (atena_recipient_get_reason (copy), ==, reason);
      g_assert_cmpstr (atena_recipient_get_address (letter), ==, address);
    }
}

static void
test_plain (void)
{
  g_autoptr (AtenaRecipientSource) source = open_source ("foo.bar@docomo.ne.jp", "");
  g_autoptr (AtenaRecipient) recipient = NULL;

  atena_addressee_source_refuse_special (ATENA_ADDRESSEE_SOURCE (source));
  recipient = next (source);
  g_assert_cmpint (atena_recipient_get_reason (recipient), ==, ATENA_REASON_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/addressee-source/yields-everybody-in-order", test_order);
  g_test_add_func ("/addressee-source/says-sama-once", test_salutation);
  g_test_add_func ("/addressee-source/leaves-the-own-addresses-out", test_own_address);
  g_test_add_func ("/addressee-source/makes-automatic-ones-copies", test_automatic);
  g_test_add_func ("/addressee-source/keeps-those-who-cannot-be-written-to", test_bad_address);
  g_test_add_func ("/addressee-source/leaves-special-ones-out-if-asked", test_special);
  g_test_add_func ("/addressee-source/leaves-no-others-out-then", test_plain);
  return g_test_run ();
}
