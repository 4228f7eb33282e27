// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-list-refresh.h"

#include <string.h>

#include "atena-error.h"
#include "atena-table-format.h"
#include "list-fixture.h"

/* "氏名" holds what is none, and the addresses have a name that says nothing. */
#define COLUMNS                                                                               \
  "{\"columns\":{\"連絡先\":\"address\",\"呼び名\":\"name\",\"敬称\":\"honorific\"}," \
  "\"first-only\":true}"

#define BEFORE                          \
  "連絡先,呼び名,敬称,氏名\n" \
  "taro@example.jp,山田,様,x\n"      \
  "hanako@example.jp,佐藤,先生,x\n"

static char *
write_list (Fixture *self, const char *text)
{
  char *path = g_build_filename (self->folder, "list.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* A list of @text, saved as one that @format says something of. */
static AtenaList *
save (Fixture *self, const char *text, const AtenaTableOptions *options)
{
  g_autofree char *path = write_list (self, text);
  AtenaTableFormat format = { 0 };
  g_autofree char *json = NULL;
  AtenaListSpec spec = {
    .name = "顧客", .purpose = "x", .origin = "/srv/list.csv", .columns = COLUMNS
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaListSource) source = atena_list_source_open (path, options, &error);
  AtenaList *list;

  g_assert_no_error (error);
  format.encoding = (char *) options->encoding;
  format.delimiter = options->delimiter;
  json = atena_table_format_to_json (&format);
  spec.format = json;
  g_assert_true (
    atena_columns_apply_json (atena_list_source_get_columns (source), COLUMNS, &error));
  list = atena_list_create (self->ledger, &spec, ATENA_RECIPIENT_SOURCE (source), NULL, &error);
  g_assert_no_error (error);
  return list;
}

/* The version of @list that @text is, with the notes on it in one string. */
static AtenaList *
refresh (Fixture *self, AtenaList *list, const char *text, char **ret_notes, GError **error)
{
  g_autofree char *path = write_list (self, text);
  AtenaListNewer newer = { .path = path, .now = 2000000 };
  g_autoptr (AtenaListSource) source = atena_list_open_newer (list, &newer, error);
  g_auto (GStrv) notes = NULL;
  AtenaList *version = NULL;

  if (source != NULL)
    version = atena_list_refresh (list, &newer, source, &notes, NULL, error);
  if (version != NULL)
    *ret_notes = g_strjoinv ("\n", notes);
  return version;
}

static void
test_same_way (Fixture *self, gconstpointer data)
{
  const AtenaTableOptions options = { .delimiter = '|' };
  g_autoptr (AtenaList) list =
    save (self, "連絡先|呼び名|敬称|a,b\ntaro@example.jp|山田|様|x,y,z\n", &options);
  g_autoptr (GError) error = NULL;
  g_autofree char *notes = NULL;
  /* There are more commas than bars. */
  g_autoptr (AtenaList) version =
    refresh (self, list, "連絡先|呼び名|敬称|a,b\njiro@example.jp|鈴木|様|x,y,z\n", &notes, &error);
  guint64 counts[ATENA_N_LIST_CHANGE_KINDS];
  g_autofree char *rows = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (notes, ==, "");
  g_assert_true (atena_list_count_changes (list, version, counts, NULL));
  g_assert_cmpuint (counts[ATENA_LIST_NEW], ==, 1);
  g_assert_cmpuint (counts[ATENA_LIST_GONE], ==, 1);
  g_assert_true (atena_list_adopt (list, version, NULL));
  rows = list_fixture_describe_list (list);
  g_assert_nonnull (strstr (rows, "jiro@example.jp 鈴木 [jiro@example.jp|鈴木|様|x,y,z|"));
  g_assert_cmpstr (atena_list_get_format (list), ==, "{\"delimiter\":\"|\"}");
  g_assert_cmpstr (atena_list_get_origin (list), ==, "/srv/list.csv");
  g_assert_cmpint (atena_list_get_saved (list), ==, 2000000);
}

static void
test_meaning (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaList) list = save (self, BEFORE, &(AtenaTableOptions){ 0 });
  g_autoptr (GError) error = NULL;
  g_autofree char *notes = NULL;
  g_autoptr (AtenaList) version =
    refresh (self, list,
             "氏名,敬称,呼び名,連絡先,メール\ny,様,山田,taro@example.jp,boss@example.jp\n", &notes,
             &error);
  g_autoptr (AtenaColumns) columns = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *json = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (notes, ==, "");
  rows = list_fixture_describe_list (version);
  g_assert_true (g_str_has_prefix (rows, "2 taro@example.jp 山田 [y|様|山田|"));
  g_assert_null (strstr (rows, "\n"));
  columns = atena_list_read_columns (version, &error);
  g_assert_no_error (error);
  json = atena_columns_to_json (columns);
  g_assert_cmpstr (json, ==,
                   "{\"columns\":{\"敬称\":\"honorific\",\"呼び名\":\"name\","
                   "\"連絡先\":\"address\"},\"first-only\":true}");
}

static void
test_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaList) list = save (self, BEFORE, &(AtenaTableOptions){ 0 });
  g_autoptr (GError) error = NULL;
  g_autofree char *notes = NULL;
  g_autoptr (AtenaList) version =
    refresh (self, list, "連絡先,お名前\ntaro@example.jp,山田\n", &notes, &error);
  g_autoptr (AtenaColumns) columns = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (strstr (notes, "“呼び名”"));
  g_assert_nonnull (strstr (notes, "\nThe column “敬称”"));
  g_assert_null (strstr (notes, "氏名"));
  /* A new one may take the place of what is gone. */
  columns = atena_list_read_columns (version, &error);
  g_assert_cmpint (atena_columns_find (columns, ATENA_COLUMN_NAME, 0), ==, 1);
}

