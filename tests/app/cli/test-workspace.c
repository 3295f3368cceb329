/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-run.h"

#include <string.h>

static void
test_usage (CliTest *self, gconstpointer data)
{
  g_assert_cmpint (cli_run_bare (self, NULL), ==, 2);
  g_assert_cmpint (cli_run_bare (self, "status", NULL), ==, 2);
  g_assert_nonnull (strstr (self->err, "-w FILE"));
  g_assert_cmpint (cli_run (self, "frobnicate", NULL), ==, 2);
  g_assert_nonnull (strstr (self->err, "frobnicate"));
  g_assert_cmpint (cli_run (self, "status", "more", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "status", "--frobnicate", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "--frobnicate", "status", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "show", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "show", "a", "b", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "init", "--currency", "XXX", NULL), ==, 2);
  g_assert_cmpstr (self->out, ==, "");
}

static void
test_help (CliTest *self, gconstpointer data)
{
  static const char *const commands[] = {
    "init",    "check",   "status", "new",  "show", "set",  "delete",
    "restore", "journal", "undo",   "redo", "dump", "demo", "list",
  };

  g_assert_cmpint (cli_run_bare (self, "--help", NULL), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *line = g_strdup_printf ("\n  %s", commands[i]);

      g_assert_nonnull (strstr (self->out, line));
    }
  g_assert_cmpint (cli_run_bare (self, "show", "--help", NULL), ==, 0);
  g_assert_true (g_str_has_prefix (self->out, "  show ID\n"));
  g_assert_cmpint (cli_run_bare (self, "--version", NULL), ==, 0);
  g_assert_true (g_str_has_prefix (self->out, "kontorctl "));
}

static void
test_init (CliTest *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "other.kontor", NULL);
  yyjson_val *json;

  g_assert_cmpint (cli_run_bare (self, "-w", path, "init", "--currency", "sek", NULL), ==, 0);
  g_assert_cmpint (cli_run_bare (self, "-w", path, "init", NULL), ==, 1);
  g_assert_nonnull (strstr (self->err, "there already"));
  json = cli_run_json (self, "-w", path, "status", NULL);
  g_assert_cmpstr (cli_json_text (json, "currency"), ==, "SEK");
  json = cli_run_json (self, "init", NULL);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_cmpstr (cli_json_text (json, "error.code"), ==, "conflict");
}

static void
test_no_workspace (CliTest *self, gconstpointer data)
{
  g_autofree char *absent = g_build_filename (self->folder, "absent.kontor", NULL);
  g_autofree char *other = g_build_filename (self->folder, "other.txt", NULL);
  yyjson_val *json;

  json = cli_run_json (self, "-w", absent, "status", NULL);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_cmpstr (cli_json_text (json, "error.code"), ==, "not-found");
  g_assert_false (g_file_test (absent, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (other, "a text, not a workspace, and long enough", -1, NULL));
  json = cli_run_json (self, "-w", other, "status", NULL);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_cmpstr (cli_json_text (json, "error.code"), ==, "invalid");
}

static void
test_status (CliTest *self, gconstpointer data)
{
  yyjson_val *json = cli_run_json (self, "status", NULL);

  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpstr (cli_json_text (json, "name"), ==, "Test");
  g_assert_cmpstr (cli_json_text (json, "currency"), ==, "EUR");
  g_assert_cmpint (cli_json_number (json, "counts.member"), ==, 1);
  g_assert_cmpint (cli_json_number (json, "counts.stage"), ==, 6);
  g_assert_cmpint (cli_json_number (json, "counts.contact"), ==, 0);
  g_assert_cmpint (cli_run (self, "status", NULL), ==, 0);
  g_assert_true (g_str_has_prefix (self->out, "Test (EUR)\n"));
}

static void
test_check (CliTest *self, gconstpointer data)
{
  yyjson_val *json = cli_run_json (self, "check", NULL);

  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpuint (yyjson_arr_size (cli_json_get (json, "findings")), ==, 0);
}

/* Overwrites the middle of the file, past the header that says what it is. */
static void
damage (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 20000);
  memset (bytes + 4096, 0x5a, length - 8192);
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
}

