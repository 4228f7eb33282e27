// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include "atena-addressee.h"
#include "atena-merge-window.h"
#include "ui-fixture.h"

/* An address book that answers late, or not at all. */
#define TEST_TYPE_CONTACTS (test_contacts_get_type ())
G_DECLARE_FINAL_TYPE (TestContacts, test_contacts, TEST, CONTACTS, GObject)

struct _TestContacts
{
  GObject parent;

  /* Guarded by the mutex. */
  GMutex mutex;
  gboolean late;
  gboolean answers; /* the next time that it is waited for */
  gboolean over;    /* waiting has ended */
};

static void
contacts_iface_init (AtenaContactsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestContacts,
                               test_contacts,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATENA_TYPE_CONTACTS, contacts_iface_init))

static gboolean
get (TestContacts *self, gboolean *flag)
{
  gboolean value;

  g_mutex_lock (&self->mutex);
  value = *flag;
  g_mutex_unlock (&self->mutex);
  return value;
}

static void
set (TestContacts *self, gboolean *flag, gboolean value)
{
  g_mutex_lock (&self->mutex);
  *flag = value;
  g_mutex_unlock (&self->mutex);
}

static gboolean
test_contacts_find_people (AtenaContacts *contacts,
                           const char *const *addresses,
                           GString *cards,
                           GCancellable *cancellable,
                           GError **error)
{
  TestContacts *self = TEST_CONTACTS (contacts);

  if (!get (self, &self->late))
    g_string_append (cards, "BEGIN:VCARD\r\nORG:Ltd.\r\nEMAIL:p1@example.com\r\nEND:VCARD\r\n");
  return TRUE;
}

static gboolean
test_contacts_have_late (AtenaContacts *contacts)
{
  TestContacts *self = TEST_CONTACTS (contacts);

  return get (self, &self->late);
}

static gboolean
test_contacts_wait_for_late (AtenaContacts *contacts,
                             const char *const *addresses,
                             GCancellable *cancellable)
{
  TestContacts *self = TEST_CONTACTS (contacts);
  gboolean answers = FALSE;

  g_assert_cmpstr (addresses[0], ==, "p1@example.com");
  while (!answers && !get (self, &self->over) && !g_cancellable_is_cancelled (cancellable))
    {
      g_usleep (1000);
      answers = get (self, &self->answers);
    }
  set (self, &self->over, TRUE);
  if (answers)
    set (self, &self->late, FALSE);
  return answers;
}

static void
contacts_iface_init (AtenaContactsInterface *iface)
{
  iface->find_people = test_contacts_find_people;
  iface->have_late = test_contacts_have_late;
  iface->wait_for_late = test_contacts_wait_for_late;
}

static void
test_contacts_finalize (GObject *object)
{
  g_mutex_clear (&TEST_CONTACTS (object)->mutex);
  G_OBJECT_CLASS (test_contacts_parent_class)->finalize (object);
}

static void
test_contacts_class_init (TestContactsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_contacts_finalize;
}

static void
test_contacts_init (TestContacts *self)
{
  g_mutex_init (&self->mutex);
  self->late = TRUE;
}

static GtkWidget *
show (UiFixture *self, TestContacts *contacts, const char *text)
{
  AtenaOrder *order = ui_fixture_order (self, 2, text, NULL);
  GtkWidget *window;

  order->contacts = g_object_ref (ATENA_CONTACTS (contacts));
  window = atena_merge_window_new (ATENA_HOST (self->host), order, NULL);
  gtk_widget_show (window);
  ui_wait (ui_merge_is_loaded, window);
  return window;
}

static gboolean
is_answered (gpointer window)
{
  return gtk_widget_get_visible (ui_find (window, "fill-in"));
}

static gboolean
is_given_up (gpointer window)
{
  g_autofree char *text = ui_text (window, "late");

  return strstr (text, "does not answer") != NULL;
}

static gboolean
is_filled (gpointer window)
{
  g_autofree char *text = ui_text (window, "preview-text");

  return strstr (text, "At Ltd.") != NULL;
}

static gboolean
is_waiting (GtkWidget *window)
{
  return gtk_widget_get_visible (ui_find (window, "late-bar"));
}

static void
test_answer (UiFixture *self, gconstpointer data)
{
  g_autoptr (TestContacts) contacts = g_object_new (TEST_TYPE_CONTACTS, NULL);
  GtkWidget *window = show (self, contacts, "At {{company|home}}");

  g_assert_true (is_waiting (window));
  g_assert_false (is_answered (window));
  set (contacts, &contacts->answers, TRUE);
  ui_wait (is_answered, window);
  /* Not under anybody's eyes. */
  g_assert_false (is_filled (window));
  ui_click (window, "fill-in");
  ui_wait (is_filled, window);
  g_assert_false (is_waiting (window));
  gtk_widget_destroy (window);
}

static void
test_no_answer (UiFixture *self, gconstpointer data)
{
  g_autoptr (TestContacts) contacts = g_object_new (TEST_TYPE_CONTACTS, NULL);
  GtkWidget *window = show (self, contacts, "At {{company|home}}");

  g_assert_false (is_given_up (window));
  set (contacts, &contacts->over, TRUE);
  ui_wait (is_given_up, window);
  g_assert_false (is_answered (window));
  gtk_widget_destroy (window);
}

/* Closing the window calls the waiting off. */
static void
test_closed (UiFixture *self, gconstpointer data)
{
  g_autoptr (TestContacts) contacts = g_object_new (TEST_TYPE_CONTACTS, NULL);
  GtkWidget *window = show (self, contacts, "At {{company|home}}");

  g_assert_true (is_waiting (window));
  gtk_widget_destroy (window);
  while (!get (contacts, &contacts->over))
    g_main_context_iteration (NULL, FALSE);
}

/* A letter that needs nothing of them is not held up by a word about them. */
static void
test_not_needed (UiFixture *self, gconstpointer data)
{
  g_autoptr (TestContacts) contacts = g_object_new (TEST_TYPE_CONTACTS, NULL);
  GtkWidget *window = show (self, contacts, "Dear {{name}}");

  g_assert_false (is_waiting (window));
  gtk_widget_destroy (window);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (UiFixture *self, gconstpointer data);
  } tests[] = {
    { "/late-bar/fills-in-when-asked", test_answer },
    { "/late-bar/gives-up", test_no_answer },
    { "/late-bar/goes-with-its-window", test_closed },
    { "/late-bar/is-silent-where-not-needed", test_not_needed },
  };

  ui_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    ui_test_add (tests[i].name, tests[i].run);
  return g_test_run ();
}