static void
test_addresses_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaList) list = save (self, BEFORE, &(AtenaTableOptions){ 0 });
  g_autoptr (GError) error = NULL;
  g_autofree char *notes = NULL;
  g_autofree char *left = NULL;

  g_assert_null (refresh (self, list, "メール,呼び名\ntaro@example.jp,山田\n", &notes, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "“顧客”"));
  g_assert_nonnull (strstr (error->message, "“連絡先”"));
  g_assert_nonnull (strstr (error->message, "“メール”, “呼び名”"));
  left = fixture_read_sql (self, "SELECT count (*) FROM list");
  g_assert_cmpstr (left, ==, "1");
}

static void
test_addresses_chosen (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaList) list = save (self, BEFORE, &(AtenaTableOptions){ 0 });
  g_autofree char *path = write_list (self, "メール,呼び名,敬称\ntaro@example.jp,山田,様\n");
  AtenaListNewer newer = {
    .path = path, .origin = "/new.csv", .chosen = 1u << ATENA_COLUMN_ADDRESS, .now = 1
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaListSource) source = atena_list_open_newer (list, &newer, &error);
  g_autoptr (AtenaList) version = NULL;
  g_auto (GStrv) notes = NULL;

  g_assert_no_error (error);
  g_assert_null (atena_list_refresh (list, &newer, source, &notes, NULL, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_clear_error (&error);
  atena_columns_set_role (atena_list_source_get_columns (source), 0, ATENA_COLUMN_ADDRESS);
  version = atena_list_refresh (list, &newer, source, &notes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (atena_list_get_origin (version), ==, "/new.csv");
}

static void
test_damaged (Fixture *self, gconstpointer data)
{
  g_autoptr (AtenaList) list = save (self, BEFORE, &(AtenaTableOptions){ 0 });
  static const char *const formats[] = { "x", "[]", "{\"sheet\":1}", "{\"delimiter\":\"ab\"}",
                                         "{\"delimiter\":\"\\\"\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE list SET format = '%s'", formats[i]);
      g_autoptr (AtenaList) damaged = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *notes = NULL;

      fixture_run_sql (self, sql);
      damaged = atena_list_load (self->ledger, "顧客", NULL);
      g_assert_null (refresh (self, damaged, BEFORE, &notes, &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "how the list is read"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/list-refresh/reads-the-list-as-it-was-read", test_same_way);
  ADD ("/list-refresh/keeps-what-columns-mean", test_meaning);
  ADD ("/list-refresh/says-which-columns-are-gone", test_gone);
  ADD ("/list-refresh/needs-the-column-of-addresses", test_addresses_gone);
  ADD ("/list-refresh/takes-another-column-of-addresses-if-told", test_addresses_chosen);
  ADD ("/list-refresh/says-when-what-was-kept-is-damaged", test_damaged);

  return g_test_run ();
}
