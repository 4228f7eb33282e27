// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>
#include <string.h>

#include "atena-columns.h"
#include "atena-error.h"

/* Short names of the roles, in their order. */
static const char letters[] = "-anfgcutphx";

/* @header and each sample: cells apart by "|". */
static AtenaColumns *
guess (const char *header, const char *const *rows)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_auto (GStrv) names = g_strsplit (header, "|", -1);

  for (guint i = 0; rows != NULL && rows[i] != NULL; i++)
    g_ptr_array_add (samples, g_strsplit (rows[i], "|", -1));
  return atena_columns_guess ((const char *const *) names, samples);
}

static char *
dup_roles (AtenaColumns *columns)
{
  GString *roles = g_string_new (NULL);

  for (guint i = 0; i < atena_columns_get_size (columns); i++)
    g_string_append_c (roles, letters[atena_columns_get_role (columns, i)]);
  return g_string_free (roles, FALSE);
}

static void
assert_roles (const char *header, const char *const *rows, const char *expected)
{
  g_autoptr (AtenaColumns) columns = guess (header, rows);
  g_autofree char *roles = dup_roles (columns);

  g_test_message ("%s", header);
  g_assert_cmpstr (roles, ==, expected);
}

static void
test_hints (void)
{
  static const char *const cases[][2] = {
    { "email|name", "an" },
    { "氏名|メールアドレス|会社名|部署|役職|敬称", "nacuth" },
    { "姓|名|フリガナ|Ｅメール", "fgpa" },
    { "苗字|名|メアド", "fga" },
    { "名字|名|携帯メール", "fga" },
    { "お名前|よみ|e-mail", "npa" },
    { "会員名|E-Mail Address", "na" },
    { "顧客名|mail", "na" },
    { "お客様名|mail", "na" },
    { "保護者名|mail", "na" },
    { "担当者名|法人名|mail", "nca" },
    { "団体名|肩書|mail", "cta" },
    { "店名|所属|mail", "cua" },
    { "First Name|Last Name|Company|Department|Job Title|Salutation", "gfcuth" },
    { "full_name|Given name|surname|Organisation|title|E-mail", "ngfcta" },
    { "Organization|メール|添付ファイル", "cax" },
    { "メール|添付", "ax" },
    { "メール|ファイル名", "ax" },
    { "email|attachment", "ax" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_roles (cases[i][0], NULL, cases[i][1]);
}

static void
test_folding (void)
{
  static const char *const cases[][2] = {
    { "ＮＡＭＥ| E MAIL ", "na" },
    { "【氏名】|《メール》", "na" },
    { "氏名(漢字)|氏名(カナ)", "np" },
    { "姓*|名（必須）|※メール", "fga" },
    { "ﾌﾘｶﾞﾅ|ﾒｰﾙ", "pa" },
    { "フリガナ(姓)|姓(フリガナ)", "p-" },
    { "連絡先(メール)", "a" },
    { "会社名カナ|会社名", "pc" },
    { "氏\n名", "n" },
    { ")姓(旧)|メール", "fa" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_roles (cases[i][0], NULL, cases[i][1]);
}

/* A short hint is not looked for inside a name. */
static void
test_whole (void)
{
  static const char *const cases[] = { "件名|品名|商品名", "姓別|性別",       "username",
                                       "会社電話番号",     "セイベツ|メイン", "company phone",
                                       "entitled",         "住所|電話",       "" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AtenaColumns) columns = guess (cases[i], NULL);

      for (guint j = 0; j < atena_columns_get_size (columns); j++)
        g_assert_cmpint (atena_columns_get_role (columns, j), ==, ATENA_COLUMN_NONE);
    }
}

/* Of several columns for a role, one has it. */
static void
test_best (void)
{
  static const char *const cases[][2] = {
    { "生徒氏名|氏名", "-n" },
    { "氏名|保護者氏名", "-n" },
    { "担当者名|顧客名|メール", "-na" },
    { "メール|携帯メール", "a-" },
    { "担当者メール|メール", "-a" },
    { "supervisor email|email", "-a" },
    { "email|manager e-mail", "a-" },
    { "会社名|店名", "c-" },
    { "メール|氏名|name|email", "--na" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_roles (cases[i][0], NULL, cases[i][1]);
}

static void
test_evidence (void)
{
  static const char *const street[] = { "東京都|a@b.jp", "|c@d.jp", NULL };
  static const char *const mail[] = { "|x", "a＠b.jp|y", NULL };
  static const char *const wish[] = { "希望|a@b.jp", "不要|", NULL };
  static const char *const typos[] = { "nobody|x", NULL };
  static const struct
  {
    const char *header;
    const char *const *rows;
    const char *roles;
  } cases[] = {
    { "アドレス|連絡", street, "-a" },   { "アドレス|連絡", mail, "a-" },
    { "アドレス|連絡", NULL, "--" },     { "Address|メール", street, "-a" },
    { "Address|note", mail, "a-" },      { "メール配信|連絡先", wish, "-a" },
    { "メール配信|連絡先", NULL, "a-" }, { "メール|携帯メール", wish, "-a" },
    { "メール|x", typos, "a-" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_roles (cases[i].header, cases[i].rows, cases[i].roles);
}

static void
test_content (void)
{
  static const char *const rows[] = { "@taro|a@b.jp, x|山田|a@b.jp|c@d.jp", "||佐藤||", NULL };
  static const char *const mixed[] = { "a@b.jp", "none", NULL };
  static const char *const mostly[] = { "a@b.jp", "none", "@c", NULL };
  static const char *const both[] = { "a@b.jp|c@d.jp", NULL };
  static const char *const one_typo[] = { "a@b", "c@d.jp", NULL };

  assert_roles ("A|B|C|D|E", rows, "---a-");
  assert_roles ("A", mixed, "-");
  assert_roles ("連絡|メール", both, "-a");
  assert_roles ("A", mostly, "a");
  assert_roles ("A", one_typo, "a");
  assert_roles ("氏名", one_typo, "n");
}

static void
test_numbered (void)
{
  static const char *const cases[][2] = {
    { "生徒氏名|保護者1氏名|保護者1メール|保護者2氏名|保護者2メール", "-nana" },
    { "保護者氏名①|保護者メール①|保護者氏名②|保護者メール②", "nana" },
    { "mail1|name1|mail2|name2", "anan" },
    { "メール|氏名|メール２|氏名２", "anan" },
    /* The low octet of 父 is that of a digit. */
    { "父メール1|父メール2", "aa" },
    { "父メール|父氏名|母メール|母氏名", "anan" },
    { "Father E-mail|Mother E-mail", "aa" },
    { "祖父メール|父メール", "-a" },
    { "メール|メ　ール|メール2|【メール】2", "a-a-" },
    { "メール100|メール99", "a-" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_roles (cases[i][0], NULL, cases[i][1]);
}

static void
test_people (void)
{
  g_autoptr (AtenaColumns) parents =
    guess ("会社名|氏名|氏名2|メール|メール2|メール3|役職2|役職3|部署9", NULL);
  g_autoptr (AtenaColumns) single = guess ("部署9|氏名2|氏名1|メール2|役職|役職2", NULL);
  g_autoptr (AtenaColumns) other = guess ("部署9|氏名2|氏名|メール4", NULL);
  g_autoptr (AtenaColumns) none = guess ("氏名2|氏名", NULL);

  g_assert_cmpuint (atena_columns_count_people (parents), ==, 3);
  for (guint person = 0; person < 3; person++)
    {
      static const int names[] = { 1, 2, 1 };
      static const int titles[] = { -1, 6, 7 };

      g_assert_cmpint (atena_columns_find (parents, ATENA_COLUMN_ADDRESS, person), ==,
                       3 + (int) person);
      g_assert_cmpint (atena_columns_find (parents, ATENA_COLUMN_NAME, person), ==, names[person]);
      g_assert_cmpint (atena_columns_find (parents, ATENA_COLUMN_TITLE, person), ==,
                       titles[person]);
      g_assert_cmpint (atena_columns_find (parents, ATENA_COLUMN_COMPANY, person), ==, 0);
      g_assert_cmpint (atena_columns_find (parents, ATENA_COLUMN_UNIT, person), ==, -1);
    }
  g_assert_cmpint (atena_columns_find (parents, ATENA_COLUMN_ADDRESS, 3), ==, -1);
  g_assert_cmpint (atena_columns_find (single, ATENA_COLUMN_NAME, 0), ==, 1);
  g_assert_cmpint (atena_columns_find (single, ATENA_COLUMN_UNIT, 0), ==, 0);
  g_assert_cmpint (atena_columns_find (single, ATENA_COLUMN_TITLE, 0), ==, 5);
  g_assert_cmpint (atena_columns_find (other, ATENA_COLUMN_NAME, 0), ==, 2);
  g_assert_cmpuint (atena_columns_count_people (none), ==, 0);
  g_assert_cmpint (atena_columns_find (none, ATENA_COLUMN_ADDRESS, 0), ==, -1);
  g_assert_cmpint (atena_columns_find (none, ATENA_COLUMN_NAME, 0), ==, 1);
}

static void
test_change (void)
{
  g_autoptr (AtenaColumns) columns = guess ("連絡先|氏名", NULL);

  g_assert_false (atena_columns_get_first_only (columns));
  atena_columns_set_role (columns, 0, ATENA_COLUMN_ADDRESS);
  atena_columns_set_role (columns, 1, ATENA_COLUMN_NONE);
  atena_columns_set_first_only (columns, TRUE);
  g_assert_cmpint (atena_columns_find (columns, ATENA_COLUMN_ADDRESS, 0), ==, 0);
  g_assert_cmpint (atena_columns_find (columns, ATENA_COLUMN_NAME, 0), ==, -1);
  g_assert_true (atena_columns_get_first_only (columns));
}

static void
test_names (void)
{
  g_autoptr (AtenaColumns) columns = guess ("|氏名| Ｍａｉｌ", NULL);

  g_assert_cmpint (atena_columns_find_name (columns, "mail "), ==, 2);
  g_assert_cmpint (atena_columns_find_name (columns, "名"), ==, -1);
  g_assert_cmpint (atena_columns_find_name (columns, ""), ==, -1);
}

static void
test_role_names (void)
{
  AtenaColumnRole back = ATENA_COLUMN_NONE;

  for (AtenaColumnRole role = 0; role < ATENA_N_COLUMN_ROLES; role++)
    {
      g_assert_true (atena_column_role_from_string (atena_column_role_to_string (role), &back));
      g_assert_cmpint (back, ==, role);
    }
  g_assert_false (atena_column_role_from_string ("Address", &back));
}

static void
test_json (void)
{
  g_autoptr (AtenaColumns) columns = guess ("連絡先||氏名|会社名", NULL);
  g_autoptr (AtenaColumns) later = guess ("会社名|ﾒｰﾙ|氏　名| 連絡先 |氏名", NULL);
  g_autoptr (AtenaColumns) same = guess ("連絡先||氏名|会社名", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *roles = NULL;
  g_autofree char *again = NULL;

  atena_columns_set_role (columns, 0, ATENA_COLUMN_ADDRESS);
  atena_columns_set_role (columns, 1, ATENA_COLUMN_UNIT);
  atena_columns_set_role (columns, 3, ATENA_COLUMN_NONE);
  atena_columns_set_first_only (columns, TRUE);
  json = atena_columns_to_json (columns);
  g_assert_true (atena_columns_apply_json (later, json, &error));
  g_assert_no_error (error);
  roles = dup_roles (later);
  g_assert_cmpstr (roles, ==, "---an");
  g_assert_true (atena_columns_get_first_only (later));
  g_assert_true (atena_columns_apply_json (same, json, &error));
  again = atena_columns_to_json (same);
  g_assert_cmpstr (again, ==, json);
  g_assert_cmpint (atena_columns_get_role (same, 1), ==, ATENA_COLUMN_NONE);
}

static void
test_bad_json (void)
{
  static const char *const cases[] = {
    "",
    "[]",
    "{}",
    "{\"columns\": []}",
    "{\"columns\": {\"x\": {}}}",
    "{\"columns\": {\"x\": 1}}",
    "{\"columns\": {\"x\": \"nothing\"}}",
    "{\"columns\": {\"x\": null}}",
  };
  g_autoptr (AtenaColumns) columns = guess ("メール|氏名", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *roles = NULL;

      g_assert_false (atena_columns_apply_json (columns, cases[i], &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      roles = dup_roles (columns);
      g_assert_cmpstr (roles, ==, "an");
    }
  g_assert_true (atena_columns_apply_json (columns, "{\"columns\": {}, \"first-only\": []}", NULL));
  g_assert_false (atena_columns_get_first_only (columns));
  g_assert_true (atena_columns_apply_json (columns, "{\"columns\": {}, \"first-only\": 1}", NULL));
  g_assert_false (atena_columns_get_first_only (columns));
}

static void
test_attachment (void)
{
  static const struct
  {
    const char *header;
    const char *column;
    gboolean good;
  } cases[] = {
    { "メールアドレス,氏名", NULL, TRUE },
    { "メールアドレス,添付ファイル", "添付ファイル", TRUE },
    { "メールアドレス,添付ファイル1,添付ファイル2", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) names = g_strsplit (cases[i].header, ",", -1);
      g_autoptr (GPtrArray) samples = g_ptr_array_new ();
      g_autoptr (AtenaColumns) columns = atena_columns_guess ((const char *const *) names, samples);
      g_autoptr (GError) error = NULL;
      const char *column = NULL;

      g_assert_cmpint (atena_columns_find_attachment (columns, &column, &error), ==, cases[i].good);
      if (cases[i].good)
        g_assert_cmpstr (column, ==, cases[i].column);
      else
        g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/columns/know-the-usual-names", test_hints);
  g_test_add_func ("/columns/fold-width-case-spaces-and-brackets", test_folding);
  g_test_add_func ("/columns/do-not-look-for-short-hints-in-long-names", test_whole);
  g_test_add_func ("/columns/give-each-role-to-the-best-column", test_best);
  g_test_add_func ("/columns/ask-the-cells-whether-they-are-addresses", test_evidence);
  g_test_add_func ("/columns/find-addresses-that-no-name-speaks-of", test_content);
  g_test_add_func ("/columns/give-a-role-to-those-numbered-alike", test_numbered);
  g_test_add_func ("/columns/belong-to-the-person-of-their-number", test_people);
  g_test_add_func ("/columns/may-be-changed", test_change);
  g_test_add_func ("/columns/are-found-by-name", test_names);
  g_test_add_func ("/columns/roles-have-stable-names", test_role_names);
  g_test_add_func ("/columns/are-kept-by-their-names", test_json);
  g_test_add_func ("/columns/refuse-what-is-no-memory-of-columns", test_bad_json);
  g_test_add_func ("/columns/have-files-in-one-column-only", test_attachment);
  return g_test_run ();
}
