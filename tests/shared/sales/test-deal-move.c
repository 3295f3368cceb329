/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sales/kontor-deal-move.h"
#include "store/kontor-seed.h"
#include "support/kontor-test-store.h"

static KontorId
stage_at (guint index)
{
  g_autofree char *name = g_strdup_printf ("%u", index);

  return kontor_id_for_name ("stage", name);
}

#define WON 4
#define LOST 5

static KontorId
add_deal (KontorTestStore *test, const char *title, guint stage)
{
  KontorId id = stage_at (stage);
  g_autofree char *stage_id = kontor_id_dup_text (&id);

  return kontor_test_store_insert (test, "deal", "title", title, "stage", stage_id, NULL);
}

static void
set_up (KontorTestStore *test, gconstpointer data)
{
  kontor_test_store_set_up (test, data);
  g_assert_true (kontor_seed_plant (test->store, &kontor_seed_default, NULL));
}

static gint64
move (KontorTestStore *test,
      const KontorId *deals,
      guint count,
      guint stage,
      const KontorId *before)
{
  KontorActInfo info = { "move", kontor_test_entity ("deal"), KONTOR_ORIGIN_USER, NULL };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KontorId));
  g_autoptr (GError) error = NULL;
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);
  KontorId target = stage_at (stage);
  gint64 entry;

  g_array_append_vals (ids, deals, count);
  kontor_deal_move (act, test->store, ids, &target, before, 20000, &error);
  g_assert_no_error (error);
  kontor_act_commit (act, &entry, &error);
  g_assert_no_error (error);
  return entry;
}

static char *
dup_order (KontorTestStore *test, guint stage)
{
  KontorId id = stage_at (stage);
  KontorStatement *statement = kontor_database_prepare (
      kontor_store_get_database (test->store),
      "SELECT group_concat (title, ' ' ORDER BY rank, rowid) FROM deal WHERE stage = ?1", NULL);
  gboolean row;
  char *order;

  kontor_statement_bind_id (statement, 1, &id);
  g_assert_true (kontor_statement_step (statement, &row, NULL) && row);
  order = g_strdup (kontor_statement_get_text (statement, 0));
  kontor_statement_reset (statement);
  return order;
}

static void
assert_order (KontorTestStore *test, guint stage, const char *expected)
{
  g_autofree char *order = dup_order (test, stage);

  g_assert_cmpstr (order, ==, expected);
}

static void
test_goes_where_told (KontorTestStore *test, gconstpointer data)
{
  KontorId a = add_deal (test, "a", 0), b = add_deal (test, "b", 0), c = add_deal (test, "c", 0);
  KontorId both[] = { c, a };

  move (test, &c, 1, 0, &a);
  assert_order (test, 0, "c a b");
  move (test, &a, 1, 0, NULL);
  assert_order (test, 0, "c b a");
  move (test, both, 2, 1, NULL);
  assert_order (test, 1, "c a");
  assert_order (test, 0, "b");
  move (test, &b, 1, 1, &a);
  assert_order (test, 1, "c b a");
  kontor_test_store_assert_whole (test);
}

static void
test_undo_puts_it_back (KontorTestStore *test, gconstpointer data)
{
  KontorId a = add_deal (test, "a", 0), b = add_deal (test, "b", 0);
  gint64 entry;

  move (test, &b, 1, 0, &a);
  entry = move (test, &b, 1, WON, NULL);
  assert_order (test, WON, "b");
  g_assert_true (kontor_journal_undo (test->store, entry, 0, NULL, NULL, NULL));
  assert_order (test, 0, "b a");
}

static void
test_closing (KontorTestStore *test, gconstpointer data)
{
  KontorId deal = add_deal (test, "a", 0);
  g_autofree char *won = NULL, *lost = NULL, *open = NULL, *reason = NULL;

  move (test, &deal, 1, WON, NULL);
  won = kontor_test_store_get (test, "deal", &deal, "closed_on");
  g_assert_cmpstr (won, ==, "2024-10-04");
  kontor_test_store_update (test, "deal", &deal, "closed_on", "2024-09-01", "lost_reason", "Price",
                            NULL);
  move (test, &deal, 1, LOST, NULL);
  lost = kontor_test_store_get (test, "deal", &deal, "closed_on");
  g_assert_cmpstr (lost, ==, "2024-09-01");
  move (test, &deal, 1, 2, NULL);
  open = kontor_test_store_get (test, "deal", &deal, "closed_on");
  reason = kontor_test_store_get (test, "deal", &deal, "lost_reason");
  g_assert_cmpstr (open, ==, "");
  g_assert_cmpstr (reason, ==, "");
}

static void
test_many_moves_keep_order (KontorTestStore *test, gconstpointer data)
{
  KontorId first = add_deal (test, "first", 0), last = add_deal (test, "last", 0);
  g_autoptr (GString) expected = g_string_new ("first");

  for (int i = 0; i < 200; i++)
    {
      g_autofree char *title = g_strdup_printf ("%d", i);
      KontorId deal = add_deal (test, title, 1);

      move (test, &deal, 1, 0, &last);
      g_string_append_printf (expected, " %d", i);
    }
  g_string_append (expected, " last");
  assert_order (test, 0, expected->str);
  move (test, &first, 1, 0, NULL);
}

static void
test_gone_stage (KontorTestStore *test, gconstpointer data)
{
  KontorActInfo info = { "move", kontor_test_entity ("deal"), KONTOR_ORIGIN_USER, NULL };
  KontorId deal = add_deal (test, "a", 0), nowhere = { { 7 } };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KontorId));
  g_autoptr (GError) error = NULL;
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);

  g_array_append_val (ids, deal);
  g_assert_false (kontor_deal_move (act, test->store, ids, &nowhere, NULL, 20000, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
  kontor_act_cancel (act);
  assert_order (test, 0, "a");
}

int
main (int argc, char **argv)
{
#define ADD(path, function)                                                                        \
  g_test_add (path, KontorTestStore, NULL, set_up, function, kontor_test_store_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/deal-move/a-deal-goes-where-it-is-told", test_goes_where_told);
  ADD ("/deal-move/undo-puts-it-back-in-its-place", test_undo_puts_it_back);
  ADD ("/deal-move/won-and-lost-close-it-and-open-opens-it", test_closing);
  ADD ("/deal-move/two-hundred-moves-to-one-place-keep-their-order", test_many_moves_keep_order);
  ADD ("/deal-move/a-stage-that-is-gone-changes-nothing", test_gone_stage);
  return g_test_run ();
}
