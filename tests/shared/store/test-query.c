/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query.h"

#include "support/kontor-test-sales.h"
#include "util/kontor-error.h"

static void
assert_found (KontorTestSales *self, const KontorQuery *query, const char *expected)
{
  g_autofree char *found = kontor_test_sales_find (self, query);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_where (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = kontor_test_sales_query (self, "deal", NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_query_get_where (query));
  assert_found (self, query, "Alpha,Beta,Delta,Gamma");
  g_assert_true (kontor_query_set_where (query, "stage = new or stage = won", NULL));
  g_assert_true (kontor_query_add_where (query, "owner = me or title = delta", NULL));
  assert_found (self, query, "Alpha,Beta,Delta");
  g_assert_cmpstr (kontor_query_get_where (query), ==,
                   "(stage = new or stage = won) and (owner = me or title = delta)");

  /* A mistake leaves all as it was. */
  g_assert_false (kontor_query_set_where (query, "stage =", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (kontor_query_add_where (query, "stage = (", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  assert_found (self, query, "Alpha,Beta,Delta");

  g_assert_true (kontor_query_add_where (query, "  ", NULL));
  assert_found (self, query, "Alpha,Beta,Delta");
  g_assert_true (kontor_query_set_where (query, " \n", NULL));
  g_assert_null (kontor_query_get_where (query));
  g_assert_true (kontor_query_add_where (query, "owner = me", NULL));
  assert_found (self, query, "Alpha,Beta");
}

/* By id, and all but those; beside what else is asked for. */
static void
test_ids (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = kontor_test_sales_query (self, "deal", NULL, NULL, NULL);
  g_autoptr (KontorQuery) copy = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KontorId));

  kontor_query_set_ids (query, ids, FALSE);
  assert_found (self, query, "");
  g_array_append_val (ids, self->alpha);
  g_array_append_val (ids, self->acme);
  kontor_query_set_ids (query, ids, FALSE);
  assert_found (self, query, "Alpha");
  copy = kontor_query_copy (query);
  g_assert_true (kontor_query_equal (query, copy));
  assert_found (self, copy, "Alpha");
  kontor_query_set_ids (query, ids, TRUE);
  g_assert_false (kontor_query_equal (query, copy));
  assert_found (self, query, "Beta,Delta,Gamma");
  g_assert_true (kontor_query_set_where (query, "title = delta", NULL));
  assert_found (self, query, "Delta");
  kontor_query_set_ids (query, NULL, TRUE);
  kontor_query_set_ids (copy, NULL, FALSE);
  g_assert_true (kontor_query_set_where (copy, "title = delta", NULL));
  g_assert_true (kontor_query_equal (query, copy));
}

static void
test_search (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = kontor_test_sales_query (self, "contact", NULL, "SØR str", NULL);

  assert_found (self, query, "Søren Straße");
  kontor_query_set_search (query, "STRASSE");
  assert_found (self, query, "Søren Straße");
  kontor_query_set_search (query, "example.org");
  assert_found (self, query, "Søren Straße");
  kontor_query_set_search (query, "o'br");
  assert_found (self, query, "Zoë O'Brien");
  g_assert_true (kontor_query_set_where (query, "job_title is not none", NULL));
  assert_found (self, query, "");
  /* What has nothing to be found by asks for nothing. */
  kontor_query_set_search (query, " -- ");
  assert_found (self, query, "Søren Straße");
  kontor_query_set_search (query, NULL);
  assert_found (self, query, "Søren Straße");
}

static void
test_search_by_title (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorQuery) stages = kontor_test_sales_query (self, "stage", NULL, "wo", NULL);
  g_autoptr (KontorQuery) points
      = kontor_test_sales_query (self, "contact_point", NULL, "soren", NULL);

  assert_found (self, stages, "Won");
  assert_found (self, points, "Soren@example.org");
}

static void
test_trash (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorQuery) live = kontor_test_sales_query (self, "deal", NULL, NULL, NULL);
  g_autoptr (KontorQuery) trash = kontor_query_copy (live);

  kontor_query_set_trash (trash, TRUE);
  assert_found (self, trash, "");
  kontor_test_store_trash (&self->base, "deal", &self->alpha);
  assert_found (self, live, "Beta,Delta,Gamma");
  assert_found (self, trash, "Alpha");
  kontor_query_set_search (trash, "alp");
  assert_found (self, trash, "Alpha");
  kontor_query_set_search (trash, "beta");
  assert_found (self, trash, "");
}

static void
test_limit (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = kontor_test_sales_query (self, "deal", NULL, NULL, "-title");

  kontor_query_set_limit (query, 2);
  assert_found (self, query, "Gamma,Delta");
  kontor_query_set_limit (query, 100);
  assert_found (self, query, "Gamma,Delta,Beta,Alpha");
}

static gboolean
stop_at_two (gint64 rowid, gpointer user_data)
{
  return ++*(int *) user_data < 2;
}

static void
test_each (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = kontor_test_sales_query (self, "deal", NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 2; i++)
    {
      int n = 0;

      g_assert_true (kontor_query_each (query, self->base.store, stop_at_two, &n, &error));
      g_assert_cmpint (n, ==, 2);
    }
  /* Nothing is left open that would keep a later writer waiting. */
  kontor_test_store_trash (&self->base, "deal", &self->alpha);
}

static void
test_copy (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query
      = kontor_test_sales_query (self, "deal", "owner = me", "alpha", "-value");
  g_autoptr (KontorQuery) copy = NULL, other = NULL;

  kontor_query_set_limit (query, 3);
  copy = kontor_query_copy (query);
  g_assert_true (kontor_query_equal (query, copy));
  assert_found (self, copy, "Alpha");

  other = kontor_query_copy (query);
  kontor_query_set_search (other, "beta");
  g_assert_false (kontor_query_equal (query, other));
  assert_found (self, other, "Beta");
  assert_found (self, query, "Alpha");

  g_assert_true (kontor_query_set_where (copy, NULL, NULL));
  g_assert_false (kontor_query_equal (query, copy));
  assert_found (self, query, "Alpha");
}

static void
test_zones_differ (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorQuery) a = kontor_test_sales_query (self, "deal", NULL, NULL, NULL);
  g_autoptr (KontorQuery) b = kontor_query_copy (a);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);

  kontor_query_set_zone (b, zone);
  g_assert_false (kontor_query_equal (a, b));
  kontor_query_set_zone (a, zone);
  g_assert_true (kontor_query_equal (a, b));
  kontor_query_set_zone (a, NULL);
  g_assert_false (kontor_query_equal (a, b));
}

