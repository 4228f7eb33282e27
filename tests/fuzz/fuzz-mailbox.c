// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Whatever a cell holds, the mailbox read from it is safe on the wire and is read again as the
// same.

#include <glib.h>
#include <string.h>

#include "atena-mailbox.h"
#include "atena-text.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
assert_one_line (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (atena_text_is_control (g_utf8_get_char (p)));
}

static void
assert_same (const char *text, AtenaMailbox *mailbox)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autoptr (AtenaMailbox) again = atena_mailbox_parse (text, -1, NULL, &reason);

  g_assert_nonnull (again);
  g_assert_cmpstr (atena_mailbox_get_key (again), ==, atena_mailbox_get_key (mailbox));
  g_assert_cmpstr (atena_mailbox_get_path (again), ==, atena_mailbox_get_path (mailbox));
  g_assert_cmpint (atena_mailbox_is_dotted (again), ==, atena_mailbox_is_dotted (mailbox));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  AtenaReason reason = ATENA_REASON_NONE;
  g_autoptr (AtenaMailbox) mailbox = atena_mailbox_parse ((const char *) data, size, NULL, &reason);
  const char *path;

  g_assert_cmpint (mailbox == NULL, ==, reason != ATENA_REASON_NONE);
  if (mailbox == NULL)
    return 0;
  path = atena_mailbox_get_path (mailbox);
  g_assert_true (g_str_is_ascii (strrchr (path, '@')));
  g_assert_cmpint (g_str_is_ascii (path), !=, atena_mailbox_is_international (mailbox));
  g_assert_cmpuint (strlen (path), <=, 254);
  g_assert_true (g_str_is_ascii (strrchr (atena_mailbox_get_key (mailbox), '@')));
  assert_one_line (path);
  assert_one_line (atena_mailbox_get_name (mailbox));
  assert_one_line (atena_mailbox_get_address (mailbox));
  assert_same (path, mailbox);
  assert_same (atena_mailbox_get_address (mailbox), mailbox);
  return 0;
}
