/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-database.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("kontor-database-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "test.kontor", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, endings[i], NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static KontorDatabase *
open_new (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KontorDatabase *database = kontor_database_open (fixture->path, KONTOR_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  return database;
}

static void
exec (KontorDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  kontor_database_exec (database, sql, &error);
  g_assert_no_error (error);
}

static guint
get_mode (const char *path, const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);
  GStatBuf info;

  g_assert_cmpint (g_stat (name, &info), ==, 0);
  return info.st_mode & 0777;
}

/* Whatever the user lets others read by default. */
static void
test_is_private (Fixture *fixture, gconstpointer data)
{
  mode_t before = umask (0022);
  g_autoptr (KontorDatabase) database = open_new (fixture);

  umask (before);
  exec (database, "CREATE TABLE t (x)");
  g_assert_cmphex (get_mode (fixture->path, ""), ==, 0600);
  g_assert_cmphex (get_mode (fixture->path, "-wal"), ==, 0600);
  g_assert_cmphex (get_mode (fixture->path, "-shm"), ==, 0600);
}

static void
test_values_go_round (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorDatabase) database = open_new (fixture);
  g_autoptr (GError) error = NULL;
  KontorId id = { { 1, 2, 3 } }, back;
  KontorStatement *statement;
  gboolean row;
  gsize length;

  exec (database, "CREATE TABLE t (a, b, c, d, e)");
  statement
      = kontor_database_prepare (database, "INSERT INTO t VALUES (?1, ?2, ?3, ?4, ?5)", &error);
  kontor_statement_bind_int (statement, 1, G_MININT64);
  kontor_statement_bind_text (statement, 2, "Zoë");
  kontor_statement_bind_blob (statement, 3, "\0x", 2);
  kontor_statement_bind_id (statement, 4, &id);
  g_assert_true (kontor_statement_run (statement, &error));
  g_assert_cmpint (kontor_database_get_changes (database), ==, 1);

  statement = kontor_database_prepare (database, "SELECT * FROM t", &error);
  g_assert_true (kontor_statement_step (statement, &row, &error));
  g_assert_true (row);
  g_assert_cmpint (kontor_statement_get_int (statement, 0), ==, G_MININT64);
  g_assert_cmpstr (kontor_statement_get_text (statement, 1), ==, "Zoë");
  g_assert_true (memcmp (kontor_statement_get_blob (statement, 2, &length), "\0x", 2) == 0);
  g_assert_cmpuint (length, ==, 2);
  g_assert_true (kontor_statement_get_id (statement, 3, &back));
  g_assert_true (kontor_id_equal (&id, &back));
  g_assert_false (kontor_statement_get_id (statement, 2, &back));
  g_assert_true (kontor_statement_is_null (statement, 4));
  g_assert_true (kontor_statement_step (statement, &row, &error));
  g_assert_false (row);
}

static void
test_prepared_again_is_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorDatabase) database = open_new (fixture);
  KontorStatement *first, *second;
  gboolean row;

  first = kontor_database_prepare (database, "SELECT ?1", NULL);
  kontor_statement_bind_int (first, 1, 7);
  g_assert_true (kontor_statement_step (first, &row, NULL));
  second = kontor_database_prepare (database, "SELECT ?1", NULL);
  g_assert_true (first == second);
  g_assert_true (kontor_statement_step (second, &row, NULL));
  g_assert_true (kontor_statement_is_null (second, 0));
  kontor_statement_reset (second);
}

static void
test_many_statements (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorDatabase) database = open_new (fixture);
  KontorStatement *running;
  gboolean row;

  exec (database, "CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)");
  running = kontor_database_prepare (database, "SELECT a FROM t ORDER BY a", NULL);
  g_assert_true (kontor_statement_step (running, &row, NULL));
  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %d", i);

      g_assert_cmpint (kontor_database_get_int (database, sql, -1), ==, i);
    }
  g_assert_true (kontor_statement_step (running, &row, NULL));
  g_assert_true (row);
  g_assert_cmpint (kontor_statement_get_int (running, 0), ==, 2);
  kontor_statement_reset (running);
}

