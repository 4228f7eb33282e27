// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

/* Why a message cannot become individual letters just like that. */
typedef enum
{
  ATENA_OBSTACLE_SIGNING,    /* a signature was asked for */
  ATENA_OBSTACLE_ENCRYPTION, /* encryption was asked for */
  ATENA_OBSTACLE_ACCOUNT,    /* the account is for receiving only */
  ATENA_OBSTACLE_LOADING,    /* an attachment is still being loaded */
  ATENA_OBSTACLE_OTHER,      /* what an error says */
} AtenaObstacle;

/* Says it. Responses: GTK_RESPONSE_CANCEL (also by Escape) to go back to the message, and with
 * ATENA_OBSTACLE_SIGNING ATENA_RESPONSE_SEPARATELY to send knowingly without the signature.
 * @message: (nullable): the words of an error for OTHER. */
GtkWidget *
atena_obstacle_dialog_new (GtkWindow *parent, AtenaObstacle obstacle, const char *message);
