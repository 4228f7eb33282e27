// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

#include "atena-campaign.h"

/**
 * atena_report_write_csv:
 * @states: which rows, as a mask of 1 << AtenaRowState; 0 for all
 *
 * Writes what became of the rows of @campaign as CSV for a spreadsheet: UTF-8 with a byte order
 * mark, CRLF, cells that look like formulas made harmless. Blocks.
 */
gboolean
atena_report_write_csv (AtenaCampaign *campaign,
                        guint states,
                        GOutputStream *stream,
                        GCancellable *cancellable,
                        GError **error);

/* The same for programs, as an array of JSON objects with the columns as their members. */
gboolean
atena_report_write_json (AtenaCampaign *campaign,
                         guint states,
                         GOutputStream *stream,
                         GCancellable *cancellable,
                         GError **error);
