// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <gio/gio.h>
#include <string.h>

#include "atena-csv-reader.h"
#include "atena-error.h"

#define READ_SIZE  (64 * 1024)
#define RECORD_MAX (1024 * 1024)

typedef struct
{
  const char *text;
  const char *expected; /* records as dump_records() writes them, or a message */
} Case;

static AtenaTable *
make_reader (const char *text, gsize length)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, length, NULL);

  return atena_csv_reader_new (stream, "list.csv");
}

/* Each record as its row number and cells, such as "1[a][b]"; what is not ASCII is escaped. */
static char *
dump_records (AtenaTable *reader, GError **error)
{
  g_autoptr (GString) dump = g_string_new (NULL);
  const AtenaCell *cells = NULL;
  guint n_cells = 0;

  do
    {
      if (!atena_table_read (reader, &cells, &n_cells, error))
        return NULL;
      if (n_cells > 0)
        g_string_append_printf (dump, "%u", atena_table_get_row (reader));
      for (guint i = 0; i < n_cells; i++)
        {
          g_autofree char *text = g_strescape (cells[i].text, NULL);

          g_assert_cmpuint (cells[i].text[cells[i].length], ==, '\0');
          g_assert_cmpuint (strlen (cells[i].text), <=, cells[i].length);
          g_string_append_printf (dump, "[%s]", text);
        }
    }
  while (n_cells > 0);
  return g_strdup (dump->str);
}

