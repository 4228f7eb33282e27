// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>
#include <string.h>

#include "atena-addressee-private.h"
#include "atena-addressee.h"

static GPtrArray *
split (const char *text)
{
  GPtrArray *addressees = g_ptr_array_new_with_free_func ((GDestroyNotify) atena_addressee_free);

  atena_addressees_add (addressees, ATENA_FIELD_CC, FALSE, text);
  return addressees;
}

/* Who stands in a field: name, bar, address for those who can be written to, else the text after a
 * question mark; one a line. */
static char *
describe (GPtrArray *addressees)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < addressees->len; i++)
    {
      const AtenaAddressee *addressee = addressees->pdata[i];
      AtenaMailbox *mailbox = addressee->mailbox;

      g_assert_true ((mailbox == NULL) == (addressee->reason != ATENA_REASON_NONE));
      if (mailbox != NULL)
        g_string_append_printf (lines, "%s|%s\n", atena_mailbox_get_name (mailbox),
                                atena_mailbox_get_address (mailbox));
      else
        g_string_append_printf (lines, "?%s\n", addressee->text);
    }
  return g_string_free (lines, FALSE);
}

static void
test_split (void)
{
  static const struct
  {
    const char *text;
    const char *people;
  } cases[] = {
    { "", "" },
    { " ,; \t\r\n、　,", "" },
    { "a@b.jp", "|a@b.jp\n" },
    { "a@b.jp, c@d.jp;e@f.jp\tg@h.jp\r\ni@j.jp\u2028k@l.jp",
      "|a@b.jp\n|c@d.jp\n|e@f.jp\n|g@h.jp\n|i@j.jp\n|k@l.jp\n" },
    { "a@b.jp、c@d.jp，e@f.jp；g@h.jp､i@j.jp", "|a@b.jp\n|c@d.jp\n|e@f.jp\n|g@h.jp\n|i@j.jp\n" },
    /* Enclosed. */
    { "\"山田, 太郎\" <a@b.jp>, c@d.jp", "山田, 太郎|a@b.jp\n|c@d.jp\n" },
    { "\"a \\\", b\" <a@b.jp>, c@d.jp", "a \", b|a@b.jp\n|c@d.jp\n" },
    { "\"q;r\"@b.jp, c@d.jp", "|\"q;r\"@b.jp\n|c@d.jp\n" },
    { "Taro <\"q>,r\"@b.jp>, c@d.jp", "Taro|\"q>,r\"@b.jp\n|c@d.jp\n" },
    { "a@b.jp (Taro, (the \\) second)), c@d.jp", "|a@b.jp\n|c@d.jp\n" },
    { "山田(営業) <a@b.jp>, c@d.jp", "山田|a@b.jp\n|c@d.jp\n" },
    { "\"山田(営業)\" <a@b.jp>", "山田(営業)|a@b.jp\n" },
    { "＜a＠b.jp＞、c@d.jp", "|a@b.jp\n|c@d.jp\n" },
    /* A half of a pair encloses nothing. */
    { "山田(営業 <a@b.jp>, c@d.jp", "?山田(営業 <a@b.jp>\n|c@d.jp\n" },
    { "\"Taro <a@b.jp>, c@d.jp", "?\"Taro <a@b.jp>\n|c@d.jp\n" },
    { "Taro <a@b.jp, c@d.jp", "?Taro <a@b.jp\n|c@d.jp\n" },
    { "Taro <\"a@b.jp>, c@d.jp", "?Taro <\"a@b.jp>\n|c@d.jp\n" },
    /* A name goes on up to its address, but not over another one. */
    { "㈱山田、佐藤；鈴木 <a@b.jp>", "㈱山田、佐藤；鈴木|a@b.jp\n" },
    { "a@b.jp、佐藤 <c@d.jp>", "|a@b.jp\n佐藤|c@d.jp\n" },
    { "<a@b.jp>、佐藤 <c@d.jp>", "|a@b.jp\n佐藤|c@d.jp\n" },
    { "a＠b.jp、佐藤 <c@d.jp>", "|a@b.jp\n佐藤|c@d.jp\n" },
    { "山田、a@b.jp", "?山田\n|a@b.jp\n" },
    /* Groups. */
    { "undisclosed-recipients:;", "" },
    { "保護者: a@b.jp, Taro <c@d.jp>;, e@f.jp", "|a@b.jp\nTaro|c@d.jp\n|e@f.jp\n" },
    { "a@[IPv6:2001::1], c@d.jp", "?a@[IPv6:2001::1]\n|c@d.jp\n" },
    { "\"A: B\" <a@b.jp>", "A: B|a@b.jp\n" },
    /* Those who cannot be written to. */
    { "山田", "?山田\n" },
    { "a@b.jp c@d.jp", "?a@b.jp c@d.jp\n" },
    { "①@b.jp, c@d.jp", "?①@b.jp\n|c@d.jp\n" },
    { "a\x01@b.jp", "?a @b.jp\n" },
    { "a\xff@b.jp, c@d.jp", "?a\xef\xbf\xbd@b.jp\n|c@d.jp\n" },
    { "foo..bar@docomo.ne.jp", "|foo..bar@docomo.ne.jp\n" },
    /* What Camel leaves of a dotted address. */
    { "foo.. <bar@docomo.ne.jp>", "?foo.. <bar@docomo.ne.jp>\n" },
    { ". <foo@docomo.ne.jp>", "?. <foo@docomo.ne.jp>\n" },
    { "\"Taro Jr.\" <a@b.jp>, Co. <c@d.jp>", "Taro Jr.|a@b.jp\nCo.|c@d.jp\n" },
    { "もしもし.. <a@b.jp>", "もしもし..|a@b.jp\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) addressees = split (cases[i].text);
      g_autofree char *people = describe (addressees);

      g_test_message ("case %u", i);
      g_assert_cmpstr (people, ==, cases[i].people);
    }
}

static void
test_reason (void)
{
  g_autoptr (GPtrArray) addressees =
    split ("山田, a@b.jp c@d.jp, ①@b.jp, a@b-.jp, a\x01@b.jp, x (y) z@b.jp, foo.. <bar@au.com>");
  static const AtenaReason reasons[] = {
    ATENA_REASON_BAD_ADDRESS, ATENA_REASON_TWO_ADDRESSES,     ATENA_REASON_NON_ASCII_ADDRESS,
    ATENA_REASON_BAD_DOMAIN,  ATENA_REASON_CONTROL_CHARACTER, ATENA_REASON_BAD_ADDRESS,
    ATENA_REASON_BAD_ADDRESS,
  };

  g_assert_cmpuint (addressees->len, ==, G_N_ELEMENTS (reasons));
  for (guint i = 0; i < addressees->len; i++)
    g_assert_cmpint (((AtenaAddressee *) addressees->pdata[i])->reason, ==, reasons[i]);
}

static void
test_field (void)
{
  g_autoptr (GPtrArray) addressees = split ("a@b.jp");
  const AtenaAddressee *addressee;

  atena_addressees_add (addressees, ATENA_FIELD_BCC, TRUE, "  Taro\t<c@d.jp>\n, Jiro <e@f.jp> ");
  g_assert_cmpuint (addressees->len, ==, 4);
  addressee = addressees->pdata[0];
  g_assert_cmpint (addressee->field, ==, ATENA_FIELD_CC);
  g_assert_false (addressee->automatic);
  addressee = addressees->pdata[3];
  g_assert_cmpint (addressee->field, ==, ATENA_FIELD_BCC);
  g_assert_true (addressee->automatic);
  g_assert_cmpstr (addressee->text, ==, "Jiro <e@f.jp>");
}

/* A long field is read in time that grows with its length. */
static void
test_long (void)
{
  static const char *const units[] = { "(", "\"", "<", "、", "<\"\\\"", "(\\", "a@b.jp," };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) addressees = NULL;

      while (text->len < 30 * 1000)
        g_string_append (text, units[i]);
      addressees = split (text->str);
      g_assert_cmpuint (addressees->len, <=, text->len);
    }
}

