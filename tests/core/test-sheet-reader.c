// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "atena-error.h"
#include "atena-sheet-reader.h"
#include "atena-table-file.h"
#include "list-fixture.h"

#define RELATIONS(content)                                                                         \
  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" content \
  "</Relationships>"
#define RELATION(id, type, target) \
  "<Relationship Id=\"" id "\" Type=\"http://x/" type "\" Target=\"" target "\"/>"
#define ODS(content)                                                                \
  "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" " \
  "xmlns:style=\"s\">" content "</office:document-content>"

#define PASSWORD \
  ": Files with a password cannot be read. Remove the password in Excel and save again"

typedef struct
{
  const char *content;
  const char *expected; /* rows as dump() writes them, or the end of a message */
} Case;

static void
add_part (struct archive *archive, const char *name, const char *content, gsize length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (archive, content, length), ==, length);
  archive_entry_free (entry);
}

/* Names and contents by turns. @options: of libarchive, or NULL. */
static int
pack_with (const char *const *parts, const char *options)
{
  int fd = memfd_create ("book", MFD_CLOEXEC);
  struct archive *archive = archive_write_new ();

  g_assert_cmpint (archive_write_set_format_zip (archive), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_set_options (archive, options), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_set_passphrase (archive, "secret"), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_fd (archive, fd), ==, ARCHIVE_OK);
  for (guint i = 0; parts[i] != NULL; i += 2)
    add_part (archive, parts[i], parts[i + 1], strlen (parts[i + 1]));
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return fd;
}

static int
pack (const char *const *parts)
{
  return pack_with (parts, NULL);
}

/* A table of @fd, which is closed. */
static AtenaTable *
open_book (int fd, const char *sheet, GError **error)
{
  const AtenaTableOptions options = { .sheet = sheet };
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  AtenaTable *table = atena_table_open (path, &options, error);

  close (fd);
  return table;
}

/* @properties: of the workbook. */
static int
pack_xlsx_with (const char *data, const char *properties, const char *options)
{
  g_autofree char *sheet = g_strconcat ("<worksheet>", data, "</worksheet>", NULL);
  g_autofree char *book =
    g_strconcat ("<workbook xmlns:r=\"r\">", properties,
                 "<sheets><sheet name=\"二\" sheetId=\"2\" state=\"hidden\" r:id=\"r2\"/>"
                 "<sheet name=\"一\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
                 NULL);
  const char *const parts[] = {
    "[Content_Types].xml",
    "<Types/>",
    "_rels/.rels",
    RELATIONS (RELATION ("rId1", "officeDocument", "/xl/workbook.xml")),
    "xl/_rels/workbook.xml.rels",
    RELATIONS (RELATION ("r1", "worksheet", "worksheets/one.xml")
                 RELATION ("r2", "worksheet", "worksheets/two.xml")
                   RELATION ("r3", "sharedStrings", "sharedStrings.xml")
                     RELATION ("r4", "styles", "styles.xml")),
    "xl/workbook.xml",
    book,
    "xl/sharedStrings.xml",
    "<sst><si><t>山田</t></si><si><r><t>髙</t></r><r><t xml:space=\"preserve\">橋 </t></r>"
    "<rPh sb=\"0\" eb=\"1\"><t>タカ</t></rPh></si><si><t>a_x000D_\nb_x_</t></si><si/></sst>",
    "xl/styles.xml",
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0000\"/></numFmts><cellStyleXfs>"
    "<xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
    "<xf numFmtId=\"164\"/></cellXfs></styleSheet>",
    "xl/worksheets/one.xml",
    sheet,
    "xl/worksheets/two.xml",
    "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>",
    NULL,
  };

  return pack_with (parts, options);
}

static int
pack_xlsx (const char *data)
{
  return pack_xlsx_with (data, "", NULL);
}

static int
pack_ods (const char *body)
{
  g_autofree char *content = g_strconcat (
    "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" "
    "xmlns:draw=\"d\" "
    "xmlns:style=\"s\"><style:style style:name=\"h\"><style:table-properties "
    "table:display=\"false\"/>"
    "</style:style><table:table table:name=\"隠\" table:style-name=\"h\"><table:table-row>"
    "<table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>"
    "<table:table table:name=\"一\">",
    body, "</table:table></office:document-content>", NULL);
  const char *const parts[] = {
    "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", content, NULL,
  };

  return pack (parts);
}

static void
assert_rows (int fd, const char *sheet, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaTable) table = open_book (fd, sheet, &error);
  g_autofree char *rows = NULL;

  g_assert_no_error (error);
  rows = list_fixture_dump (table, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rows, ==, expected);
}

