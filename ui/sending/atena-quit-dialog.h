// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

/* Responses, besides GTK_RESPONSE_CANCEL (also by Escape) for not quitting. */
enum
{
  ATENA_RESPONSE_WAIT = 1, /* quit when all is sent */
  ATENA_RESPONSE_PAUSE,    /* pause and quit */
};

/* Asks what is to become of @left letters when the host is about to quit. */
GtkWidget *
atena_quit_dialog_new (GtkWindow *parent, guint64 left);
