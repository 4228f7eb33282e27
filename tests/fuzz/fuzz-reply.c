// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "atena-smtp-reply.h"
#include "atena-text.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_reply (const AtenaSmtpReply *reply)
{
  g_autofree char *words = atena_smtp_reply_dup_words (reply);

  g_assert_cmpuint (reply->code, >=, 100);
  g_assert_cmpuint (reply->code, <, 600);
  g_assert_true (g_utf8_validate (words, -1, NULL));
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (atena_text_is_control (g_utf8_get_char (p)));

  for (AtenaSmtpPhase phase = ATENA_SMTP_PHASE_MAIL; phase <= ATENA_SMTP_PHASE_DOT; phase++)
    {
      g_autoptr (AtenaOutcome) outcome = atena_smtp_reply_judge (reply, phase);

      g_assert_true (!outcome->hold || outcome->kind == ATENA_OUTCOME_RETURNED);
    }
}

/* Whatever comes, in whatever pieces, is cut into clean replies or refused; the first octet says
 * how large the pieces are. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (AtenaSmtpParser) parser = atena_smtp_parser_new ();
  size_t piece = size > 0 ? 1u + data[0] : 1u;
  AtenaSmtpParse parse = ATENA_SMTP_PARSE_MORE;

  for (size_t done = 1; done < size && parse != ATENA_SMTP_PARSE_MALFORMED; done += piece)
    {
      atena_smtp_parser_push (parser, (const char *) data + done, MIN (piece, size - done));
      do
        {
          g_auto (AtenaSmtpReply) reply = { 0 };

          parse = atena_smtp_parser_next (parser, &reply);
          if (parse == ATENA_SMTP_PARSE_REPLY)
            check_reply (&reply);
        }
      while (parse == ATENA_SMTP_PARSE_REPLY);
    }

  return 0;
}
