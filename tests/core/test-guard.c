// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <glib.h>
#include <string.h>

#include "atena-guard.h"

static const char *const own_addresses[] = { "me@example.co.jp", "Me@Home.example", NULL };

/* What a message asks for is written as one letter a finding: m, v, V with the number to type, h
 * and q for the quiet one. */
static char *
ask (const char *to, const char *cc, const char *bcc, const AtenaGuardPolicy *policy)
{
  static const char letters[] = "mvhq";
  g_autoptr (GPtrArray) addressees =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atena_addressee_free);
  g_autoptr (GPtrArray) findings = NULL;
  GString *asked = g_string_new (NULL);

  atena_addressees_add (addressees, ATENA_FIELD_TO, FALSE, to);
  atena_addressees_add (addressees, ATENA_FIELD_CC, FALSE, cc);
  atena_addressees_add (addressees, ATENA_FIELD_BCC, FALSE, bcc);
  findings = atena_guard_check (addressees, policy);
  for (guint i = 0; i < findings->len; i++)
    {
      const AtenaFinding *finding = findings->pdata[i];

      g_assert_true (!finding->confirm_count || finding->kind == ATENA_FINDING_VISIBLE);
      g_assert_true ((finding->group != NULL) ==
                     (finding->kind == ATENA_FINDING_VISIBLE && !finding->confirm_count));
      g_assert_true ((finding->addressees != NULL) ==
                     (finding->kind == ATENA_FINDING_MISDELIVERED));
      g_string_append_c (asked, finding->confirm_count ? 'V' : letters[finding->kind]);
    }
  return g_string_free (asked, FALSE);
}

static AtenaMailbox *
read_mailbox (const char *text)
{
  AtenaReason reason = ATENA_REASON_NONE;

  return atena_mailbox_parse (text, -1, NULL, &reason);
}

static AtenaGuardPolicy
make_policy (AtenaMailbox *from)
{
  AtenaGuardPolicy policy = { .own_addresses = own_addresses, .from = from };

  return policy;
}

/* N people at @domain, called after @start; at a domain each when it begins with a dot. */
static char *
people (guint n, const char *start, const char *domain)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    if (*domain == '.')
      g_string_append_printf (text, "%s@%s%u%s,", start, start, i, domain);
    else
      g_string_append_printf (text, "%s%u@%s,", start, i, domain);
  return g_string_free (text, FALSE);
}

static void
assert_asked (
  const char *from, const char *to, const char *cc, const char *bcc, const char *expected)
{
  g_autoptr (AtenaMailbox) mailbox = read_mailbox (from);
  AtenaGuardPolicy policy = make_policy (mailbox);
  g_autofree char *asked = ask (to, cc, bcc, &policy);

  g_assert_cmpstr (asked, ==, expected);
}

static void
assert_asked_about (guint n, const char *domain, const char *more, const char *expected)
{
  g_autofree char *to = people (n, "a", domain);
  g_autofree char *all = g_strconcat (to, more, NULL);
  g_autofree char *half = people (n / 2, "a", domain);
  g_autofree char *rest = g_strdup (all + strlen (half));

  g_test_message ("%u at %s with %s", n, domain, more);
  assert_asked ("me@example.co.jp", all, "", "", expected);
  assert_asked ("me@example.co.jp", "", all, "", expected);
  /* The same in both, some of them twice. */
  assert_asked ("me@example.co.jp", half, all, "", expected);
  assert_asked ("me@example.co.jp", half, rest, half, expected);
}

