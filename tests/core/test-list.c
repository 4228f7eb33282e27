// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-list.h"

#include <string.h>

#include "atena-error.h"
#include "atena-list-source.h"
#include "atena-table-file.h"
#include "list-fixture.h"

#define PEOPLE                                      \
  "email|name|会社|番号\n"                      \
  "taro@example.jp|山田 太郎|アテナ㈱|10\n" \
  "hanako@example.jp|佐藤 花子||9\n"            \
  "nobody|鈴木|Atena \"Corp\"|100\n"              \
  "jiro@example.jp||　|\n"

/* The rows that @query chooses, as their numbers. */
static char *
read_numbers (AtenaList *list, const AtenaListQuery *query, guint offset, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = atena_list_read_rows (list, query, offset, limit, &error);
  GString *numbers = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (numbers, "%s%u", i > 0 ? " " : "",
                            atena_recipient_get_number (
                              ((AtenaListRow *) rows->pdata[i])->recipient));
  return g_string_free (numbers, FALSE);
}

static void
test_create (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaList) made = list_fixture_create (self->ledger, "  顧客\n名簿 ", PEOPLE);
  g_autoptr (AtenaList) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint64 count;

  g_clear_object (&made);
  fixture_reopen (self);
  list = atena_list_load (self->ledger, "顧客 名簿", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (atena_list_get_name (list), ==, "顧客 名簿");
  g_assert_cmpstr (atena_list_get_purpose (list), ==, "お知らせの送付");
  g_assert_cmpstr (atena_list_get_origin (list), ==, "customers.csv");
  g_assert_cmpstr (atena_list_get_columns (list), ==, "{\"a\":1}");
  g_assert_cmpint (atena_list_get_saved (list), ==, 1000000);
  g_assert_cmpstr (atena_list_get_format (list), ==, "{\"b\":2}");
  g_assert_cmpuint (atena_fields_get_size (atena_list_get_fields (list)), ==, 4);
  g_assert_true (atena_list_count (list, &(AtenaListQuery){ 0 }, &count, NULL));
  g_assert_cmpuint (count, ==, 4);

  text = list_fixture_describe_list (list);
  g_assert_cmpstr (text, ==,
                   "2 taro@example.jp 山田 太郎 [taro@example.jp|山田 太郎|アテナ㈱|10]\n"
                   "3 hanako@example.jp 佐藤 花子 [hanako@example.jp|佐藤 花子||9]\n"
                   "4 nobody [nobody|鈴木|Atena \"Corp\"|100] bad-address\n"
                   "5 jiro@example.jp [jiro@example.jp||　|]");
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  static const struct
  {
    AtenaListSpec spec;
    const char *word;
  } cases[] = {
    { { .name = " ", .purpose = "x" }, "a name" },
    { { .name = "名簿", .purpose = "　 " }, "told" },
    { { .name = "顧客", .purpose = "x" }, "already" },
  };
  g_autoptr (AtenaList) list = list_fixture_create (self->ledger, "顧客", PEOPLE);
  g_autoptr (GPtrArray) lists = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaRecipientSource) source = list_fixture_source (PEOPLE);
      g_autoptr (GError) error = NULL;

      g_assert_null (atena_list_create (self->ledger, &cases[i].spec, source, NULL, &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }

  lists = atena_ledger_read_lists (self->ledger, NULL);
  g_assert_cmpuint (lists->len, ==, 1);
}

