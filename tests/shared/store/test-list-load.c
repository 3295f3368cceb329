/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-list-load.h"

#include "support/kontor-test-store.h"
#include "util/kontor-error.h"

static void
add_companies (KontorTestStore *self, guint n)
{
  for (guint i = 0; i < n; i++)
    kontor_test_store_insert (self, "company", "name", "Acme", NULL);
}

static KontorListLoad *
make_load (const char *where)
{
  KontorListLoad *load = g_new0 (KontorListLoad, 1);

  load->query = kontor_query_new (kontor_schema_get_default (), kontor_test_entity ("company"));
  g_assert_true (kontor_query_set_where (load->query, where, NULL));
  return load;
}

static KontorListLoaded *
run (KontorTestStore *self, KontorListLoad *load)
{
  g_autoptr (GError) error = NULL;
  KontorListLoaded *loaded = kontor_list_load_job (self->store, load, &error);

  g_assert_no_error (error);
  return loaded;
}

static void
note_first (GArray *rows, gpointer user_data)
{
  GPtrArray *told = user_data;

  g_ptr_array_add (told, g_array_ref (rows));
}

static guint
count_first (KontorTestStore *self, guint n)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  KontorListLoad *load = make_load (NULL);
  g_autoptr (KontorListLoaded) loaded = NULL;
  guint n_first = 0;

  load->first = note_first;
  load->first_data = told;
  loaded = run (self, load);
  g_assert_cmpuint (loaded->rows->len, ==, n);
  g_assert_null (loaded->ranges);
  g_assert_cmpuint (told->len, <=, 1);
  if (told->len == 1)
    {
      n_first = ((GArray *) told->pdata[0])->len;
      for (guint i = 0; i < n_first; i++)
        g_assert_cmpint (g_array_index ((GArray *) told->pdata[0], gint64, i), ==,
                         g_array_index (loaded->rows, gint64, i));
    }
  kontor_list_load_free (load);
  return n_first;
}

static void
test_first (KontorTestStore *self, gconstpointer data)
{
  add_companies (self, KONTOR_LIST_FIRST_ROWS);
  g_assert_cmpuint (count_first (self, KONTOR_LIST_FIRST_ROWS), ==, 0);
  add_companies (self, 1);
  g_assert_cmpuint (count_first (self, KONTOR_LIST_FIRST_ROWS + 1), ==, KONTOR_LIST_FIRST_ROWS);
}

static void
test_ranges (KontorTestStore *self, gconstpointer data)
{
  KontorListLoad *load = make_load (NULL);
  g_autoptr (KontorListLoaded) before = NULL, after = NULL;
  const KontorListRange *range;

  add_companies (self, 3);
  before = run (self, load);
  load->before = g_array_ref (before->rows);
  add_companies (self, 2);
  after = run (self, load);
  g_assert_cmpuint (after->ranges->len, ==, 1);
  range = &g_array_index (after->ranges, KontorListRange, 0);
  g_assert_cmpuint (range->after, ==, 3);
  g_assert_cmpuint (range->removed, ==, 0);
  g_assert_cmpuint (range->added, ==, 2);
  kontor_list_load_free (load);
}

static void
test_total (KontorTestStore *self, gconstpointer data)
{
  static const guint limits[] = { 0, 3, 5, 9 };

  add_companies (self, 5);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      KontorListLoad *load = make_load (NULL);
      g_autoptr (KontorListLoaded) loaded = NULL;

      kontor_query_set_limit (load->query, limits[i]);
      loaded = run (self, load);
      g_assert_cmpuint (loaded->rows->len, ==, limits[i] == 0 ? 5 : MIN (5, limits[i]));
      g_assert_cmpint (loaded->total, ==, 5);
      kontor_list_load_free (load);
    }
}

static void
test_failure (KontorTestStore *self, gconstpointer data)
{
  KontorListLoad *load = make_load (NULL);
  g_autoptr (GError) error = NULL;

  kontor_query_unref (load->query);
  load->query = kontor_query_new (kontor_schema_get_default (), kontor_test_entity ("deal"));
  g_assert_true (kontor_query_set_where (load->query, "value > 0.001", NULL));
  g_assert_null (kontor_list_load_job (self->store, load, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  kontor_list_load_free (load);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/list-load/" name, KontorTestStore, NULL, kontor_test_store_set_up, test,           \
              kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-first-rows-are-told-of-where-there-are-more", test_first);
  ADD ("what-changed-is-told-in-ranges", test_ranges);
  ADD ("the-total-knows-no-limit", test_total);
  ADD ("a-query-that-fails-is-an-error", test_failure);
  return g_test_run ();
}
