// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-contact-table.h"

#include "atena-error.h"
#include "atena-list-source.h"
#include "atena-vcard-reader.h"

#define CARD(lines) "BEGIN:VCARD\r\nVERSION:3.0\r\n" lines "\r\nEND:VCARD\r\n"

/* Address books that say the same whatever they are asked, and keep what that was. */
#define TEST_TYPE_CONTACTS (test_contacts_get_type ())
G_DECLARE_FINAL_TYPE (TestContacts, test_contacts, TEST, CONTACTS, GObject)

struct _TestContacts
{
  GObject parent;

  const char *cards;
  GString *asked; /* addresses apart by spaces, calls by lines */
};

static void
contacts_iface_init (AtenaContactsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestContacts,
                               test_contacts,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_CONTACTS, contacts_iface_init))

static gboolean
answer (
  TestContacts *self, const char *asked, GString *cards, GCancellable *cancellable, GError **error)
{
  g_string_append_printf (self->asked, "%s\n", asked);
  g_string_append (cards, self->cards);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
test_contacts_find_people (AtenaContacts *contacts,
                           const char *const *addresses,
                           GString *cards,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *asked = g_strjoinv (" ", (char **) addresses);

  return answer (TEST_CONTACTS (contacts), asked, cards, cancellable, error);
}

static gboolean
test_contacts_find_category (AtenaContacts *contacts,
                             const char *category,
                             GString *cards,
                             GCancellable *cancellable,
                             GError **error)
{
  return answer (TEST_CONTACTS (contacts), category, cards, cancellable, error);
}

static gboolean
test_contacts_find_group (AtenaContacts *contacts,
                          const char *name,
                          GString *cards,
                          GCancellable *cancellable,
                          GError **error)
{
  return answer (TEST_CONTACTS (contacts), name, cards, cancellable, error);
}

static void
contacts_iface_init (AtenaContactsInterface *iface)
{
  iface->find_group = test_contacts_find_group;
  iface->find_people = test_contacts_find_people;
  iface->find_category = test_contacts_find_category;
}

static void
test_contacts_finalize (GObject *object)
{
  g_string_free (TEST_CONTACTS (object)->asked, TRUE);
  G_OBJECT_CLASS (test_contacts_parent_class)->finalize (object);
}

static void
test_contacts_class_init (TestContactsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_contacts_finalize;
}

static void
test_contacts_init (TestContacts *self)
{
  self->asked = g_string_new (NULL);
}

static TestContacts *
make_contacts (const char *cards)
{
  TestContacts *contacts = g_object_new (TEST_TYPE_CONTACTS, NULL);

  contacts->cards = cards;
  return contacts;
}

static AtenaTable *
make_table (TestContacts *contacts, const char *const *addresses)
{
  return atena_contact_table_new (ATENA_CONTACTS (contacts), addresses, NULL);
}

/* Address and name of each row below the header, such as "2 a@example.jp 山田|". */
static char *
dump_rows (AtenaTable *table)
{
  g_autoptr (GString) dump = g_string_new (NULL);
  const AtenaCell *cells = NULL;
  guint n_cells = 0;

  g_assert_true (atena_table_read (table, &cells, &n_cells, NULL));
  g_assert_cmpstr (cells[0].text, ==, "メールアドレス");
  g_assert_cmpstr (cells[1].text, ==, "氏名");
  while (TRUE)
    {
      g_assert_true (atena_table_read (table, &cells, &n_cells, NULL));
      if (n_cells == 0)
        return g_strdup (dump->str);
      g_assert_cmpuint (n_cells, ==, 23);
      g_string_append_printf (dump, "%u %s %s|", atena_table_get_row (table), cells[0].text,
                              cells[1].text);
    }
}

static void
assert_rows (const char *cards, const char *const *addresses, const char *expected)
{
  g_autoptr (TestContacts) contacts = make_contacts (cards);
  AtenaTable *table = make_table (contacts, addresses);
  g_autofree char *dump = dump_rows (table);

  g_assert_cmpstr (dump, ==, expected);
  g_assert_finalize_object (table);
}

static void
test_people (void)
{
  static const char *const people[] = { "A@example.jp", "b@example.jp", "c@example.jp", NULL };

  assert_rows (CARD ("FN:山田\r\nEMAIL:z@example.jp\r\nEMAIL:a@example.jp"), people,
               "2 A@example.jp 山田|");
  assert_rows (CARD ("FN:一\r\nEMAIL:b@example.jp") CARD ("FN:二\r\nEMAIL:B@example.jp"), people,
               "2 b@example.jp 一|3 b@example.jp 二|");
  assert_rows (CARD ("FN:一\r\nEMAIL:b@example.jp\r\nEMAIL:c@example.jp\r\nEMAIL:B@example.jp"),
               people, "2 b@example.jp 一|3 c@example.jp 一|");
  assert_rows (CARD ("FN:他人\r\nEMAIL:x@example.jp") CARD ("FN:無\r\nEMAIL:none"), people, "");
  assert_rows (CARD ("X-EVOLUTION-LIST:TRUE\r\nFN:会\r\nEMAIL:b@example.jp"), people, "");
  assert_rows ("", people, "");
}

static void
test_batches (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (TestContacts) contacts = make_contacts (CARD ("FN:a\r\nEMAIL:p50@example.jp"));
  g_autoptr (AtenaTable) table = NULL;
  g_auto (GStrv) people = NULL;
  g_auto (GStrv) calls = NULL;
  g_autofree char *dump = NULL;

  for (guint i = 0; i <= 100; i++)
    {
      g_autofree char *address = g_strdup_printf ("p%u@example.jp", i);

      g_strv_builder_add_many (builder, address, "none", address, NULL);
    }
  people = g_strv_builder_end (builder);
  table = make_table (contacts, (const char *const *) people);
  dump = dump_rows (table);
  g_assert_cmpstr (dump, ==, "2 p50@example.jp a|");
  calls = g_strsplit (contacts->asked->str, "\n", -1);
  g_assert_cmpuint (g_strv_length (calls), ==, 4);
  g_assert_true (g_str_has_prefix (calls[0], "p0@example.jp p1@example.jp "));
  g_assert_true (g_str_has_suffix (calls[0], " p49@example.jp"));
  g_assert_true (g_str_has_prefix (calls[1], "p50@example.jp "));
  g_assert_cmpstr (calls[3], ==, "");
}

static void
test_nobody (void)
{
  static const char *const people[] = { "none", NULL };
  g_autoptr (TestContacts) contacts = make_contacts ("");
  g_autoptr (AtenaTable) table = make_table (contacts, people);
  g_autofree char *dump = dump_rows (table);

  g_assert_cmpstr (dump, ==, "");
  g_assert_cmpstr (contacts->asked->str, ==, "");
}

static void
test_category (void)
{
  static const char cards[] = CARD ("FN:一\r\nEMAIL:a@example.jp\r\nCATEGORIES:他,VIP")
    CARD ("FN:二\r\nEMAIL:b@example.jp\r\nCATEGORIES:VIPs") CARD ("FN:三\r\nCATEGORIES:vip")
      CARD ("FN:会\r\nKIND:group\r\nEMAIL:c@example.jp\r\nCATEGORIES:VIP");
  g_autoptr (TestContacts) contacts = make_contacts (cards);
  g_autoptr (AtenaTable) table =
    atena_contact_table_new_category (ATENA_CONTACTS (contacts), "Vip", NULL);
  g_autofree char *dump = dump_rows (table);

  g_assert_cmpstr (dump, ==, "2 a@example.jp 一|3  三|");
  g_assert_cmpstr (contacts->asked->str, ==, "Vip\n");
}

static void
test_group (void)
{
  static const char cards[] =
    CARD ("FN:会\r\nX-EVOLUTION-LIST:TRUE\r\nEMAIL:甲 <a@example.jp>\r\nEMAIL:B@example.jp\r\n"
          "EMAIL:乙 <c@example.jp>\r\nEMAIL:nobody\r\nEMAIL:b@example.jp")
      CARD ("FN:別の会\r\nKIND:group\r\nEMAIL:d@example.jp") CARD ("FN:一\r\nEMAIL:a@example.jp")
        CARD ("FN:二\r\nEMAIL:a@example.jp") CARD ("FN:会\r\nEMAIL:e@example.jp");
  g_autoptr (TestContacts) contacts = make_contacts (cards);
  g_autoptr (AtenaTable) table =
    atena_contact_table_new_group (ATENA_CONTACTS (contacts), "会", NULL);
  g_autofree char *dump = dump_rows (table);

  g_assert_cmpstr (dump, ==, "2 nobody |3 a@example.jp 一|4 B@example.jp |5 c@example.jp 乙|");
  g_assert_cmpstr (contacts->asked->str, ==, "会\na@example.jp B@example.jp c@example.jp\n");
}

static void
test_large_group (void)
{
  g_autoptr (GString) card = g_string_new ("BEGIN:VCARD\nVERSION:3.0\nFN:会\nKIND:group\n");
  g_autoptr (TestContacts) contacts = NULL;
  g_autoptr (AtenaTable) table = NULL;
  g_autofree char *dump = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (card, "EMAIL:p%u@example.jp\n", i);
  g_string_append (card, "END:VCARD\n");
  contacts = make_contacts (card->str);
  table = atena_contact_table_new_group (ATENA_CONTACTS (contacts), "会", NULL);
  dump = dump_rows (table);
  g_assert_true (g_str_has_prefix (dump, "2 p0@example.jp |3 p1@example.jp |"));
  g_assert_true (g_str_has_suffix (dump, "|301 p299@example.jp |"));
}

static void
test_errors (void)
{
  static const char *const people[] = { "a@example.jp", NULL };
  g_autoptr (TestContacts) broken = make_contacts ("BEGIN:VCARD\n");
  g_autoptr (TestContacts) fine = make_contacts ("");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (AtenaTable) bad = make_table (broken, people);
  g_autoptr (AtenaTable) cancelled =
    atena_contact_table_new (ATENA_CONTACTS (fine), people, cancellable);
  AtenaTable *tables[] = { bad, cancelled };
  const AtenaCell *cells = NULL;
  guint n_cells = 0;

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_assert_true (atena_table_read (tables[i], &cells, &n_cells, NULL));
      for (guint again = 0; again < 2; again++)
        {
          g_autoptr (GError) error = NULL;

          g_assert_false (atena_table_read (tables[i], &cells, &n_cells, &error));
          if (tables[i] == bad)
            g_assert_cmpstr (error->message, ==,
                             "The address book, contact 1, line 2: The contact has no end. The "
                             "file may not be complete");
          else
            g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        }
    }
}