static void
test_all_or_nothing (Fixture *self, gconstpointer data)
{
  AtenaListSpec spec = { .name = "顧客", .purpose = "x" };
  g_autoptr (AtenaRecipientSource) source = list_fixture_source (PEOPLE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (atena_list_create (self->ledger, &spec, source, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  left =
    fixture_read_sql (self,
                      "SELECT (SELECT count (*) FROM list) + (SELECT count (*) FROM list_row)");
  g_assert_cmpstr (left, ==, "0");
}

/* @n people, below a header, in cells apart by @delimiter. */
static char *
make_people (guint n, const char *delimiter)
{
  GString *people = g_string_new (NULL);

  g_string_printf (people, "email%sname\n", delimiter);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (people, "p%u@example.jp%s山田 %u\n", i * 7 % n, delimiter, i);
  return g_string_free (people, FALSE);
}

static void
test_lengths (Fixture *self, gconstpointer data)
{
  for (guint n = 0; n < 40; n++)
    {
      g_autofree char *people = make_people (n, "|");
      g_autofree char *name = g_strdup_printf ("%u", n);
      g_autoptr (AtenaRecipientSource) source = list_fixture_source (people);
      g_autoptr (AtenaList) list = list_fixture_create (self->ledger, name, people);
      g_autofree char *expected = list_fixture_describe (source);
      g_autofree char *text = list_fixture_describe_list (list);

      g_assert_cmpstr (text, ==, expected);
    }
}

static void
test_broken_end (Fixture *self, gconstpointer data)
{
  AtenaListSpec spec = { "顧客", "x", "", "", 0 };
  g_autofree char *people = make_people (2000, ",");
  g_autofree char *text = g_strconcat (people, "\"", NULL);
  g_autoptr (AtenaTable) table = atena_table_open_text (text, "list.csv", NULL);
  g_autoptr (AtenaListSource) source = atena_list_source_new (table, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;

  g_assert_null (
    atena_list_create (self->ledger, &spec, ATENA_RECIPIENT_SOURCE (source), NULL, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "row 2002"));
  left =
    fixture_read_sql (self,
                      "SELECT (SELECT count (*) FROM list) + (SELECT count (*) FROM list_row)");
  g_assert_cmpstr (left, ==, "0");
}

static void
test_temporary (void)
{
  AtenaListSpec spec = { .name = "list.csv", .purpose = "" };
  g_autoptr (AtenaLedger) ledger = atena_ledger_open_temporary (NULL);
  g_autoptr (AtenaRecipientSource) source = list_fixture_source (PEOPLE);
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaList) list = atena_list_create (ledger, &spec, source, NULL, &error);
  g_autofree char *rows = NULL;

  g_assert_no_error (error);
  rows = read_numbers (list, &(AtenaListQuery){ 0 }, 0, 9);
  g_assert_cmpstr (rows, ==, "2 3 4 5");
}

static void
test_lists (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaList) b = list_fixture_create (self->ledger, "b", PEOPLE);
  g_autoptr (AtenaList) a = list_fixture_create (self->ledger, "a", PEOPLE);
  g_autoptr (AtenaRecipientSource) source = list_fixture_source (PEOPLE);
  g_autoptr (AtenaList) version =
    atena_list_create_version (a, &(AtenaListSpec){ 0 }, source, NULL, NULL);
  g_autoptr (GPtrArray) lists = atena_ledger_read_lists (self->ledger, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (version);
  g_assert_cmpuint (lists->len, ==, 2);
  g_assert_cmpstr (atena_list_get_name (lists->pdata[0]), ==, "a");
  g_assert_cmpstr (atena_list_get_name (lists->pdata[1]), ==, "b");
  g_assert_null (atena_list_load (self->ledger, "c", &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
}

static void
test_remove (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaList) list = list_fixture_create (self->ledger, "顧客", PEOPLE);
  g_autoptr (AtenaRecipientSource) source = list_fixture_source (PEOPLE);
  g_autoptr (AtenaList) version =
    atena_list_create_version (list, &(AtenaListSpec){ 0 }, source, NULL, NULL);
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);

  g_assert_nonnull (version);
  g_assert_true (atena_list_remove (list, NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *octets = NULL;
      gsize length = 0;

      g_assert_true (g_file_get_contents (i == 0 ? self->path : wal, &octets, &length, NULL));
      g_assert_true (i == 0 || length == 0);
      g_assert_null (g_strstr_len (octets, (gssize) length, "hanako"));
    }
}

static void
test_rename (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *purpose;
    const char *word; /* of the error, NULL for none */
  } cases[] = {
    { " ", "x", "a name" },     { "顧客", "　", "told" },   { "他", "x", "already" },
    { "顧客", "年賀状", NULL }, { " 得意先\n", "x", NULL },
  };
  g_autoptr (AtenaList) list = list_fixture_create (self->ledger, "顧客", PEOPLE);
  g_autoptr (AtenaList) other = list_fixture_create (self->ledger, "他", PEOPLE);
  g_autoptr (AtenaRecipientSource) source = list_fixture_source (PEOPLE);
  g_autoptr (AtenaList) version =
    atena_list_create_version (list, &(AtenaListSpec){ 0 }, source, NULL, NULL);
  g_autoptr (AtenaList) loaded = NULL;
  g_autoptr (GError) gone = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean ok = atena_list_rename (list, cases[i].name, cases[i].purpose, &error);

      g_test_message ("case %u", i);
      g_assert_cmpint (ok, ==, cases[i].word == NULL);
      if (!ok)
        g_assert_nonnull (strstr (error->message, cases[i].word));
      g_assert_cmpstr (atena_list_get_purpose (list), ==, ok ? cases[i].purpose : "お知らせの送付");
    }

  g_assert_cmpstr (atena_list_get_name (list), ==, "得意先");
  g_assert_true (atena_list_adopt (list, version, NULL));
  loaded = atena_list_load (self->ledger, "得意先", NULL);
  g_assert_cmpstr (atena_list_get_purpose (loaded), ==, "x");
  g_assert_true (atena_list_remove (loaded, NULL));
  g_assert_false (atena_list_rename (list, "新", "x", &gone));
  g_assert_error (gone, ATENA_ERROR, ATENA_ERROR_INVALID);
}

static void
test_query (Fixture *self, gconstpointer data)
{
  static const struct
  {
    AtenaListQuery query;
    const char *numbers;
  } cases[] = {
    { { 0 }, "2 3 4 5" },
    { { .text = "" }, "2 3 4 5" },
    { { .text = "EXAMPLE" }, "2 3 5" },
    { { .text = "ｈａｎａｋｏ" }, "3" },
    { { .text = "鈴木" }, "4" },
    { { .text = "(株)" }, "2" },
    { { .text = "\"corp\"" }, "4" },
    { { .text = "\",\"" }, "" },
    { { .field = "会社", .text = "atena" }, "4" },
    { { .field = "番号", .text = "atena" }, "" },
    { { .field = "会社", .blank = TRUE }, "3 5" },
    { { .field = "name", .blank = TRUE }, "5" },
    { { .blank = TRUE }, "3 5" },
    { { .blank = TRUE, .text = "花子" }, "3" },
    { { .ticks = ATENA_LIST_TICKED }, "2 3 5" },
    { { .ticks = ATENA_LIST_UNTICKED }, "4" },
    { { .order = ATENA_LIST_BY_FIELD, .order_field = "番号" }, "5 3 2 4" },
    { { .order = ATENA_LIST_BY_FIELD, .order_field = "番号", .descending = TRUE }, "4 2 3 5" },
    { { .descending = TRUE }, "5 4 3 2" },
    { { .order = ATENA_LIST_BY_ADDRESS }, "3 5 4 2" },
    { { .order = ATENA_LIST_BY_NAME }, "5 3 2 4" },
    { { .unusable = TRUE }, "4" },
    { { .unusable = TRUE, .text = "花子" }, "" },
  };
  g_autoptr (AtenaList) list = list_fixture_create (self->ledger, "顧客", PEOPLE);
  g_autofree char *page = read_numbers (list, &(AtenaListQuery){ .descending = TRUE }, 1, 2);

  g_assert_cmpstr (page, ==, "4 3");
  g_assert_true (atena_list_set_ticked (list, 4, FALSE, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *numbers = read_numbers (list, &cases[i].query, 0, 100);
      g_auto (GStrv) each = g_strsplit (numbers, " ", -1);
      guint64 count;

      g_test_message ("case %u", i);
      g_assert_cmpstr (numbers, ==, cases[i].numbers);
      g_assert_true (atena_list_count (list, &cases[i].query, &count, NULL));
      g_assert_cmpuint (count, ==, g_strv_length (each));
    }
}

static void
test_tally (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaList) list = list_fixture_create (self->ledger, "顧客", PEOPLE);
  g_autoptr (AtenaList) other = list_fixture_create (self->ledger, "他", PEOPLE);
  AtenaListTally tally;

  g_assert_true (atena_list_set_ticked (list, 2, FALSE, NULL));
  g_assert_true (atena_list_tally (list, &tally, NULL));
  g_assert_cmpuint (tally.people, ==, 4);
  g_assert_cmpuint (tally.ticked, ==, 3);
  g_assert_cmpuint (tally.unusable, ==, 1);
}

static void
test_unknown_field (Fixture *self, gconstpointer data)
{
  static const AtenaListQuery queries[] = { { .field = "x" },
                                            { .order = ATENA_LIST_BY_FIELD, .order_field = "x" } };
  g_autoptr (AtenaList) list = list_fixture_create (self->ledger, "顧客", PEOPLE);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (atena_list_read_rows (list, &queries[i], 0, 1, &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_assert_null (atena_list_open_source (list, &queries[i], NULL));
    }
}

static void
test_ticks (Fixture *self, gconstpointer data)
{
  AtenaListQuery blank = { .field = "会社", .blank = TRUE };
  AtenaListQuery named = { .text = "山田" };
  g_autoptr (AtenaList) list = list_fixture_create (self->ledger, "顧客", PEOPLE);
  g_autoptr (AtenaRecipientSource) source = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;

  g_assert_true (atena_list_set_all_ticked (list, &blank, FALSE, NULL));
  g_assert_true (atena_list_set_ticked (list, 5, TRUE, NULL));
  rows = atena_list_read_rows (list, &(AtenaListQuery){ 0 }, 0, 9, NULL);
  g_assert_true (((AtenaListRow *) rows->pdata[0])->ticked);
  g_assert_false (((AtenaListRow *) rows->pdata[1])->ticked);
  g_assert_cmpstr (((AtenaListRow *) rows->pdata[2])->name, ==, "鈴木");

  source = atena_list_open_source (list, &blank, NULL);
  text = list_fixture_describe (source);
  g_assert_cmpstr (text, ==, "5 jiro@example.jp [jiro@example.jp||　|]");
  g_clear_object (&source);
  source = atena_list_open_source (list, &named, NULL);
  g_free (text);
  text = list_fixture_describe (source);
  g_assert_true (g_str_has_prefix (text, "2 taro@example.jp"));
}

static void
test_sheet_rows (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaList) list =
    list_fixture_create (self->ledger, "保護者", "email\na@example.jp\n^b@example.jp\n^c@example");
  g_autofree char *text = list_fixture_describe_list (list);

  g_assert_cmpstr (text, ==,
                   "2 a@example.jp [a@example.jp]\n2 b@example.jp [b@example.jp]\n"
                   "3 c@example [c@example] bad-domain");
}

static void
test_pages (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) table = g_string_new ("email\n");
  g_autoptr (AtenaList) list = NULL;
  g_autoptr (AtenaRecipientSource) source = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 1001; i++)
    g_string_append_printf (table, "p%u@example.jp\n", i);
  list = list_fixture_create (self->ledger, "顧客", table->str);
  source = atena_list_open_source (list, NULL, NULL);
  text = list_fixture_describe (source);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1001);
  g_assert_cmpstr (lines[1000], ==, "1002 p1000@example.jp [p1000@example.jp]");
}

