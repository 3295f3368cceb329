/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-run.h"

#include "store/kontor-database.h"

#include <glib/gstdio.h>
#include <string.h>

/* Where an SQLite file says which schema it is of: the last byte of four. */
#define VERSION_OFFSET 63

static void
assert_refused (CliTest *test, yyjson_val *json, const char *code, const char *says)
{
  g_assert_cmpint (test->status, ==, 1);
  g_assert_cmpstr (cli_json_text (json, "error.code"), ==, code);
  g_assert_nonnull (strstr (cli_json_text (json, "error.message"), says));
}

static char *
write_file (CliTest *test, const char *name, const char *text)
{
  char *path = g_build_filename (test->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static char *
write_many (CliTest *test)
{
  g_autoptr (GString) text = g_string_new ("Company,City\n");

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "Company %u,Berlin\n", i);
  return write_file (test, "many.csv", text->str);
}

/* Whatever is asked of a file that is empty or something else, it stays what it is. */
static void
test_other_files (CliTest *test, gconstpointer data)
{
  static const char *const contents[] = { "", "a text that is no workspace, and is long enough" };
  static const char *const commands[][4] = {
    { "list", "deal" },         { "check" }, { "dump" },    { "status" },
    { "new", "tag", "name=A" }, { "undo" },  { "journal" }, { "export", "--as=csv", "deal", "-" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    for (guint j = 0; j < G_N_ELEMENTS (commands); j++)
      {
        g_autofree char *path = write_file (test, "other.kontor", contents[i]), *after = NULL;
        yyjson_val *json = cli_run_json (test, "-w", path, commands[j][0], commands[j][1],
                                         commands[j][2], commands[j][3], NULL);

        assert_refused (test, json, "invalid", "not a workspace");
        g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
        g_assert_cmpstr (after, ==, contents[i]);
      }
}

static void
test_newer_files (CliTest *test, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (test->workspace, &bytes, &length, NULL));
  bytes[VERSION_OFFSET] = 99;
  g_assert_true (g_file_set_contents (test->workspace, bytes, length, NULL));
  assert_refused (test, cli_run_json (test, "list", "deal", NULL), "too-new", "newer Kontor");
  assert_refused (test, cli_run_json (test, "new", "tag", "name=A", NULL), "too-new", "99");
  g_assert_cmpint (cli_run (test, "check", NULL), ==, 1);
  g_assert_nonnull (strstr (test->err, "Update Kontor"));
}

/* Reading goes on beside a program that writes; what would write waits, and says so in the end. */
static void
test_locked_files (CliTest *test, gconstpointer data)
{
  g_autoptr (KontorDatabase) other = kontor_database_open (test->workspace, 0, NULL);

  g_assert_true (kontor_database_begin (other, NULL));
  g_assert_cmpint (cli_run (test, "list", "stage", "--count", NULL), ==, 0);
  assert_refused (test, cli_run_json (test, "new", "tag", "name=A", NULL), "busy",
                  "Another program");
  kontor_database_rollback (other);
  g_assert_cmpint (cli_run (test, "new", "tag", "name=A", NULL), ==, 0);
}

/* Wherever in a file it is found out, what is wrong is said of that file, once. */
static void
test_what_is_wrong_names_the_file (CliTest *test, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Company,City\n");
  g_autofree char *good = write_many (test), *path = NULL;
  yyjson_val *json;

  for (guint n_rows = 1; n_rows <= 20000; n_rows *= 200)
    {
      const char *first, *message;

      g_clear_pointer (&path, g_free);
      path = g_build_filename (test->folder, "bad.csv", NULL);
      g_string_truncate (text, strlen ("Company,City\n"));
      for (guint i = 0; i < n_rows; i++)
        g_string_append (text, "Acme,Berlin\n");
      g_string_append_len (text, "A\0B,Berlin\n", 11);
      g_assert_true (g_file_set_contents (path, text->str, text->len, NULL));
      json = cli_run_json (test, "import", good, path, NULL);
      assert_refused (test, json, "invalid", "NUL");
      message = cli_json_text (json, "error.message");
      first = strstr (message, "bad.csv");
      g_assert_nonnull (first);
      g_assert_null (strstr (first + 1, "bad.csv"));
      /* What was in the other file is not there either. */
      g_assert_cmpint (cli_run (test, "list", "company", "--count", NULL), ==, 0);
      g_assert_cmpstr (test->out, ==, "0\n");
    }
}

/* kontorctl on the workspace, by a shell that limits the size of files to @blocks of 512 bytes. */
static int
run_limited (CliTest *test, guint blocks, const char *command)
{
  g_autofree char *script
      = g_strdup_printf ("ulimit -f %u; exec \"$KONTORCTL\" -w '%s' %s 2>'%s/err'", blocks,
                         test->workspace, command, test->folder);
  const char *argv[] = { "sh", "-c", script, NULL };
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, NULL));
  g_assert_true (g_spawn_check_wait_status (status, NULL) || status > 255);
  return status >> 8;
}

