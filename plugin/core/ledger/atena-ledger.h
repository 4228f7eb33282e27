// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

#define ATENA_TYPE_LEDGER (atena_ledger_get_type ())
G_DECLARE_FINAL_TYPE (AtenaLedger, atena_ledger, ATENA, LEDGER, GObject)

typedef enum
{
  ATENA_LEDGER_READ,  /* must exist; works on a file that may only be read */
  ATENA_LEDGER_WRITE, /* made if missing, 0600 in a folder of 0700; checked for damage first */
} AtenaLedgerMode;

/**
 * atena_ledger_open:
 * @path: file name; a file that exists is never replaced or emptied
 * @error: ATENA_ERROR_LEDGER when it cannot be opened, may only be read, is damaged, is no ledger
 * or is one of a newer version
 */
AtenaLedger *
atena_ledger_open (const char *path, AtenaLedgerMode mode, GError **error);

/* One that lives in memory and temporary files and is gone when freed: for dry runs and previews.
 */
AtenaLedger *
atena_ledger_open_temporary (GError **error);

/* "" for a temporary ledger. */
const char *
atena_ledger_get_path (AtenaLedger *self);

/* The ledger of this user, in the user's data folder. Owned by the caller. */
char *
atena_ledger_dup_default_path (void);
