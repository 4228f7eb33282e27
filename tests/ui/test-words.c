// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-words-private.h"
#include "ui-fixture.h"

static void
test_lies (void)
{
  static const struct
  {
    const char *text;
    const char *said;
  } cases[] = {
    { "山田様 いつもお世話になっております", NULL },
    { "皆様へ", "“皆様”" },
    { "会員各位 BCCにて失礼します", "“BCCにて失礼, 各位”" },
    { "このメールは一斉配信です", "“一斉配信”" },
    /* Decomposed, as some systems type it. */
    { "皆さまか\xe3\x82\x99", "“皆さま”" },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *note = atena_words_find_lies (cases[i].text);

      g_assert_cmpint (note != NULL, ==, cases[i].said != NULL);
      g_assert_true (note == NULL || strstr (note, cases[i].said) != NULL);
    }
}

static void
test_time (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) later = g_date_time_add_days (now, 2);
  g_autofree char *today_text = g_date_time_format (now, "%H:%M");
  g_autofree char *later_text = g_date_time_format (later, "%-e %B, %H:%M");
  g_autofree char *today = atena_words_describe_time (g_date_time_to_unix (now) * G_USEC_PER_SEC);
  g_autofree char *other = atena_words_describe_time (g_date_time_to_unix (later) * G_USEC_PER_SEC);
  g_autofree char *finish =
    atena_words_describe_finish (g_date_time_to_unix (later) * G_USEC_PER_SEC);

  g_assert_cmpstr (today, ==, today_text);
  g_assert_cmpstr (other, ==, later_text);
  g_assert_nonnull (strstr (finish, later_text));
}

static void
test_changes (void)
{
  AtenaOrder order = { .addressees =
                         g_ptr_array_new_with_free_func ((GDestroyNotify) atena_addressee_free) };
  g_autofree char *plain = NULL;
  g_autofree char *copied = NULL;

  atena_addressees_add (order.addressees, ATENA_FIELD_TO, FALSE, "a@example.com");
  plain = atena_words_describe_changes (&order, 1, 0, ATENA_KEEP_NONE);
  g_assert_cmpstr (plain, ==,
                   "• To holds one person, whoever gets the letter\n"
                   "• “Reply to All” reaches you and nobody else");
  atena_addressees_add (order.addressees, ATENA_FIELD_CC, FALSE, "b@example.com");
  copied = atena_words_describe_changes (&order, 1, 0, ATENA_KEEP_ONE);
  g_assert_nonnull (strstr (copied, "• There is no Cc and no Bcc"));
  g_assert_nonnull (strstr (copied, "• One copy is kept"));
  g_ptr_array_unref (order.addressees);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);

  g_test_add_func ("/words/finds-what-does-not-fit-one-person", test_lies);
  g_test_add_func ("/words/names-the-day-when-it-is-another", test_time);
  g_test_add_func ("/words/lists-what-applies", test_changes);

  return g_test_run ();
}
