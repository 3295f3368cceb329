/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-seed.h"
#include "support/kontor-test-store.h"

static void
test_plants_once (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *first = NULL, *again = NULL;
  KontorId me;

  g_assert_true (kontor_seed_plant (test->store, &kontor_seed_default, NULL));
  first = kontor_test_store_dump (test);
  g_assert_true (kontor_seed_plant (test->store, &kontor_seed_default, NULL));
  again = kontor_test_store_dump (test);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("stage")), ==, 6);
  kontor_store_get_me (test->store, &me);
  g_assert_false (kontor_id_is_null (&me));
  /* What the workspace began with is not for Ctrl+Z. */
  g_assert_cmpint (kontor_journal_get_undoable (test->store), ==, 0);
  kontor_test_store_assert_whole (test);
}

static void
test_pipelines_meet (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *here = NULL, *there = NULL, *stages_here = NULL, *stages_there = NULL;
  KontorTestStore other;

  kontor_test_store_set_up (&other, NULL);
  kontor_test_clock_advance (&other.clock, 77);
  g_assert_true (kontor_seed_plant (test->store, &kontor_seed_default, NULL));
  g_assert_true (kontor_seed_plant (other.store, &kontor_seed_default, NULL));
  here = kontor_test_store_dump (test);
  there = kontor_test_store_dump (&other);
  stages_here = g_strdup (strstr (here, "\npipeline"));
  stages_there = g_strdup (strstr (there, "\npipeline"));
  g_assert_cmpstr (stages_here, ==, stages_there);
  g_assert_cmpstr (here, !=, there);
  kontor_test_store_tear_down (&other, NULL);
}

static void
test_refused_seed_leaves_nothing (KontorTestStore *test, gconstpointer data)
{
  const KontorSeedStage wrong[] = { { "Lead", "maybe", 10 } };
  KontorSeed seed = kontor_seed_default;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  seed.stages = wrong;
  seed.n_stages = 1;
  g_assert_false (kontor_seed_plant (test->store, &seed, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count(*) FROM member"), ==, 0);
  name = kontor_store_dup_setting (test->store, "name");
  g_assert_null (name);
}

int
main (int argc, char **argv)
{
#define ADD(path, function)                                                                        \
  g_test_add (path, KontorTestStore, NULL, kontor_test_store_set_up, function,                     \
              kontor_test_store_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/seed/is-planted-once", test_plants_once);
  ADD ("/seed/pipelines-that-began-apart-are-one", test_pipelines_meet);
  ADD ("/seed/a-seed-that-is-refused-leaves-nothing", test_refused_seed_leaves_nothing);
  return g_test_run ();
}
