/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "record/kontor-related.h"
#include "store/kontor-list-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_RELATED_CARD (kontor_related_card_get_type ())
G_DECLARE_FINAL_TYPE (KontorRelatedCard, kontor_related_card, KONTOR, RELATED_CARD, AdwBin)

/**
 * KontorRelatedCard:
 *
 * The first few records of one kind that are about a record, a way to all of them, and a button
 * that adds one. Properties: "heading", "can-add", "add-label", "more-label".
 */
GtkWidget *kontor_related_card_new (KontorWorkspace *workspace, const KontorRelation *relation);
void kontor_related_card_set_record (KontorRelatedCard *self, KontorRecord *record);

G_END_DECLS