static void
test_visible (void)
{
  assert_asked_about (4, "gmail.com", "", "");
  assert_asked_about (5, "gmail.com", "", "v");
  assert_asked_about (4, "company.example", "", "");
  assert_asked_about (5, "company.example", "", "v");
  assert_asked_about (2, ".example", "", "");
  assert_asked_about (3, ".example", "", "v");
  /* Persons at free-mail domains are no organisations. */
  assert_asked_about (2, ".example", "x@gmail.com, y@docomo.ne.jp", "");
  assert_asked_about (2, ".example", "x@gmail.com, y@docomo.ne.jp, z@yahoo.co.jp", "v");
  assert_asked_about (0, "", "w@gmail.com, x@aol.com, y@docomo.ne.jp, z@yahoo.co.jp", "");
  /* Insiders. */
  assert_asked_about (19, "example.co.jp", "", "");
  assert_asked_about (20, "example.co.jp", "", "v");
  assert_asked_about (19, "mail.example.co.jp", "", "");
  assert_asked_about (15, "example.co.jp", "w@gmail.com, x@gmail.com, y@gmail.com, z@gmail.com",
                      "");
  assert_asked_about (16, "example.co.jp", "w@gmail.com, x@gmail.com, y@gmail.com, z@gmail.com",
                      "v");
  assert_asked_about (5, "myexample.co.jp", "", "v");
  /* The own addresses are nobody. */
  assert_asked_about (4, "gmail.com", "Me <ME@Home.example>", "");
  assert_asked_about (19, "example.co.jp", "me@example.co.jp", "");
  /* Nor do names without an address count, but addresses that only others understand do. */
  assert_asked_about (4, "gmail.com", "山田", "");
  assert_asked_about (4, "gmail.com", "山田@gmail.com", "v");
  assert_asked_about (4, "gmail.com", "山田@gmail.com, 山田@GMAIL.com", "v");
  assert_asked_about (3, "gmail.com", "山田@gmail.com, 山田@GMAIL.com", "");
}

static void
test_many (void)
{
  g_autofree char *to = people (49, "a", "example.co.jp");
  g_autofree char *cc = g_strconcat (to, "b@gmail.com", NULL);

  assert_asked ("me@example.co.jp", to, "me@example.co.jp", "c@example.co.jp", "v");
  assert_asked ("me@example.co.jp", to, cc, "", "V");
}

