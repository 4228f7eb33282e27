// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <gio/gio.h>
#include <string.h>

#include "atena-card-reader.h"
#include "atena-error.h"
#include "atena-vcard-reader.h"

#define READ_SIZE (64 * 1024)
#define MAX_LINE  (1024 * 1024)

typedef struct
{
  const char *lines;    /* of one card, without its first and last line */
  const char *expected; /* as dump_card() writes it */
} Case;

static AtenaCardReader *
make_reader (const char *text, gsize length)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, length, NULL);

  return atena_card_reader_new (stream, "people.vcf");
}

/* What the card says, such as "氏名=山田 太郎 <a@example.jp> <b@example.jp>". */
static char *
dump_card (const AtenaCard *card)
{
  g_autoptr (GString) dump = g_string_new (NULL);

  for (guint i = 0; i < ATENA_N_CARD_FIELDS; i++)
    if (*card->values[i] != '\0')
      g_string_append_printf (dump, "%s=%s ", atena_card_field_get_name (i), card->values[i]);
  for (guint i = 0; i < card->emails->len; i++)
    g_string_append_printf (dump, "<%s> ", (char *) card->emails->pdata[i]);
  if (card->is_group)
    g_string_append (dump, "group");
  return g_strchomp (g_strdup (dump->str));
}

static char *
dump_cards (const char *text, gsize length, GError **error)
{
  g_autoptr (AtenaCardReader) reader = make_reader (text, length);
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AtenaCard) card = NULL;

  do
    {
      g_clear_pointer (&card, atena_card_free);
      if (!atena_card_reader_next (reader, &card, error))
        return NULL;
      g_ptr_array_add (dumps, card != NULL ? dump_card (card) : NULL);
    }
  while (card != NULL);
  return g_strjoinv ("|", (char **) dumps->pdata);
}

static void
assert_cards (const char *text, gsize length, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = dump_cards (text, length, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dump, ==, expected);
}

static void
assert_error (const char *text, gsize length, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = dump_cards (text, length, &error);

  g_assert_null (dump);
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
}

static void
assert_lines (const char *version, const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *text = g_strdup_printf ("BEGIN:VCARD\r\nVERSION:%s\r\n%s\r\nEND:VCARD\r\n",
                                               version, cases[i].lines);

      assert_cards (text, strlen (text), cases[i].expected);
    }
}

static void
test_fields (void)
{
  static const Case cases[] = {
    { "FN:山田 太郎", "氏名=山田 太郎" },
    { "N:山田;太郎;;;", "氏名=山田 太郎 姓=山田 名=太郎" },
    { "N:山田", "氏名=山田 姓=山田" },
    { "N:;太郎", "氏名=太郎 名=太郎" },
    { "FN:Taro Yamada\r\nN:山田;太郎", "氏名=Taro Yamada 姓=山田 名=太郎" },
    { "FN:\r\nFN: \r\nFN:一\r\nFN:二", "氏名=一" },
    { "ORG:株式会社一;営業部;第二課;", "会社名=株式会社一 部署=営業部 第二課" },
    { "TITLE:部長", "役職=部長" },
    { "NICKNAME:たろ", "ニックネーム=たろ" },
    { "NOTE:一\\n二\\N三\\, \\; \\\\n \\x", "メモ=一\n二\n三, ; \\n \\x" },
    { "CATEGORIES:顧客,VIP\\,特別\r\nCATEGORIES:役員,,", "分類=顧客, VIP,特別, 役員" },
    { "X-PHONETIC-FIRST-NAME:タロウ\r\nX-PHONETIC-LAST-NAME:ヤマダ", "フリガナ=ヤマダ タロウ" },
    { "X-PHONETIC-LAST-NAME:ヤマダ", "フリガナ=ヤマダ" },
    { "BDAY:1980-01-05", "誕生日=1980-01-05" },
    { "BDAY:19800105", "誕生日=1980-01-05" },
    { "BDAY;VALUE=date-time:1980-01-05T00:00:00Z", "誕生日=1980-01-05" },
    { "BDAY:--0105", "誕生日=--0105" },
    { "BDAY:198001055", "誕生日=198001055" },
    { "KIND:group", "group" },
    { "KIND:individual", "" },
    { "X-EVOLUTION-LIST:TRUE\r\nFN:会", "氏名=会 group" },
    { "X-EVOLUTION-LIST:FALSE", "" },
    { "X-ADDRESSBOOKSERVER-KIND:group", "group" },
    { "NOTE;ENCODING=b:QQ==\r\nTITLE;BASE64:QQ==", "" },
    { "TEL:03-0000-0000\r\nURL:https://example.jp/", "" },
  };

  assert_lines ("3.0", cases, G_N_ELEMENTS (cases));
}

