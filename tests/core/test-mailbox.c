// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>
#include <locale.h>
#include <string.h>

#include "atena-mailbox.h"

typedef struct
{
  const char *text;
  const char *path;
} Path;

typedef struct
{
  const char *text;
  AtenaReason reason;
} Refused;

/* Names the text on trial, should the test fail. */
static void
say (const char *text)
{
  g_autofree char *escaped = g_strescape (text, NULL);

  g_test_message ("%s", escaped);
}

static AtenaMailbox *
parse (const char *text)
{
  AtenaReason reason = ATENA_REASON_NONE;
  AtenaMailbox *mailbox = atena_mailbox_parse (text, -1, NULL, &reason);

  g_assert_cmpstr (atena_reason_to_string (reason), ==, "");
  g_assert_nonnull (mailbox);
  return mailbox;
}

static void
check_paths (const Path *paths, guint n_paths)
{
  for (guint i = 0; i < n_paths; i++)
    {
      g_autoptr (AtenaMailbox) mailbox = NULL;

      say (paths[i].text);
      mailbox = parse (paths[i].text);
      g_assert_cmpstr (atena_mailbox_get_path (mailbox), ==, paths[i].path);
    }
}

static void
check_refused (const Refused *refused, guint n_refused)
{
  for (guint i = 0; i < n_refused; i++)
    {
      AtenaReason reason = ATENA_REASON_NONE;

      say (refused[i].text);
      g_assert_null (atena_mailbox_parse (refused[i].text, -1, NULL, &reason));
      g_assert_cmpstr (atena_reason_to_string (reason), ==,
                       atena_reason_to_string (refused[i].reason));
    }
}

static void
test_plain (void)
{
  static const Path paths[] = {
    { "taro@example.jp", "taro@example.jp" },
    { "Taro.Yamada@Example.JP", "Taro.Yamada@Example.JP" },
    { "  taro@example.jp ", "taro@example.jp" },
    { "　taro@example.jp　", "taro@example.jp" },
    { "name-label+tag@yahoo.co.jp", "name-label+tag@yahoo.co.jp" },
    { "!#$%&'*+-/=?^_`{|}~@example.jp", "!#$%&'*+-/=?^_`{|}~@example.jp" },
    { "-foo@ezweb.ne.jp", "-foo@ezweb.ne.jp" },
    { "_foo@ezweb.ne.jp", "_foo@ezweb.ne.jp" },
    { "foo--bar@example.jp", "foo--bar@example.jp" },
    { "1@1.example", "1@1.example" },
    { "root@localhost", "root@localhost" },
    { "root@LocalHost", "root@LocalHost" },
    { "a@xn--r8jz45g.jp", "a@xn--r8jz45g.jp" },
    { "a@4-1.9.x9", "a@4-1.9.x9" },
  };

  check_paths (paths, G_N_ELEMENTS (paths));
}

static void
test_full_width (void)
{
  static const Path paths[] = {
    { "taro＠example.jp", "taro@example.jp" },
    { "ｔａｒｏ．ｙ＠ｅｘａｍｐｌｅ．ｊｐ", "taro.y@example.jp" },
    { "＜taro@example.jp＞", "taro@example.jp" },
    { "山田　太郎＜taro＠example.jp＞", "taro@example.jp" },
    { "＂a b＂@example.jp", "\"a b\"@example.jp" },
  };

  check_paths (paths, G_N_ELEMENTS (paths));
}

static void
test_dotted (void)
{
  static const Path paths[] = {
    { "foo..bar@docomo.ne.jp", "\"foo..bar\"@docomo.ne.jp" },
    { ".foo@docomo.ne.jp", "\".foo\"@docomo.ne.jp" },
    { "foo.@ezweb.ne.jp", "\"foo.\"@ezweb.ne.jp" },
    { "..@au.com", "\"..\"@au.com" },
    { "foo.@T1.EZWEB.ne.jp", "\"foo.\"@T1.EZWEB.ne.jp" },
    { "<foo..bar@docomo.ne.jp>", "\"foo..bar\"@docomo.ne.jp" },
    { "\"foo..bar\"@docomo.ne.jp", "\"foo..bar\"@docomo.ne.jp" },
    { "\"foo..bar\"@example.jp", "\"foo..bar\"@example.jp" },
  };

  check_paths (paths, G_N_ELEMENTS (paths));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (AtenaMailbox) mailbox = parse (paths[i].text);

      g_assert_true (atena_mailbox_is_dotted (mailbox));
    }
}

