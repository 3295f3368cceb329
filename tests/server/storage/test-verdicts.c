/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-verdicts.h"

#include "storage/kontord-sql.h"
#include "util/kontor-error.h"

typedef struct
{
  KontorDatabase *database;
  KontorPush *push; /* of device 1, operations 1 to 5, hashes 100 to 500 */
  GPtrArray *verdicts;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->database = kontor_database_open (":memory:", 0, &error);
  g_assert_true (kontor_database_exec (
      fixture->database,
      "CREATE TABLE answer (device INTEGER, first_n INTEGER, last_n INTEGER, verdicts BLOB,"
      " PRIMARY KEY (device, last_n));"
      "CREATE TABLE settled (device INTEGER, first_n INTEGER, last_n INTEGER, verdicts BLOB,"
      " PRIMARY KEY (device, last_n))",
      &error));
  fixture->push = kontor_push_new ();
  fixture->push->device = 1;
  fixture->push->from = 1;
  for (int n = 1; n <= 5; n++)
    {
      KontorOperation *operation = kontor_operation_new (KONTOR_OPERATION_INSERT);

      operation->n = n;
      operation->hash = n * 100;
      g_ptr_array_add (fixture->push->operations, operation);
    }
  fixture->verdicts = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_verdict_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kontor_database_close (fixture->database);
  kontor_push_free (fixture->push);
  g_ptr_array_unref (fixture->verdicts);
}

/* Operations @first to @last as they were answered: done, but for 3, which was refused. */
static void
store (Fixture *fixture, gint64 first, gint64 last)
{
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  for (gint64 n = first; n <= last; n++)
    {
      g_autoptr (KontorVerdict) verdict
          = kontor_verdict_new (n, n == 3 ? KONTOR_VERDICT_REFUSED : KONTOR_VERDICT_OK);

      verdict->version = n == 3 ? 0 : n * 10;
      verdict->refusal = n == 3 ? KONTOR_REFUSAL_GUARD : KONTOR_REFUSAL_NONE;
      kontord_verdicts_append (packed, n * 100, verdict);
    }
  g_assert_true (
      kontord_verdicts_store (fixture->database, 1, first, last - first + 1, packed, &error));
}

static gboolean
recall (Fixture *fixture, guint count)
{
  gsize length;
  g_autoptr (GError) error = NULL;
  gboolean is_same;

  g_ptr_array_set_size (fixture->verdicts, 0);
  g_assert_true (kontord_verdicts_recall (fixture->database, kontor_schema_get_default (),
                                          fixture->push, count, fixture->verdicts, &length,
                                          &is_same, &error));
  g_assert_no_error (error);
  return is_same;
}

static void
check_recalled (Fixture *fixture, guint count)
{
  g_assert_cmpint (fixture->verdicts->len, ==, count);
  for (guint i = 0; i < count; i++)
    {
      const KontorVerdict *verdict = fixture->verdicts->pdata[i];
      gint64 n = fixture->push->from + i;

      g_assert_cmpint (verdict->n, ==, n);
      g_assert_cmpint (verdict->kind, ==, n == 3 ? KONTOR_VERDICT_REFUSED : KONTOR_VERDICT_OK);
      g_assert_cmpint (verdict->version, ==, n == 3 ? 0 : n * 10);
    }
}

static void
test_one_push (Fixture *fixture, gconstpointer data)
{
  store (fixture, 1, 5);
  g_assert_true (recall (fixture, 5));
  check_recalled (fixture, 5);
  g_assert_true (recall (fixture, 2));
  check_recalled (fixture, 2);
}

static void
test_several_pushes (Fixture *fixture, gconstpointer data)
{
  store (fixture, 1, 2);
  store (fixture, 3, 3);
  store (fixture, 4, 5);
  g_assert_true (recall (fixture, 5));
  check_recalled (fixture, 5);
}

static void
test_from_the_middle (Fixture *fixture, gconstpointer data)
{
  store (fixture, 1, 5);
  g_ptr_array_remove_range (fixture->push->operations, 0, 2);
  fixture->push->from = 3;
  g_assert_true (recall (fixture, 3));
  check_recalled (fixture, 3);
}

