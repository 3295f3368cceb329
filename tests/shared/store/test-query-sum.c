/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query.h"

#include "support/kontor-test-sales.h"
#include "util/kontor-error.h"

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The groups as VALUE:COUNT:SUMS, sorted; references by the title of what they point to. */
static char *
describe (KontorTestSales *self, const KontorQuery *query, const char *group, const char *money)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = kontor_query_sum (query, self->base.store, group, money, &error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_null_terminated (4, g_free, TRUE);

  g_assert_no_error (error);
  for (guint i = 0; i < groups->len; i++)
    {
      const KontorQueryGroup *one = groups->pdata[i];
      g_autoptr (GString) line = g_string_new (NULL);
      g_autoptr (KontorRecord) record = NULL;

      if (one->value.type == KONTOR_REF)
        record = kontor_store_find (self->base.store, &one->value.id, NULL);
      if (record != NULL)
        g_string_append (line, kontor_record_get_title (record));
      else if (kontor_type_is_text (one->value.type))
        g_string_append (line, one->value.text);
      else
        g_string_append (line, kontor_value_is_none (&one->value) ? "none" : "value");
      g_string_append_printf (line, ":%" G_GINT64_FORMAT ":", one->count);
      for (guint j = 0; j < one->sums->len; j++)
        {
          g_autofree char *sum = kontor_money_dup_text (&g_array_index (one->sums, KontorMoney, j));

          g_string_append_printf (line, "%s%s", j > 0 ? "+" : "", sum);
        }
      if (one->too_large)
        g_string_append (line, "…");
      g_ptr_array_add (lines, g_strdup (line->str));
    }
  g_ptr_array_sort (lines, compare_lines);
  return g_strjoinv (" ", (char **) lines->pdata);
}

static void
assert_sums (KontorTestSales *self,
             const char *where,
             const char *group,
             const char *money,
             const char *expected)
{
  g_autoptr (KontorQuery) query = kontor_test_sales_query (self, "deal", where, NULL, NULL);
  g_autofree char *found = NULL;

  /* A limit is of lists alone. */
  kontor_query_set_limit (query, 1);
  found = describe (self, query, group, money);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_groups (KontorTestSales *self, gconstpointer data)
{
  assert_sums (self, NULL, "stage", "value", "New:3:1000.01 EUR+2000.00 USD Won:1:1000.00 EUR");
  assert_sums (self, NULL, "company", "value",
               "Acme GmbH:2:1000.00 EUR+2000.00 USD Acme Labs:1:1000.01 EUR none:1:");
  assert_sums (self, "value > 0", "stage", NULL, "New:1: Won:1:");
  assert_sums (self, "title = x", "stage", "value", "");
}

static void
test_one_group (KontorTestSales *self, gconstpointer data)
{
  assert_sums (self, NULL, NULL, "value", "none:4:2000.01 EUR+2000.00 USD");
  assert_sums (self, NULL, NULL, NULL, "none:4:");
  assert_sums (self, "title = x", NULL, NULL, "");
}

static void
test_other_groups (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorQuery) activities = kontor_test_sales_query (self, "activity", NULL, NULL, NULL);
  g_autoptr (KontorQuery) tasks = kontor_test_sales_query (self, "task", NULL, NULL, NULL);
  g_autofree char *kinds = describe (self, activities, "kind", NULL);
  g_autofree char *days = describe (self, tasks, "due_on", NULL);

  g_assert_cmpstr (kinds, ==, "call:1: mail:1: note:1:");
  g_assert_cmpstr (days, ==, "none:1: value:1: value:1:");
}

static void
add_deal (KontorTestSales *self, const char *value)
{
  g_autofree char *stage = kontor_id_dup_text (&self->stage_new);

  kontor_test_store_insert (&self->base, "deal", "title", "Big", "stage", stage, "value", value,
                            NULL);
}

static void
test_large (KontorTestSales *self, gconstpointer data)
{
  add_deal (self, "92233720368547758.07 CHF");
  assert_sums (self, "title = big", NULL, "value", "none:1:92233720368547758.07 CHF");
  add_deal (self, "-92233720368547758.07 CHF");
  add_deal (self, "-0.01 CHF");
  assert_sums (self, "title = big", NULL, "value", "none:3:-0.01 CHF");
  add_deal (self, "92233720368547758.07 CHF");
  add_deal (self, "0.05 CHF");
  add_deal (self, "3 SEK");
  assert_sums (self, "title = big", NULL, "value", "none:6:3.00 SEK…");
}

static void
test_refused (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = kontor_test_sales_query (self, "deal", NULL, NULL, NULL);
  static const char *const cases[][2]
      = { { "colour", NULL }, { NULL, "colour" }, { "value", NULL }, { NULL, "title" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kontor_query_sum (query, self->base.store, cases[i][0], cases[i][1], &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
    }
}

#define ADD(name, test)                                                                            \
  g_test_add ("/query/sum/" name, KontorTestSales, NULL, kontor_test_sales_set_up, test,           \
              kontor_test_sales_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("groups-are-counted-and-summed-by-currency", test_groups);
  ADD ("without-a-field-there-is-one-group", test_one_group);
  ADD ("any-field-but-money-groups", test_other_groups);
  ADD ("sums-that-do-not-fit-are-left-out", test_large);
  ADD ("unknown-fields-are-refused", test_refused);
  return g_test_run ();
}
