/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An import is one act: all of it or nothing, while others go on. */

#include "support/kontor-test-source.h"

#include "store/kontor-bulk-lock.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

static KontorTestSource *
make_companies (const char *file)
{
  KontorTestSource *source = kontor_test_source_new (file);

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s %u", file, i);

      kontor_test_source_add_row (source);
      kontor_test_source_add (source, "company", "name", name, NULL);
    }
  return source;
}

static void
test_a_bad_file_takes_all_back (KontorTestStore *test, gconstpointer data)
{
  g_auto (KontorTestImport) result = { 0 };
  g_autoptr (KontorImporter) importer = kontor_test_import_begin (&result, test, FALSE);
  g_autofree char *before = kontor_test_store_dump (test), *after = NULL;
  g_autoptr (GError) error = NULL;
  KontorTestSource *source = make_companies ("more.csv");

  kontor_test_source_fail_at (source, 5);
  kontor_importer_add (importer, kontor_test_source_get (make_companies ("companies.csv")));
  kontor_importer_add (importer, kontor_test_source_get (source));
  g_assert_false (kontor_importer_run (importer, NULL, NULL, NULL, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  after = kontor_test_store_dump (test);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count(*) FROM journal_entry"), ==, 0);
}

static gboolean
cancel (double progress, gpointer user_data)
{
  g_assert_cmpfloat (progress, >=, 0);
  g_assert_cmpfloat (progress, <=, 1);
  return ++*(guint *) user_data < 3;
}

static KontorTestSource *
make_many (void)
{
  KontorTestSource *source = kontor_test_source_new ("many.csv");

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Company %u", i);

      kontor_test_source_add_row (source);
      kontor_test_source_add (source, "company", "name", name, "owner", "+Ana", NULL);
    }
  return source;
}

static void
test_cancel_takes_checkpoints_back (KontorTestStore *test, gconstpointer data)
{
  g_auto (KontorTestImport) result = { 0 };
  g_autoptr (KontorImporter) importer = kontor_test_import_begin (&result, test, FALSE);
  g_autoptr (GError) error = NULL;
  guint n_calls = 0;

  kontor_importer_add (importer, kontor_test_source_get (make_many ()));
  g_assert_false (kontor_importer_run (importer, cancel, &n_calls, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (n_calls, ==, 3);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count(*) FROM company"), ==, 0);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count(*) FROM journal_op"), ==, 0);
  kontor_test_store_assert_whole (test);
}

/* Somebody who works on the same file while it is imported into. */
typedef struct
{
  KontorTestStore *test;
  GThread *thread;
  guint n_steps;
} Other;

static gpointer
work (gpointer data)
{
  Other *self = data;
  g_autoptr (KontorStore) store = kontor_store_open (self->test->path, kontor_schema_get_default (),
                                                     kontor_clock_system (), 0, NULL);
  KontorActInfo info = { "create", kontor_test_entity ("company"), KONTOR_ORIGIN_USER, NULL };
  g_autoptr (KontorFields) fields = kontor_test_store_fields (
      self->test, "company", "name", "Company 900", "founded", "1900", NULL);
  g_autoptr (GError) error = NULL;
  KontorAct *act = kontor_act_begin (store, &info, &error);

  g_assert_no_error (error);
  g_assert_true (kontor_act_insert (act, NULL, fields, NULL, &error));
  g_assert_true (kontor_act_commit (act, NULL, &error));
  return NULL;
}

/* The file is locked whenever this is called. At the end of the first step the other begins to wait;
 * before the third, they have had their turn. */
static gboolean
let_work (double progress, gpointer user_data)
{
  Other *self = user_data;
  g_autofree char *path = g_strconcat (self->test->path, "-bulk", NULL);
  int lock;

  switch (++self->n_steps)
    {
    case 1:
      self->thread = g_thread_new ("other", work, self);
      lock = g_open (path, O_RDONLY | O_CLOEXEC, 0);
      while (!kontor_bulk_lock_is_asked (lock))
        g_usleep (500);
      close (lock);
      break;

    case 2:
      g_assert_cmpint (
          kontor_test_store_count (self->test, "SELECT count(*) FROM company WHERE founded = 1900"),
          ==, 1);
      break;

    default:
      break;
    }
  return TRUE;
}

/* By the order of commits, whatever the time they take. */
static void
test_others_write_between_steps (KontorTestStore *test, gconstpointer data)
{
  g_auto (KontorTestImport) result = { 0 };
  g_autoptr (KontorImporter) importer = kontor_test_import_begin (&result, test, FALSE);
  g_autoptr (GError) error = NULL;
  Other other = { .test = test };
  gint64 entry;

  kontor_importer_add (importer, kontor_test_source_get (make_many ()));
  g_assert_true (kontor_importer_run (importer, let_work, &other, &entry, &error));
  g_thread_join (other.thread);
  g_assert_cmpint (other.n_steps, >, 2);
  /* What they wrote is seen by the rows that come after. */
  g_assert_cmpint (
      kontor_test_store_count (test, "SELECT count(*) FROM company WHERE name = 'Company 900'"), ==,
      1);
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("company")), ==, 1000);
  g_assert_cmpint (kontor_importer_get_total (importer)->unchanged, ==, 0);
  g_assert_cmpint (kontor_importer_get_total (importer)->updated, ==, 1);
  /* Theirs is an entry of its own, which outlives the import. */
  g_assert_true (kontor_journal_undo (test->store, entry, KONTOR_UNDO_REST, NULL, NULL, &error));
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("company")), ==, 1);
  kontor_test_store_assert_whole (test);
}

/* A program that ends in the middle leaves nothing: whoever opens the file next takes it back. */
static void
test_a_crash_leaves_nothing (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *before = kontor_test_store_dump (test), *after = NULL;
  pid_t child;
  int status;

  g_clear_pointer (&test->store, kontor_store_close);
  child = fork ();
  if (child == 0)
    {
      g_auto (KontorTestImport) result = { 0 };
      KontorImporter *importer;
      gboolean done;

      kontor_test_store_reopen (test);
      importer = kontor_test_import_begin (&result, test, FALSE);
      kontor_importer_add (importer, kontor_test_source_get (make_many ()));
      for (guint i = 0; i < 3; i++)
        if (!kontor_importer_step (importer, &done, NULL))
          _exit (2);
      _exit (kontor_store_count (test->store, kontor_test_entity ("company")) > 0 ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  kontor_test_store_reopen (test);
  after = kontor_test_store_dump (test);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count(*) FROM journal_op"), ==, 0);
  kontor_test_store_assert_whole (test);
}

#define TEST(path, func)                                                                           \
  g_test_add ("/import-act/" path, KontorTestStore, NULL, kontor_test_store_set_up, func,          \
              kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("a-bad-file-takes-all-back", test_a_bad_file_takes_all_back);
  TEST ("cancel-takes-checkpoints-back", test_cancel_takes_checkpoints_back);
  TEST ("others-write-between-steps", test_others_write_between_steps);
  TEST ("a-crash-leaves-nothing", test_a_crash_leaves_nothing);
  return g_test_run ();
}
