// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Opens the file that holds everything Atena must not forget; what is in it, its neighbours know.

#include "atena-ledger-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "atena-error.h"
#include "atena-schema-private.h"

/* Another process may be reading a long list into its own campaign, in one transaction. */
#define BUSY_TIMEOUT_MS 60000
#define BUSY_PAUSE_MS   10

/* Not in linux/magic.h of every kernel. */
#define CIFS_MAGIC 0xff534d42
#define SMB2_MAGIC 0xfe534d42

struct _AtenaLedger
{
  GObject parent_instance;

  char *path;
  sqlite3 *db;
};

G_DEFINE_FINAL_TYPE (AtenaLedger, atena_ledger, G_TYPE_OBJECT)

/* WAL needs memory that all processes share, which network file systems do not give
 * (https://www.sqlite.org/wal.html, "Overview"). */
static gboolean
is_on_network (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct statfs info;

  if (statfs (folder, &info) != 0)
    return FALSE;

  switch ((guint32) info.f_type)
    {
    case NFS_SUPER_MAGIC:
    case SMB_SUPER_MAGIC:
    case CIFS_MAGIC:
    case SMB2_MAGIC:
    case CODA_SUPER_MAGIC:
    case AFS_SUPER_MAGIC:
      return TRUE;
    default:
      return FALSE;
    }
}

/* SQLite never waits where reading becomes writing, as it does when a ledger becomes one with a
 * WAL: of two that open a new ledger, the second would be told at once that it is busy. */
static gboolean
set_journal (sqlite3 *db, const char *sql, GError **error)
{
  gint64 end = g_get_monotonic_time () + BUSY_TIMEOUT_MS * G_TIME_SPAN_MILLISECOND;

  while (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    {
      if ((sqlite3_errcode (db) & 0xff) != SQLITE_BUSY || g_get_monotonic_time () > end)
        return atena_sql_fail (db, error);
      g_usleep (BUSY_PAUSE_MS * G_TIME_SPAN_MILLISECOND);
    }

  return TRUE;
}

/* A long list fits into 64 MiB, so that its index is not read again for each row. */
static gboolean
set_up (sqlite3 *db, const char *path, GError **error)
{
  const char *journal =
    is_on_network (path) ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL";

  return set_journal (db, journal, error) &&
         atena_sql_exec (db,
                         "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                         "PRAGMA secure_delete = ON; PRAGMA cache_size = -65536",
                         error);
}

static sqlite3 *
open_file (const char *path, int flags, GError **error)
{
  g_autoptr (sqlite3) db = NULL;

  if (sqlite3_open_v2 (path, &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL) !=
      SQLITE_OK)
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, ATENA_ERROR, ATENA_ERROR_LEDGER, _ ("The ledger %s cannot be opened: %s"),
                   shown, db != NULL ? sqlite3_errmsg (db) : _ ("out of memory"));
      return NULL;
    }

  sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
  atena_sql_add_functions (db);
  return g_steal_pointer (&db);
}

/* SQLite would make a missing file with the rights of the umask. */
static gboolean
make_private (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (path);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    {
      fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      if (g_close (fd, NULL))
        return TRUE;
    }

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_LEDGER, _ ("The ledger %s cannot be opened: %s"),
               shown, g_strerror (errno));
  return FALSE;
}

static gboolean
check_writable (sqlite3 *db, GError **error)
{
  if (sqlite3_db_readonly (db, "main") != 1)
    return TRUE;

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_LEDGER,
               _ ("%s: The file may only be read, not written"), sqlite3_db_filename (db, "main"));
  return FALSE;
}

static gboolean
check_integrity (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) check = atena_sql_prepare (db, "PRAGMA quick_check (1)", error);
  gboolean row;

  if (check == NULL || !atena_sql_step (check, &row, error))
    return FALSE;
  if (row && g_str_equal (atena_sql_column_text (check, 0), "ok"))
    return TRUE;

  g_set_error (error, ATENA_ERROR, ATENA_ERROR_LEDGER, _ ("%s: The ledger is damaged (%s)"),
               sqlite3_db_filename (db, "main"), atena_sql_column_text (check, 0));
  return FALSE;
}

static AtenaLedger *
ledger_new (const char *path, sqlite3 *db)
{
  AtenaLedger *self = g_object_new (ATENA_TYPE_LEDGER, NULL);

  self->path = g_strdup (path);
  self->db = db;
  return self;
}

static AtenaLedger *
open_for_reading (const char *path, GError **error)
{
  g_autoptr (sqlite3) db = open_file (path, SQLITE_OPEN_READONLY, error);

  if (db == NULL)
    return NULL;
  if (!atena_schema_check (db, error))
    return NULL;

  return ledger_new (path, g_steal_pointer (&db));
}

AtenaLedger *
atena_ledger_open (const char *path, AtenaLedgerMode mode, GError **error)
{
  g_autoptr (sqlite3) db = NULL;

  if (mode == ATENA_LEDGER_READ)
    return open_for_reading (path, error);

  if (!make_private (path, error))
    return NULL;
  db = open_file (path, SQLITE_OPEN_READWRITE, error);
  if (db == NULL)
    return NULL;

  /* What the file is comes first: nothing is written to one that is not ours. */
  if (!check_writable (db, error) || !atena_schema_migrate (db, error) ||
      !check_integrity (db, error) || !set_up (db, path, error))
    return NULL;

  return ledger_new (path, g_steal_pointer (&db));
}

AtenaLedger *
atena_ledger_open_temporary (GError **error)
{
  g_autoptr (sqlite3) db = open_file ("", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);

  if (db == NULL ||
      !atena_sql_exec (db,
                       "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                       "PRAGMA foreign_keys = ON",
                       error) ||
      !atena_schema_migrate (db, error))
    return NULL;

  return ledger_new ("", g_steal_pointer (&db));
}

const char *
atena_ledger_get_path (AtenaLedger *self)
{
  g_return_val_if_fail (ATENA_IS_LEDGER (self), NULL);

  return self->path;
}

char *
atena_ledger_dup_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "atena", "ledger.db", NULL);
}

sqlite3 *
atena_ledger_get_db (AtenaLedger *self)
{
  return self->db;
}

sqlite3 *
atena_ledger_connect (AtenaLedger *self, GError **error)
{
  g_autoptr (sqlite3) db = open_file (self->path, SQLITE_OPEN_READWRITE, error);

  if (db == NULL || !set_up (db, self->path, error))
    return NULL;

  return g_steal_pointer (&db);
}

static void
atena_ledger_finalize (GObject *object)
{
  AtenaLedger *self = ATENA_LEDGER (object);

  g_clear_pointer (&self->db, sqlite3_close);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (atena_ledger_parent_class)->finalize (object);
}

static void
atena_ledger_class_init (AtenaLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = atena_ledger_finalize;
}

static void
atena_ledger_init (AtenaLedger *self)
{
}