static void
test_own_organisation (void)
{
  static const char *const domains[] = { "Partner.example", "例え.jp", "school.ocn.ne.jp", "",
                                         NULL };
  g_autoptr (AtenaMailbox) from = read_mailbox ("me@example.co.jp");
  AtenaGuardPolicy policy = make_policy (from);
  static const struct
  {
    const char *domain;
    const char *asked;
    const char *asked_without;
  } cases[] = {
    { "partner.example", "", "v" },  { "a.partner.example", "", "v" },
    { "xn--r8jz45g.jp", "", "v" },   { "例え.jp", "", "v" },
    { "school.ocn.ne.jp", "", "v" }, { "other.ocn.ne.jp", "v", "v" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *to = people (5, "a", cases[i].domain);
      g_autofree char *asked = NULL;

      policy.own_domains = domains;
      asked = ask (to, "", "", &policy);
      g_assert_cmpstr (asked, ==, cases[i].asked);
      assert_asked ("me@example.co.jp", to, "", "", cases[i].asked_without);
    }
}

/* Who writes from a free-mail domain has no organisation. */
static void
test_free_mail_account (void)
{
  g_autofree char *to = people (5, "a", "gmail.com");
  AtenaGuardPolicy nobody = { 0 };
  g_autofree char *asked = ask (to, "", "", &nobody);

  assert_asked ("me@gmail.com", to, "", "", "v");
  g_assert_cmpstr (asked, ==, "v");
}

static void
test_acquainted (void)
{
  static const char *const acquainted[] = { "A0@gmail.com", "Taro <a1@gmail.com>", NULL };
  g_autoptr (AtenaMailbox) from = read_mailbox ("me@example.co.jp");
  AtenaGuardPolicy policy = make_policy (from);
  g_autofree char *six = people (6, "a", "gmail.com");
  g_autofree char *seven = people (7, "a", "gmail.com");
  g_autofree char *asked_six = NULL;
  g_autofree char *asked_seven = NULL;

  policy.acquainted = acquainted;
  asked_six = ask (six, "", "", &policy);
  asked_seven = ask (seven, "", "", &policy);
  g_assert_cmpstr (asked_six, ==, "");
  g_assert_cmpstr (asked_seven, ==, "v");
}

static void
test_hidden (void)
{
  static const struct
  {
    guint n;
    const char *domain;
    const char *asked;
  } cases[] = {
    { 2, "gmail.com", "" },      { 3, "gmail.com", "q" },      { 4, ".example", "q" },
    { 5, "gmail.com", "h" },     { 5, ".example", "h" },       { 2, "example.co.jp", "" },
    { 3, "example.co.jp", "q" }, { 99, "example.co.jp", "q" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *bcc = people (cases[i].n, "a", cases[i].domain);

      assert_asked ("me@example.co.jp", "me@example.co.jp", "", bcc, cases[i].asked);
    }
  assert_asked ("me@example.co.jp", "", "", "a@b.jp, me@example.co.jp, A@b.jp, c@d.jp", "");
  /* Who can be seen is not hidden. */
  assert_asked ("me@example.co.jp", "a@b.jp", "c@b.jp", "a@b.jp, c@b.jp, e@b.jp, f@b.jp", "");
}

/* A finding as one line of numbers. */
static void
test_audience (void)
{
  static const char *const acquainted[] = { "a0@gmail.com", NULL };
  g_autoptr (GPtrArray) addressees =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atena_addressee_free);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (AtenaMailbox) from = read_mailbox ("me@example.co.jp");
  AtenaGuardPolicy policy = make_policy (from);
  const AtenaFinding *finding;

  policy.acquainted = acquainted;
  atena_addressees_add (addressees, ATENA_FIELD_TO, FALSE,
                        "a0@gmail.com, a1@gmail.com, b@x.example, c@y.example, me@example.co.jp");
  atena_addressees_add (addressees, ATENA_FIELD_CC, FALSE,
                        "a1@gmail.com, d@y.example, e@z.example, f@example.co.jp");
  atena_addressees_add (addressees, ATENA_FIELD_BCC, FALSE,
                        "f@example.co.jp, g@example.co.jp, h@h.jp");
  atena_addressees_add (addressees, ATENA_FIELD_BCC, TRUE, "boss@other.example");
  atena_addressees_add (addressees, ATENA_FIELD_BCC, FALSE, "foo..bar@docomo.ne.jp");
  /* The order in which they are found does not matter. */
  atena_addressees_add (addressees, ATENA_FIELD_TO, FALSE, "d@y.example");
  findings = atena_guard_check (addressees, &policy);
  g_assert_cmpuint (findings->len, ==, 3);
  for (guint i = 0; i < findings->len; i++)
    {
      finding = findings->pdata[i];
      g_assert_cmpuint (finding->audience.to, ==, 5);
      g_assert_cmpuint (finding->audience.cc, ==, 2);
      g_assert_cmpuint (finding->audience.bcc, ==, 3);
      g_assert_cmpuint (finding->audience.outsiders, ==, 6);
      g_assert_cmpuint (finding->audience.organisations, ==, 3);
      g_assert_cmpuint (finding->audience.hidden_outsiders, ==, 2);
    }
  finding = findings->pdata[0];
  g_assert_cmpint (finding->kind, ==, ATENA_FINDING_MISDELIVERED);
  finding = findings->pdata[1];
  g_assert_cmpint (finding->kind, ==, ATENA_FINDING_VISIBLE);
  finding = findings->pdata[2];
  g_assert_cmpint (finding->kind, ==, ATENA_FINDING_HIDDEN_FEW);
}

static void
test_misdelivered (void)
{
  g_autoptr (GPtrArray) addressees =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atena_addressee_free);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (AtenaMailbox) from = read_mailbox ("me@example.co.jp");
  AtenaGuardPolicy policy = make_policy (from);
  const AtenaFinding *finding;

  atena_addressees_add (addressees, ATENA_FIELD_TO, FALSE,
                        "foo.@ezweb.ne.jp, foo..bar@docomo.ne.jp");
  atena_addressees_add (addressees, ATENA_FIELD_BCC, TRUE, "x..y@example.com");
  findings = atena_guard_check (addressees, &policy);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = findings->pdata[0];
  g_assert_cmpint (finding->kind, ==, ATENA_FINDING_MISDELIVERED);
  g_assert_cmpuint (finding->addressees->len, ==, 2);
  g_assert_true (finding->addressees->pdata[0] == addressees->pdata[1]);
  g_assert_true (finding->addressees->pdata[1] == addressees->pdata[2]);
}

