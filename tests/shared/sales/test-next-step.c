/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sales/kontor-next-step.h"
#include "sales/kontor-quiet-deals.h"
#include "store/kontor-seed.h"
#include "support/kontor-test-store.h"

#define TODAY 20455 /* 2026-01-02 */
#define DAY_MS G_GINT64_CONSTANT (86400000)

static KontorId
add_deal (KontorTestStore *test, const char *title, const char *opened_on)
{
  KontorId stage = kontor_id_for_name ("stage", "0");
  g_autofree char *id = kontor_id_dup_text (&stage);

  return kontor_test_store_insert (test, "deal", "title", title, "stage", id, "opened_on",
                                   opened_on, NULL);
}

static KontorId
add_task (KontorTestStore *test, const KontorId *deal, const char *kind, const char *due_on)
{
  g_autofree char *id = kontor_id_dup_text (deal);

  return kontor_test_store_insert (test, "task", "title", "x", "deal", id, "kind", kind, "due_on",
                                   due_on, NULL);
}

static void
set_up (KontorTestStore *test, gconstpointer data)
{
  kontor_test_store_set_up (test, data);
  g_assert_true (kontor_seed_plant (test->store, &kontor_seed_default, NULL));
}

static KontorNextState
get_state (KontorTestStore *test, const KontorId *deal, const char *kind)
{
  g_auto (KontorNextStep) step = { 0 };

  g_assert_true (kontor_next_step_get (test->store, deal, TODAY, &step, NULL));
  g_assert_cmpstr (step.kind, ==, kind);
  return step.state;
}

static void
test_soonest_open_task (KontorTestStore *test, gconstpointer data)
{
  KontorId deal = add_deal (test, "a", "2026-01-01"), task;

  g_assert_cmpint (get_state (test, &deal, NULL), ==, KONTOR_NEXT_NOTHING);
  add_task (test, &deal, "", "");
  g_assert_cmpint (get_state (test, &deal, "todo"), ==, KONTOR_NEXT_LATER);
  add_task (test, &deal, "call", "2026-02-01");
  g_assert_cmpint (get_state (test, &deal, "call"), ==, KONTOR_NEXT_LATER);
  add_task (test, &deal, "mail", "2026-01-02");
  g_assert_cmpint (get_state (test, &deal, "mail"), ==, KONTOR_NEXT_TODAY);
  task = add_task (test, &deal, "meeting", "2026-01-01");
  g_assert_cmpint (get_state (test, &deal, "meeting"), ==, KONTOR_NEXT_OVERDUE);
  kontor_test_store_update (test, "task", &task, "done_at", "2026-01-02T10:00:00Z", NULL);
  g_assert_cmpint (get_state (test, &deal, "mail"), ==, KONTOR_NEXT_TODAY);
}

/* A window may ask for it: the guard would end the test if it scanned or sorted. */
static void
test_is_a_keyed_read (KontorTestStore *test, gconstpointer data)
{
  KontorId deal = add_deal (test, "a", "2026-01-01");

  add_task (test, &deal, "call", "2026-02-01");
  add_task (test, &deal, "mail", "2026-01-02");
  kontor_database_guard_thread (g_thread_self ());
  g_assert_cmpint (get_state (test, &deal, "mail"), ==, KONTOR_NEXT_TODAY);
  kontor_database_guard_thread (NULL);
}

static void
test_counts (KontorTestStore *test, gconstpointer data)
{
  KontorId a = add_deal (test, "a", "2026-01-01"), b = add_deal (test, "b", "2026-01-01");
  g_autoptr (GHashTable) steps = NULL;
  g_autoptr (GArray) counts = NULL;
  KontorNextCounts *stage;

  add_deal (test, "c", "2026-01-01");
  add_task (test, &a, "call", "2026-01-01");
  add_task (test, &a, "call", "2026-03-01");
  add_task (test, &b, "call", "2026-03-01");
  steps = kontor_next_step_load (test->store, TODAY, NULL);
  g_assert_cmpuint (g_hash_table_size (steps), ==, 2);
  g_assert_cmpint (((KontorNextStep *) g_hash_table_lookup (steps, &a))->state, ==,
                   KONTOR_NEXT_OVERDUE);
  counts = kontor_next_step_count (test->store, TODAY, NULL);
  g_assert_cmpuint (counts->len, ==, 1);
  stage = &g_array_index (counts, KontorNextCounts, 0);
  g_assert_cmpint (stage->counts[KONTOR_NEXT_NOTHING], ==, 1);
  g_assert_cmpint (stage->counts[KONTOR_NEXT_OVERDUE], ==, 1);
  g_assert_cmpint (stage->counts[KONTOR_NEXT_TODAY], ==, 0);
  g_assert_cmpint (stage->counts[KONTOR_NEXT_LATER], ==, 1);
}

static void
test_quiet (KontorTestStore *test, gconstpointer data)
{
  KontorId old = add_deal (test, "old", "2025-10-01"),
           older = add_deal (test, "older", "2025-09-01");
  KontorId planned = add_deal (test, "planned", "2025-09-01");
  KontorId talked = add_deal (test, "talked", "2025-09-01");
  g_autofree char *talked_id = kontor_id_dup_text (&talked);
  g_autoptr (GPtrArray) quiet = NULL;
  g_autoptr (GHashTable) days = NULL;

  add_deal (test, "fresh", "2025-12-30");
  add_task (test, &planned, "call", "2026-03-01");
  kontor_test_store_insert (test, "activity", "kind", "call", "at", "2025-12-31T10:00:00Z", "deal",
                            talked_id, NULL);
  quiet = kontor_quiet_deals_list (test->store, TODAY * DAY_MS, 10, NULL);
  g_assert_cmpuint (quiet->len, ==, 2);
  g_assert_true (kontor_id_equal (kontor_record_get_id (quiet->pdata[0]), &older));
  g_assert_true (kontor_id_equal (kontor_record_get_id (quiet->pdata[1]), &old));
  days = kontor_quiet_deals_load (test->store, TODAY * DAY_MS, NULL);
  g_assert_cmpuint (g_hash_table_size (days), ==, 2);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (days, &old)), ==, 93);
}

int
main (int argc, char **argv)
{
#define ADD(path, function)                                                                        \
  g_test_add (path, KontorTestStore, NULL, set_up, function, kontor_test_store_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/next-step/is-the-soonest-open-task", test_soonest_open_task);
  ADD ("/next-step/is-a-keyed-read", test_is_a_keyed_read);
  ADD ("/next-step/counts-each-deal-once", test_counts);
  ADD ("/quiet-deals/are-those-nobody-plans-for-or-talks-of", test_quiet);
  return g_test_run ();
}