static void
test_stranger (void)
{
  static const struct
  {
    const char *text;
    const char *stranger;
  } cases[] = {
    { "foo..bar@docomo.ne.jp", "bar@docomo.ne.jp" },
    { ".foo@docomo.ne.jp", "foo@docomo.ne.jp" },
    { "foo...bar..baz@docomo.ne.jp", "baz@docomo.ne.jp" },
    { "foo..@docomo.ne.jp", "@docomo.ne.jp" },
    { "foo.@ezweb.ne.jp", NULL },
    { "foo.bar@docomo.ne.jp", NULL },
    { "Taro <t..x@docomo.ne.jp>", "x@docomo.ne.jp" },
    { "\"Taro <a..b@c.jp>\" <t.x@docomo.ne.jp>", NULL },
    { "t..x@docomo.ne.jp (Taro)", "x@docomo.ne.jp" },
    { "t.x@docomo.ne.jp (a..b@c.jp)", NULL },
    { "\"q..r\"@docomo.ne.jp", "\"q..r \"@docomo.ne.jp" },
    { "\"q.r\"@docomo.ne.jp", NULL },
    { "foo..bar@example.com", "bar@example.com" },
    { "foo.. <bar@docomo.ne.jp>", "bar@docomo.ne.jp" },
    { "\"foo..\" <bar@docomo.ne.jp>", "bar@docomo.ne.jp" },
    { ". <foo@docomo.ne.jp>", "foo@docomo.ne.jp" },
    { "Co. <foo@example.com>", NULL },
    { "foo..bar", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AtenaAddressee addressee = { .text = (char *) cases[i].text };
      g_autofree char *stranger = atena_addressee_dup_stranger (&addressee);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (stranger, ==, cases[i].stranger);
    }
}

static void
test_key (void)
{
  static const struct
  {
    const char *text;
    const char *key;
  } cases[] = {
    { "Taro <TARO@Example.jp>", "taro@example.jp" },
    { "\"foo..bar\"@docomo.ne.jp", "foo..bar@docomo.ne.jp" },
    { "Taro <Foo..bar@Example.jp>", "foo..bar@example.jp" },
    { "山田＠example.jp", "山田@example.jp" },
    { "山田", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) addressees = split (cases[i].text);
      g_autofree char *key = atena_addressee_dup_key (addressees->pdata[0]);

      g_assert_cmpstr (key, ==, cases[i].key);
    }
}

static void
test_keys (void)
{
  static const char *const addresses[] = { "Taro <A@B.jp>", "nobody", "a@b.jp", NULL };
  g_autoptr (GHashTable) keys = atena_addressee_collect_keys (addresses);
  g_autoptr (GHashTable) none = atena_addressee_collect_keys (NULL);

  g_assert_cmpuint (g_hash_table_size (keys), ==, 1);
  g_assert_true (g_hash_table_contains (keys, "a@b.jp"));
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/addressee/finds-everybody-in-a-field", test_split);
  g_test_add_func ("/addressee/says-why-nobody-can-be-written-to", test_reason);
  g_test_add_func ("/addressee/keeps-the-field-and-the-text", test_field);
  g_test_add_func ("/addressee/reads-long-fields-in-time", test_long);
  g_test_add_func ("/addressee/knows-whom-the-program-would-write-to", test_stranger);
  g_test_add_func ("/addressee/tells-people-apart", test_key);
  g_test_add_func ("/addressee/tells-the-own-addresses", test_keys);
  return g_test_run ();
}
