// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-campaign.h"

/* A ledger in a folder of its own, and campaigns in it, for tests. */
typedef struct
{
  char *folder;
  char *path; /* of the ledger */
  AtenaLedger *ledger;
} Fixture;

/* For g_test_add(). */
void
fixture_set_up (Fixture *self, gconstpointer data);
void
fixture_tear_down (Fixture *self, gconstpointer data);

/* Closes the ledger and opens it again, as a new process would. */
void
fixture_reopen (Fixture *self);

/* A campaign of the CSV text @list and a plain letter with @subject and @text; NULL with @error.
 * The account is @account, with @limits. */
AtenaCampaign *
fixture_create (Fixture *self,
                const char *list,
                const char *subject,
                const char *text,
                gboolean same_address,
                GError **error);

typedef struct
{
  const char *address;
  const char *name;
  AtenaRole role;
  AtenaReason reason; /* for leaving the row out although the address is good */
} FixtureRow;

/* A campaign in state draft of @rows, numbered from 1, up to one without address: "Dear {{name}}"
 * from shop@example.jp. */
AtenaCampaign *
fixture_create_rows (Fixture *self, AtenaCampaignKind kind, const FixtureRow *rows);

/* A campaign in state draft of the recipients of @source, likewise. */
AtenaCampaign *
fixture_create_from (Fixture *self, AtenaRecipientSource *source);

/* A confirmed campaign of @n people p1@example.jp …, who all get a letter. */
AtenaCampaign *
fixture_create_people (Fixture *self, guint n, AtenaPaceLimits limits);

/* "pending", "excluded duplicate 2", … of all rows, apart by LF. Owned by the caller. */
char *
fixture_describe (AtenaCampaign *campaign);

/* Runs @sql on the ledger file by a connection of its own. */
void
fixture_run_sql (Fixture *self, const char *sql);

/* The first column of the first row that @sql yields, likewise. Owned by the caller. */
char *
fixture_read_sql (Fixture *self, const char *sql);
