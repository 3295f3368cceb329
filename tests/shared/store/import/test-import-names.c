/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/import/kontor-import-names.h"
#include "support/kontor-test-store.h"

typedef struct
{
  KontorTestStore store;
  KontorImportView *view;
  KontorImportNames *names;
} Test;

static const char *
suggest_first (const char *name, const char *const *candidates)
{
  return candidates[0];
}

static void
set_up (Test *test, gconstpointer data)
{
  kontor_test_store_set_up (&test->store, NULL);
  test->view = kontor_import_view_new (test->store.store);
  test->names = kontor_import_names_new (kontor_schema_get_default (), test->view, suggest_first);
}

static void
tear_down (Test *test, gconstpointer data)
{
  kontor_import_names_free (test->names);
  kontor_import_view_free (test->view);
  kontor_test_store_tear_down (&test->store, NULL);
}

static KontorNameResult
resolve (Test *test, const char *entity, const char *name, KontorId *id)
{
  KontorImportHit hit = { 0 };
  KontorNameResult result
      = kontor_import_names_resolve (test->names, kontor_test_entity (entity), name, &hit, NULL);

  *id = hit.id;
  return result;
}

static void
assert_finds (Test *test, const char *entity, const char *name, const KontorId *expected)
{
  KontorId id;

  g_assert_cmpint (resolve (test, entity, name, &id), ==, KONTOR_NAME_FOUND);
  g_assert_true (kontor_id_equal (&id, expected));
}

static void
test_finds_by_whatever_names_a_record (Test *test, gconstpointer data)
{
  KontorId product = kontor_test_store_insert (&test->store, "product", "name", "Éclair  Pro",
                                               "code", "E-1", NULL);
  KontorId ana = kontor_test_store_insert (&test->store, "contact", "first_name", "Ana",
                                           "last_name", "Ruiz", NULL);
  g_autofree char *product_id = kontor_id_dup_text (&product);
  g_autofree char *ana_id = kontor_id_dup_text (&ana);
  KontorId id;

  kontor_test_store_insert (&test->store, "contact_point", "contact", ana_id, "kind", "email",
                            "email", "ana@example.com", NULL);
  assert_finds (test, "product", "eclair pro", &product);
  assert_finds (test, "product", "E-1", &product);
  assert_finds (test, "product", product_id, &product);
  assert_finds (test, "contact", "ANA RUIZ", &ana);
  assert_finds (test, "contact", "Ana@Example.com", &ana);
  g_assert_cmpint (resolve (test, "product", "E-2", &id), ==, KONTOR_NAME_UNKNOWN);
  g_assert_cmpint (resolve (test, "contact", product_id, &id), ==, KONTOR_NAME_UNKNOWN);
}

static void
test_two_of_a_name_are_ambiguous (Test *test, gconstpointer data)
{
  KontorId first = kontor_test_store_insert (&test->store, "company", "name", "Acme", NULL);
  KontorId second, id;

  assert_finds (test, "company", "Acme", &first);
  second = kontor_test_store_insert (&test->store, "company", "name", "acme", NULL);
  kontor_import_names_note (test->names, kontor_test_entity ("company"), "acme");
  g_assert_cmpint (resolve (test, "company", "Acme", &id), ==, KONTOR_NAME_AMBIGUOUS);
  kontor_test_store_trash (&test->store, "company", &second);
  assert_finds (test, "company", "Acme", &first);
}

static void
test_what_was_found_is_forgotten (Test *test, gconstpointer data)
{
  KontorId acme = kontor_test_store_insert (&test->store, "company", "name", "Acme", NULL);
  KontorId id;

  assert_finds (test, "company", "Acme", &acme);
  kontor_test_store_update (&test->store, "company", &acme, "name", "Bluth", NULL);
  kontor_import_names_forget (test->names, kontor_test_entity ("company"));
  g_assert_cmpint (resolve (test, "company", "Acme", &id), ==, KONTOR_NAME_UNKNOWN);
  assert_finds (test, "company", "Bluth", &acme);
}

static void
test_suggests_another_spelling_first (Test *test, gconstpointer data)
{
  const KontorEntity *product = kontor_test_entity ("product");
  g_autofree char *spelling = NULL, *other = NULL, *none = NULL;

  kontor_test_store_insert (&test->store, "product", "name", "Aaa", NULL);
  kontor_test_store_insert (&test->store, "product", "name", "GTX Pro", NULL);
  spelling = kontor_import_names_suggest (test->names, product, "gtx-PRO", TRUE, NULL);
  g_assert_cmpstr (spelling, ==, "GTX Pro");
  none = kontor_import_names_suggest (test->names, product, "GTX Prp", TRUE, NULL);
  g_assert_null (none);
  /* What the function given says: here the first there is. */
  other = kontor_import_names_suggest (test->names, product, "GTX Prp", FALSE, NULL);
  g_assert_cmpstr (other, ==, "Aaa");
}

#define ADD(path, func) g_test_add ("/import-names/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("finds-by-whatever-names-a-record", test_finds_by_whatever_names_a_record);
  ADD ("two-of-a-name-are-ambiguous", test_two_of_a_name_are_ambiguous);
  ADD ("what-was-found-is-forgotten", test_what_was_found_is_forgotten);
  ADD ("suggests-another-spelling-first", test_suggests_another_spelling_first);
  return g_test_run ();
}
