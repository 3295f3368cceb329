/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-row-mapper.h"
#include "util/kontor-error.h"

#include <string.h>

/* A mapper of one file, and the rows it is given. */
typedef struct
{
  KontorImportPlan *plan;
  GStrv header;
  KontorRowMapper *mapper;
  KontorDraftRow *drafts;
  guint64 row;
} Test;

static gboolean
make (Test *test, const char *header, const char *records, GError **error)
{
  g_autofree char *json = g_strdup_printf (
      "{\"corrections\": {\"a\": {\"wrong\": \"right\"}}, \"files\": [{\"file\": \"f.csv\", "
      "\"source\": \"f\", \"columns\": {\"b\": {\"corrections\": {\"bad\": \"good\"}}}, "
      "\"records\": %s}]}",
      records);

  test->plan = kontor_import_plan_from_json (kontor_schema_get_default (), json, error);
  g_assert_nonnull (test->plan);
  test->header = g_strsplit (header, ",", -1);
  test->drafts = kontor_draft_row_new ();
  test->mapper
      = kontor_row_mapper_new (kontor_schema_get_default (), test->plan->files->pdata[0],
                               test->plan, (const char *const *) test->header, "EUR", error);
  return test->mapper != NULL;
}

static void
clear (Test *test)
{
  g_clear_pointer (&test->mapper, kontor_row_mapper_free);
  g_clear_pointer (&test->drafts, kontor_draft_row_free);
  g_clear_pointer (&test->plan, kontor_import_plan_free);
  g_clear_pointer (&test->header, g_strfreev);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Test, clear)

static void
begin (Test *test, const char *header, const char *records)
{
  g_autoptr (GError) error = NULL;

  make (test, header, records, &error);
  g_assert_no_error (error);
}

/* Maps a row whose cells are given with commas between them. */
static void
map (Test *test, const char *cells)
{
  g_auto (GStrv) texts = g_strsplit (cells, ",", -1);
  KontorCsvField fields[16];
  KontorCsvRow row = { .fields = fields, .n_fields = g_strv_length (texts), .row = ++test->row };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < row.n_fields; i++)
    fields[i] = (KontorCsvField) { texts[i], strlen (texts[i]) };
  kontor_row_mapper_map (test->mapper, &row, test->drafts, &error);
  g_assert_no_error (error);
}

static const char *
get_text (Test *test, guint draft, const char *field)
{
  return kontor_fields_get_text (kontor_draft_row_get (test->drafts, draft)->fields, field);
}

static void
test_cells_become_values (void)
{
  g_auto (Test) test = { 0 };

  begin (&test, "a,b,c",
         "{\"company\": {\"entity\": \"company\", \"fields\": {\"name\": \"a\", \"industry\": "
         "\"b\", \"founded\": \"c\", \"location\": {\"value\": \"Here\", \"initial\": true}}}}");
  map (&test, "  Acme ,bad,1996");
  g_assert_cmpuint (test.drafts->n_drafts, ==, 1);
  g_assert_cmpuint (test.drafts->problems->len, ==, 0);
  g_assert_cmpstr (get_text (&test, 0, "name"), ==, "Acme");
  g_assert_cmpstr (get_text (&test, 0, "industry"), ==, "good");
  g_assert_cmpstr (get_text (&test, 0, "location"), ==, "Here");
  g_assert_cmpint (kontor_draft_row_get (test.drafts, 0)->initial, ==, 1 << 6);
  map (&test, "wrong,,");
  g_assert_cmpstr (get_text (&test, 0, "name"), ==, "right");
  g_assert_null (get_text (&test, 0, "industry"));
}

static void
test_problems_name_their_cell (void)
{
  g_auto (Test) test = { 0 };
  const KontorProblem *problem;

  begin (&test, "a,b",
         "{\"company\": {\"entity\": \"company\", \"fields\": {\"name\": \"a\", \"founded\": "
         "\"b\"}}}");
  map (&test, "Acme,soon,more");
  g_assert_cmpuint (test.drafts->problems->len, ==, 2);
  problem = &g_array_index (test.drafts->problems, KontorProblem, 0);
  g_assert_cmpint (problem->kind, ==, KONTOR_PROBLEM_RAGGED);
  g_assert_cmpstr (problem->value, ==, "more");
  problem = &g_array_index (test.drafts->problems, KontorProblem, 1);
  g_assert_cmpint (problem->kind, ==, KONTOR_PROBLEM_FORM);
  g_assert_cmpstr (problem->column, ==, "b");
  g_assert_cmpstr (problem->value, ==, "soon");
  g_assert_cmpstr (problem->field->name, ==, "founded");
  /* What is empty behind the last column is no value. */
  map (&test, "Acme,1996,,");
  g_assert_cmpuint (test.drafts->problems->len, ==, 0);
}

