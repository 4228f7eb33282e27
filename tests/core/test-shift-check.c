// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-shift-check.h"

#include "list-fixture.h"

static const char *const family[] = { "田中", "佐藤", "鈴木", "高橋", "伊藤",
                                      "渡辺", "山本", "中村", "小林", "加藤" };
static const char *const roman[] = { "tanaka",   "sato",     "suzuki",   "takahashi", "ito",
                                     "watanabe", "yamamoto", "nakamura", "kobayashi", "kato" };

/* A campaign in which the names of ten people are moved by @move against their addresses. */
static AtenaCampaign *
create (Fixture *self, guint move)
{
  g_autoptr (GString) table = g_string_new ("email|name\n");
  g_autoptr (AtenaRecipientSource) source = NULL;

  for (guint i = 0; i < 10; i++)
    g_string_append_printf (table, "%s@example.jp|%s\n", roman[i], family[(i + move) % 10]);
  source = list_fixture_source (table->str);
  return fixture_create_from (self, source);
}

static void
set_sent (Fixture *self)
{
  fixture_run_sql (self, "UPDATE row SET state = 'sent' WHERE state = 'pending'");
}

static GPtrArray *
find (AtenaCampaign *campaign, AtenaRecipientSource *known)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = atena_campaign_find_shifts (campaign, NULL, known, NULL, &error);

  g_assert_no_error (error);
  return findings;
}

static void
test_earlier (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) first = create (self, 1);
  g_autoptr (AtenaCampaign) second = NULL;
  g_autoptr (AtenaCampaign) third = NULL;
  g_autoptr (AtenaCampaign) fourth = NULL;
  g_autoptr (GPtrArray) alone = find (first, NULL);
  g_autoptr (GPtrArray) same = NULL;
  g_autoptr (GPtrArray) shifted = NULL;
  AtenaShiftFinding *finding;

  g_assert_cmpuint (alone->len, ==, 0);
  set_sent (self);
  second = create (self, 0);
  set_sent (self);
  third = create (self, 0);
  /* The newest one counts, and what was sent. */
  same = find (third, NULL);
  g_assert_cmpuint (same->len, ==, 0);

  fourth = create (self, 1);
  shifted = find (fourth, NULL);
  g_assert_cmpuint (shifted->len, ==, 1);
  finding = shifted->pdata[0];
  g_assert_cmpint (finding->kind, ==, ATENA_SHIFT_EARLIER);
  g_assert_cmpuint (finding->count, ==, 10);
  g_assert_cmpuint (finding->first, ==, 2);
  g_assert_true (finding == atena_shift_find_holding (shifted));
}

/* A rehearsal stands in a ledger of its own. */
static void
test_history (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) sent = create (self, 1);
  g_autoptr (AtenaLedger) history = NULL;
  g_autoptr (AtenaCampaign) campaign = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  set_sent (self);
  history = g_steal_pointer (&self->ledger);
  self->ledger = atena_ledger_open_temporary (NULL);
  campaign = create (self, 0);
  findings = atena_campaign_find_shifts (campaign, history, NULL, NULL, NULL);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpuint (((AtenaShiftFinding *) findings->pdata[0])->count, ==, 10);
  g_clear_object (&campaign);
}

/* Only what was sent to somebody who got a letter says who that is. */
static void
test_not_sent (Fixture *self, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE row SET state = 'rejected' WHERE campaign = 1",
    "UPDATE row SET state = 'sent', role = 'copy' WHERE campaign = 1",
    "UPDATE row SET state = 'sent', role = 'letter' WHERE campaign = 1;"
    "UPDATE campaign SET kind = 'test' WHERE id = 1",
  };
  g_autoptr (AtenaCampaign) first = create (self, 1);
  g_autoptr (AtenaCampaign) second = create (self, 0);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;

      fixture_run_sql (self, changes[i]);
      findings = find (second, NULL);
      g_assert_cmpuint (findings->len, ==, 0);
    }
}

static void
test_known (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) book = g_string_new ("email|name\n");
  g_autoptr (AtenaCampaign) campaign = create (self, 0);
  g_autoptr (AtenaRecipientSource) known = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  AtenaShiftFinding *finding;

  /* In an order of its own, and with others in it. Three in a row have other names. */
  for (guint i = 0; i < 10; i++)
    g_string_append_printf (book, "%s@example.jp|%s\nx%u@example.jp|誰か\nbad|誰か\n", roman[9 - i],
                            family[i < 3 ? 0 : 9 - i], i);
  known = list_fixture_source (book->str);
  findings = find (campaign, known);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = findings->pdata[0];
  g_assert_cmpint (finding->kind, ==, ATENA_SHIFT_KNOWN);
  g_assert_cmpuint (finding->count, ==, 3);
  g_assert_cmpuint (finding->first, ==, 9);
  g_assert_true (finding->holds);
}

