// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-draft.h"

#define ATENA_TYPE_COMPOSITION (atena_composition_get_type ())
G_DECLARE_FINAL_TYPE (AtenaComposition, atena_composition, ATENA, COMPOSITION, GObject)

/* What somebody composed in a mail program, piece by piece, on its way to becoming a draft. Header
 * values and texts are UTF-8 and may hold placeholders where a letter has templates (Subject and
 * the texts). Without To, Cc and Bcc: those become the list. */

/* @from: who writes; @subject may be "". */
AtenaComposition *
atena_composition_new (AtenaMailbox *from, const char *subject);

/* A header that a letter keeps (atena_letter_new()) such as Reply-To, Organization, In-Reply-To,
 * References, X-Priority or Disposition-Notification-To; others are passed over. Control characters
 * are folded. The last value set counts. */
void
atena_composition_set_header (AtenaComposition *self, const char *name, const char *value);

/* The text as typed; and the same as HTML for a formatted message. LF or CRLF. */
void
atena_composition_set_plain (AtenaComposition *self, const char *text);
void
atena_composition_set_html (AtenaComposition *self, const char *html);

/**
 * atena_composition_add_inline, atena_composition_add_attachment:
 * @part: a MIME part with its header (RFC 2045), as another library wrote it
 * @error: ATENA_ERROR_INVALID when it is no part
 *
 * What the HTML refers to by cid: (RFC 2392), and what is attached. Content and names stay as they
 * are; a part without Content-Disposition gets the fitting one, and one that would be merged (text,
 * HTML or a multipart) is an attachment whatever it says.
 */
gboolean
atena_composition_add_inline (AtenaComposition *self, GBytes *part, GError **error);
gboolean
atena_composition_add_attachment (AtenaComposition *self, GBytes *part, GError **error);

/**
 * atena_composition_build:
 * @name: what errors call the message
 * @error: ATENA_ERROR_INVALID: from atena_draft_new(); or when the placeholders of the plain text
 *   and of the HTML are not the same, with the fragment that one of them lacks; those in links and
 *   other attributes need not be in the plain text
 *
 * multipart/mixed (with attachments) of multipart/related (with inline parts) of
 * multipart/alternative (plain, HTML), or what is left of it.
 */
AtenaDraft *
atena_composition_build (AtenaComposition *self, const char *name, GError **error);
