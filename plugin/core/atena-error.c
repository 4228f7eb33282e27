// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// The error domain of Atena.

#include "atena-error.h"

G_DEFINE_QUARK (atena - error - quark, atena_error)
