// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gtk/gtk.h>

#include "atena-guard.h"

#define ATENA_TYPE_GUARD_DIALOG (atena_guard_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AtenaGuardDialog, atena_guard_dialog, ATENA, GUARD_DIALOG, GtkDialog)

/* Responses, besides GTK_RESPONSE_CANCEL (also by Escape) for going back to the message. */
enum
{
  ATENA_RESPONSE_SEPARATELY = 1,
  ATENA_RESPONSE_AS_IS,
};

/* Asks about @finding, which is not kept: of a kind other than ATENA_FINDING_HIDDEN_FEW. */
GtkWidget *
atena_guard_dialog_new (GtkWindow *parent, const AtenaFinding *finding);

/* Whether the person said that they all know each other. */
gboolean
atena_guard_dialog_get_acquainted (AtenaGuardDialog *self);
