// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Loads the module as Evolution does. ATENA_MODULE says where it is. Built twice: the second time
// with a version of Evolution's libraries that the module was not built for.

#include <glib/gstdio.h>
#include <libedataserver/libedataserver.h>

#ifdef OTHER_SERIES
/* The loader takes the program's own before the library's. */
G_MODULE_EXPORT const guint eds_major_version = EDS_MAJOR_VERSION;
G_MODULE_EXPORT const guint eds_minor_version = EDS_MINOR_VERSION + 2;
#endif

static gboolean
is_registered (void)
{
  return g_type_from_name ("AtenaComposerExtension") != 0 &&
         g_type_from_name ("AtenaShellExtension") != 0;
}

/* Loads and uses it. */
static EModule *
load (void)
{
  return e_module_load_file (g_getenv ("ATENA_MODULE"));
}

static void
test_right_series (void)
{
  EModule *module = load ();

  g_assert_true (is_registered ());

  g_type_module_unuse (G_TYPE_MODULE (module));
  g_assert_true (g_type_module_use (G_TYPE_MODULE (module)));
  g_assert_true (is_registered ());
}

static void
test_copy (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) module = g_file_new_for_path (g_getenv ("ATENA_MODULE"));
  g_autofree char *folder = g_dir_make_tmp ("atena-test-XXXXXX", &error);
  g_autoptr (GFile) copy = g_file_new_build_filename (folder, "module-atena.so", NULL);
  GTypePlugin *plugin;

  g_assert_no_error (error);
  load ();
  plugin = g_type_get_plugin (g_type_from_name ("AtenaShellExtension"));
  g_file_copy (module, copy, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  g_test_expect_message ("atena", G_LOG_LEVEL_MESSAGE,
                         "Atena is installed twice; */module-atena.so*");
  g_assert_true (E_IS_MODULE (e_module_load_file (g_file_peek_path (copy))));
  g_test_assert_expected_messages ();
  g_assert_true (g_type_get_plugin (g_type_from_name ("AtenaShellExtension")) == plugin);

  g_assert_true (g_file_delete (copy, NULL, NULL));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_other_series (void)
{
  g_test_expect_message ("atena", G_LOG_LEVEL_WARNING,
                         "Atena was built for Evolution * does nothing*");
  g_assert_true (E_IS_MODULE (load ()));
  g_test_assert_expected_messages ();
  g_assert_false (is_registered ());
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  if (eds_minor_version == EDS_MINOR_VERSION)
    {
      g_test_add_func ("/module/loads-twice-and-unloads", test_right_series);
      g_test_add_func ("/module/steps-back-behind-another-copy", test_copy);
    }
  else
    g_test_add_func ("/module/refuses-another-evolution", test_other_series);

  return g_test_run ();
}
