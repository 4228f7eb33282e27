// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-host.h"
#include "atena-order.h"

/* In English, in the locale of the environment: gtk_test_init() would take C, which has no words
 * for us. */
void
ui_test_init (int *argc, char ***argv);

/* A mail program for tests, and the server behind it. What its threads touch is guarded by @mutex.
 */
#define FAKE_TYPE_HOST (fake_host_get_type ())
G_DECLARE_FINAL_TYPE (FakeHost, fake_host, FAKE, HOST, GObject)

struct _FakeHost
{
  GObject parent_instance;

  GMutex mutex;
  GCond changed;
  guint permits;          /* how many letters the server still takes; it waits at 0 */
  guint fail_after;       /* the connection breaks after so many letters; 0 never */
  gboolean closed_door;   /* signing in fails */
  gboolean refuse_odd;    /* every other letter is refused for good */
  guint lose_last;        /* no answer is seen for the last of so many letters; 0 never */
  gboolean offline;       /* no server can be reached */
  gboolean seems_offline; /* one can, but nobody says so */
  guint n_transports;
  GPtrArray *recipients; /* (element-type utf8): who got a letter, in order */
  GPtrArray *messages;   /* (element-type GBytes) */
  guint n_copies;
  gboolean copies_fail;

  /* Main thread only. */
  guint n_started;
  guint n_closed;
  char *inserted; /* the last field that was inserted, or NULL */
};

FakeHost *
fake_host_new (void);
void
fake_host_permit (FakeHost *self, guint letters);
/* Tells about it, too. */
void
fake_host_set_offline (FakeHost *self, gboolean offline);
guint
fake_host_count (FakeHost *self);

/* A ledger's path in a folder of its own. */
typedef struct
{
  char *folder;
  char *ledger;
  FakeHost *host;
} UiFixture;

void
ui_fixture_set_up (UiFixture *self, gconstpointer data);
void
ui_fixture_tear_down (UiFixture *self, gconstpointer data);

/* Adds a test that has a fixture of its own. */
void
ui_test_add (const char *path, void (*test) (UiFixture *self, gconstpointer data));

/* An order for @n people and, after them, @extra as typed into Bcc. */
AtenaOrder *
ui_fixture_order (UiFixture *self, guint n, const char *text, const char *extra);

/* The number of a confirmed campaign for @n people. */
gint64
ui_fixture_make_campaign (UiFixture *self, guint n, AtenaKeep keep);

/* Saves the list in the CSV @text, which is also put into a file of this name, under its name. */
void
ui_fixture_save_list (UiFixture *self, const char *name, const char *text);

/* How many campaigns of any state are in the ledger. */
guint
ui_fixture_count_campaigns (UiFixture *self);

/* Of a merge window: the people shown, with the columns of AtenaMergeList. */
GtkTreeModel *
ui_merge_get_people (GtkWidget *window);

/* Clicks the tick of one of them. */
void
ui_merge_toggle (GtkWidget *window, guint position);

/* Of a merge window: whether it can be started, and whether all people are there. */
gboolean
ui_merge_is_ready (gpointer window);
gboolean
ui_merge_is_loaded (gpointer window);

/* Starts a merge window that is ready, with @letters, and runs the main loop until all are sent. */
void
ui_merge_send (UiFixture *self, GtkWidget *window, guint letters);

/* Runs the main loop until @done says so; fails after a minute. */
typedef gboolean (*UiCondition) (gpointer data);
void
ui_wait (UiCondition done, gpointer data);
/* Runs what is waiting in the main loop. */
void
ui_settle (void);

/* The control with the accessible id @id below @root, or NULL. */
GtkWidget *
ui_find (GtkWidget *root, const char *id);
void
ui_click (GtkWidget *root, const char *id);
gboolean
ui_is_sensitive (GtkWidget *root, const char *id);
/* The text of a label, button, entry or text view. Owned by the caller. */
char *
ui_text (GtkWidget *root, const char *id);
#define ui_assert_text(root, id, expected)             \
  G_STMT_START                                         \
  {                                                    \
    g_autofree char *ui_text_now = ui_text (root, id); \
    g_assert_cmpstr (ui_text_now, ==, expected);       \
  }                                                    \
  G_STMT_END
/* @keyval: GDK_KEY_… */
void
ui_press (GtkWidget *window, guint keyval);
void
ui_press_with (GtkWidget *window, GdkModifierType modifiers, guint keyval);
