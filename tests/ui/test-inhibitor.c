// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-inhibitor.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <unistd.h>

#include "atena-dispatch.h"
#include "ui-fixture.h"

/* A logind that hands out one end of a pipe and sees by the other when it was given back. */
typedef struct
{
  GTestDBus *dbus;
  GDBusConnection *bus;
  guint name;
  guint object;
  gboolean named;
  gboolean refuses;
  GString *asked;
  int end; /* of the pipe; -1 before anybody asked */
} Logind;

static const char interface[] = "<node><interface name='org.freedesktop.login1.Manager'>"
                                "<method name='Inhibit'>"
                                "<arg type='s' direction='in'/><arg type='s' direction='in'/>"
                                "<arg type='s' direction='in'/><arg type='s' direction='in'/>"
                                "<arg type='h' direction='out'/>"
                                "</method></interface></node>";

static void
on_call (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface_name,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer data)
{
  Logind *self = data;
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  g_autofree char *text = g_variant_print (parameters, FALSE);
  int ends[2];

  g_string_append (self->asked, text);
  if (self->refuses)
    {
      g_dbus_method_invocation_return_dbus_error (invocation,
                                                  "org.freedesktop.DBus.Error.AccessDenied",
                                                  "Permission denied");
      return;
    }
  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  g_assert_true (g_unix_set_fd_nonblocking (ends[0], TRUE, NULL));
  self->end = ends[0];
  g_unix_fd_list_append (fds, ends[1], NULL);
  close (ends[1]);
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0),
                                                           fds);
}

static void
on_named (GDBusConnection *bus, const char *name, gpointer data)
{
  ((Logind *) data)->named = TRUE;
}

static gboolean
is_named (gpointer data)
{
  return ((Logind *) data)->named;
}

/* Once for the whole program: the connection to the system bus is shared and stays. */
static void
logind_start (Logind *self)
{
  static const GDBusInterfaceVTable calls = { .method_call = on_call };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface, NULL);

  self->asked = g_string_new (NULL);
  self->end = -1;
  self->dbus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->dbus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (self->dbus), TRUE);
  self->bus =
    g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (self->dbus),
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, NULL);
  self->object = g_dbus_connection_register_object (self->bus, "/org/freedesktop/login1",
                                                    node->interfaces[0], &calls, self, NULL, NULL);
  self->name =
    g_bus_own_name_on_connection (self->bus, "org.freedesktop.login1", G_BUS_NAME_OWNER_FLAGS_NONE,
                                  on_named, NULL, self, NULL);
  ui_wait (is_named, self);
}

static void
logind_stop (Logind *self)
{
  g_autoptr (GDBusConnection) shared = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, NULL);

  g_bus_unown_name (self->name);
  g_dbus_connection_unregister_object (self->bus, self->object);
  if (shared != NULL)
    {
      g_dbus_connection_set_exit_on_close (shared, FALSE);
      g_dbus_connection_close_sync (shared, NULL, NULL);
    }
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_object_unref (self->bus);
  ui_settle ();
  g_test_dbus_stop (self->dbus);
  g_object_unref (self->dbus);
  g_string_free (self->asked, TRUE);
}

static void
forget (Logind *self)
{
  if (self->end >= 0)
    close (self->end);
  self->end = -1;
  self->refuses = FALSE;
  g_string_truncate (self->asked, 0);
}

static gboolean
is_asked (gpointer data)
{
  return ((Logind *) data)->asked->len > 0;
}

static gboolean
is_held (Logind *self)
{
  char octet;

  return read (self->end, &octet, 1) < 0;
}

static gboolean
is_given_back (gpointer data)
{
  return ((Logind *) data)->end >= 0 && !is_held (data);
}

/* Long enough for an answer to arrive. */
static void
let_pass (void)
{
  for (guint i = 0; i < 20; i++)
    {
      g_usleep (5000);
      ui_settle ();
    }
}

static void
test_held (gconstpointer data)
{
  Logind *self = (gpointer) data;
  g_autoptr (AtenaInhibitor) inhibitor = atena_inhibitor_new ("Because");

  forget (self);
  ui_wait (is_asked, self);
  g_assert_cmpstr (self->asked->str, ==, "('sleep:idle', 'Atena', 'Because', 'block')");
  let_pass ();
  g_assert_true (is_held (self));
  g_clear_pointer (&inhibitor, atena_inhibitor_free);
  ui_wait (is_given_back, self);
}

/* However early it is given up, nothing stays. */
static void
test_early (gconstpointer data)
{
  Logind *self = (gpointer) data;

  for (guint i = 0; i < 40; i++)
    {
      AtenaInhibitor *inhibitor = atena_inhibitor_new ("Because");

      forget (self);
      for (guint turn = 0; turn < i; turn++)
        g_main_context_iteration (NULL, FALSE);
      atena_inhibitor_free (inhibitor);
      let_pass ();
      g_assert_false (i == 0 && is_asked (self));
      if (is_asked (self))
        ui_wait (is_given_back, self);
    }
}

static void
test_refused (gconstpointer data)
{
  Logind *self = (gpointer) data;
  AtenaInhibitor *inhibitor = atena_inhibitor_new ("Because");

  forget (self);
  self->refuses = TRUE;
  ui_wait (is_asked, self);
  let_pass ();
  atena_inhibitor_free (inhibitor);
}

static gboolean
is_paused (gpointer data)
{
  return atena_dispatch_get_state (data) == ATENA_DISPATCH_PAUSED;
}

static gboolean
is_sending (gpointer data)
{
  return atena_dispatch_get_state (data) == ATENA_DISPATCH_SENDING;
}

static void
test_dispatch (gconstpointer data)
{
  Logind *self = (gpointer) data;
  UiFixture fixture = { 0 };
  AtenaDispatch *dispatch = NULL;

  forget (self);
  ui_fixture_set_up (&fixture, NULL);
  fake_host_permit (fixture.host, 0);
  dispatch = atena_dispatch_new (ATENA_HOST (fixture.host), fixture.ledger,
                                 ui_fixture_make_campaign (&fixture, 2, ATENA_KEEP_NONE), 1);
  atena_dispatch_start (dispatch);
  let_pass ();
  g_assert_false (is_asked (self));
  ui_wait (is_sending, dispatch);
  ui_wait (is_asked, self);
  let_pass ();
  g_assert_true (is_held (self));
  atena_dispatch_pause (dispatch);
  ui_wait (is_paused, dispatch);
  ui_wait (is_given_back, self);
  g_assert_finalize_object (dispatch);
  ui_fixture_tear_down (&fixture, NULL);
}

int
main (int argc, char **argv)
{
  Logind logind = { 0 };
  int result;

  ui_test_init (&argc, &argv);
  logind_start (&logind);

  g_test_add_data_func ("/inhibitor/holds-a-lock-and-gives-it-back", &logind, test_held);
  g_test_add_data_func ("/inhibitor/can-be-given-up-at-any-moment", &logind, test_early);
  g_test_add_data_func ("/inhibitor/bears-a-refusal", &logind, test_refused);
  g_test_add_data_func ("/inhibitor/is-held-while-letters-are-sent", &logind, test_dispatch);

  result = g_test_run ();
  forget (&logind);
  logind_stop (&logind);
  return result;
}