static void
test_dotted_elsewhere (void)
{
  static const Refused refused[] = {
    { "foo..bar@example.jp", ATENA_REASON_BAD_ADDRESS },
    { ".foo@gmail.com", ATENA_REASON_BAD_ADDRESS },
    { "foo.@softbank.ne.jp", ATENA_REASON_BAD_ADDRESS },
    { "foo..bar@notdocomo.ne.jp", ATENA_REASON_BAD_ADDRESS },
    { "foo..bar@docomo.ne.jp.example.com", ATENA_REASON_BAD_ADDRESS },
    { "foo bar..@docomo.ne.jp", ATENA_REASON_BAD_ADDRESS },
    { "foo..bar@ne.jp", ATENA_REASON_BAD_ADDRESS },
  };

  check_refused (refused, G_N_ELEMENTS (refused));
}

static void
test_quoted (void)
{
  static const Path paths[] = {
    { "\"taro\"@example.jp", "taro@example.jp" },
    { "\"ta\\ro\"@example.jp", "taro@example.jp" },
    { "\"taro.y\"@example.jp", "taro.y@example.jp" },
    { "\"a b\"@example.jp", "\"a b\"@example.jp" },
    { "\"a@b\"@example.jp", "\"a@b\"@example.jp" },
    { "\"a@b, c@d\"@example.jp", "\"a@b, c@d\"@example.jp" },
    { "\"a\\\"b\\\\\"@example.jp", "\"a\\\"b\\\\\"@example.jp" },
    { "<\"a<b>\"@example.jp>", "\"a<b>\"@example.jp" },
    { "\" \"@example.jp", "\" \"@example.jp" },
  };

  check_paths (paths, G_N_ELEMENTS (paths));
}

static void
test_domain (void)
{
  static const Path paths[] = {
    { "a@例え.jp", "a@xn--r8jz45g.jp" },
    { "a@例え。jp", "a@xn--r8jz45g.jp" },
    { "a@example｡co．jp", "a@example.co.jp" },
    { "a@ｅｘａｍｐｌｅ.jp", "a@example.jp" },
    { "a@サーバー.jp", "a@xn--vckucxgb.jp" },
    { "a@か\u3099.jp", "a@xn--v8j.jp" },
    { "a@BÜCHER.example", "a@xn--bcher-kva.example" },
    { "a@straße.example", "a@xn--strae-oqa.example" },
    { "a@xn--r8jz45g.例え", "a@xn--r8jz45g.xn--r8jz45g" },
    { "a@例2.jp", "a@xn--2-kb7a.jp" },
    { "a@ア・イ.jp", "a@xn--ccke4x.jp" },
    { "a@二〇.jp", "a@xn--w6jt23g.jp" },
  };

  check_paths (paths, G_N_ELEMENTS (paths));
}

static void
test_other_domain (void)
{
  static const Refused refused[] = {
    { "a@example①.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@㈱.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@ªlice.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@ｶﾅ.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@ſunset.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@İstanbul.com", ATENA_REASON_BAD_DOMAIN },
    { "a@ban\u212a.com", ATENA_REASON_BAD_DOMAIN },
    { "a@exam\u200bple.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@exam\u00adple.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@example.jp\u200e", ATENA_REASON_BAD_DOMAIN },
    { "a@\ufeff.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@example.jp\u00a0", ATENA_REASON_BAD_DOMAIN },
    { "a@exam…ple.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@exam‐ple.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@exam−ple.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@examーple.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@ー.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@💌.example", ATENA_REASON_BAD_DOMAIN },
  };

  check_refused (refused, G_N_ELEMENTS (refused));
}