/* "new 7", "gone 3", "changed 2>4" … of all changes, apart by LF. */
static char *
describe_changes (AtenaList *list, AtenaList *version)
{
  static const char *const kinds[] = { "new", "gone", "changed" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = atena_list_compare (list, version, 0, 100, &error);
  guint64 counts[ATENA_N_LIST_CHANGE_KINDS];
  guint64 seen[ATENA_N_LIST_CHANGE_KINDS] = { 0 };
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < changes->len; i++)
    {
      AtenaListChange *change = changes->pdata[i];

      seen[change->kind]++;
      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", kinds[change->kind]);
      if (change->before != NULL)
        g_string_append_printf (text, " %u", atena_recipient_get_number (change->before));
      if (change->now != NULL)
        g_string_append_printf (text, " >%u", atena_recipient_get_number (change->now));
    }

  g_assert_true (atena_list_count_changes (list, version, counts, NULL));
  g_assert_cmpmem (counts, sizeof counts, seen, sizeof seen);
  return g_string_free (text, FALSE);
}

static AtenaList *
make_version (AtenaList *list, const char *table)
{
  AtenaListSpec spec = { .origin = "new.csv", .columns = "{}", .now = 2000000 };
  g_autoptr (AtenaRecipientSource) source = list_fixture_source (table);
  g_autoptr (GError) error = NULL;
  AtenaList *version = atena_list_create_version (list, &spec, source, NULL, &error);

  g_assert_no_error (error);
  return version;
}

