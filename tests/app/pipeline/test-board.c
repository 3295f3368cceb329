/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "pipeline/kontor-board-column.h"
#include "pipeline/kontor-board.h"
#include "support/app-fixture.h"

/* The board with two deals in its first stage; the first of them has the focus. */
typedef struct
{
  AppFixture *app;
  KontorBoard *board;
  KontorId first;
  KontorId second;
} Board;

static KontorRecord *
get_stage (Board *self, guint index)
{
  return kontor_board_get_facts (self->board)->stages->pdata[index];
}

static KontorBoardColumn *
get_column (Board *self, guint index)
{
  return KONTOR_BOARD_COLUMN (app_find (GTK_WIDGET (self->board), KONTOR_TYPE_BOARD_COLUMN, index));
}

static gboolean
has_two_deals (gpointer data)
{
  return g_list_model_get_n_items (kontor_board_column_get_deals (get_column (data, 0))) == 2;
}

static gboolean
has_focused_first (gpointer data)
{
  return kontor_board_column_get_focused (get_column (data, 0)) == 0;
}

static Board
open_board (AppFixture *app)
{
  Board self = { app };
  g_autofree char *stage = NULL;
  app_fixture_go (app, "board");
  self.board = KONTOR_BOARD (app_find (GTK_WIDGET (app->window), KONTOR_TYPE_BOARD, 0));
  stage = kontor_id_dup_text (kontor_record_get_id (get_stage (&self, 0)));
  self.first = app_fixture_make (app, "deal", "title", "First", "stage", stage, NULL);
  self.second = app_fixture_make (app, "deal", "title", "Second", "stage", stage, NULL);
  app_fixture_wait (has_two_deals, &self, "both deals on the board");
  app_fixture_settle ();
  kontor_board_column_focus (get_column (&self, 0), 0);
  app_fixture_wait (has_focused_first, &self, "the first card having the focus");
  return self;
}

typedef struct
{
  Board *board;
  KontorId deal;
  guint stage;
} Place;

static gboolean
is_in_stage (gpointer data)
{
  const Place *place = data;
  g_autoptr (KontorRecord) deal = app_fixture_get (place->board->app, "deal", &place->deal);
  const KontorValue *stage = kontor_record_get_value (deal, "stage");
  return kontor_id_equal (&stage->id,
                          kontor_record_get_id (get_stage (place->board, place->stage)));
}

static gboolean
is_shown_and_focused (gpointer data)
{
  const Place *place = data;
  return kontor_board_column_get_focused (get_column (place->board, place->stage)) >= 0;
}

static void
test_moves_on (AppFixture *app, gconstpointer data)
{
  Board board = open_board (app);
  Place first = { &board, board.first, 1 }, second = { &board, board.second, 0 };
  for (first.stage = 1; first.stage <= 2; first.stage++)
    {
      app_fixture_do (app, "board.move-next");
      app_fixture_wait (is_in_stage, &first, "the first deal being a stage on");
      app_fixture_wait (is_shown_and_focused, &first, "its card having the focus");
      app_fixture_settle ();
      g_assert_true (is_shown_and_focused (&first));
    }
  g_assert_true (is_in_stage (&second));
}

/* The second time before the card has come to where it was moved. */
static void
test_moves_on_fast (AppFixture *app, gconstpointer data)
{
  Board board = open_board (app);
  Place first = { &board, board.first, 2 }, second = { &board, board.second, 0 };
  g_assert_true (kontor_board_move_by (board.board, 1));
  g_assert_true (kontor_board_move_by (board.board, 1));
  app_fixture_wait (is_in_stage, &first, "the first deal being two stages on");
  app_fixture_wait (is_shown_and_focused, &first, "its card having the focus");
  app_fixture_settle ();
  g_assert_true (is_shown_and_focused (&first));
  g_assert_true (is_in_stage (&second));
}

#define ADD(path, test)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  ADD ("/board/the-focus-goes-with-a-card-that-is-moved", test_moves_on);
  ADD ("/board/a-card-is-moved-on-before-it-has-arrived", test_moves_on_fast);
  return g_test_run ();
}
