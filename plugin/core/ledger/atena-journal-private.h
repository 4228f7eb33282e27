// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-feed.h"
#include "atena-ledger.h"

/* A thread that writes marks and outcomes into a ledger, many in one commit. */
typedef struct _AtenaJournal AtenaJournal;

AtenaJournal *
atena_journal_start (AtenaLedger *ledger, GError **error);

/* @wake is called from the thread after each commit, and when one fails; it must not call back into
 * the journal. Once this returns, the function set before is not running and never will. NULL for
 * none. */
void
atena_journal_set_wake (AtenaJournal *self, void (*wake) (gpointer data), gpointer data);

/**
 * atena_journal_mark:
 * @row: id of the row
 * @attempt: number of the attempt that begins, from 1
 * @date: the letter's date, seconds since 1970
 * @now: microseconds since 1970
 *
 * Returns: a ticket for atena_journal_check()
 */
guint64
atena_journal_mark (AtenaJournal *self, gint64 row, guint attempt, gint64 date, gint64 now);

/* Queues what became of an attempt. It is written with the next mark, or a moment later without
 * one. Takes @outcome. */
void
atena_journal_settle (
  AtenaJournal *self, gint64 row, guint attempt, AtenaOutcome *outcome, gint64 now);

AtenaMark
atena_journal_check (AtenaJournal *self, guint64 ticket);

/**
 * atena_journal_stop:
 * @error: ATENA_ERROR_LEDGER when a commit failed at any time, even if one more try, here, got its
 * entries written; if it did not, rows whose marks are written stay claimed, and are uncertain to
 * the next sender
 *
 * Writes what is queued, ends the thread and frees @self.
 */
gboolean
atena_journal_stop (AtenaJournal *self, GError **error);
