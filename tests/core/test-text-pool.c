// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-text-pool-private.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define MANY 60000

/* Text @number: mostly short, some empty, a few longer than what is read at a time. */
static char *
make_text (guint number)
{
  guint length = number % 997 == 0 ? number % 9001 : number % 23;
  g_autofree char *filling = g_strnfill (length, (char) ('a' + number % 26));

  return length == 0 ? g_strdup ("") : g_strdup_printf ("%u%s", number, filling);
}

static AtenaTextPool *
make_pool (guint size)
{
  AtenaTextPool *pool = atena_text_pool_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < size; i++)
    {
      g_autofree char *text = make_text (i);

      g_assert_true (atena_text_pool_add (pool, text, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpuint (atena_text_pool_get_size (pool), ==, size);
  return pool;
}

static void
assert_text (AtenaTextPool *pool, guint number)
{
  g_autofree char *expected = make_text (number);
  g_autoptr (GError) error = NULL;
  const char *text = atena_text_pool_get (pool, number, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_order (void)
{
  static const guint sizes[] = { 1, 15, 16, 17, 1000, MANY };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (AtenaTextPool) pool = make_pool (sizes[i]);

      for (guint number = 0; number < sizes[i]; number++)
        assert_text (pool, number);
    }
}

static void
test_any (void)
{
  g_autoptr (AtenaTextPool) pool = make_pool (MANY);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261124);

  for (guint i = 0; i < 20000; i++)
    assert_text (pool, (guint) g_rand_int_range (rand, 0, MANY));
  for (guint number = MANY; number-- > MANY - 2000;)
    assert_text (pool, number);
}

/* As on a full disk. */
static void
test_full (void)
{
  g_autoptr (AtenaTextPool) pool = atena_text_pool_new ();
  g_autofree char *text = g_strnfill (1000, 'x');
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  struct rlimit limit;
  guint n = 0;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 64 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  while (n < 1000 && atena_text_pool_add (pool, text, &error))
    n++;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_cmpuint (n, <, 1000);
  g_assert_nonnull (error);
  g_assert_cmpuint (error->domain, ==, G_IO_ERROR);
}

/* The folder cannot be made where there is a file of its name. */
static void
test_no_folder (void)
{
  g_autoptr (AtenaTextPool) pool = atena_text_pool_new ();
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "atena", NULL);
  g_autoptr (GError) error = NULL;

  g_rmdir (path);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_false (atena_text_pool_add (pool, text, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("atena-text-pool-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename (folder, "atena", NULL);
  int result;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);

  g_test_add_func ("/text-pool/yields-texts-in-order", test_order);
  g_test_add_func ("/text-pool/yields-texts-in-any-order", test_any);
  g_test_add_func ("/text-pool/says-that-the-disk-is-full", test_full);
  g_test_add_func ("/text-pool/says-that-there-is-no-room-for-its-file", test_no_folder);
  result = g_test_run ();
  g_rmdir (inner);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return result;
}