static void
test_changes (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *table;
    const char *changes;
  } cases[] = {
    { PEOPLE, "" },
    /* A moved row is the same person, as is one with capitals in the address, though that cell
     * changed. A bad address is a person, too. */
    { "email|name|会社|番号\nHANAKO@example.jp|佐藤 花子||9\nnobody|鈴木|x|100\n"
      "jiro@example.jp||　|\nnew@example.jp|||\n",
      "new >5\ngone 2\nchanged 3 >2\nchanged 4 >3" },
    /* A column that is new says nothing about people, nor does one that moved or is gone. */
    { "番号|email|地区|name\n10|taro@example.jp|北|山田 太郎\n9|hanako@example.jp||佐藤 華子\n"
      "100|nobody||鈴木\n|jiro@example.jp|南|\n",
      "changed 3 >3" },
    /* Two rows of one address that were one. */
    { PEOPLE "taro@example.jp|山田 太郎|アテナ|10\n", "" },
    /* Nobody at all. */
    { "email|name|会社|番号\n", "gone 2\ngone 3\ngone 4\ngone 5" },
    { PEOPLE "|a||\n", "" },
  };
  g_autoptr (AtenaList) list = list_fixture_create (self->ledger, "顧客", PEOPLE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaList) version = make_version (list, cases[i].table);
      g_autofree char *changes = describe_changes (list, version);

      g_test_message ("case %u", i);
      g_assert_cmpstr (changes, ==, cases[i].changes);
    }
}

