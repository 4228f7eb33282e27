// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-smtp-reply.h"

#include <string.h>

typedef struct
{
  const char *input;
  AtenaSmtpParse parse;
  guint code;
  const char *enhanced;
  const char *text;
} ParseCase;

static const ParseCase parse_cases[] = {
  { "250 Ok\r\n", ATENA_SMTP_PARSE_REPLY, 250, "", "Ok" },
  { "250 2.0.0 Ok: queued\r\n", ATENA_SMTP_PARSE_REPLY, 250, "2.0.0", "Ok: queued" },
  { "250\r\n", ATENA_SMTP_PARSE_REPLY, 250, "", "" },
  { "250 \r\n", ATENA_SMTP_PARSE_REPLY, 250, "", "" },
  { "250 Ok\n", ATENA_SMTP_PARSE_REPLY, 250, "", "Ok" },
  { "250-one\r\n250-two\r\n250 three\r\n", ATENA_SMTP_PARSE_REPLY, 250, "", "one\ntwo\nthree" },
  { "550-5.1.1 No such\r\n550 5.1.1 user\r\n", ATENA_SMTP_PARSE_REPLY, 550, "5.1.1",
    "No such\nuser" },
  { "550 5.7.123 No\r\n", ATENA_SMTP_PARSE_REPLY, 550, "5.7.123", "No" },
  /* An enhanced code of another class, or a thing that only looks like one, is text (RFC 2034 4).
   */
  { "550 4.1.1 No\r\n", ATENA_SMTP_PARSE_REPLY, 550, "", "4.1.1 No" },
  { "550 5.1 No\r\n", ATENA_SMTP_PARSE_REPLY, 550, "", "5.1 No" },
  { "550 5.1.1234 No\r\n", ATENA_SMTP_PARSE_REPLY, 550, "", "5.1.1234 No" },
  { "550 5.1.1x No\r\n", ATENA_SMTP_PARSE_REPLY, 550, "", "5.1.1x No" },
  { "550 \x1b[31mred\x07\r\n", ATENA_SMTP_PARSE_REPLY, 550, "", "[31mred" },
  { "550 \x93\xfa\x96\x7b\r\n", ATENA_SMTP_PARSE_REPLY, 550, "", NULL },
  { "250 O", ATENA_SMTP_PARSE_MORE, 0, NULL, NULL },
  { "250-one\r\n", ATENA_SMTP_PARSE_MORE, 0, NULL, NULL },
  { "", ATENA_SMTP_PARSE_MORE, 0, NULL, NULL },
  { "hello\r\n", ATENA_SMTP_PARSE_MALFORMED, 0, NULL, NULL },
  { "\r\n", ATENA_SMTP_PARSE_MALFORMED, 0, NULL, NULL },
  { "25\r\n", ATENA_SMTP_PARSE_MALFORMED, 0, NULL, NULL },
  { "2500 Ok\r\n", ATENA_SMTP_PARSE_MALFORMED, 0, NULL, NULL },
  { "050 Ok\r\n", ATENA_SMTP_PARSE_MALFORMED, 0, NULL, NULL },
  { "650 Ok\r\n", ATENA_SMTP_PARSE_MALFORMED, 0, NULL, NULL },
  { "250-one\r\n550 two\r\n", ATENA_SMTP_PARSE_MALFORMED, 0, NULL, NULL },
  { "250-one\r\nhello\r\n", ATENA_SMTP_PARSE_MALFORMED, 0, NULL, NULL },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parse_cases); i++)
    {
      const ParseCase *c = &parse_cases[i];
      g_autoptr (AtenaSmtpParser) parser = atena_smtp_parser_new ();
      g_auto (AtenaSmtpReply) reply = { 0 };
      g_autofree char *shown = g_strescape (c->input, NULL);

      g_test_message ("%s", shown);
      atena_smtp_parser_push (parser, c->input, strlen (c->input));
      g_assert_cmpint (atena_smtp_parser_next (parser, &reply), ==, c->parse);
      if (c->parse != ATENA_SMTP_PARSE_REPLY)
        continue;
      g_assert_cmpuint (reply.code, ==, c->code);
      g_assert_cmpstr (reply.enhanced, ==, c->enhanced);
      g_assert_true (g_utf8_validate (reply.text, -1, NULL));
      if (c->text != NULL)
        g_assert_cmpstr (reply.text, ==, c->text);
    }
}

