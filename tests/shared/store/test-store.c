/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-store.h"

static void
test_settings (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *none = kontor_store_dup_setting (test->store, "name");
  g_autofree char *name = NULL, *gone = NULL;

  g_assert_null (none);
  g_assert_true (kontor_store_set_setting (test->store, "name", "Büro", NULL));
  g_assert_true (kontor_store_set_setting (test->store, "currency", "CHF", NULL));
  kontor_test_store_reopen (test);
  name = kontor_store_dup_setting (test->store, "name");
  g_assert_cmpstr (name, ==, "Büro");
  g_assert_cmpstr (kontor_store_get_currency (test->store), ==, "CHF");
  g_assert_true (kontor_store_set_setting (test->store, "name", NULL, NULL));
  gone = kontor_store_dup_setting (test->store, "name");
  g_assert_null (gone);
}

static void
collect_setting (const char *key, const char *value, gpointer text)
{
  g_string_append_printf (text, "%s=%s;", key, value);
}

static void
test_settings_at_once (KontorTestStore *test, gconstpointer data)
{
  static const char *const keys[] = { "seen", "cursor", "absent", NULL };
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_true (kontor_store_set_setting (test->store, "cursor", "here", NULL));
  g_assert_true (kontor_store_set_setting (test->store, "other", "not asked for", NULL));
  g_assert_true (kontor_store_set_setting (test->store, "seen", "1", NULL));
  g_assert_true (kontor_store_read_each_setting (test->store, keys, collect_setting, text, NULL));
  g_assert_cmpstr (text->str, ==, "cursor=here;seen=1;");
}

static void
test_refs_have_titles (KontorTestStore *test, gconstpointer data)
{
  KontorId company = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  g_autofree char *company_id = kontor_id_dup_text (&company);
  KontorId contact = kontor_test_store_insert (test, "contact", "first_name", "Ana", "company",
                                               company_id, NULL);
  g_autoptr (KontorRecord) record
      = kontor_store_get (test->store, kontor_test_entity ("contact"), &contact, NULL);

  g_assert_cmpstr (kontor_record_get_ref_title (record, "company"), ==, "Acme");
  g_assert_null (kontor_record_get_ref_title (record, "owner"));
}