static void
test_many_columns (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) header = g_string_new ("email");
  g_autoptr (GString) row = g_string_new ("\na@example.jp");
  g_autofree char *before = NULL;
  g_autofree char *now = NULL;
  g_autoptr (AtenaList) list = NULL;
  g_autoptr (AtenaList) version = NULL;
  g_autofree char *changes = NULL;

  for (guint i = 0; i < 300; i++)
    {
      g_string_append_printf (header, "|c%u", i);
      g_string_append (row, "|x");
    }
  before = g_strconcat (header->str, row->str, NULL);
  row->str[row->len - 1] = 'y';
  now = g_strconcat (header->str, "|more", row->str, "|z", NULL);
  list = list_fixture_create (self->ledger, "顧客", before);
  version = make_version (list, now);
  changes = describe_changes (list, version);
  g_assert_cmpstr (changes, ==, "changed 2 >2");
}

static void
test_adopt (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaList) list = list_fixture_create (self->ledger, "顧客", PEOPLE);
  g_autoptr (AtenaList) first = make_version (list, PEOPLE);
  g_autoptr (AtenaList) version = NULL;
  g_autoptr (AtenaList) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *left = NULL;

  g_assert_true (atena_list_set_ticked (list, 3, FALSE, NULL));
  version = make_version (list, "email|区\nnew@example.jp|1\nHanako@example.jp|2\n");
  g_assert_false (atena_list_adopt (list, first, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_true (atena_list_adopt (list, version, NULL));
  g_assert_false (atena_list_adopt (list, version, NULL));

  g_assert_cmpstr (atena_list_get_origin (list), ==, "new.csv");
  g_assert_cmpint (atena_list_get_saved (list), ==, 2000000);
  g_assert_cmpuint (atena_fields_get_size (atena_list_get_fields (list)), ==, 2);
  loaded = atena_list_load (self->ledger, "顧客", NULL);
  g_assert_cmpstr (atena_list_get_columns (loaded), ==, "{}");
  g_assert_cmpstr (atena_list_get_purpose (loaded), ==, "お知らせの送付");
  text = list_fixture_describe_list (loaded);
  g_assert_cmpstr (text, ==, "2 new@example.jp [new@example.jp|1]");
  left = fixture_read_sql (
    self, "SELECT (SELECT count (*) FROM list) || ' ' || (SELECT count (*) FROM list_row)");
  g_assert_cmpstr (left, ==, "1 2");
}

/* One of two rows was unticked, the person was not. */
static void
test_adopt_keeps_ticks (Fixture *self, gconstpointer data)
{
  static const char *const table = "email\na@example.jp\na@example.jp\nbad\n";
  g_autoptr (AtenaList) list = list_fixture_create (self->ledger, "顧客", table);
  g_autoptr (AtenaList) version = make_version (list, table);
  g_autofree char *numbers = NULL;

  g_assert_true (atena_list_set_ticked (list, 2, FALSE, NULL));
  g_assert_true (atena_list_adopt (list, version, NULL));
  numbers = read_numbers (list, &(AtenaListQuery){ .ticks = ATENA_LIST_TICKED }, 0, 9);
  g_assert_cmpstr (numbers, ==, "2 3 4");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/list/comes-back-as-it-was-saved", test_create);
  ADD ("/list/needs-a-name-of-its-own-and-a-purpose", test_refused);
  ADD ("/list/is-saved-as-a-whole-or-not", test_all_or_nothing);
  ADD ("/list/has-any-length", test_lengths);
  ADD ("/list/is-not-saved-when-its-end-is-broken", test_broken_end);
  g_test_add_func ("/list/needs-no-purpose-when-it-is-needed-once", test_temporary);
  ADD ("/list/shows-what-is-saved-by-name", test_lists);
  ADD ("/list/is-gone-from-the-disk-when-removed", test_remove);
  ADD ("/list/can-be-called-and-meant-otherwise", test_rename);
  ADD ("/list/finds-and-sorts-its-rows", test_query);
  ADD ("/list/tells-its-numbers", test_tally);
  ADD ("/list/refuses-a-field-that-it-has-not", test_unknown_field);
  ADD ("/list/yields-what-is-ticked", test_ticks);
  ADD ("/list/keeps-the-rows-of-the-sheet", test_sheet_rows);
  ADD ("/list/yields-page-after-page", test_pages);
  ADD ("/list/says-who-is-new-gone-and-changed", test_changes);
  ADD ("/list/compares-many-columns", test_many_columns);
  ADD ("/list/is-replaced-by-its-newest-version", test_adopt);
  ADD ("/list/keeps-the-ticks-of-people", test_adopt_keeps_ticks);

  return g_test_run ();
}
