// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Gets marks and outcomes onto the disk while letters travel; what they mean, the sender knows.

#include "atena-journal-private.h"

#include <pthread.h>
#include <time.h>

#include "atena-ledger-private.h"

/* How long an outcome waits for a mark to ride with. */
#define OUTCOME_PATIENCE_NS (20 * 1000 * 1000)

typedef struct
{
  gint64 row;
  guint attempt;
  gint64 date;
  gint64 time;
  AtenaOutcome *outcome; /* NULL for a mark */
} Entry;

/* pthread and not GMutex, which ThreadSanitizer does not see through. */
struct _AtenaJournal
{
  sqlite3 *db;
  sqlite3_stmt *mark_row;
  sqlite3_stmt *mark_attempt;
  sqlite3_stmt *settle_row;
  sqlite3_stmt *settle_attempt;
  pthread_t thread;

  /* Used by the thread alone until it has ended. */
  GArray *batch;
  GError *failure;

  pthread_mutex_t mutex; /* guards what follows */
  pthread_cond_t news;
  GArray *queue;
  guint n_marks; /* in queue */
  guint64 queued;
  guint64 durable;
  gboolean failed;
  gboolean stopping;
  void (*wake) (gpointer data);
  gpointer wake_data;
};

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->outcome, atena_outcome_free);
}

static GArray *
entries_new (void)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  g_array_set_clear_func (entries, clear_entry);
  return entries;
}

static gboolean
write_mark (AtenaJournal *self, const Entry *entry, GError **error)
{
  sqlite3_bind_int64 (self->mark_row, 1, entry->row);
  sqlite3_bind_int (self->mark_row, 2, (int) entry->attempt);
  sqlite3_bind_int64 (self->mark_row, 3, entry->date);
  sqlite3_bind_int64 (self->mark_attempt, 1, entry->row);
  sqlite3_bind_int (self->mark_attempt, 2, (int) entry->attempt);
  sqlite3_bind_int64 (self->mark_attempt, 3, entry->time);

  return atena_sql_run (self->mark_row, error) && atena_sql_run (self->mark_attempt, error);
}

static gboolean
write_outcome (AtenaJournal *self, const Entry *entry, GError **error)
{
  const AtenaOutcome *outcome = entry->outcome;
  const char *kind = atena_outcome_kind_to_string (outcome->kind);

  sqlite3_bind_int64 (self->settle_row, 1, entry->row);
  atena_sql_bind_text (self->settle_row, 2, kind);
  sqlite3_bind_int64 (self->settle_attempt, 1, entry->row);
  sqlite3_bind_int (self->settle_attempt, 2, (int) entry->attempt);
  sqlite3_bind_int64 (self->settle_attempt, 3, entry->time);
  atena_sql_bind_text (self->settle_attempt, 4, kind);
  sqlite3_bind_int (self->settle_attempt, 5, (int) outcome->code);
  atena_sql_bind_text (self->settle_attempt, 6, outcome->enhanced);
  atena_sql_bind_text (self->settle_attempt, 7, outcome->reply);

  return atena_sql_run (self->settle_row, error) && atena_sql_run (self->settle_attempt, error);
}