/* It may show when the file is opened, or later. */
static void
assert_refused (int fd, const char *sheet, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaTable) table = open_book (fd, sheet, &error);
  g_autofree char *rows = table != NULL ? list_fixture_dump (table, &error) : NULL;

  g_assert_null (rows);
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_cmpuint (strlen (error->message), >, strlen (expected));
  g_assert_cmpstr (error->message + strlen (error->message) - strlen (expected), ==, expected);
}

static void
test_xlsx (void)
{
  static const Case cases[] = {
    { "<sheetData/>", "" },
    { "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>",
      "1[山田][髙橋 ][a\nb_x_]" },
    { "<row r=\"3\"><c r=\"C3\"><v>1</v></c><c><v>2</v></c></row><row><c "
      "r=\"AA4\"><v>5</v></c></row>",
      "3[][][1][2]4[][][][][][][][][][][][][][][][][][][][][][][][][][][5]" },
    { "<row><c s=\"1\"><v>46350</v></c><c s=\"2\"><v>7</v></c><c s=\"9\"><v>1E2</v></c></row>",
      "1[2026/11/24][0007][100]" },
    { "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#N/A</v></c></row>",
      "1[TRUE][FALSE][#N/A]" },
    { "<row><c t=\"str\"><f>A1</f><v>x</v></c><c><f>1+1</f><v>2</v></c></row>", "1[x][2]" },
    { "<row><c t=\"inlineStr\"><is><r><t>a</t></r><r><t>&amp;b</t></r></is></c></row>", "1[a&b]" },
    { "<row><c t=\"d\"><v>2026-11-24</v></c></row>", "1[2026/11/24]" },
    { "<row r=\"1\"><c/></row><row r=\"2\"/><row r=\"9\"><c><v>1</v></c><c/></row>", "9[1]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_rows (pack_xlsx (cases[i].content), NULL, cases[i].expected);
}

/* Some programs put the workbook into no folder. */
static void
test_root (void)
{
  const char *const parts[] = {
    "[Content_Types].xml",
    "<Types/>",
    "_rels/.rels",
    RELATIONS (RELATION ("rId1", "officeDocument", "book.xml")),
    "_rels/book.xml.rels",
    RELATIONS (RELATION ("r1", "worksheet", "sheet.xml")),
    "book.xml",
    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"一\" r:id=\"r1\"/></sheets></workbook>",
    "sheet.xml",
    "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
    NULL,
  };

  assert_rows (pack (parts), NULL, "1[1]");
}

static void
test_xlsx_damage (void)
{
  static const char *const cases[] = {
    "<row r=\"2\"/><row r=\"2\"/>",
    "<row r=\"1048577\"/>",
    "<row><c r=\"XFE1\"><v>1</v></c></row>",
    "<row><c r=\"1\"><v>1</v></c></row>",
    "<row><c r=\"XFD1\"><v>1</v></c><c><v>1</v></c></row>",
    "<row><c t=\"s\"><v>4</v></c></row>",
    "<row>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (pack_xlsx (cases[i]), NULL,
                    " is damaged and cannot be read. Open it in Excel and save it again");
}

/* A workbook is unpacked piece by piece: one ends in the middle of these signs. */
static void
test_pieces (void)
{
  for (guint n = 16200; n < 16400; n++)
    {
      g_autofree char *start = g_strnfill (n, 'x');
      g_autofree char *data = g_strdup_printf (
        "<sheetData><row><c t=\"inlineStr\"><is><t>%s_x0041_&amp;山<![CDATA[&]]></t></is></c></row>"
        "</sheetData>",
        start);
      g_autofree char *expected = g_strdup_printf ("1[%sA&山&]", start);

      assert_rows (pack_xlsx (data), NULL, expected);
    }
}

static void
test_depth (void)
{
  g_autoptr (GString) inner = g_string_new (NULL);

  for (guint i = 0; i < 300; i++)
    g_string_append (inner, "<a>");
  for (guint i = 0; i < 300; i++)
    g_string_append (inner, "</a>");
  assert_refused (pack_xlsx (inner->str), NULL, "save it again");
}

static void
test_long_cell (void)
{
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  g_autofree char *row = g_strconcat ("<row><c t=\"str\"><v>", text, "</v></c></row>", NULL);

  assert_refused (pack_xlsx (row), NULL,
                  " is damaged and cannot be read. Open it in Excel and save it again");
}

static void
test_ods (void)
{
  static const Case cases[] = {
    { "<table:table-row><table:table-cell><text:p>a<text:s text:c=\"2\"/>b</text:p><text:p>c"
      "<text:line-break/>d<text:tab/></text:p></table:table-cell></table:table-row>",
      "1[a  b\nc\nd\t]" },
    { "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell "
      "table:number-columns-repeated=\"2\"/></table:table-row><table:table-row "
      "table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"2\">"
      "<text:p>x</text:p></table:table-cell></table:table-row>",
      "4[x][x]5[x][x]" },
    { "<table:table-row><table:table-cell office:date-value=\"2026-11-24\"><text:p>24.11.</text:p>"
      "</table:table-cell><table:table-cell office:date-value=\"2026-11-24T18:00:00\"/>"
      "<table:table-cell office:value=\"7\"><text:p>0007</text:p></table:table-cell>"
      "<table:table-cell office:value=\"8\"/></table:table-row>",
      "1[2026/11/24][2026/11/24 18:00][0007][8]" },
    { "<table:table-row><table:table-cell><office:annotation><text:p>no</text:p></"
      "office:annotation>"
      "<draw:frame><text:p>no</text:p></draw:frame><text:p>yes</text:p></table:table-cell>"
      "<table:covered-table-cell/><table:table-cell><text:p>z</text:p></table:table-cell>"
      "</table:table-row>",
      "1[yes][][z]" },
    { "<table:table-row table:number-rows-repeated=\"99999999\"><table:table-cell "
      "table:number-columns-repeated=\"99999999\"/></table:table-row>",
      "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_rows (pack_ods (cases[i].content), NULL, cases[i].expected);
}

static void
test_ods_repeats (void)
{
  static const char row[] =
    "<table:table-row table:number-rows-repeated=\"99999999\"><table:table-cell><text:p>x</text:p>"
    "</table:table-cell></table:table-row>";
  g_autoptr (AtenaTable) table = open_book (pack_ods (row), NULL, NULL);
  const AtenaCell *cells = NULL;
  guint n_cells = 1;

  while (n_cells > 0)
    g_assert_true (atena_table_read (table, &cells, &n_cells, NULL));
  g_assert_cmpuint (atena_table_get_row (table), ==, 1048576);
  assert_refused (
    pack_ods ("<table:table-row><table:table-cell text:c=\"x\"><text:p><text:s text:c=\"2000000\"/>"
              "</text:p></table:table-cell></table:table-row>"),
    NULL, " is damaged and cannot be read. Open it in Excel and save it again");
}

static void
test_sheets (void)
{
  static const char row[] = "<row><c><v>1</v></c></row>";
  g_autoptr (AtenaTable) table = open_book (pack_xlsx (row), NULL, NULL);
  g_auto (GStrv) names = atena_sheet_reader_dup_sheets (ATENA_SHEET_READER (table));

  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpstr (names[0], ==, "一");
  g_assert_cmpstr (atena_sheet_reader_get_sheet (ATENA_SHEET_READER (table)), ==, "一");
  assert_rows (pack_xlsx (row), "一", "1[1]");
  assert_rows (pack_xlsx (row), "二", "1[2]");
  assert_rows (pack_ods (""), "隠", "1[x]");
  assert_refused (pack_xlsx (row), "三", " has no sheet with the name “三”. The sheets are: “一”");
}

static void
test_1904 (void)
{
  static const char row[] = "<row><c s=\"1\"><v>44888</v></c></row>";

  assert_rows (pack_xlsx_with (row, "<workbookPr date1904=\"1\"/>", NULL), NULL, "1[2026/11/24]");
  assert_rows (pack_xlsx_with (row, "<workbookPr date1904=\"0\"/>", NULL), NULL, "1[2022/11/23]");
}

/* What stands at the end of a zip archive whose sizes have 64 bits (APPNOTE 4.3.14). */
static gboolean
is_zip64 (int fd)
{
  char octets[16384];
  gssize length = pread (fd, octets, sizeof octets, 0);

  return memmem (octets, (gsize) length, "PK\6\6", 4) != NULL;
}

static void
test_zip64 (void)
{
  int fd = pack_xlsx_with ("<row><c t=\"s\"><v>0</v></c></row>", "", "zip:zip64");

  g_assert_true (is_zip64 (fd));
  assert_rows (fd, NULL, "1[山田]");
}

static void
test_encrypted (void)
{
  static const char *const options[] = { "zip:encryption=zipcrypt", "zip:encryption=aes256" };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    assert_refused (pack_xlsx_with ("<row><c><v>1</v></c></row>", "", options[i]), NULL, PASSWORD);
}

static void
test_types (void)
{
  static const char *const numbers[] = { "Index/Document.iwa", "x", NULL };
  static const char *const word[] = { "word/document.xml", "x", NULL };
  static const char *const binary[] = { "xl/workbook.bin", "x", NULL };
  static const char *const other[] = { "x", "x", NULL };
  static const char *const locked[] = { "content.xml", ODS (""), "META-INF/manifest.xml",
                                        "<m><encryption-data/></m>", NULL };
  static const char *const entities[] = {
    "content.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><table><table-row/></table>", NULL
  };
  static const char advice[] = ", not a list. Open it in the program it was made with and save the "
                               "list as an Excel workbook or as CSV";
  g_autofree char *pages = g_strconcat (" is a document of Numbers or Pages", advice, NULL);
  g_autofree char *text = g_strconcat (" is a text document", advice, NULL);
  g_autofree char *workbook = g_strconcat (" is an Excel binary workbook", advice, NULL);
  g_autofree char *archive = g_strconcat (" is an archive", advice, NULL);

  assert_refused (pack (numbers), NULL, pages);
  assert_refused (pack (word), NULL, text);
  assert_refused (pack (binary), NULL, workbook);
  assert_refused (pack (other), NULL, archive);
  assert_refused (pack (locked), NULL, PASSWORD);
  assert_refused (pack (entities), NULL,
                  " is damaged and cannot be read. Open it in Excel and save it again");
}

/* 128 MiB of nothing in less than a mebibyte. */
static void
test_bomb (void)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autofree char *filler = g_strnfill (64 * 1024, ' ');

  for (guint i = 0; i < 2048; i++)
    g_string_append_printf (rows, "<row/><!--%s-->", filler);
  g_string_append (rows, "<row><c><v>1</v></c></row>");
  assert_refused (pack_xlsx (rows->str), NULL,
                  " is too large once it is unpacked. Save the list alone as CSV");
}

static char *
read_real (const char *name)
{
  const char *path = g_test_get_filename (G_TEST_DIST, "lists", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaTable) table = atena_table_open (path, NULL, &error);
  g_autofree char *all = NULL;
  g_autoptr (GString) rows = NULL;

  g_assert_no_error (error);
  all = list_fixture_dump (table, &error);
  rows = g_string_new (all);
  g_assert_no_error (error);
  /* Only text has the blank cells beside the title and in the empty row. */
  g_string_replace (rows, "4[][][][][][]", "", 0);
  g_string_replace (rows, "[][][][][]", "", 0);
  return g_string_free (g_steal_pointer (&rows), FALSE);
}

static void
test_real (void)
{
  static const char form[] =
    "1[会員名簿]2[メール][氏名][会社][日付][番号][計]3[a@example.jp][%s 太郎]"
    "[①㈱～－][2026/11/24][00007][14]5[b@example.jp][﨑 ﾊﾅｺ][1行目\n2行目]"
    "[2026/11/24][00123][246]";
  static const char *const names[] = { "members.xlsx", "members.ods", "members.xls",
                                       "members-utf-8.csv", "members-cp932.csv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *rows = read_real (names[i]);
      const char *name = i < 4 ? "𠮷野" : "髙橋";
      g_auto (GStrv) halves = g_strsplit (form, "%s", 2);
      g_autofree char *expected = g_strjoin (name, halves[0], halves[1], NULL);

      g_assert_cmpstr (rows, ==, expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet-reader/reads-cells-of-excel", test_xlsx);
  g_test_add_func ("/sheet-reader/finds-a-workbook-in-no-folder", test_root);
  g_test_add_func ("/sheet-reader/refuses-damaged-sheets", test_xlsx_damage);
  g_test_add_func ("/sheet-reader/reads-texts-in-pieces", test_pieces);
  g_test_add_func ("/sheet-reader/refuses-what-is-too-deep", test_depth);
  g_test_add_func ("/sheet-reader/refuses-cells-without-end", test_long_cell);
  g_test_add_func ("/sheet-reader/reads-cells-of-opendocument", test_ods);
  g_test_add_func ("/sheet-reader/bounds-what-is-repeated", test_ods_repeats);
  g_test_add_func ("/sheet-reader/chooses-a-sheet", test_sheets);
  g_test_add_func ("/sheet-reader/counts-days-from-1904", test_1904);
  g_test_add_func ("/sheet-reader/reads-archives-with-64-bits", test_zip64);
  g_test_add_func ("/sheet-reader/refuses-an-archive-with-a-password", test_encrypted);
  g_test_add_func ("/sheet-reader/says-what-is-no-list", test_types);
  g_test_add_func ("/sheet-reader/refuses-a-zip-bomb", test_bomb);
  g_test_add_func ("/sheet-reader/reads-real-files-alike", test_real);
  return g_test_run ();
}