static void
test_a_row_makes_records_that_refer_to_each_other (void)
{
  g_auto (Test) test = { 0 };
  const KontorDraftLink *link;

  begin (&test, "a,b,c",
         "{\"point\": {\"entity\": \"contact_point\", \"fields\": {\"contact\": {\"record\": "
         "\"person\"}, \"kind\": {\"value\": \"email\"}, \"email\": \"c\"}}, \"person\": "
         "{\"entity\": \"contact\", \"fields\": {\"last_name\": \"a\", \"company\": {\"column\": "
         "\"b\", \"missing\": \"refuse\"}, \"external_key\": \"a\"}}}");
  map (&test, "Ruiz,Acme,a@example.com");
  /* What others are part of comes first, wherever it stands in the plan. */
  g_assert_cmpuint (test.drafts->n_drafts, ==, 2);
  g_assert_cmpstr (kontor_draft_row_get (test.drafts, 0)->entity->name, ==, "contact");
  link = kontor_draft_find_link (kontor_draft_row_get (test.drafts, 0), 6);
  g_assert_cmpstr (link->name, ==, "Acme");
  g_assert_cmpint (link->missing, ==, KONTOR_MISSING_REFUSE);
  g_assert_cmpstr (link->column, ==, "b");
  link = kontor_draft_find_link (kontor_draft_row_get (test.drafts, 1), 0);
  g_assert_cmpint (link->draft, ==, 0);
  g_assert_cmpstr (get_text (&test, 0, "source"), ==, "f");
  g_assert_cmpstr (get_text (&test, 1, "external_key"), ==, "Ruiz/point");
  /* A part that no column says anything of is left out. */
  map (&test, "Ruiz,,");
  g_assert_cmpuint (test.drafts->n_drafts, ==, 1);
  g_assert_null (kontor_draft_find_link (kontor_draft_row_get (test.drafts, 0), 6));
}

static void
test_values_are_joined_taken_apart_and_translated (void)
{
  g_auto (Test) test = { 0 };

  begin (&test, "a,b,c",
         "{\"deal\": {\"entity\": \"deal\", \"fields\": {\"title\": {\"columns\": [\"a\", \"b\"], "
         "\"separator\": \" – \"}, \"lost_reason\": {\"column\": \"c\", \"values\": {\"p\": "
         "\"Price\"}, \"otherwise\": \"Other\"}}}, \"person\": {\"entity\": \"contact\", "
         "\"fields\": {\"first_name\": {\"column\": \"b\", \"part\": \"first\"}, \"last_name\": "
         "{\"column\": \"b\", \"part\": \"last\"}}}}");
  map (&test, "GTX,Ana Ruiz,p");
  g_assert_cmpstr (get_text (&test, 0, "title"), ==, "GTX – Ana Ruiz");
  g_assert_cmpstr (get_text (&test, 0, "lost_reason"), ==, "Price");
  g_assert_cmpstr (get_text (&test, 1, "first_name"), ==, "Ana");
  g_assert_cmpstr (get_text (&test, 1, "last_name"), ==, "Ruiz");
  map (&test, "GTX,,x");
  g_assert_cmpuint (test.drafts->n_drafts, ==, 1);
  g_assert_cmpstr (get_text (&test, 0, "title"), ==, "GTX");
  g_assert_cmpstr (get_text (&test, 0, "lost_reason"), ==, "Other");
}

static void
test_one_cell_makes_several_records (void)
{
  g_auto (Test) test = { 0 };

  begin (&test, "a,b",
         "{\"company\": {\"entity\": \"company\", \"fields\": {\"name\": \"a\"}}, \"tagging\": "
         "{\"entity\": \"tagging\", \"each\": \"b\", \"separators\": \";\", \"fields\": {\"tag\": "
         "\"b\", \"company\": {\"record\": \"company\"}}}}");
  map (&test, "Acme,VIP; ;bad;");
  g_assert_cmpuint (test.drafts->n_drafts, ==, 3);
  g_assert_cmpstr (kontor_draft_find_link (kontor_draft_row_get (test.drafts, 1), 0)->name, ==,
                   "VIP");
  g_assert_cmpstr (kontor_draft_find_link (kontor_draft_row_get (test.drafts, 2), 0)->name, ==,
                   "good");
  map (&test, "Acme,");
  g_assert_cmpuint (test.drafts->n_drafts, ==, 1);
}

/* The amount in the first draft, as text. */
static void
assert_amount (Test *test, const char *amount)
{
  const KontorEntity *deal = kontor_draft_row_get (test->drafts, 0)->entity;
  int field = kontor_entity_find_field (deal, "value");
  const KontorValue *value
      = kontor_fields_get (kontor_draft_row_get (test->drafts, 0)->fields, field);
  g_autofree char *text
      = value == NULL ? NULL : kontor_value_dup_text (&deal->fields[field], value);

  g_assert_cmpstr (text, ==, amount);
}

