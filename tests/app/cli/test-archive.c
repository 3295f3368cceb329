/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-run.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
make_path (CliTest *test, const char *name)
{
  return g_build_filename (test->folder, name, NULL);
}

/* A workspace with a little of everything that the program can do to one, as an archive. */
static char *
make_archive (CliTest *test)
{
  char *path = make_path (test, "whole.tar");
  g_autofree char *acme = cli_get (test, "new", "company", "name=Acme, \"Inc\"", NULL);
  g_autofree char *ana
      = cli_get (test, "new", "contact", "last_name=Ruiz", "email=ana@example.com", NULL);
  g_autofree char *gone = cli_get (test, "new", "tag", "name=Gone", NULL);

  g_assert_cmpint (cli_run (test, "set", acme, "founded=1996", NULL), ==, 0);
  g_assert_cmpint (cli_run (test, "set", ana, "nickname=Anita", NULL), ==, 0);
  g_assert_cmpint (cli_run (test, "undo", NULL), ==, 0);
  g_assert_cmpint (cli_run (test, "delete", gone, NULL), ==, 0);
  g_assert_cmpint (cli_run (test, "export", "--as", "archive", path, NULL), ==, 0);
  return path;
}

static char *
get_of (CliTest *test, const char *workspace, const char *command)
{
  return cli_get (test, "-w", workspace, command, NULL);
}

static void
assert_equal_to (CliTest *test, const char *copy)
{
  static const char *const commands[] = { "dump", "journal" };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *before = get_of (test, test->workspace, commands[i]);
      g_autofree char *after = get_of (test, copy, commands[i]);

      g_assert_cmpstr (after, ==, before);
    }
}

static void
assert_only (CliTest *test, const char *const *names)
{
  g_autoptr (GDir) folder = g_dir_open (test->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_true (g_strv_contains (names, name));
}

static void
test_a_new_file_is_equal (CliTest *test, gconstpointer data)
{
  g_autofree char *archive = make_archive (test), *copy = make_path (test, "copy.kontor");
  g_autofree char *again = make_path (test, "again.tar");
  g_autofree char *whole = NULL, *before = NULL, *after = NULL;

  g_assert_cmpint (cli_run (test, "-w", copy, "archive", "import", archive, NULL), ==, 0);
  g_assert_nonnull (strstr (test->out, copy));
  assert_equal_to (test, copy);
  whole = get_of (test, copy, "check");
  g_assert_cmpstr (whole, ==, "The workspace is whole.");
  /* The last act is undone in both alike. */
  g_assert_cmpint (cli_run (test, "undo", NULL), ==, 0);
  g_assert_cmpint (cli_run (test, "-w", copy, "undo", NULL), ==, 0);
  before = cli_get (test, "dump", NULL);
  after = get_of (test, copy, "dump");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (cli_run (test, "-w", copy, "export", "--as", "archive", again, NULL), ==, 0);
}

static void
test_an_empty_workspace_is_filled (CliTest *test, gconstpointer data)
{
  g_autofree char *archive = make_archive (test), *copy = make_path (test, "copy.kontor");

  g_assert_cmpint (cli_run (test, "-w", copy, "init", "--member", "Else", NULL), ==, 0);
  cli_run_json (test, "-w", copy, "archive", "import", archive, NULL);
  g_assert_cmpint (test->status, ==, 0);
  g_assert_cmpstr (cli_json_text (yyjson_doc_get_root (test->json), "workspace"), ==, copy);
  assert_equal_to (test, copy);
}

static void
test_one_in_use_is_left_alone (CliTest *test, gconstpointer data)
{
  g_autofree char *archive = make_archive (test), *before = cli_get (test, "dump", NULL);
  g_autofree char *after = NULL;
  yyjson_val *json = cli_run_json (test, "archive", "import", archive, NULL);

  g_assert_cmpint (test->status, ==, 1);
  g_assert_cmpstr (cli_json_text (json, "error.code"), ==, "conflict");
  g_assert_nonnull (strstr (cli_json_text (json, "error.message"), "not there yet"));
  after = cli_get (test, "dump", NULL);
  g_assert_cmpstr (after, ==, before);
}

static void
assert_refused (CliTest *test, const char *archive, const char *code, const char *says)
{
  static const char *const names[]
      = { "whole.tar", "broken.tar", "test.kontor", "test.kontor-wal", "test.kontor-shm", NULL };
  g_autofree char *copy = make_path (test, "copy.kontor");
  yyjson_val *json = cli_run_json (test, "-w", copy, "archive", "import", archive, NULL);

  g_assert_cmpint (test->status, ==, 1);
  g_assert_cmpstr (cli_json_text (json, "error.code"), ==, code);
  g_assert_nonnull (strstr (cli_json_text (json, "error.message"), says));
  assert_only (test, names);
}

/* Whatever it is that can't be taken in: the reason is said, and nothing is left behind. */
static void
test_others_are_refused (CliTest *test, gconstpointer data)
{
  g_autofree char *archive = make_archive (test), *broken = make_path (test, "broken.tar");
  g_autofree char *bytes = NULL;
  gsize length;

  assert_refused (test, "/nowhere/a.tar", "not-found", "/nowhere/a.tar");
  assert_refused (test, test->workspace, "invalid", "not an archive");
  g_assert_true (g_file_get_contents (archive, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (broken, bytes, 100, NULL));
  assert_refused (test, broken, "invalid", "not an archive");
  g_assert_true (g_file_set_contents (broken, bytes, (gssize) length / 2, NULL));
  assert_refused (test, broken, "corrupt", "Nothing of it was taken in");
  bytes[700] ^= 1;
  g_assert_true (g_file_set_contents (broken, bytes, (gssize) length, NULL));
  assert_refused (test, broken, "corrupt", "Nothing of it was taken in");
}

static void
test_wrong_use (CliTest *test, gconstpointer data)
{
  g_autofree char *archive = make_archive (test);

  g_assert_cmpint (cli_run (test, "archive", NULL), ==, 2);
  g_assert_cmpint (cli_run (test, "archive", "import", NULL), ==, 2);
  g_assert_cmpint (cli_run (test, "archive", "eat", archive, NULL), ==, 2);
  g_assert_cmpint (cli_run_bare (test, "archive", "import", archive, NULL), ==, 2);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/kontorctl/archive/" path, CliTest, NULL, cli_test_set_up, func, cli_test_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-new-file-is-equal", test_a_new_file_is_equal);
  ADD ("an-empty-workspace-is-filled", test_an_empty_workspace_is_filled);
  ADD ("one-in-use-is-left-alone", test_one_in_use_is_left_alone);
  ADD ("others-are-refused", test_others_are_refused);
  ADD ("wrong-use-is-told", test_wrong_use);
  return g_test_run ();
}
