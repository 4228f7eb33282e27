// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <glib-object.h>

#define ATENA_TYPE_FIELDS (atena_fields_get_type ())

/* The field names of a list, in the order of its columns. Immutable, reference counted. */
typedef struct _AtenaFields AtenaFields;

GType
atena_fields_get_type (void);

/**
 * atena_fields_new:
 * @names: (array zero-terminated=1): one name a column as the list has them; "" for a column that
 *   has none and cannot be used
 * @error: ATENA_ERROR_INVALID when two columns have the same name (atena_text_field_key())
 */
AtenaFields *
atena_fields_new (const char *const *names, GError **error);
AtenaFields *
atena_fields_ref (AtenaFields *self);
void
atena_fields_unref (AtenaFields *self);

guint
atena_fields_get_size (AtenaFields *self);

/* NULL-terminated, as given. */
const char *const *
atena_fields_get_names (AtenaFields *self);

/* Index of the column called @name, compared as atena_text_field_key() says, or -1. */
int
atena_fields_find (AtenaFields *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaFields, atena_fields_unref)
