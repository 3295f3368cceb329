/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-ddl.h"
#include "support/kontor-test-store.h"

static const KontorField vehicle_v1[] = {
  { 1, "plate", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_SEARCH | KONTOR_TITLE | KONTOR_KEY,
    .since = 1, .label = "Plate" },
};
static const KontorField vehicle_v2[] = {
  { 1, "plate", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_SEARCH | KONTOR_TITLE | KONTOR_KEY,
    .since = 1, .label = "Plate" },
  { 2, "make", KONTOR_TEXT, KONTOR_SEARCH, .since = 2, .label = "Make" },
  { 3, "price", KONTOR_MONEY, KONTOR_INDEXED, .since = 2, .label = "Price" },
};
static const KontorEntity vehicle_old
    = { "vehicle", KONTOR_FIELDS (vehicle_v1), .since = 1, .label = "Vehicles" };
static const KontorEntity vehicle_new
    = { "vehicle", KONTOR_FIELDS (vehicle_v2), .since = 1, .label = "Vehicles" };
static const KontorEntity *const old_entities[] = { &vehicle_old };
static const KontorEntity *const new_entities[] = { &vehicle_new };
static const KontorSchema old_schema = { old_entities, 1, .version = 1 };
static const KontorSchema new_schema = { new_entities, 1, .version = 2 };

static KontorStore *
open_as (KontorTestStore *test, const KontorSchema *schema, GError **error)
{
  g_clear_pointer (&test->store, kontor_store_close);
  return kontor_store_open (test->path, schema, &test->clock.parent, KONTOR_STORE_CREATE, error);
}

static void
set_up (KontorTestStore *test, gconstpointer data)
{
  kontor_test_store_set_up (test, data);
  g_clear_pointer (&test->store, kontor_store_close);
  g_free (test->path);
  test->path = g_build_filename (test->folder, "other.kontor", NULL);
}

static void
insert_vehicle (KontorStore *store, const KontorEntity *entity, const char *plate)
{
  g_autoptr (KontorFields) fields = kontor_fields_new (entity);
  KontorActInfo info = { "create", entity, KONTOR_ORIGIN_USER, NULL };
  KontorAct *act = kontor_act_begin (store, &info, NULL);

  kontor_fields_set_text (fields, "plate", plate);
  g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
  g_assert_true (kontor_act_commit (act, NULL, NULL));
}

static void
test_migrates (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  test->store = open_as (test, &old_schema, &error);
  g_assert_no_error (error);
  insert_vehicle (test->store, &vehicle_old, "B-KO 42");
  test->store = open_as (test, &new_schema, &error);
  g_assert_no_error (error);
  found = kontor_store_find_titled (test->store, &vehicle_new, "b-ko 42", 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_null (kontor_record_get_text (found->pdata[0], "make"));
  insert_vehicle (test->store, &vehicle_new, "B-KO 43");
  g_assert_cmpint (kontor_test_store_count (
                       test, "SELECT count(*) FROM vehicle_search WHERE vehicle_search MATCH 'ko'"),
                   ==, 2);
  kontor_test_store_assert_whole (test);
}

static void
test_newer_file_is_refused (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test->store = open_as (test, &new_schema, &error);
  g_assert_no_error (error);
  test->store = open_as (test, &old_schema, &error);
  g_assert_null (test->store);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW);
}

static void
test_another_programs_file_is_refused (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KontorDatabase *database = kontor_database_open (test->path, KONTOR_DATABASE_CREATE, NULL);

  g_assert_true (kontor_database_exec (database, "CREATE TABLE notes (a)", NULL));
  kontor_database_close (database);
  test->store = open_as (test, &new_schema, &error);
  g_assert_null (test->store);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

static void
test_records_alone (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorDatabase) database = kontor_database_open (":memory:", 0, &error);

  g_assert_true (kontor_ddl_migrate_records (database, &old_schema, &error));
  g_assert_true (kontor_ddl_migrate_records (database, &new_schema, &error));
  g_assert_no_error (error);
  g_assert_cmpint (kontor_database_get_int (database, "SELECT count (*) FROM sqlite_schema", -1),
                   ==, 2); /* the table, and what makes its ids unique */
  g_assert_cmpint (
      kontor_database_get_int (database,
                               "SELECT count (*) FROM pragma_table_info ('vehicle')"
                               " WHERE name IN ('plate', 'make', 'price', 'price_currency')",
                               -1),
      ==, 4);
}

/* The schema of a released version never changes. To write it for a new one:
 * KONTOR_WRITE_GOLDEN=1 in the environment of this test. */
static void
test_golden (void)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  g_autofree char *name = g_strdup_printf ("schema-v%u.sql", schema->version);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", name, NULL);
  g_autofree char *sql = kontor_ddl_dup_workspace (schema);
  g_autofree char *golden = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("KONTOR_WRITE_GOLDEN") != NULL)
    g_file_set_contents (path, sql, -1, NULL);
  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sql, ==, golden);
}

int
main (int argc, char **argv)
{
#define ADD(path, function)                                                                        \
  g_test_add (path, KontorTestStore, NULL, set_up, function, kontor_test_store_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/ddl/an-older-file-is-migrated-with-its-rows", test_migrates);
  ADD ("/ddl/a-newer-file-is-refused", test_newer_file_is_refused);
  ADD ("/ddl/the-file-of-another-program-is-refused", test_another_programs_file_is_refused);
  g_test_add_func ("/ddl/a-server-has-the-records-alone", test_records_alone);
  g_test_add_func ("/ddl/the-schema-is-that-of-its-version", test_golden);
  return g_test_run ();
}
