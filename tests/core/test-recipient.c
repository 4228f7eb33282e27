// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>

#include "atena-recipient.h"

static const char *const values[] = { "taro@example.jp", "", "山田", NULL };

static AtenaRecipient *
make_recipient (void)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autoptr (AtenaMailbox) mailbox = atena_mailbox_parse (values[0], -1, "Taro", &reason);

  return atena_recipient_new (7, mailbox, values[0], ATENA_REASON_NONE, values);
}

static void
assert_row (AtenaRecipient *recipient)
{
  g_assert_cmpuint (atena_recipient_get_number (recipient), ==, 7);
  g_assert_cmpstr (atena_recipient_get_address (recipient), ==, "taro@example.jp");
  g_assert_cmpint (atena_recipient_get_reason (recipient), ==, ATENA_REASON_NONE);
  g_assert_cmpstrv (atena_recipient_get_values (recipient), values);
  g_assert_cmpstr (atena_mailbox_get_name (atena_recipient_get_mailbox (recipient)), ==, "Taro");
}

static void
test_new (void)
{
  g_autoptr (AtenaRecipient) recipient = make_recipient ();

  assert_row (recipient);
  g_assert_null (atena_recipient_get_message_id (recipient));
  g_assert_cmpint (atena_recipient_get_date (recipient), ==, 0);
}

static void
test_value (void)
{
  g_autoptr (AtenaRecipient) recipient = make_recipient ();

  g_assert_cmpstr (atena_recipient_get_value (recipient, 0), ==, "taro@example.jp");
  g_assert_cmpstr (atena_recipient_get_value (recipient, 1), ==, "");
  g_assert_cmpstr (atena_recipient_get_value (recipient, 2), ==, "山田");
  g_assert_cmpstr (atena_recipient_get_value (recipient, 3), ==, "");
  g_assert_cmpstr (atena_recipient_get_value (recipient, G_MAXUINT), ==, "");
}

static void
test_exclude (void)
{
  g_autoptr (AtenaRecipient) recipient = make_recipient ();
  g_autoptr (AtenaRecipient) excluded =
    atena_recipient_exclude (recipient, ATENA_REASON_TWO_ROWS, "2, 5");
  g_autoptr (AtenaRecipient) stamped = atena_recipient_stamp (excluded, "1@example.jp", 1);
  g_autoptr (AtenaRecipient) other =
    atena_recipient_exclude (stamped, ATENA_REASON_OWN_ADDRESS, NULL);

  assert_row (recipient);
  g_assert_null (atena_recipient_get_detail (recipient));
  g_assert_cmpint (atena_recipient_get_reason (stamped), ==, ATENA_REASON_TWO_ROWS);
  g_assert_cmpstr (atena_recipient_get_detail (stamped), ==, "2, 5");
  g_assert_cmpint (atena_recipient_get_reason (other), ==, ATENA_REASON_OWN_ADDRESS);
  g_assert_null (atena_recipient_get_detail (other));
  g_assert_cmpstr (atena_recipient_get_message_id (other), ==, "1@example.jp");
}

static void
test_stamp (void)
{
  AtenaRecipient *recipient = make_recipient ();
  g_autoptr (AtenaRecipient) first = atena_recipient_stamp (recipient, "1@example.jp", 1700000000);
  g_autoptr (AtenaRecipient) again = atena_recipient_stamp (first, "2@example.jp", -1);

  g_assert_null (atena_recipient_get_message_id (recipient));
  atena_recipient_unref (recipient);

  assert_row (first);
  g_assert_cmpstr (atena_recipient_get_message_id (first), ==, "1@example.jp");
  g_assert_cmpint (atena_recipient_get_date (first), ==, 1700000000);
  assert_row (again);
  g_assert_cmpstr (atena_recipient_get_message_id (again), ==, "2@example.jp");
  g_assert_cmpint (atena_recipient_get_date (again), ==, -1);
}

static void
test_role (void)
{
  g_autoptr (AtenaRecipient) recipient = make_recipient ();
  g_autoptr (AtenaRecipient) stamped = atena_recipient_stamp (recipient, "1@example.jp", 5);
  g_autoptr (AtenaRecipient) copy = atena_recipient_assign (stamped, ATENA_ROLE_COPY);
  g_autoptr (AtenaRecipient) again = atena_recipient_stamp (copy, "2@example.jp", 6);
  g_autoptr (AtenaRecipient) back = atena_recipient_assign (copy, ATENA_ROLE_LETTER);

  g_assert_cmpint (atena_recipient_get_role (recipient), ==, ATENA_ROLE_LETTER);
  g_assert_cmpint (atena_recipient_get_role (stamped), ==, ATENA_ROLE_LETTER);
  g_assert_cmpint (atena_recipient_get_role (copy), ==, ATENA_ROLE_COPY);
  assert_row (copy);
  g_assert_cmpstr (atena_recipient_get_message_id (copy), ==, "1@example.jp");
  g_assert_cmpint (atena_recipient_get_date (copy), ==, 5);
  g_assert_cmpint (atena_recipient_get_role (again), ==, ATENA_ROLE_COPY);
  g_assert_cmpint (atena_recipient_get_role (back), ==, ATENA_ROLE_LETTER);
}

