/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-run.h"

#include <string.h>

static void
set_up (CliTest *self, gconstpointer data)
{
  cli_test_set_up (self, data);
  g_free (cli_get (self, "new", "company", "name=Acme", "employees=12", "industry=Food", NULL));
  g_free (cli_get (self, "new", "company", "name=Börse\tAG", "employees=300", NULL));
  g_free (cli_get (self, "new", "company", "name=Cox", NULL));
  g_free (cli_get (self, "new", "deal", "title=Small", "value=500", "company=Acme", NULL));
  g_free (
      cli_get (self, "new", "deal", "title=Big", "value=5000", "company=Acme", "stage=Won", NULL));
}

static void
test_wrong_usage (CliTest *self, gconstpointer data)
{
  g_assert_cmpint (cli_run (self, "list", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "list", "company", "deal", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "list", "company", "--limit", "-1", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "list", "company", "--limit", "ten", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "list", "company", "--where", NULL), ==, 2);
}

static void
assert_refused (CliTest *self, yyjson_val *json, const char *code)
{
  g_assert_cmpint (self->status, ==, 1);
  g_assert_cmpstr (cli_json_text (json, "error.code"), ==, code);
}

static void
test_refuses (CliTest *self, gconstpointer data)
{
  yyjson_val *json = cli_run_json (self, "list", "compnay", NULL);

  assert_refused (self, json, "not-found");
  g_assert_cmpuint (yyjson_arr_size (cli_json_get (json, "error.suggestions")), ==, 1);
  g_assert_cmpstr (cli_json_text (json, "error.suggestions.0"), ==, "company");
  assert_refused (self, cli_run_json (self, "list", "company", "--where", "nome = Acme", NULL),
                  "invalid");
  assert_refused (self, cli_run_json (self, "list", "company", "--where", "name =", NULL),
                  "invalid");
  assert_refused (self, cli_run_json (self, "list", "company", "--sort", "nome", NULL), "invalid");
  assert_refused (self, cli_run_json (self, "list", "company", "--columns", "id,nome", NULL),
                  "not-found");
}

static void
test_lists_all (CliTest *self, gconstpointer data)
{
  yyjson_val *json = cli_run_json (self, "list", "company", NULL);

  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpuint (yyjson_arr_size (json), ==, 3);
  g_assert_cmpstr (cli_json_text (json, "0.name"), ==, "Acme");
  g_assert_cmpint (cli_json_number (json, "0.employees"), ==, 12);
  g_assert_cmpstr (cli_json_text (json, "1.name"), ==, "Börse AG");
  json = cli_run_json (self, "list", "contact", NULL);
  g_assert_cmpuint (yyjson_arr_size (json), ==, 0);
}

static void
test_where_sort_limit_count (CliTest *self, gconstpointer data)
{
  yyjson_val *json
      = cli_run_json (self, "list", "deal", "--where", "stage = \"Won\" and value > 1000", NULL);

  g_assert_cmpuint (yyjson_arr_size (json), ==, 1);
  g_assert_cmpstr (cli_json_text (json, "0.title"), ==, "Big");
  g_assert_cmpstr (cli_json_text (json, "0.company.title"), ==, "Acme");
  json = cli_run_json (self, "list", "company", "--sort", "-employees", "--limit", "1", NULL);
  g_assert_cmpuint (yyjson_arr_size (json), ==, 1);
  g_assert_cmpint (cli_json_number (json, "0.employees"), ==, 300);
  json = cli_run_json (self, "list", "company", "--where", "employees > 5", "--count", NULL);
  g_assert_cmpint (cli_json_number (json, "count"), ==, 2);
  g_assert_cmpint (cli_run (self, "list", "deal", "--count", NULL), ==, 0);
  g_assert_cmpstr (self->out, ==, "2\n");
}

static void
test_words (CliTest *self, gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  g_assert_cmpint (
      cli_run (self, "list", "company", "--columns", "title, industry,Employees", NULL), ==, 0);
  lines = g_strsplit (self->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_cmpstr (lines[0], ==, "Acme\tFood\t12");
  g_assert_cmpstr (lines[1], ==, "Börse AG\t\t300");
  g_assert_cmpstr (lines[2], ==, "Cox\t\t");
  g_assert_cmpint (cli_run (self, "list", "deal", NULL), ==, 0);
  g_assert_nonnull (strstr (self->out, "\tBig\tAcme\tWon\t5000.00 EUR\tAnna\t"));
}

static void
test_columns_of_json (CliTest *self, gconstpointer data)
{
  yyjson_val *json = cli_run_json (self, "list", "deal", "--columns", "title,value", NULL);

  g_assert_cmpuint (yyjson_obj_size (cli_json_get (json, "0")), ==, 2);
  g_assert_cmpstr (cli_json_text (json, "0.value.currency"), ==, "EUR");
}

static void
test_columns_of_what_belongs (CliTest *self, gconstpointer data)
{
  yyjson_val *json;

  g_free (cli_get (self, "new", "contact", "last_name=Lee", "email=lee@acme.example",
                   "phone=+1 312-555-0101", NULL));
  g_free (cli_get (self, "new", "contact", "last_name=Moe", NULL));
  json = cli_run_json (self, "list", "contact", "--columns", "last_name,email,phone", NULL);
  g_assert_cmpuint (yyjson_arr_size (json), ==, 2);
  g_assert_cmpstr (cli_json_text (json, "0.email.0"), ==, "lee@acme.example");
  g_assert_cmpuint (yyjson_arr_size (cli_json_get (json, "0.phone")), ==, 1);
  g_assert_cmpuint (yyjson_arr_size (cli_json_get (json, "1.email")), ==, 0);
  g_assert_cmpint (cli_run (self, "list", "contact", "--columns", "title,email", NULL), ==, 0);
  g_assert_cmpstr (self->out, ==, "Lee\tlee@acme.example\nMoe\t\n");
}

static void
test_trash (CliTest *self, gconstpointer data)
{
  g_autofree char *id
      = g_strdup (cli_json_text (cli_run_json (self, "list", "company", NULL), "0.id"));
  yyjson_val *json;

  g_assert_cmpint (cli_run (self, "delete", id, NULL), ==, 0);
  json = cli_run_json (self, "list", "company", NULL);
  g_assert_cmpuint (yyjson_arr_size (json), ==, 2);
  json = cli_run_json (self, "list", "company", "--trash", NULL);
  g_assert_cmpuint (yyjson_arr_size (json), ==, 1);
  g_assert_cmpstr (cli_json_text (json, "0.id"), ==, id);
}

#define ADD(path, func) g_test_add (path, CliTest, NULL, set_up, func, cli_test_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/kontorctl-list/wrong-usage", test_wrong_usage);
  ADD ("/kontorctl-list/refuses-names-that-are-not-there", test_refuses);
  ADD ("/kontorctl-list/lists-all-in-their-order", test_lists_all);
  ADD ("/kontorctl-list/where-sort-limit-and-count", test_where_sort_limit_count);
  ADD ("/kontorctl-list/words-stand-between-tabs", test_words);
  ADD ("/kontorctl-list/columns-are-all-that-is-told", test_columns_of_json);
  ADD ("/kontorctl-list/columns-of-what-belongs-to-a-record", test_columns_of_what_belongs);
  ADD ("/kontorctl-list/the-trash-is-a-list-of-its-own", test_trash);
  return g_test_run ();
}