/* The first person of a list, such as "a@example.jp 山田 太郎 様". */
static char *
dump_first (AtenaTable *table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaListSource) source = atena_list_source_new (table, &error);
  AtenaRecipientSource *recipients = ATENA_RECIPIENT_SOURCE (source);
  g_autoptr (AtenaRecipient) first = NULL;
  g_autoptr (AtenaRecipient) second = NULL;
  int salutation;
  int company;

  g_assert_no_error (error);
  g_assert_true (atena_recipient_source_next (recipients, &first, &error));
  g_assert_true (atena_recipient_source_next (recipients, &second, &error));
  g_assert_null (second);
  salutation = atena_fields_find (atena_recipient_source_get_fields (recipients), "宛名");
  g_assert_cmpint (salutation, >=, 0);
  company = atena_fields_find (atena_recipient_source_get_fields (recipients), "company");
  if (company >= 0)
    g_assert_cmpstr (atena_recipient_get_value (first, (guint) company), ==, "株式会社一");
  return g_strdup_printf ("%s %s", atena_recipient_get_address (first),
                          atena_recipient_get_value (first, (guint) salutation));
}

/* What the columns of cards mean is understood without a word by a person. */
static void
test_as_list (void)
{
  static const char card[] = CARD ("N:山田;太郎\r\nORG:株式会社一;営業部\r\nTITLE:部長\r\n"
                                   "X-PHONETIC-LAST-NAME:ヤマダ\r\nNICKNAME:たろ\r\n"
                                   "EMAIL:a@example.jp\r\nEMAIL:b@example.jp");
  static const char *const people[] = { "a@example.jp", NULL };
  static const char expected[] = "a@example.jp 株式会社一\n営業部\n部長 山田 太郎様";
  g_autoptr (TestContacts) contacts = make_contacts (card);
  g_autoptr (AtenaTable) table = make_table (contacts, people);
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (card, sizeof card - 1, NULL);
  g_autoptr (AtenaTable) file = atena_vcard_reader_new (stream, "people.vcf");
  g_autofree char *from_book = dump_first (table);
  g_autofree char *from_file = dump_first (file);

  g_assert_cmpstr (from_book, ==, expected);
  g_assert_cmpstr (from_file, ==, expected);
}

