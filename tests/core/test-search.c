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
check_found (AtenaCampaign *campaign, const char *word, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = atena_campaign_find_rows (campaign, word, NULL, &error);
  g_autoptr (GString) numbers = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (numbers, "%s%u", i > 0 ? " " : "", g_array_index (found, guint, i));
  g_assert_cmpstr (numbers->str, ==, expected);
}

static void
test_find (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = create (self, "x");

  check_found (campaign, "", "2 3 4 5");
  check_found (campaign, "taro", "2");
  check_found (campaign, "X.JP", "2 3 5");
  check_found (campaign, "髙橋", "2");
  check_found (campaign, "高橋", "");
  check_found (campaign, " abc", "2 4");
  check_found (campaign, "ﾀﾅｶ", "5");
  check_found (campaign, "bad", "4");
  check_found (campaign, "%", "");
}

static AtenaExtremes
find_extremes (AtenaCampaign *campaign)
{
  g_autoptr (GPtrArray) rows =
    atena_campaign_read_rows (campaign, 1u << ATENA_ROW_PENDING, 0, 100, NULL);
  AtenaExtremes extremes = { 0 };

  for (guint i = 0; i < rows->len; i++)
    {
      AtenaRecipient *recipient = ((AtenaRow *) rows->pdata[i])->recipient;
      AtenaMeasures measures =
        atena_measures_take (atena_campaign_get_letter (campaign), recipient);

      atena_extremes_add (&extremes, atena_recipient_get_number (recipient), &measures);
    }
  return extremes;
}

static void
test_extremes (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = create (self, "{{会社名|社名のない方へ、この度はどうも}}");
  AtenaExtremes extremes = find_extremes (campaign);

  g_assert_cmpuint (extremes.longest, ==, 3);
  g_assert_cmpuint (extremes.shortest, ==, 5);
  g_assert_cmpuint (extremes.emptiest, ==, 3);
  g_assert_cmpuint (extremes.most.length, ==, strlen ("花子社名のない方へ、この度はどうも\n"));
  g_assert_cmpuint (extremes.least.length, ==, strlen ("健タナカ\n"));
  g_assert_cmpuint (extremes.most.blanks, ==, 1);
}

/* Of several alike, the first; of none, none. */
static void
test_alike (Fixture *self, gconstpointer data)
{
  static const AtenaMeasures measures = { .length = 7, .blanks = 1 };
  AtenaExtremes extremes = { 0 };

  g_assert_cmpuint (extremes.longest + extremes.shortest + extremes.emptiest, ==, 0);
  for (guint number = 3; number < 6; number++)
    atena_extremes_add (&extremes, number, &measures);
  g_assert_cmpuint (extremes.longest, ==, 3);
  g_assert_cmpuint (extremes.shortest, ==, 3);
  g_assert_cmpuint (extremes.emptiest, ==, 3);
}

static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = fixture_create_people (self, 600, (AtenaPaceLimits){ 0 });
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  check_found (campaign, "Person 60", "61 601");
  g_cancellable_cancel (cancelled);
  g_assert_null (atena_campaign_find_rows (campaign, "Person 60", cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
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
  ADD ("takes-the-first-of-those-alike", test_alike);
  return g_test_run ();
}
