// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <string.h>
#include <unistd.h>

#include "atena-error.h"
#include "atena-table-file.h"
#include "container-fixture.h"
#include "list-fixture.h"

/* Records are written as "TYPE OCTETS", all in hexadecimal, with ASCII between ' and a semicolon
 * behind each. The format of style 1 is that of days, of style 2 "0000", of style 3 a Japanese day.
 */
#define STYLES                                                             \
  "041e a400 0400 00 '0000';00e0 0000 0000;00e0 0000 0e00;00e0 0000 a400;" \
  "00e0 0000 1f00;"
#define STRINGS "00fc 02000000 02000000 0200 01 715c3075 0100 00 'b';"
#define PASSWORD \
  ": Files with a password cannot be read. Remove the password in Excel and save again"
#define DAMAGED " is damaged and cannot be read. Open it in Excel and save it again"

typedef struct
{
  const char *records;
  const char *expected; /* rows as dump() writes them, or the end of a message */
} Case;

static void
add_octets (GByteArray *book, const char *text)
{
  for (const char *p = text; *p != '\0' && *p != ';'; p++)
    {
      if (*p == '\'')
        for (p++; *p != '\''; p++)
          g_byte_array_append (book, (const guint8 *) p, 1);
      else if (*p != ' ')
        {
          guint8 octet = (guint8) (g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1]));

          g_byte_array_append (book, &octet, 1);
          p++;
        }
    }
}

static void
add_records (GByteArray *book, const char *records)
{
  for (const char *p = records; *p != '\0'; p = strchr (p, ';') + 1)
    {
      guint64 type = g_ascii_strtoull (p, NULL, 16);
      guint start = book->len;
      guint8 header[4] = { (guint8) type, (guint8) (type >> 8) };
      guint length;

      g_byte_array_append (book, header, sizeof header);
      add_octets (book, p + 4);
      length = book->len - start - sizeof header;
      book->data[start + 2] = (guint8) length;
      book->data[start + 3] = (guint8) (length >> 8);
    }
}

/* A workbook whose second sheet of two is the first that is visible: @bof is what its records of
 * the beginning have, @sheets those that name the sheets, with their place at the start. */
static GByteArray *
make_book (const char *bof, const char *sheets, const char *globals, const char *cells)
{
  GByteArray *book = g_byte_array_new ();
  guint named;
  guint32 place;

  add_records (book, bof);
  named = book->len;
  add_records (book, sheets);
  add_records (book, globals);
  add_records (book, "000a;");
  place = GUINT32_TO_LE (book->len);
  for (guint i = named; book->data[i] == 0x85; i += 4U + book->data[i + 2])
    memcpy (book->data + i + 4, &place, sizeof place);
  add_records (book, "0809 0006 1000;");
  add_records (book, cells);
  return book;
}

static GByteArray *
make_book_8 (const char *globals, const char *cells)
{
  return make_book ("0809 0006 0500;",
                    "0085 00000000 01 00 01 00 'h';0085 00000000 00 02 01 00 'c';"
                    "0085 00000000 00 00 01 01 004e;",
                    globals, cells);
}

static AtenaTable *
open_book (const GByteArray *book, const char *stream, const char *sheet, GError **error)
{
  const AtenaTableOptions options = { .sheet = sheet };
  g_autoptr (GByteArray) octets = container_pack (stream, book);
  int fd = container_open (octets);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  AtenaTable *table = atena_table_open (path, &options, error);

  close (fd);
  return table;
}

static void
assert_rows (const GByteArray *book, const char *stream, const char *sheet, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaTable) table = open_book (book, stream, sheet, &error);
  g_autofree char *rows = NULL;

  g_assert_no_error (error);
  rows = list_fixture_dump (table, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rows, ==, expected);
}