static void
test_emails (void)
{
  static const Case cases[] = {
    { "EMAIL:a@example.jp\r\nEMAIL:b@example.jp", "<a@example.jp> <b@example.jp>" },
    { "EMAIL:a@example.jp\r\nEMAIL;TYPE=INTERNET,PREF:b@example.jp",
      "<b@example.jp> <a@example.jp>" },
    { "EMAIL:a@example.jp\r\nEMAIL;TYPE=INTERNET;type=pref:b@example.jp",
      "<b@example.jp> <a@example.jp>" },
    { "EMAIL:a@example.jp\r\nEMAIL;TYPE=\"work,pref\":b@example.jp",
      "<b@example.jp> <a@example.jp>" },
    { "EMAIL;INTERNET:a@example.jp\r\nEMAIL;PREF;INTERNET:b@example.jp",
      "<b@example.jp> <a@example.jp>" },
    { "EMAIL;PREF=2:a@example.jp\r\nEMAIL;PREF=1:b@example.jp\r\nEMAIL:c@example.jp",
      "<b@example.jp> <a@example.jp> <c@example.jp>" },
    { "EMAIL;PREF=0:a@example.jp\r\nEMAIL;PREF=100:b@example.jp\r\nEMAIL;PREF=x:c@example.jp",
      "<b@example.jp> <a@example.jp> <c@example.jp>" },
    { "item1.EMAIL;type=HOME:a@example.jp\r\nitem1.X-ABLabel:x", "<a@example.jp>" },
    { "email: a@example.jp \r\nEMAIL:\r\nEMAIL: ", "<a@example.jp>" },
    { "EMAIL;X=\"a:b;PREF\":a@example.jp", "<a@example.jp>" },
  };

  assert_lines ("4.0", cases, G_N_ELEMENTS (cases));
}

static void
test_folding (void)
{
  static const Case cases[] = {
    { "FN:山田\r\n  太郎", "氏名=山田 太郎" },
    { "FN:山\r\n\t田\n 太\r\n 郎", "氏名=山田太郎" },
    { "FN:\xe5\xb1\r\n \xb1\xe7\r\n \x94\xb0", "氏名=山田" },
    { "F\r\n N:a", "氏名=a" },
    { "FN:a\r\n \r\n b", "氏名=ab" },
    { "NOTE:a=\r\nFN:b", "氏名=b メモ=a=" },
  };

  assert_lines ("3.0", cases, G_N_ELEMENTS (cases));
}

