/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-restore.h"

#include "store/kontor-seed.h"
#include "support/kontor-test-store.h"

#define TIME G_GINT64_CONSTANT (1767225600000)

typedef struct
{
  KontorTestStore store;
  KontorRestore *restore;
  KontorId tag; /* the only record */
  char *before; /* the dump of what a restoration has to leave alone where it fails */
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  g_autoptr (KontorFields) fields = NULL;
  g_autoptr (GError) error = NULL;

  kontor_test_store_set_up (&test->store, NULL);
  g_assert_true (kontor_seed_plant (test->store.store, &kontor_seed_default, NULL));
  test->before = kontor_test_store_dump (&test->store);
  test->restore = kontor_restore_begin (test->store.store, &error);
  g_assert_no_error (error);
  test->tag = kontor_id_for_name ("tag", "VIP");
  fields = kontor_test_store_fields (&test->store, "tag", "name", "VIP", NULL);
  kontor_restore_add_record (test->restore, &test->tag, fields, &error);
  g_assert_no_error (error);
}

static void
tear_down (Test *test, gconstpointer data)
{
  g_clear_pointer (&test->restore, kontor_restore_cancel);
  g_free (test->before);
  kontor_test_store_tear_down (&test->store, NULL);
}

static gboolean
add_entry (Test *test, gint64 entry, gint64 undoes, gint64 undone_by, gint64 time, GError **error)
{
  KontorJournalEntry made = { .entry = entry,
                              .time = time,
                              .verb = (char *) "create",
                              .undoes = undoes,
                              .undone_by = undone_by };

  return kontor_restore_add_entry (test->restore, &made, error);
}

/* A change of the tag's name, or of that of another kind of record with its id. */
static gboolean
add_change (Test *test, const char *entity, gint64 op, const char *from, GError **error)
{
  g_autoptr (KontorFields) after
      = kontor_test_store_fields (&test->store, entity, "name", "VIP", NULL);
  g_autoptr (KontorFields) before
      = from == NULL ? NULL : kontor_test_store_fields (&test->store, entity, "name", from, NULL);
  KontorChange change = { .kind = from == NULL ? KONTOR_CHANGE_INSERT : KONTOR_CHANGE_UPDATE,
                          .entity = kontor_test_entity (entity),
                          .id = test->tag,
                          .op = op,
                          .before = before,
                          .after = after };

  return kontor_restore_add_change (test->restore, &change, error);
}

static void
assert_left_alone (Test *test, GError *error)
{
  g_autofree char *after = NULL;

  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT);
  g_clear_pointer (&test->restore, kontor_restore_cancel);
  after = kontor_test_store_dump (&test->store);
  g_assert_cmpstr (after, ==, test->before);
  kontor_test_store_assert_whole (&test->store);
}

static void
test_numbers_stay (Test *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  g_assert_true (add_entry (test, 7, 0, 0, TIME, &error));
  g_assert_true (add_change (test, "tag", 40, NULL, &error));
  g_assert_true (add_entry (test, 9, 0, 0, TIME + 1, &error));
  g_assert_true (add_change (test, "tag", 42, "V", &error));
  g_assert_true (kontor_restore_commit (g_steal_pointer (&test->restore), &error));
  g_assert_no_error (error);
  kontor_test_store_assert_whole (&test->store);
  g_assert_cmpint (kontor_journal_get_undoable (test->store.store), ==, 9);
  changes = kontor_journal_list_changes (test->store.store, 7, 0, 10, &error);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpint (((KontorChange *) changes->pdata[0])->op, ==, 40);
  g_assert_cmpstr (kontor_fields_get_text (((KontorChange *) changes->pdata[0])->after, "name"), ==,
                   "V");
  g_assert_true (kontor_journal_undo (test->store.store, 9, 0, NULL, NULL, &error));
  kontor_test_store_assert_whole (&test->store);
}

