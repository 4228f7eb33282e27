// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atena-enclosure.h"
#include "atena-error.h"
#include "atena-letter.h"

/* A folder "files" with a stranger's file beside it. */
typedef struct
{
  char *root;
  char *path;
  AtenaEnclosureFolder *folder;
} Fixture;

static void
write_file (Fixture *self, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0700);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->root = g_dir_make_tmp ("atena-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->root, "files", NULL);
  write_file (self, "a.pdf", "%PDF-1.4 a");
  write_file (self, "4月/請求書 山田.pdf", "%PDF-1.4 yamada");
  write_file (self, "../stranger.pdf", "%PDF-1.4 stranger");
  self->folder = atena_enclosure_folder_new (self->path, &error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir =
    g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->folder);
  remove_tree (self->root);
  g_free (self->root);
  g_free (self->path);
}

static GPtrArray *
open_files (Fixture *self, const char *names)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autofree char *detail = NULL;
  GPtrArray *enclosures = atena_enclosure_folder_open (self->folder, names, &reason, &detail);

  g_test_message ("%s", names);
  g_assert_cmpstr (atena_reason_to_string (reason), ==, "");
  g_assert_nonnull (enclosures);
  return enclosures;
}

static void
check_refused (Fixture *self, const char *names, AtenaReason expected, const char *expected_detail)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autofree char *detail = NULL;

  g_test_message ("%s", names);
  g_assert_null (atena_enclosure_folder_open (self->folder, names, &reason, &detail));
  g_assert_cmpstr (atena_reason_to_string (reason), ==, atena_reason_to_string (expected));
  g_assert_cmpstr (detail, ==, expected_detail);
}

