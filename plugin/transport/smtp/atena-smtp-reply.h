// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

#include "atena-outcome.h"

/* One complete reply (RFC 5321 4.2). */
typedef struct
{
  guint code;
  char *enhanced; /* RFC 2034, such as "5.1.1", or "" */
  char *text; /* its lines without codes, apart by LF; valid UTF-8, no other control characters */
} AtenaSmtpReply;

void
atena_smtp_reply_clear (AtenaSmtpReply *self);

/* Code, enhanced code and text as the server said it, on one line. Owned by the caller. */
char *
atena_smtp_reply_dup_words (const AtenaSmtpReply *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtenaSmtpReply, atena_smtp_reply_clear)

typedef enum
{
  ATENA_SMTP_PARSE_MORE, /* no complete reply yet */
  ATENA_SMTP_PARSE_REPLY,
  ATENA_SMTP_PARSE_MALFORMED, /* not SMTP: no code, codes that differ, a line or a reply without end
                               */
} AtenaSmtpParse;

/* Cuts what a server sends into replies. */
typedef struct _AtenaSmtpParser AtenaSmtpParser;

AtenaSmtpParser *
atena_smtp_parser_new (void);
void
atena_smtp_parser_free (AtenaSmtpParser *self);
void
atena_smtp_parser_push (AtenaSmtpParser *self, const char *data, gsize length);

/* @ret_reply: (out): set on ATENA_SMTP_PARSE_REPLY, the caller clears it. After a malformed reply
 * no other follows. */
AtenaSmtpParse
atena_smtp_parser_next (AtenaSmtpParser *self, AtenaSmtpReply *ret_reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaSmtpParser, atena_smtp_parser_free)

/* What a reply answers. */
typedef enum
{
  ATENA_SMTP_PHASE_MAIL,
  ATENA_SMTP_PHASE_RCPT,
  ATENA_SMTP_PHASE_DATA,
  ATENA_SMTP_PHASE_DOT,
} AtenaSmtpPhase;

/**
 * atena_smtp_reply_judge:
 *
 * What a reply that ends a transaction means for the letter: 2yz after the dot, and 4yz or 5yz
 * anywhere. Answers that concern the sender or the pace and not this recipient hold the campaign.
 */
AtenaOutcome *
atena_smtp_reply_judge (const AtenaSmtpReply *self, AtenaSmtpPhase phase);