static char *
dup_select (gconstpointer subject, guint64 key)
{
  return g_strdup_printf ("SELECT %" G_GUINT64_FORMAT ", '%s', ?1", key, (const char *) subject);
}

static void
assert_made (KontorDatabase *database, const char *subject, guint64 key)
{
  KontorStatement *statement
      = kontor_database_prepare_for (database, dup_select, subject, key, NULL);
  gboolean row;

  g_assert_nonnull (statement);
  g_assert_true (kontor_statement_step (statement, &row, NULL));
  g_assert_cmpint (kontor_statement_get_int (statement, 0), ==, key);
  g_assert_cmpstr (kontor_statement_get_text (statement, 1), ==, subject);
  g_assert_true (kontor_statement_is_null (statement, 2));
  kontor_statement_bind_int (statement, 1, 7);
  kontor_statement_reset (statement);
}

/* More of them than are kept, and the same ones over and over in between. */
static void
test_made_from_tables (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorDatabase) database = open_new (fixture);

  for (guint64 i = 0; i < 3000; i++)
    {
      assert_made (database, "contact", i);
      assert_made (database, "company", i / 2);
      assert_made (database, "contact", 0);
    }
}

static void
test_lent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorDatabase) database = open_new (fixture);
  const char *sql = "INSERT INTO t VALUES (?1, ?2)";
  char *text = g_strdup ("Zoë");
  KontorId *id = g_new0 (KontorId, 1);
  KontorStatement *statement;

  exec (database, "CREATE TABLE t (a, b)");
  statement = kontor_database_prepare (database, sql, NULL);
  kontor_statement_lend_text (statement, 1, text);
  kontor_statement_lend_id (statement, 2, id);
  g_assert_true (kontor_statement_run (statement, NULL));
  g_free (text);
  g_free (id);
  statement = kontor_database_prepare (database, sql, NULL);
  kontor_statement_lend_text (statement, 1, NULL);
  g_assert_true (kontor_statement_run (statement, NULL));
  g_assert_cmpint (kontor_database_get_int (database,
                                            "SELECT count (*) FROM t WHERE a = 'Zoë'"
                                            " AND b = zeroblob (16)",
                                            0),
                   ==, 1);
  g_assert_cmpint (kontor_database_get_int (
                       database, "SELECT count (*) FROM t WHERE a IS NULL AND b IS NULL", 0),
                   ==, 1);
}

