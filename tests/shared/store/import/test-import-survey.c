/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/import/kontor-import-survey.h"
#include "support/kontor-test-store.h"

typedef struct
{
  KontorTestStore store;
  KontorImportView *view;
  KontorImportSurvey *survey;
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  kontor_test_store_set_up (&test->store, NULL);
  test->view = kontor_import_view_new (test->store.store);
  test->survey = kontor_import_survey_new (kontor_schema_get_default (), NULL);
}

static void
tear_down (Test *test, gconstpointer data)
{
  kontor_import_survey_free (test->survey);
  kontor_import_view_free (test->view);
  kontor_test_store_tear_down (&test->store, NULL);
}

static KontorSurveyPlace
at (guint64 row)
{
  return (KontorSurveyPlace) { 0, row };
}

static KontorId
announce (Test *test, guint64 row, const char *entity, const char *name)
{
  KontorId id = kontor_import_view_next_id (test->view);

  g_assert_true (kontor_import_survey_announce (test->survey, at (row), kontor_test_entity (entity),
                                                name, &id, NULL));
  return id;
}

static void
need (Test *test, guint64 row, const char *entity, const char *name)
{
  g_assert_true (
      kontor_import_survey_need (test->survey, at (row), kontor_test_entity (entity), name, NULL));
}

static gboolean
is_promised (Test *test, const char *entity, const char *name)
{
  gboolean ambiguous;
  KontorId id;

  return kontor_import_survey_find (test->survey, kontor_test_entity (entity), name, &id,
                                    &ambiguous, NULL);
}

static void
test_keeps_its_promises (Test *test, gconstpointer data)
{
  KontorId a = announce (test, 2, "company", "a"), id;
  gboolean ambiguous;

  announce (test, 3, "company", "b");
  need (test, 3, "company", "a");
  g_assert_true (kontor_import_survey_settle (test->survey, test->view, NULL));
  g_assert_true (kontor_import_survey_find (test->survey, kontor_test_entity ("company"), "a", &id,
                                            &ambiguous, NULL));
  g_assert_true (kontor_id_equal (&id, &a));
  g_assert_false (ambiguous);
  g_assert_true (is_promised (test, "company", "b"));
  g_assert_false (is_promised (test, "product", "a"));
  g_assert_true (kontor_import_survey_find_own (test->survey, at (2),
                                                kontor_test_entity ("company"), "a", &id, NULL));
  g_assert_false (kontor_import_survey_find_own (test->survey, at (3),
                                                 kontor_test_entity ("company"), "a", &id, NULL));
}

static void
test_unmet_needs_take_others_with_them (Test *test, gconstpointer data)
{
  static const char *const names[] = { "a", "b", "c", "d" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    announce (test, i, "company", names[i]);
  need (test, 3, "company", "c");
  need (test, 2, "company", "b");
  need (test, 1, "member", "nobody");
  g_assert_true (kontor_import_survey_settle (test->survey, test->view, NULL));
  g_assert_true (is_promised (test, "company", "a"));
  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    g_assert_false (is_promised (test, "company", names[i]));
}

static void
put_under (Test *test, guint64 row, const KontorId *id, const KontorId *above, const char *name)
{
  const KontorEntity *company = kontor_test_entity ("company");

  g_assert_true (kontor_import_survey_put_under (test->survey, at (row), company,
                                                 kontor_entity_find_field (company, "parent"), id,
                                                 above, name, NULL));
}

static gboolean
is_circle (Test *test, guint64 row)
{
  gboolean circle;

  g_assert_true (kontor_import_survey_is_circle (test->survey, at (row), &circle, NULL));
  return circle;
}

static void
test_finds_circles_however_they_close (Test *test, gconstpointer data)
{
  KontorId old = kontor_test_store_insert (&test->store, "company", "name", "Old", NULL);
  g_autofree char *old_id = kontor_id_dup_text (&old);
  KontorId below
      = kontor_test_store_insert (&test->store, "company", "name", "Below", "parent", old_id, NULL);
  KontorId a = announce (test, 1, "company", "a"), b = announce (test, 2, "company", "b");
  KontorId c = announce (test, 3, "company", "c"), self = announce (test, 5, "company", "self");

  put_under (test, 1, &a, NULL, "b");
  put_under (test, 2, &b, NULL, "a");
  put_under (test, 3, &c, NULL, "a");
  put_under (test, 4, &old, &below, NULL);
  put_under (test, 5, &self, &self, NULL);
  g_assert_true (kontor_import_survey_settle (test->survey, test->view, NULL));
  g_assert_true (is_circle (test, 1));
  g_assert_true (is_circle (test, 2));
  /* It stands below a circle, but is not in it. */
  g_assert_false (is_circle (test, 3));
  g_assert_true (is_circle (test, 4));
  g_assert_true (is_circle (test, 5));
  g_assert_false (is_circle (test, 6));
  g_assert_false (is_promised (test, "company", "a"));
}

static void
test_people_of_one_name_are_several (Test *test, gconstpointer data)
{
  KontorId id;
  gboolean ambiguous;

  announce (test, 1, "contact", "ana ruiz");
  announce (test, 2, "contact", "ana ruiz");
  announce (test, 3, "company", "acme");
  announce (test, 4, "company", "acme");
  g_assert_true (kontor_import_survey_settle (test->survey, test->view, NULL));
  g_assert_true (kontor_import_survey_find (test->survey, kontor_test_entity ("contact"),
                                            "ana ruiz", &id, &ambiguous, NULL));
  g_assert_true (ambiguous);
  g_assert_true (kontor_import_survey_find (test->survey, kontor_test_entity ("company"), "acme",
                                            &id, &ambiguous, NULL));
  g_assert_false (ambiguous);
}

#define ADD(path, func) g_test_add ("/import-survey/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("keeps-its-promises", test_keeps_its_promises);
  ADD ("unmet-needs-take-others-with-them", test_unmet_needs_take_others_with_them);
  ADD ("finds-circles-however-they-close", test_finds_circles_however_they_close);
  ADD ("people-of-one-name-are-several", test_people_of_one_name_are_several);
  return g_test_run ();
}
