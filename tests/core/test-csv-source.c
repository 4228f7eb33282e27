// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "atena-csv-source.h"
#include "atena-error.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

typedef struct
{
  const char *text;
  const char *message;
} Case;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("atena-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "名簿.csv", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
write_list (Fixture *fixture, const char *text, gssize length)
{
  g_assert_true (g_file_set_contents (fixture->path, text, length, NULL));
}

static AtenaRecipientSource *
open_list (Fixture *fixture, const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  AtenaCsvSource *source = NULL;

  write_list (fixture, text, length);
  source = atena_csv_source_new (fixture->path, &error);
  g_assert_no_error (error);
  return ATENA_RECIPIENT_SOURCE (source);
}

static AtenaRecipient *
next (AtenaRecipientSource *source)
{
  g_autoptr (GError) error = NULL;
  AtenaRecipient *recipient = NULL;

  g_assert_true (atena_recipient_source_next (source, &recipient, &error));
  g_assert_no_error (error);
  return recipient;
}

/* @message follows the name of the file. */
static void
assert_message (Fixture *fixture, const GError *error, const char *message)
{
  g_autofree char *name = g_filename_display_name (fixture->path);
  g_autofree char *whole = g_strconcat (name, message, NULL);

  g_assert_cmpstr (error->message, ==, whole);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "氏名", "Email", "会社名", NULL };
  static const char *const first[] = { "山田", "yamada@example.jp", "㈱山田", NULL };
  static const char *const second[] = { "佐藤\n花子", "sato@example.jp", "", NULL };
  g_autoptr (AtenaRecipientSource) source =
    open_list (fixture,
               "\xef\xbb\xbf氏名,Email,会社名\r\n山田,yamada@example.jp,㈱山田\r\n"
               "\r\n\"佐藤\n花子\",sato@example.jp,\r\n",
               -1);
  g_autoptr (AtenaRecipient) yamada = next (source);
  g_autoptr (AtenaRecipient) sato = next (source);

  g_assert_cmpstrv (atena_fields_get_names (atena_recipient_source_get_fields (source)), names);
  g_assert_cmpuint (atena_recipient_get_number (yamada), ==, 2);
  g_assert_cmpstrv (atena_recipient_get_values (yamada), first);
  g_assert_cmpstr (atena_recipient_get_address (yamada), ==, "yamada@example.jp");
  g_assert_cmpuint (atena_recipient_get_number (sato), ==, 4);
  g_assert_cmpstrv (atena_recipient_get_values (sato), second);
  g_assert_null (next (source));
  g_assert_null (next (source));
}

static void
test_name (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Yamada \"T\" Taro", "Inside", "", "Inside" };
  g_autoptr (AtenaRecipientSource) source =
    open_list (fixture,
               "ＮＡＭＥ,email\n\"Yamada\n\"\"T\"\" Taro\",Inside <a@example.jp>\n"
               ",Inside <a@example.jp>\n,a@example.jp\n　,Inside <a@example.jp>\n",
               -1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (AtenaRecipient) recipient = next (source);
      AtenaMailbox *mailbox = atena_recipient_get_mailbox (recipient);

      g_assert_cmpstr (atena_mailbox_get_name (mailbox), ==, names[i]);
      g_assert_cmpstr (atena_recipient_get_address (recipient), ==, "a@example.jp");
    }
}

static void
test_without_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AtenaRecipientSource) source =
    open_list (fixture, "email,氏名\nInside <a@example.jp>,Taro\n", -1);
  g_autoptr (AtenaRecipient) recipient = next (source);

  g_assert_cmpstr (atena_mailbox_get_name (atena_recipient_get_mailbox (recipient)), ==, "Inside");
}

static void
test_bad_address (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "email,x\nnobody,1\n,2\n\"a@example.jp\nb@example.jp\",3\n"
                             "a@example.jp\0.example.com,4\na@example.jp,5\n";
  static const AtenaReason reasons[] = { ATENA_REASON_BAD_ADDRESS, ATENA_REASON_NO_ADDRESS,
                                         ATENA_REASON_CONTROL_CHARACTER,
                                         ATENA_REASON_CONTROL_CHARACTER, ATENA_REASON_NONE };
  static const char *const addresses[] = { "nobody", "", "a@example.jp b@example.jp",
                                           "a@example.jp.example.com", "a@example.jp" };
  g_autoptr (AtenaRecipientSource) source = open_list (fixture, text, sizeof text - 1);

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (AtenaRecipient) recipient = next (source);
      gboolean good = reasons[i] == ATENA_REASON_NONE;

      g_assert_cmpint (atena_recipient_get_reason (recipient), ==, reasons[i]);
      g_assert_cmpint (atena_recipient_get_mailbox (recipient) != NULL, ==, good);
      g_assert_cmpstr (atena_recipient_get_address (recipient), ==, addresses[i]);
    }
}

static void
test_blank_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AtenaRecipientSource) source =
    open_list (fixture, "email,x\n,\n \n\"\"\n　,\t,,\na@example.jp,1\n,\n", -1);
  g_autoptr (AtenaRecipient) recipient = next (source);

  g_assert_cmpuint (atena_recipient_get_number (recipient), ==, 6);
  g_assert_null (next (source));
}

