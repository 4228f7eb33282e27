// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>
#include <string.h>

#include "atena-charset-private.h"
#include "atena-header.h"

typedef struct
{
  const char *text;
  const char *field;
} Case;

/* Lines of @text, checked to be one header field in ASCII; none but the last is longer than
 * @max. */
static void
check_field (const char *text, gsize max)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_lines = g_strv_length (lines);

  g_assert_cmpuint (n_lines, >=, 2);
  g_assert_cmpstr (lines[n_lines - 1], ==, "");
  for (guint i = 0; i + 1 < n_lines; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, max);
      g_assert_true (i == 0 ? lines[i][0] != ' ' : lines[i][0] == ' ');
      g_assert_false (g_str_has_suffix (lines[i], " "));
      for (const char *p = lines[i]; *p != '\0'; p++)
        g_assert_true (g_ascii_isprint (*p));
    }
}

/* What a reader makes of the value of a field. */
static char *
read_back (const char *field)
{
  g_autoptr (GString) value = g_string_new (strchr (field, ':') + 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_string_replace (value, "\n", "", 0);
  if (value->str[0] == ' ')
    g_string_erase (value, 0, 1);
  text = atena_charset_decode_words (value->str, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&text);
}

static AtenaMailbox *
make_mailbox (const char *address, const char *name)
{
  AtenaReason reason = ATENA_REASON_NONE;
  AtenaMailbox *mailbox = atena_mailbox_parse (address, -1, name, &reason);

  g_assert_nonnull (mailbox);
  return mailbox;
}

static void
check_texts (const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (GString) out = g_string_new ("Date: x\n");

      atena_header_append_text (out, "Subject", cases[i].text);
      g_assert_cmpstr (out->str, ==, cases[i].field);
      check_field (out->str + strlen ("Date: x\n"), 78);
    }
}

static void
test_plain_text (void)
{
  static const Case cases[] = {
    { "", "Date: x\nSubject:\n" },
    { "Hello, World: a@b = \"c\" (d)", "Date: x\nSubject: Hello, World: a@b = \"c\" (d)\n" },
    { "a?= =b", "Date: x\nSubject: a?= =b\n" },
    { "123456789 123456789 123456789 123456789 123456789 123456789 123456789",
      "Date: x\nSubject: 123456789 123456789 123456789 123456789 123456789 123456789 123456789\n" },
  };

  check_texts (cases, G_N_ELEMENTS (cases));
}

static void
test_encoded_text (void)
{
  static const Case cases[] = {
    { "山", "Date: x\nSubject: =?UTF-8?B?5bGx?=\n" },
    { "=?utf-8?Q?a?=", "Date: x\nSubject: =?UTF-8?B?PT91dGYtOD9RP2E/PQ==?=\n" },
    { " a", "Date: x\nSubject: =?UTF-8?B?IGE=?=\n" },
    { "a ", "Date: x\nSubject: =?UTF-8?B?YSA=?=\n" },
    { "a  b", "Date: x\nSubject: =?UTF-8?B?YSAgYg==?=\n" },
    { " ", "Date: x\nSubject: =?UTF-8?B?IA==?=\n" },
    /* One octet more than a line holds. */
    { "123456789 123456789 123456789 123456789 123456789 123456789 1234567890",
      "Date: x\nSubject: =?UTF-8?B?MTIzNDU2Nzg5IDEyMzQ1Njc4OSAxMjM0NTY3ODkgMTIzNDU2Nzg5?=\n"
      " =?UTF-8?B?IDEyMzQ1Njc4OSAxMjM0NTY3ODkgMTIzNDU2Nzg5MA==?=\n" },
  };

  check_texts (cases, G_N_ELEMENTS (cases));
}

static void
test_one_line (void)
{
  static const Case cases[] = {
    { "a\r\nBcc: x@y", "Date: x\nSubject: a Bcc: x@y\n" },
    { "a\x1b[1mb\u2028c", "Date: x\nSubject: a [1mb c\n" },
    { "\r\n\r\n", "Date: x\nSubject: =?UTF-8?B?IA==?=\n" },
  };

  check_texts (cases, G_N_ELEMENTS (cases));
}

/* Whatever comes together, no line is long and nothing is lost. */
static void
test_round_trip (void)
{
  static const char *const units[] = {
    "x",
    "山",
    "𠮷",
    "x y ",
    "がぎぐ",
    "か\u3099",
    "葛\U000e0100",
    "e\u0301\u0301\u0301\u0301",
    "=?",
    "a山",
    "髙橋",
    "﨑",
    "𠮷野 ",
    "①㈱",
    "ﾀﾅｶ ﾀﾞ",
    "～−",
    "👨\u200d👩\u200d👧",
    "👍🏽",
    "❤\ufe0f",
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint n = 1; n < 200; n++)
      {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (GString) out = g_string_new (NULL);
        g_autofree char *back = NULL;

        for (guint j = 0; j < n; j++)
          g_string_append (text, units[i]);
        atena_header_append_text (out, "Subject", text->str);
        check_field (out->str, strstr (out->str, "=?UTF-8") != NULL ? 76 : 78);
        back = read_back (out->str);
        g_assert_cmpstr (back, ==, text->str);
      }
}

