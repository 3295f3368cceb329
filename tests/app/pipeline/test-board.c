/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "acts/kontor-acts-deals.h"
#include "pipeline/kontor-board-column.h"
#include "pipeline/kontor-board.h"
#include "pipeline/kontor-share-bar.h"
#include "support/app-fixture.h"
#include "words/kontor-format.h"

#include <string.h>

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

static gint64
get_row (Board *self, const KontorId *id)
{
  g_autoptr (KontorRecord) deal = app_fixture_get (self->app, "deal", id);
  return kontor_record_get_rowid (deal);
}

/* A row that is gone can hold the focus for ever. */
static void
check_keys_are_heard (Board *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->app->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->board)));
}

/* Cards have come to a stage and are chosen there, the first of them with the focus. */
typedef struct
{
  Board *board;
  KontorBoardColumn *column;
  gint64 deals[2];
  guint count;
} Place;

static gboolean
has_come (gpointer data)
{
  const Place *place = data;
  g_autoptr (GArray) chosen = kontor_board_column_dup_chosen (place->column);
  guint position;
  check_keys_are_heard (place->board);
  for (guint i = 0; i < place->count; i++)
    if (!kontor_board_column_find (place->column, place->deals[i], &position))
      return FALSE;
  return chosen->len == place->count
         && kontor_board_column_get_focused_deal (place->column) == place->deals[0];
}

/* There, and still when all has come to rest. */
static void
wait_come (Board *self, const KontorId *deals, guint count, guint stage)
{
  Place place = { self, get_column (self, stage), { 0 }, count };
  for (guint i = 0; i < count; i++)
    place.deals[i] = get_row (self, &deals[i]);
  app_fixture_wait (has_come, &place, "the cards being there, one with the focus");
  app_fixture_settle ();
  g_assert_true (has_come (&place));
}

static void
check_in_stage (Board *self, const KontorId *id, guint stage)
{
  guint position;
  g_assert_true (
      kontor_board_column_find (get_column (self, stage), get_row (self, id), &position));
}

static void
move_there_and_back (Board *self, const KontorId *deals, guint count)
{
  for (guint stage = 1; stage <= 2; stage++)
    {
      g_assert_true (kontor_board_move_by (self->board, 1));
      wait_come (self, deals, count, stage);
    }
  for (guint stage = 2; stage-- > 0;)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->app->window), "win.undo", NULL);
      wait_come (self, deals, count, stage);
    }
}

static void
test_moves_on (AppFixture *app, gconstpointer data)
{
  Board board = open_board (app);
  move_there_and_back (&board, &board.first, 1);
  check_in_stage (&board, &board.second, 0);
  check_keys_are_heard (&board);
}

static gboolean
has_three_deals (gpointer data)
{
  return g_list_model_get_n_items (kontor_board_column_get_deals (get_column (data, 0))) == 3;
}

static void
test_moves_several (AppFixture *app, gconstpointer data)
{
  Board board = open_board (app);
  g_autofree char *stage = kontor_id_dup_text (kontor_record_get_id (get_stage (&board, 0)));
  KontorId third = app_fixture_make (app, "deal", "title", "Third", "stage", stage, NULL);
  KontorId both[2] = { board.second, board.first };
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  app_fixture_wait (has_three_deals, &board, "three deals on the board");
  app_fixture_settle ();
  kontor_board_column_focus (get_column (&board, 0), 1);
  for (guint i = 0; i < 2; i++)
    {
      gint64 row = get_row (&board, &both[i]);
      g_array_append_val (rows, row);
    }
  kontor_board_column_select (get_column (&board, 0), rows);
  move_there_and_back (&board, both, 2);
  check_in_stage (&board, &third, 0);
  check_keys_are_heard (&board);
}

static guint64
count_selected (Board *self, guint column)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (
      kontor_board_column_get_selection (get_column (self, column)));
  return gtk_bitset_get_size (selected);
}

