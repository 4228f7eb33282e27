// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Reads SMTP replies and says what they mean for a letter; pure, without a connection.

#include "atena-smtp-reply.h"

#include <string.h>

#include "atena-text.h"

/* RFC 5321 4.5.3.1.5 allows 512 octets a line; servers are seen to send more. */
#define MAX_LINE  4096
#define MAX_REPLY (64 * 1024)

struct _AtenaSmtpParser
{
  GString *input;
  GString *text; /* of the reply so far */
  guint code;    /* of the reply so far, 0 before its first line */
  gsize size;    /* octets of the reply so far */
  gboolean malformed;
};

void
atena_smtp_reply_clear (AtenaSmtpReply *self)
{
  g_clear_pointer (&self->enhanced, g_free);
  g_clear_pointer (&self->text, g_free);
}

char *
atena_smtp_reply_dup_words (const AtenaSmtpReply *self)
{
  const char *space = *self->enhanced != '\0' ? " " : "";
  g_autofree char *words =
    g_strdup_printf ("%u %s%s%s", self->code, self->enhanced, space, self->text);

  return g_strstrip (g_strdelimit (g_steal_pointer (&words), "\n", ' '));
}

AtenaSmtpParser *
atena_smtp_parser_new (void)
{
  AtenaSmtpParser *self = g_new0 (AtenaSmtpParser, 1);

  self->input = g_string_new (NULL);
  self->text = g_string_new (NULL);
  return self;
}

void
atena_smtp_parser_free (AtenaSmtpParser *self)
{
  g_string_free (self->input, TRUE);
  g_string_free (self->text, TRUE);
  g_free (self);
}

void
atena_smtp_parser_push (AtenaSmtpParser *self, const char *data, gsize length)
{
  g_string_append_len (self->input, data, (gssize) length);
}

/* Length of the RFC 3463 code that @text begins with, whose class is @class; 0 without one. */
static gsize
measure_enhanced (const char *text, char class)
{
  gsize length = 1;

  if (text[0] != class || strchr ("245", class) == NULL)
    return 0;

  for (guint part = 0; part < 2; part++)
    {
      gsize digits = 0;

      if (text[length++] != '.')
        return 0;
      while (g_ascii_isdigit (text[length + digits]))
        digits++;
      if (digits < 1 || digits > 3)
        return 0;
      length += digits;
    }

  return text[length] == ' ' || text[length] == '\n' || text[length] == '\0' ? length : 0;
}

static char *
clean_line (const char *line, gsize length)
{
  g_autofree char *text = g_utf8_make_valid (line, (gssize) length);

  return g_strstrip (atena_text_fold_line (text));
}

/* Every line may repeat the enhanced code (RFC 2034 4). */
static void
append_line (AtenaSmtpParser *self, const char *line, gsize length)
{
  g_autofree char *clean = clean_line (line, length);
  const char *text = clean;
  gsize known = self->text->len > 0 ? measure_enhanced (self->text->str, self->text->str[0]) : 0;

  if (known > 0 && strncmp (text, self->text->str, known) == 0 &&
      measure_enhanced (text, text[0]) == known)
    text += known + (text[known] == ' ');
  if (self->text->len > 0)
    g_string_append_c (self->text, '\n');
  g_string_append (self->text, text);
}

/* FALSE when the line is no part of the reply that has begun. */
static gboolean
take_line (AtenaSmtpParser *self, const char *line, gsize length, gboolean *ret_last)
{
  guint code;

  if (length < 3 || line[0] < '1' || line[0] > '5' || !g_ascii_isdigit (line[1]) ||
      !g_ascii_isdigit (line[2]) || (length > 3 && line[3] != ' ' && line[3] != '-'))
    return FALSE;

  code = (guint) (line[0] - '0') * 100 + (guint) (line[1] - '0') * 10 + (guint) (line[2] - '0');
  if (self->code != 0 && self->code != code)
    return FALSE;

  self->code = code;
  append_line (self, line + MIN (length, 4), length - MIN (length, 4));
  *ret_last = length == 3 || line[3] == ' ';
  return TRUE;
}

static void
finish_reply (AtenaSmtpParser *self, AtenaSmtpReply *ret_reply)
{
  gsize known = measure_enhanced (self->text->str, (char) ('0' + self->code / 100));

  ret_reply->code = self->code;
  ret_reply->enhanced = g_strndup (self->text->str, known);
  ret_reply->text = g_strdup (self->text->str + known + (self->text->str[known] == ' '));
  if (known == 0)
    {
      g_free (ret_reply->text);
      ret_reply->text = g_strdup (self->text->str);
    }

  self->code = 0;
  self->size = 0;
  g_string_truncate (self->text, 0);
}

