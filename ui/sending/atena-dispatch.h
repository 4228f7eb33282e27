// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-host.h"
#include "atena-sender.h"
#include "atena-summary.h"

#define ATENA_TYPE_DISPATCH (atena_dispatch_get_type ())
G_DECLARE_FINAL_TYPE (AtenaDispatch, atena_dispatch, ATENA, DISPATCH, GObject)

typedef enum
{
  ATENA_DISPATCH_COUNTDOWN,  /* nothing has been sent; the first letter goes in a few seconds */
  ATENA_DISPATCH_CONNECTING, /* signing in, perhaps asking for a password */
  ATENA_DISPATCH_SENDING,
  ATENA_DISPATCH_WAITING,    /* there is no network; goes on by itself when there is */
  ATENA_DISPATCH_STOPPING,   /* asked to pause or stop; finishes the letter under way */
  ATENA_DISPATCH_PAUSED,     /* by the person, or because of atena_dispatch_get_error(), or since
                              * an earlier process */
  ATENA_DISPATCH_CHECKPOINT, /* an account's first campaign asks whether to go on */
  ATENA_DISPATCH_COPYING,    /* letters are done, copies are being stored */
  ATENA_DISPATCH_STOPPED,    /* for good, by the person */
  ATENA_DISPATCH_FINISHED,
} AtenaDispatchState;

/* After so many letters an account's first campaign stops and asks. */
#define ATENA_DISPATCH_CHECKPOINT_LETTERS 50

/* A campaign on its way, in threads of its own; lives on without any window until it is done. All
 * functions and the signal "changed" belong to the main thread. */

/* @campaign: number of a campaign in state ready or paused in the ledger at @ledger.
 * @countdown: in seconds. */
AtenaDispatch *
atena_dispatch_new (AtenaHost *host, const char *ledger, gint64 campaign, guint countdown);

/* For a campaign that an earlier process left: paused, and waits for atena_dispatch_resume() or
 * stop(); never begins by itself. While another process sends it there is an error,
 * ATENA_ERROR_BUSY, until atena_dispatch_look() finds that it does not any more. */
AtenaDispatch *
atena_dispatch_new_paused (AtenaHost *host, const char *ledger, gint64 campaign);

/* Begins, with the countdown, and holds a reference to itself until it is paused or done. */
void
atena_dispatch_start (AtenaDispatch *self);

/* Before the next letter. */
void
atena_dispatch_pause (AtenaDispatch *self);

/* After a pause, a checkpoint or an error; without a countdown. Tries at once when there seems to
 * be no network. */
void
atena_dispatch_resume (AtenaDispatch *self);

/* Sends what a person decided to send again, also when it had ended. */
void
atena_dispatch_resend (AtenaDispatch *self);

/* Reads from the ledger how things stand, for when somebody else may have changed it; while nothing
 * is being sent. */
void
atena_dispatch_look (AtenaDispatch *self);

/* Before the next letter, for good; during the countdown nothing is sent at all. */
void
atena_dispatch_stop (AtenaDispatch *self);

AtenaDispatchState
atena_dispatch_get_state (AtenaDispatch *self);
/* Whether it does anything by itself: neither paused nor done. */
gboolean
atena_dispatch_is_under_way (AtenaDispatch *self);
const AtenaProgress *
atena_dispatch_get_progress (AtenaDispatch *self);
/* What the ledger said about the campaign when it was last read as a whole, or NULL. */
const AtenaSummary *
atena_dispatch_get_summary (AtenaDispatch *self);
/* Whether an earlier process left it and nobody has decided about it here. */
gboolean
atena_dispatch_is_left_over (AtenaDispatch *self);
/* Letters a minute over the last while, 0 when unknown. */
double
atena_dispatch_get_speed (AtenaDispatch *self);
/* Seconds until the first letter. */
guint
atena_dispatch_get_countdown (AtenaDispatch *self);
/* Why it is paused, or NULL. */
const GError *
atena_dispatch_get_error (AtenaDispatch *self);
const char *
atena_dispatch_get_ledger (AtenaDispatch *self);
gint64
atena_dispatch_get_campaign (AtenaDispatch *self);
