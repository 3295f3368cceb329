/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "pipeline/kontor-board-facts.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_DEAL_CARD (kontor_deal_card_get_type ())
G_DECLARE_FINAL_TYPE (KontorDealCard, kontor_deal_card, KONTOR, DEAL_CARD, GtkBox)

/**
 * KontorDealCard:
 *
 * One deal on the board. Properties, for the template: "deal", "step-words", "step-icon",
 * "quiet-words" (NULL: not quiet), "open" (its stage is).
 */
KontorDealCard *kontor_deal_card_new (void);

/* NULL takes the deal off, for a card that is used again. */
void kontor_deal_card_set_deal (KontorDealCard *self, KontorRecord *deal);
KontorRecord *kontor_deal_card_get_deal (KontorDealCard *self);
/* What the stage means and what is planned; NULL facts: not known yet. */
void kontor_deal_card_set_facts (KontorDealCard *self, KontorBoardFacts *facts, gboolean open);

/* Where a lifted or dragged deal would land, and what is lifted. */
void kontor_deal_card_set_drop_before (KontorDealCard *self, gboolean drop_before);
void kontor_deal_card_set_lifted (KontorDealCard *self, gboolean lifted);

G_END_DECLS
