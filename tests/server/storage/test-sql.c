/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-sql.h"

static void
test_kinds (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorDatabase) database = kontor_database_open (":memory:", 0, &error);
  KontorId id = { { 7 } }, back;
  KontorStatement *row;
  gsize length;

  g_assert_no_error (error);
  g_assert_true (kontord_sql_run (database, &error, "CREATE TABLE t (a, b, c, d, e)"));
  g_assert_true (kontord_sql_run (database, &error, "INSERT INTO t VALUES (?1, ?2, ?3, ?4, ?5)",
                                  KONTORD_INT (G_MININT64), KONTORD_TEXT ("Ü"),
                                  KONTORD_BLOB ("a\0b", 3), KONTORD_ID (&id), KONTORD_NOTHING));
  g_assert_true (
      kontord_sql_first (database, &row, &error, "SELECT * FROM t WHERE a < ?1", KONTORD_INT (0)));
  g_assert_nonnull (row);
  g_assert_true (kontor_statement_get_int (row, 0) == G_MININT64);
  g_assert_cmpstr (kontor_statement_get_text (row, 1), ==, "Ü");
  g_assert_nonnull (kontor_statement_get_blob (row, 2, &length));
  g_assert_cmpint (length, ==, 3);
  g_assert_true (kontor_statement_get_id (row, 3, &back));
  g_assert_true (kontor_id_equal (&id, &back));
  g_assert_true (kontor_statement_is_null (row, 4));
  kontor_statement_reset (row);
}

static void
test_no_row (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorDatabase) database = kontor_database_open (":memory:", 0, &error);
  KontorStatement *row = (gpointer) 1;

  g_assert_true (kontord_sql_first (database, &row, &error, "SELECT 1 WHERE 0"));
  g_assert_no_error (error);
  g_assert_null (row);
}

static void
test_mistakes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorDatabase) database = kontor_database_open (":memory:", 0, &error);
  KontorStatement *row;

  g_assert_false (kontord_sql_run (database, &error, "SELEKT ?1", KONTORD_INT (1)));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (kontord_sql_first (database, &row, &error, "SELECT * FROM nowhere"));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sql/every-kind-of-value-goes-round", test_kinds);
  g_test_add_func ("/sql/no-row-is-no-error", test_no_row);
  g_test_add_func ("/sql/a-mistake-is-an-error", test_mistakes);
  return g_test_run ();
}