static void
test_amounts_are_in_the_currency_beside_them (void)
{
  g_auto (Test) test = { 0 };
  const KontorProblem *problem;

  begin (&test, "a,b,c",
         "{\"deal\": {\"entity\": \"deal\", \"fields\": {\"title\": \"a\", \"value\": "
         "{\"column\": \"b\", \"currency\": \"c\"}}}}");
  map (&test, "A,12.50,usd");
  assert_amount (&test, "12.50 USD");
  /* Of another number of digits. */
  map (&test, "A,1200, JPY ");
  assert_amount (&test, "1200 JPY");
  map (&test, "A,7,£");
  assert_amount (&test, "7.00 GBP");
  map (&test, "A,7,");
  assert_amount (&test, "7.00 EUR");
  map (&test, "A,,USD");
  assert_amount (&test, NULL);
  g_assert_cmpuint (test.drafts->problems->len, ==, 0);
  map (&test, "A,7,Taler");
  g_assert_cmpuint (test.drafts->problems->len, ==, 1);
  problem = &g_array_index (test.drafts->problems, KontorProblem, 0);
  g_assert_cmpstr (problem->column, ==, "c");
  g_assert_cmpstr (problem->value, ==, "Taler");
}

static void
test_rows_get_keys_of_what_they_say (void)
{
  g_auto (Test) test = { 0 };
  g_autofree char *first = NULL, *second = NULL;

  begin (&test, "a,b",
         "{\"deal\": {\"entity\": \"deal\", \"fields\": {\"title\": \"a\", \"external_key\": "
         "{\"place\": true}, \"rank\": {\"place\": true}}}}");
  map (&test, "A,1");
  first = g_strdup (get_text (&test, 0, "external_key"));
  g_assert_nonnull (get_text (&test, 0, "rank"));
  map (&test, "A1,");
  g_assert_cmpstr (get_text (&test, 0, "external_key"), !=, first);
  map (&test, "A,1");
  second = g_strdup (get_text (&test, 0, "external_key"));
  g_assert_cmpstr (first, !=, second);
  kontor_row_mapper_rewind (test.mapper);
  map (&test, "A,1");
  g_assert_cmpstr (get_text (&test, 0, "external_key"), ==, first);
  map (&test, "A,1");
  g_assert_cmpstr (get_text (&test, 0, "external_key"), ==, second);
}

static void
test_says_what_it_makes_and_names (void)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  g_auto (Test) test = { 0 };

  begin (&test, "a,b,c",
         "{\"team\": {\"entity\": \"team\", \"missing\": \"refuse\", \"fields\": {\"name\": "
         "\"c\"}}, \"member\": {\"entity\": \"member\", \"fields\": {\"name\": \"a\", \"team\": "
         "{\"record\": \"team\"}}}, \"company\": {\"entity\": \"company\", \"fields\": {\"name\": "
         "\"b\", \"parent\": \"c\"}}}");
  g_assert_cmpuint (
      kontor_row_mapper_get_made (test.mapper), ==,
      1u << kontor_schema_index (schema, kontor_schema_find (schema, "member"))
          | 1u << kontor_schema_index (schema, kontor_schema_find (schema, "company")));
  g_assert_cmpuint (
      kontor_row_mapper_get_named (test.mapper), ==,
      1u << kontor_schema_index (schema, kontor_schema_find (schema, "team"))
          | 1u << kontor_schema_index (schema, kontor_schema_find (schema, "company")));
}

static void
test_a_plan_that_does_not_fit_is_refused (void)
{
  static const struct
  {
    const char *records;
    const char *what;
  } wrong[] = {
    { "{\"c\": {\"entity\": \"company\", \"fields\": {\"name\": \"x\"}}}", "x" },
    { "{\"c\": {\"entity\": \"company\", \"fields\": {\"founded\": {\"value\": \"soon\"}}}}",
      "soon" },
    { "{\"c\": {\"entity\": \"company\", \"fields\": {\"parent\": {\"record\": \"d\"}}}}", "d" },
    { "{\"c\": {\"entity\": \"company\", \"fields\": {\"name\": {\"record\": \"c\"}}}}", "name" },
    { "{\"c\": {\"entity\": \"company\", \"fields\": {\"owner\": {\"record\": \"c\"}}}}", "c" },
    { "{\"c\": {\"entity\": \"company\", \"each\": \"x\", \"fields\": {\"name\": \"a\"}}}", "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (Test) test = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_false (make (&test, "a,b", wrong[i].records, &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, wrong[i].what));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-mapper/cells-become-values", test_cells_become_values);
  g_test_add_func ("/row-mapper/problems-name-their-cell", test_problems_name_their_cell);
  g_test_add_func ("/row-mapper/a-row-makes-records-that-refer-to-each-other",
                   test_a_row_makes_records_that_refer_to_each_other);
  g_test_add_func ("/row-mapper/values-are-joined-taken-apart-and-translated",
                   test_values_are_joined_taken_apart_and_translated);
  g_test_add_func ("/row-mapper/one-cell-makes-several-records",
                   test_one_cell_makes_several_records);
  g_test_add_func ("/row-mapper/amounts-are-in-the-currency-beside-them",
                   test_amounts_are_in_the_currency_beside_them);
  g_test_add_func ("/row-mapper/rows-get-keys-of-what-they-say",
                   test_rows_get_keys_of_what_they_say);
  g_test_add_func ("/row-mapper/says-what-it-makes-and-names", test_says_what_it_makes_and_names);
  g_test_add_func ("/row-mapper/a-plan-that-does-not-fit-is-refused",
                   test_a_plan_that_does_not_fit_is_refused);
  return g_test_run ();
}
