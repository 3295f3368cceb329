/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-sort.h"

#include "support/kontor-test-sales.h"
#include "util/kontor-error.h"

static void
assert_order (KontorTestSales *self, const char *entity, const char *sort, const char *expected)
{
  g_autoptr (KontorQuery) query = kontor_test_sales_query (self, entity, NULL, NULL, sort);
  g_autofree char *found = kontor_test_sales_find (self, query);

  if (g_strcmp0 (found, expected) != 0)
    g_error ("%s: found “%s”, expected “%s”", sort, found, expected);
}

static void
test_titles (KontorTestSales *self, gconstpointer data)
{
  assert_order (self, "company", NULL, "Acme GmbH,Acme Labs,Ünal Şahin,Zeta \"Z\" 100%");
  assert_order (self, "company", "title", "Acme GmbH,Acme Labs,Ünal Şahin,Zeta \"Z\" 100%");
  assert_order (self, "company", "-name", "Zeta \"Z\" 100%,Ünal Şahin,Acme Labs,Acme GmbH");
  assert_order (self, "contact", "last_name", "Zoë O'Brien,Søren Straße,Ada");
}

static void
test_own_order (KontorTestSales *self, gconstpointer data)
{
  assert_order (self, "stage", NULL, "Won,New");
  assert_order (self, "task", NULL, "Write,Ring,Some day");
  assert_order (self, "activity", NULL, "Night,Midnight,Tomorrow");
  /* What has no order and no title stands as it was made. */
  assert_order (self, "tagging", NULL, "");
}

static void
test_nothing_last (KontorTestSales *self, gconstpointer data)
{
  assert_order (self, "company", "employees", "Acme Labs,Ünal Şahin,Acme GmbH,Zeta \"Z\" 100%");
  assert_order (self, "company", "-employees", "Acme GmbH,Ünal Şahin,Acme Labs,Zeta \"Z\" 100%");
}

static void
test_money (KontorTestSales *self, gconstpointer data)
{
  assert_order (self, "deal", "value", "Alpha,Beta,Gamma,Delta");
  assert_order (self, "deal", "-value", "Beta,Alpha,Gamma,Delta");
  g_assert_true (kontor_store_set_setting (self->base.store, "currency", "USD", NULL));
  assert_order (self, "deal", "-value", "Gamma,Beta,Alpha,Delta");
}

static void
test_references (KontorTestSales *self, gconstpointer data)
{
  assert_order (self, "deal", "company", "Alpha,Gamma,Beta,Delta");
  assert_order (self, "deal", "-company.name", "Beta,Gamma,Alpha,Delta");
  assert_order (self, "deal", "company.parent.name, -title", "Beta,Gamma,Delta,Alpha");
  /* Stages have places, and are sorted by them. */
  assert_order (self, "deal", "stage", "Alpha,Beta,Gamma,Delta");
  assert_order (self, "deal", "stage.name", "Beta,Gamma,Delta,Alpha");
  assert_order (self, "deal", "company.revenue, stage.kind, title", "Gamma,Alpha,Beta,Delta");
}

static KontorId
add_email (KontorTestSales *self, const KontorId *contact, const char *email, const char *position)
{
  g_autofree char *id = kontor_id_dup_text (contact);

  return kontor_test_store_insert (&self->base, "contact_point", "contact", id, "kind", "email",
                                   "email", email, "position", position, NULL);
}

static void
test_parts (KontorTestSales *self, gconstpointer data)
{
  const KontorEntity *point = kontor_test_entity ("contact_point");
  guint parent = kontor_entity_find_field (point, "contact");
  guint email = kontor_entity_find_field (point, "email");
  KontorId ada = kontor_test_store_insert (&self->base, "contact", "first_name", "Ada II", NULL);
  g_autofree char *first = NULL, *only = NULL, *none = NULL;

  add_email (self, &ada, "zelda@example.org", "b");
  assert_order (self, "contact", "email", "Søren Straße,Ada II,Ada,Zoë O'Brien");
  /* A later one does not count, one that comes before it does. */
  add_email (self, &ada, "aaa@example.org", "c");
  assert_order (self, "contact", "email", "Søren Straße,Ada II,Ada,Zoë O'Brien");
  add_email (self, &ada, "Berta@example.org", "a");
  assert_order (self, "contact", "email", "Ada II,Søren Straße,Ada,Zoë O'Brien");
  assert_order (self, "contact", "-email", "Søren Straße,Ada II,Zoë O'Brien,Ada");
  assert_order (self, "contact", "phone, title", "Søren Straße,Ada,Ada II,Zoë O'Brien");
  first = kontor_store_dup_part_text (self->base.store, point, parent, email, &ada);
  g_assert_cmpstr (first, ==, "Berta@example.org");
  only = kontor_store_dup_part_text (self->base.store, point, parent, email, &self->soren);
  g_assert_cmpstr (only, ==, "Soren@example.org");
  none = kontor_store_dup_part_text (self->base.store, point, parent,
                                     kontor_entity_find_field (point, "phone"), &ada);
  g_assert_null (none);
}

