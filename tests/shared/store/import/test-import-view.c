/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/import/kontor-import-view.h"
#include "support/kontor-test-store.h"

#include <string.h>

/* What holds for a view that writes and for one that only tries. */
typedef struct
{
  KontorTestStore store;
  KontorImportView *view;
  KontorAct *act; /* NULL: it only tries */
  GArray *hits;
} Test;

static void
set_up (Test *test, gconstpointer trial)
{
  KontorActInfo info = { "import", NULL, KONTOR_ORIGIN_IMPORT, NULL };

  kontor_test_store_set_up (&test->store, NULL);
  kontor_test_store_insert (&test->store, "company", "name", "Acme", "source", "crm",
                            "external_key", "1", NULL);
  test->hits = g_array_new (FALSE, TRUE, sizeof (KontorImportHit));
  if (trial != NULL)
    {
      test->view = kontor_import_view_new_trial (test->store.store, NULL);
      return;
    }
  test->view = kontor_import_view_new (test->store.store);
  test->act = kontor_act_begin (test->store.store, &info, NULL);
  kontor_import_view_set_act (test->view, test->act);
}

static void
tear_down (Test *test, gconstpointer trial)
{
  g_clear_pointer (&test->view, kontor_import_view_free);
  g_clear_pointer (&test->act, kontor_act_cancel);
  g_assert_cmpint (kontor_store_count (test->store.store, kontor_test_entity ("company")), ==, 1);
  kontor_test_store_assert_whole (&test->store);
  g_array_unref (test->hits);
  kontor_test_store_tear_down (&test->store, NULL);
}

static KontorId
insert (Test *test, const char *name)
{
  g_autoptr (KontorFields) fields = kontor_test_store_fields (
      &test->store, "company", "name", name, "source", "crm", "external_key", name, NULL);
  KontorId id = kontor_import_view_next_id (test->view);
  g_autoptr (GError) error = NULL;

  kontor_import_view_insert (test->view, &id, fields, &error);
  g_assert_no_error (error);
  return id;
}

static const KontorImportHit *
find (Test *test, const char *folded)
{
  g_array_set_size (test->hits, 0);
  g_assert_true (kontor_import_view_find_title (test->view, kontor_test_entity ("company"), folded,
                                                test->hits, NULL));
  return test->hits->len == 0 ? NULL : &g_array_index (test->hits, KontorImportHit, 0);
}

static guint
count_origin (Test *test, const char *source, const char *key)
{
  g_array_set_size (test->hits, 0);
  g_assert_true (kontor_import_view_find_origin (test->view, kontor_test_entity ("company"), source,
                                                 key, test->hits, NULL));
  return test->hits->len;
}

static void
test_what_is_made_is_found (Test *test, gconstpointer trial)
{
  const KontorEntity *company = kontor_test_entity ("company");
  KontorId id = insert (test, "Bluth");
  const KontorImportHit *hit = find (test, "bluth");
  g_autoptr (KontorFields) fields = NULL;

  g_assert_cmpuint (test->hits->len, ==, 1);
  g_assert_true (kontor_id_equal (&hit->id, &id));
  g_assert_true (kontor_import_view_is_made (test->view, company, hit));
  fields = kontor_import_view_load (test->view, company, hit, NULL);
  g_assert_cmpstr (kontor_fields_get_text (fields, "name"), ==, "Bluth");
  g_assert_cmpuint (count_origin (test, "crm", "Bluth"), ==, 1);
  g_assert_cmpuint (count_origin (test, "other", "Bluth"), ==, 0);
  hit = find (test, "acme");
  g_assert_cmpuint (test->hits->len, ==, 1);
  g_assert_false (kontor_import_view_is_made (test->view, company, hit));
}

/* By what it is called now, and no longer by what it was called. */
static void
test_what_is_changed_is_found_changed (Test *test, gconstpointer trial)
{
  const KontorEntity *company = kontor_test_entity ("company");
  KontorImportHit hit = *find (test, "acme");
  g_autoptr (KontorFields) changes
      = kontor_test_store_fields (&test->store, "company", "name", "Bluth", NULL);
  g_autoptr (KontorFields) fields = NULL;

  g_assert_true (kontor_import_view_update (test->view, &hit, changes, NULL));
  g_assert_null (find (test, "acme"));
  g_assert_nonnull (find (test, "bluth"));
  g_assert_false (kontor_import_view_is_made (test->view, company, find (test, "bluth")));
  fields = kontor_import_view_load (test->view, company, &hit, NULL);
  g_assert_cmpstr (kontor_fields_get_text (fields, "name"), ==, "Bluth");
  g_assert_cmpstr (kontor_fields_get_text (fields, "external_key"), ==, "1");
  g_assert_cmpuint (count_origin (test, "crm", "1"), ==, 1);
}

