/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "pipeline/kontor-board-column.h"
#include "pipeline/kontor-board.h"

G_BEGIN_DECLS

/* What the board's two files share: kontor-board.c shows, kontor-board-moves.c moves. */
struct _KontorBoard
{
  AdwBin parent_instance;
  KontorWorkspace *workspace;
  KontorBoardFacts *facts;
  KontorId pipeline;
  int only;         /* KontorNextState of the deals that are wanted; -1: all */
  GPtrArray *shown; /* KontorBoardColumn, in order; borrowed */
  gboolean narrow;
  gboolean wants_focus; /* once there are columns */
  gboolean loading;
  gboolean stale; /* something changed while it was loading */

  /* What is lifted or dragged, where it came from, where it would land. */
  GArray *held; /* gint64, rows in the file; or NULL */
  gboolean lifted;
  guint target_column;
  guint target_position;

  GtkDropDown *switcher;
  GtkScrolledWindow *scroller;
  GtkBox *columns;
  GtkRevealer *targets;
  GtkButton *won_target;
  GtkButton *lost_target;
};

void kontor_board_connect_column (KontorBoard *self, KontorBoardColumn *column);
void kontor_board_init_targets (KontorBoard *self);
/* Lets go of what is held, moving nothing. */
void kontor_board_let_go (KontorBoard *self);

G_END_DECLS
