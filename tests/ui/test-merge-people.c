// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-error.h"
#include "atena-addressee.h"
#include "atena-merge-people-private.h"
#include "ui-fixture.h"

#define CARD(lines) "BEGIN:VCARD\r\n" lines "\r\nEND:VCARD\r\n"

/* An address book that always says the same. */
#define TEST_TYPE_CONTACTS (test_contacts_get_type ())
G_DECLARE_FINAL_TYPE (TestContacts, test_contacts, TEST, CONTACTS, GObject)

struct _TestContacts
{
  GObject parent;

  const char *cards;
  guint n_asked; /* people, in all calls */
};

static void
contacts_iface_init (AtenaContactsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestContacts,
                               test_contacts,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_CONTACTS, contacts_iface_init))

static gboolean
test_contacts_find_people (AtenaContacts *contacts,
                           const char *const *addresses,
                           GString *cards,
                           GCancellable *cancellable,
                           GError **error)
{
  TestContacts *self = TEST_CONTACTS (contacts);

  self->n_asked += g_strv_length ((GStrv) addresses);
  g_string_append (cards, self->cards);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
contacts_iface_init (AtenaContactsInterface *iface)
{
  iface->find_people = test_contacts_find_people;
}

static void
test_contacts_class_init (TestContactsClass *klass)
{
}

static void
test_contacts_init (TestContacts *self)
{
}

static TestContacts *
add_contacts (AtenaOrder *order, const char *cards)
{
  TestContacts *contacts = g_object_new (TEST_TYPE_CONTACTS, NULL);

  contacts->cards = cards;
  order->contacts = ATENA_CONTACTS (contacts);
  return contacts;
}

static AtenaRecipientSource *
open_people (UiFixture *self, const AtenaOrder *order, GCancellable *cancellable, GError **error)
{
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  g_auto (AtenaMergePeople) people = { 0 };

  if (!atena_merge_people_open (order, ledger, &people, cancellable, error))
    return NULL;
  return g_steal_pointer (&people.source);
}

/* The value of a field of each person, such as "Ltd.||". */
static char *
dump_field (AtenaRecipientSource *source, const char *name)
{
  int column = atena_fields_find (atena_recipient_source_get_fields (source), name);
  g_autoptr (GString) dump = g_string_new (NULL);

  g_assert_cmpint (column, >=, 0);
  while (TRUE)
    {
      g_autoptr (AtenaRecipient) person = NULL;

      g_assert_true (atena_recipient_source_next (source, &person, NULL));
      if (person == NULL)
        return g_strdup (dump->str);
      g_string_append_printf (dump, "%s|", atena_recipient_get_value (person, (guint) column));
    }
}

static void
test_fields (UiFixture *self, gconstpointer data)
{
  static const char cards[] = CARD ("FN:Other\r\nORG:Ltd.\r\nEMAIL:x@example.com\r\n"
                                    "EMAIL:P1@example.com");
  static const struct
  {
    const char *field;
    const char *expected;
  } cases[] = {
    { "company", "Ltd.|||" },
    { "会社名", "Ltd.|||" },
    { "name", "Person 1|Person 2||" },
    { "email", "p1@example.com|p2@example.com|shop@example.jp|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaOrder) order =
        ui_fixture_order (self, 2, "{{company}}, {{会社名}}", "shop@example.jp");
      TestContacts *contacts = add_contacts (order, cards);
      g_autoptr (GError) error = NULL;
      g_autoptr (AtenaRecipientSource) source = open_people (self, order, NULL, &error);
      g_autofree char *dump = NULL;

      g_assert_no_error (error);
      dump = dump_field (source, cases[i].field);
      g_assert_cmpstr (dump, ==, cases[i].expected);
      g_assert_cmpuint (contacts->n_asked, ==, 3);
    }
}

/* For the letters and for comparing names. */
static void
test_asked_once (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaOrder) order = ui_fixture_order (self, 2, "{{company}}", NULL);
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  TestContacts *contacts =
    add_contacts (order, CARD ("FN:Other\r\nORG:Ltd.\r\nEMAIL:p1@example.com"));
  g_auto (AtenaMergePeople) people = { 0 };
  g_autoptr (AtenaRecipientSource) known = NULL;
  g_autofree char *dump = NULL;

  g_assert_true (atena_merge_people_open (order, ledger, &people, NULL, NULL));
  known = atena_merge_people_open_known (&people, order, NULL, NULL);
  g_assert_nonnull (known);
  dump = dump_field (known, "name");
  g_assert_cmpstr (dump, ==, "Other|");
  g_assert_cmpuint (contacts->n_asked, ==, 2);
}

static void
test_not_needed (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaOrder) order = ui_fixture_order (self, 2, "Dear {{name}}", NULL);
  TestContacts *contacts = add_contacts (order, "");
  g_autoptr (AtenaRecipientSource) source = open_people (self, order, NULL, NULL);
  g_autofree char *dump = dump_field (source, "name");

  g_assert_cmpstr (dump, ==, "Person 1|Person 2|");
  g_assert_cmpuint (contacts->n_asked, ==, 0);
}

