/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "attention/kontor-attention.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_ATTENTION_CARD (kontor_attention_card_get_type ())
G_DECLARE_FINAL_TYPE (KontorAttentionCard, kontor_attention_card, KONTOR, ATTENTION_CARD, AdwBin)

/**
 * KontorAttentionCard:
 *
 * One change that somebody has to look at: what happened, what was, what stands and what was
 * written side by side with the differences marked, and the choice.
 *
 * Signal: "settled" (boolean keep). Takes @attention over.
 */
GtkWidget *kontor_attention_card_new (KontorAttention *attention);
const KontorAttention *kontor_attention_card_get (KontorAttentionCard *self);

/* Marks in @text what differs from @before: all but the words that both begin and end with. Free it
 * with pango_attr_list_unref(). */
PangoAttrList *kontor_attention_card_mark (const char *before, const char *text);

G_END_DECLS