static gboolean
write_entries (AtenaJournal *self, const GArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (!(entry->outcome != NULL ? write_outcome : write_mark) (self, entry, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
commit_entries (AtenaJournal *self, const GArray *entries, GError **error)
{
  if (entries->len == 0)
    return TRUE;

  if (atena_sql_exec (self->db, "BEGIN IMMEDIATE", error) && write_entries (self, entries, error) &&
      atena_sql_exec (self->db, "COMMIT", error))
    return TRUE;

  /* SQLite may have rolled back by itself when the disk was full. */
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static void
wait_for_marks (AtenaJournal *self)
{
  struct timespec deadline;

  clock_gettime (CLOCK_MONOTONIC, &deadline);
  deadline.tv_nsec += OUTCOME_PATIENCE_NS;
  deadline.tv_sec += deadline.tv_nsec / 1000000000;
  deadline.tv_nsec %= 1000000000;

  while (!self->stopping && self->n_marks == 0)
    if (pthread_cond_timedwait (&self->news, &self->mutex, &deadline) != 0)
      return;
}

/* Moves the queue into the batch. FALSE when the thread is to end. */
static gboolean
take_batch (AtenaJournal *self, guint64 *ret_queued)
{
  gboolean more;

  pthread_mutex_lock (&self->mutex);
  while (!self->stopping && self->queue->len == 0)
    pthread_cond_wait (&self->news, &self->mutex);
  wait_for_marks (self);

  more = self->queue->len > 0 && !self->failed;
  if (more)
    {
      GArray *empty = self->batch;

      self->batch = self->queue;
      self->queue = empty;
      self->n_marks = 0;
      *ret_queued = self->queued;
    }
  pthread_mutex_unlock (&self->mutex);

  return more;
}

static void
publish (AtenaJournal *self, guint64 durable, gboolean failed)
{
  pthread_mutex_lock (&self->mutex);
  if (failed)
    self->failed = TRUE;
  else
    self->durable = durable;
  if (self->wake != NULL)
    self->wake (self->wake_data);
  pthread_mutex_unlock (&self->mutex);
}

static void *
journal_thread (void *data)
{
  AtenaJournal *self = data;
  guint64 queued = 0;

  while (take_batch (self, &queued))
    {
      gboolean ok = commit_entries (self, self->batch, &self->failure);

      /* A batch that failed stays, for a last try when the journal stops. */
      if (ok)
        g_array_set_size (self->batch, 0);
      publish (self, queued, !ok);
      if (!ok)
        break;
    }

  return NULL;
}

static gboolean
prepare (AtenaJournal *self, GError **error)
{
  self->mark_row = atena_sql_prepare (
    self->db,
    "UPDATE row SET state = 'claimed', reason = '', attempts = ?2, date = ?3 WHERE id = ?1", error);
  if (self->mark_row == NULL)
    return FALSE;

  self->mark_attempt =
    atena_sql_prepare (self->db, "INSERT INTO attempt (row, number, started) VALUES (?1, ?2, ?3)",
                       error);
  if (self->mark_attempt == NULL)
    return FALSE;

  self->settle_row =
    atena_sql_prepare (self->db,
                       "UPDATE row SET state = iif (?2 = 'returned', 'pending', ?2) WHERE id = ?1",
                       error);
  if (self->settle_row == NULL)
    return FALSE;

  self->settle_attempt =
    atena_sql_prepare (self->db,
                       "UPDATE attempt SET settled = ?3, outcome = ?4, code = ?5, enhanced = ?6,"
                       " reply = ?7 WHERE row = ?1 AND number = ?2",
                       error);
  return self->settle_attempt != NULL;
}

static void
journal_free (AtenaJournal *self)
{
  g_clear_pointer (&self->mark_row, sqlite3_finalize);
  g_clear_pointer (&self->mark_attempt, sqlite3_finalize);
  g_clear_pointer (&self->settle_row, sqlite3_finalize);
  g_clear_pointer (&self->settle_attempt, sqlite3_finalize);
  g_clear_pointer (&self->db, sqlite3_close);
  g_clear_pointer (&self->batch, g_array_unref);
  g_clear_pointer (&self->queue, g_array_unref);
  g_clear_error (&self->failure);
  pthread_cond_destroy (&self->news);
  pthread_mutex_destroy (&self->mutex);
  g_free (self);
}

static AtenaJournal *
journal_new (void)
{
  AtenaJournal *self = g_new0 (AtenaJournal, 1);
  pthread_condattr_t monotonic;

  pthread_condattr_init (&monotonic);
  pthread_condattr_setclock (&monotonic, CLOCK_MONOTONIC);
  pthread_cond_init (&self->news, &monotonic);
  pthread_condattr_destroy (&monotonic);
  pthread_mutex_init (&self->mutex, NULL);
  self->batch = entries_new ();
  self->queue = entries_new ();
  return self;
}

AtenaJournal *
atena_journal_start (AtenaLedger *ledger, GError **error)
{
  AtenaJournal *self = journal_new ();

  self->db = atena_ledger_connect (ledger, error);
  if (self->db == NULL || !prepare (self, error))
    {
      journal_free (self);
      return NULL;
    }

  if (pthread_create (&self->thread, NULL, journal_thread, self) != 0)
    g_error ("No thread can be started");
  return self;
}

void
atena_journal_set_wake (AtenaJournal *self, void (*wake) (gpointer data), gpointer data)
{
  pthread_mutex_lock (&self->mutex);
  self->wake = wake;
  self->wake_data = data;
  pthread_mutex_unlock (&self->mutex);
}

static guint64
push (AtenaJournal *self, Entry entry)
{
  guint64 ticket;

  pthread_mutex_lock (&self->mutex);
  g_array_append_val (self->queue, entry);
  self->n_marks += entry.outcome == NULL;
  ticket = ++self->queued;
  pthread_cond_signal (&self->news);
  pthread_mutex_unlock (&self->mutex);

  return ticket;
}

guint64
atena_journal_mark (AtenaJournal *self, gint64 row, guint attempt, gint64 date, gint64 now)
{
  return push (self, (Entry){ .row = row, .attempt = attempt, .date = date, .time = now });
}

void
atena_journal_settle (
  AtenaJournal *self, gint64 row, guint attempt, AtenaOutcome *outcome, gint64 now)
{
  push (self, (Entry){ .row = row, .attempt = attempt, .time = now, .outcome = outcome });
}

AtenaMark
atena_journal_check (AtenaJournal *self, guint64 ticket)
{
  AtenaMark mark;

  pthread_mutex_lock (&self->mutex);
  if (ticket <= self->durable)
    mark = ATENA_MARK_DURABLE;
  else
    mark = self->failed ? ATENA_MARK_FAILED : ATENA_MARK_PENDING;
  pthread_mutex_unlock (&self->mutex);

  return mark;
}

gboolean
atena_journal_stop (AtenaJournal *self, GError **error)
{
  gboolean ok;

  pthread_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  pthread_cond_signal (&self->news);
  pthread_mutex_unlock (&self->mutex);
  pthread_join (self->thread, NULL);

  ok = self->failure == NULL;
  if (!ok)
    {
      /* What was left behind gets one more chance: a disk that was full may have room again. */
      if (commit_entries (self, self->batch, NULL))
        commit_entries (self, self->queue, NULL);
      g_propagate_error (error, g_steal_pointer (&self->failure));
    }

  journal_free (self);
  return ok;
}