static void
test_bad_domain (void)
{
  static const Refused refused[] = {
    { "a@", ATENA_REASON_BAD_DOMAIN },
    { "a@example", ATENA_REASON_BAD_DOMAIN },
    { "a@.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@example.jp.", ATENA_REASON_BAD_DOMAIN },
    { "a@example..jp", ATENA_REASON_BAD_DOMAIN },
    { "a@example。。jp", ATENA_REASON_BAD_DOMAIN },
    { "a@-example.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@example-.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@-例え.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@例え-.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@\u3099か.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@exam_ple.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@exam ple.jp", ATENA_REASON_BAD_DOMAIN },
    { "a@192.0.2.1", ATENA_REASON_BAD_DOMAIN },
    { "a@example.1", ATENA_REASON_BAD_DOMAIN },
    { "a@[192.0.2.1]", ATENA_REASON_BAD_DOMAIN },
    { "a@[IPv6:2001:db8::1]", ATENA_REASON_BAD_DOMAIN },
    { "a@example.jp (Taro)", ATENA_REASON_BAD_DOMAIN },
    { "a@example.jp>", ATENA_REASON_BAD_DOMAIN },
    { "a@example.jp\\", ATENA_REASON_BAD_DOMAIN },
    { "a@例え%00.jp", ATENA_REASON_BAD_DOMAIN },
  };

  check_refused (refused, G_N_ELEMENTS (refused));
}

static void
test_bad_address (void)
{
  static const Refused refused[] = {
    { "taro", ATENA_REASON_BAD_ADDRESS },
    { "山田太郎", ATENA_REASON_BAD_ADDRESS },
    { "@example.jp", ATENA_REASON_BAD_ADDRESS },
    { "@docomo.ne.jp", ATENA_REASON_BAD_ADDRESS },
    { "<>", ATENA_REASON_BAD_ADDRESS },
    { "Taro <>", ATENA_REASON_BAD_ADDRESS },
    { "a@b@example.jp", ATENA_REASON_BAD_ADDRESS },
    { "a b@example.jp", ATENA_REASON_BAD_ADDRESS },
    { "taro @example.jp", ATENA_REASON_BAD_ADDRESS },
    { "(Taro)a@example.jp", ATENA_REASON_BAD_ADDRESS },
    { "a,b@example.jp", ATENA_REASON_BAD_ADDRESS },
    { "mailto:a@example.jp", ATENA_REASON_BAD_ADDRESS },
    { "a\\b@example.jp", ATENA_REASON_BAD_ADDRESS },
    { "\"\"@example.jp", ATENA_REASON_BAD_ADDRESS },
    { "\"a\"b@example.jp", ATENA_REASON_BAD_ADDRESS },
    { "a\"b\"@example.jp", ATENA_REASON_BAD_ADDRESS },
    { "\"a@example.jp", ATENA_REASON_BAD_ADDRESS },
    { "\"a\\@example.jp", ATENA_REASON_BAD_ADDRESS },
    { "\"a\\\"@example.jp", ATENA_REASON_BAD_ADDRESS },
    { "Taro <a@example.jp", ATENA_REASON_BAD_ADDRESS },
    { "Taro <a@example.jp> x", ATENA_REASON_BAD_ADDRESS },
    { "Taro <<a@example.jp>>", ATENA_REASON_BAD_DOMAIN },
    { "Yamada, Taro <a@example.jp>", ATENA_REASON_BAD_ADDRESS },
    { "Team: a@example.jp;", ATENA_REASON_BAD_DOMAIN },
    { "Team: <a@example.jp>", ATENA_REASON_BAD_ADDRESS },
    { "Taro (Tokyo) <a@example.jp>", ATENA_REASON_BAD_ADDRESS },
    { "Ta\\ro <a@example.jp>", ATENA_REASON_BAD_ADDRESS },
    { "<@example.jp:a@example.jp>", ATENA_REASON_BAD_ADDRESS },
    { "\xff@example.jp", ATENA_REASON_BAD_ADDRESS },
    { "a@\x97\xe1.jp", ATENA_REASON_BAD_ADDRESS },
  };

  check_refused (refused, G_N_ELEMENTS (refused));
}

