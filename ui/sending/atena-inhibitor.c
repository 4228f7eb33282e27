// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Asks logind to keep the computer awake. When that is wanted, others know.

#include "atena-inhibitor.h"

#include <gio/gio.h>
#include <unistd.h>

/* "idle" is for logind's own timer, "sleep" for desktops, whose timers call Suspend (systemd's
 * "Inhibitor Locks"). A closed lid is neither, and still counts. */
#define WHAT "sleep:idle"

/* Whoever waits for an answer holds a reference, too. */
struct _AtenaInhibitor
{
  GCancellable *cancellable;
  char *why;
  int fd; /* the lock, given back when closed; -1 as long as there is none */
};

static void
clear (gpointer data)
{
  AtenaInhibitor *self = data;

  if (self->fd >= 0)
    close (self->fd);
  g_object_unref (self->cancellable);
  g_free (self->why);
}

static void
release (AtenaInhibitor *self)
{
  g_rc_box_release_full (self, clear);
}

/* Nobody needs to know that a computer cannot be kept awake. */
static void
on_inhibited (GObject *bus, GAsyncResult *result, gpointer data)
{
  AtenaInhibitor *self = data;
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (bus), &fds, result, NULL);
  gint32 index = 0;

  if (answer != NULL && fds != NULL)
    {
      g_variant_get (answer, "(h)", &index);
      if (index >= 0 && index < g_unix_fd_list_get_length (fds))
        self->fd = g_unix_fd_list_get (fds, index, NULL);
    }
  release (self);
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer data)
{
  AtenaInhibitor *self = data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus == NULL)
    {
      release (self);
      return;
    }
  g_dbus_connection_call_with_unix_fd_list (
    bus, "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager",
    "Inhibit", g_variant_new ("(ssss)", WHAT, "Atena", self->why, "block"), G_VARIANT_TYPE ("(h)"),
    G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, self->cancellable, on_inhibited, self);
}

AtenaInhibitor *
atena_inhibitor_new (const char *why)
{
  AtenaInhibitor *self = g_rc_box_new0 (AtenaInhibitor);

  self->cancellable = g_cancellable_new ();
  self->why = g_strdup (why);
  self->fd = -1;
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_bus, g_rc_box_acquire (self));
  return self;
}

void
atena_inhibitor_free (AtenaInhibitor *self)
{
  g_cancellable_cancel (self->cancellable);
  release (self);
}
