/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-sales.h"

#define NOON G_GINT64_CONSTANT (1767268800000) /* 2026-01-01T12:00:00Z */

static void
add_people (KontorTestSales *self)
{
  KontorTestStore *base = &self->base;
  g_autofree char *me = NULL;

  self->ana = kontor_test_store_insert (base, "member", "name", "Ana Ruiz", NULL);
  kontor_test_store_insert (base, "member", "name", "Ben Weiß", NULL);
  me = kontor_id_dup_text (&self->ana);
  g_assert_true (kontor_store_set_setting (base->store, "me", me, NULL));
}

static void
add_companies (KontorTestSales *self)
{
  KontorTestStore *base = &self->base;
  g_autofree char *ana = kontor_id_dup_text (&self->ana);
  g_autofree char *acme = NULL;

  self->acme = kontor_test_store_insert (base, "company", "name", "Acme GmbH", "employees", "50",
                                         "revenue", "12.50", "owner", ana, "website",
                                         "https://acme.example", NULL);
  acme = kontor_id_dup_text (&self->acme);
  self->labs = kontor_test_store_insert (base, "company", "name", "Acme Labs", "employees", "-1",
                                         "parent", acme, NULL);
  kontor_test_store_insert (base, "company", "name", "Ünal Şahin", "employees", "5", NULL);
  kontor_test_store_insert (base, "company", "name", "Zeta \"Z\" 100%", NULL);
}

static void
add_stages (KontorTestSales *self)
{
  KontorTestStore *base = &self->base;
  KontorId pipeline = kontor_test_store_insert (base, "pipeline", "name", "Sales", NULL);
  g_autofree char *sales = kontor_id_dup_text (&pipeline);

  /* The order of places is not that of names. */
  self->stage_new = kontor_test_store_insert (base, "stage", "pipeline", sales, "name", "New",
                                              "position", "b", "kind", "open", NULL);
  self->stage_won
      = kontor_test_store_insert (base, "stage", "pipeline", sales, "name", "Won", "position", "a",
                                  "kind", "won", "probability", "100", NULL);
}

static void
add_deals (KontorTestSales *self)
{
  KontorTestStore *base = &self->base;
  g_autofree char *ana = kontor_id_dup_text (&self->ana);
  g_autofree char *acme = kontor_id_dup_text (&self->acme);
  g_autofree char *labs = kontor_id_dup_text (&self->labs);
  g_autofree char *new = kontor_id_dup_text (&self->stage_new);
  g_autofree char *won = kontor_id_dup_text (&self->stage_won);

  self->alpha = kontor_test_store_insert (base, "deal", "title", "Alpha", "company", acme, "stage",
                                          won, "value", "1000 EUR", "owner", ana, "closed_on",
                                          "2026-01-01", "expected_on", "2025-12-31", NULL);
  kontor_test_store_insert (base, "deal", "title", "Beta", "company", labs, "stage", new, "value",
                            "1000.01 EUR", "owner", ana, "expected_on", "2026-01-05", NULL);
  kontor_test_store_insert (base, "deal", "title", "Gamma", "company", acme, "stage", new, "value",
                            "2000 USD", "expected_on", "2026-02-01", NULL);
  kontor_test_store_insert (base, "deal", "title", "Delta", "stage", new, NULL);
}

static void
add_contacts (KontorTestSales *self)
{
  KontorTestStore *base = &self->base;
  g_autofree char *acme = kontor_id_dup_text (&self->acme);
  g_autofree char *soren = NULL, *tag = NULL;
  KontorId vip = kontor_test_store_insert (base, "tag", "name", "VIP", "color", "red", NULL);

  self->soren = kontor_test_store_insert (base, "contact", "first_name", "Søren", "last_name",
                                          "Straße", "company", acme, "job_title", "Chief", NULL);
  soren = kontor_id_dup_text (&self->soren);
  tag = kontor_id_dup_text (&vip);
  self->soren_email = kontor_test_store_insert (base, "contact_point", "contact", soren, "kind",
                                                "email", "email", "Soren@example.org", NULL);
  kontor_test_store_insert (base, "contact_point", "contact", soren, "kind", "phone", "phone",
                            "+45 (12) 34 56-78", NULL);
  kontor_test_store_insert (base, "tagging", "contact", soren, "tag", tag, NULL);
  kontor_test_store_insert (base, "contact", "first_name", "Ada", NULL);
  kontor_test_store_insert (base, "contact", "first_name", "Zoë", "last_name", "O'Brien",
                            "birthday", "1990-05-17", NULL);
}

