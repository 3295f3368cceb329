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

static void
fill_board (Board *self)
{
  fill_stage (self, MANY);
  app_fixture_wait (has_many, self, "many deals on the board");
  app_fixture_settle ();
}

/* Drags what is chosen in the first stage and drops it there before @position; how many records
 * were read for it. */
static guint
count_read_by_drop (Board *self, guint position)
{
  KontorBoardColumn *column = get_column (self, 0);
  GObjectClass *class = g_type_class_ref (
      kontor_record_type_for (app_fixture_entity (self->app, "deal")));
  main_thread = g_thread_self ();
  finalize_record = class->finalize;
  class->finalize = count_record;
  n_read = 0;
  g_signal_emit_by_name (column, "drag", TRUE);
  g_signal_emit_by_name (column, "drop", position);
  class->finalize = finalize_record;
  g_type_class_unref (class);
  return n_read;
}

/* To where no card is shown, so that none is held. */
static void
test_drop_among_many (AppFixture *app, gconstpointer data)
{
  Board board = open_board (app);
  fill_board (&board);
  g_assert_cmpuint (count_read_by_drop (&board, MANY / 2 + 1), <, 10);
  app_fixture_wait (has_moved_far, &board, "the deal being in the middle");
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
  ADD ("/board/a-drop-among-many-cards-does-not-read-them", test_drop_among_many);
  ADD ("/board/a-card-lands-where-it-is-dropped", test_drop_place);
  return g_test_run ();
}
