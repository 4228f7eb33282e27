// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-copies.h"
#include "atena-list-choice.h"
#include "atena-transport.h"

#define ATENA_TYPE_HOST (atena_host_get_type ())
G_DECLARE_INTERFACE (AtenaHost, atena_host, ATENA, HOST, GObject)

/* Called in the thread that fetches; @expected is 0 where it is not known. */
typedef void (*AtenaHostProgress) (guint64 received, guint64 expected, gpointer data);

/* What the windows borrow from the mail program in which a message was composed. It emits
 * "online-changed", on the main thread, when is_online() may say something else; changes that
 * GNetworkMonitor tells need not be told again. */
struct _AtenaHostInterface
{
  GTypeInterface parent;

  AtenaTransport *(*open_transport) (AtenaHost *self, GCancellable *cancellable, GError **error);
  AtenaCopies *(*open_copies) (AtenaHost *self, GCancellable *cancellable, GError **error);
  void (*started) (AtenaHost *self);
  void (*closed) (AtenaHost *self);
  gboolean (*is_online) (AtenaHost *self, const char *account); /* NULL for the default */
  AtenaListChoice *(*fetch_list) (AtenaHost *self,
                                  const char *address,
                                  AtenaHostProgress progress,
                                  gpointer data,
                                  GCancellable *cancellable,
                                  GError **error); /* NULL: lists are not fetched here */
  void (*list_chosen) (AtenaHost *self, const AtenaListChoice *list); /* may be NULL */
  void (*insert_field) (AtenaHost *self, const char *placeholder);    /* may be NULL */
};

/* A way to the account's server, signed in; may ask the person for a password. Blocks; called from
 * a thread of its own while the main loop runs. (transfer full) */
AtenaTransport *
atena_host_open_transport (AtenaHost *self, GCancellable *cancellable, GError **error);

/* The folder for copies; NULL without an error when the host keeps none. Blocks likewise. */
AtenaCopies *
atena_host_open_copies (AtenaHost *self, GCancellable *cancellable, GError **error);

/* The campaign is in the ledger and confirmed: the composed message is no longer needed. Main
 * thread. */
void
atena_host_started (AtenaHost *self);

/* The window was closed without a start: the composed message stays as it was. Main thread. */
void
atena_host_closed (AtenaHost *self);

/* Whether it makes sense to try and reach the server of @account, which is as in
 * AtenaCampaignSpec, USER@HOST:PORT. Any thread; does not block. */
gboolean
atena_host_is_online (AtenaHost *self, const char *account);

/* The list at an https address, as a choice of kind ATENA_LIST_FILE that holds the file. Blocks;
 * called from a thread of its own. ATENA_ERROR_INVALID where the host does not fetch lists. */
AtenaListChoice *
atena_host_fetch_list (AtenaHost *self,
                       const char *address,
                       AtenaHostProgress progress,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error);

/* Whether it does. Main thread, as the next two. */
gboolean
atena_host_fetches_lists (AtenaHost *self);

/* The message goes with @list, or with none (NULL): a host remembers it for the next time. */
void
atena_host_list_chosen (AtenaHost *self, const AtenaListChoice *list);

/* The composed message gets @placeholder where its cursor is; the window closes before. */
void
atena_host_insert_field (AtenaHost *self, const char *placeholder);

/* The default of is_online(): what GNetworkMonitor says; this computer itself is always there. */
gboolean
atena_host_has_line (const char *account);