static void
test_another_hash (Fixture *fixture, gconstpointer data)
{
  store (fixture, 1, 5);
  ((KontorOperation *) fixture->push->operations->pdata[4])->hash++;
  g_assert_false (recall (fixture, 5));
  g_assert_true (recall (fixture, 4));
}

static void
test_forgotten (Fixture *fixture, gconstpointer data)
{
  store (fixture, 1, 2);
  store (fixture, 3, 5);
  g_assert_true (kontord_verdicts_forget (fixture->database, 1, 1, 5, NULL));
  g_assert_true (recall (fixture, 5)); /* a push is kept until all of it is acknowledged */
  g_assert_true (kontord_verdicts_forget (fixture->database, 1, 2, 5, NULL));
  g_assert_false (recall (fixture, 5));
  g_assert_true (
      kontord_verdicts_forget (fixture->database, 1, 0, 5 + KONTORD_MAX_KEPT_VERDICTS, NULL));
  g_assert_cmpint (kontor_database_get_int (fixture->database, "SELECT count (*) FROM answer", -1),
                   ==, 0);
}

static gboolean
was_answered (Fixture *fixture, guint32 device, gint64 n, guint64 hash)
{
  KontorRefusal refusal = KONTOR_REFUSAL_NONE;
  gboolean found;

  g_assert_true (
      kontord_verdicts_find (fixture->database, device, n, hash, &found, &refusal, NULL));
  if (found)
    g_assert_cmpint (refusal, ==, n == 3 ? KONTOR_REFUSAL_GUARD : KONTOR_REFUSAL_NONE);
  return found;
}

/* Of each, whether it is kept to be recalled or only that it was. */
static void
test_traces (Fixture *fixture, gconstpointer data)
{
  store (fixture, 1, 2);
  store (fixture, 3, 5);
  for (gint64 ack = 0; ack <= 5; ack += 5)
    {
      g_assert_true (kontord_verdicts_forget (fixture->database, 1, ack, 5, NULL));
      for (gint64 n = 1; n <= 5; n++)
        {
          g_assert_true (was_answered (fixture, 1, n, n * 100));
          g_assert_false (was_answered (fixture, 2, n, n * 100));
        }
      g_assert_false (was_answered (fixture, 1, 2, 201));
      g_assert_false (was_answered (fixture, 1, 6, 600));
    }
  g_assert_true (
      kontord_verdicts_forget (fixture->database, 1, 5, 2 + KONTORD_MAX_KEPT_VERDICTS, NULL));
  g_assert_false (was_answered (fixture, 1, 2, 200));
  g_assert_true (was_answered (fixture, 1, 3, 300));
}

static void
test_hole (Fixture *fixture, gconstpointer data)
{
  store (fixture, 1, 2);
  store (fixture, 4, 5);
  g_assert_false (recall (fixture, 5));
}

static void
test_other_devices (Fixture *fixture, gconstpointer data)
{
  store (fixture, 1, 5);
  fixture->push->device = 2;
  g_assert_false (recall (fixture, 5));
}

static void
test_damage (Fixture *fixture, gconstpointer data)
{
  store (fixture, 1, 5);
  g_assert_true (kontor_database_exec (
      fixture->database, "UPDATE answer SET verdicts = substr (verdicts, 1, 50)", NULL));
  g_assert_false (recall (fixture, 5));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/verdicts/of-one-push-are-recalled", test_one_push);
  ADD ("/verdicts/of-several-pushes-are-recalled", test_several_pushes);
  ADD ("/verdicts/are-recalled-from-the-middle", test_from_the_middle);
  ADD ("/verdicts/of-another-operation-are-not", test_another_hash);
  ADD ("/verdicts/are-forgotten-when-acknowledged-or-old", test_forgotten);
  ADD ("/verdicts/that-one-was-answered-is-known-longer", test_traces);
  ADD ("/verdicts/a-hole-is-noticed", test_hole);
  ADD ("/verdicts/of-another-device-are-not-seen", test_other_devices);
  ADD ("/verdicts/a-cut-off-one-is-not-believed", test_damage);
  return g_test_run ();
}
