// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What windows borrow from a mail program: the way through its interface, and what
// holds for any of them about the network.

#include "atena-host.h"

#include <glib/gi18n-lib.h>

#include "atena-error.h"

G_DEFINE_INTERFACE (AtenaHost, atena_host, G_TYPE_OBJECT)

AtenaTransport *
atena_host_open_transport (AtenaHost *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (ATENA_IS_HOST (self), NULL);

  return ATENA_HOST_GET_IFACE (self)->open_transport (self, cancellable, error);
}

AtenaCopies *
atena_host_open_copies (AtenaHost *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (ATENA_IS_HOST (self), NULL);

  return ATENA_HOST_GET_IFACE (self)->open_copies (self, cancellable, error);
}

void
atena_host_started (AtenaHost *self)
{
  g_return_if_fail (ATENA_IS_HOST (self));

  ATENA_HOST_GET_IFACE (self)->started (self);
}

void
atena_host_closed (AtenaHost *self)
{
  g_return_if_fail (ATENA_IS_HOST (self));

  ATENA_HOST_GET_IFACE (self)->closed (self);
}

/* Of USER@HOST:PORT; HOST may hold colons. */
static gboolean
is_loopback (const char *account)
{
  const char *at = strrchr (account, '@');
  const char *start = at != NULL ? at + 1 : account;
  const char *colon = strrchr (start, ':');
  g_autofree char *host =
    colon != NULL ? g_strndup (start, (gsize) (colon - start)) : g_strdup (start);
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

gboolean
atena_host_has_line (const char *account)
{
  return is_loopback (account) ||
         g_network_monitor_get_network_available (g_network_monitor_get_default ());
}

gboolean
atena_host_is_online (AtenaHost *self, const char *account)
{
  AtenaHostInterface *iface;

  g_return_val_if_fail (ATENA_IS_HOST (self), TRUE);

  iface = ATENA_HOST_GET_IFACE (self);
  return iface->is_online != NULL ? iface->is_online (self, account)
                                  : atena_host_has_line (account);
}

gboolean
atena_host_fetches_lists (AtenaHost *self)
{
  g_return_val_if_fail (ATENA_IS_HOST (self), FALSE);

  return ATENA_HOST_GET_IFACE (self)->fetch_list != NULL;
}

AtenaListChoice *
atena_host_fetch_list (AtenaHost *self,
                       const char *address,
                       AtenaHostProgress progress,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (ATENA_IS_HOST (self), NULL);

  if (atena_host_fetches_lists (self))
    return ATENA_HOST_GET_IFACE (self)->fetch_list (self, address, progress, data, cancellable,
                                                    error);
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("%s: Lists cannot be fetched from the web here; please save the list as a file"),
               address);
  return NULL;
}

void
atena_host_list_chosen (AtenaHost *self, const AtenaListChoice *list)
{
  g_return_if_fail (ATENA_IS_HOST (self));

  if (ATENA_HOST_GET_IFACE (self)->list_chosen != NULL)
    ATENA_HOST_GET_IFACE (self)->list_chosen (self, list);
}

void
atena_host_insert_field (AtenaHost *self, const char *placeholder)
{
  g_return_if_fail (ATENA_IS_HOST (self));

  if (ATENA_HOST_GET_IFACE (self)->insert_field != NULL)
    ATENA_HOST_GET_IFACE (self)->insert_field (self, placeholder);
}

static void
atena_host_default_init (AtenaHostInterface *iface)
{
  g_signal_new ("online-changed", ATENA_TYPE_HOST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}
