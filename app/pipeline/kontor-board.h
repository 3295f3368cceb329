/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "pipeline/kontor-board-facts.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_BOARD (kontor_board_get_type ())
G_DECLARE_FINAL_TYPE (KontorBoard, kontor_board, KONTOR, BOARD, AdwBin)

/**
 * KontorBoard:
 *
 * The deals of a pipeline, a column a stage. Cards are moved by dragging, or by keyboard: Space
 * lifts, arrows choose the place, Space or Enter drops, Escape puts back; each step is spoken.
 *
 * Properties: "narrow": one stage is shown at a time; "facts" (KontorBoardFacts, read-only), NULL
 * until they are there. Signal "open" (KontorRecord *).
 */
void kontor_board_set_workspace (KontorBoard *self, KontorWorkspace *workspace);

/* Takes the focus with the card that had it last, else the first, once there is one; a column that
 * is empty has it else. */
void kontor_board_focus (KontorBoard *self);
/* Only the deals whose next step is so: a KontorNextState; -1: all. */
void kontor_board_show_only (KontorBoard *self, int state);

/* Null: the first. */
void kontor_board_show_pipeline (KontorBoard *self, const KontorId *pipeline);
KontorBoardFacts *kontor_board_get_facts (KontorBoard *self);

/* Moves what is chosen, one stage on or back. FALSE where there is nothing chosen or no stage. */
gboolean kontor_board_move_by (KontorBoard *self, int stages);
/* Moves what is chosen to the stage at @index of the pipeline. */
gboolean kontor_board_move_to (KontorBoard *self, guint index);
/* The stage that the focus is in, else the first; NULL where there is none. */
KontorRecord *kontor_board_get_current_stage (KontorBoard *self);

G_END_DECLS
