// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "atena-csv-reader.h"
#include "atena-error.h"
#include "atena-list-source.h"
#include "atena-table-file.h"

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static AtenaListSource *
try_list (const char *text, gssize length, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, length, NULL);
  g_autoptr (AtenaTable) table = atena_csv_reader_new (stream, "名簿.csv");

  return atena_list_source_new (table, error);
}

static AtenaRecipientSource *
open_list (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  AtenaListSource *source = try_list (text, length, &error);

  g_assert_no_error (error);
  return ATENA_RECIPIENT_SOURCE (source);
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

static const char *
get_value (AtenaRecipientSource *source, AtenaRecipient *recipient, const char *field)
{
  int index = atena_fields_find (atena_recipient_source_get_fields (source), field);

  g_assert_cmpint (index, >=, 0);
  return atena_recipient_get_value (recipient, (guint) index);
}

/* The field of every recipient, apart by "|". */
static void
assert_values (AtenaRecipientSource *source, const char *field, const char *expected)
{
  g_autoptr (GString) all = g_string_new (NULL);

  while (TRUE)
    {
      g_autoptr (AtenaRecipient) recipient = next (source);

      if (recipient == NULL)
        break;
      g_string_append_printf (all, "%s%s", all->len > 0 ? "|" : "",
                              get_value (source, recipient, field));
    }
  g_assert_cmpstr (all->str, ==, expected);
}

/* Rows and addresses of all recipients: "2 a@b.jp, 3 c@d.jp". */
static void
assert_people (const char *text, const char *expected)
{
  g_autoptr (AtenaRecipientSource) source = open_list (text, -1);
  g_autoptr (GString) all = g_string_new (NULL);

  while (TRUE)
    {
      g_autoptr (AtenaRecipient) recipient = next (source);

      if (recipient == NULL)
        break;
      g_string_append_printf (all, "%s%u %s", all->len > 0 ? ", " : "",
                              atena_recipient_get_row (recipient),
                              atena_recipient_get_address (recipient));
    }
  g_assert_cmpstr (all->str, ==, expected);
}

static void
assert_columns (const char *text, const char *expected)
{
  g_autoptr (AtenaRecipientSource) source = open_list (text, -1);
  AtenaColumns *columns = atena_list_source_get_columns (ATENA_LIST_SOURCE (source));
  g_autofree char *names = g_strjoinv ("|", (char **) atena_columns_get_names (columns));

  g_assert_cmpstr (names, ==, expected);
}

static void
test_order (void)
{
  static const char *const names[] = {
    "氏名", "Email", "会社名", "name", "宛名", "salutation", NULL
  };
  static const char *const first[] = { "山田", "yamada@example.jp", "㈱山田",
                                       "山田", "㈱山田\n山田様",    "山田",
                                       NULL };
  static const char *const second[] = { "佐藤\n花子",  "sato@example.jp", "",  "佐藤 花子",
                                        "佐藤 花子様", "佐藤 花子",       NULL };
  g_autoptr (AtenaRecipientSource) source =
    open_list ("\xef\xbb\xbf氏名,Email,会社名\r\n山田,yamada@example.jp,㈱山田\r\n"
               "\r\n\"佐藤\n花子\",sato@example.jp,\r\n",
               -1);
  g_autoptr (AtenaRecipient) yamada = next (source);
  g_autoptr (AtenaRecipient) sato = next (source);

  g_assert_cmpstrv (atena_fields_get_names (atena_recipient_source_get_fields (source)), names);
  g_assert_cmpuint (atena_recipient_get_number (yamada), ==, 2);
  g_assert_cmpstrv (atena_recipient_get_values (yamada), first);
  g_assert_cmpstr (atena_recipient_get_address (yamada), ==, "yamada@example.jp");
  g_assert_cmpuint (atena_recipient_get_number (sato), ==, 4);
  g_assert_cmpuint (atena_recipient_get_row (sato), ==, 4);
  g_assert_cmpstrv (atena_recipient_get_values (sato), second);
  g_assert_null (next (source));
  g_assert_null (next (source));
}

static void
test_name (void)
{
  static const char *const names[] = { "Yamada \"T\" Taro", "Inside", "", "Inside" };
  g_autoptr (AtenaRecipientSource) source =
    open_list ("ＮＡＭＥ,email\n\"Yamada\n\"\"T\"\" Taro\",Inside <a@example.jp>\n"
               ",Inside <a@example.jp>\n,a@example.jp\n　,Inside <a@example.jp>\n",
               -1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (AtenaRecipient) recipient = next (source);
      AtenaMailbox *mailbox = atena_recipient_get_mailbox (recipient);

      g_assert_cmpstr (atena_mailbox_get_name (mailbox), ==, names[i]);
      g_assert_cmpstr (atena_recipient_get_address (recipient), ==, "a@example.jp");
    }
}

static void
test_names (void)
{
  static const Case cases[] = {
    { "メール\nInside <a@b.jp>\n", "Inside" },
    { "メール,氏名\na@b.jp,田中太郎\n", "田中太郎" },
    { "メール,氏名\na@b.jp,田中　太郎\n", "田中　太郎" },
    { "メール,姓,名\na@b.jp, 田中 ,太郎\n", "田中 太郎" },
    { "メール,名,姓\na@b.jp,たろう,Tanaka\n", "Tanaka たろう" },
    { "メール,姓,名\na@b.jp,김,철수\n", "김 철수" },
    { "メール,姓,名\na@b.jp,,太郎\n", "太郎" },
    { "メール,姓,名\na@b.jp,田中,　\n", "田中" },
    { "メール,姓,名\nInside <a@b.jp>,,\n", "Inside" },
    { "メール,姓,名\na@b.jp,,\n", "" },
    { "Last name,First name,E-mail\nSmith,Jane,a@b.jp\n", "Jane Smith" },
    { "氏名,姓,名,メール\n,田中,太郎,a@b.jp\n", "田中 太郎" },
    { "氏名,姓,名,メール\nタナカ,田中,太郎,a@b.jp\n", "タナカ" },
    { "メール,氏名\nnobody,\"田中\n太郎\"\n", "田中 太郎" },
    { "メール,氏名\nnobody,\n", "" },
    { "メール,フリガナ\na@b.jp,タナカ\n", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaRecipientSource) source = open_list (cases[i].text, -1);

      assert_values (source, "name", cases[i].expected);
    }
}

static void
test_salutation (void)
{
  static const char text[] = "会社名,部署,役職,氏名,敬称,メール\n"
                             "高砂,営業部,部長,山田,,a@b.jp\n"
                             "高砂,営業部,,,,a@b.jp\n"
                             "高砂,,,,,a@b.jp\n"
                             ",,,佐藤,先生,a@b.jp\n"
                             ",,,Smith,Dr,a@b.jp\n"
                             ",,,,,Inside <a@b.jp>\n"
                             ",,,,,a@b.jp\n";
  g_autoptr (AtenaRecipientSource) block = open_list (text, -1);
  g_autoptr (AtenaRecipientSource) plain = open_list (text, -1);

  assert_values (block, "宛名",
                 "高砂\n営業部\n部長 山田様|高砂\n営業部\nご担当者様|高砂 御中|佐藤先生|Dr Smith|"
                 "Inside様|");
  assert_values (plain, "salutation", "山田|高砂|高砂|佐藤|Dr Smith|Inside|");
}

/* A column of the list is not replaced by what would be made. */
static void
test_own_columns (void)
{
  static const char text[] =
    "メール,氏名,Ｎａｍｅ,宛名,Salutation,email\n,山田,Taro,山田君,Hi,Inside <a@b.jp>\n";
  static const char *const values[] = {
    "", "山田", "Taro", "山田君", "Hi", "Inside <a@b.jp>", NULL
  };
  g_autoptr (AtenaRecipientSource) source = open_list (text, -1);
  g_autoptr (AtenaRecipient) recipient = next (source);

  g_assert_cmpstrv (atena_recipient_get_values (recipient), values);
  g_assert_cmpstr (atena_mailbox_get_name (atena_recipient_get_mailbox (recipient)), ==, "Taro");
}

static void
test_email (void)
{
  g_autoptr (AtenaRecipientSource) source =
    open_list ("メール,氏名\nA <ａ@b.jp>,x\nnobody,x\n\"x\ny\",z\n", -1);

  assert_values (source, "email", "a@b.jp|nobody|x y");
}

static void
test_bad_address (void)
{
  static const char text[] = "email,x\nnobody,1\n,2\n\"a@example.jp\nb@example.jp\",3\n"
                             "a@example.jp\0.example.com,4\na@example.jp,5\n\"a@b.jp, c@d.jp\",6\n"
                             "a@b.jp;c@d.jp,7\n";
  static const AtenaReason reasons[] = {
    ATENA_REASON_BAD_ADDRESS,       ATENA_REASON_NO_ADDRESS, ATENA_REASON_CONTROL_CHARACTER,
    ATENA_REASON_CONTROL_CHARACTER, ATENA_REASON_NONE,       ATENA_REASON_TWO_ADDRESSES,
    ATENA_REASON_TWO_ADDRESSES
  };
  static const char *const addresses[] = { "nobody",
                                           "",
                                           "a@example.jp b@example.jp",
                                           "a@example.jp.example.com",
                                           "a@example.jp",
                                           "a@b.jp, c@d.jp",
                                           "a@b.jp;c@d.jp" };
  g_autoptr (AtenaRecipientSource) source = open_list (text, sizeof text - 1);

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (AtenaRecipient) recipient = next (source);
      gboolean good = reasons[i] == ATENA_REASON_NONE;

      g_assert_cmpint (atena_recipient_get_reason (recipient), ==, reasons[i]);
      g_assert_cmpint (atena_recipient_get_mailbox (recipient) != NULL, ==, good);
      g_assert_cmpstr (atena_recipient_get_address (recipient), ==, addresses[i]);
    }
  g_assert_null (next (source));
}