static void
test_names (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *names;
    const char *paths;
  } cases[] = {
    { "", "" },
    { " 　|", "" },
    { "a.pdf", "a.pdf" },
    { "　a.pdf | 4月/請求書 山田.pdf ", "a.pdf 4月/請求書 山田.pdf" },
    { "a.pdf｜a.pdf", "a.pdf a.pdf" },
    { "./4月/../a.pdf", "a.pdf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) enclosures = open_files (self, cases[i].names);
      g_autoptr (GString) paths = g_string_new (NULL);

      for (guint j = 0; j < enclosures->len; j++)
        g_string_append_printf (paths, "%s%s", j > 0 ? " " : "",
                                atena_enclosure_get_path (enclosures->pdata[j]));
      g_assert_cmpstr (paths->str, ==, cases[i].paths);
    }
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *absolute = g_build_filename (self->path, "a.pdf", NULL);
  g_autofree char *link = g_build_filename (self->path, "link.pdf", NULL);
  g_autofree char *inner_link = g_build_filename (self->path, "inner.pdf", NULL);
  g_autofree char *pipe = g_build_filename (self->path, "pipe", NULL);
  g_autoptr (GPtrArray) inner = NULL;

  g_assert_cmpint (symlink ("../stranger.pdf", link), ==, 0);
  g_assert_cmpint (symlink ("a.pdf", inner_link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  check_refused (self, "b.pdf", ATENA_REASON_FILE_MISSING, "b.pdf");
  check_refused (self, "a.pdf|b.pdf", ATENA_REASON_FILE_MISSING, "b.pdf");
  check_refused (self, "a.pdf/b.pdf", ATENA_REASON_FILE_MISSING, "a.pdf/b.pdf");
  check_refused (self, "../stranger.pdf", ATENA_REASON_FILE_OUTSIDE, "../stranger.pdf");
  check_refused (self, "..", ATENA_REASON_FILE_OUTSIDE, "..");
  check_refused (self, ".", ATENA_REASON_FILE_OUTSIDE, ".");
  check_refused (self, absolute, ATENA_REASON_FILE_OUTSIDE, absolute);
  check_refused (self, "link.pdf", ATENA_REASON_FILE_OUTSIDE, "link.pdf");
  check_refused (self, "4月", ATENA_REASON_FILE_UNREADABLE, "4月");
  check_refused (self, "pipe", ATENA_REASON_FILE_UNREADABLE, "pipe");
  check_refused (self, "x\ny", ATENA_REASON_FILE_MISSING, "x y");
  inner = open_files (self, "inner.pdf");
  g_assert_cmpstr (atena_enclosure_get_path (inner->pdata[0]), ==, "a.pdf");
}

static void
test_folder (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (atena_enclosure_folder_new ("/nowhere/at/all", &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "/nowhere/at/all"));
  g_clear_error (&error);
  g_assert_null (atena_enclosure_folder_new ("/dev/null", &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
}

static void
make_large (Fixture *self, const char *name, off_t size)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  write_file (self, name, "x");
  g_assert_cmpint (truncate (path, size), ==, 0);
}

static void
test_size (Fixture *self, gconstpointer data)
{
  make_large (self, "most", 18000000);
  make_large (self, "more", 18000001);
  make_large (self, "half", 9000001);
  g_ptr_array_unref (open_files (self, "most"));
  g_ptr_array_unref (open_files (self, "half"));
  check_refused (self, "more", ATENA_REASON_FILE_TOO_LARGE, "more");
  check_refused (self, "half|half", ATENA_REASON_FILE_TOO_LARGE, "half");
  check_refused (self, "most|a.pdf", ATENA_REASON_FILE_TOO_LARGE, "a.pdf");
}

/* A Mac takes marks and letters apart. */
static void
test_marks (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) enclosures = NULL;

  write_file (self, "か\u3099くせい/こ\u3099.pdf", "x");
  write_file (self, "ば.pdf", "x");
  enclosures = open_files (self, "がくせい/ご.pdf|は\u3099.pdf");
  g_assert_cmpstr (atena_enclosure_get_name (enclosures->pdata[0]), ==, "ご.pdf");
  g_assert_cmpstr (atena_enclosure_get_path (enclosures->pdata[1]), ==, "ば.pdf");
}

static void
check_part (Fixture *self, const char *name, const char *content, const char *expected)
{
  g_autoptr (GPtrArray) enclosures = NULL;
  g_autofree char *part = NULL;
  GBytes *bytes;

  write_file (self, name, content);
  enclosures = open_files (self, name);
  bytes = atena_enclosure_get_part (enclosures->pdata[0]);
  part = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpstr (part, ==, expected);
}

static void
test_part (Fixture *self, gconstpointer data)
{
  check_part (self, "a b.bin", "\x01\x02\x03",
              "Content-Type: application/octet-stream; name=\"a b.bin\"\r\n"
              "Content-Transfer-Encoding: base64\r\n"
              "Content-Disposition: attachment;\r\n\tfilename=\"a b.bin\"\r\n\r\nAQID");
  check_part (self, "髙橋様①.bin", "\x01\x02\x03",
              "Content-Type: application/octet-stream;\r\n"
              "\tname=\"=?UTF-8?b?6auZ5qmL5qeY4pGgLmJpbg==?=\"\r\n"
              "Content-Transfer-Encoding: base64\r\n"
              "Content-Disposition: attachment;\r\n"
              "\tfilename*=UTF-8''%E9%AB%99%E6%A9%8B%E6%A7%98%E2%91%A0.bin\r\n\r\nAQID");
  /* No message or multipart may have base64 (RFC 2045 6.4). */
  check_part (self, "x.eml", "From: a@b.jp\r\nSubject: x\r\n\r\nx",
              "Content-Type: application/octet-stream; name=x.eml\r\n"
              "Content-Transfer-Encoding: base64\r\n"
              "Content-Disposition: attachment;\r\n\tfilename=x.eml\r\n\r\n"
              "RnJvbTogYUBiLmpwDQpTdWJqZWN0OiB4DQoNCng=");
}

static void
test_long_name (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GPtrArray) enclosures = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 80; i++)
    g_string_append (name, i % 20 == 0 ? "\x01" : "請");
  write_file (self, name->str, "x");
  enclosures = open_files (self, name->str);
  lines = g_strsplit (g_bytes_get_data (atena_enclosure_get_part (enclosures->pdata[0]), NULL),
                      "\r\n", -1);
  for (guint i = 0; *lines[i] != '\0'; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 998);
      g_assert_true (g_str_is_ascii (lines[i]));
      g_assert_true (lines[i][0] == '\t' || lines[i][0] == ' ' ||
                     g_str_has_prefix (lines[i], "Content-"));
    }
}

static void
test_reopen (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) enclosures = open_files (self, "a.pdf|4月/請求書 山田.pdf");
  g_autofree char *record = atena_enclosures_to_record (enclosures);
  g_autoptr (AtenaEnclosureFolder) later = atena_enclosure_folder_new (self->path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) again = atena_enclosure_folder_reopen (later, record, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_cmpstr (atena_enclosure_get_path (again->pdata[1]), ==, "4月/請求書 山田.pdf");

  /* The same octets written anew are the same file; as many others are not. */
  write_file (self, "a.pdf", "%PDF-1.4 a");
  g_ptr_array_unref (g_steal_pointer (&again));
  again = atena_enclosure_folder_reopen (later, record, &error);
  g_assert_no_error (error);
  write_file (self, "a.pdf", "%PDF-1.4 b");
  g_assert_null (atena_enclosure_folder_reopen (later, record, &error));
  g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "a.pdf"));
}

