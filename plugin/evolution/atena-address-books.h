// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <shell/e-shell.h>

#include "atena-contacts.h"

#define ATENA_TYPE_ADDRESS_BOOKS (atena_address_books_get_type ())
G_DECLARE_FINAL_TYPE (AtenaAddressBooks, atena_address_books, ATENA, ADDRESS_BOOKS, GObject)

/* The address books in which Evolution looks for people while somebody types. A book that takes
 * longer than ten seconds is not asked again. Main thread; used on another. */
AtenaAddressBooks *
atena_address_books_new (EShell *shell);