static void
test_values_find (Test *test, gconstpointer trial)
{
  const KontorEntity *company = kontor_test_entity ("company");
  int parent = kontor_entity_find_field (company, "parent");
  KontorId acme = find (test, "acme")->id;
  g_autoptr (KontorFields) fields
      = kontor_test_store_fields (&test->store, "company", "name", "Sub", NULL);
  KontorId id = kontor_import_view_next_id (test->view);
  KontorValue value = kontor_value_ref (&acme);

  kontor_fields_set_ref (fields, "parent", &acme);
  g_assert_true (kontor_import_view_insert (test->view, &id, fields, NULL));
  g_array_set_size (test->hits, 0);
  g_assert_true (
      kontor_import_view_find_value (test->view, company, parent, &value, test->hits, NULL));
  g_assert_cmpuint (test->hits->len, ==, 1);
  g_assert_true (kontor_id_equal (&g_array_index (test->hits, KontorImportHit, 0).id, &id));
}

static void
test_ids_find (Test *test, gconstpointer trial)
{
  const KontorEntity *company = kontor_test_entity ("company");
  KontorId id = insert (test, "Bluth"), other = kontor_import_view_next_id (test->view);
  g_autoptr (GError) error = NULL;
  KontorImportHit hit;
  gboolean trashed = TRUE;

  g_assert_true (kontor_import_view_find_id (test->view, company, &id, &hit, &trashed, &error));
  g_assert_false (trashed);
  g_assert_true (kontor_id_equal (&hit.id, &id));
  g_assert_false (kontor_import_view_find_id (test->view, company, &other, &hit, &trashed, &error));
  g_assert_no_error (error);
}

static gboolean
take_title (const char *title, gpointer user_data)
{
  GString *text = user_data;

  g_string_append_printf (text, "%s;", title);
  return TRUE;
}

static gboolean
take_one (const char *title, gpointer user_data)
{
  (*(guint *) user_data)++;
  return FALSE;
}

static void
test_every_title_is_told_once (Test *test, gconstpointer trial)
{
  const KontorEntity *company = kontor_test_entity ("company");
  KontorImportHit hit = *find (test, "acme");
  g_autoptr (KontorFields) changes
      = kontor_test_store_fields (&test->store, "company", "name", "Renamed", NULL);
  g_autoptr (GString) text = g_string_new (";");
  guint n_told = 0;

  insert (test, "Bluth");
  g_assert_true (kontor_import_view_update (test->view, &hit, changes, NULL));
  g_assert_true (kontor_import_view_each_title (test->view, company, take_title, text, NULL));
  g_assert_cmpuint (text->len, ==, strlen (";Bluth;Renamed;"));
  g_assert_nonnull (strstr (text->str, ";Bluth;"));
  g_assert_nonnull (strstr (text->str, ";Renamed;"));
  g_assert_true (kontor_import_view_each_title (test->view, company, take_one, &n_told, NULL));
  g_assert_cmpuint (n_told, ==, 1);
}

/* Who asks for what hundreds have has not asked for a key. */
static void
test_hits_are_few (Test *test, gconstpointer trial)
{
  for (guint i = 0; i < 150; i++)
    insert (test, "Same");
  find (test, "same");
  g_assert_cmpuint (test->hits->len, ==, 100);
}

static void
test_ids_are_in_order (Test *test, gconstpointer trial)
{
  KontorId last = kontor_import_view_next_id (test->view);

  for (guint i = 0; i < 10000; i++)
    {
      KontorId id = kontor_import_view_next_id (test->view);

      g_assert_cmpint (memcmp (&last, &id, sizeof id), <, 0);
      last = id;
    }
}

static void
add (const char *name, void (*func) (Test *test, gconstpointer trial))
{
  g_autofree char *writing = g_strconcat ("/import-view/writing/", name, NULL);
  g_autofree char *trying = g_strconcat ("/import-view/trying/", name, NULL);

  g_test_add (writing, Test, NULL, set_up, func, tear_down);
  g_test_add (trying, Test, GINT_TO_POINTER (1), set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("what-is-made-is-found", test_what_is_made_is_found);
  add ("what-is-changed-is-found-changed", test_what_is_changed_is_found_changed);
  add ("values-find", test_values_find);
  add ("ids-find", test_ids_find);
  add ("every-title-is-told-once", test_every_title_is_told_once);
  add ("hits-are-few", test_hits_are_few);
  add ("ids-are-in-order", test_ids_are_in_order);
  return g_test_run ();
}