static char *
group_of (const char *to, const char *cc, const char *bcc)
{
  g_autoptr (GPtrArray) addressees =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atena_addressee_free);
  AtenaGuardPolicy policy = { .own_addresses = own_addresses };

  atena_addressees_add (addressees, ATENA_FIELD_TO, FALSE, to);
  atena_addressees_add (addressees, ATENA_FIELD_CC, FALSE, cc);
  atena_addressees_add (addressees, ATENA_FIELD_BCC, FALSE, bcc);
  return atena_guard_dup_group (addressees, &policy);
}

static void
test_group (void)
{
  static const struct
  {
    const char *to;
    const char *cc;
    const char *bcc;
    gboolean same;
  } cases[] = {
    { "a@b.jp, c@d.jp, e@f.jp", "", "", TRUE },
    { "Taro <E@F.jp>, a@b.jp", "c@d.jp, a@b.jp", "", TRUE },
    { "", "e@f.jp, c@d.jp, a@b.jp, me@example.co.jp", "someone@else.jp", TRUE },
    { "a@b.jp, c@d.jp", "", "", FALSE },
    { "a@b.jp, c@d.jp", "", "e@f.jp", FALSE },
    { "a@b.jp, c@d.jp, e@f.jp, g@h.jp", "", "", FALSE },
    { "a@b.jp, c@d.jpe, @f.jp", "", "", FALSE },
  };
  g_autofree char *group = group_of ("a@b.jp, c@d.jp, e@f.jp", "", "");
  g_autofree char *joined = group_of ("a@b.co, mx@d.jp", "", "");
  g_autofree char *other_joined = group_of ("a@b.com, x@d.jp", "", "");

  g_assert_cmpuint (strlen (group), ==, 64);
  g_assert_cmpstr (joined, !=, other_joined);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *other = group_of (cases[i].to, cases[i].cc, cases[i].bcc);

      g_assert_cmpint (g_str_equal (group, other), ==, cases[i].same);
    }
}

static void
test_known_group (void)
{
  g_autoptr (AtenaMailbox) from = read_mailbox ("me@example.co.jp");
  AtenaGuardPolicy policy = make_policy (from);
  g_autofree char *five = people (5, "a", "gmail.com");
  g_autofree char *sixty = people (60, "a", "gmail.com");
  g_autofree char *new_member = g_strconcat (five, "b@gmail.com", NULL);
  g_autofree char *group = group_of (five, "", "");
  g_autofree char *large_group = group_of (sixty, "", "");
  const char *groups[] = { "other", group, large_group, NULL };
  g_autofree char *asked = NULL;
  g_autofree char *asked_large = NULL;
  g_autofree char *asked_hidden = NULL;
  g_autofree char *asked_new = NULL;

  policy.known_groups = groups;
  asked = ask ("", five, "x@y.jp", &policy);
  asked_large = ask (sixty, "", "", &policy);
  asked_hidden = ask (five, "", sixty, &policy);
  asked_new = ask (new_member, "", "", &policy);
  g_assert_cmpstr (asked, ==, "");
  g_assert_cmpstr (asked_large, ==, "");
  g_assert_cmpstr (asked_hidden, ==, "h");
  g_assert_cmpstr (asked_new, ==, "v");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/guard/asks-when-many-see-each-other", test_visible);
  g_test_add_func ("/guard/wants-the-number-from-fifty", test_many);
  g_test_add_func ("/guard/knows-the-own-organisation", test_own_organisation);
  g_test_add_func ("/guard/has-no-organisation-at-a-free-mail-domain", test_free_mail_account);
  g_test_add_func ("/guard/does-not-count-the-acquainted", test_acquainted);
  g_test_add_func ("/guard/asks-about-many-in-bcc", test_hidden);
  g_test_add_func ("/guard/counts-each-person-once", test_audience);
  g_test_add_func ("/guard/stops-what-would-reach-strangers", test_misdelivered);
  g_test_add_func ("/guard/tells-groups-apart", test_group);
  g_test_add_func ("/guard/lets-a-known-group-pass", test_known_group);
  return g_test_run ();
}
