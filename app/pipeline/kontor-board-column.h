/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "pipeline/kontor-board-facts.h"
#include "pipeline/kontor-board-head.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_BOARD_COLUMN (kontor_board_column_get_type ())
G_DECLARE_FINAL_TYPE (KontorBoardColumn, kontor_board_column, KONTOR, BOARD_COLUMN, AdwBin)

/**
 * KontorBoardColumn:
 *
 * One stage of a pipeline with its deals. It shows, and says what the user does to it; the board
 * decides.
 *
 * Signals:
 *  - "open" (KontorRecord *): a card was activated
 *  - "drag" (gboolean): cards of this column begin or end being dragged; while they are, they are
 *    kontor_board_column_dup_chosen()
 *  - "drop" (guint): what is dragged was let go of before the card at that place, as many as there
 *    are: at the end
 *  - "key" (guint keyval, guint modifiers): a key on a card, answered with whether it was taken
 */
KontorBoardColumn *kontor_board_column_new (KontorWorkspace *workspace, KontorRecord *stage);

KontorRecord *kontor_board_column_get_stage (KontorBoardColumn *self);
GListModel *kontor_board_column_get_deals (KontorBoardColumn *self);
GtkSelectionModel *kontor_board_column_get_selection (KontorBoardColumn *self);
KontorBoardHead *kontor_board_column_get_head (KontorBoardColumn *self);
/* Whether the head names the stage: not where something above does. */
void kontor_board_column_set_named (KontorBoardColumn *self, gboolean named);
void kontor_board_column_set_facts (KontorBoardColumn *self, KontorBoardFacts *facts);

/* The selected cards, else the focused one: their rows in the file (gint64), as a column may have
 * thousands and none is read for it. */
GArray *kontor_board_column_dup_chosen (KontorBoardColumn *self);
/* The card with the focus; -1 for none. */
int kontor_board_column_get_focused (KontorBoardColumn *self);
/* Its row in the file; 0 for none. */
gint64 kontor_board_column_get_focused_deal (KontorBoardColumn *self);
/* Where a deal, a row in the file, is; FALSE where it is not (yet) there. */
gboolean kontor_board_column_find (KontorBoardColumn *self, gint64 deal, guint *position);
/* Selects those of @deals that are here, and nothing else. */
void kontor_board_column_select (KontorBoardColumn *self, GArray *deals);
/* Chooses a card and moves the focus there, or to the column itself where it is empty. */
void kontor_board_column_focus (KontorBoardColumn *self, guint position);
/* The same for the first card, once it is there. */
void kontor_board_column_focus_first (KontorBoardColumn *self);
/* Keeps the focus on no card, for one that is to come. */
void kontor_board_column_hold_focus (KontorBoardColumn *self);
gboolean kontor_board_column_holds_focus (KontorBoardColumn *self);

/* Shows where something would land: before the card at @position, the end for as many as there
 * are; -1: nowhere. */
void kontor_board_column_show_drop (KontorBoardColumn *self, int position);
/* Which cards are shown as lifted, as kontor_board_column_dup_chosen() has them; NULL: none. */
void kontor_board_column_show_lifted (KontorBoardColumn *self, GArray *deals);

G_END_DECLS