static const char *const readings[] = { "タナカ",   "サトウ",   "スズキ",   "タカハシ", "イトウ",
                                        "ワタナベ", "ヤマモト", "ナカムラ", "コバヤシ", "カトウ" };

static void
test_columns (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *header; /* of the reading, a number and a file */
    AtenaShiftKind kind;
    guint count;
  } cases[] = {
    { "フリガナ|x|y", ATENA_SHIFT_READING, 9 },
    { "氏名(ｶﾅ)|x|y", ATENA_SHIFT_READING, 9 },
    { "セイ|x|y", ATENA_SHIFT_READING, 9 },
    { "会社フリガナ|x|y", ATENA_SHIFT_READING, 0 },
    { "x|会員番号|添付ファイル", ATENA_SHIFT_FILES, 9 },
    { "x|No.|Attachment", ATENA_SHIFT_FILES, 9 },
    { "x|ID|file", ATENA_SHIFT_FILES, 9 },
    { "x|会員ID|file", ATENA_SHIFT_FILES, 9 },
    { "x|note|file", ATENA_SHIFT_FILES, 0 },
    { "x|番号|z", ATENA_SHIFT_FILES, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) table = g_string_new (NULL);
      g_autoptr (AtenaRecipientSource) source = NULL;
      g_autoptr (AtenaCampaign) campaign = NULL;
      g_autoptr (GPtrArray) findings = NULL;

      g_string_append_printf (table, "email|name|%s\n", cases[i].header);
      for (guint n = 0; n < 10; n++)
        g_string_append_printf (table, "%s@example.jp|-|%s|%u|%u.pdf\n", roman[n],
                                readings[(n + 1) % 10], 100 + n, 101 + n);
      source = list_fixture_source (table->str);
      campaign = fixture_create_from (self, source);
      findings = find (campaign, NULL);
      g_test_message ("case %u", i);
      g_assert_cmpuint (findings->len, ==, cases[i].count > 0);
      if (findings->len == 0)
        continue;
      g_assert_cmpint (((AtenaShiftFinding *) findings->pdata[0])->kind, ==, cases[i].kind);
      g_assert_cmpuint (((AtenaShiftFinding *) findings->pdata[0])->count, ==, cases[i].count);
    }
}

static void
test_accept (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) first = create (self, 1);
  g_autoptr (AtenaCampaign) second = NULL;
  g_autoptr (AtenaCampaign) third = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) other = NULL;

  set_sent (self);
  second = create (self, 0);
  before = find (second, NULL);
  for (guint i = 0; i < 2; i++)
    g_assert_true (atena_campaign_accept_shift (second, before->pdata[0], 1, NULL));
  after = find (second, NULL);
  g_assert_true (((AtenaShiftFinding *) after->pdata[0])->accepted);
  g_assert_true (((AtenaShiftFinding *) after->pdata[0])->holds);
  g_assert_null (atena_shift_find_holding (after));

  /* Another difference, or another campaign, is looked at anew. */
  g_assert_true (atena_campaign_set_ticked (second, 2, FALSE, NULL));
  changed = find (second, NULL);
  g_assert_nonnull (atena_shift_find_holding (changed));
  third = create (self, 0);
  other = find (third, NULL);
  g_assert_nonnull (atena_shift_find_holding (other));

  g_assert_true (atena_campaign_discard (second, NULL));
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaCampaign) campaign = create (self, 1);
  g_autoptr (AtenaRecipientSource) known = list_fixture_source ("email|name\na@example.jp|a");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (atena_campaign_find_shifts (campaign, NULL, known, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/shift-check/remembers-the-names-of-last-time", test_earlier);
  ADD ("/shift-check/remembers-for-a-rehearsal", test_history);
  ADD ("/shift-check/believes-only-letters-that-went", test_not_sent);
  ADD ("/shift-check/asks-the-address-book", test_known);
  ADD ("/shift-check/knows-columns-by-their-names", test_columns);
  ADD ("/shift-check/remembers-what-was-looked-at", test_accept);
  ADD ("/shift-check/can-be-given-up", test_cancel);

  return g_test_run ();
}