/* RFC 6531: the domain is written in A-labels all the same. */
static void
test_international (void)
{
  static const Path paths[] = {
    { "山田@例え.jp", "山田@xn--r8jz45g.jp" },
    { "Taro.山田+x@Example.jp", "Taro.山田+x@Example.jp" },
    { "か\u3099@example.jp", "が@example.jp" },
    { "δοκιμή@example.jp", "δοκιμή@example.jp" },
    { "さくら１@example.jp", "さくら1@example.jp" },
    { "コーヒー@example.jp", "コーヒー@example.jp" },
  };

  check_paths (paths, G_N_ELEMENTS (paths));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (AtenaMailbox) mailbox = parse (paths[i].text);

      g_assert_true (atena_mailbox_is_international (mailbox));
      g_assert_false (atena_mailbox_is_dotted (mailbox));
    }
}

static void
test_non_ascii (void)
{
  static const Refused refused[] = {
    { "foo①@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "ªlice@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "foo…bar@docomo.ne.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "foo‐bar@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "fooーbar@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "foo。bar@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "\u200bfoo@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "\ufefffoo@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "\u00a0foo@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "foo\u202e@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "\"山田\"@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "山田..太郎@docomo.ne.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { ".山田@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "山田.@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "山.\u3099か@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "ﾔﾏﾀﾞ@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "\u212aen山@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "山\"田@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "山：田@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "☎山@example.jp", ATENA_REASON_NON_ASCII_ADDRESS },
    { "山山山山山山山山山山山山山山山山山山山山山山@example.jp", ATENA_REASON_BAD_ADDRESS },
  };

  check_refused (refused, G_N_ELEMENTS (refused));
}

static void
test_two (void)
{
  static const Refused refused[] = {
    { "a@example.jp,b@example.jp", ATENA_REASON_TWO_ADDRESSES },
    { "a@example.jp; b@example.jp", ATENA_REASON_TWO_ADDRESSES },
    { "a@example.jp b@example.jp", ATENA_REASON_TWO_ADDRESSES },
    { "a@example.jp　b@example.jp", ATENA_REASON_TWO_ADDRESSES },
    { "a@example.jp、b@example.jp", ATENA_REASON_TWO_ADDRESSES },
    { "a@example.jp､b@example.jp", ATENA_REASON_TWO_ADDRESSES },
    { "a@example.jp，b@example.jp", ATENA_REASON_TWO_ADDRESSES },
    { "a@example.jp；b@example.jp", ATENA_REASON_TWO_ADDRESSES },
    { "a＠example.jp、b＠example.jp", ATENA_REASON_TWO_ADDRESSES },
    { "<a@example.jp><b@example.jp>", ATENA_REASON_TWO_ADDRESSES },
    { "A <a@example.jp>, B <b@example.jp>", ATENA_REASON_TWO_ADDRESSES },
    { "a@example.jp <b@example.jp>", ATENA_REASON_TWO_ADDRESSES },
    { "a@example.jp\n<b@example.jp>", ATENA_REASON_TWO_ADDRESSES },
    { "\"A, B\" <a@example.jp>, c@example.jp", ATENA_REASON_TWO_ADDRESSES },
    { "\"A\\\"\" <a@example.jp>, c@example.jp", ATENA_REASON_TWO_ADDRESSES },
  };

  check_refused (refused, G_N_ELEMENTS (refused));
}

static void
test_control (void)
{
  static const Refused refused[] = {
    { "a@example.jp\n", ATENA_REASON_CONTROL_CHARACTER },
    { "\ta@example.jp", ATENA_REASON_CONTROL_CHARACTER },
    { "a@example.jp\r\nBcc: b@example.jp", ATENA_REASON_CONTROL_CHARACTER },
    { "a@example.jp\nb@example.jp", ATENA_REASON_CONTROL_CHARACTER },
    { "a\x7f@example.jp", ATENA_REASON_CONTROL_CHARACTER },
    { "a@exam\xc2\x85ple.jp", ATENA_REASON_CONTROL_CHARACTER },
    { "a@example.jp\u2028", ATENA_REASON_CONTROL_CHARACTER },
    { "Taro <a@example.jp\r\n>", ATENA_REASON_CONTROL_CHARACTER },
    { "Taro <a@example.jp>\n", ATENA_REASON_CONTROL_CHARACTER },
    { "\"a\tb\"@example.jp", ATENA_REASON_CONTROL_CHARACTER },
    { "\t", ATENA_REASON_CONTROL_CHARACTER },
  };
  static const char nul[] = "a@example.jp\0.example.com";
  AtenaReason reason = ATENA_REASON_NONE;

  check_refused (refused, G_N_ELEMENTS (refused));
  g_assert_null (atena_mailbox_parse (nul, sizeof nul - 1, NULL, &reason));
  g_assert_cmpint (reason, ==, ATENA_REASON_CONTROL_CHARACTER);
}

static void
test_no_address (void)
{
  static const Refused refused[] = {
    { "", ATENA_REASON_NO_ADDRESS },
    { "  ", ATENA_REASON_NO_ADDRESS },
    { "　", ATENA_REASON_NO_ADDRESS },
    { "\u00a0", ATENA_REASON_NO_ADDRESS },
  };

  check_refused (refused, G_N_ELEMENTS (refused));
}

static void
test_length (void)
{
  static const char text[] = "a@example.jp.example.com";
  AtenaReason reason = ATENA_REASON_NONE;
  g_autoptr (AtenaMailbox) mailbox = atena_mailbox_parse (text, 12, NULL, &reason);
  g_autofree char *exact = g_memdup2 (text, 12);
  g_autoptr (AtenaMailbox) same = atena_mailbox_parse (exact, 12, NULL, &reason);

  g_assert_cmpstr (atena_mailbox_get_path (mailbox), ==, "a@example.jp");
  g_assert_cmpstr (atena_mailbox_get_path (same), ==, "a@example.jp");
  g_assert_null (atena_mailbox_parse (text, 0, NULL, &reason));
  g_assert_cmpint (reason, ==, ATENA_REASON_NO_ADDRESS);
}

G_GNUC_PRINTF (2, 3)
static void
assert_limit (gboolean good, const char *format, ...)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autofree char *text = NULL;
  g_autoptr (AtenaMailbox) mailbox = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  say (format);
  mailbox = atena_mailbox_parse (text, -1, NULL, &reason);
  g_assert_cmpint (mailbox != NULL, ==, good);
}