static void
test_nul (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "em\0ail,x\na@example.jp,\0山\0田\0\n\0,\0\n";
  g_autoptr (AtenaRecipientSource) source = open_list (fixture, text, sizeof text - 1);
  g_autoptr (AtenaRecipient) recipient = next (source);

  g_assert_cmpstr (atena_recipient_get_value (recipient, 1), ==, "山田");
  g_assert_null (next (source));
}

static void
test_unnamed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AtenaRecipientSource) source = open_list (fixture, "email,,\na@example.jp,x,y\n", -1);
  g_autoptr (AtenaRecipient) recipient = next (source);

  g_assert_cmpuint (atena_fields_get_size (atena_recipient_source_get_fields (source)), ==, 3);
  g_assert_cmpstr (atena_recipient_get_value (recipient, 2), ==, "y");
}

static void
test_header_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AtenaRecipientSource) source = open_list (fixture, "\n\nemail", -1);

  g_assert_null (next (source));
}

static void
test_bad_header (Fixture *fixture, gconstpointer data)
{
  static const Case cases[] = {
    { "", " is empty" },
    { "\xef\xbb\xbf\r\n\r\n", " is empty" },
    { "mail,,\"会社\n名\"\na@example.jp,,x\n",
      ": There is no column “email”. The columns are: “mail”, “会社 名”" },
    { ",\n", ": There is no column “email”. The columns are: " },
    { "email,x,Ｘ\n", ": Columns 2 and 3 have the same name “Ｘ”" },
    { "email,\"x", ", row 1, column 2: The quotation mark at the start of the cell is never "
                   "closed" },
    { "\x83\x81\x81\x5b\x83\x8b\n", ", row 1, column 1: The text is not UTF-8. In Excel, save the "
                                    "list as “CSV UTF-8”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      write_list (fixture, cases[i].text, -1);
      g_assert_null (atena_csv_source_new (fixture->path, &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      assert_message (fixture, error, cases[i].message);
    }
}

static void
test_many_columns (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (300, 'x');
  g_autofree char *text = g_strdup_printf ("%s,another\n", name);
  g_autofree char *message =
    g_strdup_printf (": There is no column “email”. The columns are: “%.299s…", name);
  g_autoptr (GError) error = NULL;

  write_list (fixture, text, -1);
  g_assert_null (atena_csv_source_new (fixture->path, &error));
  assert_message (fixture, error, message);
}

static void
test_bad_row (Fixture *fixture, gconstpointer data)
{
  static const Case cases[] = {
    { "\na@example.jp\n", ", row 3: The row has 1 cell, but should have 2" },
    { "\"a@example.jp\",\"x\ny\",\n", ", row 2: The row has 3 cells, but should have 2" },
    { "a@example.jp,\"\n", ", row 2, column 2 (氏名): The quotation mark at the start of the cell "
                           "is never closed" },
    { "a@example.jp,\x8e\x52\n", ", row 2, column 2 (氏名): The text is not UTF-8. In Excel, save "
                                 "the list as “CSV UTF-8”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("email,氏名\n", cases[i].text, NULL);
      g_autoptr (AtenaRecipientSource) source = open_list (fixture, text, -1);
      g_autoptr (GError) error = NULL;
      AtenaRecipient *recipient = NULL;

      g_assert_false (atena_recipient_source_next (source, &recipient, &error));
      g_assert_null (recipient);
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      assert_message (fixture, error, cases[i].message);
    }
}

static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *reason = g_strdup_printf (" cannot be opened: %s", g_strerror (ENOENT));
  g_autoptr (GError) error = NULL;

  g_assert_null (atena_csv_source_new (fixture->path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_message (fixture, error, reason);
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *prefix = g_strconcat (fixture->folder, " cannot be read: ", NULL);

  g_assert_null (atena_csv_source_new (fixture->folder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_true (g_str_has_prefix (error->message, prefix));
}

static void
test_finalize (Fixture *fixture, gconstpointer data)
{
  AtenaRecipientSource *source = open_list (fixture, "email\na@example.jp\n", -1);
  g_autoptr (AtenaRecipient) recipient = next (source);

  g_assert_finalize_object (source);
  g_assert_cmpstr (atena_recipient_get_value (recipient, 0), ==, "a@example.jp");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/csv-source/keeps-rows-and-their-order", test_order },
    { "/csv-source/prefers-the-name-column", test_name },
    { "/csv-source/needs-no-name-column", test_without_name },
    { "/csv-source/yields-bad-addresses-with-their-reason", test_bad_address },
    { "/csv-source/passes-over-blank-rows", test_blank_rows },
    { "/csv-source/drops-nul-from-values", test_nul },
    { "/csv-source/allows-columns-without-a-name", test_unnamed },
    { "/csv-source/may-have-no-rows", test_header_only },
    { "/csv-source/says-what-is-wrong-with-the-header", test_bad_header },
    { "/csv-source/lists-no-more-columns-than-can-be-read", test_many_columns },
    { "/csv-source/says-what-is-wrong-with-a-row", test_bad_row },
    { "/csv-source/names-a-file-that-is-not-there", test_no_file },
    { "/csv-source/names-a-file-that-is-a-folder", test_folder },
    { "/csv-source/leaves-nothing-behind", test_finalize },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
