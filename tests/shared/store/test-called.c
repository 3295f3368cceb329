/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-called.h"

#include "store/kontor-list-model.h"
#include "store/kontor-search.h"
#include "support/kontor-test-loop.h"
#include "support/kontor-test-store.h"
#include "util/kontor-error.h"

/* A contact of whom only @field is known; NULL: nothing. */
static KontorId
insert_contact (KontorTestStore *test, const char *field, const char *text)
{
  return kontor_test_store_insert (test, "contact", field == NULL ? "consent" : field,
                                   field == NULL ? "yes" : text, NULL);
}

static KontorId
insert_point (KontorTestStore *test,
              const KontorId *contact,
              const char *kind,
              const char *text,
              const char *position)
{
  g_autofree char *id = kontor_id_dup_text (contact);

  return kontor_test_store_insert (test, "contact_point", "contact", id, "kind", kind,
                                   g_str_equal (kind, "address") ? "city" : kind, text, "position",
                                   position, NULL);
}

static void
assert_called (KontorTestStore *test, const KontorId *id, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record
      = kontor_store_get (test->store, kontor_test_entity ("contact"), id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (kontor_record_get_title (record), ==, expected);
}

static void
test_the_first_address_calls_who_has_no_name (KontorTestStore *test, gconstpointer data)
{
  KontorId id = insert_contact (test, NULL, NULL);
  KontorId city, phone, second, first;

  assert_called (test, &id, "");
  city = insert_point (test, &id, "address", "Kyiv", "1");
  assert_called (test, &id, "Kyiv");
  phone = insert_point (test, &id, "phone", "+380 44 1", "2");
  assert_called (test, &id, "+380 44 1");
  second = insert_point (test, &id, "email", "b@example.com", "9");
  first = insert_point (test, &id, "email", "a@example.com", "5");
  assert_called (test, &id, "a@example.com");
  kontor_test_store_trash (test, "contact_point", &first);
  assert_called (test, &id, "b@example.com");
  kontor_test_store_update (test, "contact_point", &second, "email", "c@example.com", NULL);
  assert_called (test, &id, "c@example.com");
  kontor_test_store_update (test, "contact", &id, "first_name", "Olha", NULL);
  assert_called (test, &id, "Olha");
  kontor_test_store_update (test, "contact", &id, "first_name", "", NULL);
  kontor_test_store_trash (test, "contact_point", &second);
  kontor_test_store_trash (test, "contact_point", &phone);
  assert_called (test, &id, "Kyiv");
  kontor_test_store_trash (test, "contact_point", &city);
  assert_called (test, &id, "");
}

static void
test_what_else_is_known_calls_who_has_no_address (KontorTestStore *test, gconstpointer data)
{
  KontorId acme = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  g_autofree char *company = kontor_id_dup_text (&acme);
  KontorId bobby = insert_contact (test, "nickname", "Bobby");
  KontorId buyer = insert_contact (test, "job_title", "Buyer");
  KontorId somebody = insert_contact (test, "company", company);
  KontorId nobody = insert_contact (test, "description", "Who was it?");

  assert_called (test, &bobby, "Bobby");
  assert_called (test, &buyer, "Buyer");
  assert_called (test, &somebody, "Acme");
  assert_called (test, &nobody, "");
}

static gboolean
append_title (gint64 rowid, gpointer user_data)
{
  gpointer *data = user_data;
  KontorTestStore *test = data[0];
  g_autoptr (KontorRecord) record
      = kontor_store_get_row (test->store, kontor_test_entity ("contact"), rowid, NULL);

  g_string_append_printf (data[1], "%s;", kontor_record_get_title (record));
  return TRUE;
}

static void
assert_list (KontorTestStore *test, const char *where, const char *expected)
{
  g_autoptr (KontorQuery) query
      = kontor_query_new (kontor_schema_get_default (), kontor_test_entity ("contact"));
  g_autoptr (GString) titles = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gpointer sink[] = { test, titles };

  g_assert_true (kontor_query_set_where (query, where, &error));
  g_assert_true (kontor_query_set_sort (query, "title", &error));
  g_assert_true (kontor_query_each (query, test->store, append_title, sink, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (titles->str, ==, expected);
}

static void
test_lists_sort_and_search_finds_by_it (KontorTestStore *test, gconstpointer data)
{
  KontorId nameless = insert_contact (test, NULL, NULL);
  KontorId point = insert_point (test, &nameless, "email", "Mia@example.com", "5");
  g_autoptr (GPtrArray) groups = NULL;
  const KontorSearchHit *hit;

  insert_contact (test, NULL, NULL);
  insert_contact (test, "last_name", "Zoll");
  insert_contact (test, "last_name", "Abel");
  assert_list (test, NULL, "Abel;Mia@example.com;Zoll;;");
  assert_list (test, "title = \"mia@example.com\"", "Mia@example.com;");
  groups = kontor_search_run (test->store, "mia@ex", 10, NULL);
  hit = ((const KontorSearchGroup *) groups->pdata[0])->hits->pdata[0];
  g_assert_cmpstr (hit->title, ==, "Mia@example.com");
  kontor_test_store_update (test, "contact_point", &point, "email", "aa@example.com", NULL);
  assert_list (test, NULL, "aa@example.com;Abel;Zoll;;");
  kontor_test_store_assert_whole (test);
}

static void
test_a_reference_to_somebody_is_called_so_too (KontorTestStore *test, gconstpointer data)
{
  KontorId nameless = insert_contact (test, NULL, NULL);
  g_autofree char *contact = kontor_id_dup_text (&nameless);
  g_autoptr (KontorRecord) deal = NULL;
  KontorId id;

  insert_point (test, &nameless, "phone", "+34 600 1", "5");
  id = kontor_test_store_insert (test, "task", "title", "Call", "contact", contact, NULL);
  deal = kontor_store_get (test->store, kontor_test_entity ("task"), &id, NULL);
  g_assert_cmpstr (kontor_record_get_ref_title (deal, "contact"), ==, "+34 600 1");
}

/* Nothing of it is data. */
static void
test_nothing_is_written_down (KontorTestStore *test, gconstpointer data)
{
  KontorId id = insert_contact (test, NULL, NULL);
  g_autofree char *dump = NULL, *last = NULL;

  insert_point (test, &id, "email", "a@example.com", "5");
  last = kontor_test_store_get (test, "contact", &id, "last_name");
  g_assert_cmpstr (last, ==, "");
}

static gpointer
insert_point_job (KontorStore *store, gpointer contact, GError **error)
{
  KontorActInfo info = { "create", kontor_test_entity ("contact_point"), KONTOR_ORIGIN_USER, NULL };
  g_autoptr (KontorFields) fields = kontor_fields_new (info.entity);
  KontorAct *act = kontor_act_begin (store, &info, error);

  g_assert_nonnull (act);
  kontor_fields_set_text (fields, "kind", "email");
  kontor_fields_set_text (fields, "email", "a@example.com");
  kontor_fields_take (fields, kontor_entity_find_field (info.entity, "contact"),
                      kontor_value_ref (contact));
  g_assert_true (kontor_act_insert (act, NULL, fields, NULL, error));
  g_assert_true (kontor_act_commit (act, NULL, error));
  return NULL;
}

static void
title_cb (GObject *record, GParamSpec *pspec, guint *n_told)
{
  *n_told += 1;
}

static gboolean
is_told (gpointer n_told)
{
  return *(guint *) n_told > 0;
}

static gboolean
is_loaded (gpointer model)
{
  return !kontor_list_model_is_loading (model);
}

static void
test_a_list_that_is_open_follows (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (KontorQuery) query
      = kontor_query_new (kontor_schema_get_default (), kontor_test_entity ("contact"));
  g_autoptr (DexFuture) opened
      = kontor_workspace_open (test->path, kontor_schema_get_default (), kontor_clock_system (), 0);
  KontorId id = insert_contact (test, NULL, NULL);
  g_autoptr (KontorWorkspace) workspace = NULL;
  g_autoptr (KontorListModel) model = NULL;
  g_autoptr (KontorRecord) record = NULL;
  guint n_told = 0;

  g_assert_true (kontor_test_await (dex_ref (opened), NULL));
  workspace = g_value_dup_object (dex_future_get_value (opened, NULL));
  model = kontor_list_model_new (workspace, query);
  kontor_test_wait_until (is_loaded, model);
  record = kontor_list_model_dup_record (model, 0);
  g_assert_cmpstr (kontor_record_get_title (record), ==, "");
  g_signal_connect (record, "notify::title", G_CALLBACK (title_cb), &n_told);
  g_assert_true (kontor_test_await (
      kontor_workspace_write (workspace, insert_point_job, &id, NULL, NULL), NULL));
  kontor_test_wait_until (is_told, &n_told);
  g_assert_cmpstr (kontor_record_get_title (record), ==, "a@example.com");
  g_clear_object (&model);
  g_clear_object (&record);
  kontor_database_guard_thread (NULL);
  g_assert_true (kontor_test_await (kontor_workspace_close (workspace), NULL));
}

#define TEST(path, func)                                                                           \
  g_test_add ("/called/" path, KontorTestStore, NULL, kontor_test_store_set_up, func,              \
              kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  TEST ("the-first-address-calls-who-has-no-name", test_the_first_address_calls_who_has_no_name);
  TEST ("what-else-is-known-calls-who-has-no-address",
        test_what_else_is_known_calls_who_has_no_address);
  TEST ("lists-sort-and-search-finds-by-it", test_lists_sort_and_search_finds_by_it);
  TEST ("a-reference-to-somebody-is-called-so-too", test_a_reference_to_somebody_is_called_so_too);
  TEST ("nothing-is-written-down", test_nothing_is_written_down);
  TEST ("a-list-that-is-open-follows", test_a_list_that_is_open_follows);
  return g_test_run ();
}
