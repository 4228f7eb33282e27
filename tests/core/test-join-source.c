// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-join-source.h"

#include "atena-addressee-source.h"
#include "list-fixture.h"

static char *
join (AtenaRecipientSource *people, AtenaList *list)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaJoinSource) source = atena_join_source_new (people, list, &error);

  g_assert_no_error (error);
  return list_fixture_describe (ATENA_RECIPIENT_SOURCE (source));
}

static void
test_values (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *list;
    const char *people;
    const char *joined;
  } cases[] = {
    /* The fields of the list, then what it has not; found whatever the case. */
    { "email|会社|番号\na@example.jp|A社|1\nb@example.jp|B社|2", "email|name\nB@example.jp|佐藤",
      "2 B@example.jp 佐藤 [B@example.jp|B社|2|佐藤]" },
    /* Nobody in the list: the row stays, blank. */
    { "email|会社\na@example.jp|A社", "email|name\nc@example.jp|鈴木",
      "2 c@example.jp 鈴木 [c@example.jp||鈴木]" },
    /* The list goes before the address book but not before a typed name. */
    { "email|name|会社|宛名\na@example.jp|田中|A社|田中先生",
      "name|email|会社|宛名\n高橋|a@example.jp|B社|高橋様",
      "2 a@example.jp 高橋 [a@example.jp|高橋|A社|高橋様]" },
    { "email|name|会社|宛名\na@example.jp|田中| |田中先生",
      "name|email|会社|宛名\n　|a@example.jp|B社|",
      "2 a@example.jp 田中 [a@example.jp|田中|B社|田中先生]" },
    /* The salutation of the list, if it means the same name. */
    { "email|name|宛名\na@example.jp|田中 太郎|A社\\n田中 太郎 先生",
      "name|email|宛名\n田中太郎|a@example.jp|田中太郎様",
      "2 a@example.jp 田中太郎 [a@example.jp|田中太郎|A社\\n田中 太郎 先生]" },
    /* Several rows that say different things, and several that say the same. */
    { "email|会社\na@example.jp|A社\nb@example.jp|x\nA@example.jp|B社", "email\na@example.jp",
      "2 a@example.jp [a@example.jp|A社] two-rows 2, 4" },
    { "email|会社\na@example.jp|A社\na@example.jp|A社", "email\na@example.jp",
      "2 a@example.jp [a@example.jp|A社]" },
    { "email|n\na@b.jp|1\na@b.jp|2\na@b.jp|3\na@b.jp|4\na@b.jp|5\na@b.jp|6\na@b.jp|7",
      "email\na@b.jp", "2 a@b.jp [a@b.jp|1] two-rows 2, 3, 4, 5, 6, …" },
    { "email|会社\na@example.jp|A社\n^a@example.jp|B社", "email\nb@example.jp\n^a@example.jp",
      "2 b@example.jp [b@example.jp|]\n2 a@example.jp [a@example.jp|A社] two-rows 2, 2" },
    { "email|name|salutation\na@example.jp|田中|田中", "email|name\na@example.jp|高橋",
      "2 a@example.jp 高橋 [a@example.jp|高橋|高橋]" },
    /* What the people's source leaves out stays out; what is no address finds nothing. */
    { "email|会社\nnobody|A社", "email\nnobody", "2 nobody [nobody|] bad-address" },
    /* Fields without a name. */
    { "email||会社\na@example.jp|x|A社", "email||name\na@example.jp|y|田中",
      "2 a@example.jp 田中 [a@example.jp|x|A社|田中]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autoptr (AtenaList) list = list_fixture_create (self->ledger, name, cases[i].list);
      g_autoptr (AtenaRecipientSource) people = list_fixture_source (cases[i].people);
      g_autofree char *joined = join (people, list);

      g_test_message ("case %u", i);
      g_assert_cmpstr (joined, ==, cases[i].joined);
    }
}

static void
test_ticks (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaList) list =
    list_fixture_create (self->ledger, "顧客",
                         "email|会社\na@example.jp|A社\na@example.jp|B社\nb@example.jp|C社");
  g_autoptr (AtenaRecipientSource) people =
    list_fixture_source ("email\na@example.jp\nb@example.jp");
  g_autofree char *joined = NULL;

  g_assert_true (atena_list_set_ticked (list, 2, FALSE, NULL));
  g_assert_true (atena_list_set_ticked (list, 4, FALSE, NULL));
  joined = join (people, list);
  g_assert_cmpstr (joined, ==, "2 a@example.jp [a@example.jp|B社]\n3 b@example.jp [b@example.jp|]");
}