static void
test_cancelled (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaOrder) order = ui_fixture_order (self, 2, "{{company}}", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_contacts (order, "");
  g_cancellable_cancel (cancellable);
  g_assert_null (open_people (self, order, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_without (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaOrder) order = ui_fixture_order (self, 1, "{{company}}", NULL);
  g_autoptr (AtenaRecipientSource) source = open_people (self, order, NULL, NULL);
  g_autofree char *dump = dump_field (source, "name");

  g_assert_cmpstr (dump, ==, "Person 1|");
}

static const char customers[] = "氏名,メールアドレス,会社名,敬称,添付ファイル\n"
                                "佐藤 花子,p2@example.com,丙商店,先生,b.pdf\n"
                                "田中 太郎,p1@example.com,甲社,,a.pdf\n"
                                "店,SHOP@example.jp,当店,,c.pdf\n";

static void
take_list (AtenaOrder *order)
{
  order->list = atena_list_choice_new (ATENA_LIST_TEXT, customers, "customers", "");
  order->list->folder = g_strdup ("/nonexistent");
}

static void
test_list (UiFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *field;
    const char *expected;
  } cases[] = {
    { "会社名", "甲社|丙商店|当店|" },
    { "company", "|Ltd.||" },
    { "氏名", "田中 太郎|佐藤 花子|店|" },
    { "name", "Person 1|Person 2|店|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaOrder) order =
        ui_fixture_order (self, 2, "{{会社名}} {{company}} {{ORG}}", "shop@example.jp");
      g_autoptr (AtenaRecipientSource) source = NULL;
      g_autofree char *dump = NULL;

      add_contacts (order, CARD ("FN:Other\r\nORG:Ltd.\r\nEMAIL:p2@example.com"));
      take_list (order);
      source = open_people (self, order, NULL, NULL);
      g_assert_nonnull (source);
      dump = dump_field (source, cases[i].field);
      g_assert_cmpstr (dump, ==, cases[i].expected);
    }
}

/* The message has nobody: the list's people, and the copy that the identity asks for. */
static void
test_listed (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaOrder) order = ui_fixture_order (self, 0, "{{会社名}}", NULL);
  g_autoptr (AtenaLedger) ledger = atena_ledger_open (self->ledger, ATENA_LEDGER_WRITE, NULL);
  g_auto (AtenaMergePeople) people = { 0 };
  g_autoptr (GString) dump = g_string_new (NULL);

  atena_addressees_add (order->addressees, ATENA_FIELD_BCC, TRUE, "boss@example.jp");
  take_list (order);
  g_assert_true (atena_merge_people_are_listed (order));
  g_assert_true (atena_merge_people_open (order, ledger, &people, NULL, NULL));
  g_assert_cmpstr (people.enclosure_field, ==, "添付ファイル");
  g_assert_cmpstr (people.enclosure_folder, ==, "/nonexistent");
  while (TRUE)
    {
      g_autoptr (AtenaRecipient) person = NULL;

      g_assert_true (atena_recipient_source_next (people.source, &person, NULL));
      if (person == NULL)
        break;
      g_string_append_printf (dump, "%u %s %s %d %d|", atena_recipient_get_number (person),
                              atena_recipient_get_address (person),
                              atena_recipient_get_values (person)[2],
                              atena_recipient_get_role (person),
                              atena_recipient_get_reason (person) == ATENA_REASON_OWN_ADDRESS);
    }
  g_assert_cmpstr (dump->str, ==,
                   "2 p2@example.com 丙商店 0 0|3 p1@example.com 甲社 0 0|"
                   "4 SHOP@example.jp 当店 0 1|5 boss@example.jp {{会社名}} 1 0|");
}

static void
test_folder (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaOrder) order = ui_fixture_order (self, 1, "", NULL);
  g_autoptr (GError) error = NULL;

  take_list (order);
  g_clear_pointer (&order->list->folder, g_free);
  g_assert_null (open_people (self, order, NULL, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "添付ファイル"));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);

  ui_test_add ("/merge-people/have-what-the-address-books-know", test_fields);
  ui_test_add ("/merge-people/are-looked-up-once", test_asked_once);
  ui_test_add ("/merge-people/are-not-looked-up-in-vain", test_not_needed);
  ui_test_add ("/merge-people/can-be-given-up", test_cancelled);
  ui_test_add ("/merge-people/need-no-address-book", test_without);
  ui_test_add ("/merge-people/have-what-the-list-says", test_list);
  ui_test_add ("/merge-people/come-from-the-list-alone", test_listed);
  ui_test_add ("/merge-people/need-the-folder-of-their-files", test_folder);
  return g_test_run ();
}
