// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Puts a server's answer into words for a person who does not read SMTP; what becomes of the letter
// is the transport's business, and here a wrong guess is worse than none.

#include <glib/gi18n-lib.h>
#include <string.h>

#include "atena-outcome.h"

typedef enum
{
  MEANING_UNKNOWN,
  MEANING_PACE,
  MEANING_NOT_FOUND,
  MEANING_REFUSED,
  MEANING_FULL,
  MEANING_SIZE,
  MEANING_PASSWORD,
  MEANING_OAUTH,
} Meaning;

typedef struct
{
  const char *status;
  Meaning meaning;
} Status;

/* RFC 3463 and 4954, and what Gmail (5.4.5, x.7.28, 5.7.9, 5.7.14) and Exchange Online (5.1.10,
 * 5.1.90, 5.7.30, 5.7.57, 5.7.60) mean by theirs. The unknown ones are about neither the person
 * written to nor their server. */
static const Status statuses[] = {
  { "5.1.1", MEANING_NOT_FOUND },  { "5.1.2", MEANING_NOT_FOUND }, { "5.1.3", MEANING_NOT_FOUND },
  { "5.1.10", MEANING_NOT_FOUND }, { "4.2.2", MEANING_FULL },      { "5.2.2", MEANING_FULL },
  { "5.2.3", MEANING_SIZE },       { "5.3.4", MEANING_SIZE },      { "5.1.90", MEANING_PACE },
  { "5.4.5", MEANING_PACE },       { "4.7.28", MEANING_PACE },     { "5.7.28", MEANING_PACE },
  { "5.7.8", MEANING_PASSWORD },   { "5.7.9", MEANING_PASSWORD },  { "5.7.14", MEANING_PASSWORD },
  { "5.7.30", MEANING_OAUTH },     { "5.7.57", MEANING_UNKNOWN },  { "5.7.60", MEANING_UNKNOWN },
};

typedef struct
{
  guint code;
  const char *words; /* in lower case, "" for any */
  Meaning meaning;
} Rule;

/* 552 is used for a full mailbox (RFC 5321 4.2.3) and for a long message (RFC 1870 6.1). */
static const Rule certain_rules[] = {
  { 534, "", MEANING_PASSWORD },         { 535, "basic auth", MEANING_OAUTH },
  { 535, "disabled", MEANING_UNKNOWN },  { 535, "", MEANING_PASSWORD },
  { 530, "", MEANING_UNKNOWN },          { 538, "", MEANING_UNKNOWN },
  { 452, "mailbox full", MEANING_FULL }, { 452, "mailbox is full", MEANING_FULL },
  { 452, "over quota", MEANING_FULL },   { 552, "size", MEANING_SIZE },
  { 552, "too large", MEANING_SIZE },    { 552, "too big", MEANING_SIZE },
  { 552, "quota", MEANING_FULL },        { 552, "full", MEANING_FULL },
  { 552, "storage", MEANING_FULL },
};

/* Where the code alone says little; the first that fits. */
static const Rule likely_rules[] = {
  { 550, "sender", MEANING_UNKNOWN },
  { 553, "sender", MEANING_UNKNOWN },
  { 550, "no such", MEANING_NOT_FOUND },
  { 550, "user unknown", MEANING_NOT_FOUND },
  { 550, "unknown user", MEANING_NOT_FOUND },
  { 550, "does not exist", MEANING_NOT_FOUND },
  { 550, "not found", MEANING_NOT_FOUND },
  { 550, "unknown recipient", MEANING_NOT_FOUND },
  { 550, "invalid recipient", MEANING_NOT_FOUND },
  { 550, "mailbox unavailable", MEANING_NOT_FOUND },
  { 550, "spam", MEANING_REFUSED },
  { 550, "blocked", MEANING_REFUSED },
  { 550, "policy", MEANING_REFUSED },
  { 554, "spam", MEANING_REFUSED },
  { 554, "blocked", MEANING_REFUSED },
  { 554, "policy", MEANING_REFUSED },
  { 553, "", MEANING_NOT_FOUND },
};

static gboolean
find_rule (const Rule *rules, gsize n_rules, guint code, const char *text, Meaning *ret_meaning)
{
  for (gsize i = 0; i < n_rules; i++)
    if (rules[i].code == code && strstr (text, rules[i].words) != NULL)
      {
        *ret_meaning = rules[i].meaning;
        return TRUE;
      }

  return FALSE;
}

static gboolean
find_status (const char *enhanced, Meaning *ret_meaning)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_str_equal (statuses[i].status, enhanced))
      {
        *ret_meaning = statuses[i].meaning;
        return TRUE;
      }

  return FALSE;
}

/* No code is reserved for "you send too fast". That somebody receives too much is another thing. */
static gboolean
is_about_pace (const char *text)
{
  static const char *const words[] = {
    "too many messages", "too many recipients", "too many mails", "too many emails",
    "too much mail",     "rate limit",          "ratelimit",      "rate-limit",
    "limit exceeded",    "limit reached",       "exceeded limit", "exceeded the limit",
    "sending limit",     "daily limit",         "hourly limit",   "sending rate",
    "unusual rate",      "exceeded the rate",   "throttl",        "too fast",
    "too quickly",
  };

  if (strstr (text, "receiving") != NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

static Meaning
find_meaning (guint code, const char *enhanced, const char *text)
{
  Meaning meaning = MEANING_UNKNOWN;

  if (code / 100 != 4 && code / 100 != 5)
    return MEANING_UNKNOWN;
  if (find_status (enhanced, &meaning) ||
      find_rule (certain_rules, G_N_ELEMENTS (certain_rules), code, text, &meaning))
    return meaning;
  if (is_about_pace (text))
    return MEANING_PACE;

  /* An own server that does not relay refuses, too, and some say 5.1.0 of the one who writes. */
  if (g_str_has_prefix (enhanced, "5.7."))
    return strstr (text, "relay") == NULL ? MEANING_REFUSED : MEANING_UNKNOWN;
  if (g_str_equal (enhanced, "5.1.0"))
    return strstr (text, "sender") == NULL ? MEANING_NOT_FOUND : MEANING_UNKNOWN;

  find_rule (likely_rules, G_N_ELEMENTS (likely_rules), code, text, &meaning);
  return meaning;
}

static const char *
describe (Meaning meaning)
{
  switch (meaning)
    {
    case MEANING_UNKNOWN:
      return "";
    case MEANING_PACE:
      return _ ("No more messages can be sent for now: the limit has been reached");
    case MEANING_NOT_FOUND:
      return _ ("This email address was not found");
    case MEANING_REFUSED:
      return _ ("The other server refused to accept the message");
    case MEANING_FULL:
      return _ ("The other person’s mailbox is full");
    case MEANING_SIZE:
      return _ ("The message is too large");
    case MEANING_PASSWORD:
      return _ ("The password or another detail for signing in is not correct");
    case MEANING_OAUTH:
      return _ ("This account can only be used with OAuth");
    }
  g_assert_not_reached ();
}

char *
atena_reply_explain (guint code, const char *enhanced, const char *reply)
{
  g_autofree char *text = g_ascii_strdown (reply, -1);

  return g_strdup (describe (find_meaning (code, enhanced, text)));
}