static AtenaAddressee *
make_addressee (const char *address, gboolean automatic)
{
  AtenaAddressee *addressee = g_new0 (AtenaAddressee, 1);
  AtenaReason reason = ATENA_REASON_NONE;

  addressee->text = g_strdup (address);
  addressee->mailbox = atena_mailbox_parse (address, -1, NULL, &reason);
  addressee->automatic = automatic;
  return addressee;
}

static void
test_message (Fixture *self, gconstpointer data)
{
  static const char *const own[] = { "me@example.jp", NULL };
  g_autoptr (AtenaList) list = list_fixture_create (
    self->ledger, "顧客",
    "email|会社\na@example.jp|A社\nme@example.jp|M社\nboss@example.jp|B社\nboss@example.jp|C社");
  g_autoptr (GPtrArray) addressees =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atena_addressee_free);
  g_autoptr (AtenaAddresseeSource) people = NULL;
  g_autofree char *joined = NULL;

  g_ptr_array_add (addressees, make_addressee ("a@example.jp", FALSE));
  g_ptr_array_add (addressees, make_addressee ("me@example.jp", FALSE));
  g_ptr_array_add (addressees, make_addressee ("boss@example.jp", TRUE));
  people = atena_addressee_source_new (addressees, own);
  joined = join (ATENA_RECIPIENT_SOURCE (people), list);
  g_assert_cmpstr (joined, ==,
                   "1 a@example.jp [a@example.jp|A社||]\n"
                   "2 me@example.jp [me@example.jp|M社||] own-address\n"
                   "3 boss@example.jp [boss@example.jp|{{会社}}|{{name}}|{{宛名}}]");
}

static void
test_filling (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaList) list =
    list_fixture_create (self->ledger, "顧客", "email|name|会社|番号\na@example.jp|田中|A社|1");
  g_autoptr (AtenaRecipientSource) people =
    list_fixture_source ("email|name|会社|番号\na@example.jp||B社|");
  g_autoptr (AtenaJoinSource) source = atena_join_source_new (people, list, NULL);
  g_autofree char *joined = NULL;

  atena_join_source_only_fill (source);
  joined = list_fixture_describe (ATENA_RECIPIENT_SOURCE (source));
  g_assert_cmpstr (joined, ==, "2 a@example.jp 田中 [a@example.jp|田中|B社|1]");
}

static void
test_missing (Fixture *self, gconstpointer data)
{
  static const guint expected[] = { 3, 6 };
  g_autoptr (AtenaList) list =
    list_fixture_create (self->ledger, "顧客", "email|会社\na@example.jp|A社\nd@example.jp|D社");
  g_autoptr (AtenaRecipientSource) people =
    list_fixture_source ("email\nA@example.jp\nb@example.jp\nnobody\nd@example.jp\nc@example.jp");
  g_autoptr (AtenaJoinSource) source = atena_join_source_new (people, list, NULL);
  g_autofree char *joined = NULL;
  GArray *missing = atena_join_source_get_missing (source);

  g_assert_cmpuint (missing->len, ==, 0);
  joined = list_fixture_describe (ATENA_RECIPIENT_SOURCE (source));
  g_assert_cmpmem (missing->data, missing->len * sizeof (guint), expected, sizeof expected);
}

/* A campaign is written to the ledger that its list is read from. */
static void
test_campaign (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaList) list =
    list_fixture_create (self->ledger, "顧客",
                         "email|name\na@example.jp|A\nb@example.jp|B1\nb@example.jp|B2\n");
  g_autoptr (AtenaRecipientSource) people =
    list_fixture_source ("email\na@example.jp\nb@example.jp\nc@example.jp\na@example.jp");
  g_autoptr (AtenaJoinSource) source = atena_join_source_new (people, list, NULL);
  g_autoptr (AtenaCampaign) campaign = NULL;
  g_autofree char *rows = NULL;

  campaign = fixture_create_from (self, ATENA_RECIPIENT_SOURCE (source));
  rows = fixture_describe (campaign);
  g_assert_cmpstr (rows, ==,
                   "pending\nexcluded two-rows 3, 4\nexcluded empty-field name\n"
                   "excluded duplicate 2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/join-source/finds-what-the-list-says", test_values);
  ADD ("/join-source/sees-what-is-ticked", test_ticks);
  ADD ("/join-source/takes-the-people-of-a-message", test_message);
  ADD ("/join-source/can-only-fill-blanks", test_filling);
  ADD ("/join-source/knows-whom-the-list-has-not", test_missing);
  ADD ("/join-source/streams-into-a-campaign", test_campaign);

  return g_test_run ();
}
