// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-dispatch.h"
#include "atena-host.h"
#include "ui-fixture.h"

/* A host with what every host has. */
#define PLAIN_TYPE_HOST (plain_host_get_type ())
G_DECLARE_FINAL_TYPE (PlainHost, plain_host, PLAIN, HOST, GObject)

struct _PlainHost
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (PlainHost,
                               plain_host,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_HOST, NULL))

static void
plain_host_class_init (PlainHostClass *klass)
{
}

static void
plain_host_init (PlainHost *self)
{
}

/* A network monitor for tests. */
#define FAKE_TYPE_MONITOR (fake_monitor_get_type ())
G_DECLARE_FINAL_TYPE (FakeMonitor, fake_monitor, FAKE, MONITOR, GObject)

struct _FakeMonitor
{
  GObject parent_instance;

  gboolean available;
};

static gboolean
fake_monitor_initable_init (GInitable *initable, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
fake_monitor_initable_iface_init (GInitableIface *iface)
{
  iface->init = fake_monitor_initable_init;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeMonitor,
                               fake_monitor,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE,
                                                      fake_monitor_initable_iface_init)
                                 G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, NULL))

enum
{
  PROP_AVAILABLE = 1,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static void
fake_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_AVAILABLE)
    g_value_set_boolean (value, FAKE_MONITOR (object)->available);
}

static void
fake_monitor_class_init (FakeMonitorClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);

  object->get_property = fake_monitor_get_property;
  g_object_class_override_property (object, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object, PROP_METERED, "network-metered");
  g_object_class_override_property (object, PROP_CONNECTIVITY, "connectivity");
}

static void
fake_monitor_init (FakeMonitor *self)
{
}

/* For this process, before anybody asks for the monitor. */
static void
install_monitor (void)
{
  g_setenv ("GIO_USE_NETWORK_MONITOR", "fake", TRUE);
  g_io_extension_point_register (G_NETWORK_MONITOR_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME, FAKE_TYPE_MONITOR, "fake",
                                  0);
}

static void
set_network (gboolean available)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  FAKE_MONITOR (monitor)->available = available;
  g_signal_emit_by_name (monitor, "network-changed", available);
}

static const struct
{
  const char *account;
  gboolean here;
} accounts[] = {
  { "shop@localhost:25", TRUE },
  { "shop@LOCALHOST:25", TRUE },
  { "@127.0.0.1:2525", TRUE },
  { "shop@example.jp@127.1.2.3:25", TRUE },
  { "shop@::1:25", TRUE },
  { "localhost@mail.example.jp:25", FALSE },
  { "127.0.0.1@192.0.2.1:25", FALSE },
  { "shop@localhost.example.jp:25", FALSE },
  { "shop@mail.example.jp:587", FALSE },
  { "shop@2001:db8::1:25", FALSE },
  { "", FALSE },
};

static void
test_loopback (void)
{
  g_autoptr (PlainHost) host = g_object_new (PLAIN_TYPE_HOST, NULL);

  set_network (FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    g_assert_cmpint (atena_host_is_online (ATENA_HOST (host), accounts[i].account), ==,
                     accounts[i].here);
  set_network (TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    g_assert_true (atena_host_is_online (ATENA_HOST (host), accounts[i].account));
}

static gboolean
is_waiting (gpointer data)
{
  return atena_dispatch_get_state (data) == ATENA_DISPATCH_WAITING;
}

static gboolean
has_finished (gpointer data)
{
  return atena_dispatch_get_state (data) == ATENA_DISPATCH_FINISHED;
}

/* A host need not tell what the monitor tells. */
static void
test_monitor (UiFixture *self, gconstpointer data)
{
  g_autoptr (AtenaDispatch) dispatch =
    atena_dispatch_new (ATENA_HOST (self->host), self->ledger,
                        ui_fixture_make_campaign (self, 2, ATENA_KEEP_NONE), 0);
  gint64 begun;

  self->host->offline = TRUE;
  atena_dispatch_start (dispatch);
  ui_wait (is_waiting, dispatch);
  begun = g_get_monotonic_time ();
  self->host->offline = FALSE;
  set_network (TRUE);
  ui_wait (has_finished, dispatch);
  /* Sooner than anybody looks unasked. */
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 4 * G_USEC_PER_SEC);
}

static void
test_own_answer (void)
{
  g_autoptr (FakeHost) host = fake_host_new ();

  fake_host_set_offline (host, TRUE);
  g_assert_false (atena_host_is_online (ATENA_HOST (host), "shop@mail.example.jp:587"));
  fake_host_set_offline (host, FALSE);
  g_assert_true (atena_host_is_online (ATENA_HOST (host), "shop@mail.example.jp:587"));
}

int
main (int argc, char **argv)
{
  install_monitor ();
  ui_test_init (&argc, &argv);

  g_test_add_func ("/host/always-reaches-this-computer", test_loopback);
  g_test_add_func ("/host/may-know-better", test_own_answer);
  ui_test_add ("/host/leaves-the-network-to-its-monitor", test_monitor);

  return g_test_run ();
}
