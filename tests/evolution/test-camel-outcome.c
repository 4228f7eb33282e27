// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#include <gio/gio.h>
#include <locale.h>

#include "atena-camel-outcome.h"

#define LOST   FALSE
#define ALIVE  TRUE
#define UNREAD FALSE
#define READ   TRUE

typedef struct
{
  const char *name;
  const char *protocol;
  gboolean written;
  gboolean connected;
  const char *words; /* NULL: Camel says nothing */
  AtenaOutcomeKind kind;
  gboolean hold;
} Case;

static const Case cases[] = {
  { "smtp-refuses-a-recipient", "smtp", UNREAD, ALIVE, "RCPT TO <a@b.jp> failed: No such user",
    ATENA_OUTCOME_DEFERRED, FALSE },
  { "smtp-refuses-a-recipient-in-two-lines", "smtp", UNREAD, ALIVE,
    "RCPT TO <a@b.jp> failed: No\nsuch user", ATENA_OUTCOME_DEFERRED, FALSE },
  { "smtp-refuses-the-sender", "smtp", UNREAD, ALIVE, "MAIL FROM command failed: too much mail",
    ATENA_OUTCOME_RETURNED, TRUE },
  { "smtp-refuses-the-sender-in-words-of-a-recipient", "smtp", UNREAD, ALIVE,
    "MAIL FROM command failed: RCPT TO <a@b.jp> failed: no", ATENA_OUTCOME_RETURNED, TRUE },
  { "smtp-refuses-all-text", "smtp", UNREAD, ALIVE, "DATA command failed: no",
    ATENA_OUTCOME_RETURNED, TRUE },
  { "smtp-loses-the-connection-at-a-recipient", "smtp", UNREAD, LOST,
    "RCPT TO <a@b.jp> failed: Connection reset", ATENA_OUTCOME_RETURNED, FALSE },
  { "smtp-meets-the-end-of-the-connection", "smtp", UNREAD, LOST, NULL, ATENA_OUTCOME_RETURNED,
    FALSE },
  { "smtp-loses-the-connection-within-the-text", "smtp", READ, LOST,
    "DATA command failed: Connection reset", ATENA_OUTCOME_UNCERTAIN, FALSE },
  { "smtp-refuses-the-text", "smtp", READ, ALIVE, "DATA command failed: spam",
    ATENA_OUTCOME_UNCERTAIN, FALSE },
  { "smtp-says-nothing-after-the-text", "smtp", READ, LOST, NULL, ATENA_OUTCOME_UNCERTAIN, FALSE },
  { "smtp-is-held-up-by-a-recipient-after-the-text", "smtp", READ, ALIVE,
    "RCPT TO <a@b.jp> failed: no", ATENA_OUTCOME_UNCERTAIN, FALSE },
  { "ews-fails-before-its-request", "ews", UNREAD, ALIVE, "no", ATENA_OUTCOME_RETURNED, TRUE },
  { "ews-fails", "ews", READ, ALIVE, "no", ATENA_OUTCOME_UNCERTAIN, FALSE },
  { "ews-talks-like-smtp", "ews", READ, ALIVE, "RCPT TO <a@b.jp> failed: no",
    ATENA_OUTCOME_UNCERTAIN, FALSE },
  { "microsoft365-fails", "microsoft365", UNREAD, ALIVE, "no", ATENA_OUTCOME_UNCERTAIN, FALSE },
  { "the-unknown-fails", "pigeon", UNREAD, ALIVE, "no", ATENA_OUTCOME_UNCERTAIN, FALSE },
  { "sendmail-cannot-be-started", "sendmail", UNREAD, ALIVE,
    "Could not fork “/x”: no: mail not sent", ATENA_OUTCOME_RETURNED, TRUE },
  { "sendmail-leaves-early", "sendmail", READ, ALIVE, "Could not send message: Broken pipe",
    ATENA_OUTCOME_UNCERTAIN, FALSE },
  { "sendmail-is-not-there", "sendmail", READ, ALIVE, "Could not execute “/x”: mail not sent.",
    ATENA_OUTCOME_UNCERTAIN, FALSE },
  { "sendmail-is-killed", "sendmail", READ, ALIVE, "“/x” exited with signal Killed: mail not sent.",
    ATENA_OUTCOME_UNCERTAIN, FALSE },
};

