/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-store.h"

static void
test_entry_says_who_and_when (KontorTestStore *test, gconstpointer data)
{
  KontorActInfo info
      = { "import", kontor_test_entity ("company"), KONTOR_ORIGIN_IMPORT, "{\"file\":\"a.csv\"}" };
  g_autoptr (KontorFields) fields
      = kontor_test_store_fields (test, "company", "name", "Acme", NULL);
  g_autoptr (KontorJournalEntry) found = NULL;
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);
  gint64 entry;

  g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
  g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
  g_assert_true (kontor_act_commit (act, &entry, NULL));
  found = kontor_journal_get (test->store, entry, NULL);
  g_assert_cmpstr (found->verb, ==, "import");
  g_assert_cmpstr (found->args, ==, "{\"file\":\"a.csv\"}");
  g_assert_cmpint (found->origin, ==, KONTOR_ORIGIN_IMPORT);
  g_assert_cmpuint (found->count, ==, 2);
  g_assert_true (found->entity == info.entity);
  g_assert_cmpint (found->time, ==, test->clock.time);
}

static void
test_pages_newest_first (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GPtrArray) first = NULL, second = NULL;
  gint64 last;

  for (int i = 0; i < 5; i++)
    kontor_test_store_insert (test, "tag", "name", "Tag", NULL);
  first = kontor_journal_list (test->store, 0, 3, NULL);
  g_assert_cmpuint (first->len, ==, 3);
  last = ((KontorJournalEntry *) first->pdata[2])->entry;
  g_assert_cmpint (((KontorJournalEntry *) first->pdata[0])->entry, >, last);
  second = kontor_journal_list (test->store, last, 3, NULL);
  g_assert_cmpuint (second->len, ==, 2);
}

/* The insert keeps no values of its own: they are found by taking later changes back. */
static void
test_insert_values_are_found (KontorTestStore *test, gconstpointer data)
{
  const KontorEntity *company = kontor_test_entity ("company");
  KontorId id
      = kontor_test_store_insert (test, "company", "name", "Acme", "industry", "Retail", NULL);
  g_autoptr (GPtrArray) changes = NULL;
  KontorChange *made;

  kontor_test_store_update (test, "company", &id, "name", "Acme Ltd", NULL);
  kontor_test_store_update (test, "company", &id, "name", "Acme Inc", "industry", "", NULL);
  kontor_test_store_trash (test, "company", &id);
  changes = kontor_journal_list_record (test->store, company, &id, 10, NULL);
  g_assert_cmpuint (changes->len, ==, 4);
  made = changes->pdata[3];
  g_assert_cmpint (made->kind, ==, KONTOR_CHANGE_INSERT);
  g_assert_null (made->before);
  g_assert_cmpstr (kontor_fields_get_text (made->after, "name"), ==, "Acme");
  g_assert_cmpstr (kontor_fields_get_text (made->after, "industry"), ==, "Retail");
  g_assert_true (kontor_value_is_none (
      kontor_fields_get (made->after, kontor_entity_get_deleted_at (company))));
  g_assert_cmpint (
      kontor_test_store_count (
          test, "SELECT count(*) FROM journal_op WHERE kind = 1 AND payload IS NOT NULL"),
      ==, 0);
}

static void
test_field_history (KontorTestStore *test, gconstpointer data)
{
  const KontorEntity *company = kontor_test_entity ("company");
  KontorId id
      = kontor_test_store_insert (test, "company", "name", "Acme", "industry", "Retail", NULL);
  g_autoptr (KontorChange) change = NULL;

  kontor_test_store_update (test, "company", &id, "industry", "Trade", NULL);
  kontor_test_store_update (test, "company", &id, "name", "Acme Ltd", NULL);
  change = kontor_journal_get_field (test->store, company, &id,
                                     kontor_entity_find_field (company, "industry"), NULL);
  g_assert_cmpstr (kontor_fields_get_text (change->before, "industry"), ==, "Retail");
  g_assert_cmpstr (change->entry->verb, ==, "edit");
  g_assert_null (kontor_journal_get_field (test->store, company, &id,
                                           kontor_entity_find_field (company, "website"), NULL));
}

static void
test_missing_entry (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_journal_get (test->store, 99, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
}

static void
test_extras_are_kept (KontorTestStore *test, gconstpointer data)
{
  const KontorEntity *company = kontor_test_entity ("company");
  KontorId id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  g_autoptr (KontorFields) changes = kontor_fields_new (company);
  g_autofree char *before = kontor_test_store_dump (test), *after = NULL, *undone = NULL;
  KontorActInfo info = { "edit", company, KONTOR_ORIGIN_USER, NULL };
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);
  gint64 entry;

  kontor_fields_set_extra (changes, "77", "[1,\"x\"]");
  g_assert_true (kontor_act_update (act, &id, changes, NULL));
  g_assert_true (kontor_act_commit (act, &entry, NULL));
  after = kontor_test_store_dump (test);
  g_assert_nonnull (strstr (after, "\"77\":[1,\"x\"]"));
  g_assert_true (kontor_journal_undo (test->store, entry, 0, NULL, NULL, NULL));
  undone = kontor_test_store_dump (test);
  g_assert_cmpstr (undone, ==, before);
}

int
main (int argc, char **argv)
{
#define ADD(path, function)                                                                        \
  g_test_add (path, KontorTestStore, NULL, kontor_test_store_set_up, function,                     \
              kontor_test_store_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/journal/an-entry-says-what-who-and-when", test_entry_says_who_and_when);
  ADD ("/journal/pages-go-from-new-to-old", test_pages_newest_first);
  ADD ("/journal/the-values-of-an-insert-are-found-from-what-came-later",
       test_insert_values_are_found);
  ADD ("/journal/a-field-knows-its-last-value", test_field_history);
  ADD ("/journal/a-missing-entry-is-an-error", test_missing_entry);
  ADD ("/journal/unknown-fields-are-kept-and-undone", test_extras_are_kept);
  return g_test_run ();
}