/* Each encoded word is whole in itself (RFC 2047 5): readers decode them one by one. */
static void
test_whole_characters (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (text, i % 3 == 0 ? "x" : "か\u3099");
  atena_header_append_text (out, "Subject", text->str);
  lines = g_strsplit (out->str, "\n", -1);
  for (guint i = 0; lines[i + 1] != NULL; i++)
    {
      g_autofree char *word = g_strdup (strstr (lines[i], "=?"));
      g_autofree char *part = atena_charset_decode_words (word, NULL);

      g_assert_cmpuint (strlen (word), <=, 75);
      g_assert_nonnull (part);
      g_assert_false (g_unichar_ismark (g_utf8_get_char (part)));
    }
}

/* Emoji, ideographs and marks that readers show as one stay in one word, so that no reader shows
 * them apart. */
static void
test_joined_characters (void)
{
  static const char *const units[] = { "👨\u200d👩\u200d👧", "👍🏽", "葛\U000e0100", "か\u3099",
                                       "❤\ufe0f" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new ("x");
      g_autoptr (GString) out = g_string_new (NULL);
      g_auto (GStrv) lines = NULL;

      for (guint j = 0; j < 50; j++)
        g_string_append (text, units[i]);
      atena_header_append_text (out, "Subject", text->str);
      lines = g_strsplit (out->str, "\n", -1);
      for (guint j = 0; lines[j + 1] != NULL; j++)
        {
          g_autofree char *word = g_strdup (strstr (lines[j], "=?"));
          g_autofree char *part = atena_charset_decode_words (word, NULL);

          g_assert_true (g_str_has_prefix (part, j == 0 ? "x" : units[i]));
          g_assert_true (g_str_has_suffix (part, units[i]));
        }
    }
}

/* A character with more marks than a line holds is split all the same. */
static void
test_many_marks (void)
{
  g_autoptr (GString) text = g_string_new ("e");
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *back = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append (text, "\u0301");
  atena_header_append_text (out, "Subject", text->str);
  check_field (out->str, 76);
  back = read_back (out->str);
  g_assert_cmpstr (back, ==, text->str);
}

static void
check_mailbox (const char *address, const char *name, const char *field)
{
  g_autoptr (AtenaMailbox) mailbox = make_mailbox (address, name);
  g_autoptr (GString) out = g_string_new (NULL);

  atena_header_append_mailboxes (out, "To", &mailbox, 1);
  g_assert_cmpstr (out->str, ==, field);
}

static void
test_mailbox_names (void)
{
  check_mailbox ("a@example.jp", "", "To: a@example.jp\n");
  check_mailbox ("a@example.jp", "Taro O'Yamada", "To: Taro O'Yamada <a@example.jp>\n");
  check_mailbox ("a@example.jp", "J. \"T\" \\, Smith",
                 "To: \"J. \\\"T\\\" \\\\, Smith\" <a@example.jp>\n");
  check_mailbox ("a@example.jp", "a@b.jp", "To: \"a@b.jp\" <a@example.jp>\n");
  check_mailbox ("a@example.jp", "山田", "To: =?UTF-8?B?5bGx55Sw?= <a@example.jp>\n");
  check_mailbox ("a@example.jp", "=?x?Q?y?=", "To: =?UTF-8?B?PT94P1E/eT89?= <a@example.jp>\n");
  check_mailbox ("a@example.jp", "x\r\nBcc: b@c.jp", "To: \"x Bcc: b@c.jp\" <a@example.jp>\n");
  check_mailbox ("foo..bar@docomo.ne.jp", "", "To: \"foo..bar\"@docomo.ne.jp\n");
  check_mailbox ("a@例え.jp", "", "To: a@xn--r8jz45g.jp\n");
  check_mailbox ("山田@例え.jp", "山田", "To: =?UTF-8?B?5bGx55Sw?= <山田@xn--r8jz45g.jp>\n");
}

