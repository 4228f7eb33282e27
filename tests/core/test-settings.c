// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "atena-settings.h"

#define GROUP_1 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define GROUP_2 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define GROUP_3 "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

typedef struct
{
  char *top;
  char *folder;
  char *policy;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->top = g_dir_make_tmp ("atena-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->top, "atena", NULL);
  fixture->policy = g_build_filename (fixture->top, "policy.ini", NULL);
  fixture->path = g_build_filename (fixture->folder, "settings.ini", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_unlink (fixture->policy);
  g_rmdir (fixture->top);
  g_free (fixture->top);
  g_free (fixture->folder);
  g_free (fixture->policy);
  g_free (fixture->path);
}

static void
write_user (Fixture *fixture, const char *text)
{
  g_mkdir (fixture->folder, 0755);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static void
write_policy (Fixture *fixture, const char *text)
{
  g_assert_true (g_file_set_contents (fixture->policy, text, -1, NULL));
}

static AtenaSettings *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AtenaSettings *settings = atena_settings_load (fixture->policy, fixture->path, &error);

  g_assert_no_error (error);
  return settings;
}

static void
assert_list (const char *const *list, const char *expected)
{
  g_autofree char *joined = g_strjoinv (" ", (char **) list);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AtenaSettings) settings = load (fixture);

  assert_list (atena_settings_get_own_domains (settings), "");
  assert_list (atena_settings_get_known_groups (settings), "");
}

static void
test_domains (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AtenaSettings) settings = NULL;

  write_user (fixture, "[guard]\ndomains= A.example ;;@b.example; ;@;例え.JP\n");
  settings = load (fixture);
  assert_list (atena_settings_get_own_domains (settings), "a.example b.example 例え.jp");
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AtenaSettings) settings = NULL;

  write_user (fixture, "[groups]\n" GROUP_1 "=true\n" GROUP_2 "=false\n" GROUP_3 "=perhaps\n");
  settings = load (fixture);
  assert_list (atena_settings_get_known_groups (settings), GROUP_1);
}

static void
test_policy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AtenaSettings) settings = NULL;
  g_autoptr (AtenaSettings) other = NULL;

  write_user (fixture, "[guard]\ndomains=user.example\n"
                       "[groups]\n" GROUP_1 "=true\n" GROUP_2 "=true\n" GROUP_3 "=true\n");
  write_policy (fixture, "[guard]\ndomains=policy.example\n"
                         "[groups]\n" GROUP_1 "=false\n" GROUP_3 "=true\n");
  settings = load (fixture);
  assert_list (atena_settings_get_own_domains (settings), "policy.example");
  assert_list (atena_settings_get_known_groups (settings), GROUP_3 " " GROUP_2);
  /* A key without a value is set, too; what is not set stays the user's. */
  write_policy (fixture, "[guard]\ndomains=\n");
  other = load (fixture);
  assert_list (atena_settings_get_own_domains (other), "");
  assert_list (atena_settings_get_known_groups (other), GROUP_1 " " GROUP_2 " " GROUP_3);
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AtenaSettings) settings = load (fixture);
  g_autoptr (AtenaSettings) again = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status = { 0 };

  g_assert_true (atena_settings_add_known_group (settings, GROUP_1, &error));
  g_assert_true (atena_settings_add_known_group (settings, GROUP_2, &error));
  g_assert_true (atena_settings_add_known_group (settings, GROUP_1, &error));
  g_assert_no_error (error);
  assert_list (atena_settings_get_known_groups (settings), GROUP_1 " " GROUP_2);
  again = load (fixture);
  assert_list (atena_settings_get_known_groups (again), GROUP_1 " " GROUP_2);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (fixture->folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
}

static void
test_digest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AtenaSettings) settings = load (fixture);

  g_test_expect_message ("atena", G_LOG_LEVEL_CRITICAL, "*group*failed");
  g_assert_false (atena_settings_add_known_group (settings, "a]\n[guard]\ndomains", NULL));
  g_test_assert_expected_messages ();
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AtenaSettings) settings = NULL;
  g_autofree char *text = NULL;
  GStatBuf status = { 0 };

  write_user (fixture, "[guard]\ndomains=a.example\n");
  g_chmod (fixture->path, 0644);
  settings = load (fixture);
  write_user (fixture, "[guard]\n# mine\ndomains=b.example\nnew=1\n[groups]\n" GROUP_3 "=true\n");
  g_assert_true (atena_settings_add_known_group (settings, GROUP_1, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   "[guard]\n# mine\ndomains=b.example\nnew=1\n\n[groups]\n" GROUP_3
                   "=true\n" GROUP_1 "=true\n");
  assert_list (atena_settings_get_own_domains (settings), "b.example");
  assert_list (atena_settings_get_known_groups (settings), GROUP_3 " " GROUP_1);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
assert_refused (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (atena_settings_load (fixture->policy, fixture->path, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_broken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AtenaSettings) settings = load (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  write_user (fixture, "[guard\n");
  assert_refused (fixture, fixture->path);
  /* What cannot be read is not written over. */
  g_assert_false (atena_settings_add_known_group (settings, GROUP_1, &error));
  g_assert_nonnull (strstr (error->message, fixture->path));
  assert_list (atena_settings_get_known_groups (settings), "");
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "[guard\n");

  write_user (fixture, "");
  write_policy (fixture, "guard\n");
  assert_refused (fixture, fixture->policy);
}

static void
test_unsaved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AtenaSettings) settings = load (fixture);
  g_autofree char *path = g_build_filename (fixture->policy, "settings.ini", NULL);
  g_autoptr (AtenaSettings) nowhere = NULL;
  g_autoptr (GError) error = NULL;

  /* The folder is a file. */
  nowhere = atena_settings_load (fixture->path, path, &error);
  g_assert_no_error (error);
  write_policy (fixture, "");
  g_assert_false (atena_settings_add_known_group (nowhere, GROUP_1, &error));
  g_assert_nonnull (strstr (error->message, path));
  assert_list (atena_settings_get_known_groups (nowhere), "");

  /* The file is a folder. */
  g_clear_error (&error);
  g_mkdir_with_parents (fixture->path, 0700);
  g_assert_false (atena_settings_add_known_group (settings, GROUP_1, &error));
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_rmdir (fixture->path);
}

static void
add (const char *name, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/settings/are-empty-without-files", test_missing);
  add ("/settings/tidy-the-domains", test_domains);
  add ("/settings/know-groups", test_groups);
  add ("/settings/obey-the-policy", test_policy);
  add ("/settings/remember-a-group-in-private", test_add);
  add ("/settings/remember-digests-alone", test_digest);
  add ("/settings/keep-what-others-wrote", test_others);
  add ("/settings/name-a-file-that-cannot-be-read", test_broken);
  add ("/settings/name-a-file-that-cannot-be-saved", test_unsaved);
  return g_test_run ();
}
