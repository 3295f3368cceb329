/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "pipeline/kontor-board-column.h"
#include "pipeline/kontor-board.h"

G_BEGIN_DECLS

/* What the board's files share: kontor-board.c shows, kontor-board-moves.c moves,
 * kontor-board-focus.c lets the focus go with the card. */
struct _KontorBoard
{
  AdwBin parent_instance;
  KontorWorkspace *workspace;
  KontorBoardFacts *facts;
  KontorId pipeline;
  int only;         /* KontorNextState of the deals that are wanted; -1: all */
  GPtrArray *shown; /* KontorBoardColumn, in order; borrowed */
  GPtrArray *heads; /* KontorBoardHead, in order; borrowed */
  gboolean narrow;
  gboolean wants_focus; /* once there are columns */
  gboolean loading;
  gboolean stale; /* something changed while it was loading */

  /* What is lifted or dragged, where it came from, where it would land. */
  GArray *held; /* gint64, rows in the file; or NULL */
  gboolean lifted;
  guint target_column;
  guint target_position;

  /* The card that has the focus or had it last, and those that were moved with it. */
  gint64 current;       /* its row in the file; 0: none */
  guint current_column; /* where it is, or is awaited */
  guint current_position;
  GArray *moved;      /* gint64, or NULL */
  gboolean has_focus; /* the focus is on the card, as far as was told */
  gboolean awaits;    /* the card is on its way to current_column, which keeps the focus for it */
  GtkRoot *root;      /* whose focus is followed */
  guint follow_source;

  GtkDropDown *switcher;
  GtkScrolledWindow *scroller;
  GtkBox *columns;
  GtkRevealer *targets;
  GtkButton *won_target;
  GtkButton *lost_target;
};

/* A weak reference for what comes back later; free it with kontor_board_free_reference(). */
GWeakRef *kontor_board_make_reference (KontorBoard *self);
void kontor_board_free_reference (gpointer reference);

void kontor_board_connect_column (KontorBoard *self, KontorBoardColumn *column);
void kontor_board_init_targets (KontorBoard *self);

void kontor_board_follow_root (KontorBoard *self, GtkRoot *root);
void kontor_board_follow_column (KontorBoard *self, KontorBoardColumn *column);
/* @deals (gint64) are on their way to @column: the focus goes with them. */
void kontor_board_follow_deals (KontorBoard *self, GArray *deals, guint column);
/* They are not, after all. */
void kontor_board_follow_back (KontorBoard *self);
/* Back to where the focus was last; FALSE where that is nowhere on the board. */
gboolean kontor_board_focus_current (KontorBoard *self);
/* The column whose cards keys are for; -1: none. */
int kontor_board_find_focused_column (KontorBoard *self);
/* What keys are for in that column: gint64, rows in the file. */
GArray *kontor_board_dup_chosen (KontorBoard *self, guint column);
/* Lets go of what is held, moving nothing. */
void kontor_board_let_go (KontorBoard *self);

G_END_DECLS
