/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "remote/kontor-sync-lock.h"
#include "util/kontor-error.h"

#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("kontor-lock-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "a.kontor", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (self->path, "-sync", NULL);

  g_unlink (lock);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
assert_busy (const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_sync_lock_take (path, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_BUSY);
}

static void
test_one (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_strconcat (self->path, "2", NULL);
  g_autofree char *other_lock = g_strconcat (other, "-sync", NULL);
  g_autoptr (GError) error = NULL;
  KontorSyncLock *lock = kontor_sync_lock_take (self->path, &error), *again;

  g_assert_no_error (error);
  assert_busy (self->path);
  again = kontor_sync_lock_take (other, &error);
  g_assert_no_error (error);
  kontor_sync_lock_release (again);
  kontor_sync_lock_release (lock);
  again = kontor_sync_lock_take (self->path, &error);
  g_assert_no_error (error);
  kontor_sync_lock_release (again);
  g_unlink (other_lock);
}

/* However a process ends, its lock ends with it. */
static void
test_ends_with_process (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorSyncLock) lock = NULL;
  int pipe_ends[2], status;
  char byte;
  pid_t child;

  g_assert_cmpint (pipe (pipe_ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      if (kontor_sync_lock_take (self->path, NULL) == NULL || write (pipe_ends[1], "x", 1) != 1)
        _exit (1);
      pause ();
    }
  g_assert_cmpint (read (pipe_ends[0], &byte, 1), ==, 1);
  assert_busy (self->path);
  kill (child, SIGKILL);
  waitpid (child, &status, 0);
  lock = kontor_sync_lock_take (self->path, NULL);
  g_assert_nonnull (lock);
  close (pipe_ends[0]);
  close (pipe_ends[1]);
}

static void
test_no_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "no", "such", "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_sync_lock_take (path, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_READ_ONLY);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sync-lock/one-at-a-time-for-each-workspace", test_one);
  ADD ("/sync-lock/ends-with-its-process", test_ends_with_process);
  ADD ("/sync-lock/folder-that-is-not-there-is-said", test_no_folder);
  return g_test_run ();
}
