// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-list-reading-private.h"

/* Fill @box with what the list may be read as, and show it if that concerns the list. An id is what
 * AtenaListChoice takes, or empty for what is found out. */
void
atena_list_format_show_encoding (GtkComboBoxText *box, const AtenaListReading *reading);
void
atena_list_format_show_delimiter (GtkComboBoxText *box, const AtenaListReading *reading);
void
atena_list_format_show_sheet (GtkComboBoxText *box, const AtenaListReading *reading);
