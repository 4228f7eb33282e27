// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-summary.h"

/* Response, besides GTK_RESPONSE_CLOSE. */
#define ATENA_RESPONSE_LOOK 1

/* Says in a host's main window that a campaign is left over, and offers to look at it. @summary is
 * not kept. */
GtkWidget *
atena_resume_bar_new (const AtenaSummary *summary);

/* The same as one line of text, for a notification. Owned by the caller. */
char *
atena_resume_bar_describe (const AtenaSummary *summary);
