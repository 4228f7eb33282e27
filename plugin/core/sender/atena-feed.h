// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

#include "atena-outcome.h"

/* What a sender offers to a transport: letters to claim and a place to say what became of them. All
 * calls come from the thread that runs the transport. */
typedef struct _AtenaFeed AtenaFeed;

/* One letter claimed; valid until settled. */
typedef struct _AtenaClaim AtenaClaim;

typedef enum
{
  ATENA_FEED_READY, /* a letter may be claimed now */
  ATENA_FEED_WAIT,  /* not before some time has passed */
  ATENA_FEED_DONE,  /* no more letters, at least until one that is under way is returned */
} AtenaFeedState;

typedef enum
{
  ATENA_MARK_PENDING, /* not on the disk yet; the wake-up function will be called */
  ATENA_MARK_DURABLE, /* on the disk: the body may go */
  ATENA_MARK_FAILED,  /* cannot be written: the body must not go */
} AtenaMark;

/**
 * atena_feed_poll:
 * @ret_wait: (out): with ATENA_FEED_WAIT, in how many microseconds to ask again
 */
AtenaFeedState
atena_feed_poll (AtenaFeed *self, gint64 *ret_wait);

/* How many letters could be claimed, pace aside: more connections than that are of no use. */
guint64
atena_feed_get_unclaimed (AtenaFeed *self);

/**
 * atena_feed_claim:
 *
 * Takes the next letter and queues its mark for the ledger; only while atena_feed_poll() says
 * ready. MAIL, RCPT and DATA may go at once, the body only when atena_feed_check() says durable.
 */
AtenaClaim *
atena_feed_claim (AtenaFeed *self);

AtenaMark
atena_feed_check (AtenaFeed *self, AtenaClaim *claim);

/* Says what became of @claim and frees it; takes @outcome. */
void
atena_feed_settle (AtenaFeed *self, AtenaClaim *claim, AtenaOutcome *outcome);

/* @wake is called from another thread when atena_feed_check() may have news; NULL for none. */
void
atena_feed_set_wake (AtenaFeed *self, void (*wake) (gpointer data), gpointer data);

/* Envelope addresses (RFC 5321 4.1.2 Mailbox, without angle brackets; the recipient may be one of
 * RFC 6531 3.3) and the message, CRLF. */
const char *
atena_claim_get_sender (const AtenaClaim *self);
const char *
atena_claim_get_recipient (const AtenaClaim *self);
GBytes *
atena_claim_get_message (const AtenaClaim *self);