static void
assert_stream_refused (const GByteArray *book, const char *stream, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaTable) table = open_book (book, stream, NULL, &error);

  if (table != NULL)
    g_assert_null (list_fixture_dump (table, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_true (g_str_has_suffix (error->message, expected));
}

static void
assert_refused (const GByteArray *book, const char *expected)
{
  assert_stream_refused (book, "Workbook", expected);
}

static void
test_cells (void)
{
  static const Case cases[] = {
    { "", "" },
    { "00fd 0000 0000 0000 00000000;00fd 0000 0200 0000 01000000;", "1[山田][][b]" },
    { "00fd 0500 0000 0000 01000000;00fd 0100 0100 0000 01000000;00fd 0100 0000 0000 00000000;",
      "2[山田][b]6[b]" },
    { "027e 0000 0000 0200 1e000000;027e 0000 0100 0000 4b130000;027e 0000 0200 0000 0000f83f;"
      "027e 0000 0300 0000 feffffff;",
      "1[0007][12.34][1.5][-1]" },
    { "00bd 0000 0100 0000 1e000000 0200 1e000000 0200;", "1[][7][0007]" },
    { "0203 0000 0000 0100 00000000c0a1e640;0203 0000 0100 0300 00000000c0a1e640;"
      "0203 0000 0200 0900 000000000000f83f;",
      "1[2026/11/24][2026/11/24][1.5]" },
    { "0204 0000 0000 0000 0200 01 d89a4b6a;00d6 0000 0100 0000 0200 00 'ab' 0000;",
      "1[高橋][ab]" },
    { "0205 0000 0000 0000 01 00;0205 0000 0100 0000 00 00;0205 0000 0200 0000 2a 01;"
      "0205 0000 0300 0000 99 01;0205 0000 0400 0000 07 01;",
      "1[TRUE][FALSE][#N/A][][#DIV/0!]" },
    { "0006 0000 0000 0200 0000000000001c40 000000000000;"
      "0006 0000 0100 0000 000000000000ffff 000000000000;04bc 0000;0207 0100 01 f053;"
      "0006 0000 0200 0000 010001000000ffff 000000000000;"
      "0006 0000 0300 0000 020017000000ffff 000000000000;"
      "0006 0000 0400 0000 030000000000ffff 000000000000;00fd 0000 0500 0000 01000000;",
      "1[0007][台][TRUE][#REF!][][b]" },
    { "0201 0000 0000 0000;00be 0000 0100 0000 0000 0200;0809 0006 2000;"
      "0203 0000 0000 0000 0000000000001c40;000a;00fd 0100 0000 0000 01000000;",
      "2[b]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cells = g_strconcat (cases[i].records, "000a;", NULL);
      g_autoptr (GByteArray) book = make_book_8 (STYLES STRINGS, cells);

      assert_rows (book, "Workbook", NULL, cases[i].expected);
      assert_rows (book, "WORKBOOK", "一", cases[i].expected);
      assert_rows (book, "Workbook", "h", cases[i].expected);
    }
}

static void
test_damage (void)
{
  static const Case cases[] = {
    { "00fd 0000 0000 0000 02000000;000a;", DAMAGED },
    { "0204 0000 0000 0000 0300 00 'ab';000a;", DAMAGED },
    { "0204 0000 0000 0000 0200 01 '_a_';000a;", DAMAGED },
    { "0204 0000 0000;000a;", DAMAGED },
    { "0006 0000 0000 0000 000000000000ffff 0000;000a;", DAMAGED },
    { "0006 0000 0000 0000 000000000000ffff 0000;00fd 0000 0000 0000 01000000;0207 0000 00;000a;",
      DAMAGED },
    { "00fd 0000 0000 0000 01000000;", DAMAGED },
    { "0809 0006 1000;000a;", DAMAGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) book = make_book_8 (STYLES STRINGS, cases[i].records);

      assert_refused (book, cases[i].expected);
    }
}

/* A text goes on in the next record, in the middle of a character of two halves, and elsewhere in
 * what stands behind it. */
static void
test_strings (void)
{
  static const char cells[] = "00fd 0000 0000 0000 00000000;00fd 0000 0100 0000 01000000;"
                              "00fd 0000 0200 0000 02000000;00fd 0000 0300 0000 03000000;000a;";
  static const Case cases[] = {
    { "00fc 00000000 00000000 0400 01 42d8;003c 01 b7df;003c 00 'ab' 0100 00;003c 00 'c' 0000 00 "
      "0300 01 42d8 0000 b7df;",
      "1[𠮷ab][c][][\xef\xbf\xbd]" },
    { "00fc 00000000 00000000 0100 0c 0100 03000000 'a' 0102;003c 0304 01;003c 0203 0100 00 'b' "
      "0100 08 0200 'c' 00000000 00000000 0100 04 01000000 'd' 09;",
      "1[a][b][c][d]" },
  };
  static const char *const damaged[] = {
    "00fc 00000000 00000000 0400 01 42d8;",
    "00fc 00000000 00000000 0400 01 42d8;003d 01 b7df;",
    "00fc 00000000 00000000 04;",
    "00fc 00000000 00000000 0100 0c 0100 ffffffff 'a';",
    "00fc 00000000 00000000 0100 01 'a';003c 00 'a';",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) book = make_book_8 (cases[i].records, cells);

      assert_rows (book, "Workbook", NULL, cases[i].expected);
    }
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr (GByteArray) book = make_book_8 (damaged[i], "000a;");

      assert_refused (book, DAMAGED);
    }
}

