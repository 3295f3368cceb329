/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-run.h"

#include <string.h>

static void
set_up (CliTest *self, gconstpointer data)
{
  cli_test_set_up (self, data);
  g_free (cli_get (self, "new", "company", "name=Ünal ŞAHIN Tekstil", NULL));
  g_free (cli_get (self, "new", "contact", "first_name=Ann", "last_name=Lee",
                   "phone=+34 (600) 12-34", "email=ann@sahin.example", NULL));
  g_free (cli_get (self, "new", "deal", "title=Lamps for Şahin", NULL));
}

static void
test_usage (CliTest *self, gconstpointer data)
{
  g_assert_cmpint (cli_run (self, "search", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "search", "x", "--limit", "0", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "search", "x", "--limit", "501", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "search", "x", "--in", "nothing", NULL), ==, 1);
}

static void
test_across_everything (CliTest *self, gconstpointer data)
{
  yyjson_val *json = cli_run_json (self, "search", "sahin", NULL);

  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpuint (yyjson_arr_size (json), ==, 3);
  json = cli_run_json (self, "search", "--in", "companies", "sahin", "unal", NULL);
  g_assert_cmpuint (yyjson_arr_size (json), ==, 1);
  g_assert_cmpstr (cli_json_text (json, "0.title"), ==, "Ünal ŞAHIN Tekstil");
  g_assert_cmpstr (cli_json_text (json, "0.entity"), ==, "company");
}

static void
test_by_digits (CliTest *self, gconstpointer data)
{
  yyjson_val *json = cli_run_json (self, "search", "6001234", NULL);

  g_assert_cmpuint (yyjson_arr_size (json), ==, 1);
  g_assert_cmpstr (cli_json_text (json, "0.title"), ==, "Ann Lee");
  g_assert_cmpstr (cli_json_text (json, "0.field"), ==, "phone");
  g_assert_nonnull (strstr (cli_json_text (json, "0.fragment"), "600"));
}

static void
test_words (CliTest *self, gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  g_assert_cmpint (cli_run (self, "search", "ann@sahin.example", NULL), ==, 0);
  lines = g_strsplit (self->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_true (g_str_has_prefix (lines[0], "contact\t"));
  g_assert_nonnull (strstr (lines[0], "\tAnn Lee\temail: "));
}

static void
test_nothing (CliTest *self, gconstpointer data)
{
  yyjson_val *json = cli_run_json (self, "search", "qqqqqqqq", NULL);

  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpuint (yyjson_arr_size (json), ==, 0);
  json = cli_run_json (self, "search", "\"*(^", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpuint (yyjson_arr_size (json), ==, 0);
}

#define ADD(path, func) g_test_add (path, CliTest, NULL, set_up, func, cli_test_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/kontorctl-search/wrong-usage", test_usage);
  ADD ("/kontorctl-search/across-everything-without-accents", test_across_everything);
  ADD ("/kontorctl-search/numbers-by-their-digits", test_by_digits);
  ADD ("/kontorctl-search/a-hit-is-a-line", test_words);
  ADD ("/kontorctl-search/nothing-is-no-refusal", test_nothing);
  return g_test_run ();
}
