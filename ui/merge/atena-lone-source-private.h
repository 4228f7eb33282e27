// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-recipient-source.h"

#define ATENA_TYPE_LONE_SOURCE (atena_lone_source_get_type ())
G_DECLARE_FINAL_TYPE (AtenaLoneSource, atena_lone_source, ATENA, LONE_SOURCE, GObject)

/* A list with one row: @mailbox with the values that @recipient has for @fields. */
AtenaLoneSource *
atena_lone_source_new (AtenaFields *fields, AtenaMailbox *mailbox, AtenaRecipient *recipient);
