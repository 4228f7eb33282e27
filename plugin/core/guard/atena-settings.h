// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib-object.h>

#define ATENA_TYPE_SETTINGS (atena_settings_get_type ())
G_DECLARE_FINAL_TYPE (AtenaSettings, atena_settings, ATENA, SETTINGS, GObject)

/**
 * atena_settings_load:
 * @policy: (nullable): key file of the administrator, whose keys win; NULL for
 *   /etc/atena/policy.ini
 * @path: (nullable): key file of the user; NULL for atena/settings.ini in the user's configuration
 *   folder
 * @error: a file that is there and cannot be read or understood, with its name
 *
 * Files that are not there are empty. Blocks.
 */
AtenaSettings *
atena_settings_load (const char *policy, const char *path, GError **error);

/* `[guard] domains=a.example;b.example`: the organisation's domains besides that of the account. */
const char *const *
atena_settings_get_own_domains (AtenaSettings *self);

/* `[groups]`: one key a group, its digest (atena_guard_dup_group()). */
const char *const *
atena_settings_get_known_groups (AtenaSettings *self);

/* Adds a group and saves the user's file, 0600, in one piece or not at all; what others wrote into
 * it since stays. Blocks. */
gboolean
atena_settings_add_known_group (AtenaSettings *self, const char *group, GError **error);