static void
test_octet_by_octet (void)
{
  const char *input = "250-one\r\n250 two\r\n550 5.1.1 no\r\n";
  g_autoptr (AtenaSmtpParser) parser = atena_smtp_parser_new ();
  g_autoptr (GString) seen = g_string_new (NULL);

  for (const char *p = input; *p != '\0'; p++)
    {
      g_auto (AtenaSmtpReply) reply = { 0 };

      atena_smtp_parser_push (parser, p, 1);
      if (atena_smtp_parser_next (parser, &reply) == ATENA_SMTP_PARSE_REPLY)
        {
          g_autofree char *words = atena_smtp_reply_dup_words (&reply);

          g_string_append_printf (seen, "<%s>", words);
        }
    }
  g_assert_cmpstr (seen->str, ==, "<250 one two><550 5.1.1 no>");
}

static void
test_endless (void)
{
  g_autoptr (AtenaSmtpParser) line = atena_smtp_parser_new ();
  g_autoptr (AtenaSmtpParser) lines = atena_smtp_parser_new ();
  g_auto (AtenaSmtpReply) reply = { 0 };
  AtenaSmtpParse parse = ATENA_SMTP_PARSE_MORE;
  guint pushed;

  for (pushed = 0; parse == ATENA_SMTP_PARSE_MORE && pushed < 1000; pushed++)
    {
      atena_smtp_parser_push (line, "250 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 44);
      parse = atena_smtp_parser_next (line, &reply);
    }
  g_assert_cmpint (parse, ==, ATENA_SMTP_PARSE_MALFORMED);

  parse = ATENA_SMTP_PARSE_MORE;
  for (pushed = 0; parse == ATENA_SMTP_PARSE_MORE && pushed < 100000; pushed++)
    {
      atena_smtp_parser_push (lines, "250-and so on\r\n", 15);
      parse = atena_smtp_parser_next (lines, &reply);
    }
  g_assert_cmpint (parse, ==, ATENA_SMTP_PARSE_MALFORMED);
}

static void
test_nul (void)
{
  g_autoptr (AtenaSmtpParser) parser = atena_smtp_parser_new ();
  g_auto (AtenaSmtpReply) reply = { 0 };

  atena_smtp_parser_push (parser, "550 a\0b\r\n", 9);
  g_assert_cmpint (atena_smtp_parser_next (parser, &reply), ==, ATENA_SMTP_PARSE_REPLY);
  g_assert_cmpstr (reply.text, ==,
                   "a\xef\xbf\xbd"
                   "b");
}

typedef struct
{
  AtenaSmtpPhase phase;
  guint code;
  const char *enhanced;
  const char *text;
  AtenaOutcomeKind kind;
  gboolean hold;
} JudgeCase;

#define MAIL     ATENA_SMTP_PHASE_MAIL
#define RCPT     ATENA_SMTP_PHASE_RCPT
#define DATA     ATENA_SMTP_PHASE_DATA
#define DOT      ATENA_SMTP_PHASE_DOT
#define SENT     ATENA_OUTCOME_SENT
#define DEFERRED ATENA_OUTCOME_DEFERRED
#define REJECTED ATENA_OUTCOME_REJECTED
#define RETURNED ATENA_OUTCOME_RETURNED

static const JudgeCase judge_cases[] = {
  { DOT, 250, "2.0.0", "Ok", SENT, FALSE },
  { DOT, 250, "", "queued, too many to count", SENT, FALSE },
  { MAIL, 451, "4.3.0", "Later", RETURNED, TRUE },
  { MAIL, 550, "5.7.1", "Sender refused", RETURNED, TRUE },
  { MAIL, 552, "", "Too big", REJECTED, FALSE },
  { MAIL, 552, "5.3.4", "Message size exceeds fixed limit", REJECTED, FALSE },
  { MAIL, 552, "5.3.4", "Message size limit exceeded", REJECTED, FALSE },
  { MAIL, 552, "5.2.3", "Your message exceeded Google's limits", REJECTED, FALSE },
  { MAIL, 552, "", "size limit exceeded", REJECTED, FALSE },
  { MAIL, 552, "", "Hourly limit exceeded", RETURNED, TRUE },
  { MAIL, 552, "5.7.0", "Not from you", RETURNED, TRUE },
  { MAIL, 421, "", "Closing", RETURNED, FALSE },
  { RCPT, 550, "5.1.1", "User unknown", REJECTED, FALSE },
  { RCPT, 554, "5.7.1", "Relay access denied", REJECTED, FALSE },
  { RCPT, 450, "4.2.0", "Greylisted, try again later", DEFERRED, FALSE },
  { RCPT, 452, "4.2.2", "Mailbox full: quota limit exceeded", DEFERRED, FALSE },
  { RCPT, 550, "5.2.2", "Over quota, limit exceeded", REJECTED, FALSE },
  { RCPT, 450, "4.7.1", "Error: too much mail from 192.0.2.1", RETURNED, TRUE },
  { RCPT, 452, "4.5.3", "Too many recipients", RETURNED, TRUE },
  { RCPT, 550, "", "Hourly Rate Limit reached", RETURNED, TRUE },
  { RCPT, 530, "5.7.0", "Authentication required", RETURNED, TRUE },
  { RCPT, 550, "5.7.30", "Basic authentication is not supported", RETURNED, TRUE },
  { RCPT, 421, "4.7.0", "Try again later, closing connection", RETURNED, FALSE },
  { DATA, 451, "4.3.0", "Later", DEFERRED, FALSE },
  { DATA, 554, "5.5.1", "No valid recipients", REJECTED, FALSE },
  { DOT, 451, "4.3.0", "Later", DEFERRED, FALSE },
  { DOT, 554, "5.6.0", "Spam", REJECTED, FALSE },
  { DOT, 550, "5.4.5", "Daily user sending limit exceeded", RETURNED, TRUE },
  { DOT, 552, "", "Message size limit exceeded", REJECTED, FALSE },
  { DOT, 554, "5.7.1", "Message too large, limit exceeded", REJECTED, FALSE },
  { DOT, 452, "4.3.1", "Rate limit exceeded for this message size", RETURNED, TRUE },
  { DOT, 421, "4.3.2", "Shutting down", DEFERRED, FALSE },
  { DOT, 421, "4.7.28", "Unusual rate of mail", RETURNED, TRUE },
};

static void
test_judge (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (judge_cases); i++)
    {
      const JudgeCase *c = &judge_cases[i];
      AtenaSmtpReply reply = { .code = c->code,
                               .enhanced = (char *) c->enhanced,
                               .text = (char *) c->text };
      g_autoptr (AtenaOutcome) outcome = atena_smtp_reply_judge (&reply, c->phase);

      g_test_message ("%u %s %s", c->code, c->enhanced, c->text);
      g_assert_cmpint (outcome->kind, ==, c->kind);
      g_assert_cmpint (outcome->hold, ==, c->hold);
      g_assert_cmpuint (outcome->code, ==, c->code);
      g_assert_cmpstr (outcome->enhanced, ==, c->enhanced);
      g_assert_nonnull (strstr (outcome->reply, c->text));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/smtp-reply/parses-and-refuses", test_parse);
  g_test_add_func ("/smtp-reply/comes-octet-by-octet", test_octet_by_octet);
  g_test_add_func ("/smtp-reply/never-grows-without-end", test_endless);
  g_test_add_func ("/smtp-reply/shows-nul-as-what-it-is-not", test_nul);
  g_test_add_func ("/smtp-reply/means-something-for-the-letter", test_judge);

  return g_test_run ();
}