static void
assert_says (CliTest *test, const char *says)
{
  g_autofree char *path = g_build_filename (test->folder, "err", NULL), *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, says));
}

/* An import that finds no room leaves what was there, and a workspace that is whole. */
static void
test_no_room_for_an_import (CliTest *test, gconstpointer data)
{
  g_autofree char *path = write_many (test);
  g_autofree char *command = g_strdup_printf ("import '%s'", path);
  g_autofree char *before = cli_get (test, "dump", NULL), *after = NULL;
  GStatBuf info;

  g_assert_cmpint (g_stat (test->workspace, &info), ==, 0);
  g_assert_cmpint (run_limited (test, info.st_size / 512 + 200, command), ==, 1);
  assert_says (test, "The disk is full");
  after = cli_get (test, "dump", NULL);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (cli_run (test, "check", NULL), ==, 0);
  g_assert_cmpint (cli_run (test, "import", path, NULL), ==, 0);
}

/* A file that could not be written whole is not there, or as it was. */
static void
test_no_room_for_an_export (CliTest *test, gconstpointer data)
{
  g_autofree char *many = write_many (test), *out = write_file (test, "out.csv", "as it was");
  g_autofree char *command = g_strdup_printf ("export --as csv company '%s'", out);
  g_autofree char *after = NULL, *fresh = g_strdup_printf ("%s.new", command);

  g_assert_cmpint (cli_run (test, "import", many, NULL), ==, 0);
  g_assert_cmpint (run_limited (test, 100, command), ==, 1);
  g_assert_true (g_file_get_contents (out, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "as it was");
  g_assert_cmpint (run_limited (test, 100, "dump > /dev/full"), ==, 1);
  assert_says (test, "can't be written");
  g_assert_cmpint (run_limited (test, 100, "list company > /dev/full"), ==, 1);
  assert_says (test, "can't be written");
}

static void
test_files_that_are_not_there (CliTest *test, gconstpointer data)
{
  g_autofree char *absent = g_build_filename (test->folder, "absent.csv", NULL);
  g_autofree char *inside = g_build_filename (test->folder, "absent", "x.csv", NULL);
  g_autofree char *map = write_file (test, "map.json", "{\"files\": 3}");
  g_autofree char *many = write_many (test);
  yyjson_val *json = cli_run_json (test, "import", many, absent, NULL);

  assert_refused (test, json, "not-found", "absent.csv: no such file");
  assert_refused (test, cli_run_json (test, "inspect", absent, NULL), "not-found", "absent.csv");
  assert_refused (test, cli_run_json (test, "import", test->folder, NULL), "io", test->folder);
  assert_refused (test, cli_run_json (test, "import", "--map", absent, many, NULL), "io", "absent");
  assert_refused (test, cli_run_json (test, "import", "--map", map, many, NULL), "invalid",
                  "files");
  assert_refused (test, cli_run_json (test, "export", "--as", "csv", "deal", inside, NULL), "io",
                  "absent");
  g_assert_cmpint (cli_run (test, "list", "company", "--count", NULL), ==, 0);
  g_assert_cmpstr (test->out, ==, "0\n");
}

#define ADD(path, func) g_test_add (path, CliTest, NULL, cli_test_set_up, func, cli_test_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/kontorctl-failure/what-is-no-workspace-stays-what-it-is", test_other_files);
  ADD ("/kontorctl-failure/a-newer-file-is-refused", test_newer_files);
  ADD ("/kontorctl-failure/a-locked-file-is-read-but-not-written", test_locked_files);
  ADD ("/kontorctl-failure/an-import-without-room-changes-nothing", test_no_room_for_an_import);
  ADD ("/kontorctl-failure/an-export-without-room-writes-nothing", test_no_room_for_an_export);
  ADD ("/kontorctl-failure/what-is-wrong-names-the-file", test_what_is_wrong_names_the_file);
  ADD ("/kontorctl-failure/what-is-not-there-is-said", test_files_that_are_not_there);
  return g_test_run ();
}