static AtenaOutcome *
judge (const Case *test)
{
  g_autoptr (GError) error = NULL;

  if (test->words != NULL)
    error = g_error_new_literal (CAMEL_ERROR, CAMEL_ERROR_GENERIC, test->words);
  return atena_camel_outcome_new (test->protocol, test->written, test->connected, error);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (AtenaOutcome) outcome = judge (test);

  g_assert_cmpstr (atena_outcome_kind_to_string (outcome->kind), ==,
                   atena_outcome_kind_to_string (test->kind));
  g_assert_cmpint (outcome->hold, ==, test->hold);
  g_assert_cmpuint (outcome->code, ==, 0);
  g_assert_cmpstr (outcome->reply, !=, "");
  g_assert_null (strchr (outcome->reply, '\n'));
}

static void
test_status (void)
{
  static const struct
  {
    int status;
    AtenaOutcomeKind kind;
    gboolean hold;
  } statuses[] = {
    { 1, ATENA_OUTCOME_REJECTED, FALSE },  { 64, ATENA_OUTCOME_RETURNED, TRUE },
    { 65, ATENA_OUTCOME_REJECTED, FALSE }, { 66, ATENA_OUTCOME_RETURNED, TRUE },
    { 67, ATENA_OUTCOME_REJECTED, FALSE }, { 68, ATENA_OUTCOME_REJECTED, FALSE },
    { 69, ATENA_OUTCOME_REJECTED, FALSE }, { 70, ATENA_OUTCOME_RETURNED, TRUE },
    { 74, ATENA_OUTCOME_RETURNED, TRUE },  { 75, ATENA_OUTCOME_UNCERTAIN, FALSE },
    { 76, ATENA_OUTCOME_REJECTED, FALSE }, { 77, ATENA_OUTCOME_RETURNED, TRUE },
    { 78, ATENA_OUTCOME_RETURNED, TRUE },  { 254, ATENA_OUTCOME_REJECTED, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *words =
        g_strdup_printf ("“/x 99” exited with status %d: mail not sent.", statuses[i].status);
      Case test = { "", "sendmail", READ, ALIVE, words, 0, FALSE };
      g_autoptr (AtenaOutcome) outcome = judge (&test);

      g_assert_cmpint (outcome->kind, ==, statuses[i].kind);
      g_assert_cmpint (outcome->hold, ==, statuses[i].hold);
      g_assert_cmpstr (outcome->reply, ==, words);
    }
}

/* Only a program has an exit status. */
static void
test_status_elsewhere (void)
{
  Case test = { "", "ews", READ, ALIVE, "“/x” exited with status 67: mail not sent.", 0, FALSE };
  g_autoptr (AtenaOutcome) outcome = judge (&test);

  g_assert_cmpint (outcome->kind, ==, ATENA_OUTCOME_UNCERTAIN);
}

/* Any provider may find that there is no connection; then another one is tried. */
static void
test_not_connected (void)
{
  g_autoptr (GError) error =
    g_error_new_literal (CAMEL_SERVICE_ERROR, CAMEL_SERVICE_ERROR_NOT_CONNECTED, "no");
  g_autoptr (AtenaOutcome) outcome = atena_camel_outcome_new ("pigeon", UNREAD, ALIVE, error);

  g_assert_cmpint (outcome->kind, ==, ATENA_OUTCOME_RETURNED);
  g_assert_false (outcome->hold);
}

static void
test_octets (void)
{
  Case test = { "", "smtp", READ, LOST, "no \xff\xfe\r\n\x1b[2Jway ", 0, FALSE };
  g_autoptr (AtenaOutcome) outcome = judge (&test);

  g_assert_true (g_utf8_validate (outcome->reply, -1, NULL));
  g_assert_null (strpbrk (outcome->reply, "\r\n\x1b"));
  g_assert_true (g_str_has_suffix (outcome->reply, "way"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/camel-outcome/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/camel-outcome/knows-what-programs-mean-by-their-status", test_status);
  g_test_add_func ("/camel-outcome/knows-no-status-of-others", test_status_elsewhere);
  g_test_add_func ("/camel-outcome/tries-again-without-a-connection", test_not_connected);
  g_test_add_func ("/camel-outcome/keeps-words-harmless", test_octets);
  return g_test_run ();
}