static void
test_without_mailbox (void)
{
  g_autoptr (AtenaRecipient) recipient =
    atena_recipient_new (2, NULL, "nobody", ATENA_REASON_BAD_ADDRESS, values);
  g_autoptr (AtenaRecipient) stamped = atena_recipient_stamp (recipient, "1@example.jp", 1);

  g_assert_null (atena_recipient_get_mailbox (stamped));
  g_assert_cmpint (atena_recipient_get_reason (stamped), ==, ATENA_REASON_BAD_ADDRESS);
  g_assert_cmpstr (atena_recipient_get_address (stamped), ==, "nobody");
}

static void
test_own_address (void)
{
  g_autoptr (AtenaRecipient) person = make_recipient ();
  AtenaMailbox *mailbox = atena_recipient_get_mailbox (person);
  g_autoptr (AtenaRecipient) recipient =
    atena_recipient_new (2, mailbox, values[0], ATENA_REASON_OWN_ADDRESS, values);

  g_assert_true (atena_recipient_get_mailbox (recipient) == mailbox);
  g_assert_cmpint (atena_recipient_get_reason (recipient), ==, ATENA_REASON_OWN_ADDRESS);
}

static void
test_half_a_recipient (void)
{
  g_test_expect_message ("atena", G_LOG_LEVEL_CRITICAL, "*reason*failed");
  g_assert_null (atena_recipient_new (2, NULL, "nobody", ATENA_REASON_NONE, values));
  g_test_assert_expected_messages ();
}

static void
test_row (void)
{
  g_autoptr (AtenaRecipient) recipient = make_recipient ();
  g_autoptr (AtenaRecipient) placed = atena_recipient_place (recipient, 3);
  g_autoptr (AtenaRecipient) copy = atena_recipient_assign (placed, ATENA_ROLE_COPY);
  g_autoptr (AtenaRecipient) stamped = atena_recipient_stamp (copy, "1@example.jp", 5);
  g_autoptr (AtenaRecipient) again = atena_recipient_place (stamped, 4);

  g_assert_cmpuint (atena_recipient_get_row (recipient), ==, 7);
  assert_row (stamped);
  g_assert_cmpuint (atena_recipient_get_row (stamped), ==, 3);
  assert_row (again);
  g_assert_cmpuint (atena_recipient_get_row (again), ==, 4);
  g_assert_cmpint (atena_recipient_get_role (again), ==, ATENA_ROLE_COPY);
  g_assert_cmpstr (atena_recipient_get_message_id (again), ==, "1@example.jp");
}

static void
test_examples (void)
{
  static const char *const first[] = { "", " ", "乙", NULL };
  static const char *const second[] = { "甲", "", "丙", NULL };
  static const char *const third[] = { "丁", "戊", "己", NULL };
  g_autoptr (AtenaRecipient) boss = make_recipient ();
  g_autoptr (AtenaRecipient) copy = atena_recipient_assign (boss, ATENA_ROLE_COPY);
  g_autoptr (AtenaRecipient) a = atena_recipient_new (1, NULL, "", ATENA_REASON_NO_ADDRESS, first);
  g_autoptr (AtenaRecipient) b = atena_recipient_new (2, NULL, "", ATENA_REASON_NO_ADDRESS, second);
  g_autoptr (AtenaRecipient) c = atena_recipient_new (3, NULL, "", ATENA_REASON_NO_ADDRESS, third);
  g_auto (GStrv) examples = NULL;
  g_autofree char *all = NULL;

  /* A copy has placeholders for values. */
  g_assert_true (atena_recipient_add_examples (copy, &examples));
  g_assert_null (examples);
  g_assert_true (atena_recipient_add_examples (a, &examples));
  g_assert_true (atena_recipient_add_examples (b, &examples));
  g_assert_false (atena_recipient_add_examples (c, &examples));
  all = g_strjoinv ("|", examples);
  g_assert_cmpstr (all, ==, "甲|戊|乙");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recipient/keeps-the-row", test_new);
  g_test_add_func ("/recipient/has-empty-values-beyond-the-last", test_value);
  g_test_add_func ("/recipient/is-stamped-without-changing", test_stamp);
  g_test_add_func ("/recipient/keeps-its-role", test_role);
  g_test_add_func ("/recipient/may-share-its-row-with-others", test_row);
  g_test_add_func ("/recipient/may-have-no-mailbox", test_without_mailbox);
  g_test_add_func ("/recipient/may-be-left-out-with-a-mailbox", test_own_address);
  g_test_add_func ("/recipient/has-a-mailbox-or-a-reason", test_half_a_recipient);
  g_test_add_func ("/recipient/gives-examples-of-its-values", test_examples);
  g_test_add_func ("/recipient/is-left-out-for-a-reason-with-its-detail", test_exclude);
  return g_test_run ();
}
