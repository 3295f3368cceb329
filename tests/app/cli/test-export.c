/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-run.h"

#include <glib/gstdio.h>
#include <string.h>

static void
fill (CliTest *test, gconstpointer data)
{
  cli_test_set_up (test, data);
  cli_run (test, "new", "company", "name=Acme", "founded=1996", NULL);
  cli_run (test, "new", "company", "name=Bluth", "founded=2003", NULL);
  cli_run (test, "new", "contact", "first_name=Ana", "last_name=Ruiz", "company=Acme",
           "email=ana@example.com", NULL);
}

static char *
read_file (const char *path)
{
  char *text;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_a_list_goes_to_a_file (CliTest *test, gconstpointer data)
{
  g_autofree char *path = g_build_filename (test->folder, "out.csv", NULL);
  g_autofree char *text = NULL, *before = NULL, *after = NULL;

  g_assert_cmpint (cli_run (test, "export", "--as", "csv", "contact", path, NULL), ==, 0);
  text = read_file (path);
  g_assert_true (g_str_has_prefix (text, "id,prefix,first_name,"));
  g_assert_nonnull (strstr (text, ",Ana,,Ruiz,,,Acme,"));
  g_assert_nonnull (strstr (text, ",ana@example.com,"));
  before = cli_get (test, "dump", NULL);
  g_assert_cmpint (cli_run (test, "import", path, NULL), ==, 0);
  g_assert_cmpstr (test->out, ==, "Created 0, updated 0, left 1 as they are.\n");
  after = cli_get (test, "dump", NULL);
  g_assert_cmpstr (before, ==, after);
}

static void
test_a_query_chooses_and_sorts (CliTest *test, gconstpointer data)
{
  g_assert_cmpint (
      cli_run (test, "export", "--as", "csv", "--where", "founded > 2000", "company", "-", NULL),
      ==, 0);
  g_assert_nonnull (strstr (test->out, ",Bluth,"));
  g_assert_null (strstr (test->out, ",Acme,"));
  g_assert_cmpint (
      cli_run (test, "export", "--as", "csv", "--sort", "-founded", "company", "-", NULL), ==, 0);
  g_assert_true (strstr (test->out, ",Bluth,") < strstr (test->out, ",Acme,"));
  g_assert_cmpint (
      cli_run (test, "export", "--as", "csv", "--where", "founded >", "company", "-", NULL), ==, 1);
}

static void
test_json_has_an_object_for_each_record (CliTest *test, gconstpointer data)
{
  yyjson_val *json = cli_run_json (test, "export", "--as", "json", "company", "-", NULL);

  g_assert_cmpint (test->status, ==, 0);
  g_assert_cmpuint (yyjson_arr_size (json), ==, 2);
  g_assert_cmpstr (cli_json_text (json, "0.entity"), ==, "company");
  g_assert_cmpstr (cli_json_text (json, "0.name"), ==, "Acme");
  g_assert_cmpint (cli_json_number (json, "0.founded"), ==, 1996);
  json = cli_run_json (test, "export", "--as", "json", "-", NULL);
  g_assert_cmpstr (cli_json_text (json, "0.company.title"), ==, "Acme");
}

static void
test_contacts_go_as_cards (CliTest *test, gconstpointer data)
{
  g_assert_cmpint (cli_run (test, "export", "--as", "vcard", "-", NULL), ==, 0);
  g_assert_true (g_str_has_prefix (test->out, "BEGIN:VCARD\r\nVERSION:3.0\r\n"));
  g_assert_nonnull (strstr (test->out, "N:Ruiz;Ana;;;"));
  g_assert_nonnull (strstr (test->out, "ana@example.com"));
  g_assert_cmpint (
      cli_run (test, "export", "--as", "vcard", "--card-version", "4.0", "contact", "-", NULL), ==,
      0);
  g_assert_true (g_str_has_prefix (test->out, "BEGIN:VCARD\r\nVERSION:4.0\r\n"));
  g_assert_cmpint (cli_run (test, "export", "--as", "vcard", "deal", "-", NULL), ==, 1);
}

/* Any tar program opens it, and what the manifest says of its files is so. */
static void
test_all_goes_into_an_archive (CliTest *test, gconstpointer data)
{
  g_autofree char *path = g_build_filename (test->folder, "all.tar", NULL);
  g_autofree char *folder = g_build_filename (test->folder, "all", NULL);
  g_autofree char *manifest = g_build_filename (folder, "manifest.json", NULL);
  g_autofree char *records = g_build_filename (folder, "records.txt", NULL);
  g_autofree char *dump = cli_get (test, "dump", NULL), *text = NULL, *list = NULL;
  const char *const argv[] = { "tar", "-xf", path, "-C", folder, NULL };
  yyjson_doc *doc;
  yyjson_val *files;
  int status;

  g_assert_cmpint (cli_run (test, "export", "--as", "archive", path, NULL), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  text = g_strchomp (read_file (records));
  g_assert_cmpstr (text, ==, dump);
  list = read_file (manifest);
  doc = yyjson_read (list, strlen (list), 0);
  files = yyjson_obj_get (yyjson_doc_get_root (doc), "files");
  g_assert_cmpuint (yyjson_arr_size (files), >, 5);
  for (guint i = 0; i < yyjson_arr_size (files); i++)
    {
      yyjson_val *file = yyjson_arr_get (files, i);
      g_autofree char *name = g_build_filename (folder, cli_json_text (file, "name"), NULL);
      g_autofree char *bytes = read_file (name);
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, bytes, -1);

      g_assert_cmpint (strlen (bytes), ==, cli_json_number (file, "size"));
      g_assert_cmpstr (sum, ==, cli_json_text (file, "sha256"));
    }
  yyjson_doc_free (doc);
}

static void
test_wrong_use_writes_nothing (CliTest *test, gconstpointer data)
{
  g_autofree char *path = g_build_filename (test->folder, "out.csv", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  g_assert_cmpint (cli_run (test, "export", "company", path, NULL), ==, 2);
  g_assert_cmpint (cli_run (test, "export", "--as", "xls", "company", path, NULL), ==, 2);
  g_assert_cmpint (cli_run (test, "export", "--as", "csv", path, NULL), ==, 2);
  g_assert_cmpint (cli_run (test, "export", "--as", "archive", "company", path, NULL), ==, 2);
  g_assert_cmpint (cli_run (test, "export", "--as", "archive", "--where", "x", path, NULL), ==, 2);
  g_assert_cmpint (cli_run (test, "export", "--as", "vcard", "--card-version", "5", path, NULL), ==,
                   2);
  g_assert_cmpint (cli_run (test, "export", "--as", "csv", "nothing", path, NULL), ==, 1);
  g_assert_cmpint (cli_run (test, "export", "--as", "vcard", "deal", path, NULL), ==, 1);
  text = read_file (path);
  g_assert_cmpstr (text, ==, "before");
  g_assert_cmpint (cli_run (test, "export", "--as", "csv", "company", "/nowhere/x.csv", NULL), ==,
                   1);
}

#define ADD(path, func) g_test_add (path, CliTest, NULL, fill, func, cli_test_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/kontorctl/export/a-list-goes-to-a-file", test_a_list_goes_to_a_file);
  ADD ("/kontorctl/export/a-query-chooses-and-sorts", test_a_query_chooses_and_sorts);
  ADD ("/kontorctl/export/json-has-an-object-for-each-record",
       test_json_has_an_object_for_each_record);
  ADD ("/kontorctl/export/contacts-go-as-cards", test_contacts_go_as_cards);
  ADD ("/kontorctl/export/all-goes-into-an-archive", test_all_goes_into_an_archive);
  ADD ("/kontorctl/export/wrong-use-writes-nothing", test_wrong_use_writes_nothing);
  return g_test_run ();
}