static void
test_telephones (void)
{
  static const Case cases[] = {
    { "FN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8E=52=93=63=20=91=BE=98=59",
      "氏名=山田 太郎" },
    { "N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8E=52=93=63;=91=BE=\r\n=98=59;;;",
      "氏名=山田 太郎 姓=山田 名=太郎" },
    /* 表 has the octet of a backslash in it, ① is one of Windows' own. */
    { "N;CHARSET=SHIFT_JIS:\x95\x5c;\x87\x40", "氏名=表 ① 姓=表 名=①" },
    { "FN:\x8e\x52\x93\x63", "氏名=山田" },
    { "SOUND;X-IRMC-N;CHARSET=SHIFT_JIS:\xd4\xcf\xc0\xde;\xc0\xdb\xb3;;;",
      "フリガナ=ヤマダ タロウ" },
    { "SOUND;TYPE=X-IRMC-N:ﾔﾏﾀﾞ", "フリガナ=ヤマダ" },
    { "SOUND;WAVE;BASE64:UklGR==\r\nSOUND:x", "" },
    { "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=E4=B8=80=0D=0A=E4=BA=8C=3D=\r\n=41",
      "メモ=一\r\n二=A" },
    { "NOTE:C:\\new\\, \\;", "メモ=C:\\new, ;" },
    { "NOTE;QUOTED-PRINTABLE:=4", "メモ==4" },
    { "PHOTO;ENCODING=BASE64;TYPE=JPEG:\r\n /9j/4AAQSkZJRg==\r\n\r\nFN:a", "氏名=a" },
    { "PHOTO;ENCODING=BASE64:\r\n/9j/4AAQ\r\nSkZJRg==\r\n\r\nFN:a", "氏名=a" },
    { "FN:a\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:b\r\nEMAIL:b@example.jp\r\nEND:VCARD\r\nTITLE:c",
      "氏名=a 役職=c" },
    { "FN;CHARSET=no-such:a", "氏名=a" },
  };

  assert_lines ("2.1", cases, G_N_ELEMENTS (cases));
}

static void
test_nul (void)
{
  static const char text[] = "BEGIN:VCARD\nFN:a\0b\nEND:VCARD\n";

  assert_cards (text, sizeof text - 1, "氏名=ab");
}

