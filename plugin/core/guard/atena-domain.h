// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib.h>

/* Domains are in ASCII (A-labels), in any case. */

/* Whether @domain is @parent or lies under it: mail.example.co.jp is within example.co.jp. */
gboolean
atena_domain_is_within (const char *domain, const char *parent);

/* Whether people at @domain mostly have nothing to do with each other: it belongs to a free mail
 * service, a mobile carrier or an internet provider. */
gboolean
atena_domain_is_free_mail (const char *domain);
