// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "atena-csv-reader.h"
#include "atena-error.h"
#include "atena-table-file.h"
#include "list-fixture.h"

typedef struct
{
  const char *content;
  gsize length;
  const char *expected; /* rows as dump() writes them, or the end of a message */
} Case;

#define CASE(content, expected)           \
  {                                       \
    content, sizeof content - 1, expected \
  }

static AtenaTable *
open_content (const char *content, gsize length, const AtenaTableOptions *options, GError **error)
{
  int fd = memfd_create ("list", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  AtenaTable *table;

  g_assert_cmpint (write (fd, content, length), ==, length);
  table = atena_table_open (path, options, error);
  close (fd);
  return table;
}

static void
assert_rows (const Case *test, const AtenaTableOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaTable) table = open_content (test->content, test->length, options, &error);
  g_autofree char *rows = NULL;

  g_assert_no_error (error);
  rows = list_fixture_dump (table, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rows, ==, test->expected);
}

static void
test_text (void)
{
  static const Case cases[] = {
    CASE ("", ""),
    CASE ("a,山田\r\nb,髙橋\r\n", "1[a][山田]2[b][髙橋]"),
    CASE ("\xef\xbb\xbf"
          "a;b\nc;d",
          "1[a][b]2[c][d]"),
    CASE ("a\t\xfb\xfc\x8b\xb4\n\x87\x40\x87\x8a\t\x81\x60\x81\x7c\n", "1[a][髙橋]2[①㈱][～－]"),
    CASE ("a\t\"\xc5\xc4\xc3\xe6\n\"\n", "1[a][田中\n]"),
    CASE ("\xff\xfe"
          "a\0\t\0q\x5c\n\0",
          "1[a][山]"),
    CASE ("\xfe\xff\0a\0,\x5c\x71", "1[a][山]"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_rows (&cases[i], NULL);
}

static void
test_options (void)
{
  const AtenaTableOptions semicolon = { .delimiter = ';' };
  const AtenaTableOptions bar = { .delimiter = '|' };
  const AtenaTableOptions euc = { .encoding = "euc-jp" };
  const AtenaTableOptions sjis = { .encoding = "Shift_JIS" };
  const Case commas = CASE ("a,b;c\nd,e;f", "1[a,b][c]2[d,e][f]");
  const Case bars = CASE ("a,b|\"c|d\"\n", "1[a,b][c|d]");
  const Case circled = CASE ("\x87\x40,b", "1[①][b]");
  const Case kana = CASE ("\xa4\xa2,b", "1[あ][b]");

  assert_rows (&commas, &semicolon);
  assert_rows (&bars, &bar);
  assert_rows (&kana, &euc);
  assert_rows (&circled, &sjis);
}

/* What was found out can be shown. */
static void
test_found (void)
{
  g_autoptr (AtenaTable) table = open_content ("\x8e\x52\tb", 4, NULL, NULL);

  g_assert_cmpstr (atena_csv_reader_get_encoding (ATENA_CSV_READER (table)), ==, "CP932");
  g_assert_cmpint (atena_csv_reader_get_delimiter (ATENA_CSV_READER (table)), ==, '\t');
}

static void
test_wrong_encoding (void)
{
  const AtenaTableOptions none = { .encoding = "klingon" };
  const AtenaTableOptions euc = { .encoding = "EUC-JP" };
  const AtenaTableOptions lossy = { .encoding = "EUC-JP//IGNORE" };
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) invalid = NULL;
  g_autoptr (GError) half = NULL;
  g_autoptr (AtenaTable) table = open_content ("a", 1, &none, &unknown);
  g_autoptr (AtenaTable) wrong = open_content ("a,b\nc,\x8e\x52\x93\x63", 10, &euc, NULL);
  g_autoptr (AtenaTable) cut = open_content ("a,b\n\xa4", 5, &euc, NULL);

  g_assert_null (table);
  g_assert_null (open_content ("a", 1, &lossy, NULL));
  g_assert_nonnull (strstr (unknown->message,
                            ": There is no encoding with the name KLINGON. Lists are in UTF-8, "));
  g_assert_null (list_fixture_dump (wrong, &invalid));
  g_assert_error (invalid, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_true (g_str_has_suffix (invalid->message,
                                   ", row 2, column 2: The text is not in the encoding EUC-JP. In "
                                   "Excel, save the list as “CSV UTF-8”"));
  g_assert_null (list_fixture_dump (cut, &half));
  g_assert_nonnull (strstr (half->message, ", row 2, column 1: The text is not in the encoding"));
}

#define CARD(start) start ":VCARD\r\nVERSION:3.0\r\nFN:山田\r\nEND:VCARD\r\n"

static void
test_cards (void)
{
  static const char *const cards[] = {
    CARD ("BEGIN"),
    CARD ("\xef\xbb\xbf"
          "BEGIN"),
    CARD ("\n begin"),
  };
  static const char *const others[] = { "BEGIN:VCARDS\nx\n", "BEGIN:VCALENDAR\n", "BEGIN" };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      g_autoptr (AtenaTable) table = open_content (cards[i], strlen (cards[i]), NULL, NULL);
      g_autoptr (AtenaTable) pasted = atena_table_open_text (cards[i], "x", NULL);
      g_autofree char *rows = list_fixture_dump (table, NULL);
      g_autofree char *pasted_rows = list_fixture_dump (pasted, NULL);

      g_assert_nonnull (strstr (rows, "2[][山田]"));
      g_assert_cmpstr (pasted_rows, ==, rows);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (AtenaTable) table = open_content (others[i], strlen (others[i]), NULL, NULL);

      g_assert_true (ATENA_IS_CSV_READER (table));
    }
}

static void
test_strangers (void)
{
  static const Case cases[] = {
    CASE ("%PDF-1.7\n", "is a PDF document, not a list. Open it in the program it was made with "
                        "and save the list as an Excel workbook or as CSV"),
    CASE ("{\\rtf1", "is a text document, not a list. Open it in the program it was made with and "
                     "save the list as an Excel workbook or as CSV"),
    CASE ("<HTML>", "is a web page, not a list. Open it in the program it was made with and save "
                    "the list as an Excel workbook or as CSV"),
    CASE ("\x89PNG\r\n", "is a picture, not a list. Open it in the program it was made with and "
                         "save the list as an Excel workbook or as CSV"),
    CASE ("\x01\xff\x02", "is neither a workbook nor text. Save the list as an Excel workbook or "
                          "as CSV"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AtenaTable) table = open_content (cases[i].content, cases[i].length, NULL, &error);

      g_assert_null (table);
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_assert_true (g_str_has_suffix (error->message, cases[i].expected));
    }
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaTable) table = atena_table_open ("/nonexistent/list\n.csv", NULL, &error);

  g_assert_null (table);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_prefix (error->message, "/nonexistent/list .csv cannot be opened: "));
}