static void
test_limits (void)
{
  g_autofree char *a = g_strnfill (64, 'a');
  g_autofree char *japanese = g_strdup ("例");

  assert_limit (TRUE, "%s@example.jp", a);
  assert_limit (FALSE, "%sa@example.jp", a);
  /* The quotes count: they are sent. */
  assert_limit (TRUE, "%.61s.@docomo.ne.jp", a);
  assert_limit (FALSE, "%.62s.@docomo.ne.jp", a);
  assert_limit (TRUE, "\"%s\"@example.jp", a);
  assert_limit (FALSE, "\"%sa\"@example.jp", a);

  assert_limit (TRUE, "a@%.63s.jp", a);
  assert_limit (FALSE, "a@%.64s.jp", a);
  for (guint i = 0; i < 5; i++)
    {
      char *longer = g_strconcat (japanese, japanese, NULL);

      g_free (japanese);
      japanese = longer;
    }
  assert_limit (TRUE, "a@%s.jp", japanese);
  assert_limit (FALSE, "a@%s%s.jp", japanese, japanese);

  assert_limit (TRUE, "%s@%.63s.%.63s.%.61s", a, a, a, a);
  assert_limit (FALSE, "%s@%.63s.%.63s.%.62s", a, a, a, a);
}

/* Nothing here may take time in proportion to the square of the length. */
static void
test_long_cell (void)
{
  static const char *const parts[] = { " ", "　", "。", "a@b ", "\\", ".", "\"", "あ" };
  gsize n_repeats = 300000;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) many = g_string_new (NULL);
      gboolean is_space = i < 2;

      for (gsize j = 0; j < n_repeats; j++)
        g_string_append (many, parts[i]);
      assert_limit (is_space, "%s<a@example.jp>%s", many->str, many->str);
      assert_limit (FALSE, "a@%s", many->str);
      assert_limit (FALSE, "%s@example.jp", is_space ? "" : many->str);
    }
}

