// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <gio/gio.h>

#include "atena-search.h"
#include "campaign-fixture.h"

static const char list[] = "email,name,会社名\n"
                           "Taro@x.jp,髙橋 太郎,株式会社ＡＢＣ\n"
                           "hanako@x.jp,花子,\n"
                           "bad,Jiro,abc\n"
                           "ken@x.jp,健,タナカ\n";

static AtenaCampaign *
create (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  AtenaCampaign *campaign = fixture_create (self, list, "{{name}}", text, FALSE, &error);

  g_assert_no_error (error);
  return campaign;
}

static void
check_found (AtenaCampaign *campaign,
             const char *word,
             guint states,
             guint after,
             guint limit,
             const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    atena_campaign_find_rows (campaign, word, states, after, limit, &error);
  g_autoptr (GString) numbers = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (numbers, "%s%u", i > 0 ? " " : "",
                            atena_recipient_get_number (((AtenaRow *) rows->pdata[i])->recipient));
  g_assert_cmpstr (numbers->str, ==, expected);
}

static void
test_find (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = create (self, "x");

  check_found (campaign, "", 0, 0, 9, "2 3 4 5");
  check_found (campaign, "taro", 0, 0, 9, "2");
  check_found (campaign, "X.JP", 0, 0, 9, "2 3 5");
  check_found (campaign, "髙橋", 0, 0, 9, "2");
  check_found (campaign, "高橋", 0, 0, 9, "");
  check_found (campaign, " abc", 0, 0, 9, "2 4");
  check_found (campaign, "ﾀﾅｶ", 0, 0, 9, "5");
  check_found (campaign, "bad", 0, 0, 9, "4");
  check_found (campaign, "bad", 1u << ATENA_ROW_PENDING, 0, 9, "");
  check_found (campaign, "x.jp", 0, 2, 1, "3");
  check_found (campaign, "%", 0, 0, 9, "");
}

static void
test_extremes (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = create (self, "{{会社名|社名のない方へ、この度はどうも}}");
  AtenaExtremes extremes;

  g_assert_true (atena_campaign_find_extremes (campaign, &extremes, NULL, NULL));
  g_assert_cmpuint (extremes.longest, ==, 3);
  g_assert_cmpuint (extremes.shortest, ==, 5);
  g_assert_cmpuint (extremes.emptiest, ==, 3);
}

static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 600, (AtenaPaceLimits){ 0 });
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  AtenaExtremes extremes;

  check_found (campaign, "Person 60", 0, 0, 9, "61 601");
  g_assert_true (atena_campaign_find_extremes (campaign, &extremes, NULL, NULL));
  g_assert_cmpuint (extremes.longest, ==, 101);
  g_assert_cmpuint (extremes.shortest, ==, 2);
  g_cancellable_cancel (cancelled);
  g_assert_false (atena_campaign_find_extremes (campaign, &extremes, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_none (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaCampaign) campaign =
    fixture_create (self, "email,name\nbad,x\n", "x", "x", FALSE, &error);
  AtenaExtremes extremes = { 1, 1, 1 };

  g_assert_no_error (error);
  g_assert_true (atena_campaign_find_extremes (campaign, &extremes, NULL, NULL));
  g_assert_cmpuint (extremes.longest, ==, 0);
  g_assert_cmpuint (extremes.shortest, ==, 0);
  g_assert_cmpuint (extremes.emptiest, ==, 0);
}

#define ADD(name, test) \
  g_test_add ("/search/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("finds-by-any-word", test_find);
  ADD ("knows-the-longest-shortest-and-emptiest", test_extremes);
  ADD ("goes-through-many-and-can-be-given-up", test_many);
  ADD ("finds-nothing-in-nothing", test_none);
  return g_test_run ();
}