static void
test_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaTable) table = atena_table_open ("/", NULL, &error);

  g_assert_null (table == NULL ? NULL : list_fixture_dump (table, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

static void
test_pipe (void)
{
  int ends[2] = { -1, -1 };
  g_autofree char *path = NULL;
  g_autoptr (AtenaTable) table = NULL;
  g_autofree char *rows = NULL;

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], "a,b;c", 5), ==, 5);
  path = g_strdup_printf ("/proc/self/fd/%d", ends[0]);
  table = atena_table_open (path, NULL, NULL);
  close (ends[1]);
  rows = list_fixture_dump (table, NULL);
  g_assert_cmpstr (rows, ==, "1[a][b;c]");
  close (ends[0]);
}

static void
test_pasted (void)
{
  const AtenaTableOptions comma = { .delimiter = ',', .encoding = "CP932" };
  g_autoptr (AtenaTable) found = atena_table_open_text ("メール\t氏名\na\t\"b\nc\"\n", "表", NULL);
  g_autoptr (AtenaTable) told = atena_table_open_text ("髙\tb,c", "表", &comma);
  g_autofree char *found_rows = list_fixture_dump (found, NULL);
  g_autofree char *told_rows = list_fixture_dump (told, NULL);

  g_assert_cmpstr (found_rows, ==, "1[メール][氏名]2[a][b\nc]");
  g_assert_cmpstr (told_rows, ==, "1[髙\tb][c]");
  g_assert_cmpstr (atena_table_get_name (told), ==, "表");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table-file/reads-text-as-people-have-it", test_text);
  g_test_add_func ("/table-file/believes-its-options", test_options);
  g_test_add_func ("/table-file/names-what-it-found-out", test_found);
  g_test_add_func ("/table-file/says-where-an-encoding-is-wrong", test_wrong_encoding);
  g_test_add_func ("/table-file/knows-vcards", test_cards);
  g_test_add_func ("/table-file/says-what-is-no-list", test_strangers);
  g_test_add_func ("/table-file/names-a-file-that-cannot-be-opened", test_missing);
  g_test_add_func ("/table-file/refuses-a-folder", test_folder);
  g_test_add_func ("/table-file/reads-a-pipe", test_pipe);
  g_test_add_func ("/table-file/reads-what-was-pasted", test_pasted);
  return g_test_run ();
}
