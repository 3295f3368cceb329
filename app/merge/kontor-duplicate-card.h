/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "merge/kontor-duplicate.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_DUPLICATE_CARD (kontor_duplicate_card_get_type ())
G_DECLARE_FINAL_TYPE (KontorDuplicateCard, kontor_duplicate_card, KONTOR, DUPLICATE_CARD, AdwBin)

/**
 * KontorDuplicateCard:
 *
 * Records that look alike, side by side, with why, and what they would be as one: each value that they
 * differ in can be chosen, and the result follows.
 *
 * Signal: "settled" (boolean merge). Takes @duplicate over.
 */
GtkWidget *kontor_duplicate_card_new (KontorDuplicate *duplicate);
const KontorDuplicate *kontor_duplicate_card_get (KontorDuplicateCard *self);

G_END_DECLS