static void
test_1904 (void)
{
  static const char cells[] = "0203 0000 0000 0100 0000000000ebe540;000a;";
  g_autoptr (GByteArray) book = make_book_8 (STYLES "0022 0100;", cells);
  g_autoptr (GByteArray) other = make_book_8 (STYLES "0022 0000;", cells);

  assert_rows (book, "Workbook", NULL, "1[2026/11/24]");
  assert_rows (other, "Workbook", NULL, "1[2022/11/23]");
}

/* Excel 5 and 95, in the code page of their machine. */
static void
test_old (void)
{
  static const char cells[] =
    "0204 0000 0000 0000 0400 8e529363;027e 0000 0100 0100 1e000000;000a;";
  static const char formats[] = "00e0 0000 0000;00e0 0000 a400;041e a400 04 '0000';";
  static const char sheets[] = "0085 00000000 00 00 02 88ea;";
  g_autoptr (GByteArray) book = make_book ("0809 0005 0500;0042 a403;", sheets, formats, cells);
  g_autoptr (GByteArray) unknown = make_book ("0809 0005 0500;0042 efbe;", sheets, formats, cells);
  g_autoptr (GByteArray) without = make_book ("0809 0005 0500;", "0085 00000000 00 00 01 'a';",
                                              formats, "0204 0000 0000 0000 0100 e9;000a;");
  g_autoptr (GByteArray) cut = make_book ("0809 0005 0500;", "0085 00000000 00 00 01 'a';", formats,
                                          "0204 0000 0000 0000 0500 8e529363;000a;");

  assert_rows (book, "Book", "一", "1[山田][0007]");
  assert_rows (without, "Book", NULL, "1[é]");
  assert_refused (unknown, DAMAGED);
  assert_refused (cut, DAMAGED);
}

static void
test_refusals (void)
{
  static const Case cases[] = {
    { "0809 0006 0500;002f 0100;000a;", PASSWORD },
    { "0409 0006 1000;000a;",
      " is a workbook of an old Excel, not a list. Open it in the program it was made with and "
      "save the list as an Excel workbook or as CSV" },
    { "0809 0004 0500;000a;",
      " is a workbook of an old Excel, not a list. Open it in the program it was made with and "
      "save the list as an Excel workbook or as CSV" },
    { "0809 0006 1000;000a;", DAMAGED },
    { "0809 0006 0500;", DAMAGED },
    { "0809 0006 0500;0085 ffffff7f 00 00 01 00 'a';000a;", DAMAGED },
    { "0809 0006 0500;0085 00000000 00 00 01 00 'a';000a;", DAMAGED },
    { "0809 0006 0500;0085 00000000 00 00 02 00 'a';000a;", DAMAGED },
    { "0809 0006 0500;041e 0000 0200 00 'a';000a;", DAMAGED },
    { "", DAMAGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) book = g_byte_array_new ();

      add_records (book, cases[i].records);
      assert_refused (book, cases[i].expected);
    }
}

/* Other documents in such a container: a workbook of today's Excel with a password (MS-OFFCRYPTO
 * 2.3.4.5), a text document, a presentation. */
static void
test_streams (void)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  add_octets (content, "0123456789");
  assert_stream_refused (content, "EncryptedPackage", PASSWORD);
  assert_stream_refused (content, "WordDocument",
                         " is a text document, not a list. Open it in the program it was made with "
                         "and save the list as an Excel workbook or as CSV");
  assert_stream_refused (content, "PowerPoint Document",
                         " is neither a workbook nor text. Save the list as an Excel workbook or "
                         "as CSV");
}

/* More octets than the file has. */
static void
test_cut (void)
{
  g_autoptr (GByteArray) book = g_byte_array_new ();

  add_records (book, "0809 0006 0500;000a 00;");
  g_byte_array_set_size (book, book->len - 1);
  assert_refused (book, DAMAGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/book-xls/reads-cells", test_cells);
  g_test_add_func ("/book-xls/refuses-damaged-cells", test_damage);
  g_test_add_func ("/book-xls/joins-texts-of-several-records", test_strings);
  g_test_add_func ("/book-xls/counts-days-from-1904", test_1904);
  g_test_add_func ("/book-xls/reads-the-code-page-of-excel-95", test_old);
  g_test_add_func ("/book-xls/says-what-it-cannot-read", test_refusals);
  g_test_add_func ("/book-xls/says-what-else-is-in-a-container", test_streams);
  g_test_add_func ("/book-xls/refuses-a-record-that-is-cut", test_cut);
  return g_test_run ();
}
