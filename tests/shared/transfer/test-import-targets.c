/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-files.h"

#include "util/kontor-error.h"

static char *
import (KontorTestStore *test, const char *text, const char *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorImportPlan) given
      = plan == NULL ? NULL
                     : kontor_import_plan_from_json (kontor_schema_get_default (), plan, &error);
  g_autofree char *path = kontor_test_files_write (test, "list.csv", text, -1);
  const char *paths[] = { path, NULL };
  g_auto (KontorTestImport) result = { 0 };

  g_assert_no_error (error);
  kontor_test_files_run (&result, test, FALSE, given, paths);
  return g_string_free_and_steal (g_steal_pointer (&result.events));
}

/* What a plan says of one file's columns. */
static char *
say (const char *columns)
{
  return g_strdup_printf ("{\"files\": [{\"file\": \"list.csv\", %s}]}", columns);
}

static gint64
count (KontorTestStore *test, const char *sql)
{
  return kontor_test_store_count (test, sql);
}

static void
test_a_column_is_what_somebody_says (KontorTestStore *test, gconstpointer data)
{
  static const char text[] = "First name,Last name,Spitzname,Email,Ort\n"
                             "Ana,Ruiz,Anita,a@example.com,Madrid\n";
  g_autofree char *plan = say ("\"columns\": {\"Spitzname\": {\"target\": \"nickname\"}, "
                               "\"Ort\": {\"target\": \"-\"}}");

  g_free (import (test, text, plan));
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact WHERE nickname = 'Anita' AND "
                                "first_name = 'Ana'"),
                   ==, 1);
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact_point"), ==, 1);
}

/* The next file with such columns is taken as this one was. */
static void
test_what_was_said_is_remembered (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *plan = say ("\"columns\": {\"Xyz\": {\"target\": \"contact_point.email\"}}");

  g_free (import (test, "First name,Last name,Xyz\nAna,Ruiz,a@example.com\n", plan));
  g_free (import (test, "First name,Last name,Xyz\nBo,Li,b@example.com\n", NULL));
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact_point WHERE kind = 'email'"), ==, 2);
  /* Until somebody says something else of one of them. */
  g_clear_pointer (&plan, g_free);
  plan = say ("\"columns\": {\"Xyz\": {\"target\": \"nickname\"}}");
  g_free (import (test, "First name,Last name,Xyz\nCy,Ek,c@example.com\n", plan));
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact WHERE nickname = 'c@example.com'"),
                   ==, 1);
}

static void
test_a_list_is_about_what_somebody_says (KontorTestStore *test, gconstpointer data)
{
  static const char text[] = "qwe,rty\nAcme,Tools\nBluth,Homes\n";
  g_autofree char *plan
      = say ("\"entity\": \"company\", \"header\": \"yes\", \"columns\": {\"qwe\": {\"target\": "
             "\"name\"}, \"rty\": {\"target\": \"industry\"}}");
  g_autofree char *events = import (test, text, plan);
  g_autofree char *again = import (test, text, NULL);

  g_assert_cmpstr (events, ==, "2 created company Acme\n3 created company Bluth");
  g_assert_cmpint (count (test, "SELECT count(*) FROM company WHERE industry = 'Homes'"), ==, 1);
  g_assert_cmpstr (again, ==, "2 unchanged company Acme\n3 unchanged company Bluth");
}

static void
test_tags_and_steps_may_be_called_anything (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *people = say ("\"columns\": {\"Gruppe\": {\"target\": \"#\"}}");
  g_autofree char *deals
      = say ("\"entity\": \"deal\", \"columns\": {\"Vorgang\": {\"target\": \"title\"}, "
             "\"Lage\": {\"target\": \"stage\"}, \"Summe\": {\"target\": \"value\"}, "
             "\"Geld\": {\"target\": \"value$\"}}");

  g_free (import (test, "First name,Last name,Gruppe\nAna,Ruiz,vip;press\n", people));
  g_assert_cmpint (count (test, "SELECT count(*) FROM tagging JOIN tag ON tagging.tag = tag.id "
                                "WHERE tag.name IN ('vip', 'press')"),
                   ==, 2);
  g_free (import (test, "Vorgang,Lage,Summe,Geld\nShop,Offen,1200,USD\n", deals));
  g_assert_cmpint (count (test, "SELECT count(*) FROM deal JOIN stage ON deal.stage = stage.id "
                                "WHERE stage.name = 'Offen' AND deal.title = 'Shop' AND "
                                "deal.value = 120000 AND deal.value_currency = 'USD'"),
                   ==, 1);
}

static gboolean
prepare (KontorTestStore *test, const char *plan, const char *fallback, GError **error)
{
  g_autoptr (KontorImportPlan) given
      = kontor_import_plan_from_json (kontor_schema_get_default (), plan, error);
  g_autofree char *path = kontor_test_files_write (test, "list.csv", "qwe,rty\n1,2\n3,4\n", -1);
  g_autoptr (KontorImportFiles) files = NULL;

  if (given == NULL)
    return FALSE;
  files = kontor_import_files_new (kontor_schema_get_default (), test->store, given, NULL);
  if (fallback != NULL)
    kontor_import_files_set_fallback (files, kontor_test_entity (fallback));
  return kontor_import_files_add (files, path, error) && kontor_import_files_prepare (files, error);
}

static void
test_a_column_cannot_be_just_anything (KontorTestStore *test, gconstpointer data)
{
  static const char *const wrong[] = {
    "\"entity\": \"company\", \"columns\": {\"qwe\": {\"target\": \"nickname\"}}",
    "\"entity\": \"company\", \"columns\": {\"qwe\": {\"target\": 1}}",
    "\"columns\": {\"qwe\": {\"target\": \"name\"}}",
    "\"entity\": \"nothing\"",
    "\"entity\": 7",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *plan = say (wrong[i]);
      g_autoptr (GError) error = NULL;

      g_assert_false (prepare (test, plan, NULL, &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
    }
}

static void
test_where_nothing_tells_somebody_may_be_asked (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (prepare (test, "{}", NULL, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (prepare (test, "{}", "contact", &error));
  g_assert_no_error (error);
}

#define TEST(path, func)                                                                           \
  g_test_add ("/import-targets/" path, KontorTestStore, NULL, kontor_test_store_set_up, func,      \
              kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("a-column-is-what-somebody-says", test_a_column_is_what_somebody_says);
  TEST ("what-was-said-is-remembered", test_what_was_said_is_remembered);
  TEST ("a-list-is-about-what-somebody-says", test_a_list_is_about_what_somebody_says);
  TEST ("tags-and-steps-may-be-called-anything", test_tags_and_steps_may_be_called_anything);
  TEST ("a-column-cannot-be-just-anything", test_a_column_cannot_be_just_anything);
  TEST ("where-nothing-tells-somebody-may-be-asked",
        test_where_nothing_tells_somebody_may_be_asked);
  return g_test_run ();
}