static void
test_parts_affect (void)
{
  const KontorEntity *point = kontor_test_entity ("contact_point");
  g_autoptr (KontorQuerySort) sort = kontor_query_sort_new (
      kontor_schema_get_default (), kontor_test_entity ("contact"), "email", NULL);
  const struct
  {
    const char *field;
    gboolean affected;
  } cases[] = { { "email", TRUE }, { "position", TRUE }, { "contact", TRUE }, { "label", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KontorRowChange change = {
        .entity = point,
        .mask = G_GUINT64_CONSTANT (1) << kontor_entity_find_field (point, cases[i].field),
      };
      g_assert_cmpint (kontor_query_sort_is_affected (sort, &change), ==, cases[i].affected);
      change.entity = kontor_test_entity ("contact");
      g_assert_false (kontor_query_sort_is_affected (sort, &change));
    }
}

static void
test_choices (KontorTestSales *self, gconstpointer data)
{
  assert_order (self, "activity", "kind", "Midnight,Night,Tomorrow");
  assert_order (self, "activity", "-kind", "Tomorrow,Night,Midnight");
}

static void
test_several (KontorTestSales *self, gconstpointer data)
{
  assert_order (self, "deal", "stage , -expected_on", "Alpha,Gamma,Beta,Delta");
  assert_order (self, "deal", "owner, -title", "Beta,Alpha,Gamma,Delta");
}

/* Rows that are equal by every key stand in the order they were made, and backwards for a list that
 * is turned round. */
static void
test_total (KontorTestSales *self, gconstpointer data)
{
  kontor_test_store_insert (&self->base, "contact", "first_name", "Ada", "job_title", "2", NULL);
  assert_order (self, "contact", "first_name", "Ada,Ada,Søren Straße,Zoë O'Brien");
  assert_order (self, "contact", "title, -job_title", "Ada,Ada,Søren Straße,Zoë O'Brien");
}

static void
test_untitled_last (KontorTestSales *self, gconstpointer data)
{
  kontor_test_store_insert (&self->base, "contact", "consent", "no", NULL);
  kontor_test_store_insert (&self->base, "contact", "job_title", "Nobody", NULL);
  assert_order (self, "contact", NULL, "Ada,Nobody,Søren Straße,Zoë O'Brien,");
  assert_order (self, "contact", "-title", "Zoë O'Brien,Søren Straße,Nobody,Ada,");
}

static void
assert_refused (const char *entity, const char *text, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_query_sort_new (kontor_schema_get_default (), kontor_test_entity (entity),
                                        text, &error));
  g_assert_error (error, KONTOR_ERROR, code);
  g_test_message ("%s", error->message);
}

static void
test_refused (void)
{
  assert_refused ("deal", "colour", KONTOR_ERROR_INVALID);
  assert_refused ("deal", "", KONTOR_ERROR_INVALID);
  assert_refused ("deal", "title,", KONTOR_ERROR_INVALID);
  assert_refused ("deal", "title value", KONTOR_ERROR_INVALID);
  assert_refused ("deal", "--title", KONTOR_ERROR_INVALID);
  assert_refused ("deal", "title.name", KONTOR_ERROR_INVALID);
  assert_refused ("deal", "title; DROP TABLE deal", KONTOR_ERROR_INVALID);
  assert_refused ("company", "deal.title", KONTOR_ERROR_INVALID);
  assert_refused ("contact", "contact_point", KONTOR_ERROR_INVALID);
  assert_refused ("deal", "title,title,title,title,title,title,title,title,title",
                  KONTOR_ERROR_LIMIT);
  assert_refused ("company", "parent.parent.parent.parent.parent.parent.parent.parent",
                  KONTOR_ERROR_LIMIT);
}

static void
test_index (KontorTestSales *self, gconstpointer data)
{
  static const char *const sorts[] = { "title", "-title" };

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autoptr (KontorQuerySort) sort = kontor_query_sort_new (
          kontor_schema_get_default (), kontor_test_entity ("contact"), sorts[i], NULL);
      g_auto (KontorQuerySql) sql = { 0 };
      g_autoptr (GError) error = NULL;
      KontorStatement *statement;
      gboolean row;

      kontor_query_sql_init (&sql, self->base.store, NULL);
      kontor_query_sql_append (&sql, "EXPLAIN QUERY PLAN SELECT t.rowid FROM contact AS t "
                                     "WHERE t.deleted_at IS NULL ORDER BY ");
      kontor_query_sort_append (sort, &sql, "t");
      statement = kontor_query_sql_prepare (&sql, &error);
      g_assert_no_error (error);
      g_assert_true (kontor_statement_step (statement, &row, &error) && row);
      g_assert_cmpstr (kontor_statement_get_text (statement, 3), ==,
                       "SCAN t USING INDEX contact_sort_key");
      g_assert_true (kontor_statement_step (statement, &row, &error));
      g_assert_false (row);
    }
}

#define ADD(name, test)                                                                            \
  g_test_add ("/query/sort/" name, KontorTestSales, NULL, kontor_test_sales_set_up, test,          \
              kontor_test_sales_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("titles-sort-folded", test_titles);
  ADD ("entities-have-an-order-of-their-own", test_own_order);
  ADD ("what-has-no-value-comes-last", test_nothing_last);
  ADD ("money-sorts-by-currency-the-own-first", test_money);
  ADD ("references-sort-by-their-target", test_references);
  ADD ("what-belongs-to-a-record-sorts-by-the-first", test_parts);
  ADD ("choices-sort-as-in-their-table", test_choices);
  ADD ("the-first-key-counts-most", test_several);
  ADD ("every-order-is-total", test_total);
  ADD ("what-has-no-title-comes-last", test_untitled_last);
  ADD ("titles-are-read-from-their-index", test_index);
  g_test_add_func ("/query/sort/follows-what-belongs-to-a-record", test_parts_affect);
  g_test_add_func ("/query/sort/mistakes-are-refused", test_refused);
  return g_test_run ();
}
