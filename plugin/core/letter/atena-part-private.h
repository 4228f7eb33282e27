// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gmime/gmime.h>

/* Puts what a letter has of a part onto the end of @out, pure ASCII, lines ending with LF. Header
 * fields that are not fit to be seen are written anew or left away. */

/* Content-Type, with one parameter set unless @value is NULL. */
void
atena_part_append_type (GString *out, GMimeObject *part, const char *name, const char *value);

/* The header fields that a part keeps besides its type and encoding. */
void
atena_part_append_fields (GString *out, GMimeObject *part);

/* @part, which is no multipart, with its header. */
void
atena_part_append (GString *out, GMimeObject *part);