static void
test_missing_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_database_open (fixture->path, 0, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_other_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (4096, 'x');

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  g_assert_null (kontor_database_open (fixture->path, 0, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

static void
test_rollback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorDatabase) database = open_new (fixture);

  exec (database, "CREATE TABLE t (a)");
  g_assert_true (kontor_database_begin (database, NULL));
  g_assert_true (kontor_database_in_transaction (database));
  exec (database, "INSERT INTO t VALUES (1)");
  kontor_database_rollback (database);
  g_assert_false (kontor_database_in_transaction (database));
  g_assert_cmpint (kontor_database_get_int (database, "SELECT count(*) FROM t", -1), ==, 0);
  kontor_database_rollback (database);
}

static void
test_reader_beside_writer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorDatabase) writer = open_new (fixture);
  g_autoptr (KontorDatabase) reader = NULL;
  g_autoptr (GError) error = NULL;
  gint64 version, changes;

  exec (writer, "CREATE TABLE t (a)");
  reader = kontor_database_open (fixture->path, KONTOR_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  version = kontor_database_get_data_version (reader);
  g_assert_true (kontor_database_begin (writer, NULL));
  changes = kontor_database_get_total_changes (writer);
  exec (writer, "INSERT INTO t VALUES (1)");
  g_assert_cmpint (kontor_database_get_total_changes (writer), ==, changes + 1);
  g_assert_cmpint (kontor_database_get_int (reader, "SELECT count(*) FROM t", -1), ==, 0);
  g_assert_true (kontor_database_commit (writer, NULL));
  g_assert_cmpint (kontor_database_get_int (reader, "SELECT count(*) FROM t", -1), ==, 1);
  g_assert_cmpint (kontor_database_get_data_version (reader), !=, version);
  g_assert_false (kontor_database_exec (reader, "INSERT INTO t VALUES (2)", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_READ_ONLY);
}

static void
test_foreign_schema_runs_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontorDatabase) database = open_new (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_database_exec (database, "ATTACH ':memory:' AS other", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_clear_error (&error);
  exec (database, "PRAGMA writable_schema = 1");
  g_assert_false (kontor_database_exec (database, "DELETE FROM sqlite_schema", &error));
  g_assert_nonnull (error);
}

static void
test_quoting (void)
{
  g_autofree char *name = kontor_database_quote_name ("a\"b");
  g_autofree char *text = kontor_database_quote_text ("it's");

  g_assert_cmpstr (name, ==, "\"a\"\"b\"");
  g_assert_cmpstr (text, ==, "'it''s'");
}

static void
test_guard (Fixture *fixture, gconstpointer data)
{
  if (g_test_subprocess ())
    {
      KontorDatabase *database = open_new (fixture);

      exec (database, "CREATE TABLE t (a INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2)");
      kontor_database_guard_thread (g_thread_self ());
      g_assert_cmpint (kontor_database_get_int (database, "SELECT a FROM t WHERE a = 2", -1), ==,
                       2);
      g_printerr ("keyed read went through\n");
      kontor_database_get_int (database, "SELECT sum(a) FROM t", -1);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*keyed read went through*only read rows by key*");
}

static void
assert_answer (KontorDatabase *database, const char *sql, const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  KontorStatement *statement = kontor_database_prepare (database, sql, &error);
  gboolean row = FALSE;

  g_assert_no_error (error);
  kontor_statement_bind_text (statement, 1, text);
  g_assert_true (kontor_statement_step (statement, &row, &error) && row);
  g_assert_cmpstr (kontor_statement_get_text (statement, 0), ==, expected);
}

static void
test_functions (void)
{
  g_autoptr (KontorDatabase) database
      = kontor_database_open (":memory:", KONTOR_DATABASE_CREATE, NULL);

  assert_answer (database, "SELECT kontor_fold (?1)", "Ünal  STRASSE", "unal strasse");
  assert_answer (database, "SELECT kontor_fold (?1)", NULL, NULL);
  assert_answer (database, "SELECT kontor_digits (?1)", "+34 (600) 12", "3460012");
  assert_answer (database, "SELECT kontor_digits (?1)", NULL, NULL);
  /* A file that another program reads must not need them. */
  g_assert_false (
      kontor_database_exec (database, "CREATE TABLE t (x, y AS (kontor_fold (x)))", NULL));
}

int
main (int argc, char **argv)
{
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/database/values-go-round", test_values_go_round);
  ADD ("/database/a-statement-prepared-again-has-no-parameters", test_prepared_again_is_empty);
  ADD ("/database/a-running-statement-outlives-thousands", test_many_statements);
  ADD ("/database/statements-made-from-tables-are-found-again", test_made_from_tables);
  ADD ("/database/what-is-lent-is-needed-only-once", test_lent);
  ADD ("/database/a-missing-file-is-not-made", test_missing_file);
  ADD ("/database/another-kind-of-file-is-refused", test_other_file);
  ADD ("/database/rollback-takes-back", test_rollback);
  ADD ("/database/a-reader-sees-only-what-is-committed", test_reader_beside_writer);
  ADD ("/database/a-foreign-schema-runs-nothing", test_foreign_schema_runs_nothing);
  g_test_add_func ("/database/names-and-texts-are-quoted", test_quoting);
  ADD ("/database/a-scan-on-the-guarded-thread-aborts", test_guard);
  g_test_add_func ("/database/sql-folds-text-and-digits", test_functions);
  ADD ("/database/a-new-file-is-for-its-owner-alone", test_is_private);
  return g_test_run ();
}
