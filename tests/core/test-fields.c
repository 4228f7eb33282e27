// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>

#include "atena-error.h"
#include "atena-fields.h"

static AtenaFields *
make_fields (const char *const *names)
{
  g_autoptr (GError) error = NULL;
  AtenaFields *fields = atena_fields_new (names, &error);

  g_assert_no_error (error);
  return fields;
}

static void
test_order (void)
{
  static const char *const names[] = { "email", " 会社名　", "", NULL };
  g_autoptr (AtenaFields) fields = make_fields (names);

  g_assert_cmpuint (atena_fields_get_size (fields), ==, 3);
  g_assert_cmpstrv (atena_fields_get_names (fields), names);
}

static void
test_find (void)
{
  static const char *const names[] = { "Ｅｍａｉｌ", " 会社名　", "", "ﾌﾘｶﾞﾅ", NULL };
  g_autoptr (AtenaFields) fields = make_fields (names);

  g_assert_cmpint (atena_fields_find (fields, "email"), ==, 0);
  g_assert_cmpint (atena_fields_find (fields, " EMAIL "), ==, 0);
  g_assert_cmpint (atena_fields_find (fields, "会社名"), ==, 1);
  g_assert_cmpint (atena_fields_find (fields, "フリガナ"), ==, 3);
  g_assert_cmpint (atena_fields_find (fields, "会社"), ==, -1);
}

static void
test_unnamed (void)
{
  static const char *const names[] = { "", "email", "", "　", NULL };
  g_autoptr (AtenaFields) fields = make_fields (names);

  g_assert_cmpuint (atena_fields_get_size (fields), ==, 4);
  g_assert_cmpint (atena_fields_find (fields, ""), ==, -1);
  g_assert_cmpint (atena_fields_find (fields, " "), ==, -1);
  g_assert_cmpint (atena_fields_find (fields, "email"), ==, 1);
}

static void
test_twice (void)
{
  static const char *const names[] = { "email", "氏名", "", "ＥＭＡＩＬ\n", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (atena_fields_new (names, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Columns 1 and 4 have the same name “ＥＭＡＩＬ ”");
}

static void
test_long_name (void)
{
  g_autofree char *name = g_strnfill (1000, 'x');
  g_autofree char *message = g_strdup_printf ("Columns 1 and 2 have the same name “%.40s…”", name);
  const char *const names[] = { name, name, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (atena_fields_new (names, &error));
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_ref (void)
{
  static const char *const names[] = { "email", NULL };
  AtenaFields *fields = make_fields (names);
  g_autoptr (AtenaFields) other = atena_fields_ref (fields);

  g_assert_true (other == fields);
  atena_fields_unref (fields);
  g_assert_cmpint (atena_fields_find (other, "email"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fields/keep-names-and-their-order", test_order);
  g_test_add_func ("/fields/are-found-however-they-are-typed", test_find);
  g_test_add_func ("/fields/without-a-name-are-never-found", test_unnamed);
  g_test_add_func ("/fields/of-one-name-are-refused", test_twice);
  g_test_add_func ("/fields/of-long-names-are-told-shortly", test_long_name);
  g_test_add_func ("/fields/live-until-the-last-reference", test_ref);
  return g_test_run ();
}
