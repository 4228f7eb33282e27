// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// Says why a file cannot be read as a list, and what to do about it.

#include "atena-book-error.h"

#include <glib/gi18n-lib.h>

#include "atena-error.h"

gboolean
atena_book_fail_kind (const char *name, const char *kind, GError **error)
{
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("%s is %s, not a list. Open it in the program it was made with and save the list "
                  "as an Excel workbook or as CSV"),
               name, kind);
  return FALSE;
}

gboolean
atena_book_fail_content (const char *name, GError **error)
{
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ (
                 "%s is neither a workbook nor text. Save the list as an Excel workbook or as CSV"),
               name);
  return FALSE;
}

gboolean
atena_book_fail_damage (const char *name, GError **error)
{
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID,
               _ ("%s is damaged and cannot be read. Open it in Excel and save it again"), name);
  return FALSE;
}

gboolean
atena_book_fail_password (const char *name, GError **error)
{
  g_set_error (error, ATENA_ERROR, ATENA_ERROR_INVALID, "%s: %s", name,
               _ ("Files with a password cannot be read. Remove the password in Excel and save "
                  "again"));
  return FALSE;
}