static void
assert_records (const char *text, gsize length, const char *expected)
{
  g_autoptr (AtenaTable) reader = make_reader (text, length);
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = dump_records (reader, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (dump, ==, expected);
}

static void
assert_error (const char *text, gsize length, const char *message)
{
  g_autoptr (AtenaTable) reader = make_reader (text, length);
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = dump_records (reader, &error);

  g_assert_null (dump);
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_records (void)
{
  static const Case cases[] = {
    { "", "" },
    { "a", "1[a]" },
    { "a,b,c\r\n1,2,3\r\n", "1[a][b][c]2[1][2][3]" },
    { "a\nb\rc\r\nd", "1[a]2[b]3[c]4[d]" },
    { "a,", "1[a][]" },
    { ",\n,,", "1[][]2[][][]" },
    { " a , b ", "1[ a ][ b ]" },
    { "a;b\tc", "1[a;b\\tc]" },
    { "'a','b", "1['a']['b]" },
    { "a\\,b", "1[a\\\\][b]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_records (cases[i].text, strlen (cases[i].text), cases[i].expected);
}

static void
test_quotes (void)
{
  static const Case cases[] = {
    { "\"a\",\"b\"\r\n", "1[a][b]" },
    { "\"a,b\"", "1[a,b]" },
    { "\"a\r\nb\nc\rd\"\r\ne", "1[a\\r\\nb\\nc\\rd]2[e]" },
    { "\"\"\"a\"\"b\"\"\"", "1[\\\"a\\\"b\\\"]" },
    { "\"\"\"\"", "1[\\\"]" },
    { "\"\"\",\"\"\"\n", "1[\\\",\\\"]" },
    { "\"\"", "1[]" },
    { "\"\",\"\"", "1[][]" },
    { "a,\"b\"\"\nc\",d\n", "1[a][b\\\"\\nc][d]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_records (cases[i].text, strlen (cases[i].text), cases[i].expected);
}

static void
test_empty_lines (void)
{
  static const Case cases[] = {
    { "\n\n", "" },
    { "\na\n\nb\n\n\n", "2[a]4[b]" },
    { "\r\n\r\na\r\n\r\nb\r\n", "3[a]5[b]" },
    { "a\r\rb", "1[a]3[b]" },
    { "a\r\r\nb", "1[a]3[b]" },
    { "a\n\rb", "1[a]3[b]" },
    { "\"\n\n\"\nb", "1[\\n\\n]2[b]" },
    { " \n\"\"\n,\n", "1[ ]2[]3[][]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_records (cases[i].text, strlen (cases[i].text), cases[i].expected);
}

static void
test_mark (void)
{
  assert_records ("\xef\xbb\xbf", 3, "");
  assert_records ("\xef\xbb\xbf\"a\",b", 8, "1[a][b]");
  assert_records ("\xef\xbb\xbf\xef\xbb\xbf"
                  "a",
                  7, "1[\\357\\273\\277a]");
  assert_records ("\xef\xbb\xbf\0", 4, "1[]");
  assert_records ("a,\xef\xbb\xbf", 5, "1[a][\\357\\273\\277]");
}

static void
test_nul (void)
{
  static const char text[] = "a,b\0c\n\"d\0\"\"e\",f\0";
  g_autoptr (AtenaTable) reader = make_reader (text, sizeof text - 1);
  const AtenaCell *cells = NULL;
  guint n_cells = 0;

  g_assert_true (atena_table_read (reader, &cells, &n_cells, NULL));
  g_assert_cmpuint (n_cells, ==, 2);
  g_assert_cmpmem (cells[1].text, cells[1].length, "b\0c", 3);
  g_assert_true (atena_table_read (reader, &cells, &n_cells, NULL));
  g_assert_cmpuint (n_cells, ==, 2);
  g_assert_cmpmem (cells[0].text, cells[0].length, "d\0\"e", 4);
  g_assert_cmpmem (cells[1].text, cells[1].length, "f\0", 2);
}

static void
test_errors (void)
{
  static const Case cases[] = {
    { "a\n\nb,\"c", "list.csv, row 3, column 2: "
                    "The quotation mark at the start of the cell is never closed" },
    { "\"", "list.csv, row 1, column 1: "
            "The quotation mark at the start of the cell is never closed" },
    { "\"\"\"", "list.csv, row 1, column 1: "
                "The quotation mark at the start of the cell is never closed" },
    { "a,\"b\"c\n", "list.csv, row 1, column 2: There is text after the closing quotation mark" },
    { "a,\"b\" ,c\n", "list.csv, row 1, column 2: There is text after the closing quotation mark" },
    { "a,b\nc\"d\"\n", "list.csv, row 2, column 1: A quotation mark stands in the middle of a cell "
                       "that does not begin with one" },
    { "a, \"b\"\n", "list.csv, row 1, column 2: A quotation mark stands in the middle of a cell "
                    "that does not begin with one" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_error (cases[i].text, strlen (cases[i].text), cases[i].expected);
}

static void
test_encoding (void)
{
  static const char advice[] = ": The text is not UTF-8. In Excel, save the list as “CSV UTF-8”";
  static const char cp932[] = "email,name\r\na@example.jp,\x8e\x52\x93\x63\r\n";
  static const char utf16_le[] = "\xff\xfe\"\0e\0\"\0";
  static const char utf16_be[] = "\xfe\xff\0\"\0e\0\"";
  static const char no_mark_le[] = "e\0m\0\n\0";
  static const char no_mark_be[] = "\0e\0m\0\n";
  g_autofree char *first = g_strconcat ("list.csv, row 1, column 1", advice, NULL);
  g_autofree char *second = g_strconcat ("list.csv, row 2, column 2", advice, NULL);

  assert_error (cp932, sizeof cp932 - 1, second);
  assert_error (utf16_le, sizeof utf16_le - 1, first);
  assert_error (utf16_be, sizeof utf16_be - 1, first);
  assert_error (no_mark_le, sizeof no_mark_le - 1, first);
  assert_error (no_mark_be, sizeof no_mark_be - 1, first);
  assert_error ("\"\xe5\xb1\"\"\xb1\"", 7, first);
  assert_error ("\xe5\xb1", 2, first);
  assert_error ("\xed\xa0\x80", 3, first);
  assert_error ("\xc0\x80", 2, first);
  assert_error ("a\n\0,\xff", 5, second);
}

static void
test_column_names (void)
{
  static const char *const names[] = { "email", "会社\n名", " ",
                                       "1234567890123456789012345678901234567890x", NULL };
  static const Case cases[] = {
    { "a,b\"", "list.csv, row 1, column 2 (会社 名): A quotation mark stands in the middle of a "
               "cell that does not begin with one" },
    { "a,b,c\"", "list.csv, row 1, column 3: A quotation mark stands in the middle of a cell that "
                 "does not begin with one" },
    { "a,b,c,d\"", "list.csv, row 1, column 4 (1234567890123456789012345678901234567890…): A "
                   "quotation mark stands in the middle of a cell that does not begin with one" },
    { "a,b,c,d,e\"", "list.csv, row 1, column 5: A quotation mark stands in the middle of a cell "
                     "that does not begin with one" },
  };
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaTable) reader = make_reader (cases[i].text, strlen (cases[i].text));
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = NULL;

      atena_table_set_fields (reader, fields);
      dump = dump_records (reader, &error);
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].expected);
    }
}

/* Lets each octet of a record be the first of what is read next. */
static void
test_boundary (void)
{
  static const char records[] = "a,\"b\"\"c\r\nd\",\"é\ufeff\",山田\r\n\r\n\"e\",f\rg\n";
  static const char expected[] =
    "2[a][b\\\"c\\r\\nd][\\303\\251\\357\\273\\277][\\345\\261\\261\\347\\224\\260]"
    "4[e][f]5[g]";

  for (guint i = 0; i <= sizeof records; i++)
    {
      g_autofree char *padding = g_strnfill (READ_SIZE - i - 1, 'x');
      g_autofree char *text = g_strconcat (padding, "\n", records, NULL);
      g_autofree char *all = g_strdup_printf ("1[%s]%s", padding, expected);

      assert_records (text, strlen (text), all);
    }
}

static void
test_many_reads (void)
{
  g_autofree char *long_cell = g_strnfill (3 * READ_SIZE, 'y');
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint row = 1; row <= 9; row++)
    {
      g_string_append_printf (text, "%s,\"a\"\"b\",%s\r\n", row % 2 ? long_cell : "", long_cell);
      g_string_append_printf (expected, "%u[%s][a\\\"b][%s]", row, row % 2 ? long_cell : "",
                              long_cell);
    }
  assert_records (text->str, text->len, expected->str);
}

static void
test_limit (void)
{
  static const char message[] =
    "list.csv, row 2, column 2: The row is longer than 1 MiB. A quotation mark may be missing";
  g_autofree char *cell = g_strnfill (RECORD_MAX - 3, 'x');
  g_autofree char *lines = g_strnfill (2 * RECORD_MAX, '\n');
  g_autofree char *expected = g_strdup_printf ("1[a]2[][%s]3[b]", cell);
  g_autofree char *fits = g_strdup_printf ("a\n,\"%s\"\nb\n", cell);
  g_autofree char *longer = g_strdup_printf ("a\n,\"x%s\"\nb\n", cell);
  g_autofree char *longest = g_strdup_printf ("a\n,%s%s%s\nb\n", cell, cell, cell);
  g_autofree char *open = g_strdup_printf ("a\n,\"%s%s\n", cell, cell);

  assert_records (fits, strlen (fits), expected);
  assert_error (longer, strlen (longer), message);
  assert_error (longest, strlen (longest), message);
  assert_error (open, strlen (open), message);
  assert_records (lines, strlen (lines), "");
}

static void
test_after_end (void)
{
  g_autoptr (AtenaTable) reader = make_reader ("a", 1);
  const AtenaCell *cells = NULL;
  guint n_cells = 0;

  g_assert_true (atena_table_read (reader, &cells, &n_cells, NULL));
  g_assert_cmpuint (n_cells, ==, 1);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (atena_table_read (reader, &cells, &n_cells, NULL));
      g_assert_cmpuint (n_cells, ==, 0);
      g_assert_cmpuint (atena_table_get_row (reader), ==, 1);
    }
}

static void
test_after_error (void)
{
  g_autoptr (AtenaTable) reader = make_reader ("a\"\nb\n", 5);
  const AtenaCell *cells = NULL;
  guint n_cells = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (atena_table_read (reader, &cells, &n_cells, &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_assert_cmpuint (atena_table_get_row (reader), ==, 1);
    }
}

static void
test_stream_error (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new ();
  g_autoptr (AtenaTable) reader = atena_csv_reader_new (stream, "list\n.csv");
  g_autoptr (GError) error = NULL;
  const AtenaCell *cells = NULL;
  guint n_cells = 0;

  g_assert_true (g_input_stream_close (stream, NULL, NULL));
  g_assert_false (atena_table_read (reader, &cells, &n_cells, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_true (g_str_has_prefix (error->message, "list .csv cannot be read: "));
}

static void
test_finalize (void)
{
  static const char *const names[] = { "email", NULL };
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);
  AtenaTable *reader = make_reader ("a\"", 2);
  g_autofree char *dump = NULL;

  atena_table_set_fields (reader, fields);
  atena_table_set_fields (reader, fields);
  dump = dump_records (reader, NULL);
  g_assert_null (dump);
  g_assert_finalize_object (reader);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv-reader/takes-records-apart", test_records);
  g_test_add_func ("/csv-reader/reads-quoted-cells", test_quotes);
  g_test_add_func ("/csv-reader/counts-rows-as-a-spreadsheet", test_empty_lines);
  g_test_add_func ("/csv-reader/passes-over-a-byte-order-mark", test_mark);
  g_test_add_func ("/csv-reader/keeps-nul", test_nul);
  g_test_add_func ("/csv-reader/says-where-a-quotation-mark-is-wrong", test_errors);
  g_test_add_func ("/csv-reader/refuses-other-encodings-with-advice", test_encoding);
  g_test_add_func ("/csv-reader/calls-columns-by-their-names", test_column_names);
  g_test_add_func ("/csv-reader/does-not-care-where-a-read-ends", test_boundary);
  g_test_add_func ("/csv-reader/reads-records-longer-than-a-read", test_many_reads);
  g_test_add_func ("/csv-reader/refuses-records-without-end", test_limit);
  g_test_add_func ("/csv-reader/stays-at-the-end", test_after_end);
  g_test_add_func ("/csv-reader/stays-at-an-error", test_after_error);
  g_test_add_func ("/csv-reader/passes-on-errors-of-the-stream", test_stream_error);
  g_test_add_func ("/csv-reader/leaves-nothing-behind", test_finalize);
  return g_test_run ();
}
