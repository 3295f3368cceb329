/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-files.h"

char *
kontor_test_files_write (KontorTestStore *test, const char *name, const char *text, gssize length)
{
  char *path = g_build_filename (test->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  return path;
}

void
kontor_test_files_run (KontorTestImport *self,
                       KontorTestStore *test,
                       gboolean trial,
                       KontorImportPlan *given,
                       const char *const *paths)
{
  g_autoptr (KontorImportFiles) files
      = kontor_import_files_new (kontor_schema_get_default (), test->store, given, NULL);
  KontorImporterOptions options = kontor_test_import_start (self, trial);
  g_autoptr (KontorImporter) importer = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      kontor_import_files_add (files, paths[i], &error);
      g_assert_no_error (error);
    }
  kontor_import_files_prepare (files, &error);
  g_assert_no_error (error);
  importer = kontor_import_files_begin (files, &options, &error);
  g_assert_no_error (error);
  kontor_importer_run (importer, NULL, NULL, &self->entry, &error);
  g_assert_no_error (error);
  kontor_test_import_take (self, importer);
  if (!trial)
    g_assert_true (kontor_import_files_remember (files, NULL));
}

char *
kontor_test_files_import (KontorTestStore *test, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (KontorTestImport) trial = { 0 }, real = { 0 }, again = { 0 };
  g_auto (GStrv) paths = NULL;
  const char *name;
  va_list args;

  va_start (args, test);
  while ((name = va_arg (args, const char *)) != NULL)
    g_strv_builder_take (builder,
                         kontor_test_files_write (test, name, va_arg (args, const char *), -1));
  va_end (args);
  paths = g_strv_builder_end (builder);
  kontor_test_files_run (&trial, test, TRUE, NULL, (const char *const *) paths);
  kontor_test_files_run (&real, test, FALSE, NULL, (const char *const *) paths);
  g_assert_cmpstr (trial.events->str, ==, real.events->str);
  kontor_test_files_run (&again, test, FALSE, NULL, (const char *const *) paths);
  g_assert_cmpint (again.entry, ==, 0);
  g_assert_cmpuint (again.n_refused, ==, real.n_refused);
  kontor_test_store_assert_whole (test);
  return g_string_free_and_steal (g_steal_pointer (&real.events));
}
