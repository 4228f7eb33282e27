// SPDX-FileCopyrightText: 2026 The Atena authors
// SPDX-License-Identifier: LGPL-2.1-or-later

#pragma once

#include "atena-card.h"
#include "atena-vcard-line-private.h"

/* A card of which nothing is known yet. */
typedef struct _AtenaCardMaker AtenaCardMaker;

AtenaCardMaker *
atena_card_maker_new (void);
void
atena_card_maker_free (AtenaCardMaker *self);

/* Whether atena_card_maker_add() has a use for properties of this name. */
gboolean
atena_card_maker_wants (const char *name);

/* Adds what @line says. FALSE when its text cannot be read. */
gboolean
atena_card_maker_add (AtenaCardMaker *self, const AtenaVcardLine *line);

/* The card that its lines make; nothing can be added afterwards. Owned by the caller. */
AtenaCard *
atena_card_maker_finish (AtenaCardMaker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtenaCardMaker, atena_card_maker_free)