/* What is gone, has become a link elsewhere, or was never written by us. */
static void
test_reopen_other (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) enclosures = open_files (self, "a.pdf");
  g_autofree char *record = atena_enclosures_to_record (enclosures);
  g_autofree char *path = g_build_filename (self->path, "a.pdf", NULL);
  g_autofree char *outside = g_build_filename (self->root, "a.pdf", NULL);
  static const char *const damaged[] = { "",
                                         "x",
                                         "{}",
                                         "[{}]",
                                         "[{\"path\":\"../a.pdf\"}]",
                                         "[1]",
                                         "[null]",
                                         "[{\"path\":1,\"digest\":[]}]" };

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    g_assert_null (atena_enclosure_folder_reopen (self->folder, damaged[i], NULL));
  g_assert_cmpint (g_rename (path, outside), ==, 0);
  g_assert_null (atena_enclosure_folder_reopen (self->folder, record, NULL));
  g_assert_cmpint (symlink ("../a.pdf", path), ==, 0);
  g_assert_null (atena_enclosure_folder_reopen (self->folder, record, NULL));
}

static void
test_estimate (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *record;
    gsize least;
    gsize most;
  } odd[] = {
    { "", 0, 0 },
    { "x", 0, 0 },
    { "{}", 0, 0 },
    { "[1,null,{},{\"size\":\"9999\"}]", 0, 2000 },
    { "[{\"size\":-1}]", 0, 500 },
    { "[{\"size\":9223372036854775807}]", 18000000, 30000000 },
  };
  g_autofree char *large = g_strnfill (100000, 'x');
  g_autoptr (GPtrArray) enclosures = NULL;
  g_autofree char *record = NULL;
  gsize size = 0;

  write_file (self, "large.pdf", large);
  enclosures = open_files (self, "a.pdf|large.pdf|4月/請求書 山田.pdf");
  record = atena_enclosures_to_record (enclosures);
  for (guint i = 0; i < enclosures->len; i++)
    size += g_bytes_get_size (atena_enclosure_get_part (enclosures->pdata[i]));
  g_assert_cmpuint (atena_enclosures_estimate_size (record), >, size * 99 / 100);
  g_assert_cmpuint (atena_enclosures_estimate_size (record), <, size * 101 / 100);
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_assert_cmpuint (atena_enclosures_estimate_size (odd[i].record), >=, odd[i].least);
      g_assert_cmpuint (atena_enclosures_estimate_size (odd[i].record), <=, odd[i].most);
    }
}

static void
test_record_of_none (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) none = open_files (self, "");
  g_autofree char *record = atena_enclosures_to_record (none);

  g_assert_cmpstr (record, ==, "");
}

/* A file for several people is read once; many large ones do not stay in memory. */
static void
test_cache (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) first = open_files (self, "a.pdf");
  g_autoptr (GPtrArray) second = open_files (self, "a.pdf");
  g_autoptr (GPtrArray) third = NULL;

  g_assert_true (first->pdata[0] == second->pdata[0]);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("large %u", i);

      make_large (self, name, 17000000);
      g_ptr_array_unref (open_files (self, name));
    }
  third = open_files (self, "a.pdf");
  g_assert_false (first->pdata[0] == third->pdata[0]);
}

static gpointer
open_many (gpointer data)
{
  for (guint i = 0; i < 200; i++)
    {
      AtenaReason reason = ATENA_REASON_NONE;
      g_autofree char *detail = NULL;
      g_autoptr (GPtrArray) enclosures =
        atena_enclosure_folder_open (data, "a.pdf|4月/請求書 山田.pdf", &reason, &detail);

      g_assert_cmpuint (enclosures->len, ==, 2);
    }
  return NULL;
}

static void
test_threads (Fixture *self, gconstpointer data)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, open_many, self->folder);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static AtenaLetter *
make_letter (const char *source, AtenaNewline newline)
{
  g_autoptr (GBytes) bytes = g_bytes_new (source, strlen (source));
  g_autoptr (AtenaDraft) draft = atena_draft_new (bytes, "letter.eml", NULL);
  static const char *const names[] = { "a", NULL };
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  return atena_letter_new (draft, fields, NULL, "golden", zone, newline, NULL);
}