static void
test_check_finds_damage (CliTest *self, gconstpointer data)
{
  damage (self->workspace);
  g_assert_cmpint (cli_run (self, "check", NULL), ==, 1);
  g_assert_true (*self->out != '\0' || *self->err != '\0');
}

static void
test_dump (CliTest *self, gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL;
  yyjson_val *json;

  first = cli_get (self, "dump", NULL);
  g_assert_nonnull (strstr (first, "\"1\":\"Anna\""));
  g_assert_cmpint (cli_run (self, "journal", NULL), ==, 0); /* reading changes nothing */
  second = cli_get (self, "dump", NULL);
  g_assert_cmpstr (first, ==, second);
  json = cli_run_json (self, "dump", NULL);
  g_assert_cmpuint (yyjson_arr_size (json), ==, 8);
  g_assert_cmpstr (cli_json_text (json, "0.0"), ==, "member");
  g_assert_cmpstr (cli_json_text (json, "0.2.1"), ==, "Anna");
}

static void
test_environment_names_the_workspace (CliTest *self, gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) process = NULL;

  g_subprocess_launcher_setenv (launcher, "KONTOR_WORKSPACE", self->workspace, TRUE);
  process = g_subprocess_launcher_spawn (launcher, NULL, g_getenv ("KONTORCTL"), "status", NULL);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

static void
test_demo (CliTest *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "demo.kontor", NULL);
  yyjson_val *json;

  g_assert_cmpint (cli_run (self, "demo", NULL), ==, 1); /* it is there already */
  g_assert_cmpint (cli_run (self, "demo", "all", NULL), ==, 2);
  g_assert_cmpint (cli_run (self, "demo", "--seed", "x", NULL), ==, 2);
  json = cli_run_json (self, "-w", path, "demo", "--seed", "7", NULL);
  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpstr (cli_json_text (json, "workspace"), ==, path);
  json = cli_run_json (self, "-w", path, "status", NULL);
  g_assert_cmpint (cli_json_number (json, "counts.company"), ==, 60);
  g_assert_cmpint (cli_json_number (json, "counts.contact"), ==, 150);
  g_assert_cmpint (cli_json_number (json, "counts.deal"), ==, 120);
}

static void
test_demo_files (CliTest *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->folder, "files", NULL);
  yyjson_val *json = cli_run_json (self, "demo", "files", folder, NULL);

  g_assert_cmpint (self->status, ==, 0);
  g_assert_cmpuint (yyjson_arr_size (cli_json_get (json, "files")), ==, 4);
  g_assert_true (g_file_test (cli_json_text (json, "files.3"), G_FILE_TEST_EXISTS));
  json = cli_run_json (self, "demo", "files", "/dev/null/folder", NULL);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_cmpstr (cli_json_text (json, "error.code"), ==, "io");
}

#define ADD(path, func) g_test_add (path, CliTest, NULL, cli_test_set_up, func, cli_test_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/kontorctl/wrong-usage-is-2-and-says-so", test_usage);
  ADD ("/kontorctl/help-names-every-command", test_help);
  ADD ("/kontorctl/init-makes-just-once", test_init);
  ADD ("/kontorctl/a-file-that-is-no-workspace-is-refused", test_no_workspace);
  ADD ("/kontorctl/status-counts", test_status);
  ADD ("/kontorctl/check-finds-nothing-in-a-whole-file", test_check);
  ADD ("/kontorctl/check-finds-damage", test_check_finds_damage);
  ADD ("/kontorctl/dump-is-the-same-twice", test_dump);
  ADD ("/kontorctl/the-environment-names-the-workspace", test_environment_names_the_workspace);
  ADD ("/kontorctl/demo-makes-a-workspace", test_demo);
  ADD ("/kontorctl/demo-files-come-into-a-folder", test_demo_files);
  return g_test_run ();
}
