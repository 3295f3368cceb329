/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-sql.h"

#include "store/kontor-query-private.h"
#include "support/kontor-test-sales.h"
#include "util/kontor-error.h"

static void
assert_found (KontorTestSales *self, const char *entity, const char *where, const char *expected)
{
  g_autoptr (KontorQuery) query = kontor_test_sales_query (self, entity, where, NULL, NULL);
  g_autofree char *found = kontor_test_sales_find (self, query);

  if (g_strcmp0 (found, expected) != 0)
    g_error ("%s: found “%s”, expected “%s”", where, found, expected);
}

static void
test_texts (KontorTestSales *self, gconstpointer data)
{
  assert_found (self, "company", "name = \"ACME gmbh\"", "Acme GmbH");
  assert_found (self, "company", "name = acme", "");
  assert_found (self, "company", "name ~ acme", "Acme GmbH,Acme Labs");
  assert_found (self, "company", "name ~ sahin", "Ünal Şahin");
  assert_found (self, "company", "name ^= UNAL", "Ünal Şahin");
  assert_found (self, "company", "name ^= sahin", "");
  assert_found (self, "company", "name < b", "Acme GmbH,Acme Labs");
  assert_found (self, "company", "name >= unal", "Ünal Şahin,Zeta \"Z\" 100%");
  assert_found (self, "company", "website ~ 'ACME.example'", "Acme GmbH");
  assert_found (self, "contact", "first_name = soren", "Søren Straße");
  assert_found (self, "contact", "title = 'soren strasse'", "Søren Straße");
  assert_found (self, "contact", "last_name ~ \"o'b\"", "Zoë O'Brien");
}

/* Nothing that is typed is read as SQL, as a pattern, or as a wildcard. */
static void
test_strange_texts (KontorTestSales *self, gconstpointer data)
{
  assert_found (self, "company", "name ~ '%'", "Zeta \"Z\" 100%");
  assert_found (self, "company", "name ~ '_'", "");
  assert_found (self, "company", "name ~ '*'", "");
  assert_found (self, "company", "name = \"zeta \\\"z\\\" 100%\"", "Zeta \"Z\" 100%");
  assert_found (self, "company", "name = \"' OR 1=1 --\"", "");
  assert_found (self, "company", "name ~ ''", "Acme GmbH,Acme Labs,Ünal Şahin,Zeta \"Z\" 100%");
  assert_found (self, "company", "name ^= ''", "Acme GmbH,Acme Labs,Ünal Şahin,Zeta \"Z\" 100%");
  assert_found (self, "company", "name = ''", "");
}

static void
test_numbers (KontorTestSales *self, gconstpointer data)
{
  assert_found (self, "company", "employees = 50", "Acme GmbH");
  assert_found (self, "company", "employees < 5", "Acme Labs");
  assert_found (self, "company", "employees <= 5", "Acme Labs,Ünal Şahin");
  assert_found (self, "company", "employees > 5", "Acme GmbH");
  assert_found (self, "company", "employees >= -1", "Acme GmbH,Acme Labs,Ünal Şahin");
  assert_found (self, "company", "revenue = 12.5", "Acme GmbH");
  assert_found (self, "company", "employees in (5, 50, 7)", "Acme GmbH,Ünal Şahin");
}

/* What has no value equals nothing, and is what "not" is true of. */
static void
test_no_value (KontorTestSales *self, gconstpointer data)
{
  assert_found (self, "company", "employees is none", "Zeta \"Z\" 100%");
  assert_found (self, "company", "employees is not none", "Acme GmbH,Acme Labs,Ünal Şahin");
  assert_found (self, "company", "employees != 50", "Acme Labs,Ünal Şahin,Zeta \"Z\" 100%");
  assert_found (self, "company", "not employees > 0", "Acme Labs,Zeta \"Z\" 100%");
  assert_found (self, "company", "not not employees > 0", "Acme GmbH,Ünal Şahin");
  assert_found (self, "company", "employees not in (50, 5)", "Acme Labs,Zeta \"Z\" 100%");
  assert_found (self, "company", "employees > 0 or employees <= 0",
                "Acme GmbH,Acme Labs,Ünal Şahin");
  assert_found (self, "company", "not (employees > 0 and revenue > 0)",
                "Acme Labs,Ünal Şahin,Zeta \"Z\" 100%");
}

