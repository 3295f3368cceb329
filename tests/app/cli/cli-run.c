/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-run.h"

#include <glib/gstdio.h>
#include <string.h>

void
cli_test_set_up (CliTest *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("kontorctl-XXXXXX", NULL);
  self->workspace = g_build_filename (self->folder, "test.kontor", NULL);
  g_assert_cmpint (cli_run (self, "init", "--name", "Test", "--member", "Anna", NULL), ==, 0);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
forget_run (CliTest *self)
{
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
  g_clear_pointer (&self->json, yyjson_doc_free);
}

void
cli_test_tear_down (CliTest *self, gconstpointer data)
{
  forget_run (self);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->workspace);
}

static void
run (CliTest *self, GPtrArray *words)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  forget_run (self);
  g_ptr_array_add (words, NULL);
  g_subprocess_launcher_unsetenv (launcher, "KONTOR_WORKSPACE");
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_setenv (launcher, "TZ", "UTC", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &self->out, &self->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  self->status = g_subprocess_get_exit_status (process);
}

static GPtrArray *
begin_words (void)
{
  GPtrArray *words = g_ptr_array_new ();
  const char *program = g_getenv ("KONTORCTL");

  g_assert_nonnull (program);
  g_ptr_array_add (words, (gpointer) program);
  return words;
}

static void
add_words (GPtrArray *words, va_list args)
{
  const char *word;

  while ((word = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (words, (gpointer) word);
}

int
cli_run_bare (CliTest *self, ...)
{
  g_autoptr (GPtrArray) words = begin_words ();
  va_list args;

  va_start (args, self);
  add_words (words, args);
  va_end (args);
  run (self, words);
  return self->status;
}

int
cli_run (CliTest *self, ...)
{
  g_autoptr (GPtrArray) words = begin_words ();
  va_list args;

  g_ptr_array_add (words, (gpointer) "-w");
  g_ptr_array_add (words, self->workspace);
  va_start (args, self);
  add_words (words, args);
  va_end (args);
  run (self, words);
  return self->status;
}

yyjson_val *
cli_run_json (CliTest *self, ...)
{
  g_autoptr (GPtrArray) words = begin_words ();
  va_list args;

  g_ptr_array_add (words, (gpointer) "--json");
  g_ptr_array_add (words, (gpointer) "-w");
  g_ptr_array_add (words, self->workspace);
  va_start (args, self);
  add_words (words, args);
  va_end (args);
  run (self, words);
  self->json = yyjson_read (self->out, strlen (self->out), 0);
  if (self->json == NULL)
    g_error ("no JSON: %s%s", self->out, self->err);
  return yyjson_doc_get_root (self->json);
}

char *
cli_get (CliTest *self, ...)
{
  g_autoptr (GPtrArray) words = begin_words ();
  va_list args;

  g_ptr_array_add (words, (gpointer) "-w");
  g_ptr_array_add (words, self->workspace);
  va_start (args, self);
  add_words (words, args);
  va_end (args);
  run (self, words);
  if (self->status != 0)
    g_error ("status %d: %s%s", self->status, self->out, self->err);
  return g_strchomp (g_strdup (self->out));
}

yyjson_val *
cli_json_get (yyjson_val *json, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);

  for (guint i = 0; parts[i] != NULL && json != NULL; i++)
    json = yyjson_is_arr (json) ? yyjson_arr_get (json, g_ascii_strtoull (parts[i], NULL, 10))
                                : yyjson_obj_get (json, parts[i]);
  return json;
}

const char *
cli_json_text (yyjson_val *json, const char *path)
{
  return yyjson_get_str (cli_json_get (json, path));
}

gint64
cli_json_number (yyjson_val *json, const char *path)
{
  yyjson_val *number = cli_json_get (json, path);

  g_assert_true (yyjson_is_int (number));
  return yyjson_get_sint (number);
}
