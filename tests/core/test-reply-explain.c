// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-outcome.h"

#define PACE      "No more messages can be sent for now: the limit has been reached"
#define NOT_FOUND "This email address was not found"
#define REFUSED   "The other server refused to accept the message"
#define FULL      "The other person’s mailbox is full"
#define SIZE      "The message is too large"
#define PASSWORD  "The password or another detail for signing in is not correct"
#define OAUTH     "This account can only be used with OAuth"

typedef struct
{
  guint code;
  const char *enhanced;
  const char *reply;
  const char *words;
} Case;

/* Answers as servers give them. */
static const Case status_cases[] = {
  { 550, "5.1.1", "<a@x.jp>: Recipient address rejected: User unknown in virtual mailbox table",
    NOT_FOUND },
  { 550, "5.1.0", "Address rejected", NOT_FOUND },
  { 550, "5.1.0", "<shop@x.jp> Sender rejected", "" },
  { 550, "5.1.2", "Host unknown (Name server: x.jp: host not found)", NOT_FOUND },
  { 501, "5.1.3", "Bad recipient address syntax", NOT_FOUND },
  { 550, "5.1.10", "RESOLVER.ADR.RecipientNotFound", NOT_FOUND },
  { 553, "5.1.8", "Sender address rejected: Domain not found", "" },
  { 552, "5.2.2", "The email account that you tried to reach is over quota", FULL },
  { 452, "4.2.2", "Mailbox full, limit exceeded", FULL },
  { 552, "5.3.4", "Message size exceeds fixed limit", SIZE },
  { 552, "5.2.3", "Message size limit exceeded", SIZE },
  { 550, "5.4.5", "Daily user sending quota exceeded", PACE },
  { 550, "5.1.90", "Your message can't be sent because you've reached your daily limit", PACE },
  { 450, "4.7.28", "Gmail has detected an unusual rate of email", PACE },
  { 550, "5.7.28", "Our system has detected an unusual rate of mail", PACE },
  { 535, "5.7.8", "Username and Password not accepted", PASSWORD },
  { 534, "5.7.9", "Application-specific password required", PASSWORD },
  { 534, "5.7.14", "Please log in via your web browser", PASSWORD },
  { 550, "5.7.30", "Basic authentication is not supported for Client Submission", OAUTH },
  { 535, "5.7.139", "Authentication unsuccessful, basic authentication is disabled", OAUTH },
  { 535, "5.7.139", "Authentication unsuccessful, SmtpClientAuthentication is disabled", "" },
  { 535, "5.7.3", "Authentication unsuccessful", PASSWORD },
  { 530, "5.7.0", "Must issue a STARTTLS command first", "" },
  { 538, "5.7.11", "Encryption required for requested authentication mechanism", "" },
  { 530, "5.7.57", "Client was not authenticated to send anonymous mail", "" },
  { 550, "5.7.60", "Client does not have permissions to send as this sender", "" },
  { 550, "5.7.1", "Message rejected as spam", REFUSED },
  { 550, "5.7.26", "This mail has been blocked because the sender is unauthenticated", REFUSED },
  { 550, "5.7.515", "Access denied, sending domain does not meet the requirements", REFUSED },
  { 554, "5.7.1", "<a@x.jp>: Relay access denied", "" },
  { 550, "5.7.1", "Sending limit exceeded", PACE },
  { 421, "4.7.0", "Our system has detected an unusual rate of unsolicited mail", PACE },
  { 421, "4.7.0", "Try again later", "" },
  { 452, "4.5.3", "Error: too many recipients", PACE },
  { 450, "4.2.1", "The user is receiving mail too quickly", "" },
  { 450, "4.2.1", "Rate limit for this account", PACE },
  { 450, "4.7.1", "Greylisted, please try again", "" },
  { 554, "5.4.6", "Too many hops", "" },
};

static const Case plain_cases[] = {
  { 550, "", "550 No such user here", NOT_FOUND },
  { 550, "", "550 Requested action not taken: mailbox unavailable", NOT_FOUND },
  { 550, "", "550 User unknown", NOT_FOUND },
  { 550, "", "550 Unknown user", NOT_FOUND },
  { 550, "", "550 The account does not exist", NOT_FOUND },
  { 550, "", "550 recipient not found", NOT_FOUND },
  { 550, "", "550 unknown recipient", NOT_FOUND },
  { 550, "", "550 Invalid recipient", NOT_FOUND },
  { 550, "", "550 Sender domain does not exist", "" },
  { 550, "", "550 This looks like SPAM", REFUSED },
  { 550, "", "550 Your address is blocked", REFUSED },
  { 550, "", "550 Rejected by local policy", REFUSED },
  { 550, "", "550 No", "" },
  { 554, "", "554 Looks like spam", REFUSED },
  { 554, "", "554 blocked", REFUSED },
  { 554, "", "554 against our policy", REFUSED },
  { 554, "", "554 Transaction failed", "" },
  { 552, "", "552 Message size limit exceeded", SIZE },
  { 552, "", "552 Message too large", SIZE },
  { 552, "", "552 Mail too big", SIZE },
  { 552, "", "552 Requested mail action aborted: exceeded storage allocation", FULL },
  { 552, "", "552 Over quota", FULL },
  { 552, "", "552 Mailbox full", FULL },
  { 552, "", "552 No", "" },
  { 452, "", "452 Mailbox full", FULL },
  { 452, "", "452 The mailbox is full", FULL },
  { 452, "", "452 User over quota", FULL },
  { 452, "", "452 Insufficient system storage", "" },
  { 553, "", "553 Mailbox name not allowed", NOT_FOUND },
  { 553, "", "553 Sender address rejected: not owned by user", "" },
  { 534, "", "534 no", PASSWORD },
  { 535, "", "535 Authentication failed", PASSWORD },
  { 421, "", "421 Too many messages", PACE },
  { 450, "", "450 You are sending too fast", PACE },
  { 451, "", "451 Sending limit reached", PACE },
  { 451, "", "451 Local error in processing", "" },
  { 250, "", "250 Rate limit is far away", "" },
  { 354, "", "354 too many messages", "" },
  { 0, "", "Connection lost, sending limit", "" },
};

static const char *const pace_words[] = {
  "Too many messages",  "Too many recipients", "Too many mails",    "Too many emails",
  "Too much mail",      "rate limit",          "ratelimit",         "rate-limit",
  "limit exceeded",     "limit reached",       "exceeded limit",    "exceeded the limit",
  "sending limit",      "daily limit",         "hourly limit",      "sending rate",
  "an unusual rate of", "exceeded the rate",   "Throttled for now", "too fast",
  "too quickly",
};

static void
check (const Case *reply)
{
  g_autofree char *words = atena_reply_explain (reply->code, reply->enhanced, reply->reply);

  g_test_message ("%u %s %s", reply->code, reply->enhanced, reply->reply);
  g_assert_cmpstr (words, ==, reply->words);
}

static void
test_status (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (status_cases); i++)
    check (&status_cases[i]);
}

static void
test_plain (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_cases); i++)
    check (&plain_cases[i]);
}

static void
test_pace (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pace_words); i++)
    check (&(Case){ 451, "4.3.2", pace_words[i], PACE });
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reply-explain/the-enhanced-code-comes-first", test_status);
  g_test_add_func ("/reply-explain/a-plain-code-needs-words", test_plain);
  g_test_add_func ("/reply-explain/knows-the-words-for-too-fast", test_pace);
  return g_test_run ();
}