static void
test_money (KontorTestSales *self, gconstpointer data)
{
  assert_found (self, "deal", "value > 1000", "Beta");
  assert_found (self, "deal", "value >= 1000 EUR", "Alpha,Beta");
  assert_found (self, "deal", "value >= 1000 USD", "Gamma");
  assert_found (self, "deal", "value = 1000.01", "Beta");
  assert_found (self, "deal", "value < 10 JPY", "");
  assert_found (self, "deal", "value is none", "Delta");
  assert_found (self, "deal", "not value > 1000", "Alpha,Delta,Gamma");
}

static void
test_amount_of_other_currency (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (kontor_store_set_setting (self->base.store, "currency", "USD", NULL));
  assert_found (self, "deal", "value > 1000", "Gamma");
  /* A yen has no cents: what cannot be is said, not rounded. */
  g_assert_true (kontor_store_set_setting (self->base.store, "currency", "JPY", NULL));
  query = kontor_test_sales_query (self, "deal", "value > 10.50", NULL, NULL);
  g_assert_cmpint (kontor_query_count (query, self->base.store, &error), ==, -1);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

static void
test_references (KontorTestSales *self, gconstpointer data)
{
  g_autofree char *acme = kontor_id_dup_text (&self->acme);
  g_autofree char *by_id = g_strdup_printf ("company = %s", acme);
  g_autofree char *not_by_id = g_strdup_printf ("company != %s", acme);

  assert_found (self, "deal", "stage = won", "Alpha");
  assert_found (self, "deal", "stage != won", "Beta,Delta,Gamma");
  assert_found (self, "deal", "stage in (won, new)", "Alpha,Beta,Delta,Gamma");
  assert_found (self, "deal", "company ~ gmbh", "Alpha,Gamma");
  assert_found (self, "deal", "company ^= 'acme l'", "Beta");
  assert_found (self, "deal", by_id, "Alpha,Gamma");
  assert_found (self, "deal", not_by_id, "Beta,Delta");
  assert_found (self, "deal", "owner = me", "Alpha,Beta");
  assert_found (self, "deal", "owner = 'ana ruiz'", "Alpha,Beta");
  assert_found (self, "deal", "not owner = me", "Delta,Gamma");
}

static void
test_paths (KontorTestSales *self, gconstpointer data)
{
  assert_found (self, "deal", "company.name ~ labs", "Beta");
  assert_found (self, "deal", "company.parent.name = 'acme gmbh'", "Beta");
  assert_found (self, "deal", "company.parent is none", "Alpha,Delta,Gamma");
  assert_found (self, "deal", "company.owner = me", "Alpha,Gamma");
  assert_found (self, "deal", "stage.kind != open", "Alpha");
  assert_found (self, "contact", "company.deal.title = alpha", "Søren Straße");
}

static void
test_children (KontorTestSales *self, gconstpointer data)
{
  assert_found (self, "contact", "contact_point.email ~ example", "Søren Straße");
  assert_found (self, "contact", "email = 'soren@EXAMPLE.org'", "Søren Straße");
  assert_found (self, "contact", "email is none", "Ada,Zoë O'Brien");
  assert_found (self, "contact", "contact_point is none", "Ada,Zoë O'Brien");
  assert_found (self, "contact", "contact_point is not none", "Søren Straße");
  assert_found (self, "contact", "email != 'x@y.z'", "Ada,Søren Straße,Zoë O'Brien");
  assert_found (self, "contact", "tag = vip", "Søren Straße");
  assert_found (self, "contact", "not tag = vip", "Ada,Zoë O'Brien");
  assert_found (self, "company", "deal.value > 1000", "Acme Labs");
  assert_found (self, "company", "deal.stage = new and deal.stage = won", "Acme GmbH");
}

static void
test_phones (KontorTestSales *self, gconstpointer data)
{
  assert_found (self, "contact", "phone = '0045 12345678'", "Søren Straße");
  assert_found (self, "contact", "phone ^= '+45'", "Søren Straße");
}

static void
test_trashed_parts (KontorTestSales *self, gconstpointer data)
{
  kontor_test_store_trash (&self->base, "contact_point", &self->soren_email);
  assert_found (self, "contact", "email is none", "Ada,Søren Straße,Zoë O'Brien");
  /* A record still refers to what lies in the trash. */
  kontor_test_store_trash (&self->base, "stage", &self->stage_won);
  assert_found (self, "deal", "stage = won", "Alpha");
  assert_found (self, "deal", "stage.name = won", "Alpha");
}

static void
test_days (KontorTestSales *self, gconstpointer data)
{
  assert_found (self, "deal", "closed_on >= 2026-01-01", "Alpha");
  assert_found (self, "deal", "closed_on = today", "Alpha");
  assert_found (self, "deal", "expected_on < today", "Alpha");
  assert_found (self, "deal", "expected_on < today + 7d", "Alpha,Beta");
  assert_found (self, "deal", "expected_on <= today + 1m", "Alpha,Beta,Gamma");
  assert_found (self, "deal", "expected_on > today - 1d", "Beta,Gamma");
  assert_found (self, "deal", "expected_on >= today - 1d", "Alpha,Beta,Gamma");
  assert_found (self, "contact", "birthday < today - 35y", "Zoë O'Brien");
  assert_found (self, "contact", "birthday < today - 36y", "");
}

static void
test_instants (KontorTestSales *self, gconstpointer data)
{
  assert_found (self, "activity", "at = 2026-01-01", "Midnight");
  assert_found (self, "activity", "at = today", "Midnight");
  assert_found (self, "activity", "at != today", "Night,Tomorrow");
  assert_found (self, "activity", "at < 2026-01-01", "Night");
  assert_found (self, "activity", "at <= 2026-01-01", "Night,Midnight");
  assert_found (self, "activity", "at > 2026-01-01", "Tomorrow");
  assert_found (self, "activity", "at >= 2026-01-01", "Midnight,Tomorrow");
  assert_found (self, "activity", "at > 2025-12-31T23:59:59.999Z", "Midnight,Tomorrow");
  assert_found (self, "activity", "at = 2026-01-01T01:00:00+01:00", "Midnight");
}

static void
test_zones (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query
      = kontor_test_sales_query (self, "activity", "at = 2026-01-01", NULL, NULL);
  g_autoptr (GTimeZone) west = g_time_zone_new_offset (-3600);
  g_autofree char *found = NULL;

  kontor_query_set_zone (query, west);
  found = kontor_test_sales_find (self, query);
  g_assert_cmpstr (found, ==, "Tomorrow");
  g_clear_pointer (&found, g_free);
  g_assert_true (kontor_query_set_where (query, "at = 2025-12-31", NULL));
  found = kontor_test_sales_find (self, query);
  g_assert_cmpstr (found, ==, "Night,Midnight");
  /* At noon in London it is the second of January in Tuvalu. */
  self->base.clock.time += 60000;
  g_clear_pointer (&found, g_free);
  g_clear_pointer (&west, g_time_zone_unref);
  west = g_time_zone_new_offset (12 * 3600);
  kontor_query_set_zone (query, west);
  g_assert_true (kontor_query_set_where (query, "at >= today", NULL));
  found = kontor_test_sales_find (self, query);
  g_assert_cmpstr (found, ==, "Tomorrow");
}

static void
test_other_types (KontorTestSales *self, gconstpointer data)
{
  assert_found (self, "task", "important = true", "Ring");
  assert_found (self, "task", "important = false", "Write");
  assert_found (self, "task", "important != true", "Write,Some day");
  assert_found (self, "task", "remind_at = 2026-01-01", "Ring");
  assert_found (self, "task", "remind_at <= 2026-01-01", "Ring");
  assert_found (self, "task", "remind_at > 2026-01-01", "");
  assert_found (self, "task", "remind_at < '2026-01-01T10'", "Ring");
  assert_found (self, "activity", "kind = call", "Night");
  assert_found (self, "activity", "kind in (call, mail)", "Night,Tomorrow");
}

static char *
explain (KontorTestSales *self, const char *entity, const char *where)
{
  g_autoptr (KontorQuery) query = kontor_test_sales_query (self, entity, where, NULL, NULL);
  g_auto (KontorQuerySql) sql = { 0 };
  g_autoptr (GError) error = NULL;
  GString *plan = g_string_new (NULL);
  KontorStatement *statement;
  gboolean row = TRUE;

  kontor_query_sql_init (&sql, self->base.store, NULL);
  kontor_query_sql_append (&sql, "EXPLAIN QUERY PLAN SELECT t.rowid");
  kontor_query_append_rows (query, &sql, &error);
  g_assert_no_error (error);
  statement = kontor_query_sql_prepare (&sql, &error);
  g_assert_no_error (error);
  while (kontor_statement_step (statement, &row, &error) && row)
    g_string_append_printf (plan, "%s\n", kontor_statement_get_text (statement, 3));
  g_assert_no_error (error);
  return g_string_free_and_steal (plan);
}

static void
test_indexes (KontorTestSales *self, gconstpointer data)
{
  static const struct
  {
    const char *entity, *where;
    const char *uses[3];
  } cases[] = {
    { "deal", "stage = won", { "deal_stage", "stage_sort_key", "stage_deleted_at" } },
    { "deal", "owner = me", { "deal_owner" } },
    { "company", "name = acme", { "company_sort_key" } },
    { "company", "name ^= acme", { "company_sort_key" } },
    { "company", "deal.stage = won", { "deal_stage", "stage_sort_key" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plan = explain (self, cases[i].entity, cases[i].where);

      g_test_message ("%s:\n%s", cases[i].where, plan);
      g_assert_null (g_strstr_len (plan, -1, "SCAN"));
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].uses) && cases[i].uses[j] != NULL; j++)
        g_assert_nonnull (g_strstr_len (plan, -1, cases[i].uses[j]));
    }
}