static gboolean
has_one_each (gpointer data)
{
  return g_list_model_get_n_items (kontor_board_column_get_deals (get_column (data, 0))) == 1
         && g_list_model_get_n_items (kontor_board_column_get_deals (get_column (data, 1))) == 1;
}

/* What is chosen looks so, and nothing else does. */
static void
test_chosen_in_one_column (AppFixture *app, gconstpointer data)
{
  Board board = open_board (app);
  g_assert_true (kontor_board_move_by (board.board, 1));
  app_fixture_wait (has_one_each, &board, "a card in each of two stages");
  app_fixture_settle ();
  for (guint column = 0; column < 2; column++)
    {
      kontor_board_column_focus (get_column (&board, column), 0);
      app_fixture_settle ();
      g_assert_cmpuint (count_selected (&board, column), ==, 1);
      g_assert_cmpuint (count_selected (&board, 1 - column), ==, 0);
    }
}

static int
get_head_height (Board *self, guint column)
{
  return gtk_widget_get_height (
      GTK_WIDGET (kontor_board_column_get_head (get_column (self, column))));
}

/* Amounts in many currencies take several lines in one stage. */
static void
test_heads (AppFixture *app, gconstpointer data)
{
  static const char *const values[] = { "1000000.00 EUR", "1000000.00 USD", "1000000.00 SEK",
                                        "1000000.00 CHF", "1000000.00 GBP" };
  Board board = open_board (app);
  g_autofree char *stage = kontor_id_dup_text (kontor_record_get_id (get_stage (&board, 1)));
  int before = get_head_height (&board, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    app_fixture_make (app, "deal", "title", "Big", "stage", stage, "value", values[i], NULL);
  app_wait_shows (app, "5");
  app_fixture_settle ();
  g_assert_cmpint (get_head_height (&board, 1), >, before);
  g_assert_cmpint (get_head_height (&board, 0), ==, get_head_height (&board, 1));
}

/* In a narrow window the switcher names the stage. */
static void
test_named_once (AppFixture *app, gconstpointer data)
{
  Board board;
  GtkWidget *column;
  const char *name;
  gtk_window_set_default_size (GTK_WINDOW (app->window), 360, 720);
  board = open_board (app);
  column = GTK_WIDGET (get_column (&board, 0));
  name = kontor_record_get_title (get_stage (&board, 0));
  g_assert_null (app_find_text (column, GTK_TYPE_LABEL, name));
  g_assert_nonnull (app_find_text (column, GTK_TYPE_LABEL, "2"));
}

/* Thousands are marked as in all other counts. */
static void
test_bar_words (AppFixture *app, gconstpointer data)
{
  KontorShareBar *bar = g_object_ref_sink (g_object_new (KONTOR_TYPE_SHARE_BAR, NULL));
  KontorNextCounts counts
      = { .counts = { [KONTOR_NEXT_OVERDUE] = 1, [KONTOR_NEXT_NOTHING] = 8800 } };
  kontor_share_bar_set_counts (bar, &counts);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (bar)), ==,
                   "1 overdue, 8,800 with nothing planned");
  g_object_unref (bar);
}

/* The second time before the card has come to where it was moved. */
static void
test_moves_on_fast (AppFixture *app, gconstpointer data)
{
  Board board = open_board (app);
  g_assert_true (kontor_board_move_by (board.board, 1));
  g_assert_true (kontor_board_move_by (board.board, 1));
  wait_come (&board, &board.first, 1, 2);
  check_in_stage (&board, &board.second, 0);
}

/* By whoever else works on it. */
static void
test_moved_by_another (AppFixture *app, gconstpointer data)
{
  Board board = open_board (app);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 row = get_row (&board, &board.first);
  g_array_append_val (rows, row);
  app_fixture_await (kontor_acts_move_deals (app->workspace, rows,
                                             kontor_record_get_id (get_stage (&board, 2)), 0));
  wait_come (&board, &board.first, 1, 2);
}

