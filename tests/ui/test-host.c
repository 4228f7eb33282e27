// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

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
  gboolean network = g_network_monitor_get_network_available (g_network_monitor_get_default ());

  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    g_assert_cmpint (atena_host_is_online (ATENA_HOST (host), accounts[i].account), ==,
                     accounts[i].here || network);
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
  ui_test_init (&argc, &argv);

  g_test_add_func ("/host/always-reaches-this-computer", test_loopback);
  g_test_add_func ("/host/may-know-better", test_own_answer);

  return g_test_run ();
}