/* As many tests as are allowed, at the end of as long a path: SQLite has limits of its own. */
static void
test_largest (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (GString) many
      = g_string_new ("parent.parent.parent.parent.parent.parent.parent in (x");
  g_autoptr (GString) deep = g_string_new (NULL);

  for (guint i = 1; i < KONTOR_QUERY_MAX_TESTS; i++)
    g_string_append (many, ", x");
  g_string_append_c (many, ')');
  assert_found (self, "company", many->str, "");
  for (guint i = 1; i < KONTOR_QUERY_MAX_TESTS; i++)
    g_string_append_printf (deep, "%sname = x and ", i <= KONTOR_QUERY_MAX_DEPTH ? "not " : "");
  g_string_append (deep, "name = x");
  assert_found (self, "company", deep->str, "");
}

#define ADD(name, test)                                                                            \
  g_test_add ("/query/sql/" name, KontorTestSales, NULL, kontor_test_sales_set_up, test,           \
              kontor_test_sales_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("texts-compare-folded", test_texts);
  ADD ("no-text-is-a-pattern", test_strange_texts);
  ADD ("numbers-compare", test_numbers);
  ADD ("every-test-holds-or-does-not", test_no_value);
  ADD ("only-amounts-of-one-currency-compare", test_money);
  ADD ("amounts-without-currency-are-in-the-workspaces", test_amount_of_other_currency);
  ADD ("references-are-found-by-title-id-and-me", test_references);
  ADD ("paths-follow-references", test_paths);
  ADD ("children-are-asked-for", test_children);
  ADD ("phones-are-found-by-digits", test_phones);
  ADD ("trashed-children-do-not-count-and-trashed-targets-do", test_trashed_parts);
  ADD ("days-count-from-today", test_days);
  ADD ("instants-lie-in-days", test_instants);
  ADD ("days-begin-where-one-is", test_zones);
  ADD ("booleans-choices-and-wall-times-compare", test_other_types);
  ADD ("common-questions-use-indexes", test_indexes);
  ADD ("the-largest-condition-runs", test_largest);
  return g_test_run ();
}