AtenaSmtpParse
atena_smtp_parser_next (AtenaSmtpParser *self, AtenaSmtpReply *ret_reply)
{
  gboolean last = FALSE;

  while (!self->malformed && !last)
    {
      const char *end = memchr (self->input->str, '\n', self->input->len);
      gsize length = end != NULL ? (gsize) (end - self->input->str) : self->input->len;

      self->malformed = length > MAX_LINE || self->size + length > MAX_REPLY;
      if (end == NULL || self->malformed)
        break;

      self->size += length + 1;
      if (length > 0 && self->input->str[length - 1] == '\r')
        length--;
      self->malformed = !take_line (self, self->input->str, length, &last);
      g_string_erase (self->input, 0, end - self->input->str + 1);
    }

  if (self->malformed)
    return ATENA_SMTP_PARSE_MALFORMED;
  if (!last)
    return ATENA_SMTP_PARSE_MORE;

  finish_reply (self, ret_reply);
  return ATENA_SMTP_PARSE_REPLY;
}

static gboolean
is_one_of (const char *text, const char *const *words)
{
  return g_strv_contains (words, text);
}

/* RFC 4954 6, and what Gmail (5.4.5, x.7.28) and Exchange Online (5.1.90, 5.2.252, 5.7.30, 5.7.60)
 * say of the one who sends. */
static gboolean
concerns_account (const AtenaSmtpReply *self)
{
  static const char *const statuses[] = {
    "5.1.90", "5.2.252", "5.4.5",  "4.7.8",  "5.7.8",  "5.7.9",  "5.7.11",
    "4.7.12", "5.7.14",  "4.7.28", "5.7.28", "5.7.30", "5.7.60", NULL,
  };

  return self->code == 454 || self->code == 530 || self->code == 534 || self->code == 535 ||
         self->code == 538 || is_one_of (self->enhanced, statuses);
}

static gboolean
has_words (const AtenaSmtpReply *self, const char *const *words, gsize n_words)
{
  g_autofree char *text = g_ascii_strdown (self->text, -1);

  for (gsize i = 0; i < n_words; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* No code is reserved for "you send too fast", so the words have to be read as well. What is said
 * of the recipient's own mailbox (x.2.z) is not meant for the sender. */
static gboolean
names_pace (const AtenaSmtpReply *self)
{
  static const char *const words[] = {
    "too many",      "too much mail",     "rate limit",    "ratelimit",
    "rate-limit",    "limit exceeded",    "limit reached", "exceeded limit",
    "sending limit", "exceeded the rate", "sending rate",  "throttl",
  };
  gboolean of_mailbox = strlen (self->enhanced) > 2 && g_str_has_prefix (self->enhanced + 1, ".2.");

  return !of_mailbox && has_words (self, words, G_N_ELEMENTS (words));
}

/* The size of this one letter, although it is told at MAIL already (RFC 1870 6.1). Gmail
 * says 5.2.3, and "limit exceeded" of a size is no pace. */
static gboolean
concerns_size (const AtenaSmtpReply *self)
{
  static const char *const words[] = { "message size", "size limit", "too large", "too big" };
  gboolean final = self->code / 100 == 5;

  return g_str_has_suffix (self->enhanced, ".3.4") || g_str_has_suffix (self->enhanced, ".2.3") ||
         (final && has_words (self, words, G_N_ELEMENTS (words))) ||
         (self->code == 552 && *self->enhanced == '\0' && !names_pace (self));
}

static AtenaOutcomeKind
judge_kind (const AtenaSmtpReply *self, AtenaSmtpPhase phase, gboolean *ret_hold)
{
  if (self->code / 100 == 2)
    return ATENA_OUTCOME_SENT;

  /* 421 closes the connection; before the dot that says nothing of the letter. */
  *ret_hold = concerns_account (self) || (names_pace (self) && !concerns_size (self));
  if (*ret_hold || (self->code == 421 && phase != ATENA_SMTP_PHASE_DOT))
    return ATENA_OUTCOME_RETURNED;

  if (phase == ATENA_SMTP_PHASE_MAIL)
    {
      *ret_hold = !concerns_size (self);
      return *ret_hold ? ATENA_OUTCOME_RETURNED : ATENA_OUTCOME_REJECTED;
    }

  return self->code / 100 == 4 ? ATENA_OUTCOME_DEFERRED : ATENA_OUTCOME_REJECTED;
}

AtenaOutcome *
atena_smtp_reply_judge (const AtenaSmtpReply *self, AtenaSmtpPhase phase)
{
  g_autofree char *words = atena_smtp_reply_dup_words (self);
  gboolean hold = FALSE;
  AtenaOutcomeKind kind = judge_kind (self, phase, &hold);
  AtenaOutcome *outcome = atena_outcome_new (kind, self->code, self->enhanced, words);

  outcome->hold = hold;
  return outcome;
}