/* Books that know nobody have their fields all the same. */
static void
test_empty_list (void)
{
  static const char *const people[] = { "a@example.jp", NULL };
  g_autoptr (TestContacts) contacts = make_contacts ("");
  g_autoptr (AtenaTable) table = make_table (contacts, people);
  g_autoptr (AtenaListSource) source = atena_list_source_new (table, NULL);
  AtenaFields *fields = atena_recipient_source_get_fields (ATENA_RECIPIENT_SOURCE (source));
  g_autoptr (AtenaRecipient) nobody = NULL;

  g_assert_cmpint (atena_fields_find (fields, "会社名"), >=, 0);
  g_assert_cmpint (atena_fields_find (fields, "Company"), >=, 0);
  g_assert_true (atena_recipient_source_next (ATENA_RECIPIENT_SOURCE (source), &nobody, NULL));
  g_assert_null (nobody);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/contact-table/has-a-row-for-each-address-and-card", test_people);
  g_test_add_func ("/contact-table/asks-for-fifty-at-a-time", test_batches);
  g_test_add_func ("/contact-table/asks-for-nobody-in-vain", test_nobody);
  g_test_add_func ("/contact-table/holds-everybody-in-a-category", test_category);
  g_test_add_func ("/contact-table/holds-the-members-of-a-group", test_group);
  g_test_add_func ("/contact-table/holds-all-members-of-a-large-group", test_large_group);
  g_test_add_func ("/contact-table/stays-at-an-error", test_errors);
  g_test_add_func ("/contact-table/makes-a-list", test_as_list);
  g_test_add_func ("/contact-table/makes-a-list-of-nobody", test_empty_list);
  return g_test_run ();
}
