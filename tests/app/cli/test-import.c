/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-run.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
write_file (CliTest *test, const char *name, const char *text)
{
  char *path = g_build_filename (test->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static char *
make_companies (CliTest *test)
{
  return write_file (test, "companies.csv",
                     "Company,Founded,Parent\nAcme,1996,\nBluth,soon,\n"
                     "Sitwell,1980,Acme\nLeaf,1990,Acmee\n");
}

static void
test_says_what_came_in (CliTest *test, gconstpointer data)
{
  g_autofree char *path = make_companies (test);

  g_assert_cmpint (cli_run (test, "import", path, NULL), ==, 1);
  g_assert_cmpstr (test->out, ==,
                   "Created 2, updated 0, left 0 as they are.\n"
                   "Refused 2 rows:\n"
                   "  companies.csv, row 3, Founded “soon”: This is not a whole number.\n"
                   "  companies.csv, row 5, Parent “Acmee”: Nothing in “Companies” is called that. "
                   "Did you mean “Acme”?\n");
  g_assert_cmpint (cli_run (test, "import", path, NULL), ==, 1);
  g_assert_true (g_str_has_prefix (test->out, "Created 0, updated 0, left 2 as they are.\n"));
}

static void
test_says_it_to_programs (CliTest *test, gconstpointer data)
{
  g_autofree char *path = make_companies (test);
  yyjson_val *json = cli_run_json (test, "import", path, NULL);

  g_assert_cmpint (test->status, ==, 1);
  g_assert_cmpint (cli_json_number (json, "created"), ==, 2);
  g_assert_cmpint (cli_json_number (json, "updated"), ==, 0);
  g_assert_cmpint (cli_json_number (json, "unchanged"), ==, 0);
  g_assert_cmpint (cli_json_number (json, "refused_rows"), ==, 2);
  g_assert_cmpint (cli_json_number (json, "entities.company.created"), ==, 2);
  g_assert_cmpint (cli_json_number (json, "entry"), >, 0);
  g_assert_cmpstr (cli_json_text (json, "refused.0.file"), ==, "companies.csv");
  g_assert_cmpint (cli_json_number (json, "refused.0.row"), ==, 3);
  g_assert_cmpstr (cli_json_text (json, "refused.0.column"), ==, "Founded");
  g_assert_cmpstr (cli_json_text (json, "refused.0.value"), ==, "soon");
  g_assert_nonnull (cli_json_text (json, "refused.0.reason"));
  g_assert_cmpstr (cli_json_text (json, "refused.0.code"), ==, "form");
  g_assert_cmpstr (cli_json_text (json, "refused.1.suggestion"), ==, "Acme");
  g_assert_null (cli_json_get (json, "refused.2"));
}

static void
test_a_dry_run_changes_nothing (CliTest *test, gconstpointer data)
{
  g_autofree char *path = make_companies (test);
  g_autofree char *before = NULL, *after = NULL, *map = NULL;
  yyjson_val *json;

  cli_run (test, "new", "company", "name=Acme", "founded=1900", NULL);
  before = cli_get (test, "dump", NULL);
  map = g_build_filename (test->folder, "map.json", NULL);
  json = cli_run_json (test, "import", "--dry-run", "--map-out", map, path, NULL);
  g_assert_true (yyjson_get_bool (cli_json_get (json, "dry_run")));
  g_assert_cmpint (cli_json_number (json, "created"), ==, 1);
  g_assert_cmpint (cli_json_number (json, "updated"), ==, 1);
  g_assert_cmpstr (cli_json_text (json, "changes.0.title"), ==, "Acme");
  g_assert_cmpint (cli_json_number (json, "changes.0.row"), ==, 2);
  g_assert_cmpstr (cli_json_text (json, "changes.0.fields.founded.0"), ==, "1900");
  g_assert_cmpstr (cli_json_text (json, "changes.0.fields.founded.1"), ==, "1996");
  after = cli_get (test, "dump", NULL);
  g_assert_cmpstr (before, ==, after);
  /* What it proposes is taken. */
  g_assert_cmpint (cli_run (test, "import", "--map", map, path, NULL), ==, 1);
  g_assert_true (g_str_has_prefix (test->out, "Created 2, updated 1, left 0 as they are.\n"
                                              "  companies.csv, row 2: “Acme”; founded: 1900 → "
                                              "1996\nRefused 1 row:\n"));
}

static void
test_an_import_is_undone (CliTest *test, gconstpointer data)
{
  g_autofree char *path = make_companies (test);
  g_autofree char *count = NULL;

  cli_run (test, "import", path, NULL);
  g_assert_cmpint (cli_run (test, "undo", NULL), ==, 0);
  count = cli_get (test, "list", "company", "--count", NULL);
  g_assert_cmpstr (count, ==, "0");
}

static void
test_the_kind_can_be_told (CliTest *test, gconstpointer data)
{
  g_autofree char *path = write_file (test, "people.csv", "Name,Email\nAna,ana@example.com\n");
  g_autofree char *count = NULL;

  g_assert_cmpint (cli_run (test, "import", "--as", "member", path, NULL), ==, 0);
  count = cli_get (test, "list", "member", "--where", "name = \"Ana\"", "--count", NULL);
  g_assert_cmpstr (count, ==, "1");
  g_assert_cmpint (cli_run (test, "import", "--as", "memberr", path, NULL), ==, 1);
}

static void
test_amounts_keep_their_currency (CliTest *test, gconstpointer data)
{
  g_autofree char *path = write_file (test, "deals.csv",
                                      "Deal name,Amount,Currency\nA,100.00,USD\nB,5000,JPY\n"
                                      "C,70.00,\nD,1.00,Taler\n");
  yyjson_val *json = cli_run_json (test, "import", path, NULL);

  g_assert_cmpint (test->status, ==, 1);
  g_assert_cmpstr (cli_json_text (json, "refused.0.column"), ==, "Currency");
  g_assert_cmpstr (cli_json_text (json, "refused.0.value"), ==, "Taler");
  json = cli_run_json (test, "list", "deal", "--sort", "title", NULL);
  g_assert_cmpstr (cli_json_text (json, "0.value.currency"), ==, "USD");
  g_assert_cmpstr (cli_json_text (json, "1.value.amount"), ==, "5000");
  g_assert_cmpstr (cli_json_text (json, "1.value.currency"), ==, "JPY");
  g_assert_cmpstr (cli_json_text (json, "2.value.currency"), ==, "EUR");
  json = cli_run_json (test, "inspect", path, NULL);
  g_assert_nonnull (strstr (test->out, "\"deal.value.currency\""));
}

static void
test_says_what_it_does_not_use (CliTest *test, gconstpointer data)
{
  g_autofree char *path
      = write_file (test, "x.csv", "Company,City,Shoe size\nK\xC3\xB6ln \xE9,Berlin,44\n");
  yyjson_val *json = cli_run_json (test, "import", "--dry-run", path, NULL);

  g_assert_cmpstr (cli_json_text (json, "files.0.ignored_columns.0"), ==, "Shoe size");
  cli_run (test, "import", "--dry-run", path, NULL);
  g_assert_nonnull (strstr (test->out, "x.csv: nothing is done with the column “Shoe size”.\n"));
}

static void
test_what_cannot_be_read_is_refused (CliTest *test, gconstpointer data)
{
  g_autofree char *path = make_companies (test);
  g_autofree char *map = write_file (test, "map.json", "{\"files\": [{\"name\": 1}]}");

  cli_run_json (test, "import", "/nowhere/x.csv", NULL);
  g_assert_cmpint (test->status, ==, 1);
  g_assert_cmpstr (cli_json_text (yyjson_doc_get_root (test->json), "error.code"), ==, "not-found");
  cli_run_json (test, "import", "--map", map, path, NULL);
  g_assert_cmpint (test->status, ==, 1);
  g_assert_cmpstr (cli_json_text (yyjson_doc_get_root (test->json), "error.code"), ==, "invalid");
  g_assert_cmpint (cli_run (test, "import", NULL), ==, 2);
  g_assert_cmpint (cli_run (test, "import", "--mop", path, NULL), ==, 2);
}

static void
test_a_file_can_be_looked_at (CliTest *test, gconstpointer data)
{
  g_autofree char *path = write_file (test, "x.csv",
                                      "\xEF\xBB\xBF"
                                      "Company;City\nA;\"B;\nC\"\nD;E\n");
  yyjson_val *json = cli_run_json (test, "inspect", "--rows", path, NULL);

  g_assert_cmpint (test->status, ==, 0);
  g_assert_cmpstr (cli_json_text (json, "files.0.format"), ==, "csv");
  g_assert_cmpstr (cli_json_text (json, "files.0.encoding"), ==, "UTF-8");
  g_assert_true (yyjson_get_bool (cli_json_get (json, "files.0.bom")));
  g_assert_cmpstr (cli_json_text (json, "files.0.delimiter"), ==, ";");
  g_assert_cmpstr (cli_json_text (json, "files.0.entity"), ==, "company");
  g_assert_cmpint (cli_json_number (json, "files.0.row_count"), ==, 2);
  g_assert_cmpstr (cli_json_text (json, "files.0.columns.0.name"), ==, "Company");
  g_assert_cmpstr (cli_json_text (json, "files.0.columns.0.maps_to.0"), ==, "company.name");
  g_assert_cmpstr (cli_json_text (json, "files.0.columns.0.samples.1"), ==, "D");
  g_assert_cmpstr (cli_json_text (json, "files.0.rows.0.City"), ==, "B;\nC");
  g_assert_cmpstr (cli_json_text (json, "files.0.rows.1.City"), ==, "E");
  g_assert_cmpint (cli_run_bare (test, "inspect", path, NULL), ==, 0);
  g_assert_nonnull (strstr (test->out, "x.csv: comma-separated values, UTF-8, delimiter “;”"));
  g_assert_nonnull (strstr (test->out, "→ company.name"));
  g_assert_cmpint (cli_run_bare (test, "inspect", "--rows", path, NULL), ==, 2);
}

static void
test_cards_can_be_looked_at (CliTest *test, gconstpointer data)
{
  g_autofree char *path
      = write_file (test, "x.vcf",
                    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nitem1.TEL;TYPE=work,voice:+34\r\n"
                    "END:VCARD\r\n");
  yyjson_val *json = cli_run_json (test, "inspect", "--rows", path, NULL);

  g_assert_cmpint (test->status, ==, 0);
  g_assert_cmpstr (cli_json_text (json, "files.0.format"), ==, "vcard");
  g_assert_cmpint (cli_json_number (json, "files.0.card_count"), ==, 1);
  g_assert_cmpstr (cli_json_text (json, "files.0.rows.0.version"), ==, "3.0");
  g_assert_cmpstr (cli_json_text (json, "files.0.rows.0.properties.1.group"), ==, "item1");
  g_assert_cmpstr (cli_json_text (json, "files.0.rows.0.properties.1.params.1.1"), ==, "voice");
}

#define ADD(path, func) g_test_add (path, CliTest, NULL, cli_test_set_up, func, cli_test_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/kontorctl/import/says-what-came-in", test_says_what_came_in);
  ADD ("/kontorctl/import/says-it-to-programs", test_says_it_to_programs);
  ADD ("/kontorctl/import/a-dry-run-changes-nothing", test_a_dry_run_changes_nothing);
  ADD ("/kontorctl/import/is-undone", test_an_import_is_undone);
  ADD ("/kontorctl/import/the-kind-can-be-told", test_the_kind_can_be_told);
  ADD ("/kontorctl/import/amounts-keep-their-currency", test_amounts_keep_their_currency);
  ADD ("/kontorctl/import/says-what-it-does-not-use", test_says_what_it_does_not_use);
  ADD ("/kontorctl/import/what-cannot-be-read-is-refused", test_what_cannot_be_read_is_refused);
  ADD ("/kontorctl/inspect/a-file-can-be-looked-at", test_a_file_can_be_looked_at);
  ADD ("/kontorctl/inspect/cards-can-be-looked-at", test_cards_can_be_looked_at);
  return g_test_run ();
}
