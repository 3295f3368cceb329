/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-run.h"

#include <string.h>

static char *
make_ada (CliTest *self, const char *first_name, const char *email)
{
  g_autofree char *name = g_strconcat ("first_name=", first_name, NULL);
  g_autofree char *address = g_strconcat ("email=", email, NULL);
  char *id = cli_get (self, "new", "contact", name, "last_name=Lovelace", NULL);
  g_autofree char *contact = g_strconcat ("contact=", id, NULL);

  g_free (cli_get (self, "new", "contact_point", contact, "kind=email", address, NULL));
  return id;
}

static void
test_usage (CliTest *self, gconstpointer data)
{
  g_autofree char *id = make_ada (self, "Ada", "ada@example.com");
  g_autofree char *company = cli_get (self, "new", "company", "name=Acme", NULL);

  g_assert_cmpint (cli_run (self, "merge", id, NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "merge", id, id, NULL), ==, 1);
  g_assert_cmpint (cli_run (self, "merge", id, company, NULL), ==, 1);
  g_assert_cmpint (cli_run (self, "merge", id, "nobody", NULL), ==, 1);
  g_assert_cmpint (cli_run (self, "split", id, NULL), ==, 1);
  g_assert_cmpint (cli_run (self, "keep-separate", id, NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "keep-separate", id, id, NULL), ==, 1);
  g_assert_cmpint (cli_run (self, "duplicates", "--least", "maybe", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "duplicates", "--limit", "0", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "duplicates", "deal", NULL), ==, 1);
}

static void
test_duplicates_are_explained (CliTest *self, gconstpointer data)
{
  g_autofree char *ada = make_ada (self, "Ada", "ada@example.com");
  g_autofree char *other = make_ada (self, "A.", "ADA@example.com");
  yyjson_val *json = cli_run_json (self, "duplicates", NULL);

  g_assert_cmpuint (yyjson_arr_size (json), ==, 1);
  g_assert_cmpstr (cli_json_text (json, "0.entity"), ==, "contact");
  g_assert_cmpstr (cli_json_text (json, "0.grade"), ==, "sure");
  g_assert_cmpstr (cli_json_text (json, "0.records.0.id"), ==, ada);
  g_assert_cmpstr (cli_json_text (json, "0.records.1.title"), ==, "A. Lovelace");
  g_assert_cmpstr (cli_json_text (json, "0.pairs.0.parts.1.reason"), ==, "email");
  g_assert_cmpstr (cli_json_text (json, "0.pairs.0.parts.1.text"), ==, "ada@example.com");
  g_assert_cmpint (cli_json_number (json, "0.pairs.0.parts.1.points"), ==, 70);
  g_assert_cmpint (cli_run (self, "duplicates", NULL), ==, 0);
  g_assert_nonnull (strstr (self->out, "Almost certainly the same (90)"));
  g_assert_nonnull (strstr (self->out, "+70  Same email address: ada@example.com"));
  g_assert_cmpuint (yyjson_arr_size (cli_run_json (self, "duplicates", "company", NULL)), ==, 0);
}

static void
test_merge_and_split (CliTest *self, gconstpointer data)
{
  g_autofree char *ada = make_ada (self, "Ada", "ada@example.com");
  g_autofree char *other = make_ada (self, "Augusta", "augusta@example.com");
  g_autofree char *take = g_strconcat ("first_name=", other, NULL);
  yyjson_val *json = cli_run_json (self, "merge", ada, other, "--take", take, NULL);

  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpstr (cli_json_text (json, "id"), ==, ada);
  g_assert_cmpstr (cli_json_text (json, "merged.0"), ==, other);
  g_assert_cmpint (cli_json_number (json, "entry"), >, 0);
  json = cli_run_json (self, "show", other, NULL);
  g_assert_cmpstr (cli_json_text (json, "id"), ==, ada);
  g_assert_cmpstr (cli_json_text (json, "first_name"), ==, "Augusta");
  g_assert_cmpint (cli_run (self, "set", ada, "first_name=Ada King", NULL), ==, 0);
  json = cli_run_json (self, "split", other, NULL);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_cmpstr (cli_json_text (json, "error.code"), ==, "conflict");
  json = cli_run_json (self, "split", other, "--rest", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpuint (yyjson_arr_size (cli_json_get (json, "kept")), ==, 1);
  json = cli_run_json (self, "show", other, NULL);
  g_assert_cmpstr (cli_json_text (json, "id"), ==, other);
  g_assert_cmpint (cli_run (self, "undo", NULL), ==, 0);
  json = cli_run_json (self, "show", other, NULL);
  g_assert_cmpstr (cli_json_text (json, "id"), ==, ada);
  g_assert_cmpint (cli_run (self, "check", NULL), ==, 0);
}

static void
test_what_can_not_be_taken_is_refused (CliTest *self, gconstpointer data)
{
  g_autofree char *ada = make_ada (self, "Ada", "ada@example.com");
  g_autofree char *other = make_ada (self, "A.", "ada@example.com");
  g_autofree char *third = make_ada (self, "Annabella", "ab@example.com");
  g_autofree char *stranger = g_strconcat ("first_name=", third, NULL);
  g_autofree char *hidden = g_strconcat ("merged_into=", other, NULL);

  g_assert_cmpint (cli_run (self, "merge", ada, other, "--take", stranger, NULL), ==, 1);
  g_assert_cmpint (cli_run (self, "merge", ada, other, "--take", hidden, NULL), ==, 1);
  g_assert_cmpint (cli_run (self, "merge", ada, other, "--take", "first_name", NULL), ==, 1);
  g_assert_cmpint (cli_run (self, "merge", ada, other, "--take", "nothing=1", NULL), ==, 1);
  g_assert_cmpuint (yyjson_arr_size (cli_run_json (self, "list", "contact", NULL)), ==, 3);
}

static void
test_keep_separate (CliTest *self, gconstpointer data)
{
  g_autofree char *ada = make_ada (self, "Ada", "ada@example.com");
  g_autofree char *other = make_ada (self, "Ada", "ada@example.com");

  g_assert_cmpuint (yyjson_arr_size (cli_run_json (self, "duplicates", NULL)), ==, 1);
  g_assert_cmpint (cli_run (self, "keep-separate", ada, other, NULL), ==, 0);
  g_assert_cmpuint (yyjson_arr_size (cli_run_json (self, "duplicates", NULL)), ==, 0);
  g_assert_cmpint (cli_run (self, "undo", NULL), ==, 0);
  g_assert_cmpuint (yyjson_arr_size (cli_run_json (self, "duplicates", NULL)), ==, 1);
}

int
main (int argc, char **argv)
{
#define ADD(path, function)                                                                        \
  g_test_add (path, CliTest, NULL, cli_test_set_up, function, cli_test_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/kontorctl/duplicates/wrong-usage-is-refused", test_usage);
  ADD ("/kontorctl/duplicates/each-match-is-explained", test_duplicates_are_explained);
  ADD ("/kontorctl/merge/both-ids-lead-on-and-a-split-gives-back", test_merge_and_split);
  ADD ("/kontorctl/merge/only-values-of-the-records-are-taken",
       test_what_can_not_be_taken_is_refused);
  ADD ("/kontorctl/keep-separate/is-remembered", test_keep_separate);
  return g_test_run ();
}
