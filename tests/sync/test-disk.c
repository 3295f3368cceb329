/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The disk that the simulator crashes is itself to be trusted. */

#include "store/kontor-database.h"
#include "support/kontor-test-disk.h"

#include <string.h>

#define FOLDER "/there/is/no/such/folder"
#define PATH FOLDER "/file"

static KontorDatabase *
open_file (void)
{
  g_autoptr (GError) error = NULL;
  KontorDatabase *database = kontor_database_open (PATH, KONTOR_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  return database;
}

static gboolean
add (KontorDatabase *database)
{
  return kontor_database_exec (database, "INSERT INTO t VALUES (randomblob (3000))", NULL);
}

static gint64
count (KontorDatabase *database)
{
  return kontor_database_get_int (database, "SELECT count (*) FROM t", -1);
}

static guint32
draw (gpointer state, guint32 range)
{
  guint64 *x = state;

  *x = *x * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);
  return (guint32) ((*x >> 33) % range);
}

static void
test_files_stay (void)
{
  g_autoptr (KontorTestDisk) disk = kontor_test_disk_new (FOLDER);
  KontorDatabase *database = open_file ();

  g_assert_true (kontor_database_exec (database, "CREATE TABLE t (a)", NULL));
  for (guint i = 0; i < 50; i++)
    g_assert_true (add (database));
  kontor_database_close (database);
  database = open_file ();
  g_assert_cmpint (count (database), ==, 50);
  kontor_database_close (database);
  g_assert_false (g_file_test (PATH, G_FILE_TEST_EXISTS));
}

static void
test_readers_and_writers (void)
{
  g_autoptr (KontorTestDisk) disk = kontor_test_disk_new (FOLDER);
  KontorDatabase *writer = open_file (), *reader;

  g_assert_true (kontor_database_exec (writer, "CREATE TABLE t (a)", NULL));
  reader = kontor_database_open (PATH, KONTOR_DATABASE_READ_ONLY, NULL);
  g_assert_true (kontor_database_begin_read (reader, NULL));
  g_assert_cmpint (count (reader), ==, 0);
  g_assert_true (add (writer));
  g_assert_cmpint (count (reader), ==, 0);
  kontor_database_rollback (reader);
  g_assert_cmpint (count (reader), ==, 1);
  kontor_database_close (reader);
  kontor_database_close (writer);
}

static void
test_copies_part_ways (void)
{
  g_autoptr (KontorTestDisk) disk = kontor_test_disk_new (FOLDER);
  KontorDatabase *database = open_file ();

  g_assert_true (kontor_database_exec (database, "CREATE TABLE t (a)", NULL));
  kontor_database_close (database);
  kontor_test_disk_copy (disk, "copy", disk, "file");
  database = open_file ();
  g_assert_true (add (database));
  kontor_database_close (database);
  kontor_test_disk_copy (disk, "file", disk, "copy");
  database = open_file ();
  g_assert_cmpint (count (database), ==, 0);
  kontor_database_close (database);
}

/* What is not synced may go, and without syncs it does. */
static void
test_forgets (void)
{
  guint lost = 0;

  for (guint64 state = 1; state < 40; state++)
    {
      g_autoptr (KontorTestDisk) disk = kontor_test_disk_new (FOLDER);
      KontorDatabase *database = open_file ();
      guint64 draws = state;

      g_assert_true (
          kontor_database_exec (database, "CREATE TABLE t (a); PRAGMA synchronous = OFF", NULL));
      for (guint i = 0; i < 5; i++)
        g_assert_true (add (database));
      kontor_test_disk_fail (disk);
      g_assert_false (add (database));
      kontor_database_close (database);
      kontor_test_disk_recover (disk, draw, &draws);
      database = open_file ();
      lost += count (database) < 5;
      kontor_database_close (database);
    }
  g_assert_cmpuint (lost, >, 10);
}

/* At whatever write the power goes: what was committed is there, and nothing else. */
static void
crash_after (guint64 writes, gboolean *is_done)
{
  g_autoptr (KontorTestDisk) disk = kontor_test_disk_new (FOLDER);
  KontorDatabase *database = open_file ();
  guint64 draws = writes;
  guint committed = 0;

  g_assert_true (
      kontor_database_exec (database, "CREATE TABLE t (a); PRAGMA wal_autocheckpoint = 8", NULL));
  kontor_test_disk_fail_after (disk, writes);
  while (committed < 30 && add (database))
    committed++;
  *is_done = !kontor_test_disk_has_failed (disk);
  kontor_test_disk_fail (disk);
  kontor_database_close (database);
  kontor_test_disk_recover (disk, writes % 3 == 0 ? NULL : draw, &draws);
  database = open_file ();
  g_assert_cmpint (count (database), >=, committed);
  g_assert_cmpint (count (database), <=, committed + 1);
  g_assert_cmpint (kontor_database_get_int (database,
                                            "SELECT count (*) FROM pragma_integrity_check "
                                            "WHERE integrity_check <> 'ok'",
                                            -1),
                   ==, 0);
  kontor_database_close (database);
}

static void
test_crashes (void)
{
  gboolean is_done = FALSE;
  guint64 writes = 0;

  for (; !is_done; writes++)
    crash_after (writes, &is_done);
  g_assert_cmpuint (writes, >, 60);
}

static void
test_bytes (void)
{
  g_autoptr (KontorTestDisk) disk = kontor_test_disk_new (FOLDER);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  KontorDatabase *database = open_file ();

  g_assert_true (kontor_database_exec (database, "CREATE TABLE t (a)", NULL));
  g_assert_true (kontor_database_exec (database, "INSERT INTO t VALUES ('a needle')", NULL));
  kontor_test_disk_collect (disk, bytes);
  g_assert_nonnull (memmem (bytes->data, bytes->len, "a needle", 8));
  g_assert_null (memmem (bytes->data, bytes->len, "no needle", 9));
  kontor_database_close (database);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disk/files-stay-in-memory", test_files_stay);
  g_test_add_func ("/disk/readers-see-their-moment", test_readers_and_writers);
  g_test_add_func ("/disk/copies-part-ways", test_copies_part_ways);
  g_test_add_func ("/disk/what-was-not-synced-may-go", test_forgets);
  g_test_add_func ("/disk/what-was-committed-outlives-the-power-at-every-write", test_crashes);
  g_test_add_func ("/disk/its-bytes-can-be-searched", test_bytes);
  return g_test_run ();
}
