// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include <gmime/gmime.h>

#include "atena-draft.h"

/* The header fields that each letter takes over from the draft, written out, lines ending with LF;
 * neither From, To, Subject, Date, Message-ID nor the MIME fields are among them. */
const char *
atena_draft_get_kept_headers (AtenaDraft *self);

/* Whether a letter takes over the header field called @name; @ret_is_text is whether its value is
 * unstructured text. */
gboolean
atena_draft_keeps_header (const char *name, gboolean *ret_is_text);

/* The part that is the whole content, never NULL. For one thread at a time. */
GMimeObject *
atena_draft_get_content (AtenaDraft *self);

/* The text of @part in UTF-8 with LF, or NULL when it is not one of those that are templates. */
const char *
atena_draft_get_text (AtenaDraft *self, GMimeObject *part);

/* Before any other use of GMime. */
void
atena_draft_ensure_gmime (void);

/* Owned by the caller: what GMime makes of a message, NULL when it is none. */
GMimeMessage *
atena_draft_parse_message (const char *octets, gsize length);

/* Owned by the caller: what GMime makes of a part with its header, NULL when it is none. */
GMimeObject *
atena_draft_parse_part (const char *octets, gsize length);

/* The file name of @part on one line, "" when it has none. Owned by the caller. */
char *
atena_draft_dup_file_name (GMimeObject *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeContentDisposition, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeFormatOptions, g_mime_format_options_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeObject, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParamList, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParserOptions, g_mime_parser_options_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