/* With these, following what undoes what would have no end, or those to come no number. */
static void
test_entries (Test *test, gconstpointer data)
{
  static const gint64 wrong[][4] = {
    { 0, 0, 0, TIME }, { -1, 0, 0, TIME },      { 3, 0, 0, TIME }, { G_MAXINT64, 0, 0, TIME },
    { 4, 4, 0, TIME }, { 4, -1, 0, TIME },      { 4, 0, 4, TIME }, { 4, 0, -1, TIME },
    { 4, 0, 0, -1 },   { 4, 0, 0, G_MAXINT64 },
  };
  GError *last = NULL;

  g_assert_true (add_entry (test, 3, 0, 0, TIME, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_clear_error (&last);
      g_assert_false (add_entry (test, wrong[i][0], wrong[i][1], wrong[i][2], wrong[i][3], &last));
      g_assert_error (last, KONTOR_ERROR, KONTOR_ERROR_CORRUPT);
    }
  assert_left_alone (test, last);
  g_error_free (last);
}

static void
test_change_of_no_entry (Test *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (add_change (test, "tag", 1, NULL, &error));
  assert_left_alone (test, error);
}

static void
test_same_number (Test *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (add_entry (test, 1, 0, 0, TIME, NULL));
  g_assert_true (add_change (test, "tag", 5, NULL, NULL));
  g_assert_true (add_entry (test, 2, 0, 0, TIME, NULL));
  g_assert_false (add_change (test, "tag", 5, "V", &error));
  assert_left_alone (test, error);
}

static void
test_values_of_one_side (Test *test, gconstpointer data)
{
  g_autoptr (KontorFields) after
      = kontor_test_store_fields (&test->store, "tag", "name", "VIP", NULL);
  g_autoptr (KontorFields) before = kontor_fields_new (kontor_test_entity ("tag"));
  KontorChange change = { .kind = KONTOR_CHANGE_UPDATE,
                          .entity = kontor_test_entity ("tag"),
                          .id = test->tag,
                          .op = 1,
                          .before = before,
                          .after = after };
  g_autoptr (GError) error = NULL;

  g_assert_true (add_entry (test, 1, 0, 0, TIME, NULL));
  g_assert_false (kontor_restore_add_change (test->restore, &change, &error));
  assert_left_alone (test, error);
}

/* What is said of an id is read as values of one kind of record. */
static void
test_two_kinds (Test *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (add_entry (test, 1, 0, 0, TIME, NULL));
  g_assert_true (add_change (test, "tag", 1, NULL, NULL));
  g_assert_true (add_change (test, "company", 2, "V", NULL));
  g_assert_false (kontor_restore_commit (g_steal_pointer (&test->restore), &error));
  assert_left_alone (test, error);
}

static void
test_another_kind_than_the_record (Test *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (add_entry (test, 1, 0, 0, TIME, NULL));
  g_assert_true (add_change (test, "company", 2, "V", NULL));
  g_assert_false (kontor_restore_commit (g_steal_pointer (&test->restore), &error));
  assert_left_alone (test, error);
}

static void
test_record_twice (Test *test, gconstpointer data)
{
  g_autoptr (KontorFields) fields
      = kontor_test_store_fields (&test->store, "tag", "name", "VIP", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_restore_add_record (test->restore, &test->tag, fields, &error));
  assert_left_alone (test, error);
}

#define ADD(path, func) g_test_add ("/restore/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("numbers-stay", test_numbers_stay);
  ADD ("entries-that-can-not-be-are-refused", test_entries);
  ADD ("a-change-of-no-entry-is-refused", test_change_of_no_entry);
  ADD ("a-number-is-there-once", test_same_number);
  ADD ("a-change-says-what-was-there", test_values_of_one_side);
  ADD ("an-id-is-of-one-kind", test_two_kinds);
  ADD ("an-id-is-of-its-record's-kind", test_another_kind_than_the_record);
  ADD ("a-record-is-there-once", test_record_twice);
  return g_test_run ();
}