static void
add_times (KontorTestSales *self)
{
  KontorTestStore *base = &self->base;

  kontor_test_store_insert (base, "activity", "kind", "call", "subject", "Night", "at",
                            "2025-12-31T23:59:59.999Z", NULL);
  kontor_test_store_insert (base, "activity", "kind", "note", "subject", "Midnight", "at",
                            "2026-01-01T00:00:00Z", NULL);
  kontor_test_store_insert (base, "activity", "kind", "mail", "subject", "Tomorrow", "at",
                            "2026-01-02T00:00:00Z", NULL);
  kontor_test_store_insert (base, "task", "title", "Ring", "due_on", "2026-01-01", "important",
                            "true", "remind_at", "2026-01-01T09:00[Europe/Berlin]", NULL);
  kontor_test_store_insert (base, "task", "title", "Write", "due_on", "2025-12-30", "important",
                            "false", NULL);
  kontor_test_store_insert (base, "task", "title", "Some day", NULL);
}

void
kontor_test_sales_set_up (KontorTestSales *self, gconstpointer data)
{
  kontor_test_store_set_up (&self->base, data);
  add_people (self);
  add_companies (self);
  add_stages (self);
  add_deals (self);
  add_contacts (self);
  add_times (self);
  self->base.clock.time = NOON;
}

void
kontor_test_sales_tear_down (KontorTestSales *self, gconstpointer data)
{
  kontor_test_store_tear_down (&self->base, data);
}

KontorQuery *
kontor_test_sales_query (KontorTestSales *self,
                         const char *entity,
                         const char *where,
                         const char *search,
                         const char *sort)
{
  KontorQuery *query = kontor_query_new (kontor_schema_get_default (), kontor_test_entity (entity));
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;

  kontor_query_set_zone (query, utc);
  kontor_query_set_where (query, where, &error);
  g_assert_no_error (error);
  kontor_query_set_search (query, search);
  kontor_query_set_sort (query, sort, &error);
  g_assert_no_error (error);
  return query;
}

static guint
count_matching_rows (KontorTestSales *self, const KontorQuery *query, const GArray *rowids)
{
  const KontorEntity *entity = kontor_query_get_entity (query);
  g_autofree char *last = g_strdup_printf ("SELECT max (rowid) FROM \"%s\"", entity->name);
  gint64 n_rows = kontor_test_store_count (&self->base, last);
  guint matching = 0;

  for (gint64 rowid = 0; rowid <= n_rows; rowid++)
    {
      g_autoptr (GError) error = NULL;

      matching += kontor_query_matches_row (query, self->base.store, rowid, &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < rowids->len; i++)
    g_assert_true (kontor_query_matches_row (query, self->base.store,
                                             g_array_index (rowids, gint64, i), NULL));
  return matching;
}

char *
kontor_test_sales_find (KontorTestSales *self, const KontorQuery *query)
{
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  guint n_matching, limit = kontor_query_get_limit (query);
  GString *titles = g_string_new (NULL);

  kontor_query_collect (query, self->base.store, rowids, &error);
  g_assert_no_error (error);
  n_matching = count_matching_rows (self, query, rowids);
  g_assert_cmpint (kontor_query_count (query, self->base.store, &error), ==, n_matching);
  g_assert_no_error (error);
  g_assert_cmpuint (rowids->len, ==, limit > 0 ? MIN (limit, n_matching) : n_matching);

  for (guint i = 0; i < rowids->len; i++)
    {
      g_autoptr (KontorRecord) record
          = kontor_store_get_row (self->base.store, kontor_query_get_entity (query),
                                  g_array_index (rowids, gint64, i), &error);

      g_assert_no_error (error);
      g_string_append_printf (titles, "%s%s", i > 0 ? "," : "", kontor_record_get_title (record));
    }
  return g_string_free_and_steal (titles);
}