static char *
render (AtenaLetter *letter, GPtrArray *enclosures)
{
  AtenaReason reason = ATENA_REASON_NONE;
  static const char *const values[] = { "x", NULL };
  g_autoptr (AtenaMailbox) mailbox = atena_mailbox_parse ("taro@example.com", -1, NULL, &reason);
  g_autoptr (AtenaRecipient) recipient =
    atena_recipient_new (2, mailbox, "taro@example.com", ATENA_REASON_NONE, values);
  g_autoptr (AtenaRecipient) stamped = atena_recipient_stamp (recipient, "1@example.jp", 0);
  g_autoptr (GBytes) bytes = atena_letter_render_with (letter, stamped, enclosures);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

#define HEADERS "From: shop@example.jp\nSubject: {{a}}\n"
#define B       "=_dd56de4137951d9c92681b03416ec15f886b4482_"
#define PART                                         \
  "Content-Type: application/octet-stream; name=x\n" \
  "Content-Transfer-Encoding: base64\n"              \
  "Content-Disposition: attachment;\n\tfilename=x\n\nAQID"

static void
check_letter (Fixture *self, const char *source, const char *names, const char *end)
{
  g_autoptr (GPtrArray) enclosures = NULL;
  g_autoptr (AtenaLetter) letter = make_letter (source, ATENA_NEWLINE_LF);
  g_autoptr (AtenaLetter) wire_letter = make_letter (source, ATENA_NEWLINE_CRLF);
  g_autofree char *text = NULL;
  g_autofree char *wire = NULL;
  g_autoptr (GString) unix_wire = NULL;

  write_file (self, "x", "\x01\x02\x03");
  enclosures = open_files (self, names);
  text = render (letter, enclosures);
  wire = render (wire_letter, enclosures);
  unix_wire = g_string_new (wire);
  g_assert_cmpuint (g_string_replace (unix_wire, "\r\n", "\n", 0), >, 0);
  g_assert_cmpstr (strstr (text, "MIME-Version"), ==, end);
  g_assert_cmpstr (unix_wire->str, ==, text);
}

static void
test_letter (Fixture *self, gconstpointer data)
{
  static const char plain[] = HEADERS "\nDear {{a}}\n";
  static const char mixed[] = HEADERS "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n"
                                      "Dear {{a}}\n\n--b\n"
                                      "Content-Type: application/pdf\n"
                                      "Content-Disposition: attachment\n\nall\n--b--\n";

  check_letter (self, plain, "",
                "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
                "Content-Transfer-Encoding: quoted-printable\n\nDear x\n");
  check_letter (self, plain, "x|x",
                "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"" B "e\"\n\n"
                "--" B "e\nContent-Type: text/plain; charset=utf-8\n"
                "Content-Transfer-Encoding: quoted-printable\n\nDear x\n\n"
                "--" B "e\n" PART "\n--" B "e\n" PART "\n--" B "e--\n");
  check_letter (self, mixed, "",
                "MIME-Version: 1.0\nContent-Type: multipart/mixed;\n\tboundary=\"" B "0\"\n\n"
                "--" B "0\nContent-Type: text/plain; charset=utf-8\n"
                "Content-Transfer-Encoding: quoted-printable\n\nDear x\n\n"
                "--" B "0\nContent-Type: application/pdf\nContent-Transfer-Encoding: 7bit\n"
                "Content-Disposition: attachment\n\nall\n--" B "0--\n");
  check_letter (self, mixed, "x",
                "MIME-Version: 1.0\nContent-Type: multipart/mixed;\n\tboundary=\"" B "0\"\n\n"
                "--" B "0\nContent-Type: text/plain; charset=utf-8\n"
                "Content-Transfer-Encoding: quoted-printable\n\nDear x\n\n"
                "--" B "0\nContent-Type: application/pdf\nContent-Transfer-Encoding: 7bit\n"
                "Content-Disposition: attachment\n\nall\n--" B "0\n" PART "\n--" B "0--\n");
}

#define ADD(name, test) g_test_add ("/enclosure/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/enclosure/needs-a-folder", test_folder);
  ADD ("takes-several-names", test_names);
  ADD ("never-leaves-its-folder-nor-waits", test_refused);
  ADD ("fits-into-a-letter", test_size);
  ADD ("finds-names-from-a-mac", test_marks);
  ADD ("has-a-name-in-every-program", test_part);
  ADD ("folds-long-names", test_long_name);
  ADD ("is-the-same-file-or-none", test_reopen);
  ADD ("believes-no-damaged-record", test_reopen_other);
  ADD ("leaves-no-record-of-none", test_record_of_none);
  ADD ("foretells-what-it-adds-to-a-letter", test_estimate);
  ADD ("is-read-once-and-not-kept-for-ever", test_cache);
  ADD ("may-be-read-in-each-thread", test_threads);
  ADD ("stands-behind-what-all-get", test_letter);
  return g_test_run ();
}