static void
test_deleted (AppFixture *app, gconstpointer data)
{
  Board board = open_board (app);
  const KontorEntity *entity = app_fixture_entity (app, "deal");
  app_fixture_await (
      kontor_acts_delete (app->workspace, kontor_ref_list_single (entity, &board.first), "First"));
  wait_come (&board, &board.second, 1, 0);
  check_keys_are_heard (&board);
}

/* Left and come back to. */
static void
test_comes_back (AppFixture *app, gconstpointer data)
{
  Board board = open_board (app);
  app_fixture_do (app, "board.move-next");
  wait_come (&board, &board.first, 1, 1);
  app_fixture_go (app, "contacts");
  app_fixture_go (app, "board");
  wait_come (&board, &board.first, 1, 1);
}

static gboolean
has_all_sums (gpointer column)
{
  g_autofree char *sum = NULL;
  g_object_get (column, "sum", &sum, NULL);
  return strstr (sum, "$") && strstr (sum, "Fr") && strstr (sum, "£") && strstr (sum, "€");
}

/* However many currencies there are, all of each amount is read. */
static void
test_sums (AppFixture *app, gconstpointer data)
{
  static const char *const values[]
      = { "14930.00 CHF", "123456988247.34 EUR", "32090.00 GBP", "8090.00 USD" };
  Board board = open_board (app);
  KontorBoardColumn *column = get_column (&board, 0);
  g_autofree char *stage = kontor_id_dup_text (kontor_record_get_id (get_stage (&board, 0)));
  g_autofree char *sum = NULL;
  GtkWidget *label;
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    app_fixture_make (app, "deal", "title", "Lamps", "stage", stage, "value", values[i], NULL);
  app_fixture_wait (has_all_sums, column, "the sums in four currencies");
  app_fixture_settle ();
  g_object_get (column, "sum", &sum, NULL);
  label = app_find_text (GTK_WIDGET (column), GTK_TYPE_LABEL, sum);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (label))), >, 1);
}

static void
test_quiet (AppFixture *app, gconstpointer data)
{
  Board board = open_board (app);
  g_autofree char *stage = kontor_id_dup_text (kontor_record_get_id (get_stage (&board, 0)));
  g_autofree char *long_ago = kontor_date_dup_text (kontor_format_today () - 3671);
  g_autofree char *last_summer = kontor_date_dup_text (kontor_format_today () - 100);
  app_fixture_make (app, "deal", "title", "Old", "stage", stage, "opened_on", long_ago, NULL);
  app_wait_shows (app, "Quiet 10 years");
  app_fixture_make (app, "deal", "title", "Less old", "stage", stage, "opened_on", last_summer,
                    NULL);
  app_wait_shows (app, "Quiet 3 months");
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
  ADD ("/board/the-focus-goes-with-a-card-there-and-back", test_moves_on);
  ADD ("/board/the-focus-goes-with-several-cards-there-and-back", test_moves_several);
  ADD ("/board/a-card-is-moved-on-before-it-has-arrived", test_moves_on_fast);
  ADD ("/board/the-focus-goes-with-a-card-that-another-moves", test_moved_by_another);
  ADD ("/board/the-next-card-has-the-focus-where-one-is-deleted", test_deleted);
  ADD ("/board/the-card-one-left-has-the-focus-again", test_comes_back);
  ADD ("/board/cards-are-chosen-in-one-column-alone", test_chosen_in_one_column);
  ADD ("/board/all-heads-are-as-high-as-the-highest", test_heads);
  ADD ("/board/a-narrow-board-names-its-stage-once", test_named_once);
  ADD ("/board/thousands-are-marked-in-the-words-of-a-bar", test_bar_words);
  ADD ("/board/a-sum-is-cut-in-no-amount", test_sums);
  ADD ("/board/a-deal-is-quiet-for-as-long-as-one-counts", test_quiet);
  ADD ("/board/a-drop-among-many-cards-does-not-read-them", test_drop_among_many);
  ADD ("/board/a-card-lands-where-it-is-dropped", test_drop_place);
  return g_test_run ();
}