static void
test_many_cards (void)
{
  static const Case cases[] = {
    { "", "" },
    { "\r\n \r\n", "" },
    { "\xef\xbb\xbf", "" },
    { "\xef\xbb\xbf"
      "begin:vcard\nFN:a\nend:vcard",
      "氏名=a" },
    { "\n\nBEGIN:VCARD \nFN:a\nEND: VCARD\n\n\nBEGIN:VCARD\nFN:b\nEND:VCARD\n\n", "氏名=a|氏名=b" },
    { "BEGIN:VCARD\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD", "|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_cards (cases[i].lines, strlen (cases[i].lines), cases[i].expected);
}

static void
test_errors (void)
{
  static const char kind[] = ": This is no contact. Please export the contacts once more, as vCard";
  static const Case cases[] = {
    { "email,name\n", "people.vcf, line 1" },
    { "BEGIN:VCALENDAR\n", "people.vcf, line 1" },
    { "BEGIN:VCARDS\n", "people.vcf, line 1" },
    { "BEGIN:VCARD\nEND:VCARD\n\nFN:a\n", "people.vcf, line 4" },
    { "BEGIN:VCARD\nEND:VCARD\n\xef\xbb\xbf"
      "BEGIN:VCARD\nEND:VCARD\n",
      "people.vcf, line 3" },
  };
  static const char end[] = ": The contact has no end. The file may not be complete";
  static const Case open[] = {
    { "BEGIN:VCARD\nFN:a\n", "people.vcf, contact 1, line 3" },
    { "BEGIN:VCARD\nEND:VCARD\nBEGIN:VCARD\nBEGIN:VCARD\nEND:VCARD",
      "people.vcf, contact 2, line 6" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = g_strconcat (cases[i].expected, kind, NULL);

      assert_error (cases[i].lines, strlen (cases[i].lines), message);
    }
  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    {
      g_autofree char *message = g_strconcat (open[i].expected, end, NULL);

      assert_error (open[i].lines, strlen (open[i].lines), message);
    }
}

static void
test_charsets (void)
{
  static const char message[] =
    "people.vcf, contact 1, line 2: The text is in an unknown character "
    "set. Please export the contacts once more, in UTF-8";
  static const char raw[] = "BEGIN:VCARD\nFN:\xff\xff\nEND:VCARD\n";
  static const char named[] = "BEGIN:VCARD\nFN;CHARSET=UTF-8:\x8e\x52\nEND:VCARD\n";
  static const char unused[] = "BEGIN:VCARD\nX-Y:\xff\xff\nEND:VCARD\n";

  assert_error (raw, sizeof raw - 1, message);
  assert_error (named, sizeof named - 1, message);
  assert_cards (unused, sizeof unused - 1, "");
}

/* Lets each octet of a card be the first of what is read next. */
static void
test_boundary (void)
{
  static const char card[] = "BEGIN:VCARD\r\nNOTE;ENCODING=QUOTED-PRINTABLE:=E4=B8=80=\r\n=E4=BA=8C"
                             "\r\nFN:a\r\n  b\r\nEND:VCARD\r\n";

  for (guint i = 0; i <= sizeof card; i++)
    {
      g_autofree char *padding = g_strnfill (READ_SIZE - i, '\n');
      g_autofree char *text = g_strconcat (padding, card, NULL);

      assert_cards (text, strlen (text), "氏名=a b メモ=一二");
    }
}

static void
test_limits (void)
{
  static const char message[] = "people.vcf, contact 1, line 2: The line is longer than 1 MiB";
  g_autofree char *fits = g_strnfill (MAX_LINE - 5, 'x');
  g_autofree char *picture = g_strnfill (3 * MAX_LINE, 'x');
  g_autofree char *text = g_strdup_printf ("BEGIN:VCARD\nNOTE:%s\nEND:VCARD\n", fits);
  g_autofree char *longer = g_strdup_printf ("BEGIN:VCARD\nNOTE:%sx\nEND:VCARD\n", fits);
  g_autofree char *large = g_strdup_printf ("BEGIN:VCARD\nPHOTO:%s\nFN:a\nEND:VCARD\n", picture);
  g_autofree char *expected = g_strconcat ("メモ=", fits, NULL);

  assert_cards (text, strlen (text), expected);
  assert_error (longer, strlen (longer), message);
  assert_cards (large, strlen (large), "氏名=a");
}

static void
test_hostile_cards (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\n");
  g_autoptr (AtenaCardReader) reader = NULL;
  g_autoptr (AtenaCard) card = NULL;

  for (guint i = 0; i < 10100; i++)
    g_string_append_printf (text, "EMAIL:a%u@example.jp\nCATEGORIES:x%u\n", i, i);
  g_string_append (text, "END:VCARD\n");
  reader = make_reader (text->str, text->len);
  g_assert_true (atena_card_reader_next (reader, &card, NULL));
  g_assert_cmpuint (card->emails->len, ==, 10000);
  g_assert_cmpuint (card->categories->len, ==, 64);
}

/* A line that may have soft breaks is not taken apart anew at each of them. */
static void
test_many_soft_breaks (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\nFN;X-Y=");
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < MAX_LINE / 2; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, ";QUOTED-PRINTABLE:a=\n");
  for (guint i = 0; i < 100 * 1000; i++)
    g_string_append (text, "b=\n");
  g_string_append (text, "c\nEND:VCARD\n");
  g_free (dump_cards (text->str, text->len, NULL));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

static void
test_stays (void)
{
  static const char bad[] = "BEGIN:VCARD\nEND:VCARD\nx";
  g_autoptr (AtenaCardReader) reader = make_reader (bad, sizeof bad - 1);
  g_autoptr (AtenaCard) card = NULL;
  AtenaCard *none = NULL;

  g_assert_true (atena_card_reader_next (reader, &card, NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (atena_card_reader_next (reader, &none, &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
    }
}

static void
test_stream_error (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new ();
  g_autoptr (AtenaCardReader) reader = atena_card_reader_new (stream, "people\n.vcf");
  g_autoptr (GError) error = NULL;
  AtenaCard *card = NULL;

  g_assert_true (g_input_stream_close (stream, NULL, NULL));
  g_assert_false (atena_card_reader_next (reader, &card, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_true (g_str_has_prefix (error->message, "people .vcf cannot be read: "));
}

static char *
dump_row (AtenaTable *table, guint row)
{
  const AtenaCell *cells = NULL;
  guint n_cells = 0;
  g_autoptr (GString) dump = g_string_new (NULL);

  g_assert_true (atena_table_read (table, &cells, &n_cells, NULL));
  g_assert_cmpuint (atena_table_get_row (table), ==, row);
  for (guint i = 0; i < n_cells; i++)
    {
      g_assert_cmpuint (strlen (cells[i].text), ==, cells[i].length);
      g_string_append_printf (dump, "[%s]", cells[i].text);
    }
  return g_strdup (dump->str);
}

static void
test_table (void)
{
  static const char text[] =
    "BEGIN:VCARD\nFN:a\nEMAIL:a@example.jp\nEMAIL;PREF=1:b@example.jp\nEMAIL:c@example.jp\n"
    "EMAIL:d@example.jp\nEMAIL:e@example.jp\nNOTE:n\nEND:VCARD\n"
    "BEGIN:VCARD\nKIND:group\nFN:会\nEMAIL:x@example.jp\nEND:VCARD\n"
    "BEGIN:VCARD\nFN:f\nEND:VCARD\n";
  static const char *const rows[] = {
    "[メールアドレス][氏名][姓][名][フリガナ][会社名][部署][役職][ニックネーム][誕生日][分類][メモ]"
    "[別のメールアドレス1][別のメールアドレス2][別のメールアドレス3]",
    "[b@example.jp][a][][][][][][][][][][n][a@example.jp][c@example.jp][d@example.jp]",
    "[][f][][][][][][][][][][][][][]",
  };
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (text, sizeof text - 1, NULL);
  AtenaTable *table = atena_vcard_reader_new (stream, "people.vcf");
  g_autofree char *end = NULL;

  g_assert_cmpstr (atena_table_get_name (table), ==, "people.vcf");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *row = dump_row (table, i + 1);

      g_assert_cmpstr (row, ==, rows[i]);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *row = dump_row (table, G_N_ELEMENTS (rows));

      g_assert_cmpstr (row, ==, "");
    }
  g_assert_finalize_object (table);
}

static void
test_table_error (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("x", 1, NULL);
  g_autoptr (AtenaTable) table = atena_vcard_reader_new (stream, "people.vcf");
  g_autoptr (GError) error = NULL;
  g_autofree char *header = dump_row (table, 1);
  const AtenaCell *cells = NULL;
  guint n_cells = 0;

  g_assert_false (atena_table_read (table, &cells, &n_cells, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vcard-reader/knows-what-properties-say", test_fields);
  g_test_add_func ("/vcard-reader/takes-the-preferred-address-first", test_emails);
  g_test_add_func ("/vcard-reader/unfolds-lines", test_folding);
  g_test_add_func ("/vcard-reader/reads-what-telephones-write", test_telephones);
  g_test_add_func ("/vcard-reader/drops-nul", test_nul);
  g_test_add_func ("/vcard-reader/reads-one-card-after-another", test_many_cards);
  g_test_add_func ("/vcard-reader/says-where-the-file-is-wrong", test_errors);
  g_test_add_func ("/vcard-reader/refuses-unknown-character-sets", test_charsets);
  g_test_add_func ("/vcard-reader/does-not-care-where-a-read-ends", test_boundary);
  g_test_add_func ("/vcard-reader/refuses-lines-without-end", test_limits);
  g_test_add_func ("/vcard-reader/keeps-no-more-than-a-person-has", test_hostile_cards);
  g_test_add_func ("/vcard-reader/is-quick-with-many-soft-breaks", test_many_soft_breaks);
  g_test_add_func ("/vcard-reader/stays-at-an-error", test_stays);
  g_test_add_func ("/vcard-reader/passes-on-errors-of-the-stream", test_stream_error);
  g_test_add_func ("/vcard-reader/has-a-row-for-each-person", test_table);
  g_test_add_func ("/vcard-reader/fails-like-its-cards", test_table_error);
  return g_test_run ();
}
