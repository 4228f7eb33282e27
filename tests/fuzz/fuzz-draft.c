// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Whatever a message file holds, a letter made of it goes to one person and can travel.

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#include "atena-letter.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const char *const names[] = { "name", "会社名", "a", NULL };
static const char *const values[] = { "山\r\nBcc: x@y\r\n\r\n.", "=?utf-8?Q?=0A?=", "<\"'&", NULL };

static gboolean
begins_with (const char *line, const char *start)
{
  return g_ascii_strncasecmp (line, start, strlen (start)) == 0;
}

static void
assert_fit_to_travel (const char *text, gsize length)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  guint n_to = 0;
  gboolean in_header = TRUE;

  g_assert_cmpuint (strlen (text), ==, length);
  g_assert_true (g_str_is_ascii (text));
  g_assert_true (g_str_has_suffix (text, "\r\n"));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];

      g_assert_cmpuint (strlen (line), <=, 998);
      g_assert_cmpuint (strcspn (line, "\r\n"), ==, strlen (line));
      in_header = in_header && *line != '\0';
      if (!in_header)
        continue;
      n_to += begins_with (line, "To:");
      g_assert_false (begins_with (line, "Cc:") || begins_with (line, "Bcc:") ||
                      begins_with (line, "Resent-"));
    }
  g_assert_cmpuint (n_to, ==, 1);
}

/* Readers see the same writer, one addressee, and some text. */
static void
assert_readable (GBytes *letter, AtenaDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtenaDraft) again = atena_draft_new (letter, "again", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (atena_draft_get_n_addressees (again), ==, 1);
  g_assert_cmpstr (atena_mailbox_get_path (atena_draft_get_from (again)), ==,
                   atena_mailbox_get_path (atena_draft_get_from (draft)));
}

static AtenaRecipient *
make_recipient (void)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autoptr (AtenaMailbox) mailbox =
    atena_mailbox_parse ("t..x@docomo.ne.jp", -1, values[0], &reason);
  g_autoptr (AtenaRecipient) recipient =
    atena_recipient_new (2, mailbox, "t..x@docomo.ne.jp", ATENA_REASON_NONE, values);

  return atena_recipient_stamp (recipient, "1@example.jp", 1764000000);
}

/* GLib alone would end with a signal at which libFuzzer does not keep the input. */
static void
abort_on_critical (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  g_printerr ("%s: %s\n", domain, message);
  if ((level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR)) != 0)
    abort ();
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (AtenaDraft) draft = atena_draft_new (bytes, "fuzz", NULL);
  g_autoptr (AtenaFields) fields = atena_fields_new (names, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (AtenaRecipient) recipient = make_recipient ();
  g_autoptr (AtenaLetter) letter = NULL;
  g_autoptr (GBytes) rendered = NULL;
  g_autofree char *text = NULL;

  g_log_set_default_handler (abort_on_critical, NULL);
  if (draft == NULL)
    return 0;
  letter = atena_letter_new (draft, fields, NULL, "seed", zone, ATENA_NEWLINE_CRLF, NULL);
  if (letter == NULL)
    return 0;
  rendered = atena_letter_render (letter, recipient);
  text = g_strndup (g_bytes_get_data (rendered, NULL), g_bytes_get_size (rendered));
  assert_fit_to_travel (text, g_bytes_get_size (rendered));
  assert_readable (rendered, draft);
  return 0;
}
