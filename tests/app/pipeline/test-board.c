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

#define MANY 600

static GThread *main_thread;
static guint n_read;
static void (*finalize_record) (GObject *record);

/* What the main thread has read for a moment only goes again at once. */
static void
count_record (GObject *record)
{
  if (g_thread_self () == main_thread)
    n_read++;
  finalize_record (record);
}

static void
fill_stage (Board *self, guint count)
{
  const KontorEntity *entity = app_fixture_entity (self->app, "deal");
  GPtrArray *deals = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_fields_free);
  for (guint i = 0; i < count; i++)
    {
      KontorFields *deal = kontor_fields_new (entity);
      kontor_fields_take_named (deal, "title", kontor_value_text (KONTOR_TEXT, "One of many"));
      kontor_fields_set_ref (deal, "stage", kontor_record_get_id (get_stage (self, 0)));
      g_ptr_array_add (deals, deal);
    }
  app_fixture_await (kontor_acts_create (self->app->workspace, NULL, deals));
}

static guint
count_deals (Board *self, guint stage)
{
  return g_list_model_get_n_items (kontor_board_column_get_deals (get_column (self, stage)));
}

static gboolean
has_many (gpointer data)
{
  return count_deals (data, 0) == MANY + 2;
}

static gboolean
has_moved_far (gpointer data)
{
  const Board *board = data;
  GListModel *deals = kontor_board_column_get_deals (get_column (data, 0));
  g_autoptr (KontorRecord) deal = g_list_model_get_item (deals, MANY / 2);
  return deal && kontor_id_equal (kontor_record_get_id (deal), &board->first);
}

/* To where no card is shown, so that none is held. */
static void
test_drop_among_many (AppFixture *app, gconstpointer data)
{
  Board board = open_board (app);
  KontorBoardColumn *column = get_column (&board, 0);
  GObjectClass *class = g_type_class_ref (
      kontor_record_type_for (app_fixture_entity (app, "deal")));
  fill_stage (&board, MANY);
  app_fixture_wait (has_many, &board, "many deals on the board");
  app_fixture_settle ();
  main_thread = g_thread_self ();
  finalize_record = class->finalize;
  class->finalize = count_record;
  g_signal_emit_by_name (column, "drag", TRUE);
  g_signal_emit_by_name (column, "drop", MANY / 2 + 1);
  class->finalize = finalize_record;
  g_assert_cmpuint (n_read, <, 10);
  app_fixture_wait (has_moved_far, &board, "the deal being in the middle");
  g_type_class_unref (class);
}

typedef struct
{
  Board *board;
  const char *titles[3];
} Order;

static gboolean
has_order (gpointer data)
{
  const Order *order = data;
  GListModel *deals = kontor_board_column_get_deals (get_column (order->board, 0));
  for (guint i = 0; i < G_N_ELEMENTS (order->titles); i++)
    {
      g_autoptr (KontorRecord) deal = g_list_model_get_item (deals, i);
      if (deal == NULL || g_strcmp0 (kontor_record_get_title (deal), order->titles[i]) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
drop_before (Board *self, guint position, const char *a, const char *b, const char *c)
{
  Order order = { self, { a, b, c } };
  KontorBoardColumn *column = get_column (self, 0);
  g_signal_emit_by_name (column, "drag", TRUE);
  g_signal_emit_by_name (column, "drop", position);
  app_fixture_wait (has_order, &order, "the deals being in order");
  app_fixture_settle ();
}

/* Before another, before itself, at the end. */
static void
test_drop_place (AppFixture *app, gconstpointer data)
{
  Board board = open_board (app);
  fill_stage (&board, 1);
  app_fixture_settle ();
  kontor_board_column_focus (get_column (&board, 0), 1);
  drop_before (&board, 0, "Second", "First", "One of many");
  kontor_board_column_focus (get_column (&board, 0), 1);
  drop_before (&board, 1, "Second", "First", "One of many");
  kontor_board_column_focus (get_column (&board, 0), 0);
  drop_before (&board, 3, "First", "One of many", "Second");
}

#define ADD(path, test)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  ADD ("/board/the-focus-goes-with-a-card-that-is-moved", test_moves_on);
  ADD ("/board/a-card-is-moved-on-before-it-has-arrived", test_moves_on_fast);
  ADD ("/board/a-drop-among-many-cards-does-not-read-them", test_drop_among_many);
  ADD ("/board/a-card-lands-where-it-is-dropped", test_drop_place);
  return g_test_run ();
}