static void
test_header (void)
{
  static const Case cases[] = {
    { "\n\nemail,x\na@b.jp,1\n", "email|x" },
    { "会員名簿\n\n,\n氏名,メール\n山田,a@b.jp\n", "氏名|メール" },
    { "会員名簿,2026年度\n作成,総務課,\n氏名,メール\n山田,a@b.jp\n", "氏名|メール" },
    { "誰,連絡\n佐藤,\n山田,a@b.jp\n", "誰|連絡" },
    { "email,,\na@b.jp,x,y\n", "email||" },
    { "会員名簿,,\n山田,a@b.jp,y\n", "A|B|C" },
    { "会員メール名簿\n山田,a@b.jp\n", "A|B" },
    { "会員名簿,,,\n氏名,メール\n山田,a@b.jp\n", "氏名|メール" },
    { "\n\nemail", "email" },
    { "名簿\nemail\nnobody\n", "email" },
    { "email\nnobody\na@b.jp\n", "email" },
    { "メール,氏名\n", "メール|氏名" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_columns (cases[i].text, cases[i].expected);
}

static void
test_no_header (void)
{
  g_autoptr (GString) wide = g_string_new ("a@b.jp");

  assert_columns ("山田,a@b.jp\n佐藤,c@d.jp,x,\n", "A|B|C");
  assert_columns ("山田,a@b.jp\n佐藤,c@d.jp\n鈴木,e@f.jp,x\n", "A|B|C");
  assert_columns ("会員名簿\n\n山田,a@b.jp\n", "A|B");
  assert_columns ("\"a@b.jp, c@d.jp\",x\n", "A|B");
  assert_people ("会員名簿\n\n山田,a@b.jp\n佐藤,c@d.jp\n", "3 a@b.jp, 4 c@d.jp");
  assert_people ("a@b.jp,山田\n", "1 a@b.jp");
  for (guint i = 1; i < 703; i++)
    g_string_append (wide, ",x");
  g_string_append (wide, "\n");
  {
    g_autoptr (AtenaRecipientSource) source = open_list (wide->str, -1);
    const char *const *names = atena_fields_get_names (atena_recipient_source_get_fields (source));

    g_assert_cmpstr (names[25], ==, "Z");
    g_assert_cmpstr (names[26], ==, "AA");
    g_assert_cmpstr (names[701], ==, "ZZ");
    g_assert_cmpstr (names[702], ==, "AAA");
    g_assert_cmpstr (names[703], ==, "email");
  }
}

static void
test_one_column (void)
{
  assert_columns ("a@b.jp\nc@d.jp\n", "A");
  assert_people ("a@b.jp\n\nc@d.jp\n", "1 a@b.jp, 3 c@d.jp");
  assert_columns ("連絡先\na@b.jp\n", "連絡先");
  assert_people ("名簿\n\n連絡先\na@b.jp\nx\nc@d.jp\n", "4 a@b.jp, 5 x, 6 c@d.jp");
  assert_people ("メール\na@b.jp\n", "2 a@b.jp");
}

static void
test_ragged (void)
{
  static const char text[] = "email,会社名,x\na@b.jp\nc@d.jp,高砂,,,　\n";
  static const char *const values[] = { "a@b.jp", "", "", "", "", "", NULL };
  g_autoptr (AtenaRecipientSource) source = open_list (text, -1);
  g_autoptr (AtenaRecipientSource) later = open_list ("氏名,メール\n山田\n佐藤,a@b.jp\n", -1);
  g_autoptr (AtenaRecipient) first = next (source);
  g_autoptr (AtenaRecipient) second = next (source);
  g_autoptr (AtenaRecipient) without = next (later);

  g_assert_cmpstrv (atena_recipient_get_values (first), values);
  g_assert_cmpstr (atena_recipient_get_value (second, 1), ==, "高砂");
  g_assert_null (next (source));
  g_assert_cmpint (atena_recipient_get_reason (without), ==, ATENA_REASON_NO_ADDRESS);
  g_assert_cmpstr (atena_recipient_get_address (without), ==, "");
}

static void
test_blank_rows (void)
{
  g_autoptr (AtenaRecipientSource) source =
    open_list ("email,x\n,\n \n\"\"\n　,\t,,\na@example.jp,1\n,\n", -1);
  g_autoptr (AtenaRecipient) recipient = next (source);

  g_assert_cmpuint (atena_recipient_get_number (recipient), ==, 6);
  g_assert_null (next (source));
}

static void
test_nul (void)
{
  static const char text[] = "em\0ail,x\na@example.jp,\0山\0田\0\n\0,\0\n";
  g_autoptr (AtenaRecipientSource) source = open_list (text, sizeof text - 1);
  g_autoptr (AtenaRecipient) recipient = next (source);

  g_assert_cmpstr (atena_recipient_get_value (recipient, 1), ==, "山田");
  g_assert_null (next (source));
}

static void
test_unnamed (void)
{
  g_autoptr (AtenaRecipientSource) source = open_list ("email,,\na@example.jp,x,y\n", -1);
  g_autoptr (AtenaRecipient) recipient = next (source);

  g_assert_cmpstr (atena_recipient_get_value (recipient, 2), ==, "y");
}

/* Several people in a row. */
static void
test_each (void)
{
  static const char text[] = "保護者1氏名,保護者1メール,保護者2氏名,保護者2メール,組\n"
                             "父,a@b.jp,母,c@d.jp,1\n"
                             "父,,母,e@f.jp,2\n"
                             "父,,母,　,3\n"
                             "父,nobody,母,,4\n";
  static const struct
  {
    guint number;
    guint row;
    const char *address;
    const char *name;
    const char *class;
  } people[] = {
    { 4, 2, "a@b.jp", "父", "1" }, { 5, 2, "c@d.jp", "母", "1" },  { 7, 3, "e@f.jp", "母", "2" },
    { 8, 4, "", "父", "3" },       { 10, 5, "nobody", "父", "4" },
  };
  g_autoptr (AtenaRecipientSource) source = open_list (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (AtenaRecipient) recipient = next (source);

      g_assert_cmpuint (atena_recipient_get_number (recipient), ==, people[i].number);
      g_assert_cmpuint (atena_recipient_get_row (recipient), ==, people[i].row);
      g_assert_cmpstr (atena_recipient_get_address (recipient), ==, people[i].address);
      g_assert_cmpstr (get_value (source, recipient, "name"), ==, people[i].name);
      g_assert_cmpstr (get_value (source, recipient, "組"), ==, people[i].class);
    }
  g_assert_null (next (source));
  g_assert_null (next (source));
}

static void
test_first (void)
{
  static const char text[] = "氏名1,メール1,氏名2,メール2\n"
                             "父,a@b.jp,母,c@d.jp\n"
                             "父,nobody,母,e@f.jp\n"
                             "父,,母,nobody\n"
                             "父,,母,\n";
  static const char *const addresses[] = { "a@b.jp", "e@f.jp", "nobody", "" };
  static const char *const names[] = { "父", "母", "母", "父" };
  g_autoptr (AtenaRecipientSource) source = open_list (text, -1);

  atena_columns_set_first_only (atena_list_source_get_columns (ATENA_LIST_SOURCE (source)), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (AtenaRecipient) recipient = next (source);

      g_assert_cmpuint (atena_recipient_get_number (recipient), ==, i + 2);
      g_assert_cmpuint (atena_recipient_get_row (recipient), ==, i + 2);
      g_assert_cmpstr (atena_recipient_get_address (recipient), ==, addresses[i]);
      g_assert_cmpstr (get_value (source, recipient, "name"), ==, names[i]);
    }
  g_assert_null (next (source));
}

static void
test_choose (void)
{
  g_autoptr (AtenaRecipientSource) source = open_list ("連絡,誰\nnobody,山田\na@b.jp,佐藤\n", -1);
  AtenaListSource *self = ATENA_LIST_SOURCE (source);
  AtenaColumns *columns = atena_list_source_get_columns (self);
  g_autoptr (GError) error = NULL;
  AtenaRecipient *recipient = NULL;

  g_assert_cmpuint (atena_list_source_get_samples (self)->len, ==, 2);
  g_assert_false (atena_list_source_check (self, &error));
  g_clear_error (&error);
  g_assert_false (atena_recipient_source_next (source, &recipient, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  atena_columns_set_role (columns, 0, ATENA_COLUMN_ADDRESS);
  atena_columns_set_role (columns, 1, ATENA_COLUMN_NAME);
  g_assert_true (atena_list_source_check (self, NULL));
  assert_values (source, "宛名", "山田様|佐藤様");
}

static void
test_bad_list (void)
{
  static const Case cases[] = {
    { "", " is empty" },
    { "\xef\xbb\xbf\r\n\r\n", " is empty" },
    { ",\n　\n", " is empty" },
    { "email,x,Ｘ\n", ": Columns 2 and 3 have the same name “Ｘ”" },
    { "email,\"x", ", row 1, column 2: The quotation mark at the start of the cell is never "
                   "closed" },
    { "email,氏名\na@b.jp,\"\n", ", row 2, column 2 (氏名): The quotation mark at the start of the "
                                 "cell is never closed" },
    { "\x83\x81\x81\x5b\x83\x8b\n", ", row 1, column 1: The text is not UTF-8. In Excel, save the "
                                    "list as “CSV UTF-8”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *message = g_strconcat ("名簿.csv", cases[i].expected, NULL);

      g_assert_null (try_list (cases[i].text, (gssize) strlen (cases[i].text), &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, message);
    }
}

static void
test_no_address (void)
{
  g_autofree char *name = g_strnfill (300, 'x');
  g_autofree char *long_text = g_strdup_printf ("%s,another\n", name);
  g_autofree char *long_list = g_strdup_printf ("“%.299s…", name);
  const Case cases[] = {
    { "連絡,,\"会社\n名\"\nx,,y\n", "“連絡”, “会社 名”" },
    { "誰\n山田\n", "“誰”" },
    { long_text, long_list },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaRecipientSource) source = open_list (cases[i].text, -1);
      g_autoptr (GError) error = NULL;
      g_autofree char *message =
        g_strconcat ("名簿.csv: No column is known to hold mail addresses. Please call it “email”. "
                     "The columns are: ",
                     cases[i].expected, NULL);

      g_assert_false (atena_list_source_check (ATENA_LIST_SOURCE (source), &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, message);
    }
}

/* Far behind what is looked at beforehand. */
static char *
make_long_list (const char *last)
{
  GString *text = g_string_new ("email,氏名\n");

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "p%u@example.jp,x\n", i);
  g_string_append (text, last);
  return g_string_free (text, FALSE);
}

static void
test_bad_row (void)
{
  static const Case cases[] = {
    { "\na@example.jp,x,y,\n", ", row 203: The row has 3 cells, but should have 2" },
    { "\"a@example.jp\",\"x\ny\",,,z\n", ", row 202: The row has 5 cells, but should have 2" },
    { "a@example.jp,\x8e\x52\n", ", row 202, column 2 (氏名): The text is not UTF-8. In Excel, "
                                 "save the list as “CSV UTF-8”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = make_long_list (cases[i].text);
      g_autofree char *message = g_strconcat ("名簿.csv", cases[i].expected, NULL);
      g_autoptr (AtenaRecipientSource) source = open_list (text, -1);
      g_autoptr (GError) error = NULL;
      AtenaRecipient *recipient = NULL;

      for (guint n = 0; n < 200; n++)
        {
          g_autoptr (AtenaRecipient) person = next (source);

          g_assert_cmpuint (atena_recipient_get_row (person), ==, n + 2);
        }
      g_assert_false (atena_recipient_source_next (source, &recipient, &error));
      g_assert_null (recipient);
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, message);
    }
}

static void
test_many_columns (void)
{
  g_autoptr (GString) text = g_string_new ("email");
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i < 1024; i++)
    g_string_append_printf (text, ",%u", i);
  g_string_append (text, ",,　,\na@b.jp\n");
  assert_people (text->str, "2 a@b.jp");
  g_string_truncate (text, text->len - strlen (",\na@b.jp\n"));
  g_string_append (text, ",x\n");
  g_assert_null (try_list (text->str, -1, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "名簿.csv: The list has more than 1024 columns");
}

/* Neither rows nor octets without end are looked at beforehand. */
static void
test_bounds (void)
{
  g_autofree char *rows = make_long_list ("");
  g_autofree char *note = g_strnfill (600 * 1024, 'x');
  g_autofree char *octets =
    g_strdup_printf ("email,note\na@b.jp,%s\nc@d.jp,%s\ne@f.jp,\n", note, note);
  g_autofree char *titled =
    g_strdup_printf ("%s\nemail,note\na@b.jp,%.200000s\nc@d.jp,%.200000s\ne@f.jp,%.200000s\n", note,
                     note, note, note);
  g_autoptr (AtenaRecipientSource) long_source = open_list (rows, -1);
  g_autoptr (AtenaRecipientSource) titled_source = open_list (titled, -1);
  g_autoptr (AtenaRecipientSource) wide_source = open_list (octets, -1);

  g_assert_cmpuint (atena_list_source_get_samples (ATENA_LIST_SOURCE (long_source))->len, ==, 100);
  g_assert_cmpuint (atena_list_source_get_samples (ATENA_LIST_SOURCE (wide_source))->len, ==, 2);
  g_assert_cmpuint (atena_list_source_get_samples (ATENA_LIST_SOURCE (titled_source))->len, ==, 3);
  assert_people (octets, "2 a@b.jp, 3 c@d.jp, 4 e@f.jp");
}

static void
test_sample (void)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "..", "..", "build-aux", "sample", "customers.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaListSource) source = atena_list_source_open (path, NULL, &error);
  g_autoptr (AtenaRecipient) first = NULL;
  guint n = 1;

  g_assert_no_error (error);
  first = next (ATENA_RECIPIENT_SOURCE (source));
  g_assert_cmpstr (get_value (ATENA_RECIPIENT_SOURCE (source), first, "宛名"), ==,
                   "株式会社高砂製作所\n髙橋 美咲様");
  while (TRUE)
    {
      g_autoptr (AtenaRecipient) recipient = next (ATENA_RECIPIENT_SOURCE (source));

      if (recipient == NULL)
        break;
      n++;
    }
  g_assert_cmpuint (n, ==, 43);
}

static void
test_no_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("atena-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "名簿.csv", NULL);
  g_autofree char *message = g_strdup_printf ("%s cannot be opened: %s", path, g_strerror (ENOENT));
  g_autoptr (GError) error = NULL;

  g_assert_null (atena_list_source_open (path, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, message);
  g_rmdir (folder);
}

static void
test_folder (void)
{
  g_autofree char *folder = g_dir_make_tmp ("atena-XXXXXX", NULL);
  g_autofree char *prefix = g_strconcat (folder, " cannot be read: ", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (atena_list_source_open (folder, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_true (g_str_has_prefix (error->message, prefix));
  g_rmdir (folder);
}

static void
test_finalize (void)
{
  AtenaRecipientSource *source = open_list ("email\na@example.jp\nb@example.jp\n", -1);
  g_autoptr (AtenaRecipient) recipient = next (source);

  g_assert_finalize_object (source);
  g_assert_cmpstr (atena_recipient_get_value (recipient, 0), ==, "a@example.jp");
}

static void
test_examples (void)
{
  static const struct
  {
    const char *list;
    const char *examples; /* of the first two columns, NULL for none */
  } cases[] = {
    { "email,期日\na@example.jp,\nb@example.jp,11/24\nc@example.jp,11/25\n", "a@example.jp|11/24" },
    { "email,期日\na@example.jp,\n", "a@example.jp|" },
    { "email,期日\n", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaRecipientSource) source = open_list (cases[i].list, -1);
      g_auto (GStrv) examples = atena_recipient_source_read_examples (source);
      g_autofree char *found =
        examples != NULL ? g_strdup_printf ("%s|%s", examples[0], examples[1]) : NULL;

      g_assert_cmpstr (found, ==, cases[i].examples);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/list-source/keeps-rows-and-their-order", test_order);
  g_test_add_func ("/list-source/prefers-the-name-column", test_name);
  g_test_add_func ("/list-source/puts-names-together", test_names);
  g_test_add_func ("/list-source/makes-salutations", test_salutation);
  g_test_add_func ("/list-source/makes-nothing-that-the-list-has", test_own_columns);
  g_test_add_func ("/list-source/makes-the-field-email", test_email);
  g_test_add_func ("/list-source/yields-bad-addresses-with-their-reason", test_bad_address);
  g_test_add_func ("/list-source/finds-the-header", test_header);
  g_test_add_func ("/list-source/needs-no-header", test_no_header);
  g_test_add_func ("/list-source/may-have-one-column", test_one_column);
  g_test_add_func ("/list-source/fills-short-rows-with-blanks", test_ragged);
  g_test_add_func ("/list-source/passes-over-blank-rows", test_blank_rows);
  g_test_add_func ("/list-source/drops-nul-from-values", test_nul);
  g_test_add_func ("/list-source/allows-columns-without-a-name", test_unnamed);
  g_test_add_func ("/list-source/writes-to-each-in-a-row", test_each);
  g_test_add_func ("/list-source/writes-to-the-first-in-a-row-if-asked", test_first);
  g_test_add_func ("/list-source/lets-a-person-choose-the-columns", test_choose);
  g_test_add_func ("/list-source/says-what-is-wrong-with-the-list", test_bad_list);
  g_test_add_func ("/list-source/says-which-columns-there-are", test_no_address);
  g_test_add_func ("/list-source/says-what-is-wrong-with-a-row", test_bad_row);
  g_test_add_func ("/list-source/refuses-more-columns-than-a-list-has", test_many_columns);
  g_test_add_func ("/list-source/looks-a-bounded-way-ahead", test_bounds);
  g_test_add_func ("/list-source/reads-the-sample", test_sample);
  g_test_add_func ("/list-source/names-a-file-that-is-not-there", test_no_file);
  g_test_add_func ("/list-source/names-a-file-that-is-a-folder", test_folder);
  g_test_add_func ("/list-source/gives-examples-of-its-values", test_examples);
  g_test_add_func ("/list-source/leaves-nothing-behind", test_finalize);
  return g_test_run ();
}
