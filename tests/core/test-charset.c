// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>
#include <string.h>

#include "atena-charset-private.h"
#include "atena-error.h"

typedef struct
{
  const char *octets;
  const char *charset;
  const char *text;
} Decoded;

typedef struct
{
  const char *octets;
  const char *charset;
  const char *message;
} Refused;

static void
test_decode (void)
{
  static const Decoded cases[] = {
    { "", NULL, "" },
    { "山", NULL, "山" },
    { "山", "", "山" },
    { "山", "US-ASCII", "山" },
    { "山", "utf-8", "山" },
    { "caf\xe9", "ISO-8859-1", "café" },
    { "\x87\x40\x87\x8a\x81\x60", "Shift_JIS", "①㈱～" },
    { "\x87\x40", "shift-jis", "①" },
    { "\x87\x40", "SJIS", "①" },
    { "\x87\x40", "x-sjis", "①" },
    { "\x87\x40", "MS_Kanji", "①" },
    { "\x87\x40", "Windows-31J", "①" },
    { "\xb1\xb2", "cp932", "ｱｲ" },
    { "\x1b$B;3ED\x1b(B a", "ISO-2022-JP", "山田 a" },
    { "\x1b(I12\x1b(B", "iso-2022-jp", "ｱｲ" },
    { "\xbb\xb3", "EUC-JP", "山" },
    { "\xad\xa1", "euc-jp", "①" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text =
        atena_charset_decode (cases[i].octets, strlen (cases[i].octets), cases[i].charset, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_refuse (void)
{
#define BROKEN(name)  "There is text that is not in the character set “" name "” as it should be"
#define UNKNOWN(name) "The character set “" name "” is not known here"
  static const Refused cases[] = {
    { "\xe9", NULL, BROKEN ("UTF-8") },
    { "\xe9", "us-ascii", BROKEN ("UTF-8") },
    { "\xe5\xb1", "utf-8", BROKEN ("utf-8") },
    { "\x81", "Shift_JIS", BROKEN ("CP932") },
    { "\x1b$B\xff\xff", "ISO-2022-JP", BROKEN ("ISO-2022-JP") },
    { "\x1b$(Z12", "iso-2022-jp", BROKEN ("ISO-2022-JP") },
    { "a", "x-user-defined", UNKNOWN ("x-user-defined") },
    { "\xe9", "utf-8//IGNORE", UNKNOWN ("utf-8//IGNORE") },
    { "a", "\xff", UNKNOWN ("\ufffd") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text =
        atena_charset_decode (cases[i].octets, strlen (cases[i].octets), cases[i].charset, &error);

      g_assert_null (text);
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_refuse_nul (void)
{
  static const char *const charsets[] = { "utf-8", "iso-8859-1", "iso-2022-jp" };

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (atena_charset_decode ("a\0b", 3, charsets[i], &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
    }
}

static void
test_words (void)
{
  static const Decoded cases[] = {
    { "plain 山", NULL, "plain 山" },
    { "", NULL, "" },
    { "=?utf-8?B?5bGx?=", NULL, "山" },
    { "=?UTF-8?b?5bGx?= x =?utf-8?q?=E5=B1=B1_=x?= ", NULL, "山 x 山 =x " },
    { "=?utf-8?Q?a?= \t =?utf-8?Q?b?=", NULL, "ab" },
    { "=?utf-8?Q?a?= - =?utf-8?Q?b?=", NULL, "a - b" },
    { "=?utf-8?Q?a?=  ", NULL, "a  " },
    { "  =?utf-8?Q?a?=", NULL, "  a" },
    { "x=?utf-8?Q?a?=y", NULL, "xay" },
    { "=?utf-8*ja?Q?a?=", NULL, "a" },
    { "=?utf-8?B?5bE=?= =?utf-8?B?sQ==?=", NULL, "山" },
    { "=?utf-8?Q?a?= =?iso-2022-jp?B?GyRCOzMbKEI=?=", NULL, "a山" },
    { "=?shift_jis?B?h0A=?=", NULL, "①" },
    { "=?utf-8?X?a?= =?utf-8?Q?a b?= =??Q?a?=", NULL, "=?utf-8?X?a?= =?utf-8?Q?a b?= =??Q?a?=" },
    /* What an encoded word holds is not looked at again. */
    { "=?utf-8?B?PT91dGYtOD9RP2E/PQ==?=", NULL, "=?utf-8?Q?a?=" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = atena_charset_decode_words (cases[i].octets, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_refuse_words (void)
{
  static const char *const cases[] = {
    "=?x-none?Q?a?=",
    "=?utf-8?Q?=E5?=",
    "=?utf-8?Q?=E5?= x =?utf-8?Q?=B1=B1?=",
    "=?x-none?Q?a?= =?utf-8?Q?a?=",
    "=?utf-8?Q?=00?=",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (atena_charset_decode_words (cases[i], &error));
      g_assert_error (error, ATENA_ERROR, ATENA_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charset/reads-japanese-as-windows-writes-it", test_decode);
  g_test_add_func ("/charset/puts-no-question-marks", test_refuse);
  g_test_add_func ("/charset/refuses-nul", test_refuse_nul);
  g_test_add_func ("/charset/decodes-words", test_words);
  g_test_add_func ("/charset/refuses-words-it-cannot-read", test_refuse_words);
  return g_test_run ();
}
