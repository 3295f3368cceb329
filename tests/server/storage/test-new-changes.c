/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-new-changes.h"

#include "util/kontor-error.h"

static KontorDatabase *
open_log (void)
{
  g_autoptr (GError) error = NULL;
  KontorDatabase *database = kontor_database_open (":memory:", KONTOR_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (kontor_database_exec (
      database, "CREATE TABLE change (seq INTEGER PRIMARY KEY, entity, record, hlc, device)",
      NULL));
  return database;
}

static void
add (KontordNewChanges *changes, KontorDatabase *database, guint first, guint count)
{
  for (guint i = first; i < first + count; i++)
    {
      KontorStamp stamp = { .version = i, .hlc = 1000 + i, .device = 17 };

      g_assert_true (kontord_new_changes_add (changes, database, 3, 2 * i, &stamp, NULL));
    }
}

static gint64
count_right_ones (KontorDatabase *database)
{
  return kontor_database_get_int (database,
                                  "SELECT count (*) FROM change WHERE entity = 3 AND device = 17"
                                  " AND record = 2 * seq AND hlc = 1000 + seq",
                                  -1);
}

static void
test_all_are_written (void)
{
  static const guint counts[] = { 0,
                                  1,
                                  KONTORD_CHANGES_AT_ONCE - 1,
                                  KONTORD_CHANGES_AT_ONCE,
                                  KONTORD_CHANGES_AT_ONCE + 1,
                                  5 * KONTORD_CHANGES_AT_ONCE + 2 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (KontorDatabase) database = open_log ();
      KontordNewChanges changes = { 0 };

      add (&changes, database, 1, counts[i]);
      g_assert_true (kontord_new_changes_write (&changes, database, NULL));
      g_assert_cmpint (count_right_ones (database), ==, counts[i]);
      /* nothing waits any more */
      g_assert_true (kontord_new_changes_write (&changes, database, NULL));
      add (&changes, database, 1000, 1);
      g_assert_true (kontord_new_changes_write (&changes, database, NULL));
      g_assert_cmpint (count_right_ones (database), ==, counts[i] + 1);
    }
}

static void
test_dropped (void)
{
  g_autoptr (KontorDatabase) database = open_log ();
  KontordNewChanges changes = { 0 };

  add (&changes, database, 1, 3);
  kontord_new_changes_drop (&changes);
  add (&changes, database, 2, 2);
  g_assert_true (kontord_new_changes_write (&changes, database, NULL));
  g_assert_cmpint (count_right_ones (database), ==, 2);
  g_assert_cmpint (kontor_database_get_int (database, "SELECT min (seq) FROM change", -1), ==, 2);
}

static void
test_trouble (void)
{
  g_autoptr (KontorDatabase) database = open_log ();
  KontordNewChanges changes = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (kontor_database_exec (database, "INSERT INTO change (seq) VALUES (2)", NULL));
  add (&changes, database, 1, 2);
  g_assert_false (kontord_new_changes_write (&changes, database, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/new-changes/however-many-are-all-written", test_all_are_written);
  g_test_add_func ("/new-changes/those-taken-back-are-not", test_dropped);
  g_test_add_func ("/new-changes/trouble-is-told", test_trouble);
  return g_test_run ();
}