static void
test_long_mailbox (void)
{
  g_autofree char *label = g_strnfill (60, 'd');
  g_autofree char *local = g_strnfill (64, 'l');
  g_autofree char *address = g_strdup_printf ("%s@%s.%s.%s.jp", local, label, label, label);
  g_autofree char *name = g_strnfill (61, 'n');
  g_autofree char *long_name = g_strnfill (5000, 'n');
  g_autoptr (AtenaMailbox) short_one = make_mailbox (address, name);
  g_autoptr (AtenaMailbox) long_one = make_mailbox (address, long_name);
  AtenaMailbox *mailboxes[] = { short_one, long_one };
  g_autoptr (GString) out = g_string_new (NULL);

  atena_header_append_mailboxes (out, "Disposition-Notification-To", mailboxes, 2);
  check_field (out->str, 1 + 256 + 1);
  g_assert_nonnull (strstr (out->str, "=?UTF-8?B?bm5u"));
}

static void
test_mailbox_list (void)
{
  g_autoptr (AtenaMailbox) a = make_mailbox ("a@example.jp", "山田");
  g_autoptr (AtenaMailbox) b = make_mailbox ("b@example.jp", "Taro");
  g_autoptr (AtenaMailbox) c = make_mailbox ("c@example.jp", "");
  AtenaMailbox *mailboxes[] = { a, b, c, a };
  g_autoptr (GString) out = g_string_new (NULL);

  atena_header_append_mailboxes (out, "Reply-To", mailboxes, 4);
  g_assert_cmpstr (out->str, ==,
                   "Reply-To: =?UTF-8?B?5bGx55Sw?= <a@example.jp>, Taro <b@example.jp>,\n"
                   " c@example.jp, =?UTF-8?B?5bGx55Sw?= <a@example.jp>\n");
  check_field (out->str, 78);
}

static void
test_ids (void)
{
  static const char *const ids[] = { "a@b",     "x\r\ny@b", "a b@c", "<a@b", "a@b>",
                                     "a@b\x7f", "",         "山@b",  "c@d",  NULL };
  static const char *const bad_ids[] = { "a\nb", NULL };
  g_autoptr (GString) out = g_string_new (NULL);

  atena_header_append_ids (out, "References", ids);
  g_assert_cmpstr (out->str, ==, "References: <a@b> <c@d>\n");
  atena_header_append_ids (out, "In-Reply-To", bad_ids);
  g_assert_cmpstr (out->str, ==, "References: <a@b> <c@d>\n");
}

static void
test_long_ids (void)
{
  g_autofree char *long_id = g_strnfill (900, 'i');
  g_autofree char *longer_id = g_strnfill (901, 'i');
  const char *ids[] = { "a@b", longer_id, long_id, long_id, "c@d", NULL };
  g_autoptr (GString) out = g_string_new (NULL);

  atena_header_append_ids (out, "References", ids);
  check_field (out->str, 903);
  g_assert_cmpuint (out->len, ==, strlen ("References: <a@b>\n <c@d>\n") + 2 * 904);
}

static void
test_date (void)
{
  static const struct
  {
    const char *zone;
    gint64 date;
    const char *field;
  } cases[] = {
    { "+09:00", 1764000000, "Date: Tue, 25 Nov 2025 01:00:00 +0900\n" },
    { "UTC", 0, "Date: Thu, 1 Jan 1970 00:00:00 +0000\n" },
    { "-03:30", 1767225600, "Date: Wed, 31 Dec 2025 20:30:00 -0330\n" },
    { "-00:30", 1767225600, "Date: Wed, 31 Dec 2025 23:30:00 -0030\n" },
    { "UTC", 1772280000, "Date: Sat, 28 Feb 2026 12:00:00 +0000\n" },
    { "UTC", 1772366400, "Date: Sun, 1 Mar 2026 12:00:00 +0000\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (cases[i].zone);
      g_autoptr (GString) out = g_string_new (NULL);

      atena_header_append_date (out, "Date", cases[i].date, zone);
      g_assert_cmpstr (out->str, ==, cases[i].field);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/header/leaves-short-ascii-as-it-is", test_plain_text);
  g_test_add_func ("/header/encodes-what-could-change-on-the-way", test_encoded_text);
  g_test_add_func ("/header/keeps-one-value-in-one-field", test_one_line);
  g_test_add_func ("/header/reads-back-at-any-length", test_round_trip);
  g_test_add_func ("/header/splits-between-characters", test_whole_characters);
  g_test_add_func ("/header/keeps-together-what-is-shown-as-one", test_joined_characters);
  g_test_add_func ("/header/splits-what-has-no-end-of-marks", test_many_marks);
  g_test_add_func ("/header/quotes-or-encodes-names", test_mailbox_names);
  g_test_add_func ("/header/folds-long-mailboxes", test_long_mailbox);
  g_test_add_func ("/header/lists-mailboxes", test_mailbox_list);
  g_test_add_func ("/header/leaves-out-what-is-no-identifier", test_ids);
  g_test_add_func ("/header/folds-between-identifiers", test_long_ids);
  g_test_add_func ("/header/writes-dates-in-their-zone", test_date);
  return g_test_run ();
}
