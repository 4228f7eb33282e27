// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "atena-csv-guess-private.h"

#define READ_SIZE (64 * 1024)

typedef struct
{
  const char *text;
  const char *encoding;
} Encoding;

typedef struct
{
  const char *text;
  char delimiter;
} Delimiter;

static const char *
guess (const char *padding, const char *text, gsize length)
{
  int fd = memfd_create ("list", MFD_CLOEXEC);
  g_autoptr (GError) error = NULL;
  const char *encoding = "nothing";

  g_assert_cmpint (write (fd, padding, strlen (padding)), ==, strlen (padding));
  g_assert_cmpint (write (fd, text, length), ==, length);
  g_assert_true (atena_csv_guess_encoding (fd, &encoding, &error));
  g_assert_no_error (error);
  close (fd);
  return encoding;
}

static const Encoding encodings[] = {
  { "a@example.jp", "UTF-8" },
  { "山田", "UTF-8" },
  { "\xef\xbb\xbfmail", "UTF-8" },
  { "\xff\xfe"
    "a",
    "UTF-16LE" },
  { "\xfe\xff"
    "a",
    "UTF-16BE" },
  { "\x8e\x52\x93\x63", "CP932" },
  { "\x87\x40\x87\x8a\xfb\xfc", "CP932" }, /* ①㈱髙 */
  { "\xd4\xcf\xc0\xde\n", "CP932" },       /* half-width */
  { "\xc5\xc4\xc3\xe6\n", "EUC-JP" },      /* 田中 */
  { "\xe5\x01", NULL },
  { "\xff\x01", NULL },
};

static void
test_encodings (void)
{
  g_assert_cmpstr (guess ("", "", 0), ==, "UTF-8");
  g_assert_cmpstr (guess ("", "a\0b", 3), ==, "UTF-8");
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    g_assert_cmpstr (guess ("", encodings[i].text, strlen (encodings[i].text)), ==,
                     encodings[i].encoding);
}

/* Also where a character lies across two reads, and what tells comes late. */
static void
test_far (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    for (guint before = 0; before < 6; before++)
      {
        g_autofree char *padding = g_strnfill (2 * READ_SIZE - before, 'x');
        const char *text = encodings[i].text;

        if ((guchar) text[0] >= 0xfe || (guchar) text[0] == 0xef)
          continue;
        g_assert_cmpstr (guess (padding, text, strlen (text)), ==, encodings[i].encoding);
      }
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;
  const char *encoding = NULL;

  g_assert_false (atena_csv_guess_encoding (-1, &encoding, &error));
  g_assert_nonnull (error);
}

static void
test_delimiters (void)
{
  static const Delimiter cases[] = {
    { "", ',' },
    { "email", ',' },
    { "a,b\nc,d\n", ',' },
    { "a;b\nc;d\n", ';' },
    { "a\tb\r\nc\td\r\n", '\t' },
    { "a\tb\rc\td\r", '\t' },
    { "会員名簿, 2026, 11\na;b\nc;d\n", ';' },
    { "\"a,b,c\";d\n\"e,f,g\";h", ';' },
    { "\"a;b\nc;d\ne;f\",g\n", ',' },
    { "a;b,c\nd;e,f\n", ',' },
    { "a;b;c,d\ne;f;g,h\n", ';' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (atena_csv_guess_delimiter (cases[i].text, strlen (cases[i].text)), ==,
                     cases[i].delimiter);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv-guess/tells-encodings-apart", test_encodings);
  g_test_add_func ("/csv-guess/reads-the-whole-file", test_far);
  g_test_add_func ("/csv-guess/passes-on-errors-of-the-file", test_no_file);
  g_test_add_func ("/csv-guess/finds-what-stands-between-cells", test_delimiters);
  return g_test_run ();
}
