// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The names of the reasons for leaving a row out, for machines and for people; who is left out is
// decided elsewhere.

#include "atena-reason.h"

#include <glib/gi18n-lib.h>

static const char *const names[] = {
  [ATENA_REASON_NONE] = "",
  [ATENA_REASON_NO_ADDRESS] = "no-address",
  [ATENA_REASON_BAD_ADDRESS] = "bad-address",
  [ATENA_REASON_TWO_ADDRESSES] = "two-addresses",
  [ATENA_REASON_CONTROL_CHARACTER] = "control-character",
  [ATENA_REASON_NON_ASCII_ADDRESS] = "non-ascii-address",
  [ATENA_REASON_BAD_DOMAIN] = "bad-domain",
  [ATENA_REASON_EMPTY_FIELD] = "empty-field",
  [ATENA_REASON_DUPLICATE] = "duplicate",
  [ATENA_REASON_ANOTHER_LETTER] = "another-letter",
  [ATENA_REASON_INTERRUPTED] = "interrupted",
  [ATENA_REASON_OWN_ADDRESS] = "own-address",
  [ATENA_REASON_UNTICKED] = "unticked",
  [ATENA_REASON_STOPPED] = "stopped",
  [ATENA_REASON_UNSUPPORTED_ADDRESS] = "unsupported-address",
  [ATENA_REASON_FILE_MISSING] = "file-missing",
  [ATENA_REASON_FILE_OUTSIDE] = "file-outside",
  [ATENA_REASON_FILE_UNREADABLE] = "file-unreadable",
  [ATENA_REASON_FILE_TOO_LARGE] = "file-too-large",
  [ATENA_REASON_FILE_SHARED] = "file-shared",
  [ATENA_REASON_TWO_ROWS] = "two-rows",
  [ATENA_REASON_NOT_A_DATE] = "not-a-date",
  [ATENA_REASON_NOT_A_NUMBER] = "not-a-number",
  [ATENA_REASON_BROKEN_HTML] = "broken-html",
};

const char *
atena_reason_to_string (AtenaReason reason)
{
  g_return_val_if_fail ((guint) reason < G_N_ELEMENTS (names), "");

  return names[reason];
}

AtenaReason
atena_reason_from_string (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      return (AtenaReason) i;
  return ATENA_REASON_NONE;
}

static gboolean
is_about_file (AtenaReason reason)
{
  return reason >= ATENA_REASON_FILE_MISSING && reason <= ATENA_REASON_FILE_SHARED;
}

static char *
describe_detail (AtenaReason reason, const char *detail)
{
  switch (reason)
    {
    case ATENA_REASON_EMPTY_FIELD:
      return g_strdup_printf (_ ("The field “%s”, which the letter needs, is empty"), detail);
    case ATENA_REASON_DUPLICATE:
      return g_strdup_printf (_ ("The same letter to the same address is already in row %s"),
                              detail);
    case ATENA_REASON_ANOTHER_LETTER:
      return g_strdup_printf (_ ("Row %s has a different letter to the same address"), detail);
    case ATENA_REASON_FILE_MISSING:
      return g_strdup_printf (_ ("The file to attach, “%s”, is not there"), detail);
    case ATENA_REASON_FILE_OUTSIDE:
      return g_strdup_printf (_ ("The file “%s” is not in the folder for the files to attach"),
                              detail);
    case ATENA_REASON_FILE_UNREADABLE:
      return g_strdup_printf (_ ("The file to attach, “%s”, cannot be read"), detail);
    case ATENA_REASON_FILE_TOO_LARGE:
      return g_strdup_printf (_ ("The file to attach, “%s”, is too large for a letter"), detail);
    case ATENA_REASON_FILE_SHARED:
      return g_strdup_printf (_ ("The file “%s” is meant for another person, too"), detail);
    case ATENA_REASON_TWO_ROWS:
      return g_strdup_printf (_ ("The list has this email address in several rows: %s"), detail);
    case ATENA_REASON_NOT_A_DATE:
      return g_strdup_printf (_ ("The field “%s” does not hold a date such as 2026/11/24"), detail);
    case ATENA_REASON_NOT_A_NUMBER:
      return g_strdup_printf (_ ("The field “%s” does not hold a number such as 1234"), detail);
    case ATENA_REASON_BROKEN_HTML:
      return g_strdup_printf (_ ("The field “%s” does not hold complete HTML"), detail);
    default:
      g_return_val_if_reached (NULL);
    }
}

static const char *
describe_plain (AtenaReason reason)
{
  switch (reason)
    {
    case ATENA_REASON_NONE:
      return "";
    case ATENA_REASON_NO_ADDRESS:
      return _ ("There is no email address");
    case ATENA_REASON_BAD_ADDRESS:
      return _ ("The email address is not written correctly");
    case ATENA_REASON_TWO_ADDRESSES:
      return _ ("There is more than one email address where there should be one");
    case ATENA_REASON_CONTROL_CHARACTER:
      return _ ("The email address contains a line break or another control character");
    case ATENA_REASON_NON_ASCII_ADDRESS:
      return _ ("The email address contains letters or signs before the @ that are not English");
    case ATENA_REASON_BAD_DOMAIN:
      return _ ("The part of the email address after the @ cannot exist");
    case ATENA_REASON_EMPTY_FIELD:
      return _ ("A field that the letter needs is empty");
    case ATENA_REASON_DUPLICATE:
      return _ ("The same letter already goes to the same address");
    case ATENA_REASON_ANOTHER_LETTER:
      return _ ("A different letter goes to the same address");
    case ATENA_REASON_INTERRUPTED:
      return _ ("Sending was interrupted before the server’s answer was seen");
    case ATENA_REASON_OWN_ADDRESS:
      return _ ("This is your own email address");
    case ATENA_REASON_UNTICKED:
      return _ ("You left this person out");
    case ATENA_REASON_STOPPED:
      return _ ("You stopped sending before this letter");
    case ATENA_REASON_UNSUPPORTED_ADDRESS:
      return _ ("This account cannot write to this email address");
    case ATENA_REASON_FILE_MISSING:
      return _ ("A file to attach is not there");
    case ATENA_REASON_FILE_OUTSIDE:
      return _ ("A file to attach is not in the folder for these files");
    case ATENA_REASON_FILE_UNREADABLE:
      return _ ("A file to attach cannot be read");
    case ATENA_REASON_FILE_TOO_LARGE:
      return _ ("A file to attach is too large for a letter");
    case ATENA_REASON_FILE_SHARED:
      return _ ("A file to attach is meant for another person, too");
    case ATENA_REASON_TWO_ROWS:
      return _ ("The list has this email address in several rows");
    case ATENA_REASON_NOT_A_DATE:
      return _ ("A field that the letter writes as a date does not hold one");
    case ATENA_REASON_NOT_A_NUMBER:
      return _ ("A field that the letter writes as a number does not hold one");
    case ATENA_REASON_BROKEN_HTML:
      return _ ("A field that the letter takes for HTML does not hold complete HTML");
    }
  g_return_val_if_reached ("");
}

char *
atena_reason_describe (AtenaReason reason, const char *detail)
{
  gboolean detailed = reason == ATENA_REASON_EMPTY_FIELD || reason == ATENA_REASON_DUPLICATE ||
                      reason == ATENA_REASON_ANOTHER_LETTER || reason == ATENA_REASON_TWO_ROWS ||
                      reason >= ATENA_REASON_NOT_A_DATE || is_about_file (reason);

  if (detailed && detail != NULL)
    return describe_detail (reason, detail);
  return g_strdup (describe_plain (reason));
}
