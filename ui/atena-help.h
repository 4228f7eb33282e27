// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

/* Opens a page of the help in the language of the person, in whatever shows web pages here. Says
 * where the page is when nothing does. @parent: may be NULL. @page: name of a file in ui/help
 * without its .html. */
void
atena_help_show (GtkWindow *parent, const char *page);

/* From now on @button, and F1 in @window while the button is in sight, open @page, a constant. In a
 * dialog the button may be one for GTK_RESPONSE_HELP if atena_dialog_cancel_on_close() was called.
 */
void
atena_help_attach (GtkWindow *window, GtkWidget *button, const char *page);