/* Leaves the change sets of the acts that follow in @data. */
static void
note_changes (KontorStore *store, KontorChangeSet *changes, gpointer data)
{
  KontorChangeSet **last = data;

  g_clear_pointer (last, kontor_change_set_unref);
  *last = kontor_change_set_ref (changes);
}

static gboolean
is_affected (KontorTestSales *self,
             const KontorChangeSet *changes,
             const char *entity,
             const char *where,
             const char *search,
             const char *sort)
{
  g_autoptr (KontorQuery) query = kontor_test_sales_query (self, entity, where, search, sort);

  return kontor_query_is_affected (query, changes);
}

static void
test_affected (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorChangeSet) changes = NULL;

  kontor_store_set_listener (self->base.store, note_changes, &changes);

  kontor_test_store_update (&self->base, "company", &self->labs, "employees", "7", NULL);
  g_assert_false (is_affected (self, changes, "company", NULL, NULL, NULL));
  g_assert_true (is_affected (self, changes, "company", "not employees > 5", NULL, NULL));
  g_assert_true (is_affected (self, changes, "company", NULL, NULL, "-employees"));
  g_assert_false (is_affected (self, changes, "company", "name ~ a", NULL, "owner"));
  g_assert_false (is_affected (self, changes, "company", NULL, "acme", NULL));
  g_assert_false (is_affected (self, changes, "deal", NULL, NULL, "company"));
  g_assert_true (is_affected (self, changes, "deal", "company.employees is none", NULL, NULL));
  g_assert_true (is_affected (self, changes, "deal", NULL, NULL, "company.employees"));

  kontor_test_store_update (&self->base, "company", &self->labs, "name", "Labs", NULL);
  g_assert_true (is_affected (self, changes, "company", NULL, NULL, NULL));
  g_assert_true (is_affected (self, changes, "company", NULL, "acme", "employees"));
  g_assert_true (is_affected (self, changes, "deal", "company = labs", NULL, NULL));
  g_assert_true (is_affected (self, changes, "deal", NULL, NULL, "company"));
  g_assert_false (is_affected (self, changes, "deal", "company is none", NULL, NULL));
}

static void
test_affected_by_others (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorChangeSet) changes = NULL;

  kontor_store_set_listener (self->base.store, note_changes, &changes);
  kontor_test_store_trash (&self->base, "contact_point", &self->soren_email);
  g_assert_true (is_affected (self, changes, "contact", NULL, "ada", NULL));
  g_assert_true (is_affected (self, changes, "contact", "email is none", NULL, NULL));
  g_assert_false (is_affected (self, changes, "contact", NULL, NULL, NULL));
  g_assert_false (is_affected (self, changes, "deal", NULL, "ada", NULL));

  kontor_test_store_insert (&self->base, "company", "name", "New", NULL);
  g_assert_true (is_affected (self, changes, "company", "employees = 4", NULL, "employees"));
  g_assert_false (is_affected (self, changes, "deal", "value > 5", NULL, NULL));
  g_assert_true (is_affected (self, changes, "deal", "company.employees > 5", NULL, NULL));

  kontor_test_store_trash (&self->base, "deal", &self->alpha);
  g_assert_true (is_affected (self, changes, "deal", NULL, NULL, NULL));
  g_assert_true (is_affected (self, changes, "company", "deal.value > 5", NULL, NULL));
}

#define ADD(name, test)                                                                            \
  g_test_add ("/query/" name, KontorTestSales, NULL, kontor_test_sales_set_up, test,               \
              kontor_test_sales_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("conditions-narrow-and-survive-mistakes", test_where);
  ADD ("keeps-to-certain-records-or-to-all-but-them", test_ids);
  ADD ("search-narrows", test_search);
  ADD ("what-is-not-searched-is-found-by-title", test_search_by_title);
  ADD ("the-trash-is-apart", test_trash);
  ADD ("a-limit-takes-the-first", test_limit);
  ADD ("a-run-may-be-ended", test_each);
  ADD ("a-copy-is-changed-alone", test_copy);
  ADD ("zones-make-a-difference", test_zones_differ);
  ADD ("only-what-it-asks-for-affects-it", test_affected);
  ADD ("what-belongs-and-refers-affects-it", test_affected_by_others);
  return g_test_run ();
}