static void
test_key (void)
{
  static const Path keys[] = {
    { "Taro.Y@Example.JP", "taro.y@example.jp" },
    { "\"Taro.y\"@EXAMPLE.jp", "taro.y@example.jp" },
    { "foo..bar@docomo.ne.jp", "foo..bar@docomo.ne.jp" },
    { "\"foo..bar\"@docomo.ne.jp", "foo..bar@docomo.ne.jp" },
    { "\"f\\oo..bar\"@docomo.ne.jp", "foo..bar@docomo.ne.jp" },
    { "A@例え。JP", "a@xn--r8jz45g.jp" },
    { "a@xn--R8JZ45G.jp", "a@xn--r8jz45g.jp" },
    { "\"A\\\"b\"@example.jp", "a\"b@example.jp" },
    { "a.b+c@gmail.com", "a.b+c@gmail.com" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (AtenaMailbox) mailbox = parse (keys[i].text);

      g_assert_cmpstr (atena_mailbox_get_key (mailbox), ==, keys[i].path);
    }
}

static void
test_address (void)
{
  static const Path addresses[] = {
    { " Taro.Y@Example.JP ", "Taro.Y@Example.JP" },
    { "foo..bar@docomo.ne.jp", "foo..bar@docomo.ne.jp" },
    { "\"taro\"@example.jp", "\"taro\"@example.jp" },
    { "山田 <ａ＠例え。ｊｐ>", "a@例え.jp" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (AtenaMailbox) mailbox = parse (addresses[i].text);

      g_assert_cmpstr (atena_mailbox_get_address (mailbox), ==, addresses[i].path);
    }
}

static void
test_not_dotted (void)
{
  g_autoptr (AtenaMailbox) plain = parse ("taro.y@docomo.ne.jp");
  g_autoptr (AtenaMailbox) quoted = parse ("\"taro.y\"@docomo.ne.jp");

  g_assert_false (atena_mailbox_is_dotted (plain));
  g_assert_false (atena_mailbox_is_dotted (quoted));
}

static void
test_name_inside (void)
{
  static const Path names[] = {
    { "a@example.jp", "" },
    { "<a@example.jp>", "" },
    { " Taro  Yamada < a@example.jp > ", "Taro  Yamada" },
    { "Taro Q. Yamada<a@example.jp>", "Taro Q. Yamada" },
    { "　山田　太郎　<a@example.jp>", "山田　太郎" },
    { "Ｔａｒｏ＜a@example.jp＞", "Ｔａｒｏ" },
    { "\"Yamada, Taro\" <a@example.jp>", "Yamada, Taro" },
    { "\"b@example.jp\" <a@example.jp>", "b@example.jp" },
    { "\"Taro \\\"T\\\\<\" Yamada <a@example.jp>", "Taro \"T\\< Yamada" },
    { "\"Taro\r\nBcc: b@example.jp\" <a@example.jp>", "Taro Bcc: b@example.jp" },
    { "\tTaro\nYamada\n<a@example.jp>", "Taro Yamada" },
    { "=?UTF-8?B?8J+SjA==?= <a@example.jp>", "=?UTF-8?B?8J+SjA==?=" },
    { "foo.. <bar@docomo.ne.jp>", "foo.." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (AtenaMailbox) mailbox = NULL;

      say (names[i].text);
      mailbox = parse (names[i].text);
      g_assert_cmpstr (atena_mailbox_get_name (mailbox), ==, names[i].path);
    }
}

static void
test_name_beside (void)
{
  static const Path names[] = {
    { "", "" },
    { " 　", "" },
    { "　山田 \"太郎\" <様>　", "山田 \"太郎\" <様>" },
    { "Taro\r\nBcc: b@example.jp\n", "Taro Bcc: b@example.jp" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      AtenaReason reason = ATENA_REASON_NONE;
      g_autoptr (AtenaMailbox) mailbox =
        atena_mailbox_parse ("Inside <a@example.jp>", -1, names[i].text, &reason);

      g_assert_cmpstr (atena_mailbox_get_name (mailbox), ==, names[i].path);
      g_assert_cmpstr (atena_mailbox_get_path (mailbox), ==, "a@example.jp");
    }
}

static void
test_locale (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));

  if (setlocale (LC_ALL, "tr_TR.UTF-8") == NULL)
    g_test_skip ("There is no Turkish locale");
  else
    {
      g_autoptr (AtenaMailbox) mailbox = parse ("INFO@BÜCHERI.EXAMPLE");

      g_assert_cmpstr (atena_mailbox_get_key (mailbox), ==, "info@xn--bcheri-3ya.example");
    }
  setlocale (LC_ALL, before);
}

static void
test_ref (void)
{
  AtenaMailbox *mailbox = parse ("a@example.jp");
  g_autoptr (AtenaMailbox) other = atena_mailbox_ref (mailbox);

  atena_mailbox_unref (mailbox);
  g_assert_cmpstr (atena_mailbox_get_key (other), ==, "a@example.jp");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mailbox/keeps-what-is-right", test_plain);
  g_test_add_func ("/mailbox/folds-full-width-ascii", test_full_width);
  g_test_add_func ("/mailbox/keeps-dotted-docomo-addresses", test_dotted);
  g_test_add_func ("/mailbox/refuses-dotted-addresses-elsewhere", test_dotted_elsewhere);
  g_test_add_func ("/mailbox/quotes-only-what-needs-it", test_quoted);
  g_test_add_func ("/mailbox/writes-domains-in-ascii", test_domain);
  g_test_add_func ("/mailbox/never-turns-a-domain-into-another", test_other_domain);
  g_test_add_func ("/mailbox/refuses-what-is-no-host-name", test_bad_domain);
  g_test_add_func ("/mailbox/refuses-what-is-no-address", test_bad_address);
  g_test_add_func ("/mailbox/writes-to-letters-of-other-scripts", test_international);
  g_test_add_func ("/mailbox/refuses-non-ascii-local-parts", test_non_ascii);
  g_test_add_func ("/mailbox/refuses-two-addresses", test_two);
  g_test_add_func ("/mailbox/refuses-control-characters", test_control);
  g_test_add_func ("/mailbox/tells-an-empty-cell", test_no_address);
  g_test_add_func ("/mailbox/reads-no-further-than-told", test_length);
  g_test_add_func ("/mailbox/keeps-the-limits-of-smtp", test_limits);
  g_test_add_func ("/mailbox/is-quick-with-long-cells", test_long_cell);
  g_test_add_func ("/mailbox/has-one-key-however-typed", test_key);
  g_test_add_func ("/mailbox/shows-the-address-as-typed", test_address);
  g_test_add_func ("/mailbox/is-not-dotted-when-it-needs-no-quotes", test_not_dotted);
  g_test_add_func ("/mailbox/takes-the-name-from-the-text", test_name_inside);
  g_test_add_func ("/mailbox/prefers-the-name-beside-the-text", test_name_beside);
  g_test_add_func ("/mailbox/does-not-depend-on-the-locale", test_locale);
  g_test_add_func ("/mailbox/lives-until-the-last-reference", test_ref);
  return g_test_run ();
}