static void
test_finds_anything_by_id (KontorTestStore *test, gconstpointer data)
{
  KontorId tag = kontor_test_store_insert (test, "tag", "name", "VIP", NULL);
  KontorId nothing = { { 9 } };
  g_autoptr (KontorRecord) record = kontor_store_find (test->store, &tag, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (kontor_record_get_title (record), ==, "VIP");
  g_assert_null (kontor_store_find (test->store, &nothing, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
}

static void
test_finds_by_folded_title (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  KontorId gone;

  kontor_test_store_insert (test, "company", "name", "Müller  AG", NULL);
  gone = kontor_test_store_insert (test, "company", "name", "Muller ag", NULL);
  kontor_test_store_trash (test, "company", &gone);
  found = kontor_store_find_titled (test->store, kontor_test_entity ("company"), "MULLER AG", 5,
                                    NULL);
  g_assert_cmpuint (found->len, ==, 1);
}

static void
test_lists_what_refers (KontorTestStore *test, gconstpointer data)
{
  KontorId company = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  g_autofree char *id = kontor_id_dup_text (&company);
  g_autoptr (GPtrArray) people = NULL, firms = NULL;

  kontor_test_store_insert (test, "contact", "first_name", "Zoë", "company", id, NULL);
  kontor_test_store_insert (test, "contact", "first_name", "Ana", "company", id, NULL);
  kontor_test_store_insert (test, "company", "name", "Acme South", "parent", id, NULL);
  people = kontor_store_list_referring (test->store, kontor_test_entity ("contact"), "company",
                                        &company, NULL);
  g_assert_cmpuint (people->len, ==, 2);
  g_assert_cmpstr (kontor_record_get_title (people->pdata[0]), ==, "Ana");
  firms = kontor_store_list_referring (test->store, kontor_test_entity ("company"), "parent",
                                       &company, NULL);
  g_assert_cmpuint (firms->len, ==, 1);
  g_assert_cmpstr (kontor_record_get_ref_title (firms->pdata[0], "parent"), ==, "Acme");
}

static void
test_dump_is_of_values_alone (KontorTestStore *test, gconstpointer data)
{
  KontorTestStore other;
  KontorId id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  g_autofree char *here = NULL, *there = NULL;

  kontor_test_store_update (test, "company", &id, "name", "Beta", NULL);
  kontor_test_store_update (test, "company", &id, "name", "Acme", NULL);
  kontor_test_store_set_up (&other, NULL);
  kontor_test_store_insert (&other, "company", "name", "Acme", NULL);
  here = kontor_test_store_dump (test);
  there = kontor_test_store_dump (&other);
  g_assert_cmpstr (here, ==, there);
  kontor_test_store_tear_down (&other, NULL);
}

static gboolean
stop (const char *text, gsize length, gpointer user_data, GError **error)
{
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_FULL, "no room");
  return FALSE;
}

static void
test_dump_stops_with_its_sink (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  g_assert_false (kontor_store_dump (test->store, stop, NULL, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_FULL);
  kontor_test_store_insert (test, "company", "name", "Beta", NULL);
}

static void
test_check_finds_damage (KontorTestStore *test, gconstpointer data)
{
  KontorDatabase *database = kontor_store_get_database (test->store);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);

  kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  kontor_test_store_assert_whole (test);
  g_assert_true (kontor_database_exec (
      database,
      "DELETE FROM company_search; DELETE FROM journal_op;"
      "INSERT INTO company (id, name) VALUES (x'00112233445566778899aabbccddeeff', 'Around')",
      NULL));
  g_assert_true (kontor_store_check (test->store, findings, NULL));
  g_assert_cmpuint (findings->len, >=, 4);
}

static void
test_check_finds_what_is_not_sent (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);

  kontor_test_store_insert (test, "company", "name", "Before", NULL);
  g_assert_true (kontor_store_set_setting (test->store, "enlisted", "1", NULL));
  g_assert_true (kontor_store_set_setting (test->store, "device", "1", NULL));
  kontor_test_store_insert (test, "company", "name", "Since", NULL);
  kontor_test_store_assert_whole (test);
  g_assert_true (kontor_database_exec (kontor_store_get_database (test->store),
                                       "UPDATE journal_op SET state = 0", NULL));
  g_assert_true (kontor_store_check (test->store, findings, NULL));
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_true (g_str_has_suffix (findings->pdata[0], "is never sent"));
}

static void
test_missing_file_is_not_made (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *path = g_build_filename (test->folder, "none.kontor", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (
      kontor_store_open (path, kontor_schema_get_default (), &test->clock.parent, 0, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
#define ADD(path, function)                                                                        \
  g_test_add (path, KontorTestStore, NULL, kontor_test_store_set_up, function,                     \
              kontor_test_store_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/settings-are-kept", test_settings);
  ADD ("/store/settings-are-read-at-once", test_settings_at_once);
  ADD ("/store/references-come-with-their-titles", test_refs_have_titles);
  ADD ("/store/anything-is-found-by-its-id", test_finds_anything_by_id);
  ADD ("/store/titles-are-found-folded", test_finds_by_folded_title);
  ADD ("/store/what-refers-to-a-record-is-listed", test_lists_what_refers);
  ADD ("/store/a-dump-is-of-values-alone", test_dump_is_of_values_alone);
  ADD ("/store/a-dump-stops-with-its-sink", test_dump_stops_with_its_sink);
  ADD ("/store/check-finds-damage", test_check_finds_damage);
  ADD ("/store/check-finds-what-is-never-sent", test_check_finds_what_is_not_sent);
  ADD ("/store/a-missing-file-is-not-made", test_missing_file_is_not_made);
  return g_test_run ();
}
