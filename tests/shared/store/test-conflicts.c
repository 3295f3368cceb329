/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-conflicts.h"
#include "support/kontor-test-store.h"

static KontorId
add_conflict (KontorTestStore *test,
              const char *entity,
              const KontorId *record,
              const char *lost,
              const char *won)
{
  g_autofree char *id = kontor_id_dup_text (record);

  return kontor_test_store_insert (test, "conflict", "subject_entity", entity, "subject", id,
                                   "subject_group", "3", "value", lost, "winner", won, NULL);
}

static gboolean
settle (KontorTestStore *test, const KontorConflict *conflict, gboolean restore)
{
  KontorActInfo info = { "settle", conflict->entity, KONTOR_ORIGIN_USER, NULL };
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);

  return kontor_conflict_settle (conflict, act, restore, NULL)
         && kontor_act_commit (act, NULL, NULL);
}

static void
test_loser_is_given_back (KontorTestStore *test, gconstpointer data)
{
  KontorId company
      = kontor_test_store_insert (test, "company", "name", "Acme", "industry", "Retail", NULL);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autofree char *industry = NULL;
  KontorConflict *conflict;

  add_conflict (test, "company", &company, "{\"3\":\"Trade\"}", "{\"3\":\"Retail\"}");
  conflicts = kontor_conflicts_list (test->store, 10, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = conflicts->pdata[0];
  g_assert_cmpstr (kontor_fields_get_text (conflict->lost, "industry"), ==, "Trade");
  g_assert_cmpstr (kontor_fields_get_text (conflict->won, "industry"), ==, "Retail");
  g_assert_true (settle (test, conflict, TRUE));
  industry = kontor_test_store_get (test, "company", &company, "industry");
  g_assert_cmpstr (industry, ==, "Trade");
  g_assert_cmpint (kontor_conflicts_count (test->store), ==, 0);
}

static void
test_winner_stands (KontorTestStore *test, gconstpointer data)
{
  KontorId company
      = kontor_test_store_insert (test, "company", "name", "Acme", "industry", "Retail", NULL);
  KontorId id = add_conflict (test, "company", &company, "{\"3\":\"Trade\"}", "{\"3\":\"Retail\"}");
  g_autoptr (KontorConflict) conflict = kontor_conflicts_get (test->store, &id, NULL);
  g_autofree char *industry = NULL;

  g_assert_true (settle (test, conflict, FALSE));
  industry = kontor_test_store_get (test, "company", &company, "industry");
  g_assert_cmpstr (industry, ==, "Retail");
  g_assert_cmpint (kontor_conflicts_count (test->store), ==, 0);
}

static void
test_unreadable_hides_no_other (KontorTestStore *test, gconstpointer data)
{
  KontorId company = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  KontorId id = add_conflict (test, "spaceship", &company, "{}", "{}");
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;

  add_conflict (test, "company", &company, "{\"3\":\"Trade\"}", "{\"3\":null}");
  add_conflict (test, "company", &company, "not json", "{}");
  conflicts = kontor_conflicts_list (test->store, 10, NULL);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_null (kontor_conflicts_get (test->store, &id, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW);
}

int
main (int argc, char **argv)
{
#define ADD(path, function)                                                                        \
  g_test_add (path, KontorTestStore, NULL, kontor_test_store_set_up, function,                     \
              kontor_test_store_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/conflicts/what-lost-is-given-back", test_loser_is_given_back);
  ADD ("/conflicts/what-won-stands", test_winner_stands);
  ADD ("/conflicts/one-that-cannot-be-read-hides-no-other", test_unreadable_hides_no_other);
  return g_test_run ();
}
