// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gio/gio.h>

/* Texts by their numbers, in memory as long as they are few, and in a scratch file when they are
 * many: a workbook has each text of its cells once, and a long list has millions. */
typedef struct _AtenaTextPool AtenaTextPool;

AtenaTextPool *
atena_text_pool_new (void);
void
atena_text_pool_free (AtenaTextPool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaTextPool, atena_text_pool_free)

/* Adds a copy of @text, which gets the next number, the first being 0. Errors are those of the
 * scratch file. */
gboolean
atena_text_pool_add (AtenaTextPool *self, const char *text, GError **error);
guint
atena_text_pool_get_size (AtenaTextPool *self);

/* Text @number, which there is; valid until the next call. NULL on errors of the file. Numbers that
 * follow each other are found fastest. */
const char *
atena_text_pool_get (AtenaTextPool *self, guint number, GError **error);
